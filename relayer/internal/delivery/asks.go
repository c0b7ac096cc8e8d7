package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Making asks. The operator says what is to be asked for, and as long as what comes of it would be accepted one such ask stands at a
// time. All have a review: what a buyer opens by filling one is a proposed forward, and admitted as any other. Who could be after what:
//
//   - whoever fills an ask to harvest its bond gets none: nothing of ours moves before we accept, and what we do not accept goes back to
//     them, price and all. An ask without review, which stakes by its signature, is signed by nobody here, whatever the policy says;
//   - whoever fills asks to have others find none has the price of each part locked for its review, and pays for gas. A new ask is not
//     signed while a part of the last one waits to be accepted;
//   - whoever keeps a book learns what everybody is meant to, since who has an ask may take it: nothing secret is sent there. They may
//     answer slowly, wrongly or never: nothing of a look waits for them, what they answer is bounded, and is text that is shown;
//   - whoever may write to the folder of asks can keep a first one from being signed, by a file in its place, and signs none: a file
//     counts only with our signature, and only as long as the database knows of no ask;
//   - of processes that share a database, one that stood still after it signed, while another followed it, would let a second ask out: it
//     cannot keep it, since what it writes is refused from then on, and what is not kept reaches no file and no book. Whoever follows goes
//     by what was kept, whichever folders it has;
//   - the key signs nothing but asks that were admitted here, by typed data (EIP-712) whose hash no transaction has.
//
// An ask that was signed is good until it expires: what happens meanwhile is looked at when what it opened is accepted, and it is not
// renewed. It is in the database before anybody gets it, so that a relayer which is killed, or follows another, signs no second one while
// the first stands.

// Policy is an ask that the operator wants to stand.
type Policy struct {
	Name string // that its file is called by
	// Mark is of all that the operator says of it. It is a part of the salt of each ask, so that an ask tells which policy it is of.
	Mark [markSize]byte
	// Draw is the ask at a block, without a signature. It may take its time.
	Draw func(ctx context.Context, at chain.Head) (offer.Signed, error)
}

const markSize = common.HashLength / 2

// market is where asks are signed, sent and taken.
type market interface {
	// Taken is what the chain knows of an offer.
	Taken(ctx context.Context, at chain.Head, made offer.Offer) (offer.Taken, error)
	// Sign signs an ask for our account, unless another process may sign for it by now.
	Sign(ctx context.Context, s *offer.Signed) error
	// Post sends an ask to the book at an address.
	Post(ctx context.Context, address string, s offer.Signed) error
}

// longestDrawing is how long it may take to make an ask: a predicate's key may have to be followed to its ceremony.
const longestDrawing = 10 * time.Minute

// ask is where a policy stands.
type ask struct {
	Policy
	found    bool         // what was signed last is known, if anything was
	filed    bool         // its file has that
	standing offer.Signed // what was signed last, zero before
	hash     common.Hash  // of it, zero where none stands
	taken    offer.Taken  // of it, in the final block that it was asked about at
	asked    uint64       // the number of that block
	next     uint64       // when it is looked at again whether one can be signed, by the later of both clocks
	held     string       // why none was signed, when that was looked at last
	told     string
	drawing  bool   // in another goroutine
	drawn    *drawn // what came of it
	posts    []post // in the order of the books
}

type drawn struct {
	ask offer.Signed
	err error
	at  time.Time
}

// AskStatus is where one of the operator's asks stands.
type AskStatus struct {
	Name           string
	Ask            common.Hash // zero where none stands
	Expiry         uint64      // until when it does
	Left, Quantity *big.Int
	GPU            bool // which are GPU-seconds
	Token          common.Address
	Bond           *big.Int // that accepting all that is left of it would stake
	Told           string   // why none is signed, or what about the one that stands
	Books          []BookStatus
}

// BookStatus is what a book has of an ask that stands.
type BookStatus struct {
	Book   string
	Posted bool
	Told   string // why it was not taken in
}

// Asks lists them in the order of their names. It may be called at any time.
func (e *Engine) Asks() []AskStatus {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]AskStatus, 0, len(e.asks))
	for _, a := range e.asks {
		s := AskStatus{Name: a.Name, Ask: a.hash, Told: a.told}
		if a.stands() {
			s.Expiry, s.Quantity, s.Left = a.standing.Expiry, a.standing.Terms.Quantity, a.left()
			s.Token, s.Bond = a.standing.Terms.Token, a.promised()
			_, s.GPU = gpuhours.InTerms(a.standing.Params, a.standing.Terms)
			for i, book := range e.opts.Books {
				s.Books = append(s.Books, BookStatus{Book: book, Posted: a.posts[i].hash == a.hash, Told: a.posts[i].told})
			}
		}
		list = append(list, s)
	}
	return list
}

// sortedPolicies are those in the order of their names.
func sortedPolicies(policies []Policy, books int) (asks []*ask) {
	for _, p := range policies {
		asks = append(asks, &ask{Policy: p, posts: make([]post, books)})
	}
	slices.SortFunc(asks, func(a, b *ask) int { return strings.Compare(a.Name, b.Name) })
	return asks
}

func (a *ask) stands() bool { return a.hash != (common.Hash{}) }

// left is how much of the ask that stands was not taken.
func (a *ask) left() *big.Int {
	if a.taken.Filled == nil {
		return a.standing.Terms.Quantity
	}
	return a.standing.Left(a.taken)
}

// changed says that what stands is of what the policy said before.
func (a *ask) changed() bool { return a.stands() && markOf(a.standing) != a.Mark }

func markOf(s offer.Signed) (mark [markSize]byte) {
	copy(mark[:], s.Salt[common.HashLength-markSize:])
	return mark
}

