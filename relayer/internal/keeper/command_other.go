//go:build !linux

package keeper

import (
	"errors"
	"os/exec"
)

// Supported says whether there are keepers on this system.
const Supported = false

// Command is what starts the program, in a group of its own. There is no keeper, and nothing is bounded.
func Command(_ string, spec Spec) (*exec.Cmd, error) {
	if spec.enclosed() || spec.User != 0 {
		return nil, errors.New("this system has nothing to keep programs apart with")
	}
	return alone(spec), nil
}

// Sees finds out whether there is a process table to look for descendants in.
func Sees() error { return errors.New("there are no keepers on this system") }

// Keep is what a keeper does, elsewhere.
func Keep(string) error { return errors.New("there are no keepers on this system") }

// End ends a program that was started, with its group. It does not wait for that.
func End(program int, _ Spec, _ Files) { endGroup(program) }

// EndRest ends the group of a program that has ended itself: as long as it has members its number is not given to others.
func EndRest(program int, _ Spec, _ Report) { endGroup(program) }

// EndByForce is End for one that should have ended long ago.
func EndByForce(program int) { endGroup(program) }

// GiveUp is the same once more.
func GiveUp(program int) { endGroup(program) }
