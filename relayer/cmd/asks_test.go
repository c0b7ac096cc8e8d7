package cmd

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
)

const aPolicy = `[hourly]
predicate = "proof-of-work"
price = "0.01"
quantity = 20
start = "+1d"
end = "+2d"
settle-by = "+3d"
review = "1h"
`

func policiesOf(t *testing.T, text string) ([]askPolicy, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "asks.toml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return readPolicies(file)
}

// A policy is read by the flags of `tercet offer ask`, and by no others: the account, the chain and what is done with an ask are the
// relayer's.
func TestPoliciesAreReadByTheFlagsOfAnAsk(t *testing.T) {
	t.Parallel()
	policies, err := policiesOf(t, aPolicy)
	require.NoError(t, err)
	require.Len(t, policies, 1)
	err = policies[0].with(t.Context(), config.Config{RPC: []string{"http://a", "http://b"}}, func(c *cli.Context) error {
		require.Equal(t, "20", c.String("quantity"))
		require.Equal(t, "1h0m0s", c.Duration("review").String())
		require.Len(t, endpoints(c), 2)
		return nil
	})
	require.NoError(t, err)

	var names []string
	for _, f := range askCommand().Flags {
		name := f.Names()[0]
		names = append(names, name)
		if _, err := policiesOf(t, aPolicy+name+` = "1"`); !slices.Contains(askOptions, name) {
			require.ErrorContains(t, err, "[hourly]: "+name+": it is not a policy's to say")
		}
	}
	require.Subset(t, names, askOptions)
}

// Whatever is wrong with a file of asks is told before anything begins, all of it at once.
func TestPoliciesThatAreNone(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		"line 1: it is no TOML":                    "hourly",
		"want from 1 to 32 tables":                 "",
		`"price": want a table such as [daily]`:    `price = "1"`,
		`"../up": want a table such as`:            `["../up"]`,
		"[hourly]: predicate is missing":           "[hourly]",
		"settle-by is missing":                     "[hourly]",
		"review is missing: an ask without it st":  strings.Replace(aPolicy, `review = "1h"`, "", 1),
		"review is missing":                        strings.Replace(aPolicy, "1h", "-1h", 1),
		"review: it cannot be read; `tercet offer": strings.Replace(aPolicy, "1h", "an hour", 1),
		`start: time "tomorrow"`:                   strings.Replace(aPolicy, "+1d", "tomorrow", 1),
		"prize: there is no such option":           aPolicy + `prize = "1"`,
		"bond: it takes a text":                    aPolicy + `bond = 0.1`,
	} {
		_, err := policiesOf(t, text)
		require.ErrorContains(t, err, want)
	}
	_, err := readPolicies(filepath.Join(t.TempDir(), "none"))
	require.ErrorContains(t, err, "--asks: open ")
}

// What a policy says is told by its mark, wherever it says it.
func TestAMarkIsOfAllThatAPolicySays(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := filepath.Join(folder, "params.json")
	require.NoError(t, os.WriteFile(file, []byte("{}"), 0o600))
	mark := func(text string) [16]byte {
		policies, err := policiesOf(t, text)
		require.NoError(t, err)
		mark, err := policies[0].mark()
		require.NoError(t, err)
		return mark
	}
	first := aPolicy + "params-file = '" + file + "'\n"
	before := mark(first)
	require.Equal(t, before, mark(first+"# a remark"))
	require.NotEqual(t, before, mark(first+`bond = "1"`))
	require.NoError(t, os.WriteFile(file, []byte(`{"bits": 1}`), 0o600))
	require.NotEqual(t, before, mark(first))
}
