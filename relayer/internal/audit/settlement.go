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
func (a *Auditor) settlement(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, before progress, s chain.Settlement) error {
	then, state, err := a.stateAt(ctx, at, s.Settled)
	if err != nil {
		return err
	}
	window(report, forward, then)
	if forward.Assigned() {
		stepInOrder(report, forward, before, s)
		report.skips("announcement", "only its provider can settle it, so nothing had to be announced")
	} else {
		step(report, forward, s)
		if err := a.announcement(ctx, then, state, report, forward, s); err != nil {
			return err
		}
	}
	if err := a.rounds(ctx, at, report, forward, s); err != nil {
		return err
	}
	header, err := a.header(ctx, state, report, forward, s)
	if err != nil {
		return err
	}
	if err := a.proof(ctx, at, state, report, forward, s, header); err != nil {
		return err
	}
	return a.payment(ctx, at, report, forward, before, s)
}

func window(report *Report, forward chain.Forward, then chain.Head) {
	told := "settled at " + clock(then.Time) + ", allowed from " + clock(forward.Terms.Start) + " until before " + clock(forward.Terms.SettleBy)
	if then.Time < forward.Terms.Start || then.Time >= forward.Terms.SettleBy {
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
func (a *Auditor) announcement(ctx context.Context, then, state chain.Head, report *Report, forward chain.Forward, s chain.Settlement) error {
	const name = "announcement"
	announced, err := a.Escrow.Announced(ctx, then, forward, s.H)
	if err != nil {
		return err
	}
	delay, err := a.Escrow.ClaimDelay(ctx, state)
	if err != nil {
		return err
	}
	age := time.Duration(then.Time-min(announced, then.Time)) * time.Second //nolint:gosec // block times
	switch {
	case announced == 0:
		report.fails(name, "what was settled was never announced")
	case age < delay:
		report.fails(name, "announced at %s, settled %s later, at least %s are asked for", clock(announced), age, delay)
	default:
		report.holds(name, "announced at %s, settled %s later, at least %s are asked for", clock(announced), age, delay)
	}
	return nil
}

// header builds the header from terms and event, and compares it with the one that the escrow builds.
func (a *Auditor) header(ctx context.Context, state chain.Head, report *Report, forward chain.Forward, s chain.Settlement) ([statement.HeaderLen]statement.Word, error) {
	const name = "header"
	words, err := a.words(forward, s)
	if err != nil {
		report.fails(name, "terms and event make no header: %v", err)
		return words, nil
	}
	onChain, err := a.Escrow.HeaderOnChain(ctx, state, forward, s)
	if err != nil && !chain.Answered(err) {
		return words, err
	}
	oneRound := forward.Terms.BeaconBlock == 0
	switch {
	case err != nil:
		report.fails(name, "the escrow builds none: %s", chain.Explain(err))
	case onChain != words:
		report.fails(name, "terms and event make other words than the escrow's")
	case oneRound && (!s.Commitment.IsZero() || !s.Beacon.IsZero()):
		report.fails(name, "it has a commitment or a challenge, which belong to forwards of two rounds")
	default:
		report.holds(name, "terms and event make the escrow's nine words; the claim is for %s", s.Recipient)
	}
	return words, nil
}

// words is the header of a settlement, from terms and event alone.
func (a *Auditor) words(forward chain.Forward, s chain.Settlement) ([statement.HeaderLen]statement.Word, error) {
	header := a.Escrow.Header(forward, s.Recipient, s.Step)
	header.Commitment, header.Beacon = s.Commitment, s.Beacon
	return header.Words()
}

func clock(unix uint64) string {
	return chain.Head{Time: unix}.At().Format(time.DateTime)
}
