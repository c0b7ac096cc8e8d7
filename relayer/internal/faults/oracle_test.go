//go:build faults

package faults

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// events are those of the contracts, written down here anew: the oracle must not share a misreading with the relayer.
const events = `[
 {"type":"event","name":"Opened","inputs":[{"name":"id","type":"bytes32","indexed":true},{"name":"buyer","type":"address","indexed":true},
  {"name":"predicate","type":"address","indexed":true},
  {"name":"terms","type":"tuple","components":[{"name":"predicate","type":"address"},{"name":"params","type":"uint256"},{"name":"taskHash","type":"bytes32"},
   {"name":"token","type":"address"},{"name":"price","type":"uint128"},{"name":"quantity","type":"uint96"},{"name":"unit","type":"bytes32"},
   {"name":"acceptBy","type":"uint64"},{"name":"start","type":"uint64"},{"name":"end","type":"uint64"},{"name":"settleBy","type":"uint64"},
   {"name":"bond","type":"uint128"},{"name":"provider","type":"address"},{"name":"beaconBlock","type":"uint64"},
   {"name":"sealX","type":"uint256"},{"name":"sealY","type":"uint256"}]},
  {"name":"salt","type":"bytes32"},{"name":"params","type":"bytes"},{"name":"task","type":"bytes"}]},
 {"type":"event","name":"Announced","inputs":[{"name":"id","type":"bytes32","indexed":true},{"name":"h","type":"uint256","indexed":true},{"name":"at","type":"uint64"}]},
 {"type":"event","name":"Accepted","inputs":[{"name":"id","type":"bytes32","indexed":true},{"name":"provider","type":"address","indexed":true}]},
 {"type":"event","name":"Settled","inputs":[{"name":"id","type":"bytes32","indexed":true},{"name":"recipient","type":"address","indexed":true},
  {"name":"key","type":"bytes32","indexed":true},{"name":"paid","type":"uint256"},{"name":"progress","type":"uint256"},{"name":"commitment","type":"uint256"},
  {"name":"beacon","type":"uint256"},{"name":"h","type":"uint256"},{"name":"payload","type":"uint256[]"},{"name":"proof","type":"bytes"}]},
 {"type":"event","name":"Reclaimed","inputs":[{"name":"id","type":"bytes32","indexed":true},{"name":"buyer","type":"address","indexed":true},
  {"name":"toBuyer","type":"uint256"},{"name":"provider","type":"address","indexed":true},{"name":"toProvider","type":"uint256"}]},
 {"type":"event","name":"Transfer","inputs":[{"name":"from","type":"address","indexed":true},{"name":"to","type":"address","indexed":true},{"name":"value","type":"uint256"}]}
]`

// terms are what a forward's opening tells.
type terms struct {
	Predicate            common.Address
	Params               *big.Int
	TaskHash             [32]byte
	Token                common.Address
	Price, Quantity      *big.Int
	Unit                 [32]byte
	AcceptBy, Start, End uint64
	SettleBy             uint64
	Bond                 *big.Int
	Provider             common.Address
	BeaconBlock          uint64
	SealX, SealY         *big.Int
}

// fact is what the chain tells of one forward.
type fact struct {
	price, quantity, bond *big.Int
	accepted, announced   int
	steps                 []step
	reclaimed             *big.Int // what went back to both sides, nil if nothing did
}

type step struct {
	recipient    common.Address
	from, to     uint64
	amount, paid *big.Int
}

// delivered is the sum of the steps.
func (f *fact) delivered() (units, paid *big.Int) {
	units, paid = new(big.Int), new(big.Int)
	for _, s := range f.steps {
		units.Add(units, s.amount)
		paid.Add(paid, s.paid)
	}
	return units, paid
}

// end is how the forward ended by the chain; a forward that is not there is nil.
func (f *fact) end() string {
	switch {
	case f == nil:
		return "absent"
	case f.reclaimed != nil:
		return "reclaimed"
	}
	if units, _ := f.delivered(); units.Cmp(f.quantity) == 0 {
		return "settled"
	}
	return "pending"
}

