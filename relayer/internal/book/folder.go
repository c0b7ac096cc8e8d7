package book

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"regexp"
	"slices"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/owned"
)

// named is how the file of an offer is called.
var named = regexp.MustCompile(`^0x[0-9a-f]{64}\.json$`)

// unfinished is how one is called while it is written.
var unfinished = regexp.MustCompile(`^0x[0-9a-f]{64}\.json\.new$`)

const suffix = ".json"

// ErrServed says that another process has the folder: two would not see each other's offers, and forget them.
var ErrServed = errors.New("another server has this book")

// open makes the folder if there is none, takes it, and reads the offers in it.
func (b *Book) open() (err error) {
	if err := os.MkdirAll(b.opts.Folder, 0o700); err != nil {
		return err
	}
	b.own, err = owned.Take(b.opts.Folder)
	if errors.Is(err, owned.ErrTaken) {
		return fmt.Errorf("%w: %w; stop it, or give this one a folder of its own and each other as peers", ErrServed, err)
	}
	if err != nil {
		return err
	}
	if b.folder, err = os.OpenRoot(b.opts.Folder); err != nil {
		return errors.Join(err, b.own.Release())
	}
	if err = b.read(); err != nil {
		return errors.Join(err, b.Close())
	}
	return nil
}

// read reads the offers in the folder, in the order in which they came. What is none of ours stays where it is, and is not looked at.
func (b *Book) read() error {
	entries, err := fs.ReadDir(b.folder.FS(), ".")
	if err != nil {
		return err
	}
	var found []*Entry
	for _, entry := range entries {
		if unfinished.MatchString(entry.Name()) { // of a write that was cut off
			if err := b.folder.Remove(entry.Name()); err != nil {
				return err
			}
			continue
		}
		if !entry.Type().IsRegular() || !named.MatchString(entry.Name()) {
			continue
		}
		e, err := b.load(entry)
		if err != nil {
			b.deps.Log.Warn().Err(err).Str("file", entry.Name()).Msg("a file in the book's folder is no offer; it stays where it is")
			continue
		}
		found = append(found, e)
	}
	slices.SortFunc(found, func(a, b *Entry) int { return cmp.Or(a.Came.Compare(b.Came), a.Hash.Cmp(b.Hash)) })
	if more := len(found) - b.opts.Most; more > 0 { // the last that came had more behind them than what went for them
		b.deps.Log.Warn().Int("offers", len(found)).Int("most", b.opts.Most).Msg("there are more offers in the book's folder than it may hold; the earliest are left out")
		found = found[more:]
	}
	for _, e := range found {
		b.last = max(b.last+1, numberAt(e.Came))
		e.Number = b.last
		b.entries[e.Hash] = e
	}
	return nil
}

func (b *Book) load(entry fs.DirEntry) (*Entry, error) {
	info, err := entry.Info()
	if err != nil {
		return nil, err
	}
	file, err := b.folder.Open(entry.Name())
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, offer.MaxFile+1))
	if err != nil {
		return nil, err
	}
	s, err := offer.Read(text)
	if err != nil {
		return nil, err
	}
	hash, err := s.Hash()
	if err != nil {
		return nil, err
	}
	if hash.Hex()+suffix != entry.Name() {
		return nil, fmt.Errorf("it holds offer %s", hash)
	}
	e := &Entry{Hash: hash, Signed: s, Came: info.ModTime(), Since: b.deps.Clock(), Standing: Unjudged, Reason: "the chain was not asked yet", Filled: new(big.Int)}
	if over := time.Unix(int64(min(s.Expiry, 1<<40)), 0); over.Before(e.Since) {
		e.Since = over
	}
	return e, b.ours(s)
}

// keep writes an offer's file: it is there whole, or not at all.
func (b *Book) keep(e *Entry) (err error) {
	fail := func(err error) error { return fmt.Errorf("keep offer %s: %w", e.Hash, err) }
	text, err := e.Signed.Encode()
	if err != nil {
		return fail(err)
	}
	name := e.Hash.Hex() + suffix
	file, err := b.folder.OpenFile(name+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fail(err)
	}
	_, err = file.Write(text)
	came := time.Unix(0, int64(e.Number)) //nolint:gosec // a time in this century
	if err = errors.Join(err, b.folder.Chtimes(name+".new", came, came)); err != nil {
		err = errors.Join(err, file.Close())
	} else if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = b.folder.Rename(name+".new", name)
	}
	if err == nil {
		err = b.sync()
	}
	if err != nil {
		_ = b.folder.Remove(name + ".new")
		return fail(err)
	}
	return nil
}

// forget takes offers out of the book: each is listed as long as its file is there.
func (b *Book) forget(gone ...*Entry) error {
	if len(gone) == 0 {
		return nil
	}
	for _, e := range gone {
		if err := b.folder.Remove(e.Hash.Hex() + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forget offer %s: %w", e.Hash, err)
		}
		b.mu.Lock()
		delete(b.entries, e.Hash)
		b.mu.Unlock()
	}
	return b.sync()
}

func (b *Book) sync() error {
	folder, err := b.folder.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
