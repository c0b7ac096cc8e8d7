//go:build faults

package faults

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// heading is the first line of a part in a record.
var heading = regexp.MustCompile(`(?m)^# (.+)$`)

// save puts the parts of a run into a record in the place of those of an earlier run; the others stay, since not all parts have to be run
// at once. A part that failed is none.
func save(path string, rows []row) error {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the record: %w", err)
	}
	parts := map[string]string{}
	starts := heading.FindAllSubmatchIndex(text, -1)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		parts[string(text[at[2]:at[3]])] = string(bytes.TrimSpace(text[at[0]:end]))
	}
	ours := map[string][]row{}
	for _, r := range rows {
		if r.came == failed {
			return fmt.Errorf("keep a record: %s, %s, failed", r.part, r.what)
		}
		ours[r.part] = append(ours[r.part], r)
	}
	for part, rows := range ours {
		var written bytes.Buffer
		fmt.Fprintf(&written, "# %s\n%s, seed %d\n\n", part, *made, *seed)
		if err := printTable(&written, rows); err != nil {
			return err
		}
		parts[part] = string(bytes.TrimSpace(written.Bytes()))
	}
	var whole bytes.Buffer
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		fmt.Fprintf(&whole, "%s\n\n", parts[part])
	}
	return os.WriteFile(path, append(bytes.TrimSpace(whole.Bytes()), '\n'), 0o600)
}

// A part that is run again takes the place of its own table, and of no other.
func TestRecords(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "faults.txt")
	one := func(part, what, came string) row { return row{part, what, came, 2 * time.Second} }
	require.NoError(t, save(path, []row{one("reorganisation", "1 deep", "first"), one("fleet", "200 forwards", "all of them")}))
	require.NoError(t, save(path, []row{one("reorganisation", "1 deep", "second"), one("oracle", "red", "it is")}))
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotContains(t, string(text), "first")
	require.Regexp(t, `(?s)# fleet\n.*all of them +2\n\n# oracle\n.*it is.*\n\n# reorganisation\n.*second`, string(text))
	require.ErrorContains(t, save(path, []row{one("soak", "30 minutes", failed)}), "soak, 30 minutes, failed")
}
