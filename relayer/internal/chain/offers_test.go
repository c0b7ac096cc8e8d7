package chain_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

// Random offers have the hash here that the contract gives them, and their makers sign the digest that it checks.
func TestOfferHashesAreTheContracts(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	stream := offertest.NewStream("hashes")
	sides := map[offer.Side]int{}
	for range 200 {
		made := stream.Offer()
		sides[made.Side]++
		there, err := w.Offers.HashOnChain(t.Context(), w.Head(), made)
		require.NoError(t, err)
		here, err := made.Hash()
		require.NoError(t, err)
		require.Equal(t, there, here)
		digest, err := offer.Signed{Offer: made, ChainID: w.Client.ChainID(), Contract: w.Offers.Address()}.Digest()
		require.NoError(t, err)
		thereDigest, err := w.Offers.DigestOnChain(t.Context(), w.Head(), here)
		require.NoError(t, err)
		require.Equal(t, thereDigest, digest)
	}
	require.Greater(t, min(sides[offer.Bid], sides[offer.Ask]), 60, "bids and asks")
	bid, ask, err := w.Offers.WitnessTypes(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, []string{offer.Bid.WitnessType(), offer.Ask.WitnessType()}, []string{bid, ask})
}

// contractErrors are what the contract says where Part refuses.
var contractErrors = map[error]string{
	offer.ErrExpired: "Offers_Expired", offer.ErrCancelled: "Offers_Cancelled", offer.ErrQuantity: "Offers_QuantityInvalid", offer.ErrRamp: "Offers_RampInvalid",
	offer.ErrTask: "Offers_TaskInvalid", offer.ErrReview: "Offers_ReviewInvalid", offer.ErrSealingKey: "Offers_AskWithSealingKey",
}

// Random parts of random offers, along ramps and around expiries, make the forwards here that the contract says, to the last
// unit, or are refused for the same reason.
func TestQuotesAreTheContracts(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	head := w.Head()
	stream := offertest.NewStream("quotes")
	taken := offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}
	accepted, refused := map[offer.Side]int{}, map[error]int{}
	for range 600 {
		made, fill := stream.Near(head.Time)
		part, err := made.Part(fill, taken, head.Time)
		terms, salt, errThere := w.Offers.Quote(t.Context(), head, made, fill)
		if err == nil {
			require.NoError(t, errThere)
			require.Equal(t, salt, part.Salt)
			requireSameTerms(t, terms, part.Terms)
			accepted[made.Side]++
			continue
		}
		require.Error(t, errThere, "refused here: %v", err)
		known := false
		for kind, name := range contractErrors {
			if errors.Is(err, kind) {
				require.True(t, chain.RevertedWith(errThere, name), "here: %v; there: %v", err, errThere)
				refused[kind]++
				known = true
			}
		}
		require.True(t, known, "refused here for a reason of no kind: %v", err)
	}
	t.Logf("%d bids and %d asks accepted, refused: %v", accepted[offer.Bid], accepted[offer.Ask], refused)
	require.Greater(t, min(accepted[offer.Bid], accepted[offer.Ask]), 80)
	for _, kind := range []error{offer.ErrExpired, offer.ErrQuantity, offer.ErrRamp, offer.ErrTask, offer.ErrReview, offer.ErrSealingKey} {
		require.Positive(t, refused[kind], "%v", kind)
	}
}

func requireSameTerms(t *testing.T, there, here statement.Terms) {
	t.Helper()
	want, err := statement.TermsHash(there)
	require.NoError(t, err)
	got, err := statement.TermsHash(here)
	require.NoError(t, err)
	require.Equal(t, want, got, "there: %+v; here: %+v", there, here)
}

