package meter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

// Chain tells whether what a log claims of a chain is so.
type Chain interface {
	CheckBeacon(ctx context.Context, hour uint64, beacon Beacon) error
	// CheckTerms is about preimage and window. Who held positions when is not judged.
	//
	// Of both, errors that are ErrContradicted are what the chain says; others tell that it could not be asked.
	CheckTerms(ctx context.Context, f Forward) error
}

// What an audit comes to.
var (
	// ErrUnsound is the verdict that a log does not hold. An audit that ends with any other error judged nothing.
	ErrUnsound      = errors.New("the log does not hold")
	ErrContradicted = errors.New("the chain says otherwise")
	ErrAbsent       = errors.New("the chain has no such forward")
)

// What is no verdict on a log.
var (
	errUnread = errors.New("it could not be read")
	errEmpty  = errors.New("the evidence log is empty")
)

// Report is what a log comes to.
type Report struct {
	About
	Root   Root             `json:"root"`
	Looks  map[Outcome]int  `json:"looks"`
	Gone   int              `json:"transcriptsGone"`  // looks whose challenge cannot be judged again: its transcript was deleted
	Bare   int              `json:"withoutTelemetry"` // looks that count and at which no driver was asked
	Sheets []gpuhours.Sheet `json:"-"`
	Signed int              `json:"signed"`
	Absent []common.Hash    `json:"notOnTheChain"` // forwards with credits that the chain does not have: nobody can settle them

	// Profiles are what the challenges that count were by, and how often; Rates how many hours were looked at so often.
	Profiles []ProfileUsed `json:"profiles"`
	Rates    map[int]int   `json:"rates"`
}

// ProfileUsed says how many looks that count rest on challenges of a profile, at devices of one kind.
type ProfileUsed struct {
	Class   gpuhours.Class    `json:"class"`
	Model   string            `json:"model"` // as forwards have it
	Profile challenge.Profile `json:"profile"`
	Looks   int               `json:"looks"`
}

// Audit goes through a log from its first entry: the tree, the order of entries, each hour's secret against the anchor, each look
// against its instant and against what it rests on, credits against looks, signatures against credits. It trusts nothing that the
// log's writer computed. With a chain, beacons and terms are looked up there; who held positions when is believed. What does not hold
// is ErrUnsound.
//
// It cannot tell whether what a meter says that it saw was so: a meter that makes up transcripts can make up ones that hold.
func Audit(ctx context.Context, log *Log, judge Judge, chain Chain) (Report, error) {
	a := &auditor{log: log, judge: judge, chain: chain, state: newState(), checked: map[common.Hash]bool{}, report: Report{Looks: map[Outcome]int{}, Rates: map[int]int{}}}
	root, err := a.entries(ctx)
	if err != nil && !errors.Is(err, errUnread) && !errors.Is(err, errEmpty) {
		err = fmt.Errorf("%w: %w", ErrUnsound, err)
	}
	if err != nil {
		return a.report, err
	}
	if running := a.state.hour; running != nil && len(a.looks) > 0 { // its secret is still the meter's
		for _, look := range a.looks {
			a.report.Looks[look.Outcome]++
		}
	}
	b := a.state.begun
	a.report.About, a.report.Root = About{b.Meter, b.ChainID, b.Escrow, b.Anchor, a.state.final()}, root
	a.report.Signed = len(a.state.signed)
	a.report.Sheets = a.state.sheets()
	return a.report, nil
}

type auditor struct {
	log   *Log
	judge Judge
	chain Chain
	state *state
	tree  memoryTree
	looks []Look // of the running hour, which its secret will judge

	checked map[common.Hash]bool // forwards whose terms are the chain's
	report  Report
}

func (a *auditor) entries(ctx context.Context) (Root, error) {
	if err := a.log.Entries(ctx, func(e Entry) error { return a.entry(ctx, e) }); err != nil {
		return Root{}, err
	}
	if a.state.begun == nil {
		return Root{}, errEmpty
	}
	root, err := a.tree.root()
	if err != nil {
		return Root{}, err
	}
	return root, a.tree.same(ctx, a.log)
}

