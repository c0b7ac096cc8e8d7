// Package owned makes a folder one process's own. It promises that
//   - a folder that others of the machine may write to, or that is another user's, is refused: they could put entries, or links to our
//     files, into it, and even root would follow them;
//   - it belongs to one process at a time, and the second one is told which has it;
//   - the kernel gives it free when the process ends, however it ends. The file of the lock stays.
package owned

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrTaken says that another process has the folder.
var ErrTaken = errors.New("another process has it")

// ErrOpenToOthers says that others may put files of theirs into the folder.
var ErrOpenToOthers = errors.New("others may write to the folder")

// ErrAnothers says that the folder is another user's, who may put files of theirs into it whatever its permissions are.
var ErrAnothers = errors.New("the folder is another user's")

var errLink = errors.New("a symbolic link lies in its place")

// LockName is the file of the lock in a folder.
const LockName = "tercet.lock"

// Folder is one that belongs to this process.
type Folder struct{ lock *os.File }

// Take makes a folder that is there this process's own, until it is released.
func Take(folder string) (*Folder, error) {
	if err := private(folder); err != nil {
		return nil, err
	}
	lock, err := acquire(filepath.Join(folder, LockName))
	if err != nil {
		return nil, err
	}
	return &Folder{lock}, nil
}

// Release lets go of the lock itself before the file: a child that is being started at this moment has the file, too, and
// would keep the lock with it.
func (f *Folder) Release() error {
	err := errors.Join(syscall.Flock(int(f.lock.Fd()), syscall.LOCK_UN), f.lock.Close())
	if err != nil {
		return fmt.Errorf("release %s: %w", f.lock.Name(), err)
	}
	return nil
}

func private(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return fmt.Errorf("look at the folder: %w", err)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("look at %s: %w: run `chmod 700 %s`", folder, ErrOpenToOthers, folder)
	}
	us, owner := os.Geteuid(), -1
	if stat, is := info.Sys().(*syscall.Stat_t); is {
		owner = int(stat.Uid)
	}
	if owner != us {
		return fmt.Errorf("look at %s: %w: it is user %d's, and this process runs as user %d: run it as that one, or `chown -R %d %s`",
			folder, ErrAnothers, owner, us, us, folder)
	}
	return nil
}

func acquire(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if errors.Is(err, syscall.ELOOP) {
		return nil, fmt.Errorf("open the lock of the folder: %w: %s; remove it", errLink, path)
	}
	if err != nil {
		return nil, fmt.Errorf("open the lock of the folder: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder := make([]byte, 64)
		n, _ := file.Read(holder) // only for the message: an unreadable holder is named as such
		return nil, errors.Join(fmt.Errorf("lock %s: %w: %s", path, ErrTaken, holderName(string(holder[:n]))), file.Close())
	}
	if err == nil {
		err = errors.Join(file.Truncate(0), writeHolder(file))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	return file, nil
}

func writeHolder(file *os.File) error {
	_, err := fmt.Fprintf(file, "process %d", os.Getpid())
	return err
}

func holderName(written string) string {
	if name := strings.TrimSpace(written); name != "" {
		return name
	}
	return "a process that has not written its number yet"
}