// What parts of bids and asks were computed to make is what the chain made of them: terms, salt, price, what is left over and
// what everybody paid, while the price moves and the parts do not divide it.
func TestFillsMakeWhatWasComputed(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	stream := offertest.NewStream("fills")
	for _, made := range []offer.Offer{m.bid(), m.ask(), m.reviewed()} {
		made.RampStart, made.RampEnd, made.LastPrice = m.Head().Time, m.Head().Time+1000, big.NewInt(2_345_678)
		made.MinFill = big.NewInt(10)
		s := m.sign(map[offer.Side]string{offer.Bid: devnet.Buyer, offer.Ask: devnet.Provider}[made.Side], made)
		hash, err := s.Hash()
		require.NoError(t, err)
		for {
			before, err := m.Offers.TakenOf(t.Context(), m.Head(), made)
			require.NoError(t, err)
			left := made.Left(before)
			if left.Sign() == 0 {
				break
			}
			quantity := min(left.Int64(), int64(10+stream.Below(400)))
			fill := m.part(made, quantity)
			buyerBefore, providerBefore := balance(t, m.World, devnet.Buyer), balance(t, m.World, devnet.Provider)
			filled, forward := m.take(s, fill)

			block, err := m.Client.Block(t.Context(), filled.At.Block)
			require.NoError(t, err)
			part, err := made.Part(fill, before, block.Time)
			require.NoError(t, err)
			requireSameTerms(t, forward.Terms, part.Terms)
			require.Equal(t, part.Salt, forward.Salt)
			require.Equal(t, part.Buyer, forward.Buyer)
			require.Equal(t, part.Params, forward.Params)
			require.Equal(t, part.Task, forward.Task)
			after, err := m.Offers.TakenOf(t.Context(), m.Head(), made)
			require.NoError(t, err)
			require.Equal(t, part.After.Filled.String(), after.Filled.String())
			require.Equal(t, part.After.Carry.String(), after.Carry.String())
			require.Equal(t, []any{made.Side, hash, made.Maker(), part.Terms.Price.String(), after.Filled.String()},
				[]any{filled.Side, filled.Offer, filled.Maker, filled.Price.String(), filled.Filled.String()})

			paid, bond := part.Terms.Price.Int64(), part.Terms.Bond.Int64()
			status := chain.StatusPending
			if made.Review != 0 {
				bond, status = 0, chain.StatusProposed
			}
			requireStatus(t, m.World, forward, status)
			require.Equal(t, buyerBefore-paid, balance(t, m.World, devnet.Buyer), "price")
			require.Equal(t, providerBefore-bond, balance(t, m.World, devnet.Provider), "bond")
			m.Advance(97e9)
		}
	}
}

// A bid for open forwards opens them for whoever takes it, who stakes nothing.
func TestOpenBid(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	made := m.bid()
	made.Terms.AcceptBy, made.Terms.Bond = 0, new(big.Int)
	before := balance(t, m.World, devnet.Provider)
	_, forward := m.take(m.sign(devnet.Buyer, made), m.part(made, 1000))
	requireStatus(t, m.World, forward, chain.StatusPending)
	require.False(t, forward.Assigned())
	require.Equal(t, before, balance(t, m.World, devnet.Provider))
}

func TestFillsAndCancellationsAreListed(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	first, second := m.bid(), m.bid()
	second.Salt, second.Nonce = common.Hash{99}, big.NewInt(300)
	a, _ := m.take(m.sign(devnet.Buyer, first), m.part(first, 100))
	b, _ := m.take(m.sign(devnet.Buyer, first), m.part(first, 200))
	c, _ := m.take(m.sign(devnet.Provider, m.ask()), m.part(m.ask(), 300))
	buyer, provider := devnet.Named(devnet.Buyer).Address, devnet.Named(devnet.Provider).Address
	fills, err := m.Offers.Fills(t.Context(), m.Head(), 0, buyer)
	require.NoError(t, err)
	require.Equal(t, []chain.OfferFill{a, b}, fills)
	require.EqualValues(t, 300, fills[1].Filled.Int64())
	fills, err = m.Offers.Fills(t.Context(), m.Head(), 0, provider)
	require.NoError(t, err)
	require.Equal(t, []chain.OfferFill{c}, fills)

	cancel, err := m.Offers.CancelCall(first)
	require.True(t, chain.RevertedWith(m.Try(devnet.Thief, cancel, err), "Offers_NotMaker"), "somebody else's")
	m.Do(devnet.Buyer, cancel, err)
	nonces, err := m.Offers.CancelNoncesCall(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 300-256))
	m.Do(devnet.Buyer, nonces, err)
	hash, err := first.Hash()
	require.NoError(t, err)
	list, err := m.Offers.Cancellations(t.Context(), m.Head(), 0, buyer)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, hash, list[0].Offer)
	require.EqualValues(t, 1, list[1].Word.Int64())
	require.Equal(t, 44, list[1].Mask.BitLen()-1)
	for _, made := range []offer.Offer{first, second} {
		require.ErrorIs(t, m.judge(m.sign(devnet.Buyer, made), m.part(made, 100)).Err(), offer.ErrCancelled)
		require.True(t, chain.RevertedWith(m.refusal(m.sign(devnet.Buyer, made), m.part(made, 100)), "Offers_Cancelled"))
	}
	list, err = m.Offers.Cancellations(t.Context(), m.Head(), 0, provider)
	require.NoError(t, err)
	require.Empty(t, list)
}

