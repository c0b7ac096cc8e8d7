package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// together makes one proof for several deliveries. Where that fails each is proved alone.
func (w *shift) together(ctx context.Context, places int, list []piece) error {
	err := w.proveGroup(ctx, places, list)
	if err == nil || ctx.Err() != nil || errors.Is(err, crew.ErrDropped) {
		return err
	}
	w.Log.Warn().Err(err).Int("deliveries", len(list)).Msg("they could not be proved together; each is proved alone")
	var faults []error
	for _, c := range list {
		err := w.change(c.forward.ID, func(next *journal.Delivery) { next.Alone = next.Alone || next.Group == nil })
		if err != nil && !errors.Is(err, errFinished) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// proveGroup keeps, in each member's entry, that its proof begins, and what it is settled with once there is one.
func (w *shift) proveGroup(ctx context.Context, places int, list []piece) (err error) {
	single := list[0].admission.predicate.Bundle
	which := slices.IndexFunc(list[0].admission.predicate.Batches, func(b *keys.Bundle) bool { return b.Manifest.Batch == places })
	if which < 0 {
		return fmt.Errorf("prove together: %w: for %d statements of %s", ErrNoKey, places, single.Manifest.Name)
	}
	batch := list[0].admission.predicate.Batches[which]
	group := chain.Group{Predicate: list[0].forward.Terms.Predicate, N: uint32(places)} //nolint:gosec // 256 at most
	var jobs []prover.Job
	var members []common.Hash
	for _, c := range list {
		job, settled, err := w.proverJob(c.forward, c.delivery, single)
		if err != nil {
			return err
		}
		jobs, members = append(jobs, job), append(members, c.forward.ID)
		group.Deliveries = append(group.Deliveries, settled)
	}
	group.GasLimit = chain.GroupGas(chain.CodeFor(single.Manifest.Name), group.Deliveries)
	if group.GasLimit > chain.MaxGroupGas {
		return fmt.Errorf("%w: %d for %d deliveries", chain.ErrGasTooHigh, group.GasLimit, len(list))
	}
	if err := w.crashes(list, 1); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.crashes(list, 0))
		}
	}()
	w.Log.Info().Int("deliveries", len(list)).Uint32("places", group.N).Msg("proving together")
	started := time.Now()
	group.Proof, err = w.Prover.ProveTogether(ctx, batch, single, jobs, func(p prover.Progress) {
		for _, c := range list {
			w.Observe(Event{Forward: c.forward.ID, Kind: Proving, Elapsed: p.Elapsed, Expected: p.Expected})
		}
	})
	if err != nil {
		return err
	}
	call, err := w.Pack(group)
	if err != nil {
		return err
	}
	together := &journal.Group{ID: crypto.Keccak256Hash(call), Members: members, Call: call}
	for _, c := range list {
		err := w.change(c.forward.ID, func(next *journal.Delivery) {
			next.Stage, next.Group, next.Crashes = journal.Proved, together, 0
			next.Proving, next.ProvingKey = w.Prover.Expected(batch), batch.KeyHash // as long as this one took
		})
		if err != nil && !errors.Is(err, errFinished) {
			return err
		}
		w.Observe(Event{Forward: c.forward.ID, Kind: Proved, Elapsed: time.Since(started)})
	}
	return nil
}

// crashes keeps how many processes began the proof of a group and did not live to see its end.
func (w *shift) crashes(list []piece, count int) error {
	for _, c := range list {
		err := w.change(c.forward.ID, func(next *journal.Delivery) {
			if next.Group == nil {
				next.Crashes = count
			}
		})
		if err != nil && !errors.Is(err, errFinished) {
			return err
		}
	}
	return nil
}
