package delivery

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

const (
	claimDelay = 60
	blockTime  = 12
	genesis    = 1_000_000
)

var (
	escrowAddress = common.HexToAddress("0xe5c0")
	us            = common.HexToAddress("0x0a")
	somebody      = common.HexToAddress("0x0b")
	bundle        = &keys.Bundle{KeyHash: common.HexToHash("0x4e")}
	otherContract = common.HexToAddress("0xbad")
	preimage      = []byte("preimage")
	params        = sdk.Params{
		Preimage: preimage, Commitment: common.BigToHash(big.NewInt(77)), Unit: common.HexToHash("0x11"), JSON: []byte("{}"),
	}
)

var errTrouble = errors.New("the endpoint has trouble")

// fakeChain is a chain in a few maps: blocks with times, an escrow's rules, a pool of transactions.
type fakeChain struct {
	mu        sync.Mutex
	times     []uint64 // of block i
	opened    []opening
	announced map[common.Hash]instant
	ended     map[common.Hash]ending
	pool      []journal.Transaction
	held      []journal.Transaction                 // what waits, and no block takes
	acts      map[common.Hash]func(now uint64) bool // by transaction; false is a revert
	mined     map[common.Hash]bool                  // by transaction, with its success
	minedIn   map[common.Hash]uint64                // and its block
	nonce     uint64
	others    uint64            // transactions of our account that another program sent, and that wait
	nonceAt   map[uint64]uint64 // by block
	forks     []uint64          // blocks after which the chain goes another way than it did
	signed    uint64
	shown     []common.Hash                 // h of every settlement that was sent, in order
	steps     map[common.Hash][]settledStep // of assigned forwards
	sold      map[common.Hash]uint64        // the block from which on our account may not deliver
	accepted  map[common.Hash]uint64        // and the one from which on it may
	given     map[common.Hash]bool          // of these, what others accepted
	rounds    map[common.Hash]*fakeRound    // of forwards with two rounds
	refused   int                           // settlements that reverted
	reverts   bool                          // by its estimate, a reclaim would
	groups    map[string]chain.Group        // by their calls
	settledIn map[common.Hash]map[common.Hash]bool
	declines  map[common.Hash]bool             // what the predicate takes from nobody
	price     int64                            // wei per gas
	pays      map[common.Hash][]chain.Delivery // what settlements are for, by transaction
	cancels   int
	nothings  int
	funds     Funds // of our account
	accepts   int   // acceptances of ours that counted
	reclaims  int   // reclaims of ours that counted
	owed      int64 // to our account, by the escrow
	hasCode   bool  // our account has code, so that the escrow pays it nothing by itself
	approved  bool  // our account holds no position, and may act for their holders
	wronged   int   // settlements that could have paid, and were cancelled
	offers    fakeOffers

	sendFails   bool // with an error, and the transaction is lost
	sendFailsIn bool // with an error, and the transaction arrives all the same
	slow        bool // receipts of the newest block are not there yet, though its nonces are
	down        bool
	singly      error // that it says where it is asked about many at once
	doubt       error // about what is final
	strange     bool  // no contract is one that this relayer knows
	endpoint    string
}

type opening struct {
	block   uint64
	forward chain.Forward
}

type settledStep struct {
	block      uint64
	settlement chain.Settlement
}

type instant struct{ block, time uint64 }

type ending struct {
	block      uint64
	status     chain.Status
	settlement chain.Settlement
}

func newFakeChain() *fakeChain {
	return &fakeChain{
		times:     []uint64{genesis},
		price:     1,
		funds:     Funds{Ether: big.NewInt(1_000_000), Token: big.NewInt(1_000_000), Allowance: big.NewInt(1_000_000), Lent: big.NewInt(1_000_000), Consent: true},
		offers:    fakeOffers{taken: map[common.Hash]bool{}, revoked: map[common.Hash]bool{}, poor: map[common.Hash]bool{}, parted: map[common.Hash]bool{}},
		pays:      map[common.Hash][]chain.Delivery{},
		announced: map[common.Hash]instant{}, ended: map[common.Hash]ending{},
		acts: map[common.Hash]func(uint64) bool{}, mined: map[common.Hash]bool{}, minedIn: map[common.Hash]uint64{}, nonceAt: map[uint64]uint64{},
		steps: map[common.Hash][]settledStep{}, sold: map[common.Hash]uint64{}, accepted: map[common.Hash]uint64{},
		rounds: map[common.Hash]*fakeRound{},
		groups: map[string]chain.Group{}, settledIn: map[common.Hash]map[common.Hash]bool{},
	}
}

