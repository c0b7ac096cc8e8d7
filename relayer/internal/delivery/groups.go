package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// groups is what one tick finds out about deliveries that are proved or settled together.
type groups struct {
	candidates []candidate    // what can be proved with others
	single     []candidate    // what has a proof of its own and can be settled now
	coming     map[class]bool // those with forwards that are still to be worked on
	ready      map[common.Hash][]candidate
	gone       map[common.Hash]bool      // groups of which a member was settled, or cannot be any more
	since      map[common.Hash]time.Time // from when on a candidate waits; kept from tick to tick
	dear       map[common.Hash]backOff   // what was too dear to settle; likewise
}

type candidate struct {
	forward   *chain.Forward
	delivery  *journal.Delivery
	admission admission
}

func newGroups(last groups) groups {
	now := groups{
		coming: map[class]bool{}, ready: map[common.Hash][]candidate{}, gone: map[common.Hash]bool{},
		since: map[common.Hash]time.Time{}, dear: map[common.Hash]backOff{},
	}
	for _, c := range last.single {
		if b, dear := last.dear[c.forward.ID]; dear {
			now.dear[c.forward.ID] = b
		}
	}
	for _, c := range slices.Concat(last.candidates, last.single) {
		now.since[c.forward.ID] = last.since[c.forward.ID]
	}
	return now
}

// joinable says whether a delivery may be proved with others. What a process died over is proved alone.
func joinable(d *journal.Delivery) bool {
	return d.Stage == journal.Assigned && !d.Alone && d.Crashes == 0
}

// gather keeps for the end of the tick what can be proved with others.
func (e *Engine) gather(f *chain.Forward, d *journal.Delivery, a admission) {
	e.groups.candidates = append(e.groups.candidates, candidate{f, d, a})
	if e.groups.since[f.ID].IsZero() {
		e.groups.since[f.ID] = e.Clock()
	}
}

// longestWait is how long a group may wait for the last of its windows to begin, in seconds.
const longestWait = 600

// class is what goes into one group: deliveries to one contract that are settled under the same rules, and from about the same
// moment on. A group goes when its last member can: whoever opens a forward with a later window would hold the others up with it.
type class struct {
	predicate common.Address
	assigned  bool
	from      uint64 // counts stretches of longestWait; 0 where a window has begun once it could be settled
}

func (e *Engine) classOf(f *chain.Forward, at at) class {
	k := class{predicate: f.Terms.Predicate, assigned: f.Assigned()}
	if soon := at.head.Time + uint64((e.opts.delay(f)+e.opts.Gather)/time.Second); f.Terms.Start > soon { //nolint:gosec // never negative
		k.from = 1 + f.Terms.Start/longestWait
	}
	return k
}

