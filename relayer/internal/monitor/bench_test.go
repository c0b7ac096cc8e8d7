package monitor

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

var (
	one      = common.HexToHash("0x01")
	two      = common.HexToHash("0x02")
	genesis  = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	errNoSay = errors.New("the endpoint has trouble")
)

// bench is a monitor with hands on its clock and on what the engine says.
type bench struct {
	t    *testing.T
	m    *Monitor
	mu   sync.Mutex
	now  time.Time
	list []delivery.ForwardStatus
	bids []delivery.BidStatus
	asks []delivery.AskStatus

	coolDown delivery.CoolDown
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, now: genesis}
	b.m = New(Options{
		Version: "v1", Poll: 2 * time.Second, Confirmations: 3, MaxAttempts: 5, MaxFee: big.NewInt(200), Clock: b.clock,
	})
	return b
}

// follows is a bench whose relayer follows the chain.
func follows(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.m.Follow(b, Identity{ChainID: 1337, Account: common.HexToAddress("0x0a")})
	return b
}

func (b *bench) clock() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

func (b *bench) pass(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

func (b *bench) Status() []delivery.ForwardStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.list
}

func (b *bench) Bids() []delivery.BidStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.bids
}

func (b *bench) Asks() []delivery.AskStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asks
}

func (b *bench) CoolDown() delivery.CoolDown {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.coolDown
}

func (b *bench) stand(list ...delivery.ForwardStatus) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.list = list
}

// look has the relayer look at the chain at a block.
func (b *bench) look(number uint64) {
	b.m.Looked(delivery.Look{
		Head: block(number, 'a'), Final: block(number-2, 'a'), Read: true, Took: 200 * time.Millisecond,
	})
}

func (b *bench) fails() { b.m.Looked(delivery.Look{Err: errNoSay, Took: time.Second}) }

func (b *bench) events(events ...delivery.Event) {
	for _, event := range events {
		b.m.Observe(event)
	}
}

// get asks as over HTTP.
func (b *bench) get(path string) (status int, body string) {
	b.t.Helper()
	recorder := httptest.NewRecorder()
	b.m.handler(true).ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
	return recorder.Code, recorder.Body.String()
}

func (b *bench) scrape() string {
	b.t.Helper()
	status, body := b.get("/metrics")
	require.Equal(b.t, http.StatusOK, status)
	return body
}

// says wants lines of what a scrape says.
func (b *bench) says(lines ...string) {
	b.t.Helper()
	told := map[string][]string{}
	for line := range strings.Lines(b.scrape()) {
		name := named.FindString(line)
		told[name] = append(told[name], strings.TrimSpace(line))
	}
	for _, line := range lines {
		require.Contains(b.t, told[named.FindString(line)], line)
	}
}

// named finds the name that a line of a scrape begins with.
var named = regexp.MustCompile(`^[a-z_]+`)

// block is a block of the chain on one side of a fork: those below the fork are of side 'a'.
func block(number uint64, side byte) chain.Head {
	hash := func(n uint64) common.Hash {
		h := common.BigToHash(new(big.Int).SetUint64(n + 1))
		h[0] = side
		return h
	}
	head := chain.Head{
		Number: number, Hash: hash(number), Time: uint64(genesis.Unix()), BaseFee: big.NewInt(7),
	}
	if number > 0 {
		head.Parent = hash(number - 1)
	}
	return head
}

// fork is a chain whose blocks from a number on are of another side.
type fork struct {
	from   uint64
	side   byte
	asked  int
	absent bool
}

func (f *fork) Block(_ context.Context, number uint64) (chain.Head, error) {
	f.asked++
	if f.absent {
		return chain.Head{}, errNoSay
	}
	return f.head(number), nil
}

func (f *fork) head(number uint64) chain.Head {
	if number < f.from {
		return block(number, 'a')
	}
	head := block(number, f.side)
	if number == f.from && number > 0 {
		head.Parent = block(number-1, 'a').Hash
	}
	return head
}

type purses struct {
	weighed chan struct{}
	err     error
}

func (p *purses) Purse(context.Context, chain.Head) (chain.Purse, error) {
	defer func() { p.weighed <- struct{}{} }()
	return chain.Purse{Balance: big.NewInt(45_000_000), Fee: big.NewInt(10)}, p.err
}

type runs struct{ err error }

func (r runs) Run(context.Context, sdk.Job, func(sdk.Event) error) ([]byte, error) { return nil, r.err }

type proofs struct{ err error }

func (p proofs) Prove(context.Context, *keys.Bundle, prover.Job, func(prover.Progress)) ([]byte, error) {
	return []byte("proof"), p.err
}

func (p proofs) ProveTogether(context.Context, *keys.Bundle, *keys.Bundle, []prover.Job, func(prover.Progress)) ([]byte, error) {
	return []byte("proof"), p.err
}

func (proofs) Expected(*keys.Bundle) time.Duration { return 3 * time.Second }

var quiet = zerolog.Nop()
