package chain_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Whatever is wrong with an offer is told in words, and the contract refuses what is told to be wrong with it.
func TestJudgeSaysWhatTheContractWould(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	thief := devnet.Named(devnet.Thief).Address
	for want, c := range map[string]struct {
		side   offer.Side
		change func(s *offer.Signed, fill *offer.Fill) // before the maker signs
		after  func(s *offer.Signed)                   // after
		named  string                                  // the contract's error, where it is not the token's or Permit2's
	}{
		"it is for chain 1, and this is chain 1337":                      {change: func(s *offer.Signed, _ *offer.Fill) { s.ChainID = big.NewInt(1) }, named: "Offers_SignatureInvalid"},
		"it is for the offers at":                                        {change: func(s *offer.Signed, _ *offer.Fill) { s.Contract[0]++ }, named: "Offers_SignatureInvalid"},
		"it is signed for the Permit2 at":                                {after: func(s *offer.Signed) { s.Permit2 = common.Address{9} }},
		"the signature is not its maker's":                               {after: func(s *offer.Signed) { s.Terms.Price = big.NewInt(1) }, named: "Offers_SignatureInvalid"},
		"of exactly this offer":                                          {side: offer.Ask, after: func(s *offer.Signed) { s.Terms.Provider = devnet.Named(devnet.Buyer).Address }, named: "Offers_SignatureInvalid"},
		"the offer has expired":                                          {change: func(s *offer.Signed, _ *offer.Fill) { s.Expiry = m.Head().Time }, named: "Offers_Expired"},
		"1001 of it, and 1000 are left":                                  {change: func(_ *offer.Signed, f *offer.Fill) { f.Quantity = big.NewInt(1001) }, named: "Offers_QuantityInvalid"},
		"and the smallest part is 100":                                   {change: func(_ *offer.Signed, f *offer.Fill) { f.Quantity = big.NewInt(99) }, named: "Offers_QuantityInvalid"},
		"pays 150000 of the token's smallest units, and at least 150001": {change: func(_ *offer.Signed, f *offer.Fill) { f.Bound = big.NewInt(150_001) }, named: "Offers_PriceTooLow"},
		"costs 150001 of the token's smallest units, and at most 150000": {side: offer.Ask, change: func(_ *offer.Signed, f *offer.Fill) { f.Bound = big.NewInt(150_000) }, named: "Offers_PriceTooHigh"},
		"and the ask is for 0x":                                          {side: offer.Ask, change: func(_ *offer.Signed, f *offer.Fill) { f.TaskHash = common.Hash{1} }, named: "Offers_TaskInvalid"},
		"the price's ramp does not start":                                {change: func(s *offer.Signed, _ *offer.Fill) { s.RampStart, s.RampEnd, s.LastPrice = 2, 1, big.NewInt(1) }, named: "Offers_RampInvalid"},
		"at the address of its token":                                    {change: func(s *offer.Signed, _ *offer.Fill) { s.Terms.Token = thief }},
		"is no token":                                                    {change: func(s *offer.Signed, _ *offer.Fill) { s.Terms.Token = m.Predicate.Address() }},
		"at the address of its predicate":                                {change: func(s *offer.Signed, _ *offer.Fill) { s.Terms.Predicate = thief }},
		"holds 10000000000 of the token's":                               {change: func(s *offer.Signed, f *offer.Fill) { s.Terms.Price, f.Quantity = big.NewInt(1e11), big.NewInt(1000) }},
		"an allowance is missing, or was taken":                          {change: func(s *offer.Signed, f *offer.Fill) { s.Terms.Price, f.Quantity = big.NewInt(1e9), big.NewInt(1000) }},
		"rounded to nothing":                                             {change: func(s *offer.Signed, _ *offer.Fill) { s.Terms.Price = big.NewInt(1) }},
		"block 1, whose hash is the challenge":                           {change: func(s *offer.Signed, _ *offer.Fill) { s.Terms.BeaconBlock = 1 }},
		"it would have to be accepted by":                                {change: func(s *offer.Signed, _ *offer.Fill) { s.Terms.AcceptBy = m.Head().Time }},
		"not after its start": {side: offer.Ask, change: func(s *offer.Signed, _ *offer.Fill) {
			s.Review, s.Terms.AcceptBy, s.Terms.TaskHash = 4000, 0, common.Hash{}
		}},
	} {
		made, maker := m.bid(), devnet.Buyer
		if c.side == offer.Ask {
			made, maker = m.ask(), devnet.Provider
		}
		s, fill := m.sign(maker, made), m.part(made, 100)
		if c.change != nil {
			c.change(&s, &fill)
			s = m.resign(maker, s)
		}
		if c.after != nil {
			c.after(&s)
		}
		require.ErrorContains(t, m.judge(s, fill).Err(), want)
		refused := m.refusal(s, fill)
		require.ErrorAs(t, refused, new(*chain.RevertError), want)
		if c.named != "" {
			require.True(t, chain.RevertedWith(refused, c.named), "%s: %v", want, refused)
		}
	}
	for _, s := range []offer.Signed{m.sign(devnet.Buyer, m.bid()), m.sign(devnet.Provider, m.ask()), m.sign(devnet.Provider, m.reviewed())} {
		require.NoError(t, m.judge(s, m.part(s.Offer, 100)).Err())
		require.NoError(t, m.refusal(s, m.part(s.Offer, 100)))
	}
	over := m.bid()
	over.Terms.End, over.Terms.Start, over.Terms.AcceptBy = m.Head().Time, m.Head().Time-1, m.Head().Time-1
	require.ErrorContains(t, m.judge(m.sign(devnet.Buyer, over), m.part(over, 100)).Err(), "the time to deliver is over")
}

