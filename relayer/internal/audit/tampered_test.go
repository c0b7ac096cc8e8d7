package audit_test

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// history is a chain on which a bit of everything happened, and who is who on it.
type history struct {
	*chaintest.World
	endpoint *liar
	names    map[common.Hash]string // of forwards
	ids      map[string]common.Hash
	registry common.Address
	hours    common.Hash // the key that sells hours
	beacon   uint64      // the block whose hash is a challenge
}

func (h *history) name(name string, forward chain.Forward) chain.Forward {
	h.names[forward.ID], h.ids[name] = name, forward.ID
	return forward
}

// newHistory has one forward of every kind go its whole way.
func newHistory(t *testing.T) *history {
	t.Helper()
	h := &history{World: chaintest.New(t), names: map[common.Hash]string{}, ids: map[string]common.Hash{}}
	w := h.World
	provider, thief := devnet.Named(devnet.Provider).Address, devnet.Named(devnet.Thief).Address
	step := func(from, to uint64) chain.Step {
		return chain.Step{From: from, To: to, Amount: new(big.Int).SetUint64(to - from)}
	}
	hourLedger, hourKeys := w.WithHourLedger()
	h.hours = hourKeys.KeyHash
	h.registry = w.Registry()
	w.Claim(devnet.Deployer, h.registry, w.Predicate.Address(), w.Keys.KeyHash)
	w.Claim(devnet.Thief, h.registry, w.Predicate.Address(), common.Hash{1}) // nobody has to believe it

	assigned := func(name string, predicate common.Address) chain.Forward {
		terms := w.AssignedTerms()
		terms.Predicate = predicate
		terms.Start, terms.End, terms.SettleBy = terms.Start+7200, terms.End+7200, terms.SettleBy+7200
		forward := h.name(name, w.Open(terms))
		w.Accept(forward)
		return forward
	}
	roundTerms := w.AssignedTerms()
	roundTerms.Start, roundTerms.End, roundTerms.SettleBy = roundTerms.Start+7200, roundTerms.End+7200, roundTerms.SettleBy+7200
	roundTerms.BeaconBlock = w.Head().Number + 8 // before all else: whoever changes what came before it changes the challenge
	h.beacon = roundTerms.BeaconBlock
	rounds := h.name("rounds", w.Open(roundTerms))
	w.Accept(rounds)
	contract, err := w.Escrow.Rounds(t.Context(), w.Head())
	require.NoError(t, err)
	commitment := statement.WordFromUint64(77)
	commit, err := contract.CommitCall(rounds, commitment)
	w.Do(devnet.Provider, commit, err)
	for w.Head().Number <= roundTerms.BeaconBlock {
		w.Advance(0)
	}
	draw, err := contract.DrawCall(rounds)
	w.Do(devnet.Thief, draw, err)
	round, err := contract.Of(t.Context(), w.Head(), rounds.ID)
	require.NoError(t, err)

	poem := h.name("poem", w.Open(w.Terms()))
	parts := w.TakeBid(w.Offers.Address(), func() statement.Terms {
		terms := w.Terms()
		terms.Quantity = big.NewInt(20)
		return terms
	}(), 8, 12)
	h.name("first part", parts[0])
	h.name("second part", parts[1])
	back := h.name("back", w.Open(w.Terms()))
	steps, short, closed := assigned("steps", w.Predicate.Address()), assigned("short", w.Predicate.Address()), assigned("closed", w.Predicate.Address())
	monday, tuesday := assigned("monday", hourLedger.Address()), assigned("tuesday", hourLedger.Address())
	w.Settle(w.Deliver(poem, provider, statement.WordFromUint64(3), statement.WordFromUint64(4)))
	w.Settle(w.DeliverStep(parts[0], provider, chain.Step{To: 1, Amount: big.NewInt(8)}))
	w.AdvanceTo(steps.Terms.Start + 60)
	deliver := func(d chain.Delivery) {
		call, err := w.Escrow.SettleCall(d)
		w.Do(devnet.Provider, call, err)
	}
	move := func(forward chain.Forward, side chain.Side, from string, to common.Address) {
		call, err := w.Escrow.TransferCall(forward.ID, side, devnet.Named(from).Address, to)
		w.Do(from, call, err)
	}
	deliver(w.DeliverStep(steps, provider, step(0, 8)))
	deliver(w.DeliverStep(steps, provider, step(8, 15)))
	move(steps, chain.BuyerSide, devnet.Buyer, thief)
	deliver(w.DeliverStep(steps, provider, step(15, 20)))
	deliver(w.DeliverStep(short, provider, step(0, 8)))
	move(short, chain.BuyerSide, devnet.Buyer, thief)

	var none statement.Word
	set, device := statement.WordFromUint64(5), statement.WordFromUint64(9)
	deliver(w.DeliverUnder(hourKeys, monday, provider, step(0, 20), none, none, set, device, statement.WordFromUint64(0b0011)))
	deliver(w.DeliverUnder(hourKeys, tuesday, provider, step(0, 20), none, none, set, device, statement.WordFromUint64(0b1100)))
	deliver(w.DeliverUnder(w.Keys, rounds, provider, step(0, 20), commitment, round.Beacon))

	state, err := w.Escrow.StateOf(t.Context(), w.Head(), closed.ID)
	require.NoError(t, err)
	split := chain.Split{Forward: closed, State: state, ToBuyer: big.NewInt(60_000), Deadline: w.Head().Time + 3600}
	consent, err := chain.NewSigner(devnet.Named(devnet.Buyer).Key).Consent(w.Escrow, split)
	require.NoError(t, err)
	closing, err := w.Escrow.CloseCall(split, consent, nil)
	w.Do(devnet.Provider, closing, err)
	w.AdvanceTo(short.Terms.SettleBy)
	for _, forward := range []chain.Forward{short, back, parts[1]} {
		reclaim, err := w.Escrow.ReclaimCall(forward)
		w.Do(devnet.Deployer, reclaim, err)
	}
	h.endpoint = honest(t, w)
	return h
}

