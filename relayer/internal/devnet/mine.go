package devnet

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/miner"
)

// seal builds the next block from the pool and makes it the head. The caller holds mu.
func (d *Devnet) seal(ctx context.Context) error {
	select {
	case <-d.stop:
		return errors.New("the development chain has been stopped")
	default:
	}
	// The pool follows the head on its own goroutine; a block built before it caught up would leave transactions out.
	if err := d.eth.TxPool().Sync(); err != nil {
		return fmt.Errorf("bring the transaction pool to the head: %w", err)
	}
	chain := d.eth.BlockChain()
	parent := chain.CurrentBlock()
	stamp := uint64(d.config.Now().Add(d.offset).Unix()) //nolint:gosec // the clock is after 1970
	block, _, err := d.eth.Miner().BuildTestingPayload(&miner.BuildPayloadArgs{
		Parent:     parent.Hash(),
		Timestamp:  max(stamp, parent.Time+1),
		BeaconRoot: new(common.Hash),
	}, nil, false, nil)
	if err != nil {
		return fmt.Errorf("build block %d: %w", parent.Number.Uint64()+1, err)
	}
	if _, err := chain.InsertBlockWithoutSetHead(ctx, block, false); err != nil {
		return fmt.Errorf("insert block %d: %w", block.NumberU64(), err)
	}
	if _, err := chain.SetCanonical(block); err != nil {
		return fmt.Errorf("make block %d the head: %w", block.NumberU64(), err)
	}
	chain.SetSafe(block.Header())
	chain.SetFinalized(block.Header())
	return nil
}

// mineOnTransactions makes a block as soon as a transaction can be in one. A transaction that no block takes (a tip under
// the miner's least) is tried again with the next one, not in a loop.
func (d *Devnet) mineOnTransactions() {
	arrivals := make(chan core.NewTxsEvent, 64)
	subscription := d.eth.TxPool().SubscribeTransactions(arrivals, true)
	wake := make(chan struct{}, 1)
	d.stopped.Go(func() {
		defer subscription.Unsubscribe()
		for {
			select {
			case <-d.stop:
				return
			case <-arrivals: // drained at once: the pool waits for its subscribers
				select {
				case wake <- struct{}{}:
				default:
				}
			}
		}
	})
	d.stopped.Go(func() {
		for {
			select {
			case <-d.stop:
				return
			case <-wake:
				d.mineAlone()
			}
		}
	})
}

func (d *Devnet) mineOnTime(period time.Duration) {
	ticker := time.NewTicker(period)
	d.stopped.Go(func() {
		defer ticker.Stop()
		for {
			select {
			case <-d.stop:
				return
			case <-ticker.C:
				d.mineAlone()
			}
		}
	})
}

// mineAlone makes a block that nobody waits for, so that a fault can only be logged.
func (d *Devnet) mineAlone() {
	if err := d.Mine(context.Background()); err != nil {
		select {
		case <-d.stop: // the chain went away under the block
		default:
			d.config.Log.Error().Err(err).Msg("no block was made")
		}
	}
}
