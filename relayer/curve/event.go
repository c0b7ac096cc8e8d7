package curve

import (
	"cmp"
	"fmt"
	"math/big"
	"reflect"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// History is all that a report is made of.
type History struct {
	Simulated string // how it was made up; empty for what happened
	Chain     uint64
	Escrow    common.Address
	Block     uint64 // up to which the events reach
	Time      uint64 // of that block, in unix seconds: what the report is as of
	Units     map[common.Hash]Unit
	Tokens    map[common.Address]Token
	Events    []Event // in any order
	Offers    []Offer // signed and not, or not wholly, taken yet; in any order
}

// Unit is what one kind of quantity is, from parameters that make its hash.
type Unit struct {
	Name    string   // such as "gpu-hours NVIDIA H100 80GB HBM3"
	Class   string   // of evidence, such as "A"; empty where the predicate knows none
	Measure string   // what prices are told for, such as "GPU-hour"
	Per     *big.Int // how many base units one measure has
}

// Token is what prices are in.
type Token struct {
	Symbol   string
	Decimals uint8
}

// Place is where and when something was said.
type Place struct {
	Block uint64
	Log   uint   // its number in the block
	Time  uint64 // unix seconds
}

func (p Place) place() Place { return p }

// Event is something that happened at the escrow, or at the contract that takes offers: one of the types below.
type Event interface{ place() Place }

// Opened is a forward and what was agreed in it.
type Opened struct {
	Place
	ID       common.Hash
	Buyer    common.Address
	Payer    common.Address // whose money the price was; zero where that is not known
	Unit     common.Hash
	Token    common.Address
	Price    *big.Int // in the token's smallest unit, for the whole quantity
	Quantity *big.Int // in base units
	Bond     *big.Int
	AcceptBy uint64 // 0 in an open forward
	Start    uint64 // the three are unix seconds
	End      uint64
	SettleBy uint64

	Unclassified string // why it is not on the curve; empty if what was emitted makes the unit
}

// Unread is a forward whose opening was not read: it is not on the curve.
type Unread struct {
	Place
	ID     common.Hash
	Reason string
}

// Accepted is a provider taking on an assigned forward: that is the trade.
type Accepted struct {
	Place
	ID       common.Hash
	Provider common.Address
	Payer    common.Address // whose money the bond was; zero where that is not known, or there is none
}

// Settled is a delivery that was proved and paid.
type Settled struct {
	Place
	ID        common.Hash
	Recipient common.Address
	Amount    *big.Int // base units
	Paid      *big.Int
}

// Reclaimed is what was not delivered going back.
type Reclaimed struct {
	Place
	ID common.Hash
}

// Closed is both sides ending a forward early.
type Closed struct {
	Place
	ID common.Hash
}

// Filled is a part of a signed offer becoming a forward.
type Filled struct {
	Place
	ID    common.Hash // the forward's
	Offer common.Hash
	Maker common.Address
	Taker common.Address
	Total *big.Int // how much of the offer has been taken so far, in base units
}

// Cancelled is a maker calling an offer off.
type Cancelled struct {
	Place
	Offer common.Hash
}

// NoncesCancelled is a maker calling off all offers whose nonce is 256·Word plus the number of a bit of Mask.
type NoncesCancelled struct {
	Place
	Maker common.Address
	Word  *big.Int
	Mask  *big.Int
}

// inOrder is the events as they happened, each once: a history that was read twice, in part, counts once.
func inOrder(events []Event) ([]Event, error) {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b Event) int { return comparePlaces(a.place(), b.place()) })
	kept := sorted[:0]
	for _, event := range sorted {
		if len(kept) > 0 {
			last := kept[len(kept)-1]
			p, q := last.place(), event.place()
			if p.Block == q.Block && p.Log == q.Log {
				if !reflect.DeepEqual(last, event) {
					return nil, fmt.Errorf("two different events are log %d of block %d: read the history of one chain", q.Log, q.Block)
				}
				continue
			}
			if q.Time < p.Time {
				return nil, fmt.Errorf("block %d is of an earlier time than block %d: read the history of one chain", q.Block, p.Block)
			}
		}
		kept = append(kept, event)
	}
	return kept, nil
}

func comparePlaces(p, q Place) int {
	return cmp.Or(cmp.Compare(p.Block, q.Block), cmp.Compare(p.Log, q.Log))
}
