package audit

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// positions checks that each position came to be with its forward's opening or acceptance, went from hand to hand without a
// gap, and is whose the state says.
func (r *Report) positions(t *trial) {
	const name = "positions"
	first := [2]common.Address{t.forward.Buyer, {}}
	if t.acceptance != nil {
		first[1] = t.acceptance.Provider
	}
	var told []string
	for side, who := range []string{"buyer", "provider"} {
		moves := t.moves[side]
		holder := common.Address{}
		for i, move := range moves {
			switch {
			case move.From != holder:
				r.fails(name, "the %s's position went from %s to %s in block %d, and was %s's", who, move.From, move.To, move.Moved.Block, holder)
			case i == 0 && move.To != first[side]:
				r.fails(name, "the %s's position came to be as %s's, and the event names %s", who, move.To, first[side])
			}
			holder = move.To
		}
		if len(moves) == 0 && first[side] != (common.Address{}) {
			r.fails(name, "the %s's position is %s's, and no event made it", who, first[side])
		}
		state := [2]common.Address{t.state.Buyer, t.state.Provider}[side]
		if holder != state && !t.moving[side] {
			r.fails(name, "the %s's position is %s's by its transfers, and %s's by the state", who, holder, state)
		}
		if len(moves) > 0 {
			told = append(told, fmt.Sprintf("the %s's: %s", who, hands(moves)))
		}
	}
	for _, check := range r.Checks {
		if check.Name == name && check.Result == Fails {
			return
		}
	}
	r.holds(name, "%s", strings.Join(told, "; "))
}

// hands are those that a position went through.
func hands(moves []chain.Move) string {
	const most = 8
	text := moves[0].To.Hex()
	for i, move := range moves[1:] {
		if i == most {
			return fmt.Sprintf("%s and %d more, at last to %s", text, len(moves)-1-i, moves[len(moves)-1].To)
		}
		text += fmt.Sprintf(", in block %d to %s", move.Moved.Block, move.To)
	}
	return text
}

// holderBefore is who held a position just before an event; zero if nobody did yet.
func holderBefore(moves []chain.Move, event chain.Place) (holder common.Address) {
	for _, move := range moves {
		if move.Moved.Block < event.Block || move.Moved.Block == event.Block && move.Moved.Log < event.Log {
			holder = move.To
		}
	}
	return holder
}
