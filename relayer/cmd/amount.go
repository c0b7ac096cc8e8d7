package cmd

import (
	"fmt"
	"math/big"
	"strings"
)

// parseAmount reads a decimal amount, such as 0.0015, into a token's smallest units. It never rounds.
func parseAmount(text string, decimals uint8) (*big.Int, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return nil, fmt.Errorf("amount %q: want digits with at most one point, such as 0.0015", text)
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > int(decimals) {
		return nil, fmt.Errorf("amount %s: the token has %d digits after the point", text, decimals)
	}
	if len(whole) > 60 {
		return nil, fmt.Errorf("amount %.20s…: too large", text)
	}
	amount, ok := new(big.Int).SetString(whole+fraction+strings.Repeat("0", int(decimals)-len(fraction)), 10)
	if !ok {
		return nil, fmt.Errorf("amount %q: not a number", text)
	}
	return amount, nil
}

// formatAmount is the other way, without needless zeros.
func formatAmount(amount *big.Int, decimals uint8) string {
	digits := amount.String()
	if missing := int(decimals) + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) - int(decimals)
	return strings.TrimSuffix(digits[:point]+"."+strings.TrimRight(digits[point:], "0"), ".")
}
