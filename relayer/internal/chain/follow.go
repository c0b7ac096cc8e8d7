package chain

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/bindings"
)

// Hint is what one log of the escrow says may have changed a forward. What the contract says of that forward is the truth.
type Hint struct {
	// Forward is zero where it may be any that somebody accepted: Operator was let act for all positions of a holder, or not any more.
	Forward  common.Hash
	Operator common.Address
	Opened   *Forward       // its opening, nil with every other event
	H        common.Hash    // what was announced, zero with every other event
	Provider common.Address // whom it was accepted for, zero with every other event
	Over     bool           // it is over with this, unless it is an assigned one and was settled
}

// How many blocks are followed at once: longer stretches where there are few logs, shorter ones where there are many, so that
// what is held at a time stays within some megabytes.
const (
	firstStretch = 1 << 7
	longStretch  = 1 << 14
	fewLogs      = 1 << 9
	manyLogs     = 1 << 11
)

// Follow reads what happened to forwards from block from up to the pinned one, in the chain's order. take gets it a part at a
// time, each with the last block that it is about; what it errs with ends it all. An opening of more than 64 KiB is left out
// and counted, unless own accepted it there: nobody else has to read it, and who takes an ask chooses what is emitted as its task.
func (e *Escrow) Follow(ctx context.Context, at Head, from uint64, own common.Address, take func(part []Hint, upTo uint64) error) (leftOut int, err error) {
	stretch := uint64(firstStretch)
	var topics []common.Hash
	for _, event := range slices.Sorted(maps.Keys(followed)) {
		topics = append(topics, e.topic(event)...)
	}
	for from <= at.Number {
		upTo := from + min(stretch, at.Number-from+1) - 1
		logs, err := e.client.logsUpTo(ctx, at, from, upTo, e.address, topics)
		if err != nil {
			return leftOut, fmt.Errorf("follow the escrow: %w", err)
		}
		part := make([]Hint, 0, len(logs))
		accepted := e.acceptedBy(logs, own)
		for i := range logs {
			hints, err := e.hints(&logs[i], accepted)
			if errors.Is(err, ErrLogTooLarge) {
				leftOut++
				continue
			}
			if err != nil {
				return leftOut, fmt.Errorf("follow the escrow: %w", err)
			}
			part = append(part, hints...)
		}
		if err := take(part, upTo); err != nil {
			return leftOut, err
		}
		switch {
		case len(logs) < fewLogs:
			stretch = min(2*stretch, longStretch)
		case len(logs) > manyLogs:
			stretch = max(stretch/2, 1)
		}
		from = upTo + 1
	}
	return leftOut, nil
}

// followed are the events that can change what is read of a forward, by the number of their topics.
var followed = map[string]int{
	bindings.ForwardEscrowOpenedEventName:         4,
	bindings.ForwardEscrowAnnouncedEventName:      3,
	bindings.ForwardEscrowAcceptedEventName:       3,
	bindings.ForwardEscrowSettledEventName:        4,
	bindings.ForwardEscrowReclaimedEventName:      4,
	bindings.ForwardEscrowClosedEventName:         4,
	bindings.ForwardEscrowTransferEventName:       4,
	bindings.ForwardEscrowApprovalEventName:       4,
	bindings.ForwardEscrowApprovalForAllEventName: 3,
}

// acceptedBy are the forwards that logs say an account accepted.
func (e *Escrow) acceptedBy(logs []types.Log, own common.Address) map[common.Hash]bool {
	accepted, event := map[common.Hash]bool{}, e.topic(bindings.ForwardEscrowAcceptedEventName)[0]
	for _, log := range logs {
		if len(log.Topics) == followed[bindings.ForwardEscrowAcceptedEventName] && log.Topics[0] == event && log.Topics[2] == topicOf(own) {
			accepted[log.Topics[1]] = true
		}
	}
	return accepted
}

// opened is the opening that a log is about. One that is read though it is long may carry anything as its task: only the task
// itself is kept of that.
func (e *Escrow) opened(log *types.Log, accepted map[common.Hash]bool) (Forward, error) {
	if len(log.Data) <= maxLogData || len(log.Topics) < 2 || !accepted[log.Topics[1]] {
		return e.decodeOpened(log)
	}
	forward, err := e.decodeOpenedOf(log, math.MaxInt) // an endpoint's answer has an end
	if err == nil && crypto.Keccak256Hash(forward.Task) != forward.Terms.TaskHash {
		forward.Task = nil
	}
	return forward, err
}

// hints is what one log says: a position's number alone does not say of which of two forwards it is. Of the accepted ones an
// opening of any size is read.
func (e *Escrow) hints(log *types.Log, accepted map[common.Hash]bool) ([]Hint, error) {
	fail := func(err error) ([]Hint, error) {
		return nil, fmt.Errorf("read a log of transaction %s: %w", log.TxHash, err)
	}
	if len(log.Topics) == 0 {
		return fail(errors.New("it has no topics"))
	}
	event, err := escrowABI().EventByID(log.Topics[0])
	if err != nil {
		return fail(err)
	}
	if event.Name == bindings.ForwardEscrowOpenedEventName {
		opened, err := e.opened(log, accepted)
		return []Hint{{Forward: opened.ID, Opened: &opened}}, err
	}
	// The data, which can be long, is not read. An event with 0 topics is none that was asked for.
	if err := checkLogOf(log, e.address, event.ID, followed[event.Name], math.MaxInt); err != nil {
		return fail(err)
	}
	switch event.Name {
	case bindings.ForwardEscrowTransferEventName, bindings.ForwardEscrowApprovalEventName:
		one, other := log.Topics[3], log.Topics[3]
		other[len(other)-1] ^= 1
		return []Hint{{Forward: one}, {Forward: other}}, nil
	case bindings.ForwardEscrowApprovalForAllEventName:
		return []Hint{{Operator: common.BytesToAddress(log.Topics[2][:])}}, nil
	case bindings.ForwardEscrowAnnouncedEventName:
		return []Hint{{Forward: log.Topics[1], H: log.Topics[2]}}, nil
	case bindings.ForwardEscrowAcceptedEventName:
		return []Hint{{Forward: log.Topics[1], Provider: common.BytesToAddress(log.Topics[2][:])}}, nil
	}
	return []Hint{{Forward: log.Topics[1], Over: true}}, nil
}
