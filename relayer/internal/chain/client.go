package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
)

// What a chain may do to a reader.
var (
	ErrWrongChain = errors.New("the endpoint serves another chain")
	ErrReorg      = errors.New("the chain was reorganised meanwhile; read again")
)

// IsDevelopment says that nothing on a chain has value: its id is that of this project's development chains, of anvil's, or
// one of those that the user calls so. There, and nowhere else, a development key is in its place.
func IsDevelopment(chainID uint64, more ...uint64) bool {
	return chainID == 1337 || chainID == 31337 || slices.Contains(more, chainID)
}

// HasBeacons says that no single party chooses the hashes of a chain's blocks, so that one can be a challenge: Ethereum, its
// test networks and Gnosis. Where a sequencer makes all blocks it would choose the challenge too. Development chains count.
func HasBeacons(chainID uint64) bool {
	switch chainID {
	case 1, 100, 560048, 11155111: // Ethereum, Gnosis, Hoodi, Sepolia
		return true
	}
	return IsDevelopment(chainID)
}

// Client is a connection to one chain.
type Client struct {
	eth     *ethclient.Client
	chainID *big.Int
}

// Head is a block that reads are pinned to.
type Head struct {
	Number  uint64
	Hash    common.Hash
	Parent  common.Hash
	Time    uint64
	BaseFee *big.Int
}

// At is the block's time.
func (h Head) At() time.Time { return moment(h.Time) }

// New is Dial over a connection that exists, such as that of a chain in-process.
func New(ctx context.Context, eth *ethclient.Client, chainID uint64) (*Client, error) {
	served, err := eth.ChainID(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for the chain id: %w", err)
	}
	if want := new(big.Int).SetUint64(chainID); chainID != 0 && served.Cmp(want) != 0 {
		return nil, fmt.Errorf("%w: its chain id is %s, and %s was asked for", ErrWrongChain, served, want)
	}
	return &Client{eth: eth, chainID: served}, nil
}

// Close ends the connection.
func (c *Client) Close() { c.eth.Close() }

// ChainID is the chain's id.
func (c *Client) ChainID() *big.Int { return new(big.Int).Set(c.chainID) }

// Head is the latest block.
func (c *Client) Head(ctx context.Context) (Head, error) {
	header, err := c.eth.HeaderByNumber(ctx, nil)
	if err != nil {
		return Head{}, fmt.Errorf("read the latest block: %w", err)
	}
	return head(header), nil
}

// Block is the canonical block of that number.
func (c *Client) Block(ctx context.Context, number uint64) (Head, error) {
	header, err := c.eth.HeaderByNumber(ctx, new(big.Int).SetUint64(number))
	if err != nil {
		return Head{}, fmt.Errorf("read block %d: %w", number, err)
	}
	return head(header), nil
}

// Balance is what an account holds of the chain's own coin.
func (c *Client) Balance(ctx context.Context, at Head, account common.Address) (*big.Int, error) {
	balance, err := c.eth.BalanceAtHash(ctx, account, at.Hash)
	if err != nil {
		return nil, fmt.Errorf("read the balance of %s: %w", account, err)
	}
	return balance, nil
}

// Nonce is how many transactions of an account are in the chain; those that wait do not count.
func (c *Client) Nonce(ctx context.Context, account common.Address) (uint64, error) {
	nonce, err := c.eth.NonceAt(ctx, account, nil)
	if err != nil {
		return 0, fmt.Errorf("read the nonce of %s: %w", account, err)
	}
	return nonce, nil
}

// Code is a contract's runtime code, empty where there is no contract.
func (c *Client) Code(ctx context.Context, at Head, contract common.Address) ([]byte, error) {
	code, err := c.eth.CodeAtHash(ctx, contract, at.Hash)
	if err != nil {
		return nil, fmt.Errorf("read the code of %s: %w", contract, err)
	}
	return code, nil
}

// Receipt is the receipt of a transaction in the canonical chain; ethereum.NotFound if there is none.
func (c *Client) Receipt(ctx context.Context, tx common.Hash) (*types.Receipt, error) {
	receipt, err := c.eth.TransactionReceipt(ctx, tx)
	if err == nil && receipt == nil { // an endpoint that answers null has no receipt; it does not say that the transaction failed
		err = ethereum.NotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read the receipt of transaction %s: %w", tx, err)
	}
	return receipt, nil
}

// call asks a contract at a block.
func (c *Client) call(ctx context.Context, at Head, contract common.Address, data []byte) ([]byte, error) {
	return c.eth.CallContractAtHash(ctx, ethereum.CallMsg{To: &contract, Data: data}, at.Hash)
}

// simulate asks whether a contract would take a call.
func (c *Client) simulate(ctx context.Context, at Head, from common.Address, call Call) error {
	_, err := c.eth.CallContractAtHash(ctx, ethereum.CallMsg{From: from, To: call.To, Data: call.Data}, at.Hash)
	if err != nil {
		return fmt.Errorf("%s: %w", call.What, refusal(err))
	}
	return nil
}

func head(header *types.Header) Head {
	return Head{
		Number: header.Number.Uint64(), Hash: header.Hash(), Parent: header.ParentHash,
		Time: header.Time, BaseFee: header.BaseFee,
	}
}

func moment(unix uint64) time.Time {
	const latest = 1 << 40 // far beyond any window, and inside what time.Time prints
	return time.Unix(int64(min(unix, latest)), 0).UTC()
}
