package matmul

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ID names the predicate in its units.
const ID = "tercet/predicate/matmul/v1"

// maxParamsJSON bounds what is read from a buyer: the largest matrices, in base64, and their name.
const maxParamsJSON = 48 << 10

// Params are which matrices of Size rows and columns are to be multiplied. The matrices themselves are the task.
type Params struct {
	Size       int
	Commitment statement.Word // Task.Commit, and the params word of the terms
}

// Unit is what is traded: a product of matrices of one size.
func (p Params) Unit() common.Hash {
	size := statement.WordFromUint64(uint64(p.Size)) //nolint:gosec // at most MaxSize
	word := size.Bytes()
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(ID)), word[:])
}

// Preimage is what the opening of a forward publishes as parameters: the commitment, since the task has the matrices.
func (p Params) Preimage() []byte {
	preimage := p.Commitment.Bytes()
	return preimage[:]
}

// ParsePreimage reads parameters as a forward publishes them.
func ParsePreimage(n int, preimage []byte) (Params, error) {
	if len(preimage) != 32 {
		return Params{}, fmt.Errorf("reading the preimage of matmul parameters: it has %d bytes, want 32", len(preimage))
	}
	commitment, err := statement.WordFromBytes([32]byte(preimage))
	if err != nil {
		return Params{}, fmt.Errorf("reading the preimage of matmul parameters: %w", err)
	}
	return Params{n, commitment}, nil
}

// Task reads a task and refuses one that these parameters are not for.
func (p Params) Task(task []byte) (Task, error) {
	t, err := ParseTask(task)
	switch {
	case err != nil:
		return Task{}, err
	case t.Size != p.Size:
		return Task{}, fmt.Errorf("the task has matrices of size %d, this predicate is for size %d", t.Size, p.Size)
	case t.Commit() != p.Commitment:
		return Task{}, errors.New("the task is not the one that the parameters commit to: nothing delivered for it could be proved")
	}
	return t, nil
}

// paramsJSON has one of the two; the commitment is what comes back.
type paramsJSON struct {
	Matrices   []byte       `json:"matrices,omitempty"` // the task
	Commitment *common.Hash `json:"commitment,omitempty"`
}

// MarshalJSON writes what ParseParams reads.
func (p Params) MarshalJSON() ([]byte, error) {
	commitment := common.Hash(p.Commitment.Bytes())
	return json.Marshal(paramsJSON{Commitment: &commitment})
}

// ParseParams reads the buyer's choice: a JSON object with the bytes of the task in base64 as "matrices", or with the
// "commitment" to them.
func ParseParams(n int, text []byte) (Params, error) {
	p, err := parseJSON(n, text)
	if err != nil {
		return Params{}, fmt.Errorf("reading the matmul parameters: %w", err)
	}
	return p, nil
}

func parseJSON(n int, text []byte) (Params, error) {
	if len(text) > maxParamsJSON {
		return Params{}, fmt.Errorf("they have %d bytes, at most %d are read", len(text), maxParamsJSON)
	}
	var in paramsJSON
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return Params{}, fmt.Errorf(`want {"matrices": "…"}, the task in base64, or {"commitment": "0x…"}: %w`, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Params{}, errors.New("there is something after the JSON object: delete it")
	}
	if (in.Matrices == nil) == (in.Commitment == nil) {
		return Params{}, errors.New(`give either "matrices", the task in base64, or the "commitment" to them`)
	}
	if in.Commitment != nil {
		commitment, err := statement.WordFromBytes(*in.Commitment)
		return Params{n, commitment}, err
	}
	t, err := ParseTask(in.Matrices)
	if err != nil {
		return Params{}, err
	}
	if t.Size != n {
		return Params{}, fmt.Errorf("the matrices are of size %d, this predicate is for size %d", t.Size, n)
	}
	return Params{n, t.Commit()}, nil
}
