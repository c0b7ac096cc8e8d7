package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
)

// ErrFeeTooHigh says that the chain asks for more than the sender may pay.
var ErrFeeTooHigh = errors.New("the chain's fee is above the limit")

// Call is a transaction that is not signed yet.
type Call struct {
	To   *common.Address // nil makes a contract
	Data []byte
	What string // what it does, for errors: "announce forward 0x…"
}

// Fees bound what a sender pays and how long it waits for.
type Fees struct {
	// Tip is the least priority fee per gas, in wei; nil is 1 gwei. (A transaction with a tip of 1 wei was never mined.)
	Tip *big.Int
	// Max is the most fee per gas, in wei, tip included; nil sets no limit.
	Max *big.Int
	// Confirmations is how many blocks, its own included, a transaction has to be in or under; 0 is 1.
	Confirmations uint64
	// Poll is how often the chain is asked while a transaction is waited for; 0 is 250 ms.
	Poll time.Duration
}

// Sender sends the transactions of one account, one after the other.
type Sender struct {
	client *Client
	signer *Signer
	fees   Fees
	mu     sync.Mutex // from the choice of a nonce until its transaction is sent: no two share one
}

// NewSender sends for the signer's account.
func NewSender(client *Client, signer *Signer, fees Fees) *Sender {
	if fees.Tip == nil {
		fees.Tip = big.NewInt(params.GWei)
	}
	if fees.Poll <= 0 {
		fees.Poll = 250 * time.Millisecond
	}
	fees.Confirmations = max(fees.Confirmations, 1)
	return &Sender{client: client, signer: signer, fees: fees}
}

// Address is the account that is sent for.
func (s *Sender) Address() common.Address { return s.signer.Address() }

// Do sends a transaction and waits until it has its confirmations.
func (s *Sender) Do(ctx context.Context, call Call) (*types.Receipt, error) {
	tx, err := s.Send(ctx, call, func(*types.Transaction) error { return nil })
	if err != nil {
		return nil, err
	}
	return s.Await(ctx, tx, call.What)
}

// Send prepares a transaction, hands its signed bytes to store, and sends them only if store kept them. When it returns a
// transaction together with an error, the transaction may be on its way all the same: Await tells.
func (s *Sender) Send(ctx context.Context, call Call, store func(*types.Transaction) error) (*types.Transaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tx, err := s.Prepare(ctx, call)
	if err != nil {
		return nil, err
	}
	if err := store(tx); err != nil {
		return nil, fmt.Errorf("%s: keep the transaction before it is sent: %w", call.What, err)
	}
	if err := s.Broadcast(ctx, tx); err != nil {
		return tx, fmt.Errorf("%s: %w", call.What, err)
	}
	return tx, nil
}

// Prepare signs a transaction with the account's next nonce, without sending it. A contract that would refuse it says so
// here, as a *RevertError. Whoever calls it instead of Send sends one transaction before preparing the next.
func (s *Sender) Prepare(ctx context.Context, call Call) (*types.Transaction, error) {
	tx, err := s.prepare(ctx, call)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", call.What, err)
	}
	return tx, nil
}

func (s *Sender) prepare(ctx context.Context, call Call) (*types.Transaction, error) {
	eth := s.client.eth
	gas, err := eth.EstimateGas(ctx, ethereum.CallMsg{From: s.Address(), To: call.To, Data: call.Data})
	if err != nil {
		return nil, refusal(err)
	}
	head, err := s.client.Head(ctx)
	if err != nil {
		return nil, err
	}
	tip, err := eth.SuggestGasTipCap(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for the usual tip: %w", err)
	}
	tip, feeCap, err := s.price(head.BaseFee, tip)
	if err != nil {
		return nil, err
	}
	nonce, err := eth.PendingNonceAt(ctx, s.Address())
	if err != nil {
		return nil, fmt.Errorf("read the nonce of %s: %w", s.Address(), err)
	}
	return s.signer.sign(&types.DynamicFeeTx{
		ChainID: s.client.chainID, Nonce: nonce, To: call.To, Data: call.Data,
		Gas:       gas + gas/4, // state may change until the transaction runs
		GasTipCap: tip, GasFeeCap: feeCap,
	}, s.client.chainID)
}

// price leaves room for six full blocks before the transaction: the base fee then has doubled.
func (s *Sender) price(baseFee, usualTip *big.Int) (tip, feeCap *big.Int, err error) {
	tip = s.fees.Tip
	if usualTip.Cmp(tip) > 0 {
		tip = usualTip
	}
	if baseFee == nil {
		return nil, nil, errors.New("the chain has no base fee: it is older than EIP-1559")
	}
	feeCap = new(big.Int).Add(new(big.Int).Lsh(baseFee, 1), tip)
	if limit := s.fees.Max; limit != nil && feeCap.Cmp(limit) > 0 {
		if least := new(big.Int).Add(baseFee, s.fees.Tip); least.Cmp(limit) > 0 {
			return nil, nil, fmt.Errorf("%w: a block takes %s wei per gas now, and at most %s may be paid", ErrFeeTooHigh, least, limit)
		}
		feeCap = limit
		if tip.Cmp(feeCap) > 0 {
			tip = feeCap
		}
	}
	return tip, feeCap, nil
}

// Broadcast sends signed bytes, also ones that were sent before. An error means that nobody knows whether they arrived.
func (s *Sender) Broadcast(ctx context.Context, tx *types.Transaction) error {
	err := s.client.eth.SendTransaction(ctx, tx)
	if err == nil || isKnown(err) {
		return nil
	}
	return fmt.Errorf("send transaction %s: %w", tx.Hash(), err)
}

// isKnown is for endpoints that hold the transaction already. They agree on these words and on no error code.
func isKnown(err error) bool {
	return strings.Contains(err.Error(), "already known") || strings.Contains(err.Error(), "already imported")
}
