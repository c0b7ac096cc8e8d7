package curve

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// derivatives are value, slope, curvature and third derivative of a piece, τ years from its knot.
func (p piece) derivatives(tau float64) [4]float64 {
	return [4]float64{
		(((p[0]*tau+p[1])*tau+p[2])*tau+p[3])*tau + p[4], ((4*p[0]*tau+3*p[1])*tau+2*p[2])*tau + p[3],
		(12*p[0]*tau+6*p[1])*tau + 2*p[2], 24*p[0]*tau + 6*p[1],
	}
}

// energy is ∫(f″)² by Simpson's rule, which is exact for it up to the third degree and close to it here.
func (s *Smooth) energy() (sum float64) {
	const steps = 200
	for j, p := range s.pieces {
		h := s.length(j) / steps
		for i := range steps {
			at := float64(i) * h
			a, m, b := p.derivatives(at)[2], p.derivatives(at + h/2)[2], p.derivatives(at + h)[2]
			sum += h / 6 * (a*a + 4*m*m + b*b)
		}
	}
	return sum
}

// isSmoothest looks at what the least ∫(f″)² is known by: it is convex, so these conditions are enough. The pieces join up to the
// third derivative, there is no bend at the near end and no slope at the far one.
func isSmoothest(t *testing.T, s *Smooth, averages []average) {
	t.Helper()
	size := 0.0
	for _, a := range averages {
		require.InEpsilon(t, a.price, s.Average(a.start, a.end), 1e-9)
		size = max(size, a.price)
	}
	n := len(s.pieces)
	for j := range n - 1 {
		left, right := s.pieces[j].derivatives(s.length(j)), s.pieces[j+1].derivatives(0)
		for k, tolerance := range []float64{1e-9, 1e-8, 1e-6, 1e-4} {
			require.InDelta(t, left[k], right[k], tolerance*size*math.Pow(12, float64(k)), "derivative %d at knot %d", k, j+1)
		}
	}
	near, far := s.pieces[0].derivatives(0), s.pieces[n-1].derivatives(s.length(n-1))
	require.InDelta(t, 0, near[2], 1e-5*size)
	require.InDelta(t, 0, near[3], 1e-3*size)
	require.InDelta(t, 0, far[1], 1e-7*size)
	require.InDelta(t, 0, far[3], 1e-3*size)
}

// One contract makes a level curve.
func TestSmoothThroughOne(t *testing.T) {
	t.Parallel()
	s, err := smoothThrough([]average{{0, year, 2.5}})
	require.NoError(t, err)
	for _, at := range []uint64{0, 1, year / 3, year} {
		require.InDelta(t, 2.5, s.At(at), 1e-12)
	}
	none, err := smoothThrough(nil)
	require.NoError(t, err)
	require.Nil(t, none)
}

// Two contracts of equal length: by hand, with a = (F₁ − F₂)/18.4, the curve begins at F₁ + 11.8a, ends at F₂ − 3.8a, and crosses
// between both at F₁ − 11.2a.
func TestSmoothThroughTwoByHand(t *testing.T) {
	t.Parallel()
	for _, f := range [][2]float64{{3, 2}, {2, 3}, {1, 1}, {0.001, 1000}} {
		averages := []average{{0, year, f[0]}, {year, 2 * year, f[1]}}
		s, err := smoothThrough(averages)
		require.NoError(t, err)
		a, size := (f[0]-f[1])/18.4, max(f[0], f[1])
		require.InDelta(t, f[0]+11.8*a, s.At(0), 1e-10*size)
		require.InDelta(t, f[0]-11.2*a, s.At(year), 1e-10*size)
		require.InDelta(t, f[1]-3.8*a, s.At(2*year), 1e-10*size)
		require.InDelta(t, a, s.pieces[0][0], 1e-10*size)
		require.InDelta(t, -a, s.pieces[1][0], 1e-10*size)
	}
}

