package chain

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// Notice is one thing that the escrow told. One of the fields after Time is set. Payloads and proofs are left out: they can be
// long, and are read by their place.
type Notice struct {
	Forward common.Hash // zero where it is about a position or a group
	At      Place
	Time    uint64 // of its block, in unix seconds

	Opened    *Forward
	Announced *common.Hash    // h
	Accepted  *common.Address // who holds the provider's position
	Settled   *Paid
	Group     *Grouped
	Reclaimed *Ending
	Closed    *Ending
	Moved     *Moved
}

// Paid is a settlement without what can be long.
type Paid struct {
	Recipient common.Address
	Key       common.Hash
	Paid      *big.Int
	Step      Step
	H         common.Hash
	Words     int  // of its payload
	Alone     bool // it has a proof of its own; else the group after it has one
}

// Grouped says that one proof was about the settlements right before it.
type Grouped struct {
	Predicate common.Address
	Key       common.Hash
	N         uint32 // how many statements the key is about
	Count     int    // how many places the proof is about
	Settled   int    // how many of them were settled
}

// Moved is a position that changed hands, from the zero address where it came into being.
type Moved struct {
	Position common.Hash // as Position numbers them
	From, To common.Address
}

// Notices are what the escrow told of forwards from one block up to another, which is not above the pinned one, in the chain's
// order. What is longer than anybody has to read, or cannot be read, is left out and counted.
func (e *Escrow) Notices(ctx context.Context, at Head, from, upTo uint64) (list []Notice, leftOut int, err error) {
	logs, err := e.client.logsUpTo(ctx, at, from, upTo, e.address, e.noticeTopics())
	if err != nil {
		return nil, 0, fmt.Errorf("read the events of escrow %s: %w", e.address, err)
	}
	times, err := e.client.times(ctx, at, logs)
	if err != nil {
		return nil, 0, fmt.Errorf("read the events of escrow %s: %w", e.address, err)
	}
	for i := range logs {
		notice, err := e.notice(&logs[i])
		if errors.Is(err, ErrReorg) {
			return nil, 0, err
		}
		if err != nil {
			leftOut++
			continue
		}
		notice.At, notice.Time = place(&logs[i]), times[logs[i].BlockNumber]
		list = append(list, notice)
	}
	return list, leftOut, nil
}

// OpeningAt is the opening at a place in the chain of a head; ErrReorg if it is not there any more.
func (e *Escrow) OpeningAt(ctx context.Context, at Head, where Place) (Forward, error) {
	log, err := e.logAt(ctx, at, where, bindings.ForwardEscrowOpenedEventName)
	if err != nil {
		return Forward{}, err
	}
	return e.decodeOpened(log)
}

// SettlementAt is OpeningAt for settlements.
func (e *Escrow) SettlementAt(ctx context.Context, at Head, where Place) (Settlement, error) {
	log, err := e.logAt(ctx, at, where, bindings.ForwardEscrowSettledEventName)
	if err != nil {
		return Settlement{}, err
	}
	return e.decodeSettled(log)
}

// GroupAt is OpeningAt for groups of settlements.
func (e *Escrow) GroupAt(ctx context.Context, at Head, where Place) (GroupSettlement, error) {
	log, err := e.logAt(ctx, at, where, bindings.ForwardEscrowGroupSettledEventName)
	if err != nil {
		return GroupSettlement{}, err
	}
	return e.decodeGroup(log)
}

func (e *Escrow) logAt(ctx context.Context, at Head, where Place, event string) (*types.Log, error) {
	logs, err := e.client.logsUpTo(ctx, at, where.Block, where.Block, e.address, e.topic(event))
	if err != nil {
		return nil, fmt.Errorf("read event %s in transaction %s: %w", event, where.Tx, err)
	}
	for i := range logs {
		if place(&logs[i]) == where {
			return &logs[i], nil
		}
	}
	return nil, fmt.Errorf("read event %s in transaction %s: %w", event, where.Tx, ErrReorg)
}

