package chat

import (
	"errors"
	"math/big"
	"strings"
)

// Money is exact: prices have at most six decimals and are for a million tokens, so that no cost has more than twelve.
const moneyDecimals = 12

var million = big.NewRat(1_000_000, 1)

// cost of so many tokens. Without prices it is nothing.
func (c caps) cost(u usage) *big.Rat {
	cost := new(big.Rat)
	if c.money == nil {
		return cost
	}
	cost.Mul(c.pricePrompt, new(big.Rat).SetInt64(u.Prompt))
	cost.Add(cost, new(big.Rat).Mul(c.priceCompletion, new(big.Rat).SetInt64(u.Completion)))
	return cost.Quo(cost, million)
}

// parseAmount reads a decimal number of digits and at most one point, below 10^15.
func parseAmount(text string, decimals int) (*big.Rat, error) {
	whole, fraction, pointed := strings.Cut(text, ".")
	if len(whole) < 1 || len(whole) > 15 || len(fraction) > decimals || pointed && fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return nil, errors.New("it is no amount")
	}
	value, _ := new(big.Rat).SetString(text)
	return value, nil
}

// amount writes an amount in full, without zeros at its end.
func amount(value *big.Rat) string {
	text := value.FloatString(moneyDecimals)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
