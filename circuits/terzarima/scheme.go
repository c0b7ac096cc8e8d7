package terzarima

import (
	"fmt"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

// The rhymes A, B and C and the lines that have them, counted from 0: ABA BCB.
var rhymes = [3][]int{{0, 2}, {1, 3, 5}, {4}}

// scheme judges the ends of six lines; ends[i] is which reading of line i's last word is spoken. Lines that end with an
// unknown word are left aside, they are a finding already.
func (c *checker) scheme(ends []int) []Finding {
	if len(c.lines) != Lines {
		return nil
	}
	s := scheme{c: c, ends: ends}
	s.checkRepeats()
	var models [len(rhymes)]int
	for i, group := range rhymes {
		models[i] = s.checkGroup(group)
	}
	s.checkApart(models)
	return s.findings
}

type scheme struct {
	c        *checker
	ends     []int
	findings []Finding
}

func (s *scheme) find(rule string, line int, format string, args ...any) {
	s.findings = append(s.findings, Finding{rule, line + 1, fmt.Sprintf(format, args...)})
}

// checkRepeats wants six different words. Unknown ones are compared too: the poet will mend both lines at once.
func (s *scheme) checkRepeats() {
	for line := range s.ends {
		for earlier := range line {
			if s.word(line) == s.word(earlier) {
				s.find(RuleRepeat, line, "line %d ends with “%s” like line %d: end it with another word", line+1, s.word(line), earlier+1)
				break
			}
		}
	}
}

// checkGroup wants one rhyme of the lines of a group, and returns a line that has it: the rhyme that most of them have,
// or the first of several. The result is -1 if all end with unknown words.
func (s *scheme) checkGroup(group []int) int {
	model, most := -1, 0
	for _, line := range group {
		same := 0
		for _, other := range group {
			if s.known(line) && s.known(other) && s.rhyme(line) == s.rhyme(other) {
				same++
			}
		}
		if same > most {
			model, most = line, same
		}
	}
	for _, line := range group {
		if s.known(line) && s.rhyme(line) != s.rhyme(model) {
			s.find(RuleRhyme, line, "%s (line %d) does not rhyme with %s (line %d): -%s is not -%s",
				s.say(line), line+1, s.say(model), model+1, s.rhyme(line), s.rhyme(model))
		}
	}
	return model
}

// checkApart wants three different rhymes.
func (s *scheme) checkApart(models [len(rhymes)]int) {
	for i, later := range models {
		for j, earlier := range models[:i] {
			if later >= 0 && earlier >= 0 && s.rhyme(later) == s.rhyme(earlier) {
				s.find(RuleScheme, later, "%s (line %d) rhymes with %s (line %d): %s must not rhyme with %s, the scheme is ABA BCB",
					s.say(later), later+1, s.say(earlier), earlier+1, lineNames(rhymes[i]), lineNames(rhymes[j]))
			}
		}
	}
}

func (s *scheme) end(line int) int { return s.c.lines[line].last }

func (s *scheme) word(line int) string { return s.c.poem.Words[s.end(line)].Text }

func (s *scheme) known(line int) bool { return s.c.known(s.end(line)) }

func (s *scheme) rhyme(line int) string { return s.c.readings[s.end(line)][s.ends[line]].Rhyme }

// say is the line's last word with its pronunciation, and with the others it could have.
func (s *scheme) say(line int) string {
	var others []string
	for i, reading := range s.c.readings[s.end(line)] {
		if i != s.ends[line] {
			others = append(others, slashed(reading))
		}
	}
	said := fmt.Sprintf("“%s” %s", s.word(line), slashed(s.c.readings[s.end(line)][s.ends[line]]))
	if len(others) > 0 {
		said += ", elsewhere " + strings.Join(others, " or ") + ","
	}
	return said
}

func slashed(p lexicon.Pronunciation) string { return "/" + lexicon.Strip(p.IPA) + "/" }

func lineNames(group []int) string {
	names := make([]string, len(group))
	for i, line := range group {
		names[i] = fmt.Sprint(line + 1)
	}
	if len(names) == 1 {
		return "line " + names[0]
	}
	return "lines " + strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
