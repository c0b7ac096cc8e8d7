package pluginhost

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

const (
	scratchPattern = "tercet-*"
	lockName       = "lock"
)

// longestSocket is what go-plugin and our counter add to the private folder, and socketLimit what a socket's path may
// have on every system.
const (
	longestSocket = len("/0000000000/plugin-dir0000000000/plugin0000000000")
	socketLimit   = 103
)

// How far the folder is open: to nobody, or to those who know what they look for in it, which may be a plugin's binary.
const (
	closed     = 0o700
	passable   = 0o711
	executable = 0o555
)

// scratch is a folder of ours alone, locked for as long as its host lives.
type scratch struct {
	path string
	lock *os.File
	self *os.File // the folder, locked too: what clears temporary folders of what is old passes it by then
}

// newScratch makes the folder, and removes those of hosts that were killed.
func newScratch(parent string) (*scratch, error) {
	sweep(parent)
	path, err := os.MkdirTemp(parent, scratchPattern)
	if err != nil {
		return nil, fmt.Errorf("make a private folder for plugins: %w", err)
	}
	if len(path)+longestSocket > socketLimit {
		return nil, errors.Join(
			fmt.Errorf("make a private folder for plugins: %s is too long a path for a socket; set TMPDIR to a shorter one", path),
			os.Remove(path))
	}
	lock, err := lockFolder(path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock the plugins' private folder: %w", err), os.RemoveAll(path))
	}
	self, err := lockSelf(path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock the plugins' private folder: %w", err), lock.Close(), os.RemoveAll(path))
	}
	return &scratch{path, lock, self}, nil
}

func lockSelf(path string) (*os.File, error) {
	folder, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(err, folder.Close())
	}
	return folder, nil
}

func (s *scratch) remove() error {
	if err := errors.Join(remove(s.path), s.lock.Close(), s.self.Close()); err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("remove the plugins' private folder: %w", err)
	}
	return nil
}

// lockFolder puts the lock file into its place when it is locked already: who finds it free finds it abandoned.
func lockFolder(path string) (*os.File, error) {
	place := filepath.Join(path, lockName)
	file, err := os.OpenFile(place+".new", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		err = os.Rename(place+".new", place)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// sweep removes what killed hosts of this user left behind. What cannot be removed stays; it is in nobody's way.
func sweep(parent string) {
	left, err := filepath.Glob(filepath.Join(parent, scratchPattern))
	if err != nil {
		return
	}
	for _, path := range left {
		if abandoned(path) {
			_ = remove(path)
		}
	}
}

func abandoned(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() || info.Mode().Perm() != closed && info.Mode().Perm() != passable {
		return false
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); !ok || int(owner.Uid) != os.Getuid() {
		return false
	}
	file, err := os.OpenFile(filepath.Join(path, lockName), os.O_RDWR|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer file.Close()
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
