package proofofwork

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"math/bits"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ID names the predicate in its unit.
const ID = "tercet/predicate/proof-of-work/v1"

// The difficulties there are. Easier work would not pay its proof; the hardest takes a processor half a day a unit.
const (
	MinBits     = 10
	MaxBits     = 30
	DefaultBits = 16
)

// PreimageSize is the length of the parameters as bytes: one word, the limit.
const PreimageSize = 32

// maxParamsJSON bounds what is read from a buyer.
const maxParamsJSON = 1024

// Params are what the buyer of work chooses.
type Params struct {
	Bits int `json:"bits"` // difficulty of a unit
}

// Check refuses a difficulty that the circuit does not have.
func (p Params) Check() error {
	if p.Bits < MinBits || p.Bits > MaxBits {
		return fmt.Errorf("bits is %d: choose %d to %d", p.Bits, MinBits, MaxBits)
	}
	return nil
}

// Limit is what the topBits uppermost bits of a unit's hash must be below, the bits above them being zero.
func (p Params) Limit() uint64 { return 1 << (MaxBits - p.Bits) }

// Hashes is how many hashes a unit takes on average, rounded down.
func (p Params) Hashes() *big.Int {
	return new(big.Int).Rsh(fr.Modulus(), uint(workBits-p.Bits))
}

// Commit is the field element that the forward's terms carry.
func (p Params) Commit() statement.Word {
	return statement.Sponge(statement.DomainParams, []statement.Word{statement.WordFromUint64(p.Limit())})
}

// Unit is what is traded: work of one difficulty.
func (p Params) Unit() common.Hash {
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(ID)), p.Preimage())
}

// Preimage is the parameters as bytes, as the opening of a forward publishes them.
func (p Params) Preimage() []byte {
	limit := statement.WordFromUint64(p.Limit())
	preimage := limit.Bytes()
	return preimage[:]
}

// ParsePreimage reads parameters as a forward publishes them. It accepts exactly what Preimage makes of parameters that
// Check accepts.
func ParsePreimage(preimage []byte) (Params, error) {
	limit := new(big.Int).SetBytes(preimage)
	if len(preimage) != PreimageSize || !limit.IsUint64() || bits.OnesCount64(limit.Uint64()) != 1 {
		return Params{}, fmt.Errorf("reading the preimage of proof-of-work parameters: 0x%x is no word that is a power of two", preimage)
	}
	p := Params{MaxBits + 1 - limit.BitLen()}
	if err := p.Check(); err != nil {
		return Params{}, fmt.Errorf("reading the preimage of proof-of-work parameters: %w", err)
	}
	return p, nil
}

// ParseParams reads the buyer's choice: a JSON object in which whatever is not named has its default. An empty input is
// all defaults.
func ParseParams(text []byte) (Params, error) {
	p, err := parseJSON(text)
	if err == nil {
		err = p.Check()
	}
	if err != nil {
		return Params{}, fmt.Errorf("reading the proof-of-work parameters: %w", err)
	}
	return p, nil
}

func parseJSON(text []byte) (Params, error) {
	p := Params{DefaultBits}
	if len(text) > maxParamsJSON {
		return p, fmt.Errorf("they have %d bytes, at most %d are read", len(text), maxParamsJSON)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return p, nil
	}
	return p, decode(text, &p)
}

// decode reads one JSON object and nothing after it.
func decode(text []byte, to any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is something after the JSON object: delete it")
	}
	return nil
}
