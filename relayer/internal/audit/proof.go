package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// proof verifies, in Go with the key that is in the contract's code, and by running that code.
func (h *history) proof(ctx context.Context, report *Report, t *trial, s *settled, header [statement.HeaderLen]statement.Word) {
	if len(s.Proof) == 0 {
		h.groupProof(ctx, report, t, s)
		return
	}
	key, told := h.key(ctx, report, t.predicate, 1, s.Key)
	if !told {
		return
	}
	err := key.err
	if err == nil {
		err = keys.VerifySettlement(key.key, header, s.Payload, s.H, s.Proof)
	}
	if err != nil {
		report.fails("proof", "%v", err)
	} else {
		report.holds("proof", "verified here: %d words of payload, h %s", len(s.Payload), common.Hash(s.H.Bytes()))
	}
	holds, err := t.predicate.Verify(ctx, h.machine.Head(), header, s.Payload, s.H, s.Proof)
	byContract(report, holds, err)
}

// key is the predicate's key for n statements, compared with the one that a settlement names. It returns false where the
// predicate tells none, which is in the report then.
func (h *history) key(ctx context.Context, report *Report, p *predicate, n uint32, named common.Hash) (verifying, bool) {
	key := h.verifying(ctx, p, n)
	switch {
	case key.err != nil && key.hash == common.Hash{}:
		report.fails("key", "the predicate tells none: %s", chain.Explain(key.err))
		report.fails("proof", "without a key nothing is proved")
		return key, false
	case key.hash != named:
		report.fails("key", "the settlement names the key %s, the predicate's is %s", named, key.hash)
	case n == 1:
		report.holds("key", "the settlement names the predicate's key %s", key.hash)
	default:
		report.holds("key", "the settlement names the predicate's key %s for up to %d statements at once", key.hash, n)
	}
	return key, true
}

func byContract(report *Report, holds bool, err error) {
	const name = "proof by contract"
	switch {
	case err != nil:
		report.fails(name, "%s", chain.Explain(err))
	case !holds:
		report.fails(name, "the predicate's verify says no")
	default:
		report.holds(name, "the predicate's verify says yes")
	}
}

// groupProof verifies the one proof that a settlement shares with others. What it is about is put together from the events
// of all of them, and from what the group's own event tells of those that were not settled.
func (h *history) groupProof(ctx context.Context, report *Report, t *trial, s *settled) {
	if s.run == nil {
		report.fails("proof", "%v", errNoGroup)
		return
	}
	group, together, err := groupOf(s.run.Run, s.Settlement)
	if err != nil {
		report.fails("proof", "%v", err)
		return
	}
	if group.Predicate != t.predicate.Address() {
		report.fails("proof", "the group's proof was for predicate %s, the terms name %s", group.Predicate, t.predicate.Address())
		return
	}
	if group.Key != s.Key {
		report.fails("key", "the settlement names the key %s, its group's event %s", s.Key, group.Key)
	}
	key, told := h.key(ctx, report, t.predicate, group.N, group.Key)
	if !told {
		return
	}
	verdict := s.run.verdict(group.At.Log, func() (v groupVerdict) {
		places, err := h.places(s.run, group, together)
		if v.here = err; err == nil {
			v.here = verifyGroup(key, group, places)
			v.contract, v.contractErr = t.predicate.VerifyMany(ctx, h.machine.Head(), group.N, places, group.Proof)
		}
		return v
	})
	if verdict.here != nil {
		report.fails("proof", "%v", verdict.here)
	} else {
		report.holds("proof", "verified here, one proof for %d statements of which %d were settled", group.Count, group.Size())
	}
	byContract(report, verdict.contract, verdict.contractErr)
}

// groupVerdict is what all settlements of a group share.
type groupVerdict struct {
	here        error
	contract    bool
	contractErr error
}

// verdict finds out about a group once.
func (r *run) verdict(group uint, find func() groupVerdict) groupVerdict {
	r.mu.Lock()
	defer r.mu.Unlock()
	found, before := r.verdicts[group]
	if !before {
		found = find()
		r.verdicts[group] = found
	}
	return found
}

var errNoGroup = errors.New("the settlement has no proof, and belongs to no group that has one")

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
	return chain.GroupSettlement{}, nil, errNoGroup
}

// places are the statements that a group's proof is about.
func (h *history) places(r *run, group chain.GroupSettlement, together []chain.Settlement) ([]statement.Place, error) {
	var own []statement.Place
	for _, s := range together {
		at := slices.IndexFunc(r.members, func(m *settled) bool { return m.Settled.Log == s.Settled.Log && m.ID == s.ID })
		if at < 0 {
			return nil, fmt.Errorf("forward %s was settled together with it, and its opening was not seen", s.ID)
		}
		header, err := h.words(r.members[at].forward, s)
		if err != nil {
			return nil, fmt.Errorf("read what was settled together with it: %w", err)
		}
		own = append(own, statement.Place{H: s.H, V: append(header[:], s.Payload...)})
	}
	return group.Places(own)
}

func verifyGroup(key verifying, group chain.GroupSettlement, places []statement.Place) error {
	if key.err != nil {
		return key.err
	}
	return keys.VerifyBatch(key.key, int(group.N), places, group.Proof)
}
