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
	"github.com/tercet-protocol/tercet/contracts/evm"
)

// hours is what these tests read of gpuhours.json: steps of forwards over eight devices.
type hours struct {
	Chain      uint64          `json:"chainId"`
	Escrow     common.Address  `json:"escrow"`
	Key        [22]common.Hash `json:"key"`
	Forward    forward         `json:"forward"`
	Deliveries []struct {
		Name    string        `json:"name"`
		Salt    common.Hash   `json:"salt"`
		Params  common.Hash   `json:"params"`
		From    uint64        `json:"from"`
		To      uint64        `json:"to"`
		Amount  int64         `json:"amount"`
		Payload []common.Hash `json:"payload"`
		H       common.Hash   `json:"h"`
		Proof   hexutil.Bytes `json:"proof"`
	} `json:"deliveries"`
}

// measureHours settles two steps of one forward: the first one writes a slot for each device, the second one changes them.
func (f *figures) measureHours(t *testing.T, next bool) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "test", "fixtures", "gpuhours.json"))
	require.NoError(t, err)
	var h hours
	require.NoError(t, json.Unmarshal(text, &h))
	machine, err := evm.New(h.Chain, next)
	require.NoError(t, err)

	key := bindings.IGroth16PredicateKey{N: 1}
	for i, word := range h.Key {
		key.Words[i] = word.Big()
	}
	code := append(common.FromHex(bindings.GpuHoursPredicateMetaData.Bin),
		bindings.NewGpuHoursPredicate().PackConstructor([]bindings.IGroth16PredicateKey{key})...)
	m := newMarketOn(t, machine, fixtures{Escrow: h.Escrow, Forward: h.Forward}, code)
	for i, name := range []string{"eight GPUs, a new epoch", "eight GPUs, more of the epoch"} {
		d := h.Deliveries[i]
		require.Len(t, d.Payload, 17, d.Name)
		delivery := bindings.Delivery{
			Forward:    bindings.Forward{Terms: m.terms(), Buyer: m.Forward.Buyer, Salt: d.Salt},
			Recipient:  m.Forward.Provider,
			Step:       bindings.Step{From: d.From, To: d.To, Amount: big.NewInt(d.Amount)},
			Commitment: new(big.Int), Beacon: new(big.Int), H: d.H.Big(),
		}
		delivery.Forward.Terms.Params = d.Params.Big()
		for _, word := range d.Payload {
			delivery.Payload = append(delivery.Payload, word.Big())
		}
		if i == 0 {
			m.prepare([]bindings.Delivery{delivery})
		}
		m.Now = m.Forward.Start
		f.add("settle "+name, m.send(m.Forward.Provider, m.Escrow, escrowABI.PackSettle(delivery, d.Proof)))
	}
}
