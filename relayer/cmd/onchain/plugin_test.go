package onchain_test

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
)

// cubeRoot is the plugin of chaintest's predicate. It has one set of parameters, and its outputs are texts of a word.
type cubeRoot struct{}

func (cubeRoot) Configure(context.Context, map[string]string) error { return nil }

func (cubeRoot) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{
		Name: chaintest.PredicateName, Version: "1.0.0", ID: "test/cube-root", Unit: "root", ParamsSchema: []byte("{}"),
		EvidenceClass: "proof", Bundle: chaintest.PredicateName, PayloadWords: chaintest.PayloadWords,
	}, nil
}

func (c cubeRoot) CommitParams(ctx context.Context, json []byte) (sdk.Params, error) {
	if len(json) > 0 && string(json) != "{}" {
		return sdk.Params{}, sdk.Unjudgeable(errors.New("there are no parameters to choose"))
	}
	return c.OpenParams(ctx, []byte("root"))
}

func (cubeRoot) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	if string(preimage) != "root" {
		return sdk.Params{}, sdk.Unjudgeable(errors.New("no such parameters"))
	}
	commitment := chaintest.Params(chaintest.Root)
	return sdk.Params{
		Preimage: preimage, Commitment: commitment.Bytes(), Unit: crypto.Keccak256Hash([]byte("unit")), JSON: []byte("{}"),
	}, nil
}

// Check takes any word for a root.
func (cubeRoot) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	output := bytes.TrimSpace(request.Output)
	if len(output) == 0 || len(output) > 31 {
		return sdk.Verdict{Findings: []sdk.Finding{{Rule: "length", Message: "it is no word of 1 to 31 letters"}}}, nil
	}
	return sdk.Verdict{Holds: true, Output: output}, nil
}

// Assign delivers all units at once, and seals nothing.
func (cubeRoot) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	window, err := statement.WordFromBytes(request.Header[statement.WindowWord])
	if err != nil {
		return sdk.Assignment{}, err
	}
	_, _, quantity := statement.ParseWindow(window)
	step := sdk.Step{From: request.Cursor, To: request.Cursor + 1, Amount: quantity}
	settled, err := sdk.SettledHeader(request.Header, request.Cursor, step)
	if err != nil {
		return sdk.Assignment{}, err
	}
	var header [statement.HeaderLen]statement.Word
	for i, word := range settled {
		if header[i], err = statement.WordFromBytes(word); err != nil {
			return sdk.Assignment{}, err
		}
	}
	var word sdk.Word
	copy(word[1:], request.Output)
	payload, err := statement.WordFromBytes(word)
	if err != nil {
		return sdk.Assignment{}, err
	}
	h, witness, err := chaintest.Witness(request.KeyHash, header, []statement.Word{payload}, chaintest.Root)
	if err != nil {
		return sdk.Assignment{}, err
	}
	return sdk.Assignment{Step: step, H: h.Bytes(), Payload: []sdk.Word{word}, Witness: witness}, nil
}

func (cubeRoot) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	payload := make([]statement.Word, len(request.Payload))
	for i, bytes := range request.Payload {
		var err error
		if payload[i], err = statement.WordFromBytes(bytes); err != nil {
			return nil, err
		}
	}
	message, err := statement.Unsealed(payload)
	if len(request.SealingKey) > 0 {
		var key statement.SealingKey
		if err := key.UnmarshalText(request.SealingKey); err != nil {
			return nil, err
		}
		claim, errClaim := statement.WordFromBytes(request.Header[statement.ClaimWord])
		progress, errProgress := statement.WordFromBytes(request.Header[statement.ProgressWord])
		if err := errors.Join(errClaim, errProgress); err != nil {
			return nil, err
		}
		message, err = statement.Unseal(key, claim, progress, payload)
	}
	if err != nil || len(message) != 1 {
		return nil, sdk.Unjudgeable(errors.Join(errors.New("the payload does not open"), err))
	}
	text := message[0].Bytes()
	return bytes.Trim(text[:], "\x00"), nil
}
