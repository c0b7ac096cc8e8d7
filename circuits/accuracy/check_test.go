package accuracy

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// labelled is a pool of a model that takes the first feature for the class, up to two.
func labelled(t testing.TB, labels func(i int) int) (*Model, *Pool) {
	t.Helper()
	m := NewModel(small)
	m.Layers[0] = [][]int8{{-2, 0, 2}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {1, 0, -1}} // 7−2x, 0, 2x−7
	examples := make([]Example, small.Pool())
	for i := range examples {
		examples[i] = Example{Label: labels(i), Features: []uint8{uint8(7 * (i % 2)), 1, 2, 3}}
	}
	pool, err := NewPool(small, examples)
	require.NoError(t, err)
	return m, pool
}

func TestFindings(t *testing.T) {
	t.Parallel()
	m, pool := labelled(t, func(i int) int { return 2 * (i % 2) })
	p := Params{small, pool.Root(), 10}
	v, err := Check(p, pool, m)
	require.NoError(t, err)
	require.Equal(t, Verdict{Holds: true, Right: 64}, v)

	// Sixteen of 64 are wrong, and the threshold is nine of ten.
	m, pool = labelled(t, func(i int) int {
		if i < 16 {
			return 1
		}
		return 2 * (i % 2)
	})
	p = Params{small, pool.Root(), 9}
	v, err = Check(p, pool, m)
	require.NoError(t, err)
	require.Equal(t, Verdict{Holds: false, Right: 48, Findings: []Finding{
		{RuleAccuracy, "48 of 64 examples are classified right, 75.0 %; 9 of 10 are asked for, 90.0 %"},
		{RuleConfused, "class 1 is taken for 0 in 8 examples"},
		{RuleConfused, "class 1 is taken for 2 in 8 examples"},
	}}, v)

	// Seven of ten is less than that, and is missed often enough to be told.
	p.Threshold = 7
	v, err = Check(p, pool, m)
	require.NoError(t, err)
	require.True(t, v.Holds)
	require.Equal(t, []Finding{{RuleChance,
		"48 of 64 examples are classified right: 0.22 of all draws miss the threshold of 7 of 10, and with it the bond; " +
			"whoever builds the beacon's block can look for such a draw"}}, v.Findings)

	// A model that cannot decide is wrong.
	v, err = Check(p, pool, NewModel(small))
	require.NoError(t, err)
	require.Zero(t, v.Right)
	require.Equal(t, "class 0 shares the largest score in 24 examples, and a tie is a wrong answer", v.Findings[1].Message)

	p.Root = statement.WordFromUint64(1)
	_, err = Check(p, pool, m)
	require.ErrorContains(t, err, "the pool has root "+text(pool.Root())+", the parameters name 0x0000")
}

func TestPredictAgreesWithTheOracle(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 9))
	right, undecided := 0, 0
	for range 2000 {
		s := []Shape{small, smallHidden}[r.IntN(2)]
		m := randomModel(r, s)
		for _, rows := range m.Layers {
			for _, row := range rows {
				for o := range row {
					row[o] /= int8(1 + 63*r.IntN(3)) // small ones, so that there are ties
				}
			}
		}
		e := randomExamples(r, m, 2)[0]
		want := oracleRight(m.flat(), s.Hidden, s.Classes, e.Features, e.Label)
		require.Equal(t, want, m.Predict(e.Features) == e.Label)
		if want {
			right++
		}
		if m.Predict(e.Features) == Undecided {
			undecided++
		}
	}
	require.Greater(t, right, 400)
	require.Greater(t, undecided, 50)
}

