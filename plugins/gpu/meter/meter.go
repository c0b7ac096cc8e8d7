package meter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

const (
	// beaconAge is how old a block has to be, in seconds, for an hour's beacon: old enough not to go away.
	beaconAge = 600
	// tolerance is how late a look may begin, in seconds, before it is one that was missed.
	tolerance = 60
)

// BeaconTime is how old, in unix seconds, the beacon of an hour is at least.
func BeaconTime(hour uint64) uint64 { return hour*gpuhours.HourSeconds - beaconAge }

// chainReader is what a meter reads of the chain.
type chainReader interface {
	// Holders hold a forward's positions now; nobody does if there is none, or it is over. It has to cost little: anybody may ask.
	Holders(ctx context.Context, id common.Hash) (Holding, error)
	// Forward is what the chain says of a forward now, which may have to be searched for.
	Forward(ctx context.Context, id common.Hash) (Forward, error)
	// Beacon is the last block that is not younger than a time, in unix seconds.
	Beacon(ctx context.Context, time uint64) (Beacon, error)
}

// Holding is who holds a forward's positions, and by which block.
type Holding struct {
	Buyer, Provider common.Address
	Block, Time     uint64
}

// held is a holding, and the hour in which it was read.
type held struct {
	Holding
	hour uint64
}

// of says whether it is an hour's own: read in it, by a block as late as that hour's beacon waits for.
func (h held) of(hour uint64) bool { return h.hour == hour && h.Time > BeaconTime(hour) }

// Deps is what a meter works with.
type Deps struct {
	Log   zerolog.Logger
	Store *Log
	Chain chainReader
	// Look asks a device, and judges what it answers. It fills in outcome and what that rests on.
	Look func(ctx context.Context, task Task) (look Look, transcript []byte)
	// Now is the time that hours are counted in, Wall the time that answers are measured in. They differ where a chain's clock is
	// moved.
	Now  func() time.Time
	Wall challenge.Clock
}

// Options is what an operator decides.
type Options struct {
	ChainID uint64
	Escrow  common.Address
	Rate    int // looks an hour on average, from 1 to MaxRate
	// Only are those whose forwards are looked at, as buyer or provider; none means everybody's.
	Only []common.Address
}

// Meter looks at devices, keeps what it saw, and signs.
type Meter struct {
	Deps
	opts Options
	self Identity

	mu      sync.Mutex // of what follows, and of writing the log
	state   *state
	instant map[int]bool         // of the running hour: those that this process saw come
	beside  map[uint64]int       // looks under way, by hour
	holders map[common.Hash]held // of forwards, as this process read them last
	asked   map[glance]bool      // of the running hour: looks that this process began
	lanes   map[lane]lock        // by device: it is looked at once at a time
	faults  []error              // of keeping looks, since they were last told
	enough  time.Duration        // that looks are waited for
	broken  error                // what was known and what is written may differ: nothing more is done
}

// New makes a meter that goes on where its log ends.
func New(ctx context.Context, deps Deps, opts Options, self Identity) (*Meter, error) {
	if opts.Rate < 1 || opts.Rate > MaxRate {
		return nil, fmt.Errorf("start a meter: a rate of %d looks an hour: choose 1 to %d", opts.Rate, MaxRate)
	}
	m := &Meter{Deps: deps, opts: opts, self: self, state: newState(), enough: enough, instant: map[int]bool{}, holders: map[common.Hash]held{}, asked: map[glance]bool{}, beside: map[uint64]int{}, lanes: map[lane]lock{}}
	if err := deps.Store.Entries(ctx, func(e Entry) error { return m.state.apply(e.Kind, e.Body) }); err != nil {
		return nil, fmt.Errorf("start a meter: %w", err)
	}
	mine := begun{opts.ChainID, opts.Escrow, self.Key.Meter(), self.Secrets.Anchor()}
	if m.state.begun == nil {
		if err := m.write(ctx, kindBegun, mine, nil, nil); err != nil {
			return nil, err
		}
	}
	if *m.state.begun != mine {
		return nil, fmt.Errorf("start a meter: the log is of meter %s, chain %d and escrow %s, and not of this meter, chain or escrow: name another file",
			m.state.begun.Meter, m.state.begun.ChainID, m.state.begun.Escrow)
	}
	return m, nil
}

