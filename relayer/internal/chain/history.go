package chain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// Happening is one event of a forward, or of a signed offer. One of the pointers is set; without any it is an opening that is
// too large to be read.
type Happening struct {
	Place
	ID    common.Hash    // the forward's; zero where an offer is called off
	Time  uint64         // of the block, in unix seconds
	Payer common.Address // of an opening's price or an acceptance's bond; zero where nobody is known, or only a contract on the way

	Opened    *Forward
	Accepted  *Acceptance
	Settled   *Settlement
	Reclaimed *Ending
	Closed    *Ending
	Filled    *Fill
	Cancelled *Cancellation
}

// Telling is where a history is read, and how.
type Telling struct {
	From   uint64         // the first block worth reading
	Span   uint64         // how many blocks are read at a time; 0 is DefaultSpan
	Offers common.Address // of the contract that takes signed offers; zero for none
}

// DefaultSpan is how many blocks of a history are read at a time.
const DefaultSpan = 10_000

// History tells what happened to the escrow's forwards up to the pinned block, in the chain's order, some blocks at a time, so
// that no more than those are held. An error of tell ends it.
func (e *Escrow) History(ctx context.Context, at Head, how Telling, tell func([]Happening) error) error {
	t := &teller{
		escrow: e, offers: bindings.NewOffers(), at: at, how: how,
		money: map[common.Hash]money{}, noisy: map[common.Address]bool{}, code: map[common.Address]bool{},
	}
	span := cmp.Or(how.Span, DefaultSpan)
	for from := how.From; from <= at.Number; from += span {
		end := at
		if last := at.Number - from; last >= span {
			var err error
			if end, err = e.client.Below(ctx, at, last-span+1); err != nil {
				return err
			}
		}
		happenings, err := t.read(ctx, end, from)
		if err != nil {
			return fmt.Errorf("read the history of escrow %s in blocks %d to %d: %w", e.address, from, end.Number, err)
		}
		if err := tell(happenings); err != nil {
			return err
		}
		if end.Number == at.Number {
			return nil
		}
	}
	return nil
}

// teller reads a history.
type teller struct {
	escrow *Escrow
	offers *bindings.Offers
	at     Head // endpoints forget the state of older blocks
	how    Telling
	times  map[uint64]uint64 // of blocks whose logs do not tell
	money  map[common.Hash]money
	noisy  map[common.Address]bool // tokens whose transfers are not read any more
	code   map[common.Address]bool // who is a contract
}

// read is what happened from a block on until the pinned one.
func (t *teller) read(ctx context.Context, end Head, from uint64) ([]Happening, error) {
	topics := escrowABI().Events
	logs, err := t.escrow.client.logs(ctx, end, from, t.escrow.address, []common.Hash{
		topics[bindings.ForwardEscrowOpenedEventName].ID, topics[bindings.ForwardEscrowAcceptedEventName].ID,
		topics[bindings.ForwardEscrowSettledEventName].ID, topics[bindings.ForwardEscrowReclaimedEventName].ID,
		topics[bindings.ForwardEscrowClosedEventName].ID,
	})
	if err != nil {
		return nil, err
	}
	if t.how.Offers != (common.Address{}) {
		more, err := t.escrow.client.logs(ctx, end, from, t.how.Offers, offerTopics())
		if err != nil {
			return nil, err
		}
		logs = append(logs, more...)
		slices.SortStableFunc(logs, func(a, b types.Log) int {
			return cmp.Or(cmp.Compare(a.BlockNumber, b.BlockNumber), cmp.Compare(a.Index, b.Index))
		})
	}
	t.times = map[uint64]uint64{}
	happenings := make([]Happening, len(logs))
	for i := range logs {
		if happenings[i], err = t.decode(&logs[i]); err != nil {
			return nil, err
		}
		if happenings[i].Time, err = t.time(ctx, &logs[i]); err != nil {
			return nil, err
		}
	}
	return happenings, t.payers(ctx, end, from, happenings)
}

// time is that of a log's block: many endpoints tell it with the log, the others are asked.
func (t *teller) time(ctx context.Context, log *types.Log) (uint64, error) {
	if log.BlockTimestamp != 0 {
		return log.BlockTimestamp, nil
	}
	if known, asked := t.times[log.BlockNumber]; asked {
		return known, nil
	}
	block, err := t.escrow.client.Block(ctx, log.BlockNumber)
	if err != nil {
		return 0, err
	}
	if block.Hash != log.BlockHash {
		return 0, fmt.Errorf("read block %d: %w", log.BlockNumber, ErrReorg)
	}
	t.times[log.BlockNumber] = block.Time
	return block.Time, nil
}

func (t *teller) decode(log *types.Log) (Happening, error) {
	if len(log.Topics) == 0 {
		return Happening{}, fmt.Errorf("read log %d of transaction %s: it has no topic", log.Index, log.TxHash)
	}
	if log.Address != t.escrow.address {
		return t.decodeOffer(log)
	}
	h := Happening{Place: place(log)}
	topics := escrowABI().Events
	switch log.Topics[0] {
	case topics[bindings.ForwardEscrowOpenedEventName].ID:
		forward, err := t.escrow.decodeOpened(log)
		if errors.Is(err, ErrLogTooLarge) && len(log.Topics) > 1 {
			h.ID = log.Topics[1]
			return h, nil
		}
		h.ID, h.Opened = forward.ID, &forward
		return h, err
	case topics[bindings.ForwardEscrowAcceptedEventName].ID:
		event, err := decodeAs(log, t.escrow.address, 3, t.escrow.abi.UnpackAcceptedEvent)
		if err == nil {
			h.ID, h.Accepted = event.Id, &Acceptance{event.Provider, h.Place}
		}
		return h, err
	case topics[bindings.ForwardEscrowSettledEventName].ID:
		settlement, err := t.escrow.decodeSettled(log)
		h.ID, h.Settled = settlement.ID, &settlement
		return h, err
	case topics[bindings.ForwardEscrowReclaimedEventName].ID:
		event, err := decodeAs(log, t.escrow.address, 4, t.escrow.abi.UnpackReclaimedEvent)
		if err == nil {
			h.ID, h.Reclaimed = event.Id, &Ending{event.Buyer, event.ToBuyer, event.Provider, event.ToProvider, h.Place}
		}
		return h, err
	default:
		event, err := decodeAs(log, t.escrow.address, 4, t.escrow.abi.UnpackClosedEvent)
		if err == nil {
			h.ID, h.Closed = event.Id, &Ending{event.Buyer, event.ToBuyer, event.Provider, event.ToProvider, h.Place}
		}
		return h, err
	}
}

// decodeAs reads a log as one event. The bindings refuse another event's.
func decodeAs[T any](log *types.Log, contract common.Address, topics int, unpack func(*types.Log) (*T, error)) (*T, error) {
	if len(log.Topics) == 0 {
		return nil, fmt.Errorf("read log %d of transaction %s: it has no topic", log.Index, log.TxHash)
	}
	err := checkLog(log, contract, log.Topics[0], topics)
	if err == nil {
		var event *T
		if event, err = unpack(log); err == nil {
			return event, nil
		}
	}
	return nil, fmt.Errorf("read log %d of transaction %s: %w", log.Index, log.TxHash, err)
}

// money is what a forward's payers pay.
type money struct {
	token common.Address
	bond  *big.Int
}
