//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// attack is a witness that breaks one assertion and nothing else: with that assertion left out, the circuit takes it.
// Where rule is empty, the assertion is one of package gadget, or there are two that refuse it.
type attack struct {
	name string
	rule rule
	body func(t testing.TB) Body
}

// edit is an attack that begins with a delivery and changes its body.
func edit(name string, r rule, from func(testing.TB) Delivery, change func(testing.TB, *Body)) attack {
	return attack{name, r, func(t testing.TB) Body {
		body := bodyOf(t, from(t))
		change(t, &body)
		return body
	}}
}

// failing is a poem without the property, with honest values.
func failing(name string, r rule, from func(testing.TB) Delivery) attack {
	return edit(name, r, from, func(testing.TB, *Body) {})
}

func good(t testing.TB) Delivery { return withEndings(t, nil) }

const goodWords = 42 // of the good poem, seven a line

func attacks() []attack {
	var all []attack
	all = append(all, textAttacks()...)
	all = append(all, wordAttacks()...)
	all = append(all, lexiconAttacks()...)
	all = append(all, gapAttacks()...)
	all = append(all, formAttacks()...)
	return append(all, statementAttacks()...)
}

func TestAttacks(t *testing.T) {
	t.Parallel()
	require.NoError(t, solve(t, conclude(t, bodyOf(t, good(t)))), "the good poem")
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			c := conclude(t, a.body(t))
			require.Error(t, solve(t, c), "accepted")
			if a.rule != "" {
				require.NoError(t, passesWithout(a.rule, c), "refused by something else than the rule that %s", a.rule)
			}
		})
	}
}

// Each assertion has an attack, so that none can be lost unnoticed.
func TestEveryAssertionHasAnAttack(t *testing.T) {
	t.Parallel()
	attacked := map[rule]bool{}
	for _, a := range attacks() {
		attacked[a.rule] = true
	}
	c := conclude(t, bodyOf(t, good(t)))
	listening := &Circuit{}
	asserted := map[rule]bool{"": true}
	listening.Body.inspect = &inspection{rule: func(r rule) { asserted[r] = true }}
	require.NoError(t, test.IsSolved(listening, c, field))
	require.Equal(t, asserted, attacked)
}

func textAttacks() []attack {
	replace := func(old, symbols string) func(testing.TB, *Body) {
		return func(t testing.TB, b *Body) {
			text := string(good(t).Poem.Symbols)
			require.Contains(t, text, old)
			b.setText(strings.Replace(text, old, symbols, 1))
		}
	}
	return []attack{
		edit("a symbol that runs over into the next", ruleBits, good, func(t testing.TB, b *Body) {
			stop := strings.IndexByte(string(good(t).Poem.Symbols), '.')
			b.Symbols[stop][0] = number(2)
		}),
		edit("a control character that no reader shows", ruleControl, good, replace(" ", "\x10")),
		edit("a tabulator", ruleNewline, good, func(t testing.TB, b *Body) {
			b.setText(string(good(t).Poem.Symbols) + "\t")
		}),
		edit("a carriage return for a newline", ruleNewline, good, replace("\n", "\x0d")),
		edit("a deletion mark", ruleDelete, good, replace(" ", "\x7f")),
		edit("a text behind the end of the text", rulePadding, good, func(t testing.TB, b *Body) {
			b.setText(string(good(t).Poem.Symbols) + "\x00!")
		}),
		edit("a message word in the clear behind an empty one", rulePadding, good, func(t testing.TB, b *Body) {
			b.setText(string(good(t).Poem.Symbols) + strings.Repeat("\x00", 2*SymbolsPerWord) + "!")
		}),
		edit("a word of forty-one letters", "", good, func(t testing.TB, b *Body) {
			long := strings.Repeat("a", MaxLetters+1)
			replace("alone", long)(t, b)
			x := new(big.Int)
			for range long {
				x.Lsh(x, 5).Or(x, big.NewInt(1))
			}
			b.Words[2].set(*new(statement.Word).SetBigInt(x), 0)
		}),
		edit("gibberish that wraps around the field to a rhyme", ruleRun, good, func(t testing.TB, b *Body) {
			replace("bound", wrapping(t, "bound"))(t, b)
		}),
	}
}

