package api

import (
	"context"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// The bounds of what is asked about addresses that strangers name.
const (
	maxNames    = 1000             // of each kind that are remembered: those that were asked for last
	nameTimeout = 20 * time.Second // for one, so that others' come soon
	longTimeout = 2 * time.Minute  // for one that failed before, and for no second one in a row: a ceremony may have to be followed
	nameRetry   = 5 * time.Minute  // after it could not be found out
	namePause   = 2 * time.Second  // until it is looked for new ones
)

// names are what is known of tokens and predicates. It is found out beside requests, which wait for nothing.
type names struct {
	deps       Deps
	tokens     *shelf[tokenName]
	predicates *shelf[Known]
}

type tokenName struct {
	symbol   string
	decimals int
}

func newNames(deps Deps) *names {
	return &names{
		deps: deps,
		tokens: newShelf(deps.Clock, func(ctx context.Context, token common.Address) (tokenName, error) {
			symbol, decimals, err := deps.Names.Token(ctx, token)
			return tokenName{symbol, int(decimals)}, err
		}),
		predicates: newShelf(deps.Clock, func(ctx context.Context, predicate common.Address) (Known, error) {
			return deps.Names.Predicate(ctx, predicate)
		}),
	}
}

// run finds out what is not known yet, again and again until ctx ends. Neither kind waits for the other.
func (n *names) run(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { n.follow(ctx, func() { n.tokens.look(ctx, n.deps.Index.Tokens()) }) })
	both.Go(func() { n.follow(ctx, func() { n.predicates.look(ctx, n.deps.Index.Predicates()) }) })
	both.Wait()
}

// follow looks again and again. Before the index has a block there is nothing to ask at.
func (n *names) follow(ctx context.Context, look func()) {
	ticker := time.NewTicker(namePause)
	defer ticker.Stop()
	for {
		if n.deps.Names != nil && n.deps.Index.Standing().Aim.Hash != (common.Hash{}) {
			look()
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (n *names) token(address common.Address) Token {
	out := Token{Address: addressOf(address)}
	if found, is := n.tokens.get(address); is && found.err == nil {
		out.Symbol, out.Decimals = &found.what.symbol, &found.what.decimals
	}
	return out
}

func (n *names) predicate(address common.Address) PredicateName {
	out := PredicateName{Address: addressOf(address)}
	if found, is := n.predicates.get(address); is && found.err == nil && found.what.Name != "" {
		out.Name = &found.what.Name
	}
	return out
}

// key is a predicate's key for one statement, zero where it is not known.
func (n *names) key(predicate common.Address) common.Hash {
	if found, is := n.predicates.get(predicate); is && found.err == nil {
		return found.what.Key
	}
	return common.Hash{}
}
