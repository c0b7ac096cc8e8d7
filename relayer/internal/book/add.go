package book

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Add takes in an offer's file. Added is false for one that is there already. An error wraps ErrRefused or ErrFull, with the reason
// for who sent it, or ErrBusy; with any other it could not be found out whether the offer is good. Of one sender, such as a client's
// address, one offer is judged at a time: nobody keeps all others out.
func (b *Book) Add(ctx context.Context, from string, text []byte) (e Entry, added bool, err error) {
	s, err := offer.Read(text)
	if err != nil {
		return e, false, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	hash, err := s.Hash()
	if err != nil {
		return e, false, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if known, is := b.Offer(hash); is && !replaceable(&known, s) {
		return known, false, nil
	}
	now := b.deps.Clock()
	made := &Entry{Hash: hash, Signed: s, Came: now, Since: now, Standing: Open, Filled: new(big.Int)}
	if err := b.plausible(made); err != nil {
		return e, false, err
	}
	if _, busy := b.senders.LoadOrStore(from, true); busy {
		return e, false, ErrBusy
	}
	defer b.senders.Delete(from)
	select {
	case b.judging <- struct{}{}:
		defer func() { <-b.judging }()
	default:
		return e, false, ErrBusy
	}
	balance, err := b.judge(ctx, made)
	if err != nil {
		return e, false, err
	}
	return b.enter(made, balance)
}

// replaceable says that what is there of an offer cannot be taken, and its maker may have signed it another way that can: its hash is
// about neither the signature nor Permit2.
func replaceable(known *Entry, s offer.Signed) bool {
	return known.Standing == Uncovered && (!bytes.Equal(known.Signed.Signature, s.Signature) || known.Signed.Permit2 != s.Permit2)
}

// plausible refuses what needs no question to be refused.
func (b *Book) plausible(e *Entry) error {
	if err := b.ours(e.Signed); err != nil {
		return err
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	_, err := b.room(e)
	return err
}

// ours refuses what is of another deployment, or promises nothing.
func (b *Book) ours(s offer.Signed) error {
	refuse := func(format string, arguments ...any) error {
		return fmt.Errorf("%w: "+format, append([]any{ErrRefused}, arguments...)...)
	}
	if s.ChainID.Cmp(new(big.Int).SetUint64(b.opts.ChainID)) != 0 || s.Contract != b.opts.Contract {
		return refuse("it is for the offers at %s on chain %s, and these are for those at %s on chain %d", s.Contract, s.ChainID, b.opts.Contract, b.opts.ChainID)
	}
	if err := s.Check(); err != nil {
		return refuse("%w", err)
	}
	if !slices.Contains(b.opts.Tokens, s.Terms.Token) {
		return refuse("its token %s is none that this server's deployment names", s.Terms.Token)
	}
	if _, named := b.opts.Predicates[s.Terms.Predicate]; !named {
		return refuse("its predicate %s is none that this server's deployment names", s.Terms.Predicate)
	}
	if s.Backing(s.Terms.Quantity).Sign() == 0 {
		return refuse("an ask without a bond promises nothing: name one")
	}
	if most := new(big.Int).Mul(s.Terms.Price, big.NewInt(mostBonds)); s.Terms.Bond.Cmp(most) > 0 {
		return refuse("its bond is more than %d times its price: nobody would stake that", mostBonds)
	}
	return nil
}

func refusedBy(fault error) error {
	return fmt.Errorf("%w: %s", ErrRefused, strings.ReplaceAll(fault.Error(), "\n", "; "))
}

// judge asks the chain, and the predicate, about an offer, and stops at the first thing that stands against it: what costs whoever
// sends it nothing costs one question. It gives what the maker holds.
func (b *Book) judge(ctx context.Context, e *Entry) (balance *big.Int, err error) {
	s := e.Signed
	if e.At, err = b.deps.Blocks.Head(ctx); err != nil {
		return nil, err
	}
	if tooLate(s.Offer, e.At) {
		return nil, fmt.Errorf("%w: its time is over", ErrRefused)
	}
	fault, err := b.deps.Offers.Signed(ctx, e.At, s)
	if err != nil {
		return nil, err
	}
	if fault != nil {
		return nil, refusedBy(fault)
	}
	commitment, unit, err := b.deps.Params(ctx, b.opts.Predicates[s.Terms.Predicate], s.Params)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read its parameters: %w", err)
	case commitment != s.Terms.Params:
		return nil, fmt.Errorf("%w: its parameters commit to another word than its terms hold", ErrRefused)
	case unit != s.Terms.Unit:
		return nil, fmt.Errorf("%w: its parameters make another unit than its terms hold", ErrRefused)
	}
	footings, err := b.deps.Offers.Footings(ctx, e.At, []offer.Signed{s}, b.opts.Permit2)
	if err != nil {
		return nil, err
	}
	if err := footings[0].Unknown; err != nil {
		return nil, err
	}
	if err := footings[0].Err(); err != nil {
		return nil, refusedBy(err)
	}
	j, err := b.deps.Offers.JudgeRest(ctx, e.At, s, b.opts.Permit2)
	if err != nil {
		return nil, err
	}
	if err := j.Err(); err != nil {
		return nil, refusedBy(err)
	}
	e.Filled = footings[0].Taken.Filled
	return footings[0].Balance, nil
}

// enter takes an offer in that was judged to be good, in the place of others if there has to be room.
func (b *Book) enter(e *Entry, balance *big.Int) (Entry, bool, error) {
	b.changing.Lock()
	defer b.changing.Unlock()
	known, is := b.entries[e.Hash]
	if is && !replaceable(known, e.Signed) { // it was sent twice at once
		return *known, false, nil
	}
	counted := new(big.Int)
	for _, other := range b.entries {
		if other.purse() == e.purse() && (other.Standing == Open || other.Standing == Unjudged) {
			counted.Add(counted, other.backing())
		}
	}
	if err := covers(balance, counted, e.backing()); err != nil {
		return Entry{}, false, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	gone, err := b.room(e)
	if err != nil {
		return Entry{}, false, err
	}
	b.last = max(b.last+1, numberAt(e.Came))
	e.Number, e.turn = b.last, b.turn
	if err := b.keep(e); err != nil {
		return Entry{}, false, err
	}
	b.set(e)
	if gone != nil && gone.Hash != e.Hash {
		if err := b.forget(gone); err != nil { // it is listed as long as its file is there
			b.deps.Log.Warn().Err(err).Msg("an offer that another one took the place of is still there")
		}
	}
	b.deps.Tell(*e)
	b.passOn(e.Signed)
	return *e, true, nil
}

func (b *Book) passOn(s offer.Signed) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, listener := range b.heard {
		select {
		case listener <- s:
		default: // it comes and asks later
		}
	}
}

// room is what has to go for an offer, nil for nothing. Nothing goes for what is worth no more.
func (b *Book) room(e *Entry) (gone *Entry, err error) {
	ofOne, ofToken := 0, 0
	var leastOfOne, least *Entry
	less := func(than, other *Entry) *Entry {
		if than == nil || worth(other, than) < 0 || worth(other, than) == 0 && other.Number > than.Number {
			return other
		}
		return than
	}
	for _, other := range b.entries {
		if other.Hash == e.Hash { // it takes that one's place
			return nil, nil
		}
		if other.Signed.Terms.Token == e.Signed.Terms.Token {
			ofToken++
			least = less(least, other)
		}
		if other.Signed.Maker() == e.Signed.Maker() {
			ofOne++
			leastOfOne = less(leastOfOne, other)
		}
	}
	if ofOne >= b.opts.MostOfOne {
		if leastOfOne.class() >= e.class() {
			return nil, fmt.Errorf("%w: %s has %d offers in it, as many as one maker may; cancel one, or wait until one is over", ErrFull, e.Signed.Maker(), ofOne)
		}
		return leastOfOne, nil
	}
	if ofToken < max(1, b.opts.Most/max(1, len(b.opts.Tokens))) {
		return nil, nil
	}
	if worth(least, e) >= 0 {
		return nil, fmt.Errorf("%w: of the %d offers in its token the least has %s of the token's smallest units behind it, and this one %s", ErrFull,
			ofToken, least.backing(), e.backing())
	}
	return least, nil
}

func errShared(balance, counted, backing *big.Int) error {
	return fmt.Errorf("its maker holds %s of the token's smallest units, other offers of its in this book count on %s of them, and this one takes %s", balance, counted, backing)
}

// numberAt is the number of an offer that came then, unless another one has it: it is the same after a restart, nearly always.
func numberAt(came time.Time) uint64 { return uint64(max(came.UnixNano(), 0)) }