// newGroup has one proof settle two forwards.
func newGroup(t *testing.T) *history {
	t.Helper()
	h := &history{World: chaintest.New(t), names: map[common.Hash]string{}, ids: map[string]common.Hash{}}
	w := h.World
	batched, batchKeys := w.WithBatchKey()
	terms := w.AssignedTerms()
	terms.Predicate = batched.Address()
	var deliveries []chain.Delivery
	for _, name := range []string{"one", "two"} {
		forward := h.name(name, w.Open(terms))
		w.Accept(forward)
		step := chain.Step{To: 20, Amount: big.NewInt(20)}
		deliveries = append(deliveries, w.DeliverStep(forward, devnet.Named(devnet.Provider).Address, step))
	}
	slices.SortFunc(deliveries, func(a, b chain.Delivery) int { return a.Forward.ID.Cmp(b.Forward.ID) })
	w.AdvanceTo(terms.Start)
	many, err := w.Escrow.SettleManyCall(w.Together(batchKeys, deliveries...))
	w.Do(devnet.Provider, many, err)
	h.endpoint = honest(t, w)
	return h
}

// Params reads what the terms of this history commit to.
func (h *history) Params(ctx context.Context, key common.Hash, preimage []byte) (statement.Word, common.Hash, bool, error) {
	return all.Params(ctx, key, preimage)
}

// Origin knows the keys of this history.
func (h *history) Origin(_ context.Context, key common.Hash) (audit.Origin, bool, error) {
	if key == h.hours {
		return audit.Origin{Setup: keys.SetupDevelopment, Bundle: "gpu-hours"}, true, nil
	}
	return audit.Origin{Setup: keys.SetupDevelopment}, true, nil
}

