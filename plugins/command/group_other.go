//go:build !linux

package command

import "syscall"

// groupAttributes put the program into a group of its own.
func groupAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
