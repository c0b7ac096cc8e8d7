package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	_ "modernc.org/sqlite" // the driver

	"github.com/tercet-protocol/tercet/relayer/internal/owned"
)

// ErrLocked says that another process has the data folder.
var ErrLocked = errors.New("another relayer uses this data folder")

// fileName is the database in a data folder. What SQLite puts beside it gets its permissions.
const fileName = "tercet.db"

// settings of each connection: commits are synced, also to a write-ahead log, what is deleted is overwritten, and who writes
// says so from the start, so that no transaction has to be given up in its middle.
var settings = url.Values{
	"_pragma": {"journal_mode(WAL)", "synchronous(FULL)", "busy_timeout(10000)", "foreign_keys(1)", "secure_delete(1)"},
	"_txlock": {"immediate"},
}

func openFolder(ctx context.Context, folder string, synced bool) (*Database, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	own, err := owned.Take(folder)
	if errors.Is(err, owned.ErrTaken) {
		return nil, fmt.Errorf("%w: %w; stop it, or choose another folder with --data", ErrLocked, err)
	}
	if err != nil {
		return nil, fmt.Errorf("take the data folder: %w", err)
	}
	db, err := openFile(ctx, folder, synced)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the database in %s: %w", folder, err), own.Release())
	}
	return &Database{db: db, close: func() error { return errors.Join(db.Close(), own.Release()) }}, nil
}

func openFile(ctx context.Context, folder string, synced bool) (*sql.DB, error) {
	if earlier, err := filepath.Glob(filepath.Join(folder, "deliveries", "0x*")); err != nil || len(earlier) > 0 {
		return nil, errors.Join(err, fmt.Errorf("%w, in the folder deliveries: bring what it holds to its end with that version, "+
			"or move it away to give up what was not settled", ErrEarlier))
	}
	path := filepath.Join(folder, fileName)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	with := maps.Clone(settings)
	if synced {
		err = errors.Join(file.Sync(), syncFolder(folder), syncFolder(filepath.Dir(folder)))
	} else {
		with["_pragma"] = append(slices.Clone(with["_pragma"]), "synchronous(OFF)")
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn(path, with))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // SQLite has one writer; a second connection would wait for the first, or fail
	err = migrate(ctx, db, goose.DialectSQLite3)
	if err == nil {
		err = migrateQueue(ctx, riversqlite.New(db))
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// dsn names a file whatever characters its path has.
func dsn(path string, with url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: with.Encode()}).String()
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
