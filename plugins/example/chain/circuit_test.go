package chain

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What a relayer asks of a circuit: it proves with gnark's hints alone, and the contracts verify no Groth16 commitment.
func TestCircuitIsPlain(t *testing.T) {
	t.Parallel()
	s := system(t)
	require.Empty(t, s.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
	require.Equal(t, 1+3, s.GetNbPublicVariables(), "the constant one, h, z and y")
	for _, name := range s.(*cs.R1CS).MHintsDependencies {
		require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
	}
	require.LessOrEqual(t, s.GetNbConstraints(), 1<<14, "the time of a proof goes by the next power of two")
}

func TestChainsHold(t *testing.T) {
	t.Parallel()
	doubling := Chain{1}
	for range MaxSteps {
		doubling = append(doubling, 2*doubling[len(doubling)-1])
	}
	sealed := newKey(t).Public()
	for name, c := range map[string]struct {
		params Params
		chain  Chain
	}{
		"one step":          {Params{2, 1}, Chain{1, 2}},
		"a shortest one":    {asked, fifteen},
		"fewer than bought": {Params{15, 32}, fifteen},
		"all the steps":     {Params{MaxTarget, MaxSteps}, doubling},
		"down and up again": {Params{5, 5}, Chain{1, 2, 4, 3, 4, 5}},
		"the same twice":    {Params{4, 3}, Chain{1, 2, 2, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, Check(c.params, c.chain))
			for _, key := range []statement.PublicKey{{}, sealed} {
				require.NoError(t, solve(t, mustAssign(t, deliver(t, c.params, c.chain, key)).Circuit))
			}
		})
	}
}

// Chains drawn at random, whole words and half ones: what is delivered opens to them.
func TestRandomChainsOpen(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	key := newKey(t)
	for range 8 {
		c := Chain{1}
		for range 1 + random.IntN(MaxSteps) {
			c = append(c, c[random.IntN(len(c))]+c[random.IntN(len(c))])
		}
		p := Params{c[len(c)-1], MaxSteps}
		a := mustAssign(t, deliver(t, p, c, key.Public()))
		require.NoError(t, solve(t, a.Circuit))
		message, err := statement.Unseal(key, a.Header[statement.ClaimWord], a.Header[statement.ProgressWord], a.Payload)
		require.NoError(t, err)
		read, err := Decode(message)
		require.NoError(t, err)
		require.Equal(t, c, read)
	}
}

// Assign and circuit compute one statement, each by itself.
func TestAssignStatesWhatTheCircuitDoes(t *testing.T) {
	t.Parallel()
	a := mustAssign(t, deliver(t, asked, fifteen, statement.PublicKey{}))
	v := stated(a.Circuit.Body)
	require.Equal(t, append(a.Header[:], a.Payload...), statement.Trim(v))
	require.Equal(t, conclude(a.Circuit.Body, v), a.Circuit)
}

// Each word of the vector, changed alone and h, z and y computed again, is refused by a constraint, or listed as free.
func TestEveryWordIsConstrained(t *testing.T) {
	t.Parallel()
	honest := mustAssign(t, deliver(t, asked, fifteen, statement.PublicKey{})).Circuit.Body
	one := big.NewInt(1)
	free := map[string]func(b *Body){ // doc.go says why
		"claim":   func(b *Body) { b.Claim = plus(b.Claim, one) },
		"forward": func(b *Body) { b.Forward = plus(b.Forward, one) },
		"start":   func(b *Body) { b.Times = plus(b.Times, one) },
		"end":     func(b *Body) { b.Times = plus(b.Times, pow2(64)) },
	}
	for name, change := range free {
		b := honest
		change(&b)
		require.NotEqual(t, stated(honest), stated(b), name)
		require.NoError(t, solve(t, conclude(b, stated(b))), name)
	}
	for word := range statement.HeaderLen + PayloadWords {
		v := stated(honest)
		v[word] = plus(v[word], one)
		require.Error(t, solve(t, conclude(honest, v)), "word %d", word)
	}
}

// Each word changed on the chain's side only, the free ones too, gives another z and another y.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	c := *mustAssign(t, deliver(t, asked, fifteen, statement.PublicKey{})).Circuit
	for word := range statement.HeaderLen + PayloadWords {
		v := stated(c.Body)
		v[word] = plus(v[word], big.NewInt(1))
		other := conclude(c.Body, v)
		other.H = c.H
		require.Error(t, solve(t, other), "word %d", word)
	}
}

// No secret input may be another one under the same h, z and y.
func TestEveryInputIsConstrained(t *testing.T) {
	t.Parallel()
	full, err := mustAssign(t, deliver(t, asked, fifteen, newKey(t).Public())).Witness()
	require.NoError(t, err)
	require.NoError(t, system(t).IsSolved(full))
	vector := full.Vector().(fr.Vector)
	for at := range vector {
		right := vector[at]
		vector[at] = plus(right, big.NewInt(1))
		require.Error(t, system(t).IsSolved(full), "element %d", at)
		vector[at] = right
	}
}

// Two proofs of one chain have nothing in common that would confirm a guess.
func TestBlinding(t *testing.T) {
	t.Parallel()
	d := deliver(t, asked, fifteen, newKey(t).Public())
	first := mustAssign(t, d)
	d.Blinding = statement.WordFromUint64(78)
	second := mustAssign(t, d)
	require.Equal(t, first.Payload, second.Payload)
	require.NotEqual(t, first.H, second.H)
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	one := statement.WordFromUint64(1)
	for name, change := range map[string]func(*Delivery){
		"it does not hold":         func(d *Delivery) { d.Chain = Chain{1, 2, 5, 15} },
		"other parameters":         func(d *Delivery) { d.Params.Steps++ },
		"a commitment or a beacon": func(d *Delivery) { d.Header[statement.BeaconWord] = one },
		"two rounds":               func(d *Delivery) { d.Header[statement.CommitmentWord] = one },
		"rho is missing":           func(d *Delivery) { d.Rho = nil },
		"more than 96 bits":        func(d *Delivery) { d.Header[statement.WindowWord] = plus(0, pow2(230)) },
		"sealing to":               func(d *Delivery) { d.Header[statement.SealXWord] = one },
	} {
		d := deliver(t, asked, fifteen, statement.PublicKey{})
		change(&d)
		_, err := Assign(d)
		require.ErrorContains(t, err, name)
	}
}
