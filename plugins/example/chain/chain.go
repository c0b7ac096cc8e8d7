package chain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// A Chain is its numbers in order, the 1 at its beginning included.
type Chain []uint64

// maxText bounds what is read as a chain: so many numbers of ten digits, and as much again.
const maxText = 2 * 11 * (MaxSteps + 1)

// Parse reads numbers with white space between them.
func Parse(text []byte) (Chain, error) {
	if len(text) > maxText {
		return nil, fmt.Errorf("reading a chain: %d bytes, at most %d are read", len(text), maxText)
	}
	var c Chain
	for i, field := range strings.Fields(string(text)) {
		number, err := strconv.ParseUint(field, 10, 64)
		if err != nil || number > MaxTarget {
			return nil, fmt.Errorf("reading a chain: number %d is %q, not one from 0 to %d", i+1, field, uint64(MaxTarget))
		}
		c = append(c, number)
	}
	if len(c) == 0 {
		return nil, errors.New("reading a chain: there is no number")
	}
	return c, nil
}

// String is what Parse reads.
func (c Chain) String() string {
	var out []string
	for _, number := range c {
		out = append(out, strconv.FormatUint(number, 10))
	}
	return strings.Join(out, " ")
}

// The rules, as findings name them.
const (
	RuleStart = "start" // the first number is 1
	RuleSum   = "sum"   // each further one is the sum of two before it
	RuleEnd   = "end"   // the last one is the target
	RuleSteps = "steps" // there are steps, and no more than the parameters allow
)

// A Finding is one broken rule.
type Finding struct{ Rule, Message string }

// Check finds everything that keeps a chain from being what was bought; one that holds has no findings.
func Check(p Params, c Chain) []Finding {
	var findings []Finding
	add := func(rule, format string, args ...any) {
		findings = append(findings, Finding{rule, fmt.Sprintf(format, args...)})
	}
	if len(c) == 0 {
		add(RuleSteps, "there is no number")
		return findings
	}
	if c[0] != 1 {
		add(RuleStart, "it begins with %d and not with 1", c[0])
	}
	for i := 1; i < len(c); i++ {
		if _, _, found := c.summands(i); !found {
			add(RuleSum, "number %d is %d, which is not the sum of two numbers before it", i+1, c[i])
		}
	}
	if last := c[len(c)-1]; last != p.Target {
		add(RuleEnd, "it leads to %d and not to %d", last, p.Target)
	}
	if steps := len(c) - 1; uint64(steps) > p.Steps || steps < 1 { //nolint:gosec // a length
		add(RuleSteps, "it has %d steps, it needs 1 to %d", steps, p.Steps)
	}
	return findings
}

// summands are the places of two numbers whose sum is the number at a place.
func (c Chain) summands(at int) (left, right int, found bool) {
	for left := range at {
		rest := c[at] - c[left]
		if right := slices.Index(c[:at], rest); c[left] <= c[at] && right >= 0 {
			return left, right, true
		}
	}
	return 0, 0, false
}

// How a chain is packed into words: all but its 1, numberBits each, the first one lowest.
const (
	numberBits     = MaxSteps + 1
	numbersPerWord = statement.MessageBits / numberBits
	messageWords   = (MaxSteps + numbersPerWord - 1) / numbersPerWord
)

// Encode packs a chain of up to MaxSteps steps.
func Encode(c Chain) []statement.Word {
	words := make([]statement.Word, messageWords)
	for i, number := range c[1:] {
		var shifted statement.Word
		shifted.SetBigInt(pow2(i % numbersPerWord * numberBits))
		value := statement.WordFromUint64(number)
		shifted.Mul(&shifted, &value)
		words[i/numbersPerWord].Add(&words[i/numbersPerWord], &shifted)
	}
	return words
}

// Decode undoes Encode. It refuses words that Encode does not make.
func Decode(words []statement.Word) (Chain, error) {
	c := Chain{1}
	for _, word := range words {
		for i := range numbersPerWord {
			number := statement.Big(word)
			number.Rsh(number, uint(i*numberBits))
			c = append(c, number.And(number, mask).Uint64())
		}
	}
	if end := slices.Index(c, 0); end >= 0 {
		c = c[:end]
	}
	if len(c) < 2 || len(c) > MaxSteps+1 || !slices.Equal(statement.Trim(Encode(c)), words) {
		return nil, errors.New("the words hold no chain")
	}
	return c, nil
}