// notices is how each event of the escrow about forwards is read, by its name.
var notices = map[string]func(e *Escrow, log *types.Log, event abi.Event) (Notice, error){
	bindings.ForwardEscrowOpenedEventName: func(e *Escrow, log *types.Log, _ abi.Event) (Notice, error) {
		opened, err := e.decodeOpened(log)
		return Notice{Forward: opened.ID, Opened: &opened}, err
	},
	bindings.ForwardEscrowAnnouncedEventName: func(e *Escrow, log *types.Log, event abi.Event) (Notice, error) {
		if err := checkLog(log, e.address, event.ID, 3); err != nil {
			return Notice{}, err
		}
		return Notice{Forward: log.Topics[1], Announced: &log.Topics[2]}, nil
	},
	bindings.ForwardEscrowAcceptedEventName: func(e *Escrow, log *types.Log, event abi.Event) (Notice, error) {
		if err := checkLog(log, e.address, event.ID, 3); err != nil {
			return Notice{}, err
		}
		provider := common.BytesToAddress(log.Topics[2][:])
		return Notice{Forward: log.Topics[1], Accepted: &provider}, nil
	},
	bindings.ForwardEscrowSettledEventName:      (*Escrow).noticeSettled,
	bindings.ForwardEscrowGroupSettledEventName: (*Escrow).noticeGroup,
	bindings.ForwardEscrowReclaimedEventName: func(e *Escrow, log *types.Log, event abi.Event) (Notice, error) {
		if err := checkLog(log, e.address, event.ID, 4); err != nil {
			return Notice{}, err
		}
		end, err := e.abi.UnpackReclaimedEvent(log)
		if err != nil {
			return Notice{}, err
		}
		return Notice{Forward: end.Id, Reclaimed: &Ending{end.Buyer, end.ToBuyer, end.Provider, end.ToProvider, place(log)}}, nil
	},
	bindings.ForwardEscrowClosedEventName: func(e *Escrow, log *types.Log, event abi.Event) (Notice, error) {
		if err := checkLog(log, e.address, event.ID, 4); err != nil {
			return Notice{}, err
		}
		end, err := e.abi.UnpackClosedEvent(log)
		if err != nil {
			return Notice{}, err
		}
		return Notice{Forward: end.Id, Closed: &Ending{end.Buyer, end.ToBuyer, end.Provider, end.ToProvider, place(log)}}, nil
	},
	bindings.ForwardEscrowTransferEventName: func(e *Escrow, log *types.Log, event abi.Event) (Notice, error) {
		if err := checkLog(log, e.address, event.ID, 4); err != nil {
			return Notice{}, err
		}
		return Notice{Moved: &Moved{
			Position: log.Topics[3], From: common.BytesToAddress(log.Topics[1][:]), To: common.BytesToAddress(log.Topics[2][:]),
		}}, nil
	},
}

func (e *Escrow) noticeTopics() (topics []common.Hash) {
	for _, name := range slices.Sorted(maps.Keys(notices)) {
		topics = append(topics, e.topic(name)...)
	}
	return topics
}

func (e *Escrow) notice(log *types.Log) (Notice, error) {
	if len(log.Topics) == 0 {
		return Notice{}, errors.New("the log has no topics")
	}
	event, err := escrowABI().EventByID(log.Topics[0])
	if err != nil {
		return Notice{}, err
	}
	read := notices[event.Name]
	if read == nil {
		return Notice{}, fmt.Errorf("event %s is none that was asked for", event.Name)
	}
	return read(e, log, *event)
}

// Where the data of a settlement has what, in words: after these five come where payload and proof begin.
const (
	settledPaid     = 0
	settledProgress = 1
	settledH        = 4
	settledPayload  = 5
	settledProof    = 6
	settledHead     = 7
)

// noticeSettled reads a settlement however long it is, and whatever its payload says: it was paid.
func (e *Escrow) noticeSettled(log *types.Log, event abi.Event) (Notice, error) {
	if err := checkLogOf(log, e.address, event.ID, 4, math.MaxInt); err != nil {
		return Notice{}, err
	}
	if len(log.Data) < settledHead*common.HashLength {
		return Notice{}, fmt.Errorf("a settlement has %d bytes of data", len(log.Data))
	}
	word := func(i int) common.Hash { return common.Hash(log.Data[i*common.HashLength:][:common.HashLength]) }
	progress, low := word(settledProgress).Big(), new(big.Int).SetUint64(math.MaxUint64)
	from := new(big.Int).And(progress, low).Uint64()
	to := new(big.Int).And(progress.Rsh(progress, 64), low).Uint64()
	paid := &Paid{
		Recipient: common.BytesToAddress(log.Topics[2][:]), Key: log.Topics[3], Paid: word(settledPaid).Big(),
		Step: Step{From: from, To: to, Amount: progress.Rsh(progress, 64)}, H: word(settledH),
	}
	paid.Words = lengthAt(log.Data, word(settledPayload))
	paid.Alone = lengthAt(log.Data, word(settledProof)) > 0
	return Notice{Forward: log.Topics[1], Settled: paid}, nil
}

// lengthAt is the length that stands at an offset of data, 0 if none can.
func lengthAt(data []byte, offset common.Hash) int {
	at := offset.Big()
	if !at.IsInt64() || at.Int64() > int64(len(data)-common.HashLength) {
		return 0
	}
	length := new(big.Int).SetBytes(data[at.Int64():][:common.HashLength])
	if !length.IsInt64() || length.Int64() > int64(len(data)) {
		return 0
	}
	return int(length.Int64())
}

func (e *Escrow) noticeGroup(log *types.Log, _ abi.Event) (Notice, error) {
	group, err := e.decodeGroup(log)
	if err != nil {
		return Notice{}, err
	}
	return Notice{Group: &Grouped{
		Predicate: group.Predicate, Key: group.Key, N: group.N, Count: group.Count, Settled: group.Size(),
	}}, nil
}
