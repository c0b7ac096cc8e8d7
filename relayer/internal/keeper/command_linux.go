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
// is run as `tercet plugin keep SPEC`. Environment, working folder and output are those of the program, its ExtraFiles what
// Open returns.
func Command(executable string, spec Spec) (*exec.Cmd, error) {
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
	if !spec.Apart {
		return attributes
	}
	attributes.Cloneflags = unix.CLONE_NEWNS | unix.CLONE_NEWPID | unix.CLONE_NEWIPC
	if spec.Offline {
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
	if spec.Apart {
		_ = syscall.Kill(-keeper, syscall.SIGKILL) // the kernel ends the rest
		return
	}
	_ = files.Lifeline.Close()
}

// EndRest ends what a keeper that has ended left. That is nothing, unless it was killed itself: then it is the program's group,
// as long as it has members.
func EndRest(_ int, report Report) {
	if report.Program != 0 && report.Ended == "" {
		_ = syscall.Kill(-report.Program, syscall.SIGKILL)
	}
}

// EndByForce is for a keeper that should have ended long ago.
func EndByForce(keeper int) {
	endAll(keeper)
	_ = syscall.Kill(-keeper, syscall.SIGKILL)
}
