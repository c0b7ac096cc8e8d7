// Package terzarima is the predicate plugin for poems in terza rima: it joins the lexicon, the native check and the
// circuit's assignment behind sdk.Predicate.
//
// It promises that what Check finds to hold has a witness, that every assignment draws fresh randomness from the
// system's secure source, and that nothing it answers shows a poem to anybody but the holder of the sealing key.
package terzarima

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
	circuit "github.com/tercet-protocol/tercet/circuits/terzarima"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What the plugin says of itself.
const (
	Name    = "terza-rima"
	Version = "1.0.0"
)

// Predicate implements sdk.Predicate.
type Predicate struct{}

// New makes the predicate. The lexicon is built at the first call that needs it.
func New() *Predicate { return &Predicate{} }

// Configure implements sdk.Predicate: there is nothing to set.
func (*Predicate) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		return fmt.Errorf("setting %q is unknown: %s has no settings", name, Name)
	}
	return nil
}

// Describe implements sdk.Predicate.
func (*Predicate) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{
		Name: Name, Version: Version, ID: circuit.ID, Unit: "poem", ParamsSchema: []byte(paramsSchema),
		EvidenceClass: "proof", Bundle: Name, PayloadWords: circuit.PayloadWords,
	}, nil
}

// CommitParams implements sdk.Predicate.
func (*Predicate) CommitParams(_ context.Context, json []byte) (sdk.Params, error) {
	lex, err := lexicon.Default()
	if err != nil {
		return sdk.Params{}, err
	}
	params, err := circuit.ParseParams(json, lex)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// OpenParams implements sdk.Predicate.
func (*Predicate) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	params, err := circuit.ParsePreimage(preimage)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// Check implements sdk.Predicate.
func (*Predicate) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	judged, err := judge(request.Preimage, request.Output)
	if err != nil {
		return sdk.Verdict{}, err
	}
	verdict := sdk.Verdict{Holds: judged.verdict.Holds, Output: judged.poem.Text}
	for _, finding := range judged.verdict.Findings[:min(len(judged.verdict.Findings), sdk.MaxFindings)] {
		verdict.Findings = append(verdict.Findings, sdk.Finding{Rule: finding.Rule, Line: finding.Line, Message: finding.Message})
	}
	return verdict, nil
}

// Assign implements sdk.Predicate.
func (*Predicate) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	judged, err := judge(request.Preimage, request.Output)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if !judged.verdict.Holds {
		return sdk.Assignment{}, sdk.Unjudgeable(fmt.Errorf("the poem does not hold, so it has no witness: %s", judged.verdict.Findings[0].Message))
	}
	if request.Cursor != 0 {
		return sdk.Assignment{}, fmt.Errorf("a poem is delivered in one step, and %d is already delivered", request.Cursor)
	}
	delivery := circuit.Delivery{
		Lexicon: judged.lex, Params: judged.params, Poem: judged.poem, Choice: judged.verdict.Choice,
		KeyHash: common.Hash(request.KeyHash),
	}
	if delivery.Header, err = sdk.ReadHeader(request.Header); err != nil {
		return sdk.Assignment{}, err
	}
	if delivery.Rho, err = statement.RandomScalar(rand.Reader); err != nil {
		return sdk.Assignment{}, err
	}
	if _, err = delivery.Blinding.SetRandom(); err != nil {
		return sdk.Assignment{}, fmt.Errorf("drawing the blinding: %w", err)
	}
	assigned, err := circuit.Assign(delivery)
	if err != nil {
		return sdk.Assignment{}, err
	}
	witness, err := assigned.Witness()
	if err != nil {
		return sdk.Assignment{}, err
	}
	return sdk.Assigned(assigned.Header, assigned.Payload, assigned.H, witness)
}

// Open implements sdk.Predicate.
func (*Predicate) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	header, err := sdk.ReadHeader(request.Header)
	if err != nil {
		return nil, err
	}
	payload, err := sdk.ReadWords(request.Payload)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	message, err := sdk.Unseal("poem", header, payload, request.SealingKey)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	text, err := circuit.Decode(message)
	if err != nil {
		return nil, sdk.Unjudgeable(fmt.Errorf("the payload does not open to a poem with this key: %w", err))
	}
	return text, nil
}

// judged is a poem with what was found of it.
type judged struct {
	lex     *lexicon.Lexicon
	params  circuit.Params
	poem    *circuit.Poem
	verdict circuit.Verdict
}

func judge(preimage, output []byte) (judged, error) {
	lex, err := lexicon.Default()
	if err != nil {
		return judged{}, err
	}
	params, errParams := circuit.ParsePreimage(preimage)
	poem, errPoem := circuit.Parse(output)
	if err := errors.Join(errParams, errPoem); err != nil {
		return judged{}, sdk.Unjudgeable(err)
	}
	return judged{lex, params, poem, circuit.Check(lex, params, poem)}, nil
}

func answer(params circuit.Params) (sdk.Params, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return sdk.Params{}, err
	}
	commitment := params.Commit()
	return sdk.Params{Preimage: params.Preimage(), Commitment: commitment.Bytes(), Unit: params.Unit(), JSON: text}, nil
}
