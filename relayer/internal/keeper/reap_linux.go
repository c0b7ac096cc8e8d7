package keeper

import (
	"errors"
	"strconv"
	"syscall"
)

// reaper waits for all that ends below the keeper, orphans too, the moment it ends and whatever else the keeper is at: who has
// ended keeps a number of the machine's until then.
type reaper struct {
	ended <-chan string   // how the program ended, once
	none  <-chan struct{} // closed when nothing is left
}

func reap(program int) reaper {
	ended, none := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(none)
		for {
			var status syscall.WaitStatus
			switch pid, err := syscall.Wait4(-1, &status, 0, nil); {
			case err == nil && pid == program:
				ended <- describe(status)
				program = 0 // others may be given its number
			case err != nil && !errors.Is(err, syscall.EINTR):
				return // there are no children, and so there is nobody below them
			}
		}
	}()
	return reaper{ended, none}
}

func describe(status syscall.WaitStatus) string {
	if status.Signaled() {
		return "signal: " + status.Signal().String()
	}
	return "exit status " + strconv.Itoa(status.ExitStatus())
}
