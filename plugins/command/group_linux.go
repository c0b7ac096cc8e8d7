package command

import "syscall"

// groupAttributes put the program into a group of its own, and have the kernel end it when this plugin is killed.
func groupAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
