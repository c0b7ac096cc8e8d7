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
)

// named is how the file of an offer is called.
var named = regexp.MustCompile(`^0x[0-9a-f]{64}\.json$`)

const suffix = ".json"

// ErrOpenToOthers says that others may put files of theirs into the folder.
var ErrOpenToOthers = errors.New("others may write to it")

// open makes the folder if there is none, and reads the offers in it, in the order in which they came. What is none of ours stays
// where it is, and is not looked at.
func (b *Book) open() error {
	if err := os.MkdirAll(b.opts.Folder, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(b.opts.Folder)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("%w: run `chmod 700 %s`", ErrOpenToOthers, b.opts.Folder)
	}
	if b.folder, err = os.OpenRoot(b.opts.Folder); err != nil {
		return err
	}
	entries, err := fs.ReadDir(b.folder.FS(), ".")
	if err != nil {
		return errors.Join(err, b.folder.Close())
	}
	var found []*Entry
	for _, entry := range entries {
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
	if len(found) > b.opts.Most {
		b.deps.Log.Warn().Int("offers", len(found)).Int("most", b.opts.Most).Msg("there are more offers in the book's folder than it may hold; the latest are left out")
		found = found[:b.opts.Most]
	}
	for _, e := range found {
		b.last++
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
	return e, b.plausibleHere(s)
}

// plausibleHere refuses what a book of another deployment left.
func (b *Book) plausibleHere(s offer.Signed) error {
	if s.ChainID.Cmp(new(big.Int).SetUint64(b.opts.ChainID)) != 0 || s.Contract != b.opts.Contract {
		return fmt.Errorf("it is for the offers at %s on chain %s", s.Contract, s.ChainID)
	}
	return s.Check()
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
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = b.folder.Rename(name+".new", name)
	}
	if err == nil {
		err = b.sync()
	}
	if err != nil {
		return fail(err)
	}
	return nil
}

// forget takes an offer out of the book.
func (b *Book) forget(e *Entry) error {
	if err := b.folder.Remove(e.Hash.Hex() + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget offer %s: %w", e.Hash, err)
	}
	delete(b.entries, e.Hash)
	return nil
}

func (b *Book) sync() error {
	folder, err := b.folder.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
