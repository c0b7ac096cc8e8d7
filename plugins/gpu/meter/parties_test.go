package meter

import (
	"errors"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

func (w *world) size(m *testMeter) int64 {
	w.t.Helper()
	root, err := m.log.Root(w.t.Context())
	require.NoError(w.t, err)
	return root.Size
}

// try registers what an account signs for a chain and an escrow.
func (w *world) try(m *testMeter, by account, chain uint64, escrow common.Address, said any) error {
	w.t.Helper()
	switch said := said.(type) {
	case Registration:
		signed, err := Sign(chain, escrow, said, by.sign)
		require.NoError(w.t, err)
		return m.Register(w.t.Context(), signed)
	case Tenancy:
		signed, err := Sign(chain, escrow, said, by.sign)
		require.NoError(w.t, err)
		return m.Admit(w.t.Context(), signed)
	}
	panic("neither")
}

// Only the provider says where devices are, only the buyer who uses them, for this chain and escrow, each thing once.
func TestWhoMayRegister(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m, stranger := w.forward("one", 0, 100), w.meter(0), newAccount(t)
	machine, tenancy := w.registration(f, "GPU-0"), Tenancy{f.ID, 1, w.tenant.Name(), w.tenant.Name()}
	other := machine
	other.Forward = common.HexToHash("0x1234")
	for name, test := range map[string]struct {
		by     account
		chain  uint64
		escrow common.Address
		said   any
		want   string
	}{
		"a stranger's machine":   {stranger, testChain, testEscrow, machine, "who holds no position"},
		"a stranger's tenancy":   {stranger, testChain, testEscrow, tenancy, "who holds no position"},
		"another chain's":        {w.provider, testChain + 1, testEscrow, machine, "who holds no position"},
		"another escrow's":       {w.provider, testChain, common.HexToAddress("0x1"), machine, "who holds no position"},
		"a forward that is none": {w.provider, testChain, testEscrow, other, "who holds no position"},
	} {
		require.ErrorContains(t, w.try(m, test.by, test.chain, test.escrow, test.said), test.want, name)
	}
	require.Equal(t, int64(1), w.size(m), "strangers leave nothing in the log")
	require.Zero(t, w.searched.Load(), "nor does the chain have to be searched for them")

	require.ErrorContains(t, w.try(m, w.buyer, testChain, testEscrow, machine), "holds the provider's position")
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, tenancy), "holds the buyer's position")
	require.NoError(t, w.try(m, w.provider, testChain, testEscrow, machine))
	require.NoError(t, w.try(m, w.buyer, testChain, testEscrow, tenancy))
	size := w.size(m)
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, machine), "number yours higher")
	require.ErrorContains(t, w.try(m, w.buyer, testChain, testEscrow, tenancy), "number yours higher")
	machine.Serial, tenancy.Serial = maxSerial+1, maxSerial+1
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, machine), "end with 1000")
	require.ErrorContains(t, w.try(m, w.buyer, testChain, testEscrow, tenancy), "end with 1000")
	require.Equal(t, size, w.size(m))
}

// A signature is over everything that is said, and is none if anything of it is changed.
func TestNothingThatIsSaidIsUnsigned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	signed, err := Sign(testChain, testEscrow, w.registration(f, "GPU-0"), w.provider.sign)
	require.NoError(t, err)
	for name, change := range map[string]func(*Registration){
		"serial":   func(r *Registration) { r.Serial++ },
		"url":      func(r *Registration) { r.URL = "https://thief.example" },
		"agent":    func(r *Registration) { r.Agent = newPeer(t).Name() },
		"consent":  func(r *Registration) { r.Consent = nil },
		"devices":  func(r *Registration) { r.Devices = []Device{{Name: "GPU-1"}} },
		"executor": func(r *Registration) { r.Executor = newPeer(t).Name() },
		"handle":   func(r *Registration) { r.Handle = []byte{2} },
	} {
		changed := signed
		change(&changed.Said)
		require.ErrorContains(t, m.Register(t.Context(), changed), "who holds no position", name)
	}
	for _, signature := range [][]byte{nil, make([]byte, 64), make([]byte, 65), append(make([]byte, 64), 30), make([]byte, 66)} {
		changed := signed
		changed.Signature = signature
		require.Error(t, m.Register(t.Context(), changed))
	}
	wallet := signed
	wallet.Signature = append([]byte{}, signed.Signature...)
	wallet.Signature[crypto.RecoveryIDOffset] += 27
	require.NoError(t, m.Register(t.Context(), wallet), "as wallets write it")
}

