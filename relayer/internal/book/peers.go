package book

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// The bounds of what is passed on.
const (
	pullEvery   = 5 * time.Minute
	pullFor     = 4 * time.Minute // at most, of one peer
	waiting     = 256             // offers that wait to be passed on to one peer; what is more it asks for itself
	rememberUp  = 10_000          // refused offers that are not asked for again,
	forgetAfter = 12              // rounds: an hour
)

// Share passes new offers on to others' books and takes in theirs, until ctx ends. What a peer sends is judged as if its maker had
// sent it. One that fails or lies costs the others nothing: each has a turn of its own.
func (b *Book) Share(ctx context.Context, peers []*Remote) {
	var group sync.WaitGroup
	for _, peer := range peers {
		fresh := make(chan offer.Signed, waiting)
		b.mu.Lock()
		b.heard = append(b.heard, fresh)
		b.mu.Unlock()
		group.Go(func() { b.push(ctx, peer, fresh) })
		group.Go(func() { b.pullAgain(ctx, peer) })
	}
	group.Wait()
}

func (b *Book) push(ctx context.Context, peer *Remote, fresh <-chan offer.Signed) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-fresh:
			if _, err := peer.Post(ctx, s); err != nil && ctx.Err() == nil {
				b.deps.Log.Debug().Err(err).Str("peer", peer.Address()).Msg("an offer was not passed on")
			}
		}
	}
}

func (b *Book) pullAgain(ctx context.Context, peer *Remote) {
	refused := map[common.Hash]bool{}
	for round := 0; ; round++ {
		if round%forgetAfter == 0 {
			clear(refused) // its maker may have the money by now
		}
		limited, cancel := context.WithTimeout(ctx, pullFor)
		added, err := b.Pull(limited, peer, refused)
		cancel()
		if err != nil && ctx.Err() == nil {
			b.deps.Log.Warn().Err(err).Str("peer", peer.Address()).Msg("a peer's offers could not be asked for; it is tried again later")
		}
		if added > 0 {
			b.deps.Log.Info().Int("offers", added).Str("peer", peer.Address()).Msg("took in offers of a peer")
		}
		again := time.NewTimer(pullEvery)
		select {
		case <-ctx.Done():
			again.Stop()
			return
		case <-again.C:
		}
	}
}

// Pull takes in the offers of a peer that are not known here, but for those that were refused before, which it adds to. An
// error is the first of those that a peer did not give; the others are taken in.
func (b *Book) Pull(ctx context.Context, peer *Remote, refused map[common.Hash]bool) (added int, err error) {
	hashes, err := peer.Hashes(ctx, b.opts.Most)
	if err != nil {
		return 0, err
	}
	failed, first := 0, error(nil)
	for _, hash := range hashes {
		if _, known := b.Offer(hash); known || refused[hash] {
			continue
		}
		s, err := peer.Offer(ctx, hash)
		if err != nil {
			if ctx.Err() != nil {
				return added, err
			}
			failed++
			if first == nil {
				first = err
			}
			b.deps.Log.Debug().Err(err).Msg("an offer of a peer could not be asked for")
			if failed >= mostFailures {
				return added, err
			}
			continue
		}
		text, err := json.Marshal(s)
		if err != nil {
			return added, err
		}
		_, isNew, err := b.Add(ctx, peer.Address(), text)
		switch {
		case errors.Is(err, ErrRefused):
			if len(refused) >= rememberUp {
				clear(refused)
			}
			refused[hash] = true
		case errors.Is(err, ErrFull), errors.Is(err, ErrBusy): // perhaps later
		case err != nil:
			return added, err
		case isNew:
			added++
		}
	}
	return added, first
}
