package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// connections is how many a process has at most.
const connections = 8

func openPostgres(ctx context.Context, address string) (*Database, error) {
	config, name, err := parse(address)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	pool, err := alone(ctx, db, func() (*pgxpool.Pool, error) {
		if err := migrate(ctx, db, goose.DialectPostgres); err != nil {
			return nil, err
		}
		return openPool(ctx, address, config)
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", name, err), db.Close())
	}
	return &Database{db: db, pool: pool, close: func() error {
		pool.Close()
		return db.Close()
	}}, nil
}

// schemaLock is the number under which those that bring the schema up to date wait for each other.
const schemaLock = 0x7e2ce7

// alone does something that several processes begin with, one after the other.
func alone(ctx context.Context, db *sql.DB, do func() (*pgxpool.Pool, error)) (_ *pgxpool.Pool, err error) {
	locker, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, locker.Close()) }()
	if _, err := locker.ExecContext(ctx, "SELECT pg_advisory_lock($1)", schemaLock); err != nil {
		return nil, fmt.Errorf("wait for others that look at the schema: %w", err)
	}
	defer func() {
		_, failed := locker.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", schemaLock)
		err = errors.Join(err, failed)
	}()
	return do()
}

// openPool opens the connections of the queue, and makes its tables.
func openPool(ctx context.Context, address string, config *pgx.ConnConfig) (*pgxpool.Pool, error) {
	pooled, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, errors.New("want an address such as postgres://user@host/name")
	}
	pooled.ConnConfig.RuntimeParams = config.RuntimeParams
	pooled.MaxConns = connections
	pool, err := pgxpool.NewWithConfig(ctx, pooled)
	if err != nil {
		return nil, err
	}
	if err := migrateQueue(ctx, riverpgxv5.New(pool)); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

// beginPostgres begins a transaction that both kinds of statements run in: those of database/sql, and the queue's.
func (d *Database) beginPostgres(ctx context.Context) (*rows.Queries, Tx, func(error) error, error) {
	connection, err := d.db.Conn(ctx)
	if err != nil {
		return nil, Tx{}, nil, err
	}
	var own *pgx.Conn
	err = connection.Raw(func(driver any) error {
		opened, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("a connection of another kind: %T", driver)
		}
		own = opened.Conn()
		return nil
	})
	var tx pgx.Tx
	if err == nil {
		tx, err = own.Begin(ctx)
	}
	if err != nil {
		return nil, Tx{}, nil, errors.Join(err, connection.Close())
	}
	return rows.New(connection), Tx{Postgres: tx}, func(err error) error {
		if err != nil {
			// The context may be what ended it, and the connection is for others, too.
			ended := tx.Rollback(context.WithoutCancel(ctx))
			if errors.Is(ended, pgx.ErrTxClosed) {
				ended = nil
			}
			return errors.Join(err, ended, connection.Close())
		}
		return errors.Join(kept(tx.Commit(ctx)), connection.Close())
	}, nil
}

// parse reads an address. What the parser says of it may quote it, and so is not told; name can be.
func parse(address string) (config *pgx.ConnConfig, name string, err error) {
	if config, err = pgx.ParseConfig(address); err != nil {
		return nil, "", errors.New("open the database: want an address such as postgres://user@host/name")
	}
	config.RuntimeParams["synchronous_commit"] = "on" // whatever the server's default is
	config.RuntimeParams["application_name"] = "tercet"
	// Writers wait for each other: one that stands still, or whose machine is gone, must not have the others wait for ever.
	config.RuntimeParams["idle_in_transaction_session_timeout"] = "10s"
	config.RuntimeParams["lock_timeout"] = "20s"
	config.RuntimeParams["tcp_user_timeout"] = "20s"
	return config, fmt.Sprintf("database %s at %s", config.Database, config.Host), nil
}