// answered is what a chain says of a claim.
func answered(err error) error {
	if err == nil || errors.Is(err, ErrContradicted) {
		return err
	}
	return fmt.Errorf("%w: %w", errUnread, err)
}

func (a *auditor) entry(ctx context.Context, e Entry) error {
	if err := a.tree.add(e.record()); err != nil {
		return err
	}
	switch e.Kind {
	case kindLook:
		var look Look
		if err := decode(e.Body, &look); err != nil {
			return err
		}
		a.looks = append(a.looks, look)
	case kindHour:
		var hour hourBegun
		if err := decode(e.Body, &hour); err != nil {
			return err
		}
		if a.chain != nil {
			if err := answered(a.chain.CheckBeacon(ctx, hour.Hour, hour.Beacon)); err != nil {
				return err
			}
		}
	case kindHourOver:
		var over hourOver
		if err := decode(e.Body, &over); err != nil {
			return err
		}
		if err := a.hour(ctx, over); err != nil {
			return err
		}
		if err := a.terms(ctx, over); err != nil {
			return err
		}
	}
	return a.state.apply(e.Kind, e.Body)
}

// hour judges an hour's looks, now that the secret tells when they had to be and what they had to ask.
func (a *auditor) hour(ctx context.Context, over hourOver) error {
	if a.state.hour == nil || a.state.hour.Hour != over.Hour {
		return nil // the state refuses it
	}
	seconds := instants(over.Hour, a.state.hour.Beacon.Hash, over.Secret, a.state.hour.Rate)
	for _, look := range a.looks {
		if !slices.Contains(seconds, look.Second) {
			return fmt.Errorf("a look at device %s in second %d, which is none of hour %d's instants", look.Device, look.Second, over.Hour)
		}
		if err := a.look(ctx, look, over.Secret); err != nil {
			return fmt.Errorf("the look at device %s in second %d of hour %d: %w", look.Device, look.Second, over.Hour, err)
		}
		a.report.Looks[look.Outcome]++
	}
	a.looks = nil
	a.report.Rates[a.state.hour.Rate]++
	return nil
}

// terms looks up the forwards that an hour credits, each once: they stay what they are. One may have been of a block that is no more.
func (a *auditor) terms(ctx context.Context, over hourOver) error {
	for _, credit := range over.Credits {
		f := a.state.forwards[credit.Forward]
		if f == nil || a.chain == nil || a.checked[f.ID] {
			continue
		}
		err := a.chain.CheckTerms(ctx, f.Forward)
		if errors.Is(err, ErrAbsent) {
			a.report.Absent = append(a.report.Absent, f.ID)
		} else if err != nil {
			return answered(err)
		}
		a.checked[f.ID] = true
	}
	return nil
}

// look judges what a look that counts rests on. One that does not count needs nothing.
func (a *auditor) look(ctx context.Context, look Look, secret common.Hash) error {
	f := a.state.forwards[look.Forward]
	if f == nil || !look.claims() {
		return nil
	}
	task := Task{Forward: f.Forward, Params: f.params, ID: look.Device, Hour: look.Hour, Second: look.Second}
	task.Seed = seedOf(a.state.hour.Beacon.Hash, secret, look.Forward, look.Device, look.Hour, look.Second)
	err := errors.New("the device is not registered")
	for _, machine := range f.registered { // a chip may have been registered under several names: one of them was asked
		for _, device := range machine.Devices {
			if device.ID(machine.Agent) != look.Device {
				continue
			}
			task.Machine, task.Device = machine.Registration, device
			if err = a.answer(ctx, f, look, task); err == nil {
				a.used(look, task)
				return nil
			}
			if errors.Is(err, errUnread) { // whatever the other names come to
				return err
			}
		}
	}
	return err
}

