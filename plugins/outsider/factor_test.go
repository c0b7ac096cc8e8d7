// Package outsider_test is a predicate as somebody else would write it, as small as one can be: the buyer names a number
// and pays for a factor of it. It stands here to be read and to show that it passes the suite.
package outsider_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// body is the circuit: factor·cofactor = number, both at least two and of 32 bits, the factor sealed to the buyer.
type body struct {
	Header           [statement.HeaderLen]frontend.Variable
	Factor, Cofactor frontend.Variable
	Rho              [rhoBits]frontend.Variable
	Blinding         frontend.Variable
}

const (
	rhoBits  = 251
	bits     = 32
	payload  = 3 // R and the factor
	progress = 4
)

func (b *body) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, err
	}
	gadget.AssertBits(api, api.Sub(b.Factor, 2), bits)
	gadget.AssertBits(api, api.Sub(b.Cofactor, 2), bits)
	number := api.Mul(b.Factor, b.Cofactor)
	api.AssertIsEqual(b.Header[statement.ParamsWord], hash.Sponge(statement.DomainParams, number))

	// One step for the whole quantity: progress is the window with 0 and 1 in the place of its times.
	times := api.ToBinary(b.Header[statement.WindowWord], 128+96)
	quantity := api.FromBinary(times[128:]...)
	api.AssertIsEqual(b.Header[progress], api.Add(gadget.Pow2(64), api.Mul(quantity, gadget.Pow2(128))))
	api.AssertIsEqual(b.Header[statement.CommitmentWord], 0)
	api.AssertIsEqual(b.Header[statement.BeaconWord], 0)

	key := gadget.Point{X: b.Header[statement.SealXWord], Y: b.Header[statement.SealYWord]}
	sealing := gadget.NewSealing(api, hash, key, b.Rho[:], b.Header[statement.ClaimWord], b.Header[progress])
	sealed := sealing.Encrypt([]frontend.Variable{b.Factor}, []frontend.Variable{1})
	return gadget.Statement{
		Header: b.Header, Payload: append([]frontend.Variable{sealing.R.X, sealing.R.Y}, sealed...), Aux: b.Blinding,
	}, nil
}

type circuit = gadget.Single[body, *body]

// factor is the plugin.
type factor struct{}

