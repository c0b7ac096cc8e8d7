package demo

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// The forward's hours: a whole epoch and some of the next one. What happens in which of them, counted from the first.
const (
	windowHours = gpuhours.EpochHours + 6
	sabotaged   = 5   // the provider takes the device away
	busy        = 9   // the buyer uses it
	cutOff      = 12  // one meter does not get through
	downFrom    = 100 // another meter is down
	downTo      = 105
	withheld    = gpuhours.EpochHours + 2 // the provider takes the device away once more
)

var (
	hoursQuantity = big.NewInt(windowHours * gpuhours.HourSeconds)
	hoursPrice    = big.NewInt(9_144_000) // ten base units a second: 0.09144 mock BTC
	hoursBond     = big.NewInt(1_828_800) // two of them
)

// lockHours is the beginning: a forward that names no provider.
func (s *gpuStory) lockHours(ctx context.Context) error {
	s.chapter("The buyer locks money for 254 hours of a GPU, from whoever stakes the bond")
	s.hours = gpuhours.Params{Signatures: 2, Devices: 1, Class: gpuhours.ClassC, Model: profile().Model, Disputed: gpuhours.DisputedDenied}
	for _, m := range s.meters {
		s.hours.Meters = append(s.hours.Meters, m.identity.Key.Meter())
	}
	choice, err := json.Marshal(s.hours)
	if err != nil {
		return err
	}
	if s.params, err = s.plugin.CommitParams(ctx, choice); err != nil {
		return err
	}
	if s.hours, err = gpuhours.ParsePreimage(s.params.Preimage); err != nil {
		return err
	}
	if err := s.openHours(ctx); err != nil {
		return err
	}
	t := s.forward.Terms
	s.fact("evidence", "class C: challenges; an equal or better device with %s answered", s.hours.Model)
	s.fact("meters", "%d, of whom %d must sign", len(s.hours.Meters), s.hours.Signatures)
	s.fact("price", "%s for %s GPU-seconds", btc(t.Price), t.Quantity)
	s.fact("bond", "%s, the provider's", btc(t.Bond))
	s.fact("window", "from %s", day(t.Start))
	s.fact("", "until %s", day(t.End))
	for i, line := range wrap(gpuhours.Trusted, width-20) {
		s.fact(map[bool]string{true: "trusted"}[i == 0], "%s", line)
	}
	s.gap()
	if err := s.acceptHours(ctx); err != nil {
		return err
	}
	return s.end(ctx)
}

func (s *gpuStory) openHours(ctx context.Context) error {
	now := unix(s.net.Now())
	first := (now/gpuhours.HourSeconds/gpuhours.EpochHours + 1) * gpuhours.EpochHours
	start, end := first*gpuhours.HourSeconds, (first+windowHours)*gpuhours.HourSeconds
	commitment, err := statement.WordFromBytes(s.params.Commitment)
	if err != nil {
		return err
	}
	key, err := statement.GenerateSealingKey(rand.Reader) // nothing is sealed; terms name one
	if err != nil {
		return err
	}
	const week = 7 * 24 * 3600
	terms := statement.Terms{
		Predicate: s.predicate.Address(), Params: commitment, TaskHash: crypto.Keccak256Hash(nil), Token: s.token.Address(),
		Price: hoursPrice, Quantity: hoursQuantity, Unit: s.params.Unit, AcceptBy: start, Start: start, End: end, SettleBy: end + week,
		Bond: hoursBond, SealX: key.Public().X, SealY: key.Public().Y,
	}
	approve, err := s.token.ApproveCall(s.escrow.Address(), hoursPrice)
	if _, err := s.do(ctx, devnet.Buyer, approve, err); err != nil {
		return err
	}
	call, err := s.escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, common.Hash{1}, s.params.Preimage, nil)
	receipt, err := s.do(ctx, devnet.Buyer, call, err)
	if err != nil {
		return err
	}
	s.forward, err = s.escrow.OpenedIn(receipt)
	return err
}