// write appends an entry that the state takes. A meter whose log failed does nothing more: what it knows may not be written.
func (m *Meter) write(ctx context.Context, kind string, entry any, claims []Claim, transcript []byte) error {
	if m.broken != nil {
		return m.broken
	}
	body, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("write %s: %w", kind, err)
	}
	if len(body) > maxEntry {
		return fmt.Errorf("write %s: it would have %d bytes, at most %d are kept", kind, len(body), maxEntry)
	}
	if err := m.state.apply(kind, body); err != nil {
		return err
	}
	if err := m.Store.Append(context.WithoutCancel(ctx), kind, body, claims, transcript); err != nil {
		m.broken = fmt.Errorf("the meter stops, start it again: %w", err)
		return m.broken
	}
	return nil
}

// Broken is why the meter does nothing more; nil if it does.
func (m *Meter) Broken() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.broken
}

// Next is when there is something to do next: a look, or the end of an hour.
func (m *Meter) Next() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.state.hour == nil {
		return m.Now()
	}
	begins := m.state.hour.Hour * gpuhours.HourSeconds
	at := begins + gpuhours.HourSeconds
	seconds, err := m.seconds()
	for _, second := range seconds {
		if err == nil && !m.instant[second] {
			at = begins + uint64(second) //nolint:gosec // of an hour
			break
		}
	}
	return time.Unix(int64(at), 0) //nolint:gosec // of this era
}

// seconds are the running hour's instants.
func (m *Meter) seconds() ([]int, error) {
	secret, err := m.self.Secrets.Hour(m.state.hour.Hour)
	if err != nil {
		return nil, err
	}
	return instants(m.state.hour.Hour, m.state.hour.Beacon.Hash, secret, m.state.hour.Rate), nil
}

// Tick does what is due now: it ends hours that are over, begins the one that runs, and looks where an instant has come.
func (m *Meter) Tick(ctx context.Context) error {
	now := m.second()
	unread := m.readHolders(ctx, now/gpuhours.HourSeconds)
	err := m.turn(ctx, now)
	if err == nil {
		err = m.lookAround(ctx, now)
	}
	return errors.Join(unread, err)
}

func (m *Meter) second() uint64 {
	return uint64(m.Now().Unix()) //nolint:gosec // of this era
}

// turn ends and begins hours. Hours in which the meter was not there have no looks, and credit nothing.
func (m *Meter) turn(ctx context.Context, now uint64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	hour := now / gpuhours.HourSeconds
	if running := m.state.hour; running != nil && running.Hour < hour {
		if m.beside[running.Hour] > 0 && now < (running.Hour+1)*gpuhours.HourSeconds+tolerance {
			return nil // what is looked at is waited for a little
		}
		secret, err := m.self.Secrets.Hour(running.Hour)
		if err != nil {
			return err
		}
		if err := m.write(ctx, kindHourOver, hourOver{running.Hour, secret, m.state.due(secret)}, nil, nil); err != nil {
			return fmt.Errorf("end hour %d: %w", running.Hour, err)
		}
	}
	if m.state.hour != nil || hour < max(m.state.next, m.state.begun.Anchor.Hour) {
		return nil
	}
	beacon, err := m.Chain.Beacon(ctx, BeaconTime(hour))
	if err != nil {
		return fmt.Errorf("begin hour %d: %w", hour, err)
	}
	if err := m.write(ctx, kindHour, hourBegun{hour, beacon, m.opts.Rate}, nil, nil); err != nil {
		return fmt.Errorf("begin hour %d: %w", hour, err)
	}
	clear(m.instant)
	clear(m.asked)
	return nil
}
