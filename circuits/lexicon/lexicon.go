package lexicon

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Default is the lexicon that comes with this package. It is built once a process, in a fraction of a second, and is
// safe for concurrent use.
func Default() (*Lexicon, error) { return builtin() }

// A Lexicon holds the pronunciations of words and the tree over them.
type Lexicon struct {
	words map[string][]Pronunciation
	tree  tree
}

// A Pronunciation is one way to speak a word.
type Pronunciation struct {
	Leaf      int    // place in the tree
	IPA       string // with stress marks
	Rhyme     string // without
	RhymeID   uint16
	Syllables int
}

// Lookup gives the ways to speak a word, the usual one first, none if the lexicon does not have the word. The word is
// lower case with straight apostrophes. The slice is not to be changed.
func (l *Lexicon) Lookup(word string) []Pronunciation { return l.words[word] }

// Root is the commitment to the whole lexicon.
func (l *Lexicon) Root() statement.Word { return l.tree.root }

// Top are the nodes that the root is the sponge over.
func (l *Lexicon) Top() [TopNodes]statement.Word { return l.tree.top }

// Gap is the place of the leaf that a word the lexicon does not have would stand next to: the one in that place is of a
// lesser word, and the one in the next place, which is of the same group, of a greater one.
func (l *Lexicon) Gap(word string) (int, error) {
	packed, err := Pack(word)
	if err != nil {
		return 0, err
	}
	if len(l.words[word]) > 0 {
		return 0, fmt.Errorf("finding the gap of %q: the lexicon has the word", word)
	}
	return l.tree.below(leafOf(packed, 0, 0)), nil
}

// Path are the nodes between a leaf and the top: first the eight leaves of its group, then the eight nodes that the
// group's parent is among, and so on. The place of a leaf among its eight are its lowest three bits, and so on upwards.
func (l *Lexicon) Path(leaf int) [Levels][Arity]statement.Word { return l.tree.path(leaf) }

// Strip is a transcription as people read it, without stress marks.
func Strip(ipa string) string { return strip(ipa) }

//go:embed lexicon.tsv.gz
var compressed []byte

// maxData bounds what the compressed lexicon may unpack to.
const maxData = 16 << 20

var builtin = sync.OnceValues(unpack)

func unpack() (*Lexicon, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, fmt.Errorf("unpacking the lexicon: %w", err)
	}
	l, err := read(io.LimitReader(unpacked, maxData))
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	return l, nil
}

// An entry is one line of the data.
type entry struct {
	word   string
	packed statement.Word
	Pronunciation
}

func read(r io.Reader) (*Lexicon, error) {
	entries, err := readEntries(r)
	if err != nil {
		return nil, err
	}
	if err := numberRhymes(entries); err != nil {
		return nil, err
	}
	l := &Lexicon{words: make(map[string][]Pronunciation, len(entries))}
	leaves, err := placeLeaves(entries)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		same := func(p Pronunciation) bool { return p.Leaf == e.Leaf }
		if !slices.ContainsFunc(l.words[e.word], same) {
			l.words[e.word] = append(l.words[e.word], e.Pronunciation)
		}
	}
	l.tree = grow(leaves)
	return l, nil
}

// readEntries reads lines of word, transcription and what was spoken, separated by tabs; # starts a comment.
func readEntries(r io.Reader) ([]entry, error) {
	var entries []entry
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("line %d: %d fields, want word, transcription, spoken form", n, len(fields))
		}
		packed, err := Pack(fields[0])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		syllables, err := syllablesOf(fields[1])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		entries = append(entries, entry{fields[0], packed,
			Pronunciation{IPA: fields[1], Rhyme: rhymeOf(fields[1]), Syllables: syllables}})
	}
	return entries, lines.Err()
}

// numberRhymes gives each rhyme its place in the sorted list of all rhymes.
func numberRhymes(entries []entry) error {
	ids := map[string]int{}
	for _, e := range entries {
		ids[e.Rhyme] = 0
	}
	if len(ids) > 1<<RhymeBits {
		return fmt.Errorf("%d different rhymes, at most %d have a number", len(ids), 1<<RhymeBits)
	}
	rhymes := make([]string, 0, len(ids))
	for rhyme := range ids {
		rhymes = append(rhymes, rhyme)
	}
	slices.Sort(rhymes)
	for id, rhyme := range rhymes {
		ids[rhyme] = id
	}
	for i := range entries {
		entries[i].RhymeID = uint16(ids[entries[i].Rhyme]) //nolint:gosec // there are no more than fit, see above
	}
	return nil
}

// placeLeaves gives each entry its leaf, entries that differ in nothing that is committed the same one, and returns the
// leaves in rising order.
func placeLeaves(entries []entry) ([]statement.Word, error) {
	order := make([]*entry, len(entries))
	for i := range entries {
		order[i] = &entries[i]
	}
	compare := func(a, b *entry) int {
		return cmp.Or(Compare(a.word, b.word), cmp.Compare(a.RhymeID, b.RhymeID), cmp.Compare(a.Syllables, b.Syllables))
	}
	slices.SortStableFunc(order, compare)
	var leaves []statement.Word
	for i, e := range order {
		if i == 0 || compare(order[i-1], e) != 0 {
			leaves = append(leaves, leafOf(e.packed, e.RhymeID, e.Syllables))
		}
		e.Leaf = placeOf(len(leaves)) // after the sentinel
	}
	if len(leaves) > room {
		return nil, fmt.Errorf("%d pronunciations, the tree has room for %d", len(leaves), room)
	}
	return leaves, nil
}
