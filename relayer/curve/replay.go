package curve

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// forward is what became of one.
type forward struct {
	Opened
	instrument Instrument
	period     period
	shares     []*big.Int // of the quantity, for each month of the period
	accepted   *Accepted
	fill       *Filled
	recipients []common.Address
	delivered  *big.Int
	ended      *Place // by reclaim or close
	closed     bool
}

// stage is where a forward stands.
type stage int

const (
	proposed  stage = iota // money is locked and nobody has promised to deliver: a bid, or a bounty
	lapsed                 // and nobody did
	live                   // a provider has promised, and the rest may still come
	fulfilled              // all of it came
	failed                 // a provider promised, and the rest did not come
	dissolved              // both sides ended it
)

func (f *forward) stage(now uint64) stage {
	switch {
	case f.delivered.Cmp(f.Quantity) == 0:
		return fulfilled
	case f.closed:
		return dissolved
	case f.AcceptBy == 0 && (f.ended != nil || now >= f.SettleBy):
		return lapsed
	case f.AcceptBy == 0:
		return proposed
	case f.accepted == nil && (f.ended != nil || now >= f.AcceptBy):
		return lapsed
	case f.accepted == nil:
		return proposed
	case f.ended != nil || now >= f.SettleBy:
		return failed
	}
	return live
}

// provider is who promised to deliver, or of a bounty who was paid; zero if nobody.
func (f *forward) provider() common.Address {
	switch {
	case f.accepted != nil:
		return f.accepted.Provider
	case f.AcceptBy == 0 && len(f.recipients) > 0:
		return f.recipients[0]
	}
	return common.Address{}
}

// traded is when the price was agreed, and whether it was: of a bounty when it was posted.
func (f *forward) traded() (uint64, bool) {
	if f.AcceptBy == 0 {
		return f.Time, true
	}
	if f.accepted == nil {
		return 0, false
	}
	return f.accepted.Time, true
}

// Unclassified is a forward or an offer that is not on the curve.
type Unclassified struct {
	ID     common.Hash `json:"id"`
	Reason string      `json:"reason"`
}

// past is what happened, forward by forward.
type past struct {
	events       int
	forwards     []*forward // on the curve, in the order of their opening
	unclassified []Unclassified
	taken        map[common.Hash]*big.Int // of each offer
	cancelled    map[common.Hash]bool     // offers
	nonces       map[nonceWord]*big.Int
}

type nonceWord struct {
	maker common.Address
	word  string
}

