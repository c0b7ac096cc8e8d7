package database

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrLocked says that another process has the data folder.
var ErrLocked = errors.New("another relayer uses this data folder")

// ErrOpenToOthers says that others may put files of theirs into the data folder.
var ErrOpenToOthers = errors.New("others may write to the data folder")

var errLink = errors.New("a symbolic link lies in its place")

// private refuses a folder that others may write to: they could put entries, or links to our files, into it.
func private(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return fmt.Errorf("look at the data folder: %w", err)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("look at the data folder: %w: run `chmod 700 %s`", ErrOpenToOthers, folder)
	}
	return nil
}

// acquire takes the lock of the data folder. The kernel lets go of it when the process ends, however it ends.
func acquire(data string) (*os.File, error) {
	path := filepath.Join(data, "tercet.lock")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if errors.Is(err, syscall.ELOOP) {
		return nil, fmt.Errorf("open the lock of the data folder: %w: %s; remove it", errLink, path)
	}
	if err != nil {
		return nil, fmt.Errorf("open the lock of the data folder: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder := make([]byte, 64)
		n, _ := file.Read(holder) // only for the message: an unreadable holder is named as such
		return nil, errors.Join(fmt.Errorf("lock %s: %w: %s; stop it, or choose another folder with --data",
			path, ErrLocked, holderName(string(holder[:n]))), file.Close())
	}
	if err == nil {
		err = errors.Join(file.Truncate(0), writeHolder(file))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	return file, nil
}

// release lets go of the lock itself before the file: a child that is being started at this moment has the file, too, and
// would keep the lock with it.
func release(file *os.File) error {
	err := errors.Join(syscall.Flock(int(file.Fd()), syscall.LOCK_UN), file.Close())
	if err != nil {
		return fmt.Errorf("release the data folder: %w", err)
	}
	return nil
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