// What a registration must be.
func TestRegistrationsThatAreNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := w.forward("one", 0, 100)
	for name, change := range map[string]func(*Registration){
		"there are 0 devices":      func(r *Registration) { r.Devices = nil },
		"there are 9 devices":      func(r *Registration) { r.Devices = make([]Device, 9) },
		"device 2 has no name":     func(r *Registration) { r.Devices = append(r.Devices, r.Devices[0]) },
		"device 1 has no name":     func(r *Registration) { r.Devices[0].Name = "a b" },
		"same chip":                func(r *Registration) { r.Devices = []Device{{"a", common.Hash{1}}, {"b", common.Hash{1}}} },
		"a chip goes with class B": func(r *Registration) { r.Devices[0].Chip = common.Hash{1} },
		"the handle has 0 bytes":   func(r *Registration) { r.Handle = nil },
		"the handle has 8193":      func(r *Registration) { r.Handle = make([]byte, maxHandle+1) },
		"has no name":              func(r *Registration) { r.Agent = peer.Name{} },
		"serial is 0":              func(r *Registration) { r.Serial = 0 },
		"http":                     func(r *Registration) { r.URL = "ftp://agent.example" },
	} {
		r := w.registration(f, "GPU-0")
		change(&r)
		require.ErrorContains(t, r.checkFor(w.params), name)
	}
	params := w.params
	params.Class = gpuhours.ClassA
	require.ErrorContains(t, w.registration(f, "GPU-0").checkFor(params), "only B and C can be metered")
	params.Class = gpuhours.ClassB
	require.ErrorContains(t, w.registration(f, "GPU-0").checkFor(params), "a chip goes with class B")
}

// A forward of class A, or one that does not name the meter, is not followed.
func TestForwardsThatAreNotFollowed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.meter(0)
	w.params.Class = gpuhours.ClassA
	f := w.forward("A", 0, 100)
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, w.registration(f, "GPU-0")), "only B and C can be metered")
	w.params.Class, w.params.Signatures = gpuhours.ClassC, 1
	for i, key := range w.params.Meters {
		if key == w.keys[0].Meter() {
			w.params.Meters = append(w.params.Meters[:i:i], w.params.Meters[i+1:]...)
			break
		}
	}
	f = w.forward("another meter's", 0, 100)
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, w.registration(f, "GPU-0")), "does not name meter")
	only := w.meter(1, func(_ *Eyes, o *Options) { o.Only = []common.Address{common.HexToAddress("0x1")} })
	require.ErrorContains(t, w.try(only, w.provider, testChain, testEscrow, w.registration(f, "GPU-0")), "among those whom this meter works for")
}

// Whoever sells a position cannot make it worthless: neither serials nor places that they used up are their buyer's, and what they
// signed before does not come again.
func TestPositionsThatAreSold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	last := w.registration(f, "GPU-0", "GPU-1")
	last.Serial = maxSerial
	require.NoError(t, w.try(m, w.provider, testChain, testEscrow, last))
	require.NoError(t, w.try(m, w.buyer, testChain, testEscrow, Tenancy{f.ID, maxSerial, w.tenant.Name(), w.tenant.Name()}))
	w.until(hour(1), m)

	seller, newProvider, newBuyer, newTenant := w.provider, newAccount(t), newAccount(t), newPeer(t)
	f.Provider, f.Buyer = newProvider.address(), newBuyer.address()
	w.forwards[f.ID] = f
	receipt, err := agent.SignReceipt(w.tenant, f.ID, "GPU-2", hour(1), hour(2))
	require.NoError(t, err)
	w.door.receipts = map[string]*agent.Receipt{"GPU-2": receipt} // by whoever was the tenant
	w.agent = newPeer(t)
	own := w.registration(f, "GPU-2", "GPU-3")
	require.NoError(t, w.try(m, newProvider, testChain, testEscrow, own))
	require.Nil(t, m.state.forwards[f.ID].tenant, "who sold the buyer's position is no tenant any more")
	last.Serial--
	require.ErrorContains(t, w.try(m, seller, testChain, testEscrow, last), "number yours higher")
	require.NoError(t, w.try(m, newBuyer, testChain, testEscrow, Tenancy{f.ID, 1, newTenant.Name(), newTenant.Name()}))
	w.until(hour(2), m)

	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	require.Len(t, draft.Sheet.Devices, 4)
	for _, device := range draft.Sheet.Devices {
		require.Equal(t, 3600, total(device), "each for one of two hours")
	}
	_, err = m.Handle(w.tenant.Name(), f.ID)
	require.ErrorIs(t, err, ErrStranger)
	_, err = m.Handle(newTenant.Name(), f.ID)
	require.NoError(t, err)

	f.Provider = seller.address() // who buys it back
	w.forwards[f.ID] = f
	last.Serial = maxSerial
	require.ErrorContains(t, w.try(m, seller, testChain, testEscrow, last), "number yours higher")
	report, err := Audit(t.Context(), m.log, Judge{}, w)
	require.NoError(t, err)
	require.Zero(t, report.Looks[Busy])
}

