package chain

import (
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// Fill is a part of a signed offer becoming a forward.
type Fill struct {
	Offer common.Hash // the struct hash that was signed
	Maker common.Address
	Taker common.Address
	Total *big.Int // how much of the offer has been taken so far, in base units
}

// Cancellation is a maker calling off one offer or, if it names none, those whose nonces a mask has.
type Cancellation struct {
	Offer common.Hash
	Maker common.Address
	Word  *big.Int // of the nonces: nonce/256
	Mask  *big.Int
}

// historyOffersABI is the interface of the contract that takes signed offers.
var historyOffersABI = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.OffersMetaData.ParseABI()) })

func offerTopics() (topics []common.Hash) {
	for _, name := range []string{
		bindings.OffersBidFilledEventName, bindings.OffersAskFilledEventName, bindings.OffersOfferCancelledEventName, bindings.OffersNoncesCancelledEventName,
	} {
		topics = append(topics, historyOffersABI().Events[name].ID)
	}
	return topics
}

func (t *teller) decodeOffer(log *types.Log) (Happening, error) {
	h := Happening{Place: place(log)}
	topics := historyOffersABI().Events
	switch log.Topics[0] {
	case topics[bindings.OffersBidFilledEventName].ID:
		event, err := decodeAs(log, t.how.Offers, 4, t.offers.UnpackBidFilledEvent)
		if err == nil {
			h.ID, h.Filled = event.Id, &Fill{event.Bid, event.Buyer, event.Taker, event.Filled}
		}
		return h, err
	case topics[bindings.OffersAskFilledEventName].ID:
		event, err := decodeAs(log, t.how.Offers, 4, t.offers.UnpackAskFilledEvent)
		if err == nil {
			h.ID, h.Filled = event.Id, &Fill{event.Ask, event.Provider, event.Taker, event.Filled}
		}
		return h, err
	case topics[bindings.OffersOfferCancelledEventName].ID:
		event, err := decodeAs(log, t.how.Offers, 3, t.offers.UnpackOfferCancelledEvent)
		if err == nil {
			h.Cancelled = &Cancellation{Offer: event.Offer, Maker: event.Maker}
		}
		return h, err
	default:
		event, err := decodeAs(log, t.how.Offers, 3, t.offers.UnpackNoncesCancelledEvent)
		if err == nil {
			h.Cancelled = &Cancellation{Maker: event.Maker, Word: event.Word, Mask: event.Mask}
		}
		return h, err
	}
}
