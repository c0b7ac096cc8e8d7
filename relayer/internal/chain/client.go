package chain

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/rs/zerolog"
)

// What a chain may do to a reader.
var (
	ErrWrongChain = errors.New("the endpoint serves another chain")
	ErrReorg      = errors.New("the chain was reorganised meanwhile; read again")
)

// IsDevelopment says that nothing on a chain has value: its id is that of this project's development chains, of anvil's, or
// one of those that the user calls so. There, and nowhere else, a development key is in its place.
func IsDevelopment(chainID uint64, more ...uint64) bool {
	return chainID == 1337 || chainID == 31337 || slices.Contains(more, chainID)
}

// HasBeacons says that no single party chooses the hashes of a chain's blocks, so that one can be a challenge: Ethereum, its
// test networks and Gnosis. Where a sequencer makes all blocks it would choose the challenge too. Development chains count.
func HasBeacons(chainID uint64) bool {
	switch chainID {
	case 1, 100, 560048, 11155111: // Ethereum, Gnosis, Hoodi, Sepolia
		return true
	}
	return IsDevelopment(chainID)
}

// Client speaks to one chain, through one endpoint or several.
type Client struct {
	chainID   *big.Int
	endpoints []*endpoint // the first is preferred
	agree     int
	timeout   time.Duration // of a call; 0 is none
	clock     func() time.Time
	log       zerolog.Logger

	mu      sync.Mutex // over the rest, and what endpoints say that it is over
	current *endpoint
	looked  time.Time // which endpoints are behind
	known   mark      // how far they were then
}

// Head is a block that reads are pinned to.
type Head struct {
	Number  uint64
	Hash    common.Hash
	Parent  common.Hash
	Time    uint64
	BaseFee *big.Int

	via *route
}

// route is where a block was read, and so where what is pinned to it is.
type route struct {
	client    *Client
	endpoints []*endpoint // the first is asked; the others have to say the same
}

// At is the block's time.
func (h Head) At() time.Time { return moment(h.Time) }

// New is Dial over a connection that exists, such as that of a chain in-process.
func New(ctx context.Context, eth *ethclient.Client, chainID uint64) (*Client, error) {
	return begin(ctx, []*endpoint{{name: "a connection in hand", eth: eth}}, Options{ChainID: chainID})
}

// begin asks every endpoint for its chain.
func begin(ctx context.Context, endpoints []*endpoint, how Options) (*Client, error) {
	c := &Client{
		endpoints: endpoints, agree: cmp.Or(how.Agree, min(2, len(endpoints))), timeout: how.Timeout, clock: how.Clock, log: how.Log,
	}
	if c.clock == nil {
		c.clock = time.Now
	}
	if err := c.meet(ctx, how.ChainID); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func (c *Client) meet(ctx context.Context, chainID uint64) error {
	if chainID != 0 {
		c.chainID = new(big.Int).SetUint64(chainID)
	}
	var faults []error
	ctx, cancel := c.limit(ctx)
	defer cancel()
	for _, r := range each(c.endpoints, func(e *endpoint) (*big.Int, error) {
		return patiently(ctx, e, func() (*big.Int, error) { return e.serves(ctx) })
	}) {
		fault := func(err error) error { return fmt.Errorf("connect to the chain at %s: %w", r.from.name, err) }
		if r.err != nil {
			faults = append(faults, fault(r.err))
			c.leave(r.from, r.err)
			continue
		}
		if c.chainID == nil {
			c.chainID = r.value
		}
		if r.value.Cmp(c.chainID) != 0 {
			return fault(fmt.Errorf("%w: its chain id is %s, and %s was asked for", ErrWrongChain, r.value, c.chainID))
		}
		r.from.known.Store(true)
		c.current = cmp.Or(c.current, r.from)
	}
	if c.current == nil {
		return errors.Join(faults...)
	}
	return nil
}

// limit is how long one call may take.
func (c *Client) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, c.timeout)
}

// Close ends the connections.
func (c *Client) Close() {
	for _, e := range c.endpoints {
		e.close()
	}
}

// ChainID is the chain's id.
func (c *Client) ChainID() *big.Int { return new(big.Int).Set(c.chainID) }

// Block is the canonical block of that number.
func (c *Client) Block(ctx context.Context, number uint64) (Head, error) {
	return c.block(ctx, c.here(), number)
}

