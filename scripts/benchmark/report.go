package main

import (
	"fmt"
	"io"
	"runtime"
	"text/tabwriter"
	"time"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

func report(out io.Writer, bundle *keys.Bundle, made *setupResult, f *figures) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, values ...any) {
		fmt.Fprintf(w, "%s\t", name)
		for _, value := range values {
			fmt.Fprintf(w, "%v\t", value)
		}
		fmt.Fprintln(w)
	}

	fmt.Fprintf(out, "terza-rima on %d cores (%s/%s), up to 640 bytes and 60 words\n\n", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	row("constraints", bundle.System.GetNbConstraints())
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
	if err := w.Flush(); err != nil {
		return err
	}

	fmt.Fprintf(out, "\ngas, to a recipient that holds the token already\n\n")
	a, b := f.gas[0], f.gas[1]
	row("", fmt.Sprintf("%d bytes", sizes[0]), fmt.Sprintf("%d bytes", sizes[1]))
	row("payload words", a.words, b.words)
	row("open", a.open, b.open)
	row("announce", a.announce, b.announce)
	row("settle", a.settle.total, b.settle.total)
	row("transaction", a.settle.transaction, b.settle.transaction)
	row("calldata without payload", a.settle.calldata, b.settle.calldata)
	row("verification", a.settle.verification, b.settle.verification)
	row("payload: calldata, hash, fold", a.settle.payload, b.settle.payload)
	row("event", a.settle.event, b.settle.event)
	row("storage", a.settle.storage, b.settle.storage)
	row("transfer", a.settle.transfer, b.settle.transfer)
	row("rest", a.settle.rest, b.settle.rest)
	a, b = f.next[0], f.next[1]
	row("under the next fork: open", a.open, b.open)
	row("announce", a.announce, b.announce)
	row("settle", a.settle.total, b.settle.total)
	return w.Flush()
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
