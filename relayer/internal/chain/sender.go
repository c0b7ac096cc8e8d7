package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"

	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
)

// Call is a transaction that is not signed yet.
type Call struct {
	To   *common.Address // nil makes a contract
	Data []byte
	What string // what it does, for errors: "announce forward 0x…"
	// MostGas is the most gas it may be sent with, whatever the endpoint estimates; 0 is what one transaction may have at all.
	MostGas uint64
	// UsualGas is what it is sent with at least, whatever the endpoint estimates: what it usually takes.
	UsualGas uint64
	// Needs is the gas that the account must be able to pay for before the endpoint sees the call; 0 asks for nothing.
	Needs uint64
	// Alone says that nothing of the account may wait before it: what shows something must be minable at once.
	Alone bool
	// MostCost is the most wei that its gas may cost; nil is what Fees.Max makes of it. LeastGas is gas that it takes in any
	// case: what would cost too much with that is not shown to the endpoint, which estimates the rest.
	MostCost *big.Int
	LeastGas uint64
}

// Account signs the transactions of one account: a Signer, or an ExternalSigner.
type Account interface {
	Address() common.Address
	// ready says whether it can sign now: ErrSignerAway if not.
	ready(ctx context.Context) error
	sign(ctx context.Context, tx types.TxData, chainID *big.Int) (*types.Transaction, error)
}

// Fees bound what a sender pays and how long it waits for.
type Fees struct {
	// Tip is the least priority fee per gas, in wei, and the least gas price on chains without EIP-1559; nil is 1 gwei. (A
	// transaction with a tip of 1 wei was never mined.)
	Tip *big.Int
	// Max is the most fee per gas, in wei, tip included; nil is 200 gwei.
	Max *big.Int
	// Confirmations is how many blocks, its own included, a transaction has to be in or under; 0 is 1.
	Confirmations uint64
	// Poll is how often the chain is asked while a transaction is waited for; 0 is 250 ms.
	Poll time.Duration
}

// Sender sends the transactions of one account, one after the other.
type Sender struct {
	client  *Client
	signer  Account
	fees    Fees
	mu      sync.Mutex  // from the choice of a nonce until its transaction is sent: no two share one
	baseFee atomic.Bool // a block had one: the chain knows EIP-1559, whatever the endpoint says later
}

// NewSender sends for the signer's account.
func NewSender(client *Client, signer Account, fees Fees) *Sender {
	if fees.Tip == nil {
		fees.Tip = big.NewInt(params.GWei)
	}
	if fees.Max == nil {
		fees.Max = big.NewInt(defaultMax * params.GWei)
	}
	if fees.Poll <= 0 {
		fees.Poll = 250 * time.Millisecond
	}
	fees.Confirmations = max(fees.Confirmations, 1)
	return &Sender{client: client, signer: signer, fees: fees}
}

// Address is the account that is sent for.
func (s *Sender) Address() common.Address { return s.signer.Address() }

// ErrMayBeMined says that nobody knows what becomes of a transaction: whoever sends another in its place may do the thing twice.
var ErrMayBeMined = errors.New("this transaction may still be mined: look what became of it before you try again")

// Do sends a transaction and waits until it has its confirmations. What ended before it was known what becomes of the transaction is
// an ErrMayBeMined.
func (s *Sender) Do(ctx context.Context, call Call) (*types.Receipt, error) {
	tx, err := s.Send(ctx, call, func(*types.Transaction) error { return nil })
	if err != nil && tx != nil {
		return nil, fmt.Errorf("%w; %w", err, ErrMayBeMined)
	}
	if err != nil {
		return nil, err
	}
	receipt, err := s.Await(ctx, tx, call.What)
	if err != nil && receipt == nil && !errors.Is(err, ErrReplaced) {
		return nil, fmt.Errorf("%w; %w", err, ErrMayBeMined)
	}
	return receipt, err
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
	bid, err := s.bid(ctx)
	if err != nil {
		return nil, err
	}
	if bid, err = bid.within(s.fees.Max, call.MostCost, call.LeastGas); err != nil {
		return nil, err
	}
	if err := s.afford(ctx, call.Needs, bid.feeCap); err != nil {
		return nil, err
	}
	mined, nonce, err := s.Nonces(ctx)
	if err != nil {
		return nil, err
	}
	if call.Alone && nonce != mined {
		return nil, fmt.Errorf("%w: %d of %s", ErrBehind, nonce-mined, s.Address())
	}
	if err := s.signer.ready(ctx); err != nil { // before an endpoint sees what could not be sent
		return nil, err
	}
	gas, err := s.gas(ctx, call)
	if err != nil {
		return nil, err
	}
	if bid, err = bid.within(s.fees.Max, call.MostCost, gas); err != nil {
		return nil, err
	}
	return s.sign(ctx, bid.on(deed{to: call.To, data: call.Data, gas: gas}, nonce, s.client.chainID))
}

func (s *Sender) sign(ctx context.Context, tx types.TxData) (*types.Transaction, error) {
	failpoint.Here("before sign")
	signed, err := s.signer.sign(ctx, tx, s.client.chainID)
	failpoint.Here("after sign")
	return signed, err
}

// Nonces are the account's next nonce in the chain and the next one that no transaction known to the endpoint has. They
// differ by what waits.
func (s *Sender) Nonces(ctx context.Context) (mined, next uint64, err error) {
	if mined, err = s.client.Nonce(ctx, s.Address()); err != nil {
		return 0, 0, err
	}
	next, err = ask(ctx, s.client, s.client.here(), func(ctx context.Context, eth *ethclient.Client) (uint64, error) {
		return eth.PendingNonceAt(ctx, s.Address())
	})
	if err != nil {
		return 0, 0, fmt.Errorf("read the next nonce of %s: %w", s.Address(), err)
	}
	return mined, max(mined, next), nil
}

// Broadcast sends signed bytes, also ones that were sent before, to every endpoint: what one keeps to itself another passes on,
// and the sooner a settlement is mined the less anybody who saw it can do. An error means that nobody knows whether they arrived.
func (s *Sender) Broadcast(ctx context.Context, tx *types.Transaction) error {
	replies := each(s.client.inTurn(), func(e *endpoint) (any, error) {
		return try(ctx, s.client, e, func(ctx context.Context, eth *ethclient.Client) (any, error) {
			return nil, eth.SendTransaction(ctx, tx)
		})
	})
	var faults []error
	for _, r := range replies {
		if r.err == nil || isKnown(r.err) {
			return nil
		}
		faults = append(faults, r.err)
	}
	return fmt.Errorf("send transaction %s: %w", tx.Hash(), errors.Join(faults...))
}

// isKnown is for endpoints that hold the transaction already. They agree on no error code, and each has words of its own: geth and reth,
// Parity, Nethermind, Erigon, Besu.
func isKnown(err error) bool {
	said := strings.ReplaceAll(strings.ToLower(err.Error()), "unknown transaction", "")
	return slices.ContainsFunc([]string{
		"already known", "already imported", "alreadyknown", "existing tx with same hash", "known transaction",
	}, func(words string) bool { return strings.Contains(said, words) })
}
