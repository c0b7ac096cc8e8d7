package meter

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ErrOrder says that an entry cannot come where it does.
var ErrOrder = errors.New("the entry cannot follow those before it")

// Forward is what the chain says of a forward.
type Forward struct {
	ID       common.Hash    `json:"id"`
	Preimage hexutil.Bytes  `json:"params"`
	From     uint64         `json:"from"` // hours of its window: from ≤ hour < to
	To       uint64         `json:"to"`
	Buyer    common.Address `json:"buyer"` // who held the positions when it was read
	Provider common.Address `json:"provider"`
}

// over says whether a forward ended before its window: nobody holds its positions any more.
func (f Forward) over() bool { return f.Provider == (common.Address{}) }

// tenancy is everything that was said of one forward.
type tenancy struct {
	Forward
	params  gpuhours.Params
	machine *Registration
	tenant  *Tenancy
	devices map[common.Hash]common.Address // all that have a place in sheets, and who registered them last
	earned  map[common.Hash]bool           // those of them that a look ever counted for: they keep their places
	serials map[common.Address]serials     // the last ones of everybody who ever held a position
	left    uint64                         // the hour in which it went over

	// Everything that was ever said: evidence is judged by what held then.
	registered []named
	tenancies  []tenure
}

// named is a registration, and who held the provider's position then.
type named struct {
	Registration
	by common.Address
}

// tenure is a tenancy, and the last hour in which it held for a moment.
type tenure struct {
	Tenancy
	until uint64
}

// serials are an account's own: who sold a position has not used up its buyer's.
type serials struct{ machine, tenant uint64 }

// A glance is one look of the running hour, by what it was at.
type glance struct {
	forward, device common.Hash
	second          int
}

type deviceHour struct {
	device common.Hash
	hour   uint64
}

// state is what a log comes to. It is made from entries alone, by the daemon as by an auditor, and apply is the only way on: an
// entry that it refuses is not written.
type state struct {
	begun    *begun
	forwards map[common.Hash]*tenancy
	order    []common.Hash   // of forwards, as they came
	hour     *hourBegun      // the one that runs
	next     uint64          // the first hour that may begin
	seen     map[glance]bool // of the running hour
	looks    map[deviceHour]map[int]Look
	sold     map[deviceHour]common.Hash // to which forward
	credits  map[deviceHour]Credit
	signed   map[statement.Word]bool // hashes of sheets
	words    map[part]int            // how many sheets of an epoch were signed
	doubts   map[doubt]string        // why hours are not whole, for people
}

func newState() *state {
	return &state{
		forwards: map[common.Hash]*tenancy{}, seen: map[glance]bool{}, looks: map[deviceHour]map[int]Look{},
		sold: map[deviceHour]common.Hash{}, credits: map[deviceHour]Credit{},
		signed: map[statement.Word]bool{}, words: map[part]int{}, doubts: map[doubt]string{},
	}
}

// apply takes one more entry. It changes nothing if it refuses.
func (s *state) apply(kind string, body []byte) error {
	if (s.begun == nil) != (kind == kindBegun) {
		return fmt.Errorf("%w: a log begins with %s, once", ErrOrder, kindBegun)
	}
	switch kind {
	case kindBegun:
		return take(body, func(b begun) error { s.begun = &b; return nil })
	case kindForward:
		return take(body, s.forward)
	case kindMachine:
		return take(body, s.machine)
	case kindTenant:
		return take(body, s.tenant)
	case kindHour:
		return take(body, s.beginHour)
	case kindLook:
		return take(body, s.look)
	case kindHourOver:
		return take(body, s.endHour)
	case kindSigned:
		return take(body, s.sign)
	}
	return fmt.Errorf("%w: there is no kind %.20q", ErrOrder, kind)
}

// take reads an entry and gives it on. What is read is what was written, in one way only.
func take[T any](body []byte, to func(T) error) error {
	var entry T
	if err := decode(body, &entry); err != nil {
		return err
	}
	again, err := json.Marshal(entry)
	if err != nil || string(again) != string(body) {
		return errors.Join(errors.New("it is not written as it would be"), err)
	}
	return to(entry)
}

