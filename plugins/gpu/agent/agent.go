package agent

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	answerLimit = 5 * time.Minute    // how long a probe may take for one answer
	maxSeen     = 4 * sdk.MaxDevices // devices that queues are kept for
)

// Config is what an agent needs. Zero limits take the defaults.
type Config struct {
	Key    peer.Key
	Meters []peer.Name // who may ask
	Buyer  peer.Name   // whose key inside the tenancy may leave receipts; zero: nobody's
	Probes []NamedProbe
	Peers  peer.Limits
	Turns  Turns
	Logger zerolog.Logger
	Now    func() time.Time // default: time.Now
}

// Check tells every fault of a configuration.
func (c Config) Check() error {
	var faults []error
	if c.Key.Name() == (peer.Name{}) {
		faults = append(faults, errors.New("the agent has no key"))
	}
	if len(c.Meters) == 0 {
		faults = append(faults, errors.New("no meter is named: nobody could ask"))
	}
	if slices.Contains(c.Meters, peer.Name{}) {
		faults = append(faults, errors.New("a meter's name is zero"))
	}
	if len(c.Probes) == 0 {
		faults = append(faults, errors.New("there is no probe: nothing could be answered"))
	}
	return errors.Join(faults...)
}

// Agent answers meters.
type Agent struct {
	config   Config
	server   *peer.HTTPServer
	receipts receipts

	surveying sync.Mutex // held while probes are asked what there is

	mu        sync.Mutex
	listed    time.Time
	inventory Inventory
	entries   []*entry
	queues    map[string]*queues // by device, of all that were ever seen
}

// queues are how questions about one device wait for each other.
type queues struct {
	turns  *turns
	others chan struct{} // holds one token: whoever has it may ask for telemetry or a report
}

// New makes an agent. It does not listen yet.
func New(config Config) (*Agent, error) {
	if err := config.Check(); err != nil {
		return nil, err
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	config.Turns = Turns{
		Idle:    cmp.Or(config.Turns.Idle, 15*time.Second),
		Whole:   cmp.Or(config.Turns.Whole, 2*time.Minute),
		PerHour: cmp.Or(config.Turns.PerHour, 24),
		Queue:   cmp.Or(config.Turns.Queue, 8),
	}
	a := &Agent{config: config, receipts: receipts{kept: map[string][]*Receipt{}}, queues: map[string]*queues{}}
	a.server = peer.NewHTTPServer(config.Key, a.known, a.handler(), config.Peers, config.Logger)
	return a, nil
}

// Name is who the agent is: what meters have to be told.
func (a *Agent) Name() peer.Name { return a.config.Key.Name() }

// Serve answers until Stop is called. It closes the listener.
func (a *Agent) Serve(from net.Listener) error { return a.server.Serve(from) }

// Stop lets questions under way end for as long as the context allows, and frees the devices.
func (a *Agent) Stop(ctx context.Context) error {
	err := a.server.Stop(ctx)
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, q := range a.queues {
		q.turns.stop()
	}
	return err
}

func (a *Agent) isMeter(name peer.Name) bool { return slices.Contains(a.config.Meters, name) }

func (a *Agent) isBuyer(name peer.Name) bool { return name == a.config.Buyer }

func (a *Agent) known(name peer.Name) bool { return a.isMeter(name) || a.isBuyer(name) }

// survey asks the probes what there is, unless they were asked a moment ago.
func (a *Agent) survey(ctx context.Context) Inventory {
	a.surveying.Lock()
	defer a.surveying.Unlock()
	now := a.config.Now()
	a.mu.Lock()
	last, listed := a.inventory, a.listed
	a.mu.Unlock()
	if !listed.IsZero() && now.Sub(listed) < fresh {
		return last
	}
	inventory, entries := survey(ctx, a.config.Probes)
	if ctx.Err() != nil {
		return inventory // whoever hung up is no reason to think that devices are gone
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.inventory, a.entries, a.listed = inventory, entries, now
	return inventory
}

func (a *Agent) newQueues(e *entry) *queues {
	q := &queues{others: make(chan struct{}, 1)}
	q.others <- struct{}{}
	q.turns = newTurns(a.config.Turns, func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if _, err := e.ask(ctx, challenge, nil); err != nil {
			a.config.Logger.Warn().Err(err).Str("device", e.device.ID).Msg("free a device after a challenge")
		}
	})
	return q
}

// find is a device by the id that a meter has for it. Probes are asked only where it is not known: a question within a
// challenge has a deadline.
func (a *Agent) find(ctx context.Context, id string) (*entry, *queues, error) {
	if e, q, err := a.lookup(id); e != nil || err != nil {
		return e, q, err
	}
	a.survey(ctx)
	if e, q, err := a.lookup(id); e != nil || err != nil {
		return e, q, err
	}
	return nil, nil, fmt.Errorf("there is no device %.80q here", id)
}

func (a *Agent) lookup(id string) (*entry, *queues, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	id = joined(id)
	for _, e := range a.entries {
		if joined(e.device.ID) != id {
			continue
		}
		if a.queues[id] == nil {
			if len(a.queues) >= maxSeen {
				return nil, nil, fmt.Errorf("%d different devices were asked about: the probes keep changing their names", maxSeen)
			}
			a.queues[id] = a.newQueues(e)
		}
		return e, a.queues[id], nil
	}
	return nil, nil, nil
}

// ask has a question answered when its turn has come.
func (a *Agent) ask(ctx context.Context, who peer.Name, e *entry, q *queues, check string, request []byte) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answer := func(ctx context.Context) ([]byte, error) {
		ctx, cancel := context.WithTimeoutCause(ctx, answerLimit, fmt.Errorf("the probe took longer than %s", answerLimit))
		defer cancel()
		return e.ask(ctx, check, request)
	}
	if check == challenge {
		if err := q.turns.take(ctx, who); err != nil {
			return nil, err
		}
		return q.turns.ask(ctx, who, answer)
	}
	select {
	case <-q.others:
		defer func() { q.others <- struct{}{} }()
		return answer(ctx)
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
