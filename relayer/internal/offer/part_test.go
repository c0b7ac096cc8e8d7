package offer_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

const now = offertest.Now

var nothing = offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}

func bid() offer.Offer { return offertest.Bid(offertest.Terms(now), common.Address{8}) }
func ask() offer.Offer { return offertest.Ask(offertest.Terms(now), common.Address{7}) }

func fill(quantity int64) offer.Fill {
	return offer.Fill{Quantity: big.NewInt(quantity), Buyer: common.Address{6}, TaskHash: crypto.Keccak256Hash([]byte("task")), Task: []byte("task")}
}

func TestPartRefuses(t *testing.T) {
	t.Parallel()
	half := offer.Taken{Filled: big.NewInt(950), Carry: new(big.Int)}
	for name, c := range map[string]struct {
		offer offer.Offer
		fill  offer.Fill
		taken offer.Taken
		at    uint64
		want  error
	}{
		"expired":         {bid(), fill(100), nothing, bid().Expiry, offer.ErrExpired},
		"cancelled":       {bid(), fill(100), offer.Taken{Filled: new(big.Int), Carry: new(big.Int), Cancelled: true}, now, offer.ErrCancelled},
		"nothing":         {bid(), fill(0), nothing, now, offer.ErrQuantity},
		"negative":        {bid(), fill(-1), nothing, now, offer.ErrQuantity},
		"no quantity":     {bid(), offer.Fill{}, nothing, now, offer.ErrQuantity},
		"too much":        {bid(), fill(1001), nothing, now, offer.ErrQuantity},
		"more than left":  {bid(), fill(51), half, now, offer.ErrQuantity},
		"too small":       {bid(), fill(99), nothing, now, offer.ErrQuantity},
		"less than all":   {bid(), fill(49), half, now, offer.ErrQuantity},
		"ramp":            {with(bid(), func(o *offer.Offer) { o.RampStart, o.RampEnd = now, now }), fill(100), nothing, now, offer.ErrRamp},
		"another task":    {ask(), offer.Fill{Quantity: big.NewInt(100)}, nothing, now, offer.ErrTask},
		"review and task": {with(ask(), func(o *offer.Offer) { o.Review = 60 }), fill(100), nothing, now, offer.ErrReview},
		"sealing key":     {with(ask(), func(o *offer.Offer) { o.Terms.SealX = statement.WordFromUint64(1) }), fill(100), nothing, now, offer.ErrSealingKey},
		"review for ever": {with(ask(), reviewed(1<<64-1)), fill(100), nothing, now, offer.ErrReview},
	} {
		_, err := c.offer.Part(c.fill, c.taken, c.at)
		require.ErrorIs(t, err, c.want, name)
	}
	part, err := bid().Part(fill(50), half, bid().Expiry-1)
	require.NoError(t, err, "all that is left, in the last second")
	require.EqualValues(t, 1000, part.After.Filled.Int64())
}

func with(o offer.Offer, change func(*offer.Offer)) offer.Offer {
	change(&o)
	return o
}

func reviewed(seconds uint64) func(*offer.Offer) {
	return func(o *offer.Offer) { o.Review, o.Terms.AcceptBy, o.Terms.TaskHash = seconds, 0, common.Hash{} }
}

func TestPartIsTheForward(t *testing.T) {
	t.Parallel()
	part, err := bid().Part(fill(100), nothing, now)
	require.NoError(t, err)
	want := offertest.Terms(now)
	want.Quantity, want.Price, want.Bond = big.NewInt(100), big.NewInt(150_000), big.NewInt(30_001)
	require.Equal(t, want, part.Terms, "a bid's price is rounded down, its bond up")
	require.Equal(t, common.Address{8}, part.Buyer)
	require.Equal(t, []byte("task"), part.Task)

	f := fill(100)
	f.Seal = statement.PublicKey{X: statement.WordFromUint64(2), Y: statement.WordFromUint64(3)}
	f.TaskHash = common.Hash{1}
	o := with(ask(), reviewed(600))
	part, err = o.Part(f, nothing, now)
	require.NoError(t, err)
	want = o.Terms
	want.Quantity, want.Price, want.Bond = big.NewInt(100), big.NewInt(150_001), big.NewInt(30_000)
	want.TaskHash, want.SealX, want.SealY, want.AcceptBy = f.TaskHash, f.Seal.X, f.Seal.Y, now+600
	require.Equal(t, want, part.Terms, "an ask's price is rounded up, its bond down; task, key and time come with the taker")
	require.Equal(t, f.Buyer, part.Buyer)
	next, err := o.Part(f, part.After, now)
	require.NoError(t, err)
	require.NotEqual(t, part.Salt, next.Salt, "equal parts are different forwards")
}

