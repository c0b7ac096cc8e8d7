package curve

import (
	"fmt"
	"math/big"
	"strings"
)

// Title names the instrument in one line.
func (m Market) Title() string {
	parts := []string{m.Name}
	if m.Class != "" {
		parts = append(parts, "class "+m.Class)
	}
	parts = append(parts, string(m.Kind))
	if m.Kind == Assigned {
		parts = append(parts, "bond "+string(m.Bond))
	}
	return strings.Join(parts, ", ") + fmt.Sprintf(", %s per %s", m.Symbol, m.Measure)
}

// Measures is a quantity in base units, told in measures with at most two places; "?" for what is no number.
func (m Market) Measures(units string) string {
	quantity, okQuantity := new(big.Int).SetString(units, 10)
	per, okPer := new(big.Int).SetString(m.Per, 10)
	if !okQuantity || !okPer || per.Sign() <= 0 {
		return "?"
	}
	return strings.TrimSuffix(new(big.Rat).SetFrac(quantity, per).FloatString(2), ".00")
}

// Told is a quantity in base units with its measure's name.
func (m Market) Told(units string) string {
	name := m.Measure
	if !strings.Contains(name, " ") {
		name += "s"
	}
	return m.Measures(units) + " " + name
}
