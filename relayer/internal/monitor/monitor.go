package monitor

import (
	"context"
	"math/big"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

// forwards knows where they stand.
type forwards interface {
	Status() []delivery.ForwardStatus
	// CoolDown is why nothing new is begun, if that is so.
	CoolDown() delivery.CoolDown
	offers
}

// offers knows where those of others and its own stand.
type offers interface {
	// Bids are those of the folder that bids are taken from.
	Bids() []delivery.BidStatus
	// Asks are those that the operator wants to stand.
	Asks() []delivery.AskStatus
}

// Options is what is known of a relayer from its beginning.
type Options struct {
	Version       string
	Poll          time.Duration // how often it looks at the chain
	Confirmations uint64
	MaxAttempts   int
	MaxFee        *big.Int // wei per gas
	Clock         func() time.Time
}

// Identity is what a relayer works for, once that is known.
type Identity struct {
	ChainID   uint64         `json:"chainId"`
	Escrow    common.Address `json:"escrow"`
	Account   common.Address `json:"account"`
	Recipient common.Address `json:"recipient"`
}

// Monitor hears of everything and remembers what it takes to tell how things stand. It is safe for concurrent use.
type Monitor struct {
	opts     Options
	registry *prometheus.Registry
	metrics  *metrics
	looks    chan delivery.Look // the newest, for Watch
	worker   bool               // it is a worker's, made by NewWorker

	mu         sync.Mutex
	phase      string // what the relayer is at while it follows no chain
	started    time.Time
	following  time.Time // since when it follows the chain, or will
	identity   Identity
	source     forwards
	plugins    func() []Plugin
	reaches    func(context.Context) error // whether the database of a worker answers
	look, read delivery.Look               // the last one, and the last one that could read the chain
	lookedAt   time.Time                   // when the last one ended
	readAt     time.Time                   // when the last one ended that could read the chain
	activities map[common.Hash]*activity
	unread     map[common.Hash]string // entries of the journal that cannot be read, and why
	endings    []Ending               // the last ones, oldest first
	skipped    []Skipped              // the last forwards that are not taken, oldest first
	skips      int                    // how many there were of these
	purse      chain.Purse
	purseAt    time.Time
}

// maxEndings is how many payments and ends are remembered, and maxSkipped how many forwards that are not taken.
const (
	maxEndings = 20
	maxSkipped = 100
)

// New makes the monitor of a relayer that starts now.
func New(opts Options) *Monitor {
	m := newMonitor(opts, kinds)
	m.register()
	return m
}

func newMonitor(opts Options, kinds []delivery.Kind) *Monitor {
	now := opts.Clock()
	return &Monitor{
		opts: opts, registry: prometheus.NewRegistry(), metrics: newMetrics(opts, kinds), looks: make(chan delivery.Look, 1),
		phase: "it is starting", started: now, following: now,
		activities: map[common.Hash]*activity{}, unread: map[common.Hash]string{},
	}
}

// Phase says what the relayer is at, before it follows the chain and after: it is not ready then.
func (m *Monitor) Phase(doing string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.phase = doing
}

// Follow says that the relayer follows the chain from now on, and who knows where its forwards stand.
func (m *Monitor) Follow(source forwards, identity Identity) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.phase, m.source, m.identity, m.following = "", source, identity, m.opts.Clock()
}

// Observe hears of a step of a forward.
func (m *Monitor) Observe(event delivery.Event) {
	m.metrics.count(event)
	if m.worker { // which never looks whether a forward is over, and would remember each for ever
		return
	}
	now := m.opts.Clock()
	m.mu.Lock()
	defer m.mu.Unlock()
	switch event.Kind {
	case delivery.Unread:
		m.unread[event.Forward] = event.Reason
		return
	case delivery.Skipped:
		m.skips++
		m.skipped = append(m.skipped, Skipped{Forward: event.Forward, Reason: sdk.Clean(event.Reason), At: now.UTC()})
		m.skipped = slices.Clone(m.skipped[max(0, len(m.skipped)-maxSkipped):])
		return
	case delivery.Cancelled, delivery.Displaced: // of the account's transactions, and no step of a forward
		return
	case delivery.Paid, delivery.Dropped:
		m.endings = append(m.endings, Ending{
			Forward: event.Forward, Kind: string(event.Kind), Reason: sdk.Clean(event.Reason), Tx: event.Tx, At: now.UTC(),
		})
		m.endings = slices.Clone(m.endings[max(0, len(m.endings)-maxEndings):])
	}
	m.activity(event.Forward, now).heard(event, now)
}

// Looked hears of a look at the chain.
func (m *Monitor) Looked(look delivery.Look) {
	m.metrics.looked(look)
	list := m.list()
	now := m.opts.Clock()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.look, m.lookedAt = look, now
	if look.Read {
		m.read, m.readAt = look, now
	}
	open := map[common.Hash]bool{}
	for _, s := range list {
		open[s.Forward] = true
		m.activity(s.Forward, now).stands(s, now)
	}
	for id := range m.activities {
		if !open[id] {
			delete(m.activities, id)
		}
	}
	if !look.Read {
		return
	}
	select { // only the newest counts
	case <-m.looks:
	default:
	}
	m.looks <- look // with the lock held: nobody else puts one there
}

// list asks where the forwards stand. It is not to be called with the lock held.
func (m *Monitor) list() []delivery.ForwardStatus {
	m.mu.Lock()
	source := m.source
	m.mu.Unlock()
	if source == nil {
		return nil
	}
	return source.Status()
}

// bids asks where bids stand. It is not to be called with the lock held.
func (m *Monitor) bids() []delivery.BidStatus {
	m.mu.Lock()
	source := m.source
	m.mu.Unlock()
	if source == nil {
		return nil
	}
	return source.Bids()
}

// asks asks where the operator's asks stand. It is not to be called with the lock held.
func (m *Monitor) asks() []delivery.AskStatus {
	m.mu.Lock()
	source := m.source
	m.mu.Unlock()
	if source == nil {
		return nil
	}
	return source.Asks()
}

// coolDown asks why nothing new is begun. It is not to be called with the lock held.
func (m *Monitor) coolDown() delivery.CoolDown {
	m.mu.Lock()
	source := m.source
	m.mu.Unlock()
	if source == nil {
		return delivery.CoolDown{}
	}
	return source.CoolDown()
}

func (m *Monitor) activity(id common.Hash, now time.Time) *activity {
	a := m.activities[id]
	if a == nil {
		a = &activity{first: now}
		m.activities[id] = a
	}
	return a
}