// Terms never change: a log that says so does not hold.
func TestTermsThatChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	f.To, f.Buyer = f.To+1, newAccount(t).address()
	require.ErrorContains(t, m.state.apply(kindForward, marshalled(t, f)), "has other terms than before")
	f.ID[0] ^= 1
	f.Provider = common.Address{}
	require.ErrorIs(t, m.state.apply(kindForward, marshalled(t, f)), ErrOrder, "there is no forward that nobody provides for")
}

// Who sold the buyer's position leaves no receipts that count, whether or not its buyer says anything: a meter asks the chain before each
// hour. Without that, seller and provider could share the price of hours that no device was there for.
func TestASellerOfTheBuyersPositionSignsNoReceipts(t *testing.T) {
	t.Parallel()
	for _, asked := range []bool{true, false} {
		w := newWorld(t)
		f, m := w.forward("one", 0, 100), w.meter(0)
		w.register(m, w.registration(f, "GPU-0"))
		w.admit(m, f)
		receipt, err := agent.SignReceipt(w.tenant, f.ID, "GPU-0", hour(1), hour(2))
		require.NoError(t, err)
		w.door.receipts, w.door.shut = map[string]*agent.Receipt{"GPU-0": receipt}, true
		w.until(hour(1).Add(-time.Second), m)
		f.Buyer = newAccount(t).address()
		w.forwards[f.ID] = f
		if !asked {
			m.holders[f.ID] = held{Holding{Time: uint64(hour(9).Unix())}, firstHour + 1} // as if it had been read
		}
		w.until(hour(2), m)
		seconds := total(m.state.draft(f.ID, testEpoch).Devices[0])
		_, err = m.Handle(w.tenant.Name(), f.ID)
		if asked {
			require.Zero(t, seconds)
			require.ErrorIs(t, err, ErrStranger)
		} else {
			require.Equal(t, 3600, seconds, "the attack succeeds")
		}
	}
}

// A forward that both sides closed is looked at no more, and keeps neither places nor agent.
func TestForwardsThatAreClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1).Add(-time.Second), m)
	closed := f
	closed.Buyer, closed.Provider = common.Address{}, common.Address{}
	w.forwards[f.ID] = closed
	now := copied(m.state)
	require.NoError(t, now.apply(kindForward, marshalled(t, closed)))
	require.ErrorContains(t, now.places(maxPlaces), "places for 4000 devices", "the hour in which it ends is not credited yet")
	w.until(hour(3), m)
	require.Equal(t, 3600, total(m.state.draft(f.ID, testEpoch).Devices[0]), "one hour's")
	require.NoError(t, m.state.places(maxPlaces), "all are free")
	require.Empty(t, m.unread(firstHour+5), "nor is the chain asked about it for ever")
	other := w.forward("two", 0, 100)
	other.Provider = newAccount(t).address()
	w.forwards[other.ID] = other
	require.Nil(t, m.state.agentOf(w.agent.Name(), &tenancy{Forward: other}))
	_, err := Audit(t.Context(), m.log, Judge{}, nil)
	require.NoError(t, err)
}

// A wrong name of agent or device is put right: places are for devices that looks counted for.
func TestAWrongNameIsPutRight(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.params.Devices = 1
	f, m := w.forward("one", 0, 100), w.meter(0)
	right := w.agent
	w.agent = newPeer(t)
	wrong := w.registration(f, "GPU-0")
	w.register(m, wrong)
	w.agent = right
	put := w.registration(f, "GPU-0")
	put.Serial = 2
	w.register(m, put)
	w.until(hour(1), m)
	devices := m.state.draft(f.ID, testEpoch).Devices
	require.Len(t, devices, 1)
	require.Equal(t, 3600, total(devices[0]))
	put = w.registration(f, "GPU-1")
	put.Serial = 3
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, put), "would have had 2 devices", "this one earned its place")
}

