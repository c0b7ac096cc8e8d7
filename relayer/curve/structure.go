package curve

import "math/big"

// Structure is which way prices go with the time to delivery.
type Structure string

// The structures.
const (
	Contango      Structure = "contango"      // later delivery costs more
	Backwardation Structure = "backwardation" // later delivery costs less
	Level         Structure = "level"         // first and last month differ by at most one in a hundred
	NoStructure   Structure = "none"          // fewer than two months have a price
)

// structure compares the first month of a flat curve, from a month on, with the last one.
func structure(points []Point, from Month) Structure {
	for len(points) > 0 && points[0].Month < from {
		points = points[1:]
	}
	if len(points) < 2 {
		return NoStructure
	}
	front, back := points[0].Price.rat, points[len(points)-1].Price.rat
	slope := new(big.Rat).Sub(back, front)
	tolerance := new(big.Rat).Mul(front, big.NewRat(1, 100))
	switch {
	case new(big.Rat).Abs(slope).Cmp(tolerance) <= 0:
		return Level
	case slope.Sign() > 0:
		return Contango
	default:
		return Backwardation
	}
}
