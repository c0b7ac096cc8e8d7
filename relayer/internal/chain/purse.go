package chain

import (
	"context"
	"math/big"
)

// Purse is what an account has for its transactions.
type Purse struct {
	Balance *big.Int // wei
	Fee     *big.Int // wei per gas that would be offered now; the limit where the chain asks for more
}

// Settlements is how many settlements of one forward each the account could pay for, if each took the most gas that it may. Where
// it is less than one nothing is announced.
func (p Purse) Settlements() float64 {
	each := new(big.Int).Mul(p.Fee, big.NewInt(settleGas))
	if each.Sign() == 0 {
		return 0
	}
	settlements, _ := new(big.Rat).SetFrac(p.Balance, each).Float64()
	return settlements
}

// Purse is what the account has at a block.
func (s *Sender) Purse(ctx context.Context, at Head) (Purse, error) {
	balance, err := s.client.Balance(ctx, at, s.Address())
	if err != nil {
		return Purse{}, err
	}
	now, err := s.bid(ctx)
	if err != nil {
		return Purse{Balance: balance}, err
	}
	return Purse{Balance: balance, Fee: new(big.Int).Set(smaller(now.feeCap, s.fees.Max))}, nil
}
