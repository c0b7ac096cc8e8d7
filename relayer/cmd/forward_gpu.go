package cmd

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// gpuRows tell of a forward of GPU-hours what is sold, whose word it takes, and what remains trusted.
func gpuRows(forward chain.Forward) [][2]string {
	p, isGPU := gpuhours.InTerms(forward.Params, forward.Terms)
	if !isGPU {
		return nil
	}
	return [][2]string{
		{"GPU", fmt.Sprintf("%s, evidence of class %s, at most %d devices; %s", p.Model, p.Class, p.Devices, classMeans[p.Class])},
		{"meters", fmt.Sprintf("%d of %d sign; disputed challenges are %s", p.Signatures, len(p.Meters), p.Disputed)},
		{"trusted", gpuhours.Trusted},
	}
}

var classMeans = map[gpuhours.Class]string{
	gpuhours.ClassA: "attested, inside a confidential virtual machine",
	gpuhours.ClassB: "attested",
	gpuhours.ClassC: "challenged: an equal or better device with this memory answers",
}

// measure tells quantities of a forward for people: hours where its units are GPU-seconds.
type measure struct{ gpu bool }

func measureOf(forward chain.Forward) measure {
	_, isGPU := gpuhours.InTerms(forward.Params, forward.Terms)
	return measure{isGPU}
}

// measureOfOffer is that of the forwards that an offer makes.
func measureOfOffer(s offer.Signed) measure {
	return measureOf(chain.Forward{Terms: s.Terms, Params: s.Params})
}

// number is a quantity without its unit, but for GPU-hours.
func (m measure) number(amount *big.Int) string {
	if m.gpu {
		return gpuHours(amount)
	}
	return amount.String()
}

// units is a quantity with its unit.
func (m measure) units(amount *big.Int) string {
	if m.gpu {
		return gpuHours(amount)
	}
	return amount.String() + " units"
}

// decimal is a quantity that --json prints.
func decimal(text string) *big.Int {
	amount, ok := new(big.Int).SetString(text, 10)
	if !ok {
		return new(big.Int)
	}
	return amount
}

// part is so much of a whole.
func (m measure) part(amount, whole *big.Int) string {
	number, _, _ := strings.Cut(m.number(amount), " GPU-hours")
	return number + " of " + m.units(whole)
}

// gpuHours are GPU-seconds as hours, with the seconds behind where four digits after the point do not tell them.
func gpuHours(seconds *big.Int) string {
	hours := new(big.Rat).SetFrac(seconds, big.NewInt(gpuhours.HourSeconds))
	text := strings.TrimSuffix(strings.TrimRight(hours.FloatString(4), "0"), ".") + " GPU-hours"
	if exact, _ := new(big.Rat).SetString(hours.FloatString(4)); exact.Cmp(hours) != 0 {
		text += fmt.Sprintf(" (%s GPU-seconds)", seconds)
	}
	return text
}

const noKind = "-"

// kindOf is what a listing says of a forward.
func kindOf(forward chain.Forward) string {
	if p, isGPU := gpuhours.InTerms(forward.Params, forward.Terms); isGPU {
		return fmt.Sprintf("GPU %s, class %s", p.Model, p.Class)
	}
	return noKind
}
