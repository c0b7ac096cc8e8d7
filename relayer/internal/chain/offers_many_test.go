package chain_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"slices"
	"sync/atomic"
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
	anybodys := m.Offers.JudgeAll(m.T.Context(), head, list, m.permit2)
	kinds := []error{offer.ErrExpired, offer.ErrCancelled, offer.ErrQuantity, offer.ErrSignature, chain.ErrPoor, chain.ErrNotApproved}
	for i, s := range list {
		alone, err := m.Offers.JudgeRest(m.T.Context(), head, s, m.permit2)
		require.NoError(m.T, err)
		require.Equal(m.T, alone.Err() == nil, together[i].Err() == nil, "offer %d: %v; %v", i, alone.Err(), together[i].Err())
		require.NoError(m.T, anybodys[i].Unknown)
		require.Equal(m.T, together[i].Err(), anybodys[i].Err())
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

// What an endpoint does not answer about one offer leaves the others judged, and what is signed for elsewhere, or makes no sense, is no
// question. An endpoint that answers nothing is not asked for ever.
func TestOffersThatCannotBeJudgedAreTold(t *testing.T) {
	t.Parallel()
	m := market{World: served(t)}
	m.approve(devnet.Buyer, m.Offers.Address(), 100_000_000)
	dark := common.Address{0xda}
	list := make([]offer.Signed, 60)
	for i := range list {
		made := m.bid()
		made.Salt, made.Nonce = common.Hash{byte(i)}, big.NewInt(int64(i))
		if i == 17 {
			made.Terms.Token = dark
		}
		list[i] = m.sign(devnet.Buyer, made)
	}
	list[3].ChainID, list[4].Contract, list[5].Terms.Quantity = big.NewInt(1), common.Address{1}, new(big.Int)
	var asked atomic.Int64
	var mute atomic.Bool
	client := endpoint(t, m.World, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method != "eth_call" {
			return nil, "", nil
		}
		asked.Add(1)
		var message struct{ To *common.Address }
		require.NoError(t, json.Unmarshal(call.Params[0], &message))
		if mute.Load() || message.To != nil && *message.To == dark {
			panic(http.ErrAbortHandler) // it hangs up
		}
		return nil, "", nil
	})
	contract := chain.NewOffers(client, m.Offers.Address(), chain.NewEscrow(client, m.Escrow.Address()))
	for i, f := range contract.JudgeAll(t.Context(), m.Head(), list, common.Address{}) {
		switch {
		case i == 17:
			require.ErrorContains(t, f.Unknown, "EOF")
		case i >= 3 && i <= 5:
			require.NoError(t, f.Unknown)
			require.Error(t, f.Err())
		default:
			require.NoError(t, errors.Join(f.Unknown, f.Err()), "offer %d", i)
		}
	}
	asked.Store(0)
	mute.Store(true)
	for i, f := range contract.JudgeAll(t.Context(), m.Head(), list, common.Address{}) {
		require.Equal(t, i < 3 || i > 5, f.Unknown != nil)
	}
	require.Less(t, asked.Load(), int64(100))
}