// mine makes a block so many seconds later, with what is in the pool.
func (c *fakeChain) mine(seconds uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.times = append(c.times, c.times[len(c.times)-1]+seconds)
	for _, tx := range c.pool {
		if tx.Nonce != c.nonce {
			continue
		}
		c.nonce++
		c.others -= min(c.others, 1) // it took the place of another program's
		c.minedIn[tx.Hash] = c.block()
		c.mined[tx.Hash] = c.acts[tx.Hash](c.times[len(c.times)-1])
		if !c.mined[tx.Hash] {
			c.refused++
		}
	}
	c.pool = nil
	c.nonceAt[c.block()] = c.nonce
}

// takeNonce has another program with our key get a transaction into the newest block.
func (c *fakeChain) takeNonce() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nonce++
	c.nonceAt[c.block()] = c.nonce
}

func (c *fakeChain) now() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.times[len(c.times)-1]
}

func (c *fakeChain) block() uint64 { return uint64(len(c.times) - 1) }

func (c *fakeChain) open(change func(*chain.Forward)) chain.Forward {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.times[len(c.times)-1]
	f := chain.Forward{
		Terms: statement.Terms{
			Predicate: common.HexToAddress("0x9e"), Params: statement.WordFromUint64(77), TaskHash: crypto.Keccak256Hash([]byte("task")),
			Token: common.HexToAddress("0x70"), Price: big.NewInt(1000), Quantity: big.NewInt(1), Unit: params.Unit,
			Start: now + 1000, End: now + 2000, SettleBy: now + 3000, Bond: new(big.Int),
		},
		Buyer: somebody, Salt: common.BigToHash(big.NewInt(int64(len(c.opened)))), Params: preimage, Task: []byte("task"),
	}
	if change != nil {
		change(&f)
	}
	id, err := statement.ForwardID(f.Terms, f.Buyer, f.Salt, big.NewInt(1337), escrowAddress)
	if err != nil {
		panic(err)
	}
	f.ID = id
	c.opened = append(c.opened, opening{c.block(), f})
	return f
}

func (c *fakeChain) end(f chain.Forward, status chain.Status, s chain.Settlement) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended[f.ID] = ending{c.block(), status, s}
}

// forget takes an announcement out of the chain again, as a reorganisation does.
func (c *fakeChain) forget(f, h common.Hash) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.announced, announcementKey(f, h))
}

func (c *fakeChain) Heads(_ context.Context, back uint64) (newest, below chain.Head, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		return newest, below, errTrouble
	}
	return c.head(c.block()), c.head(c.block() - min(back, c.block())), nil
}

func (c *fakeChain) Endpoint() string { return c.endpoint }

func (c *fakeChain) Agreed(_ context.Context, at chain.Head) (chain.Head, error) {
	if c.doubt != nil {
		return chain.Head{}, fmt.Errorf("%w: block %d", c.doubt, at.Number)
	}
	return at, nil
}

func (c *fakeChain) State(_ context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	state := State{Status: chain.StatusNone}
	for _, o := range c.opened {
		if o.forward.ID == f.ID && o.block <= at.Number {
			state.Status = chain.StatusPending
		}
	}
	if a, ok := c.announced[announcementKey(f.ID, h)]; ok && a.block <= at.Number {
		state.AnnouncedAt = a.time
	}
	switch e, ok := c.ended[f.ID]; {
	case ok && e.block <= at.Number:
		state.Status = e.status
	case state.Status == chain.StatusNone:
	case f.Assigned() && !c.acceptedAt(f.ID, at.Number) && at.Time >= f.Terms.AcceptBy:
		state.Status = chain.StatusLapsed
	case f.Assigned() && !c.acceptedAt(f.ID, at.Number):
		state.Status = chain.StatusProposed
	case at.Time >= f.Terms.SettleBy:
		state.Status = chain.StatusExpired
	case at.Time >= f.Terms.Start:
		state.Status = chain.StatusDeliverable
	}
	if f.Assigned() {
		sold, isSold := c.sold[f.ID]
		state.MayDeliver = c.acceptedAt(f.ID, at.Number) && (!isSold || at.Number < sold)
		state.Holds = state.MayDeliver && !c.approved
		state.Delivered, state.Cursor = c.progress(f.ID, at.Number)
	}
	if round := c.rounds[f.ID]; round != nil {
		state.Commitment, state.Beacon = round.at(at.Number)
	}
	return state, nil
}

