//go:build prover

package delivery

import (
	"context"
	"encoding/binary"
	"errors"
	"math/big"
	"net/http/httptest"
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// The history: of all forwards one in four is still open, and the others were announced and settled.
const (
	allForwards  = 40_000
	allEvents    = 100_000
	eventsABlock = 20
	settlesAfter = 1_000 // so many openings later
	ours         = 4_000 // the forward that this relayer proved
)

// What it may take at most.
const (
	mostRestart  = 5 * time.Second
	leastEvents  = 2_000 // a second
	mostBusy     = 10    // times as long as that by the clock, where other programs have the processor too
	mostMemory   = 300 << 20
	mostIdle     = 150 << 20
	mostIdleLoad = 0.02 // of a core
)

// happened is one event: what, and of which forward.
type happened struct {
	what    what
	forward int
}

type what int

const (
	opened what = iota
	announces
	settles
)

// history is an endpoint with a chain that is made up: what it answers is made anew for each question, so that it takes little
// of the memory that is measured.
type history struct {
	t       *testing.T
	logs    chaintest.Logs
	events  []happened
	headers []*types.Header
	hashes  []common.Hash
	asked   int // questions about forwards
}

func newHistory(t *testing.T) *history {
	t.Helper()
	h := &history{t: t, logs: chaintest.NewLogs(t)}
	for i := range allForwards + settlesAfter {
		if i < allForwards {
			h.events = append(h.events, happened{opened, i})
		}
		if over := i - settlesAfter; over >= 0 && over%4 != 0 {
			h.events = append(h.events, happened{announces, over}, happened{settles, over})
		}
	}
	require.Len(t, h.events, allEvents)
	for range 1 + allEvents/eventsABlock + 10 {
		h.grow()
	}
	return h
}

func (h *history) grow() {
	header := &types.Header{Number: big.NewInt(int64(len(h.headers))), Time: uint64(genesis + blockTime*len(h.headers)), Difficulty: new(big.Int)}
	if len(h.hashes) > 0 {
		header.ParentHash = h.hashes[len(h.hashes)-1]
	}
	h.headers, h.hashes = append(h.headers, header), append(h.hashes, header.Hash())
}

func (h *history) forward(i int) chain.Forward {
	f := chain.Forward{
		Terms: statement.Terms{
			Predicate: common.HexToAddress("0x9e"), Params: statement.WordFromUint64(77), TaskHash: crypto.Keccak256Hash([]byte("task")),
			Token: common.HexToAddress("0x70"), Price: big.NewInt(1000), Quantity: big.NewInt(1), Unit: params.Unit,
			Start: genesis + 1<<20, End: genesis + 1<<21, SettleBy: genesis + 1<<22, Bond: new(big.Int),
		},
		Buyer: somebody, Salt: common.BigToHash(big.NewInt(int64(i))), Params: make([]byte, 256), Task: make([]byte, 1<<10),
	}
	if i%4 == 0 && i != ours {
		f.Terms.AcceptBy, f.Terms.Provider = f.Terms.Start, somebody
	}
	var err error
	f.ID, err = statement.ForwardID(f.Terms, f.Buyer, f.Salt, big.NewInt(1337), escrowAddress)
	require.NoError(h.t, err)
	return f
}

// log is the log of an event.
func (h *history) log(number int) *types.Log {
	one := h.events[number]
	f := h.forward(one.forward)
	var log *types.Log
	switch one.what {
	case opened:
		log = h.logs.Opened(f)
	case announces:
		log = h.logs.Announced(f.ID, common.HexToHash("0x01"))
	case settles:
		log = h.logs.Settled(f.ID, 1<<10)
	}
	block := 1 + number/eventsABlock
	log.Address, log.BlockNumber, log.BlockHash = escrowAddress, uint64(block), h.hashes[block]
	log.Index, log.TxIndex = uint(number%eventsABlock), uint(number%eventsABlock)
	log.TxHash = crypto.Keccak256Hash(binary.BigEndian.AppendUint64(nil, uint64(number)))
	return log
}

// ChainId answers eth_chainId.
func (h *history) ChainId() *hexutil.Big { return (*hexutil.Big)(big.NewInt(1337)) } //nolint:revive,staticcheck // the method's name

// GetBlockByNumber answers eth_getBlockByNumber.
func (h *history) GetBlockByNumber(number rpc.BlockNumber, _ bool) *types.Header {
	if number < 0 {
		return h.headers[len(h.headers)-1]
	}
	return h.headers[number]
}

// LogQuery is what eth_getLogs is asked.
type LogQuery struct {
	FromBlock hexutil.Uint64 `json:"fromBlock"`
	ToBlock   hexutil.Uint64 `json:"toBlock"`
}

// GetLogs answers eth_getLogs.
func (h *history) GetLogs(query LogQuery) []*types.Log {
	logs := []*types.Log{}
	for i := (max(int(query.FromBlock), 1) - 1) * eventsABlock; i < min(int(query.ToBlock)*eventsABlock, len(h.events)); i++ {
		logs = append(logs, h.log(i))
	}
	return logs
}

// Question is what eth_call is asked.
type Question struct {
	Input hexutil.Bytes `json:"input"`
}

// Call answers eth_call, about the status of a forward alone, whose salt comes last, and about announcements.
func (h *history) Call(question Question, _ rpc.BlockNumberOrHash) (hexutil.Bytes, error) {
	h.asked++
	if h.logs.Asks(question.Input, "announcedAt") {
		return make([]byte, 32), nil
	}
	if !h.logs.Asks(question.Input, "statusOf") {
		return nil, errors.New("it is not asked that")
	}
	number := int(new(big.Int).SetBytes(question.Input[len(question.Input)-32:]).Int64())
	status := chain.StatusSettled
	switch {
	case number == ours:
		status = chain.StatusPending
	case number%4 == 0:
		status = chain.StatusProposed
	}
	return common.LeftPadBytes([]byte{byte(status)}, 32), nil
}

// once is the network, which says that something was sent.
type once struct {
	*fakeChain
	sent int
}

func (o *once) Send(context.Context, journal.Transaction) error {
	o.sent++
	return nil
}

// spent is the processor's time that this process took.
func spent(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// resident is what the process has of the machine's memory at most and now, the endpoint's part included.
func resident(t *testing.T) (most, now uint64) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	require.NoError(t, err)
	kib := func(name string) uint64 {
		found := regexp.MustCompile(name + `:\s+(\d+) kB`).FindSubmatch(status)
		require.NotNil(t, found, name)
		n, err := strconv.ParseUint(string(found[1]), 10, 64)
		require.NoError(t, err)
		return n << 10
	}
	return kib("VmHWM"), kib("VmRSS")
}

// forgetPeak has the most that it had begin with what it has, without what other tests left.
func forgetPeak(t *testing.T) {
	t.Helper()
	debug.FreeOSMemory()
	require.NoError(t, os.WriteFile("/proc/self/clear_refs", []byte("5"), 0))
}

// all looks at the chain until it came to every forward.
func (b *bench) all() {
	b.t.Helper()
	require.NoError(b.t, b.engine.Tick(b.t.Context()))
	for b.engine.more {
		require.NoError(b.t, b.engine.Tick(b.t.Context()))
	}
}

// The figures that relayer/README.md names, on a database whose commits wait for the disk. What is asked for is held against the
// processor's time, the endpoint's included, so that a busy machine does not fail it, and against the memory that the process has of
// the system. By the clock it may take mostBusy times as long: what only waits takes no processor's time.
func TestScale(t *testing.T) {
	h := newHistory(t)
	server := rpc.NewServer()
	require.NoError(t, server.RegisterName("eth", h))
	endpoint := httptest.NewServer(server)
	defer endpoint.Close()
	client, err := chain.Dial(t.Context(), endpoint.URL, 1337)
	require.NoError(t, err)
	defer client.Close()
	sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
	on := NewOnChain(zerolog.Nop(), client, chain.NewEscrow(client, escrowAddress), sender)
	b := newBench(t)
	b.where = databasetest.Folder(t)
	network := &once{fakeChain: b.chain}
	b.opts.FirstBlock = 1
	b.deps = func(d *Deps, _ *WorkerDeps) {
		d.View, d.Events, d.Network, d.Log, d.Observe = on, on, network, zerolog.Nop(), nil
	}

	b.start()
	forgetPeak(t)
	began, cpu := time.Now(), spent(t)
	b.all()
	took, cpu := time.Since(began), spent(t)-cpu
	most, _ := resident(t)
	t.Logf("followed %d events and asked about %d forwards in %s (%.0f events/s), of which %s on a core (%.0f events/s), resident at most %d MiB",
		allEvents, h.asked, took.Round(time.Millisecond), allEvents/took.Seconds(), cpu.Round(time.Millisecond), allEvents/cpu.Seconds(), most>>20)
	require.Greater(t, allEvents/cpu.Seconds(), float64(leastEvents))
	require.Less(t, took, mostBusy*allEvents/leastEvents*time.Second)
	require.Less(t, most, uint64(mostMemory))
	require.Equal(t, allForwards/4-1, len(b.engine.open()), "ours is none that it would begin") //nolint:testifylint // a list of that length is not to be shown

	f := h.forward(ours)
	require.NoError(t, b.journal.Save(&journal.Delivery{
		Forward: f.ID, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Proved, Recipient: us, H: common.HexToHash("0x0b"),
		Payload: []common.Hash{{}}, Proof: []byte{1}, Output: []byte("12"), Step: journal.Step{To: 1, Amount: big.NewInt(1)},
	}))
	h.asked = 0
	b.stop()
	b.db = nil
	began, cpu = time.Now(), spent(t)
	b.start()
	for network.sent == 0 {
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	took, cpu = time.Since(began), spent(t)-cpu
	t.Logf("restart to first action with %d open forwards: %s, of which %s on a core; asked about %d forwards",
		allForwards/4, took.Round(time.Millisecond), cpu.Round(time.Millisecond), h.asked)
	require.Less(t, cpu, mostRestart)
	require.Less(t, took, mostBusy*mostRestart)
	began, cpu = time.Now(), spent(t)
	b.all()
	t.Logf("and to have looked at all of them: %s, of which %s on a core", time.Since(began).Round(time.Millisecond), (spent(t) - cpu).Round(time.Millisecond))

	const blocks, looks = 64, 6 // each two seconds, with a block each twelve
	h.asked = 0
	forgetPeak(t)
	began, cpu = time.Now(), spent(t)
	for range blocks {
		h.grow()
		for range looks {
			require.NoError(t, b.engine.Tick(t.Context()))
		}
	}
	cpu = spent(t) - cpu
	load := cpu.Seconds() / (blocks * blockTime)
	most, now := resident(t)
	t.Logf("idle with %d open forwards: %.2f %% of a core at a look each 2 s (all looks took %s), %d questions a block, resident %d MiB, at most %d MiB",
		allForwards/4, 100*load, time.Since(began).Round(time.Millisecond), h.asked/blocks, now>>20, most>>20)
	require.Less(t, load, mostIdleLoad)
	require.Less(t, most, uint64(mostIdle))
}