func (h History) replay() (*past, error) {
	events, err := inOrder(h.Events)
	if err != nil {
		return nil, err
	}
	if len(events) > 0 {
		if last := events[len(events)-1].place(); last.Block > h.Block || last.Time > h.Time {
			return nil, fmt.Errorf("an event is of block %d, and the history ends with block %d", last.Block, h.Block)
		}
	}
	p := &past{events: len(events), taken: map[common.Hash]*big.Int{}, cancelled: map[common.Hash]bool{}, nonces: map[nonceWord]*big.Int{}}
	all, unread := map[common.Hash]*forward{}, map[common.Hash]bool{}
	var orphans []common.Hash
	find := func(id common.Hash, do func(f *forward) error) error {
		if f := all[id]; f != nil {
			return do(f)
		}
		if unread[id] {
			return nil
		}
		orphans = append(orphans, id)
		return nil
	}
	for _, event := range events {
		switch e := event.(type) {
		case Opened:
			err = h.open(p, all, e)
		case Unread:
			unread[e.ID] = true
			p.unclassified = append(p.unclassified, Unclassified{e.ID, e.Reason})
		case Accepted:
			err = find(e.ID, func(f *forward) error { return f.accept(e) })
		case Settled:
			err = find(e.ID, func(f *forward) error { return f.settle(e) })
		case Reclaimed:
			err = find(e.ID, func(f *forward) error { return f.end(e.Place, false) })
		case Closed:
			err = find(e.ID, func(f *forward) error { return f.end(e.Place, true) })
		case Filled:
			p.taken[e.Offer] = e.Total
			err = find(e.ID, func(f *forward) error { f.fill = &e; return nil })
		case Cancelled:
			p.cancelled[e.Offer] = true
		case NoncesCancelled:
			key := nonceWord{e.Maker, e.Word.String()}
			if p.nonces[key] == nil {
				p.nonces[key] = new(big.Int)
			}
			p.nonces[key].Or(p.nonces[key], e.Mask)
		default:
			err = fmt.Errorf("log %d of block %d is an event of type %T", e.place().Log, e.place().Block, e)
		}
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(orphans, common.Hash.Cmp)
	for _, id := range slices.Compact(orphans) {
		p.unclassified = append(p.unclassified, Unclassified{id, "its opening is not among the events: read them from an earlier block"})
	}
	slices.SortFunc(p.unclassified, func(a, b Unclassified) int { return a.ID.Cmp(b.ID) })
	return p, nil
}

// open puts a forward on the curve, or says why not.
func (h History) open(p *past, all map[common.Hash]*forward, e Opened) error {
	if all[e.ID] != nil {
		return fmt.Errorf("forward %s is opened twice", e.ID)
	}
	if e.Quantity.Sign() <= 0 || e.Price.Sign() <= 0 || e.Bond.Sign() < 0 {
		return fmt.Errorf("forward %s has quantity %s, price %s and bond %s: the escrow opens none like that", e.ID, e.Quantity, e.Price, e.Bond)
	}
	f := &forward{Opened: e, delivered: new(big.Int)}
	all[e.ID] = f
	reason := h.fault(e.Unclassified, e.Unit, e.Token, e.Time, e.Start, e.End)
	if reason != "" {
		p.unclassified = append(p.unclassified, Unclassified{e.ID, reason})
		return nil
	}
	f.instrument = h.instrument(e.Unit, e.Token, e.AcceptBy != 0, e.Bond, e.Price)
	f.period = periodOf(e.Start, e.End)
	f.shares = spread(e.Quantity, e.Start, e.End)
	p.forwards = append(p.forwards, f)
	return nil
}

// fault is why something is not on the curve; empty if it is.
func (h History) fault(told string, unit common.Hash, token common.Address, now, start, end uint64) string {
	if told != "" {
		return told
	}
	if _, known := h.Units[unit]; !known {
		return "nothing is known of its unit"
	}
	if _, known := h.Tokens[token]; !known {
		return "nothing is known of its token"
	}
	return windowFault(now, start, end)
}

func (f *forward) accept(e Accepted) error {
	if f.accepted != nil || f.AcceptBy == 0 {
		return fmt.Errorf("forward %s is accepted in block %d: it is an open one, or was accepted before", f.ID, e.Block)
	}
	f.accepted = &e
	return nil
}

func (f *forward) settle(e Settled) error {
	f.delivered = new(big.Int).Add(f.delivered, e.Amount)
	if e.Amount.Sign() <= 0 || f.delivered.Cmp(f.Quantity) > 0 {
		return fmt.Errorf("forward %s has %s units delivered by block %d, of %s", f.ID, f.delivered, e.Block, f.Quantity)
	}
	if f.ended != nil {
		return fmt.Errorf("forward %s is settled in block %d, and ended before", f.ID, e.Block)
	}
	f.recipients = append(f.recipients, e.Recipient)
	return nil
}

func (f *forward) end(at Place, closed bool) error {
	if f.ended != nil {
		return fmt.Errorf("forward %s ends in block %d, and ended before", f.ID, at.Block)
	}
	f.ended, f.closed = &at, closed
	return nil
}

// instruments are those of forwards and offers, in order.
func instruments(forwards []*forward, offers []*standing) []Instrument {
	all := map[Instrument]bool{}
	for _, f := range forwards {
		all[f.instrument] = true
	}
	for _, o := range offers {
		all[o.instrument] = true
	}
	return slices.SortedFunc(maps.Keys(all), Instrument.compare)
}
