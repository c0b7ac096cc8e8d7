package curve

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// Concentration is how few are behind a quantity. Accounts are counted, not people: one who uses many looks like many.
type Concentration struct {
	Quantity  string `json:"quantity"` // base units
	Buyers    Share  `json:"buyers"`
	Providers Share  `json:"providers"`
}

// Share is how a quantity is shared.
type Share struct {
	Accounts   int    `json:"accounts"`
	Herfindahl string `json:"herfindahl"` // the sum of the squared percentages: 10000 is one account, 0 very many
	Largest    string `json:"largest"`    // percentage of the largest account
}

// concentration is of what was traded, and of what is open.
func concentration(forwards []*forward, now uint64) (traded, open Concentration) {
	var all, rest holdings
	for _, f := range forwards {
		if _, ok := f.traded(); !ok {
			continue
		}
		all.add(f, f.Quantity)
		if f.stage(now) == live {
			rest.add(f, new(big.Int).Sub(f.Quantity, f.delivered))
		}
	}
	return all.concentration(), rest.concentration()
}

type holdings struct {
	quantity          big.Int
	buyers, providers map[common.Address]*big.Int
}

func (h *holdings) add(f *forward, quantity *big.Int) {
	if h.buyers == nil {
		h.buyers, h.providers = map[common.Address]*big.Int{}, map[common.Address]*big.Int{}
	}
	h.quantity.Add(&h.quantity, quantity)
	hold(h.buyers, f.Buyer, quantity)
	if provider := f.provider(); provider != (common.Address{}) {
		hold(h.providers, provider, quantity)
	}
}

func hold(of map[common.Address]*big.Int, who common.Address, quantity *big.Int) {
	if of[who] == nil {
		of[who] = new(big.Int)
	}
	of[who].Add(of[who], quantity)
}

func (h *holdings) concentration() Concentration {
	return Concentration{h.quantity.String(), shareOf(h.buyers), shareOf(h.providers)}
}

func shareOf(of map[common.Address]*big.Int) Share {
	sum, squares, largest := new(big.Int), new(big.Int), new(big.Int)
	for _, quantity := range of {
		sum.Add(sum, quantity)
		squares.Add(squares, new(big.Int).Mul(quantity, quantity))
		if quantity.Cmp(largest) > 0 {
			largest = quantity
		}
	}
	if sum.Sign() == 0 {
		return Share{Herfindahl: "0.00", Largest: "0.00"}
	}
	hundred := big.NewInt(100)
	herfindahl := new(big.Rat).SetFrac(squares.Mul(squares, big.NewInt(10_000)), new(big.Int).Mul(sum, sum))
	percent := new(big.Rat).SetFrac(new(big.Int).Mul(largest, hundred), sum)
	return Share{len(of), herfindahl.FloatString(2), percent.FloatString(2)}
}
