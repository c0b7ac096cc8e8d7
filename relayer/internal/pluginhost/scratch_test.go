package pluginhost

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// shortFolder is a temporary folder whose path is short enough for a socket.
func shortFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "s") //nolint:usetesting // t.TempDir's path is too long for a socket
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(folder)) })
	return folder
}

func TestKilledHostsFolderIsRemoved(t *testing.T) {
	t.Parallel()
	parent := shortFolder(t)
	living, err := New(Config{Scratch: parent, Logger: zerolog.Nop()})
	require.NoError(t, err)
	killed, err := newScratch(parent)
	require.NoError(t, err)
	require.NoError(t, killed.lock.Close()) // as the system does
	require.NoError(t, os.WriteFile(filepath.Join(killed.path, "socket"), nil, 0o600))
	unfinished := filepath.Join(parent, "tercet-0")
	require.NoError(t, os.Mkdir(unfinished, 0o700))
	foreign := filepath.Join(parent, "tercet-1")
	require.NoError(t, os.Mkdir(foreign, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(foreign, lockName), nil, 0o600))
	require.NoError(t, os.Symlink(foreign, filepath.Join(parent, "tercet-2")))

	next, err := New(Config{Scratch: parent, Logger: zerolog.Nop()})
	require.NoError(t, err)
	require.NoDirExists(t, killed.path)
	require.DirExists(t, living.scratch.path, "its host lives")
	require.DirExists(t, unfinished, "somebody is about to lock it")
	require.DirExists(t, foreign, "it is not ours")
	require.NoError(t, next.Stop())
	require.NoError(t, living.Stop())
	require.NoError(t, living.Stop(), "twice does no harm")
}

func TestPathTooLongForASocket(t *testing.T) {
	t.Parallel()
	parent := filepath.Join(t.TempDir(), strings.Repeat("x", 80))
	require.NoError(t, os.Mkdir(parent, 0o700))
	_, err := New(Config{Scratch: parent, Logger: zerolog.Nop()})
	require.ErrorContains(t, err, "too long a path for a socket; set TMPDIR to a shorter one")
	left, err := os.ReadDir(parent)
	require.NoError(t, err)
	require.Empty(t, left)
}
