package delivery

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Bids is a folder of signed bids, each in a file as `tercet offer bid` writes it, whatever it is called. Whoever may write to it
// can have bids considered, and signs none in another's name. Empty stands for none.
type Bids string

// mostBids is how many bids of the folder are considered, and mostFiles how many of its files are looked at: those that hold no bid, or
// one that comes to nothing, take no bid's place. In one look mostRead of what changed is read, and none again within lookAgain. One maker
// has mostOfMaker places, whoever that is: others get theirs, however many bids it signs.
const (
	mostBids    = 256
	mostOfMaker = 64
	mostFiles   = 4096
	mostRead    = 8
	mostFault   = 256 // bytes that are kept of why a file holds no bid
)

// bidFile is a file as it was read last.
type bidFile struct {
	name   string
	info   fs.FileInfo
	read   uint64      // when, in Unix seconds
	hash   common.Hash // of the bid
	signed offer.Signed
	fault  string // why it is no bid at all, or nothing comes of it, else empty
	by     signer
	behind bool // others of that signer have all the places that one has
}

// signer is whose a bid is. What no key of the maker signed, which a contract may stand by all the same, is apart: whoever forges the bids
// of somebody takes none of the places of those that it signed.
type signer struct {
	maker common.Address
	byKey bool
}

func signerOf(s offer.Signed) signer { return signer{s.Maker(), s.VerifyKey() == nil} }

// read is what the folder has, by name. What did not change since is not read again. more says that there is more than is looked at.
func (b Bids) read(known map[string]*bidFile, now uint64) (files []*bidFile, more bool, err error) {
	infos, more, err := b.list()
	if err != nil {
		return nil, false, err
	}
	good, unread, of := 0, 0, map[signer]int{}
	for _, old := range known {
		if old.fault == "" {
			good++
			of[old.by]++
		}
	}
	for _, info := range infos {
		old := known[info.Name()]
		same := old != nil && os.SameFile(old.info, info) && old.info.Size() == info.Size() && old.info.ModTime().Equal(info.ModTime())
		waits := old == nil || !old.behind || of[old.by] >= mostOfMaker
		if same && waits || old != nil && now < old.read+lookAgain {
			files = append(files, old)
			continue
		}
		if unread == mostRead || good >= mostBids && (old == nil || old.fault != "") {
			more = more || good >= mostBids
			if old != nil {
				files = append(files, old)
			}
			continue
		}
		unread++
		file := &bidFile{name: info.Name(), info: info, read: now}
		if file.signed, err = readSigned(filepath.Join(string(b), info.Name())); err == nil {
			file.by = signerOf(file.signed)
			file.hash, err = file.signed.Hash()
		}
		if old != nil && old.fault == "" {
			good--
			of[old.by]--
		}
		switch {
		case err != nil:
			file.fault = short(err.Error())
		case of[file.by] >= mostOfMaker:
			file.fault = fmt.Sprintf("its maker %s has %d others here, and no more of one maker are considered at once", file.by.maker, mostOfMaker)
			file.signed, file.behind = offer.Signed{}, true
		default:
			good++
			of[file.by]++
		}
		files = append(files, file)
	}
	return files, more, nil
}

// short is a text that is kept for each file.
func short(text string) string {
	return sdk.Clean(strings.ToValidUTF8(text[:min(len(text), mostFault)], ""))
}

// list is the files of the folder, those that were put there first first.
func (b Bids) list() (infos []fs.FileInfo, more bool, err error) {
	folder, err := os.Open(string(b))
	if err != nil {
		return nil, false, fmt.Errorf("look for bids: %w", err)
	}
	defer folder.Close()
	entries, err := folder.ReadDir(mostFiles + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, false, fmt.Errorf("look for bids: %w", err)
	}
	if more = len(entries) > mostFiles; more {
		entries = entries[:mostFiles]
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		if info, err := entry.Info(); err == nil { // else it is gone
			infos = append(infos, info)
		}
	}
	slices.SortStableFunc(infos, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	return infos, more, nil
}

// readSigned reads the file of an offer, which may be something else by now: to open it waits for nothing, and what is too long is not read.
func readSigned(path string) (offer.Signed, error) {
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