func (c *fakeChain) acceptedAt(f common.Hash, block uint64) bool {
	since, accepted := c.accepted[f]
	return accepted && block >= since
}

// accept takes on an assigned forward for our account.
func (c *fakeChain) accept(f chain.Forward) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.accepted[f.ID] = c.block()
}

// sell gives the provider's position to somebody else.
func (c *fakeChain) sell(f chain.Forward) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sold[f.ID] = c.block()
}

func (c *fakeChain) progress(f common.Hash, block uint64) (delivered *big.Int, cursor uint64) {
	delivered = new(big.Int)
	for _, step := range c.steps[f] {
		if step.block <= block {
			delivered.Add(delivered, step.settlement.Step.Amount)
			cursor = step.settlement.Step.To
		}
	}
	return delivered, cursor
}

// settleStep is what the escrow does with a settlement of an assigned forward, whoever sends it.
func (c *fakeChain) settleStep(d chain.Delivery) {
	delivered, _ := c.progress(d.Forward.ID, c.block())
	after := new(big.Int).Add(delivered, d.Step.Amount)
	settlement := chain.Settlement{
		Recipient: d.Recipient, H: d.H, Step: d.Step,
		Paid: new(big.Int).Sub(d.Forward.Earned(after), d.Forward.Earned(delivered)),
	}
	c.steps[d.Forward.ID] = append(c.steps[d.Forward.ID], settledStep{c.block(), settlement})
	if after.Cmp(d.Forward.Terms.Quantity) == 0 {
		c.ended[d.Forward.ID] = ending{c.block(), chain.StatusSettled, settlement}
	}
}

func (c *fakeChain) PaidBack(_ context.Context, _ chain.Head, f *chain.Forward) (*big.Int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	reclaimed := c.ended[f.ID].block
	if sold, isSold := c.sold[f.ID]; isSold && reclaimed >= sold || c.approved {
		return new(big.Int), nil
	}
	delivered, _ := c.progress(f.ID, reclaimed)
	return f.BondKept(delivered), nil
}

func (c *fakeChain) Settlements(_ context.Context, at chain.Head, f *chain.Forward) ([]chain.Settlement, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !f.Assigned() {
		return []chain.Settlement{c.ended[f.ID].settlement}, nil
	}
	var all []chain.Settlement
	for _, step := range c.steps[f.ID] {
		if step.block <= at.Number {
			all = append(all, step.settlement)
		}
	}
	return all, nil
}

// AcceptedFor is our account where it accepted for itself, and whoever gave it the position otherwise.
func (c *fakeChain) AcceptedFor(_ context.Context, at chain.Head, f *chain.Forward) (common.Address, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.acceptedAt(f.ID, at.Number):
		return common.Address{}, nil
	case c.given[f.ID]:
		return somebody, nil
	}
	return us, nil
}

func (c *fakeChain) CheckPredicate(_ context.Context, _ chain.Head, contract common.Address, p *Predicate) ([]*keys.Bundle, error) {
	if contract == otherContract || c.strange {
		return nil, ErrOtherPredicate
	}
	return p.Batches, nil
}

func (c *fakeChain) Costs(context.Context, *Predicate) (chain.Costs, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		return chain.Costs{}, errTrouble
	}
	return chain.Costs{
		Announce: big.NewInt(lightGas * c.price), Settle: big.NewInt(settleGas * c.price), Accept: big.NewInt(lightGas * c.price),
		SettleNeeds: big.NewInt(2 * settleGas * c.price), AcceptNeeds: big.NewInt(2 * lightGas * c.price),
		Fee: big.NewInt(c.price), MostFee: big.NewInt(2 * c.price),
	}, nil
}

// What transactions take of gas here.
const (
	lightGas  = 50
	settleGas = 300
)

