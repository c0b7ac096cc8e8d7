package peer

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxRated is how many peers are kept account of at once.
const maxRated = 1024

// rates counts what each peer asks for.
type rates struct {
	limit rate.Limit
	burst int

	mu   sync.Mutex
	kept map[Name]*rate.Limiter
}

func newRates(perMinute, burst int) *rates {
	return &rates{limit: rate.Limit(perMinute) / 60, burst: burst, kept: map[Name]*rate.Limiter{}}
}

// take takes one request of a peer's, or says how long it has to wait for one.
func (r *rates) take(name Name, now time.Time) (time.Duration, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	limiter := r.kept[name]
	if limiter == nil {
		r.forget(now)
		if len(r.kept) >= maxRated {
			return time.Minute, fmt.Errorf("%d peers ask at once, and no more are kept account of", maxRated)
		}
		limiter = rate.NewLimiter(r.limit, r.burst)
		r.kept[name] = limiter
	}
	reservation := limiter.ReserveN(now, 1)
	if wait := reservation.DelayFrom(now); wait > 0 {
		reservation.CancelAt(now)
		return wait, fmt.Errorf("%s asks too often", name)
	}
	return 0, nil
}

// forget drops those who have not asked for so long that remembering them changes nothing.
func (r *rates) forget(now time.Time) {
	if len(r.kept) < maxRated {
		return
	}
	for name, limiter := range r.kept {
		if limiter.TokensAt(now) >= float64(r.burst) {
			delete(r.kept, name)
		}
	}
}
