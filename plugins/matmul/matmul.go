// Package matmul is the predicate plugin for matrix products: it joins the check and the circuit's assignment behind
// sdk.Predicate, once for each size.
//
// It promises that what Check finds to hold has a witness, and that every assignment draws fresh randomness from the
// system's secure source. A product of more than 32 rows is not delivered by its settlement: Describe, Check and Open say so.
package matmul

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	circuit "github.com/tercet-protocol/tercet/circuits/matmul"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Version is that of the plugin.
const Version = "1.0.0"

// Name is the predicate of a size, and its bundle: each size has a circuit and keys of its own.
func Name(n int) string { return fmt.Sprintf("matmul-%d", n) }

const paramsSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Which matrices are to be multiplied",
  "type": "object",
  "additionalProperties": false,
  "minProperties": 1,
  "maxProperties": 1,
  "properties": {
    "matrices": {"type": "string", "contentEncoding": "base64", "description": "the task: A row after row, then B, a byte an entry in two's complement"},
    "commitment": {"type": "string", "pattern": "^0x[0-9a-f]{64}$", "description": "what stands for the matrices on the chain"}
  }
}`

// ruleCommitment names the remark on a product that holds and is not delivered.
const ruleCommitment = "commitment"

// Predicate implements sdk.Predicate for one size.
type Predicate struct{ size int }

// New makes the predicate of a size.
func New(n int) *Predicate { return &Predicate{n} }

// Configure implements sdk.Predicate: there is nothing to set.
func (p *Predicate) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		return fmt.Errorf("setting %q is unknown: %s has no settings", name, Name(p.size))
	}
	return nil
}

// Describe implements sdk.Predicate.
func (p *Predicate) Describe(context.Context) (sdk.Description, error) {
	unit := fmt.Sprintf("product of two %d by %d matrices", p.size, p.size)
	if !p.sealed() {
		unit = "proved commitment to a " + unit
	}
	return sdk.Description{
		Name: Name(p.size), Version: Version, ID: circuit.ID, Unit: unit, ParamsSchema: []byte(paramsSchema),
		EvidenceClass: "proof", Bundle: Name(p.size), PayloadWords: circuit.PayloadWords(p.size),
	}, nil
}

// CommitParams implements sdk.Predicate. There are no defaults.
func (p *Predicate) CommitParams(_ context.Context, json []byte) (sdk.Params, error) {
	params, err := circuit.ParseParams(p.size, json)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// OpenParams implements sdk.Predicate.
func (p *Predicate) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	params, err := circuit.ParsePreimage(p.size, preimage)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// Check implements sdk.Predicate. A line of a finding is a row.
func (p *Predicate) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	_, product, findings, err := p.judge(request.Preimage, request.Task, request.Output)
	if err != nil {
		return sdk.Verdict{}, err
	}
	verdict := sdk.Verdict{Holds: len(findings) == 0, Output: product.Text()}
	for _, finding := range findings[:min(len(findings), sdk.MaxFindings)] {
		verdict.Findings = append(verdict.Findings, sdk.Finding{Rule: finding.Rule, Line: finding.Row, Message: finding.Message})
	}
	if verdict.Holds && !p.sealed() {
		commitment, err := product.Commit()
		if err != nil {
			return sdk.Verdict{}, err
		}
		verdict.Findings = []sdk.Finding{{Rule: ruleCommitment, Message: "a settlement publishes only its commitment " + hex(commitment) + ", not the product"}}
	}
	return verdict, nil
}

// Assign implements sdk.Predicate.
func (p *Predicate) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	task, product, findings, err := p.judge(request.Preimage, request.Task, request.Output)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if len(findings) > 0 {
		return sdk.Assignment{}, sdk.Unjudgeable(fmt.Errorf("the product does not hold, so it has no witness: %s", findings[0].Message))
	}
	if request.Cursor != 0 {
		return sdk.Assignment{}, fmt.Errorf("a product is delivered in one step, and %d is already delivered", request.Cursor)
	}
	delivery := circuit.Delivery{Task: task, Product: product, KeyHash: common.Hash(request.KeyHash)}
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

// Open implements sdk.Predicate. Of a product that is not delivered it says what was settled.
func (p *Predicate) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	header, err := sdk.ReadHeader(request.Header)
	if err != nil {
		return nil, err
	}
	payload, err := sdk.ReadWords(request.Payload)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	if !p.sealed() {
		if len(payload) != 1 {
			return nil, sdk.Unjudgeable(fmt.Errorf("the settlement has %d words, and a commitment is one", len(payload)))
		}
		return fmt.Appendf(nil, "The product is not in the settlement, only its commitment:\n%s\n"+
			"The proof says that this is the commitment to A times B. The product itself comes from whoever made it, or not at all:\n"+
			"`tercet predicate check %s` tells the commitment of one that you are given.\n", hex(payload[0]), Name(p.size)), nil
	}
	message, err := sdk.Unseal("product", header, payload, request.SealingKey)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	product, err := circuit.Decode(p.size, message)
	if err != nil {
		return nil, sdk.Unjudgeable(fmt.Errorf("the payload does not open to a product with this key: %w", err))
	}
	return product.Text(), nil
}

// sealed says whether settlements carry the product.
func (p *Predicate) sealed() bool { return p.size <= circuit.SealedSize }

func (p *Predicate) judge(preimage, text, output []byte) (circuit.Task, circuit.Product, []circuit.Finding, error) {
	params, err := circuit.ParsePreimage(p.size, preimage)
	if err != nil {
		return circuit.Task{}, circuit.Product{}, nil, sdk.Unjudgeable(err)
	}
	task, errTask := params.Task(text)
	product, errProduct := circuit.ParseProduct(p.size, output)
	if err := errors.Join(errTask, errProduct); err != nil {
		return task, product, nil, sdk.Unjudgeable(err)
	}
	findings, err := circuit.Check(task, product)
	return task, product, findings, err
}

func answer(params circuit.Params) (sdk.Params, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return sdk.Params{}, err
	}
	return sdk.Params{Preimage: params.Preimage(), Commitment: params.Commitment.Bytes(), Unit: params.Unit(), JSON: text}, nil
}

func hex(word statement.Word) string {
	return common.Hash(word.Bytes()).Hex()
}
