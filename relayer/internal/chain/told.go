package chain

import (
	"fmt"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Event is one thing that the escrow told, or the rounds that it reads. What it is, is the one field that is not nil.
type Event struct {
	ID common.Hash // the forward; zero for a group or a position
	At Place

	Opened    *Forward
	Announced *Announcement
	Accepted  *Acceptance
	Settled   *Settlement
	Group     *GroupSettlement
	Reclaimed *Ending
	Closed    *Ending
	Moved     *Move
	Committed *Commitment
	Drawn     *Draw
}

// Announcement is an h that was announced for the first time, and when in unix seconds.
type Announcement struct {
	H    statement.Word
	Time uint64
}

// Move is a position that changed hands, or came to be: then it was nobody's before.
type Move struct {
	Token    common.Hash // the position's number
	From, To common.Address
	Moved    Place
}

// Event reads a log of the escrow, or of the rounds at that address. It returns false for one that tells nothing of a forward or
// its positions. With an error the event still says which forward it is about, if it can.
func (e *Escrow) Event(log *types.Log, rounds common.Address) (event Event, told bool, err error) {
	if len(log.Topics) == 0 || log.Address != e.address && log.Address != rounds {
		return Event{}, false, nil
	}
	read, known := decoders()[log.Topics[0]]
	if !known || read.rounds != (log.Address == rounds) {
		return Event{}, false, nil
	}
	event.At = place(log)
	if read.topic > 0 && read.topic < len(log.Topics) {
		event.ID = log.Topics[read.topic]
	}
	if read.rounds && (len(log.Topics) < 3 || log.Topics[1] != common.BytesToHash(e.address[:])) {
		return Event{}, false, nil // of another escrow
	}
	if err := read.into(e, log, &event); err != nil {
		return event, true, fmt.Errorf("read log %d of block %d: %w", log.Index, log.BlockNumber, err)
	}
	return event, true, nil
}

// OpenedTopic is the first topic of the event that tells of a forward's opening.
func OpenedTopic() common.Hash { return escrowABI().Events[bindings.ForwardEscrowOpenedEventName].ID }

// decoder reads one kind of event.
type decoder struct {
	rounds bool
	topic  int // which topic is the forward
	into   func(e *Escrow, log *types.Log, event *Event) error
}

// decoders are the events that tell of forwards, by their first topics.
var decoders = sync.OnceValue(func() map[common.Hash]decoder {
	return map[common.Hash]decoder{
		escrowABI().Events[bindings.ForwardEscrowOpenedEventName].ID: {topic: 1, into: func(e *Escrow, log *types.Log, event *Event) error {
			opened, err := e.decodeOpened(log)
			event.Opened = &opened
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowAnnouncedEventName].ID: {topic: 1, into: func(e *Escrow, log *types.Log, event *Event) error {
			announced, err := e.abi.UnpackAnnouncedEvent(log)
			if err != nil {
				return err
			}
			h, err := statement.WordFromBig(announced.H)
			event.Announced = &Announcement{h, announced.At}
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowAcceptedEventName].ID: {topic: 1, into: func(e *Escrow, log *types.Log, event *Event) error {
			accepted, err := e.abi.UnpackAcceptedEvent(log)
			if err == nil {
				event.Accepted = &Acceptance{accepted.Provider, event.At}
			}
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowSettledEventName].ID: {topic: 1, into: func(e *Escrow, log *types.Log, event *Event) error {
			settled, err := e.decodeSettled(log)
			event.Settled = &settled
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowGroupSettledEventName].ID: {into: func(e *Escrow, log *types.Log, event *Event) error {
			group, err := e.decodeGroup(log)
			event.Group = &group
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowReclaimedEventName].ID: {topic: 1, into: func(e *Escrow, log *types.Log, event *Event) error {
			r, err := e.abi.UnpackReclaimedEvent(log)
			if err == nil {
				event.Reclaimed = &Ending{r.Buyer, r.ToBuyer, r.Provider, r.ToProvider, event.At}
			}
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowClosedEventName].ID: {topic: 1, into: func(e *Escrow, log *types.Log, event *Event) error {
			c, err := e.abi.UnpackClosedEvent(log)
			if err == nil {
				event.Closed = &Ending{c.Buyer, c.ToBuyer, c.Provider, c.ToProvider, event.At}
			}
			return err
		}},
		escrowABI().Events[bindings.ForwardEscrowTransferEventName].ID: {into: func(e *Escrow, log *types.Log, event *Event) error {
			moved, err := e.abi.UnpackTransferEvent(log)
			if err == nil {
				event.Moved = &Move{common.BigToHash(moved.TokenId), moved.From, moved.To, event.At}
			}
			return err
		}},
		roundsABI().Events[bindings.RoundsCommittedEventName].ID: {rounds: true, topic: 2, into: func(_ *Escrow, log *types.Log, event *Event) error {
			committed, err := bindings.NewRounds().UnpackCommittedEvent(log)
			if err != nil {
				return err
			}
			word, err := statement.WordFromBig(committed.Commitment)
			event.Committed = &Commitment{committed.By, word, event.At}
			return err
		}},
		roundsABI().Events[bindings.RoundsDrawnEventName].ID: {rounds: true, topic: 2, into: func(_ *Escrow, log *types.Log, event *Event) error {
			drawn, err := bindings.NewRounds().UnpackDrawnEvent(log)
			if err != nil {
				return err
			}
			word, err := statement.WordFromBig(drawn.Beacon)
			event.Drawn = &Draw{word, event.At}
			return err
		}},
	}
})

// PartTaken is part of an offer that was taken, as whoever keeps offers tells it: whether that is Tercet's contract, CheckOffers says.
type PartTaken struct {
	Offers   common.Address // the contract
	Offer    common.Hash    // the offer's name
	Bid      bool           // a buyer signed; else a provider did
	Maker    common.Address
	Taker    common.Address
	Quantity *big.Int
	Price    *big.Int
	Filled   *big.Int // of the offer, with this
	At       Place
}

// FillOf is the fill that opened a forward, from the receipt of its opening; nil if none did.
func FillOf(receipt *types.Receipt, forward Forward) (*PartTaken, error) {
	contract := bindings.NewOffers()
	for _, log := range receipt.Logs {
		if len(log.Topics) != 4 || log.Topics[2] != forward.ID || log.Index < forward.Opened.Log {
			continue
		}
		switch log.Topics[0] {
		case offersABI().Events[bindings.OffersBidFilledEventName].ID:
			f, err := contract.UnpackBidFilledEvent(log)
			if err != nil {
				return nil, fmt.Errorf("read what part of a bid was taken: %w", err)
			}
			return &PartTaken{log.Address, f.Bid, true, f.Buyer, f.Taker, f.Quantity, f.Price, f.Filled, place(log)}, nil
		case offersABI().Events[bindings.OffersAskFilledEventName].ID:
			f, err := contract.UnpackAskFilledEvent(log)
			if err != nil {
				return nil, fmt.Errorf("read what part of an ask was taken: %w", err)
			}
			return &PartTaken{log.Address, f.Ask, false, f.Provider, f.Taker, f.Quantity, f.Price, f.Filled, place(log)}, nil
		}
	}
	return nil, nil
}
