package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"
)

// Why nothing is signed. What an endpoint says decides nothing about how much is spent beyond these.
var (
	ErrFeeTooHigh = errors.New("the chain's fee is above the limit: wait until it falls, or raise --max-fee")
	// ErrTooDear is an ErrFeeTooHigh, too: the gas would cost more than Call.MostCost.
	ErrTooDear    = error(tooDear{})
	ErrGasTooHigh = errors.New("the call would take more gas than it may")
	ErrGasTooLow  = errors.New("the call would take more gas than it gets")
	ErrCannotPay  = errors.New("the account cannot pay for the gas: send it more of the chain's own coin")
	ErrBehind     = errors.New("earlier transactions of the account wait to be mined")
	ErrNotOurs    = errors.New("the transaction is another account's")
)

type tooDear struct{}

func (tooDear) Error() string {
	return "the gas would cost more of what the delivery is worth than it may: wait until fees fall, or raise --max-fee-share"
}

// Is makes it one of the fees that are too high.
func (tooDear) Is(target error) bool { return target == ErrFeeTooHigh }

// defaultMax is in gwei per gas.
const defaultMax = 200

// Replace signs a transaction of this account anew, under its nonce and with what it does, for higher fees: nodes take
// the place of a waiting transaction for at least a tenth more of both. It gets more gas where the endpoint estimates more by now, unless
// its fees could not be raised for that. Its gas costs at most so many wei; nil is what Fees.Max makes of it. It is not sent.
func (s *Sender) Replace(ctx context.Context, old *types.Transaction, mostCost *big.Int) (*types.Transaction, error) {
	instead := deedOf(old)
	instead.gas = s.gasInstead(ctx, old)
	tx, err := s.outbid(ctx, old, instead, mostCost)
	if instead.gas > old.Gas() && (errors.Is(err, ErrTooDear) || errors.Is(err, ErrCannotPay)) {
		instead.gas = old.Gas()
		tx, err = s.outbid(ctx, old, instead, mostCost)
	}
	if err != nil {
		return nil, fmt.Errorf("raise the fees of transaction %s: %w", old.Hash(), err)
	}
	return tx, nil
}

// Cancel signs, under a transaction's nonce and for higher fees, one that does nothing: it sends nothing to the account itself.
// It is not sent. Where even that would take more gas than the transaction, and than an announcement may, it is refused.
func (s *Sender) Cancel(ctx context.Context, old *types.Transaction) (*types.Transaction, error) {
	tx, err := s.cancel(ctx, old)
	if err != nil {
		return nil, fmt.Errorf("cancel transaction %s: %w", old.Hash(), err)
	}
	return tx, nil
}

func (s *Sender) cancel(ctx context.Context, old *types.Transaction) (*types.Transaction, error) {
	nothing, err := s.nothing(ctx, max(old.Gas(), announceGas))
	if err != nil {
		return nil, err
	}
	return s.outbid(ctx, old, nothing, nil)
}

// nothing is what does nothing.
func (s *Sender) nothing(ctx context.Context, most uint64) (deed, error) {
	self := s.Address()
	// 21,000, but for chains that charge for their parent's gas, and accounts that have code.
	gas, err := s.estimate(ctx, ethereum.CallMsg{To: &self})
	if err != nil {
		return deed{}, refusal(err)
	}
	gas = max(gas, params.TxGas)
	if gas > most {
		return deed{}, fmt.Errorf("%w: the endpoint estimates %d for nothing at all, and it may take %d", ErrGasTooHigh, gas, most)
	}
	return deed{to: &self, gas: gas}, nil
}

// Nothing signs, under a nonce that a transaction which is not known here waits under, one that does nothing, for what the chain takes now.
// Where that is too little for it to take the other's place, Cancel raises it. It is not sent.
func (s *Sender) Nothing(ctx context.Context, nonce uint64) (*types.Transaction, error) {
	tx, err := s.nothingUnder(ctx, nonce)
	if err != nil {
		return nil, fmt.Errorf("do nothing under nonce %d: %w", nonce, err)
	}
	return tx, nil
}

func (s *Sender) nothingUnder(ctx context.Context, nonce uint64) (*types.Transaction, error) {
	nothing, err := s.nothing(ctx, announceGas)
	if err != nil {
		return nil, err
	}
	now, err := s.bid(ctx)
	if err != nil {
		return nil, err
	}
	if now, err = now.within(s.fees.Max, nil, nothing.gas); err != nil {
		return nil, err
	}
	if err := s.afford(ctx, nothing.gas, now.feeCap); err != nil {
		return nil, err
	}
	return s.sign(ctx, now.on(nothing, nonce, s.client.chainID))
}

// outbid signs what takes a transaction's place.
func (s *Sender) outbid(ctx context.Context, old *types.Transaction, instead deed, mostCost *big.Int) (*types.Transaction, error) {
	from, err := SenderOf(old)
	if err != nil {
		return nil, err
	}
	if from != s.Address() {
		return nil, fmt.Errorf("%w: it is from %s, and the key of %s is here", ErrNotOurs, from, s.Address())
	}
	now, err := s.bid(ctx)
	if err != nil {
		return nil, err
	}
	next, err := now.over(old).within(s.fees.Max, mostCost, instead.gas)
	if err != nil {
		return nil, err
	}
	if err := s.afford(ctx, instead.gas, next.feeCap); err != nil {
		return nil, err
	}
	return s.sign(ctx, next.on(instead, old.Nonce(), s.client.chainID))
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
	cost := costOf(gas, feeCap)
	if balance.Cmp(cost) < 0 {
		return fmt.Errorf("%w: %s has %s wei, and %d gas may cost %s", ErrCannotPay, s.Address(), balance, gas, cost)
	}
	return nil
}

// Cost is the most wei that a transaction's gas may cost.
func Cost(tx *types.Transaction) *big.Int { return costOf(tx.Gas(), tx.GasFeeCap()) }

func costOf(gas uint64, fee *big.Int) *big.Int {
	return new(big.Int).Mul(new(big.Int).SetUint64(gas), fee)
}

// SenderOf is the account that signed a transaction.
func SenderOf(tx *types.Transaction) (from common.Address, err error) {
	if from, err = types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx); err != nil {
		return from, fmt.Errorf("recover who signed transaction %s: %w", tx.Hash(), err)
	}
	return from, nil
}