// What its maker did not sign has nothing else asked: its token, and what else it names, may be anything, and answer as slowly as it likes.
func TestWhatIsNotSignedIsAskedNoMore(t *testing.T) {
	t.Parallel()
	m := marketIn(t, served(t))
	client, asked := spied(t, m.World, m.Token.Address().Bytes(), honest)
	offers := chain.NewOffers(client, m.Offers.Address(), m.Escrow)
	s := m.sign(devnet.Buyer, m.bid())
	fill := m.part(s.Offer, 100)
	whole, err := offers.Judge(t.Context(), m.Head(), s, fill, m.permit2)
	require.NoError(t, errors.Join(err, whole.Err()))
	require.Positive(t, asked.Swap(0))
	s.Signature[0] ^= 1
	refused, err := offers.Judge(t.Context(), m.Head(), s, fill, m.permit2)
	require.NoError(t, err)
	require.Len(t, refused.Faults, 1)
	require.ErrorIs(t, refused.Err(), offer.ErrSignature)
	require.Zero(t, asked.Load(), "neither what it quotes nor what its maker has")
}

// A maker keeps the last word: the allowance can go, and with it what the offer was good for.
func TestAllowanceIsTakenBack(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	bid, ask := m.sign(devnet.Buyer, m.bid()), m.sign(devnet.Provider, m.ask())
	m.take(bid, m.part(bid.Offer, 100))
	m.take(ask, m.part(ask.Offer, 100))
	m.approve(devnet.Buyer, m.Offers.Address(), 100)
	require.ErrorContains(t, m.judge(bid, m.part(bid.Offer, 100)).Err(), "lets 100 of the token's smallest units be taken, and the part takes 150000")
	require.ErrorAs(t, m.refusal(bid, m.part(bid.Offer, 100)), new(*chain.RevertError))

	m.approve(devnet.Buyer, m.Offers.Address(), 1e8)
	m.approve(devnet.Provider, m.Offers.Address(), 0)
	require.ErrorContains(t, m.judge(ask, m.part(ask.Offer, 100)).Err(), "lets 0 of the token's smallest units be taken, and the part takes 30000")
	require.ErrorAs(t, m.refusal(ask, m.part(ask.Offer, 100)), new(*chain.RevertError))
	m.approve(devnet.Provider, m.Offers.Address(), 1e8)
	operator, err := m.Escrow.OperatorCall(m.Offers.Address(), false)
	m.Do(devnet.Provider, operator, err)
	require.ErrorContains(t, m.judge(ask, m.part(ask.Offer, 100)).Err(), "did not make the offers "+m.Offers.Address().Hex()+" an operator of its positions")
	require.True(t, chain.RevertedWith(m.refusal(ask, m.part(ask.Offer, 100)), "ForwardEscrow_HolderDidNotAgree"))

	review := m.sign(devnet.Provider, m.reviewed())
	m.approve(devnet.Provider, m.Offers.Address(), 0)
	require.NoError(t, m.judge(review, m.part(review.Offer, 100)).Err(), "nothing of the provider's is taken, and it does not become one")
	m.take(review, m.part(review.Offer, 100))
}

