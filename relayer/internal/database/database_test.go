package database_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

func TestMain(m *testing.M) { databasetest.Main(m) }

var errRefused = errors.New("refused")

// put writes one row. The name of a forward is its first byte.
func put(ctx context.Context, db *database.Database, forward byte, entry string) error {
	return db.Write(ctx, func(q *rows.Queries, _ database.Tx, change int64) error {
		return q.PutDelivery(ctx, rows.PutDeliveryParams{Forward: []byte{forward}, Change: change, Entry: []byte(entry), Sha256: []byte{7}})
	})
}

func get(t *testing.T, db *database.Database, forward byte) (row rows.Delivery, err error) {
	t.Helper()
	err = db.Read(t.Context(), func(q *rows.Queries) error {
		row, err = q.GetDelivery(t.Context(), []byte{forward})
		return err
	})
	return row, err
}

func TestWhatIsWrittenLasts(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db := databasetest.Open(t, where)
		require.NoError(t, put(t.Context(), db, 1, "one"))
		require.NoError(t, put(t.Context(), db, 2, "two"))
		require.NoError(t, put(t.Context(), db, 1, "three"))
		require.NoError(t, db.Close())

		again := databasetest.Open(t, where)
		row, err := get(t, again, 1)
		require.NoError(t, err)
		require.Equal(t, rows.Delivery{Forward: []byte{1}, Change: 3, Entry: []byte("three"), Sha256: []byte{7}}, row)
	})
}

func TestARefusedWriteChangesNothing(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db := databasetest.Open(t, where)
		require.ErrorIs(t, db.Write(t.Context(), func(q *rows.Queries, _ database.Tx, change int64) error {
			require.NoError(t, q.PutDelivery(t.Context(), rows.PutDeliveryParams{Forward: []byte{1}, Change: change, Entry: []byte("x"), Sha256: []byte{7}}))
			return errRefused
		}), errRefused)
		_, err := get(t, db, 1)
		require.ErrorIs(t, err, sql.ErrNoRows)
		require.NoError(t, put(t.Context(), db, 1, "one"))
		row, err := get(t, db, 1)
		require.NoError(t, err)
		require.EqualValues(t, 1, row.Change)
	})
}

