package cmd

import (
	"crypto/rand"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// A forward is on the curve if what its opening emitted commits to its parameters and makes its unit: no other name than that of
// what is delivered gets a price.
func TestForwardsAreClassifiedByWhatTheyEmit(t *testing.T) {
	t.Parallel()
	meter, err := gpuhours.GenerateMeterKey(rand.Reader)
	require.NoError(t, err)
	params := gpuhours.Params{
		Meters: []gpuhours.Meter{meter.Meter()}, Signatures: 1, Devices: 8, Class: gpuhours.ClassB, Model: "NVIDIA H100 80GB HBM3", Disputed: gpuhours.DisputedDenied,
	}
	predicate, key := common.Address{1}, common.Hash{2}
	good := chain.Forward{
		Terms: statement.Terms{Predicate: predicate, Params: params.Commit(), Unit: params.Unit()}, Params: params.Preimage(),
	}
	for want, spoil := range map[string]func(r *curveReader, f *chain.Forward){
		"":                       func(*curveReader, *chain.Forward) {},
		"not to be trusted":      func(_ *curveReader, f *chain.Forward) { f.Terms.Predicate = common.Address{9} },
		"commit to another word": func(_ *curveReader, f *chain.Forward) { f.Terms.Params = statement.WordFromUint64(1) },
		"make another unit":      func(_ *curveReader, f *chain.Forward) { f.Terms.Unit = common.Hash{9} },
		"cannot be read":         func(_ *curveReader, f *chain.Forward) { f.Params = []byte("none") },
	} {
		r := &curveReader{
			History: curve.History{Units: map[common.Hash]curve.Unit{}},
			predicates: map[common.Address]keyOrReason{
				predicate: {key: key}, {9}: {reason: "predicate 9 is not to be trusted"},
			},
			params: map[common.Hash]openedParams{
				crypto.Keccak256Hash(key[:], params.Preimage()): {commitment: params.Commit(), unit: params.Unit()},
				crypto.Keccak256Hash(key[:], []byte("none")):    {reason: "the emitted parameters cannot be read: they are none"},
			},
		}
		forward := good
		spoil(r, &forward)
		reason, err := r.classify(t.Context(), forward)
		require.NoError(t, err)
		if want != "" {
			require.Contains(t, reason, want)
			require.Empty(t, r.Units)
			continue
		}
		require.Empty(t, reason)
		require.Equal(t, map[common.Hash]curve.Unit{params.Unit(): {
			Name: "gpu-hours NVIDIA H100 80GB HBM3, disputed hours denied", Class: "B", Measure: "GPU-hour", Per: big.NewInt(3600),
		}}, r.Units)
	}
}
