package keeper

import (
	"encoding/json"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// Supported says whether there are keepers on this system.
const Supported = true

// Command is what starts a keeper of the program: the executable is a binary that calls Keep with its last argument when it
// is run as `tercet plugin keep SPEC`. Environment, working folder and output are those of the program, its ExtraFiles those
// that Start gives it.
func Command(executable string, spec Spec) (*exec.Cmd, error) {
	if spec.Unkept {
		return alone(spec), nil
	}
	text, err := json.Marshal(spec)
	if err != nil {
		return nil, err
	}
	return &exec.Cmd{
		Path:        executable,
		Args:        []string{"tercet", "plugin", "keep", string(text)},
		SysProcAttr: attributes(spec),
	}, nil
}

func attributes(spec Spec) *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true}
	if !spec.enclosed() {
		return attributes
	}
	attributes.Cloneflags = unix.CLONE_NEWNS | unix.CLONE_NEWPID
	if spec.Apart {
		attributes.Cloneflags |= unix.CLONE_NEWIPC
	}
	if spec.Apart && spec.Offline {
		attributes.Cloneflags |= unix.CLONE_NEWNET
	}
	if os.Geteuid() == 0 {
		return attributes
	}
	// Who is not root may make no namespaces but in one of users, with itself alone in it. What the keeper needs there it
	// has for as long as it prepares.
	attributes.Cloneflags |= unix.CLONE_NEWUSER
	attributes.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Geteuid(), HostID: os.Geteuid(), Size: 1}}
	attributes.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getegid(), HostID: os.Getegid(), Size: 1}}
	attributes.AmbientCaps = []uintptr{unix.CAP_SYS_ADMIN, unix.CAP_SYS_CHROOT}
	return attributes
}

// End ends a keeper that was started, with all that it keeps. It does not wait for that.
func End(keeper int, spec Spec, files Files) {
	if spec.enclosed() || spec.Unkept {
		endGroup(keeper) // of a namespace, the kernel ends the rest
		return
	}
	_ = files.Lifeline.Close()
}

// EndRest ends what a keeper that has ended left. That is nothing, unless it was killed itself: then it is the program's group,
// as long as it has members.
func EndRest(keeper int, spec Spec, report Report) {
	if spec.Unkept {
		endGroup(keeper)
	} else if report.Program != 0 && report.Ended == "" {
		endGroup(report.Program)
	}
}

// EndByForce is for a keeper that should have ended long ago: what it keeps is ended for it, and then it may wait for that. Only
// one that does not even do that is to be ended itself, by GiveUp.
func EndByForce(keeper int) {
	halt(keeper)
	kill(keeper)
	_ = syscall.Kill(keeper, syscall.SIGCONT)
}

// GiveUp ends a keeper that has not ended by force.
func GiveUp(keeper int) { endGroup(keeper) }
