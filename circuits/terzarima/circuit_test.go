package terzarima

import (
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

func init() { logger.Disable() }

var field = ecc.BN254.ScalarField()

// compiled is the circuit as it is proved, built once for all tests.
var compiled = sync.OnceValues(func() (constraint.ConstraintSystem, error) {
	return frontend.Compile(field, r1cs.NewBuilder, &Circuit{})
})

func system(t testing.TB) constraint.ConstraintSystem {
	t.Helper()
	s, err := compiled()
	require.NoError(t, err)
	return s
}

func defaultLexicon(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Default()
	require.NoError(t, err)
	return lex
}

// solve gives the poem's circuit its values, as a prover does.
func solve(t testing.TB, c *Circuit) error {
	t.Helper()
	w, err := frontend.NewWitness(c, field)
	require.NoError(t, err)
	return system(t).IsSolved(w)
}

// deliver is a delivery of a text, sealed, with the way of speaking that Check prefers.
func deliver(t testing.TB, params Params, text string) Delivery {
	t.Helper()
	poem, err := Parse([]byte(text))
	require.NoError(t, err)
	lex := defaultLexicon(t)
	window, err := statement.Window(1_800_000_000, 1_810_000_000, big.NewInt(1_000_000))
	require.NoError(t, err)
	key := buyer()
	return Delivery{
		Lexicon: lex, Params: params, Poem: poem, Choice: Check(lex, params, poem).Choice,
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: number(11), statement.ForwardWord: number(12), statement.ParamsWord: params.Commit(),
			statement.WindowWord: window, statement.SealXWord: key.X, statement.SealYWord: key.Y,
		},
		KeyHash: common.Hash{1}, Rho: big.NewInt(987654321), Blinding: number(77),
	}
}

func buyer() statement.PublicKey {
	var p twistededwards.PointAffine
	p.ScalarMultiplicationBase(big.NewInt(123456789))
	return statement.PublicKey{X: p.X, Y: p.Y}
}

func (d Delivery) unsealed() Delivery {
	d.Header[statement.SealXWord], d.Header[statement.SealYWord] = statement.Word{}, statement.Word{}
	return d
}

func mustAssign(t testing.TB, d Delivery) *Assignment {
	t.Helper()
	a, err := Assign(d)
	require.NoError(t, err)
	return a
}

func samplePoems(t testing.TB, kind string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "poems", kind, "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	poems := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		poems[strings.TrimSuffix(filepath.Base(file), ".txt")] = string(text)
	}
	return poems
}

func TestCircuitIsPlain(t *testing.T) {
	t.Parallel()
	s := system(t)
	require.Empty(t, s.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
	require.Equal(t, 1+3, s.GetNbPublicVariables(), "the constant one, h, z and y")
	for _, name := range s.(*cs.R1CS).MHintsDependencies {
		require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
	}
	require.LessOrEqual(t, s.GetNbConstraints(), 1<<17)
}

// Sixty words of up to 640 symbols are the most that a poem holds.
func TestCircuitAtItsLimits(t *testing.T) {
	t.Parallel()
	params := DefaultParams(defaultLexicon(t))
	var lines []string
	for _, end := range []string{"thread", "bound", "spread", "sound", "unseen", "found"} {
		lines = append(lines, "and then he set out for the last time "+end)
	}
	text := strings.Join(lines, "\n")
	text += strings.Repeat(" ", MaxSymbols-1-len(text)) + "."
	d := deliver(t, params, text)
	require.Len(t, d.Poem.Words, MaxWords)
	a := mustAssign(t, d)
	require.NoError(t, solve(t, a.Circuit))
	require.Len(t, a.Payload, PayloadWords)
}

func TestPayloadOpensToThePoem(t *testing.T) {
	t.Parallel()
	d := deliver(t, DefaultParams(defaultLexicon(t)), samplePoems(t, "holds")["llm-second-try"])
	a := mustAssign(t, d.unsealed())
	message, err := statement.Unsealed(a.Payload)
	require.NoError(t, err)
	text, err := Decode(message)
	require.NoError(t, err)
	require.Equal(t, d.Poem.Text, text)
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	lex := defaultLexicon(t)
	for name, change := range map[string]func(*Delivery){
		"another lexicon":     func(d *Delivery) { d.Params.Root = number(1) },
		"other parameters":    func(d *Delivery) { d.Params.MinWords++ },
		"a beacon":            func(d *Delivery) { d.Header[statement.BeaconWord] = number(1) },
		"a commitment":        func(d *Delivery) { d.Header[statement.CommitmentWord] = number(1) },
		"a missing choice":    func(d *Delivery) { d.Choice = d.Choice[1:] },
		"a leaf there is not": func(d *Delivery) { d.Choice = slices.Clone(d.Choice); d.Choice[0].Leaf = lexicon.Leaves },
		"no rho":              func(d *Delivery) { d.Rho = nil },
		"a key off the curve": func(d *Delivery) { d.Header[statement.SealXWord] = number(5) },
		"a quantity too large": func(d *Delivery) {
			d.Header[statement.WindowWord] = *new(statement.Word).SetBigInt(new(big.Int).Lsh(big.NewInt(1), 230))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deliver(t, DefaultParams(lex), "so")
			change(&d)
			_, err := Assign(d)
			require.ErrorContains(t, err, "assigning a poem")
		})
	}
}
