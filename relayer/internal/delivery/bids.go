package delivery

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Bids is a folder of signed bids, each in a file as `tercet offer bid` writes it, whatever it is called. Whoever may write to it
// can have bids considered, and signs none in another's name. Empty stands for none.
type Bids string

// mostBids is how many files of the folder are looked at, subfolders and the like included.
const mostBids = 256

// bidFile is a file as it was read last.
type bidFile struct {
	name   string
	info   fs.FileInfo
	hash   common.Hash // of the bid
	signed offer.Signed
	fault  string // why it is no bid at all, else empty
}

// read is what the folder has, by name. What did not change since is not read again. more says that there is more than is looked at.
func (b Bids) read(known map[string]*bidFile) (files []*bidFile, more bool, err error) {
	folder, err := os.Open(string(b))
	if err != nil {
		return nil, false, fmt.Errorf("look for bids: %w", err)
	}
	defer folder.Close()
	entries, err := folder.ReadDir(mostBids + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, false, fmt.Errorf("look for bids: %w", err)
	}
	if more = len(entries) > mostBids; more {
		entries = entries[:mostBids]
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			continue // it is gone
		}
		old := known[entry.Name()]
		if old == nil || !os.SameFile(old.info, info) || old.info.Size() != info.Size() || !old.info.ModTime().Equal(info.ModTime()) {
			old = &bidFile{name: entry.Name(), info: info}
			if old.signed, err = readBid(filepath.Join(string(b), entry.Name())); err == nil {
				old.hash, err = old.signed.Hash()
			}
			if err != nil {
				old.fault = err.Error()
			}
		}
		files = append(files, old)
	}
	slices.SortFunc(files, func(a, b *bidFile) int { return a.info.ModTime().Compare(b.info.ModTime()) })
	return files, more, nil
}

// readBid reads a file that may be something else by now: to open it waits for nothing, and what is too long is not read.
func readBid(path string) (offer.Signed, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return offer.Signed{}, err
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return offer.Signed{}, errors.Join(errors.New("it is no file"), err)
	}
	text, err := io.ReadAll(io.LimitReader(file, offer.MaxFile+1))
	if err != nil {
		return offer.Signed{}, err
	}
	return offer.Read(text)
}
