package audit

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// proof verifies, in Go with the key that the contract tells, and by asking the contract.
func (a *Auditor) proof(ctx context.Context, at, state chain.Head, report *Report, forward chain.Forward, s chain.Settlement, header [statement.HeaderLen]statement.Word) error {
	predicate := chain.NewPredicate(a.Client, forward.Terms.Predicate)
	if len(s.Proof) == 0 {
		return a.groupProof(ctx, at, state, report, predicate, s)
	}
	words, told, err := a.key(ctx, state, report, predicate, 1, s.Key)
	if !told || err != nil {
		return err
	}
	if err := verify(words, header, s); err != nil {
		report.fails("proof", "%v", err)
	} else {
		report.holds("proof", "verified here: %d words of payload, h %s", len(s.Payload), common.Hash(s.H.Bytes()))
	}
	holds, err := predicate.Verify(ctx, state, header, s.Payload, s.H, s.Proof)
	return byContract(report, holds, err)
}

// key reads the predicate's key for n statements and compares it with the one that a settlement names. It returns false
// where the predicate tells none, which is in the report then.
func (a *Auditor) key(ctx context.Context, state chain.Head, report *Report, predicate *chain.Predicate, n uint32, named common.Hash) (words [chain.KeyWords]*big.Int, told bool, err error) {
	words, err = predicate.VerifyingKey(ctx, state, n)
	if err != nil {
		if !chain.Answered(err) {
			return words, false, err
		}
		report.fails("key", "the predicate tells none: %s", chain.Explain(err))
		report.fails("proof", "without a key nothing is proved")
		return words, false, nil
	}
	switch hash := keys.KeyHash(words); {
	case hash != named:
		report.fails("key", "the settlement names the key %s, the predicate's is %s", named, hash)
	case n == 1:
		report.holds("key", "the settlement names the predicate's key %s", hash)
	default:
		report.holds("key", "the settlement names the predicate's key %s for up to %d statements at once", hash, n)
	}
	return words, true, nil
}

func byContract(report *Report, holds bool, err error) error {
	const name = "proof by contract"
	switch {
	case err != nil && !chain.Answered(err):
		return err
	case err != nil:
		report.fails(name, "%s", chain.Explain(err))
	case !holds:
		report.fails(name, "the predicate's verify says no")
	default:
		report.holds(name, "the predicate's verify says yes")
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

// groupProof verifies the one proof that a settlement shares with others. What it is about is put together from the events
// of all of them, and from what the group's own event tells of those that were not settled.
func (a *Auditor) groupProof(ctx context.Context, at, state chain.Head, report *Report, predicate *chain.Predicate, s chain.Settlement) error {
	run, err := a.run(ctx, s.Settled)
	if err != nil {
		return err
	}
	group, settled, err := groupOf(run, s)
	if err != nil {
		report.fails("proof", "%v", err)
		return nil
	}
	if group.Predicate != predicate.Address() {
		report.fails("proof", "the group's proof was for predicate %s, the terms name %s", group.Predicate, predicate.Address())
		return nil
	}
	if group.Key != s.Key {
		report.fails("key", "the settlement names the key %s, its group's event %s", s.Key, group.Key)
	}
	words, told, err := a.key(ctx, state, report, predicate, group.N, group.Key)
	if !told || err != nil {
		return err
	}
	places, err := a.places(ctx, at, group, settled)
	if err != nil {
		return err
	}
	if err := verifyGroup(words, group, places); err != nil {
		report.fails("proof", "%v", err)
	} else {
		report.holds("proof", "verified here, one proof for %d statements of which %d were settled", group.Count, group.Size())
	}
	holds, err := predicate.VerifyMany(ctx, state, group.N, places, group.Proof)
	return byContract(report, holds, err)
}

// groupOf finds the group that a settlement without a proof of its own belongs to, and everything settled with it: what was
// told right before the group's own event.
func groupOf(run chain.Run, s chain.Settlement) (chain.GroupSettlement, []chain.Settlement, error) {
	for _, group := range run.Groups {
		if group.At.Log < s.Settled.Log {
			continue
		}
		var before []chain.Settlement
		for _, other := range run.Settled {
			if other.Settled.Log < group.At.Log {
				before = append(before, other)
			}
		}
		if size := group.Size(); size <= len(before) {
			before = before[len(before)-size:]
			if size > 0 && before[0].Settled.Log <= s.Settled.Log {
				return group, before, nil
			}
		}
		break
	}
	return chain.GroupSettlement{}, nil, errors.New("the settlement has no proof, and belongs to no group that has one")
}

// places are the statements that a group's proof is about.
func (a *Auditor) places(ctx context.Context, at chain.Head, group chain.GroupSettlement, settled []chain.Settlement) ([]statement.Place, error) {
	var own []statement.Place
	for _, s := range settled {
		forward, err := a.Escrow.Forward(ctx, at, a.From, s.ID)
		if err != nil {
			return nil, fmt.Errorf("read what was settled together with it: %w", err)
		}
		header, err := a.words(forward, s)
		if err != nil {
			return nil, fmt.Errorf("read what was settled together with it: %w", err)
		}
		own = append(own, statement.Place{H: s.H, V: append(header[:], s.Payload...)})
	}
	return group.Places(own)
}

func verifyGroup(words [chain.KeyWords]*big.Int, group chain.GroupSettlement, places []statement.Place) error {
	key, err := keys.FromWords(words)
	if err != nil {
		return err
	}
	return keys.VerifyBatch(key, int(group.N), places, group.Proof)
}
