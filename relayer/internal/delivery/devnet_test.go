package delivery

import (
	"context"
	"errors"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

// site is a relayer on a real chain with real contracts, a real prover and a real journal. Only plugin and executor are
// stand-ins, for a predicate whose proof takes milliseconds.
type site struct {
	*chaintest.World
	bundle    *keys.Bundle
	batches   []*keys.Bundle
	predicate common.Address
	plugin    *squareRoots
	db        *database.Database
	hands     *crew.Crew
	journal   *journal.Journal
	where     database.Where
	engine    *Engine
	observe   func(Event)                                               // may be nil
	change    func(*Options)                                            // likewise
	send      func(context.Context, network, journal.Transaction) error // what is done instead of sending; likewise
}

// squareRoots is squares with the parameters of a real forward.
type squareRoots struct {
	squares
	terms statement.Terms
}

func (s *squareRoots) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	return sdk.Params{Preimage: preimage, Commitment: s.terms.Params.Bytes(), Unit: s.terms.Unit, JSON: []byte("{}")}, nil
}

func (s *squareRoots) CommitParams(ctx context.Context, _ []byte) (sdk.Params, error) {
	return s.OpenParams(ctx, nil)
}

func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteOn(t, chaintest.New(t))
}

func newSiteOn(t *testing.T, w *chaintest.World) *site {
	t.Helper()
	s := &site{World: w, where: databasetest.Ready(t)}
	var err error
	s.bundle, err = keys.Develop(t.Context(), t.TempDir(), "square", provertest.Circuit(), func(string) {})
	require.NoError(t, err)
	deployed, err := chain.DeployPredicate(t.Context(), s.Sender(devnet.Deployer), chain.PredicateKeys{One: s.bundle.KeyWords})
	require.NoError(t, err)
	s.predicate = deployed.Address()
	s.plugin = &squareRoots{terms: s.Terms()}
	t.Cleanup(func() {
		if s.db != nil {
			s.stop()
		}
	})
	return s
}

// start starts the relayer, or starts it again after a kill.
func (s *site) start() {
	t := s.T
	t.Helper()
	if s.db != nil {
		s.stop()
	}
	var err error
	s.db, err = database.Open(t.Context(), s.where)
	require.NoError(t, err)
	s.journal = journal.New(s.db)
	log := zerolog.New(zerolog.NewTestWriter(t))
	on := NewOnChain(log, s.Client, s.Escrow, chain.NewSender(s.Client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{}))
	var network network = on
	if s.send != nil {
		network = meddled{on, s.send}
	}
	predicates := []*Predicate{{Name: "square", PayloadWords: 1, Plugin: s.plugin, Bundle: s.bundle, Batches: s.batches}}
	clock := func() time.Time { return time.Unix(0, 0) }
	opts := Options{
		ChainID: s.Client.ChainID(), Escrow: s.Escrow.Address(), ClaimDelay: uint64(chaintest.ClaimDelay / time.Second),
		Recipient: devnet.Named(devnet.Provider).Address, MaxAttempts: 3, Confirmations: 2, MinPrice: big.NewInt(1),
		Margin: time.Minute, Poll: time.Second, Workers: 4,
	}
	if s.change != nil {
		s.change(&opts)
	}
	prover := prover.New(log)
	s.hands, err = NewCrew(t.Context(), s.db, WorkerDeps{
		Log: log, Predicates: predicates, Executor: &outputs{list: []string{"11", "12"}}, Prover: prover, Proves: true,
	}, crew.Options{Name: "site", Slots: map[crew.Queue]int{crew.Execute: 4, crew.Prove: 4}, Clock: clock})
	require.NoError(t, err)
	require.NoError(t, s.hands.Start(t.Context()))
	s.engine, err = New(Deps{
		Log: log, View: on, Events: on, Witness: on, Wallet: on, Network: network, Purse: on,
		Predicates: predicates, Prover: prover, Journal: s.journal, Hands: s.hands, Clock: clock, Observe: s.observe,
	}, opts)
	require.NoError(t, err)
}

func (s *site) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	require.NoError(s.T, errors.Join(s.hands.Stop(ctx), s.db.Close()))
}

func (s *site) open() chain.Forward {
	terms := s.plugin.terms
	terms.Predicate = s.predicate
	return s.Open(terms)
}

