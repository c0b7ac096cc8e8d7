package api

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

// The bounds of what whoever asks may take.
const (
	maxBody    = 64 << 10 // bytes of a request; nobody reads that of one which is for no route
	maxClients = 10_000   // that are remembered
)

// guarded is everything that goes for each request.
func (a *API) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if fault := recover(); fault != nil && fault != http.ErrAbortHandler { //nolint:errorlint // as net/http compares it
				a.deps.Log.Error().Any("fault", fault).Str("path", r.URL.Path).Bytes("stack", debug.Stack()).Msg("a request could not be answered")
				answer(w, problem(http.StatusInternalServerError, "the request could not be answered", ""))
			}
		}()
		secure(w.Header())
		if !a.meant(r) {
			answer(w, problem(http.StatusMisdirectedRequest, "this server does not go by the name that the request has as its Host",
				"ask for 127.0.0.1 or localhost; the operator starts it with --host for other names"))
			return
		}
		if a.crossOrigin(w, r) {
			return
		}
		if a.foreign(r) {
			answer(w, problem(http.StatusForbidden, "the request is another website's", "the operator starts this server with --allow-origin for websites that may ask"))
			return
		}
		r = a.fromClient(r)
		if wait := a.limiter.wait(clientOf(r.RemoteAddr), 1); wait > 0 {
			answer(w, tooMany(wait))
			return
		}
		next.ServeHTTP(w, r)
	})
}

func tooMany(wait time.Duration) *Problem {
	p := problem(http.StatusTooManyRequests, "there were more requests from this address than it may make", "")
	p.headers = http.Header{"Retry-After": {strconv.Itoa(int(math.Ceil(wait.Seconds())))}}
	return p
}

// secure sets what browsers make sure of. What the page may do is the page's to say.
func secure(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

// crossOrigin lets scripts of other websites read where the operator named these, and answers their browsers' questions.
func (a *API) crossOrigin(w http.ResponseWriter, r *http.Request) (answered bool) {
	if len(a.opts.Origins) == 0 {
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		return false
	}
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Header().Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if origin == "" || !slices.Contains(a.opts.Origins, "*") && !slices.Contains(a.opts.Origins, origin) {
		return false
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
	w.Header().Set("Access-Control-Allow-Headers", "Content-Type, Last-Event-ID")
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// clientOf is whom a request counts for: an address, of version 6 what one customer has of them.
func clientOf(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return ""
	}
	host, _, _ = strings.Cut(host, "%")
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return ""
	}
	if ip = ip.Unmap(); ip.Is4() {
		return ip.String()
	}
	customer, _ := ip.Prefix(64)
	return customer.String()
}

// limiter gives each client so many requests a second. Those that asked last are remembered.
type limiter struct {
	rate    rate.Limit
	burst   int
	clock   func() time.Time
	clients *lru[string, *rate.Limiter]
}

func newLimiter(perSecond, burst int, clock func() time.Time) *limiter {
	return &limiter{rate: rate.Limit(perSecond), burst: max(burst, 1), clock: clock, clients: newLRU[string, *rate.Limiter](maxClients)}
}

// wait is how long a client has to wait until it may ask for something that counts as so many requests, 0 if it may now. Two first
// requests at once may count as one.
func (l *limiter) wait(client string, cost int) time.Duration {
	if l.rate <= 0 {
		return 0
	}
	bound, known := l.clients.get(client)
	if !known {
		bound = rate.NewLimiter(l.rate, l.burst)
		l.clients.put(client, bound)
	}
	now := l.clock()
	reserved := bound.ReserveN(now, min(cost, l.burst))
	wait := reserved.DelayFrom(now)
	if wait > 0 {
		reserved.CancelAt(now)
	}
	return wait
}