// ledger is what the chain tells of all forwards, and what the escrow holds and paid in the token, by the token alone.
type ledger struct {
	facts    map[common.Hash]*fact
	holds    *big.Int
	received map[common.Address]*big.Int // from the escrow
}

// read reads the whole chain.
func (w *world) read() *ledger {
	w.Helper()
	known, err := abi.JSON(strings.NewReader(events))
	require.NoError(w, err)
	escrow, token := w.deployment.Escrow, w.deployment.Tokens[devnet.MockWBTC]
	logs, err := w.node.eth.FilterLogs(context.Background(), ethereum.FilterQuery{FromBlock: new(big.Int), Addresses: []common.Address{escrow, token}})
	require.NoError(w, err)
	l := &ledger{facts: map[common.Hash]*fact{}, holds: new(big.Int), received: map[common.Address]*big.Int{}}
	for i := range logs {
		if event, err := known.EventByID(logs[i].Topics[0]); err == nil && (event.Name == "Transfer") == (logs[i].Address == token) {
			values, err := event.Inputs.NonIndexed().Unpack(logs[i].Data)
			require.NoError(w, err)
			l.add(w, event.Name, &logs[i], values)
		}
	}
	return l
}

// logs are the escrow's and its rounds' of one kind.
func (w *world) logs(event common.Hash) []types.Log {
	w.Helper()
	logs, err := w.node.eth.FilterLogs(context.Background(), ethereum.FilterQuery{FromBlock: new(big.Int), Topics: [][]common.Hash{{event}}})
	require.NoError(w, err)
	return logs
}

func number(w *world, value any) *big.Int {
	n, ok := value.(*big.Int)
	require.True(w, ok, "%T is no number", value)
	return n
}

func (l *ledger) add(w *world, event string, log *types.Log, values []any) {
	if event == "Transfer" {
		l.transfer(w, common.BytesToAddress(log.Topics[1][:]), common.BytesToAddress(log.Topics[2][:]), number(w, values[0]))
		return
	}
	id := log.Topics[1]
	f := l.facts[id]
	if event != "Opened" {
		require.NotNil(w, f, "%s of a forward that was not opened", event)
	}
	switch event {
	case "Opened":
		terms, ok := abi.ConvertType(values[0], new(terms)).(*terms)
		require.True(w, ok)
		l.facts[id] = &fact{price: terms.Price, quantity: terms.Quantity, bond: terms.Bond}
	case "Accepted":
		f.accepted++
	case "Announced":
		f.announced++
	case "Settled":
		progress := number(w, values[1]).FillBytes(make([]byte, 32)) // amount, to and from, in 16, 8 and 8 bytes
		f.steps = append(f.steps, step{
			recipient: common.BytesToAddress(log.Topics[2][:]), paid: number(w, values[0]),
			amount: new(big.Int).SetBytes(progress[:16]),
			to:     new(big.Int).SetBytes(progress[16:24]).Uint64(), from: new(big.Int).SetBytes(progress[24:]).Uint64(),
		})
	case "Reclaimed":
		f.reclaimed = new(big.Int).Add(number(w, values[0]), number(w, values[1]))
	}
}

func (l *ledger) transfer(w *world, from, to common.Address, value *big.Int) {
	if to == w.deployment.Escrow {
		l.holds.Add(l.holds, value)
	}
	if from != w.deployment.Escrow {
		return
	}
	l.holds.Sub(l.holds, value)
	if l.received[to] == nil {
		l.received[to] = new(big.Int)
	}
	l.received[to].Add(l.received[to], value)
}

