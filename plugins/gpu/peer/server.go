package peer

import (
	"context"
	"errors"
	"io"
	stdlog "log" //nolint:depguard // http.Server wants one, and it goes to zerolog
	"math"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/net/netutil"
)

// handshake is how long a connection may take to prove a name, and a request to send its headers.
const handshake = 10 * time.Second

// HTTPServer answers peers who are allowed, within limits.
type HTTPServer struct {
	server *http.Server
	limits Limits
}

// NewHTTPServer has the handler asked by peers who are allowed. Caller tells the handler by whom.
func NewHTTPServer(key Key, allowed func(Name) bool, handler http.Handler, limits Limits, logger zerolog.Logger) *HTTPServer {
	limits = limits.withDefaults()
	var http1 http.Protocols
	http1.SetHTTP1(true)
	guard := &guard{next: handler, limits: limits, rates: newRates(limits.PerMinute, limits.Burst), now: time.Now}
	return &HTTPServer{limits: limits, server: &http.Server{
		Handler:                      guard,
		TLSConfig:                    counting(Server(key, allowed)),
		Protocols:                    &http1,
		ReadHeaderTimeout:            handshake,
		ReadTimeout:                  limits.Read,
		IdleTimeout:                  limits.Idle,
		MaxHeaderBytes:               limits.Header,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     stdlog.New(logger.With().Str("level", "debug").Logger(), "", 0),
	}}
}

// Serve answers until Stop is called. It closes the listener.
func (s *HTTPServer) Serve(from net.Listener) error {
	counted := &connections{most: s.limits.PerPeer, open: map[Name]int{}}
	err := s.server.ServeTLS(listener{netutil.LimitListener(from, s.limits.Connections), counted}, "", "")
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// Stop lets requests under way end for as long as the context allows, and ends them then.
func (s *HTTPServer) Stop(ctx context.Context) error {
	if err := s.server.Shutdown(ctx); err != nil {
		return errors.Join(err, s.server.Close())
	}
	return nil
}

type callerKey struct{}

// Caller is who asks, in the context of a request to an HTTPServer.
func Caller(ctx context.Context) (Name, bool) {
	name, known := ctx.Value(callerKey{}).(Name)
	return name, known
}

// guard stands before the handler.
type guard struct {
	next   http.Handler
	limits Limits
	rates  *rates
	now    func() time.Time
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.TLS == nil {
		http.Error(w, "this is answered over TLS alone", http.StatusForbidden)
		return
	}
	name, err := NameIn(*r.TLS)
	if err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	if wait, err := g.rates.take(name, g.now()); err != nil {
		RetryAfter(w, wait)
		http.Error(w, err.Error(), http.StatusTooManyRequests)
		return
	}
	if r.ContentLength > g.limits.Body {
		http.Error(w, "the request is larger than "+strconv.FormatInt(g.limits.Body, 10)+" bytes", http.StatusRequestEntityTooLarge)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, g.limits.Body)
	answer := &bounded{ResponseWriter: w, within: g.limits.Write, now: g.now}
	g.next.ServeHTTP(answer, r.WithContext(context.WithValue(r.Context(), callerKey{}, name)))
}

// RetryAfter tells the caller when to ask again, in whole seconds.
func RetryAfter(w http.ResponseWriter, wait time.Duration) {
	seconds := max(1, int(math.Ceil(wait.Seconds())))
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
}

// ReadBody reads a request's whole body within the server's limits, after which the handler may take its time. A body that
// cannot be read was answered, and the handler is done.
func ReadBody(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	body, err := io.ReadAll(r.Body)
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		http.Error(w, "the request is larger than "+strconv.FormatInt(large.Limit, 10)+" bytes", http.StatusRequestEntityTooLarge)
		return nil, false
	}
	if err != nil {
		http.Error(w, "the request did not come whole", http.StatusRequestTimeout)
		return nil, false
	}
	// The time for reading is over while the handler works; left as it is, it would end the handler's context.
	if err := http.NewResponseController(w).SetReadDeadline(time.Time{}); err != nil {
		http.Error(w, "the connection cannot wait", http.StatusInternalServerError)
		return nil, false
	}
	return body, true
}

// bounded gives an answer its time from its first byte on: a handler may take long, a reader may not.
type bounded struct {
	http.ResponseWriter
	within time.Duration
	now    func() time.Time
	begun  bool
}

// Unwrap is for http.ResponseController.
func (b *bounded) Unwrap() http.ResponseWriter { return b.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (b *bounded) WriteHeader(status int) {
	b.begin()
	b.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (b *bounded) Write(p []byte) (int, error) {
	b.begin()
	return b.ResponseWriter.Write(p)
}

func (b *bounded) begin() {
	if !b.begun {
		b.begun = true
		_ = http.NewResponseController(b.ResponseWriter).SetWriteDeadline(b.now().Add(b.within)) // it then has none, as before
	}
}
