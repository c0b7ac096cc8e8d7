package terzarima

import (
	"bytes"
	"fmt"
	"math/big"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

func (b *Body) setParams(p Params) {
	words := p.Words()
	b.Root = words[0]
	b.Limits = [limits]frontend.Variable{
		minWords: number(p.MinWords), minSyllables: number(p.MinSyllables),
		maxSyllables: number(p.MaxSyllables), maxUnknown: number(p.MaxUnknown),
	}
	for i := range b.Required {
		b.Required[i] = words[2+i]
	}
}

func (b *Body) setSymbols(symbols []byte) {
	for i := range b.Symbols {
		symbol := byte(Padding)
		if i < len(symbols) {
			symbol = symbols[i]
		}
		setBits(b.Symbols[i][:], int(symbol))
	}
}

func (b *Body) setWords(d Delivery) error {
	for k := range b.Words {
		b.Words[k].set(statement.Word{}, 0)
	}
	for i := range b.Gaps {
		b.Gaps[i].choose(0)
	}
	newlines := d.newlines()
	for k, word := range d.Poem.Words {
		w := &b.Words[k]
		w.set(word.Packed, newlines[k])
		spoken := d.Choice[k]
		if spoken.Leaf >= lexicon.Leaves {
			return fmt.Errorf("word %d, %q: the lexicon has no leaf %d", k+1, word.Text, spoken.Leaf)
		}
		if spoken.Leaf >= 0 {
			w.open(spoken, d.Lexicon)
			continue
		}
		gap, err := d.Lexicon.Gap(word.Text)
		if err != nil {
			return fmt.Errorf("word %d is not opened: %w", k+1, err)
		}
		b.pass(w, gap, d.Lexicon)
	}
	return nil
}

// pass leaves a word unopened that would stand behind the given leaf.
func (b *Body) pass(w *WordInput, gap int, lex *lexicon.Lexicon) {
	w.setPath(lex.Path(gap))
	copy(b.Gaps[1:], b.Gaps[:])
	b.Gaps[0].choose(gap % lexicon.Arity)
}

func (g *GapInput) choose(leaf int) {
	for i := range g {
		g[i] = number(0)
	}
	g[leaf] = number(1)
}

// set makes it a word that is not opened, and on a path of its own.
func (w *WordInput) set(packed statement.Word, newlines int) {
	w.Word, w.Known = packed, number(0)
	setBits(w.Newlines[:], newlines)
	setBits(w.Syllables[:], 0)
	setBits(w.Rhyme[:], 0)
	w.setPath(ownPath(packed))
}

// open opens it in the lexicon.
func (w *WordInput) open(spoken lexicon.Pronunciation, lex *lexicon.Lexicon) {
	w.Known = number(1)
	setBits(w.Syllables[:], spoken.Syllables)
	setBits(w.Rhyme[:], int(spoken.RhymeID))
	w.setPath(lex.Path(spoken.Leaf))
}

func (w *WordInput) setPath(path [lexicon.Levels][lexicon.Arity]statement.Word) {
	for i := range path {
		for j := range path[i] {
			w.Path[i][j] = path[i][j]
		}
	}
}

// ownPath leads from a leaf that is in no lexicon to a top of its own: the circuit follows it but asks no more of it.
func ownPath(leaf statement.Word) (path [lexicon.Levels][lexicon.Arity]statement.Word) {
	for i := range path {
		path[i][0] = leaf
		leaf = statement.Node(path[i])
	}
	return path
}

// newlines counts, for each word of the poem, the newlines before it.
func (d *Delivery) newlines() []int {
	counts := make([]int, len(d.Poem.Words))
	for k, word := range d.Poem.Words {
		counts[k] = bytes.Count(d.Poem.Symbols[:word.Start], []byte{'\n'})
	}
	return counts
}

// aux is the circuit's commitment to the list of words.
func (d *Delivery) aux() statement.Word {
	in := []statement.Word{d.Blinding}
	var newlines [MaxWords]int
	copy(newlines[:], d.newlines())
	for i := 0; i < MaxWords; i += newlinesPerWord {
		packed := new(big.Int)
		for j, n := range newlines[i:min(i+newlinesPerWord, MaxWords)] {
			packed.Or(packed, new(big.Int).Lsh(big.NewInt(int64(n)), uint(newlineBits*j)))
		}
		in = append(in, *new(statement.Word).SetBigInt(packed))
	}
	var words [MaxWords]statement.Word
	for k, word := range d.Poem.Words {
		words[k] = word.Packed
	}
	return statement.Sponge(statement.DomainAux, append(in, words[:]...))
}

func setBits(bits []frontend.Variable, x int) {
	for i := range bits {
		bits[i] = number(x >> i & 1)
	}
}

func number(n int) statement.Word { return statement.WordFromUint64(uint64(n)) } //nolint:gosec // nothing counted here is negative
