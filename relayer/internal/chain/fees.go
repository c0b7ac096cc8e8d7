package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
)

// Why nothing is signed. What an endpoint says decides nothing about how much is spent beyond these.
var (
	ErrFeeTooHigh = errors.New("the chain's fee is above the limit: wait until it falls, or raise --max-fee")
	ErrGasTooHigh = errors.New("the call would take more gas than it may")
	ErrCannotPay  = errors.New("the account cannot pay for the gas: send it more of the chain's own coin")
	ErrBehind     = errors.New("earlier transactions of the account wait to be mined")
	ErrNotOurs    = errors.New("the transaction is another account's")
)

const (
	defaultMax = 200 // gwei per gas
	// tipShare is the part of the most fee that an endpoint may talk the sender into as a tip.
	tipShare = 10
)

// Replace signs a transaction of this account anew, under its nonce and with what it does, for higher fees: nodes take
// the place of a waiting transaction for at least a tenth more of both. It is not sent.
func (s *Sender) Replace(ctx context.Context, old *types.Transaction) (*types.Transaction, error) {
	tx, err := s.replace(ctx, old)
	if err != nil {
		return nil, fmt.Errorf("raise the fees of transaction %s: %w", old.Hash(), err)
	}
	return tx, nil
}

func (s *Sender) replace(ctx context.Context, old *types.Transaction) (*types.Transaction, error) {
	from, err := SenderOf(old)
	if err != nil {
		return nil, err
	}
	if from != s.Address() {
		return nil, fmt.Errorf("%w: it is from %s, and the key of %s is here", ErrNotOurs, from, s.Address())
	}
	tip, feeCap, err := s.fee(ctx)
	if err != nil {
		return nil, err
	}
	tip, feeCap = larger(tip, raised(old.GasTipCap())), larger(feeCap, raised(old.GasFeeCap()))
	if feeCap.Cmp(s.fees.Max) > 0 {
		return nil, fmt.Errorf("%w: the next one would offer %s wei per gas, and at most %s may be paid", ErrFeeTooHigh, feeCap, s.fees.Max)
	}
	if err := s.afford(ctx, old.Gas(), feeCap); err != nil {
		return nil, err
	}
	return s.signer.sign(&types.DynamicFeeTx{
		ChainID: s.client.chainID, Nonce: old.Nonce(), To: old.To(), Data: old.Data(), Value: old.Value(),
		Gas: old.Gas(), GasTipCap: tip, GasFeeCap: feeCap,
	}, s.client.chainID)
}

// raised is an eighth more.
func raised(fee *big.Int) *big.Int {
	more := new(big.Int).Rsh(fee, 3)
	return more.Add(more, fee).Add(more, big.NewInt(1))
}

func larger(a, b *big.Int) *big.Int {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

// fee is what is offered per gas now.
func (s *Sender) fee(ctx context.Context) (tip, feeCap *big.Int, err error) {
	head, err := s.client.Head(ctx)
	if err != nil {
		return nil, nil, err
	}
	usual, err := ask(ctx, s.client, s.client.here(), func(ctx context.Context, eth *ethclient.Client) (*big.Int, error) {
		return eth.SuggestGasTipCap(ctx)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("ask for the usual tip: %w", err)
	}
	return s.price(head.BaseFee, usual)
}

// price leaves room for six full blocks before the transaction: the base fee then has doubled.
func (s *Sender) price(baseFee, usualTip *big.Int) (tip, feeCap *big.Int, err error) {
	if baseFee == nil {
		return nil, nil, errors.New("the chain has no base fee: it is older than EIP-1559")
	}
	limit := s.fees.Max
	if least := new(big.Int).Add(baseFee, s.fees.Tip); least.Cmp(limit) > 0 {
		return nil, nil, fmt.Errorf("%w: a block takes %s wei per gas now, and at most %s may be paid", ErrFeeTooHigh, least, limit)
	}
	tip = usualTip
	if most := new(big.Int).Div(limit, big.NewInt(tipShare)); tip.Cmp(most) > 0 {
		tip = most
	}
	tip = larger(tip, s.fees.Tip)
	feeCap = new(big.Int).Add(new(big.Int).Lsh(baseFee, 1), tip)
	if feeCap.Cmp(limit) > 0 {
		feeCap = limit
	}
	return tip, feeCap, nil
}

// afford refuses what the account could not pay for. It asks for no estimate, which would show the call.
func (s *Sender) afford(ctx context.Context, gas uint64, feeCap *big.Int) error {
	if gas == 0 {
		return nil
	}
	balance, err := ask(ctx, s.client, s.client.here(), func(ctx context.Context, eth *ethclient.Client) (*big.Int, error) {
		return eth.BalanceAt(ctx, s.Address(), nil)
	})
	if err != nil {
		return fmt.Errorf("read the balance of %s: %w", s.Address(), err)
	}
	cost := new(big.Int).Mul(new(big.Int).SetUint64(gas), feeCap)
	if balance.Cmp(cost) < 0 {
		return fmt.Errorf("%w: %s has %s wei, and %d gas may cost %s", ErrCannotPay, s.Address(), balance, gas, cost)
	}
	return nil
}

// SenderOf is the account that signed a transaction.
func SenderOf(tx *types.Transaction) (from common.Address, err error) {
	if from, err = types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx); err != nil {
		return from, fmt.Errorf("recover who signed transaction %s: %w", tx.Hash(), err)
	}
	return from, nil
}
