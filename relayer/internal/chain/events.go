package chain

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What a reader asks for and the chain does not have.
var (
	ErrNoForward    = errors.New("no such forward was opened here")
	ErrNoSettlement = errors.New("the forward was not settled")
)

// Forwards are the forwards opened from block from up to the pinned one, in the chain's order. An opening of more than
// 64 KiB is left out and counted: nobody has to read it.
func (e *Escrow) Forwards(ctx context.Context, at Head, from uint64) (forwards []Forward, leftOut int, err error) {
	logs, err := e.client.logs(ctx, at, from, e.address, e.topic(bindings.ForwardEscrowOpenedEventName))
	if err != nil {
		return nil, 0, fmt.Errorf("list forwards: %w", err)
	}
	for i := range logs {
		forward, err := e.decodeOpened(&logs[i])
		if errors.Is(err, ErrLogTooLarge) {
			leftOut++
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		forwards = append(forwards, forward)
	}
	return forwards, leftOut, nil
}

// Forward is one forward by its id; ErrNoForward if it was not opened between the two blocks. What somebody asks for by name is
// read whatever its size.
func (e *Escrow) Forward(ctx context.Context, at Head, from uint64, id common.Hash) (Forward, error) {
	logs, err := e.client.logs(ctx, at, from, e.address, e.topic(bindings.ForwardEscrowOpenedEventName), []common.Hash{id})
	if err != nil {
		return Forward{}, fmt.Errorf("find forward %s: %w", id, err)
	}
	if len(logs) == 0 {
		return Forward{}, fmt.Errorf("find forward %s at escrow %s: %w (chain %s, blocks %d to %d)",
			id, e.address, ErrNoForward, e.client.chainID, from, at.Number)
	}
	forward, err := e.decodeOpenedOf(&logs[0], math.MaxInt) // an endpoint's answer has an end
	if err == nil && forward.ID != id {
		err = fmt.Errorf("find forward %s: the endpoint answered with forward %s", id, forward.ID)
	}
	return forward, err
}

// Settlements are the settlements of one forward, in the chain's order: one at most while forwards are open ones.
func (e *Escrow) Settlements(ctx context.Context, at Head, forward Forward) ([]Settlement, error) {
	logs, err := e.client.logs(ctx, at, forward.Opened.Block, e.address,
		e.topic(bindings.ForwardEscrowSettledEventName), []common.Hash{forward.ID})
	if err != nil {
		return nil, fmt.Errorf("find the settlements of forward %s: %w", forward.ID, err)
	}
	settlements := make([]Settlement, len(logs))
	for i := range logs {
		if settlements[i], err = e.decodeSettled(&logs[i]); err != nil {
			return nil, err
		}
		if settlements[i].ID != forward.ID {
			return nil, fmt.Errorf("find the settlements of forward %s: the endpoint answered with forward %s", forward.ID, settlements[i].ID)
		}
	}
	return settlements, nil
}

// Settlement is the one settlement of an open forward; ErrNoSettlement if there is none.
func (e *Escrow) Settlement(ctx context.Context, at Head, forward Forward) (Settlement, error) {
	settlements, err := e.Settlements(ctx, at, forward)
	if err != nil {
		return Settlement{}, err
	}
	if len(settlements) != 1 {
		return Settlement{}, fmt.Errorf("find the settlement of forward %s: %w (%d in the chain)", forward.ID, ErrNoSettlement, len(settlements))
	}
	return settlements[0], nil
}

// Announced is when h was first announced for a forward, by the event, which outlives the settlement; 0 if it never was.
func (e *Escrow) Announced(ctx context.Context, at Head, forward Forward, h statement.Word) (uint64, error) {
	event := e.topic(bindings.ForwardEscrowAnnouncedEventName)
	logs, err := e.client.logs(ctx, at, forward.Opened.Block, e.address,
		event, []common.Hash{forward.ID}, []common.Hash{h.Bytes()})
	if err != nil {
		return 0, fmt.Errorf("find the announcement for forward %s: %w", forward.ID, err)
	}
	if len(logs) == 0 {
		return 0, nil
	}
	if err := checkLog(&logs[0], e.address, event[0], 3); err != nil {
		return 0, fmt.Errorf("read the announcement in transaction %s: %w", logs[0].TxHash, err)
	}
	announced, err := e.abi.UnpackAnnouncedEvent(&logs[0])
	if err != nil {
		return 0, fmt.Errorf("read the announcement in transaction %s: %w", logs[0].TxHash, err)
	}
	if announced.Id != forward.ID || announced.H.Cmp(statement.Big(h)) != 0 {
		return 0, fmt.Errorf("find the announcement for forward %s: the endpoint answered with another one", forward.ID)
	}
	return announced.At, nil
}

// OpenedIn is the forward that a transaction opened.
func (e *Escrow) OpenedIn(receipt *types.Receipt) (Forward, error) {
	for _, log := range receipt.Logs {
		if log.Address == e.address && len(log.Topics) > 0 && log.Topics[0] == e.topic(bindings.ForwardEscrowOpenedEventName)[0] {
			return e.decodeOpened(log)
		}
	}
	return Forward{}, fmt.Errorf("find the opening in transaction %s: %w", receipt.TxHash, ErrNoForward)
}

// OpenedAs is the forward of that id, which a transaction opened: it may have opened others before, if a token or a contract called back.
func (e *Escrow) OpenedAs(receipt *types.Receipt, id common.Hash) (Forward, error) {
	opened := e.topic(bindings.ForwardEscrowOpenedEventName)[0]
	for _, log := range receipt.Logs {
		if log.Address == e.address && len(log.Topics) > 1 && log.Topics[0] == opened && log.Topics[1] == id {
			return e.decodeOpened(log)
		}
	}
	return Forward{}, fmt.Errorf("find the opening of forward %s in transaction %s: %w", id, receipt.TxHash, ErrNoForward)
}

func (e *Escrow) decodeOpened(log *types.Log) (Forward, error) {
	return e.decodeOpenedOf(log, maxLogData)
}

func (e *Escrow) decodeOpenedOf(log *types.Log, most int) (Forward, error) {
	fail := func(err error) (Forward, error) {
		return Forward{}, fmt.Errorf("read the opening in transaction %s: %w", log.TxHash, err)
	}
	if err := checkLogOf(log, e.address, e.topic(bindings.ForwardEscrowOpenedEventName)[0], 4, most); err != nil {
		return fail(err)
	}
	event, err := e.abi.UnpackOpenedEvent(log)
	if err != nil {
		return fail(err)
	}
	terms, err := termsFromBinding(event.Terms)
	if err != nil {
		return fail(err)
	}
	id, err := e.ForwardID(terms, event.Buyer, event.Salt)
	if err != nil {
		return fail(err)
	}
	if id != event.Id || terms.Predicate != event.Predicate {
		return fail(fmt.Errorf("its terms make forward %s, and the event names %s", id, common.Hash(event.Id)))
	}
	return Forward{
		ID: id, Terms: terms, Buyer: event.Buyer, Salt: event.Salt, Params: event.Params, Task: event.Task, Opened: place(log),
	}, nil
}

func (e *Escrow) decodeSettled(log *types.Log) (Settlement, error) {
	fail := func(err error) (Settlement, error) {
		return Settlement{}, fmt.Errorf("read the settlement in transaction %s: %w", log.TxHash, err)
	}
	if err := checkLog(log, e.address, e.topic(bindings.ForwardEscrowSettledEventName)[0], 4); err != nil {
		return fail(err)
	}
	event, err := e.abi.UnpackSettledEvent(log)
	if err != nil {
		return fail(err)
	}
	heads, err := words([]*big.Int{event.Progress, event.Commitment, event.Beacon, event.H})
	if err != nil {
		return fail(err)
	}
	payload, err := words(event.Payload)
	if err != nil {
		return fail(fmt.Errorf("payload: %w", err))
	}
	var step Step
	step.From, step.To, step.Amount = statement.ParseProgress(heads[0])
	return Settlement{
		ID: event.Id, Recipient: event.Recipient, Key: event.Key, Paid: event.Paid, Step: step,
		Commitment: heads[1], Beacon: heads[2], H: heads[3], Payload: payload, Proof: event.Proof, Settled: place(log),
	}, nil
}

// topic is an event's first topic.
func (e *Escrow) topic(event string) []common.Hash {
	return []common.Hash{escrowABI().Events[event].ID}
}

func place(log *types.Log) Place {
	return Place{Block: log.BlockNumber, BlockHash: log.BlockHash, Tx: log.TxHash, Log: log.Index}
}
