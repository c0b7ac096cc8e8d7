// Package predicate is the plugin for addition chains: it joins the check and the circuit's assignment behind sdk.Predicate.
package predicate

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"

	"example.org/addition-chain/chain"
)

// Name is what the predicate is called, and its bundle.
const Name = "addition-chain"

const version = "1.0.0"

const paramsSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Which addition chain is asked for",
  "type": "object",
  "additionalProperties": false,
  "required": ["target", "steps"],
  "properties": {
    "target": {"type": "integer", "minimum": 2, "maximum": 4294967296, "description": "the number that the chain leads to"},
    "steps": {"type": "integer", "minimum": 1, "maximum": 32, "description": "most steps"}
  }
}`

// Predicate implements sdk.Predicate.
type Predicate struct{}

// Configure implements sdk.Predicate: there is nothing to set.
func (Predicate) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		return fmt.Errorf("setting %q is unknown: %s has no settings", name, Name)
	}
	return nil
}

// Describe implements sdk.Predicate.
func (Predicate) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{
		Name: Name, Version: version, ID: chain.ID, Unit: "addition chain", ParamsSchema: []byte(paramsSchema),
		EvidenceClass: "proof", Bundle: Name, PayloadWords: chain.PayloadWords,
	}, nil
}

// CommitParams implements sdk.Predicate.
func (Predicate) CommitParams(_ context.Context, text []byte) (sdk.Params, error) {
	params, err := chain.ParseParams(text)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// OpenParams implements sdk.Predicate.
func (Predicate) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	params, err := chain.ParsePreimage(preimage)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// Check implements sdk.Predicate.
func (Predicate) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	params, numbers, err := read(request.Preimage, request.Output)
	if err != nil {
		return sdk.Verdict{}, err
	}
	findings := chain.Check(params, numbers)
	verdict := sdk.Verdict{Holds: len(findings) == 0, Output: []byte(numbers.String())}
	for _, finding := range findings[:min(len(findings), sdk.MaxFindings)] {
		verdict.Findings = append(verdict.Findings, sdk.Finding{Rule: finding.Rule, Message: finding.Message})
	}
	return verdict, nil
}

// Assign implements sdk.Predicate.
func (Predicate) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	params, numbers, err := read(request.Preimage, request.Output)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if request.Cursor != 0 {
		return sdk.Assignment{}, fmt.Errorf("a chain is delivered in one step, and %d is already delivered", request.Cursor)
	}
	delivery := chain.Delivery{Params: params, Chain: numbers, KeyHash: common.Hash(request.KeyHash)}
	if delivery.Header, err = sdk.ReadHeader(request.Header); err != nil {
		return sdk.Assignment{}, err
	}
	if delivery.Rho, err = statement.RandomScalar(rand.Reader); err != nil {
		return sdk.Assignment{}, err
	}
	if _, err = delivery.Blinding.SetRandom(); err != nil {
		return sdk.Assignment{}, fmt.Errorf("drawing the blinding: %w", err)
	}
	assigned, err := chain.Assign(delivery)
	if err != nil {
		return sdk.Assignment{}, sdk.Unjudgeable(err)
	}
	witness, err := assigned.Witness()
	if err != nil {
		return sdk.Assignment{}, err
	}
	return sdk.Assigned(assigned.Header, assigned.Payload, assigned.H, witness)
}

// Open implements sdk.Predicate.
func (Predicate) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	header, err := sdk.ReadHeader(request.Header)
	if err != nil {
		return nil, err
	}
	payload, err := sdk.ReadWords(request.Payload)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	message, err := sdk.Unseal("chain", header, payload, request.SealingKey)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	numbers, err := chain.Decode(message)
	if err != nil {
		return nil, sdk.Unjudgeable(fmt.Errorf("opening a chain with this key: %w", err))
	}
	return []byte(numbers.String()), nil
}

func read(preimage, output []byte) (chain.Params, chain.Chain, error) {
	params, errParams := chain.ParsePreimage(preimage)
	numbers, errChain := chain.Parse(output)
	if err := errors.Join(errParams, errChain); err != nil {
		return params, nil, sdk.Unjudgeable(err)
	}
	return params, numbers, nil
}

func answer(params chain.Params) (sdk.Params, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return sdk.Params{}, err
	}
	commitment := params.Commit()
	return sdk.Params{Preimage: params.Preimage(), Commitment: commitment.Bytes(), Unit: params.Unit(), JSON: text}, nil
}
