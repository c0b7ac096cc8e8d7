package delivery

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// A book that does not take an ask is asked again after firstPost, then later and later. longestPost is how long one may take to answer.
const (
	firstPost   = 15 * time.Second
	longestPost = 30 * time.Second
	postAgain   = 10 * time.Minute // at the latest
)

// post is where an ask stands with a book.
type post struct {
	hash   common.Hash // of the ask that the book took in last
	misses int
	next   time.Time
	told   string
}

// posting is an ask on its way.
type posting struct {
	ask  *ask
	hash common.Hash
	made offer.Signed
}

// postAsks sends what stands to books that have not got it, each in a goroutine of its own: one that answers slowly, or never, holds up
// itself alone.
func (e *Engine) postAsks(ctx context.Context) {
	if !e.opts.Accept { // nothing would come of it
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.Clock()
	for i := range e.opts.Books {
		var due []posting
		for _, a := range e.asks {
			p := &a.posts[i]
			if a.stands() && a.filed && !a.changed() && p.hash != a.hash && !now.Before(p.next) {
				due = append(due, posting{a, a.hash, a.standing})
			}
		}
		if e.posting[i] || len(due) == 0 {
			continue
		}
		e.posting[i] = true
		e.aside.Go(func() {
			for _, one := range due {
				e.post(ctx, i, one)
			}
			e.mu.Lock()
			defer e.mu.Unlock()
			e.posting[i] = false
		})
	}
}

// post sends an ask to a book, and remembers what came of it.
func (e *Engine) post(ctx context.Context, book int, one posting) {
	brief, cancel := context.WithTimeout(ctx, longestPost)
	defer cancel()
	address := e.opts.Books[book]
	err := e.Market.Post(brief, address, one.made)
	if ctx.Err() != nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	p := &one.ask.posts[book]
	if one.ask.hash != one.hash { // it is over
		return
	}
	if err == nil {
		*p = post{hash: one.hash}
		e.Log.Info().Str("name", one.ask.Name).Stringer("ask", one.hash).Str("book", address).Msg("posted an ask")
		return
	}
	told := short(err.Error())
	if p.told != told {
		e.Log.Warn().Str("name", one.ask.Name).Stringer("ask", one.hash).Str("book", address).Str("reason", told).
			Msg("the book did not take the ask; it is sent again later")
	}
	p.told, p.next = told, e.Clock().Add(min(firstPost<<p.misses, postAgain))
	p.misses = min(p.misses+1, 16)
}