// spoiled audits what an endpoint tells, and says what fails, as "forward: check", or "chain: check" of the endpoint itself.
func (h *history) spoiled(t *testing.T, l *liar, change func(*audit.Auditor)) (failed []string) {
	t.Helper()
	client := l.client()
	a := &audit.Auditor{
		Client: client, Escrow: chain.NewEscrow(client, h.Escrow.Address()), Predicates: h, Provenance: h,
		Registry: h.registry, Registrants: []common.Address{devnet.Named(devnet.Deployer).Address},
	}
	if change != nil {
		change(a)
	}
	at, err := client.Head(t.Context())
	require.NoError(t, err)
	reports, summary := sweep(t, a, at, audit.Selection{})
	note := func(who string, checks []audit.Check) {
		for _, check := range checks {
			_, name, numbered := strings.Cut(check.Name, ": ")
			if !numbered {
				name = check.Name
			}
			if line := who + ": " + name; check.Result == audit.Fails && !slices.Contains(failed, line) {
				failed = append(failed, line)
			}
		}
	}
	note("chain", summary.Checks)
	for id, report := range reports {
		note(h.names[id], report.Checks)
		require.Equal(t, report.Verdict == audit.Fails, slices.ContainsFunc(report.Checks, func(c audit.Check) bool { return c.Result == audit.Fails }))
	}
	require.Equal(t, len(failed) > 0, summary.Verdict == audit.Fails, "%+v", summary)
	slices.Sort(failed)
	return failed
}

// leadsElsewhere finds that the test circuit's key is not what its ceremony made.
type leadsElsewhere struct{ *history }

func (l leadsElsewhere) Origin(ctx context.Context, key common.Hash) (audit.Origin, bool, error) {
	if key == l.Keys.KeyHash {
		return audit.Origin{}, true, errors.New("the ceremony leads to another key")
	}
	return l.history.Origin(ctx, key)
}

func sorted(lists ...[]string) []string { return slices.Sorted(slices.Values(slices.Concat(lists...))) }

// event is the nth log of a kind that names a forward, or a position, in whichever topic.
func (l *liar) event(signature string, id common.Hash, n int) (*types.Receipt, int) {
	topic := crypto.Keccak256Hash([]byte(signature))
	for _, receipts := range l.receipts {
		for _, receipt := range receipts {
			for i, log := range receipt.Logs {
				if log.Topics[0] == topic && slices.Contains(log.Topics[1:], id) {
					if n--; n < 0 {
						return receipt, i
					}
				}
			}
		}
	}
	require.Fail(l.t, "there is no such event", signature)
	return nil, 0
}

func (l *liar) log(signature string, id common.Hash) *types.Log {
	receipt, at := l.event(signature, id, 0)
	return receipt.Logs[at]
}

// omit takes a log out of its receipt.
func (l *liar) omit(signature string, id common.Hash, n int) {
	receipt, at := l.event(signature, id, n)
	receipt.Logs = slices.Delete(receipt.Logs, at, at+1)
}

// word replaces a word of a log's data by what a function makes of it.
func word(log *types.Log, n int, change func(*big.Int)) {
	at := log.Data[32*n : 32*n+32]
	value := new(big.Int).SetBytes(at)
	change(value)
	value.FillBytes(at)
}

func add(n int64) func(*big.Int) { return func(x *big.Int) { x.Add(x, big.NewInt(n)) } }

