package terzarima

import (
	"fmt"
	"slices"
)

// A spoken poem is one way to speak it and what is wrong with it then.
type spoken struct {
	choice   []int // of each word, which of its readings
	rare     int   // how far from the usual readings: the sum of the choices
	findings []Finding
}

// betterThan prefers fewer findings, then more usual readings.
func (s *spoken) betterThan(other *spoken) bool {
	if len(s.findings) != len(other.findings) {
		return len(s.findings) < len(other.findings)
	}
	return s.rare < other.rare
}

// speak finds the best way to speak the poem. Of all words but the last of each line only the number of syllables
// matters, and only to that line: so lines are filled by themselves, once for each way to speak the last word, and then
// all combinations of these are tried.
func (c *checker) speak() *spoken {
	ways := make([][]spoken, len(c.lines))
	for i, l := range c.lines {
		for end := range c.readings[l.last] {
			ways[i] = append(ways[i], c.fill(l, end))
		}
	}
	var best *spoken
	for ends := make([]int, len(c.lines)); ; {
		s := &spoken{}
		for i := range ends {
			way := ways[i][ends[i]]
			s.choice = append(s.choice, way.choice...)
			s.rare += way.rare
			s.findings = append(s.findings, way.findings...)
		}
		s.findings = append(s.findings, c.scheme(ends)...)
		if best == nil || s.betterThan(best) {
			best = s
		}
		if !c.next(ends) {
			return best
		}
	}
}

// next counts through the ways to speak the last words. A poem that has not six lines has no scheme to fulfil: of its
// combinations the first is as good as any.
func (c *checker) next(ends []int) bool {
	if len(c.lines) != Lines {
		return false
	}
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i]++
		if ends[i] < len(c.readings[c.lines[i].last]) {
			return true
		}
		ends[i] = 0
	}
	return false
}

// fill chooses the readings of a line whose last word's is given: the most usual ones that give a length within the
// limits; if none do, the most usual ones, and the line's length is a finding.
func (c *checker) fill(l line, end int) spoken {
	ways := map[int][]int{0: {}} // of each length that is possible so far, the most usual readings
	for i := l.first; i <= l.last; i++ {
		longer := map[int][]int{}
		for n, way := range ways {
			for j, reading := range c.readings[i] {
				if i == l.last && j != end {
					continue
				}
				total, next := n+reading.Syllables, append(slices.Clip(way), j)
				if have, ok := longer[total]; !ok || moreUsual(next, have) {
					longer[total] = next
				}
			}
		}
		ways = longer
	}
	var within, usual []int
	low, high := -1, 0
	for n, way := range ways {
		if usual == nil || moreUsual(way, usual) {
			usual = way
		}
		if n >= c.params.MinSyllables && n <= c.params.MaxSyllables && (within == nil || moreUsual(way, within)) {
			within = way
		}
		if low < 0 || n < low {
			low = n
		}
		high = max(high, n)
	}
	if within != nil {
		return spoken{choice: within, rare: sum(within)}
	}
	length := count(high, "syllable")
	if low < high {
		length = fmt.Sprintf("%d to %s", low, length)
	}
	return spoken{choice: usual, rare: sum(usual), findings: []Finding{{RuleSyllables, l.number,
		fmt.Sprintf("line %d has %s, it needs %d to %d", l.number, length, c.params.MinSyllables, c.params.MaxSyllables)}}}
}

// moreUsual compares the readings of one line: a smaller sum first, else the usual reading where they first differ.
func moreUsual(a, b []int) bool {
	if sum(a) != sum(b) {
		return sum(a) < sum(b)
	}
	return slices.Compare(a, b) < 0
}

func sum(x []int) int {
	total := 0
	for _, n := range x {
		total += n
	}
	return total
}
