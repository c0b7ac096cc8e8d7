package database

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pressly/goose/v3"

	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
)

// What is in the way of opening a database.
var (
	ErrNewer   = errors.New("it was made by a newer version of this program")
	ErrEarlier = errors.New("a journal of an earlier version lies there")
)

//go:embed migrations/*.sql
var migrations embed.FS

// Where is what to open: a folder, or else the URL of a PostgreSQL database, postgres://…
type Where struct {
	Folder string
	URL    string
	// Unsynced has a folder's commits not wait for the disk: they outlive this process, however it ends, and not the machine. It is for
	// tests, which commit much, beside others that do.
	Unsynced bool
}

// Database is an open one. It is safe for concurrent use.
type Database struct {
	db    *sql.DB
	pool  *pgxpool.Pool // to the same database, for what speaks PostgreSQL alone
	close func() error
}

// Tx is the transaction that Write's statements run in: one of the two, as the database is.
type Tx struct {
	SQLite   *sql.Tx
	Postgres pgx.Tx
}

// Open opens a database, and makes what is missing of it.
func Open(ctx context.Context, where Where) (*Database, error) {
	if where.URL != "" {
		return openPostgres(ctx, where.URL)
	}
	return openFolder(ctx, where.Folder, !where.Unsynced)
}

// Close gives it free for others.
func (d *Database) Close() error { return d.close() }

// SQL is the connection itself, for what brings statements of its own. Whoever has a transaction open uses nothing but that.
func (d *Database) SQL() *sql.DB { return d.db }

// Pool is a PostgreSQL database's own kind of connections, nil for SQLite.
func (d *Database) Pool() *pgxpool.Pool { return d.pool }

// Shared says that other processes may use it, too.
func (d *Database) Shared() bool { return d.pool != nil }

// Now is the database's clock, which all that share it go by, in milliseconds.
func (d *Database) Now(ctx context.Context) (now int64, err error) {
	ask := "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)"
	if d.pool != nil {
		ask = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)"
	}
	if err = d.db.QueryRowContext(ctx, ask).Scan(&now); err != nil {
		return 0, fmt.Errorf("ask the database for the time: %w", err)
	}
	return now, nil
}

// Read runs statements that change nothing, all on what the database holds at one moment.
func (d *Database) Read(ctx context.Context, how func(*rows.Queries) error) error {
	tx, err := d.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	return errors.Join(how(rows.New(tx)), ignoreDone(tx.Rollback()))
}

// Write runs statements that change something: all of them last once it returns nil, or none does. Writers come one after the
// other, and change counts them.
func (d *Database) Write(ctx context.Context, how func(q *rows.Queries, tx Tx, change int64) error) (err error) {
	queries, tx, end, err := d.begin(ctx)
	if err != nil {
		return fmt.Errorf("begin to write: %w", err)
	}
	err = errPanicked // as long as nothing else is known
	defer func() {
		if err == nil {
			failpoint.Here("before commit")
		}
		if err = end(err); err == nil {
			failpoint.Here("after commit")
		}
	}()
	change, failed := queries.CountChange(ctx)
	if failed != nil {
		return fmt.Errorf("begin to write: %w", failed)
	}
	return how(queries, tx, change)
}

var errPanicked = errors.New("what was to be written was not made")

// begin is a transaction and how it ends: with what it is told it rolls back, with nil it commits.
func (d *Database) begin(ctx context.Context) (queries *rows.Queries, tx Tx, end func(error) error, err error) {
	if d.pool != nil {
		return d.beginPostgres(ctx)
	}
	started, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, tx, nil, err
	}
	return rows.New(started), Tx{SQLite: started}, func(err error) error {
		if err != nil {
			return errors.Join(err, ignoreDone(started.Rollback()))
		}
		return kept(started.Commit())
	}, nil
}

func kept(err error) error {
	if err != nil {
		return fmt.Errorf("keep what was written: %w", err)
	}
	return nil
}

// ignoreDone is for transactions that ended by themselves, with their context or their connection.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// migrate brings the schema up to date.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, options ...goose.ProviderOption) error {
	provider, err := schema(db, dialect, options...)
	if err != nil {
		return err
	}
	has, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("look at the schema: %w", err)
	}
	if known := newest(provider); has > known {
		return fmt.Errorf("look at the schema: %w: its version is %d, and this program knows %d", ErrNewer, has, known)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	return nil
}

func schema(db *sql.DB, dialect goose.Dialect, options ...goose.ProviderOption) (*goose.Provider, error) {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	provider, err := goose.NewProvider(dialect, db, folder, options...)
	if err != nil {
		return nil, fmt.Errorf("look at the schema: %w", err)
	}
	return provider, nil
}

func newest(provider *goose.Provider) int64 {
	sources := provider.ListSources()
	return sources[len(sources)-1].Version
}
