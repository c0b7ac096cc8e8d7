package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// nonces is what an endpoint says an account's next nonce is in the chain, those still waiting left out.
type nonces interface {
	NonceAt(ctx context.Context, account common.Address, block *big.Int) (uint64, error)
}

// OnChain is the chain as an engine needs it: all of Deps.View, Witness, Wallet and Network.
type OnChain struct {
	log    zerolog.Logger
	client *chain.Client
	escrow *chain.Escrow
	sender *chain.Sender
	nonces nonces
}

// NewOnChain follows an escrow and sends for the sender's account.
func NewOnChain(log zerolog.Logger, client *chain.Client, escrow *chain.Escrow, sender *chain.Sender, nonces nonces) *OnChain {
	return &OnChain{log: log, client: client, escrow: escrow, sender: sender, nonces: nonces}
}

// Head is the block that lies back blocks below the newest one, or the first one.
func (c *OnChain) Head(ctx context.Context, back uint64) (chain.Head, error) {
	head, err := c.client.Head(ctx)
	if err != nil || back == 0 {
		return head, err
	}
	return c.client.Block(ctx, head.Number-min(back, head.Number))
}

// Opened returns the forwards opened in the blocks from the given one up to at.
func (c *OnChain) Opened(ctx context.Context, from uint64, at chain.Head) ([]chain.Forward, error) {
	forwards, leftOut, err := c.escrow.Forwards(ctx, at, from)
	if leftOut > 0 {
		c.log.Debug().Int("count", leftOut).Msg("openings too large to read are left out")
	}
	return forwards, err
}

// State returns where a forward stands and when h was announced for it.
func (c *OnChain) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	status, err := c.escrow.StatusOf(ctx, at, *f)
	if err != nil || h == (common.Hash{}) {
		return State{Status: status}, err
	}
	word, err := statement.WordFromBytes(h)
	if err != nil {
		return State{}, err
	}
	announced, err := c.escrow.AnnouncedAt(ctx, at, f.ID, word)
	return State{Status: status, AnnouncedAt: announced}, err
}

// Settlement returns how a settled forward was settled.
func (c *OnChain) Settlement(ctx context.Context, at chain.Head, f *chain.Forward) (chain.Settlement, error) {
	return c.escrow.Settlement(ctx, at, *f)
}

// CheckPredicate says whether a contract is the predicate that verifies the bundle's proofs, by its whole code.
func (c *OnChain) CheckPredicate(ctx context.Context, at chain.Head, predicate common.Address, bundle *keys.Bundle) error {
	err := chain.NewPredicate(c.client, predicate).CheckCode(ctx, at, bundle.KeyWords)
	if errors.Is(err, chain.ErrOtherCode) {
		return errors.Join(ErrOtherPredicate, err)
	}
	return err
}

// SignAnnounce signs an announcement.
func (c *OnChain) SignAnnounce(ctx context.Context, forward, h common.Hash) (journal.Transaction, error) {
	word, err := statement.WordFromBytes(h)
	if err != nil {
		return journal.Transaction{}, err
	}
	call, err := c.escrow.AnnounceCall(forward, word)
	if err != nil {
		return journal.Transaction{}, err
	}
	return c.sign(ctx, call)
}

// SignSettle signs a settlement. The endpoint estimates its gas, and so sees the payload.
func (c *OnChain) SignSettle(ctx context.Context, d chain.Delivery) (journal.Transaction, error) {
	call, err := c.escrow.SettleCall(d)
	if err != nil {
		return journal.Transaction{}, err
	}
	return c.sign(ctx, call)
}

func (c *OnChain) sign(ctx context.Context, call chain.Call) (journal.Transaction, error) {
	tx, err := c.sender.Prepare(ctx, call)
	if err != nil {
		return journal.Transaction{}, err
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return journal.Transaction{}, fmt.Errorf("%s: encode the transaction: %w", call.What, err)
	}
	return journal.Transaction{Hash: tx.Hash(), Nonce: tx.Nonce(), Raw: raw}, nil
}

// Send sends signed bytes, also ones that were sent before.
func (c *OnChain) Send(ctx context.Context, tx journal.Transaction) error {
	signed := new(types.Transaction)
	if err := signed.UnmarshalBinary(tx.Raw); err != nil {
		return fmt.Errorf("decode transaction %s from the journal: %w", tx.Hash, err)
	}
	return c.sender.Broadcast(ctx, signed)
}

// Fate looks for a transaction. The nonce is read between two looks for the receipt: only what had no receipt after its
// nonce was used can never get one.
func (c *OnChain) Fate(ctx context.Context, tx journal.Transaction) (Fate, error) {
	if fate, err := c.mined(ctx, tx); fate != Waiting || err != nil {
		return fate, err
	}
	next, err := c.nonces.NonceAt(ctx, c.sender.Address(), nil)
	if err != nil {
		return Waiting, fmt.Errorf("read the nonce of %s: %w", c.sender.Address(), err)
	}
	if next <= tx.Nonce {
		return Waiting, nil
	}
	if fate, err := c.mined(ctx, tx); fate != Waiting || err != nil {
		return fate, err
	}
	return Replaced, nil
}

func (c *OnChain) mined(ctx context.Context, tx journal.Transaction) (Fate, error) {
	receipt, err := c.client.Receipt(ctx, tx.Hash)
	switch {
	case errors.Is(err, ethereum.NotFound):
		return Waiting, nil
	case err != nil:
		return Waiting, err
	case receipt.Status == types.ReceiptStatusSuccessful:
		return Mined, nil
	default:
		return Refused, nil
	}
}