// tick looks at the chain once and makes a block of what was sent.
func (s *site) tick() {
	s.T.Helper()
	require.NoError(s.T, s.engine.Tick(s.T.Context()))
	require.NoError(s.T, s.hands.Idle(s.T.Context()))
	require.NoError(s.T, s.Devnet.Mine(s.T.Context()))
}

func (s *site) entry(f chain.Forward) *journal.Delivery {
	s.T.Helper()
	d, err := s.journal.Load(f.ID)
	require.NoError(s.T, err)
	return d
}

// announce ticks until our announcement stands.
func (s *site) announce(f chain.Forward) chain.Delivery {
	s.T.Helper()
	s.tick()
	s.tick()
	d := s.entry(f)
	require.Len(s.T, d.Announcement, 1)
	settled, err := FromJournal(&f, d)
	require.NoError(s.T, err)
	at, err := s.Escrow.AnnouncedAt(s.T.Context(), s.Head(), f.ID, settled.H)
	require.NoError(s.T, err)
	require.NotZero(s.T, at)
	return settled
}

// confirm ticks until the delivery is paid.
func (s *site) confirm(f chain.Forward) {
	s.T.Helper()
	for range 5 {
		s.tick()
	}
	require.Equal(s.T, journal.Confirmed, s.entry(f).Stage)
}

// by is the delivery that somebody who knows the output proves for themselves.
func (s *site) by(f chain.Forward, who common.Address) chain.Delivery {
	s.T.Helper()
	step := chain.Step{From: 0, To: 1, Amount: f.Terms.Quantity}
	header, err := s.Escrow.Header(f, who, step).Words()
	require.NoError(s.T, err)
	a, err := provertest.Assign(s.bundle.KeyHash, header, 12)
	require.NoError(s.T, err)
	proof, err := prover.New(zerolog.Nop()).Prove(s.T.Context(), s.bundle,
		prover.Job{Header: header, Payload: a.Payload, H: a.H, Witness: a.Witness}, nil)
	require.NoError(s.T, err)
	return chain.Delivery{Forward: f, Recipient: who, Step: step, Payload: a.Payload, H: a.H, Proof: proof}
}

func (s *site) balance(name string) *big.Int {
	s.T.Helper()
	balance, err := s.Token.Balance(s.T.Context(), s.Head(), devnet.Named(name).Address)
	require.NoError(s.T, err)
	return balance
}

func (s *site) requirePaid(name string, before *big.Int, price int64) {
	s.T.Helper()
	require.Equal(s.T, price, new(big.Int).Sub(s.balance(name), before).Int64())
}

func TestDeliversOnARealChainThoughKilledAfterItsAnnouncement(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	before := s.balance(devnet.Provider)
	s.start()
	announced := s.announce(f)

	s.start() // another process
	s.AdvanceTo(f.Terms.Start)
	s.confirm(f)
	s.requirePaid(devnet.Provider, before, f.Terms.Price.Int64())
	settlement, err := s.Escrow.Settlement(t.Context(), s.Head(), f)
	require.NoError(t, err)
	require.Equal(t, announced.H, settlement.H, "under the same announcement")
	require.Equal(t, announced.Proof, settlement.Proof)
	require.Equal(t, 1, s.plugin.assigns, "and with the same proof")
	require.Empty(t, s.entry(f).Witness)
}

// A front-runner sees the announcement and sends it first, and again later.
func TestACopiedAnnouncementHelpsAndBlocksNobody(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	before := s.balance(devnet.Provider)
	s.start()
	settled := s.announce(f)
	first, err := s.Escrow.AnnouncedAt(t.Context(), s.Head(), f.ID, settled.H)
	require.NoError(t, err)
	s.AdvanceTo(f.Terms.Start)
	copied, err := s.Escrow.AnnounceCall(f.ID, settled.H)
	s.Do(devnet.Thief, copied, err)
	again, err := s.Escrow.AnnouncedAt(t.Context(), s.Head(), f.ID, settled.H)
	require.NoError(t, err)
	require.Equal(t, first, again, "the first one stands")
	s.confirm(f)
	s.requirePaid(devnet.Provider, before, f.Terms.Price.Int64())
}

func TestTheSameProofForAnotherRecipientIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	s.start()
	stolen := s.announce(f)
	s.AdvanceTo(f.Terms.Start)
	stolen.Recipient = devnet.Named(devnet.Thief).Address
	settle, err := s.Escrow.SettleCall(stolen)
	require.True(t, chain.RevertedWith(s.Try(devnet.Thief, settle, err), "Groth16Predicate_ProofInvalid"))
	s.confirm(f)
}

