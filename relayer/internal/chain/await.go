package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// ErrReplaced says that another transaction took the nonce, so that this one can never be in the chain.
var ErrReplaced = errors.New("another transaction with the same nonce was mined instead")

// looksUntilReplaced is how often in a row a transaction has to be missing whose nonce is used up. Nodes that show an account's
// state before they show receipts, as anvil does, say so for a moment of a transaction that they have just mined.
const looksUntilReplaced = 20

// Await waits until a transaction has its confirmations. No receipt is no verdict: the transaction may be on its way, or
// dropped by a node that was restarted, in which case its bytes are sent again. It ends with the receipt, with a
// *RevertError where the contract refused, with ErrReplaced, or with the context. what is for errors.
func (s *Sender) Await(ctx context.Context, tx *types.Transaction, what string) (*types.Receipt, error) {
	receipt, err := s.await(ctx, tx)
	if err != nil {
		return receipt, fmt.Errorf("%s: await transaction %s: %w", what, tx.Hash(), err)
	}
	return receipt, nil
}

func (s *Sender) await(ctx context.Context, tx *types.Transaction) (*types.Receipt, error) {
	ticker := time.NewTicker(s.fees.Poll)
	defer ticker.Stop()
	var trouble error // the endpoint's last trouble, told if the wait ends before it does
	missing := 0
	for {
		receipt, err := s.confirmed(ctx, tx)
		if errors.Is(err, ErrReplaced) {
			missing++
		} else {
			missing = 0
		}
		switch {
		case err == nil && receipt != nil && receipt.Status == types.ReceiptStatusSuccessful:
			return receipt, nil
		case err == nil && receipt != nil:
			return receipt, s.client.whyReverted(ctx, s.Address(), tx, receipt)
		case missing == looksUntilReplaced:
			return nil, err
		case err != nil && ctx.Err() == nil:
			trouble = err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), trouble)
		case <-ticker.C:
		}
	}
}

// confirmed returns the receipt once the transaction is deep enough, and nil before. What it finds missing it sends again.
func (s *Sender) confirmed(ctx context.Context, tx *types.Transaction) (*types.Receipt, error) {
	receipt, err := s.client.Receipt(ctx, tx.Hash())
	switch {
	case err == nil:
		head, err := s.client.Head(ctx)
		if err != nil {
			return nil, err
		}
		if head.Number+1 < receipt.BlockNumber.Uint64()+s.fees.Confirmations {
			return nil, nil
		}
		return receipt, nil
	case isIndexing(err):
		return nil, nil
	case !errors.Is(err, ethereum.NotFound):
		return nil, err
	}
	nonce, err := s.client.Nonce(ctx, s.Address())
	if err != nil {
		return nil, err
	}
	if nonce <= tx.Nonce() {
		return nil, s.Broadcast(ctx, tx)
	}
	// The nonce is used up. It was read after the receipt, so the transaction may have been mined in between.
	if _, err := s.client.Receipt(ctx, tx.Hash()); errors.Is(err, ethereum.NotFound) && !isIndexing(err) {
		return nil, ErrReplaced
	}
	return nil, nil
}

// isIndexing is for nodes that have the transaction and not yet its place.
func isIndexing(err error) bool { return strings.Contains(err.Error(), "indexing is in progress") }

// whyReverted runs a refused transaction again as a call, at its own block, to learn the reason.
func (c *Client) whyReverted(ctx context.Context, from common.Address, tx *types.Transaction, receipt *types.Receipt) error {
	_, err := c.run(ctx, Head{Hash: receipt.BlockHash}, ethereum.CallMsg{
		From: from, To: tx.To(), Gas: tx.Gas(), Value: tx.Value(), Data: tx.Data(),
	})
	if reverted := new(RevertError); errors.As(refusal(err), &reverted) {
		return reverted
	}
	limit := new(big.Int).SetUint64(tx.Gas())
	return &RevertError{Reason: fmt.Sprintf("it was refused in block %s and gave no reason; it used %d of %s gas",
		receipt.BlockNumber, receipt.GasUsed, limit)}
}
