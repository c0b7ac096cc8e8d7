package sdk

import (
	"context"
	"math/big"
)

// HeaderLen is how many words the escrow puts before the payload.
const HeaderLen = 9

// Word is one field element as 32 big-endian bytes, below the order of BN254's scalar field.
type Word = [32]byte

// Header is the words that the escrow puts before the payload, in its order.
type Header = [HeaderLen]Word

// A Predicate decides whether an output has the property a buyer pays for, and makes the witness that proves it.
//
// Input that cannot be judged at all (not text, too long, no such parameter) is answered by an error that is
// ErrUnjudgeable; make one with Unjudgeable. An output that can be judged and lacks the property is no error: it is a
// Verdict with findings a person can act on.
type Predicate interface {
	// Configure gives the plugin its settings, secrets among them, before any other call.
	Configure(ctx context.Context, settings map[string]string) error
	// Describe says what this is. Its answer never changes while the process runs.
	Describe(ctx context.Context) (Description, error)
	// CommitParams turns the parameters a person writes into those a forward is opened with. No JSON means the
	// defaults.
	CommitParams(ctx context.Context, json []byte) (Params, error)
	// OpenParams reads the preimage out of an opening event.
	OpenParams(ctx context.Context, preimage []byte) (Params, error)
	// Check judges an output and brings it into its canonical form.
	Check(ctx context.Context, request CheckRequest) (Verdict, error)
	// Assign makes the witness for an output that holds. Each call draws new randomness.
	Assign(ctx context.Context, request AssignRequest) (Assignment, error)
	// Open unseals a settled payload with the buyer's key and renders it for reading.
	Open(ctx context.Context, request OpenRequest) ([]byte, error)
}

// A Committer is a Predicate of two rounds: its output is committed to on chain, then a beacon is drawn, and what is proved
// of the output depends on the beacon. Its description says TwoRounds.
//
// The host keeps output and opening before it sends the commitment, which can be sent only once. After the beacon, Assign
// is asked with both and with a header that has commitment and beacon; where the beacon turns out against the output, its
// error is ErrUnjudgeable, and there is no second try.
type Committer interface {
	Predicate
	// CommitOutput commits to an output that holds. Each call draws new randomness.
	CommitOutput(ctx context.Context, request CommitRequest) (OutputCommitment, error)
}

// Description is what a predicate says of itself.
type Description struct {
	Name          string `json:"name"`          // as on the command line: "terza-rima"
	Version       string `json:"version"`       // of the plugin
	ID            string `json:"id"`            // what units are derived from: "tercet/predicate/terza-rima/v1"
	Unit          string `json:"unit"`          // what one unit of quantity is, in words: "poem"
	ParamsSchema  []byte `json:"-"`             // JSON Schema (2020-12) of what CommitParams reads
	EvidenceClass string `json:"evidenceClass"` // what the proof rests on
	Bundle        string `json:"bundle"`        // name of the bundle (circuit and keys) that proves it
	PayloadWords  int    `json:"payloadWords"`  // most words a payload has

	TwoRounds bool `json:"twoRounds,omitempty"` // whether outputs are committed to before a beacon: it is a Committer

	Limits Limits `json:"limits,omitzero"`
}

// Limits say which forwards can be delivered at all. Hosts refuse others before money is locked for them. Zeros stand for any.
type Limits struct {
	AssignedOnly  bool   `json:"assignedOnly,omitempty"`  // somebody has to accept them
	WindowSeconds uint64 `json:"windowSeconds,omitempty"` // what start and end are multiples of, in Unix time
	StepUnits     uint64 `json:"stepUnits,omitempty"`     // most units of one settlement: an open forward has only one
}

// Params is one set of parameters in all its forms.
type Params struct {
	Preimage   []byte // emitted whole when a forward is opened
	Commitment Word   // the params word of the terms
	Unit       [32]byte
	JSON       []byte // as a person writes them, every field filled in
}

// CheckRequest asks for a verdict on an output.
type CheckRequest struct {
	Preimage, Task, Output []byte
}

// Verdict is the answer. It holds or has findings, and may have both (a remark on what holds).
type Verdict struct {
	Holds    bool
	Findings []Finding
	Output   []byte // canonical form: what Assign takes and Open renders
}

// Finding is one thing a person can act on.
type Finding struct {
	Rule    string `json:"rule"`
	Line    int    `json:"line,omitempty"` // counted from one; zero if it is about the whole
	Message string `json:"message"`
}

// CommitRequest asks for the commitment to an output.
type CommitRequest struct {
	Preimage, Task, Output []byte // the output is canonical, from a Verdict that holds
}

// OutputCommitment is the answer.
type OutputCommitment struct {
	Commitment Word   // the commitment word of the header; not zero
	Opening    []byte // what Assign needs of it; secret, since it confirms a guess of the output
}

// AssignRequest asks for the witness of an output.
type AssignRequest struct {
	Header   Header   // the host's; its progress word is zero, since the answer decides it
	Cursor   uint64   // where the step must not begin before
	KeyHash  [32]byte // of the verifying key, part of the challenge
	Preimage []byte
	Task     []byte
	Output   []byte // canonical, from a Verdict that holds
	Opening  []byte // of the commitment in the header; nil where there is none
}

// Assignment is a witness and what goes on chain with its proof.
type Assignment struct {
	Step    Step
	Payload []Word // no zero word at the end
	H       Word
	Witness []byte // gnark's binary form of the full witness; its public part is h, z, y
}

// Step is how far the predicate's own progress goes, and what amount that is.
type Step struct {
	From, To uint64
	Amount   *big.Int
}

// OpenRequest asks for a settled output in readable form.
type OpenRequest struct {
	Preimage   []byte
	Header     Header // as settled, with its progress
	Payload    []Word
	SealingKey []byte // the text form of a statement.SealingKey; empty if nothing was sealed
}
