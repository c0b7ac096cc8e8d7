package delivery

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// unwanted says why a forward is not begun though it could be delivered: the operator works for others, or for more. What was begun before
// they said so goes on, since a bond may be lost by stopping.
func (o Options) unwanted(f *chain.Forward) (reason string) {
	switch {
	case len(o.Tokens) > 0 && !slices.Contains(o.Tokens, f.Terms.Token):
		return fmt.Sprintf("it pays in token %s, which is none of those this relayer takes", f.Terms.Token)
	case f.Terms.Price.Cmp(o.MinPrice) < 0:
		return fmt.Sprintf("its price of %v is below the least of %v", f.Terms.Price, o.MinPrice)
	case len(o.Buyers) > 0 && !slices.Contains(o.Buyers, f.Buyer):
		return fmt.Sprintf("its buyer %s is none of those this relayer works for", f.Buyer)
	case slices.Contains(o.DeniedBuyers, f.Buyer):
		return fmt.Sprintf("its buyer %s is one of those this relayer does not work for", f.Buyer)
	case slices.Contains(o.DeniedPredicates, f.Terms.Predicate):
		return fmt.Sprintf("its predicate contract %s is one of those this relayer does not deliver to", f.Terms.Predicate)
	}
	return ""
}

// valued says that the operator named a token, in whatever way: nothing else says that it is worth something.
func (o Options) valued(token common.Address) bool {
	_, staked := o.MaxBonds[token]
	_, worth := o.Worth[token]
	return staked || worth || slices.Contains(o.Tokens, token)
}

// owed says that our account itself stands for an accepted forward: its terms name it as the provider, to which it agreed by
// accepting or by signing an ask. The lists are no reason to lose that bond: who takes an ask chooses the buyer and the part.
func (o Options) owed(f *chain.Forward) bool {
	return f.Assigned() && o.Account != (common.Address{}) && f.Terms.Provider == o.Account
}

// lookAgain is after how many seconds it is found out anew whether something owed can be delivered by now.
const lookAgain = 60

// stuck says loudly why nothing is done for a forward that our account stands for, and has it looked at again: what is missing, such
// as the task of an ask that was taken without it, can still be brought.
func (e *Engine) stuck(f *chain.Forward, reason string, at at) {
	e.mu.Lock()
	told := e.told[f.ID] == reason
	delete(e.admitted, f.ID)
	e.mu.Unlock()
	if !told {
		e.Log.Error().Stringer("forward", f.ID).Str("reason", reason).Stringer("bond", f.Terms.Bond).
			Msg("A BOND OF THIS ACCOUNT IS AT STAKE, AND NOTHING IS DONE FOR IT; mend it, it is looked at again every minute")
	}
	e.tell(f, reason)
	e.restAlone(f, at.head.Time+lookAgain, 0)
}

// skip says why a forward is not taken, which does not change while this process runs.
func (e *Engine) skip(ctx context.Context, f *chain.Forward, reason string) error {
	e.tell(f, reason)
	e.Observe(Event{Forward: f.ID, Kind: Skipped, Reason: reason})
	return e.close(ctx, f)
}

// unread is why nothing new is begun or accepted as long as there is more of the chain to read than fits one tick.
const unread = "it waits until the chain is read to its newest block"

// mayBegin says whether a forward that can be delivered is begun now, and tells why not. from is where its delivery would begin.
func (e *Engine) mayBegin(ctx context.Context, f *chain.Forward, a admission, from *journal.Delivery, at at) (bool, error) {
	if e.following.short(at.head) { // what is taken may be among what was not read yet
		e.tell(f, unread)
		return false, nil
	}
	if reason := e.CoolDown().reason(); reason != "" && !f.Assigned() { // what was accepted is begun, for its bond
		e.tell(f, reason)
		return false, nil
	}
	reason, figures, err := e.reckon(ctx, f, a.predicate, from, true, at)
	if err == nil && reason == "" {
		crowd := e.crowd
		if f.Assigned() {
			crowd = e.displaces
		}
		reason, figures, err = crowd(ctx, f, a.predicate, from, at)
	}
	if err != nil {
		return false, err
	}
	if reason != "" {
		e.tellFigures(f, reason, figures)
	}
	return reason == "", nil
}

// tellFigures is tell for a reason with figures that change from look to look: the log has the first of them.
func (e *Engine) tellFigures(f *chain.Forward, reason, figures string) {
	e.mu.Lock()
	same := strings.HasPrefix(e.told[f.ID], reason)
	if same {
		e.told[f.ID] = reason + figures
	}
	e.mu.Unlock()
	if !same {
		e.tell(f, reason+figures)
	}
}
