package delivery

import (
	"context"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

func (c *fakeChain) Replace(_ context.Context, old journal.Transaction, most *big.Int) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	cost := raised(old.Cost)
	if most != nil && cost.Cmp(most) > 0 {
		return journal.Transaction{}, chain.ErrTooDear
	}
	tx := c.signUnder(old.Nonce, cost, c.acts[old.Hash])
	c.pays[tx.Hash] = c.pays[old.Hash]
	if settled, together := c.settledIn[old.Hash]; together {
		c.settledIn[tx.Hash] = settled
	}
	return tx, nil
}

// Cancel looks whether what is given up could still have paid for something.
func (c *fakeChain) Cancel(_ context.Context, old journal.Transaction) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.pays[old.Hash] {
		_, cursor := c.progress(d.Forward.ID, c.block())
		_, over := c.ended[d.Forward.ID]
		if !over && c.times[c.block()] < d.Forward.Terms.SettleBy && d.Step.From >= cursor {
			c.wronged++
		}
	}
	c.cancels++
	return c.signUnder(old.Nonce, raised(old.Cost), func(uint64) bool { return true }), nil
}

// SignNothing costs what the chain takes.
func (c *fakeChain) SignNothing(_ context.Context, nonce uint64) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nothings++
	return c.signUnder(nonce, big.NewInt(c.price), func(uint64) bool { return true }), nil
}

// raised is an eighth more, and at least 1.
func raised(cost *big.Int) *big.Int {
	more := new(big.Int).Rsh(cost, 3)
	return more.Add(more, cost).Add(more, big.NewInt(1))
}

func (c *fakeChain) Nonces(context.Context) (mined, next uint64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.nonce, c.next(), nil
}

func (c *fakeChain) Mined(_ context.Context, at chain.Head) (uint64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return min(c.nonce, c.nonceAt[at.Number]), nil
}

func (c *fakeChain) Ours(journal.Transaction) (bool, error) { return true, nil }

// congested is a chain where not all that is sent gets into the next block.
type congested struct {
	*fakeChain
	b      *bench
	losing bool // announcements signed now get lost on their way
	lost   map[common.Hash]bool
	least  int                 // how often its fees have to be raised until a transaction is mined
	raised map[common.Hash]int // how often they were
	poor   bool                // the account cannot pay
	scanty bool                // nor for a group
	away   bool                // who signs does not answer
	asked  int                 // how often they did not
}

// congest has a bench's relayer work on such a chain.
func congest(b *bench) *congested {
	c := &congested{fakeChain: b.chain, b: b, lost: map[common.Hash]bool{}, raised: map[common.Hash]int{}}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet, d.Network = c, c }
	return c
}

func (c *congested) SignAnnounce(ctx context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error) {
	if err := c.present(); err != nil {
		return journal.Transaction{}, err
	}
	tx, err := c.fakeChain.SignAnnounce(ctx, forward, h, most)
	c.lost[tx.Hash] = c.losing
	return tx, err
}

func (c *congested) SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	if c.poor {
		return journal.Transaction{}, chain.ErrCannotPay
	}
	if err := c.present(); err != nil {
		return journal.Transaction{}, err
	}
	return c.fakeChain.SignSettle(ctx, d, most)
}

func (c *congested) SignGroup(ctx context.Context, call []byte, most *big.Int) (journal.Transaction, error) {
	if c.poor || c.scanty {
		return journal.Transaction{}, chain.ErrCannotPay
	}
	if err := c.present(); err != nil {
		return journal.Transaction{}, err
	}
	return c.fakeChain.SignGroup(ctx, call, most)
}

func (c *congested) present() error {
	if c.away {
		c.asked++
		return chain.ErrSignerAway
	}
	return nil
}

func (c *congested) Replace(ctx context.Context, old journal.Transaction, most *big.Int) (journal.Transaction, error) {
	if err := c.present(); err != nil {
		return journal.Transaction{}, err
	}
	tx, err := c.fakeChain.Replace(ctx, old, most)
	if err != nil {
		return tx, err
	}
	c.raised[tx.Hash] = c.raised[old.Hash] + 1
	c.lost[tx.Hash] = c.lost[old.Hash]
	return tx, err
}

func (c *congested) Cancel(ctx context.Context, old journal.Transaction) (journal.Transaction, error) {
	if err := c.present(); err != nil {
		return journal.Transaction{}, err
	}
	tx, err := c.fakeChain.Cancel(ctx, old)
	c.raised[tx.Hash] = c.raised[old.Hash] + 1
	return tx, err
}

func (c *congested) Send(ctx context.Context, tx journal.Transaction) error {
	c.requireKept(tx)
	switch {
	case c.lost[tx.Hash] && c.losing:
		return nil
	case c.raised[tx.Hash] < c.least:
		c.held = append(c.held, tx)
		return nil
	}
	return c.fakeChain.Send(ctx, tx)
}

func (c *congested) requireKept(tx journal.Transaction) {
	kept := false
	whole, _, err := c.b.journal.List()
	require.NoError(c.b.t, err)
	for _, d := range whole {
		for _, p := range everything {
			kept = kept || slices.ContainsFunc(*p.list(d), func(one journal.Transaction) bool { return one.Hash == tx.Hash })
		}
	}
	require.True(c.b.t, kept, "sent before it was kept")
}

// count is how often a reason that begins so was told.
func (b *bench) count(reason string) int {
	n := 0
	for _, told := range b.told() {
		if len(told) >= len(reason) && told[:len(reason)] == reason {
			n++
		}
	}
	return n
}
