package keys

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gofrs/flock"
)

// The files of a bundle's folder.
const (
	ManifestFile  = "manifest.json"
	systemFile    = "circuit.r1cs"
	provingFile   = "proving.key"
	verifyingFile = "verifying.key"
	// CeremonyFolder holds the transcript of the ceremony that made the keys, where one did.
	CeremonyFolder = "ceremony"
	// PluginFile is the program that judges outputs and assigns witnesses, where a bundle brings one.
	PluginFile = "plugin"
)

const (
	manifestFormat = 1
	newSuffix      = ".new-"
)

// ErrDamaged says that a stored file is not what was stored.
var ErrDamaged = errors.New("damaged")

// Manifest says what a bundle's folder holds.
type Manifest struct {
	Format      int               `json:"format"`
	Name        string            `json:"name"`
	Version     string            `json:"version,omitempty"`
	Curve       string            `json:"curve,omitempty"`     // [Curve]
	Statement   string            `json:"statement,omitempty"` // [Layout]
	Setup       string            `json:"setup"`
	System      string            `json:"system"` // sha256 of the constraint system
	Constraints int               `json:"constraints"`
	Batch       int               `json:"batch,omitempty"`   // places of a batch; left out if a proof is for one statement
	Batches     []int             `json:"batches,omitempty"` // sizes of batch that the predicate may have keys for, beside this one
	KeyHash     common.Hash       `json:"keyHash"`
	Files       map[string]string `json:"files"` // name to sha256
}

// What every bundle of this format is about: the curve, and the statement's public inputs and words.
const (
	Curve  = "bn254"
	Layout = "h z y: claim forward params window progress sealX sealY commitment beacon payload"
)

// store is the folder root/name of one bundle. Development keys lie under the hash of their constraint system.
type store struct{ root, name string }

func storeAt(dir string) store {
	return store{root: filepath.Dir(filepath.Clean(dir)), name: filepath.Base(filepath.Clean(dir))}
}

func (s store) dir() string { return filepath.Join(s.root, s.name) }

func (s store) exists() bool {
	_, err := os.Stat(s.dir())
	return err == nil
}

// lock keeps a second process from making the same keys at the same time.
func (s store) lock(ctx context.Context, waiting func()) (unlock func(), err error) {
	if err := os.MkdirAll(s.root, 0o700); err != nil {
		return nil, fmt.Errorf("making the keys folder: %w", err)
	}
	l := flock.New(filepath.Join(s.root, s.name+".lock"), flock.SetPermissions(0o600))
	locked, err := l.TryLock()
	if err == nil && !locked {
		waiting()
		_, err = l.TryLockContext(ctx, 200*time.Millisecond)
	}
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", l.Path(), err)
	}
	return func() { _ = l.Close() }, nil // the lock ends with the process at the latest
}

// save writes everything to a folder of its own and renames it, so that a folder by this name is always whole. more are
// further files, by their names in the bundle.
func (s store) save(b *Bundle, more map[string]string) error {
	if err := s.sweep(); err != nil {
		return fmt.Errorf("storing the keys of %s: %w", b.Manifest.Name, err)
	}
	temp, err := os.MkdirTemp(s.root, s.name+newSuffix)
	if err != nil {
		return fmt.Errorf("storing the keys of %s: %w", b.Manifest.Name, err)
	}
	defer os.RemoveAll(temp) // gone already if all went well
	m := b.Manifest
	m.Format, m.Curve, m.Statement = manifestFormat, Curve, Layout
	m.KeyHash, m.Files = b.KeyHash, map[string]string{}
	for _, f := range []struct {
		name  string
		write func(io.Writer) (int64, error)
	}{
		{systemFile, b.System.WriteTo},
		{provingFile, b.Proving.WriteRawTo},
		{verifyingFile, b.Verifying.WriteRawTo},
	} {
		h := sha256.New()
		err := writeFile(filepath.Join(temp, f.name), func(w io.Writer) (int64, error) { return f.write(io.MultiWriter(w, h)) })
		if err != nil {
			return fmt.Errorf("storing the keys of %s: %w", m.Name, err)
		}
		m.Files[f.name] = hex.EncodeToString(h.Sum(nil))
	}
	for name, source := range more {
		if m.Files[name], err = copyFile(source, filepath.Join(temp, name)); err != nil {
			return fmt.Errorf("storing %s of %s: %w", name, m.Name, err)
		}
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("storing the manifest of %s: %w", m.Name, err)
	}
	err = writeFile(filepath.Join(temp, ManifestFile), bytes.NewReader(append(text, '\n')).WriteTo)
	if err != nil {
		return fmt.Errorf("storing the manifest of %s: %w", m.Name, err)
	}
	if err := s.publish(temp); err != nil {
		return fmt.Errorf("storing the keys of %s: %w", m.Name, err)
	}
	b.Manifest, b.Dir = m, s.dir()
	return nil
}

func (s store) publish(temp string) error {
	if _, err := os.Stat(filepath.Join(temp, CeremonyFolder)); err == nil {
		if err := syncDir(filepath.Join(temp, CeremonyFolder)); err != nil {
			return err
		}
	}
	if err := syncDir(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, s.dir()); err != nil {
		return err
	}
	return syncDir(s.root)
}

// sweep removes what a process left behind that was killed while it stored keys. Only the holder of the lock stores.
func (s store) sweep() error {
	entries, err := os.ReadDir(s.root)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), s.name+newSuffix) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(s.root, e.Name())))
		}
	}
	return err
}

func writeFile(path string, write func(io.Writer) (int64, error)) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(f, 1<<20)
	_, err = write(buffered)
	return errors.Join(err, buffered.Flush(), f.Sync(), f.Close())
}

// copyFile copies a file of at most one folder's depth and returns its sha256.
func copyFile(source, target string) (string, error) {
	in, err := os.Open(source)
	if err != nil {
		return "", err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return "", err
	}
	h := sha256.New()
	err = writeFile(target, func(w io.Writer) (int64, error) { return io.Copy(io.MultiWriter(w, h), in) })
	return hex.EncodeToString(h.Sum(nil)), err
}

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
