package chain

import (
	"errors"
	"fmt"
	"math/big"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// GroupSettlement is one proof that settled several deliveries, from its event alone. The places that were settled are
// told by their own events, right before it.
type GroupSettlement struct {
	Predicate common.Address
	Key       common.Hash
	N         uint32
	Count     int
	Settled   *big.Int          // the settled places as bits
	Others    []statement.Place // the places that were not, in order
	Proof     []byte
	At        Place
}

// Skip is a delivery of a group that was not settled, and why.
type Skip struct {
	ID     common.Hash // zero for a whole group
	Reason *RevertError
}

// Size is how many deliveries the group settled.
func (g GroupSettlement) Size() int {
	n := 0
	for _, word := range g.Settled.Bits() {
		n += bits.OnesCount(uint(word))
	}
	return n
}

// Places puts the settled places, in order, between the others.
func (g GroupSettlement) Places(settled []statement.Place) ([]statement.Place, error) {
	if len(settled) != g.Size() || len(settled)+len(g.Others) != g.Count || g.Settled.BitLen() > g.Count {
		return nil, fmt.Errorf("%d settled places and %d others make no group of %d", len(settled), len(g.Others), g.Count)
	}
	places := make([]statement.Place, g.Count)
	others := g.Others
	for i := range places {
		if g.Settled.Bit(i) == 1 {
			places[i], settled = settled[0], settled[1:]
		} else {
			places[i], others = others[0], others[1:]
		}
	}
	return places, nil
}

// SkippedIn lists what a transaction did not settle.
func (e *Escrow) SkippedIn(receipt *types.Receipt) []Skip {
	var skipped []Skip
	for _, log := range receipt.Logs {
		switch {
		case checkLog(log, e.address, e.topic(bindings.ForwardEscrowSkippedEventName)[0], 2) == nil:
			if event, err := e.abi.UnpackSkippedEvent(log); err == nil {
				skipped = append(skipped, Skip{event.Id, decodeRevert(event.Reason, 0)})
			}
		case checkLog(log, e.address, e.topic(bindings.ForwardEscrowGroupSkippedEventName)[0], 2) == nil:
			if event, err := e.abi.UnpackGroupSkippedEvent(log); err == nil {
				skipped = append(skipped, Skip{Reason: decodeRevert(event.Reason, 0)})
			}
		}
	}
	return skipped
}

func (e *Escrow) decodeGroup(log *types.Log) (GroupSettlement, error) {
	fail := func(err error) (GroupSettlement, error) {
		return GroupSettlement{}, fmt.Errorf("read a group's settlement: %w", err)
	}
	if err := checkLogOf(log, e.address, e.topic(bindings.ForwardEscrowGroupSettledEventName)[0], 3, maxGroupData); err != nil {
		return fail(err)
	}
	event, err := e.abi.UnpackGroupSettledEvent(log)
	if err != nil {
		return fail(err)
	}
	if !event.Count.IsInt64() || event.Count.Int64() > statement.MaxBatch {
		return fail(fmt.Errorf("it has %v places, and a group has %d at most", event.Count, statement.MaxBatch))
	}
	others, err := placesOf(event.Others)
	if err != nil {
		return fail(err)
	}
	return GroupSettlement{
		Predicate: event.Predicate, Key: event.Key, N: event.N, Count: int(event.Count.Int64()),
		Settled: event.Settled, Others: others, Proof: event.Proof, At: place(log),
	}, nil
}

// placesOf undoes statement.Flatten.
func placesOf(flat []*big.Int) ([]statement.Place, error) {
	all, err := words(flat)
	if err != nil {
		return nil, err
	}
	var places []statement.Place
	for len(all) > 0 {
		size := flat[len(flat)-len(all)]
		if len(all) < 2 || !size.IsInt64() || size.Int64() > int64(len(all)-2) {
			return nil, errors.New("its places do not fill its words")
		}
		end := 2 + int(size.Int64())
		places = append(places, statement.Place{H: all[1], V: all[2:end]})
		all = all[end:]
	}
	return places, nil
}

// PackGroup is the call of an escrow that settles a group, whichever escrow it is.
func PackGroup(group Group) ([]byte, error) {
	call, err := NewEscrow(nil, common.Address{}).SettleManyCall(group)
	return call.Data, err
}
