package meter

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"golang.org/x/sync/errgroup"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// What keeps a meter from telling or signing.
var (
	ErrStranger = errors.New("they are not among those who may ask")
	ErrTooMuch  = errors.New("the sheet has more than this meter has seen")
	ErrUnknown  = errors.New("the forward is not registered here")
)

// Draft is what a meter would sign of one epoch of a forward.
type Draft struct {
	Forward common.Hash        `json:"forward"`
	From    uint64             `json:"from"` // the forward's window in hours
	To      uint64             `json:"to"`
	Final   uint64             `json:"final"` // hours before this one do not change any more
	Epoch   uint64             `json:"epoch"`
	Sheet   gpuhours.Evidence  `json:"sheet"`   // with no signature and no claim: only its sheet counts
	Root    Root               `json:"root"`    // of the evidence log
	Word    gpuhours.Signature `json:"word"`    // the meter's, for all of this but what is missing
	Missing []Missing          `json:"missing"` // why hours are not whole, for people; not signed
}

// hash is what a draft's word is about. It is no sheet's: the domain is another one.
func (d Draft) hash() statement.Word {
	high, low := [32]byte{}, [32]byte{}
	copy(high[16:], d.Root.Hash[:16])
	copy(low[16:], d.Root.Hash[16:])
	words := []statement.Word{d.Sheet.Hash()}
	for _, number := range []uint64{d.From, d.To, d.Final, uint64(d.Root.Size)} { //nolint:gosec // a size
		words = append(words, statement.WordFromUint64(number))
	}
	for _, half := range [][32]byte{high, low} {
		word, _ := statement.WordFromBytes(half) // of 128 bits
		words = append(words, word)
	}
	return statement.Sponge(statement.DomainDraft, words)
}

// Check says whether a draft is a meter's, about what was asked for.
func (d Draft) Check(meter gpuhours.Meter, forward common.Hash, epoch uint64) error {
	switch {
	case d.Forward != forward || d.Sheet.Forward != forward || d.Epoch != epoch || d.Sheet.Epoch != epoch:
		return fmt.Errorf("the draft is of forward %s, epoch %d, and not of %s, %d", d.Sheet.Forward, d.Sheet.Epoch, forward, epoch)
	case d.checkSheet() != nil:
		return fmt.Errorf("the draft's sheet is none: %w", d.checkSheet())
	case d.Word.Meter != meter || !d.Word.Verify(d.hash()):
		return fmt.Errorf("the draft is not meter %s's", meter)
	}
	return nil
}

// checkSheet refuses a sheet that nobody else would sign anything of: others must not look like those who do not keep their word.
func (d Draft) checkSheet() error {
	if n := len(d.Sheet.Devices); n > gpuhours.MaxDevices {
		return fmt.Errorf("it has %d devices, at most %d are allowed", n, gpuhours.MaxDevices)
	}
	for i, device := range d.Sheet.Devices {
		if device.ID.IsZero() || statement.U248(device.ID.Bytes()) != device.ID {
			return fmt.Errorf("device %d: %s is no id", i+1, device)
		}
		if i > 0 && d.Sheet.Devices[i-1].ID.Cmp(&device.ID) >= 0 {
			return fmt.Errorf("device %d does not come after the one before it", i+1)
		}
		for hour, seconds := range device.Seconds {
			if seconds > gpuhours.HourSeconds {
				return fmt.Errorf("device %d has %d seconds in hour %d of the epoch", i+1, seconds, hour)
			}
		}
	}
	return nil
}

// Draft tells who may know what this meter would sign now.
func (m *Meter) Draft(ctx context.Context, who peer.Name, forward common.Hash, epoch uint64) (Draft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken != nil { // what it knows may not be written
		return Draft{}, fmt.Errorf("draft a sheet of forward %s: %w", forward, m.broken)
	}
	f := m.state.forwards[forward]
	if f == nil {
		return Draft{}, fmt.Errorf("draft a sheet of forward %s: %w", forward, ErrUnknown)
	}
	if !f.executor(who) && !f.reader(who) {
		return Draft{}, fmt.Errorf("draft a sheet of forward %s for %s: %w", forward, who, ErrStranger)
	}
	root, err := m.Store.Root(ctx)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{
		Forward: forward, From: f.From, To: f.To, Final: m.state.final(), Epoch: epoch,
		Sheet: gpuhours.Evidence{Sheet: m.state.draft(forward, epoch)}, Root: root,
	}
	d.Missing = m.state.missing(forward, d.Sheet.Sheet)
	d.Word, err = m.self.Key.Sign(d.hash())
	return d, err
}

