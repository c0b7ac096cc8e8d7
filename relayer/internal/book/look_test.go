package book_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func isOf(name string) func(offer.Signed) bool {
	return func(s offer.Signed) bool { return s.Maker() == devnet.Named(name).Address }
}

// Somebody whose offers take all the time that there is, each time, holds up the others once.
func TestALookEndsAndTheNextOneGoesOn(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	slow, other, ask := s.taken(s.bid(devnet.Thief, 1000)), s.taken(s.bid(devnet.Buyer, 1000)), s.taken(s.ask(1000))
	asked := 0
	s.footings = func(ctx context.Context, list []offer.Signed, ask func() ([]chain.Footing, error)) ([]chain.Footing, error) {
		asked++
		_, bounded := ctx.Deadline()
		require.True(t, bounded)
		if !slices.ContainsFunc(list, isOf(devnet.Thief)) {
			return ask()
		}
		took := 4 * time.Minute
		if len(list) == 1 {
			took = 2 * time.Minute
		}
		s.now = s.now.Add(took)
		return nil, context.DeadlineExceeded
	}
	s.hold(devnet.Buyer, 0)
	s.hold(devnet.Provider, 0)
	err := s.book.Look(t.Context(), s.Head())
	require.ErrorIs(t, err, book.ErrUnfinished)
	require.ErrorContains(t, err, "3 are left")
	require.Equal(t, 1, asked)
	for range 3 { // those that were not asked about longest come first
		asked = 0
		err = s.book.Look(t.Context(), s.Head())
		require.ErrorContains(t, err, "1 are left")
		require.LessOrEqual(t, asked, 3)
		require.Equal(t, book.Uncovered, s.standing(other))
		require.Equal(t, book.Uncovered, s.standing(ask))
		require.Equal(t, book.Open, s.standing(slow), "it stands as it did")
	}
	s.footings = nil
	s.hold(devnet.Thief, 0)
	s.look()
	require.Equal(t, book.Uncovered, s.standing(slow))
}

// Where there is no time for all, each has its turn.
func TestThoseThatWereJudgedLongestAgoComeFirst(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	names := []string{devnet.Buyer, devnet.Provider, devnet.Thief}
	for _, name := range names {
		s.taken(s.bid(name, 1000))
	}
	s.footings = func(_ context.Context, _ []offer.Signed, _ func() ([]chain.Footing, error)) ([]chain.Footing, error) {
		return nil, errors.New("trouble")
	}
	require.ErrorIs(t, s.book.Look(t.Context(), s.Head()), book.ErrUnfinished)
	var turns []string
	s.footings = func(_ context.Context, list []offer.Signed, _ func() ([]chain.Footing, error)) ([]chain.Footing, error) {
		for _, name := range names {
			if isOf(name)(list[0]) {
				turns = append(turns, name)
			}
		}
		s.now = s.now.Add(2 * time.Minute)
		return nil, context.DeadlineExceeded
	}
	for range 3 {
		require.ErrorIs(t, s.book.Look(t.Context(), s.Head()), book.ErrUnfinished)
	}
	require.Equal(t, slices.Concat(names, names), turns, "two in a look")
}

// An endpoint that does not answer about an offer makes it neither better nor worse, and has nothing forgotten.
func TestAfterTroubleAnOfferStandsAsItDid(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	bid := s.taken(s.bid(devnet.Buyer, 1000))
	gone := s.taken(s.bid(devnet.Thief, 1000))
	s.hold(devnet.Thief, 0)
	s.look()
	require.Equal(t, book.Uncovered, s.standing(gone))
	s.footings = func(_ context.Context, list []offer.Signed, ask func() ([]chain.Footing, error)) ([]chain.Footing, error) {
		footings, err := ask()
		for i := range list {
			footings[i] = chain.Footing{Judgement: footings[i].Judgement, Balance: footings[i].Balance, Unknown: errors.New("trouble")}
		}
		return footings, err
	}
	before, _ := s.book.Offer(bid)
	s.hold(devnet.Buyer, 0)
	s.now = s.now.Add(30 * 24 * time.Hour)
	s.told = nil
	for range 4 {
		s.look()
	}
	require.Equal(t, book.Uncovered, s.standing(gone))
	after, _ := s.book.Offer(bid)
	require.Equal(t, book.Open, after.Standing)
	require.Equal(t, before.At, after.At, "it says when it was judged")
	require.Empty(t, s.told)

	s.footings = nil
	s.look()
	require.Equal(t, book.Uncovered, s.standing(bid))
	require.Equal(t, book.Standing("gone"), s.standing(gone))
}

// Of one client one offer is judged at a time: who sends many keeps nobody else out.
func TestAClientHasOneSlot(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	entered, release, done := make(chan struct{}), make(chan struct{}), make(chan error)
	first, second, third := s.bid(devnet.Thief, 1000), s.bid(devnet.Thief, 2000), s.bid(devnet.Buyer, 1000)
	s.footings = func(_ context.Context, list []offer.Signed, ask func() ([]chain.Footing, error)) ([]chain.Footing, error) {
		if bytes.Equal(list[0].Signature, first.Signature) {
			close(entered)
			<-release
		}
		return ask()
	}
	go func() {
		_, _, err := s.addFrom("192.0.2.1", first)
		done <- err
	}()
	<-entered
	_, _, err := s.addFrom("192.0.2.1", second)
	require.ErrorIs(t, err, book.ErrBusy)
	_, added, err := s.addFrom("192.0.2.2", third)
	require.NoError(t, err)
	require.True(t, added)
	close(release)
	require.NoError(t, <-done)
	_, added, err = s.addFrom("192.0.2.1", second)
	require.NoError(t, err)
	require.True(t, added)
}

// A disk that hangs holds up who sends offers, and nobody who reads them. What could not be written is not listed.
func TestReadersDoNotWaitForTheDisk(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	there, next := s.taken(s.bid(devnet.Buyer, 1000)), s.bid(devnet.Buyer, 2000)
	hash, err := next.Hash()
	require.NoError(t, err)
	disk := filepath.Join(s.opts.Folder, hash.Hex()+".json.new")
	require.NoError(t, syscall.Mkfifo(disk, 0o600))
	pipe, err := os.OpenFile(disk, os.O_RDWR|syscall.O_NONBLOCK, 0)
	require.NoError(t, err)
	for err == nil { // until no more goes in
		_, err = syscall.Write(int(pipe.Fd()), make([]byte, 4096))
	}
	require.ErrorIs(t, err, syscall.EAGAIN)
	done := make(chan error)
	go func() {
		_, _, err := s.add(next)
		done <- err
	}()
	require.Eventually(t, s.book.Changes, time.Minute, time.Millisecond)
	require.Contains(t, s.listed(), there)
	require.Equal(t, book.Open, s.standing(there))
	require.True(t, s.book.Changes(), "it is still being written")
	require.NoError(t, pipe.Close()) // nobody reads any more
	require.ErrorContains(t, <-done, "keep offer "+hash.Hex())
	require.Equal(t, book.Standing("gone"), s.standing(hash))
	require.NoFileExists(t, disk)
}
