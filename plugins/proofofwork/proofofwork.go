// Package proofofwork is the predicate plugin for measured hash work: it joins the check and the circuit's assignment
// behind sdk.Predicate.
//
// It promises that what Check finds to hold has a witness for the step that begins where the last one ended, and that
// nothing it answers shows a nonce.
package proofofwork

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	circuit "github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What the plugin says of itself.
const (
	Name    = "proof-of-work"
	Version = "1.0.0"
)

const paramsSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Parameters of hash work",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "bits": {"type": "integer", "minimum": 10, "maximum": 30, "default": 16, "description": "difficulty: a unit takes some 1.5 times 2^bits hashes"}
  }
}`

// Predicate implements sdk.Predicate.
type Predicate struct{}

// New makes the predicate.
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
		Name: Name, Version: Version, ID: circuit.ID, Unit: "unit of work", ParamsSchema: []byte(paramsSchema),
		EvidenceClass: "proof", Bundle: Name, PayloadWords: 0,
		Limits: sdk.Limits{StepUnits: circuit.MaxUnits},
	}, nil
}

// CommitParams implements sdk.Predicate.
func (*Predicate) CommitParams(_ context.Context, json []byte) (sdk.Params, error) {
	params, err := circuit.ParseParams(json)
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

// Check implements sdk.Predicate. The canonical output is the work as circuit.Work writes it. Whether it is for the
// forward and the step in hand, only Assign can tell.
func (*Predicate) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	params, work, err := read(request.Preimage, request.Output)
	if err != nil {
		return sdk.Verdict{}, err
	}
	text, err := json.Marshal(work)
	if err != nil {
		return sdk.Verdict{}, err
	}
	findings := circuit.Check(params, work)
	verdict := sdk.Verdict{Holds: len(findings) == 0, Output: text}
	for _, finding := range findings {
		verdict.Findings = append(verdict.Findings, sdk.Finding{Rule: finding.Rule, Line: finding.Unit, Message: finding.Message})
	}
	return verdict, nil
}

// Assign implements sdk.Predicate.
func (*Predicate) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	params, work, err := read(request.Preimage, request.Output)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if findings := circuit.Check(params, work); len(findings) > 0 {
		return sdk.Assignment{}, sdk.Unjudgeable(fmt.Errorf("the work does not hold, so it has no witness: %s", findings[0].Message))
	}
	if work.From != request.Cursor {
		return sdk.Assignment{}, sdk.Unjudgeable(fmt.Errorf("the work begins at unit %d, and the step begins at %d: units between them could not be delivered any more", work.From, request.Cursor))
	}
	delivery := circuit.Delivery{Params: params, Work: work, KeyHash: common.Hash(request.KeyHash)}
	if delivery.Header, err = sdk.ReadHeader(request.Header); err != nil {
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
	return sdk.Assigned(assigned.Header, nil, assigned.H, witness)
}

// Open implements sdk.Predicate: nothing was published, so it says what was delivered.
func (*Predicate) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	params, err := circuit.ParsePreimage(request.Preimage)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	if len(request.Payload) != 0 {
		return nil, sdk.Unjudgeable(errors.New("the settlement has a payload, and work has none"))
	}
	progress, err := statement.WordFromBytes(request.Header[statement.ProgressWord])
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	from, to, amount := statement.ParseProgress(progress)
	if from >= to {
		return nil, sdk.Unjudgeable(fmt.Errorf("a step from %d to %d", from, to))
	}
	return fmt.Appendf(nil, "units %d to %d, %v in all, each of some %v hashes\n", from, to-1, amount, params.Hashes()), nil
}

func read(preimage, output []byte) (circuit.Params, circuit.Work, error) {
	params, errParams := circuit.ParsePreimage(preimage)
	work, errWork := circuit.ParseWork(output)
	if err := errors.Join(errParams, errWork); err != nil {
		return params, work, sdk.Unjudgeable(err)
	}
	return params, work, nil
}

func answer(params circuit.Params) (sdk.Params, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return sdk.Params{}, err
	}
	commitment := params.Commit()
	return sdk.Params{Preimage: params.Preimage(), Commitment: commitment.Bytes(), Unit: params.Unit(), JSON: text}, nil
}
