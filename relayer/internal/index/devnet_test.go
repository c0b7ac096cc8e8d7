package index_test

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// What follows from events is what the contract says, of forwards to which everything happened that can, whether they were followed
// or read at the end.
func TestTheIndexSaysWhatTheEscrowDoes(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	newIndex := func() *index.Index {
		return index.New(index.Deps{Log: zerolog.Nop(), Blocks: w.Client, Events: w.Escrow, Bodies: w.Escrow, Clock: time.Now},
			index.Options{Confirmations: 2})
	}
	followed := newIndex()
	require.NoError(t, followed.Look(t.Context()))
	story := indextest.Tell(w)
	require.NoError(t, followed.Look(t.Context()))
	read := newIndex()
	require.NoError(t, read.Look(t.Context()))

	for _, f := range story.All() {
		state, err := w.Escrow.StateOf(t.Context(), w.Head(), f.ID)
		require.NoError(t, err)
		status, err := w.Escrow.StatusOf(t.Context(), w.Head(), f)
		require.NoError(t, err)
		got, standing, found := read.Forward(f.ID)
		require.True(t, found)
		require.Equal(t, status, got.Status)
		require.Equal(t, fmt.Sprint(state), fmt.Sprint(chain.State{
			Buyer: got.Holder, Delivered: got.Delivered, Provider: got.Provider, Cursor: got.Cursor, Ended: got.Ending != nil, Closed: got.Status == chain.StatusClosed,
		}))
		require.Zero(t, f.Earned(got.Delivered).Cmp(got.Paid))
		require.Equal(t, w.Head().Hash, standing.Head.Hash)
		same, _, _ := followed.Forward(f.ID)
		require.Equal(t, got, same)

		opening, err := read.Opening(t.Context(), got.Opened)
		require.NoError(t, err)
		require.Equal(t, f, *opening)
		settlements, err := w.Escrow.Settlements(t.Context(), w.Head(), f)
		require.NoError(t, err)
		require.Len(t, got.Settlements, len(settlements))
		for i, s := range settlements {
			body, err := read.Settlement(t.Context(), got.Settlements[i].At)
			require.NoError(t, err)
			require.Equal(t, s, *body)
			require.Equal(t, len(s.Payload), got.Settlements[i].Words)
			require.Equal(t, len(s.Proof) > 0, got.Settlements[i].Alone)
		}
	}
	for i, f := range story.Grouped {
		got, _, _ := read.Forward(f.ID)
		group := got.Settlements[0].Group
		if i == 1 {
			require.Nil(t, group, "it was settled by itself")
			continue
		}
		require.Equal(t, [3]int{3, 3, 2}, [3]int{int(group.N), group.Count, group.Settled})
		proof, err := read.Group(t.Context(), group.At)
		require.NoError(t, err)
		require.NotEmpty(t, proof.Proof)
	}
	ending := func(f chain.Forward) [2]*big.Int {
		got, _, _ := read.Forward(f.ID)
		return [2]*big.Int{got.Ending.ToBuyer, got.Ending.ToProvider}
	}
	require.Equal(t, [2]*big.Int{big.NewInt(50_000), big.NewInt(70_000)}, ending(story.Closed))
	require.Equal(t, [2]*big.Int{big.NewInt(108_000), big.NewInt(12_000)}, ending(story.Reclaimed))
	require.Zero(t, read.Standing().LeftOut)
}
