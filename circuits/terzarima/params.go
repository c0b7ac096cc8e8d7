package terzarima

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ID names the predicate in its unit.
const ID = "tercet/predicate/terza-rima/v1"

// MaxRequired is how many words a buyer may ask for.
const MaxRequired = 4

// MaxUnknown is how many words outside of the lexicon a buyer may allow: the circuit has so many gaps.
const MaxUnknown = 1<<unknownBits - 1

const unknownBits = 2

// PreimageSize is the length of the parameters as bytes: six words.
const PreimageSize = 6 * 32

// Params are what the buyer of a poem chooses.
type Params struct {
	Root         statement.Word // of the lexicon that rhymes are judged by
	MinWords     int            // of each line
	MinSyllables int            // of each line
	MaxSyllables int            // of each line
	MaxUnknown   int            // words of the poem that are not in the lexicon
	Required     []string       // words that the poem must hold, sorted by their packed value
}

// DefaultParams are the parameters of a poem of lines of about ten syllables on no particular subject.
func DefaultParams(lex *lexicon.Lexicon) Params {
	return Params{Root: lex.Root(), MinWords: 4, MinSyllables: 8, MaxSyllables: 12, MaxUnknown: 3}
}

// Check finds every reason why no poem could meet the parameters, or why they have no encoding.
func (p Params) Check() error {
	var faults []error
	within := func(name string, value, low, high int) {
		if value < low || value > high {
			faults = append(faults, fmt.Errorf("%s is %d: choose %d to %d", name, value, low, high))
		}
	}
	within("minWords", p.MinWords, 1, MaxWords/Lines)
	within("maxSyllables", p.MaxSyllables, 1, 255)
	within("minSyllables", p.MinSyllables, 0, min(255, p.MaxSyllables))
	within("maxUnknown", p.MaxUnknown, 0, MaxUnknown)
	within("number of required words", len(p.Required), 0, MaxRequired)
	last := new(big.Int)
	for _, word := range p.Required {
		packed, err := lexicon.Pack(word)
		if err != nil {
			faults = append(faults, fmt.Errorf("required word %q: %w", word, err))
			continue
		}
		if x := statement.Big(packed); x.Cmp(last) <= 0 {
			faults = append(faults, fmt.Errorf("required word %q: named twice or not in the order of packed values", word))
		} else {
			last = x
		}
	}
	return errors.Join(faults...)
}

// checkUnknown refuses words that a poem must hold and may not.
func (p Params) checkUnknown(lex *lexicon.Lexicon) error {
	unknown := slices.DeleteFunc(slices.Clone(p.Required), func(word string) bool { return len(lex.Lookup(word)) > 0 })
	if len(unknown) > p.MaxUnknown {
		return fmt.Errorf("required words %s are not in the lexicon, and maxUnknown is %d: raise it or choose other words",
			strings.Join(unknown, ", "), p.MaxUnknown)
	}
	return nil
}

// Words are the six words that the commitment is over: root, limits and the required words, missing ones zero.
func (p Params) Words() [6]statement.Word {
	limits := p.MinWords | p.MinSyllables<<8 | p.MaxSyllables<<16 | p.MaxUnknown<<24
	words := [6]statement.Word{p.Root, statement.WordFromUint64(uint64(limits))} //nolint:gosec // Check keeps each below 256
	for i, word := range p.Required {
		packed, err := lexicon.Pack(word)
		if err != nil {
			panic(err) // Check refuses such parameters, and every way to make them checks
		}
		words[2+i] = packed //nolint:gosec // Check allows no more than MaxRequired
	}
	return words
}

// Commit is the field element that the forward's terms carry.
func (p Params) Commit() statement.Word {
	words := p.Words()
	return statement.Sponge(statement.DomainParams, words[:])
}

// Unit is what is traded: poems under the same lexicon and limits, whatever words are required.
func (p Params) Unit() common.Hash {
	words := p.Words()
	root, limits := words[0].Bytes(), words[1].Bytes()
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(ID)), root[:], limits[:])
}

// Preimage is the parameters as bytes, as the opening of a forward publishes them.
func (p Params) Preimage() []byte {
	preimage := make([]byte, 0, PreimageSize)
	for _, word := range p.Words() {
		b := word.Bytes()
		preimage = append(preimage, b[:]...)
	}
	return preimage
}

// ParsePreimage reads parameters as a forward publishes them. It accepts exactly what Preimage makes of parameters that
// Check accepts.
func ParsePreimage(preimage []byte) (Params, error) {
	p, err := parsePreimage(preimage)
	if err != nil {
		return Params{}, fmt.Errorf("reading the preimage of terza-rima parameters: %w", err)
	}
	return p, nil
}

func parsePreimage(preimage []byte) (Params, error) {
	if len(preimage) != PreimageSize {
		return Params{}, fmt.Errorf("it has %d bytes, want %d", len(preimage), PreimageSize)
	}
	var words [6]statement.Word
	for i := range words {
		word, err := statement.WordFromBytes([32]byte(preimage[32*i:]))
		if err != nil {
			return Params{}, fmt.Errorf("word %d: %w", i, err)
		}
		words[i] = word
	}
	limits := statement.Big(words[1])
	if limits.BitLen() > 32 {
		return Params{}, fmt.Errorf("word 1: the limits are 0x%x, want four bytes", limits)
	}
	x := limits.Uint64()
	p := Params{Root: words[0], MinWords: int(x & 255), MinSyllables: int(x >> 8 & 255), MaxSyllables: int(x >> 16 & 255),
		MaxUnknown: int(x >> 24)}
	for i, packed := range words[2:] {
		if packed.IsZero() {
			continue
		}
		word, err := lexicon.Unpack(packed)
		if err != nil {
			return Params{}, fmt.Errorf("word %d: %w", 2+i, err)
		}
		p.Required = append(p.Required, word)
	}
	if err := p.Check(); err != nil {
		return Params{}, err
	}
	if !bytes.Equal(p.Preimage(), preimage) {
		return Params{}, errors.New("a required word follows an empty place")
	}
	return p, nil
}
