package ceremony

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// The files of a ceremony's folder, beside the contributions.
const (
	TranscriptFile = "transcript.json"
	SystemFile     = "circuit.r1cs"
	ProvingFile    = "proving.key"
	VerifyingFile  = "verifying.key"
	lockFile       = ".lock"
	newPrefix      = ".new-"
)

// stateFile is the file that a contribution made; position 0 is what the first one builds on.
func stateFile(phase, position int) string { return fmt.Sprintf("phase%d-%04d", phase+1, position) }

// Files lists the contributions' files and what else the verification of a transcript reads, in order.
func (t *Transcript) Files() []string {
	files := []string{TranscriptFile}
	for phase := range t.Phases {
		if t.startsWithFile(phase) {
			files = append(files, stateFile(phase, 0))
		}
		for i := range t.Phases[phase].Contributions {
			files = append(files, stateFile(phase, i+1))
		}
	}
	return files
}

// startsWithFile says whether what the first contribution builds on is in a file; the powers of one follow from their number.
func (t *Transcript) startsWithFile(phase int) bool {
	return t.Phases[phase].Start != nil && (phase > 0 || t.Phases[phase].Import != nil)
}

// lock keeps a second process from changing the folder, and removes what a killed one left.
func lock(dir string) (unlock func(), err error) {
	l := flock.New(filepath.Join(dir, lockFile), flock.SetPermissions(0o600))
	switch locked, err := l.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("locking ceremony %s: %w", dir, err)
	case !locked:
		return nil, fmt.Errorf("another process works on ceremony %s: wait for it", dir)
	}
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), newPrefix) {
			err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sweeping ceremony %s: %w", dir, err), l.Close())
	}
	return func() { _ = l.Close() }, nil // the lock ends with the process at the latest
}

// write puts a file in its place whole or not at all, and returns its sha256.
func (c *Ceremony) write(name string, content io.WriterTo) (sum Sum, err error) {
	file, err := os.CreateTemp(c.dir, newPrefix)
	if err != nil {
		return sum, fmt.Errorf("writing %s: %w", name, err)
	}
	defer os.Remove(file.Name()) // gone already if all went well
	hash := sha256.New()
	buffered := bufio.NewWriterSize(file, 1<<20)
	_, err = content.WriteTo(io.MultiWriter(buffered, hash))
	// Contributions are shown to everybody.
	if err := errors.Join(err, buffered.Flush(), file.Chmod(0o644), file.Sync(), file.Close()); err != nil {
		return sum, fmt.Errorf("writing %s: %w", name, err)
	}
	if err := os.Rename(file.Name(), filepath.Join(c.dir, name)); err != nil {
		return sum, fmt.Errorf("writing %s: %w", name, err)
	}
	if folder, err := os.Open(c.dir); err != nil {
		return sum, fmt.Errorf("writing %s: %w", name, err)
	} else if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return sum, fmt.Errorf("writing %s: %w", name, err)
	}
	return Sum(hash.Sum(nil)), nil
}

// save writes the transcript, once it agrees with itself.
func (c *Ceremony) save(t Transcript) error {
	if err := t.check(); err != nil {
		return err
	}
	text, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("writing the transcript: %w", err)
	}
	if _, err := c.write(TranscriptFile, bytes.NewReader(append(text, '\n'))); err != nil {
		return err
	}
	c.transcript = t
	return nil
}

// content reads the file of a contribution, or of a phase's start, if it is what the transcript names. Nothing of it is
// read before its size and hash are right.
func (c *Ceremony) content(phase, position int, want Sum) ([]byte, error) {
	path := filepath.Join(c.dir, stateFile(phase, position))
	size := c.transcript.size(phase)
	if position == 0 {
		size -= sumSize // it names nothing that it builds on
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrContent, err)
	}
	if info.Size() != size {
		return nil, fmt.Errorf("%w: %s has %d bytes, not %d", ErrContent, filepath.Base(path), info.Size(), size)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrContent, err)
	}
	if sum := Sum(sha256.Sum256(content)); sum != want {
		return nil, fmt.Errorf("%w: %s has the sha256 %s, the transcript names %s", ErrContent, filepath.Base(path), sum, want)
	}
	return content, nil
}

// sumOf is the sha256 of what writes itself.
func sumOf(content io.WriterTo) (Sum, error) {
	hash := sha256.New()
	if _, err := content.WriteTo(hash); err != nil {
		return Sum{}, err
	}
	return Sum(hash.Sum(nil)), nil
}
