package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// OfferFill is that part of an offer was taken.
type OfferFill struct {
	Side     offer.Side
	Offer    common.Hash
	Forward  common.Hash // that was opened
	Maker    common.Address
	Taker    common.Address
	Quantity *big.Int
	Price    *big.Int // of the part
	Filled   *big.Int // of the offer, by now
	At       Place
}

// OfferCancellation is that a maker called offers off: one, or all with nonces of a word where the mask has ones.
type OfferCancellation struct {
	Maker common.Address
	Offer common.Hash // zero where it is by nonces
	Word  *big.Int    // nil where it is by the offer
	Mask  *big.Int
	At    Place
}

// sideOf says which side's fill an event's first topic stands for.
func sideOf(topic common.Hash) (side offer.Side, isFill bool) {
	switch topic {
	case offersABI().Events[bindings.OffersBidFilledEventName].ID:
		return offer.Bid, true
	case offersABI().Events[bindings.OffersAskFilledEventName].ID:
		return offer.Ask, true
	}
	return offer.Bid, false
}

// Fills are the parts that were taken of a maker's offers from block from up to the pinned one, in the chain's order.
func (o *Offers) Fills(ctx context.Context, at Head, from uint64, maker common.Address) ([]OfferFill, error) {
	events := []common.Hash{
		offersABI().Events[bindings.OffersBidFilledEventName].ID, offersABI().Events[bindings.OffersAskFilledEventName].ID,
	}
	logs, err := o.client.logs(ctx, at, from, o.address, events, nil, nil, []common.Hash{topicOf(maker)})
	if err != nil {
		return nil, fmt.Errorf("list what was taken of the offers of %s: %w", maker, err)
	}
	fills := make([]OfferFill, len(logs))
	for i := range logs {
		if fills[i], err = o.decodeFill(&logs[i]); err != nil {
			return nil, err
		}
		if fills[i].Maker != maker {
			return nil, fmt.Errorf("list what was taken of the offers of %s: the endpoint answered with one of %s", maker, fills[i].Maker)
		}
	}
	return fills, nil
}

// Cancellations are what a maker called off from block from up to the pinned one: offers by themselves, then by nonces.
func (o *Offers) Cancellations(ctx context.Context, at Head, from uint64, maker common.Address) ([]OfferCancellation, error) {
	single := offersABI().Events[bindings.OffersOfferCancelledEventName].ID
	nonces := offersABI().Events[bindings.OffersNoncesCancelledEventName].ID
	fail := func(err error) ([]OfferCancellation, error) {
		return nil, fmt.Errorf("list what %s cancelled: %w", maker, err)
	}
	ones, err := o.client.logs(ctx, at, from, o.address, []common.Hash{single}, nil, []common.Hash{topicOf(maker)})
	if err != nil {
		return fail(err)
	}
	many, err := o.client.logs(ctx, at, from, o.address, []common.Hash{nonces}, []common.Hash{topicOf(maker)})
	if err != nil {
		return fail(err)
	}
	var list []OfferCancellation
	for _, log := range append(ones, many...) {
		cancelled, err := o.decodeCancellation(&log, single, nonces)
		if err == nil && cancelled.Maker != maker {
			err = fmt.Errorf("the endpoint answered with one of %s", cancelled.Maker)
		}
		if err != nil {
			return fail(fmt.Errorf("transaction %s: %w", log.TxHash, err))
		}
		list = append(list, cancelled)
	}
	return list, nil
}

func (o *Offers) decodeCancellation(log *types.Log, single, nonces common.Hash) (OfferCancellation, error) {
	if checkLog(log, o.address, single, 3) == nil {
		event, err := o.abi.UnpackOfferCancelledEvent(log)
		if err != nil {
			return OfferCancellation{}, err
		}
		return OfferCancellation{Maker: event.Maker, Offer: event.Offer, At: place(log)}, nil
	}
	if err := checkLog(log, o.address, nonces, 3); err != nil {
		return OfferCancellation{}, err
	}
	if len(log.Data) == 0 {
		return OfferCancellation{}, errNoData
	}
	event, err := o.abi.UnpackNoncesCancelledEvent(log)
	if err != nil {
		return OfferCancellation{}, err
	}
	return OfferCancellation{Maker: event.Maker, Word: event.Word, Mask: event.Mask, At: place(log)}, nil
}

func (o *Offers) decodeFill(log *types.Log) (OfferFill, error) {
	fail := func(err error) (OfferFill, error) {
		return OfferFill{}, fmt.Errorf("read what transaction %s took of an offer: %w", log.TxHash, err)
	}
	if len(log.Topics) == 0 {
		return fail(errors.New("the log names no event"))
	}
	side, isFill := sideOf(log.Topics[0])
	if !isFill {
		return fail(errors.New("the log is of another event"))
	}
	if err := checkLog(log, o.address, log.Topics[0], 4); err != nil {
		return fail(err)
	}
	if len(log.Data) == 0 { // which the bindings take for a log without amounts
		return fail(errNoData)
	}
	if side == offer.Ask {
		event, err := o.abi.UnpackAskFilledEvent(log)
		if err != nil {
			return fail(err)
		}
		return OfferFill{offer.Ask, event.Ask, event.Id, event.Provider, event.Taker, event.Quantity, event.Price, event.Filled, place(log)}, nil
	}
	event, err := o.abi.UnpackBidFilledEvent(log)
	if err != nil {
		return fail(err)
	}
	return OfferFill{offer.Bid, event.Bid, event.Id, event.Buyer, event.Taker, event.Quantity, event.Price, event.Filled, place(log)}, nil
}

var errNoData = errors.New("the log has no data")

func topicOf(address common.Address) common.Hash { return common.BytesToHash(address[:]) }
