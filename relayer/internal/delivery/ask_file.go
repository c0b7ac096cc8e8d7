package delivery

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// askPath is the file of a policy's ask: of the one that stands, or stood last.
func (e *Engine) askPath(name string) string { return filepath.Join(e.opts.AskFolder, name+".json") }

// findAsk takes up the ask that stood when this process began. One of another account, chain or contract stands for nothing here, and
// the next one takes its file.
func (e *Engine) findAsk(a *ask) error {
	path := e.askPath(a.Name)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		a.found = true
		return nil
	}
	s, err := readSigned(path)
	if err != nil {
		return err
	}
	hash, err := s.Hash()
	if err != nil {
		return err
	}
	if s.Side != offer.Ask {
		return errors.New("it is a bid")
	}
	if s.Maker() != e.opts.Account || s.ChainID.Cmp(e.opts.ChainID) != 0 || s.Contract != e.opts.OfferContract {
		e.Log.Warn().Str("name", a.Name).Str("file", path).Stringer("maker", s.Maker()).Stringer("chain", s.ChainID).Stringer("offers", s.Contract).
			Msg("the file has an ask of another account, chain or contract, which is left alone and loses its file to the next one")
		a.found = true
		return nil
	}
	if err := s.VerifyKey(); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	a.found, a.standing, a.hash = true, s, hash
	return nil
}

// keepAsk writes an ask: it is on the disk whole, or not at all.
func (e *Engine) keepAsk(name string, s offer.Signed) (err error) {
	fail := func(err error) error { return fmt.Errorf("keep it as %s: %w", e.askPath(name), err) }
	text, err := s.Encode()
	if err != nil {
		return fail(err)
	}
	if err := os.MkdirAll(e.opts.AskFolder, 0o700); err != nil {
		return fail(err)
	}
	folder, err := os.OpenRoot(e.opts.AskFolder)
	if err != nil {
		return fail(err)
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	unfinished := "." + name + ".new"
	if err := folder.Remove(unfinished); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fail(err)
	}
	file, err := folder.OpenFile(unfinished, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fail(err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		failpoint.Here("before ask")
		err = folder.Rename(unfinished, name+".json")
		failpoint.Here("after ask")
	}
	if err != nil {
		return fail(err)
	}
	itself, err := folder.Open(".")
	if err != nil {
		return fail(err)
	}
	if err := errors.Join(itself.Sync(), itself.Close()); err != nil {
		return fail(err)
	}
	return nil
}
