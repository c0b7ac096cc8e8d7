package detached

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

// squares is a plugin whose proof shows the square of twelve: one step for the whole quantity.
type squares struct {
	twoRounds bool
	step      sdk.Step
	asked     sdk.AssignRequest
}

func (s *squares) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{Name: "square", PayloadWords: 1, TwoRounds: s.twoRounds}, nil
}

func (s *squares) CommitParams(_ context.Context, text []byte) (sdk.Params, error) {
	if string(text) == "null" {
		return sdk.Params{}, sdk.Unjudgeable(errors.New("they are none"))
	}
	return sdk.Params{Commitment: sdk.Word{31: byte(len(text))}, Preimage: []byte("preimage"), JSON: text}, nil
}

func (s *squares) CommitOutput(context.Context, sdk.CommitRequest) (sdk.OutputCommitment, error) {
	return sdk.OutputCommitment{Commitment: sdk.Word{31: 5}, Opening: []byte("opening")}, nil
}

func (s *squares) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	s.asked = request
	settled, err := sdk.SettledHeader(request.Header, request.Cursor, s.step)
	if err != nil {
		return sdk.Assignment{}, err
	}
	header, err := sdk.ReadHeader(settled)
	if err != nil {
		return sdk.Assignment{}, err
	}
	assigned, err := provertest.Assign(common.Hash(request.KeyHash), header, 12)
	return sdk.Assignment{Step: s.step, Payload: []sdk.Word{assigned.Payload[0].Bytes()}, H: assigned.H.Bytes(), Witness: assigned.Witness}, err
}

func setup() (*keys.Bundle, error) {
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, provertest.Circuit())
	if err != nil {
		return nil, err
	}
	return keys.Setup(context.Background(), "square", system)
}

// bundleOfSquares is made once for all tests.
var bundleOfSquares = sync.OnceValues(setup)

type bench struct {
	plugin *squares
	bundle *keys.Bundle
	proof  *Proof
}

func terms() Terms {
	return Terms{Claim: "for you", Forward: common.Hash{9, 8, 7}, Start: 10, End: 20, Quantity: big.NewInt(3)}
}

func newBench(t *testing.T, twoRounds bool) *bench {
	t.Helper()
	bundle, err := bundleOfSquares()
	require.NoError(t, err)
	b := &bench{plugin: &squares{twoRounds: twoRounds, step: sdk.Step{From: 2, To: 3, Amount: big.NewInt(1)}}, bundle: bundle}
	params, err := b.plugin.CommitParams(t.Context(), []byte(`{}`))
	require.NoError(t, err)
	b.proof, err = Make(t.Context(), b.plugin, bundle, prover.New(zerolog.Nop()), terms(), Work{Params: params, Output: []byte("12"), Cursor: 2})
	require.NoError(t, err)
	return b
}

// again is the same proof, read from its file.
func (b *bench) again(t *testing.T) *bench {
	t.Helper()
	text, err := json.Marshal(b.proof)
	require.NoError(t, err)
	proof, err := Parse(text)
	require.NoError(t, err)
	return &bench{b.plugin, b.bundle, proof}
}

func (b *bench) verify(t *testing.T) (*Statement, error) {
	t.Helper()
	return b.proof.Verify(t.Context(), b.plugin, b.bundle.Verifying)
}

func TestProofSaysWhatItProves(t *testing.T) {
	t.Parallel()
	b := newBench(t, false).again(t)
	s, err := b.verify(t)
	require.NoError(t, err)
	want := terms()
	want.Forward[0] = 0 // headers hold 248 bits of it
	require.Equal(t, want, s.Terms)
	require.Equal(t, sdk.Step{From: 2, To: 3, Amount: big.NewInt(1)}, s.Step)
	require.Empty(t, b.plugin.asked.Opening)
	open := b.proof.OpenRequest(s, []byte("key"))
	require.Equal(t, []sdk.Word{{31: 144}}, open.Payload)
	require.Equal(t, "preimage", string(open.Preimage))
	require.Equal(t, sdk.Word(b.proof.Header[statement.ClaimWord]), open.Header[statement.ClaimWord])
}

func TestChallengeFollowsTheCommitment(t *testing.T) {
	t.Parallel()
	b := newBench(t, true)
	require.Equal(t, "opening", string(b.plugin.asked.Opening))
	s, err := b.verify(t)
	require.NoError(t, err)
	require.Equal(t, statement.WordFromUint64(5), s.Commitment)
	require.False(t, s.Beacon.IsZero())
	b.proof.Header[statement.CommitmentWord][31]++
	_, err = b.verify(t)
	require.ErrorContains(t, err, "its challenge is not the one")
	b.proof.Header[statement.CommitmentWord] = common.Hash{}
	_, err = b.verify(t)
	require.ErrorContains(t, err, "nothing was committed to")
}

