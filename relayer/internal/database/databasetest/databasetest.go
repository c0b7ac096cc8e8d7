// Package databasetest runs tests on each kind of database that there is: on SQLite, and on a PostgreSQL server of their own.
// It promises that nothing of the server is left when Main returns, and that a test without one fails.
package databasetest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
)

// Main runs a package's tests, and ends the server that they started.
func Main(m *testing.M) { Ending{m}.Run() }

// Ending is a package's tests, after which the server that they started ends.
type Ending struct{ m *testing.M }

// With is Main for what runs the tests itself.
func With(m *testing.M) Ending { return Ending{m} }

// Run runs the tests.
func (e Ending) Run() int {
	defer server.stop()
	return e.m.Run()
}

// Each runs a test once for each kind of database. The one that it is given is new.
func Each(t *testing.T, test func(t *testing.T, where database.Where)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		test(t, Folder(t))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// Folder is a new data folder. Opening makes it, since what a test's own folder lets others do depends on the umask.
func Folder(t *testing.T) database.Where {
	t.Helper()
	return database.Where{Folder: t.TempDir() + "/data"}
}

// Ready is a new data folder with a database in which the schema is made already. Its commits do not wait for the disk: what a test kills
// is a process, not a machine.
func Ready(t *testing.T) database.Where {
	t.Helper()
	content, err := made()
	require.NoError(t, err)
	where := Folder(t)
	where.Unsynced = true
	require.NoError(t, os.Mkdir(where.Folder, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(where.Folder, file), content, 0o600))
	return where
}

const file = "tercet.db"

// made is a database that nothing was written to yet: to make the schema takes a hundred times as long as to copy it.
var made = sync.OnceValues(func() (content []byte, err error) {
	folder, err := os.MkdirTemp("", "db")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	db, err := database.Open(context.Background(), database.Where{Folder: folder, Unsynced: true})
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(folder, file))
})

// Postgres is a new database on the tests' own server.
func Postgres(t *testing.T) database.Where {
	t.Helper()
	address, err := server.database(t.Context())
	require.NoError(t, err)
	return database.Where{URL: address}
}

// Crash has the tests' own server end as if it were killed, with everything that is connected, and start again.
func Crash(t *testing.T) {
	t.Helper()
	require.NoError(t, server.crash(t.Context()))
}

// Pause has the tests' own server stand still with everything that is connected, as if its machine did. What it returns has it go on.
func Pause(t *testing.T) (goOn func()) {
	t.Helper()
	processes, err := server.signal(syscall.SIGSTOP)
	require.NoError(t, err)
	require.NotEmpty(t, processes)
	return func() {
		for _, process := range processes {
			_ = syscall.Kill(process, syscall.SIGCONT) // it may be gone
		}
	}
}

// Open opens a database until the test ends.
func Open(t *testing.T, where database.Where) *database.Database {
	t.Helper()
	db, err := database.Open(t.Context(), where)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() }) // a test may have closed it before
	return db
}
