package journal

import (
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
)

func announced() *Delivery {
	return &Delivery{
		Forward:      common.HexToHash("0x01"),
		ChainID:      1337,
		Escrow:       common.HexToAddress("0x02"),
		Stage:        Proved,
		Attempts:     2,
		Findings:     []Finding{{Rule: "rhyme", Line: 4, Message: "truth does not rhyme with proof"}},
		Recipient:    common.HexToAddress("0x03"),
		Step:         Step{From: 0, To: 1, Amount: big.NewInt(7)},
		Payload:      []common.Hash{common.HexToHash("0x04"), common.HexToHash("0x05")},
		H:            common.HexToHash("0x06"),
		KeyHash:      common.HexToHash("0x07"),
		Proof:        []byte{8, 9},
		Announcement: []Transaction{{Hash: common.HexToHash("0x0a"), Nonce: 3, Raw: []byte{1, 2, 3}}},
		Commitment:   common.HexToHash("0x0b"),
		Beacon:       common.HexToHash("0x0c"),
		Commit:       []Transaction{{Hash: common.HexToHash("0x0d"), Nonce: 1, Raw: []byte{4}, Tried: true}},
		Draw:         []Transaction{{Hash: common.HexToHash("0x0e"), Nonce: 2, Raw: []byte{5}}},
		Output:       []byte("the poem"),
		Opening:      []byte("how it was committed to"),
		Witness:      []byte("the blinding"),
	}
}

// dataFolder is one that Open makes: what the test's own folder lets others do depends on the umask.
func dataFolder(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "data")
}

func openAt(t *testing.T, folder string) *Journal {
	t.Helper()
	j, err := Open(folder)
	require.NoError(t, err)
	t.Cleanup(func() { _ = j.Close() }) // a test may have closed it before
	return j
}

func TestSaveAndLoad(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	j := openAt(t, folder)
	want := announced()

	_, err := j.Load(want.Forward)
	require.ErrorIs(t, err, ErrNotFound)
	require.NoError(t, j.Save(want))
	require.NoError(t, j.Close())

	got, err := openAt(t, folder).Load(want.Forward)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestSaveDropsSecretsThatAreNoLongerNamed(t *testing.T) {
	t.Parallel()
	j := openAt(t, dataFolder(t))
	d := announced()
	require.NoError(t, j.Save(d))
	d.Stage, d.Witness, d.Opening = Confirmed, nil, nil
	require.NoError(t, j.Save(d))

	files, err := os.ReadDir(j.path(d.Forward))
	require.NoError(t, err)
	require.Len(t, files, 2, "delivery.json and the output")
	got, err := j.Load(d.Forward)
	require.NoError(t, err)
	require.Nil(t, got.Witness)
	require.Nil(t, got.Opening)
	require.Equal(t, []byte("the poem"), got.Output)
}

func TestOnlyTheOwnerReads(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	j := openAt(t, folder)
	require.NoError(t, j.Save(announced()))
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		require.NoError(t, err)
		if info.IsDir() {
			require.Equal(t, os.FileMode(0o700), info.Mode().Perm(), path)
		} else {
			require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), path)
		}
		return nil
	})
	require.NoError(t, err)
}

func TestListNamesDamagedEntriesBesideTheOthers(t *testing.T) {
	t.Parallel()
	j := openAt(t, dataFolder(t))
	whole, damaged := announced(), announced()
	damaged.Forward = common.HexToHash("0xff")
	require.NoError(t, j.Save(whole))
	require.NoError(t, j.Save(damaged))
	flip(t, filepath.Join(j.path(damaged.Forward), entryFile))
	require.NoError(t, os.Mkdir(filepath.Join(j.folder, common.HexToHash("0xee").Hex()), 0o700), "a crash before the first write")

	got, unreadable, err := j.List()
	require.NoError(t, err)
	require.Equal(t, []*Delivery{whole}, got)
	require.Len(t, unreadable, 1)
	var corrupt *CorruptError
	require.ErrorAs(t, unreadable[damaged.Forward], &corrupt)
	require.Contains(t, corrupt.Path, damaged.Forward.Hex())
}

func TestEveryFlippedByteIsFound(t *testing.T) {
	t.Parallel()
	d := announced()
	for _, kind := range []string{entryFile, "output-" + digest(d.Output), "opening-" + digest(d.Opening), "witness-" + digest(d.Witness)} {
		t.Run(strings.SplitN(kind, "-", 2)[0], func(t *testing.T) {
			t.Parallel()
			j := openAt(t, dataFolder(t))
			require.NoError(t, j.Save(d))
			path := filepath.Join(j.path(d.Forward), kind)
			good, err := os.ReadFile(path)
			require.NoError(t, err)
			for i := range good {
				bad := append([]byte(nil), good...)
				bad[i] ^= 0x01
				require.NoError(t, os.WriteFile(path, bad, 0o600))
				got, err := j.Load(d.Forward)
				if err == nil { // a flip in the envelope's spelling that means the same
					require.Equal(t, d, got, "byte %d", i)
					continue
				}
				var corrupt *CorruptError
				require.ErrorAs(t, err, &corrupt, "byte %d", i)
			}
		})
	}
}