// Nonces come from the first word that has some left.
func TestFreeNonce(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	buyer := devnet.Named(devnet.Buyer).Address
	free := func(seed byte) int64 {
		nonce, err := m.Offers.FreeNonce(t.Context(), m.Head(), buyer, common.Address{}, seed)
		require.NoError(t, err)
		return nonce.Int64()
	}
	require.EqualValues(t, 255, free(255))
	one, whole := big.NewInt(1), new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1))
	cancel, err := m.Offers.CancelNoncesCall(new(big.Int), new(big.Int).Lsh(one, 255))
	m.Do(devnet.Buyer, cancel, err)
	require.EqualValues(t, 0, free(255), "round the word")
	cancel, err = m.Offers.CancelNoncesCall(new(big.Int), whole)
	m.Do(devnet.Buyer, cancel, err)
	require.EqualValues(t, 256+17, free(17), "the next word")
	word, err := m.Offers.LastWord(t.Context(), m.Head(), buyer, common.Address{})
	require.NoError(t, err)
	require.EqualValues(t, 1, word)
}

// Whoever points the client at another contract, or at one before another escrow, is told so.
func TestOffersCodeIsChecked(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	permit2, err := m.Offers.CheckCode(t.Context(), m.Head())
	require.NoError(t, err)
	require.Zero(t, permit2)
	_, err = chain.NewOffers(m.Client, m.Token.Address(), m.Escrow).CheckCode(t.Context(), m.Head())
	require.Error(t, err)
	_, err = chain.NewOffers(m.Client, devnet.Named(devnet.Thief).Address, m.Escrow).CheckCode(t.Context(), m.Head())
	require.ErrorIs(t, err, chain.ErrOtherCode)

	other, err := chain.DeployEscrow(t.Context(), m.Sender(devnet.Deployer), chaintest.ClaimDelay)
	require.NoError(t, err)
	_, err = chain.NewOffers(m.Client, m.Offers.Address(), other).CheckCode(t.Context(), m.Head())
	require.ErrorContains(t, err, "they open forwards in escrow "+m.Escrow.Address().Hex())

	// It answers as the real one does, and can do what it likes.
	code := append(common.FromHex("0x363d3d373d3d3d363d73"), m.Offers.Address().Bytes()...)
	proxy := m.deploy(append(code, common.FromHex("0x5af43d82803e903d91602b57fd5bf3")...))
	_, err = chain.NewOffers(m.Client, proxy, m.Escrow).CheckCode(t.Context(), m.Head())
	require.ErrorIs(t, err, chain.ErrOtherCode)
}

// Who takes an ask may emit anything as its task, of any length: the provider, who is on the hook for it, reads it all the same,
// without the junk. Nobody else does.
func TestAProviderReadsWhatItAcceptedWhateverItsSize(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	made := m.ask()
	fill := m.part(made, 100)
	fill.Task = make([]byte, 80<<10)
	_, forward := m.takeLong(m.sign(devnet.Provider, made), fill)
	follow := func(own common.Address) (opened []*chain.Forward, leftOut int) {
		leftOut, err := m.Escrow.Follow(t.Context(), m.Head(), 0, own, func(part []chain.Hint, _ uint64) error {
			for _, hint := range part {
				if hint.Opened != nil {
					opened = append(opened, hint.Opened)
				}
			}
			return nil
		})
		require.NoError(t, err)
		return opened, leftOut
	}
	opened, leftOut := follow(devnet.Named(devnet.Provider).Address)
	require.Zero(t, leftOut)
	require.Len(t, opened, 1)
	forward.Task = nil
	require.Equal(t, &forward, opened[0])
	opened, leftOut = follow(devnet.Named(devnet.Buyer).Address)
	require.Empty(t, opened)
	require.Equal(t, 1, leftOut)
}
