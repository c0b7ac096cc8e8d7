package meter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

// A Task is one look to be taken.
type Task struct {
	Forward Forward
	Params  gpuhours.Params
	Machine Registration
	Tenant  *Tenancy // nil as long as the buyer said nothing
	Device  Device
	ID      common.Hash
	Hour    uint64
	Second  int
	Seed    challenge.Seed
}

// lane is where looks at one device of a forward wait for each other.
type lane struct{ forward, device common.Hash }

type lock chan struct{}

// enough is how long looks are waited for. What takes longer, as of an agent that holds the meter up, goes on beside: nobody else
// misses an instant for it.
const enough = tolerance / 2 * time.Second

// lookAround looks at all devices, all at the same time, for each instant that has come.
func (m *Meter) lookAround(ctx context.Context, now uint64) error {
	tasks, err := m.tasks(now)
	if err != nil {
		return err
	}
	var looks sync.WaitGroup
	for _, task := range tasks {
		looks.Go(func() { m.lookAt(ctx, task, now) })
	}
	ended := make(chan struct{})
	go func() { looks.Wait(); close(ended) }()
	patient := time.NewTimer(m.enough)
	defer patient.Stop()
	select {
	case <-ended:
	case <-patient.C:
		m.Log.Warn().Msg("some devices take long: they are looked at beside")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	faults := m.faults
	m.faults = nil
	return errors.Join(faults...)
}

// lookAt takes one look when the one before it at the same device has ended, and keeps it. It ends before its hour is closed.
func (m *Meter) lookAt(ctx context.Context, task Task, now uint64) {
	closes := (task.Hour+1)*gpuhours.HourSeconds + tolerance - tolerance/6
	short, cancel := context.WithTimeoutCause(ctx, time.Duration(closes-now)*time.Second, errors.New("its hour is over")) //nolint:gosec // of an hour
	defer cancel()
	err := m.lookIn(ctx, short, task)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.beside[task.Hour]--; m.beside[task.Hour] == 0 {
		delete(m.beside, task.Hour)
	}
	if err != nil {
		m.faults = append(m.faults, err)
	}
}

func (m *Meter) lookIn(ctx, short context.Context, task Task) error {
	free := m.lane(lane{task.Forward.ID, task.ID})
	select {
	case free <- struct{}{}:
		defer func() { <-free }()
	case <-short.Done():
	}
	look, transcript := Look{Outcome: Failed, Reason: "the look before it had not ended"}, []byte(nil)
	if short.Err() == nil {
		look, transcript = m.Look(short, task)
	}
	if ctx.Err() != nil {
		return nil // the meter is being stopped, which says nothing about the device
	}
	return m.keep(ctx, task, look, transcript)
}

func (m *Meter) lane(of lane) lock {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.lanes[of] == nil {
		m.lanes[of] = make(lock, 1)
	}
	return m.lanes[of]
}

func (m *Meter) tasks(now uint64) ([]Task, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.state.hour == nil {
		return nil, nil
	}
	hour := m.state.hour.Hour
	seconds, err := m.seconds()
	if err != nil {
		return nil, err
	}
	var tasks []Task
	for _, second := range seconds {
		at := hour*gpuhours.HourSeconds + uint64(second) //nolint:gosec // of an hour
		if m.instant[second] || at > now {
			continue
		}
		if now > at+tolerance {
			m.instant[second] = true
			m.Log.Warn().Uint64("hour", hour).Int("second", second).Msg("not all that was due was looked at: it counts for nothing")
			continue
		}
		due, all := m.tasksAt(second)
		m.instant[second] = all
		tasks = append(tasks, due...)
	}
	if len(tasks) > 0 {
		m.beside[hour] += len(tasks)
	}
	return tasks, nil
}

// tasksAt are the looks of an instant that nobody began, and whether they are all: where it is not known yet who holds positions in this hour,
// there may be more.
func (m *Meter) tasksAt(second int) (tasks []Task, all bool) {
	all = true
	hour := m.state.hour
	secret, _ := m.self.Secrets.Hour(hour.Hour) // the instants come from it
	for _, id := range m.state.order {
		f := m.state.forwards[id]
		if f.machine == nil || f.over() || hour.Hour < f.From || hour.Hour >= f.To {
			continue
		}
		if !m.holders[id].of(hour.Hour) {
			all = false
			continue
		}
		for _, device := range f.machine.Devices {
			task := Task{
				Forward: f.Forward, Params: f.params, Machine: *f.machine, Tenant: f.tenant, Device: device,
				ID: device.ID(f.machine.Agent), Hour: hour.Hour, Second: second,
			}
			this := glance{id, task.ID, second}
			if m.state.seen[this] || m.asked[this] {
				continue
			}
			m.asked[this] = true
			task.Seed = seedOf(hour.Beacon.Hash, secret, task.Forward.ID, task.ID, task.Hour, second)
			tasks = append(tasks, task)
		}
	}
	return tasks, all
}

// keep writes a look down. A device that another forward has in this hour is worth nothing to this one.
func (m *Meter) keep(ctx context.Context, task Task, look Look, transcript []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	look.Forward, look.Device, look.Hour, look.Second = task.Forward.ID, task.ID, task.Hour, task.Second
	if held, sold := m.state.sold[deviceHour{task.ID, task.Hour}]; sold && held != task.Forward.ID && look.claims() {
		look = Look{
			Forward: task.Forward.ID, Device: task.ID, Hour: task.Hour, Second: task.Second,
			Outcome: Failed, Reason: fmt.Sprintf("in this hour the device is forward %s's", held),
		}
		transcript = nil
	}
	var claims []Claim
	if look.claims() {
		claims = []Claim{{task.ID, task.Forward.ID, task.Hour}}
	}
	event := m.Log.Info()
	if look.Outcome != Passed && look.Outcome != Busy {
		event = m.Log.Warn()
	}
	event.Stringer("forward", task.Forward.ID).Str("device", task.Device.Name).Uint64("hour", task.Hour).Int("second", task.Second).
		Str("outcome", string(look.Outcome)).Str("reason", cmp.Or(look.Reason, "-")).Msg("looked")
	if err := m.write(ctx, kindLook, look, claims, transcript); err != nil {
		return fmt.Errorf("keep the look at device %s of forward %s: %w", task.Device.Name, task.Forward.ID, err)
	}
	return nil
}
