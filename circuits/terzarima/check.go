package terzarima

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

// The rules, as findings name them.
const (
	RuleLexicon   = "lexicon"   // the parameters are for this lexicon
	RuleLines     = "lines"     // there are six lines
	RuleWords     = "words"     // each line has enough words
	RuleSyllables = "syllables" // each line is neither too short nor too long
	RuleUnknown   = "unknown"   // few words are not in the lexicon
	RuleEnding    = "ending"    // no line ends with such a word
	RuleRepeat    = "repeat"    // no two lines end with the same word
	RuleRhyme     = "rhyme"     // lines that are to rhyme do
	RuleScheme    = "scheme"    // lines that are not to rhyme do not
	RuleRequired  = "required"  // the buyer's words are there
)

// A Verdict says whether a poem has the property, and if not, everything that keeps it from it.
type Verdict struct {
	Holds    bool
	Findings []Finding // in reading order, what concerns the whole poem first

	// Choice is how each word of the poem is spoken where it holds. A word that is not in the lexicon counts one
	// syllable and has leaf -1.
	Choice []lexicon.Pronunciation
}

// A Finding is one broken rule, said so that the poet can mend it.
type Finding struct {
	Rule    string
	Line    int // verse line, from 1, lines without a word not counted; 0 for the poem as a whole
	Message string
}

// Check judges a poem. Of all ways to speak its words it takes the one that breaks the fewest rules, and of these the
// one with the most usual pronunciations: a poem holds if there is a way to speak it, the same in all rules.
func Check(lex *lexicon.Lexicon, params Params, poem *Poem) Verdict {
	c := newChecker(lex, params, poem)
	if params.Root != lex.Root() {
		c.find(RuleLexicon, 0, "the parameters are for the lexicon with root %s, this one has %s", hexWord(params.Root), hexWord(lex.Root()))
	}
	if len(c.lines) != Lines {
		c.find(RuleLines, 0, "the poem has %s, it needs %d: they rhyme ABA BCB", count(len(c.lines), "line"), Lines)
	}
	c.checkWords()
	c.checkUnknown()
	c.checkRequired()
	best := c.speak()
	c.findings = append(c.findings, best.findings...)
	slices.SortStableFunc(c.findings, func(a, b Finding) int { return cmp.Compare(a.Line, b.Line) })
	v := Verdict{Holds: len(c.findings) == 0, Findings: c.findings, Choice: make([]lexicon.Pronunciation, len(poem.Words))}
	for i, spoken := range best.choice {
		v.Choice[i] = c.readings[i][spoken]
	}
	return v
}

type checker struct {
	params   Params
	poem     *Poem
	lines    []line
	readings [][]lexicon.Pronunciation // of each word, at least one
	findings []Finding
}

// A line is the words poem.Words[first : last+1].
type line struct{ number, first, last int }

func newChecker(lex *lexicon.Lexicon, params Params, poem *Poem) *checker {
	c := &checker{params: params, poem: poem}
	for i, word := range poem.Words {
		readings := lex.Lookup(word.Text)
		if len(readings) == 0 {
			readings = []lexicon.Pronunciation{{Leaf: -1, Syllables: 1}}
		}
		c.readings = append(c.readings, readings)
		if word.FirstInLine {
			c.lines = append(c.lines, line{number: word.Line, first: i})
		}
		c.lines[len(c.lines)-1].last = i
	}
	return c
}

func (c *checker) find(rule string, line int, format string, args ...any) {
	c.findings = append(c.findings, Finding{rule, line, fmt.Sprintf(format, args...)})
}

func (c *checker) known(word int) bool { return c.readings[word][0].Leaf >= 0 }

func (c *checker) checkWords() {
	for _, l := range c.lines {
		if n := l.last - l.first + 1; n < c.params.MinWords {
			c.find(RuleWords, l.number, "line %d has %s, it needs at least %d", l.number, count(n, "word"), c.params.MinWords)
		}
	}
}

func (c *checker) checkUnknown() {
	var unknown []string
	over := 0
	for i, word := range c.poem.Words {
		if c.known(i) {
			continue
		}
		unknown = append(unknown, fmt.Sprintf("“%s” (line %d)", word.Text, word.Line))
		if len(unknown) == c.params.MaxUnknown+1 {
			over = word.Line
		}
	}
	if len(unknown) > c.params.MaxUnknown {
		c.find(RuleUnknown, over, "%s not in the lexicon, at most %d may be left: replace %s",
			countVerb(len(unknown), "word"), c.params.MaxUnknown, enumerate(unknown))
	}
	for _, l := range c.lines {
		if !c.known(l.last) {
			c.find(RuleEnding, l.number, "line %d ends with “%s”, which is not in the lexicon: end it with a word that is",
				l.number, c.poem.Words[l.last].Text)
		}
	}
}

func (c *checker) checkRequired() {
	for _, required := range c.params.Required {
		if !slices.ContainsFunc(c.poem.Words, func(w PoemWord) bool { return w.Text == required }) {
			c.find(RuleRequired, 0, "the word “%s” is missing: the buyer asks for it anywhere in the poem", required)
		}
	}
}

// enumerate names a few things.
func enumerate(names []string) string {
	const few = 8
	if len(names) > few {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
	}
	return strings.Join(names, ", ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func countVerb(n int, what string) string {
	if n == 1 {
		return count(n, what) + " is"
	}
	return count(n, what) + " are"
}