const schema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Which number is to be factored",
  "type": "object",
  "additionalProperties": false,
  "required": ["number"],
  "properties": {"number": {"type": "integer", "minimum": 4}}
}`

type paramsJSON struct {
	Number uint64 `json:"number"`
}

func (factor) Configure(_ context.Context, settings map[string]string) error {
	if len(settings) > 0 {
		return errors.New("there are no settings")
	}
	return nil
}

func (factor) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{
		Name: "factor", Version: "1", ID: "example/factor/v1", Unit: "factor", ParamsSchema: []byte(schema),
		EvidenceClass: "proof", Bundle: "factor", PayloadWords: payload,
	}, nil
}

func (factor) CommitParams(_ context.Context, text []byte) (sdk.Params, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var params paramsJSON
	if err := decoder.Decode(&params); err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return paramsFor(params.Number)
}

func (factor) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	number, err := readNumber(preimage)
	if err != nil {
		return sdk.Params{}, err
	}
	return paramsFor(number)
}

func (factor) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	number, err := readNumber(request.Preimage)
	if err != nil {
		return sdk.Verdict{}, err
	}
	factor, err := strconv.ParseUint(string(bytes.TrimSpace(request.Output)), 10, bits)
	if err != nil {
		return sdk.Verdict{}, sdk.Unjudgeable(fmt.Errorf("read the factor: %w", err))
	}
	verdict := sdk.Verdict{Holds: true, Output: strconv.AppendUint(nil, factor, 10)}
	if factor < 2 || number%factor != 0 || number/factor < 2 || number/factor >= 1<<bits {
		verdict.Holds = false
		verdict.Findings = []sdk.Finding{{Rule: "factor", Message: fmt.Sprintf("%d is no proper factor of %d", factor, number)}}
	}
	return verdict, nil
}

func (f factor) Assign(ctx context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	verdict, err := f.Check(ctx, sdk.CheckRequest{Preimage: request.Preimage, Output: request.Output})
	if err != nil {
		return sdk.Assignment{}, err
	}
	if !verdict.Holds {
		return sdk.Assignment{}, errors.New(verdict.Findings[0].Message)
	}
	number, err := readNumber(request.Preimage)
	if err != nil {
		return sdk.Assignment{}, err
	}
	divisor, err := strconv.ParseUint(string(verdict.Output), 10, bits)
	if err != nil {
		return sdk.Assignment{}, err
	}
	window, err := statement.WordFromBytes(request.Header[statement.WindowWord])
	if err != nil {
		return sdk.Assignment{}, err
	}
	_, _, quantity := statement.ParseWindow(window)
	step := sdk.Step{From: 0, To: 1, Amount: quantity}
	settled, err := sdk.SettledHeader(request.Header, request.Cursor, step)
	if err != nil {
		return sdk.Assignment{}, err
	}
	header := make([]statement.Word, len(settled))
	for i, word := range settled {
		if header[i], err = statement.WordFromBytes(word); err != nil {
			return sdk.Assignment{}, err
		}
	}

	rho, err := statement.RandomScalar(rand.Reader)
	if err != nil {
		return sdk.Assignment{}, err
	}
	var blinding statement.Word
	if _, err := blinding.SetRandom(); err != nil {
		return sdk.Assignment{}, err
	}
	key := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	message := []statement.Word{statement.WordFromUint64(divisor)}
	sealed, err := statement.Seal(key, rho, header[statement.ClaimWord], header[progress], message)
	if err != nil {
		return sdk.Assignment{}, err
	}

	vector := append(header[:statement.HeaderLen:statement.HeaderLen], sealed...)
	h := statement.Fold(vector, blinding)
	z := statement.Challenge(common.Hash(request.KeyHash), h, vector)
	assignment := &circuit{H: h, Z: z, Y: statement.Evaluate(vector, z)}
	assignment.Body = body{Factor: divisor, Cofactor: number / divisor, Blinding: blinding}
	for i := range header {
		assignment.Body.Header[i] = header[i]
	}
	for i := range assignment.Body.Rho {
		assignment.Body.Rho[i] = rho.Bit(i)
	}
	full, err := frontend.NewWitness(assignment, ecc.BN254.ScalarField())
	if err != nil {
		return sdk.Assignment{}, err
	}
	witness, err := full.MarshalBinary()
	if err != nil {
		return sdk.Assignment{}, err
	}
	out := sdk.Assignment{Step: step, H: h.Bytes(), Witness: witness}
	for _, word := range sealed {
		out.Payload = append(out.Payload, word.Bytes())
	}
	return out, nil
}

func (factor) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	words := make([]statement.Word, 0, len(request.Header)+len(request.Payload))
	for _, word := range append(request.Header[:], request.Payload...) {
		element, err := statement.WordFromBytes(word)
		if err != nil {
			return nil, sdk.Unjudgeable(err)
		}
		words = append(words, element)
	}
	sealed := words[statement.HeaderLen:]
	public := statement.PublicKey{X: words[statement.SealXWord], Y: words[statement.SealYWord]}
	message, err := statement.Unsealed(sealed)
	if !public.IsZero() {
		var key statement.SealingKey
		if err := key.UnmarshalText(request.SealingKey); err != nil {
			return nil, sdk.Unjudgeable(err)
		}
		message, err = statement.Unseal(key, words[statement.ClaimWord], words[progress], sealed)
	}
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	if len(message) != 1 || statement.Big(message[0]).BitLen() > bits {
		return nil, sdk.Unjudgeable(errors.New("the payload holds no factor under this key"))
	}
	return statement.Big(message[0]).Append(nil, 10), nil
}

func paramsFor(number uint64) (sdk.Params, error) {
	if number < 4 {
		return sdk.Params{}, sdk.Unjudgeable(fmt.Errorf("%d has no proper factors", number))
	}
	text, err := json.Marshal(paramsJSON{number})
	if err != nil {
		return sdk.Params{}, err
	}
	word := statement.WordFromUint64(number)
	commitment := statement.Sponge(statement.DomainParams, []statement.Word{word})
	preimage := word.Bytes()
	return sdk.Params{
		Preimage: preimage[:], Commitment: commitment.Bytes(), Unit: crypto.Keccak256Hash([]byte("example/factor/v1")), JSON: text,
	}, nil
}

func readNumber(preimage []byte) (uint64, error) {
	number := new(big.Int).SetBytes(preimage)
	if len(preimage) != 32 || !number.IsUint64() {
		return 0, sdk.Unjudgeable(errors.New("the parameters are no number of 64 bits"))
	}
	return number.Uint64(), nil
}

func TestConformance(t *testing.T) {
	t.Parallel()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &circuit{})
	require.NoError(t, err)
	plugintest.Exercise(t, factor{}, plugintest.Samples{
		Params: []byte(`{"number": 8051}`), OtherParams: []byte(`{"number": 8052}`),
		BadParams:   [][]byte{[]byte(`{}`), []byte(`{"number": -1}`), []byte(`{"numbers": 7}`)},
		Good:        [][]byte{[]byte("97"), []byte(" 83\n")},
		Bad:         [][]byte{[]byte("2"), []byte("1"), []byte("8051"), []byte("0")},
		Unjudgeable: [][]byte{nil, []byte("ninety-seven"), []byte("-97"), []byte("99999999999999999999")},
		System:      system,
	})
}
