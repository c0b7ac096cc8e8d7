package chain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ID names the predicate in its unit. It begins with a name that is yours.
const ID = "example.org/predicate/addition-chain/v1"

// What can be asked for.
const (
	MaxSteps  = 32
	MinTarget = 2
	MaxTarget = 1 << MaxSteps // more than that no chain of so many steps reaches
)

// PreimageSize is the length of the parameters as bytes: two words.
const PreimageSize = 64

const maxParamsJSON = 1024

// Params are what the buyer of a chain chooses.
type Params struct {
	Target uint64 `json:"target"` // what the chain leads to
	Steps  uint64 `json:"steps"`  // how many steps it has at most
}

// Check refuses what the circuit has no place for.
func (p Params) Check() error {
	var faults []error
	if p.Target < MinTarget || p.Target > MaxTarget {
		faults = append(faults, fmt.Errorf("target is %d: choose %d to %d", p.Target, MinTarget, MaxTarget))
	}
	if p.Steps < 1 || p.Steps > MaxSteps {
		faults = append(faults, fmt.Errorf("steps is %d: choose 1 to %d", p.Steps, MaxSteps))
	}
	return errors.Join(faults...)
}

func (p Params) words() []statement.Word {
	return []statement.Word{statement.WordFromUint64(p.Target), statement.WordFromUint64(p.Steps)}
}

// Commit is the field element that the forward's terms carry.
func (p Params) Commit() statement.Word { return statement.Sponge(statement.DomainParams, p.words()) }

// Unit is what is traded: chains for one number, of one length.
func (p Params) Unit() common.Hash {
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(ID)), p.Preimage())
}

// Preimage is the parameters as bytes, as the opening of a forward publishes them.
func (p Params) Preimage() []byte {
	var out []byte
	for _, word := range p.words() {
		encoded := word.Bytes()
		out = append(out, encoded[:]...)
	}
	return out
}

// ParsePreimage accepts exactly what Preimage makes of parameters that Check accepts.
func ParsePreimage(preimage []byte) (Params, error) {
	if len(preimage) != PreimageSize {
		return Params{}, fmt.Errorf("reading the preimage of the parameters: it has %d bytes, not %d", len(preimage), PreimageSize)
	}
	target, steps := new(big.Int).SetBytes(preimage[:32]), new(big.Int).SetBytes(preimage[32:])
	if !target.IsUint64() || !steps.IsUint64() {
		return Params{}, errors.New("reading the preimage of the parameters: a number in it has more than 64 bits")
	}
	p := Params{target.Uint64(), steps.Uint64()}
	if err := p.Check(); err != nil {
		return Params{}, fmt.Errorf("reading the preimage of the parameters: %w", err)
	}
	return p, nil
}

// ParseParams reads the buyer's choice. Nothing has a default.
func ParseParams(text []byte) (Params, error) {
	p, err := parseJSON(text)
	if err == nil {
		err = p.Check()
	}
	if err != nil {
		return Params{}, fmt.Errorf(`reading the parameters: %w; want such as {"target": 1000, "steps": 12}`, err)
	}
	return p, nil
}

func parseJSON(text []byte) (p Params, err error) {
	if len(text) > maxParamsJSON {
		return p, fmt.Errorf("they have %d bytes, at most %d are read", len(text), maxParamsJSON)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil {
		return p, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return p, errors.New("there is something after the JSON object")
	}
	return p, nil
}
