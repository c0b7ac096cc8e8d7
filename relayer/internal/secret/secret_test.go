package secret_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/secret"
)

func TestWriteThenRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys", "buyer.key")
	require.NoError(t, secret.Write(path, []byte("0xabc")))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	text, err := secret.Read(path)
	require.NoError(t, err)
	require.Equal(t, "0xabc", string(text))
}

func TestWriteNeverOverwrites(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "buyer.key")
	require.NoError(t, secret.Write(path, []byte("first")))
	require.ErrorIs(t, secret.Write(path, []byte("second")), fs.ErrExist)
	text, err := secret.Read(path)
	require.NoError(t, err)
	require.Equal(t, "first", string(text))
}

func TestReadRefusesWhatOthersCanRead(t *testing.T) {
	t.Parallel()
	for _, mode := range []fs.FileMode{0o640, 0o604, 0o620, 0o602} {
		path := filepath.Join(t.TempDir(), "buyer.key")
		require.NoError(t, os.WriteFile(path, []byte("0xabc"), 0o600))
		require.NoError(t, os.Chmod(path, mode))
		_, err := secret.Read(path)
		require.ErrorContains(t, err, "run: chmod 600 "+path, "mode %o", mode)
		require.NotContains(t, err.Error(), "0xabc")
	}
}

func TestReadRefusesWhatIsNoKey(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	_, err := secret.Read(filepath.Join(folder, "absent"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.NoError(t, os.Chmod(folder, 0o700))
	_, err = secret.Read(folder)
	require.ErrorContains(t, err, "not a regular file")
	large := filepath.Join(folder, "large")
	require.NoError(t, os.WriteFile(large, []byte(strings.Repeat("x", 5000)), 0o600))
	_, err = secret.Read(large)
	require.ErrorContains(t, err, "no key")
}

func TestReadTakesCredentialsOfAService(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "key")
	require.NoError(t, os.WriteFile(path, []byte("0xabc"), 0o600))
	require.NoError(t, os.Chmod(path, 0o440)) // as the mask of an access list shows
	t.Setenv("CREDENTIALS_DIRECTORY", folder)
	text, err := secret.Read(path)
	require.NoError(t, err)
	require.Equal(t, "0xabc", string(text))
	for _, mode := range []fs.FileMode{0o444, 0o460} {
		require.NoError(t, os.Chmod(path, mode))
		_, err = secret.Read(path)
		require.ErrorContains(t, err, "others may read or change it")
	}
	require.NoError(t, os.Chmod(path, 0o440))
	t.Setenv("CREDENTIALS_DIRECTORY", filepath.Dir(folder))
	_, err = secret.Read(path)
	require.ErrorContains(t, err, "others may read or change it", "not below the folder either")
}

func TestAPasswordIsTheFileWithoutTheEndOfItsLine(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"correct horse": "correct horse", "correct horse\n": "correct horse", "correct horse\r\n": "correct horse",
		" spaces count \n": " spaces count ", "two\nlines\n\n": "two\nlines\n",
	} {
		path := filepath.Join(t.TempDir(), "password")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		got, err := secret.Password(path)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	path := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(path, []byte("\n"), 0o600))
	_, err := secret.Password(path)
	require.ErrorContains(t, err, path+": it is empty")
	require.NoError(t, os.WriteFile(path, []byte("hush"), 0o600))
	require.NoError(t, os.Chmod(path, 0o644))
	_, err = secret.Password(path)
	require.ErrorContains(t, err, "chmod 600")
	require.NotContains(t, err.Error(), "hush")
}
