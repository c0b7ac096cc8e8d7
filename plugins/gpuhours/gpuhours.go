// Package gpuhours is the predicate plugin for GPUs that were there: it joins the check of signed sheets and the circuit's
// assignment behind sdk.Predicate.
//
// It promises that what Check finds to hold has a witness for forwards that the sheet names, within their window. It does
// not say that a GPU ran: it says that as many meters as the parameters ask for signed that it did.
package gpuhours

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	circuit "github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What the plugin says of itself.
const (
	Name    = "gpu-hours"
	Version = "1.0.0"
)

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
		Name: Name, Version: Version, ID: circuit.ID, Unit: "GPU-second", ParamsSchema: []byte(paramsSchema),
		EvidenceClass: "signatures of meters", Bundle: Name, PayloadWords: circuit.PayloadWords,
		Limits: sdk.Limits{AssignedOnly: true, WindowSeconds: circuit.HourSeconds},
	}, nil
}

// CommitParams implements sdk.Predicate. There are no defaults: the buyer says whom they trust.
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

// Check implements sdk.Predicate. The canonical output is the evidence as circuit.Evidence writes it; a finding's line is
// the device's place in the sheet. Whether it is for the forward, the window and the step in hand, only Assign can tell.
func (*Predicate) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	params, evidence, err := read(request.Preimage, request.Output)
	if err != nil {
		return sdk.Verdict{}, err
	}
	text, err := json.Marshal(evidence)
	if err != nil {
		return sdk.Verdict{}, err
	}
	findings := circuit.Check(params, evidence)
	verdict := sdk.Verdict{Holds: len(findings) == 0, Output: text}
	for _, finding := range findings[:min(len(findings), sdk.MaxFindings)] {
		verdict.Findings = append(verdict.Findings, sdk.Finding{Rule: finding.Rule, Line: finding.Device, Message: finding.Message})
	}
	return verdict, nil
}

// Assign implements sdk.Predicate. Hours before the step may be passed over: nothing was delivered in them.
func (*Predicate) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	params, evidence, err := read(request.Preimage, request.Output)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if evidence.From < request.Cursor {
		return sdk.Assignment{}, sdk.Unjudgeable(fmt.Errorf("the step begins at hour %d, and what lies before hour %d is settled", evidence.From, request.Cursor))
	}
	delivery := circuit.Delivery{Params: params, Evidence: evidence, KeyHash: common.Hash(request.KeyHash)}
	if delivery.Header, err = sdk.ReadHeader(request.Header); err != nil {
		return sdk.Assignment{}, err
	}
	if _, err = delivery.Blinding.SetRandom(); err != nil {
		return sdk.Assignment{}, fmt.Errorf("drawing the blinding: %w", err)
	}
	assigned, err := circuit.Assign(delivery)
	if err != nil {
		return sdk.Assignment{}, sdk.Unjudgeable(err)
	}
	witness, err := assigned.Witness()
	if err != nil {
		return sdk.Assignment{}, err
	}
	return sdk.Assigned(assigned.Header, assigned.Payload, assigned.H, witness)
}

// Open implements sdk.Predicate: what was published is for everybody to read.
func (*Predicate) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	_, errParams := circuit.ParsePreimage(request.Preimage)
	progress, errProgress := statement.WordFromBytes(request.Header[statement.ProgressWord])
	payload, errPayload := sdk.ReadWords(request.Payload)
	if err := errors.Join(errParams, errProgress, errPayload); err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	delivered, err := circuit.ReadSettlement(progress, payload)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	return []byte(delivered.String()), nil
}

func read(preimage, output []byte) (circuit.Params, circuit.Evidence, error) {
	params, errParams := circuit.ParsePreimage(preimage)
	evidence, errEvidence := circuit.ParseEvidence(output)
	if err := errors.Join(errParams, errEvidence); err != nil {
		return params, evidence, sdk.Unjudgeable(err)
	}
	return params, evidence, nil
}

func answer(params circuit.Params) (sdk.Params, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return sdk.Params{}, err
	}
	commitment := params.Commit()
	return sdk.Params{Preimage: params.Preimage(), Commitment: commitment.Bytes(), Unit: params.Unit(), JSON: text}, nil
}
