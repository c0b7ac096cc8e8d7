//go:build faults

package faults

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// How failpoints are written, those around the calls of plugins too.
var (
	failpoints  = regexp.MustCompile(`failpoint\.Here\("((?:before|after) [^"]+)"\)`)
	pluginCalls = regexp.MustCompile(`\bcall\(ctx, \w+\.plugin, "([^"]+)"`)
)

// elsewhere are those that nothing on the way of a forward comes by: buyers open outputs, and meters ask probes.
var elsewhere = []string{"plugin open", "plugin list devices"}

// places are all failpoints on the way of a forward, as the source has them: one that is added to it has to be come by.
func places(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, match := range failpoints.FindAllSubmatch(text, -1) {
			names = append(names, string(match[1]))
		}
		for _, match := range pluginCalls.FindAllSubmatch(text, -1) {
			if what := "plugin " + string(match[1]); !slices.Contains(elsewhere, what) {
				names = append(names, "before "+what, "after "+what)
			}
		}
		return err
	})
	require.NoError(t, err)
	slices.Sort(names)
	return slices.Compact(names)
}

// The list is not empty because somebody writes failpoints otherwise by now.
func TestPlacesAreFound(t *testing.T) {
	t.Parallel()
	found := places(t)
	for _, name := range []string{"commit", "proof", "sign", "lease", "ask", "plugin run", "plugin check", "plugin commit to an output", "plugin assign"} {
		require.Contains(t, found, "before "+name)
		require.Contains(t, found, "after "+name)
	}
}