// What was read of the chain before a sale is not kept after what was read of it later.
func TestASaleWhileSomebodyRegisters(t *testing.T) {
	t.Parallel()
	for _, ordered := range []bool{true, false} {
		w := newWorld(t)
		f, m := w.forward("one", 0, 100), w.meter(0)
		w.register(m, w.registration(f, "GPU-0"))
		newProvider := newAccount(t)
		read, proceed := make(chan struct{}), make(chan struct{})
		reads := 0
		w.whileRead = func() {
			if reads++; reads == 2 { // the one that is kept
				close(read)
				<-proceed
			}
		}
		again := w.registration(f, "GPU-0")
		again.Serial = 2
		seller := make(chan error, 1)
		go func() { seller <- w.try(m, w.provider, testChain, testEscrow, again) }()
		<-read
		f.Provider = newProvider.address()
		w.sell(f)
		w.agent = newPeer(t)
		own := w.registration(f, "GPU-2")
		require.NoError(t, w.try(m, newProvider, testChain, testEscrow, own))
		if !ordered {
			m.mu.Lock()
			delete(m.holders, f.ID)
			m.mu.Unlock()
		}
		close(proceed)
		if ordered {
			require.ErrorContains(t, <-seller, "block 1 was read before")
			require.Equal(t, own.Agent, m.state.forwards[f.ID].machine.Agent)
			continue
		}
		require.NoError(t, <-seller, "the attack succeeds")
		require.Equal(t, again.Agent, m.state.forwards[f.ID].machine.Agent)
	}
}

// Whom the chain's endpoint does not tell about waits; nobody else does, and hours go on.
func TestPositionsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1).Add(-time.Second), m)
	w.fault = errors.New("try again later")
	for second := range 1800 {
		w.clock.set(hour(1).Add(time.Duration(second) * time.Second))
		require.ErrorContains(t, m.Tick(t.Context()), "try again later")
	}
	require.Equal(t, uint64(firstHour+1), m.state.final(), "the hour runs")
	w.fault, w.age = nil, 3600
	require.ErrorContains(t, m.Tick(t.Context()), "the newest block is too old to say who holds positions")
	w.age = 0
	w.until(hour(2), m)
	seconds := m.state.draft(f.ID, testEpoch).Devices[0].Seconds
	require.Equal(t, uint16(3600), seconds[0])
	require.Less(t, seconds[1], uint16(3600), "looks that nobody took count for nothing")
	w.until(hour(3), m)
	require.Equal(t, uint16(3600), m.state.draft(f.ID, testEpoch).Devices[0].Seconds[2])

	due, err := m.seconds() // of the hour that has just begun
	require.NoError(t, err)
	delete(m.holders, f.ID) // as after a restart
	w.fault = errors.New("try again later")
	first := hour(3).Add(time.Duration(due[0]) * time.Second)
	w.clock.set(first)
	require.Error(t, m.Tick(t.Context()))
	w.fault = nil
	w.clock.set(first.Add(30 * time.Second))
	w.until(hour(4), m)
	require.Equal(t, uint16(3600), m.state.draft(f.ID, testEpoch).Devices[0].Seconds[3], "a look counts as long as it is not late")
}

// However full a meter is, a sale stops nobody's hours; the devices of another provider wait for places.
func TestASaleAtAMeterThatIsFull(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	for i := range maxPlaces/2 - 1 {
		other := *m.state.forwards[f.ID]
		other.ID, other.From = crypto.Keccak256Hash([]byte{byte(i >> 8), byte(i)}), firstHour+99
		m.state.forwards[other.ID] = &other
	}
	newProvider := newAccount(t)
	f.Provider = newProvider.address()
	w.sell(f)
	w.until(hour(2).Add(-time.Second), m)
	require.Equal(t, newProvider.address(), m.state.forwards[f.ID].Provider)
	require.Equal(t, 3600, total(m.state.draft(f.ID, testEpoch).Devices[0]))
	w.agent = newPeer(t)
	require.ErrorContains(t, w.try(m, newProvider, testChain, testEscrow, w.registration(f, "GPU-1")), "places for 4000 devices")
}

