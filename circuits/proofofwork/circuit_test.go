package proofofwork

import (
	"bytes"
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The first elements of a witness: h, z and y, then what stands before the nonces in a body.
const (
	inputs       = 3
	beforeNonces = 9
)

var update = flag.Bool("update", false, "write the snapshot of constraint counts anew")

func TestCircuitIsPlain(t *testing.T) {
	t.Parallel()
	s := system(t)
	require.Empty(t, s.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
	require.Equal(t, 1+3, s.GetNbPublicVariables(), "the constant one, h, z and y")
	for _, name := range s.(*cs.R1CS).MHintsDependencies {
		require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
	}
}

// The snapshot makes a change of the circuit's size a change that somebody has seen: go test -run Size -update. Each size
// is just below a power of two, which is what a proof's time goes by.
func TestSize(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	for _, c := range []struct {
		name    string
		circuit frontend.Circuit
		limit   int
	}{{"one step", &Circuit{}, 1 << 13}, {"batch of 4", NewBatch(4), 1 << 15}, {"batch of 16", NewBatch(16), 1 << 17}} {
		s, err := frontend.Compile(field, r1cs.NewBuilder, c.circuit)
		require.NoError(t, err)
		require.LessOrEqual(t, s.GetNbConstraints(), c.limit, c.name)
		fmt.Fprintf(&table, "%-34s%7d\n", c.name, s.GetNbConstraints())
	}
	file := filepath.Join("testdata", "constraints.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table.String(), "run go test -run Size -update and look at the difference")
}

func TestWorkInSteps(t *testing.T) {
	t.Parallel()
	const quantity = 12
	from := uint64(0)
	for _, units := range []int{1, MaxUnits, 3} {
		a := mustAssign(t, deliver(t, workOf(t, forwardOf(0), from, units), quantity))
		require.NoError(t, solve(t, a.Circuit, system(t)), "%d units from %d on", units, from)
		start, end, amount := statement.ParseProgress(a.Header[statement.ProgressWord])
		require.Equal(t, []uint64{from, from + uint64(units), uint64(units)}, []uint64{start, end, amount.Uint64()})
		require.Equal(t, []uint64{start, end}, []uint64{a.From, a.To})
		from = a.To
	}
	require.EqualValues(t, quantity, from)
}

// Assign and circuit compute one statement, each by itself.
func TestAssignStatesWhatTheCircuitDoes(t *testing.T) {
	t.Parallel()
	a := mustAssign(t, deliver(t, workOf(t, forwardOf(0), 5, 2), 20))
	require.Equal(t, a.Header, stated(a.Circuit.Body))
	require.Equal(t, conclude(a.Circuit.Body, a.Header), a.Circuit)
}

// The last units that there are: numbers of 64 bits, in a forward that is larger.
func TestWorkAtTheLimits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from     uint64
		quantity *big.Int
	}{
		"the last unit":            {^uint64(0) - 1, new(big.Int).SetUint64(^uint64(0))},
		"the most that can remain": {6, new(big.Int).SetUint64(^uint64(0))},
	} {
		d := deliver(t, workOf(t, forwardOf(1), c.from, 1), 0)
		var err error
		d.Header[statement.WindowWord], err = statement.Window(^uint64(0), ^uint64(0), c.quantity)
		require.NoError(t, err)
		require.NoError(t, solve(t, mustAssign(t, d).Circuit, system(t)), name)
	}
}

// change is one word of the vector made another, by whatever secret inputs lead to it.
type change struct {
	name  string
	word  int
	by    *big.Int
	input func(b *Body) // nil if the word is computed from more than itself
	free  bool          // accepted; doc.go says why
}

func vectorChanges() []change {
	one := big.NewInt(1)
	return []change{
		{"claim", statement.ClaimWord, one, func(b *Body) { b.Claim = plus(b.Claim, one) }, true},
		{"forward", statement.ForwardWord, one, func(b *Body) { b.Forward = plus(b.Forward, one) }, false},
		{"start", statement.WindowWord, one, func(b *Body) { b.Times = plus(b.Times, one) }, true},
		{"end", statement.WindowWord, pow2(64), func(b *Body) { b.Times = plus(b.Times, pow2(64)) }, true},
		{"quantity", statement.WindowWord, pow2(128), func(b *Body) { b.Rest = plus(b.Rest, one) }, true},
		{"quantity below to", statement.WindowWord, new(big.Int).Mul(big.NewInt(-13), pow2(128)), func(b *Body) { b.Rest = plus(b.Rest, big.NewInt(-13)) }, false},
		{"from", statement.ProgressWord, one, nil, false},
		{"to", statement.ProgressWord, pow2(64), nil, false},
		{"amount", statement.ProgressWord, pow2(128), nil, false},
		{"sealX", statement.SealXWord, one, func(b *Body) { b.SealX = plus(b.SealX, one) }, true},
		{"sealY", statement.SealYWord, one, func(b *Body) { b.SealY = plus(b.SealY, one) }, true},
		{"commitment", statement.CommitmentWord, one, nil, false},
		{"beacon", statement.BeaconWord, one, nil, false},
		{"claim by itself", statement.ClaimWord, one, nil, false},
		{"forward by itself", statement.ForwardWord, one, nil, false},
		{"params by itself", statement.ParamsWord, one, nil, false},
		{"window by itself", statement.WindowWord, one, nil, false},
		{"sealX by itself", statement.SealXWord, one, nil, false},
		{"sealY by itself", statement.SealYWord, one, nil, false},
	}
}

// Each word of the vector, changed alone and h, z and y computed again, is refused by a constraint, or listed as free.
func TestEveryWordIsConstrained(t *testing.T) {
	t.Parallel()
	body := mustAssign(t, deliver(t, workOf(t, forwardOf(0), 5, 3), 20)).Circuit.Body
	for _, c := range vectorChanges() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			body, v := body, stated(body)
			v[c.word] = plus(v[c.word], c.by)
			if c.input != nil {
				c.input(&body)
				require.Equal(t, v, stated(body), "the change is another than it says")
			}
			err := solve(t, conclude(body, v), system(t))
			if c.free {
				require.NoError(t, err)
			} else {
				require.Error(t, err)
			}
		})
	}
}

