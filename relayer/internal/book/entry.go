package book

import (
	"errors"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Standing is how an offer stands.
type Standing string

// The standings. The last four do not change but by a reorganisation.
const (
	Unjudged  Standing = "unjudged"  // it was read from the folder, and the chain was not asked yet
	Open      Standing = "open"      // what is left of it can be taken now
	Uncovered Standing = "uncovered" // its maker's money, allowance, consent or signature is missing
	Filled    Standing = "filled"    // all of it was taken
	Cancelled Standing = "cancelled" // by itself or by its nonce
	Expired   Standing = "expired"   // its time is over, and some of it was taken
	Unfilled  Standing = "unfilled"  // its time is over, and nobody took any of it
)

// Over says that nothing more comes of it.
func (s Standing) Over() bool {
	return slices.Contains([]Standing{Filled, Cancelled, Expired, Unfilled}, s)
}

// Entry is an offer of the book. It never changes: another one takes its place.
type Entry struct {
	Hash     common.Hash
	Signed   offer.Signed
	Number   uint64 // in the order in which they came; the next one's is higher
	Came     time.Time
	Standing Standing
	Since    time.Time // when it came to stand so
	Reason   string    // why it cannot be taken; empty if it can
	Filled   *big.Int  // how much of it was taken
	At       chain.Head
	missing  int    // looks in a row that found nothing behind it
	turn     uint64 // in which it was judged, or should have been; a higher one is later
	apart    bool   // its last judgement came to no end
}

// Left is how much of it is still to be had.
func (e *Entry) Left() *big.Int { return e.Signed.Left(offer.Taken{Filled: e.Filled}) }

// backing is what its maker has to hold for what is left of it.
func (e *Entry) backing() *big.Int { return e.Signed.Backing(e.Left()) }

// class orders offers by what they are worth to who reads the book: the higher ones stay longer.
func (e *Entry) class() int {
	switch {
	case e.Standing.Over():
		return 0
	case e.Standing == Open, e.Standing == Unjudged, e.missing < looksMissing:
		return 2
	}
	return 1
}

// worth compares what two offers of one token are worth to who reads the book, not when they came.
func worth(a, b *Entry) int {
	if a.class() != b.class() {
		return a.class() - b.class()
	}
	if a.class() == 0 {
		return 0
	}
	return a.backing().Cmp(b.backing())
}

// judged is the entry after a block. Of the maker's balance so much is counted for other offers already.
func (e *Entry) judged(f chain.Footing, counted *big.Int, at chain.Head, now time.Time) *Entry {
	next := *e
	next.At, next.Reason, next.Standing = at, "", Open
	if f.Unknown == nil || f.Taken.Filled.Cmp(e.Filled) > 0 {
		next.Filled = f.Taken.Filled
	}
	switch err := f.Err(); {
	case next.Left().Sign() <= 0:
		next.Standing = Filled
	case f.Taken.Cancelled:
		next.Standing, next.Reason = Cancelled, offer.ErrCancelled.Error()
	case tooLate(e.Signed.Offer, at):
		next.Standing, next.Reason = Expired, "nobody can take it any more: its time is over"
		if next.Filled.Sign() == 0 {
			next.Standing, next.Reason = Unfilled, "its time is over, and nobody took any of it"
		}
	case f.Unknown != nil: // it stands as it did
		next.Standing, next.Reason, next.At = e.Standing, e.Reason, e.At
	case err != nil:
		next.Standing, next.Reason = Uncovered, err.Error()
	default:
		if err := covers(f.Balance, counted, next.backing()); err != nil {
			next.Standing, next.Reason = Uncovered, err.Error()
		}
	}
	switch {
	case next.Standing != Uncovered:
		next.missing = 0
	case f.Unknown == nil:
		next.missing++
	}
	if next.Standing != e.Standing && (e.Standing != Unjudged || !next.Standing.Over()) {
		next.Since = now
	}
	return &next
}

// covers says whether a balance is enough for what is counted on it already, and for one offer more.
func covers(balance, counted, backing *big.Int) error {
	if balance.Cmp(new(big.Int).Add(counted, backing)) < 0 {
		return errors.Join(chain.ErrPoor, errShared(balance, counted, backing))
	}
	return nil
}

// tooLate says that time alone stands against taking any of it, now and later.
func tooLate(o offer.Offer, at chain.Head) bool {
	t := o.Terms
	switch {
	case at.Time >= o.Expiry, at.Time >= t.End, t.BeaconBlock != 0 && t.BeaconBlock <= at.Number+1:
		return true
	case o.Review != 0:
		return o.Review > t.Start-min(t.Start, at.Time)
	}
	return t.AcceptBy != 0 && at.Time >= t.AcceptBy
}