func (s *state) beginHour(h hourBegun) error {
	begins := h.Hour * gpuhours.HourSeconds
	switch {
	case s.hour != nil:
		return fmt.Errorf("%w: hour %d is not over", ErrOrder, s.hour.Hour)
	case h.Hour < max(s.next, s.begun.Anchor.Hour):
		return fmt.Errorf("%w: hour %d is over, or before the meter's first", ErrOrder, h.Hour)
	case h.Rate < 1 || h.Rate > MaxRate:
		return fmt.Errorf("rate %d is not between 1 and %d", h.Rate, MaxRate)
	case h.Beacon.Time+beaconAge > begins:
		return fmt.Errorf("%w: the beacon is of second %d, later than ten minutes before hour %d", ErrOrder, h.Beacon.Time, h.Hour)
	}
	s.hour = &h
	return nil
}

// final is the first hour that may still change: those before it are over, whether the meter was there or not.
func (s *state) final() uint64 {
	if s.hour != nil {
		return s.hour.Hour
	}
	return s.next
}

func (s *state) look(l Look) error {
	f := s.forwards[l.Forward]
	at := deviceHour{l.Device, l.Hour}
	switch {
	case s.hour == nil || s.hour.Hour != l.Hour:
		return fmt.Errorf("%w: hour %d does not run", ErrOrder, l.Hour)
	case f == nil || f.devices[l.Device] == (common.Address{}):
		return fmt.Errorf("%w: forward %s has no device %s", ErrOrder, l.Forward, l.Device)
	case l.Hour < f.From || l.Hour >= f.To:
		return fmt.Errorf("%w: hour %d is not in the window of forward %s", ErrOrder, l.Hour, l.Forward)
	case l.Second < 0 || l.Second >= gpuhours.HourSeconds:
		return fmt.Errorf("second %d is none of an hour", l.Second)
	}
	held, sold := s.sold[at]
	if l.claims() && sold && held != l.Forward {
		return fmt.Errorf("device %s in hour %d: %w, %s", l.Device, l.Hour, ErrSold, held)
	}
	this := glance{l.Forward, l.Device, l.Second}
	if s.seen[this] {
		return fmt.Errorf("%w: device %s was looked at in second %d already", ErrOrder, l.Device, l.Second)
	}
	s.seen[this] = true
	s.remember(l, f.params.Disputed)
	if !l.claims() && held != l.Forward {
		return nil // it is worth nothing to this forward, and nothing to another one
	}
	s.sold[at], f.earned[l.Device] = l.Forward, true
	if s.looks[at] == nil {
		s.looks[at] = map[int]Look{}
	}
	s.looks[at][l.Second] = l
	return nil
}

// claims says whether a look may be worth something, so that the device-hour is its forward's.
func (l Look) claims() bool { return l.Outcome.counts(gpuhours.DisputedCredited) }

func (s *state) endHour(h hourOver) error {
	if s.hour == nil || s.hour.Hour != h.Hour {
		return fmt.Errorf("%w: hour %d does not run", ErrOrder, h.Hour)
	}
	if err := s.begun.Anchor.Check(h.Hour, h.Secret); err != nil {
		return err
	}
	if due := s.due(h.Secret); !slices.Equal(h.Credits, due) {
		return fmt.Errorf("hour %d: its looks come to other credits", h.Hour)
	}
	for _, c := range h.Credits {
		s.credits[deviceHour{c.Device, h.Hour}] = c
	}
	s.next, s.hour = h.Hour+1, nil
	clear(s.looks)
	clear(s.seen)
	return nil
}

// due is what the running hour's looks come to, by rising device.
func (s *state) due(secret common.Hash) []Credit {
	credits := []Credit{}
	seconds := instants(s.hour.Hour, s.hour.Beacon.Hash, secret, s.hour.Rate)
	for at, looks := range s.looks {
		forward := s.sold[at]
		counted := 0
		for _, second := range seconds {
			if look, seen := looks[second]; seen && look.Outcome.counts(s.forwards[forward].params.Disputed) {
				counted++
			}
		}
		credits = append(credits, Credit{forward, at.device, len(seconds), counted, credit(counted, len(seconds))})
	}
	slices.SortFunc(credits, func(a, b Credit) int { return a.Device.Cmp(b.Device) })
	return credits
}
