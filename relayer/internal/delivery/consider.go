package delivery

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// bid is where one of the folder stands.
type bid struct {
	*bidFile
	forward common.Hash // that it was judged as last
	next    uint64      // when it is judged again, by the chain's clock: whose is the longest ago is first
	misses  int         // how often in a row it was refused
	told    string
}

// BidStatus is why a bid of the folder is not filled, or which forward came of it.
type BidStatus struct {
	File    string
	Bid     common.Hash // zero where the file holds none
	Forward common.Hash // zero unless it was filled, or that is tried
	Told    string
}

// Bids lists those of the folder. It may be called at any time.
func (e *Engine) Bids() []BidStatus {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]BidStatus, 0, len(e.bids))
	for _, b := range e.bids {
		s := BidStatus{File: b.name, Bid: b.hash, Told: b.told}
		if e.entries[b.forward] != nil {
			s.Forward = b.forward
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b BidStatus) int { return cmp.Compare(a.File, b.File) })
	return list
}

// considerBids has bids of the folder be filled at the end of the tick, those first that wait longest. What is refused is judged
// again later and later, and what was cancelled or taken never.
func (e *Engine) considerBids(ctx context.Context, at at) error {
	if e.opts.Bids == "" || !e.opts.Accept {
		return nil
	}
	if err := e.readBids(at.head.Time); err != nil {
		return err
	}
	judged, began := map[signer]int{}, time.Now()
	var faults []error
	waiting := slices.Clone(e.bids)
	slices.SortStableFunc(waiting, func(a, b *bid) int { return cmp.Compare(a.next, b.next) })
	left := bidsAtOnce
	for _, most := range []int{1, bidsAtOnce} { // one of each maker first, and then more
		for _, b := range waiting {
			if left == 0 || at.head.Time < b.next || time.Since(began) > longestJudging {
				continue
			}
			if reason := e.unfit(b, at); reason != "" {
				e.tellBid(b, reason)
				continue
			}
			if judged[b.by] >= most {
				continue
			}
			judged[b.by]++
			left--
			b.next = at.head.Time + lookAgain
			reason, verdict, err := e.consider(ctx, b, at)
			if err != nil {
				faults = append(faults, fmt.Errorf("bid %s: %w", b.hash, err))
				continue
			}
			e.tellBid(b, reason)
			e.putOff(b, verdict, at.head.Time)
		}
	}
	return errors.Join(faults...)
}

// longestJudging is how long bids are judged in one look before the others wait for the next, and longestBid how long one may take: the
// contracts of strangers answer as slowly as they like.
const (
	longestJudging = 5 * time.Second
	longestBid     = 10 * time.Second
)

// verdict is what a refusal to fill a bid rests on.
type verdict int

const (
	itWaits     verdict = iota // on what may change with any tick
	itIsRefused                // on what its maker, or the operator, would have to change
	itIsOver                   // on what never changes
)

// mostMisses is how often a bid is refused before it makes way, where there are more than are considered.
const mostMisses = 6

// putOff says when a bid is judged again.
func (e *Engine) putOff(b *bid, v verdict, now uint64) {
	switch {
	case v == itIsOver || v == itIsRefused && b.misses >= mostMisses && e.bidsMore:
		b.fault, b.signed = short(b.told), offer.Signed{}
	case v == itIsRefused:
		b.next = now + min(uint64(lookAgain)<<b.misses, longestAgain)
		b.misses = min(b.misses+1, mostMisses)
	default:
		b.misses = 0
	}
}

// longestAgain is after how many seconds a bid that was refused again and again is judged once more.
const longestAgain = 3600

