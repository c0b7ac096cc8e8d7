package gas

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
)

// fixtures is what these tests read of batches.json: contracts/fixtures says what is in it.
type fixtures struct {
	Chain    uint64         `json:"chainId"`
	Escrow   common.Address `json:"escrow"`
	Keys     []key          `json:"keys"`
	Forward  forward        `json:"forward"`
	Items    group          `json:"items"`
	Payloads group          `json:"payloads"`
	Batches  []batch        `json:"batches"`
}

type key struct {
	N     uint32          `json:"n"`
	Words [22]common.Hash `json:"words"`
}

type forward struct {
	Predicate common.Address `json:"predicate"`
	Params    common.Hash    `json:"params"`
	TaskHash  common.Hash    `json:"taskHash"`
	Token     common.Address `json:"token"`
	Price     int64          `json:"price"`
	Quantity  int64          `json:"quantity"`
	Unit      common.Hash    `json:"unit"`
	AcceptBy  uint64         `json:"acceptBy"`
	Start     uint64         `json:"start"`
	End       uint64         `json:"end"`
	SettleBy  uint64         `json:"settleBy"`
	Bond      int64          `json:"bond"`
	Provider  common.Address `json:"provider"`
	SealX     common.Hash    `json:"sealX"`
	SealY     common.Hash    `json:"sealY"`
	Buyer     common.Address `json:"buyer"`
}

type group struct {
	Salts   []common.Hash `json:"salts"`
	From    []uint64      `json:"from"`
	To      []uint64      `json:"to"`
	Amounts []int64       `json:"amounts"`
	Places  []common.Hash `json:"places"`
	Proofs  hexutil.Bytes `json:"proofs"`
}

type batch struct {
	Name  string        `json:"name"`
	N     uint32        `json:"n"`
	Of    []int         `json:"of"`
	Proof hexutil.Bytes `json:"proof"`
}

func load(t *testing.T) fixtures {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "test", "fixtures", "batches.json"))
	require.NoError(t, err)
	var f fixtures
	require.NoError(t, json.Unmarshal(text, &f))
	return f
}

func (f fixtures) keys() []bindings.IGroth16PredicateKey {
	keys := make([]bindings.IGroth16PredicateKey, len(f.Keys))
	for i, k := range f.Keys {
		keys[i].N = k.N
		for j, word := range k.Words {
			keys[i].Words[j] = word.Big()
		}
	}
	return keys
}

func (f fixtures) terms() bindings.Terms {
	return bindings.Terms{
		Predicate: f.Forward.Predicate, Params: f.Forward.Params.Big(), TaskHash: f.Forward.TaskHash, Token: f.Forward.Token,
		Price: big.NewInt(f.Forward.Price), Quantity: big.NewInt(f.Forward.Quantity), Unit: f.Forward.Unit,
		AcceptBy: f.Forward.AcceptBy, Start: f.Forward.Start, End: f.Forward.End, SettleBy: f.Forward.SettleBy,
		Bond: big.NewInt(f.Forward.Bond), Provider: f.Forward.Provider,
		SealX: f.Forward.SealX.Big(), SealY: f.Forward.SealY.Big(),
	}
}

// deliveries are those of a group, in its order.
func (f fixtures) deliveries(g group) []bindings.Delivery {
	const header = 9
	list := make([]bindings.Delivery, len(g.Salts))
	at := 0
	for i, salt := range g.Salts {
		words := int(g.Places[at].Big().Int64())
		list[i] = bindings.Delivery{
			Forward:    bindings.Forward{Terms: f.terms(), Buyer: f.Forward.Buyer, Salt: salt},
			Recipient:  f.Forward.Provider,
			Step:       bindings.Step{From: g.From[i], To: g.To[i], Amount: big.NewInt(g.Amounts[i])},
			Commitment: new(big.Int), Beacon: new(big.Int),
			Payload: []*big.Int{}, H: g.Places[at+1].Big(),
		}
		for _, word := range g.Places[at+2+header : at+2+words] {
			list[i].Payload = append(list[i].Payload, word.Big())
		}
		at += 2 + words
	}
	return list
}
