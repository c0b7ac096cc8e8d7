package api

import (
	"context"
	"errors"
	"fmt"
	stdlog "log" //nolint:depguard // what http.Server wants; it writes to the logger
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/net/netutil"
)

// The bounds of connections. An answer has as long as an audit, a stream as long as who listens keeps up.
const (
	maxConnections = 1024
	maxOfClient    = maxConnections / 4
	headerTimeout  = 5 * time.Second
	readTimeout    = 15 * time.Second
	answerTimeout  = auditTimeout + 2*requestTimeout
	idleTimeout    = 2 * time.Minute
	maxHeader      = 16 << 10
	lastAnswers    = 5 * time.Second
)

// Server is an API that listens.
type Server struct {
	api      *API
	server   *http.Server
	listener net.Listener
	stopped  chan struct{}
	err      error // why it stopped by itself
}

// Serve answers at an address, HOST:PORT, until it is stopped.
func (a *API) Serve(ctx context.Context, log zerolog.Logger, address string) (*Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen for requests: %w", err)
	}
	s := &Server{
		api: a, listener: listener, stopped: make(chan struct{}),
		server: &http.Server{
			Handler: a.handler, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: answerTimeout,
			IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
			ErrorLog: stdlog.New(log.With().Str("level", "debug").Logger(), "", 0),
		},
	}
	go func() {
		defer close(s.stopped)
		if err := s.server.Serve(netutil.LimitListener(a.fair(listener), maxConnections)); !errors.Is(err, http.ErrServerClosed) {
			s.err = fmt.Errorf("answer requests: %w", err)
		}
	}()
	return s, nil
}

// Address is where it listens.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Stopped is closed once it answers no more.
func (s *Server) Stopped() <-chan struct{} { return s.stopped }

// Stop ends it: streams at once, and other answers under way have a moment. It returns why it stopped before, if it did.
func (s *Server) Stop() error {
	s.api.Close()
	ctx, cancel := context.WithTimeout(context.Background(), lastAnswers)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.server.Close()
	}
	<-s.stopped
	return errors.Join(s.err, err)
}

// fair is a listener that takes so many connections of one client at once.
type fair struct {
	net.Listener
	most   int
	exempt func(netip.Addr) bool // proxies, whose connections are many clients'

	mu       sync.Mutex
	byClient map[string]int
}

func (a *API) fair(listener net.Listener) *fair {
	return &fair{Listener: listener, most: maxOfClient, exempt: a.trusts, byClient: map[string]int{}}
}

// Accept waits for the next connection of a client that has not too many.
func (f *fair) Accept() (net.Conn, error) {
	for {
		conn, err := f.Listener.Accept()
		if err != nil {
			return nil, err
		}
		remote := conn.RemoteAddr().String()
		if address, known := addressAt(remote); known && f.exempt(address) {
			return conn, nil
		}
		client := clientOf(remote)
		if f.enter(client) {
			return &counted{Conn: conn, leave: sync.OnceFunc(func() { f.leave(client) })}, nil
		}
		_ = conn.Close() // there is nothing to say to it
	}
}

func (f *fair) enter(client string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byClient[client] >= f.most {
		return false
	}
	f.byClient[client]++
	return true
}

func (f *fair) leave(client string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byClient[client]--; f.byClient[client] == 0 {
		delete(f.byClient, client)
	}
}

// counted is a connection that counts until it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close closes it.
func (c *counted) Close() error {
	c.leave()
	return c.Conn.Close()
}
