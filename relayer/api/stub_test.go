package api_test

import (
	"context"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// countedAudits counts the audits that another auditor makes, or fails.
type countedAudits struct {
	auditor *audit.Auditor

	mu    sync.Mutex
	count map[common.Hash]int
	fault error
}

// Audit makes one.
func (c *countedAudits) Audit(ctx context.Context, at chain.Head, id common.Hash) (audit.Report, error) {
	c.mu.Lock()
	if c.count == nil {
		c.count = map[common.Hash]int{}
	}
	c.count[id]++
	fault := c.fault
	c.mu.Unlock()
	if fault != nil {
		return audit.Report{}, fault
	}
	return c.auditor.Audit(ctx, at, id)
}

func (c *countedAudits) made(id common.Hash) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.count[id]
}

func (c *countedAudits) fail(fault error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fault = fault
}

// someNames knows one token and some predicates, and reads parameters of all.
type someNames struct {
	known map[common.Address]api.Known
	asked chan struct{}
	read  int
}

// Token knows all tokens as one.
func (n *someNames) Token(context.Context, common.Address) (string, uint8, error) {
	n.asked <- struct{}{}
	return "WBTC", 8, nil
}

// Predicate knows some.
func (n *someNames) Predicate(_ context.Context, predicate common.Address) (api.Known, error) {
	n.asked <- struct{}{}
	return n.known[predicate], nil
}

// Read reads whatever it is given.
func (n *someNames) Read(_ context.Context, _ common.Hash, preimage []byte) (api.Parameters, bool, error) {
	n.read++
	return api.Parameters{JSON: []byte(`{"root":"` + string(preimage) + `"}`), Commitment: common.Hash{1}}, true, nil
}