func TestModelsAreReadAndWritten(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(8, 8))
	for _, s := range []Shape{small, smallHidden, Regression, MLP} {
		m := randomModel(r, s)
		again, err := Decode(s, m.Encode())
		require.NoError(t, err)
		require.Equal(t, m, again)
		written, err := json.Marshal(m)
		require.NoError(t, err)
		again, err = ParseModel(s, written)
		require.NoError(t, err)
		require.Equal(t, m, again)
		for _, word := range m.Encode() {
			require.LessOrEqual(t, statement.Big(word).BitLen(), statement.MessageBits)
			require.False(t, word.IsZero())
		}
		require.NotEqual(t, m.Commit(statement.WordFromUint64(1)), m.Commit(statement.WordFromUint64(2)))
		_, err = Decode(s, m.Encode()[1:])
		require.ErrorContains(t, err, "words, want")
		unmarked := m.Encode()
		unmarked[0].SetUint64(5)
		_, err = Decode(s, unmarked)
		require.ErrorContains(t, err, "not marked")
	}
	require.Len(t, NewModel(Regression).Encode(), 22)
	require.Equal(t, 24, Regression.PayloadWords())

	for want, text := range map[string]string{
		"EOF":                     "",
		"unknown field":           `{"layer": []}`,
		"has 0 layers, want 1":    `{}`,
		"has 1 rows, want 5":      `{"layers": [[[1,2,3]]]}`,
		"row 2: 2 weights":        `{"layers": [[[1,2,3],[1,2],[1,2,3],[1,2,3],[1,2,3]]]}`,
		"cannot unmarshal number": `{"layers": [[[128,2,3]]]}`,
		"delete it":               `{"layers": []} {}`,
		"at most 262144 are read": strings.Repeat(" ", maxModelJSON+1),
	} {
		_, err := ParseModel(small, []byte(text))
		require.ErrorContains(t, err, want)
	}
}

func TestPoolsAreReadAndWritten(t *testing.T) {
	t.Parallel()
	_, pool := labelled(t, func(i int) int { return i % 3 })
	again, err := ParsePool(small, pool.Text())
	require.NoError(t, err)
	require.Equal(t, pool, again)

	// The tree by hand: eight groups of eight, and the root over them.
	var groups [8]statement.Word
	for g := range groups {
		var children [8]statement.Word
		for i := range children {
			e := pool.Examples[8*g+i]
			x := uint64(8*g+i) | 1<<(6+e.Label)
			for f, feature := range e.Features {
				x |= uint64(feature) << (9 + 3*f)
			}
			children[i] = statement.WordFromUint64(x)
		}
		groups[g] = statement.Node(children)
	}
	require.Equal(t, statement.Node(groups), pool.Root())

	lines := strings.SplitAfter(string(pool.Text()), "\n")
	for want, text := range map[string]string{
		"0 examples, want 64":                     "",
		"63 examples, want 64":                    strings.Join(lines[1:], ""),
		"65 examples, want 64":                    lines[0] + strings.Join(lines, ""),
		"line 1: label 3":                         "3" + string(pool.Text()[1:]),
		"line 1: label -1":                        "/" + string(pool.Text()[1:]),
		"line 1: feature 1 is 8":                  "0 8123\n",
		"line 1: feature 2 is 255":                "0 1/23\n",
		"line 2: 5 characters":                    lines[0] + "0 123\n",
		"line 2: 7 characters":                    lines[0] + "0 1234\r\n",
		"line 1: 0 characters":                    "\n",
		"line 1: 6 characters: want a label, a s": "0:1234\n",
		"at most 1048576 are read":                strings.Repeat("\n", MaxPoolText+1),
	} {
		_, err := ParsePool(small, []byte(text))
		require.ErrorContains(t, err, want)
	}
}