func (s *gpuStory) acceptHours(ctx context.Context) error {
	approve, err := s.token.ApproveCall(s.escrow.Address(), hoursBond)
	if _, err := s.do(ctx, devnet.Provider, approve, err); err != nil {
		return err
	}
	accept, err := s.escrow.AcceptCall(s.forward, devnet.Named(devnet.Provider).Address)
	if _, err := s.do(ctx, devnet.Provider, accept, err); err != nil {
		return err
	}
	s.good("accepted by %s, whom nobody named: the bond is staked", devnet.Named(devnet.Provider).Address)
	return nil
}

// handOver is the provider's word where the device is, and the buyer's who uses it.
func (s *gpuStory) handOver(ctx context.Context) error {
	s.chapter("The device is handed over")
	sealed, err := peer.SealHandle(peer.Handle{
		Forward: s.forward.ID, URL: s.agentURL(), Agent: s.agentKey.Name(), Access: []byte("ssh -p 2222 buyer@gpu-17.example"),
	}, s.handle.Public())
	if err != nil {
		return err
	}
	provider := devnet.Named(devnet.Provider).Address
	consent, err := meter.Consent(s.agentKey, devnet.ChainID, s.escrow.Address(), s.forward.ID, provider)
	if err != nil {
		return err
	}
	machine, err := meter.Sign(devnet.ChainID, s.escrow.Address(), meter.Registration{
		Forward: s.forward.ID, Serial: 1, URL: s.agentURL(), Agent: s.agentKey.Name(), Devices: []meter.Device{{Name: s.device.ID}},
		Consent: consent, Executor: s.executor.Name(), Handle: sealed,
	}, signer(devnet.Provider).SignHash)
	if err != nil {
		return err
	}
	tenancy, err := meter.Sign(devnet.ChainID, s.escrow.Address(), meter.Tenancy{
		Forward: s.forward.ID, Serial: 1, Key: s.tenant.Name(), Reader: s.tenant.Name(),
	}, signer(devnet.Buyer).SignHash)
	if err != nil {
		return err
	}
	for _, m := range s.meters {
		if err := s.introduce(ctx, m, machine, tenancy); err != nil {
			return err
		}
	}
	s.good("provider and buyer signed for their positions, and all meters believe the chain")
	access, err := peer.OpenHandle(sealed, s.forward.ID, s.handle)
	if err != nil {
		return err
	}
	s.good("the buyer opens the handle that was sealed to them: %s", access.Access)
	thief, err := meter.Sign(devnet.ChainID, s.escrow.Address(), machine.Said, signer(devnet.Thief).SignHash)
	if err != nil {
		return err
	}
	err = s.asProvider(s.meters[0], func(c *meter.Client) error { return c.Register(ctx, thief) })
	if err == nil || !strings.Contains(err.Error(), "holds no position of the forward") {
		return deviation("a meter takes a thief's word for the provider's: %v", err)
	}
	s.bad("a thief says that the device is elsewhere, and no meter listens")
	return s.end(ctx)
}

func (s *gpuStory) introduce(ctx context.Context, m *meterSite, machine meter.Signed[meter.Registration], tenancy meter.Signed[meter.Tenancy]) error {
	return s.asProvider(m, func(c *meter.Client) error {
		if err := c.Register(ctx, machine); err != nil {
			return err
		}
		return c.Admit(ctx, tenancy)
	})
}

func (s *gpuStory) asProvider(m *meterSite, do func(*meter.Client) error) error {
	client, err := meter.Dial(m.address, s.executor)
	if err != nil {
		return err
	}
	defer client.Close()
	return do(client)
}

func (s *gpuStory) agentURL() string { return "https://" + s.served.address }

