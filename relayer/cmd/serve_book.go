package cmd

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// openBook opens the book of offers, if there is to be one, and begins to follow the chain and to share offers with peers.
func openBook(ctx context.Context, log zerolog.Logger, l *ledger, k known, x *index.Index, settings config.Serve, opened *closers) (*book.Book, error) {
	if settings.Book == "" {
		return nil, nil
	}
	if l.deployment.Offers == (common.Address{}) || l.deployment.ChainID == 0 {
		return nil, usageError(errors.New("--book needs a deployment that names the chain and the contract that takes offers: set --deployment"))
	}
	contract := chain.NewOffers(l.client, l.deployment.Offers, l.escrow)
	permit2, err := contract.CheckCode(ctx, l.head)
	if err != nil {
		return nil, err
	}
	predicates := map[common.Address]common.Hash{}
	for _, predicate := range l.deployment.Predicates {
		predicates[predicate.Address] = predicate.KeyHash
	}
	offers, err := book.New(book.Deps{
		Log: log, Blocks: l.client, Offers: contract, Clock: time.Now, Params: k.offeredParams,
		Tell: func(e book.Entry) {
			x.TellOffer(index.OfferChange{Hash: e.Hash, Side: e.Signed.Side.String(), Standing: string(e.Standing), Left: e.Left().String()})
		},
	}, book.Options{
		Folder: settings.Book, ChainID: l.client.ChainID().Uint64(), Contract: l.deployment.Offers, Permit2: permit2,
		Tokens: slices.Collect(maps.Values(l.deployment.Tokens)), Predicates: predicates,
	})
	if err != nil {
		return nil, fmt.Errorf("--book: %w", err)
	}
	opened.add(offers.Close)
	var peers []*book.Remote
	for _, address := range settings.Peers {
		peer, err := book.NewRemote(address)
		if err != nil {
			return nil, usageError(fmt.Errorf("--peer: %w", err))
		}
		peers = append(peers, peer)
	}
	opened.add(beside(ctx, func(ctx context.Context) { offers.Run(ctx, settings.Poll) }))
	opened.add(beside(ctx, func(ctx context.Context) { offers.Share(ctx, peers) }))
	return offers, nil
}

// offeredParams reads the parameters of an offer.
func (k known) offeredParams(ctx context.Context, key common.Hash, preimage []byte) (commitment statement.Word, unit common.Hash, err error) {
	commitment, unit, isKnown, err := k.Params(ctx, key, preimage)
	switch {
	case errors.Is(err, audit.ErrUnreadable):
		err = fmt.Errorf("%w: %w", book.ErrRefused, err)
	case err == nil && !isKnown:
		err = fmt.Errorf("%w: no predicate that is known here goes with key %s", book.ErrRefused, key)
	}
	return commitment, unit, err
}
