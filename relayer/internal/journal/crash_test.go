package journal

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

var errPowerCut = errors.New("the power is cut")

// cuttingDisk is a disk whose power is cut at the given step. A write that is cut leaves half a file; a rename lasts
// only once its folder was synced, and lost says whether those that were not are gone afterwards.
type cuttingDisk struct {
	left     int
	lost     bool
	cut      bool
	unsynced []func() error // undo of the renames since the last sync, oldest first
}

func (c *cuttingDisk) step() bool {
	c.left--
	if c.left < 0 {
		c.cut = true
	}
	return c.cut
}

func (c *cuttingDisk) Write(path string, data []byte) error {
	if c.step() {
		return errors.Join(errPowerCut, os.WriteFile(path, data[:len(data)/2], 0o600))
	}
	return osDisk{}.Write(path, data)
}

func (c *cuttingDisk) Rename(from, to string) error {
	if c.step() {
		return errPowerCut
	}
	before, err := os.ReadFile(to)
	existed := err == nil
	c.unsynced = append(c.unsynced, func() error {
		if !existed {
			return os.Remove(to)
		}
		return os.WriteFile(to, before, 0o600)
	})
	return osDisk{}.Rename(from, to)
}

func (c *cuttingDisk) SyncFolder(path string) error {
	if c.step() {
		return errPowerCut
	}
	c.unsynced = nil
	return osDisk{}.SyncFolder(path)
}

// settle makes the folder what the disk holds after the cut.
func (c *cuttingDisk) settle(t *testing.T) {
	t.Helper()
	if !c.lost {
		return
	}
	for i := len(c.unsynced) - 1; i >= 0; i-- {
		require.NoError(t, c.unsynced[i]())
	}
}

// A relayer that dies while it writes must find, when it comes back, the entry it had or the entry it was writing:
// never neither, or an announced delivery could not be settled by anyone.
func TestAPowerCutAtAnyStepLosesNothing(t *testing.T) {
	t.Parallel()
	for _, lost := range []bool{false, true} {
		steps := 0
		for done := false; !done; steps++ {
			t.Run(fmt.Sprintf("cut at step %d, unsynced renames lost %v", steps, lost), func(t *testing.T) {
				folder := dataFolder(t)
				old, next := announced(), announced()
				next.Output, next.Witness, next.Proof = []byte("another poem"), []byte("another blinding"), []byte{7}
				first := openAt(t, folder)
				require.NoError(t, first.Save(old))
				require.NoError(t, first.Close())

				disk := &cuttingDisk{left: 2 + steps, lost: lost} // opening syncs two folders
				j, err := open(folder, disk)
				require.NoError(t, err)
				saved := j.Save(next)
				done = !disk.cut
				disk.settle(t)
				require.NoError(t, j.Close())

				got, err := openAt(t, folder).Load(old.Forward)
				require.NoError(t, err)
				if saved == nil {
					require.Equal(t, next, got, "what was saved is there")
					return
				}
				require.ErrorIs(t, saved, errPowerCut)
				if got.Proof[0] == 7 {
					require.Equal(t, next, got)
				} else {
					require.Equal(t, old, got)
				}
			})
		}
		require.Greater(t, steps, 8, "the cut came at every step of a save")
	}
}

// A first entry that was cut is no entry: nothing was announced under it.
func TestAPowerCutOnTheFirstWriteLeavesNoEntryOrAWholeOne(t *testing.T) {
	t.Parallel()
	for steps := range 9 {
		folder := dataFolder(t)
		disk := &cuttingDisk{left: 2 + steps, lost: steps%2 == 0}
		j, err := open(folder, disk)
		require.NoError(t, err)
		want := announced()
		saved := j.Save(want)
		disk.settle(t)
		require.NoError(t, j.Close())

		again := openAt(t, folder)
		list, unreadable, err := again.List()
		require.NoError(t, err)
		require.Empty(t, unreadable)
		if saved == nil {
			require.Equal(t, []*Delivery{want}, list)
		} else {
			require.LessOrEqual(t, len(list), 1)
		}
		require.NoError(t, again.Save(want), "and what was left over is in nobody's way")
	}
}