// However an offer is split, its parts cost what the total does, rounded once; and no part costs more than was said.
func TestSplittingCostsNothing(t *testing.T) {
	t.Parallel()
	stream := offertest.NewStream("split")
	for range 200 {
		o := stream.Offer()
		o.Terms.Quantity, o.MinFill = big.NewInt(int64(1+stream.Below(1e9))), new(big.Int)
		o.RampEnd, o.Expiry, o.Terms.SealX, o.Terms.SealY = 0, now+1, statement.Word{}, statement.Word{}
		if o.Side == offer.Ask {
			o.Review = 0
		}
		taken, sum := nothing, new(big.Int)
		for taken.Filled.Cmp(o.Terms.Quantity) < 0 {
			left := o.Left(taken)
			quantity := new(big.Int).SetUint64(1 + stream.Below(left.Uint64()))
			part, err := o.Part(offer.Fill{Quantity: quantity, TaskHash: o.Terms.TaskHash}, taken, now)
			require.NoError(t, err)
			require.LessOrEqual(t, part.Terms.Price.Cmp(o.Dearest(quantity)), 0)
			sum.Add(sum, part.Terms.Price)
			taken = part.After
		}
		require.Equal(t, o.Terms.Price.String(), sum.String())
		require.Zero(t, taken.Carry.Sign())
	}
}

func TestPriceMovesAlongALine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		side  offer.Side
		at    uint64
		total int64
	}{
		{offer.Bid, now - 1, 100}, {offer.Bid, now, 100}, {offer.Bid, now + 1, 133}, {offer.Bid, now + 2, 166}, {offer.Bid, now + 3, 200}, {offer.Bid, now + 9, 200},
		{offer.Ask, now - 1, 100}, {offer.Ask, now, 100}, {offer.Ask, now + 1, 134}, {offer.Ask, now + 2, 167}, {offer.Ask, now + 3, 200}, {offer.Ask, now + 9, 200},
	} {
		o := offer.Offer{Side: c.side, Terms: statement.Terms{Price: big.NewInt(100)}, LastPrice: big.NewInt(200), RampStart: now, RampEnd: now + 3}
		total, err := o.TotalPrice(c.at)
		require.NoError(t, err)
		require.Equal(t, c.total, total.Int64(), "%s at %d", c.side, c.at-now)
	}
}

func TestBoundsHoldOnTheirSide(t *testing.T) {
	t.Parallel()
	part := offer.Part{Terms: statement.Terms{Price: big.NewInt(100)}}
	require.NoError(t, bid().CheckBound(part, big.NewInt(100)))
	require.ErrorIs(t, bid().CheckBound(part, big.NewInt(101)), offer.ErrPrice)
	require.NoError(t, ask().CheckBound(part, big.NewInt(100)))
	require.ErrorIs(t, ask().CheckBound(part, big.NewInt(99)), offer.ErrPrice)
}

func TestCheckNamesEveryFault(t *testing.T) {
	t.Parallel()
	require.NoError(t, bid().Check())
	require.NoError(t, ask().Check())
	require.NoError(t, with(ask(), reviewed(60)).Check())
	for want, o := range map[string]offer.Offer{
		"the bid names no buyer":    with(bid(), func(o *offer.Offer) { o.Buyer = common.Address{} }),
		"the ask names no provider": with(ask(), func(o *offer.Offer) { o.Terms.Provider = common.Address{} }),
		"a price is zero":           with(bid(), func(o *offer.Offer) { o.Terms.Price = new(big.Int) }),
		"quantity: 0 is not from 1": with(bid(), func(o *offer.Offer) { o.Terms.Quantity, o.MinFill = new(big.Int), new(big.Int) }),
		"is not from 1 to 2^88-1":   with(bid(), func(o *offer.Offer) { o.Terms.Quantity = new(big.Int).Lsh(big.NewInt(1), 88) }),
		"more than the total":       with(bid(), func(o *offer.Offer) { o.MinFill = big.NewInt(1001) }),
		"must follow each other":    with(bid(), func(o *offer.Offer) { o.Terms.End = o.Terms.Start }),
		"does not start before it ends": with(bid(), func(o *offer.Offer) {
			o.RampStart, o.RampEnd, o.LastPrice = now, now, big.NewInt(1)
		}),
		"there is no ramp":                  with(bid(), func(o *offer.Offer) { o.LastPrice = big.NewInt(1) }),
		"more than 61440 nobody reads":      with(bid(), func(o *offer.Offer) { o.Task = make([]byte, offer.MaxBytes) }),
		"which have no bond":                with(bid(), func(o *offer.Offer) { o.Terms.AcceptBy = 0 }),
		"neither a bond nor a named":        with(bid(), func(o *offer.Offer) { o.Terms.Bond = new(big.Int) }),
		"is after start":                    with(bid(), func(o *offer.Offer) { o.Terms.AcceptBy++ }),
		"a bid has no time for review":      with(bid(), func(o *offer.Offer) { o.Review = 1 }),
		"sealing key is not on the curve":   with(bid(), func(o *offer.Offer) { o.Terms.SealX = statement.WordFromUint64(1) }),
		"an ask names no sealing key":       with(ask(), func(o *offer.Offer) { o.Terms.SealX = statement.WordFromUint64(1) }),
		"names neither a task nor a time":   with(ask(), func(o *offer.Offer) { o.Review = 1 }),
		"is accepted at once, so accept-by": with(ask(), func(o *offer.Offer) { o.Terms.AcceptBy = 0 }),
		"an ask names no buyer":             with(ask(), func(o *offer.Offer) { o.Task = []byte("task") }),
	} {
		require.ErrorContains(t, o.Check(), want)
	}
}
