//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package accuracy

import (
	"bytes"
	"flag"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "write the snapshot of constraint counts anew")

// The snapshot makes a change of the circuit's size a change that somebody has seen: go test -run Size -update. Each size
// is just below a power of two, which is what a proof's time goes by.
func TestSize(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	for _, s := range []Shape{Regression, MLP, small, smallHidden} {
		system, err := compile(s)
		require.NoError(t, err)
		require.LessOrEqual(t, system.GetNbConstraints(), 1<<18, s.Name)
		require.Empty(t, system.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
		require.Equal(t, 1+3, system.GetNbPublicVariables(), "the constant one, h, z and y")
		for _, name := range system.(*cs.R1CS).MHintsDependencies {
			require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
		}
		fmt.Fprintf(&table, "%-34s%7d\n", s.Name, system.GetNbConstraints())
	}
	file := filepath.Join("testdata", "constraints.txt")
	if *update {
		require.NoError(t, os.WriteFile(file, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table.String(), "run go test -run Size -update and look at the difference")
}

// honest is a delivery of which some draws are wrong, and the threshold what is right.
func honest(t testing.TB, s Shape, key statement.PublicKey) Delivery {
	t.Helper()
	return honestOf(t, s, key, 2)
}

func honestOf(t testing.TB, s Shape, key statement.PublicKey, seed uint64) Delivery {
	t.Helper()
	r := rand.New(rand.NewPCG(1, seed))
	for {
		m := randomModel(r, s)
		d := deliver(t, m, randomExamples(r, m, 4), 1, r.Uint64(), key)
		if _, count := d.rights(); count > 2 && count < s.Draws {
			return withThreshold(d, count)
		}
	}
}

func withThreshold(d Delivery, threshold int) Delivery {
	d.Params.Threshold = threshold
	d.Header[statement.ParamsWord] = d.Params.Commit()
	return d
}

func TestAssignedModelsSatisfyTheCircuit(t *testing.T) {
	t.Parallel()
	for _, s := range []Shape{small, smallHidden} {
		for _, key := range []statement.PublicKey{{}, buyer(t).Public()} {
			d := honest(t, s, key)
			a := mustAssign(t, d)
			require.NoError(t, solve(t, a.Circuit))
			d.Header[statement.ProgressWord] = a.Header[statement.ProgressWord]
			require.Equal(t, d.Header, a.Header, "nothing but the progress is decided here")
			from, to, amount := statement.ParseProgress(a.Header[statement.ProgressWord])
			require.Equal(t, []uint64{0, 1, 3}, []uint64{from, to, amount.Uint64()})

			message, err := statement.Unsealed(a.Payload)
			if !key.IsZero() {
				message, err = statement.Unseal(buyer(t), a.Header[statement.ClaimWord], a.Header[statement.ProgressWord], a.Payload)
			}
			require.NoError(t, err)
			bought, err := Decode(s, message)
			require.NoError(t, err)
			require.Equal(t, d.Model, bought)
		}
	}
}

// The extremes of weights and features stay within the ranges.
func TestExtremeScores(t *testing.T) {
	t.Parallel()
	for _, s := range []Shape{small, smallHidden} {
		m := NewModel(s)
		for k, rows := range m.Layers {
			for _, row := range rows {
				for o := range row {
					row[o] = -128
					if k < len(m.Layers)-1 || o == 0 {
						row[o] = 127
					}
				}
			}
		}
		examples := make([]Example, s.Pool())
		for i := range examples {
			examples[i].Features = bytes.Repeat([]byte{MaxFeature}, s.Features)
		}
		d := deliver(t, m, examples, s.Draws, 1, statement.PublicKey{})
		require.NoError(t, solve(t, mustAssign(t, d).Circuit), s.Name)
	}
	require.EqualValues(t, 58_240, Regression.last().bound())
	require.Equal(t, 17, Regression.last().marginBits())
	require.Equal(t, []int{17, 28}, []int{MLP.layers()[0].signedBits(), MLP.last().marginBits()})
}

// Each word of the vector, changed alone and h, z and y computed again, is refused by a constraint, or listed as free.
func TestEveryWordIsConstrained(t *testing.T) {
	t.Parallel()
	one := big.NewInt(1)
	d := honest(t, small, buyer(t).Public())
	right, _ := d.rights()
	a := mustAssign(t, d)
	for word := range statement.HeaderLen + len(a.Payload) {
		v := append(append([]statement.Word{}, a.Header[:]...), a.Payload...)
		v[word] = plus(v[word], one)
		require.Error(t, solve(t, concludeFor(d.body(right), v)), "word %d by itself", word)
	}
	drawn := small.Draw(d.Header[statement.BeaconWord])[0] / gadget.Arity
	idle := slices.Index(words(d.body(right).Drawn), statement.Word{})
	require.GreaterOrEqual(t, idle, 0)
	for _, c := range []struct {
		name   string
		change func(*Body)
		free   bool
	}{
		{"claim", func(b *Body) { b.Claim = plus(b.Claim, one) }, true},
		{"forward", func(b *Body) { b.Forward = plus(b.Forward, one) }, true},
		{"start", func(b *Body) { b.Times = plus(b.Times, one) }, true},
		{"end", func(b *Body) { b.Times = plus(b.Times, pow2(64)) }, true},
		{"quantity, and with it the amount", func(b *Body) { b.Quantity = plus(b.Quantity, one) }, true},
		{"commitment, by another opening", func(b *Body) { b.Salt = plus(b.Salt, one) }, true},
		{"params, for a lower threshold", func(b *Body) { b.Threshold = plus(b.Threshold, big.NewInt(-1)) }, true},
		{"params, for a higher threshold", func(b *Body) { b.Threshold = plus(b.Threshold, one) }, false},
		{"params, for a pool that differs where nothing is drawn", func(b *Body) { b.Groups[idle] = plus(b.Groups[idle], one) }, true},
		{"params, for a pool that differs where something is drawn", func(b *Body) { b.Groups[drawn] = plus(b.Groups[drawn], one) }, false},
		{"beacon", func(b *Body) { b.Beacon = plus(b.Beacon, one) }, false},
		{"commitment and payload, by another weight", func(b *Body) { b.Weights[0] = plus(b.Weights[1], one) }, false},
	} {
		b := d.body(right)
		c.change(&b)
		err := solve(t, mustConclude(t, b).Circuit)
		require.Equal(t, c.free, err == nil, "%s: %v", c.name, err)
	}
}

// concludeFor computes h, z and y for any vector.
func concludeFor(b Body, v []statement.Word) *Circuit {
	full := make([]statement.Word, statement.HeaderLen+b.shape.PayloadWords())
	copy(full, v)
	h := statement.Fold(full, b.aux())
	z := statement.Challenge(common.Hash{1}, h, v)
	return &Circuit{H: h, Z: z, Y: statement.Evaluate(v, z), Body: b}
}

// Each word changed on the chain's side only, the free ones too, gives another z and another y.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	a := mustAssign(t, honest(t, small, buyer(t).Public()))
	v := append(append([]statement.Word{}, a.Header[:]...), a.Payload...)
	for word := range len(v) + 1 {
		onChain := append(append([]statement.Word{}, v...), statement.Word{})
		onChain[word] = plus(onChain[word], big.NewInt(1))
		onChain = append(onChain[:statement.HeaderLen:statement.HeaderLen], statement.Trim(onChain[statement.HeaderLen:])...)
		c := *a.Circuit
		z := statement.Challenge(common.Hash{1}, a.H, onChain)
		c.Z, c.Y = z, statement.Evaluate(onChain, z)
		require.Error(t, solve(t, &c), "word %d", word)
	}
}

// No secret input may be another one under the same h, z and y.
func TestEveryInputIsConstrained(t *testing.T) {
	t.Parallel()
	for _, s := range []Shape{small, smallHidden} {
		system, err := compiled[s]()
		require.NoError(t, err)
		full, err := mustAssign(t, honest(t, s, buyer(t).Public())).Witness()
		require.NoError(t, err)
		require.NoError(t, system.IsSolved(full))
		vector := full.Vector().(fr.Vector)
		for at := 0; at < len(vector); at += 3 { // a third of them, of every kind
			honest := vector[at]
			vector[at] = plus(honest, big.NewInt(1))
			require.Error(t, system.IsSolved(full), "%s: element %d of %d", s.Name, at, len(vector))
			vector[at] = honest
		}
	}
}