// sign is the one place where something is signed: for at most so many wei, under the next nonce.
func (c *fakeChain) sign(gas int64, most *big.Int, act func(now uint64) bool) (journal.Transaction, error) {
	cost := big.NewInt(gas * c.price)
	if most != nil && cost.Cmp(most) > 0 {
		return journal.Transaction{}, chain.ErrTooDear
	}
	return c.signUnder(c.next(), cost, act), nil
}

// next is the nonce behind all that waits.
func (c *fakeChain) next() uint64 {
	next := c.nonce + c.others
	waits := func(tx journal.Transaction) bool { return tx.Nonce == next }
	for slices.ContainsFunc(c.pool, waits) || slices.ContainsFunc(c.held, waits) { // what lies above a gap is not counted
		next++
	}
	return next
}

func (c *fakeChain) signUnder(nonce uint64, cost *big.Int, act func(now uint64) bool) journal.Transaction {
	c.signed++
	raw := binary.BigEndian.AppendUint64(nil, c.signed)
	tx := journal.Transaction{Hash: crypto.Keccak256Hash(raw), Nonce: nonce, Raw: raw, Cost: cost}
	c.acts[tx.Hash] = act
	return tx
}

func (c *fakeChain) SignAnnounce(_ context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sign(lightGas, most, func(now uint64) bool {
		key := announcementKey(forward, h)
		if _, repeated := c.announced[key]; !repeated {
			c.announced[key] = instant{c.block(), now}
		}
		return true
	})
}

func (c *fakeChain) SignSettle(_ context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.declines[d.Forward.ID] {
		return journal.Transaction{}, &chain.RevertError{Reason: "it was sold before"}
	}
	tx, err := c.sign(settleGas, most, func(now uint64) bool { return c.settles(d, now) })
	if err == nil {
		c.shown = append(c.shown, d.H.Bytes())
		c.pays[tx.Hash] = []chain.Delivery{d}
	}
	return tx, err
}

func (c *fakeChain) Funds(context.Context, chain.Head, common.Address) (Funds, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	funds := c.funds
	funds.Ether, funds.Token = new(big.Int).Set(funds.Ether), new(big.Int).Set(funds.Token)
	funds.Allowance, funds.Lent = new(big.Int).Set(funds.Allowance), new(big.Int).Set(funds.Lent)
	return funds, nil
}

func (c *fakeChain) Owed(context.Context, chain.Head, common.Address) (*big.Int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return big.NewInt(c.owed), nil
}

// SignAccept stakes the bond of whatever nobody accepted yet.
func (c *fakeChain) SignAccept(_ context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sign(lightGas, most, func(now uint64) bool {
		if _, accepted := c.accepted[f.ID]; accepted || now >= f.Terms.AcceptBy || c.funds.Allowance.Cmp(f.Terms.Bond) < 0 {
			return false
		}
		c.funds.Token.Sub(c.funds.Token, f.Terms.Bond)
		c.funds.Allowance.Sub(c.funds.Allowance, f.Terms.Bond)
		c.accepted[f.ID] = c.block()
		c.accepts++
		return true
	})
}

// SignReclaim pays our account the part of the bond that was delivered.
func (c *fakeChain) SignReclaim(_ context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.reverts {
		return journal.Transaction{}, errReverts
	}
	return c.sign(lightGas, most, func(now uint64) bool {
		if _, over := c.ended[f.ID]; over || now < f.Terms.SettleBy || c.declines[f.ID] {
			return false
		}
		delivered, _ := c.progress(f.ID, c.block())
		if kept := f.BondKept(delivered); c.hasCode {
			c.owed += kept.Int64()
		} else {
			c.funds.Token.Add(c.funds.Token, kept)
		}
		c.ended[f.ID] = ending{c.block(), chain.StatusReclaimed, chain.Settlement{}}
		c.reclaims++
		return true
	})
}

