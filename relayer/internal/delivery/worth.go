package delivery

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// DefaultFeeShare is which part of what a delivery brings may go for gas, in percent, where nobody says otherwise.
const DefaultFeeShare = 50

// announcing is the part of that which an announcement may take. It takes less of the gas of both: what can be announced for as
// much can be settled for the rest at the same fees.
const announcing = 8

// most is the most wei that a transaction of a delivery may cost, nil where nobody said what its token is worth, and for the
// transactions of two rounds: without them the bond is lost.
//
// As long as no output is shown nothing is lost by waiting for lower fees, and fees get no more than a share of what it brings.
// Once a settlement was tried anybody may know the output. It is paid for with that settlement, or with one by somebody else, or
// never: not to pay the fee would lose all of it. So fees are raised then up to the whole, and what was spent before, which is
// lost either way, does not count. They are raised so from the beginning for what was accepted by itself.
func (e *Engine) most(d *journal.Delivery, p purpose) *big.Int {
	if p.name == reclamation.name {
		return e.mostToReclaim(d)
	}
	if p.name != announcement.name && p.name != settlement.name {
		return nil
	}
	together := []*journal.Delivery{d}
	if p.name == settlement.name && d.Group != nil {
		together, _ = e.members(d.Group)
	}
	return e.mostOf(together, p)
}

// mostFor is the most that a transaction in the place of one that was sent may cost: of a group that came apart, it may settle all
// those yet that have it.
func (e *Engine) mostFor(d *journal.Delivery, p purpose, tx journal.Transaction) *big.Int {
	if p.name != settlement.name || d.Group != nil {
		return e.most(d, p)
	}
	same := func(one, other journal.Transaction) bool { return one.Nonce == tx.Nonce && one.Hash == other.Hash }
	return e.mostOf(slices.DeleteFunc(e.all(), func(one *journal.Delivery) bool {
		return !slices.ContainsFunc(one.Settlement, func(mine journal.Transaction) bool {
			return slices.ContainsFunc(d.Settlement, func(theirs journal.Transaction) bool { return same(mine, theirs) })
		})
	}), p)
}

func (e *Engine) mostOf(together []*journal.Delivery, p purpose) *big.Int {
	if len(e.opts.Worth) == 0 {
		return nil
	}
	worth, share, spent, anyShown := new(big.Int), new(big.Int), new(big.Int), false
	for _, one := range together {
		if ended(one) && !one.Doubted {
			continue // it brings nothing more
		}
		f := e.forward(one.Forward)
		if f == nil { // its opening was not found in the chain since this process began: until then it is worth nothing
			return new(big.Int)
		}
		rate, known := e.opts.Worth[f.Terms.Token]
		if !known {
			return nil
		}
		all, percent := wei(brings(f, one), rate), cmp.Or(e.opts.FeeShare, DefaultFeeShare)
		if bonded(one) { // its bond is lost by waiting, not kept
			percent = 100
		}
		worth.Add(worth, all)
		all.Mul(all, new(big.Int).SetUint64(percent))
		share.Add(share, all.Div(all, big.NewInt(100)))
		spent.Add(spent, spentOn(one.Announcement))
		anyShown = anyShown || shown(one)
	}
	if anyShown {
		return worth
	}
	if p.name == announcement.name {
		return share.Div(share, big.NewInt(announcing))
	}
	if share.Sub(share, spent).Sign() < 0 {
		return new(big.Int)
	}
	return share
}

// brings is what a delivery is paid, and the part of the bond that it saves, in base units of the forward's token.
func brings(f *chain.Forward, d *journal.Delivery) *big.Int {
	amount := d.Step.Amount
	if amount == nil {
		amount = left(f, d)
	}
	before := delivered(d)
	after := new(big.Int).Add(before, amount)
	all := new(big.Int).Sub(f.Earned(after), f.Earned(before))
	return all.Add(all, new(big.Int).Sub(f.BondKept(after), f.BondKept(before)))
}

// wei is what so many base units of a token are worth, at so much wei for one.
func wei(units *big.Int, rate *big.Rat) *big.Int {
	all := new(big.Int).Mul(units, rate.Num())
	return all.Div(all, rate.Denom())
}

// spentOn is the most that some transactions cost: one under each nonce, the dearest.
func spentOn(signed []journal.Transaction) *big.Int {
	dearest := map[uint64]*big.Int{}
	for _, tx := range signed {
		if tx.Cost != nil && (dearest[tx.Nonce] == nil || tx.Cost.Cmp(dearest[tx.Nonce]) > 0) {
			dearest[tx.Nonce] = tx.Cost
		}
	}
	sum := new(big.Int)
	for _, cost := range dearest {
		sum.Add(sum, cost)
	}
	return sum
}

// forward is one whose opening was found in the chain, nil if it was not.
func (e *Engine) forward(id common.Hash) *chain.Forward {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.forwards[id]
}