// The buyer sees our settlement before it is in a block, knows the output, and proves it for themselves. They could not
// announce it before they knew it, and so come too late.
func TestTheBuyerWhoReadsThePendingSettlementComesTooLate(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	s.start()
	s.announce(f)
	s.AdvanceTo(f.Terms.Start)

	greedy := s.by(f, devnet.Named(devnet.Buyer).Address)
	settle, err := s.Escrow.SettleCall(greedy)
	require.True(t, chain.RevertedWith(s.Try(devnet.Buyer, settle, err), "ForwardEscrow_NotAnnounced"))
	announce, err := s.Escrow.AnnounceCall(f.ID, greedy.H)
	s.Do(devnet.Buyer, announce, err)
	require.True(t, chain.RevertedWith(s.Try(devnet.Buyer, settle, nil), "ForwardEscrow_AnnouncementTooRecent"))

	before := s.balance(devnet.Provider)
	s.confirm(f)
	s.requirePaid(devnet.Provider, before, f.Terms.Price.Int64())
	s.Advance(chaintest.ClaimDelay)
	require.True(t, chain.RevertedWith(s.Try(devnet.Buyer, settle, nil), "ForwardEscrow_AlreadySettled"))
}

// Somebody who really was first is paid, and we say so and stop.
func TestAnotherProvidersDeliveryIsRecognised(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	s.start()
	s.announce(f)
	s.Settle(s.by(f, devnet.Named(devnet.Thief).Address))
	for range 3 {
		s.tick()
	}
	d := s.entry(f)
	require.Equal(t, journal.Abandoned, d.Stage)
	require.Contains(t, d.Reason, devnet.Named(devnet.Thief).Address.Hex())
	require.Empty(t, d.Settlement, "our output was not shown")
}

// A predicate contract with our key hash and other code would let anybody collect. It is not ours.
func TestALookAlikePredicateIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.plugin.terms.Predicate = s.Predicate.Address()
	f := s.Open(s.plugin.terms)
	s.start()
	s.tick()
	_, err := s.journal.Load(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.Contains(t, s.engine.told[f.ID], "none of those this relayer proves")
}

// Beside our key it has another one, for batches, whose maker can collect before us.
func TestAPredicateWithAKeyBesideOursIsNotTaken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	other, err := chaintest.BatchKeys()
	require.NoError(t, err)
	deployed, err := chain.DeployPredicate(t.Context(), s.Sender(devnet.Thief), chain.PredicateKeys{
		One: s.bundle.KeyWords, Batches: []chain.BatchKey{{N: 3, Words: other.KeyWords}},
	})
	require.NoError(t, err)
	s.plugin.terms.Predicate = deployed.Address()
	f := s.Open(s.plugin.terms)
	s.start()
	s.tick()
	require.Contains(t, s.engine.told[f.ID], "none of those this relayer proves")
}

func TestFateOfTransactions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	first, err := on.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), nil)
	require.NoError(t, err)
	second, err := on.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x02"), nil)
	require.NoError(t, err)
	require.Equal(t, first.Nonce, second.Nonce, "nothing was sent yet")
	s.requireFate(on, first, Waiting)

	before := s.Head()
	require.NoError(t, on.Send(t.Context(), first))
	require.NoError(t, s.Devnet.Mine(t.Context()))
	fate, err := on.Fate(t.Context(), second, common.Hash{}, before)
	require.NoError(t, err)
	require.Equal(t, Waiting, fate, "the block that has the other one may go away")
	s.requireFate(on, first, Mined)
	s.requireFate(on, second, Replaced)
	_, err = on.SignSettle(t.Context(), s.by(f, devnet.Named(devnet.Provider).Address), nil)
	require.True(t, chain.RevertedWith(err, "ForwardEscrow_BeforeStart"), "what would be refused is not even signed")
}

func (s *site) requireFate(on *OnChain, tx journal.Transaction, want Fate) {
	s.T.Helper()
	fate, err := on.Fate(s.T.Context(), tx, common.Hash{}, s.Head())
	require.NoError(s.T, err)
	require.Equal(s.T, want, fate)
}

// assigned opens a forward of 20 units that the provider accepts, delivered eight at once.
func (s *site) assigned() chain.Forward {
	s.T.Helper()
	terms := s.AssignedTerms()
	if s.plugin.terms.AcceptBy != 0 { // one more of the same window
		terms = s.plugin.terms
	}
	terms.Predicate = s.predicate
	s.plugin.terms = terms
	f := s.Open(terms)
	s.Accept(f)
	return f
}

