package curve

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestMonths(t *testing.T) {
	t.Parallel()
	at := uint64(time.Date(2028, 2, 29, 23, 59, 59, 0, time.UTC).Unix())
	m := MonthOf(at)
	require.Equal(t, "2028-02", m.String())
	require.Equal(t, "2028-03", MonthOf(at+1).String())
	require.EqualValues(t, 29*day, m.Seconds())
	require.Equal(t, at+1, (m + 1).Start())
	parsed, err := ParseMonth("2028-02")
	require.NoError(t, err)
	require.Equal(t, m, parsed)
	for _, wrong := range []string{"", "2028", "2028-13", "2028-2", "28-02", "2028-02-01"} {
		_, err := ParseMonth(wrong)
		require.ErrorContains(t, err, "want year and month", wrong)
	}
	require.Equal(t, "2999-12", MonthOf(math.MaxUint64).String())
	require.Equal(t, period{m, m}, periodOf(m.Start(), (m+1).Start()), "the end is not in it")
	require.Equal(t, 2, periodOf(m.Start(), (m+1).Start()+1).months())
}

func TestWindowsThatAreNotSpread(t *testing.T) {
	t.Parallel()
	start := MonthOf(1_800_000_000).Start()
	require.Contains(t, windowFault(start, start, start), "empty")
	require.Contains(t, windowFault(start, start, math.MaxUint64), "more than 20 years ahead")
	require.Empty(t, windowFault(start, start, (MonthOf(start)+maxMonths).Start()))
	require.Contains(t, windowFault(start, start, (MonthOf(start)+maxMonths).Start()+1), "more than 120 months")
	require.Empty(t, windowFault(start, start+maxAhead-1, start+maxAhead))
	require.NotEmpty(t, windowFault(start, start+maxAhead-1, start+maxAhead+1))
	require.NotEmpty(t, windowFault(math.MaxUint64, start, math.MaxUint64))
}

// Ten thousand random forwards: months' shares of quantity, price and delivery add up, and none is below zero.
func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 8))
	sum := func(parts []*big.Int) *big.Int {
		sum := new(big.Int)
		for _, part := range parts {
			require.GreaterOrEqual(t, part.Sign(), 0)
			sum.Add(sum, part)
		}
		return sum
	}
	for range 10_000 {
		start := 1_700_000_000 + random.Uint64N(400*day)
		end := start + 1 + random.Uint64N(900*day)
		quantity := new(big.Int).SetUint64(1 + random.Uint64N(1<<random.IntN(63)))
		price := new(big.Int).SetUint64(1 + random.Uint64N(1<<random.IntN(63)))
		came := new(big.Int).SetUint64(random.Uint64N(quantity.Uint64() + 1))
		shares := spread(quantity, start, end)
		require.Len(t, shares, periodOf(start, end).months())
		require.Zero(t, quantity.Cmp(sum(shares)))
		require.Zero(t, price.Cmp(sum(priced(price, quantity, shares))))
		parts := delivered(shares, came)
		require.Zero(t, came.Cmp(sum(parts)))
		due := new(big.Int).Mul(price, came)
		require.Zero(t, due.Div(due, quantity).Cmp(sum(priced(price, quantity, parts))), "what the escrow has paid")
		for i := 1; i < len(parts); i++ {
			require.True(t, parts[i].Sign() == 0 || parts[i-1].Cmp(shares[i-1]) == 0, "earlier months come first")
		}
	}
}