// Below is the block that lies back blocks below another one, or the first one, where that other one was read.
func (c *Client) Below(ctx context.Context, at Head, back uint64) (Head, error) {
	if back == 0 {
		return at, nil
	}
	return c.block(ctx, c.route(at)[0], at.Number-min(back, at.Number))
}

func (c *Client) block(ctx context.Context, e *endpoint, number uint64) (Head, error) {
	found, err := ask(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) (Head, error) {
		return c.header(ctx, e, eth, new(big.Int).SetUint64(number))
	})
	if err != nil {
		return Head{}, fmt.Errorf("read block %d: %w", number, err)
	}
	return found, nil
}

// Balance is what an account holds of the chain's own coin.
func (c *Client) Balance(ctx context.Context, at Head, account common.Address) (*big.Int, error) {
	balance, err := read(ctx, c, at, func(a, b *big.Int) bool { return a.Cmp(b) == 0 },
		func(ctx context.Context, eth *ethclient.Client) (*big.Int, error) {
			return eth.BalanceAtHash(ctx, account, at.Hash)
		})
	if err != nil {
		return nil, fmt.Errorf("read the balance of %s: %w", account, err)
	}
	return balance, nil
}

// Nonce is how many transactions of an account are in the chain; those that wait do not count.
func (c *Client) Nonce(ctx context.Context, account common.Address) (uint64, error) {
	nonce, err := ask(ctx, c, c.here(), func(ctx context.Context, eth *ethclient.Client) (uint64, error) {
		return eth.NonceAt(ctx, account, nil)
	})
	if err != nil {
		return 0, fmt.Errorf("read the nonce of %s: %w", account, err)
	}
	return nonce, nil
}

// NonceAt is how many transactions of an account are in the chain up to a block, by the endpoint that is asked for receipts.
func (c *Client) NonceAt(ctx context.Context, at Head, account common.Address) (uint64, error) {
	nonce, err := ask(ctx, c, c.here(), func(ctx context.Context, eth *ethclient.Client) (uint64, error) {
		return eth.NonceAtHash(ctx, account, at.Hash)
	})
	if err != nil {
		return 0, fmt.Errorf("read the nonce of %s at block %d: %w", account, at.Number, err)
	}
	return nonce, nil
}

// Code is a contract's runtime code, empty where there is no contract.
func (c *Client) Code(ctx context.Context, at Head, contract common.Address) ([]byte, error) {
	code, err := read(ctx, c, at, bytes.Equal, func(ctx context.Context, eth *ethclient.Client) ([]byte, error) {
		return eth.CodeAtHash(ctx, contract, at.Hash)
	})
	if err != nil {
		return nil, fmt.Errorf("read the code of %s: %w", contract, err)
	}
	return code, nil
}

// Receipt is the receipt of a transaction in the canonical chain; ethereum.NotFound if there is none.
func (c *Client) Receipt(ctx context.Context, tx common.Hash) (*types.Receipt, error) {
	receipt, err := ask(ctx, c, c.here(), func(ctx context.Context, eth *ethclient.Client) (*types.Receipt, error) {
		return eth.TransactionReceipt(ctx, tx)
	})
	if err == nil && receipt == nil { // an endpoint that answers null has no receipt; it does not say that the transaction failed
		err = ethereum.NotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read the receipt of transaction %s: %w", tx, err)
	}
	return receipt, nil
}

// call asks a contract at a block.
func (c *Client) call(ctx context.Context, at Head, contract common.Address, data []byte) ([]byte, error) {
	return c.run(ctx, at, ethereum.CallMsg{To: &contract, Data: data})
}

// simulate asks whether a contract would take a call.
func (c *Client) simulate(ctx context.Context, at Head, from common.Address, call Call) error {
	if _, err := c.run(ctx, at, ethereum.CallMsg{From: from, To: call.To, Data: call.Data}); err != nil {
		return fmt.Errorf("%s: %w", call.What, refusal(err))
	}
	return nil
}

// run is what a call would return after a block.
func (c *Client) run(ctx context.Context, at Head, call ethereum.CallMsg) ([]byte, error) {
	return read(ctx, c, at, bytes.Equal, func(ctx context.Context, eth *ethclient.Client) ([]byte, error) {
		return eth.CallContractAtHash(ctx, call, at.Hash)
	})
}

func moment(unix uint64) time.Time {
	const latest = 1 << 40 // far beyond any window, and inside what time.Time prints
	return time.Unix(int64(min(unix, latest)), 0).UTC()
}