func TestAnEntryMovedToAnotherForwardIsRefused(t *testing.T) {
	t.Parallel()
	j := openAt(t, dataFolder(t))
	d := announced()
	require.NoError(t, j.Save(d))
	other := common.HexToHash("0x99")
	require.NoError(t, os.Rename(j.path(d.Forward), j.path(other)))
	_, err := j.Load(other)
	require.ErrorContains(t, err, "it is the entry of forward "+d.Forward.Hex())
}

func TestMissingAndHugeFilesAreNamed(t *testing.T) {
	t.Parallel()
	j := openAt(t, dataFolder(t))
	d := announced()
	require.NoError(t, j.Save(d))
	blob := blobPath(j.path(d.Forward), "witness", digest(d.Witness))
	require.NoError(t, os.Truncate(blob, maxFile+1))
	_, err := j.Load(d.Forward)
	require.ErrorContains(t, err, "more than the")
	require.NoError(t, os.Remove(blob))
	_, err = j.Load(d.Forward)
	require.ErrorContains(t, err, "it is missing")
}

func TestASecondRelayerIsRefusedByName(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	j := openAt(t, folder)
	_, err := Open(folder)
	require.ErrorIs(t, err, ErrLocked)
	require.ErrorContains(t, err, "process ")
	require.NoError(t, j.Close())
	openAt(t, folder)
}

func TestTheLockEndsWithItsProcess(t *testing.T) {
	t.Parallel()
	if folder := os.Getenv("TERCET_TEST_LOCK"); folder != "" {
		_, err := Open(folder)
		require.NoError(t, err)
		require.NoError(t, os.Stdout.Close(), "tells the parent that the lock is held")
		select {} // killed by the parent
	}
	folder := dataFolder(t)
	child := exec.Command(os.Args[0], "-test.run=^TestTheLockEndsWithItsProcess$")
	child.Env = append(os.Environ(), "TERCET_TEST_LOCK="+folder)
	held, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	for one := make([]byte, 1); err == nil; {
		_, err = held.Read(one)
	}

	_, err = Open(folder)
	require.ErrorIs(t, err, ErrLocked)
	require.NoError(t, child.Process.Kill())
	require.Error(t, child.Wait(), "killed")
	openAt(t, folder)
}

func flip(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	data[len(data)/2] ^= 0x20
	require.NoError(t, os.WriteFile(path, data, 0o600))
}

// Somebody else on the machine puts a link there, and the relayer would write its number into whatever the link names.
func TestTheLockFollowsNoLink(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	require.NoError(t, os.Mkdir(folder, 0o700))
	victim := filepath.Join(t.TempDir(), "victim")
	require.NoError(t, os.WriteFile(victim, []byte("precious"), 0o600))
	require.NoError(t, os.Symlink(victim, filepath.Join(folder, "tercet.lock")))
	_, err := Open(folder)
	require.ErrorContains(t, err, "a symbolic link lies in its place")
	kept, err := os.ReadFile(victim)
	require.NoError(t, err)
	require.Equal(t, "precious", string(kept))
}

func TestAFolderThatOthersMayWriteToIsRefused(t *testing.T) {
	t.Parallel()
	folder := dataFolder(t)
	require.NoError(t, openAt(t, folder).Close())
	for _, path := range []string{folder, filepath.Join(folder, "deliveries")} {
		require.NoError(t, os.Chmod(path, 0o777))
		_, err := Open(folder)
		require.ErrorIs(t, err, ErrOpenToOthers)
		require.ErrorContains(t, err, "chmod 700 "+path)
		require.NoError(t, os.Chmod(path, 0o700))
	}
	openAt(t, folder)
}

// A newer relayer wrote it, with fields or stages that mean something to it alone.
func TestAnEntryOfAnotherVersionIsNamed(t *testing.T) {
	t.Parallel()
	for name, inner := range map[string]string{
		"a field": `{"forward":"` + common.HexToHash("0x01").Hex() + `","stage":"proved","sealedTo":1}`,
		"a stage": `{"forward":"` + common.HexToHash("0x01").Hex() + `","stage":"accepted"}`,
	} {
		j := openAt(t, dataFolder(t))
		folder := j.path(common.HexToHash("0x01"))
		require.NoError(t, os.Mkdir(folder, 0o700))
		outer := `{"sha256":"` + digest([]byte(inner)) + `","delivery":` + inner + `}`
		require.NoError(t, os.WriteFile(filepath.Join(folder, entryFile), []byte(outer), 0o600))
		whole, unreadable, err := j.List()
		require.NoError(t, err, name)
		require.Empty(t, whole, name)
		require.ErrorContains(t, unreadable[common.HexToHash("0x01")], "written by another version", name)
	}
}