// Each word changed on the chain's side only, the free ones too, gives another z and another y.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	a := mustAssign(t, deliver(t, workOf(t, forwardOf(0), 5, 3), 20))
	for word := range statement.HeaderLen {
		onChain := a.Header
		onChain[word] = plus(onChain[word], big.NewInt(1))
		c := *a.Circuit
		z := statement.Challenge(forwardOf(0), a.H, onChain[:])
		c.Z, c.Y = z, statement.Evaluate(onChain[:], z)
		require.Error(t, solve(t, &c, system(t)), "word %d", word)
	}
	c := *a.Circuit
	onChain := append(a.Header[:], statement.WordFromUint64(1))
	z := statement.Challenge(forwardOf(0), a.H, onChain)
	c.Z, c.Y = z, statement.Evaluate(onChain, z)
	require.Error(t, solve(t, &c, system(t)), "a payload")
}

// solvedWith says whether a witness still satisfies a circuit with one of its elements made another.
func solvedWith(full witness.Witness, s constraint.ConstraintSystem, at int) bool {
	vector := full.Vector().(fr.Vector)
	right := vector[at]
	defer func() { vector[at] = right }()
	vector[at] = plus(right, big.NewInt(1))
	return s.IsSolved(full) == nil
}

// Of all secret inputs, only the nonces of units that are not delivered may be any others under the same h, z and y.
func TestEveryInputIsConstrained(t *testing.T) {
	t.Parallel()
	const units = 3
	full, err := mustAssign(t, deliver(t, workOf(t, forwardOf(0), 5, units), 20)).Witness()
	require.NoError(t, err)
	require.NoError(t, system(t).IsSolved(full))
	const nonces = inputs + beforeNonces
	for at := range full.Vector().(fr.Vector) {
		unworked := at >= nonces+units && at < nonces+MaxUnits
		require.Equal(t, unworked, solvedWith(full, system(t), at), "element %d", at)
	}
}

// A hash is worth its unit if its upper part is below the limit, not if it is the limit.
func TestLimitIsExact(t *testing.T) {
	t.Parallel()
	w := workOf(t, forwardOf(0), 5, 1)
	top := new(big.Int).Rsh(oracle(w.Forward, w.From, statement.Big(w.Nonces[0])), lowBits)
	for limit, holds := range map[*big.Int]bool{top: false, new(big.Int).Add(top, big.NewInt(1)): true} {
		body := mustAssign(t, deliver(t, w, 20)).Circuit.Body
		body.Limit = limit
		require.Equal(t, holds, solve(t, conclude(body, stated(body)), system(t)) == nil)
	}
}

// No two settlements have one h, whatever they are of.
func TestBlinding(t *testing.T) {
	t.Parallel()
	d := deliver(t, workOf(t, forwardOf(0), 5, 3), 20)
	first := mustAssign(t, d)
	d.Blinding = statement.WordFromUint64(78)
	second := mustAssign(t, d)
	require.NotEqual(t, first.H, second.H)
	c := *first.Circuit
	c.Body.Blinding = d.Blinding
	require.Error(t, solve(t, &c, system(t)))
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	one := statement.WordFromUint64(1)
	for name, change := range map[string]func(*Delivery){
		"the header is of another one": func(d *Delivery) { d.Work.Forward[31]++ },
		"other parameters":             func(d *Delivery) { d.Params.Bits++ },
		"a commitment or a beacon":     func(d *Delivery) { d.Header[statement.BeaconWord] = one },
		"two rounds":                   func(d *Delivery) { d.Header[statement.CommitmentWord] = one },
		"one to eight units":           func(d *Delivery) { d.Work.Nonces = nil },
		"is not one to eight units":    func(d *Delivery) { d.Work.Nonces = make([]statement.Word, MaxUnits+1) },
		"end below 2^64":               func(d *Delivery) { d.Work.From = ^uint64(0) - 2 },
		"ends at unit 21":              func(d *Delivery) { d.Work.From = 18 },
		"and the forward has 184":      func(d *Delivery) { d.Header[statement.WindowWord] = plus(d.Header[statement.WindowWord], pow2(128+64)) },
		"more than 96 bits":            func(d *Delivery) { d.Header[statement.WindowWord] = plus(0, pow2(230)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deliver(t, workOf(t, forwardOf(0), 5, 3), 20)
			change(&d)
			_, err := Assign(d)
			require.ErrorContains(t, err, "assigning work")
			if name != "more than 96 bits" { // refused as more than the circuit can count
				require.ErrorContains(t, err, name)
			}
		})
	}
}