// settles is what the escrow does with a settlement, whoever sends it.
func (c *fakeChain) settles(d chain.Delivery, now uint64) bool {
	id, h := d.Forward.ID, common.Hash(d.H.Bytes())
	if _, over := c.ended[id]; over || c.declines[id] || now < d.Forward.Terms.Start || now >= d.Forward.Terms.SettleBy {
		return false
	}
	if d.Forward.Assigned() {
		_, sold := c.sold[id]
		delivered, cursor := c.progress(id, c.block())
		after := new(big.Int).Add(delivered, d.Step.Amount)
		if round := c.rounds[id]; round != nil && (common.Hash(d.Commitment.Bytes()) != round.commitment || common.Hash(d.Beacon.Bytes()) != round.beacon) {
			return false
		}
		if sold || d.Step.From < cursor || after.Cmp(d.Forward.Terms.Quantity) > 0 {
			return false
		}
		c.settleStep(d)
		return true
	}
	a, announced := c.announced[announcementKey(id, h)]
	if !announced || now < a.time+claimDelay {
		return false
	}
	c.ended[id] = ending{c.block(), chain.StatusSettled, chain.Settlement{Recipient: d.Recipient, H: d.H, Paid: d.Forward.Terms.Price}}
	return true
}

func (c *fakeChain) PackGroup(group chain.Group) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	call := slices.Clone(group.Proof)
	for _, d := range group.Deliveries {
		call = append(call, d.Forward.ID[:]...)
	}
	c.groups[string(call)] = group
	return call, nil
}

func (c *fakeChain) SignGroup(_ context.Context, call []byte, most *big.Int) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	group, settled := c.groups[string(call)], map[common.Hash]bool{}
	tx, err := c.sign(settleGas*int64(len(group.Deliveries)), most, func(now uint64) bool {
		for _, d := range group.Deliveries {
			settled[d.Forward.ID] = c.settles(d, now)
		}
		return true
	})
	if err != nil {
		return tx, err
	}
	for _, d := range group.Deliveries {
		c.shown = append(c.shown, d.H.Bytes())
	}
	c.settledIn[tx.Hash], c.pays[tx.Hash] = settled, group.Deliveries
	return tx, nil
}

func (c *fakeChain) MaySend(context.Context) error { return nil }

func (c *fakeChain) Send(_ context.Context, tx journal.Transaction) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sendFails {
		return errTrouble
	}
	same := slices.IndexFunc(c.pool, func(waiting journal.Transaction) bool { return waiting.Nonce == tx.Nonce })
	switch _, mined := c.mined[tx.Hash]; {
	case mined:
	case same < 0:
		c.pool = append(c.pool, tx)
	case tx.Cost != nil && 10*tx.Cost.Int64() >= 11*c.pool[same].Cost.Int64():
		c.pool[same] = tx
	}
	if c.sendFailsIn {
		return errTrouble
	}
	return nil
}

func (c *fakeChain) Fate(_ context.Context, tx journal.Transaction, forward common.Hash, final chain.Head) (Fate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	success, mined := c.mined[tx.Hash]
	if c.slow && c.minedIn[tx.Hash] == c.block() {
		mined = false
	}
	group, together := c.settledIn[tx.Hash]
	switch {
	case mined && together && !group[forward]:
		return Refused, nil
	case mined && success:
		return Mined, nil
	case mined:
		return Refused, nil
	case tx.Nonce < min(c.nonce, c.nonceAt[final.Number]):
		return Replaced, nil
	}
	return Waiting, nil
}

// squares is a predicate plugin: an output holds if it is the number 12.
type squares struct {
	mu              sync.Mutex
	checks, assigns int
	commits         int
	cannot          error                 // judge by the parameters
	trouble         error                 // with judging outputs
	spoil           func(*sdk.Assignment) // makes the answer hostile
	step            func(sdk.AssignRequest) sdk.Step
}

func (s *squares) OpenParams(_ context.Context, got []byte) (sdk.Params, error) {
	if string(got) == "nonsense" {
		return sdk.Params{}, sdk.Unjudgeable(errors.New("not a preimage"))
	}
	return params, nil
}

func (s *squares) CommitParams(context.Context, []byte) (sdk.Params, error) {
	return params, s.cannot
}

func (s *squares) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	s.mu.Lock()
	s.checks++
	s.mu.Unlock()
	if s.trouble != nil {
		return sdk.Verdict{}, s.trouble
	}
	switch string(request.Output) {
	case "12":
		return sdk.Verdict{Holds: true, Output: []byte("12")}, nil
	case "binary":
		return sdk.Verdict{}, sdk.Unjudgeable(errors.New("byte 3 is no digit"))
	}
	return sdk.Verdict{Findings: []sdk.Finding{{Rule: "number", Line: 1, Message: "it is not 12"}}}, nil
}

