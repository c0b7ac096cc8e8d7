package chain

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// timesAtOnce is how many blocks are asked for in one call.
const timesAtOnce = 64

// times are the times of the blocks that logs are of, by number. Most endpoints tell them with the logs; the others are asked.
func (c *Client) times(ctx context.Context, at Head, logs []types.Log) (map[uint64]uint64, error) {
	times, unknown := map[uint64]uint64{}, map[uint64]common.Hash{}
	for _, log := range logs {
		if log.BlockTimestamp == 0 {
			unknown[log.BlockNumber] = log.BlockHash
		}
		times[log.BlockNumber] = log.BlockTimestamp
	}
	numbers := make([]uint64, 0, len(unknown))
	for number := range unknown {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	for part := range slices.Chunk(numbers, timesAtOnce) {
		blocks := make([]struct {
			Hash      common.Hash    `json:"hash"`
			Timestamp hexutil.Uint64 `json:"timestamp"`
		}, len(part))
		calls := make([]rpc.BatchElem, len(part))
		for i, number := range part {
			calls[i] = rpc.BatchElem{Method: "eth_getBlockByNumber", Args: []any{hexutil.Uint64(number), false}, Result: &blocks[i]}
		}
		_, err := ask(ctx, c, c.route(at)[0], func(ctx context.Context, eth *ethclient.Client) (any, error) {
			return nil, eth.Client().BatchCallContext(ctx, calls)
		})
		if err != nil {
			return nil, fmt.Errorf("read the times of blocks %d to %d: %w", part[0], part[len(part)-1], err)
		}
		for i, number := range part {
			if calls[i].Error != nil {
				return nil, fmt.Errorf("read the time of block %d: %w", number, calls[i].Error)
			}
			if blocks[i].Hash != unknown[number] {
				return nil, fmt.Errorf("read the time of block %d: %w", number, ErrReorg)
			}
			times[number] = uint64(blocks[i].Timestamp)
		}
	}
	return times, nil
}