// Whatever is changed in a file, and by whomever, the proof does not hold any more.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	honest := newBench(t, false)
	for name, change := range map[string]struct {
		change func(b *bench)
		want   string
	}{
		"claim":          {func(b *bench) { b.proof.Claim = "for somebody else" }, "its claim is not the one"},
		"params":         {func(b *bench) { b.proof.Params = json.RawMessage(`{"more": 1}`) }, "parameters' commitment"},
		"no params":      {func(b *bench) { b.proof.Params = json.RawMessage(`null`) }, "cannot be read"},
		"predicate":      {func(b *bench) { b.proof.Predicate = "cube" }, `of predicate "cube"`},
		"claim's word":   {func(b *bench) { b.proof.Header[statement.ClaimWord][31]++ }, "its claim is not the one"},
		"forward":        {func(b *bench) { b.proof.Header[statement.ForwardWord][31]++ }, "does not hold for this statement"},
		"long forward":   {func(b *bench) { b.proof.Header[statement.ForwardWord][0]++ }, "its forward is not the one"},
		"start":          {func(b *bench) { b.proof.Header[statement.WindowWord][31]++ }, "does not hold for this statement"},
		"quantity":       {func(b *bench) { b.proof.Header[statement.WindowWord][15]++ }, "does not hold for this statement"},
		"less than paid": {func(b *bench) { b.proof.Header[statement.WindowWord][15] = 0 }, "the whole forward is 0"},
		"amount":         {func(b *bench) { b.proof.Header[statement.ProgressWord][15]++ }, "does not hold for this statement"},
		"a step back":    {func(b *bench) { b.proof.Header[statement.ProgressWord][31] = 3 }, "a step from 3 to 3"},
		"sealing key":    {func(b *bench) { b.proof.Header[statement.SealXWord][31]++ }, "not on the curve"},
		"commitment":     {func(b *bench) { b.proof.Header[statement.CommitmentWord][31]++ }, "its commitment is not the one"},
		"challenge":      {func(b *bench) { b.proof.Header[statement.BeaconWord][31]++ }, "its challenge is not the one"},
		"no element":     {func(b *bench) { b.proof.Header[statement.ForwardWord][0] = 255 }, "reading the header"},
		"payload":        {func(b *bench) { b.proof.Payload[0][31]++ }, "does not hold for this statement"},
		"no payload":     {func(b *bench) { b.proof.Payload = nil }, "does not hold for this statement"},
		"a zero more":    {func(b *bench) { b.proof.Payload = append(b.proof.Payload, common.Hash{}) }, "ends in a zero word"},
		"wide payload":   {func(b *bench) { b.proof.Payload[0][0] = 255 }, "its payload"},
		"h":              {func(b *bench) { b.proof.H[31]++ }, "does not hold for this statement"},
		"wide h":         {func(b *bench) { b.proof.H[0] = 255 }, "its h"},
		"proof":          {func(b *bench) { b.proof.Proof[0]++ }, "reading a proof"},
		"short proof":    {func(b *bench) { b.proof.Proof = b.proof.Proof[1:] }, "255 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := honest.again(t)
			change.change(b)
			_, err := b.verify(t)
			require.ErrorIs(t, err, ErrFails)
			require.ErrorContains(t, err, change.want)
		})
	}
	other, err := setup()
	require.NoError(t, err)
	_, err = honest.proof.Verify(t.Context(), honest.plugin, other.Verifying)
	require.ErrorIs(t, err, keys.ErrNotProved, "another key of the same circuit")
}

// What is proved without a chain pays nobody on one.
func TestClaimIsNoEscrows(t *testing.T) {
	t.Parallel()
	onChain, err := statement.Claim(new(big.Int), common.Address{}, common.Hash{}, common.Address{})
	require.NoError(t, err)
	require.NotEqual(t, onChain, claim(""))
	require.NotEqual(t, claim("a"), claim("b"))
}

func TestPluginsAreNotTrusted(t *testing.T) {
	t.Parallel()
	b := newBench(t, false)
	for name, step := range map[string]sdk.Step{
		"more than there is": {From: 2, To: 3, Amount: big.NewInt(4)},
		"a step back":        {From: 1, To: 3, Amount: big.NewInt(1)},
	} {
		b.plugin.step = step
		_, err := Make(t.Context(), b.plugin, b.bundle, prover.New(zerolog.Nop()), terms(), Work{Cursor: 2})
		require.ErrorIs(t, err, sdk.ErrRefused, name)
	}
	two := struct{ assigner }{&squares{twoRounds: true}}
	_, err := Make(t.Context(), two, b.bundle, prover.New(zerolog.Nop()), terms(), Work{})
	require.ErrorContains(t, err, "does not commit to outputs")
}

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		``:                                  "EOF",
		`{"predicate": "square"}`:           "its header has 0 words, not 9",
		`{"predicates": 1}`:                 "unknown field",
		`{"h": "0x12"}`:                     "length",
		`{"header": [` + nine + `]} {}`:     "after the JSON object",
		`{"header": [` + nine + `, "0x1"]}`: "",
	} {
		_, err := Parse([]byte(text))
		require.ErrorContains(t, err, want)
	}
}

var nine = strings.TrimSuffix(strings.Repeat(`"0x`+strings.Repeat("0", 64)+`",`, 9), ",")
