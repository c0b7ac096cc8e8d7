package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
)

// maxLogData is the most bytes of one log that are decoded: a settlement has a few kilobytes, an opening its task.
const maxLogData = 64 << 10

// MaxTask is the most bytes of params and task together that an opening should carry: a longer task belongs behind an
// address, or nobody reads the opening.
const MaxTask = maxLogData - 4096

// ErrLogTooLarge is for a log that nobody has to decode.
var ErrLogTooLarge = errors.New("the log has too many bytes")

// logs collects the logs of one contract from block from up to the pinned one. Where the endpoint refuses so long a range,
// shorter ones are asked for. topics are as in eth_getLogs.
func (c *Client) logs(ctx context.Context, at Head, from uint64, contract common.Address, topics ...[]common.Hash) ([]types.Log, error) {
	var found []types.Log
	span := at.Number - min(from, at.Number) + 1
	for from <= at.Number {
		last := from + min(span, at.Number-from+1) - 1
		part, err := c.eth.FilterLogs(ctx, ethereum.FilterQuery{
			FromBlock: new(big.Int).SetUint64(from),
			ToBlock:   new(big.Int).SetUint64(last),
			Addresses: []common.Address{contract},
			Topics:    topics,
		})
		if refused := rpc.Error(nil); errors.As(err, &refused) && span > 1 && ctx.Err() == nil {
			span = (last - from + 2) / 2
			if last > from {
				continue
			}
		}
		if err != nil {
			return nil, fmt.Errorf("read the logs of %s in blocks %d to %d: %w", contract, from, last, err)
		}
		found = append(found, part...)
		from = last + 1
	}
	// The range is asked for by number: only if the pinned block is canonical after that do the logs belong to it.
	canonical, err := c.Block(ctx, at.Number)
	if err != nil {
		return nil, err
	}
	if canonical.Hash != at.Hash {
		return nil, fmt.Errorf("read the logs of %s up to block %d: %w", contract, at.Number, ErrReorg)
	}
	return found, nil
}

// maxGroupData is the most bytes of a log about a group of deliveries: as many places as there may be, as long as they may.
const maxGroupData = 2 << 20

// checkLog refuses a log that is not what was asked for, whatever the endpoint says.
func checkLog(log *types.Log, contract common.Address, event common.Hash, topics int) error {
	return checkLogOf(log, contract, event, topics, maxLogData)
}

func checkLogOf(log *types.Log, contract common.Address, event common.Hash, topics, most int) error {
	switch {
	case log.Removed:
		return ErrReorg
	case log.Address != contract:
		return fmt.Errorf("the log is of %s, and %s was asked for", log.Address, contract)
	case len(log.Topics) != topics || log.Topics[0] != event:
		return errors.New("the log is of another event than the one asked for")
	case len(log.Data) > most:
		return fmt.Errorf("%w: %d, and %d are read", ErrLogTooLarge, len(log.Data), most)
	}
	return nil
}
