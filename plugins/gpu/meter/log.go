package meter

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gofrs/flock"
	"golang.org/x/mod/sumdb/tlog"
	_ "modernc.org/sqlite" // the driver
)

// maxEntry bounds an entry, in bytes.
const maxEntry = 1 << 20

// schema is the log's. Nothing in it is ever changed or deleted: triggers see to that, whoever has the file open. Transcripts
// alone may go once nobody asks for them any more; entries have their hashes.
const schema = `
CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS hashes (place INTEGER PRIMARY KEY, hash BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS claims (device BLOB NOT NULL, hour INTEGER NOT NULL, forward BLOB NOT NULL, PRIMARY KEY (device, hour));
CREATE TABLE IF NOT EXISTS transcripts (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS hashes_stay BEFORE DELETE ON hashes BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS hashes_keep BEFORE UPDATE ON hashes BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS claims_stay BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER IF NOT EXISTS claims_keep BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;`

// What keeps an entry from the log.
var (
	ErrSold   = errors.New("the device-hour is another forward's")
	ErrInUse  = errors.New("another process has the log open")
	ErrBroken = errors.New("the log is not what was written")
	ErrGone   = errors.New("the transcript is not there any more")
)

// Log is a meter's evidence, an entry after the other, under a Merkle tree as RFC 6962 has it (golang.org/x/mod/sumdb/tlog). One
// process at a time has it open.
type Log struct {
	db   *sql.DB
	lock *flock.Flock
}

// An Entry is one line of the log. Its bytes are what the tree is over: kind, a line feed, body.
type Entry struct {
	Seq  int64
	Kind string
	Body []byte
}

func (e Entry) record() []byte { return append([]byte(e.Kind+"\n"), e.Body...) }

// A Claim says that a device-hour is a forward's.
type Claim struct {
	Device, Forward common.Hash
	Hour            uint64
}

// OpenLog opens a log's file, a new one if need be.
func OpenLog(path string) (*Log, error) {
	lock := flock.New(path + ".lock")
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("open evidence log %s: %w", path, err)
	case !locked:
		return nil, fmt.Errorf("open evidence log %s: %w", path, ErrInUse)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(10000)&_txlock=immediate")
	if err == nil {
		db.SetMaxOpenConns(1)
		_, err = db.Exec(schema)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open evidence log %s: %w", path, err), lock.Unlock())
	}
	return &Log{db, lock}, nil
}

// Close ends the use of the log.
func (l *Log) Close() error { return errors.Join(l.db.Close(), l.lock.Unlock()) }

// Append adds one entry, with the device-hours that it claims and the transcript that it has the hash of, or nothing at all.
func (l *Log) Append(ctx context.Context, kind string, body []byte, claims []Claim, transcript []byte) (err error) {
	if len(body) > maxEntry {
		return fmt.Errorf("append %s to the evidence log: it has %d bytes, at most %d are kept", kind, len(body), maxEntry)
	}
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("append %s to the evidence log: %w", kind, err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the first error tells more
			err = fmt.Errorf("append %s to the evidence log: %w", kind, err)
		}
	}()
	if err := appendEntry(ctx, tx, kind, body); err != nil {
		return err
	}
	for _, claim := range claims {
		if err := appendClaim(ctx, tx, claim); err != nil {
			return err
		}
	}
	if len(transcript) > 0 {
		hash := tlog.RecordHash(transcript)
		if _, err := tx.ExecContext(ctx, `INSERT INTO transcripts VALUES (?, ?) ON CONFLICT DO NOTHING`, hash[:], transcript); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func appendEntry(ctx context.Context, tx *sql.Tx, kind string, body []byte) error {
	var size int64
	if err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq) + 1, 0) FROM entries`).Scan(&size); err != nil {
		return err
	}
	entry := Entry{size, kind, body}
	hashes, err := tlog.StoredHashes(size, entry.record(), readHashes(ctx, tx))
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO entries VALUES (?, ?, ?)`, size, kind, body); err != nil {
		return err
	}
	first := tlog.StoredHashCount(size)
	for i, hash := range hashes {
		if _, err := tx.ExecContext(ctx, `INSERT INTO hashes VALUES (?, ?)`, first+int64(i), hash[:]); err != nil {
			return err
		}
	}
	return nil
}

