package delivery

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// A forward that its predicate's plugin fails over is asked about again after firstGrief, then later and later. After mostGriefs
// it is not taken, unless something may be at stake in it. Meanwhile no other that was not begun is asked about for strangersPause: that
// many faults do not put a plugin in quarantine, so that what was begun always comes to it. That includes what was accepted for us, but
// not by this process: anybody may accept his own forward for us.
const (
	firstGrief     = time.Minute
	longestGrief   = time.Hour
	mostGriefs     = 3
	strangersPause = 3 * time.Minute
)

// longestAsking is how long plugins may be asked about parameters in one tick before the next forward has to wait for another:
// settlements wait for the end of a tick. As long again they may be asked about what somebody accepted for us, and without a bound about
// what this process accepted.
const longestAsking = 10 * time.Second

// griefs remembers which forwards plugins failed over: anybody opens forwards, and with any parameters.
type griefs struct {
	mu        sync.Mutex
	of        map[common.Hash]grief
	stakes    map[common.Hash]bool // forwards that were accepted for us
	strangers time.Time            // until then nothing is asked for any other that was not begun
	trouble   time.Time            // when one had to wait for another last
	asked     [2]time.Duration     // for how long, in this tick: about those of strangers, and about what was accepted for us
}

// tick begins another.
func (g *griefs) tick() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = [2]time.Duration{}
}

type grief struct {
	times int
	until time.Time
	last  string
}

// stake says that something is lost if a forward is not delivered. It was not known before if it is new.
func (g *griefs) stake(forward common.Hash) (isNew bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stakes == nil {
		g.stakes = map[common.Hash]bool{}
	}
	isNew = !g.stakes[forward]
	g.stakes[forward] = true
	return isNew
}

// forget is for forwards that are over.
func (g *griefs) forget(forward common.Hash) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.of, forward)
	delete(g.stakes, forward)
}

// asked is what was spent of a tick on forwards like this one.
func (w wary) asked() *time.Duration {
	if w.griefs.stakes[w.forward] {
		return &w.griefs.asked[1]
	}
	return &w.griefs.asked[0]
}

func (w wary) late() bool {
	w.griefs.mu.Lock()
	defer w.griefs.mu.Unlock()
	late := !w.accepted && *w.asked() >= longestAsking
	if late {
		w.griefs.trouble = w.now()
	}
	return late
}

func (w wary) took(d time.Duration) {
	w.griefs.mu.Lock()
	defer w.griefs.mu.Unlock()
	*w.asked() += d
}

// turn says when a forward that was not begun is looked at, among others such: those that were accepted for us first, then those that
// plugins did not fail over and, for a while after trouble, what was opened first. Else whoever goes on opening forwards whose windows
// end soon would always be asked about.
func (g *griefs) turn(f *chain.Forward, now time.Time) (staked bool, times int, opened uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.trouble.IsZero() && now.Sub(g.trouble) < longestGrief {
		opened = f.Opened.Block
	}
	return g.stakes[f.ID], g.of[f.ID].times, opened
}

// wary asks a predicate's plugin about the parameters of one forward.
type wary struct {
	parameters
	griefs   *griefs
	forward  common.Hash
	begun    bool
	accepted bool // by this relayer
	now      func() time.Time
}

func (e *Engine) wary(f *chain.Forward, plugin parameters) wary {
	d := e.entry(f.ID)
	griefs := &e.griefs
	if d == nil && e.filling(f.ID) != nil { // a bid costs nothing, so that trouble over one pauses bids alone
		griefs = &e.bidGriefs
	}
	return wary{plugin, griefs, f.ID, d != nil, d != nil && len(d.Accept) > 0, e.Clock}
}

// OpenParams implements parameters.
func (w wary) OpenParams(ctx context.Context, preimage []byte) (sdk.Params, error) {
	if err := w.early(); err != nil {
		return sdk.Params{}, err
	}
	return w.ask(ctx, func() (sdk.Params, error) { return w.parameters.OpenParams(ctx, preimage) })
}

// CommitParams implements parameters.
func (w wary) CommitParams(ctx context.Context, json []byte) (sdk.Params, error) {
	return w.ask(ctx, func() (sdk.Params, error) { return w.parameters.CommitParams(ctx, json) })
}

func (w wary) ask(ctx context.Context, f func() (sdk.Params, error)) (sdk.Params, error) {
	if err := w.refuse(); err != nil {
		return sdk.Params{}, err
	}
	began := w.now()
	params, err := f()
	w.took(w.now().Sub(began))
	_, early := sdk.AskAgain(err)
	if err == nil || early || ctx.Err() != nil || errors.Is(err, sdk.ErrUnjudgeable) || errors.Is(err, sdk.ErrRefused) {
		return params, err
	}
	return sdk.Params{}, w.blame(err)
}

// early says why the plugin is not asked now about a forward of which it has read nothing yet in this tick.
func (w wary) early() error {
	if w.late() {
		return sdk.NotYet(time.Second, errors.New("the plugin takes its time over those of others"))
	}
	err := w.refuse()
	if _, early := sdk.AskAgain(err); early {
		return err
	}
	return nil
}

// refuse says why the plugin is not asked now, or not any more.
func (w wary) refuse() error {
	w.griefs.mu.Lock()
	defer w.griefs.mu.Unlock()
	g, stranger := w.griefs.of[w.forward], !w.begun && !w.griefs.stakes[w.forward]
	if stranger && g.times >= mostGriefs {
		return sdk.Unjudgeable(fmt.Errorf("the plugin failed %d times over them, the last time: %s", g.times, g.last))
	}
	if wait := g.until.Sub(w.now()); wait > 0 {
		return sdk.NotYet(wait, fmt.Errorf("the plugin failed %d times over them, the last time: %s", g.times, g.last))
	}
	if wait := w.griefs.strangers.Sub(w.now()); !w.begun && wait > 0 {
		return sdk.NotYet(wait, errors.New("a plugin failed over those of another forward, and nothing was begun for this one"))
	}
	return nil
}

func (w wary) blame(cause error) error {
	w.griefs.mu.Lock()
	defer w.griefs.mu.Unlock()
	g, now := w.griefs.of[w.forward], w.now()
	pause := min(firstGrief<<min(g.times, 16), longestGrief)
	if w.griefs.of == nil {
		w.griefs.of = map[common.Hash]grief{}
	}
	w.griefs.of[w.forward] = grief{g.times + 1, now.Add(pause), cause.Error()}
	if !w.begun {
		w.griefs.strangers, w.griefs.trouble = now.Add(strangersPause), now
	}
	return cause
}

// waits is what becomes of a forward that could not be admitted: to wait for a time that is known is no trouble of the tick's. What is
// not begun rests until then: anybody may open many.
func (e *Engine) waits(f *chain.Forward, err error, at at) error {
	after, early := sdk.AskAgain(err)
	if !early {
		return err
	}
	e.tellFigures(f, "its predicate cannot be asked about it now", fmt.Sprintf(": %v; it is asked again in %s", err, after))
	if e.entry(f.ID) == nil {
		e.rest(f, at.head.Time+uint64(after/time.Second)+1, 0) //nolint:gosec // never negative
	}
	return nil
}
