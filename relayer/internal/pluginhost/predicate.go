package pluginhost

import (
	"bytes"
	"context"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// predicate asks a plugin and believes nothing it answers.
type predicate struct{ plugin *plugin }

// Configure implements sdk.Predicate. The plugin starts anew with these settings.
func (p *predicate) Configure(ctx context.Context, settings map[string]string) error {
	return p.plugin.configure(ctx, settings)
}

// Describe implements sdk.Predicate.
func (p *predicate) Describe(ctx context.Context) (sdk.Description, error) {
	i, err := p.plugin.started(ctx)
	if err != nil {
		return sdk.Description{}, err
	}
	return i.description, nil
}

// CommitParams implements sdk.Predicate.
func (p *predicate) CommitParams(ctx context.Context, json []byte) (sdk.Params, error) {
	if err := within("parameters", json, sdk.MaxParams); err != nil {
		return sdk.Params{}, err
	}
	return call(ctx, p.plugin, "commit parameters", p.plugin.limits.Quick, func(ctx context.Context, i *instance) (sdk.Params, error) {
		params, err := i.predicate.CommitParams(ctx, json)
		if err != nil {
			return sdk.Params{}, err
		}
		return params, params.Check()
	})
}

// OpenParams implements sdk.Predicate.
func (p *predicate) OpenParams(ctx context.Context, preimage []byte) (sdk.Params, error) {
	if err := within("parameter preimage", preimage, sdk.MaxParams); err != nil {
		return sdk.Params{}, err
	}
	return call(ctx, p.plugin, "open parameters", p.plugin.limits.Quick, func(ctx context.Context, i *instance) (sdk.Params, error) {
		params, err := i.predicate.OpenParams(ctx, preimage)
		if err != nil {
			return sdk.Params{}, err
		}
		if !bytes.Equal(params.Preimage, preimage) {
			return sdk.Params{}, fmt.Errorf("%w: it answers for another preimage", sdk.ErrRefused)
		}
		return params, params.Check()
	})
}

// Check implements sdk.Predicate.
func (p *predicate) Check(ctx context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	if err := withinAll(request.Preimage, request.Task, request.Output); err != nil {
		return sdk.Verdict{}, err
	}
	return call(ctx, p.plugin, "check", p.plugin.limits.Check, func(ctx context.Context, i *instance) (sdk.Verdict, error) {
		verdict, err := i.predicate.Check(ctx, request)
		if err != nil {
			return sdk.Verdict{}, err
		}
		return verdict.Clean(), verdict.Check()
	})
}

// CommitOutput implements sdk.Committer, for predicates whose description says that they have two rounds.
func (p *predicate) CommitOutput(ctx context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error) {
	if err := withinAll(request.Preimage, request.Task, request.Output); err != nil {
		return sdk.OutputCommitment{}, err
	}
	return call(ctx, p.plugin, "commit to an output", p.plugin.limits.Check, func(ctx context.Context, i *instance) (sdk.OutputCommitment, error) {
		committer, able := i.predicate.(sdk.Committer)
		if !able || !i.description.TwoRounds {
			return sdk.OutputCommitment{}, fmt.Errorf("%w: it has one round", sdk.ErrRefused)
		}
		commitment, err := committer.CommitOutput(ctx, request)
		if err != nil {
			return sdk.OutputCommitment{}, err
		}
		return commitment, commitment.Check()
	})
}

// Assign implements sdk.Predicate. What it returns agrees with the header asked for; whether it satisfies the circuit,
// the prover finds out.
func (p *predicate) Assign(ctx context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	if err := withinAll(request.Preimage, request.Task, request.Output); err != nil {
		return sdk.Assignment{}, err
	}
	if err := within("opening", request.Opening, sdk.MaxOpening); err != nil {
		return sdk.Assignment{}, err
	}
	return call(ctx, p.plugin, "assign", p.plugin.limits.Assign, func(ctx context.Context, i *instance) (sdk.Assignment, error) {
		assignment, err := i.predicate.Assign(ctx, request)
		if err != nil {
			return sdk.Assignment{}, err
		}
		return assignment, sdk.CheckAssignment(request, assignment, i.description.PayloadWords)
	})
}

// Open implements sdk.Predicate.
func (p *predicate) Open(ctx context.Context, request sdk.OpenRequest) ([]byte, error) {
	if len(request.Payload) > sdk.MaxPayloadWords {
		return nil, sdk.Unjudgeable(fmt.Errorf("a payload of %d words, at most %d are allowed", len(request.Payload), sdk.MaxPayloadWords))
	}
	if err := withinAll(request.Preimage, nil, nil); err != nil {
		return nil, err
	}
	return call(ctx, p.plugin, "open", p.plugin.limits.Open, func(ctx context.Context, i *instance) ([]byte, error) {
		rendered, err := i.predicate.Open(ctx, request)
		if err != nil {
			return nil, err
		}
		return rendered, checkOutput(rendered)
	})
}

func withinAll(preimage, task, output []byte) error {
	if err := within("parameter preimage", preimage, sdk.MaxParams); err != nil {
		return err
	}
	if err := within("task", task, sdk.MaxTask); err != nil {
		return err
	}
	return within("output", output, sdk.MaxOutput)
}

func within(what string, b []byte, most int) error {
	if len(b) > most {
		return sdk.Unjudgeable(fmt.Errorf("%s of %d bytes, at most %d are allowed", what, len(b), most))
	}
	return nil
}

func checkOutput(output []byte) error {
	if len(output) > sdk.MaxOutput {
		return fmt.Errorf("%w: an output of %d bytes, at most %d are allowed", sdk.ErrRefused, len(output), sdk.MaxOutput)
	}
	return nil
}
