package chain

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestCheckExplains(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		chain    Chain
		findings []Finding
	}{
		"a chain": {fifteen, nil},
		"from 2":  {Chain{2, 4, 8, 12, 15}, []Finding{{RuleStart, "it begins with 2 and not with 1"}, {RuleSum, "number 5 is 15, which is not the sum of two numbers before it"}}},
		"a jump":  {Chain{1, 2, 5, 10, 15}, []Finding{{RuleSum, "number 3 is 5, which is not the sum of two numbers before it"}}},
		"a difference": {Chain{1, 2, 4, 8, 16, 15}, []Finding{
			{RuleSum, "number 6 is 15, which is not the sum of two numbers before it"},
		}},
		"another target": {Chain{1, 2, 3, 6, 12}, []Finding{{RuleEnd, "it leads to 12 and not to 15"}}},
		"beyond it":      {append(fifteen[:len(fifteen):len(fifteen)], 16), []Finding{{RuleEnd, "it leads to 16 and not to 15"}, {RuleSteps, "it has 6 steps, it needs 1 to 5"}}},
		"too long":       {Chain{1, 2, 3, 6, 7, 14, 15}, []Finding{{RuleSteps, "it has 6 steps, it needs 1 to 5"}}},
		"no steps":       {Chain{1}, []Finding{{RuleEnd, "it leads to 1 and not to 15"}, {RuleSteps, "it has 0 steps, it needs 1 to 5"}}},
		"nothing":        {nil, []Finding{{RuleSteps, "there is no number"}}},
		"zeros":          {Chain{1, 2, 0, 3, 6, 12, 15}, []Finding{{RuleSum, "number 3 is 0, which is not the sum of two numbers before it"}, {RuleSteps, "it has 6 steps, it needs 1 to 5"}}},
	} {
		require.Equal(t, c.findings, Check(asked, c.chain), name)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	c, err := Parse([]byte(" 1 2\n3\t6 12 15\n"))
	require.NoError(t, err)
	require.Equal(t, fifteen, c)
	require.Equal(t, "1 2 3 6 12 15", c.String())
	for text, want := range map[string]string{
		"":                         "there is no number",
		"1 two":                    `number 2 is "two"`,
		"1 -2":                     `number 2 is "-2"`,
		"1 4294967297":             `number 2 is "4294967297", not one from 0 to 4294967296`,
		strings.Repeat("1 ", 1000): "2000 bytes, at most 726 are read",
	} {
		_, err := Parse([]byte(text))
		require.ErrorContains(t, err, want)
	}
}

func TestDecodeTakesOneEncoding(t *testing.T) {
	t.Parallel()
	words := statement.Trim(Encode(fifteen))
	c, err := Decode(words)
	require.NoError(t, err)
	require.Equal(t, fifteen, c)
	for name, bad := range map[string][]statement.Word{
		"none":             nil,
		"a zero":           {{}},
		"a zero after":     append(words[:len(words):len(words)], statement.Word{}),
		"after an end":     append(words[:len(words):len(words)], statement.WordFromUint64(1)),
		"beyond the parts": {plus(words[0], pow2(numbersPerWord*numberBits))},
		"too many":         make([]statement.Word, messageWords+1),
	} {
		_, err := Decode(bad)
		require.Error(t, err, name)
	}
}

func TestParams(t *testing.T) {
	t.Parallel()
	p, err := ParseParams([]byte(`{"target": 15, "steps": 5}`))
	require.NoError(t, err)
	require.Equal(t, asked, p)
	read, err := ParsePreimage(p.Preimage())
	require.NoError(t, err)
	require.Equal(t, p, read)
	require.NotEqual(t, p.Unit(), Params{15, 6}.Unit())
	for text, want := range map[string]string{
		``:                                 "EOF",
		`{}`:                               "target is 0: choose 2 to 4294967296\nsteps is 0: choose 1 to 32",
		`{"target": 1, "steps": 1}`:        "target is 1",
		`{"target": 15, "steps": 33}`:      "steps is 33",
		`{"target": 15, "step": 3}`:        `unknown field "step"`,
		`{"target": 15, "steps": 5} {}`:    "after the JSON object",
		strings.Repeat(" ", maxParamsJSON): "EOF",
		strings.Repeat(" ", 2000):          "at most 1024",
	} {
		_, err := ParseParams([]byte(text))
		require.ErrorContains(t, err, want)
	}
	wide := p.Preimage()
	wide[0] = 1
	_, err = ParsePreimage(wide)
	require.ErrorContains(t, err, "64 bits")
	_, err = ParsePreimage(Params{15, 33}.Preimage())
	require.ErrorContains(t, err, "steps is 33")
	_, err = ParsePreimage(p.Preimage()[1:])
	require.ErrorContains(t, err, "63 bytes")
}
