package accuracy

import (
	"bytes"
	"fmt"
	"math/big"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// MaxPoolText bounds what is read as a pool.
const MaxPoolText = 1 << 20

// Example is one labelled example.
type Example struct {
	Label    int
	Features []uint8 // each at most MaxFeature
}

// Pool is the examples that a beacon draws from, and their tree.
type Pool struct {
	Shape    Shape
	Examples []Example
	levels   [][]statement.Word // examples first, root last
}

// NewPool puts examples into a tree. The number, labels and features must be those of the shape.
func NewPool(s Shape, examples []Example) (*Pool, error) {
	if len(examples) != s.Pool() {
		return nil, fmt.Errorf("making a pool: %d examples, want %d", len(examples), s.Pool())
	}
	level := make([]statement.Word, len(examples))
	for i, e := range examples {
		if err := s.checkExample(e); err != nil {
			return nil, fmt.Errorf("making a pool: example %d: %w", i+1, err)
		}
		level[i] = s.word(i, e)
	}
	p := &Pool{Shape: s, Examples: examples, levels: [][]statement.Word{level}}
	for len(level) > 1 {
		level = parents(level)
		p.levels = append(p.levels, level)
	}
	return p, nil
}

// Root is what the parameters of a forward name.
func (p *Pool) Root() statement.Word { return p.levels[len(p.levels)-1][0] }

// group is the eight examples among which one stands.
func (p *Pool) group(index int) []statement.Word {
	first := index / gadget.Arity * gadget.Arity
	return p.levels[0][first : first+gadget.Arity]
}

func parents(level []statement.Word) []statement.Word {
	out := make([]statement.Word, len(level)/gadget.Arity)
	for i := range out {
		out[i] = statement.Node([gadget.Arity]statement.Word(level[i*gadget.Arity:]))
	}
	return out
}

func (s Shape) checkExample(e Example) error {
	if e.Label < 0 || e.Label >= s.Classes {
		return fmt.Errorf("label %d: want 0 to %d", e.Label, s.Classes-1)
	}
	if len(e.Features) != s.Features {
		return fmt.Errorf("%d features, want %d", len(e.Features), s.Features)
	}
	for i, x := range e.Features {
		if x > MaxFeature {
			return fmt.Errorf("feature %d is %d: want 0 to %d", i+1, x, MaxFeature)
		}
	}
	return nil
}

// exampleBit is the bits of an example as a word, lowest first: its place, then a one in the place of its label, then the
// features.
func (s Shape) exampleBit(index int, e Example) []bool {
	out := make([]bool, 0, s.exampleBits())
	for i := range s.indexBits() {
		out = append(out, index>>i&1 == 1)
	}
	for class := range s.Classes {
		out = append(out, class == e.Label)
	}
	for _, x := range e.Features {
		for i := range FeatureBits {
			out = append(out, x>>i&1 == 1)
		}
	}
	return out
}

// word is an example of the pool as a leaf of its tree. Its place is part of it, so that a path need not say where it goes.
func (s Shape) word(index int, e Example) statement.Word {
	x := new(big.Int)
	for i, bit := range s.exampleBit(index, e) {
		if bit {
			x.SetBit(x, i, 1)
		}
	}
	return *new(statement.Word).SetBigInt(x)
}

// ParsePool reads a pool, an example a line: its label, a space, and its features, a figure each.
func ParsePool(s Shape, text []byte) (*Pool, error) {
	if len(text) > MaxPoolText {
		return nil, fmt.Errorf("reading a pool: it has %d bytes, at most %d are read", len(text), MaxPoolText)
	}
	examples, err := ParseExamples(s, text)
	if err != nil {
		return nil, fmt.Errorf("reading a pool: %w", err)
	}
	return NewPool(s, examples)
}

// ParseExamples reads any number of examples as ParsePool does.
func ParseExamples(s Shape, text []byte) ([]Example, error) {
	var out []Example
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		e, err := s.parseExample(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", len(out)+1, err)
		}
		out, text = append(out, e), rest
	}
	return out, nil
}

func (s Shape) parseExample(line []byte) (Example, error) {
	if len(line) != 2+s.Features || line[1] != ' ' {
		return Example{}, fmt.Errorf("%d characters: want a label, a space and %d features, a figure each", len(line), s.Features)
	}
	e := Example{Label: int(line[0]) - '0'}
	for _, figure := range line[2:] {
		e.Features = append(e.Features, figure-'0') // what is below '0' wraps around, and is refused as too large
	}
	return e, s.checkExample(e)
}

// Text is the pool as ParsePool reads it.
func (p *Pool) Text() []byte {
	var out []byte
	for _, e := range p.Examples {
		out = fmt.Appendf(out, "%d ", e.Label)
		for _, x := range e.Features {
			out = append(out, '0'+x)
		}
		out = append(out, '\n')
	}
	return out
}

// Draw is the examples that a beacon draws: places in the pool, in the order of drawing. See doc.go for the rule.
func (s Shape) Draw(beacon statement.Word) []int {
	seed := statement.Sponge(statement.DomainDraw, []statement.Word{beacon})
	out := make([]int, 0, s.Draws)
	for _, word := range statement.Stream(seed, s.drawWords()) {
		x := statement.Big(word)
		for i := 0; i < s.drawsPerWord() && len(out) < s.Draws; i++ {
			index := 0
			for j := range s.indexBits() {
				index |= int(x.Bit(i*s.indexBits()+j)) << j
			}
			out = append(out, index)
		}
	}
	return out
}

func (s Shape) drawsPerWord() int { return drawnBits / s.indexBits() }

func (s Shape) drawWords() int { return (s.Draws + s.drawsPerWord() - 1) / s.drawsPerWord() }