// Writers in one process, and on PostgreSQL in two, count up what one row holds: each sees what the one before it wrote.
func TestWritersComeOneAfterTheOther(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		dbs := []*database.Database{databasetest.Open(t, where)}
		if where.URL != "" {
			dbs = append(dbs, databasetest.Open(t, where))
		}
		require.NoError(t, put(t.Context(), dbs[0], 1, "0"))
		const each = 20
		var writers sync.WaitGroup
		for i := range 4 {
			writers.Go(func() {
				db := dbs[i%len(dbs)]
				for range each {
					err := db.Write(t.Context(), func(q *rows.Queries, _ database.Tx, change int64) error {
						row, err := q.GetDelivery(t.Context(), []byte{1})
						if err != nil {
							return err
						}
						count, err := strconv.Atoi(string(row.Entry))
						if err != nil {
							return err
						}
						row.Change, row.Entry = change, []byte(strconv.Itoa(count+1))
						return q.PutDelivery(t.Context(), rows.PutDeliveryParams(row))
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		writers.Wait()
		row, err := get(t, dbs[0], 1)
		require.NoError(t, err)
		require.Equal(t, strconv.Itoa(4*each), string(row.Entry))
		require.EqualValues(t, 4*each+1, row.Change)
	})
}

func TestSeveralProcessesMakeTheSchemaAtOnce(t *testing.T) {
	t.Parallel()
	where := databasetest.Postgres(t)
	var openers sync.WaitGroup
	for range 4 {
		openers.Go(func() {
			db, err := database.Open(t.Context(), where)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	openers.Wait()
}

func TestASchemaOfANewerProgramIsRefused(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db := databasetest.Open(t, where)
		_, err := db.SQL().ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
		require.NoError(t, err)
		require.NoError(t, db.Close())
		_, err = database.Open(t.Context(), where)
		require.ErrorIs(t, err, database.ErrNewer)
	})
}

// What a power cut must not take lies behind two settings, of the connection that is written with.
func TestCommitsAreSynced(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		ask, want := "PRAGMA synchronous", "2" // FULL
		if where.URL != "" {
			ask, want = "SHOW synchronous_commit", "on"
		}
		var set string
		require.NoError(t, databasetest.Open(t, where).SQL().QueryRowContext(t.Context(), ask).Scan(&set))
		require.Equal(t, want, set)
	})
}

// What tests open has all that Open makes, and keeps what is written to it; only that its commits are not waited for.
func TestADatabaseThatIsReady(t *testing.T) {
	t.Parallel()
	where := databasetest.Ready(t)
	db := databasetest.Open(t, where)
	var set string
	require.NoError(t, db.SQL().QueryRowContext(t.Context(), "PRAGMA synchronous").Scan(&set))
	require.Equal(t, "0", set)
	require.NoError(t, put(t.Context(), db, 1, "one"))
	require.NoError(t, db.Close())
	row, err := get(t, databasetest.Open(t, where), 1)
	require.NoError(t, err)
	require.Equal(t, "one", string(row.Entry))
}

// The process that writes is killed again and again. What it said was written is there, whole.
func TestAKilledWriterLosesNothingThatItWrote(t *testing.T) {
	t.Parallel()
	const variable = "TERCET_TEST_WRITER"
	if folder := os.Getenv(variable); folder != "" {
		db, err := database.Open(t.Context(), database.Where{Folder: folder})
		require.NoError(t, err)
		for i := 0; ; i++ {
			require.NoError(t, put(t.Context(), db, 1, strings.Repeat(strconv.Itoa(i%10), 10_000)+" "+strconv.Itoa(i)))
			_, err := os.Stdout.WriteString(strconv.Itoa(i) + "\n")
			require.NoError(t, err)
		}
	}
	where := databasetest.Folder(t)
	for round := range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestAKilledWriterLosesNothingThatItWrote$")
		child.Env = append(os.Environ(), variable+"="+where.Folder)
		said, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		var last string
		for lines, one := "", make([]byte, 64); strings.Count(lines, "\n") < 10+7*round; {
			n, err := said.Read(one)
			require.NoError(t, err)
			lines += string(one[:n])
			last = lines
		}
		require.NoError(t, child.Process.Kill())
		require.Error(t, child.Wait(), "killed")

		db := databasetest.Open(t, where)
		row, err := get(t, db, 1)
		require.NoError(t, err)
		digits, count, found := strings.Cut(string(row.Entry), " ")
		require.True(t, found)
		number, err := strconv.Atoi(count)
		require.NoError(t, err)
		require.Equal(t, strings.Repeat(strconv.Itoa(number%10), 10_000), digits, "a whole entry")
		told := strings.Fields(last[:strings.LastIndex(last, "\n")])
		promised, err := strconv.Atoi(told[len(told)-1])
		require.NoError(t, err)
		require.GreaterOrEqual(t, number, promised)
		require.NoError(t, db.Close())
	}
}

func TestOnlyTheOwnerReads(t *testing.T) {
	t.Parallel()
	where := databasetest.Folder(t)
	db := databasetest.Open(t, where)
	require.NoError(t, put(t.Context(), db, 1, "secret"))
	files := 0
	require.NoError(t, filepath.Walk(where.Folder, func(path string, info os.FileInfo, err error) error {
		require.NoError(t, err)
		want := os.FileMode(0o600)
		if info.IsDir() {
			want = 0o700
		}
		require.Equal(t, want, info.Mode().Perm(), path)
		files++
		return nil
	}))
	require.GreaterOrEqual(t, files, 4, "the folder, the lock, the database and its log")
}

func TestTheJournalOfAnEarlierVersionIsNotPassedOver(t *testing.T) {
	t.Parallel()
	where := databasetest.Folder(t)
	require.NoError(t, os.MkdirAll(filepath.Join(where.Folder, "deliveries", "0x01"), 0o700))
	_, err := database.Open(t.Context(), where)
	require.ErrorIs(t, err, database.ErrEarlier)
}

// Who looks sees what is kept, while a relayer keeps more, and changes nothing.
func TestLookingChangesNothing(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		if where.Folder != "" {
			_, err := database.Look(t.Context(), where)
			require.ErrorIs(t, err, os.ErrNotExist)
			require.NoDirExists(t, where.Folder)
		}
		db := databasetest.Open(t, where)
		require.NoError(t, put(t.Context(), db, 1, "one"))
		seen, err := database.Look(t.Context(), where)
		require.NoError(t, err)
		defer seen.Close()
		require.NoError(t, put(t.Context(), db, 1, "two"))
		row, err := get(t, seen, 1)
		require.NoError(t, err)
		require.Equal(t, "two", string(row.Entry))
		require.Error(t, put(t.Context(), seen, 1, "three"))

		_, err = db.SQL().ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
		require.NoError(t, err)
		_, err = database.Look(t.Context(), where)
		require.ErrorIs(t, err, database.ErrOther)
	})
}

func TestAnAddressIsInNoError(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"postgres://user:hush@127.0.0.1:1/name?connect_timeout=5", "postgres://user:hush@%zz/name", "hush", "mysql://hush@host/name",
	} {
		_, err := database.Open(t.Context(), database.Where{URL: address})
		require.Error(t, err)
		require.NotContains(t, err.Error(), "hush")
	}
}
