package monitor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	stdlog "log" //nolint:depguard // what http.Server wants; it writes to the logger
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/rs/zerolog"
	"golang.org/x/net/netutil"
)

// ErrExposed says that profiles would be told to whoever asks.
var ErrExposed = errors.New("profiles are for this machine alone")

// Bounds of what whoever asks may take.
const (
	maxConnections = 32
	maxScrapes     = 4
	headerTimeout  = 5 * time.Second
	readTimeout    = 10 * time.Second
	idleTimeout    = time.Minute
	answerTimeout  = 2 * time.Minute // a profile takes half a minute unless told otherwise
	scrapeTimeout  = 10 * time.Second
	lastAnswers    = 2 * time.Second
	maxHeader      = 16 << 10
)

// Server answers over HTTP.
type Server struct {
	server   *http.Server
	listener net.Listener
	done     chan struct{}
}

// Serve answers what a monitor knows at an address until it is stopped: /metrics, /healthz, /readyz, /status unless it is a worker's and,
// with profiles, /debug/pprof. Whoever reaches the address may ask: ErrExposed says that profiles do not go with one that others reach.
func Serve(ctx context.Context, log zerolog.Logger, m *Monitor, address string, profiles bool) (*Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for who monitors: %w", err)
	}
	local := isLocal(listener.Addr().String())
	if profiles && !local {
		return nil, errors.Join(fmt.Errorf("listen for who monitors at %s: %w; choose an address such as 127.0.0.1:9464", address, ErrExposed), listener.Close())
	}
	if !local {
		log.Warn().Stringer("address", listener.Addr()).
			Msg("others than this machine may reach the monitor: whoever does learns what is delivered, and what the account has")
	}
	s := &Server{
		server: &http.Server{
			Handler: m.handler(profiles), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: answerTimeout,
			IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
			ErrorLog: stdlog.New(log.With().Str("level", "debug").Logger(), "", 0),
		},
		listener: listener, done: make(chan struct{}),
	}
	log.Info().Stringer("address", listener.Addr()).Bool("profiles", profiles).Msg("the monitor listens")
	go func() {
		defer close(s.done)
		if err := s.server.Serve(netutil.LimitListener(listener, maxConnections)); !errors.Is(err, http.ErrServerClosed) {
			log.Warn().Err(err).Msg("the monitor answers no more; deliveries go on") // they are worth more than it is
		}
	}()
	return s, nil
}

// Address is where it listens.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Stop ends it. Answers under way have a moment.
func (s *Server) Stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), lastAnswers)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) { // a profile, that nobody waits for
		err = s.server.Close()
	}
	<-s.done
	return err
}

func (m *Monitor) handler(profiles bool) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.InstrumentMetricHandler(m.registry, promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		MaxRequestsInFlight: maxScrapes, Timeout: scrapeTimeout,
	})))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { verdict(w, m.Alive()) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { verdict(w, m.Ready()) })
	if !m.worker { // which knows of no forward where it stands
		mux.HandleFunc("GET "+statusPath, m.tellStatus)
	}
	if profiles {
		// The command line, which pprof would tell too, may hold settings of executors.
		for path, handler := range map[string]http.HandlerFunc{"": pprof.Index, "profile": pprof.Profile, "trace": pprof.Trace} {
			mux.Handle("GET /debug/pprof/"+path, here(handler))
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		mux.ServeHTTP(w, r)
	})
}

func (m *Monitor) tellStatus(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(m.Snapshot()) // whoever asked is gone, then
}

func verdict(w http.ResponseWriter, trouble error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if trouble != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = io.WriteString(w, trouble.Error()+"\n")
		return
	}
	_, _ = io.WriteString(w, "ok\n")
}

// here refuses what was asked for under another name than this machine's: a web page may have its own name lead here.
func here(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLocal(r.Host) {
			http.Error(w, "ask for it at 127.0.0.1", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isLocal says that only this machine reaches an address, HOST:PORT.
func isLocal(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
