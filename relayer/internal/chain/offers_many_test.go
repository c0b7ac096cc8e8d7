package chain_test

import (
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// What is found out about many offers at once is what is found out about each: whatever becomes of them, kind by kind, and what is
// left of them to the last unit.
func TestManyOffersAreJudgedAsEachIs(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	yes := m.deploy(common.FromHex("0x631626ba7e60e01b60005260206000f3")) // stands by anything (EIP-1271)
	no := m.deploy(common.FromHex("0x60206000f3"))
	var list []offer.Signed
	add := func(name string, made offer.Offer, change func(*offer.Offer)) offer.Signed {
		made.Salt, made.Nonce = common.Hash{byte(len(list) + 1)}, big.NewInt(int64(len(list)))
		if change != nil {
			change(&made)
		}
		list = append(list, m.sign(name, made))
		return list[len(list)-1]
	}
	add(devnet.Buyer, m.bid(), nil)
	partly := add(devnet.Buyer, m.bid(), nil)
	wholly := add(devnet.Provider, m.ask(), nil)
	add(devnet.Provider, m.ask(), nil)
	cancelled := add(devnet.Buyer, m.bid(), nil)
	byNonce := add(devnet.Buyer, m.bid(), nil)
	add(devnet.Buyer, m.bid(), func(o *offer.Offer) { o.Expiry = m.Head().Time })
	add(devnet.Buyer, m.bid(), func(o *offer.Offer) { o.Terms.Price = big.NewInt(1e11) })
	add(devnet.Buyer, m.bid(), func(o *offer.Offer) { o.Terms.AcceptBy = m.Head().Time })
	add(devnet.Thief, m.bid(), nil) // not its maker
	add(devnet.Provider, m.reviewed(), nil)
	add(devnet.Thief, m.reviewed(), func(o *offer.Offer) { o.Terms.Provider = yes })
	add(devnet.Thief, m.reviewed(), func(o *offer.Offer) { o.Terms.Provider = no })
	m.take(partly, m.part(partly.Offer, 400))
	m.take(wholly, m.part(wholly.Offer, 1000))
	call, err := m.Offers.CancelCall(cancelled.Offer)
	m.Do(devnet.Buyer, call, err)
	call, err = m.Offers.CancelNoncesCall(new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(byNonce.Nonce.Uint64())))
	m.Do(devnet.Buyer, call, err)

	good := m.compare(list)
	require.Equal(t, 5, good, "those that can be taken")
	m.approve(devnet.Buyer, m.Offers.Address(), 10)
	operator, err := m.Escrow.OperatorCall(m.Offers.Address(), false)
	m.Do(devnet.Provider, operator, err)
	require.Equal(t, 2, m.compare(list), "those that take nothing of their makers")
}

func TestManyOffersThroughPermit2AreJudgedAsEachIs(t *testing.T) {
	t.Parallel()
	m := newPermit2Market(t)
	m.approve(devnet.Buyer, m.permit2, 1e8)
	signed := m.resign(devnet.Buyer, offer.Signed{Offer: m.bid(), ChainID: m.Client.ChainID(), Contract: m.Offers.Address(), Permit2: m.permit2})
	plain := m.bid()
	plain.Salt = common.Hash{9}
	list := []offer.Signed{signed, m.sign(devnet.Buyer, plain)}
	require.Equal(t, 1, m.compare(list), "the one that is signed for it")
	until := m.Head().Time + 600
	approve, err := chain.NewPermit2(m.Client, m.permit2).ApproveCall(m.Token.Address(), m.Offers.Address(), big.NewInt(1e8), until)
	m.Do(devnet.Buyer, approve, err)
	require.Equal(t, 2, m.compare(list))
	m.AdvanceTo(until + 1)
	require.Equal(t, 1, m.compare(list), "its allowance has expired")
	m.approve(devnet.Provider, m.Offers.Address(), 1e8)
	operator, err := m.Escrow.OperatorCall(m.Offers.Address(), true)
	m.Do(devnet.Provider, operator, err)
	m.take(signed, m.part(signed.Offer, 1000))
	require.Equal(t, 0, m.compare(list), "taken")
}

// compare judges offers together and one by one, and counts the good ones.
func (m market) compare(list []offer.Signed) (good int) {
	m.T.Helper()
	head := m.Head()
	together, err := m.Offers.Footings(m.T.Context(), head, list, m.permit2)
	require.NoError(m.T, err)
	kinds := []error{offer.ErrExpired, offer.ErrCancelled, offer.ErrQuantity, offer.ErrSignature, chain.ErrPoor, chain.ErrNotApproved}
	for i, s := range list {
		alone, err := m.Offers.JudgeRest(m.T.Context(), head, s, m.permit2)
		require.NoError(m.T, err)
		require.Equal(m.T, alone.Err() == nil, together[i].Err() == nil, "offer %d: %v; %v", i, alone.Err(), together[i].Err())
		if errors.Is(alone.Err(), offer.ErrSignature) { // nothing else is asked about it alone
			require.ErrorIs(m.T, together[i].Err(), offer.ErrSignature, "offer %d", i)
			require.Equal(m.T, alone.Taken.Cancelled, together[i].Taken.Cancelled)
			continue
		}
		for _, kind := range kinds {
			is := func(err error) bool { return errors.Is(err, kind) }
			if alone.Part.Terms.Price != nil || !errors.Is(kind, offer.ErrSignature) { // what cannot be taken at all is not looked at further
				require.Equal(m.T, slices.ContainsFunc(alone.Faults, is), slices.ContainsFunc(together[i].Faults, is), "offer %d: %v", i, kind)
			}
		}
		require.Equal(m.T, alone.Taken.Filled.String(), together[i].Taken.Filled.String())
		require.Equal(m.T, alone.Taken.Cancelled, together[i].Taken.Cancelled)
		if alone.Err() == nil {
			require.Equal(m.T, alone.Part.Terms.Price.String(), together[i].Part.Terms.Price.String())
			good++
		}
		balance, err := m.Token.Balance(m.T.Context(), head, s.Maker())
		require.NoError(m.T, err)
		require.Equal(m.T, balance.String(), together[i].Balance.String())
	}
	return good
}