func wordAttacks() []attack {
	// Lists that are not those of the text. All words stay opened.
	list := func(name string, change func(testing.TB, *Body)) attack { return edit(name, ruleWords, good, change) }
	return []attack{
		list("the words of a poem, the text of another", func(t testing.TB, b *Body) {
			b.setText("so long")
		}),
		list("no text", func(t testing.TB, b *Body) { b.setText("") }),
		list("two words swapped", func(_ testing.TB, b *Body) {
			b.Words[1], b.Words[2] = b.Words[2], b.Words[1]
		}),
		list("a word replaced by another", func(t testing.TB, b *Body) {
			b.Words[1].set(packed(t, "ran"), 0)
			b.Words[1].open(reading(t, "ran", ""), defaultLexicon(t))
		}),
		list("a word of the text left out", func(_ testing.TB, b *Body) {
			copy(b.Words[1:], b.Words[2:])
		}),
		list("the first word of the text left out", func(_ testing.TB, b *Body) {
			copy(b.Words[:], b.Words[1:])
		}),
		list("a word added to a line", func(_ testing.TB, b *Body) {
			copy(b.Words[2:], b.Words[1:goodWords])
		}),
		list("a line end moved", func(_ testing.TB, b *Body) {
			// The second line takes over the word before it, and its first word.
			b.Words[7].Newlines = b.Words[6].Newlines
			b.Words[6], b.Words[7] = b.Words[7], b.Words[6]
		}),
		edit("newlines that are no number", ruleNewlines, good, func(_ testing.TB, b *Body) {
			b.Words[0].Newlines[0], b.Words[0].Newlines[1] = number(2), add(number(0), big.NewInt(-1))
		}),
		edit("a free place that ends a line", rulePrefix, good, func(t testing.TB, b *Body) {
			const hole = 5 * 7
			text := string(good(t).Poem.Symbols)
			fifth := strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n")
			b.setText(text[:fifth] + " " + text[fifth+1:])
			copy(b.Words[hole+1:], b.Words[hole:goodWords])
			for k := hole + 1; k <= goodWords; k++ {
				setBits(b.Words[k].Newlines[:], 4)
			}
			b.Words[hole].set(statement.Word{}, 9)
		}),
	}
}

