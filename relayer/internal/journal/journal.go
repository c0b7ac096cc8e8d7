// Package journal keeps what a relayer must not lose: the outputs it holds, the secrets of their witnesses, the proofs
// and every transaction it signed. It promises that
//
//   - what Save was given is on the disk when Save returns, and a crash at any moment leaves either the entry before
//     it or the entry after it, whole;
//   - an entry that was changed or damaged on the disk is named, never used;
//   - one process at a time writes to a data folder, and the second one is told so;
//   - nobody but the owner of the process may read the files, and a folder that others may write to is refused.
//
// The chain is the truth about what happened; the journal is the truth about secrets.
package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"sync"

	"github.com/ethereum/go-ethereum/common"
)

// ErrNotFound says that there is no entry for a forward.
var ErrNotFound = errors.New("no entry in the journal")

// CorruptError names an entry whose bytes on the disk are not those that were written.
type CorruptError struct {
	Path   string
	Reason string
}

func (e *CorruptError) Error() string {
	return fmt.Sprintf("journal entry %s is damaged: %s; restore it from a copy, or move its folder away to start that "+
		"forward anew (an announcement made under it is then lost)", e.Path, e.Reason)
}

// Journal is an open data folder. It is safe for concurrent use.
type Journal struct {
	folder string
	lock   *os.File
	disk   disk
	mu     sync.Mutex
}

// Open locks the data folder and opens the journal in it, making both where they are missing.
func Open(data string) (*Journal, error) {
	return open(data, osDisk{})
}

func open(data string, d disk) (*Journal, error) {
	folder := filepath.Join(data, "deliveries")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the journal's folder: %w", err)
	}
	for _, path := range []string{data, folder} {
		if err := private(path); err != nil {
			return nil, err
		}
	}
	lock, err := acquire(data)
	if err != nil {
		return nil, err
	}
	for _, path := range []string{data, filepath.Dir(data)} {
		if err := d.SyncFolder(path); err != nil {
			return nil, errors.Join(fmt.Errorf("sync %s: %w", path, err), release(lock))
		}
	}
	return &Journal{folder: folder, lock: lock, disk: d}, nil
}

// Close gives the data folder free for another process.
func (j *Journal) Close() error {
	return release(j.lock)
}

// Save writes the entry of one forward durably. It returns only when the entry would survive a power cut.
func (j *Journal) Save(d *Delivery) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	folder := j.path(d.Forward)
	if err := j.save(folder, d); err != nil {
		return fmt.Errorf("save forward %s to the journal: %w", d.Forward, err)
	}
	return nil
}

// Load reads the entry of one forward: ErrNotFound where there is none, a CorruptError where it is damaged.
func (j *Journal) Load(forward common.Hash) (*Delivery, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	d, err := load(j.path(forward), forward)
	if err != nil {
		return nil, fmt.Errorf("load forward %s: %w", forward, err)
	}
	return d, nil
}

// List reads every entry, in order of the forward's id. Those that cannot be read come back beside them, by forward, with
// the reason: one of them must not hide the others, and must not be taken for one that is missing.
func (j *Journal) List() (whole []*Delivery, unreadable map[common.Hash]error, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	entries, err := os.ReadDir(j.folder)
	if err != nil {
		return nil, nil, fmt.Errorf("list the journal: %w", err)
	}
	unreadable = map[common.Hash]error{}
	for _, entry := range entries {
		if !entry.IsDir() || !common.IsHexHash(entry.Name()) {
			continue
		}
		forward := common.HexToHash(entry.Name())
		d, err := load(filepath.Join(j.folder, entry.Name()), forward)
		switch {
		case errors.Is(err, ErrNotFound): // a crash before the first write: nothing was promised yet
		case err != nil:
			unreadable[forward] = err
		default:
			whole = append(whole, d)
		}
	}
	sort.Slice(whole, func(a, b int) bool { return whole[a].Forward.Cmp(whole[b].Forward) < 0 })
	return whole, unreadable, nil
}

func (j *Journal) path(forward common.Hash) string {
	return filepath.Join(j.folder, forward.Hex())
}
