package simulation

// dice are a generator of numbers that look random: splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", 2014). No secret may come from it.
type dice uint64

func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n−1. That some come up once more often in 2^64 than others does not matter here.
func (d *dice) below(n uint64) uint64 { return d.next() % n }

// between is a number from low to high, both included.
func (d *dice) between(low, high int64) int64 {
	return low + int64(d.below(uint64(high-low+1))) //nolint:gosec // small
}

// lower is a number from 0 to n−1, small ones more often.
func (d *dice) lower(n int) int {
	a, b := d.below(uint64(n)), d.below(uint64(n)) //nolint:gosec // small
	return int(min(a, b))                          //nolint:gosec // small
}

// chance is true in so many of a thousand cases.
func (d *dice) chance(permille int64) bool { return d.between(0, 999) < permille }

// choose is the number of one of several weights.
func (d *dice) choose(weights ...int64) int {
	sum := int64(0)
	for _, w := range weights {
		sum += w
	}
	roll := d.between(0, sum-1)
	for i, w := range weights {
		if roll -= w; roll < 0 {
			return i
		}
	}
	return len(weights) - 1
}