// proveGroups proves together what was gathered, or alone what has nobody to be proved with.
func (e *Engine) proveGroups(ctx context.Context, at at) error {
	classes := map[class][]candidate{}
	var order []class
	for _, c := range e.groups.candidates {
		k := e.classOf(c.forward, at)
		if len(classes[k]) == 0 {
			order = append(order, k)
		}
		classes[k] = append(classes[k], c)
	}
	for _, k := range order {
		if err := e.proveClass(ctx, k, classes[k], at); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) proveClass(ctx context.Context, k class, list []candidate, at at) error {
	batches, single := list[0].admission.batches, list[0].admission.predicate.Bundle
	largest := batches[0]
	proofs := e.proves(largest) + time.Duration(largest.Manifest.Batch)*e.proves(single)
	var alone []candidate
	list = slices.DeleteFunc(list, func(c candidate) bool {
		hurried := e.presses(c.forward, max(at.head.Time, c.forward.Terms.Start), proofs)
		if hurried {
			alone = append(alone, c)
		}
		return hurried
	})
	if err := e.proveAlone(ctx, alone); err != nil || len(list) == 0 {
		return err
	}
	if len(list) < batches[0].Manifest.Batch && e.mayGrow(k, list, at) {
		for _, c := range list {
			e.tell(c.forward, fmt.Sprintf("it waits up to %s for others to be proved with", e.opts.Gather))
		}
		return nil
	}
	for _, batch := range batches { // the largest that is filled by more than half: each place costs the time of a proof
		n := batch.Manifest.Batch
		for len(list) > n/2 {
			some := list[:min(n, len(list))]
			list = list[len(some):]
			if err := e.proveTogether(ctx, batch, some); err != nil {
				return err
			}
		}
	}
	return e.proveAlone(ctx, list)
}

// proveAlone proves each of some deliveries by itself.
func (e *Engine) proveAlone(ctx context.Context, list []candidate) error {
	for _, c := range list {
		err := e.change(c.forward.ID, func(next *journal.Delivery) { next.Alone = true }) // its transactions may be others by now
		if err != nil {
			return err
		}
		if err := e.start(ctx, c.forward, e.entry(c.forward.ID)); err != nil {
			return err
		}
	}
	return nil
}

// mayGrow says whether waiting could bring more: something of the class is being worked on, or waits for that, and nobody has
// waited for too long.
func (e *Engine) mayGrow(k class, list []candidate, at at) bool {
	coming := e.groups.coming[k]
	e.mu.Lock()
	for id, state := range e.working {
		f := e.forwards[id]
		coming = coming || state.Live && f != nil && e.classOf(f, at) == k
	}
	e.mu.Unlock()
	return coming && !slices.ContainsFunc(list, func(c candidate) bool {
		return e.Clock().Sub(e.groups.since[c.forward.ID]) >= e.opts.Gather
	})
}

// presses says that a forward has no time left, from a moment on, for what its group might cost it: proofs, made one after the
// other, and a settlement.
func (e *Engine) presses(f *chain.Forward, from uint64, proofs time.Duration) bool {
	return e.tooLate(f, from, e.opts.delay(f)+e.opts.Margin+e.opts.Gather+proofs)
}

// apart is how long it takes to prove each of a group alone.
func (e *Engine) apart(ctx context.Context, group *journal.Group, f *chain.Forward, at at) (time.Duration, error) {
	if group.Combined {
		return 0, nil
	}
	m, err := e.match(ctx, at.head, f.Terms.Predicate)
	if err != nil || m.predicate == nil {
		return 0, err
	}
	return time.Duration(len(group.Members)) * e.proves(m.predicate.Bundle), nil
}

// proveTogether has one proof made for several deliveries, beside the ticks. Where that fails each is proved alone.
func (e *Engine) proveTogether(ctx context.Context, batch *keys.Bundle, list []candidate) error {
	var members []common.Hash
	for _, c := range list {
		members = append(members, c.forward.ID)
	}
	slices.SortFunc(members, common.Hash.Cmp) // as the escrow wants places
	return e.have(ctx, list[0].forward, crew.Work{Queue: crew.Prove, Forwards: members, Batch: batch.Manifest.Batch})
}

// join keeps for the end of the tick that a member of a group could be settled now.
func (e *Engine) join(f *chain.Forward, d *journal.Delivery) {
	e.groups.ready[d.Group.ID] = append(e.groups.ready[d.Group.ID], candidate{forward: f, delivery: d})
}

// miss keeps that a member of a group, if a delivery is one, was settled, or cannot be any more.
func (e *Engine) miss(d *journal.Delivery) {
	if d != nil && d.Group != nil {
		e.groups.gone[d.Group.ID] = true
	}
}

// settleGroups settles every group whose members can all be settled now: what it shows of them may then count for each.
func (e *Engine) settleGroups(ctx context.Context, at at) error {
	var faults []error
	for _, ready := range e.groups.ready {
		if err := e.settleGroup(ctx, ready, at); err != nil {
			faults = append(faults, fmt.Errorf("forward %s and those proved with it: %w", ready[0].forward.ID, err))
		}
	}
	return errors.Join(faults...)
}

func (e *Engine) settleGroup(ctx context.Context, ready []candidate, at at) error {
	group := ready[0].delivery.Group
	if slices.ContainsFunc(group.Members, e.busy) { // its worker is still writing what each is settled with
		return nil
	}
	members, whole := e.members(group)
	signed := slices.IndexFunc(members, func(d *journal.Delivery) bool { return len(d.Settlement) > 0 })
	if group.Combined && signed < 0 { // a process ended before it was signed
		return e.dissolve(members, nil)
	}
	var sent []journal.Transaction
	if signed >= 0 && shown(members[signed]) {
		sent = members[signed].Settlement
	}
	apart := !whole || len(group.Call) == 0 || e.groups.gone[group.ID] || slices.ContainsFunc(members, finished)
	proofs, err := e.apart(ctx, group, ready[0].forward, at)
	if err != nil {
		return err
	}
	for _, c := range ready {
		apart = apart || e.presses(c.forward, at.head.Time, proofs)
	}
	waits, refused := false, false
	for _, tx := range sent {
		fate, err := e.fate(ctx, tx, ready[0].forward.ID, at)
		if err != nil {
			return err
		}
		waits, refused = waits || fate == Waiting, refused || fate == Refused
	}
	if waits && !refused { // before it is mined none of them can be settled otherwise, and only together can they pay for it
		return e.transmitGroup(ctx, ready[0].forward, members[signed], group, at)
	}
	if apart || refused {
		e.Log.Info().Int("deliveries", len(ready)).Bool("proved", group.Combined).Msg("a group comes apart; what is left of it is settled one by one")
		if signed >= 0 { // it goes last: after a crash the others still find with it what was sent
			members = append(slices.Delete(slices.Clone(members), signed, signed+1), members[signed])
		}
		return e.dissolve(members, sent)
	}
	if len(ready) < len(group.Members) {
		for _, c := range ready {
			e.tell(c.forward, fmt.Sprintf("it waits until all %d that it is settled with can be settled", len(group.Members)))
		}
		return nil
	}
	if len(sent) == 0 && at.doubt != "" {
		for _, c := range ready {
			e.tell(c.forward, "its output is not shown yet: "+at.doubt)
		}
		return nil
	}
	if len(sent) == 0 {
		left, err := e.stillDue(ctx, ready)
		if err != nil {
			return err
		}
		if len(left) < len(ready) { // the next tick, which goes by a newer block, finds out what that means for the others
			for _, c := range ready {
				e.tell(c.forward, overMeanwhile)
			}
			return nil
		}
	}
	speaker := ready[0]
	for _, c := range ready {
		if len(c.delivery.Settlement) > 0 {
			speaker = c
		}
	}
	return e.transmitGroup(ctx, speaker.forward, speaker.delivery, group, at)
}

// transmitGroup has one member's entry keep what is sent for all of them.
func (e *Engine) transmitGroup(ctx context.Context, f *chain.Forward, d *journal.Delivery, group *journal.Group, at at) error {
	return e.transmit(ctx, f, d, settlement, at, func(ctx context.Context) (journal.Transaction, error) {
		return e.Wallet.SignGroup(ctx, group.Call, e.most(d, settlement))
	})
}

// members are the entries of those in a group that still belong to it; whole says that all do.
func (e *Engine) members(group *journal.Group) (members []*journal.Delivery, whole bool) {
	for _, id := range group.Members {
		if d := e.entry(id); d != nil && d.Group != nil && d.Group.ID == group.ID {
			members = append(members, d)
		}
	}
	return members, len(members) == len(group.Members)
}

// leave hands what a member of a group has that was sent for all of them on to one that stays.
func (e *Engine) leave(d *journal.Delivery) error {
	if d.Group == nil || !shown(d) {
		return nil
	}
	members, _ := e.members(d.Group)
	for _, heir := range members {
		if heir.Forward != d.Forward && !ended(heir) {
			return e.change(heir.Forward, func(next *journal.Delivery) { next.Settlement = d.Settlement })
		}
	}
	return nil
}

// dissolve has each member of a group settled by itself, or with others anew. What was sent for all of them may settle them yet.
func (e *Engine) dissolve(members []*journal.Delivery, sent []journal.Transaction) error {
	for _, d := range members {
		if err := e.part(d, sent); err != nil && !errors.Is(err, errFinished) {
			return err
		}
	}
	return nil
}

// part has a delivery settled alone, and proved alone before where it has no proof of its own. What was sent for its group may
// settle it yet.
func (e *Engine) part(d *journal.Delivery, sent []journal.Transaction) error {
	return e.change(d.Forward, func(alone *journal.Delivery) {
		if alone.Group != nil && !alone.Group.Combined && len(alone.Witness) > 0 { // else it was finished, and what was sent is all there is
			alone.Stage, alone.Alone = journal.Assigned, true
		}
		alone.Group, alone.Settlement = nil, sent
	})
}
