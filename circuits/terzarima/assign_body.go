package terzarima

import (
	"fmt"
	"math/big"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

func (b *Body) setParams(p Params) {
	words := p.Words()
	b.Root = words[0]
	for i, limit := range [limits]int{minWords: p.MinWords, minSyllables: p.MinSyllables, maxSyllables: p.MaxSyllables, maxUnknown: p.MaxUnknown} {
		b.Limits[i] = number(limit)
	}
	for i := range b.Required {
		b.Required[i] = words[2+i]
	}
}

func (b *Body) setScalar(rho *big.Int) {
	for i := range b.Rho {
		b.Rho[i] = number(int(rho.Bit(i)))
	}
}

func (b *Body) setSymbols(symbols []byte) {
	for i := range b.Symbols {
		symbol := byte(Padding)
		if i < len(symbols) {
			symbol = symbols[i]
		}
		for j := range b.Symbols[i] {
			b.Symbols[i][j] = number(int(symbol >> j & 1))
		}
	}
}

func (b *Body) setWords(d Delivery) error {
	unused := WordInput{Word: number(0), Newlines: number(0), Used: number(0), Known: number(0), Syllables: number(0), Rhyme: number(0)}
	unused.setPath(ownPath(statement.Word{}))
	for k := range b.Words {
		b.Words[k] = unused
	}
	newlines := d.newlines()
	for k, word := range d.Poem.Words {
		spoken := d.Choice[k]
		w := &b.Words[k]
		w.Word, w.Newlines, w.Used = word.Packed, newlines[k], number(1)
		if spoken.Leaf < 0 {
			w.setPath(ownPath(word.Packed))
			continue
		}
		if spoken.Leaf >= lexicon.Leaves {
			return fmt.Errorf("word %d, %q: the lexicon has no leaf %d", k+1, word.Text, spoken.Leaf)
		}
		w.Known, w.Syllables, w.Rhyme = number(1), number(spoken.Syllables), number(int(spoken.RhymeID))
		w.setPath(d.Lexicon.Path(spoken.Leaf))
	}
	return nil
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
func (d *Delivery) newlines() []statement.Word {
	counts := make([]statement.Word, len(d.Poem.Words))
	at, n := 0, 0
	for k, word := range d.Poem.Words {
		for ; at < word.Start; at++ {
			if d.Poem.Symbols[at] == '\n' {
				n++
			}
		}
		counts[k] = number(n)
	}
	return counts
}

// aux is the circuit's commitment to the list of words.
func (d *Delivery) aux() statement.Word {
	in := []statement.Word{d.Blind, number(len(d.Poem.Words))}
	newlines := make([]statement.Word, MaxWords)
	copy(newlines, d.newlines())
	for i := 0; i < MaxWords; i += newlinesPerWord {
		packed := new(big.Int)
		for j, n := range newlines[i:min(i+newlinesPerWord, MaxWords)] {
			packed.Or(packed, new(big.Int).Lsh(statement.Big(n), uint(newlineBits*j)))
		}
		var w statement.Word
		in = append(in, *w.SetBigInt(packed))
	}
	words := make([]statement.Word, MaxWords)
	for k, word := range d.Poem.Words {
		words[k] = word.Packed
	}
	return statement.Sponge(statement.DomainAux, append(in, words...))
}

func number(n int) statement.Word { return statement.WordFromUint64(uint64(n)) }
