package cmd

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// parseMoment reads a time: RFC 3339 (2027-05-22T12:00:00Z), a day (2027-05-22, its beginning in UTC), or how long after
// now (+36h, +182d, +1d12h). now is the chain's, since the chain's clock decides.
func parseMoment(text string, now time.Time) (time.Time, error) {
	ahead, relative := strings.CutPrefix(text, "+")
	if !relative {
		for _, layout := range []string{time.RFC3339, time.DateOnly} {
			if moment, err := time.Parse(layout, text); err == nil {
				return moment, nil
			}
		}
		return time.Time{}, fmt.Errorf("time %q: want 2027-05-22T12:00:00Z, 2027-05-22, or how long from now, such as +36h or +182d", text)
	}
	wait, err := parseAhead(ahead)
	if err != nil {
		return time.Time{}, fmt.Errorf("time %q: %w", text, err)
	}
	return now.Add(wait), nil
}

// parseAhead is time.ParseDuration that knows days, written first.
func parseAhead(text string) (time.Duration, error) {
	const day, most = 24 * time.Hour, 36500
	var days time.Duration
	if number, rest, found := strings.Cut(text, "d"); found {
		count, err := strconv.ParseUint(number, 10, 16)
		if err != nil || count > most {
			return 0, fmt.Errorf("want a number of days up to %d before the d", most)
		}
		if days = time.Duration(count) * day; rest == "" {
			return days, nil
		}
		text = rest
	}
	rest, err := time.ParseDuration(text)
	if err != nil || rest < 0 || rest > most*day {
		return 0, fmt.Errorf("want hours, minutes and seconds such as 36h or 1h30m, after the days if there are any")
	}
	return days + rest, nil
}

// tell is a block's or window's time for people: in UTC, and where they are if that is elsewhere.
func tell(unix uint64) string { return tellIn(unix, time.Local) }

func tellIn(unix uint64, here *time.Location) string {
	moment := chain.Head{Time: unix}.At()
	text := moment.Format("2006-01-02 15:04:05 UTC")
	local := moment.In(here)
	if _, ahead := local.Zone(); ahead == 0 {
		return text
	}
	return text + local.Format(" (2006-01-02 15:04 MST)")
}

// instant is a time of the chain as --json prints it: RFC 3339 in UTC, or its unix seconds where that has no such year.
type instant uint64

// lastInstant is the end of the year 9999.
const lastInstant = 253402300799

// MarshalText implements encoding.TextMarshaler.
func (i instant) MarshalText() ([]byte, error) {
	if i > lastInstant {
		return strconv.AppendUint(nil, uint64(i), 10), nil
	}
	return time.Unix(int64(i), 0).UTC().AppendFormat(nil, time.RFC3339), nil
}
