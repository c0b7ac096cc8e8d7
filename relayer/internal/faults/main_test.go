//go:build faults

package faults

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

var (
	binary = flag.String("tercet", "", "`FILE`, the relayer, built with the tag failpoints")
	seed   = flag.Uint64("seed", 1, "what chance goes by")
	seeds  = flag.Int("seeds", 10, "how many runs with kills")
	few    = flag.Int("few", 0, "how many of the troubles there are, drawn by the seed; 0 is all of them")
	soak   = flag.Duration("soak", 30*time.Minute, "how long forwards are opened in the soak")
	count  = flag.Int("forwards", 200, "how many forwards a fleet settles")
	depths = flag.String("depths", "1,64", "depths of reorganisations, with commas")
	logs   = flag.Bool("logs", false, "tell the relayer's log of runs that went well, too")
	chosen = flag.String("stories", "", "which stories with kills are told, by their names, with commas; empty is all of them")
	record = flag.String("record", "", "`FILE` to write the table to")
	made   = flag.String("made", "", "`TEXT` that each part in it begins with: how it was made, and of what")
)

// failed is what a row says of a test that did.
const failed = "FAILED"

// row is a line of the table.
type row struct {
	part, what, came string
	took             time.Duration
}

var table struct {
	mu   sync.Mutex
	rows []row
}

// tell adds a line to the table once the test is over: what was done to the relayer, and what came of it.
func tell(t *testing.T, part, what string, came func() string) {
	t.Helper()
	began := time.Now()
	t.Cleanup(func() {
		said := failed
		if !t.Failed() {
			said = came()
		}
		table.mu.Lock()
		defer table.mu.Unlock()
		table.rows = append(table.rows, row{part, what, said, time.Since(began)})
		fmt.Fprintf(os.Stdout, "%s, %s: %s\n", part, what, said) // go test tells nothing before all of it is over
	})
}

// inOrder are the rows as they are told.
func inOrder(rows []row) []row {
	return slices.SortedStableFunc(slices.Values(rows), func(a, b row) int { return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.what, b.what)) })
}

func printTable(out io.Writer, rows []row) error {
	columns := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(columns, "PART\tFAULT\tWHAT CAME OF IT\tSECONDS\n")
	for _, r := range inOrder(rows) {
		fmt.Fprintf(columns, "%s\t%s\t%s\t%.0f\n", r.part, r.what, r.came, r.took.Seconds())
	}
	return columns.Flush()
}

// TestMain tells the table after the tests.
func TestMain(m *testing.M) {
	flag.Parse()
	if _, err := os.Stat(*binary); err != nil {
		fmt.Fprintln(os.Stderr, "there is no relayer to run: scripts/faults builds one and names it with -tercet")
		os.Exit(2) //nolint:forbidigo // this is a main
	}
	status := databasetest.With(m).Run()
	fmt.Fprintf(os.Stdout, "\nseed %d\n", *seed)
	err := printTable(os.Stdout, table.rows)
	if *record != "" && err == nil {
		err = save(*record, table.rows)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "print the table:", err)
		status = 1
	}
	os.Exit(status) //nolint:forbidigo // this is a main
}