// An agent is named by whom it agreed to be named by: for that forward and provider, on that chain. Whoever has its key can agree for it;
// who named it second is locked out.
func TestAgentsThatDidNotAgree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, thief := w.meter(0), newAccount(t)
	theft, victim := w.forward("theft", 0, 100), w.forward("victim", 0, 100)
	theft.Buyer, theft.Provider = thief.address(), thief.address()
	w.forwards[theft.ID] = theft
	stolen := w.registration(theft, "GPU-0")
	consent := func(by peer.Key, chain uint64, escrow common.Address, forward common.Hash, provider common.Address) []byte {
		signature, err := Consent(by, chain, escrow, forward, provider)
		require.NoError(t, err)
		return signature
	}
	for name, bytes := range map[string][]byte{
		"none":               nil,
		"short":              stolen.Consent[1:],
		"the thief's own":    consent(newPeer(t), testChain, testEscrow, theft.ID, thief.address()),
		"to the victim":      consent(w.agent, testChain, testEscrow, victim.ID, victim.Provider),
		"to another one":     consent(w.agent, testChain, testEscrow, theft.ID, victim.Provider),
		"to another forward": consent(w.agent, testChain, testEscrow, victim.ID, thief.address()),
		"on another chain":   consent(w.agent, testChain+1, testEscrow, theft.ID, thief.address()),
		"of another escrow":  consent(w.agent, testChain, common.HexToAddress("0x1"), theft.ID, thief.address()),
	} {
		r := stolen
		r.Consent = bytes
		require.ErrorContains(t, w.try(m, thief, testChain, testEscrow, r), "agent", name)
	}
	require.NoError(t, w.try(m, w.provider, testChain, testEscrow, w.registration(victim, "GPU-0")), "nothing of it was in the way")

	m = w.meter(1)
	require.NoError(t, w.try(m, thief, testChain, testEscrow, stolen), "by the agent's key")
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, w.registration(victim, "GPU-0")), "which is another provider's")
}

// A buyer who takes the agent's key out of their tenancy, opens a forward with themselves and names the agent for it, is refused. Without
// that, the device would be challenged for both, and earn for the thief or for nobody.
func TestAThiefNamesAnothersAgent(t *testing.T) {
	t.Parallel()
	for _, guarded := range []bool{true, false} {
		w := newWorld(t)
		m, thief := w.meter(0), newAccount(t)
		victim := w.forward("victim", 0, 100)
		w.register(m, w.registration(victim, "GPU-0"))
		theft := w.forward("theft", 50, 200)
		theft.Buyer, theft.Provider = thief.address(), thief.address()
		w.forwards[theft.ID] = theft
		if !guarded {
			m.state.forwards[victim.ID].registered = nil
			m.state.order = nil
		}
		err := w.try(m, thief, testChain, testEscrow, w.registration(theft, "GPU-0"))
		if guarded {
			require.ErrorContains(t, err, "which is another provider's")
			later := w.forward("later", 100, 200)
			later.Provider = thief.address()
			w.forwards[later.ID] = later
			require.NoError(t, w.try(m, thief, testChain, testEscrow, w.registration(later, "GPU-0")), "in other hours the machine may be somebody else's")
			continue
		}
		require.NoError(t, err)
		m.state.order = append(m.state.order, victim.ID)
		w.clock.set(hour(50))
		require.NoError(t, m.Tick(t.Context()))
		seconds, err := m.seconds()
		require.NoError(t, err)
		for _, second := range seconds { // whoever answers for both is quicker for the thief
			tasks, _ := m.tasksAt(second)
			for _, task := range tasks {
				require.NoError(t, m.keep(t.Context(), task, Look{Outcome: Passed}, nil))
			}
		}
		w.until(hour(51), m)
		require.Equal(t, 3600, total(m.state.draft(theft.ID, testEpoch).Devices[0]))
		require.Zero(t, total(m.state.draft(victim.ID, testEpoch).Devices[0]))
	}
}

// Places are bounded, and those of forwards that are over are free again.
func TestPlacesOfAMeter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.meter(0)
	f := w.forward("one", 0, 100)
	w.register(m, w.registration(f, "GPU-0"))
	for i := range maxPlaces/2 - 1 {
		other := *m.state.forwards[f.ID]
		other.ID, other.To = crypto.Keccak256Hash([]byte{byte(i >> 8), byte(i)}), firstHour+50
		m.state.forwards[other.ID] = &other
	}
	g := w.forward("one too many", 0, 100)
	size := w.size(m)
	require.ErrorContains(t, w.try(m, w.provider, testChain, testEscrow, w.registration(g, "GPU-1")), "places for 4000 devices")
	require.Equal(t, size, w.size(m))
	m.state.next = firstHour + 50
	require.NoError(t, w.try(m, w.provider, testChain, testEscrow, w.registration(g, "GPU-1")))
}

// The entry that ends an hour fits, with the credits of as many devices as there may be.
func TestTheLargestEndOfAnHour(t *testing.T) {
	t.Parallel()
	over := hourOver{Hour: 1 << 40}
	for range maxPlaces {
		over.Credits = append(over.Credits, Credit{Asked: 3600, Counted: 3600, Seconds: 3600})
	}
	body := marshalled(t, over)
	require.LessOrEqual(t, len(body), maxEntry)
	require.Greater(t, len(body), maxEntry*3/4, "or there could be more places")
}
