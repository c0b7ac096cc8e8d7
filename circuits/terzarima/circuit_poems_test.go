//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCircuitAcceptsPoems(t *testing.T) {
	t.Parallel()
	params := DefaultParams(defaultLexicon(t))
	poems := samplePoems(t, "holds")
	demo := poems["llm-second-try"]
	for name, change := range map[string]func(string) string{
		"capitals":         strings.ToUpper,
		"curly apostrophe": func(s string) string { return strings.Replace(s, "thought", "thought’s", 1) },
		"blank lines":      func(s string) string { return "\n \n" + strings.ReplaceAll(s, "\n", " …\n\n") + "\n\n" },
		"dashes and CRLF":  func(s string) string { return strings.NewReplacer(",", " —", "\n", "\r\n").Replace(s) },
		"no last newline":  func(s string) string { return strings.TrimRight(s, "\n") },
		"full to the last byte": func(s string) string {
			return s + strings.Repeat("'", MaxBytes-len(s))
		},
	} {
		poems[name] = change(demo)
	}
	for name, text := range poems {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deliver(t, params, text)
			require.NoError(t, solve(t, mustAssign(t, d).Circuit))
			require.NoError(t, solve(t, mustAssign(t, d.unsealed()).Circuit))
		})
	}
}

func TestCircuitRefusesOtherTexts(t *testing.T) {
	t.Parallel()
	params := DefaultParams(defaultLexicon(t))
	for name, text := range samplePoems(t, "fails") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deliver(t, params, text)
			require.Error(t, solve(t, mustAssign(t, d).Circuit))
		})
	}
}
