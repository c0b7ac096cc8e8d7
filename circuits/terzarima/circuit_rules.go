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
	rulePrefix    rule = "used places come first"
	ruleNewlines  rule = "a number of newlines is ten bits"
	ruleWords     rule = "the words are those of the text"
	ruleKnownUsed rule = "only words of the poem are opened"
	ruleSyllables rule = "a number of syllables is four bits"
	ruleRhyme     rule = "a rhyme is sixteen bits"
	ruleMember    rule = "a word's path is in the lexicon"
	ruleLeaf      rule = "an opened word is a leaf of its path"
	ruleRoot      rule = "the lexicon is that of the parameters"
	ruleUnknown   rule = "few words are left unopened"
	ruleGaps      rule = "every unopened word has its gap"
	ruleSide      rule = "neighbours are chosen or not"
	ruleSides     rule = "two neighbours are chosen"
	ruleAbove     rule = "an unopened word is above its lower neighbour"
	ruleBelow     rule = "an unopened word is below its upper neighbour"
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
