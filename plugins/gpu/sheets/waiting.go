package sheets

import (
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
)

const (
	// again is when meters are asked again that were down or did not agree, and longest when those that have not seen all hours.
	again, longest = 5 * time.Minute, 12 * time.Hour
	// patience is how often meters are asked that are down or do not sign before hours are passed over, which then are never paid for:
	// one meter that vetoes must not make them so while another one is away. Nor may one that is away for good stop everything. Where
	// the deadline is near it is hurry.
	patience, hurry = 72, 3
	maxTried        = 1000 // steps that are remembered
	// longestWindow bounds what meters say of a forward's window, in hours: twenty years.
	longestWindow = 20 * 366 * 24
	latestHour    = 1 << 40
)

// attempted is a step that was asked for.
type attempted struct {
	forward common.Hash
	from    uint64
}

// tries counts how often a step was asked for without an end.
func (e *Executor) tries(of attempted) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.tried[of] == 0 && len(e.tried) >= maxTried {
		clear(e.tried)
	}
	e.tried[of]++
	return e.tried[of]
}

// wait is until as many meters as must sign have seen all hours, as they say. They may lie.
func (r round) wait(lags []uint64) time.Duration {
	if len(lags) < r.params.Signatures {
		return again
	}
	slices.Sort(lags)
	hours := min(lags[r.params.Signatures-1], uint64(longest/time.Hour))
	return max(again, time.Duration(hours)*time.Hour-time.Hour)
}

// patient says whether meters are waited for once more.
func (r round) patient(from uint64) bool {
	most := patience
	if !r.deadline.IsZero() && r.now().Add(longest).After(r.deadline) {
		most = hurry
	}
	return r.tries(attempted{r.forward, from}) < most
}

// couldBeMore says whether meters that are not ready might make a step worth much more: by a tenth.
func (r round) couldBeMore(ready []meter.Draft, e gpuhours.Evidence) bool {
	away := len(r.params.Meters) - len(ready)
	if away == 0 {
		return false
	}
	sum := choices(ready, r.params, e)[0].evidence.Sum()
	if away >= r.params.Signatures && sum == 0 {
		return true
	}
	without := r.params
	without.Signatures = max(1, r.params.Signatures-away)
	most := choices(ready, without, e)[0].evidence.Sum()
	return sum < most-most/10
}
