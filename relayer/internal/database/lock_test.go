package database_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/owned"
)

func TestASecondRelayerIsRefusedByName(t *testing.T) {
	t.Parallel()
	where := databasetest.Folder(t)
	db := databasetest.Open(t, where)
	_, err := database.Open(t.Context(), where)
	require.ErrorIs(t, err, database.ErrLocked)
	require.ErrorContains(t, err, "process ")
	require.NoError(t, db.Close())
	databasetest.Open(t, where)
}

func TestTheLockEndsWithItsProcess(t *testing.T) {
	t.Parallel()
	if folder := os.Getenv("TERCET_TEST_LOCK"); folder != "" {
		_, err := database.Open(t.Context(), database.Where{Folder: folder})
		require.NoError(t, err)
		require.NoError(t, os.Stdout.Close(), "tells the parent that the lock is held")
		select {} // killed by the parent
	}
	where := databasetest.Folder(t)
	child := exec.Command(os.Args[0], "-test.run=^TestTheLockEndsWithItsProcess$")
	child.Env = append(os.Environ(), "TERCET_TEST_LOCK="+where.Folder)
	held, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	for one := make([]byte, 1); err == nil; {
		_, err = held.Read(one)
	}

	_, err = database.Open(t.Context(), where)
	require.ErrorIs(t, err, database.ErrLocked)
	require.NoError(t, child.Process.Kill())
	require.Error(t, child.Wait(), "killed")
	databasetest.Open(t, where)
}

// Somebody else on the machine puts a link there, and the relayer would write its number into whatever the link names.
func TestTheLockFollowsNoLink(t *testing.T) {
	t.Parallel()
	where := databasetest.Folder(t)
	require.NoError(t, os.Mkdir(where.Folder, 0o700))
	victim := filepath.Join(t.TempDir(), "victim")
	require.NoError(t, os.WriteFile(victim, []byte("precious"), 0o600))
	require.NoError(t, os.Symlink(victim, filepath.Join(where.Folder, "tercet.lock")))
	_, err := database.Open(t.Context(), where)
	require.ErrorContains(t, err, "a symbolic link lies in its place")
	kept, err := os.ReadFile(victim)
	require.NoError(t, err)
	require.Equal(t, "precious", string(kept))
}

func TestAFolderThatOthersMayWriteToIsRefused(t *testing.T) {
	t.Parallel()
	where := databasetest.Folder(t)
	require.NoError(t, databasetest.Open(t, where).Close())
	require.NoError(t, os.Chmod(where.Folder, 0o777))
	_, err := database.Open(t.Context(), where)
	require.ErrorIs(t, err, owned.ErrOpenToOthers)
	require.ErrorContains(t, err, "chmod 700 "+where.Folder)
	require.NoError(t, os.Chmod(where.Folder, 0o700))
	databasetest.Open(t, where)
}
