package keeper

import (
	"slices"
	"syscall"

	"golang.org/x/sys/unix"
)

// handle reaches the program whether or not it is to be seen: where /proc hides the processes of others, a program can hide.
type handle struct {
	pid, file int // the file is -1 on an old kernel, or in a container that forbids handles
}

func newHandle(pid int) handle {
	file, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		file = -1
	}
	return handle{pid, file}
}

// there says whether nobody has waited for the program yet, so that its number is its own.
func (h handle) there() bool {
	return h.file >= 0 && unix.PidfdSendSignal(h.file, 0, nil, 0) == nil
}

// hides says whether it is not among those that were seen just now, and is there.
func (h handle) hides(seen []relative) bool {
	return !slices.ContainsFunc(seen, func(one relative) bool { return one.pid == h.pid }) && h.there()
}

// end kills it, with its group.
func (h handle) end() {
	if h.there() {
		_ = syscall.Kill(-h.pid, syscall.SIGKILL)
		_ = unix.PidfdSendSignal(h.file, unix.SIGKILL, nil, 0)
	}
}