func TestDeliversStepsOnARealChainThoughKilledBetweenThem(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.assigned()
	before := s.balance(devnet.Provider)
	s.start()
	s.AdvanceTo(f.Terms.Start)
	for s.cursor(f) == 0 {
		s.tick()
	}
	s.start() // another process
	for range 20 {
		s.tick()
	}
	require.Equal(t, journal.Confirmed, s.entry(f).Stage)
	s.requirePaid(devnet.Provider, before, 150_000+30_000)
	settlements, err := s.Escrow.Settlements(t.Context(), s.Head(), f)
	require.NoError(t, err)
	require.Len(t, settlements, 3, "eight, eight and four units")
}

// The relayer accepts by itself, as long as its bond may be taken, is killed after that, and delivers.
func TestAcceptsAndDeliversOnARealChain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.plugin.terms = s.AssignedTerms()
	f := s.open()
	bond, provider := f.Terms.Bond, devnet.Named(devnet.Provider).Address
	s.change = func(o *Options) {
		o.Accept, o.Account, o.MaxBonds = true, provider, map[common.Address]*big.Int{f.Terms.Token: bond}
		o.Worth, o.FeeShare = map[common.Address]*big.Rat{f.Terms.Token: big.NewRat(1e12, 1)}, 50
	}
	before := s.balance(devnet.Provider)
	s.start()
	s.tick()
	s.tick()
	require.Contains(t, s.engine.told[f.ID], "the escrow may not take its bond; `tercet forward allow` lets it: it may take 0 of token")
	approve, err := s.Token.ApproveCall(s.Escrow.Address(), bond)
	s.Do(devnet.Provider, approve, err)
	s.tick()
	require.Len(t, s.entry(f).Accept, 1)
	s.requirePaid(devnet.Provider, before, -bond.Int64())
	other := s.open()

	s.start() // another process
	for range 4 {
		s.tick()
	}
	require.Contains(t, s.engine.told[other.ID], "it is not accepted, since more would be at stake than may be")
	s.AdvanceTo(f.Terms.Start)
	for range 20 {
		s.tick()
	}
	require.Equal(t, journal.Confirmed, s.entry(f).Stage)
	s.requirePaid(devnet.Provider, before, f.Terms.Price.Int64())
	_, err = s.journal.Load(other.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
}

// The provider sells the position between two steps. The next settlement is not even sent.
func TestASoldPositionIsNotDeliveredOnARealChain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.assigned()
	s.start()
	s.AdvanceTo(f.Terms.Start)
	for s.cursor(f) == 0 {
		s.tick()
	}
	provider := devnet.Named(devnet.Provider).Address
	sell, err := s.Escrow.TransferCall(f.ID, chain.ProviderSide, provider, devnet.Named(devnet.Thief).Address)
	s.Do(devnet.Provider, sell, err)
	sent, err := s.Client.Nonce(t.Context(), provider)
	require.NoError(t, err)
	for range 6 {
		s.tick()
	}
	now, err := s.Client.Nonce(t.Context(), provider)
	require.NoError(t, err)
	require.Equal(t, sent, now, "no transaction is paid for")
	require.Contains(t, s.engine.told[f.ID], "neither holds its provider's position")

	// An approval is enough to go on, and the pay goes to whom the relayer says.
	approve, err := s.Escrow.ApproveCall(f.ID, chain.ProviderSide, provider)
	s.Do(devnet.Thief, approve, err)
	for range 20 {
		s.tick()
	}
	require.Equal(t, journal.Confirmed, s.entry(f).Stage)
}

func (s *site) cursor(f chain.Forward) uint64 {
	s.T.Helper()
	state, err := s.Escrow.StateOf(s.T.Context(), s.Head(), f.ID)
	require.NoError(s.T, err)
	return state.Cursor
}

// withBatches has the predicate deployed once more, with keys for batches of four and, unused, of two.
func (s *site) withBatches() {
	t := s.T
	t.Helper()
	var all []chain.BatchKey
	for _, n := range []int{2, 4} {
		batch, err := keys.Develop(t.Context(), t.TempDir(), "square", provertest.Batch(n), func(string) {})
		require.NoError(t, err)
		s.batches = append(s.batches, batch)
		all = append(all, chain.BatchKey{N: uint32(n), Words: batch.KeyWords})
	}
	deployed, err := chain.DeployPredicate(t.Context(), s.Sender(devnet.Deployer), chain.PredicateKeys{One: s.bundle.KeyWords, Batches: all[1:]})
	require.NoError(t, err)
	s.predicate = deployed.Address()
}

