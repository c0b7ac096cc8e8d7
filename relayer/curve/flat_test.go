package curve

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func contract(t *testing.T, first, last string, price, quantity int64) Contract {
	t.Helper()
	from, err := ParseMonth(first)
	require.NoError(t, err)
	to, err := ParseMonth(last)
	require.NoError(t, err)
	return Contract{First: from, Last: to, Trades: Average{
		Price: Price{big.NewRat(price, 1)}, Amount: fmt.Sprint(price * quantity), Quantity: fmt.Sprint(quantity), Count: 1,
	}}
}

func TestFlatCurve(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		contracts []Contract
		curve     string
		off       string // what is said of the contracts that are not on it
	}{
		"one":          {[]Contract{contract(t, "2027-01", "2027-03", 5, 1)}, "2027-01 5, 2027-02 5, 2027-03 5", ""},
		"a gap":        {[]Contract{contract(t, "2027-01", "2027-01", 5, 1), contract(t, "2027-03", "2027-03", 6, 1)}, "2027-01 5, 2027-03 6", ""},
		"short first":  {[]Contract{contract(t, "2027-04", "2027-05", 61, 100), contract(t, "2027-04", "2027-04", 31, 1)}, "2027-04 31, 2027-05 90.0322580645", ""},
		"larger first": {[]Contract{contract(t, "2027-07", "2027-08", 4, 1), contract(t, "2027-08", "2027-09", 6, 10)}, "2027-07 2, 2027-08 6, 2027-09 6", ""},
		"spanned": {
			[]Contract{contract(t, "2027-07", "2027-08", 9, 1), contract(t, "2027-07", "2027-07", 4, 1), contract(t, "2027-08", "2027-08", 6, 1)},
			"2027-07 4, 2027-08 6", "shorter contracts give a price to all of its months, implied 5",
		},
		"leverage": {
			[]Contract{contract(t, "2027-06", "2027-08", 9, 1), contract(t, "2027-06", "2027-07", 4, 1)},
			"2027-06 4, 2027-07 4", "shorter contracts give a price to most of its months: what differs would be multiplied in the others, implied ",
		},
		"contradiction": {
			[]Contract{contract(t, "2027-07", "2027-08", 2, 1), contract(t, "2027-07", "2027-07", 5, 1)},
			"2027-07 5", "what is left of its price for the other months is not above zero, implied ",
		},
		"only quoted": {[]Contract{{First: MonthOf(0), Last: MonthOf(0)}}, "", "nothing was traded, implied "},
	} {
		var curve, off string
		for _, p := range flat(c.contracts) {
			curve += fmt.Sprintf(", %s %s", p.Month, p.Price)
		}
		for _, c := range c.contracts {
			require.Equal(t, c.OnCurve, c.Why == "")
			if !c.OnCurve {
				off += c.Why + ", implied " + c.Implied.String()
			}
		}
		require.Equal(t, c.curve, curve[min(2, len(curve)):], name)
		require.Equal(t, c.off, off, name)
	}
}

// Two thousand random sets of contracts: those on the curve cost what they cost, as fractions, and the order does not matter.
func TestFlatCurveReproducesItsContracts(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 6))
	taken := 0
	for i := range 2000 {
		used := map[period]bool{}
		var contracts []Contract
		for range 1 + random.IntN(20) {
			first := MonthOf(1_800_000_000) + Month(random.IntN(24))
			last := first + Month(random.IntN(6)*random.IntN(2))
			if used[period{first, last}] {
				continue
			}
			used[period{first, last}] = true
			contracts = append(contracts, Contract{First: first, Last: last, Trades: Average{
				Price: Price{big.NewRat(int64(50+random.IntN(100)), 7)}, Quantity: fmt.Sprint(1 + random.IntN(3)), Count: 1,
			}})
		}
		shuffled := slices.Clone(contracts)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		points := flat(contracts)
		require.Equal(t, points, flat(shuffled))
		prices := map[Month]*big.Rat{}
		for _, p := range points {
			require.Positive(t, p.Price.rat.Sign())
			prices[p.Month] = p.Price.rat
		}
		for _, c := range contracts {
			if !c.OnCurve {
				continue
			}
			taken++
			sum := new(big.Rat)
			for m := c.First; m <= c.Last; m++ {
				sum.Add(sum, new(big.Rat).Mul(prices[m], seconds(m.Seconds())))
			}
			require.Zero(t, sum.Quo(sum, seconds(c.period().seconds())).Cmp(c.Trades.Price.rat))
		}
		if i%50 == 0 {
			smooth, err := SmoothThrough(contracts)
			require.NoError(t, err)
			require.NotNil(t, smooth)
		}
	}
	require.Greater(t, taken, 10_000)
}

func TestStructure(t *testing.T) {
	t.Parallel()
	points := func(prices ...int64) (points []Point) {
		for i, price := range prices {
			points = append(points, Point{Month(i), Price{big.NewRat(price, 1)}})
		}
		return points
	}
	require.Equal(t, NoStructure, structure(points(100), 0))
	require.Equal(t, NoStructure, structure(points(100, 200), 1), "one month is over")
	require.Equal(t, Contango, structure(points(100, 50, 102), 0))
	require.Equal(t, Backwardation, structure(points(100, 150, 98), 0))
	require.Equal(t, Level, structure(points(100, 150, 101), 0))
	require.Equal(t, Level, structure(points(100, 150, 99), 0))
}
