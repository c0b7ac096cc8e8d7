package keeper

import (
	"fmt"
	"os"
	"time"
)

// How often is looked at what the program has: looking takes at most one part in twenty of the time, and yet happens once a
// second. And how long those that were killed may take before they are looked for again.
const (
	pause        = 100 * time.Millisecond
	longestPause = time.Second
	share        = 20
	shortPause   = 10 * time.Millisecond
)

// watch returns when nothing of the program is left, or nothing will be once the keeper has ended: the kernel ends what is left
// of a namespace whose first process has ended, all at once.
func watch(spec Spec, program int, lifeline *os.File) Report {
	handle := newHandle(program)
	children := reap(program)
	report := await(spec, handle, children, hangUp(lifeline))
	if spec.enclosed() {
		return report
	}
	endAll(handle, children.none)
	if report.Ended == "" {
		report.Ended = <-children.ended
	}
	return report
}

// await returns when it is time to end it all.
func await(spec Spec, handle handle, children reaper, gone <-chan struct{}) Report {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	for {
		select {
		case how := <-children.ended:
			return Report{Ended: how}
		case <-gone:
			return Report{}
		case <-timer.C:
			began := time.Now()
			if tooMuch := excess(spec, handle); tooMuch != "" {
				return Report{TooMuch: tooMuch}
			}
			timer.Reset(min(max(pause, share*time.Since(began)), longestPause))
		}
	}
}

// excess says what the program and its descendants have too much of; nothing if they keep within limits. Who has ended and
// was not asked how counts for a process.
func excess(spec Spec, program handle) string {
	if spec.Memory == 0 && spec.Processes == 0 {
		return ""
	}
	all := descendants(os.Getpid())
	var threads int
	var bytes int64
	for _, one := range all {
		threads += one.threads
		if spec.Memory > 0 && !one.ended {
			bytes += memory(one.pid)
		}
	}
	switch {
	case program.hides(all):
		return "it hides from its keeper"
	case spec.Processes > 0 && len(all) > spec.Processes:
		return fmt.Sprintf("%d processes, at most %d are allowed", len(all), spec.Processes)
	case spec.Processes > 0 && threads > spec.Processes*ThreadsOfOne:
		return fmt.Sprintf("%d threads, at most %d are allowed", threads, spec.Processes*ThreadsOfOne)
	case spec.Memory > 0 && bytes > spec.Memory:
		return fmt.Sprintf("%d MiB of memory, at most %d MiB are allowed", bytes>>20, spec.Memory>>20)
	}
	return ""
}

// hangUp tells when the caller is gone or closes its end: nothing is ever written.
func hangUp(lifeline *os.File) <-chan struct{} {
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_, _ = lifeline.Read(make([]byte, 1))
	}()
	return gone
}
