package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/monitor"
)

type standing []delivery.ForwardStatus

func (s standing) Status() []delivery.ForwardStatus { return s }

func (standing) Bids() []delivery.BidStatus {
	return []delivery.BidStatus{{File: "a\nbid", Bid: common.HexToHash("0x0b"), Told: "its price is low"}, {File: "other", Told: "read offer"}}
}

func (standing) Asks() []delivery.AskStatus {
	return []delivery.AskStatus{
		{Name: "much", Told: "its price is low"},
		{
			Name: "some", Ask: common.HexToHash("0x0c"), Expiry: 1_800_000_000, Left: big.NewInt(3), Quantity: big.NewInt(20), Told: "it was\nchanged",
			Books: []delivery.BookStatus{{Book: "https://a", Posted: true}, {Book: "https://b", Told: "422"}, {Book: "https://c"}},
		},
		{Name: "hours", Ask: common.HexToHash("0x0d"), Expiry: 1_800_000_000, Left: big.NewInt(5400), Quantity: big.NewInt(7200), GPU: true},
	}
}

// CoolDown is one where there is a forward that cools down.
func (s standing) CoolDown() (c delivery.CoolDown) {
	for _, f := range s {
		if f.Told == "cooling" {
			c = delivery.CoolDown{Forward: f.Forward, Until: time.Unix(1_800_000_000, 0)}
		}
	}
	return c
}

// watched is a relayer's monitor that listens, and where.
func watched(t *testing.T, forwards ...delivery.ForwardStatus) (m *monitor.Monitor, address string) {
	t.Helper()
	m = monitor.New(monitor.Options{Version: "v1", Poll: time.Second, MaxAttempts: 5, MaxFee: big.NewInt(1), Clock: time.Now})
	server, err := monitor.Serve(t.Context(), zerolog.Nop(), m, "127.0.0.1:0", false)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop()) })
	m.Follow(standing(forwards), monitor.Identity{ChainID: 1337})
	return m, server.Address()
}

func status(t *testing.T, args ...string) (code int, out, complaints string) {
	t.Helper()
	var told, complained bytes.Buffer
	code = run(t.Context(), append([]string{"tercet", "status"}, args...), Streams{Out: &told, Err: &complained}, nil)
	return code, told.String(), complained.String()
}

func TestStatusShowsWhereForwardsStand(t *testing.T) {
	forward := common.HexToHash("0x1234567890abcdef")
	m, address := watched(t, delivery.ForwardStatus{
		Forward: forward, Predicate: "terza-rima", Stage: journal.Assigned, Attempts: 2, Working: true,
		Start: 1_800_000_000, SettleBy: 1_800_003_600,
	})
	m.Observe(delivery.Event{Forward: forward, Kind: delivery.Proving, Elapsed: 12 * time.Minute, Expected: 30 * time.Minute})
	m.Observe(delivery.Event{Forward: common.HexToHash("0x02"), Kind: delivery.Dropped, Reason: "its money \x1b[31mwent\nback"})
	m.Observe(delivery.Event{Forward: common.HexToHash("0x03"), Kind: delivery.Skipped, Reason: "its price is low"})
	m.Looked(delivery.Look{Read: true, Err: errors.New("forward 0x07: trouble")})
	m.Plugins(func() []monitor.Plugin {
		return []monitor.Plugin{{Name: "command"}, {Name: "terza-rima", QuarantinedUntil: time.Unix(1_800_000_000, 0)}}
	})

	code, out, complaints := status(t, "--monitor", address)
	require.Zero(t, code, complaints)
	require.Regexp(t, `(?m)^relayer +ready$`, out)
	require.Regexp(t, `(?m)^trouble +forward 0x07: trouble$`, out)
	require.Regexp(t, `(?m)^QUARANTINE +plugin terza-rima failed again and again and is not started until 2027-01-15 08:00:00`, out)
	require.NotContains(t, out, "plugin command")
	require.Regexp(t, `(?m)^0x0000000000…  terza-rima  assigned  2 of 5   12m\d+s of about 30m0s  2027-01-15 08:00:00  2027-01-15 09:00:00  its proof$`, out)
	require.Regexp(t, `(?m)^bids\n0x0+0b +a bid +its price is low\nno bid +other +read offer$`, out)
	require.Regexp(t, `(?m)^asks\nnone +much +its price is low\n0x0+0c +some +until 2027-01-15 08:00:00 UTC.*, 3 of 20 units left; it was changed; `+
		`posted to https://a; not taken in by https://b: 422; on its way to https://c\n0x0+0d +hours +until 2027-01-15 08:00:00 UTC.*, 1.5 of 2 GPU-hours left$`, out)
	require.Regexp(t, `(?m)^not taken\n.* UTC  0x0+03  its price is low$`, out)
	require.Regexp(t, `(?m) UTC  0x0+02  dropped  its money  \[31mwent back$`, out)

	code, out, _ = status(t, "--monitor", address, "--json")
	require.Zero(t, code)
	var s monitor.Snapshot
	require.NoError(t, json.Unmarshal([]byte(out), &s))
	require.Equal(t, forward, s.Forwards[0].ID)
}

func TestStatusSaysLoudlyThatAWindowWasMissed(t *testing.T) {
	_, address := watched(t, delivery.ForwardStatus{Forward: common.HexToHash("0x12"), Told: "cooling"})
	_, out, _ := status(t, "--monitor", address)
	require.Regexp(t, `(?m)^COOLING DOWN +nothing new is begun or accepted until 2027-01-15 08:00:00 UTC: the window of forward 0x0+12 was missed$`, out)
}

func TestStatusExitsByWhetherTheRelayerIsReady(t *testing.T) {
	m, address := watched(t)
	m.Looked(delivery.Look{Err: errors.New("the endpoint is away")})
	code, out, complaints := status(t, "--monitor", address)
	require.Equal(t, exitFailed, code)
	require.Contains(t, out, "NOT READY: the last look at the chain could not read it: the endpoint is away")
	require.Contains(t, complaints, "the relayer is not ready: ")

	code, _, complaints = status(t, "--monitor", "127.0.0.1:1")
	require.Equal(t, exitUnjudged, code)
	require.Contains(t, complaints, "no relayer answers at 127.0.0.1:1: ")
	require.Contains(t, complaints, "start one with `tercet run --monitor 127.0.0.1:1`")
	code, _, complaints = status(t, "now")
	require.Equal(t, exitUnjudged, code)
	require.Contains(t, complaints, `"now" is not a flag`)
}

// Watching goes on where the relayer is away for a while, and ends well when it is interrupted.
func TestWatchAppendsUntilItIsInterrupted(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	asked := 0
	ask := func(context.Context) (monitor.Snapshot, error) {
		asked++
		switch asked {
		case 2:
			return monitor.Snapshot{}, monitor.ErrNoAnswer
		case 4:
			interrupt()
			return monitor.Snapshot{}, context.Canceled
		}
		return monitor.Snapshot{Version: "v1", Ready: true}, nil
	}
	var out strings.Builder
	show := func(out io.Writer, s monitor.Snapshot) error { return printJSON(out, s.Version) }
	require.NoError(t, watchStatus(ctx, &out, time.Millisecond, ask, show))
	require.Equal(t, "\"v1\"\nno relayer answers\n\"v1\"\n", out.String(), "and no codes for a terminal")
}