// firstEpoch is the hours of the first epoch, and what is paid for them.
func (s *gpuStory) firstEpoch(ctx context.Context) error {
	s.chapter("248 hours pass; each meter looks at instants of its own, which nobody foresees")
	first := s.forward.Terms.Start / gpuhours.HourSeconds
	done := s.busy("some 750 challenges: memory filled and walked through, matrices multiplied, rows opened and checked")
	err := s.live(ctx, first, []happening{
		{sabotaged, s.sabotage}, {busy, s.use}, {cutOff, s.cutChen}, {downFrom, s.downBoris},
	}, gpuhours.EpochHours)
	done()
	if err != nil {
		return err
	}
	s.gap()
	s.bad("hour %d: the provider took the device away: no meter got an answer", sabotaged)
	s.good("hour %d: the buyer used it and signed that they did: no challenge was needed", busy)
	s.bad("hour %d: Chen did not get through to the agent", cutOff)
	s.bad("hours %d to %d: Boris was down", downFrom, downTo-1)
	s.say("A sheet is signed by two meters, each hour at the less that they saw. Anna and Chen agree on 246 hours,",
		"Anna and Boris on 242: the executor takes the former.")
	s.gap()
	// Anna and Chen saw all hours but the sabotaged one; Chen did not get through in another.
	return s.paid(ctx, (gpuhours.EpochHours-2)*gpuhours.HourSeconds)
}

// secondEpoch is the other hours.
func (s *gpuStory) secondEpoch(ctx context.Context) error {
	s.chapter("The last six hours, of the next epoch")
	first := s.forward.Terms.Start / gpuhours.HourSeconds
	done := s.busy("some 18 challenges")
	err := s.live(ctx, first, []happening{{withheld, s.sabotage}}, windowHours)
	done()
	if err != nil {
		return err
	}
	s.gap()
	s.bad("hour %d: the provider took the device away once more", withheld)
	return s.paid(ctx, 5*gpuhours.HourSeconds)
}

// happening is something that is so for some hours, from one of the window on. It returns how it ends, and after how many.
type happening struct {
	at    uint64
	begin func(context.Context) (hours uint64, end func(context.Context) error, err error)
}

// live lets hours pass up to one of the window, and what happens happen.
func (s *gpuStory) live(ctx context.Context, first uint64, happenings []happening, to uint64) error {
	for _, h := range happenings {
		if err := s.pass(ctx, first+h.at); err != nil {
			return err
		}
		hours, end, err := h.begin(ctx)
		if err != nil {
			return err
		}
		if err := s.pass(ctx, first+h.at+hours); err != nil {
			return err
		}
		if err := end(ctx); err != nil {
			return err
		}
	}
	return s.pass(ctx, first+to)
}

func (s *gpuStory) sabotage(ctx context.Context) (uint64, func(context.Context) error, error) {
	return 1, func(ctx context.Context) error { return s.openAgent(ctx, s.served.address) }, s.closeAgent(ctx)
}

func (s *gpuStory) use(ctx context.Context) (uint64, func(context.Context) error, error) {
	nothing := func(context.Context) error { return nil }
	now := s.net.Now()
	receipt, err := agent.SignReceipt(s.tenant, s.forward.ID, s.device.ID, now, now.Truncate(time.Hour).Add(time.Hour))
	if err != nil {
		return 0, nothing, err
	}
	client := agent.Dial(s.agentURL(), s.agentKey.Name(), s.tenant)
	defer client.Close()
	return 1, nothing, client.Leave(ctx, receipt)
}

func (s *gpuStory) cutChen(context.Context) (uint64, func(context.Context) error, error) {
	s.meters[2].cut = true
	return 1, func(context.Context) error { s.meters[2].cut = false; return nil }, nil
}

func (s *gpuStory) downBoris(ctx context.Context) (uint64, func(context.Context) error, error) {
	boris := s.meters[1]
	at := boris.address.URL[len("https://"):]
	return downTo - downFrom, func(ctx context.Context) error { return s.startMeter(ctx, boris, at) }, s.stopMeter(ctx, boris)
}