func lexiconAttacks() []attack {
	// Three words that no lexicon has are allowed; the fourth needs a lie.
	nonsense := func(more map[int]string) func(testing.TB) Delivery {
		words := map[int]string{0: "xqz", 1: "qxz", 2: "zzxq"}
		for k, word := range more {
			words[k] = word
		}
		return func(t testing.TB) Delivery { return withWords(t, words) }
	}
	fourth := func(t testing.TB) Delivery { return nonsense(map[int]string{3: "qqq"})(t) }
	opened := func(name string, r rule, change func(testing.TB, *Body)) attack {
		return edit(name, r, fourth, func(t testing.TB, b *Body) {
			b.Words[3].Known = number(1)
			b.Gaps = bodyOf(t, nonsense(nil)(t)).Gaps
			change(t, b)
		})
	}
	return []attack{
		edit("four words of no language", ruleGaps, fourth, func(_ testing.TB, b *Body) { b.Limits[maxUnknown] = number(4) }),
		edit("three words of no language, two allowed", ruleUnknown, nonsense(nil), func(_ testing.TB, b *Body) {
			b.Limits[maxUnknown] = number(2)
		}),
		opened("an unknown word opened on a path of its own", ruleMember, func(t testing.TB, b *Body) {
			b.Words[3].setPath(ownPath(leafOf(packed(t, "qqq"), 0, 0)))
		}),
		opened("an unknown word opened in a lexicon of its own", ruleRoot, func(t testing.TB, b *Body) {
			path := ownPath(leafOf(packed(t, "qqq"), 0, 0))
			b.Words[3].setPath(path)
			b.Top[lexicon.TopNodes-1] = statement.Node(path[len(path)-1])
		}),
		opened("an unknown word on a path of the lexicon", ruleLeaf, func(t testing.TB, b *Body) {
			b.Words[3].setPath(defaultLexicon(t).Path(reading(t, "to", "").Leaf))
		}),
		opened("a group of leaves that is not the lexicon's", "", func(t testing.TB, b *Body) {
			b.Words[3].setPath(defaultLexicon(t).Path(reading(t, "to", "").Leaf))
			b.Words[3].Path[0][0] = leafOf(packed(t, "qqq"), 0, 0)
		}),
		edit("an unused place opened to make up for an unknown word", ruleKnownUsed, func(t testing.TB) Delivery {
			// The place takes back what the last of them has pushed, which is alike for like words.
			return withWords(t, map[int]string{0: "qqq", 1: "qqq", 2: "qqq", 3: "qqq"})
		}, func(t testing.TB, b *Body) {
			b.Words[goodWords].Known = number(1)
			b.Words[goodWords].setPath(defaultLexicon(t).Path(lexicon.Leaves - 1))
		}),
		opened("a rhyme that makes up for another word", ruleRhyme, func(t testing.TB, b *Body) {
			spoken := reading(t, "to", "")
			b.Words[3].open(spoken, defaultLexicon(t))
			setBits(b.Words[3].Rhyme[:], 0)
			more := garbage(packed(t, "to"), packed(t, "qqq"), syllableBits)
			b.Words[3].Rhyme[0] = add(more, big.NewInt(int64(spoken.RhymeID)))
		}),
		edit("syllables that make up for other words", ruleSyllables, good, func(t testing.TB, b *Body) {
			// Two words of one line, each opened as the other: what one has too many the other has too few.
			for k, other := range map[int]string{2: "find", 4: "alone"} {
				spoken, own := reading(t, other, ""), b.Words[k].Word.(statement.Word)
				b.Words[k].open(spoken, defaultLexicon(t))
				setBits(b.Words[k].Syllables[:], 0)
				more := garbage(packed(t, other), own, 0)
				b.Words[k].Syllables[0] = add(more, big.NewInt(int64(spoken.Syllables)))
			}
		}),
		edit("a line that ends in a word of no language, with a rhyme to suit", ruleLineEnd, func(t testing.TB) Delivery {
			return withWords(t, map[int]string{6: "xqz"})
		}, func(t testing.TB, b *Body) {
			setBits(b.Words[6].Rhyme[:], int(reading(t, "spread", "").RhymeID))
		}),
	}
}

// leafOf is a leaf as the lexicon has it.
func leafOf(packed statement.Word, syllables, rhyme int) statement.Word {
	leaf := new(big.Int).Lsh(statement.Big(packed), wordShift)
	return add(number(rhyme<<syllableBits+syllables), leaf)
}