// Contracts that all cost the same make a level curve, whichever months they have.
func TestSmoothThroughLevelPricesIsLevel(t *testing.T) {
	t.Parallel()
	s, err := smoothThrough([]average{{0, 100 * day, 7}, {30 * day, 61 * day, 7}, {200 * day, 231 * day, 7}})
	require.NoError(t, err)
	for at := uint64(0); at <= 231*day; at += day {
		require.InDelta(t, 7, s.At(at), 1e-9)
	}
}

// Two hundred random sets of contracts, overlapping or with gaps: each costs what it costs, to a billionth, and the curve is the
// smoothest. What overlaps is as the flat curve takes it: each contract has a month of its own.
func TestSmoothIsTheSmoothest(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var averages []average
		month := MonthOf(1_800_000_000) + Month(random.IntN(12))
		for range 1 + random.IntN(14) {
			first := month
			if len(averages) > 0 && random.IntN(4) == 0 {
				first-- // also over the one before it
			}
			month += Month(1 + random.IntN(3)*random.IntN(2))
			averages = append(averages, average{first.Start(), month.Start(), 1 + random.Float64()})
			month += Month(random.IntN(5) / 4)
		}
		s, err := smoothThrough(averages)
		require.NoError(t, err)
		isSmoothest(t, s, averages)
	}
}

// Other curves that keep the contracts bend more.
func TestSmoothBendsLessThanAnother(t *testing.T) {
	t.Parallel()
	averages := []average{{0, year, 1}, {year, 2 * year, 2}, {2 * year, 3 * year, 1.5}}
	s, err := smoothThrough(averages)
	require.NoError(t, err)
	least := s.energy()
	// sin(2πt) − sin(4πt)/2 is zero on average over each year, and has neither value, slope nor curvature where years begin: the
	// curve keeps every condition with any multiple of it.
	const steps = 3000
	for _, much := range []float64{0.5, 0.01, -0.01, -0.5} {
		sum, h := 0.0, 3.0/steps
		for i := range steps {
			at := (float64(i) + 0.5) * h
			j := int(at)
			w := 2 * math.Pi
			bend := -w*w*math.Sin(w*at) + 2*w*w*math.Sin(2*w*at)
			f := s.pieces[j].derivatives(at - float64(j))[2] + much*bend
			sum += h * f * f
		}
		require.Greater(t, sum, least)
	}
}

// As many months as there can be take a moment: somebody may open forwards for all of them, to keep readers busy.
func TestSmoothThroughThirtyYears(t *testing.T) {
	t.Parallel()
	var averages []average
	first := MonthOf(1_800_000_000)
	for i := range Month(360) {
		averages = append(averages, average{(first + i).Start(), (first + i + 1).Start(), 2 + float64(i%5)})
	}
	s, err := smoothThrough(averages)
	require.NoError(t, err)
	require.Len(t, s.pieces, 360)
}

func TestSmoothRefusesWhatContradicts(t *testing.T) {
	t.Parallel()
	_, err := smoothThrough([]average{{0, year, 1}, {0, year, 2}})
	require.ErrorIs(t, err, errSingular)
}

// Random equations are solved, and neither side is changed.
func TestSolve(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 300 {
		isDense := round%2 == 0
		n := 1 + random.IntN(30)
		a, want, b := make([][]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			want[i] = random.Float64() - 0.5
		}
		for i := range n {
			a[i] = make([]float64, n)
			for j := range n {
				if near := max(i-j, j-i) < 4; near || isDense {
					a[i][j] = random.Float64() - 0.5
				}
				b[i] += a[i][j] * want[j]
			}
		}
		first, side := a[0][0], b[0]
		x, err := solve(a, b)
		require.NoError(t, err)
		require.InDeltaSlice(t, want, x, 1e-8)
		require.Equal(t, []float64{first, side}, []float64{a[0][0], b[0]})
	}
	_, err := solve([][]float64{{1, 2}, {2, 4}}, []float64{1, 2})
	require.ErrorIs(t, err, errSingular)
	swapped, err := solve([][]float64{{0, 1}, {1, 0}}, []float64{3, 4})
	require.NoError(t, err)
	require.Equal(t, []float64{4, 3}, swapped)
}
