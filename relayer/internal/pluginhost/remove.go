package pluginhost

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// How much of a folder is looked at, and for how long one that does not get empty is emptied: what is left then is for the next host.
const (
	lookedAt       = 1 << 10
	longestRemoval = 30 * time.Second
)

// remove removes a folder that a plugin wrote to, whatever it left there: folders that are closed to us, links, more levels than
// we could have open. Each level is moved to the top before it is emptied, so that a few are open at a time.
func remove(path string) error {
	if err := os.Chmod(path, closed); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return err
	}
	err = (&removal{root, time.Now().Add(longestRemoval), 0}).all()
	return errors.Join(err, root.Close(), os.Remove(path))
}

type removal struct {
	root  *os.Root
	until time.Time
	moved int // folders, whose names are numbers
}

func (r *removal) all() error {
	for {
		entries, err := r.list(".")
		if err != nil || len(entries) == 0 {
			return err
		}
		for _, entry := range entries {
			if err := r.one(entry.Name(), entry.IsDir()); err != nil {
				return err
			}
		}
	}
}

// one removes what is at the top.
func (r *removal) one(name string, folder bool) error {
	for {
		if err := r.root.Remove(name); err == nil || !folder {
			return err
		}
		if err := r.root.Chmod(name, closed); err != nil {
			return err
		}
		entries, err := r.list(name)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if err := r.inner(filepath.Join(name, entry.Name()), entry.IsDir()); err != nil {
				return err
			}
		}
	}
}

// inner removes what is a level below, or moves it to the top.
func (r *removal) inner(path string, folder bool) error {
	err := r.root.Remove(path)
	if err == nil || !folder {
		return err
	}
	if err := r.root.Chmod(path, closed); err != nil {
		return err
	}
	for {
		r.moved++
		top := fmt.Sprint(r.moved)
		if _, err := r.root.Lstat(top); err == nil {
			continue
		}
		return r.root.Rename(path, top)
	}
}

func (r *removal) list(name string) ([]fs.DirEntry, error) {
	if time.Now().After(r.until) {
		return nil, fmt.Errorf("%s is not empty after %s", r.root.Name(), longestRemoval)
	}
	folder, err := r.root.Open(name)
	if err != nil {
		return nil, err
	}
	entries, err := folder.ReadDir(lookedAt)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return entries, errors.Join(err, folder.Close())
}
