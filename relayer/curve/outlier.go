package curve

import (
	"bytes"
	"cmp"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// outlier is a forward whose price is far off the median of others.
type outlier struct {
	*forward
	others           int
	amount, quantity *big.Int // whose quotient is the median
}

// pair is a buyer and a provider, who have one vote for a period, however often they trade.
type pair struct{ buyer, provider common.Address }

type vote struct {
	pair             pair
	amount, quantity *big.Int
}

func (v vote) compare(w vote) int {
	return compareFractions(v.amount, v.quantity, w.amount, w.quantity)
}

// outliers compares each forward with the median of what other pairs paid on average for the same period. Bounties have no
// provider when they are posted: there a buyer is a pair.
func outliers(forwards []*forward) (found []outlier) {
	groups := map[period][]*forward{}
	for _, f := range forwards {
		if _, traded := f.traded(); traded {
			groups[f.period] = append(groups[f.period], f)
		}
	}
	for _, group := range groups {
		votes := ballot(group)
		others := len(votes) - 1
		if others < leastOthers {
			continue
		}
		place := map[pair]int{}
		for i, v := range votes {
			place[v.pair] = i
		}
		for _, f := range group {
			middle := others / 2 // of an even number the lower one
			if others%2 == 0 {
				middle--
			}
			if place[f.pair()] <= middle {
				middle++
			}
			if m := votes[middle]; f.isFarOff(m) {
				found = append(found, outlier{f, others, m.amount, m.quantity})
			}
		}
	}
	return found
}

// ballot is one vote a pair, by rising price.
func ballot(group []*forward) []vote {
	sums := map[pair]*tally{}
	for _, f := range group {
		if sums[f.pair()] == nil {
			sums[f.pair()] = new(tally)
		}
		sums[f.pair()].add(f.Price, f.Quantity)
	}
	votes := make([]vote, 0, len(sums))
	for p, t := range sums {
		votes = append(votes, vote{p, &t.amount, &t.quantity})
	}
	slices.SortFunc(votes, func(v, w vote) int { return cmp.Or(v.compare(w), v.pair.compare(w.pair)) })
	return votes
}

func (f *forward) pair() pair {
	if f.accepted == nil {
		return pair{buyer: f.Buyer}
	}
	return pair{f.Buyer, f.accepted.Provider}
}

func (p pair) compare(q pair) int {
	return cmp.Or(bytes.Compare(p.buyer[:], q.buyer[:]), bytes.Compare(p.provider[:], q.provider[:]))
}

func (f *forward) isFarOff(median vote) bool {
	times := big.NewInt(farOff)
	over := compareFractions(f.Price, f.Quantity, new(big.Int).Mul(median.amount, times), median.quantity) > 0
	under := compareFractions(new(big.Int).Mul(f.Price, times), f.Quantity, median.amount, median.quantity) < 0
	return over || under
}

// compareFractions compares a/b with c/d.
func compareFractions(a, b, c, d *big.Int) int {
	return new(big.Int).Mul(a, d).Cmp(new(big.Int).Mul(c, b))
}
