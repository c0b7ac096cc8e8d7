package audit

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// settlement checks one settlement: when, what step, under which header, by which proof, and who was paid.
func (a *Auditor) settlement(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, s chain.Settlement) error {
	then, state, err := a.stateAt(ctx, at, s.Settled)
	if err != nil {
		return err
	}
	window(report, forward, then)
	step(report, forward, s)
	if err := a.announcement(ctx, then, state, report, forward, s); err != nil {
		return err
	}
	header, err := a.header(ctx, state, report, forward, s)
	if err != nil {
		return err
	}
	if err := a.proof(ctx, state, report, forward, s, header); err != nil {
		return err
	}
	return a.payment(ctx, report, forward, s)
}

func window(report *Report, forward chain.Forward, then chain.Head) {
	told := fmt.Sprintf("settled at %s, allowed from %s until before %s", clock(then.Time), clock(forward.Terms.Start), clock(forward.Terms.SettleBy))
	if then.Time < forward.Terms.Start || then.Time >= forward.Terms.SettleBy {
		report.fails("window", "%s", told)
		return
	}
	report.holds("window", "%s", told)
}

func step(report *Report, forward chain.Forward, s chain.Settlement) {
	told := fmt.Sprintf("from %d to %d for %v of %v units", s.Step.From, s.Step.To, s.Step.Amount, forward.Terms.Quantity)
	if s.Step.From != 0 || s.Step.To == 0 || s.Step.Amount.Cmp(forward.Terms.Quantity) != 0 {
		report.fails("step", "%s, and an open forward is delivered in one step from 0 for the whole quantity", told)
		return
	}
	report.holds("step", "%s", told)
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
	told := fmt.Sprintf("announced at %s, settled %s later, at least %s are asked for", clock(announced), age, delay)
	switch {
	case announced == 0:
		report.fails(name, "what was settled was never announced")
	case age < delay:
		report.fails(name, "%s", told)
	default:
		report.holds(name, "%s", told)
	}
	return nil
}

// header builds the header from terms and event, and compares it with the one that the escrow builds.
func (a *Auditor) header(ctx context.Context, state chain.Head, report *Report, forward chain.Forward, s chain.Settlement) ([statement.HeaderLen]statement.Word, error) {
	const name = "header"
	header := a.Escrow.Header(forward, s.Recipient, s.Step)
	header.Commitment, header.Beacon = s.Commitment, s.Beacon
	words, err := header.Words()
	if err != nil {
		report.fails(name, "terms and event make no header: %v", err)
		return words, nil
	}
	onChain, err := a.Escrow.HeaderOnChain(ctx, state, forward, s.Recipient, s.Step)
	if err != nil && !chain.Answered(err) {
		return words, err
	}
	switch {
	case err != nil:
		report.fails(name, "the escrow builds none: %s", chain.Explain(err))
	case onChain != words:
		report.fails(name, "terms and event make other words than the escrow's")
	default:
		report.holds(name, "terms and event make the escrow's nine words; the claim is for %s", s.Recipient)
	}
	return words, nil
}

// proof verifies, in Go with the key that the contract tells, and by asking the contract.
func (a *Auditor) proof(ctx context.Context, state chain.Head, report *Report, forward chain.Forward, s chain.Settlement, header [statement.HeaderLen]statement.Word) error {
	predicate := chain.NewPredicate(a.Client, forward.Terms.Predicate)
	words, err := predicate.VerifyingKey(ctx, state)
	if err != nil {
		if !chain.Answered(err) {
			return err
		}
		report.fails("key", "the predicate tells none: %s", chain.Explain(err))
		report.fails("proof", "without a key nothing is proved")
		return nil
	}
	if hash := keys.KeyHash(words); hash != s.Key {
		report.fails("key", "the settlement names the key %s, the predicate's is %s", s.Key, hash)
	} else {
		report.holds("key", "the settlement names the predicate's key %s", hash)
	}
	if err := verify(words, header, s); err != nil {
		report.fails("proof", "%v", err)
	} else {
		report.holds("proof", "verified here: %d words of payload, h %s", len(s.Payload), common.Hash(s.H.Bytes()))
	}
	holds, err := predicate.Verify(ctx, state, header, s.Payload, s.H, s.Proof)
	switch {
	case err != nil && !chain.Answered(err):
		return err
	case err != nil:
		report.fails("proof by contract", "%s", chain.Explain(err))
	case !holds:
		report.fails("proof by contract", "the predicate's verify says no")
	default:
		report.holds("proof by contract", "the predicate's verify says yes")
	}
	return nil
}

func verify(words [chain.KeyWords]*big.Int, header [statement.HeaderLen]statement.Word, s chain.Settlement) error {
	key, err := keys.FromWords(words)
	if err != nil {
		return err
	}
	return keys.VerifySettlement(key, header, s.Payload, s.H, s.Proof)
}

// payment looks for the money in the very transaction that settled.
func (a *Auditor) payment(ctx context.Context, report *Report, forward chain.Forward, s chain.Settlement) error {
	if s.Paid.Cmp(forward.Terms.Price) != 0 {
		report.fails("price", "the settlement says that %v was paid, the terms ask for %v", s.Paid, forward.Terms.Price)
	} else {
		report.holds("price", "the whole price of %v", s.Paid)
	}
	return a.moved(ctx, report, s.Settled, forward.Terms.Token, s.Recipient, s.Paid)
}

// reclaim checks that the money of an undelivered forward went back, when it may.
func (a *Auditor) reclaim(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, r chain.Reclaim) error {
	then, _, err := a.stateAt(ctx, at, r.Reclaimed)
	if err != nil {
		return err
	}
	if then.Time < forward.Terms.SettleBy {
		report.fails("window", "the money went back at %s, before %s", clock(then.Time), clock(forward.Terms.SettleBy))
	} else {
		report.holds("window", "the money went back at %s, allowed from %s on", clock(then.Time), clock(forward.Terms.SettleBy))
	}
	if r.Amount.Cmp(forward.Terms.Price) != 0 || r.To != forward.Buyer {
		report.fails("price", "%v went to %s, and %v belong to %s", r.Amount, r.To, forward.Terms.Price, forward.Buyer)
	} else {
		report.holds("price", "the whole price of %v, to the buyer", r.Amount)
	}
	return a.moved(ctx, report, r.Reclaimed, forward.Terms.Token, r.To, r.Amount)
}

func (a *Auditor) moved(ctx context.Context, report *Report, event chain.Place, token, to common.Address, amount *big.Int) error {
	const name = "payment"
	receipt, err := a.Client.Receipt(ctx, event.Tx)
	if err != nil {
		return err
	}
	if receipt.BlockHash != event.BlockHash {
		return fmt.Errorf("read the receipt of transaction %s: %w", event.Tx, chain.ErrReorg)
	}
	switch a.Escrow.PaymentAfter(receipt, event, chain.NewToken(a.Client, token), to, amount) {
	case chain.PaymentTransfer:
		report.holds(name, "token %s moved %v to %s in transaction %s", token, amount, to, event.Tx)
	case chain.PaymentCredit:
		report.holds(name, "the transfer did not succeed; the escrow owes %s %v of token %s, to be withdrawn", to, amount, token)
	default:
		report.fails(name, "transaction %s moved nothing of token %s to %s, and the escrow owes nothing for it", event.Tx, token, to)
	}
	return nil
}

func clock(unix uint64) string {
	return chain.Head{Time: unix}.At().Format(time.DateTime)
}
