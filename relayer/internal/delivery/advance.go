package delivery

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// advance does the next thing for one forward, if there is one that can be done now.
func (e *Engine) advance(ctx context.Context, f *chain.Forward, at at) error {
	d := e.entry(f.ID)
	var h common.Hash
	if d != nil {
		h = d.H
	}
	now, err := e.state(ctx, at, f, h)
	if err != nil {
		return err
	}
	if now.Status != chain.StatusNone {
		delete(e.lost, f.ID)
	}
	if !f.Assigned() || now.Status != chain.StatusPending && now.Status != chain.StatusDeliverable || d != nil && ended(d) {
		e.found(f) // no bond is at stake
	}
	if d != nil && finished(d) {
		return e.recheck(ctx, f, d, now, at)
	}
	switch now.Status {
	case chain.StatusNone:
		e.miss(d)
		if d != nil && leftAlone(d) {
			return e.unopened(ctx, f, d, at)
		}
		if t := e.filling(f.ID); t != nil && d != nil && !ended(d) {
			e.advanceFill(ctx, f, t, at)
			return nil
		}
		return e.gone(ctx, f, d, at)
	case chain.StatusSettled, chain.StatusReclaimed, chain.StatusExpired, chain.StatusLapsed, chain.StatusClosed:
		e.miss(d)
		return e.conclude(ctx, f, d, now, at)
	case chain.StatusProposed:
		if d != nil && ended(d) {
			break
		}
		if d != nil && d.Bid != (common.Hash{}) && d.Stage == journal.Accepting {
			return e.forestalled(ctx, f, d, at)
		}
		e.propose(ctx, f, d, at)
		return nil
	case chain.StatusPending, chain.StatusDeliverable:
	}
	if d != nil && ended(d) {
		e.tell(f, "the chain went back behind the end of its window; what it kept of its bond is reclaimed once that is over again")
		return nil
	}
	if f.Assigned() {
		return e.advanceAssigned(ctx, f, d, now, at)
	}
	if d == nil || d.Stage != journal.Proved {
		return e.begin(ctx, f, d, journal.Delivery{}, at)
	}
	return e.deliver(ctx, f, d, now, at)
}