// answer judges what was answered by a device under one name.
func (a *auditor) answer(ctx context.Context, f *tenancy, look Look, task Task) error {
	if look.Outcome == Busy {
		var err error
		for i := range f.tenancies { // a receipt is by whoever was the tenant then
			if f.tenancies[i].until < look.Hour {
				continue
			}
			task.Tenant = &f.tenancies[i].Tenancy
			if err = a.judge.receipt(look, task); err == nil {
				return nil
			}
		}
		return errors.Join(errors.New("no receipt holds"), err)
	}
	if err := a.judge.profile(look, f.params); err != nil {
		return err
	}
	if f.params.Class == gpuhours.ClassB {
		if err := a.judge.report(look, task); err != nil {
			return err
		}
	}
	if len(look.Sample) > 0 {
		if err := a.judge.sample(look, task); err != nil {
			return err
		}
	}
	if look.Outcome == Disputed {
		return a.judge.disputes(look)
	}
	return a.transcript(ctx, look, task.Seed)
}

// used counts what a look that holds rests on.
func (a *auditor) used(look Look, task Task) {
	if look.Outcome == Busy {
		return
	}
	if len(look.Sample) == 0 {
		a.report.Bare++
	}
	if look.Profile == nil {
		return
	}
	used := ProfileUsed{task.Params.Class, task.Params.Model, *look.Profile, 1}
	for i, other := range a.report.Profiles {
		if used.Looks = other.Looks; used == other {
			a.report.Profiles[i].Looks++
			return
		}
	}
	used.Looks = 1
	a.report.Profiles = append(a.report.Profiles, used)
}

func (a *auditor) transcript(ctx context.Context, look Look, seed challenge.Seed) error {
	switch {
	case look.Profile == nil || look.Seed == nil || look.Transcript == nil:
		return errors.New("it rests on no challenge")
	case *look.Seed != common.Hash(seed):
		return errors.New("its challenge is of another seed")
	}
	transcript, err := a.log.Transcript(ctx, *look.Transcript)
	if errors.Is(err, ErrGone) {
		a.report.Gone++
		return nil
	}
	if err != nil {
		return err
	}
	return challenge.Replay(*look.Profile, seed, transcript)
}

// sheets are all that the log comes to, by forward and epoch.
func (s *state) sheets() []gpuhours.Sheet {
	seen := map[part]bool{}
	var parts []part
	for at, credit := range s.credits {
		p := part{credit.Forward, at.hour / gpuhours.EpochHours}
		if !seen[p] {
			seen[p], parts = true, append(parts, p)
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		if order := a.forward.Cmp(b.forward); order != 0 {
			return order
		}
		return cmp.Compare(a.epoch, b.epoch)
	})
	var sheets []gpuhours.Sheet
	for _, p := range parts {
		sheets = append(sheets, s.draft(p.forward, p.epoch))
	}
	return sheets
}

// memoryTree is the tree of records that come one after the other.
type memoryTree struct {
	size   int64
	hashes []tlog.Hash
}

func (t *memoryTree) add(record []byte) error {
	hashes, err := tlog.StoredHashes(t.size, record, t)
	t.size, t.hashes = t.size+1, append(t.hashes, hashes...)
	return err
}

func (t *memoryTree) root() (Root, error) {
	hash, err := tlog.TreeHash(t.size, t)
	return Root{t.size, common.Hash(hash)}, err
}

// same says whether a log keeps the tree's hashes, all of them: later roots come from them.
func (t *memoryTree) same(ctx context.Context, log *Log) error {
	read := readHashes(ctx, log.db)
	for place, hash := range t.hashes {
		found, err := read([]int64{int64(place)})
		if err == nil && found[0] != hash {
			err = fmt.Errorf("%w: hash %d is not that of its entries", ErrBroken, place)
		}
		if err != nil {
			return fmt.Errorf("the tree of the evidence log: %w", err)
		}
	}
	return nil
}

// ReadHashes implements tlog.HashReader.
func (t *memoryTree) ReadHashes(places []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(places))
	for i, place := range places {
		if place < 0 || place >= int64(len(t.hashes)) {
			return nil, fmt.Errorf("hash %d of %d", place, len(t.hashes))
		}
		out[i] = t.hashes[place]
	}
	return out, nil
}