// readBids takes over what the folder has.
func (e *Engine) readBids(now uint64) error {
	known, of := make(map[string]*bidFile, len(e.bids)), make(map[*bidFile]*bid, len(e.bids))
	for _, b := range e.bids {
		known[b.name], of[b.bidFile] = b.bidFile, b
	}
	files, more, err := e.opts.Bids.read(known, now)
	if err != nil {
		return err
	}
	if more && !e.bidsMore {
		e.Log.Warn().Str("folder", string(e.opts.Bids)).Msgf("there is more than %d bids, or %d files, in the folder of bids; those are looked at, and the others once some are taken away", mostBids, mostFiles)
	}
	e.bidsMore = more
	next, named := make([]*bid, 0, len(files)), make(map[string]string, len(e.bids))
	for _, b := range e.bids {
		named[b.name] = b.told
	}
	for _, file := range files {
		b := of[file]
		if b == nil {
			b = &bid{bidFile: file, next: now, told: named[file.name]}
		}
		delete(of, file)
		next = append(next, b)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, gone := range of {
		e.letBid(gone.forward)
	}
	e.bids = next
	return nil
}

// letBid forgets what was thought of a bid that was not filled. The lock is held.
func (e *Engine) letBid(forward common.Hash) {
	if e.entries[forward] != nil || e.forwards[forward] != nil {
		return
	}
	delete(e.fillings, forward)
	delete(e.admitted, forward)
	delete(e.told, forward)
}

// tellBid logs why a bid is not filled, once until that changes in more than its figures.
func (e *Engine) tellBid(b *bid, reason string) {
	e.mu.Lock()
	changed := withoutFigures(b.told) != withoutFigures(reason)
	b.told = reason
	e.mu.Unlock()
	if changed && reason != "" {
		e.Log.Info().Str("file", b.name).Stringer("bid", b.hash).Str("reason", sdk.Clean(reason)).Msg("the bid waits, or is skipped")
	}
}

func withoutFigures(reason string) string {
	before, _, _ := strings.Cut(reason, ": ")
	return before
}

// unfit says what is against a bid that no chain has to be asked about.
func (e *Engine) unfit(b *bid, at at) (reason string) {
	if b.fault != "" {
		return b.fault
	}
	s := b.signed
	for _, other := range e.bids {
		if other == b {
			break
		}
		if other.fault == "" && other.hash == b.hash && bytes.Equal(other.signed.Signature, s.Signature) {
			return "it is the bid that is in " + other.name
		}
	}
	switch {
	case s.Side != offer.Bid:
		return "it is an ask, and those are taken by who pays: `tercet offer fill`"
	case s.ChainID.Cmp(e.opts.ChainID) != 0:
		return fmt.Sprintf("it is for chain %s, and this is chain %s", s.ChainID, e.opts.ChainID)
	case !s.Assigned():
		return "it is for open forwards, which anybody may deliver once they are opened: `tercet offer fill` opens them"
	case s.Buyer == e.opts.Account:
		return "it is this account's own"
	case s.Terms.BeaconBlock != 0:
		return "it takes two rounds, and this relayer takes on only what has one by itself; `tercet offer fill` takes it"
	case s.Terms.Provider != (common.Address{}) && s.Terms.Provider != e.opts.Account:
		return fmt.Sprintf("its terms name %s as the provider", s.Terms.Provider)
	case s.RampEnd != 0 && at.final.Time < s.RampEnd: // else a block before its end could come back
		return fmt.Sprintf("its price moves until %s, and is taken only once it stands; `tercet offer fill` takes it with a bound", moment(s.RampEnd))
	}
	if !e.opts.valued(s.Terms.Token) { // an opened forward cost its opener gas, and a bid costs nothing
		return fmt.Sprintf("it pays in token %s, which may be worthless: none of --token, --max-bond and --worth names it", s.Terms.Token)
	}
	wanted := e.opts
	if s.RampEnd != 0 { // what its price is by now is not known yet
		wanted.MinPrice = new(big.Int)
	}
	if reason := wanted.unwanted(&chain.Forward{Terms: s.Terms, Buyer: s.Buyer}); reason != "" {
		return reason
	}
	if last := min(s.Terms.AcceptBy, s.Expiry); seconds(e.now(at), last) <= e.opts.Margin {
		return "it is too late to fill it: that has to be mined before " + moment(last)
	}
	return ""
}

// consider fills a bid if nothing is against it, and says what is.
func (e *Engine) consider(ctx context.Context, b *bid, at at) (reason string, v verdict, err error) {
	if d := e.entry(b.forward); d != nil && leftAlone(d) {
		return whyTaken(d), itIsRefused, nil
	} else if d != nil && !finished(d) {
		return whyTaken(d), itWaits, nil
	}
	brief, cancel := context.WithTimeout(ctx, longestBid)
	now, err := e.offered(brief, at.head, b.signed)
	cancel()
	if err != nil && ctx.Err() == nil { // what a stranger's bid leads to is no trouble of ours
		return fmt.Sprintf("it was not found out whether it can be filled: %v", err), itIsRefused, nil
	}
	switch {
	case err == nil && now.Over:
		return now.Against, itIsOver, nil
	case err != nil || now.Against != "":
		return now.Against, itIsRefused, err
	}
	f := now.Forward
	if b.forward != f.ID { // somebody took a part of it
		e.mu.Lock()
		e.letBid(b.forward)
		b.forward = f.ID
		e.mu.Unlock()
	}
	if d := e.entry(f.ID); d != nil {
		return whyTaken(d), itIsRefused, nil
	}
	switch d, err := e.Journal.Load(f.ID); {
	case err == nil:
		return whyTaken(d), itIsRefused, nil
	case !errors.Is(err, journal.ErrNotFound):
		return "", itWaits, err
	}
	if e.forward(f.ID) != nil {
		return "somebody opened its forward without it, which is looked at as others are", itIsRefused, nil
	}
	written, err := b.signed.MarshalJSON()
	if err != nil {
		return "", itWaits, err
	}
	t := &filling{
		Bid: written, Quantity: now.Fill.Quantity, Bound: now.Fill.Bound, Holder: now.Fill.Holder, Gas: now.Gas, MostGas: now.MostGas, signed: b.signed,
	}
	e.mu.Lock()
	e.fillings[f.ID] = t
	e.mu.Unlock()
	reason, err = e.fill(ctx, &f, t, at)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.entries[f.ID] == nil {
		delete(e.fillings, f.ID)
		if t.refused {
			v = itIsRefused
		}
	}
	return reason, v, err
}