// paid has the relayer settle what meters saw, which must be exactly so many seconds.
func (s *gpuStory) paid(ctx context.Context, seconds int64) error {
	before, err := s.balance(ctx, devnet.Provider)
	if err != nil {
		return err
	}
	done := s.busy("drafts, signatures, check, witness, proof, settlement")
	_, err = s.until(ctx, delivery.Paid)
	done()
	if err != nil {
		return err
	}
	after, err := s.balance(ctx, devnet.Provider)
	if err != nil {
		return err
	}
	got, want := new(big.Int).Sub(after, before), new(big.Int).Mul(big.NewInt(seconds), big.NewInt(10))
	if got.Cmp(want) != 0 {
		return deviation("the provider was paid %s and not %s for %d seconds", btc(got), btc(want), seconds)
	}
	head, err := s.client.Head(ctx)
	if err != nil {
		return err
	}
	settlements, err := s.escrow.Settlements(ctx, head, s.forward)
	if err != nil {
		return err
	}
	last := settlements[len(settlements)-1]
	s.good("%d GPU-seconds from hour %d to %d, proved and paid: %s to the provider", seconds, last.Step.From, last.Step.To, btc(got))
	if !slices.Contains([]int{1, 2}, len(settlements)) || last.Step.Amount.Int64() != seconds {
		return deviation("the last of %d settlements is of %s seconds", len(settlements), last.Step.Amount)
	}
	return s.end(ctx)
}

// leftOver is what goes back: the money for what was not delivered, and the bond's share of it.
func (s *gpuStory) leftOver(ctx context.Context) error {
	s.chapter("What was not delivered goes back")
	if err := s.advanceTo(ctx, s.forward.Terms.SettleBy); err != nil {
		return err
	}
	buyer, err := s.balance(ctx, devnet.Buyer)
	if err != nil {
		return err
	}
	provider, err := s.balance(ctx, devnet.Provider)
	if err != nil {
		return err
	}
	call, err := s.escrow.ReclaimCall(s.forward)
	if _, err := s.do(ctx, devnet.Buyer, call, err); err != nil {
		return err
	}
	const missing = 3 * gpuhours.HourSeconds
	for _, who := range []struct {
		name   string
		before *big.Int
		want   int64
		words  string
	}{
		{devnet.Buyer, buyer, missing*10 + missing*2, "the price of three hours, and their share of the bond"},
		{devnet.Provider, provider, (windowHours*gpuhours.HourSeconds - missing) * 2, "the rest of the bond"},
	} {
		after, err := s.balance(ctx, who.name)
		if err != nil {
			return err
		}
		if got := after.Sub(after, who.before); got.Int64() != who.want {
			return deviation("the %s gets %s and not %d", who.name, got, who.want)
		}
		s.good("%s to the %s: %s", btc(big.NewInt(who.want)), who.name, who.words)
	}
	return s.end(ctx)
}

// checkLogs has an auditor go through what the meters kept.
func (s *gpuStory) checkLogs(ctx context.Context) error {
	s.chapter("An auditor goes through the meters' evidence logs")
	busy := 0
	for _, m := range s.meters {
		done := s.busy(m.name + "'s: each look against its instant, each challenge once more, beacons against the chain")
		report, err := meter.Audit(ctx, m.log, meter.Judge{}, s.chain)
		done()
		if err != nil {
			return err
		}
		if report.Looks[meter.Passed] == 0 || report.Gone != 0 {
			return deviation("%s's log has %d challenges that were passed, and %d that are gone", m.name, report.Looks[meter.Passed], report.Gone)
		}
		s.good("%d entries, root %s: %d passed, %d busy, %d failed", report.Root.Size, shorten(report.Root.Hash.Hex()),
			report.Looks[meter.Passed], report.Looks[meter.Busy], report.Looks[meter.Failed])
		busy += report.Looks[meter.Busy]
	}
	if busy == 0 {
		return deviation("no log has a look at which the buyer was at work")
	}
	return s.end(ctx)
}
