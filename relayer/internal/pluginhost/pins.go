package pluginhost

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	pinsFile   = "pins.json"
	newPins    = "." + pinsFile // while it is written; who was killed then leaves it
	pinsLimit  = 1 << 20
	fileLimit  = 1 << 30
	worldWrite = 0o002
	maxMemory  = 1 << 20 // MiB

	maxProcesses = 1 << 15
)

var (
	pluginName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,62}$`)
	checksum   = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

type pin struct {
	SHA256 string   `json:"sha256"`
	Kind   sdk.Kind `json:"kind"`

	Trusted bool  `json:"trusted,omitempty"` // runs as the relayer's user, with its files and the network
	Memory  int64 `json:"memory,omitempty"`  // MiB that it may have; 0: as others of its kind

	Processes int `json:"processes,omitempty"` // that it may be, with all that it started; 0: as others
}

// external is a plugin that was admitted.
type external struct {
	Info
	pin pin
}

// admit copies every plugin of the folder into bin, and only then hashes it: the folder may change under us, bin may
// not. Whatever lies in the folder must be pinned, and whatever is pinned must be there. All faults are named at once.
func admit(folder, bin string) ([]external, error) {
	pins, err := readPins(folder)
	if err != nil {
		return nil, fmt.Errorf("read the pins of plugin folder %s: %w", folder, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("list plugin folder %s: %w", folder, err)
	}
	var admitted []external
	var faults []error
	for _, entry := range entries {
		name := entry.Name()
		if name == pinsFile || name == newPins {
			continue
		}
		pin, pinned := pins[name]
		delete(pins, name)
		if !pinned {
			faults = append(faults, fmt.Errorf("plugin %s: it has no pin; add its sha256 and kind to %s, or remove the file", name, pinsFile))
			continue
		}
		if err := admitOne(filepath.Join(folder, name), filepath.Join(bin, name), pin.SHA256); err != nil {
			faults = append(faults, fmt.Errorf("plugin %s: %w", name, err))
			continue
		}
		admitted = append(admitted, external{Info{Name: name, Kind: pin.Kind, External: true, SHA256: pin.SHA256}, pin})
	}
	for name := range pins {
		faults = append(faults, fmt.Errorf("plugin %s: it is pinned and not in the folder", name))
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("load plugins from %s: %w", folder, err)
	}
	return admitted, nil
}

func admitOne(source, target, sum string) error {
	if err := copyFile(source, target); err != nil {
		return err
	}
	if err := verify(target, sum); err != nil {
		return errors.Join(err, os.Remove(target))
	}
	return nil
}

// verify hashes a file of ours against its pin.
func verify(path, sum string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return err
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sum {
		return fmt.Errorf("its sha256 is %s and the pin says %s: it is not the file that was pinned; do not run it", got, sum)
	}
	return nil
}

func copyFile(source, target string) error {
	in, err := openPlain(source)
	if err != nil {
		return err
	}
	defer in.Close()
	// A child forked while the copy is open for writing would hold it open, and the kernel refuses to execute such a file.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	out, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o500) //nolint:gosec // it is to be executed, by us alone
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(in, fileLimit+1))
	if err == nil && n > fileLimit {
		err = fmt.Errorf("it has more than %d bytes", fileLimit)
	}
	return errors.Join(err, out.Close())
}

// openPlain opens a regular file that only its owner's side can write, and no link to one.
func openPlain(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ELOOP) {
		return nil, errors.New("it is a symbolic link; put the file itself there")
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		err = plain(info)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func plain(info fs.FileInfo) error {
	switch {
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	case info.Mode().Perm()&worldWrite != 0:
		return errors.New("everybody can write to it; run chmod o-w on it, then check that it is what you pinned")
	}
	return nil
}

func readPins(folder string) (map[string]pin, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&worldWrite != 0 {
		return nil, errors.New("everybody can write to the folder; run chmod o-w on it, then check what is in it")
	}
	file, err := openPlain(filepath.Join(folder, pinsFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pinsFile, err)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, pinsLimit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pinsFile, err)
	}
	if len(content) > pinsLimit {
		return nil, fmt.Errorf("%s: it has more than %d bytes", pinsFile, pinsLimit)
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	pins := map[string]pin{}
	if err := decoder.Decode(&pins); err != nil {
		return nil, fmt.Errorf("%s: %w", pinsFile, err)
	}
	for name, pin := range pins {
		if err := pin.check(name); err != nil {
			return nil, fmt.Errorf("%s, plugin %q: %w", pinsFile, name, err)
		}
	}
	return pins, nil
}

func (p pin) check(name string) error {
	switch {
	case !pluginName.MatchString(name):
		return errors.New("a plugin's name is a-z, 0-9 and dashes, beginning with a letter, at most 63 of them")
	case !checksum.MatchString(p.SHA256):
		return errors.New("its sha256 is not 64 lower-case hexadecimal digits")
	case p.Kind != sdk.KindPredicate && p.Kind != sdk.KindExecutor && p.Kind != sdk.KindProbe:
		return fmt.Errorf("its kind is %q, not %q, %q or %q", p.Kind, sdk.KindPredicate, sdk.KindExecutor, sdk.KindProbe)
	case p.Memory < 0 || p.Memory > maxMemory:
		return fmt.Errorf("its memory is %d MiB, not between 0 (as others of its kind) and %d", p.Memory, maxMemory)
	case p.Processes < 0 || p.Processes > maxProcesses:
		return fmt.Errorf("it has %d processes, not between 0 (as others) and %d", p.Processes, maxProcesses)
	}
	return nil
}

// PinPredicate copies a predicate plugin with that sha256 into a plugin folder, which is made if it is missing, and pins it
// there. A plugin of that name that is another one stays as it is, and is an error.
func PinPredicate(folder, name, source, sum string) error {
	fail := func(err error) error { return fmt.Errorf("put plugin %s into %s: %w", name, folder, err) }
	added := pin{SHA256: sum, Kind: sdk.KindPredicate}
	if err := added.check(name); err != nil {
		return fail(err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fail(err)
	}
	pins, err := readPins(folder)
	if errors.Is(err, fs.ErrNotExist) {
		pins, err = map[string]pin{}, nil
	}
	if err != nil {
		return fail(err)
	}
	there, pinned := pins[name]
	if pinned && (there.SHA256 != sum || there.Kind != added.Kind) {
		return fail(fmt.Errorf("another one is pinned there, with the sha256 %s: remove it first", there.SHA256))
	}
	target := filepath.Join(folder, name)
	if err := admitOne(source, target, sum); err != nil && !errors.Is(err, fs.ErrExist) {
		return fail(err)
	}
	if err := verify(target, sum); err != nil {
		return fail(err)
	}
	if !pinned { // what its owner added there stays
		pins[name] = added
	}
	text, err := json.MarshalIndent(pins, "", "  ")
	if err != nil {
		return fail(err)
	}
	temporary := filepath.Join(folder, newPins)
	if err := os.WriteFile(temporary, append(text, '\n'), 0o600); err != nil {
		return fail(err)
	}
	if err := os.Rename(temporary, filepath.Join(folder, pinsFile)); err != nil {
		return fail(err)
	}
	return nil
}
