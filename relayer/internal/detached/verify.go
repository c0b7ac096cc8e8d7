package detached

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// ErrFails says that a file was read and does not prove what it says.
var ErrFails = errors.New("the proof does not hold")

// Statement is what a proof was found to prove.
type Statement struct {
	Terms              Terms
	Params             sdk.Params
	Step               sdk.Step
	Commitment, Beacon statement.Word // zero where there is one round
}

// Parse reads a file. It looks at its form only.
func Parse(text []byte) (*Proof, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var p Proof
	if err := decoder.Decode(&p); err != nil {
		return nil, fmt.Errorf("read the proof: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read the proof: there is something after the JSON object")
	}
	if len(p.Header) != statement.HeaderLen {
		return nil, fmt.Errorf("read the proof: its header has %d words, not %d", len(p.Header), statement.HeaderLen)
	}
	return &p, nil
}

type reader interface {
	Describe(ctx context.Context) (sdk.Description, error)
	CommitParams(ctx context.Context, json []byte) (sdk.Params, error)
}

// Verify says what a proof proves under a key, or why it proves nothing: then the error is ErrFails. The plugin reads the
// parameters.
func (p *Proof) Verify(ctx context.Context, plugin reader, key groth16.VerifyingKey) (*Statement, error) {
	description, err := plugin.Describe(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask the predicate what it is: %w", err)
	}
	if description.Name != p.Predicate {
		return nil, fmt.Errorf("%w: it is of predicate %q, not of %q", ErrFails, p.Predicate, description.Name)
	}
	params, err := plugin.CommitParams(ctx, p.Params)
	if errors.Is(err, sdk.ErrUnjudgeable) {
		return nil, fmt.Errorf("%w: its parameters cannot be read: %w", ErrFails, err)
	}
	if err != nil {
		return nil, err
	}
	s, err := p.check(params, description.TwoRounds, key)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFails, err)
	}
	return s, nil
}

func (p *Proof) check(params sdk.Params, twoRounds bool, key groth16.VerifyingKey) (*Statement, error) {
	header, err := sdk.ReadHeader(sdk.Header(words(p.Header)))
	if err != nil {
		return nil, err
	}
	s := &Statement{Params: params, Commitment: header[statement.CommitmentWord], Beacon: header[statement.BeaconWord]}
	s.Terms = Terms{
		Claim: p.Claim, Forward: p.Header[statement.ForwardWord],
		SealTo: statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]},
	}
	s.Terms.Start, s.Terms.End, s.Terms.Quantity = statement.ParseWindow(header[statement.WindowWord])
	s.Step.From, s.Step.To, s.Step.Amount = statement.ParseProgress(header[statement.ProgressWord])
	if err := errors.Join(s.Step.Check(0, s.Terms.Quantity), s.Terms.SealTo.Check()); err != nil {
		return nil, err
	}
	want, err := s.header(twoRounds)
	if err != nil {
		return nil, err
	}
	for i := range header {
		if header[i] != want[i] {
			return nil, fmt.Errorf("its %s is not the one of what it says: 0x%x, not 0x%x", names[i], header[i].Bytes(), want[i].Bytes())
		}
	}
	payload, err := sdk.ReadWords(words(p.Payload))
	if err != nil {
		return nil, fmt.Errorf("its payload: %w", err)
	}
	h, err := statement.WordFromBytes(p.H)
	if err != nil {
		return nil, fmt.Errorf("its h: %w", err)
	}
	return s, keys.VerifySettlement(key, header, payload, h, p.Proof)
}

// header is what the statement's header must be: built anew from what was read.
func (s *Statement) header(twoRounds bool) (header [statement.HeaderLen]statement.Word, err error) {
	params, err := statement.WordFromBytes(s.Params.Commitment)
	if err != nil {
		return header, err
	}
	if header, err = s.Terms.header(params); err != nil {
		return header, err
	}
	if header[statement.ProgressWord], err = statement.Progress(s.Step.From, s.Step.To, s.Step.Amount); err != nil || !twoRounds {
		return header, err
	}
	if s.Commitment.IsZero() {
		return header, errors.New("nothing was committed to, and the predicate has two rounds")
	}
	header[statement.CommitmentWord] = s.Commitment
	header[statement.BeaconWord] = beacon(header)
	return header, nil
}

// names are the words of a header, as errors call them.
var names = [statement.HeaderLen]string{
	"claim", "forward", "parameters' commitment", "window", "progress", "sealing key", "sealing key", "commitment", "challenge",
}

// OpenRequest asks the plugin for what was delivered, with the secret key's text where it was sealed. The proof was
// verified, and s is what came of it.
func (p *Proof) OpenRequest(s *Statement, key []byte) sdk.OpenRequest {
	return sdk.OpenRequest{Preimage: s.Params.Preimage, Header: sdk.Header(words(p.Header)), Payload: words(p.Payload), SealingKey: key}
}

func words(hashes []common.Hash) []sdk.Word {
	out := make([]sdk.Word, len(hashes))
	for i, hash := range hashes {
		out[i] = hash
	}
	return out
}
