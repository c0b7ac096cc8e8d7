package api

import (
	"context"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// The bounds of what is asked about addresses that strangers name.
const (
	maxNames    = 1000            // of each kind that are remembered
	nameTimeout = 2 * time.Minute // for one: a ceremony may have to be followed
	nameRetry   = 5 * time.Minute // after it could not be found out
	namePause   = 2 * time.Second // until it is looked for new ones
)

// names are what is known of tokens and predicates. It is found out beside requests, which wait for nothing.
type names struct {
	deps Deps

	mu         sync.RWMutex
	tokens     map[common.Address]*tokenName
	predicates map[common.Address]*predicateName
}

type tokenName struct {
	symbol   string
	decimals int
	tried
}

type predicateName struct {
	known Known
	tried
}

// tried is how the last try to find something out went.
type tried struct {
	err error
	at  time.Time
}

func (t *tried) due(now time.Time) bool { return t.err != nil && now.Sub(t.at) >= nameRetry }

func newNames(deps Deps) *names {
	return &names{deps: deps, tokens: map[common.Address]*tokenName{}, predicates: map[common.Address]*predicateName{}}
}

// run finds out what is not known yet, again and again until ctx ends.
func (n *names) run(ctx context.Context) {
	ticker := time.NewTicker(namePause)
	defer ticker.Stop()
	for {
		n.look(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// look finds out what is not known yet. Before the index has a block there is nothing to ask at.
func (n *names) look(ctx context.Context) {
	if n.deps.Names == nil || n.deps.Index.Standing().Aim.Hash == (common.Hash{}) {
		return
	}
	for token := range n.deps.Index.Tokens() {
		learn(ctx, n, n.tokens, token, func(ctx context.Context) *tokenName {
			symbol, decimals, err := n.deps.Names.Token(ctx, token)
			return &tokenName{symbol, int(decimals), tried{err, n.deps.Clock()}}
		})
	}
	for predicate := range n.deps.Index.Predicates() {
		learn(ctx, n, n.predicates, predicate, func(ctx context.Context) *predicateName {
			known, err := n.deps.Names.Predicate(ctx, predicate)
			return &predicateName{known, tried{err, n.deps.Clock()}}
		})
	}
}

// learn finds one thing out, unless it is known, was tried just now, or too much is known already.
func learn[T interface{ due(time.Time) bool }](ctx context.Context, n *names, into map[common.Address]T, address common.Address, find func(context.Context) T) {
	n.mu.RLock()
	had, known := into[address]
	full := len(into) >= maxNames
	n.mu.RUnlock()
	if ctx.Err() != nil || known && !had.due(n.deps.Clock()) || !known && full {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, nameTimeout)
	defer cancel()
	found := find(ctx)
	n.mu.Lock()
	defer n.mu.Unlock()
	into[address] = found
}

func (n *names) token(address common.Address) Token {
	n.mu.RLock()
	defer n.mu.RUnlock()
	out := Token{Address: addressOf(address)}
	if known := n.tokens[address]; known != nil && known.err == nil {
		out.Symbol, out.Decimals = &known.symbol, &known.decimals
	}
	return out
}

func (n *names) predicate(address common.Address) PredicateName {
	n.mu.RLock()
	defer n.mu.RUnlock()
	out := PredicateName{Address: addressOf(address)}
	if known := n.predicates[address]; known != nil && known.err == nil && known.known.Name != "" {
		out.Name = &known.known.Name
	}
	return out
}

// key is a predicate's key for one statement, zero where it is not known.
func (n *names) key(predicate common.Address) common.Hash {
	n.mu.RLock()
	defer n.mu.RUnlock()
	if known := n.predicates[predicate]; known != nil && known.err == nil {
		return known.known.Key
	}
	return common.Hash{}
}

// known is what is known of a predicate, nil if nothing is yet.
func (n *names) known(predicate common.Address) *predicateName {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.predicates[predicate]
}
