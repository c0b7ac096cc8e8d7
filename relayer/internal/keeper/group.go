package keeper

import (
	"os/exec"
	"syscall"
)

// alone is what starts a program without a keeper, in a group of its own.
func alone(spec Spec) *exec.Cmd {
	return &exec.Cmd{Path: spec.Path, Args: spec.Args, SysProcAttr: &syscall.SysProcAttr{Setpgid: true}}
}

func endGroup(leader int) { _ = syscall.Kill(-leader, syscall.SIGKILL) }
