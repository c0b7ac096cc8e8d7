package terzarima

// rule names an assertion of the circuit.
type rule string

const (
	ruleBits      rule = "a symbol is seven bits"
	ruleControl   rule = "control characters stop at 0x0f"
	ruleNewline   rule = "of 0x08 to 0x0f only the newline exists"
	ruleDelete    rule = "0x7f is no symbol"
	rulePadding   rule = "padding is followed by padding only"
	ruleRun       rule = "a word has at most forty letters"
	ruleUsed      rule = "a place is used or not"
	rulePrefix    rule = "used places come first"
	ruleUnused    rule = "an unused place holds no word"
	ruleNewlines  rule = "newlines before a word are fewer than 1024"
	ruleWords     rule = "the words are those of the text"
	ruleCount     rule = "the words are as many as those of the text"
	ruleKnown     rule = "a word is opened or not"
	ruleKnownUsed rule = "only words of the poem are opened"
	ruleSyllables rule = "syllables have four bits"
	ruleRhyme     rule = "a rhyme has sixteen bits"
	ruleMember    rule = "an opened word is in the lexicon"
	ruleRoot      rule = "the lexicon is that of the parameters"
	ruleUnknown   rule = "few words are left unopened"
	ruleLineEnd   rule = "the last word of a line is opened"
	ruleLines     rule = "there are six lines"
	ruleMinWords  rule = "a line has enough words"
	ruleMinSounds rule = "a line has enough syllables"
	ruleMaxSounds rule = "a line has not too many syllables"
	ruleRhymes    rule = "lines rhyme as they should"
	ruleOthers    rule = "lines do not rhyme where they should not"
	ruleRepeats   rule = "lines end in different words"
	ruleRequired  rule = "a required word occurs"
	ruleLimits    rule = "limits are bytes"
	ruleWindow    rule = "the window is decomposed in one way"
)
