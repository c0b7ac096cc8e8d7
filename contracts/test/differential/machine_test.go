//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package differential

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/keys"
)

// fixtures is what contracts/fixtures writes, as far as it is read here.
type fixtures struct {
	Keys []struct {
		N     uint32                  `json:"n"`
		Words [keys.Words]common.Hash `json:"words"`
	} `json:"keys"`
	Items    proofs     `json:"items"`
	Payloads proofs     `json:"payloads"`
	Batches  []together `json:"batches"`
}

type proofs struct {
	Places []common.Hash `json:"places"`
	Proofs hexutil.Bytes `json:"proofs"`
}

type together struct {
	N      uint32        `json:"n"`
	Count  int           `json:"count"`
	Places []common.Hash `json:"places"`
	Proof  hexutil.Bytes `json:"proof"`
}

// machine is the predicate with its three keys, in an EVM.
type machine struct {
	fixtures
	rules     *runtime.Config
	predicate *bindings.Groth16Predicate
	address   common.Address
	keys      map[uint32]groth16.VerifyingKey
	outside   [4]common.Hash // a point of the second group's curve, outside the subgroup
	code      int
}

func newMachine(t *testing.T) *machine {
	t.Helper()
	m := &machine{predicate: bindings.NewGroth16Predicate(), keys: map[uint32]groth16.VerifyingKey{}}
	read(t, "batches.json", &m.fixtures)
	var single struct {
		Outside [4]common.Hash `json:"outside"`
	}
	read(t, "proofs.json", &single)
	m.outside = single.Outside

	var list []bindings.IGroth16PredicateKey
	for _, k := range m.Keys {
		key := bindings.IGroth16PredicateKey{N: k.N}
		for i, word := range k.Words {
			key.Words[i] = word.Big()
		}
		verifying, err := keys.FromWords(key.Words)
		require.NoError(t, err)
		m.keys[k.N] = verifying
		list = append(list, key)
	}

	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	require.NoError(t, err)
	chain := *params.AllDevChainProtocolChanges
	chain.AmsterdamTime, chain.BogotaTime, chain.UBTTime = nil, nil, nil
	m.rules = &runtime.Config{ChainConfig: &chain, State: db, GasLimit: 16_000_000}
	code, address, _, err := runtime.Create(append(common.FromHex(bindings.Groth16PredicateMetaData.Bin),
		m.predicate.PackConstructor(list)...), m.rules)
	require.NoError(t, err)
	m.address, m.code = address, len(code)
	return m
}

func read(t *testing.T, file string, into any) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "fixtures", file))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(content, into))
}

// call gives what a call returned, whether it succeeded, and the gas that it executed.
func (m *machine) call(data []byte, gas uint64) (answer []byte, success bool, used uint64) {
	rules := *m.rules
	rules.GasLimit = gas
	answer, left, err := runtime.Call(m.address, data, &rules)
	return answer, err == nil, gas - left
}

func bigs(words []common.Hash) []*big.Int {
	list := make([]*big.Int, len(words))
	for i, w := range words {
		list[i] = w.Big()
	}
	return list
}
