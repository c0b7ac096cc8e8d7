package audit

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// story is what the events tell of one forward, in order.
type story struct {
	acceptance  *chain.Acceptance
	settlements []*settled
	reclaim     *chain.Ending
	closing     *chain.Ending
}

// end is how far all settlements together came.
func (s story) end() progress {
	p := progress{delivered: new(big.Int)}
	for _, settlement := range s.settlements {
		p = p.after(settlement.Settlement)
	}
	return p
}

// agree looks whether the escrow's state and its events tell the same story.
func (r *Report) agree(forward chain.Forward, state chain.State, s story) {
	const name = "state and events"
	told := fmt.Sprintf("the state says %s; the events tell of %s", r.Status, s)
	end := s.end()
	delivered, cursor := end.delivered, end.cursor
	whole := delivered.Cmp(forward.Terms.Quantity) == 0
	if n := len(s.settlements); whole && n > 0 {
		cursor = story{settlements: s.settlements[:n-1]}.end().cursor // the last unit leaves the cursor where it was
	}
	// The forward was read from its opening: a state that knows none contradicts that.
	agree := map[chain.Status]bool{
		chain.StatusProposed:    !s.ended() && s.acceptance == nil && len(s.settlements) == 0,
		chain.StatusLapsed:      !s.ended() && s.acceptance == nil && len(s.settlements) == 0,
		chain.StatusPending:     !s.ended() && s.accepted(forward) && len(s.settlements) == 0,
		chain.StatusDeliverable: !s.ended() && s.accepted(forward) && !whole,
		chain.StatusExpired:     !s.ended() && s.accepted(forward) && !whole,
		chain.StatusSettled:     !s.ended() && s.accepted(forward) && whole,
		chain.StatusReclaimed:   s.reclaim != nil && s.closing == nil && !whole,
		chain.StatusClosed:      s.closing != nil && s.reclaim == nil && s.accepted(forward) && !whole,
	}[r.Status] && (len(s.settlements) <= 1 || forward.Assigned()) && (len(s.settlements) == 0 || s.accepted(forward))
	switch {
	case !agree:
		r.fails(name, "%s", told)
		return
	case state.Delivered.Cmp(delivered) != 0 || state.Cursor != cursor:
		r.fails(name, "%s; they deliver %v units up to %d, and the state says %v up to %d", told, delivered, cursor, state.Delivered, state.Cursor)
		return
	}
	r.holds(name, "%s", told)
	if !r.Status.Cold() && len(s.settlements) == 0 {
		r.skips("payment", "nothing was paid yet: the forward is %s", r.Status)
	}
}

func (s story) ended() bool { return s.reclaim != nil || s.closing != nil }

// accepted says that somebody could deliver: open forwards need nobody's acceptance.
func (s story) accepted(forward chain.Forward) bool {
	return !forward.Assigned() || s.acceptance != nil
}

// String tells the story in words.
func (s story) String() string {
	var parts []string
	if s.acceptance != nil {
		parts = append(parts, "an acceptance")
	}
	parts = append(parts, count(len(s.settlements), "settlement"))
	if s.closing != nil {
		parts = append(parts, "a closing")
	}
	parts = append(parts, map[bool]string{true: "one reclaim", false: "no reclaim"}[s.reclaim != nil])
	return strings.Join(parts, " and of ")
}

func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "one " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// accepted checks that whoever accepted an assigned forward was allowed to, in time, and staked the bond.
func (h *history) accepted(report *Report, t *trial) {
	const name = "acceptance"
	report.at = &t.acceptance.Accepted
	defer func() { report.at = nil }()
	acceptance, terms, then := t.acceptance, t.forward.Terms, t.accepting.time
	switch {
	case then >= terms.AcceptBy:
		report.fails(name, "accepted at %s, allowed before %s", clock(then), clock(terms.AcceptBy))
	case terms.Provider != (common.Address{}) && acceptance.Provider != terms.Provider:
		report.fails(name, "accepted for %s, and the terms name %s", acceptance.Provider, terms.Provider)
	default:
		report.holds(name, "accepted for %s at %s, allowed before %s", acceptance.Provider, clock(then), clock(terms.AcceptBy))
	}
	switch {
	case terms.Bond.Sign() == 0:
		report.skips("bond", "none was asked for")
	case h.Escrow.Received(t.accepting.receipt, acceptance.Accepted, terms.Token, terms.Bond):
		report.holds("bond", "token %s moved %v to the escrow in transaction %s", terms.Token, terms.Bond, acceptance.Accepted.Tx)
	default:
		report.fails("bond", "transaction %s moved no %v of token %s to the escrow", acceptance.Accepted.Tx, terms.Bond, terms.Token)
	}
}