// makeAsks has one ask of each policy stand where what comes of it would be accepted.
func (e *Engine) makeAsks(ctx context.Context, at at) error {
	var faults []error
	for _, a := range e.asks {
		reason, err := e.makeAsk(ctx, a, at)
		if err == nil {
			e.tellAsk(a, reason)
		}
		if err := errors.Join(err, e.fileAsk(a)); err != nil {
			faults = append(faults, fmt.Errorf("ask %s: %w", a.Name, err))
		}
	}
	e.postAsks(ctx)
	return errors.Join(faults...)
}

// makeAsk says why none is signed, or what is to be known of the one that stands.
func (e *Engine) makeAsk(ctx context.Context, a *ask, at at) (reason string, err error) {
	if !a.found {
		if reason, err := e.findAsk(a, at); reason != "" || err != nil {
			return reason, err
		}
	}
	if a.stands() {
		over, err := e.askOver(ctx, a, at)
		if err != nil {
			return "", err
		}
		if !over && a.changed() {
			return fmt.Sprintf("what it is to be was changed; the one before stands until %s, unless `tercet offer cancel %s` ends it, and the next is signed then",
				moment(a.standing.Expiry), e.askPath(a.Name)), nil
		}
		if !over {
			return "", nil
		}
		e.endAsk(a)
	}
	e.mu.Lock()
	drawing, made := a.drawing, a.drawn
	a.drawn = nil
	e.mu.Unlock()
	if reason := e.noneNow(a, at); reason != "" { // what was made meanwhile is old by then
		return reason, nil
	}
	if made != nil && e.Clock().Sub(made.at) > max(lookAgain*time.Second, 4*e.opts.Poll) {
		made = nil
	}
	switch now := e.now(at); {
	case made != nil:
		a.next = now + lookAgain
		a.held, err = e.signAsk(ctx, a, *made, at)
	case !drawing && (now >= a.next || a.next > now+lookAgain): // what our clock was ahead by was taken off
		e.drawAsk(ctx, a, at)
	}
	return a.held, err
}

// askOver says that nothing can be taken of an ask any more, which is so in the block that counts: of a smaller part than its smallest
// the rest can.
func (e *Engine) askOver(ctx context.Context, a *ask, at at) (over bool, err error) {
	if at.doubt != "" {
		return false, nil
	}
	if at.final.Time >= a.standing.Expiry {
		return true, nil
	}
	if at.final.Number != a.asked {
		taken, err := e.Market.Taken(ctx, at.final, a.standing.Offer)
		if err != nil {
			return false, err
		}
		e.mu.Lock()
		a.taken, a.asked = taken, at.final.Number
		e.mu.Unlock()
	}
	return a.taken.Cancelled || a.left().Sign() <= 0, nil
}

func (e *Engine) endAsk(a *ask) {
	e.Log.Info().Str("name", a.Name).Stringer("ask", a.hash).Stringer("left", a.left()).Bool("cancelled", a.taken.Cancelled).Msg("the ask is over")
	e.mu.Lock()
	defer e.mu.Unlock()
	a.hash, a.asked = common.Hash{}, 0
}

// drawAsk has an ask made, which comes with a later look.
func (e *Engine) drawAsk(ctx context.Context, a *ask, at at) {
	e.mu.Lock()
	a.drawing = true
	e.mu.Unlock()
	e.aside.Go(func() {
		brief, cancel := context.WithTimeout(ctx, longestDrawing)
		defer cancel()
		s, err := a.Draw(brief, at.head)
		e.mu.Lock()
		defer e.mu.Unlock()
		a.drawing = false
		if ctx.Err() == nil {
			a.drawn = &drawn{s, err, e.Clock()}
		}
	})
}

// signAsk signs what was made if it would be accepted, and keeps it.
func (e *Engine) signAsk(ctx context.Context, a *ask, made drawn, at at) (reason string, err error) {
	if made.err != nil {
		return "it cannot be made: " + short(made.err.Error()), nil //nolint:nilerr // that is the reason
	}
	s := made.ask
	copy(s.Salt[common.HashLength-markSize:], a.Mark[:])
	if reason, figures, err := e.withhold(ctx, a, s, at); reason != "" || err != nil {
		return reason + figures, err
	}
	if err := e.Market.Sign(ctx, &s); err != nil {
		return "", err
	}
	hash, err := s.Hash()
	if err != nil {
		return "", err
	}
	text, err := s.Encode()
	if err != nil {
		return "", err
	}
	if err := e.Journal.KeepAsk(a.Name, text); err != nil { // nobody has it yet
		return "", err
	}
	a.filed = false
	e.mu.Lock()
	a.standing, a.hash, a.taken, a.asked, a.next = s, hash, offer.Taken{}, 0, 0
	clear(a.posts)
	e.mu.Unlock()
	e.Log.Info().Str("name", a.Name).Stringer("ask", hash).Stringer("quantity", s.Terms.Quantity).Stringer("price", s.Terms.Price).
		Stringer("bond", s.Terms.Bond).Str("until", moment(s.Expiry)).Str("file", e.askPath(a.Name)).Msg("signed an ask")
	return "", nil
}

// tellAsk logs why an ask is not signed, once until that changes in more than its figures.
func (e *Engine) tellAsk(a *ask, reason string) {
	e.mu.Lock()
	same := withoutFigures(a.told) == withoutFigures(reason)
	a.told = sdk.Clean(reason)
	e.mu.Unlock()
	if !same && reason != "" {
		e.Log.Info().Str("name", a.Name).Str("reason", sdk.Clean(reason)).Msg("no ask is signed")
	}
}
