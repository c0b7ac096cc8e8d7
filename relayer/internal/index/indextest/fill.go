package indextest

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Fill has the chain open so many forwards, at different prices and windows, and gives each some of what can happen to one. With
// many, each assigned one is delivered in so many steps.
func (c *Chain) Fill(forwards, steps int) {
	const perBlock = 20
	for n := range forwards {
		terms := c.Terms()
		assigned := n%2 == 1
		if assigned {
			terms = c.AssignedTerms()
			terms.Quantity = big.NewInt(int64(max(steps, 1)) + 1) // one is never delivered
		}
		terms.Price = big.NewInt(int64(1_000_000 + n))
		terms.Start, terms.End, terms.SettleBy = terms.Start+uint64(n), terms.End+uint64(n), terms.SettleBy+uint64(n)
		terms.Token[0], terms.Unit[0] = byte(n%3), byte(n%7)
		id := c.Open(terms)
		switch {
		case assigned:
			c.Accept(id)
			for step := range steps {
				c.Settle(id, uint64(step), uint64(step)+1, 1, 1000)
			}
			c.Move(id, chain.ProviderSide, Provider, common.BigToAddress(big.NewInt(int64(n+1))))
		case n%4 == 0:
			c.Announce(id)
			c.Settle(id, 0, 1, 1, int64(1_000_000+n))
		case n%8 == 2:
			c.Announce(id)
		}
		if n%perBlock == perBlock-1 {
			c.Mine()
		}
	}
	c.Mine()
}