const (
	sigOpened = "Opened(bytes32,address,address,(address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64," +
		"uint128,address,uint64,uint256,uint256),bytes32,bytes,bytes)"
	sigAnnounced = "Announced(bytes32,uint256,uint64)"
	sigAccepted  = "Accepted(bytes32,address)"
	sigSettled   = "Settled(bytes32,address,bytes32,uint256,uint256,uint256,uint256,uint256,uint256[],bytes)"
	sigReclaimed = "Reclaimed(bytes32,address,uint256,address,uint256)"
	sigClosed    = "Closed(bytes32,address,uint256,address,uint256)"
	sigTransfer  = "Transfer(address,address,uint256)"
	sigCommitted = "Committed(address,bytes32,address,uint256)"
	sigDrawn     = "Drawn(address,bytes32,uint256)"
	sigBidFilled = "BidFilled(bytes32,bytes32,address,address,uint96,uint128,uint96)"
	sigGroup     = "GroupSettled(address,bytes32,uint32,uint256,uint256,uint256[],bytes)"
)

// Words of a settlement's data.
const (
	wordPaid, wordProgress, wordCommitment = 0, 1, 2
	wordPayload, wordProof                 = 8, 11 // with a payload of two words
)

func TestTamperedHistories(t *testing.T) {
	t.Parallel()
	h := newHistory(t)
	id := h.ids
	asTopic := func(address common.Address) common.Hash { return common.BytesToHash(address[:]) }
	thief, provider := asTopic(devnet.Named(devnet.Thief).Address), asTopic(devnet.Named(devnet.Provider).Address)
	block := func(l *liar, signature, name string) *types.Header {
		return l.headers[l.log(signature, id[name]).BlockNumber]
	}
	// pay is the nth transfer of the token in the transaction of an event.
	pay := func(l *liar, signature, name string, n int) (*types.Receipt, int) {
		receipt, _ := l.event(signature, id[name], 0)
		for i, log := range receipt.Logs {
			if log.Address == h.Token.Address() && log.Topics[0] == crypto.Keccak256Hash([]byte(sigTransfer)) {
				if n--; n < 0 {
					return receipt, i
				}
			}
		}
		require.Fail(l.t, "there is no such transfer")
		return nil, 0
	}
	unpaid := func(signature, name string) func(*liar) {
		return func(l *liar) {
			receipt, at := pay(l, signature, name, 0)
			receipt.Logs = slices.Delete(receipt.Logs, at, at+1)
		}
	}
	settled := func(name string, change func(*types.Log)) func(*liar) {
		return func(l *liar) { change(l.log(sigSettled, id[name])) }
	}
	none, err := h.Escrow.Forward(t.Context(), h.Head(), 0, id["back"])
	require.NoError(t, err)
	none.Terms.Quantity = new(big.Int)
	nothing, err := h.Escrow.ForwardID(none.Terms, none.Buyer, none.Salt)
	require.NoError(t, err)
	h.names[nothing] = "nothing"
	reverting := []byte{0x5f, 0x5f, 0xfd}
	paid, all := []string{"first part", "poem", "rounds", "short", "steps"}, []string{"back", "closed", "first part", "poem", "rounds", "second part", "short", "steps"}
	each := func(names []string, checks ...string) (fails []string) {
		for _, name := range names {
			for _, check := range checks {
				fails = append(fails, name+": "+check)
			}
		}
		return fails
	}

	for name, c := range map[string]tampering{
		"nothing":               {},
		"nothing, in headers":   {cover: inHeader},
		"nothing, in the chain": {cover: inChain},
		"nothing, few headers":  {audit: func(a *audit.Auditor) { a.Headers = audit.HeadersEvents }},
		"no proofs of state":    {spoil: func(l *liar) { l.refuse["eth_getProof"] = true }},
		"no receipts of blocks": {spoil: func(l *liar) { l.refuse["eth_getBlockReceipts"] = true }},

		// What eth_getLogs tells against what the blocks have.
		"omitted log": {spoil: func(l *liar) {
			log := l.log(sigSettled, id["poem"])
			l.hidden = func(other *types.Log) bool { return other == log }
		}, fails: []string{"chain: logs"}},
		"omitted logs of a forward": {spoil: func(l *liar) {
			l.hidden = func(other *types.Log) bool { return slices.Contains(other.Topics, id["back"]) }
		}, fails: []string{"chain: logs"}},
		"invented log": {spoil: func(l *liar) {
			log := *l.log(sigReclaimed, id["short"])
			log.Index += 100
			l.more = func(found []*types.Log) []*types.Log {
				at := slices.IndexFunc(found, func(other *types.Log) bool { return other.BlockNumber > log.BlockNumber })
				if at < 0 || found[0].Address != log.Address {
					return found
				}
				return slices.Insert(found, at, &log)
			}
		}, fails: []string{"chain: logs"}},
		"altered log": {spoil: func(l *liar) {
			log := l.log(sigSettled, id["poem"])
			other := *log
			other.Data = slices.Clone(log.Data)
			word(&other, wordPaid, add(1))
			l.more = func(found []*types.Log) []*types.Log {
				if at := slices.Index(found, log); at >= 0 {
					found[at] = &other
				}
				return found
			}
		}, fails: []string{"chain: logs"}},

		// Receipts against headers, headers against one another, the story against the state.
		"altered receipt":            {bare, settled("poem", func(log *types.Log) { word(log, wordPaid, add(1)) }), nil, []string{"chain: receipts", "poem: blocks", "poem: payment", "poem: price"}},
		"omitted event":              {bare, func(l *liar) { l.omit(sigSettled, id["poem"], 0) }, nil, []string{"chain: receipts", "poem: state and events"}},
		"omitted event, new header":  {inHeader, func(l *liar) { l.omit(sigSettled, id["poem"], 0) }, nil, []string{"chain: headers", "poem: state and events"}},
		"omitted event, new chain":   {inChain, func(l *liar) { l.omit(sigSettled, id["poem"], 0) }, nil, []string{"poem: state and events"}},
		"omitted step, new chain":    {inChain, func(l *liar) { l.omit(sigSettled, id["steps"], 1) }, nil, []string{"steps: payment", "steps: state and events"}},
		"omitted reclaim, new chain": {inChain, func(l *liar) { l.omit(sigReclaimed, id["back"], 0) }, nil, []string{"back: state and events"}},
		"omitted opening, new chain": {inChain, func(l *liar) { l.omit(sigOpened, id["back"], 0) }, nil, []string{"chain: events"}},
		"forged header":              {bare, func(l *liar) { block(l, sigSettled, "poem").Extra = []byte("forged") }, nil, []string{"chain: headers"}},
		"forged state": {spoil: func(l *liar) {
			l.answer = func(method string, _ []json.RawMessage, result json.RawMessage) any {
				if method != "eth_getProof" {
					return nil
				}
				return json.RawMessage(strings.Replace(string(result), "0xf8", "0xf9", 1))
			}
		}, fails: []string{"chain: state"}},

		// A liar that tells another history all the way up to the last block's hash.
		"settled before its start": {inChain, func(l *liar) {
			block(l, sigSettled, "steps").Time -= 7200
		}, nil, []string{"steps: window"}},
		"accepted too late":   {inChain, func(l *liar) { block(l, sigAccepted, "steps").Time += 7200 }, nil, []string{"steps: acceptance"}},
		"reclaimed too early": {inChain, func(l *liar) { block(l, sigReclaimed, "short").Time -= 7200 }, nil, []string{"short: window"}},
		"wrong key":           {inChain, settled("poem", func(log *types.Log) { log.Topics[3][0] ^= 1 }), nil, []string{"poem: key"}},
		"wrong amount":        {inChain, settled("poem", func(log *types.Log) { word(log, wordPaid, add(-1)) }), nil, []string{"poem: payment", "poem: price"}},
		"wrong recipient":     {inChain, settled("poem", func(log *types.Log) { log.Topics[2] = thief }), nil, []string{"poem: payment", "poem: proof", "poem: proof by contract"}},
		"wrong progress": {inChain, settled("poem", func(log *types.Log) {
			word(log, wordProgress, func(x *big.Int) { x.Add(x, new(big.Int).Lsh(common.Big1, 64)) })
		}), nil, []string{"poem: proof", "poem: proof by contract"}},
		"wrong payload":             {inChain, settled("poem", func(log *types.Log) { word(log, wordPayload, add(1)) }), nil, []string{"poem: proof", "poem: proof by contract"}},
		"wrong proof":               {inChain, settled("poem", func(log *types.Log) { word(log, wordProof, add(1)) }), nil, []string{"poem: proof", "poem: proof by contract"}},
		"never announced":           {inChain, func(l *liar) { l.omit(sigAnnounced, id["poem"], 0) }, nil, []string{"poem: announcement"}},
		"announced too late":        {inChain, func(l *liar) { word(l.log(sigAnnounced, id["poem"]), 0, add(10)) }, nil, []string{"poem: announcement"}},
		"pay that never moved":      {inChain, unpaid(sigSettled, "poem"), nil, []string{"poem: payment"}},
		"pay that went elsewhere":   {inChain, func(l *liar) { receipt, at := pay(l, sigSettled, "poem", 0); receipt.Logs[at].Topics[2] = thief }, nil, []string{"poem: payment"}},
		"price that was not locked": {inChain, unpaid(sigOpened, "poem"), nil, []string{"poem: funds"}},
		"bond that was not staked":  {inChain, unpaid(sigAccepted, "steps"), nil, []string{"steps: bond"}},
		"bond split otherwise": {inChain, func(l *liar) {
			log := l.log(sigReclaimed, id["short"])
			word(log, 0, add(1000))
			word(log, 1, add(-1000))
		}, nil, []string{"short: payment", "short: price"}},
		"close that shares more":    {inChain, func(l *liar) { word(l.log(sigClosed, id["closed"]), 0, add(5)) }, nil, []string{"closed: payment", "closed: price"}},
		"position that never moved": {inChain, func(l *liar) { l.omit(sigTransfer, id["short"], 1) }, nil, []string{"short: holder", "short: positions"}},
		"position that moved alone": {inChain, func(l *liar) {
			receipt, at := l.event(sigTransfer, id["steps"], 1)
			receipt.Logs[at].Topics[1] = provider
		}, nil, []string{"steps: positions"}},
		"accepted for another":  {inChain, func(l *liar) { l.log(sigAccepted, id["closed"]).Topics[2] = thief }, nil, []string{"closed: positions"}},
		"other commitment":      {inChain, func(l *liar) { word(l.log(sigCommitted, id["rounds"]), 0, add(1)) }, nil, []string{"rounds: rounds"}},
		"other challenge":       {inChain, func(l *liar) { word(l.log(sigDrawn, id["rounds"]), 0, add(1)) }, nil, []string{"rounds: rounds"}},
		"beacon block replaced": {inChain, func(l *liar) { l.headers[h.beacon].Extra = []byte("ground") }, nil, []string{"rounds: rounds"}},
		"proved under another commitment": {inChain, settled("rounds", func(log *types.Log) { word(log, wordCommitment, add(1)) }), nil,
			[]string{"rounds: proof", "rounds: proof by contract", "rounds: rounds"}},
		"hours sold twice": {inChain, settled("tuesday", func(log *types.Log) { word(log, wordPayload+2, func(x *big.Int) { x.SetInt64(0b0110) }) }), nil,
			[]string{"tuesday: double sale", "tuesday: proof", "tuesday: proof by contract"}},
		"part of an offer left out":    {inChain, func(l *liar) { l.omit(sigBidFilled, id["first part"], 0) }, nil, []string{"second part: offer"}},
		"part of an offer for another": {inChain, func(l *liar) { word(l.log(sigBidFilled, id["first part"]), 1, add(1)) }, nil, []string{"first part: offer"}},
		"parameters of something else": {inChain, func(l *liar) {
			log := l.log(sigOpened, id["poem"])
			at := strings.Index(string(log.Data), "params")
			log.Data[at] = 'P'
		}, nil, []string{"poem: parameters"}},
		"swapped predicate": {inChain, func(l *liar) {
			log := l.log(sigOpened, id["poem"])
			word(log, 0, func(x *big.Int) { x.SetBytes(thief[:]) })
			log.Topics[3] = thief
		}, nil, []string{"poem: events"}},
		"forward of nothing": {inChain, func(l *liar) {
			log := l.log(sigOpened, id["back"])
			word(log, 5, func(x *big.Int) { x.SetInt64(0) })
			log.Topics[1] = nothing
		}, nil, []string{"chain: events", "nothing: events"}},
		"mislabelled unit": {inChain, func(l *liar) { word(l.log(sigOpened, id["poem"]), 6, add(1)) }, nil, []string{"poem: events"}},
		"other escrow's":   {inChain, func(l *liar) { l.log(sigSettled, id["poem"]).Address = h.Token.Address() }, nil, []string{"poem: state and events"}},

		// Code, keys and claims.
		"code of another predicate": {spoil: func(l *liar) {
			l.code = map[common.Address][]byte{h.Predicate.Address(): reverting}
		}, fails: sorted(each(all, "predicate", "registry"), each(paid, "key", "proof"))},
		"code of another predicate, no proofs of state": {spoil: func(l *liar) {
			l.refuse["eth_getProof"] = true
			l.code = map[common.Address][]byte{h.Predicate.Address(): reverting}
		}, fails: sorted(each(all, "predicate", "registry"), each(paid, "key", "proof"))},
		"hidden code": {spoil: func(l *liar) {
			l.code = map[common.Address][]byte{h.Predicate.Address(): {}}
		}, fails: sorted(each(all, "predicate", "registry"), each(paid, "key", "proof"))},
		"key that leads elsewhere": {audit: func(a *audit.Auditor) { a.Provenance = leadsElsewhere{h} }, fails: sorted(each(all, "key provenance"))},
		"claim that is not so": {audit: func(a *audit.Auditor) {
			a.Registrants = append(a.Registrants, devnet.Named(devnet.Thief).Address)
		}, fails: sorted(each(all, "registry"))},
	} {
		h.run(t, name, c)
	}
}

