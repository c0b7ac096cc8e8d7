package sdk_test

import (
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for dirty, clean := range map[string]string{
		"a rhyme: tɹˈuːθ – “truth”": "a rhyme: tɹˈuːθ – “truth”",
		"\x1b[31mred":               " [31mred",
		"two\nlines\r\n":            "two lines  ",
		"bi\u202edi":                "bi di",
		"zero\u200bwidth":           "zero width",
		"\u2028\u2029\u0085":        "   ",
		"\xff\xfe":                  "�",
		"":                          "",
	} {
		require.Equal(t, clean, sdk.Clean(dirty))
	}
	cut := sdk.Clean(strings.Repeat("ɐ", sdk.MaxText))
	require.Len(t, cut, sdk.MaxText)
	cut = sdk.Clean("x" + strings.Repeat("ɐ", sdk.MaxText))
	require.True(t, utf8.ValidString(cut))
	require.Len(t, cut, sdk.MaxText-1)
}

func description() sdk.Description {
	return sdk.Description{
		Name: "n", Version: "1", ID: "i", Unit: "u", ParamsSchema: []byte(`{}`), EvidenceClass: "e", Bundle: "b",
	}
}

func TestDescriptionCheck(t *testing.T) {
	t.Parallel()
	require.NoError(t, description().Check())
	for name, spoil := range map[string]func(*sdk.Description){
		"no name":        func(d *sdk.Description) { d.Name = "" },
		"no version":     func(d *sdk.Description) { d.Version = "" },
		"no id":          func(d *sdk.Description) { d.ID = "" },
		"no unit":        func(d *sdk.Description) { d.Unit = "" },
		"no class":       func(d *sdk.Description) { d.EvidenceClass = "" },
		"no bundle":      func(d *sdk.Description) { d.Bundle = "" },
		"escape":         func(d *sdk.Description) { d.Unit = "\x1b" },
		"long":           func(d *sdk.Description) { d.Unit = strings.Repeat("x", sdk.MaxText+1) },
		"no schema":      func(d *sdk.Description) { d.ParamsSchema = nil },
		"long schema":    func(d *sdk.Description) { d.ParamsSchema = []byte(strings.Repeat(" ", sdk.MaxSchema) + "1") },
		"too many":       func(d *sdk.Description) { d.PayloadWords = sdk.MaxPayloadWords + 1 },
		"less than none": func(d *sdk.Description) { d.PayloadWords = -1 },
	} {
		d := description()
		spoil(&d)
		require.ErrorIs(t, d.Check(), sdk.ErrRefused, name)
	}
}

func TestVerdictCheck(t *testing.T) {
	t.Parallel()
	finding := sdk.Finding{Rule: "r", Message: "m"}
	require.NoError(t, sdk.Verdict{Holds: true}.Check())
	require.NoError(t, sdk.Verdict{Findings: []sdk.Finding{finding}}.Check())
	for name, verdict := range map[string]sdk.Verdict{
		"no reason":      {},
		"many findings":  {Findings: make([]sdk.Finding, sdk.MaxFindings+1)},
		"long message":   {Findings: []sdk.Finding{{Message: strings.Repeat("x", sdk.MaxText+1)}}},
		"long rule":      {Findings: []sdk.Finding{{Rule: strings.Repeat("x", sdk.MaxText+1)}}},
		"negative line":  {Findings: []sdk.Finding{{Line: -1}}},
		"line far below": {Findings: []sdk.Finding{{Line: sdk.MaxOutput + 1}}},
		"long output":    {Holds: true, Output: make([]byte, sdk.MaxOutput+1)},
	} {
		require.ErrorIs(t, verdict.Check(), sdk.ErrRefused, name)
	}
}

func TestParamsCheck(t *testing.T) {
	t.Parallel()
	require.NoError(t, sdk.Params{JSON: []byte(`{}`)}.Check())
	for name, params := range map[string]sdk.Params{
		"no JSON":              {},
		"long JSON":            {JSON: []byte(strings.Repeat(" ", sdk.MaxParams) + "1")},
		"long preimage":        {JSON: []byte(`{}`), Preimage: make([]byte, sdk.MaxParams+1)},
		"no field element":     {JSON: []byte(`{}`), Commitment: sdk.Word{0xff}},
		"the order of a field": {JSON: []byte(`{}`), Commitment: order()},
	} {
		require.ErrorIs(t, params.Check(), sdk.ErrRefused, name)
	}
}

func TestOutputCommitmentCheck(t *testing.T) {
	t.Parallel()
	require.NoError(t, sdk.OutputCommitment{Commitment: sdk.Word{1}, Opening: make([]byte, sdk.MaxOpening)}.Check())
	for name, commitment := range map[string]sdk.OutputCommitment{
		"none":             {Opening: []byte("salt")},
		"no field element": {Commitment: order()},
		"long opening":     {Commitment: sdk.Word{1}, Opening: make([]byte, sdk.MaxOpening+1)},
	} {
		require.ErrorIs(t, commitment.Check(), sdk.ErrRefused, name)
	}
}

func TestStepCheck(t *testing.T) {
	t.Parallel()
	quantity, most := big.NewInt(100), new(big.Int).Lsh(big.NewInt(1), sdk.MaxAmountBits)
	require.NoError(t, sdk.Step{From: 5, To: 6, Amount: quantity}.Check(5, quantity))
	for name, step := range map[string]sdk.Step{
		"back":         {From: 4, To: 6, Amount: quantity},
		"nowhere":      {From: 5, To: 5, Amount: quantity},
		"wrapped":      {From: 6, To: 5, Amount: quantity},
		"for nothing":  {From: 5, To: 6, Amount: new(big.Int)},
		"no amount":    {From: 5, To: 6},
		"negative":     {From: 5, To: 6, Amount: big.NewInt(-1)},
		"more than is": {From: 5, To: 6, Amount: big.NewInt(101)},
	} {
		require.ErrorIs(t, step.Check(5, quantity), sdk.ErrRefused, name)
	}
	require.ErrorIs(t, sdk.Step{From: 5, To: 6, Amount: most}.Check(5, most), sdk.ErrRefused, "more than 96 bits")
}

func order() sdk.Word {
	r, _ := new(big.Int).SetString("21888242871839275222246405745257275088548364400416034343698204186575808495617", 10)
	return sdk.Word(r.FillBytes(make([]byte, 32)))
}