func (s *squares) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	s.mu.Lock()
	s.assigns++
	s.mu.Unlock()
	if err := opens(request); err != nil {
		return sdk.Assignment{}, err
	}
	step, err := eightAtMost(request)
	if err != nil {
		return sdk.Assignment{}, err
	}
	if s.step != nil {
		step = s.step(request)
	}
	settled, err := sdk.SettledHeader(request.Header, request.Cursor, step)
	if err != nil {
		return sdk.Assignment{}, err
	}
	var header [statement.HeaderLen]statement.Word
	for i, word := range settled {
		if header[i], err = statement.WordFromBytes(word); err != nil {
			return sdk.Assignment{}, err
		}
	}
	a, err := provertest.Assign(request.KeyHash, header, 12)
	if err != nil {
		return sdk.Assignment{}, err
	}
	answer := sdk.Assignment{Step: step, H: a.H.Bytes(), Payload: []sdk.Word{a.Payload[0].Bytes()}, Witness: a.Witness}
	if s.spoil != nil {
		s.spoil(&answer)
	}
	return answer, nil
}

// eightAtMost is the step of the next eight units, or of those that are left.
func eightAtMost(request sdk.AssignRequest) (sdk.Step, error) {
	window, err := statement.WordFromBytes(request.Header[statement.WindowWord])
	if err != nil {
		return sdk.Step{}, err
	}
	_, _, quantity := statement.ParseWindow(window)
	to := min(request.Cursor+8, quantity.Uint64())
	return sdk.Step{From: request.Cursor, To: to, Amount: new(big.Int).SetUint64(to - request.Cursor)}, nil
}

// outputs is an executor that hands out its list.
type outputs struct {
	mu    sync.Mutex
	list  []string
	jobs  []sdk.Job
	hold  chan struct{} // if set, every run waits for it
	asked chan struct{} // and says here that it waits
}

func (o *outputs) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	o.mu.Lock()
	hold := o.hold
	o.jobs = append(o.jobs, job)
	o.mu.Unlock()
	if hold != nil {
		o.asked <- struct{}{}
		select {
		case <-hold:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if job.Attempt > len(o.list) {
		return nil, errors.New("there is nothing left")
	}
	return []byte(o.list[job.Attempt-1]), emit(sdk.Event{Message: "working"})
}

func (o *outputs) block() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.hold, o.asked = make(chan struct{}), make(chan struct{}, 1)
}

type fakeProver struct {
	mu       sync.Mutex
	proofs   int
	err      error
	together []int // how many jobs each proof of several was about
	apart    error // what becomes of those
	takes    time.Duration
}

func (p *fakeProver) Expected(bundle *keys.Bundle) time.Duration {
	return p.takes * time.Duration(max(bundle.Manifest.Batch, 1))
}

func (p *fakeProver) Prove(context.Context, *keys.Bundle, prover.Job, func(prover.Progress)) ([]byte, error) {
	if p.err != nil {
		return nil, p.err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.proofs++
	return []byte("proof"), nil
}

// ProveTogether counts as one proof, of as many jobs.
func (p *fakeProver) ProveTogether(_ context.Context, batch, _ *keys.Bundle, jobs []prover.Job, _ func(prover.Progress)) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil || p.apart != nil {
		return nil, errors.Join(p.err, p.apart)
	}
	p.proofs++
	p.together = append(p.together, len(jobs))
	return fmt.Appendf(nil, "proof %d of %d", p.proofs, batch.Manifest.Batch), nil
}

// bench is one relayer on a fake chain, which can be killed and started again.
type bench struct {
	t         *testing.T
	chain     *fakeChain
	plugin    *squares
	executor  *outputs
	prover    *fakeProver
	where     database.Where
	db        *database.Database
	journal   *journal.Journal
	opts      Options
	wall      time.Time
	events    []Event
	engine    *Engine
	hasRounds bool                     // its predicate
	batches   []int                    // sizes that its predicate has keys for
	deps      func(*Deps, *WorkerDeps) // changes what the next start works with
	hands     *crew.Crew
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{
		t: t, chain: newFakeChain(), plugin: &squares{}, executor: &outputs{list: []string{"11", "12"}}, prover: &fakeProver{},
		where: newWhere(t),
		opts: Options{
			ChainID: big.NewInt(1337), Escrow: escrowAddress, ClaimDelay: claimDelay, Recipient: us,
			MaxAttempts: 3, Confirmations: 2, MinPrice: big.NewInt(1), Margin: 300 * time.Second, Poll: time.Millisecond, Gather: 10 * time.Second,
		},
		wall: time.Unix(0, 0),
	}
	t.Cleanup(func() {
		b.stop()
		require.Zero(t, b.chain.wronged, "a settlement that could still pay was cancelled")
	})
	return b
}

