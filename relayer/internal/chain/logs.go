package chain

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// maxLogData is the most bytes of one log that are decoded: a settlement has a few kilobytes, an opening its task.
const maxLogData = 64 << 10

// MaxTask is the most bytes of params and task together that an opening should carry: a longer task belongs behind an
// address, or nobody reads the opening.
const MaxTask = maxLogData - 4096

// ErrLogTooLarge is for a log that nobody has to decode.
var ErrLogTooLarge = errors.New("the log has too many bytes")

// logs collects the logs of one contract from block from up to the pinned one. topics are as in eth_getLogs. That an endpoint
// leaves some out cannot be seen from what it answers: only where several have to agree would it be found.
func (c *Client) logs(ctx context.Context, at Head, from uint64, contract common.Address, topics ...[]common.Hash) ([]types.Log, error) {
	return c.logsUpTo(ctx, at, from, at.Number, contract, topics...)
}

// logsUpTo is logs up to a block that is not above the pinned one.
func (c *Client) logsUpTo(ctx context.Context, at Head, from, upTo uint64, contract common.Address, topics ...[]common.Hash) ([]types.Log, error) {
	query := ethereum.FilterQuery{Addresses: []common.Address{contract}, Topics: topics}
	return readAt(c, at, sameLogs, func(e *endpoint) ([]types.Log, error) { return c.logsAt(ctx, e, at, from, upTo, query) })
}

// logsAt asks one endpoint. Where it refuses so long a range, or answers with more than is read, shorter ones are asked for.
func (c *Client) logsAt(ctx context.Context, e *endpoint, at Head, from, upTo uint64, query ethereum.FilterQuery) ([]types.Log, error) {
	var found []types.Log
	contract := query.Addresses[0]
	span := upTo - min(from, upTo) + 1
	for from <= upTo {
		last := from + min(span, upTo-from+1) - 1
		query.FromBlock, query.ToBlock = new(big.Int).SetUint64(from), new(big.Int).SetUint64(last)
		var refused bool
		part, err := ask(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) ([]types.Log, error) {
			part, err := eth.FilterLogs(ctx, query)
			if refused = span > 1 && isTooMuch(err); refused {
				err = nil
			}
			return part, err
		})
		if refused {
			span = (last - from + 2) / 2
			continue
		}
		if err == nil {
			err = checkRange(part, from, last, at)
		}
		if err != nil {
			return nil, fmt.Errorf("read the logs of %s in blocks %d to %d: %w", contract, from, last, err)
		}
		found = append(found, part...)
		from = last + 1
	}
	// The range is asked for by number: only if the pinned block is canonical after that do the logs belong to it.
	canonical, err := c.block(ctx, e, at.Number)
	if err != nil {
		return nil, err
	}
	if canonical.Hash != at.Hash {
		return nil, fmt.Errorf("read the logs of %s up to block %d: %w", contract, at.Number, ErrReorg)
	}
	return found, nil
}

// isTooMuch says that an endpoint may answer about a shorter range.
func isTooMuch(err error) bool {
	refused, status := rpc.Error(nil), rpc.HTTPError{}
	return errors.Is(err, ErrTooLong) || !isTrouble(err) && (errors.As(err, &refused) || errors.As(err, &status))
}

// checkRange refuses logs that are not of the blocks that were asked for, or not in the chain's order. Of the pinned block and
// the one before it the hash is known.
func checkRange(logs []types.Log, from, last uint64, at Head) error {
	for i, log := range logs {
		switch {
		case log.BlockNumber < from || log.BlockNumber > last:
			return fmt.Errorf("the endpoint answers with a log of block %d", log.BlockNumber)
		case i > 0 && cmp.Or(cmp.Compare(logs[i-1].BlockNumber, log.BlockNumber), cmp.Compare(logs[i-1].Index, log.Index)) >= 0:
			return fmt.Errorf("the endpoint answers with log %d of block %d out of order", log.Index, log.BlockNumber)
		case i > 0 && logs[i-1].BlockNumber == log.BlockNumber && logs[i-1].BlockHash != log.BlockHash,
			log.BlockNumber == at.Number && log.BlockHash != at.Hash,
			log.BlockNumber+1 == at.Number && log.BlockHash != at.Parent:
			return fmt.Errorf("%w: there are logs of another block %d", ErrReorg, log.BlockNumber)
		}
	}
	return nil
}

// sameLogs compares what is read of logs.
func sameLogs(a, b []types.Log) bool {
	return slices.EqualFunc(a, b, func(a, b types.Log) bool {
		return a.Address == b.Address && slices.Equal(a.Topics, b.Topics) && bytes.Equal(a.Data, b.Data) &&
			a.BlockNumber == b.BlockNumber && a.BlockHash == b.BlockHash && a.TxHash == b.TxHash && a.Index == b.Index && a.Removed == b.Removed
	})
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
