package detached

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// Proof is what the file holds.
type Proof struct {
	Predicate string          `json:"predicate"`
	Key       common.Hash     `json:"key"` // hash of the verifying key
	Params    json.RawMessage `json:"params"`
	Claim     string          `json:"claim"`
	Header    []common.Hash   `json:"header"`
	Payload   []common.Hash   `json:"payload"`
	H         common.Hash     `json:"h"`
	Proof     hexutil.Bytes   `json:"proof"`
}

// Work is an output with everything that it is judged by. It is canonical, from a verdict that holds.
type Work struct {
	Params       sdk.Params
	Task, Output []byte
	Cursor       uint64 // where the step begins
}

type assigner interface {
	Describe(ctx context.Context) (sdk.Description, error)
	Assign(ctx context.Context, request sdk.AssignRequest) (sdk.Assignment, error)
}

type committer interface {
	CommitOutput(ctx context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error)
}

type proves interface {
	Prove(ctx context.Context, bundle *keys.Bundle, job prover.Job, progress func(prover.Progress)) ([]byte, error)
}

// Make proves that an output has a predicate's property.
func Make(ctx context.Context, plugin assigner, bundle *keys.Bundle, prove proves, terms Terms, work Work) (*Proof, error) {
	description, err := plugin.Describe(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask the predicate what it is: %w", err)
	}
	request, err := ask(ctx, plugin, description, terms, work)
	if err != nil {
		return nil, err
	}
	request.KeyHash = bundle.KeyHash
	answer, err := plugin.Assign(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("assign the witness: %w", err)
	}
	if err := sdk.CheckAssignment(request, answer, description.PayloadWords); err != nil {
		return nil, fmt.Errorf("check the witness: %w", err)
	}
	settled, err := sdk.SettledHeader(request.Header, request.Cursor, answer.Step)
	if err != nil {
		return nil, err
	}
	job := prover.Job{Witness: answer.Witness}
	if job.Header, err = sdk.ReadHeader(settled); err != nil {
		return nil, err
	}
	if job.Payload, err = sdk.ReadWords(answer.Payload); err != nil {
		return nil, err
	}
	if job.H, err = statement.WordFromBytes(answer.H); err != nil {
		return nil, err
	}
	proof, err := prove.Prove(ctx, bundle, job, nil)
	if err != nil {
		return nil, err
	}
	return &Proof{
		Predicate: description.Name, Key: bundle.KeyHash, Params: work.Params.JSON, Claim: terms.Claim,
		Header: hashes(settled[:]), Payload: hashes(answer.Payload), H: answer.H, Proof: proof,
	}, nil
}

// ask is the request for a witness: in two rounds, the commitment first.
func ask(ctx context.Context, plugin assigner, description sdk.Description, terms Terms, work Work) (sdk.AssignRequest, error) {
	request := sdk.AssignRequest{Cursor: work.Cursor, Preimage: work.Params.Preimage, Task: work.Task, Output: work.Output}
	params, err := statement.WordFromBytes(work.Params.Commitment)
	if err != nil {
		return request, fmt.Errorf("read the parameters' commitment: %w", err)
	}
	header, err := terms.header(params)
	if err != nil {
		return request, err
	}
	if description.TwoRounds {
		commits, able := plugin.(committer)
		if !able {
			return request, fmt.Errorf("commit to the output: %w: predicate %s does not commit to outputs", sdk.ErrRefused, description.Name)
		}
		answer, err := commits.CommitOutput(ctx, sdk.CommitRequest{Preimage: request.Preimage, Task: request.Task, Output: request.Output})
		if err != nil {
			return request, fmt.Errorf("commit to the output: %w", err)
		}
		if header[statement.CommitmentWord], err = statement.WordFromBytes(answer.Commitment); err != nil {
			return request, fmt.Errorf("read the commitment: %w", err)
		}
		header[statement.BeaconWord] = beacon(header)
		request.Opening = answer.Opening
	}
	for i := range header {
		request.Header[i] = header[i].Bytes()
	}
	return request, nil
}

func hashes(words []sdk.Word) []common.Hash {
	out := make([]common.Hash, len(words))
	for i, word := range words {
		out[i] = word
	}
	return out
}
