package chain_test

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func history(t *testing.T, w *chaintest.World, how chain.Telling) (all []chain.Happening) {
	t.Helper()
	how.From = w.Deployment.Block
	require.NoError(t, w.Escrow.History(t.Context(), w.Head(), how, func(h []chain.Happening) error {
		all = append(all, h...)
		return nil
	}))
	return all
}

// Every event of two forwards is told once, in order, with its time and with whose money it was, however many blocks are read
// at a time.
func TestHistory(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	buyer, provider := devnet.Named(devnet.Buyer).Address, devnet.Named(devnet.Provider).Address
	reclaimed := w.Open(w.AssignedTerms())
	w.Accept(reclaimed)
	bounty := w.Open(w.Terms())
	w.AdvanceTo(reclaimed.Terms.Start)
	settle, err := w.Escrow.SettleCall(w.DeliverStep(reclaimed, provider, step(0, 8, 8)))
	w.Do(devnet.Provider, settle, err)
	w.Settle(w.Deliver(bounty, provider))
	w.AdvanceTo(reclaimed.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(reclaimed)
	w.Do(devnet.Thief, reclaim, err)

	all := history(t, w, chain.Telling{})
	require.Len(t, all, 6)
	require.Equal(t, reclaimed, *all[0].Opened)
	require.Equal(t, buyer, all[0].Payer)
	require.Equal(t, reclaimed.ID, all[1].ID)
	require.Equal(t, provider, all[1].Accepted.Provider)
	require.Equal(t, provider, all[1].Payer)
	require.Equal(t, bounty, *all[2].Opened)
	require.Equal(t, step(0, 8, 8), all[3].Settled.Step)
	require.EqualValues(t, 60_000, all[3].Settled.Paid.Int64())
	require.Equal(t, bounty.ID, all[4].ID)
	require.Equal(t, provider, all[4].Settled.Recipient)
	require.Equal(t, reclaimed.ID, all[5].ID)
	require.EqualValues(t, 90_000+18_000, all[5].Reclaimed.ToBuyer.Int64())
	for i, h := range all {
		block, err := w.Client.Block(t.Context(), h.Block)
		require.NoError(t, err)
		require.Equal(t, block.Time, h.Time, "event %d", i)
		require.Equal(t, block.Hash, h.BlockHash)
	}
	for _, span := range []uint64{1, 2, 3, 1_000_000} {
		require.Equal(t, all, history(t, w, chain.Telling{Span: span}), "%d blocks at a time", span)
	}
}

// Of an opening that nobody has to read its id is told. What is told ends with the first error.
func TestHistoryOfALargeOpening(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), terms.Price)
	w.Do(devnet.Buyer, approve, err)
	open, err := w.Escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, common.Hash{1}, []byte("params"), make([]byte, 70_000))
	w.Do(devnet.Buyer, open, err)
	all := history(t, w, chain.Telling{})
	require.Len(t, all, 1)
	id, err := w.Escrow.ForwardID(terms, devnet.Named(devnet.Buyer).Address, common.Hash{1})
	require.NoError(t, err)
	require.Equal(t, id, all[0].ID)
	require.Nil(t, all[0].Opened)

	enough := errors.New("enough")
	told := 0
	err = w.Escrow.History(t.Context(), w.Head(), chain.Telling{Span: 1}, func([]chain.Happening) error { told++; return enough })
	require.ErrorIs(t, err, enough)
	require.Equal(t, 1, told)
	ended, end := context.WithCancel(t.Context())
	end()
	require.ErrorIs(t, w.Escrow.History(ended, w.Head(), chain.Telling{}, func([]chain.Happening) error { return nil }), context.Canceled)
}

// The price that came by way of a contract was that contract's money for nobody; one that the payer of the bond paid is theirs.
func TestHistoryOfPayers(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	thief := devnet.Named(devnet.Thief).Address
	terms := w.AssignedTerms()
	mint, err := w.Token.MintCall(thief, big.NewInt(1_000_000))
	w.Do(devnet.Deployer, mint, err)
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), big.NewInt(1_000_000))
	w.Do(devnet.Thief, approve, err)
	open, err := w.Escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, common.Hash{1}, []byte("params"), []byte("task"))
	forward, err := w.Escrow.OpenedIn(w.Do(devnet.Thief, open, err))
	require.NoError(t, err)
	accept, err := w.Escrow.AcceptCall(forward, thief)
	w.Do(devnet.Thief, accept, err)

	offers := deployOffers(t, w)
	through, err := bindings.NewOffers().TryPackOpenWithPermit(bindingTerms(terms), devnet.Named(devnet.Buyer).Address, common.Hash{2}, []byte("params"), []byte("task"),
		bindings.Permit{Value: new(big.Int), Deadline: new(big.Int)})
	approve, errApprove := w.Token.ApproveCall(offers, big.NewInt(1_000_000))
	w.Do(devnet.Thief, approve, errApprove)
	w.Do(devnet.Thief, chain.Call{To: &offers, Data: through, What: "open through a contract"}, err)

	all := history(t, w, chain.Telling{})
	require.Len(t, all, 3)
	require.Equal(t, thief, all[0].Payer, "not the buyer")
	require.Equal(t, thief, all[1].Payer)
	require.Zero(t, all[2].Payer)
}

// What makers call off is told among the events of forwards, if the contract is named.
func TestHistoryOfOffers(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	offers := deployOffers(t, w)
	abi := bindings.NewOffers()
	word, mask := big.NewInt(3), big.NewInt(0b1001)
	data, err := abi.TryPackCancelNonces(word, mask)
	w.Do(devnet.Provider, chain.Call{To: &offers, Data: data, What: "cancel nonces"}, err)
	forward := w.Open(w.Terms())
	bid := bindings.Bid{Offer: bindings.Offer{
		Terms: bindingTerms(forward.Terms), LastPrice: new(big.Int), MinFill: new(big.Int), Nonce: big.NewInt(5),
	}, Buyer: devnet.Named(devnet.Buyer).Address}
	data, err = abi.TryPackCancelBid(bid)
	w.Do(devnet.Buyer, chain.Call{To: &offers, Data: data, What: "cancel a bid"}, err)

	all := history(t, w, chain.Telling{Offers: offers, Span: 1})
	require.Len(t, all, 3)
	require.Equal(t, &chain.Cancellation{Maker: devnet.Named(devnet.Provider).Address, Word: word, Mask: mask}, all[0].Cancelled)
	require.Equal(t, forward.ID, all[1].ID)
	require.Equal(t, devnet.Named(devnet.Buyer).Address, all[2].Cancelled.Maker)
	require.NotZero(t, all[2].Cancelled.Offer)
	require.Len(t, history(t, w, chain.Telling{}), 1)
}

func deployOffers(t *testing.T, w *chaintest.World) common.Address {
	t.Helper()
	creation := append(common.FromHex(bindings.OffersMetaData.Bin), bindings.NewOffers().PackConstructor(w.Escrow.Address(), common.Address{})...)
	return w.Do(devnet.Deployer, chain.Call{Data: creation, What: "deploy offers"}, nil).ContractAddress
}

func bindingTerms(t statement.Terms) bindings.Terms {
	return bindings.Terms{
		Predicate: t.Predicate, Params: statement.Big(t.Params), TaskHash: t.TaskHash, Token: t.Token, Price: t.Price, Quantity: t.Quantity,
		Unit: t.Unit, AcceptBy: t.AcceptBy, Start: t.Start, End: t.End, SettleBy: t.SettleBy, Bond: t.Bond, Provider: t.Provider,
		SealX: new(big.Int), SealY: new(big.Int),
	}
}
