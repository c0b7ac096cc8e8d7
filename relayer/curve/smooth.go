package curve

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// Smooth is the smoothest curve on which each contract costs on average what the flat one says: polynomials of degree four, piece
// by piece, joined so that value, slope and curvature have no jump, level at the far end.
type Smooth struct {
	knots  []uint64 // unix seconds: where pieces begin, and where the last one ends
	pieces []piece
}

// piece is a·τ⁴ + b·τ³ + c·τ² + d·τ + e, with τ in years of 365 days from its knot.
type piece [5]float64

const year = 365 * day

// average is a contract as the smooth curve has it.
type average struct {
	start, end uint64
	price      float64
}

// smoothThrough finds the curve f with the least ∫(f″)² among those. It solves the equations of Lagrange for it:
//
//	| 2H  Aᵀ | | x |   | 0 |
//	| A   0  | | λ | = | b |
func smoothThrough(averages []average) (*Smooth, error) {
	if len(averages) == 0 {
		return nil, nil
	}
	s := &Smooth{knots: knots(averages)}
	n := len(s.knots) - 1
	largest := 0.0
	for _, a := range averages {
		largest = max(largest, a.price)
	}
	rows, sides := s.joints(), make([]float64, 3*(n-1)+1)
	for _, a := range averages {
		rows = append(rows, s.average(a))
		sides = append(sides, a.price/largest)
	}
	coefficient, multiplier := s.places(averages)
	size := 5*n + len(rows)
	equations, right := make([][]float64, size), make([]float64, size)
	for i := range equations {
		equations[i] = make([]float64, size)
	}
	for j := range n {
		energy(equations, coefficient[5*j], s.length(j))
	}
	for i, row := range rows {
		right[multiplier[i]] = sides[i]
		for j, value := range row {
			equations[multiplier[i]][coefficient[j]], equations[coefficient[j]][multiplier[i]] = value, value
		}
	}
	x, err := solve(equations, right)
	if err != nil {
		return nil, fmt.Errorf("smooth the curve through %d contracts: %w", len(averages), err)
	}
	for j := range n {
		var p piece
		for k := range p {
			p[k] = mul(x[coefficient[5*j+k]], largest)
		}
		s.pieces = append(s.pieces, p)
	}
	return s, s.check(averages)
}

// knots are where a contract begins or ends.
func knots(averages []average) (all []uint64) {
	for _, a := range averages {
		all = append(all, a.start, a.end)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// places orders the unknowns along the curve, the pieces' coefficients and the multipliers of the equations between and over
// them, so that the matrix has little but zeros away from its diagonal.
func (s *Smooth) places(averages []average) (coefficient, multiplier []int) {
	n := len(s.knots) - 1
	coefficient, multiplier = make([]int, 0, 5*n), make([]int, 3*(n-1)+1+len(averages))
	next := 0
	take := func() int { next++; return next - 1 }
	for j := range n {
		for range 5 {
			coefficient = append(coefficient, take())
		}
		for k := 3 * j; k < 3*(j+1) && k < len(multiplier)-len(averages); k++ { // the last piece has one: the level end
			multiplier[k] = take()
		}
		for i, a := range averages {
			if a.end == s.knots[j+1] {
				multiplier[3*(n-1)+1+i] = take()
			}
		}
	}
	return coefficient, multiplier
}

func (s *Smooth) length(j int) float64 { return float64(s.knots[j+1]-s.knots[j]) / year }

// energy adds 2∫(f″)² over a piece of length h, which is 2·xᵀHx in its coefficients.
func energy(equations [][]float64, at int, h float64) {
	h2 := mul(h, h)
	h3 := mul(h2, h)
	h4 := mul(h3, h)
	h5 := mul(h4, h)
	for i, row := range [3][3]float64{
		{mul(144./5, h5), mul(18, h4), mul(8, h3)},
		{mul(18, h4), mul(12, h3), mul(6, h2)},
		{mul(8, h3), mul(6, h2), mul(4, h)},
	} {
		for j, value := range row {
			equations[at+i][at+j] = mul(2, value)
		}
	}
}

// joints are the equations by which value, slope and curvature agree where pieces meet, and by which the far end is level.
func (s *Smooth) joints() (rows [][]float64) {
	n := len(s.knots) - 1
	for j := range n - 1 {
		h := s.length(j)
		h2 := mul(h, h)
		h3 := mul(h2, h)
		h4 := mul(h3, h)
		value, slope, curvature := make([]float64, 5*n), make([]float64, 5*n), make([]float64, 5*n)
		copy(value[5*j:], []float64{h4, h3, h2, h, 1})
		value[5*j+9] = -1
		copy(slope[5*j:], []float64{mul(4, h3), mul(3, h2), mul(2, h), 1})
		slope[5*j+8] = -1
		copy(curvature[5*j:], []float64{mul(12, h2), mul(6, h), 2})
		curvature[5*j+7] = -2
		rows = append(rows, value, slope, curvature)
	}
	end, h := make([]float64, 5*n), s.length(n-1)
	h2 := mul(h, h)
	copy(end[5*(n-1):], []float64{mul(4, mul(h2, h)), mul(3, h2), mul(2, h), 1})
	return append(rows, end)
}

// average is the equation by which a contract costs on average what it costs.
func (s *Smooth) average(a average) []float64 {
	row := make([]float64, 5*(len(s.knots)-1))
	length := float64(a.end-a.start) / year
	for j := range len(s.knots) - 1 {
		if s.knots[j] < a.start || s.knots[j+1] > a.end {
			continue
		}
		power := 1.0
		for k := range 5 { // ∫τᵏ over the piece is hᵏ⁺¹/(k+1)
			power = mul(power, s.length(j))
			row[5*j+4-k] = power / float64(k+1) / length
		}
	}
	return row
}

// check refuses a curve that rounding has spoilt.
func (s *Smooth) check(averages []average) error {
	for _, a := range averages {
		if got := s.Average(a.start, a.end); !(math.Abs(got-a.price) <= 1e-9*a.price) {
			return fmt.Errorf("smooth the curve: it costs %v on average from second %d to %d, and %v was asked for", got, a.start, a.end, a.price)
		}
	}
	return nil
}

// From and To are where the curve begins and ends, in unix seconds.
func (s *Smooth) From() uint64 { return s.knots[0] }

// To is where it ends.
func (s *Smooth) To() uint64 { return s.knots[len(s.knots)-1] }

// At is the price at a time, which has to lie on the curve.
func (s *Smooth) At(unix uint64) float64 {
	j := max(0, sort.Search(len(s.pieces), func(j int) bool { return s.knots[j] > unix })-1)
	return s.pieces[j].at(float64(unix-s.knots[j]) / year)
}

// Average is the average price from one time to another, both on the curve.
func (s *Smooth) Average(start, end uint64) float64 {
	sum := 0.0
	for j, p := range s.pieces {
		from, to := max(start, s.knots[j]), min(end, s.knots[j+1])
		if from < to {
			sum += p.integral(float64(to-s.knots[j])/year) - p.integral(float64(from-s.knots[j])/year)
		}
	}
	return sum / (float64(end-start) / year)
}

func (p piece) at(tau float64) float64 {
	value := 0.0
	for _, coefficient := range p {
		value = mul(value, tau) + coefficient
	}
	return value
}

func (p piece) integral(tau float64) float64 {
	value := 0.0
	for k, coefficient := range p {
		value = mul(value, tau) + coefficient/float64(5-k)
	}
	return mul(value, tau)
}
