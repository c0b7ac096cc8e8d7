//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package proofofwork

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/samples"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// sample is one delivery, right or wrong.
type sample struct {
	bits     int
	work     Work
	quantity int64
	offNonce statement.Word // stands in the places after the last unit
}

// mutations are applied to a delivery that holds; some of them leave it so.
var mutations = map[string]func(r *rand.Rand, s *sample){
	"nothing": func(*rand.Rand, *sample) {},
	"another nonce": func(r *rand.Rand, s *sample) {
		s.work.Nonces[r.IntN(len(s.work.Nonces))] = statement.WordFromUint64(r.Uint64())
	},
	"an idle nonce":   func(r *rand.Rand, s *sample) { s.offNonce = statement.WordFromUint64(r.Uint64()) },
	"another start":   func(r *rand.Rand, s *sample) { s.work.From += 1 + r.Uint64N(3) },
	"another forward": func(r *rand.Rand, s *sample) { s.work.Forward = forwardOf(100 + r.IntN(100)) },
	"fewer units":     func(r *rand.Rand, s *sample) { s.work.Nonces = s.work.Nonces[:r.IntN(len(s.work.Nonces))] },
	"a unit more":     func(_ *rand.Rand, s *sample) { s.work.Nonces = append(s.work.Nonces, s.work.Nonces[0]) },
	"swapped nonces":  func(_ *rand.Rand, s *sample) { slices.Reverse(s.work.Nonces) },
	"harder":          func(r *rand.Rand, s *sample) { s.bits += r.IntN(3) },
	"hardest":         func(_ *rand.Rand, s *sample) { s.bits = MaxBits },
	"small quantity":  func(r *rand.Rand, s *sample) { s.quantity = int64(s.work.From) + r.Int64N(int64(len(s.work.Nonces))+2) },
}

// judge is what doc.go says, in other words than the package's: no code is shared.
func (s sample) judge() bool {
	n := len(s.work.Nonces)
	if n < 1 || n > 8 || big.NewInt(0).Add(new(big.Int).SetUint64(s.work.From), big.NewInt(int64(n))).Cmp(big.NewInt(s.quantity)) > 0 {
		return false
	}
	for i, nonce := range s.work.Nonces {
		if !below(oracle(s.work.Forward, s.work.From+uint64(i), nonce.BigInt(new(big.Int))), s.bits) {
			return false
		}
	}
	return true
}

// body is the witness of somebody who claims that the sample holds, with the best values there are.
func (s sample) body() Body {
	n := uint64(len(s.work.Nonces))
	b := Body{
		Claim: 1, Forward: statement.U248(s.work.Forward), SealX: 0, SealY: 0, Limit: Params{s.bits}.Limit(), Times: 5,
		From: s.work.From, Units: n, Rest: plus(s.quantity, new(big.Int).Neg(new(big.Int).SetUint64(s.work.From+n))), Blinding: 9,
	}
	for i := range MaxUnits {
		b.Nonces[i], b.Tops[i] = s.offNonce, 0
		if i < len(s.work.Nonces) {
			b.setUnit(i, statement.WordFromUint64(s.work.From+uint64(i)), s.work.Nonces[i])
		}
	}
	return b
}

// Check, with the forward's quantity, and the circuit agree with the statement in prose.
func TestCheckAndCircuitAgree(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(samples.Seed(1), 2))
	counts, count := map[bool]int{}, samples.Count(12*len(mutations))
	for at := range count {
		name := sorted(mutations)[at%len(mutations)]
		units := 1 + r.IntN(3)
		s := sample{bits: MinBits, work: workOf(t, forwardOf(r.IntN(2)), r.Uint64N(8), units)}
		s.work.Nonces = slices.Clone(s.work.Nonces)
		s.quantity = int64(s.work.From) + int64(units) + r.Int64N(5)
		if name == "a unit more" && r.IntN(2) == 0 {
			s.work.Nonces = slices.Clone(workOf(t, s.work.Forward, s.work.From, MaxUnits).Nonces)
			s.quantity += MaxUnits
		}
		mutations[name](r, &s)
		want := s.judge()
		counts[want]++

		p := Params{s.bits}
		to, err := s.work.step(big.NewInt(s.quantity))
		require.Equal(t, want, len(Check(p, s.work)) == 0 && err == nil, "%s: %+v", name, s)
		if want {
			require.Equal(t, s.work.From+uint64(len(s.work.Nonces)), to)
		}
		b := s.body()
		require.Equal(t, want, solve(t, conclude(b, stated(b)), system(t)) == nil, "%s: %+v", name, s)
	}
	for _, verdict := range []bool{true, false} {
		require.Greater(t, counts[verdict], count/5, "too few samples are %v to say anything", verdict)
	}
	samples.Tell(t, "proof-of-work", counts[true], counts[false])
}

func sorted[T any](m map[string]T) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// The hash is what doc.go says.
func TestHash(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		var forward common.Hash
		for i := range forward {
			forward[i] = byte(r.UintN(256))
		}
		unit, nonce := r.Uint64(), statement.U248(forwardOf(r.IntN(256)))
		require.Equal(t, oracle(forward, unit, statement.Big(nonce)), statement.Big(Hash(forward, unit, nonce)))
	}
}