// conclude ends what has come to its end on the chain, once that cannot be taken back any more.
func (e *Engine) conclude(ctx context.Context, f *chain.Forward, d *journal.Delivery, now State, at at) error {
	if at.doubt != "" {
		e.tell(f, "it came to its end, which does not count yet: "+at.doubt)
		return nil
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err != nil {
		return err
	}
	if final.Status != now.Status {
		e.tell(f, "it came to its end in a block that may still go away")
		switch now.Status { // time alone brings these
		case chain.StatusExpired:
			if d == nil || !e.public(d) { // what is shown is sent again as soon as the time is put right
				e.restAlone(f, 0, f.Terms.SettleBy)
			}
		case chain.StatusLapsed:
			e.restAlone(f, 0, f.Terms.AcceptBy)
		}
		return nil
	}
	if d, err = e.fallen(ctx, f, d, final, at); err != nil {
		return err
	}
	note := ""
	if now.Status == chain.StatusExpired && d != nil {
		var waits bool
		if waits, note, err = e.reclaim(ctx, f, d, final, at); waits || err != nil {
			return err
		}
	}
	reason := map[chain.Status]string{
		chain.StatusSettled:   "it was settled by somebody else",
		chain.StatusReclaimed: "its money went back to the buyer",
		chain.StatusExpired:   windowOver(f),
		chain.StatusLapsed:    fmt.Sprintf("nobody accepted it before %s", moment(f.Terms.AcceptBy)),
		chain.StatusClosed:    "both sides ended it and shared what was left",
	}[now.Status]
	if d == nil {
		return e.pass(ctx, f, reason)
	}
	switch {
	case leftAlone(d):
		reason = d.Reason
	case final.Delivered != nil: // the last step may have counted no sooner than this
		reason += unitsPaid(f, final.Delivered)
	}
	if now.Status == chain.StatusReclaimed {
		if note, err = e.cameBack(ctx, f, final, at); err != nil {
			return err
		}
	}
	end := abandoned(d, reason+note)
	event := Event{Forward: f.ID, Kind: Dropped, Reason: end.Reason}
	if now.Status == chain.StatusSettled {
		ours, last, err := e.settledBy(ctx, f, d, at.final)
		if err != nil {
			return err
		}
		event = settledEnd(&end, ours, last)
	}
	if !ended(d) { // else that was kept when its window was over
		late, err := e.missed(ctx, d, now.Status, at)
		if err != nil {
			return err
		}
		if late {
			end.Missed = e.missedAt(f)
		}
	}
	if mayReopen(d, now.Status) {
		reopenable(&end, d, at.final.Number)
	}
	if err := e.blameFill(ctx, f, &end, at); err != nil {
		return err
	}
	return e.finish(ctx, f, end, event)
}

// gone waits for what was opened in a block that went away: its opening may come back and, with it, what was sent for it. Once a
// final block is of a time at which nobody can open it any more it has come to its end.
func (e *Engine) gone(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) error {
	if waits, err := e.lose(ctx, f, at); waits || err != nil {
		e.tell(f, "its opening is not in the chain at the moment")
		return err
	}
	last := f.Terms.SettleBy
	if f.Assigned() {
		last = f.Terms.AcceptBy
	}
	if at.doubt != "" || at.final.Time < last {
		e.tell(f, "its opening is not in the chain at the moment")
		e.restAlone(f, 0, last)
		return nil
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err != nil {
		return err
	}
	if final.Status != chain.StatusNone {
		e.tell(f, "its opening is not in the chain at the moment")
		return nil
	}
	reason := fmt.Sprintf("the block that it was opened in went away, and it was not opened again before %s", moment(last))
	if d == nil {
		return e.pass(ctx, f, reason)
	}
	return e.finish(ctx, f, abandoned(d, reason), Event{Forward: f.ID, Kind: Dropped, Reason: reason})
}

func windowOver(f *chain.Forward) string {
	return fmt.Sprintf("its window was over at %s before a settlement counted", moment(f.Terms.SettleBy))
}

func unitsPaid(f *chain.Forward, delivered *big.Int) string {
	if delivered.Sign() == 0 {
		return ""
	}
	return fmt.Sprintf("; %v of %v units were paid before", delivered, f.Terms.Quantity)
}

// abandoned is a delivery that nothing more is done for.
func abandoned(d *journal.Delivery, reason string) journal.Delivery {
	end := *d
	bare(&end)
	end.Stage, end.Reason, end.Passed = journal.Abandoned, reason, d.Passed // which may lie in the lane
	return end
}

// pass forgets what came to its end before anything was begun for it.
func (e *Engine) pass(ctx context.Context, f *chain.Forward, reason string) error {
	e.tell(f, reason)
	e.following.over = append(e.following.over, f.ID)
	return e.close(ctx, f)
}

// finish keeps how a delivery ended.
func (e *Engine) finish(ctx context.Context, f *chain.Forward, end journal.Delivery, event Event) error {
	before := e.entry(f.ID)
	err := e.keepAny(f.ID, func(old *journal.Delivery) (*journal.Delivery, error) {
		if old != nil && finished(old) {
			return nil, errFinished
		}
		return &end, nil
	})
	if err != nil {
		return err
	}
	if !end.Missed.IsZero() && (before == nil || !ended(before)) {
		e.warn()
	}
	e.remember(f, &end) // not before, or nobody would know of it after a crash
	if err := e.close(ctx, f); err != nil {
		return err
	}
	e.Log.Info().Stringer("forward", f.ID).Str("stage", string(end.Stage)).Str("reason", end.Reason).Msg("finished")
	e.Observe(event)
	return nil
}

// settledBy looks whether the last settlement of a forward is what an entry of the journal is about.
func (e *Engine) settledBy(ctx context.Context, f *chain.Forward, d *journal.Delivery, at chain.Head) (ours bool, last chain.Settlement, err error) {
	all, err := e.Witness.Settlements(ctx, at, f)
	if err != nil {
		return false, last, err
	}
	if len(all) == 0 {
		return false, last, fmt.Errorf("find how it was settled: %w", chain.ErrNoSettlement)
	}
	last = all[len(all)-1]
	if f.Assigned() { // somebody else who may settle it can have the same recipient paid
		return common.Hash(last.H.Bytes()) == d.H, last, nil
	}
	return last.Recipient == d.Recipient, last, nil
}

// settledEnd writes into the end of a delivery whose settlement that was.
func settledEnd(end *journal.Delivery, ours bool, last chain.Settlement) Event {
	if ours {
		end.Stage, end.Reason = journal.Confirmed, ""
		return Event{Forward: end.Forward, Kind: Paid, Paid: last.Paid, Tx: last.Settled.Tx}
	}
	end.Stage = journal.Abandoned
	end.Reason = fmt.Sprintf("it was settled by somebody else, who had %s paid, in transaction %s", last.Recipient, last.Settled.Tx)
	return Event{Forward: end.Forward, Kind: Dropped, Reason: end.Reason}
}

func (e *Engine) close(ctx context.Context, f *chain.Forward) error {
	e.lack(f.ID, false)
	delete(e.lost, f.ID)
	delete(e.yielded, f.ID)
	e.mu.Lock()
	e.closed[f.ID] = f.Terms.SettleBy
	e.mu.Unlock()
	_, err := e.drop(ctx, f.ID)
	return err
}

// begin starts or goes on with the work that needs no chain, beside the ticks. from says where a new delivery begins.
func (e *Engine) begin(ctx context.Context, f *chain.Forward, d *journal.Delivery, from journal.Delivery, at at) error {
	e.mu.Lock()
	state := e.working[f.ID]
	e.mu.Unlock()
	if state.Live || state.Pauses {
		return nil
	}
	if at.full {
		e.tell(f, "it waits until fewer forwards are being worked on")
		return nil
	}
	if reason := e.opts.unwanted(f); d == nil && reason != "" && !e.bound(f) {
		return e.leaveOut(ctx, f, reason, at)
	}
	a, err := e.admit(ctx, f, at.head)
	if err != nil {
		return e.waits(f, err, at)
	}
	wait := e.opts.delay(f)
	if announced(d) {
		wait = 0
	}
	switch {
	case a.reason != "" && d == nil && e.bound(f):
		e.stuck(f, a.reason, at)
		return nil
	case a.reason != "" && d == nil:
		return e.leaveOut(ctx, f, a.reason, at)
	case a.reason != "" && (d.Order == nil || a.predicate == nil): // else its order has all that it is worked on by, its task too
		e.tell(f, a.reason)
		e.restAlone(f, f.Terms.SettleBy, 0)
		return nil
	case e.tooLate(f, at.head.Time, wait):
		late := "it is too late to settle before " + moment(f.Terms.SettleBy)
		if !f.Assigned() {
			late = fmt.Sprintf("it is too late to announce, wait %s and settle before %s", e.opts.claimDelay(), moment(f.Terms.SettleBy))
		}
		e.tell(f, late)
		e.restLate(f, at, wait)
		return nil
	case d != nil && d.Stage == journal.Executing && d.Attempts >= e.opts.MaxAttempts:
		e.tell(f, fmt.Sprintf("no attempt of %d led to an output that holds", e.opts.MaxAttempts))
		e.restAlone(f, f.Terms.SettleBy, 0)
		return nil
	}
	if d == nil {
		if may, err := e.mayBegin(ctx, f, a, &from, at); err != nil || !may {
			e.letGo(f)
			return err
		}
		if a, err = e.full(ctx, f, a, at.head); err != nil {
			return e.waits(f, err, at)
		}
		if a.reason != "" && e.bound(f) {
			e.stuck(f, a.reason, at)
			return nil
		}
		if a.reason != "" {
			return e.leaveOut(ctx, f, a.reason, at)
		}
		d = &journal.Delivery{
			Forward: f.ID, ChainID: e.opts.ChainID.Uint64(), Escrow: e.opts.Escrow,
			Stage: journal.Executing, Recipient: e.opts.Recipient,
			Steps: from.Steps, Cursor: from.Cursor, Delivered: from.Delivered, Bonded: e.pledged(f.ID),
		}
		e.Log.Info().Stringer("forward", f.ID).Str("predicate", a.predicate.Name).Stringer("price", f.Terms.Price).Msg("taken")
		e.Observe(Event{Forward: f.ID, Kind: Taken})
	}
	if d.Order == nil {
		ordered := *d
		if ordered.Order, err = e.order(ctx, f, a, at.head); err != nil {
			return err
		}
		if err := e.save(&ordered); err != nil {
			return err
		}
		d = &ordered
	}
	if len(a.batches) > 0 && joinable(d) {
		e.gather(f, d, a)
		return nil
	}
	return e.start(ctx, f, d)
}

// start has a delivery worked on beside the ticks.
func (e *Engine) start(ctx context.Context, f *chain.Forward, d *journal.Delivery) error {
	queue := crew.Execute
	if d.Stage == journal.Assigned {
		queue = crew.Prove
	}
	return e.have(ctx, f, crew.Work{Queue: queue, Forwards: []common.Hash{d.Forward}})
}

// have has something worked on, a forward and perhaps others of its class.
func (e *Engine) have(ctx context.Context, f *chain.Forward, w crew.Work) error {
	w.MaxAttempts, w.Ahead = e.opts.MaxAttempts, e.opts.delay(f)+e.opts.Margin
	if err := e.Hands.Begin(ctx, w); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, forward := range w.Forwards {
		e.working[forward] = crew.State{Live: true}
	}
	return nil
}

func (o Options) claimDelay() time.Duration {
	return time.Duration(o.ClaimDelay) * time.Second //nolint:gosec // the escrow's wrapper bounds it
}

// delay is how long before its settlement something is announced: not at all where only we can settle it.
func (o Options) delay(f *chain.Forward) time.Duration {
	if f.Assigned() {
		return 0
	}
	return o.claimDelay()
}

// deliver announces what is proved and settles it when its time has come.
func (e *Engine) deliver(ctx context.Context, f *chain.Forward, d *journal.Delivery, now State, at at) error {
	if now.AnnouncedAt == 0 {
		if e.tooLate(f, at.head.Time, e.opts.claimDelay()) {
			e.tell(f, "it is too late to announce: the claim delay would not pass in time")
			e.restLate(f, at, e.opts.claimDelay())
			return nil
		}
		e.afterwards(ctx, f, announcement, at, func(ctx context.Context) (journal.Transaction, error) {
			return e.Wallet.SignAnnounce(ctx, f.ID, d.H, e.most(d, announcement))
		})
		return nil
	}
	// From here on the output would be shown. An announcement that a reorganisation takes away would leave it shown and
	// unannounced, for anybody to announce; so only one that is deep enough counts.
	final, err := e.View.State(ctx, at.final, f, d.H)
	if err != nil {
		return err
	}
	if final.AnnouncedAt == 0 {
		e.tell(f, "its announcement is in a block that may still go away")
		return nil
	}
	if final.Status != chain.StatusPending && final.Status != chain.StatusDeliverable {
		e.tell(f, fmt.Sprintf("it is %s in the block that counts", final.Status))
		return nil
	}
	if ready := max(f.Terms.Start, final.AnnouncedAt+e.opts.ClaimDelay); at.head.Time < ready {
		e.tell(f, "announced; it can be settled from "+moment(ready)+" on")
		e.rest(f, ready, 0)
		return nil
	}
	return e.settle(ctx, f, d, at)
}

// settle shows what is proved, unless its settlement might come too late, or what it rests on is not agreed on.
func (e *Engine) settle(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) error {
	if !e.public(d) {
		reason, err := e.strange(ctx, f, at)
		if err != nil {
			return err
		}
		if reason != "" {
			e.tell(f, reason)
			return nil
		}
	}
	if d.Group != nil {
		e.join(f, d)
		return nil
	}
	if !shown(d) && e.tooLate(f, at.head.Time, 0) {
		e.tell(f, fmt.Sprintf("it is less than %s before the end of its window: the output is not shown any more, since "+
			"its settlement might come too late", e.opts.Margin))
		e.restLate(f, at, 0)
		return nil
	}
	if !shown(d) && at.doubt != "" {
		e.tell(f, "its output is not shown yet: "+at.doubt)
		return nil
	}
	if combinable(d) {
		e.combine(f, d)
		return nil
	}
	return e.settleAlone(ctx, f, d, at)
}

// settleAlone sends a settlement of one delivery by itself.
func (e *Engine) settleAlone(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) error {
	settled, err := FromJournal(f, d)
	if err != nil {
		return err
	}
	return e.transmit(ctx, f, d, settlement, at, func(ctx context.Context) (journal.Transaction, error) {
		return e.Wallet.SignSettle(ctx, settled, e.most(d, settlement))
	})
}

// announced says that others may know of a delivery: its h stays, and there is less to wait for.
func announced(d *journal.Delivery) bool {
	return d != nil && (len(d.Announcement) > 0 || shown(d))
}

// shown says that a settlement may be public, so that nothing is lost by sending it again.
func shown(d *journal.Delivery) bool {
	return triedAny(d.Settlement)
}

// public says that a settlement with it may be: its own, or that of the group it was proved with.
func (e *Engine) public(d *journal.Delivery) bool {
	if d.Group == nil {
		return shown(d)
	}
	members, _ := e.members(d.Group)
	return slices.ContainsFunc(members, shown)
}

// FromJournal is the settlement that an entry of the journal holds everything for.
func FromJournal(f *chain.Forward, d *journal.Delivery) (chain.Delivery, error) {
	h, err := statement.WordFromBytes(d.H)
	if err != nil {
		return chain.Delivery{}, fmt.Errorf("read h from the journal: %w", err)
	}
	payload := make([]statement.Word, len(d.Payload))
	for i, word := range d.Payload {
		if payload[i], err = statement.WordFromBytes(word); err != nil {
			return chain.Delivery{}, fmt.Errorf("read the payload from the journal: %w", err)
		}
	}
	commitment, beacon, err := rounds(d)
	if err != nil {
		return chain.Delivery{}, err
	}
	return chain.Delivery{
		Forward: *f, Recipient: d.Recipient, Step: chain.Step(d.Step), Commitment: commitment, Beacon: beacon,
		Payload: payload, H: h, Proof: d.Proof, Shown: shown(d),
	}, nil
}
