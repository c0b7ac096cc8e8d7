package peer

import (
	"crypto/tls"
	"fmt"
	"net"
	"sync"
)

// connections counts those of each peer, so that one who is allowed in cannot keep the others out.
type connections struct {
	most int

	mu   sync.Mutex
	open map[Name]int
}

// listener hands out connections that tell when they are closed.
type listener struct {
	net.Listener
	counted *connections
}

func (l listener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &connection{Conn: conn, counted: l.counted}, nil
}

// connection is counted for a peer from its handshake to its end.
type connection struct {
	net.Conn
	counted *connections

	mu     sync.Mutex
	closed bool
	peer   *Name
}

// Close implements net.Conn.
func (c *connection) Close() error {
	c.mu.Lock()
	if c.peer != nil && !c.closed {
		c.counted.leave(*c.peer)
	}
	c.closed = true
	c.mu.Unlock()
	return c.Conn.Close()
}

// belongsTo counts the connection for the peer that proved its name on it.
func (c *connection) belongsTo(name Name) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return net.ErrClosed
	}
	if err := c.counted.enter(name); err != nil {
		return err
	}
	c.peer = &name
	return nil
}

func (c *connections) enter(name Name) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[name] >= c.most {
		return fmt.Errorf("%s has %d connections already", name, c.most)
	}
	c.open[name]++
	return nil
}

func (c *connections) leave(name Name) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[name]--; c.open[name] <= 0 {
		delete(c.open, name)
	}
}

// counting is the configuration with each connection counted at the end of its handshake.
func counting(config *tls.Config) *tls.Config {
	outer := config.Clone()
	outer.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		conn, ours := hello.Conn.(*connection)
		if !ours {
			return nil, fmt.Errorf("a connection is %T, and is not counted", hello.Conn)
		}
		inner := config.Clone()
		inner.VerifyConnection = func(state tls.ConnectionState) error {
			if err := config.VerifyConnection(state); err != nil {
				return err
			}
			name, err := NameIn(state)
			if err != nil {
				return err
			}
			return conn.belongsTo(name)
		}
		return inner, nil
	}
	return outer
}
