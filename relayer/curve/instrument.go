package curve

import (
	"cmp"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// Kind says who delivers.
type Kind string

// The kinds of forwards.
const (
	Assigned Kind = "assigned" // a provider accepted it: a promise
	Bounty   Kind = "bounty"   // an open forward, which anybody may deliver and nobody promised
)

// Band is a range of what the provider stakes for each token of the price. Who stakes little has an option to deliver, and the
// price is one of an option.
type Band string

// The bands; each begins above the one before it ends.
const (
	BondNone   Band = "0"
	BondTo5    Band = "0-5%"
	BondTo20   Band = "5-20%"
	BondTo50   Band = "20-50%"
	BondTo100  Band = "50-100%"
	BondBeyond Band = "over 100%"
)

var bands = []struct {
	band    Band
	percent int64 // up to and with this
}{{BondNone, 0}, {BondTo5, 5}, {BondTo20, 20}, {BondTo50, 50}, {BondTo100, 100}}

// BandOf is the band of a bond.
func BandOf(bond, price *big.Int) Band {
	hundredfold := new(big.Int).Mul(bond, big.NewInt(100))
	for _, b := range bands {
		if hundredfold.Cmp(new(big.Int).Mul(price, big.NewInt(b.percent))) <= 0 {
			return b.band
		}
	}
	return BondBeyond
}

// Instrument is what has prices that can be compared.
type Instrument struct {
	Unit  common.Hash    `json:"unit"`
	Token common.Address `json:"token"`
	Class string         `json:"class"` // of evidence; part of what the unit is the hash of
	Kind  Kind           `json:"kind"`
	Bond  Band           `json:"bond"`
}

func (h History) instrument(unit common.Hash, token common.Address, assigned bool, bond, price *big.Int) Instrument {
	kind := Bounty
	if assigned {
		kind = Assigned
	}
	return Instrument{unit, token, h.Units[unit].Class, kind, BandOf(bond, price)}
}

func (i Instrument) compare(j Instrument) int {
	rank := func(b Band) int {
		for n, known := range bands {
			if known.band == b {
				return n
			}
		}
		return len(bands)
	}
	return cmp.Or(i.Unit.Cmp(j.Unit), i.Token.Cmp(j.Token), cmp.Compare(i.Class, j.Class), cmp.Compare(i.Kind, j.Kind),
		cmp.Compare(rank(i.Bond), rank(j.Bond)))
}
