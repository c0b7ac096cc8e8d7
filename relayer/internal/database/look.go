package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// ErrOther says that a database has another schema than this program.
var ErrOther = errors.New("its schema is of another version of this program")

// Look opens a database to read it, also while a relayer uses it. It changes nothing, and makes nothing that is missing.
func Look(ctx context.Context, where Where) (*Database, error) {
	if where.URL != "" {
		config, name, err := parse(where.URL)
		if err != nil {
			return nil, err
		}
		config.RuntimeParams["default_transaction_read_only"] = "on"
		return compare(ctx, name, stdlib.OpenDB(*config), goose.DialectPostgres)
	}
	path := filepath.Join(where.Folder, fileName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("look into %s, where no relayer kept anything yet: %w", where.Folder, err)
	}
	db, err := sql.Open("sqlite", dsn(path, url.Values{"mode": {"ro"}, "_pragma": {"query_only(1)", "busy_timeout(10000)"}}))
	if err != nil {
		return nil, fmt.Errorf("look into %s: %w", path, err)
	}
	return compare(ctx, path, db, goose.DialectSQLite3)
}

// compare refuses a database with another schema.
func compare(ctx context.Context, name string, db *sql.DB, dialect goose.Dialect) (*Database, error) {
	known, err := schema(db, dialect)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	var has int64
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM "+goose.DefaultTablename+" WHERE is_applied").Scan(&has)
	if want := newest(known); err == nil && has != want {
		err = fmt.Errorf("%w: %d, and this one reads %d", ErrOther, has, want)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("look into %s: %w", name, err), db.Close())
	}
	return &Database{db: db, close: db.Close}, nil
}
