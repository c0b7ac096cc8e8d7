package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/trie"
)

// How many questions of a kind go into one request at most: an endpoint bounds its answer to some 25 MB, and a header in JSON
// has 2 kB, the receipts of a full block half a megabyte.
const (
	headersAtOnce  = 64
	receiptsAtOnce = 16
)

// codeUnknownMethod is the JSON-RPC error of an endpoint that has no such method.
const codeUnknownMethod = -32601

// ErrUnsupported says that an endpoint does not have what it is asked for by any block.
var ErrUnsupported = errors.New("the endpoint does not offer this")

// Logs are those that a query finds from block from up to the pinned one, with every check of what an endpoint answers.
func (c *Client) Logs(ctx context.Context, until Head, from uint64, query ethereum.FilterQuery) ([]types.Log, error) {
	return readAt(c, until, sameLogs, func(e *endpoint) ([]types.Log, error) { return c.logsAt(ctx, e, until, from, until.Number, query) })
}

// Headers are the headers of blocks by their numbers, where at was read. They are as the endpoint has them: only their hashes
// say whose they are. One that it has not got is an error.
func (c *Client) Headers(ctx context.Context, at Head, numbers []uint64) ([]*types.Header, error) {
	headers := make([]*types.Header, len(numbers))
	calls := make([]rpc.BatchElem, len(numbers))
	for i, number := range numbers {
		calls[i] = rpc.BatchElem{Method: "eth_getBlockByNumber", Args: []any{hexutil.EncodeUint64(number), false}, Result: &headers[i]}
	}
	if err := c.batch(ctx, at, headersAtOnce, calls); err != nil {
		return nil, fmt.Errorf("read %d headers: %w", len(numbers), err)
	}
	for i, call := range calls {
		err := call.Error
		switch {
		case err == nil && headers[i] == nil:
			err = ethereum.NotFound
		case err == nil && (headers[i].Number == nil || headers[i].Number.Cmp(new(big.Int).SetUint64(numbers[i])) != 0):
			err = fmt.Errorf("it answers with block %v", headers[i].Number)
		}
		if err != nil {
			return nil, fmt.Errorf("read the header of block %d: %w", numbers[i], err)
		}
	}
	return headers, nil
}

// BlockByHash is the block of that hash, whatever an endpoint says.
func (c *Client) BlockByHash(ctx context.Context, hash common.Hash) (Head, error) {
	e := c.here()
	header, err := ask(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) (*types.Header, error) {
		return eth.HeaderByHash(ctx, hash)
	})
	if err == nil && (header.Hash() != hash || !header.Number.IsUint64()) {
		err = fmt.Errorf("it answers with block %s", header.Hash())
	}
	if err != nil {
		return Head{}, fmt.Errorf("read block %s: %w", hash, err)
	}
	return Head{
		Number: header.Number.Uint64(), Hash: hash, Parent: header.ParentHash, Time: header.Time, BaseFee: header.BaseFee,
		via: &route{c, []*endpoint{e}},
	}, nil
}

// BlockReceipts are the receipts of every transaction in blocks, where at was read, as the endpoint tells them; CheckReceipts
// says whether they are. It is ErrUnsupported where the endpoint gives them only one by one.
func (c *Client) BlockReceipts(ctx context.Context, at Head, blocks []common.Hash) ([]types.Receipts, error) {
	receipts := make([]types.Receipts, len(blocks))
	calls := make([]rpc.BatchElem, len(blocks))
	for i, block := range blocks {
		calls[i] = rpc.BatchElem{Method: "eth_getBlockReceipts", Args: []any{block}, Result: &receipts[i]}
	}
	if err := c.batch(ctx, at, receiptsAtOnce, calls); err != nil {
		return nil, fmt.Errorf("read the receipts of %d blocks: %w", len(blocks), err)
	}
	for i, call := range calls {
		err := call.Error
		if err == nil && receipts[i] == nil {
			err = ethereum.NotFound
		}
		if err == nil {
			err = readable(receipts[i]...)
		}
		if unknownMethod(err) {
			err = fmt.Errorf("%w: %w", ErrUnsupported, err)
		}
		if err != nil {
			return nil, fmt.Errorf("read the receipts of block %s: %w", blocks[i], err)
		}
	}
	return receipts, nil
}

// Receipts are the receipts of transactions, where at was read.
func (c *Client) Receipts(ctx context.Context, at Head, txs []common.Hash) (types.Receipts, error) {
	receipts := make(types.Receipts, len(txs))
	calls := make([]rpc.BatchElem, len(txs))
	for i, tx := range txs {
		calls[i] = rpc.BatchElem{Method: "eth_getTransactionReceipt", Args: []any{tx}, Result: &receipts[i]}
	}
	if err := c.batch(ctx, at, headersAtOnce, calls); err != nil {
		return nil, fmt.Errorf("read %d receipts: %w", len(txs), err)
	}
	for i, call := range calls {
		err := call.Error
		if err == nil && receipts[i] == nil {
			err = ethereum.NotFound
		}
		if err == nil {
			err = readable(receipts[i])
		}
		if err != nil {
			return nil, fmt.Errorf("read the receipt of transaction %s: %w", txs[i], err)
		}
	}
	return receipts, nil
}

// readable refuses receipts that are none, or have logs that are none.
func readable(receipts ...*types.Receipt) error {
	for i, receipt := range receipts {
		if receipt == nil || slices.Contains(receipt.Logs, nil) {
			return fmt.Errorf("the endpoint answers with a receipt, number %d, that is none or has a log that is none", i)
		}
	}
	return nil
}

// CheckReceipts says whether receipts are all of a block's, in order, as its header has them hashed. Kinds of transactions
// that only some chains have cannot be hashed here: ErrUnsupported.
func CheckReceipts(header *types.Header, receipts types.Receipts) error {
	for _, receipt := range receipts {
		if receipt.Type > types.SetCodeTxType {
			return fmt.Errorf("%w: a receipt of type %#x cannot be hashed here", ErrUnsupported, receipt.Type)
		}
	}
	if root := types.DeriveSha(receipts, trie.NewStackTrie(nil)); root != header.ReceiptHash {
		return fmt.Errorf("the receipts told of block %v hash to %s, its header has %s", header.Number, root, header.ReceiptHash)
	}
	return nil
}

// batch makes many calls where at was read, so many in a request at most. One that fails among others is made once more alone;
// its error is in it.
func (c *Client) batch(ctx context.Context, at Head, most int, calls []rpc.BatchElem) error {
	e := c.route(at)[0]
	for len(calls) > 0 {
		part := calls[:min(most, len(calls))]
		_, err := ask(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) (any, error) {
			return nil, eth.Client().BatchCallContext(ctx, part)
		})
		if err != nil && len(part) > 1 && isTooMuch(err) {
			most = (len(part) + 1) / 2
			continue
		}
		if err != nil {
			return err
		}
		for i := range part {
			if part[i].Error == nil || len(part) == 1 || unknownMethod(part[i].Error) {
				continue
			}
			_, part[i].Error = ask(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) (any, error) {
				return nil, eth.Client().CallContext(ctx, part[i].Result, part[i].Method, part[i].Args...)
			})
		}
		calls = calls[len(part):]
	}
	return nil
}

func unknownMethod(err error) bool {
	refused := rpc.Error(nil)
	return errors.As(err, &refused) && refused.ErrorCode() == codeUnknownMethod
}

// SameLogs says whether two lists have the same logs in the same order.
func SameLogs(a, b []types.Log) bool { return sameLogs(a, b) }