// A contract makes an offer if it stands by the signature (EIP-1271), whatever that is.
func TestContractsMakeOffers(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	yes := m.deploy(common.FromHex("0x631626ba7e60e01b60005260206000f3")) // answers with the magic value, whatever it is asked
	no := m.deploy(common.FromHex("0x60206000f3"))                        // answers with zero
	refuses := m.deploy(common.FromHex("0x60006000fd"))
	short := m.deploy(common.FromHex("0x631626ba7e60e01b60005260046000f3")) // four bytes, which are no answer
	for maker, stands := range map[common.Address]bool{yes: true, no: false, refuses: false, short: false} {
		made := m.reviewed()
		made.Terms.Provider = maker
		s := offer.Signed{Offer: made, ChainID: m.Client.ChainID(), Contract: m.Offers.Address(), Signature: []byte("whatever the contract wants")}
		fill := m.part(made, 100)
		if stands {
			m.take(s, fill)
			continue
		}
		require.ErrorIs(t, m.judge(s, fill).Err(), offer.ErrSignature)
		require.True(t, chain.RevertedWith(m.refusal(s, fill), "Offers_SignatureInvalid"))
		s = m.resign(devnet.Thief, s)
		require.ErrorIs(t, m.judge(s, fill).Err(), offer.ErrSignature)
	}
}

// Permit2 moves the money by an allowance that it keeps, or by the one signature that is for the transfer and the offer.
func TestPermit2(t *testing.T) {
	t.Parallel()
	m := newPermit2Market(t)
	permit2, err := m.Offers.CheckCode(t.Context(), m.Head())
	require.NoError(t, err)
	require.Equal(t, m.permit2, permit2)
	buyer, token := devnet.Named(devnet.Buyer).Address, m.Token.Address()
	m.approve(devnet.Provider, m.Offers.Address(), 1e8)
	operator, err := m.Escrow.OperatorCall(m.Offers.Address(), true)
	m.Do(devnet.Provider, operator, err)

	made := m.bid()
	s := offer.Signed{Offer: made, ChainID: m.Client.ChainID(), Contract: m.Offers.Address(), Permit2: m.permit2}
	s = m.resign(devnet.Buyer, s)
	require.ErrorContains(t, m.judge(s, m.part(made, 1000)).Err(), "lets 0 of the token's smallest units be taken")
	m.approve(devnet.Buyer, m.permit2, 1e8)
	require.ErrorContains(t, m.judge(s, m.part(made, 100)).Err(), "and so taken as a whole: 1000, not 100")
	require.True(t, chain.RevertedWith(m.refusal(s, m.part(made, 100)), "Offers_NotWhole"))
	plain := s
	plain.Permit2 = common.Address{}
	require.ErrorIs(t, m.judge(plain, m.part(made, 1000)).Err(), offer.ErrSignature, "a signature for Permit2 is none for an allowance")
	require.True(t, chain.RevertedWith(m.refusal(plain, m.part(made, 1000)), "Offers_SignatureInvalid"))
	stolen := m.resign(devnet.Thief, s)
	require.ErrorIs(t, m.judge(stolen, m.part(made, 1000)).Err(), offer.ErrSignature)
	require.True(t, chain.RevertedWith(m.refusal(stolen, m.part(made, 1000)), "InvalidSigner"))
	m.take(s, m.part(made, 1000))

	again := made
	again.Salt = common.Hash{77}
	next := s
	next.Offer = again
	next = m.resign(devnet.Buyer, next)
	require.ErrorContains(t, m.judge(next, m.part(again, 1000)).Err(), "its nonce 5 was used up in Permit2")
	require.True(t, chain.RevertedWith(m.refusal(next, m.part(again, 1000)), "InvalidNonce"))
	free, err := m.Offers.FreeNonce(t.Context(), m.Head(), buyer, m.permit2, 5)
	require.NoError(t, err)
	require.EqualValues(t, 6, free.Int64(), "not one that was used up")

	// An allowance in Permit2 serves the plain signature, in parts, until it expires.
	other := m.sign(devnet.Buyer, again)
	require.ErrorContains(t, m.judge(other, m.part(again, 100)).Err(), "an allowance is missing")
	until := m.Head().Time + 600
	approve, err := chain.NewPermit2(m.Client, m.permit2).ApproveCall(token, m.Offers.Address(), big.NewInt(200_000), until)
	m.Do(devnet.Buyer, approve, err)
	m.take(other, m.part(again, 100))
	require.ErrorContains(t, m.judge(other, m.part(again, 100)).Err(), "lets 50000 of the token's smallest units be taken")
	approve, err = chain.NewPermit2(m.Client, m.permit2).ApproveCall(token, m.Offers.Address(), big.NewInt(200_000), until)
	m.Do(devnet.Buyer, approve, err)
	m.AdvanceTo(until + 1)
	require.ErrorContains(t, m.judge(other, m.part(again, 100)).Err(), "lets 0 of the token's smallest units be taken")
	require.True(t, chain.RevertedWith(m.refusal(other, m.part(again, 100)), "AllowanceExpired"))
}

