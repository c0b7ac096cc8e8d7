package terzarima

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// maxParamsJSON bounds what is read from a buyer; the longest parameters take a tenth of it.
const maxParamsJSON = 4096

// ParseParams reads the buyer's choice: a JSON object in which whatever is not named has its default. An empty input is
// all defaults.
func ParseParams(text []byte, lex *lexicon.Lexicon) (Params, error) {
	p, err := parseJSON(text, DefaultParams(lex))
	if err != nil {
		return Params{}, fmt.Errorf("reading the terza-rima parameters: %w", err)
	}
	if p.Root != lex.Root() {
		return Params{}, fmt.Errorf("reading the terza-rima parameters: root is %s, but the lexicon's is %s: leave it out",
			hexWord(p.Root), hexWord(lex.Root()))
	}
	if err := errors.Join(p.Check(), p.checkUnknown(lex)); err != nil {
		return Params{}, fmt.Errorf("reading the terza-rima parameters: %w", err)
	}
	return p, nil
}

// paramsJSON is how people read and write parameters. The root is only written: a reader checks it if it is there.
type paramsJSON struct {
	Root         string   `json:"root,omitempty"`
	MinWords     int      `json:"minWords"`
	MinSyllables int      `json:"minSyllables"`
	MaxSyllables int      `json:"maxSyllables"`
	MaxUnknown   int      `json:"maxUnknown"`
	Required     []string `json:"required"`
}

// MarshalJSON writes what ParseParams reads.
func (p Params) MarshalJSON() ([]byte, error) {
	required := p.Required
	if required == nil {
		required = []string{}
	}
	return json.Marshal(paramsJSON{hexWord(p.Root), p.MinWords, p.MinSyllables, p.MaxSyllables, p.MaxUnknown, required})
}

func parseJSON(text []byte, defaults Params) (Params, error) {
	if len(text) > maxParamsJSON {
		return Params{}, fmt.Errorf("they have %d bytes, at most %d are read", len(text), maxParamsJSON)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return defaults, nil
	}
	d := defaults
	choice := paramsJSON{"", d.MinWords, d.MinSyllables, d.MaxSyllables, d.MaxUnknown, nil}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&choice); err != nil {
		return Params{}, fmt.Errorf("want a JSON object with any of minWords, minSyllables, maxSyllables, maxUnknown, required: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Params{}, errors.New("there is something after the JSON object: delete it")
	}
	p := Params{Root: defaults.Root, MinWords: choice.MinWords, MinSyllables: choice.MinSyllables,
		MaxSyllables: choice.MaxSyllables, MaxUnknown: choice.MaxUnknown}
	if choice.Root != "" {
		root, err := parseRoot(choice.Root)
		if err != nil {
			return Params{}, err
		}
		p.Root = root
	}
	if len(choice.Required) > MaxRequired {
		return Params{}, fmt.Errorf("%d required words, at most %d are allowed", len(choice.Required), MaxRequired)
	}
	required, err := canonical(choice.Required)
	p.Required = required
	return p, err
}

// canonical folds required words as a poem's words are folded, and sorts them.
func canonical(words []string) ([]string, error) {
	var folded []string
	for _, word := range words {
		poem, err := Parse([]byte(word))
		if err != nil {
			return nil, fmt.Errorf("required word %q: %w", word, err)
		}
		if len(poem.Words) != 1 || poem.Words[0].End-poem.Words[0].Start != len(poem.Symbols) {
			return nil, fmt.Errorf("required word %q: want one word of letters, apostrophes only between letters", word)
		}
		folded = append(folded, poem.Words[0].Text)
	}
	slices.SortFunc(folded, lexicon.Compare)
	return folded, nil
}

func parseRoot(text string) (statement.Word, error) {
	b := common.FromHex(text)
	if len(b) != 32 || hexBytes(b) != strings.ToLower(text) {
		return statement.Word{}, fmt.Errorf("root %q: want 0x and 64 hexadecimal digits", text)
	}
	return statement.WordFromBytes([32]byte(b))
}

func hexWord(w statement.Word) string { b := w.Bytes(); return hexBytes(b[:]) }

func hexBytes(b []byte) string { return fmt.Sprintf("0x%x", b) }
