package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// snapshotFile holds the constraints by part, which a test of the circuit keeps to date.
const snapshotFile = "circuits/terzarima/testdata/constraints.txt"

func report(out io.Writer, bundle *keys.Bundle, made *setupResult, f *figures) error {
	row := func(name string, values ...any) {
		fmt.Fprintf(out, "  %-34s", name)
		for _, value := range values {
			fmt.Fprintf(out, "%12v", value)
		}
		fmt.Fprintln(out)
	}

	fmt.Fprintf(out, "terza-rima, up to 640 bytes and 60 words: constraints\n\n")
	if err := reportParts(row, bundle.System.GetNbConstraints()); err != nil {
		return err
	}
	fmt.Fprintf(out, "\non %d cores (%s/%s)\n\n", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	if made != nil {
		row("compile and setup", round(made.Took))
		row("memory of that", megabytes(made.Memory))
		row("proving key", megabytes(uint64(made.Bytes)))
	}
	row("proof, median of "+fmt.Sprint(f.proofs), round(f.prove))
	row("memory, everything loaded", megabytes(f.memory))
	row("assignment", round(f.assign))
	row("verification in Go", round(f.verify))
	row("native check", round(f.check))
	row("native check : proof", fmt.Sprintf("1 : %.0f", float64(f.prove)/float64(f.check)))

	fmt.Fprintf(out, "\ngas, to a recipient that holds the token already, from an escrow that holds more of it\n\n")
	a, b := f.gas[0], f.gas[1]
	row("", fmt.Sprintf("%d bytes", sizes[0]), fmt.Sprintf("%d bytes", sizes[1]))
	row("payload words", a.words, b.words)
	row("open", a.open, b.open)
	row("announce", a.announce, b.announce)
	row("settle", a.settle.Total, b.settle.Total)
	row("  transaction", a.settle.Transaction, b.settle.Transaction)
	row("  calldata without payload", a.settle.Calldata, b.settle.Calldata)
	row("  verification", a.settle.Verification, b.settle.Verification)
	row("  payload: calldata, hash, fold", a.settle.Payload, b.settle.Payload)
	row("  event", a.settle.Event, b.settle.Event)
	row("  storage", a.settle.Storage, b.settle.Storage)
	row("  transfer", a.settle.Transfer, b.settle.Transfer)
	row("  rest", a.settle.Rest, b.settle.Rest)
	a, b = f.next[0], f.next[1]
	fmt.Fprintf(out, "\nthe same under the rules of the fork after Osaka, as far as they are known\n\n")
	row("open", a.open, b.open)
	row("announce", a.announce, b.announce)
	row("settle", a.settle.Total, b.settle.Total)
	return nil
}

// reportParts prints the snapshot, if it is of the circuit that was measured.
func reportParts(row func(string, ...any), total int) error {
	file, err := os.Open(snapshotFile)
	if err != nil {
		return fmt.Errorf("read the constraints by part: %w; run this from the root of the repository", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	last := ""
	for lines.Scan() {
		cut := strings.LastIndexByte(strings.TrimSpace(lines.Text()), ' ')
		last = lines.Text()[cut+1:]
		row(strings.TrimSpace(lines.Text()[:cut]), last)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read the constraints by part: %w", err)
	}
	if last != fmt.Sprint(total) {
		return fmt.Errorf("%s ends in %s constraints, the circuit has %d: run scripts/gen", snapshotFile, last, total)
	}
	return nil
}

func round(d time.Duration) time.Duration {
	switch {
	case d > time.Second:
		return d.Round(10 * time.Millisecond)
	case d > time.Millisecond:
		return d.Round(10 * time.Microsecond)
	}
	return d.Round(time.Microsecond)
}

func megabytes(bytes uint64) string { return fmt.Sprintf("%.0f MB", float64(bytes)/1e6) }
