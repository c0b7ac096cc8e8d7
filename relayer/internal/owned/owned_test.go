package owned_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/owned"
)

// Whoever owns a folder puts links of theirs into it, and root would write wherever they lead.
func TestAnotherUsersFolderIsRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	require.NoError(t, os.Chmod(folder, 0o700))
	own, err := owned.Take(folder)
	require.NoError(t, err)
	require.NoError(t, own.Release())
	require.NoError(t, os.Remove(filepath.Join(folder, owned.LockName)))

	if os.Geteuid() == 0 {
		require.NoError(t, os.Chown(folder, 12345, -1))
	} else {
		folder = "/usr" // root's
	}
	_, err = owned.Take(folder)
	require.ErrorIs(t, err, owned.ErrAnothers)
	require.ErrorContains(t, err, "chown -R ")
	require.NoFileExists(t, filepath.Join(folder, owned.LockName))
}