// One proof settles two forwards, and whatever is changed of one is found at both.
func TestTamperedGroups(t *testing.T) {
	t.Parallel()
	h := newGroup(t)
	id := h.ids
	for name, c := range map[string]tampering{
		"nothing": {cover: inChain},
		"group without its proof": {inChain, func(l *liar) {
			receipt, _ := l.event(sigSettled, id["one"], 0)
			receipt.Logs = slices.DeleteFunc(receipt.Logs, func(log *types.Log) bool { return log.Topics[0] == crypto.Keccak256Hash([]byte(sigGroup)) })
		}, nil, []string{"one: proof", "two: proof"}},
		"group in another order": {inChain, func(l *liar) {
			receipt, at := l.event(sigSettled, id["one"], 0)
			_, other := l.event(sigSettled, id["two"], 0)
			receipt.Logs[at], receipt.Logs[other] = receipt.Logs[other], receipt.Logs[at]
		}, nil, []string{"one: proof", "one: proof by contract", "two: proof", "two: proof by contract"}},
	} {
		h.run(t, name, c)
	}
}

// tampering is what an endpoint, or who audits, does otherwise, and what fails then.
type tampering struct {
	cover int
	spoil func(*liar)
	audit func(*audit.Auditor)
	fails []string
}

func (h *history) run(t *testing.T, name string, c tampering) {
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		l := h.endpoint.copied(t)
		if c.spoil != nil {
			c.spoil(l)
		}
		l.cover(c.cover)
		require.Equal(t, c.fails, h.spoiled(t, l, c.audit))
	})
}
