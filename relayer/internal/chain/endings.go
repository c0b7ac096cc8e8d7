package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// Acceptance is a provider taking on an assigned forward.
type Acceptance struct {
	Provider common.Address
	Accepted Place
}

// Ending is how what was left of a forward was shared, by reclaim or by both sides' consent.
type Ending struct {
	Buyer      common.Address // who held the buyer's position
	ToBuyer    *big.Int
	Provider   common.Address // who held the provider's position, zero if nobody did
	ToProvider *big.Int
	Ended      Place
}

// Acceptance is when and for whom a forward was accepted; nil if it was not.
func (e *Escrow) Acceptance(ctx context.Context, at Head, forward Forward) (*Acceptance, error) {
	log, err := e.single(ctx, at, forward, bindings.ForwardEscrowAcceptedEventName, 3)
	if log == nil || err != nil {
		return nil, err
	}
	event, err := e.abi.UnpackAcceptedEvent(log)
	if err != nil {
		return nil, fmt.Errorf("read the acceptance of forward %s: %w", forward.ID, err)
	}
	return &Acceptance{Provider: event.Provider, Accepted: place(log)}, nil
}

// Reclaim is how what was not delivered of a forward went back; nil if it did not.
func (e *Escrow) Reclaim(ctx context.Context, at Head, forward Forward) (*Ending, error) {
	log, err := e.single(ctx, at, forward, bindings.ForwardEscrowReclaimedEventName, 4)
	if log == nil || err != nil {
		return nil, err
	}
	event, err := e.abi.UnpackReclaimedEvent(log)
	if err != nil {
		return nil, fmt.Errorf("read the reclaiming of forward %s: %w", forward.ID, err)
	}
	return &Ending{event.Buyer, event.ToBuyer, event.Provider, event.ToProvider, place(log)}, nil
}

// Closed is how both sides shared what was left of a forward; nil if they did not.
func (e *Escrow) Closed(ctx context.Context, at Head, forward Forward) (*Ending, error) {
	log, err := e.single(ctx, at, forward, bindings.ForwardEscrowClosedEventName, 4)
	if log == nil || err != nil {
		return nil, err
	}
	event, err := e.abi.UnpackClosedEvent(log)
	if err != nil {
		return nil, fmt.Errorf("read the closing of forward %s: %w", forward.ID, err)
	}
	return &Ending{event.Buyer, event.ToBuyer, event.Provider, event.ToProvider, place(log)}, nil
}

// single is the one event of a kind that a forward has, nil if it has none.
func (e *Escrow) single(ctx context.Context, at Head, forward Forward, event string, topics int) (*types.Log, error) {
	topic := e.topic(event)
	logs, err := e.client.logs(ctx, at, forward.Opened.Block, e.address, topic, []common.Hash{forward.ID})
	if err != nil {
		return nil, fmt.Errorf("find the event %s of forward %s: %w", event, forward.ID, err)
	}
	if len(logs) == 0 {
		return nil, nil
	}
	err = checkLog(&logs[0], e.address, topic[0], topics)
	if err == nil && logs[0].Topics[1] != forward.ID {
		err = fmt.Errorf("the endpoint answered with forward %s", logs[0].Topics[1])
	}
	if err == nil && len(logs) > 1 {
		err = errors.New("there are several of an event that happens once")
	}
	if err != nil {
		return nil, fmt.Errorf("read the event %s of forward %s: %w", event, forward.ID, err)
	}
	return &logs[0], nil
}

// HolderBefore is who held a position of a forward just before an event of it; zero if nobody did yet.
func (e *Escrow) HolderBefore(ctx context.Context, at Head, forward Forward, side Side, event Place) (common.Address, error) {
	token := common.BigToHash(Position(forward.ID, side))
	topic := e.topic(bindings.ForwardEscrowTransferEventName)
	logs, err := e.client.logs(ctx, at, forward.Opened.Block, e.address, topic, nil, nil, []common.Hash{token})
	if err != nil {
		return common.Address{}, fmt.Errorf("find who held a position of forward %s: %w", forward.ID, err)
	}
	var holder common.Address
	for i := range logs {
		if err := checkLog(&logs[i], e.address, topic[0], 4); err != nil {
			return common.Address{}, fmt.Errorf("read who held a position of forward %s: %w", forward.ID, err)
		}
		if logs[i].Topics[3] != token {
			return common.Address{}, fmt.Errorf("read who held a position of forward %s: the endpoint answered with another position", forward.ID)
		}
		if logs[i].BlockNumber < event.Block || logs[i].BlockNumber == event.Block && logs[i].Index < event.Log {
			holder = common.BytesToAddress(logs[i].Topics[2][:])
		}
	}
	return holder, nil
}

// Received says whether a token moved an amount to the escrow in a transaction, after an event in it.
func (e *Escrow) Received(receipt *types.Receipt, event Place, token common.Address, amount *big.Int) bool {
	for _, log := range receipt.Logs {
		moved, err := NewToken(e.client, token).transfer(log)
		if err == nil && log.Index > event.Log && moved.To == e.address && moved.Value.Cmp(amount) == 0 {
			return true
		}
	}
	return false
}
