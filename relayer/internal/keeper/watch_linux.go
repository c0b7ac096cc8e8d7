package keeper

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
)

// How often is looked at what the program has, and whether anything of it is left. Looking takes at most one part in twenty
// of the time.
const (
	pause      = 250 * time.Millisecond
	shortPause = 10 * time.Millisecond
	share      = 20
)

// watch returns when nothing of the program is left, or nothing will be once the keeper has ended.
func watch(spec Spec, program int, lifeline *os.File) (report Report) {
	ended, gone := make(chan end), hangUp(lifeline)
	go reap(ended)
	timer := time.NewTimer(pause)
	over := false
	finish := func() {
		if !over {
			over = true
			timer.Reset(0)
		}
	}
	for {
		select {
		case one, more := <-ended:
			if !more {
				return report
			}
			if one.pid == program {
				report.Ended = one.String()
				finish()
			}
		case <-gone:
			gone = nil
			finish()
		case <-timer.C:
			began := time.Now()
			if !over {
				report.TooMuch = excess(spec)
				over = report.TooMuch != ""
			}
			if over {
				endAll(os.Getpid())
				timer.Reset(shortPause)
			} else {
				timer.Reset(max(pause, share*time.Since(began)))
			}
		}
		if over && spec.Apart {
			return report // the kernel ends what is left of a namespace whose first process has ended
		}
	}
}

// excess says what the program and its descendants have too much of; nothing if they keep within limits.
func excess(spec Spec) string {
	if spec.Memory == 0 && spec.Processes == 0 {
		return ""
	}
	var processes int
	var bytes int64
	for _, one := range descendants(os.Getpid()) {
		if one.ended {
			continue
		}
		processes++
		if spec.Memory > 0 {
			bytes += memory(one.pid)
		}
	}
	switch {
	case spec.Processes > 0 && processes > spec.Processes:
		return fmt.Sprintf("%d processes, at most %d are allowed", processes, spec.Processes)
	case spec.Memory > 0 && bytes > spec.Memory:
		return fmt.Sprintf("%d MiB of memory, at most %d MiB are allowed", bytes>>20, spec.Memory>>20)
	}
	return ""
}

// end is one process that has ended.
type end struct {
	pid    int
	status syscall.WaitStatus
}

func (e end) String() string {
	if e.status.Signaled() {
		return "signal: " + e.status.Signal().String()
	}
	return "exit status " + strconv.Itoa(e.status.ExitStatus())
}

// reap waits for whatever ends, orphans too, until there is nothing left.
func reap(ended chan<- end) {
	defer close(ended)
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		switch {
		case err == nil:
			ended <- end{pid, status}
		case !errors.Is(err, syscall.EINTR):
			return
		}
	}
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
