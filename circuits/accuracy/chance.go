package accuracy

import "math"

// How much the chooser of a beacon may try, and what must remain of a proof after that: see package doc and IRounds.
const (
	GrindingBits = 48
	SecurityBits = 40
)

// Chance is the probability that at least threshold of so many draws are right if each is so with the given probability.
func Chance(accuracy float64, draws, threshold int) float64 {
	sum := 0.0
	for right := threshold; right <= draws; right++ {
		sum += math.Exp(logTerm(accuracy, draws, right))
	}
	return min(1, sum)
}

// Miss is the probability that fewer are: what is left to Chance, exact where it is small.
func Miss(accuracy float64, draws, threshold int) float64 {
	return Chance(1-accuracy, draws, draws-threshold+1)
}

// logTerm is the logarithm of the probability of exactly so many right ones.
func logTerm(accuracy float64, draws, right int) float64 {
	term := logFactorial(draws) - logFactorial(right) - logFactorial(draws-right)
	if right > 0 {
		term += float64(right) * math.Log(accuracy)
	}
	if right < draws {
		term += float64(draws-right) * math.Log1p(-accuracy)
	}
	return term
}

func logFactorial(n int) float64 {
	value, _ := math.Lgamma(float64(n) + 1)
	return value
}

// Assured is the accuracy on the pool that a proof assures: a model that has less meets the threshold in one draw with a
// probability below 2^-bits, however its errors lie in the pool.
func Assured(draws, threshold, bits int) float64 {
	low, high := 0.0, 1.0
	for range 60 {
		if middle := (low + high) / 2; Chance(middle, draws, threshold) < math.Exp2(-float64(bits)) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
