package delivery

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// A task that only has its hash on the chain is found among files by that hash, whatever they are called.
func TestATaskIsFoundByItsHash(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	folder := t.TempDir()
	b.opts.Tasks = Tasks{Folder: folder}
	f := b.chain.open(func(f *chain.Forward) { f.Task = []byte("https://example.org/task") })
	for name, text := range map[string]string{"a": "another task", "b": "task", "c": "task\n"} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	require.NoError(t, os.WriteFile(filepath.Join(folder, "0-large"), make([]byte, sdk.MaxTask+1), 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(folder, "folder"), 0o700))
	b.start()
	b.run(f.Terms.Start + 200)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, "task", string(b.executor.jobs[0].Task))
}

func TestAFolderOfTasksThatCannotBeReadIsTrouble(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Tasks = Tasks{Folder: filepath.Join(t.TempDir(), "nowhere")}
	b.chain.open(func(f *chain.Forward) { f.Task = []byte("https://example.org/task") })
	b.start()
	require.ErrorContains(t, b.engine.Tick(t.Context()), "look for its task: open")
}

// A task in an envelope is worked on by whom it is for. One that a thief copied into a forward of their own is nobody's, and neither
// is one with another task in it than the terms say.
func TestATaskThatIsEncryptedToUs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ours, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	others, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	b.opts.Tasks = Tasks{Folder: t.TempDir(), Keys: []age.Identity{ours}, ChainID: b.opts.ChainID, Escrow: b.opts.Escrow}
	encrypted := func(task string, to *age.X25519Identity) func(*chain.Forward) {
		return func(f *chain.Forward) {
			in := envelope.Context{ChainID: b.opts.ChainID, Escrow: b.opts.Escrow, Buyer: f.Buyer, Terms: &f.Terms}
			sealed, err := envelope.Seal(in, []byte(task), to.Recipient())
			require.NoError(t, err)
			f.Task = sealed
		}
	}
	good := b.chain.open(encrypted("task", ours))
	b.chain.open(encrypted("task", others))
	b.chain.open(encrypted("other", ours))
	stolen := b.chain.open(func(f *chain.Forward) { f.Task, f.Buyer = good.Task, common.HexToAddress("0x7e1f") })
	b.chain.open(func(f *chain.Forward) { f.Task = []byte("age-encryption.org/v1\n") })
	b.start()
	b.run(good.Terms.Start + 200)
	plain := b.opts.Tasks
	require.NoError(t, plain.Keep([]byte("task")))
	taken, reason, err := plain.Of(&stolen)
	require.NoError(t, err)
	require.Nil(t, taken, "nor from a file, for a thief")
	require.Contains(t, reason, "somebody may have copied it")
	require.Equal(t, journal.Confirmed, b.entry(good).Stage)
	require.NotEmpty(t, b.executor.jobs)
	for _, job := range b.executor.jobs {
		require.Equal(t, "task", string(job.Task))
	}
	told := strings.Join(b.told(), "\n")
	for _, reason := range []string{"encrypted to others", "another task is in it", "somebody may have copied it", "decrypt task: failed to read"} {
		require.Equal(t, 1, strings.Count(told, reason), reason)
	}
}

// A task that is kept is found by its hash, whatever is emitted in its place. It is kept once.
func TestKeptTask(t *testing.T) {
	t.Parallel()
	task := []byte("hash work")
	f := chain.Forward{Task: []byte("junk"), Terms: statement.Terms{TaskHash: crypto.Keccak256Hash(task)}}
	folder := Tasks{Folder: t.TempDir()}
	for range 2 {
		require.NoError(t, folder.Keep(task))
		found, _, err := folder.Of(&f)
		require.NoError(t, err)
		require.Equal(t, task, found)
		files, err := os.ReadDir(folder.Folder)
		require.NoError(t, err)
		require.Len(t, files, 1)
	}
	require.ErrorContains(t, folder.Keep(make([]byte, sdk.MaxTask+1)), "tasks have 1048576 at most")
	require.ErrorContains(t, Tasks{}.Keep(task), "there is no folder for it")
	require.Error(t, Tasks{Folder: filepath.Join(folder.Folder, "nowhere")}.Keep(task))
}

// Somebody opens forwards with tasks that nobody has. A folder of many is read once, not for each of them, and what is put there, or put
// anew, is found all the same.
func TestAFolderOfTasksIsReadOnce(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	for i := range 50 {
		require.NoError(t, os.WriteFile(path(fmt.Sprint(i)), fmt.Append(nil, "task ", i), 0o600))
	}
	tasks := Tasks{Folder: folder, known: new(taskIndex)}
	find := func(task string) []byte {
		found, err := tasks.file(crypto.Keccak256Hash([]byte(task)))
		require.NoError(t, err)
		return found
	}
	require.Nil(t, find("nobody has it"))

	// The content changes, and neither size nor time do, which shows whether it is read.
	info, err := os.Stat(path("7"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path("7"), []byte("task X"), 0o600))
	require.NoError(t, os.Chtimes(path("7"), info.ModTime(), info.ModTime()))
	for range 3 {
		tasks.known.tick()
		require.Nil(t, find("nobody has it"))
		require.Nil(t, find("task X"), "it was not read again")
	}
	require.Nil(t, find("task 7"), "what the index says is no proof")
	tasks.known.tick()
	require.NotNil(t, find("task X"), "and then it is read")

	require.NoError(t, os.WriteFile(path(".new"), []byte("task Y"), 0o600)) // as who replaces a file does
	require.NoError(t, os.Chtimes(path(".new"), info.ModTime(), info.ModTime()))
	require.NoError(t, os.Rename(path(".new"), path("7")))
	tasks.known.tick()
	require.NotNil(t, find("task Y"), "another file is read, whatever its size and its time are")

	require.NoError(t, os.WriteFile(path("new"), []byte("a new one"), 0o600))
	require.NoError(t, os.WriteFile(path("8"), []byte("a longer task"), 0o600))
	require.NoError(t, os.Remove(path("9")))
	require.Nil(t, find("a new one"), "the folder is listed once in a tick")
	tasks.known.tick()
	require.NotNil(t, find("a new one"))
	require.NotNil(t, find("a longer task"))
	require.Nil(t, find("task 8"))
	require.Nil(t, find("task 9"))
	require.NotNil(t, find("task 49"))
}