func appendClaim(ctx context.Context, tx *sql.Tx, claim Claim) error {
	const insert, find = `INSERT INTO claims VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, `SELECT forward FROM claims WHERE device = ? AND hour = ?`
	if _, err := tx.ExecContext(ctx, insert, claim.Device[:], claim.Hour, claim.Forward[:]); err != nil {
		return err
	}
	var forward []byte
	if err := tx.QueryRowContext(ctx, find, claim.Device[:], claim.Hour).Scan(&forward); err != nil {
		return err
	}
	if held := common.BytesToHash(forward); held != claim.Forward {
		return fmt.Errorf("device %s in hour %d: %w, %s", claim.Device, claim.Hour, ErrSold, held)
	}
	return nil
}

// Entries calls a function with each entry, in order.
func (l *Log) Entries(ctx context.Context, each func(Entry) error) error {
	for place := int64(0); ; {
		page, err := l.page(ctx, place)
		if err != nil {
			return fmt.Errorf("read the evidence log from entry %d on: %w: %w", place, errUnread, err)
		}
		if len(page) == 0 {
			return nil
		}
		for _, entry := range page {
			if entry.Seq != place {
				return fmt.Errorf("read the evidence log: %w: entry %d is missing", ErrBroken, place)
			}
			if err := each(entry); err != nil {
				return fmt.Errorf("entry %d of the evidence log (%s): %w", entry.Seq, entry.Kind, err)
			}
			place++
		}
	}
}

// page is some entries from one on. The connection is free again when they are looked at.
func (l *Log) page(ctx context.Context, from int64) (page []Entry, err error) {
	rows, err := l.db.QueryContext(ctx, `SELECT seq, kind, body FROM entries WHERE seq >= ? ORDER BY seq LIMIT 256`, from)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var entry Entry
		if err := rows.Scan(&entry.Seq, &entry.Kind, &entry.Body); err != nil {
			return nil, err
		}
		page = append(page, entry)
	}
	return page, rows.Err()
}

// Transcript is what was said in a challenge; ErrGone if it was deleted.
func (l *Log) Transcript(ctx context.Context, hash common.Hash) (transcript []byte, err error) {
	err = l.db.QueryRowContext(ctx, `SELECT bytes FROM transcripts WHERE hash = ?`, hash[:]).Scan(&transcript)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("transcript %s: %w", hash, ErrGone)
	case err != nil:
		return nil, fmt.Errorf("transcript %s: %w: %w", hash, errUnread, err)
	case common.Hash(tlog.RecordHash(transcript)) != hash:
		return nil, fmt.Errorf("transcript %s: %w: it has another hash", hash, ErrBroken)
	}
	return transcript, nil
}

// Root is the size of the log and the hash of its tree.
type Root struct {
	Size int64       `json:"size"`
	Hash common.Hash `json:"hash"`
}

// Root is that of the log as it is now.
func (l *Log) Root(ctx context.Context) (Root, error) {
	var size int64
	if err := l.db.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq) + 1, 0) FROM entries`).Scan(&size); err != nil {
		return Root{}, fmt.Errorf("root of the evidence log: %w", err)
	}
	hash, err := tlog.TreeHash(size, readHashes(ctx, l.db))
	if err != nil {
		return Root{}, fmt.Errorf("root of the evidence log: %w", err)
	}
	return Root{size, common.Hash(hash)}, nil
}

// Holds says whether the log goes on from a root that was seen of it, as in a draft. A log of which the end was cut off does not.
func (l *Log) Holds(ctx context.Context, seen Root) error {
	now, err := l.Root(ctx)
	if err != nil {
		return err
	}
	if seen.Size < 0 || seen.Size > now.Size {
		return fmt.Errorf("the evidence log has %d entries, and had %d: %w", now.Size, seen.Size, ErrBroken)
	}
	hash, err := tlog.TreeHash(seen.Size, readHashes(ctx, l.db))
	if err != nil {
		return fmt.Errorf("root of the first %d entries of the evidence log: %w", seen.Size, err)
	}
	if common.Hash(hash) != seen.Hash {
		return fmt.Errorf("the first %d entries of the evidence log have root %s, and had %s: %w", seen.Size, common.Hash(hash), seen.Hash, ErrBroken)
	}
	return nil
}

// queryer is a database or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func readHashes(ctx context.Context, q queryer) tlog.HashReaderFunc {
	return func(places []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(places))
		for i, place := range places {
			var hash []byte
			err := q.QueryRowContext(ctx, `SELECT hash FROM hashes WHERE place = ?`, place).Scan(&hash)
			if errors.Is(err, sql.ErrNoRows) {
				return nil, fmt.Errorf("hash %d: %w: it is missing", place, ErrBroken)
			}
			if err != nil {
				return nil, fmt.Errorf("hash %d: %w: %w", place, errUnread, err)
			}
			if len(hash) != tlog.HashSize {
				return nil, fmt.Errorf("hash %d: %w", place, ErrBroken)
			}
			hashes[i] = tlog.Hash(slices.Clone(hash))
		}
		return hashes, nil
	}
}