// money says what is wrong with how much was paid for what, and to whom.
func (l *ledger) money() (wrong []string) {
	owes, earned := new(big.Int), map[common.Address]*big.Int{}
	for id, f := range l.facts {
		units, paid := f.delivered()
		if f.accepted > 1 {
			wrong = append(wrong, fmt.Sprintf("forward %s was accepted %d times", id, f.accepted))
		}
		if units.Cmp(f.quantity) > 0 || paid.Cmp(f.price) > 0 {
			wrong = append(wrong, fmt.Sprintf("forward %s: %v of %v units, and %v of %v were paid for", id, units, f.quantity, paid, f.price))
		}
		cursor := uint64(0)
		for _, s := range f.steps {
			if s.from < cursor || s.to <= s.from {
				wrong = append(wrong, fmt.Sprintf("forward %s: the step from %d to %d was paid twice, in part", id, s.from, s.to))
			}
			cursor = s.to
			if earned[s.recipient] == nil {
				earned[s.recipient] = new(big.Int)
			}
			earned[s.recipient].Add(earned[s.recipient], s.paid)
		}
		held := new(big.Int).Sub(f.price, paid)
		switch {
		case f.reclaimed != nil:
			held.SetInt64(0)
		case f.accepted == 0:
		case f.end() == "settled": // the bond went with the last step
			last := earned[f.steps[len(f.steps)-1].recipient]
			last.Add(last, f.bond)
		default:
			held.Add(held, f.bond)
		}
		owes.Add(owes, held)
	}
	if owes.Cmp(l.holds) != 0 {
		wrong = append(wrong, fmt.Sprintf("the escrow holds %v, and should hold %v", l.holds, owes))
	}
	for who, amount := range l.received {
		if want := earned[who]; want == nil || want.Cmp(amount) != 0 {
			wrong = append(wrong, fmt.Sprintf("%s got %v and earned %v", who, amount, want))
		}
	}
	return wrong
}

// ends says where the journal and the chain have another end for a forward, or none where there could be one.
func (l *ledger) ends(forwards []common.Hash, journal []entry, us common.Address) (wrong []string) {
	for _, id := range forwards {
		told := slices.DeleteFunc(slices.Clone(journal), func(e entry) bool { return e.Forward != id })
		stage := "absent"
		if len(told) > 0 {
			stage = told[0].Stage
		}
		f := l.facts[id]
		end := f.end()
		if end == "settled" && f.steps[len(f.steps)-1].recipient != us {
			end = "settled by another"
		}
		want := map[string]string{"settled": "confirmed", "settled by another": "abandoned", "reclaimed": "abandoned"}[end]
		if len(told) > 1 || want != "" && stage != want || want == "" && (stage == "confirmed" || stage == "abandoned") {
			wrong = append(wrong, fmt.Sprintf("forward %s is %s in the chain and %s in the journal, which has %d entries", id, end, stage, len(told)))
		}
	}
	return wrong
}

// bytesOf says where a nonce was used for other bytes, without a tenth more being paid for them, and how often bytes were sent
// again and others took a place.
func bytesOf(sent []*types.Transaction) (wrong []string, again, replaced int) {
	last := map[uint64]*types.Transaction{}
	for _, tx := range sent {
		old := last[tx.Nonce()]
		last[tx.Nonce()] = tx
		switch {
		case old == nil:
		case old.Hash() == tx.Hash():
			again++
		case !outbids(tx, old):
			wrong = append(wrong, fmt.Sprintf("under nonce %d first %s was sent and then %s, which pays no more", tx.Nonce(), old.Hash(), tx.Hash()))
		default:
			replaced++
		}
	}
	return wrong, again, replaced
}

// death is a moment at which a relayer was killed: how much had been sent, and what its journal had kept of what it signed.
type death struct {
	sent int
	kept map[common.Hash]bool
}

// afresh says where a relayer that was killed signed anew, however dear, what it should have sent again: the first bytes after a death,
// under a nonce that bytes were sent under before, are some that were signed before. again is how often that was so.
func afresh(sent []*types.Transaction, deaths []death) (wrong []string, again int) {
	counted := map[int]bool{} // what is first after several
	for _, d := range deaths {
		before := map[uint64]bool{}
		old := map[common.Hash]bool{}
		maps.Copy(old, d.kept)
		for _, tx := range sent[:d.sent] {
			before[tx.Nonce()], old[tx.Hash()] = true, true
		}
		for i, tx := range sent[d.sent:] {
			if !before[tx.Nonce()] {
				continue
			}
			before[tx.Nonce()] = false // what comes after the first may pay more
			if counted[d.sent+i] = true; !old[tx.Hash()] {
				wrong = append(wrong, fmt.Sprintf("under nonce %d, after a kill, first %s was sent, which nobody had signed before it", tx.Nonce(), tx.Hash()))
			}
		}
	}
	return wrong, len(counted)
}

