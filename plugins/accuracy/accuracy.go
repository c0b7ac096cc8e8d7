// Package accuracy is the predicate plugin for models that classify well: it joins the check and the circuit's assignment
// behind sdk.Committer, once for regressions and once for networks with a hidden layer.
//
// It promises that a model is committed to only if it is as good as the threshold on the whole pool, that what the beacon
// draws then has a witness if the model is good enough on it, and that nothing it answers shows weights to anybody but the
// holder of the sealing key. The task of a forward is its pool.
package accuracy

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	circuit "github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Version of the plugin.
const Version = "1.0.0"

// The names of the predicates.
var (
	Name    = circuit.Regression.Name
	NameMLP = circuit.MLP.Name
)

// Predicate implements sdk.Committer.
type Predicate struct{ shape circuit.Shape }

// New makes the predicate for regressions.
func New() *Predicate { return &Predicate{circuit.Regression} }

// NewMLP makes the predicate for networks with a hidden layer.
func NewMLP() *Predicate { return &Predicate{circuit.MLP} }

// Configure implements sdk.Predicate: there is nothing to set.
func (p *Predicate) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		return fmt.Errorf("setting %q is unknown: %s has no settings", name, p.shape.Name)
	}
	return nil
}

// Describe implements sdk.Predicate.
func (p *Predicate) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{
		Name: p.shape.Name, Version: Version, ID: p.shape.ID(), Unit: "model", ParamsSchema: schema(p.shape),
		EvidenceClass: "proof of a sample", Bundle: p.shape.Name, PayloadWords: p.shape.PayloadWords(), TwoRounds: true,
	}, nil
}

// CommitParams implements sdk.Predicate.
func (p *Predicate) CommitParams(_ context.Context, json []byte) (sdk.Params, error) {
	params, err := circuit.ParseParams(p.shape, json)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// OpenParams implements sdk.Predicate.
func (p *Predicate) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	params, err := circuit.ParsePreimage(p.shape, preimage)
	if err != nil {
		return sdk.Params{}, sdk.Unjudgeable(err)
	}
	return answer(params)
}

// Check implements sdk.Predicate.
func (p *Predicate) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	judged, err := p.judge(request.Preimage, request.Task, request.Output)
	if err != nil {
		return sdk.Verdict{}, err
	}
	text, err := json.Marshal(judged.model)
	if err != nil {
		return sdk.Verdict{}, err
	}
	verdict := sdk.Verdict{Holds: judged.verdict.Holds, Output: text}
	for _, finding := range judged.verdict.Findings {
		verdict.Findings = append(verdict.Findings, sdk.Finding{Rule: finding.Rule, Message: finding.Message})
	}
	return verdict, nil
}

// CommitOutput implements sdk.Committer. The opening is the salt.
func (p *Predicate) CommitOutput(_ context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error) {
	judged, err := p.judged(request.Preimage, request.Task, request.Output)
	if err != nil {
		return sdk.OutputCommitment{}, err
	}
	salt, err := randomWord()
	if err != nil {
		return sdk.OutputCommitment{}, err
	}
	opening, commitment := salt.Bytes(), judged.model.Commit(salt)
	return sdk.OutputCommitment{Commitment: commitment.Bytes(), Opening: opening[:]}, nil
}

// Assign implements sdk.Predicate.
func (p *Predicate) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	judged, err := p.judged(request.Preimage, request.Task, request.Output)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if request.Cursor != 0 {
		return sdk.Assignment{}, fmt.Errorf("a model is delivered in one step, and %d is already delivered", request.Cursor)
	}
	delivery := circuit.Delivery{
		Params: judged.params, Pool: judged.pool, Model: judged.model, KeyHash: common.Hash(request.KeyHash),
	}
	if delivery.Header, err = sdk.ReadHeader(request.Header); err != nil {
		return sdk.Assignment{}, err
	}
	if delivery.Salt, err = readOpening(request.Opening); err != nil {
		return sdk.Assignment{}, err
	}
	if delivery.Rho, err = statement.RandomScalar(rand.Reader); err != nil {
		return sdk.Assignment{}, err
	}
	if delivery.Blinding, err = randomWord(); err != nil {
		return sdk.Assignment{}, err
	}
	assigned, err := circuit.Assign(delivery)
	if errors.Is(err, circuit.ErrMissed) {
		return sdk.Assignment{}, sdk.Unjudgeable(err)
	}
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
func (p *Predicate) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	header, err := sdk.ReadHeader(request.Header)
	if err != nil {
		return nil, err
	}
	payload, err := sdk.ReadWords(request.Payload)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	message, err := sdk.Unseal("model", header, payload, request.SealingKey)
	if err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	model, err := circuit.Decode(p.shape, message)
	if err != nil {
		return nil, sdk.Unjudgeable(fmt.Errorf("the payload does not open to a model with this key: %w", err))
	}
	return json.Marshal(model)
}

// judged is a model with what was found of it.
type judged struct {
	params  circuit.Params
	pool    *circuit.Pool
	model   *circuit.Model
	verdict circuit.Verdict
}

func (p *Predicate) judge(preimage, task, output []byte) (judged, error) {
	params, errParams := circuit.ParsePreimage(p.shape, preimage)
	pool, errPool := circuit.ParsePool(p.shape, task)
	model, errModel := circuit.ParseModel(p.shape, output)
	if err := errors.Join(errParams, errPool, errModel); err != nil {
		return judged{}, sdk.Unjudgeable(err)
	}
	verdict, err := circuit.Check(params, pool, model)
	if err != nil {
		return judged{}, sdk.Unjudgeable(err)
	}
	return judged{params, pool, model, verdict}, nil
}

// judged is judge for a model that must hold.
func (p *Predicate) judged(preimage, task, output []byte) (judged, error) {
	j, err := p.judge(preimage, task, output)
	if err == nil && !j.verdict.Holds {
		err = sdk.Unjudgeable(fmt.Errorf("the model does not hold: %s", j.verdict.Findings[0].Message))
	}
	return j, err
}
