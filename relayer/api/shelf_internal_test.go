package api

import (
	"context"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
)

// asker remembers whom a shelf asked about, and how long it might take.
type asker struct {
	now   time.Time
	err   error
	asked []common.Address
	took  []time.Duration
}

func (a *asker) shelf() *shelf[string] {
	return newShelf(func() time.Time { return a.now }, func(ctx context.Context, address common.Address) (string, error) {
		deadline, _ := ctx.Deadline()
		a.asked, a.took = append(a.asked, address), append(a.took, time.Until(deadline).Round(10*time.Second))
		return address.Hex(), a.err
	})
}

func numbered(from, n int) map[common.Address]int {
	all := map[common.Address]int{}
	for i := range n {
		all[common.BytesToAddress(binary.BigEndian.AppendUint32(nil, uint32(from+i)))]++
	}
	return all
}

// Whoever names more addresses than are remembered keeps nobody else's from being found out.
func TestStrangersNamesTakeNobodysPlace(t *testing.T) {
	t.Parallel()
	a := &asker{}
	s := a.shelf()
	s.look(t.Context(), numbered(0, 3*maxNames))
	require.Len(t, a.asked, maxNames)
	for address := range numbered(5*maxNames, 10) {
		_, is := s.get(address)
		require.False(t, is)
		s.look(t.Context(), nil)
		found, is := s.get(address)
		require.True(t, is)
		require.Equal(t, address.Hex(), found.what)
	}
	require.Equal(t, maxNames, s.known.len())
	for address := range numbered(6*maxNames, 2*maxNames) {
		s.get(address)
	}
	require.Equal(t, maxNames, s.wanted.len())
	late := common.Address{1}
	s.get(late)
	a.asked = nil
	s.look(t.Context(), nil)
	require.Equal(t, late, a.asked[0], "who is looked at now comes first")
}

// What cannot be found out is tried again after a while, once somebody asks, and holds up others for as long one at a time.
func TestWhatIsNotFoundOutIsTriedAgain(t *testing.T) {
	t.Parallel()
	a := &asker{err: errors.New("no answer")}
	s := a.shelf()
	s.look(t.Context(), numbered(0, 3))
	require.Equal(t, []time.Duration{nameTimeout, nameTimeout, nameTimeout}, a.took)
	again := func() (took []time.Duration) {
		a.took = nil
		for address := range numbered(0, 3) {
			found, _ := s.get(address)
			require.Equal(t, a.err != nil, found.err != nil)
		}
		s.look(t.Context(), numbered(0, 3))
		return a.took
	}
	require.Empty(t, again())
	a.now = a.now.Add(nameRetry)
	require.Equal(t, []time.Duration{longTimeout}, again())
	require.Equal(t, []time.Duration{longTimeout}, again())
	require.Equal(t, []time.Duration{longTimeout}, again())
	require.Empty(t, again())
}
