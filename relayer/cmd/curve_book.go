package cmd

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// addBook adds the offers of a book that could be taken at the block that was read up to. Whatever a book says, each is judged here:
// of what is forged, spent or backed by nothing there is neither a price nor depth. Money that backs several offers of one maker
// counts for the first ones. What could not be judged is told, and counted.
func (r *curveReader) addBook(ctx context.Context, contract *chain.Offers, list []offer.Signed, tell func(hash common.Hash, reason error)) (unjudged int, err error) {
	permit2, err := contract.CheckCode(ctx, r.ledger.head)
	if err != nil {
		return 0, err
	}
	counted := map[[2]common.Address]*big.Int{}
	for i, f := range contract.JudgeAll(ctx, r.ledger.head, list, permit2) {
		s := list[i]
		reason := f.Unknown
		if reason == nil && f.Err() == nil {
			purse := [2]common.Address{s.Maker(), s.Terms.Token}
			sum := s.Backing(s.Left(f.Taken))
			if before := counted[purse]; before != nil {
				sum.Add(sum, before)
			}
			if f.Balance.Cmp(sum) < 0 {
				continue
			}
			counted[purse] = sum
			reason = r.addOffer(ctx, s)
		}
		if reason != nil {
			hash, err := s.Hash()
			if err != nil {
				return unjudged, err
			}
			tell(hash, reason)
			unjudged++
		}
	}
	return unjudged, nil
}

func (r *curveReader) addOffer(ctx context.Context, s offer.Signed) error {
	hash, err := s.Hash()
	if err != nil {
		return err
	}
	t := s.Terms
	reason, err := r.classify(ctx, chain.Forward{ID: hash, Terms: t, Params: s.Params})
	if err == nil && reason == "" {
		err = r.token(ctx, t.Token)
	}
	if err != nil {
		return fmt.Errorf("classify offer %s: %w", hash, err)
	}
	if s.Side == offer.Bid && t.Provider != (common.Address{}) && reason == "" {
		reason = "its maker names who alone can take it"
	}
	side := curve.Bid
	if s.Side == offer.Ask {
		side = curve.Ask
	}
	if slices.ContainsFunc(r.Offers, func(o curve.Offer) bool { return o.Hash == hash }) {
		return nil
	}
	r.Offers = append(r.Offers, curve.Offer{
		Hash: hash, Side: side, Maker: s.Maker(), Unit: t.Unit, Token: t.Token, Price: t.Price, LastPrice: s.LastPrice,
		RampStart: s.RampStart, RampEnd: s.RampEnd, Quantity: t.Quantity, MinFill: s.MinFill, Bond: t.Bond, Assigned: s.Assigned(),
		Start: t.Start, End: t.End, Expiry: s.Expiry, Nonce: s.Nonce, Unclassified: reason,
	})
	return nil
}