// An ask signed for Permit2 stakes its bond by that one signature.
func TestPermit2Ask(t *testing.T) {
	t.Parallel()
	m := newPermit2Market(t)
	m.approve(devnet.Provider, m.permit2, 1e8)
	m.approve(devnet.Buyer, m.Offers.Address(), 1e8)
	operator, err := m.Escrow.OperatorCall(m.Offers.Address(), true)
	m.Do(devnet.Provider, operator, err)
	made := m.ask()
	s := m.resign(devnet.Provider, offer.Signed{Offer: made, ChainID: m.Client.ChainID(), Contract: m.Offers.Address(), Permit2: m.permit2})
	before := balance(t, m.World, devnet.Provider)
	m.take(s, m.part(made, 1000))
	require.Equal(t, before-300_007, balance(t, m.World, devnet.Provider))

	review := m.reviewed()
	unseen := m.resign(devnet.Provider, offer.Signed{Offer: review, ChainID: m.Client.ChainID(), Contract: m.Offers.Address(), Permit2: m.permit2})
	require.ErrorContains(t, m.judge(unseen, m.part(review, 1000)).Err(), "nobody would look at a signature for Permit2")
	require.True(t, chain.RevertedWith(m.refusal(unseen, m.part(review, 1000)), "Offers_ReviewWithoutTransfer"))
}

// A maker that is a contract could burn any amount of the taker's gas: what it may take is bounded.
func TestAMakerThatBurnsGasIsNotPaidFor(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	// A hundred thousand rounds of a loop, and then the magic value.
	burns := m.deploy(common.FromHex("0x620186a05b6001900380600457631626ba7e60e01b60005260206000f3"))
	made := m.reviewed()
	made.Terms.Provider = burns
	s := offer.Signed{Offer: made, ChainID: m.Client.ChainID(), Contract: m.Offers.Address(), Signature: []byte("whatever the contract wants")}
	fill := m.part(made, 100)
	require.ErrorIs(t, m.judge(s, fill).Err(), offer.ErrSignature, "not within the gas of a fill")
	call, err := m.Offers.FillCall(s, fill)
	require.ErrorIs(t, m.Try(devnet.Buyer, call, err), chain.ErrGasTooHigh)
}