// stop ends what was started, if anything was.
func (b *bench) stop() {
	if b.db == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := errors.Join(b.hands.Stop(ctx), b.db.Close()); err != nil {
		b.t.Error(err)
	}
}

// start starts a relayer, or another one after a kill.
func (b *bench) start() {
	b.t.Helper()
	b.stop()
	if b.db != nil && b.db.Shared() { // another process could have what had trouble: it waits for its time, and is not begun anew by who starts
		b.wall = b.wall.Add(crew.LastPause)
	}
	var err error
	b.db, err = database.Open(b.t.Context(), b.where)
	require.NoError(b.t, err)
	b.journal = journal.New(b.db)
	var mu sync.Mutex
	observe := func(event Event) {
		mu.Lock()
		defer mu.Unlock()
		b.events = append(b.events, event)
	}
	clock := func() time.Time { return b.wall }
	deps := Deps{
		View: b.chain, Events: b.chain, Witness: b.chain, Wallet: b.chain, Network: b.chain, Purse: b.chain,
		Predicates: []*Predicate{{Name: "square", PayloadWords: 1, TwoRounds: b.hasRounds, Plugin: b.plugin, Bundle: bundle, Batches: b.bundles()}},
		Offers:     b.chain, Prover: b.prover, Journal: b.journal, Clock: clock, Observe: observe, Pack: b.chain.PackGroup,
	}
	worker := WorkerDeps{
		Log:        zerolog.New(zerolog.NewTestWriter(b.t)),
		Predicates: deps.Predicates, Executor: b.executor, Prover: b.prover, Pack: b.chain.PackGroup, Proves: true, Observe: observe, Clock: clock,
		Journal: func(w crew.Work) notebook { return b.journal.Fenced(b.hands.Fence(w)) },
	}
	if b.deps != nil {
		b.deps(&deps, &worker)
	}
	b.hands, err = NewCrew(b.t.Context(), b.db, worker, crew.Options{
		Name: "bench", Slots: map[crew.Queue]int{crew.Execute: 4, crew.Prove: 4}, Clock: clock,
	})
	require.NoError(b.t, err)
	require.NoError(b.t, b.hands.Start(b.t.Context()))
	deps.Hands = b.hands
	b.engine, err = New(deps, b.opts)
	require.NoError(b.t, err)
}

func (b *bench) bundles() (list []*keys.Bundle) {
	for _, n := range b.batches {
		list = append(list, &keys.Bundle{KeyHash: common.BigToHash(big.NewInt(int64(n))), Manifest: keys.Manifest{Batch: n}})
	}
	return list
}

// tick looks at the chain once and waits for the work it began.
func (b *bench) tick() {
	b.t.Helper()
	require.NoError(b.t, b.engine.Tick(b.t.Context()))
	b.wait()
}

// wait returns once nothing is worked on.
func (b *bench) wait() {
	b.t.Helper()
	require.NoError(b.t, b.hands.Idle(b.t.Context()))
}

// run ticks once a block until the time is reached.
func (b *bench) run(until uint64) {
	b.t.Helper()
	for b.chain.now() < until {
		b.chain.mine(blockTime)
		b.tick()
	}
}

func (b *bench) entry(f chain.Forward) *journal.Delivery {
	b.t.Helper()
	d, err := b.journal.Load(f.ID)
	require.NoError(b.t, err)
	return d
}

func (b *bench) kinds() []Kind {
	var kinds []Kind
	for _, event := range b.events {
		if event.Kind != Told {
			kinds = append(kinds, event.Kind)
		}
	}
	return kinds
}

// origins are the offers that what was taken came of.
func (b *bench) origins() (all []Origin) {
	for _, event := range b.events {
		if event.Kind == Taken {
			all = append(all, event.Offer)
		}
	}
	return all
}

func (b *bench) told() []string {
	var reasons []string
	for _, event := range b.events {
		if event.Kind == Told {
			reasons = append(reasons, event.Reason)
		}
	}
	return reasons
}
