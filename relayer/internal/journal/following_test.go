package journal

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

func opening(n byte, settleBy uint64) Opening {
	return Opening{Forward: common.Hash{n}, SettleBy: settleBy, Content: []byte{n, 0xff}}
}

func ids(t *testing.T, j *Journal) (all []byte) {
	t.Helper()
	list, err := j.Openings(common.Hash{})
	require.NoError(t, err)
	for _, o := range list {
		all = append(all, o.Forward[0])
	}
	return all
}

func TestWhatWasFoundLasts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, where database.Where) {
		_, err := j.Followed()
		require.ErrorIs(t, err, ErrNotFound)
		_, err = j.Opening(common.Hash{1})
		require.ErrorIs(t, err, ErrNotFound)

		up := Followed{ChainID: 1337, Escrow: common.Address{2}, FirstBlock: 3, Block: 40, Hash: common.Hash{5}}
		require.NoError(t, j.Follow(Found{Followed: up, Opened: []Opening{opening(1, 100), opening(2, math.MaxUint64), opening(3, 100)}}))
		entry := announced()
		entry.Forward = common.Hash{3}
		require.NoError(t, j.Save(entry))
		require.NoError(t, j.db.Close())

		j = New(databasetest.Open(t, where))
		read, err := j.Followed()
		require.NoError(t, err)
		require.Equal(t, up, read)
		content, err := j.Opening(common.Hash{2})
		require.NoError(t, err)
		require.Equal(t, []byte{2, 0xff}, content)
		require.Equal(t, []byte{1, 2, 3}, ids(t, j))

		up.Block = 41
		require.NoError(t, j.Follow(Found{Followed: up, Expired: 100}))
		require.Equal(t, []byte{1, 2, 3}, ids(t, j), "not before its end")
		require.NoError(t, j.Follow(Found{Followed: up, Expired: 101, Opened: []Opening{opening(4, 200), opening(5, 200)}}))
		require.Equal(t, []byte{2, 3, 4, 5}, ids(t, j), "what has an entry is kept until that is finished")
		require.NoError(t, j.Follow(Found{Followed: up, Over: []common.Hash{{3}, {4}, {9}}}))
		require.Equal(t, []byte{2, 5}, ids(t, j))
		require.NoError(t, j.Follow(Found{Followed: up, Anew: true, Opened: []Opening{opening(6, 1)}}))
		require.Equal(t, []byte{6}, ids(t, j))
	})
}

func TestWhoLostTheRightKeepsNothingOfWhatWasFound(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		lost := errors.New("lost")
		fenced := j.Fenced(func(context.Context, *rows.Queries) error { return lost })
		require.ErrorIs(t, fenced.Follow(Found{Opened: []Opening{opening(1, 1)}}), lost)
		require.Empty(t, ids(t, j))
	})
}

// Others wait for each piece, not for the whole.
func TestWhatIsMuchIsKeptInPieces(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		up, next := Followed{ChainID: 1, Block: 40, Hash: common.Hash{5}}, Followed{ChainID: 1, Block: 50, Hash: common.Hash{6}}
		require.NoError(t, j.Follow(Found{Followed: up, Opened: []Opening{opening(255, 1)}}))
		var many []Opening
		var over []common.Hash
		for i := range 2 * piece {
			id := common.Hash{1, byte(i >> 8), byte(i)}
			many, over = append(many, Opening{Forward: id, SettleBy: 1, Content: []byte{1}}), append(over, id)
		}
		broken, writes := errors.New("broken off"), 0
		breaks := func(after int) *Journal {
			writes = 0
			return j.Fenced(func(context.Context, *rows.Queries) error {
				if writes++; writes > after {
					return broken
				}
				return nil
			})
		}
		require.ErrorIs(t, breaks(2).Follow(Found{Followed: next, Opened: many}), broken)
		read, err := j.Followed()
		require.NoError(t, err)
		require.Equal(t, up, read, "the block comes last")
		require.NoError(t, breaks(math.MaxInt).Follow(Found{Followed: next, Opened: many}))
		require.Equal(t, 3, writes)
		require.NoError(t, breaks(math.MaxInt).Follow(Found{Followed: next, Over: over}))
		require.Equal(t, 3, writes)
		require.Equal(t, []byte{255}, ids(t, j))

		require.ErrorIs(t, breaks(1).Follow(Found{Followed: next, Anew: true, Opened: many}), broken)
		_, err = j.Followed()
		require.ErrorIs(t, err, ErrNotFound, "what counted before is gone")
	})
}

func TestOpeningsComeInParts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		var all []Opening
		for i := range 150 {
			all = append(all, opening(byte(i+1), 1))
		}
		require.NoError(t, j.Follow(Found{Opened: all}))
		first, err := j.Openings(common.Hash{})
		require.NoError(t, err)
		rest, err := j.Openings(first[len(first)-1].Forward)
		require.NoError(t, err)
		require.Equal(t, all, append(first, rest...))
		none, err := j.Openings(rest[len(rest)-1].Forward)
		require.NoError(t, err)
		require.Empty(t, none)
	})
}
