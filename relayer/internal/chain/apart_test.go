package chain_test

import (
	"bytes"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Contracts of makers that answer with a megabyte, or burn all gas that they get, spoil what is found out about no other offer: geth
// ends a batch of questions at 25 MB, and leaves the rest without an answer.
func TestAStrangersContractSpoilsItsOwnOffersAlone(t *testing.T) {
	t.Parallel()
	m := market{World: served(t)}
	m.approve(devnet.Buyer, m.Offers.Address(), 100_000_000)
	m.approve(devnet.Provider, m.Offers.Address(), 100_000_000)
	long := m.deploy(common.FromHex("0x631626ba7e60e01b600052620cd1406000f3")) // the magic word and then 840,000 bytes
	burns := m.deploy(common.FromHex("0x5b600056"))
	var list []offer.Signed
	for i := range 40 {
		made := m.reviewed()
		made.Salt, made.Terms.Provider = common.Hash{byte(i)}, long
		list = append(list, m.sign(devnet.Thief, made))
	}
	burning := m.reviewed()
	burning.Terms.Provider = burns
	list = append(list, m.sign(devnet.Thief, burning), m.sign(devnet.Buyer, m.bid()))
	end := m.Endpoint()
	client, err := chain.DialAll(t.Context(), []string{end.URL}, chain.Options{})
	require.NoError(t, err)
	t.Cleanup(client.Close)
	head, err := client.Head(t.Context())
	require.NoError(t, err)
	offers := chain.NewOffers(client, m.Offers.Address(), chain.NewEscrow(client, m.Escrow.Address()))
	footings, err := offers.Footings(t.Context(), head, list, common.Address{})
	require.NoError(t, err)
	for i, f := range footings {
		require.NoError(t, f.Unknown, i)
	}
	require.NoError(t, footings[0].Err(), "it stands by its offer")
	require.ErrorIs(t, footings[40].Err(), offer.ErrSignature)
	require.NoError(t, footings[41].Err())

	// Whatever else an endpoint says than what a contract answers is no answer: it does not say that somebody holds nothing.
	end.Behave(func(w http.ResponseWriter, r *chaintest.Request) bool {
		if r.Method == "" {
			return chaintest.Status(http.StatusRequestEntityTooLarge)(w, r)
		}
		if r.Method != "eth_call" || !bytes.Contains(r.Params[0], []byte("0x70a08231")) { // balanceOf
			return false
		}
		return r.Refuse(w, -32005, "too many requests of this kind")
	})
	footings, err = offers.Footings(t.Context(), head, list[39:], common.Address{})
	require.NoError(t, err)
	for _, f := range footings {
		require.ErrorContains(t, f.Unknown, "too many requests of this kind")
	}
}

// An account with a key may get code (EIP-7702): from then on the code alone decides, here as on the chain.
func TestCodeOfAnAccountDecidesAboutItsSignature(t *testing.T) {
	t.Parallel()
	m := newMarket(t)
	s := m.sign(devnet.Buyer, m.bid())
	require.Equal(t, 1, m.compare([]offer.Signed{s}))
	silent, buyer := m.deploy([]byte{0}), devnet.Named(devnet.Buyer)
	nonce, err := m.Client.Nonce(t.Context(), buyer.Address)
	require.NoError(t, err)
	head, id := m.Head(), uint256.MustFromBig(m.Client.ChainID())
	consent, err := types.SignSetCode(buyer.Key, types.SetCodeAuthorization{ChainID: *id, Address: silent, Nonce: nonce + 1})
	require.NoError(t, err)
	fee := uint256.MustFromBig(new(big.Int).Add(head.BaseFee, big.NewInt(1e10)))
	tx, err := types.SignNewTx(buyer.Key, types.LatestSignerForChainID(m.Client.ChainID()), &types.SetCodeTx{
		ChainID: id, Nonce: nonce, GasTipCap: uint256.NewInt(2e9), GasFeeCap: fee, Gas: 200_000, To: buyer.Address, AuthList: []types.SetCodeAuthorization{consent},
	})
	require.NoError(t, err)
	require.NoError(t, m.Devnet.Client().SendTransaction(t.Context(), tx))
	require.Eventually(t, func() bool {
		code, err := m.Client.Code(t.Context(), m.Head(), buyer.Address)
		return err == nil && len(code) > 0
	}, 10*time.Second, 10*time.Millisecond)
	require.Equal(t, 0, m.compare([]offer.Signed{s}))
	require.True(t, chain.RevertedWith(m.refusal(s, m.part(s.Offer, 100)), "Offers_SignatureInvalid"))
}
