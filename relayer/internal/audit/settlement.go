package audit

import (
	"context"
	"math/big"
	"time"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// progress is how far a forward was delivered before a settlement.
type progress struct {
	delivered *big.Int
	cursor    uint64
}

// settlement checks one settlement: when, what step, under which header, by which proof, and who was paid.
func (h *history) settlement(ctx context.Context, report *Report, t *trial, before progress, s *settled) {
	window(report, *t.forward, s.time)
	if t.forward.Assigned() {
		stepInOrder(report, *t.forward, before, s.Settlement)
		report.skips("announcement", "only its provider can settle it, so nothing had to be announced")
	} else {
		step(report, *t.forward, s.Settlement)
		h.announcement(report, t, s)
	}
	report.rounds(t, s)
	header := h.header(ctx, report, *t.forward, s.Settlement)
	h.proof(ctx, report, t, s, header)
	if t.predicate.hours {
		hours(report, s)
	}
	h.payment(report, *t.forward, before, s)
}

// hours checks that no GPU-hour was sold before under the same meters, whichever forward and contract it was sold by.
func hours(report *Report, s *settled) {
	const name = "double sale"
	if s.sold != nil {
		report.fails(name, "%v", s.sold)
		return
	}
	report.holds(name, "none of its %s was sold before under the same meters", count(s.hours, "device-hour"))
}

func window(report *Report, forward chain.Forward, then uint64) {
	told := "settled at " + clock(then) + ", allowed from " + clock(forward.Terms.Start) + " until before " + clock(forward.Terms.SettleBy)
	if then < forward.Terms.Start || then >= forward.Terms.SettleBy {
		report.fails("window", "%s", told)
		return
	}
	report.holds("window", "%s", told)
}

func step(report *Report, forward chain.Forward, s chain.Settlement) {
	const told = "from %d to %d for %v of %v units"
	if s.Step.From != 0 || s.Step.To == 0 || s.Step.Amount.Cmp(forward.Terms.Quantity) != 0 {
		report.fails("step", told+", and an open forward is delivered in one step from 0 for the whole quantity",
			s.Step.From, s.Step.To, s.Step.Amount, forward.Terms.Quantity)
		return
	}
	report.holds("step", told, s.Step.From, s.Step.To, s.Step.Amount, forward.Terms.Quantity)
}

// stepInOrder checks that nothing is paid for twice: a step begins where those before it ended, or later.
func stepInOrder(report *Report, forward chain.Forward, before progress, s chain.Settlement) {
	const told = "from %d to %d for %v units, after %v of %v had been delivered up to %d"
	left := new(big.Int).Sub(forward.Terms.Quantity, before.delivered)
	result := Holds
	if s.Step.From < before.cursor || s.Step.To <= s.Step.From || s.Step.Amount.Sign() <= 0 || s.Step.Amount.Cmp(left) > 0 {
		result = Fails
	}
	report.add("step", result, told, s.Step.From, s.Step.To, s.Step.Amount, before.delivered, forward.Terms.Quantity, before.cursor)
}

// announcement checks that h was announced long enough before: who learned the output from the pending settlement then
// came too late to claim it.
func (h *history) announcement(report *Report, t *trial, s *settled) {
	const name = "announcement"
	announced := t.announced[s.H]
	age := s.time - min(announced, s.time)
	switch told := "announced at %s, settled %s later, at least %s are asked for"; {
	case announced == 0:
		report.fails(name, "what was settled was never announced")
	case age < h.delay:
		report.fails(name, told, clock(announced), span(age), span(h.delay))
	default:
		report.holds(name, told, clock(announced), span(age), span(h.delay))
	}
}

// header builds the header from terms and event, and compares it with the one that the escrow's code builds.
func (h *history) header(ctx context.Context, report *Report, forward chain.Forward, s chain.Settlement) [statement.HeaderLen]statement.Word {
	const name = "header"
	words, err := h.words(forward, s)
	if err != nil {
		report.fails(name, "terms and event make no header: %v", err)
		return words
	}
	built, err := h.escrow.HeaderOnChain(ctx, h.machine.Head(), forward, s)
	oneRound := forward.Terms.BeaconBlock == 0
	switch {
	case err != nil:
		report.fails(name, "the escrow builds none: %s", chain.Explain(err))
	case built != words:
		report.fails(name, "terms and event make other words than the escrow's")
	case oneRound && (!s.Commitment.IsZero() || !s.Beacon.IsZero()):
		report.fails(name, "it has a commitment or a challenge, which belong to forwards of two rounds")
	default:
		report.holds(name, "terms and event make the escrow's nine words; the claim is for %s", s.Recipient)
	}
	return words
}

func span(seconds uint64) time.Duration {
	const longest = uint64(1 << 33) // more would overflow a duration
	return time.Duration(min(seconds, longest)) * time.Second
}

func clock(unix uint64) string {
	return chain.Head{Time: unix}.At().Format(time.DateTime)
}
