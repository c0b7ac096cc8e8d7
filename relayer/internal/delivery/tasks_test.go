package delivery

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// A task that only has its hash on the chain is found among files by that hash, whatever they are called.
func TestATaskIsFoundByItsHash(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	folder := t.TempDir()
	b.opts.Tasks = Tasks(folder)
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
	b.opts.Tasks = Tasks(filepath.Join(t.TempDir(), "nowhere"))
	b.chain.open(func(f *chain.Forward) { f.Task = []byte("https://example.org/task") })
	b.start()
	require.ErrorContains(t, b.engine.Tick(t.Context()), "look for its task: open")
}

// A task that is kept is found by its hash, whatever is emitted in its place. It is kept once.
func TestKeptTask(t *testing.T) {
	t.Parallel()
	task := []byte("hash work")
	f := chain.Forward{Task: []byte("junk"), Terms: statement.Terms{TaskHash: crypto.Keccak256Hash(task)}}
	folder := Tasks(t.TempDir())
	for range 2 {
		require.NoError(t, folder.Keep(task))
		found, err := folder.of(&f)
		require.NoError(t, err)
		require.Equal(t, task, found)
		files, err := os.ReadDir(string(folder))
		require.NoError(t, err)
		require.Len(t, files, 1)
	}
	require.ErrorContains(t, folder.Keep(make([]byte, sdk.MaxTask+1)), "tasks have 1048576 at most")
	require.ErrorContains(t, Tasks("").Keep(task), "there is no folder for it")
	require.Error(t, Tasks(filepath.Join(string(folder), "nowhere")).Keep(task))
}
