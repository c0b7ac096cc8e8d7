package pluginhost

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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
	require.NoError(t, errors.Join(killed.lock.Close(), killed.self.Close())) // as the system does
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

// systemd-tmpfiles passes folders by that are locked themselves.
func TestFolderIsLocked(t *testing.T) {
	t.Parallel()
	scratch, err := newScratch(shortFolder(t))
	require.NoError(t, err)
	folder, err := os.Open(scratch.path)
	require.NoError(t, err)
	defer folder.Close()
	require.ErrorIs(t, syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
	require.NoError(t, scratch.remove())
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

// What a plugin leaves in its folder goes with it: folders that are closed, and more levels than a host has files, whether it is
// root's or not.
func TestFolderThatResists(t *testing.T) {
	t.Parallel()
	for _, user := range []uint32{uint32(os.Geteuid()), 65534} {
		t.Run(fmt.Sprint(user), func(t *testing.T) {
			t.Parallel()
			if int(user) != os.Geteuid() && os.Geteuid() != 0 {
				t.Skip("only root tries it as others")
			}
			folder := shortFolder(t)
			require.NoError(t, os.Chown(folder, int(user), int(user)))
			left := exec.CommandContext(t.Context(), "/proc/self/exe", "resist", filepath.Join(folder, "left"))
			left.SysProcAttr = &syscall.SysProcAttr{}
			if int(user) != os.Geteuid() {
				left.SysProcAttr.Credential = &syscall.Credential{Uid: user, Gid: user}
			}
			said, err := left.CombinedOutput()
			require.NoError(t, err, string(said))
			require.NoDirExists(t, filepath.Join(folder, "left"))
			require.FileExists(t, filepath.Join(folder, "kept"))
		})
	}
}

// resist makes a folder that is hard to remove, beside a file that is not in it, and removes it with few files.
func resist(folder string) {
	const levels, files = 3000, 64
	kept := filepath.Join(filepath.Dir(folder), "kept")
	err := errors.Join(
		os.WriteFile(kept, nil, 0o600),
		os.MkdirAll(filepath.Join(folder, "1", "closed", "inner"), closed),
		os.WriteFile(filepath.Join(folder, "2"), nil, 0o600),
		os.Symlink(kept, filepath.Join(folder, "1", "link")),
		os.Symlink(filepath.Dir(folder), filepath.Join(folder, "1", "up")),
		os.Mkdir(filepath.Join(folder, "many"), closed),
		os.Chdir(folder),
	)
	for i := range 2*lookedAt + 1 {
		err = errors.Join(err, os.WriteFile(filepath.Join("many", fmt.Sprint(i)), nil, 0))
	}
	for range levels {
		err = errors.Join(err, os.Mkdir("deep", closed), os.Chdir("deep"))
	}
	err = errors.Join(err, os.Chmod(filepath.Join(folder, "1", "closed"), 0), os.Chdir("/"), os.Chmod(folder, 0),
		syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: files, Max: files}))
	if err := errors.Join(err, remove(folder)); err != nil {
		panic(err)
	}
}
