package keeper

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// shown is what there is of the system for a program that is kept apart: programs, libraries, certificates, names of hosts,
// graphics processors. Nothing of any user, and of /etc only what libraries read: keys lie there, too.
var shown = []string{
	"/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin", "/usr", "/nix/store", "/gnu/store", "/run/current-system", "/sys",
	"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom",
	"/dev/nvidia*", "/dev/dri", "/dev/kfd", "/dev/dxg", "/run/nvidia-persistenced", "/run/opengl-driver",
	"/etc/OpenCL", "/etc/alternatives", "/etc/ca-certificates", "/etc/group", "/etc/host.conf", "/etc/hosts",
	"/etc/ld.so.*", "/etc/localtime", "/etc/nsswitch.conf", "/etc/nvidia", "/etc/passwd", "/etc/pki/ca-trust", "/etc/pki/tls/certs",
	"/etc/pki/tls/cert.pem", "/etc/protocols", "/etc/resolv.conf", "/etc/services", "/etc/ssl/cert.pem", "/etc/ssl/certs",
	"/etc/ssl/openssl.cnf", "/etc/static", "/run/systemd/resolve/resolv.conf", "/run/systemd/resolve/stub-resolv.conf",
}

// Sizes of what lies in memory.
const (
	rootSize    = "size=4m,mode=0755"
	scratchSize = "size=64m,mode=1777"
)

// view changes what the keeper, and with it the program, sees of the machine.
func view(spec Spec) error {
	switch {
	case spec.Apart:
		return enter(spec)
	case spec.Enclosed:
		if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_SLAVE, ""); err != nil {
			return fmt.Errorf("keep mounts to ourselves: %w", err)
		}
		return mountNew("proc", "/proc", "")
	}
	return nil
}

// enter puts another root in the place of the machine's: what is shown, all read-only, a process table of our own, and the
// program and its folder where they were.
func enter(spec Spec) error {
	unix.Umask(0o022)
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("keep mounts to ourselves: %w", err)
	}
	root := spec.Root
	if err := mountNew("tmpfs", root, rootSize); err != nil {
		return err
	}
	for _, pattern := range shown {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return fmt.Errorf("look for %s: %w", pattern, err)
		}
		for _, path := range paths {
			if err := show(root, path); err != nil {
				return err
			}
		}
	}
	for _, folder := range []string{"/proc", "/tmp", "/dev/shm", spec.Folder, filepath.Dir(spec.Path)} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil { //nolint:gosec // the program is another user
			return fmt.Errorf("make a place for %s: %w", folder, err)
		}
	}
	if err := readOnly(root); err != nil {
		return err
	}
	for _, folder := range []string{"/tmp", "/dev/shm"} {
		if err := mountNew("tmpfs", filepath.Join(root, folder), scratchSize); err != nil {
			return err
		}
	}
	if err := mountNew("proc", filepath.Join(root, "/proc"), ""); err != nil {
		return err
	}
	if err := show(root, spec.Folder); err != nil {
		return err
	}
	if err := show(root, spec.Path); err != nil {
		return err
	}
	if err := readOnly(filepath.Join(root, spec.Path)); err != nil {
		return err
	}
	return move(root, spec.Folder)
}

// show makes a file or folder of the machine appear at its own path under root; links stay links.
func show(root, path string) error {
	target := filepath.Join(root, path)
	err := os.MkdirAll(filepath.Dir(target), 0o755) //nolint:gosec // the program is another user
	if err == nil {
		err = showAt(path, target)
	}
	if err != nil {
		return fmt.Errorf("show %s: %w", path, err)
	}
	return nil
}

func showAt(path, target string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	switch {
	case info.Mode().Type() == os.ModeSymlink:
		leads, err := os.Readlink(path)
		if err != nil {
			return err
		}
		return os.Symlink(leads, target)
	case info.IsDir():
		err = os.MkdirAll(target, 0o755) //nolint:gosec // the program is another user
	default:
		err = touch(target)
	}
	if err != nil {
		return err
	}
	return unix.Mount(path, target, "", unix.MS_BIND|unix.MS_REC, "")
}

// touch makes a file to mount on, and leaves alone what is there.
func touch(path string) error {
	file, err := os.OpenFile(path, os.O_RDONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

func mountNew(kind, path, options string) error {
	flags := uintptr(unix.MS_NOSUID | unix.MS_NODEV)
	if kind == "proc" {
		flags |= unix.MS_NOEXEC
	}
	if err := unix.Mount(kind, path, kind, flags, options); err != nil {
		return fmt.Errorf("mount a %s: %w", kind, err)
	}
	return nil
}

func readOnly(path string) error {
	attributes := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY | unix.MOUNT_ATTR_NOSUID}
	if err := unix.MountSetattr(unix.AT_FDCWD, path, unix.AT_RECURSIVE, &attributes); err != nil {
		return fmt.Errorf("make %s read-only: %w", strings.TrimSuffix(path, "/"), err)
	}
	return nil
}

// move makes root the root, and the folder the working folder. What was there before is below it, out of reach.
func move(root, folder string) error {
	if err := os.Chdir(root); err != nil {
		return err
	}
	if err := unix.Mount(".", "/", "", unix.MS_MOVE, ""); err != nil {
		return fmt.Errorf("move the new root into its place: %w", err)
	}
	if err := unix.Chroot("."); err != nil {
		return fmt.Errorf("enter the new root: %w", err)
	}
	return os.Chdir(folder)
}