func formAttacks() []attack {
	ends := func(changes map[int]ending) func(testing.TB) Delivery {
		return func(t testing.TB) Delivery { return withEndings(t, changes) }
	}
	limit := func(name string, r rule, which int, to int) attack {
		return edit(name, r, good, func(_ testing.TB, b *Body) { b.Limits[which] = number(to) })
	}
	all := []attack{
		failing("a seventh line", ruleLines, func(t testing.TB) Delivery {
			return poemOf(t, append(goodEndings[:], ending{word: "green"}))
		}),
		limit("lines of too few words", ruleMinWords, minWords, 8),
		limit("lines of too few syllables", ruleMinSounds, minSyllables, 11),
		limit("lines of too many syllables", ruleMaxSounds, maxSyllables, 10),
		failing("a third line that does not rhyme", ruleRhymes, ends(map[int]ending{3: {word: "line"}})),
		failing("a fourth line that does not rhyme", ruleRhymes, ends(map[int]ending{4: {word: "line"}})),
		failing("a sixth line that does not rhyme", ruleRhymes, ends(map[int]ending{6: {word: "line"}})),
		failing("one rhyme for the first and the second line", ruleOthers, ends(map[int]ending{
			2: {word: "bread"}, 4: {word: "bed"}, 6: {word: "red"}})),
		failing("no new rhyme in the fifth line", ruleOthers, ends(map[int]ending{5: {word: "ground"}})),
		failing("the first rhyme again in the fifth line", ruleOthers, ends(map[int]ending{5: {word: "bread"}})),
	}
	all = append(all, repeatAttacks()...)
	for i := range MaxRequired {
		all = append(all, edit(fmt.Sprintf("required word %d missing", i+1), ruleRequired, good, func(t testing.TB, b *Body) {
			b.Required[i] = packed(t, "proof")
		}))
	}
	return all
}

// repeatAttacks end two lines with one word, for each two lines. Where the lines are not to rhyme, it is a word that is
// spoken in two ways.
func repeatAttacks() []attack {
	const long, short = "iːd", "ɛd"
	rhymes := [Lines]string{short, long, short, long, "aʊnd", long}
	words := [Lines]string{"thread", "seed", "spread", "reed", "sound", "weed"}
	var all []attack
	for second := range Lines {
		for first := range second {
			all = append(all, failing(fmt.Sprintf("lines %d and %d end in one word", first+1, second+1), ruleRepeats,
				func(t testing.TB) Delivery {
					changes := map[int]ending{}
					for l := range words {
						changes[l+1] = ending{words[l], rhymes[l]}
					}
					if second == 4 || first == 4 {
						// The fifth line takes the rhyme that the other one has not, and that one's class gives way.
						other := first + second - 4
						spoken := map[bool]string{true: short, false: long}[rhymes[other] == long]
						for l, word := range []string{"ground", "bound", "found", "mound", "", "round"} {
							if l != 4 && rhymes[l] == spoken {
								changes[l+1] = ending{word: word}
							}
						}
						changes[5] = ending{"lead", spoken}
						changes[other+1] = ending{"lead", rhymes[other]}
						return withEndings(t, changes)
					}
					changes[first+1], changes[second+1] = ending{"lead", rhymes[first]}, ending{"lead", rhymes[second]}
					return withEndings(t, changes)
				}))
		}
	}
	return all
}

func statementAttacks() []attack {
	borrow := func(from, to int, back int64) func(testing.TB, *Body) {
		return func(_ testing.TB, b *Body) {
			b.Limits[from] = add(b.Limits[from], big.NewInt(256*back))
			b.Limits[to] = add(b.Limits[to], big.NewInt(-back))
		}
	}
	return []attack{
		edit("one limit borrows from the next", ruleLimits, good, borrow(maxSyllables, maxUnknown, 1)),
		edit("one limit lends to the next", ruleLimits, good, borrow(minWords, minSyllables, -1)),
		edit("an amount that the window does not have", ruleWindow, good, func(_ testing.TB, b *Body) {
			b.Times, b.Quantity = add(b.Times, gadget.Pow2(timesBits)), add(b.Quantity, big.NewInt(-1))
		}),
		edit("an amount of more than 96 bits", ruleWindow, good, func(_ testing.TB, b *Body) {
			b.Quantity = add(b.Quantity, gadget.Pow2(quantityBits))
		}),
		edit("a sealing key off the curve", "", good, func(_ testing.TB, b *Body) {
			b.SealX = number(5)
		}),
		edit("a poem in the clear for a buyer with a key", "", good, func(_ testing.TB, b *Body) {
			b.SealX, b.SealY = frontend.Variable(number(0)), frontend.Variable(number(2))
		}),
	}
}
