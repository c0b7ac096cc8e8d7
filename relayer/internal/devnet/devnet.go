package devnet

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/node"
	"github.com/rs/zerolog"
)

// ChainID is the chain id of a devnet that is not told otherwise.
const ChainID = 1337

// Config says how the chain is served and how it makes blocks.
type Config struct {
	// ID is the chain id; 0 is ChainID. With another one the chain is to clients as any other: they refuse development keys.
	ID uint64
	// HTTP serves JSON-RPC on 127.0.0.1. Without it the chain is reached through Client alone.
	HTTP bool
	// Port is the port of JSON-RPC; 0 takes any free one.
	Port int
	// BlockTime makes a block every so often, beside the ones made for transactions. 0 makes none.
	BlockTime time.Duration
	// Manual makes no block for a pending transaction: only Mine, AdvanceTime and BlockTime do.
	Manual bool
	// Now is the clock that blocks are stamped from; nil is time.Now.
	Now func() time.Time
	// Log receives what goes wrong while blocks are made.
	Log zerolog.Logger
}

// Devnet is a running chain.
type Devnet struct {
	config Config
	node   *node.Node
	eth    *eth.Ethereum
	client *ethclient.Client

	mu     sync.Mutex    // held while a block is made
	offset time.Duration // how far the chain's clock is ahead of config.Now

	stop    chan struct{}
	stopped sync.WaitGroup
	once    sync.Once
	closing error
}

// Start brings the chain up; the caller stops it with Stop.
func Start(config Config) (*Devnet, error) {
	if config.Now == nil {
		config.Now = time.Now
	}
	config.ID = cmp.Or(config.ID, ChainID)
	d := &Devnet{config: config, stop: make(chan struct{})}
	if err := d.startNode(); err != nil {
		return nil, fmt.Errorf("start development chain: %w", err)
	}
	if !config.Manual {
		d.mineOnTransactions()
	}
	if config.BlockTime > 0 {
		d.mineOnTime(config.BlockTime)
	}
	return d, nil
}

// Stop ends the chain; everything on it is forgotten. Calling it again does nothing.
func (d *Devnet) Stop() error {
	d.once.Do(func() {
		close(d.stop)
		d.stopped.Wait()
		d.client.Close()
		d.closing = d.node.Close()
	})
	return d.closing
}

// Client speaks to the chain without a socket.
func (d *Devnet) Client() *ethclient.Client { return d.client }

// URL is where JSON-RPC is served; empty without Config.HTTP.
func (d *Devnet) URL() string {
	if !d.config.HTTP {
		return ""
	}
	return d.node.HTTPEndpoint()
}

// Now is the time on the chain: its clock's, or the last block's where blocks came faster than seconds.
func (d *Devnet) Now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at(d.config.Now())
}

// AdvanceTime moves the chain's clock ahead of Now and makes a block there.
func (d *Devnet) AdvanceTime(ctx context.Context, by time.Duration) error {
	if err := d.moveClock(by); err != nil {
		return err
	}
	return d.Mine(ctx)
}

// Mine makes one block of what is pending, empty if nothing is.
func (d *Devnet) Mine(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.seal(ctx)
}

// maxAhead is how far ahead of config.Now the chain's clock goes.
const maxAhead = 100 * 365 * 24 * time.Hour

// at is the time on the chain when it is now outside. The caller holds mu.
func (d *Devnet) at(now time.Time) time.Time {
	last := time.Unix(int64(d.eth.BlockChain().CurrentBlock().Time), 0) //nolint:gosec // at most a hundred years ahead
	if clock := now.Add(d.offset); clock.After(last) {
		return clock
	}
	return last
}

func (d *Devnet) moveClock(by time.Duration) error {
	if by < 0 {
		return fmt.Errorf("move the chain's clock by %s: it moves only ahead", by)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if by > maxAhead-d.offset {
		return fmt.Errorf("move the chain's clock by %s: it would be more than a hundred years ahead", by)
	}
	now := d.config.Now()
	d.offset = d.at(now).Add(by).Sub(now)
	return nil
}
