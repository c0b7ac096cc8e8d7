package delivery

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// askPath is the file of a policy's ask: of the one that stands, or stood last.
func (e *Engine) askPath(name string) string { return filepath.Join(e.opts.AskFolder, name+".json") }

// findAsk takes up the ask that stood when this process became the one that signs, or says why it cannot. One of another account, chain
// or contract stands for nothing here, and the next one takes its place. A file counts where the database knows of none: of a relayer that
// had another database.
func (e *Engine) findAsk(a *ask, at at) (reason string, err error) {
	text, err := e.Journal.Ask(a.Name)
	if errors.Is(err, journal.ErrNotFound) {
		return e.findFile(a)
	}
	if err != nil {
		return "", err
	}
	s, err := offer.Read(text)
	if err == nil {
		err = e.takeUp(a, s, "the database")
	}
	if err != nil {
		return fmt.Sprintf("what the database has in its place is no ask that this relayer signed; restore it from a copy: %v", err), nil
	}
	return "", e.setAside(a, at)
}

// setAside gives the file of an ask another name where it has one that the database does not know, as where an older copy of that was
// brought back: somebody may have it, and the operator cancels it by that file.
func (e *Engine) setAside(a *ask, at at) error {
	path := e.askPath(a.Name)
	s, err := readSigned(path)
	if err != nil { // what is no ask makes way
		return nil //nolint:nilerr // for that
	}
	hash, err := s.Hash()
	if err != nil || hash == a.hash || s.Expiry <= at.final.Time || s.Maker() != e.opts.Account || s.VerifyKey() != nil {
		return nil //nolint:nilerr // it can be taken by nobody
	}
	aside := e.askPath(a.Name + "-" + hash.Hex()[2:10])
	if err := os.Rename(path, aside); err != nil {
		a.found = false // or its file would be lost
		return fmt.Errorf("keep what it was before: %w", err)
	}
	e.Log.Warn().Str("name", a.Name).Stringer("ask", hash).Str("file", aside).Str("until", moment(s.Expiry)).
		Msg("the database does not know the ask of this file, which may stand beside its own: `tercet offer cancel` ends it")
	return nil
}

func (e *Engine) findFile(a *ask) (reason string, err error) {
	path := e.askPath(a.Name)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		a.found = true
		return "", nil
	}
	s, err := readSigned(path)
	if err == nil {
		err = e.takeUp(a, s, path)
	}
	if err != nil {
		return fmt.Sprintf("its file is none of an ask that this relayer signed; take it away: %v", err), nil
	}
	if !a.stands() {
		return "", nil
	}
	text, err := s.Encode()
	if err == nil {
		err = e.Journal.KeepAsk(a.Name, text)
	}
	a.found = err == nil // or it is found once more
	return "", err
}

// takeUp has an ask that was found stand if it was signed here.
func (e *Engine) takeUp(a *ask, s offer.Signed, where string) error {
	hash, err := s.Hash()
	if err != nil {
		return err
	}
	if s.Side != offer.Ask {
		return errors.New("it is a bid")
	}
	if s.Maker() != e.opts.Account || s.ChainID.Cmp(e.opts.ChainID) != 0 || s.Contract != e.opts.OfferContract {
		e.Log.Warn().Str("name", a.Name).Str("where", where).Stringer("maker", s.Maker()).Stringer("chain", s.ChainID).Stringer("offers", s.Contract).
			Msg("there is an ask of another account, chain or contract, which is left alone and loses its place to the next one")
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

// fileAsk has the file of an ask be that of the one that stands: it is on the disk whole, or not at all. Until then no book gets it, so
// that the operator can cancel what others can take.
func (e *Engine) fileAsk(a *ask) (err error) {
	if !a.stands() || !a.found || a.filed {
		return nil
	}
	name := a.Name
	fail := func(err error) error { return fmt.Errorf("keep it as %s: %w", e.askPath(name), err) }
	text, err := a.standing.Encode()
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
	a.filed = true
	return nil
}