// Sign gives the meter's word that a forward's devices were there at least as long as the sheet says, to the executor that the
// provider named, and keeps that it did before it does.
func (m *Meter) Sign(ctx context.Context, who peer.Name, sheet gpuhours.Sheet) (gpuhours.Signature, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken != nil { // perhaps it does not know what it signed
		return gpuhours.Signature{}, fmt.Errorf("sign a sheet of forward %s: %w", sheet.Forward, m.broken)
	}
	f := m.state.forwards[sheet.Forward]
	if f == nil {
		return gpuhours.Signature{}, fmt.Errorf("sign a sheet of forward %s: %w", sheet.Forward, ErrUnknown)
	}
	if !f.executor(who) {
		return gpuhours.Signature{}, fmt.Errorf("sign a sheet of forward %s for %s: %w", sheet.Forward, who, ErrStranger)
	}
	if err := m.state.refusal(sheet); err != nil {
		return gpuhours.Signature{}, fmt.Errorf("sign a sheet of forward %s: %w: %w", sheet.Forward, ErrTooMuch, err)
	}
	hash := sheet.Hash()
	signature, err := m.self.Key.Sign(hash)
	if err != nil {
		return gpuhours.Signature{}, err
	}
	if m.state.signed[hash] {
		return signature, nil // it gave its word already: there is one signature of one sheet
	}
	text, err := json.Marshal(gpuhours.Evidence{Sheet: sheet})
	if err != nil {
		return gpuhours.Signature{}, err
	}
	bytes := hash.Bytes()
	if err := m.write(ctx, kindSigned, signedSheet{text, bytes[:], signature}, nil, nil); err != nil {
		return gpuhours.Signature{}, fmt.Errorf("sign a sheet of forward %s: %w", sheet.Forward, err)
	}
	return signature, nil
}

func (f *tenancy) executor(who peer.Name) bool { return f.machine != nil && f.machine.Executor == who }

func (f *tenancy) reader(who peer.Name) bool { return f.tenant != nil && f.tenant.Reader == who }

// Handle is the buyer's sealed way in, for the buyer.
func (m *Meter) Handle(who peer.Name, forward common.Hash) (hexutil.Bytes, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.state.forwards[forward]
	switch {
	case f == nil || f.machine == nil:
		return nil, fmt.Errorf("handle of forward %s: %w", forward, ErrUnknown)
	case !f.reader(who):
		return nil, fmt.Errorf("handle of forward %s for %s: %w", forward, who, ErrStranger)
	}
	return f.machine.Handle, nil
}

// Register takes the provider's word where a forward's devices are, if the chain says that it is the provider's.
func (m *Meter) Register(ctx context.Context, signed Signed[Registration]) error {
	return register(ctx, m, kindMachine, signed.Said.Forward, signed)
}

// Admit takes the buyer's word who uses a forward's devices, if the chain says that it is the buyer's.
func (m *Meter) Admit(ctx context.Context, signed Signed[Tenancy]) error {
	return register(ctx, m, kindTenant, signed.Said.Forward, signed)
}

// maxPlaces bounds the devices of all forwards that are not over: with the credits of as many, the entry that ends an hour is one
// that is kept.
const maxPlaces = 4000

// word is what provider or buyer says of a forward.
type word interface {
	Check() error
	after(said serials) error
}

func register[T word](ctx context.Context, m *Meter, kind string, id common.Hash, signed Signed[T]) error {
	who, err := signed.Signer(m.opts.ChainID, m.opts.Escrow)
	for _, step := range []func() error{
		signed.Said.Check,
		func() error { return m.unsaid(id, who, signed.Said) },
		func() error { return m.vouched(ctx, id, who) },
		func() error { return m.follow(ctx, id) },
		func() error {
			m.mu.Lock()
			defer m.mu.Unlock()
			if err := m.state.room(id, who, kind); err != nil {
				return err
			}
			return m.write(ctx, kind, signed, nil, nil)
		},
	} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		return fmt.Errorf("register %s of forward %s: %w", kind, id, err)
	}
	return nil
}

// unsaid says whether somebody says something new: what they said before can be said again by anybody.
func (m *Meter) unsaid(id common.Hash, who common.Address, said word) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.state.forwards[id]; known != nil {
		return said.after(known.serials[who])
	}
	return nil
}

// vouched says whether somebody holds one of the forward's positions, and is worked for. Strangers cost the chain's endpoint no search, and
// leave nothing in the log.
func (m *Meter) vouched(ctx context.Context, id common.Hash, who common.Address) error {
	now, err := m.Chain.Holders(ctx, id)
	switch {
	case err != nil:
		return err
	case now.Buyer != (common.Address{}) && now.Provider == (common.Address{}):
		return errors.New("nobody has accepted the forward: it is the provider's to register, once there is one")
	case who != now.Buyer && who != now.Provider || who == (common.Address{}):
		return fmt.Errorf("it is signed by %s, who holds no position of the forward", who)
	case len(m.opts.Only) > 0 && !slices.Contains(m.opts.Only, now.Buyer) && !slices.Contains(m.opts.Only, now.Provider):
		return errors.New("neither its buyer nor its provider is among those whom this meter works for")
	}
	return nil
}