func TestOneProofAndOneTransactionForSeveralOnARealChain(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(*site) chain.Forward{"open": (*site).open, "accepted": (*site).assigned} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.withBatches()
			var list []chain.Forward
			for range 3 {
				list = append(list, open(s))
			}
			require.NoError(t, s.Devnet.Mine(t.Context())) // so that none is in a block that may go away
			before := s.balance(devnet.Provider)
			s.start()
			for range 5 {
				s.tick()
			}
			s.start() // another process
			s.AdvanceTo(list[0].Terms.Start)
			for range 20 {
				s.tick()
			}
			price := list[0].Terms.Price.Int64() + list[0].Terms.Bond.Int64()
			s.requirePaid(devnet.Provider, before, 3*price)
			groups := map[common.Hash]int{}
			for _, f := range list {
				require.Equal(t, journal.Confirmed, s.entry(f).Stage)
				require.False(t, s.entry(f).Alone)
				settlements, err := s.Escrow.Settlements(t.Context(), s.Head(), f)
				require.NoError(t, err)
				for _, settlement := range settlements {
					require.Equal(t, s.batches[1].KeyHash, settlement.Key)
					groups[settlement.Settled.Tx]++
				}
			}
			for tx, count := range groups {
				require.Equal(t, 3, count, tx)
			}
		})
	}
}

// One member is settled by itself first: the group's transaction goes through, and is none that settled it.
func TestFateOfAGroup(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.withBatches()
	us := devnet.Named(devnet.Provider).Address
	group := chain.Group{Predicate: s.predicate, N: 4, GasLimit: 1_000_000}
	var jobs []prover.Job
	for range 2 {
		f := s.open()
		d := s.by(f, us)
		announce, err := s.Escrow.AnnounceCall(f.ID, d.H)
		s.Do(devnet.Provider, announce, err)
		group.Deliveries = append(group.Deliveries, d)
	}
	slices.SortFunc(group.Deliveries, func(a, b chain.Delivery) int { return a.Forward.ID.Cmp(b.Forward.ID) })
	for _, d := range group.Deliveries {
		header, err := s.Escrow.Header(d.Forward, us, d.Step).Words()
		require.NoError(t, err)
		a, err := provertest.Assign(s.bundle.KeyHash, header, 12)
		require.NoError(t, err)
		jobs = append(jobs, prover.Job{Header: header, Payload: a.Payload, H: a.H, Witness: a.Witness})
	}
	var err error
	group.Proof, err = prover.New(zerolog.Nop()).ProveTogether(t.Context(), s.batches[1], s.bundle, jobs, nil)
	require.NoError(t, err)
	first, second := group.Deliveries[0], group.Deliveries[1]
	s.AdvanceTo(first.Forward.Terms.Start)
	settle, err := s.Escrow.SettleCall(first)
	s.Do(devnet.Provider, settle, err)

	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	call, err := chain.PackGroup(group)
	require.NoError(t, err)
	tx, err := on.SignGroup(t.Context(), call, nil)
	require.NoError(t, err)
	require.NoError(t, on.Send(t.Context(), tx))
	require.NoError(t, s.Devnet.Mine(t.Context()))
	for forward, want := range map[common.Hash]Fate{second.Forward.ID: Mined, first.Forward.ID: Refused} {
		fate, err := on.Fate(t.Context(), tx, forward, s.Head())
		require.NoError(t, err)
		require.Equal(t, want, fate)
	}
}

// Two keys of one size, which no contract has together, do not keep a look-alike from being told apart.
func TestKeysThatNoContractHasTogether(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.withBatches()
	s.batches = append(s.batches, s.batches...)
	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	p := &Predicate{Name: "square", Bundle: s.bundle, Batches: s.batches}
	_, err := on.CheckPredicate(t.Context(), s.Head(), s.Predicate.Address(), p)
	require.ErrorIs(t, err, ErrOtherPredicate)
	found, err := on.CheckPredicate(t.Context(), s.Head(), s.predicate, p)
	require.NoError(t, err)
	require.Equal(t, s.batches[1:2], found)
}
