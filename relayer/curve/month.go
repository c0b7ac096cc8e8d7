package curve

import (
	"fmt"
	"math/big"
	"time"
)

// Month is a calendar month in UTC: 12·year + month − 1.
type Month int

// maxMonths is the longest window that is spread over months; nobody has to loop over a longer one.
const maxMonths = 120

// maxAhead is how far ahead a window may end, in seconds: 20 years. Nobody has to draw later months.
const maxAhead = 7305 * day

// latest is the last second whose month is told: the end of the year 2999.
const latest = 32_503_679_999

// MonthOf is the month of a time in unix seconds.
func MonthOf(unix uint64) Month {
	t := time.Unix(int64(min(unix, latest)), 0).UTC()
	return Month(12*t.Year() + int(t.Month()) - 1)
}

// ParseMonth reads "2027-03".
func ParseMonth(text string) (Month, error) {
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return 0, fmt.Errorf("%q is no month: want year and month, as in 2027-03", text)
	}
	return Month(12*t.Year() + int(t.Month()) - 1), nil
}

// Start is the month's first second, in unix seconds; that of the next month is its end.
func (m Month) Start() uint64 {
	return uint64(max(0, time.Date(int(m)/12, time.Month(int(m)%12+1), 1, 0, 0, 0, 0, time.UTC).Unix()))
}

// Seconds is how long the month is.
func (m Month) Seconds() uint64 { return (m + 1).Start() - m.Start() }

// String is the month as ParseMonth reads it.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1) }

// MarshalText is for JSON.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Month) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMonth(string(text))
	return err
}

// period is the months that a window has a second of. Forwards of one period are quotes of one contract.
type period struct{ first, last Month }

func periodOf(start, end uint64) period { return period{MonthOf(start), MonthOf(end - 1)} }

func (p period) months() int { return int(p.last-p.first) + 1 }

func (p period) seconds() uint64 { return (p.last + 1).Start() - p.first.Start() }

func (p period) String() string {
	if p.first == p.last {
		return p.first.String()
	}
	return p.first.String() + " to " + p.last.String()
}

// windowFault is why a window cannot be spread over months; empty if it can.
func windowFault(now, start, end uint64) string {
	switch {
	case start >= end:
		return "its window is empty"
	case end > min(now, latest)+maxAhead:
		return "its window ends more than 20 years ahead"
	case periodOf(start, end).months() > maxMonths:
		return fmt.Sprintf("its window has more than %d months", maxMonths)
	}
	return ""
}

// spread gives each month of a window its share of a quantity, in proportion to time, in whole units: up to the end of each
// month the part that is due is rounded down, so that the shares add up.
func spread(quantity *big.Int, start, end uint64) []*big.Int {
	p := periodOf(start, end)
	shares := make([]*big.Int, p.months())
	given, length := new(big.Int), new(big.Int).SetUint64(end-start)
	for i := range shares {
		due := new(big.Int).SetUint64(min((p.first+Month(i)+1).Start(), end) - start)
		due.Div(due.Mul(due, quantity), length)
		shares[i] = new(big.Int).Sub(due, given)
		given = due
	}
	return shares
}

// priced is what each of several parts, one after another, costs of a price: as the escrow pays, up to each part rounded down.
func priced(price, quantity *big.Int, parts []*big.Int) []*big.Int {
	costs := make([]*big.Int, len(parts))
	taken, spent := new(big.Int), new(big.Int)
	for i, part := range parts {
		taken.Add(taken, part)
		due := new(big.Int).Mul(price, taken)
		due.Div(due, quantity)
		costs[i] = new(big.Int).Sub(due, spent)
		spent = due
	}
	return costs
}

// delivered is how much of each part is there once so much came: deliveries go through a window from its beginning.
func delivered(parts []*big.Int, amount *big.Int) []*big.Int {
	rest := new(big.Int).Set(amount)
	came := make([]*big.Int, len(parts))
	for i, part := range parts {
		came[i] = new(big.Int).Set(part)
		if rest.Cmp(part) < 0 {
			came[i].Set(rest)
		}
		rest.Sub(rest, came[i])
	}
	return came
}
