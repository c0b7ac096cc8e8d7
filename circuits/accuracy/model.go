package accuracy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// maxModelJSON bounds what is read as a model.
const maxModelJSON = 256 << 10

// Model is the weights of one model. Layers[l][i][o] is the weight of input i for output o in layer l; the last row of a
// layer is its biases.
type Model struct {
	Shape  Shape      `json:"-"`
	Layers [][][]int8 `json:"layers"`
}

// NewModel is a model of a shape whose weights are all zero.
func NewModel(s Shape) *Model {
	m := &Model{Shape: s}
	for _, l := range s.layers() {
		rows := make([][]int8, l.inputs+1)
		for i := range rows {
			rows[i] = make([]int8, l.outputs)
		}
		m.Layers = append(m.Layers, rows)
	}
	return m
}

// Check refuses a model of another shape.
func (m *Model) Check() error {
	layers := m.Shape.layers()
	if len(m.Layers) != len(layers) {
		return fmt.Errorf("the model has %d layers, want %d", len(m.Layers), len(layers))
	}
	for k, l := range layers {
		if len(m.Layers[k]) != l.inputs+1 {
			return fmt.Errorf("layer %d has %d rows, want %d, one an input and one of biases", k+1, len(m.Layers[k]), l.inputs+1)
		}
		for i, row := range m.Layers[k] {
			if len(row) != l.outputs {
				return fmt.Errorf("layer %d, row %d: %d weights, want %d", k+1, i+1, len(row), l.outputs)
			}
		}
	}
	return nil
}

// Values is what each layer gives for an example, before any hidden unit's negative values become zero. The last ones are
// the scores of the classes.
func (m *Model) Values(features []uint8) [][]int64 {
	var out [][]int64
	inputs := make([]int64, len(features))
	for i, x := range features {
		inputs[i] = int64(x)
	}
	for k, l := range m.Shape.layers() {
		values := make([]int64, l.outputs)
		for i, row := range m.Layers[k] {
			x := l.constant
			if i < l.inputs {
				x = inputs[i]
			}
			for o, w := range row {
				values[o] += int64(w) * x
			}
		}
		out = append(out, values)
		inputs = make([]int64, len(values))
		for o, v := range values {
			inputs[o] = max(0, v)
		}
	}
	return out
}

// Undecided is what Predict gives where two classes share the largest score.
const Undecided = -1

// Predict is the class with the largest score, or Undecided.
func (m *Model) Predict(features []uint8) int {
	values := m.Values(features)
	scores := values[len(values)-1]
	best, tie := 0, false
	for class, score := range scores[1:] {
		switch {
		case score > scores[best]:
			best, tie = class+1, false
		case score == scores[best]:
			tie = true
		}
	}
	if tie {
		return Undecided
	}
	return best
}

// flat is the weights in the order of the payload: by layer, by row, by output.
func (m *Model) flat() []int8 {
	var out []int8
	for _, rows := range m.Layers {
		for _, row := range rows {
			out = append(out, row...)
		}
	}
	return out
}

// Encode is the weights as words: thirty a word, each a byte, 128 more than the weight, the first one lowest; above them a
// bit that keeps the word from being zero.
func (m *Model) Encode() []statement.Word {
	flat := m.flat()
	var out []statement.Word
	for len(flat) > 0 {
		n := min(weightsPerWord, len(flat))
		x := new(big.Int)
		for i, w := range flat[:n] {
			x.Or(x, new(big.Int).Lsh(big.NewInt(int64(w)+weightOffset), uint(i*WeightBits)))
		}
		x.SetBit(x, markBit, 1)
		out, flat = append(out, *new(statement.Word).SetBigInt(x)), flat[n:]
	}
	return out
}

// Decode undoes Encode.
func Decode(s Shape, words []statement.Word) (*Model, error) {
	if len(words) != s.MessageWords() {
		return nil, fmt.Errorf("decoding a model: %d words, want %d", len(words), s.MessageWords())
	}
	var flat []int8
	for i, word := range words {
		x := statement.Big(word)
		n := min(weightsPerWord, s.weights()-len(flat))
		for range n {
			flat = append(flat, int8(new(big.Int).And(x, big.NewInt(255)).Int64()-weightOffset)) //nolint:gosec // a byte
			x.Rsh(x, WeightBits)
		}
		if x.Rsh(x, uint((weightsPerWord-n)*WeightBits)).Cmp(big.NewInt(1)) != 0 {
			return nil, fmt.Errorf("decoding a model: word %d is not marked as weights", i+1)
		}
	}
	m := NewModel(s)
	for _, rows := range m.Layers {
		for _, row := range rows {
			flat = flat[copy(row, flat):]
		}
	}
	return m, nil
}

// Commit is the commitment that is made before the beacon. The salt is its opening: a random word, without which a guess
// of the weights could be confirmed.
func (m *Model) Commit(salt statement.Word) statement.Word {
	return statement.Sponge(statement.DomainModel, append([]statement.Word{salt}, m.Encode()...))
}

// ParseModel reads the JSON form of a model.
func ParseModel(s Shape, text []byte) (*Model, error) {
	if len(text) > maxModelJSON {
		return nil, fmt.Errorf("reading a model: it has %d bytes, at most %d are read", len(text), maxModelJSON)
	}
	m := &Model{Shape: s}
	if err := decode(text, m); err != nil {
		return nil, fmt.Errorf(`reading a model: want {"layers": …}, weights from -128 to 127: %w`, err)
	}
	if err := m.Check(); err != nil {
		return nil, fmt.Errorf("reading a model: %w", err)
	}
	return m, nil
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