func TestParams(t *testing.T) {
	t.Parallel()
	p := Params{Regression, statement.WordFromUint64(7), 160}
	written, err := json.Marshal(p)
	require.NoError(t, err)
	again, err := ParseParams(Regression, written)
	require.NoError(t, err)
	require.Equal(t, p, again)
	again, err = ParsePreimage(Regression, p.Preimage())
	require.NoError(t, err)
	require.Equal(t, p, again)
	var words []statement.Word
	for _, n := range []uint64{7, 160, 200, 64, 0, 10, 4} {
		words = append(words, statement.WordFromUint64(n))
	}
	require.Equal(t, statement.Sponge("params", words), p.Commit())
	require.Equal(t, crypto.Keccak256Hash(crypto.Keccak256([]byte("tercet/predicate/accuracy/v1")), p.Preimage()), p.Unit())

	usual, err := ParseParams(Regression, []byte(`{"pool": "`+text(p.Root)+`"}`))
	require.NoError(t, err)
	require.Equal(t, 180, usual.Threshold)

	for want, text := range map[string]string{
		"name the root of the pool": ``,
		"choose 1 to 200":           `{"pool": "` + text(p.Root) + `", "threshold": 0}`,
		"threshold is 201":          `{"pool": "` + text(p.Root) + `", "threshold": 201}`,
		"not below the field":       `{"pool": "0x` + strings.Repeat("f", 64) + `"}`,
		"hex string has length":     `{"pool": "0x12"}`,
		"unknown field":             `{"root": 1}`,
		"delete it":                 `{} {}`,
		"at most 1024 are read":     strings.Repeat(" ", maxParamsJSON+1),
	} {
		_, err := ParseParams(Regression, []byte(text))
		require.ErrorContains(t, err, want)
	}
	other := p
	other.Shape = MLP
	for name, change := range map[string]func(b []byte) []byte{
		"want 224":         func(b []byte) []byte { return b[1:] },
		"field's order":    func(b []byte) []byte { return append(common.MaxHash[:], b[32:]...) },
		"could be draws":   func(b []byte) []byte { b[40] = 1; return b },
		"threshold is 0":   func(b []byte) []byte { b[63] = 0; return b },
		"of another shape": func(b []byte) []byte { return slices.Concat(b[:64], other.Preimage()[64:]) },
	} {
		_, err := ParsePreimage(Regression, change(p.Preimage()))
		require.ErrorContains(t, err, name)
		require.ErrorContains(t, err, "preimage of accuracy parameters")
	}
}

func TestShapes(t *testing.T) {
	t.Parallel()
	for _, s := range []Shape{Regression, MLP, small, smallHidden} {
		require.NoError(t, s.Check())
	}
	require.Equal(t, 4096, Regression.Pool())
	for want, s := range map[string]Shape{
		"0 draws":         {Features: 1, Classes: 2, Levels: 2},
		"0 features":      {Draws: 1, Classes: 2, Levels: 2},
		"11 classes":      {Draws: 1, Features: 1, Classes: 11, Levels: 2},
		"1 levels":        {Draws: 1, Features: 1, Classes: 2, Levels: 1},
		"261 bits, 248 f": {Draws: 1, Features: 80, Classes: 9, Levels: 4},
	} {
		require.ErrorContains(t, s.Check(), want)
	}
	_, err := frontend.Compile(field, r1cs.NewBuilder, new(Circuit))
	require.ErrorContains(t, err, "0 draws", "a circuit that NewCircuit has not made")
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	m := randomModel(r, small)
	good := deliver(t, m, randomExamples(r, m, 1000), 9, 3, statement.PublicKey{})
	_, err := Assign(good)
	require.NoError(t, err)
	for name, change := range map[string]func(*Delivery){
		"other parameters":  func(d *Delivery) { d.Params.Threshold-- },
		"another pool":      func(d *Delivery) { d.Params.Root.SetUint64(1) },
		"has no beacon":     func(d *Delivery) { d.Header[statement.BeaconWord] = statement.Word{} },
		"another model was": func(d *Delivery) { d.Model = randomModel(r, small) },
		"another opening":   func(d *Delivery) { d.Salt.SetUint64(1) },
		"rho is missing":    func(d *Delivery) { d.Rho = nil },
		"misses the threshold": func(d *Delivery) {
			d.Model = NewModel(small)
			d.Header[statement.CommitmentWord] = d.Model.Commit(d.Salt)
		},
	} {
		d := good
		change(&d)
		_, err := Assign(d)
		require.ErrorContains(t, err, name)
	}
}
