package files_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/files"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

func folder(t *testing.T, contents map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range contents {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	return folder
}

func run(t *testing.T, folder string, attempt int) ([]byte, error) {
	t.Helper()
	executor := files.New()
	require.NoError(t, executor.Configure(t.Context(), map[string]string{"folder": folder}))
	return executor.Run(t.Context(), sdk.Job{Attempt: attempt}, func(sdk.Event) error { return nil })
}

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.ExerciseExecutor(t, files.New(), plugintest.Jobs{
		Settings:    map[string]string{"folder": folder(t, map[string]string{"a": "first", "b": "second"})},
		BadSettings: []map[string]string{nil, {"folder": ""}, {"folder": "attempts"}, {"folder": "../attempts"}},
		Works:       []sdk.Job{{Attempt: 1}, {Attempt: 2}},
		Fails:       []sdk.Job{{Attempt: 0}, {Attempt: 3}, {Attempt: -1}},
	})
}

func TestAttemptsInOrder(t *testing.T) {
	t.Parallel()
	folder := folder(t, map[string]string{"2.txt": "second", "10.txt": "first", ".hidden": "no attempt"})
	for i, want := range []string{"first", "second"} {
		output, err := run(t, folder, i+1)
		require.NoError(t, err)
		require.Equal(t, want, string(output))
	}
	_, err := run(t, folder, 3)
	require.EqualError(t, err, "attempt 3: "+folder+" holds 2 files and all were tried; add another one")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "3.txt"), []byte("third"), 0o600))
	output, err := run(t, folder, 3)
	require.NoError(t, err)
	require.Equal(t, "third", string(output))
}

func TestLinkOutOfTheFolder(t *testing.T) {
	t.Parallel()
	secret := filepath.Join(t.TempDir(), "key")
	require.NoError(t, os.WriteFile(secret, []byte("secret"), 0o600))
	folder := folder(t, map[string]string{"a": "first"})
	require.NoError(t, os.Symlink(secret, filepath.Join(folder, "b")))
	_, err := run(t, folder, 2)
	require.ErrorContains(t, err, "b is not a plain file")
}

func TestWhatIsNoFile(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(path string) error{
		"folder": func(path string) error { return os.Mkdir(path, 0o700) },
		"pipe":   func(path string) error { return syscall.Mkfifo(path, 0o600) },
	} {
		folder := folder(t, nil)
		require.NoError(t, make(filepath.Join(folder, name)))
		_, err := run(t, folder, 1)
		require.ErrorContains(t, err, name+" is not a plain file")
	}
}

func TestHugeFile(t *testing.T) {
	t.Parallel()
	folder := folder(t, nil)
	path := filepath.Join(folder, "a")
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	require.NoError(t, os.Truncate(path, 1<<40))
	_, err := run(t, folder, 1)
	require.ErrorContains(t, err, "more than 1048576 bytes")
	require.NoError(t, os.Truncate(path, sdk.MaxOutput))
	output, err := run(t, folder, 1)
	require.NoError(t, err)
	require.Len(t, output, sdk.MaxOutput)
}

func TestMissingFolder(t *testing.T) {
	t.Parallel()
	_, err := run(t, filepath.Join(t.TempDir(), "nowhere"), 1)
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "nowhere")
}