// follow has the log know a forward and who holds its positions now. It is searched for on the chain once.
func (m *Meter) follow(ctx context.Context, id common.Hash) error {
	m.mu.Lock()
	known := m.state.forwards[id]
	var f Forward
	if known != nil {
		f = known.Forward
	}
	m.mu.Unlock()
	if known == nil {
		var err error
		if f, err = m.Chain.Forward(ctx, id); err != nil {
			return err
		}
	}
	return m.hold(ctx, f)
}

// hold keeps who holds a forward's positions now, unless that was read at a later block meanwhile.
func (m *Meter) hold(ctx context.Context, f Forward) error {
	hour := m.second() / gpuhours.HourSeconds
	now, err := m.Chain.Holders(ctx, f.ID)
	if err != nil {
		return fmt.Errorf("positions of forward %s: %w", f.ID, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if last := m.holders[f.ID]; now.Block < last.Block {
		return fmt.Errorf("positions of forward %s: the endpoint tells of block %d, and block %d was read before", f.ID, now.Block, last.Block)
	}
	known := m.state.forwards[f.ID]
	f.Buyer, f.Provider = now.Buyer, now.Provider
	if known == nil || known.over() && !f.over() {
		if err := m.state.roomFor(f); err != nil {
			return err
		}
	}
	if known == nil || known.Buyer != f.Buyer || known.Provider != f.Provider {
		if err := m.write(ctx, kindForward, f, nil, nil); err != nil {
			return err
		}
	}
	m.holders[f.ID] = held{now, hour}
	return nil
}

// glancing is how long reading holders may take before an instant is looked at: what is not read by then is read next time.
const glancing = 5 * time.Second

// readHolders has the log know who holds positions of forwards that may be looked at in an hour, as far as it does not yet: whoever sold one
// would have it for another hour.
func (m *Meter) readHolders(ctx context.Context, hour uint64) error {
	unread := m.unread(hour)
	if len(unread) == 0 {
		return nil
	}
	short, cancel := context.WithTimeoutCause(ctx, glancing, errors.New("it took too long"))
	defer cancel()
	err := m.hold(short, unread[0])
	if left := m.unread(hour); err == nil && len(left) > 0 && left[0].ID == unread[0].ID { // nor would it be new enough for any other
		return fmt.Errorf("the newest block is too old to say who holds positions in hour %d", hour)
	}
	var all errgroup.Group
	all.SetLimit(16)
	var failed atomic.Pointer[error]
	if err != nil {
		failed.Store(&err)
	}
	for _, f := range unread[1:] {
		if short.Err() != nil {
			break
		}
		all.Go(func() error {
			if err := m.hold(short, f); err != nil {
				failed.Store(&err) // one stands for all
			}
			return nil
		})
	}
	_ = all.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return context.Cause(short)
}

// unread are the forwards of an hour whose holders were not read in it. What went over just now is read, too: an endpoint may have been wrong.
func (m *Meter) unread(hour uint64) (unread []Forward) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range m.state.order {
		f := m.state.forwards[id]
		if f.From <= hour && hour < f.To && !m.holders[id].of(hour) && (!f.over() || hour <= f.left+1) {
			unread = append(unread, f.Forward)
		}
	}
	slices.SortStableFunc(unread, func(a, b Forward) int { return cmp.Compare(rank(a), rank(b)) })
	return unread
}

// rank has what may be looked at come first.
func rank(f Forward) int {
	if f.over() {
		return 1
	}
	return 0
}

// room says whether there are places for the devices of one more provider of a forward, beside those of everybody who may be looked at.
func (s *state) room(id common.Hash, who common.Address, kind string) error {
	f := s.forwards[id]
	if kind != kindMachine || f == nil || f.serials[who].machine > 0 || f.providers() == 0 { // the first one's are there
		return nil
	}
	return s.places(f.params.Devices)
}

// roomFor is the same for a new forward.
func (s *state) roomFor(f Forward) error {
	params, err := gpuhours.ParsePreimage(f.Preimage)
	if err != nil {
		return err
	}
	return s.places(params.Devices)
}

// places says whether so many are free. What ended in the running hour has its until that is over: its looks are yet to be credited.
func (s *state) places(wanted int) error {
	taken := 0
	for _, f := range s.forwards {
		if f.To > s.next && (!f.over() || f.left >= s.final()) {
			taken += f.params.Devices * max(1, f.providers())
		}
	}
	if taken+wanted > maxPlaces {
		return fmt.Errorf("this meter follows as many forwards as it can; there are places for %d devices", maxPlaces)
	}
	return nil
}

// providers is how many ever registered devices.
func (f *tenancy) providers() (count int) {
	for _, said := range f.serials {
		if said.machine > 0 {
			count++
		}
	}
	return count
}