// outbids says whether a transaction pays a tenth more than another, as nodes want it for taking its place.
func outbids(tx, old *types.Transaction) bool {
	more := func(a, b *big.Int) bool {
		return new(big.Int).Mul(a, big.NewInt(10)).Cmp(new(big.Int).Mul(b, big.NewInt(11))) >= 0
	}
	return more(tx.GasFeeCap(), old.GasFeeCap()) && more(tx.GasTipCap(), old.GasTipCap())
}

// account is what came of a run.
type account struct {
	settled, absent int // forwards
	nonces          int // of what was sent
	refused         int // by the contracts, though they were paid for
	idle            int // that did what was done
	again, replaced int
	resumed         int // nonces whose bytes were sent before a kill, and first after it
}

func (a *account) add(more account) {
	a.settled += more.settled
	a.absent += more.absent
	a.nonces += more.nonces
	a.refused += more.refused
	a.idle += more.idle
	a.again += more.again
	a.replaced += more.replaced
	a.resumed += more.resumed
}

func (a account) String() string {
	text := fmt.Sprintf("%d settled once", a.settled)
	if a.absent > 0 {
		text += fmt.Sprintf(", %d not there and not paid", a.absent)
	}
	text += fmt.Sprintf(" by %d transactions; %d sent again", a.nonces, a.again)
	if a.resumed > 0 {
		text += fmt.Sprintf(" (%d first after a kill)", a.resumed)
	}
	return text + fmt.Sprintf(", %d outbid, %d refused", a.replaced, a.refused)
}

// came is how many nonces transactions have, how many of those the contracts refused, and how many did again what one under another
// nonce had done.
func (w *world) came(sent []*types.Transaction) (nonces, refused, idle int) {
	known, seen, did := map[uint64]bool{}, map[common.Hash]bool{}, map[string]bool{}
	for _, tx := range sent {
		known[tx.Nonce()] = true
		if seen[tx.Hash()] {
			continue
		}
		seen[tx.Hash()] = true
		receipt, err := w.node.eth.TransactionReceipt(context.Background(), tx.Hash())
		if err != nil {
			continue
		}
		what := fmt.Sprintf("%v %x", tx.To(), tx.Data())
		switch {
		case receipt.Status == types.ReceiptStatusFailed:
			refused++
		case did[what]:
			idle++
		default:
			did[what] = true
		}
	}
	return len(known), refused, idle
}

// judge holds everything against the chain. All forwards but those that may be missing have to be settled.
func (w *world) judge(r *relayer, missing ...common.Hash) (a account) {
	w.Helper()
	var l *ledger
	var sent []*types.Transaction
	var deaths []death
	var journal []entry
	w.with(func() {
		l, journal, sent, deaths = w.read(), r.entries(), w.ends[0].sent, w.ends[0].deaths
	})
	wrong, again, replaced := bytesOf(sent)
	a.again, a.replaced = again, replaced
	anew, resumed := afresh(sent, deaths)
	wrong, a.resumed = append(wrong, anew...), resumed
	a.nonces, a.refused, a.idle = w.came(sent)
	if a.idle > 0 {
		wrong = append(wrong, fmt.Sprintf("%d transactions did what others had done", a.idle))
	}
	wrong = append(wrong, l.money()...)
	var ids []common.Hash
	for _, f := range w.forwards {
		ids = append(ids, f.ID)
		switch end := l.facts[f.ID].end(); {
		case end == "settled":
			a.settled++
		case slices.Contains(missing, f.ID) && end == "absent":
			a.absent++
		default:
			wrong = append(wrong, fmt.Sprintf("forward %s could have been settled and is %s", f.ID, end))
		}
	}
	wrong = append(wrong, l.ends(ids, journal, devnet.Named(devnet.Provider).Address)...)
	require.Empty(w, wrong)
	return a
}
