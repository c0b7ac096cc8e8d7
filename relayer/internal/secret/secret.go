// Package secret keeps small secrets, account keys and sealing keys, in files of their own.
//
// It promises that a file it writes is readable by its owner alone and never replaces another, and that a file it reads
// is readable by its owner alone, or a credential that systemd gave this service. No error of it repeats what a file holds.
package secret

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// maxSize is more than any key takes; a larger file is something else, named by mistake.
const maxSize = 4096

// Read returns what a secret file holds, without surrounding white space.
func Read(path string) ([]byte, error) {
	text, err := read(path)
	return bytes.TrimSpace(text), err
}

// Password returns what a secret file holds, without the end of its line: spaces may be part of a password. An empty one is
// refused, since it protects nothing.
func Password(path string) (string, error) {
	text, err := read(path)
	if err != nil {
		return "", err
	}
	password := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
	if password == "" {
		return "", fmt.Errorf("read secret file %s: it is empty, and a password is wanted", path)
	}
	return password, nil
}

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read secret file: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("read secret file %s: %w", path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read secret file %s: it is not a regular file", path)
	}
	if open := info.Mode().Perm() & 0o077 &^ mask(path); open != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("read secret file %s: others may read or change it (mode %04o); run: chmod 600 %s",
			path, info.Mode().Perm(), path)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read secret file %s: %w", path, err)
	}
	if len(text) > maxSize {
		return nil, fmt.Errorf("read secret file %s: more than %d bytes, so it is no key", path, maxSize)
	}
	return text, nil
}

// mask is what a file's mode may show beside its owner's permissions. systemd lets a service's user read its credentials by an
// access list, whose mask stands where the group's permissions do; nobody else gets into their folder.
func mask(path string) fs.FileMode {
	folder := os.Getenv("CREDENTIALS_DIRECTORY")
	if filepath.IsAbs(folder) && filepath.Dir(path) == filepath.Clean(folder) {
		return 0o040
	}
	return 0
}

// Write makes a new secret file, and its folder if need be, and brings both to the disk. It never overwrites: a key that
// is gone takes with it whatever only it could open.
func Write(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make folder of secret file %s: %w", path, err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write secret file %s: %w, and is never overwritten; name another file", path, fs.ErrExist)
	}
	if err != nil {
		return fmt.Errorf("write secret file: %w", err)
	}
	_, err = file.Write(append(bytes.TrimSpace(text), '\n'))
	if err := errors.Join(err, file.Sync(), file.Close(), syncFolder(filepath.Dir(path))); err != nil {
		return errors.Join(fmt.Errorf("write secret file %s: %w", path, err), os.Remove(path))
	}
	return nil
}

// syncFolder makes a new name in a folder survive a power cut.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
