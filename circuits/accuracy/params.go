package accuracy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// maxParamsJSON bounds what is read from a buyer.
const maxParamsJSON = 1024

// paramsWords is how many words the parameters are: root, threshold, and the shape.
const paramsWords = 7

// PreimageSize is the length of the parameters as bytes.
const PreimageSize = 32 * paramsWords

// Params are what a buyer asks of a model.
type Params struct {
	Shape     Shape
	Root      statement.Word // of the pool
	Threshold int            // of the drawn examples, at least so many must be classified right: x
}

// ID names the predicate in its unit.
func (s Shape) ID() string { return "tercet/predicate/" + s.Name + "/v1" }

// Check refuses a threshold that says nothing or cannot be reached.
func (p Params) Check() error {
	if p.Threshold < 1 || p.Threshold > p.Shape.Draws {
		return fmt.Errorf("threshold is %d: choose 1 to %d", p.Threshold, p.Shape.Draws)
	}
	return nil
}

// Words is what the commitment hashes.
func (p Params) Words() []statement.Word {
	out := []statement.Word{p.Root, statement.WordFromUint64(uint64(p.Threshold))} //nolint:gosec // positive
	for _, n := range p.Shape.numbers() {
		out = append(out, statement.WordFromUint64(uint64(n))) //nolint:gosec // not negative
	}
	return out
}

// numbers is the shape without its name.
func (s Shape) numbers() []int { return []int{s.Draws, s.Features, s.Hidden, s.Classes, s.Levels} }

// Commit is the field element that the forward's terms carry.
func (p Params) Commit() statement.Word {
	return statement.Sponge(statement.DomainParams, p.Words())
}

// Unit is what is traded: a model that is so good on this pool.
func (p Params) Unit() common.Hash {
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(p.Shape.ID())), p.Preimage())
}

// Preimage is the parameters as bytes, as the opening of a forward publishes them.
func (p Params) Preimage() []byte {
	var out []byte
	for _, word := range p.Words() {
		b := word.Bytes()
		out = append(out, b[:]...)
	}
	return out
}

// ParsePreimage reads parameters as a forward publishes them. It accepts exactly what Preimage makes of parameters of
// this shape that Check accepts.
func ParsePreimage(s Shape, preimage []byte) (Params, error) {
	p, err := parsePreimage(s, preimage)
	if err != nil {
		return Params{}, fmt.Errorf("reading the preimage of %s parameters: %w", s.Name, err)
	}
	return p, nil
}

func parsePreimage(s Shape, preimage []byte) (Params, error) {
	if len(preimage) != PreimageSize {
		return Params{}, fmt.Errorf("%d bytes, want %d", len(preimage), PreimageSize)
	}
	root, err := statement.WordFromBytes([32]byte(preimage))
	if err != nil {
		return Params{}, err
	}
	threshold := common.BytesToHash(preimage[32:64]).Big()
	if threshold.BitLen() > drawCountBits {
		return Params{}, errors.New("the threshold is more than there could be draws")
	}
	p := Params{s, root, int(threshold.Int64())}
	if err := p.Check(); err != nil {
		return Params{}, err
	}
	if !bytes.Equal(p.Preimage(), preimage) {
		return Params{}, fmt.Errorf("they are of another shape than %v", s.numbers())
	}
	return p, nil
}

// paramsJSON is how a person writes parameters.
type paramsJSON struct {
	Pool      *common.Hash `json:"pool"`
	Threshold int          `json:"threshold"`
}

// MarshalJSON writes what ParseParams reads.
func (p Params) MarshalJSON() ([]byte, error) {
	root := common.Hash(p.Root.Bytes())
	return json.Marshal(paramsJSON{&root, p.Threshold})
}

// UsualThreshold is what a buyer asks who does not say: nine of ten.
func UsualThreshold(s Shape) int { return s.Draws * 9 / 10 }

// ParseParams reads the buyer's choice, a JSON object, in which the pool's root must be named.
func ParseParams(s Shape, text []byte) (Params, error) {
	p, err := parseParams(s, text)
	if err != nil {
		return Params{}, fmt.Errorf("reading the %s parameters: %w", s.Name, err)
	}
	return p, nil
}

func parseParams(s Shape, text []byte) (Params, error) {
	if len(text) > maxParamsJSON {
		return Params{}, fmt.Errorf("they have %d bytes, at most %d are read", len(text), maxParamsJSON)
	}
	in := paramsJSON{Threshold: UsualThreshold(s)}
	if len(bytes.TrimSpace(text)) > 0 {
		if err := decode(text, &in); err != nil {
			return Params{}, err
		}
	}
	if in.Pool == nil {
		return Params{}, errors.New(`name the root of the pool: {"pool": "0x…"}`)
	}
	root, err := statement.WordFromBytes(*in.Pool)
	if err != nil {
		return Params{}, fmt.Errorf("pool: %w", err)
	}
	p := Params{s, root, in.Threshold}
	return p, p.Check()
}
