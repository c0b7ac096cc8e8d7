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

// tipShare is the part of the most fee that an endpoint may talk the sender into as a tip.
const tipShare = 10

// bid is what is offered per gas, in wei. On chains without EIP-1559 the three are one price.
type bid struct {
	tip, feeCap *big.Int
	least       *big.Int // what feeCap must not be below: nothing would be mined, or take another's place, for less
	legacy      bool     // the chain has no base fee: its transactions are of type 0 (EIP-155)
}

// deed is what of a transaction is neither its nonce nor its fees.
type deed struct {
	to    *common.Address
	value *big.Int
	data  []byte
	gas   uint64
}

func deedOf(tx *types.Transaction) deed {
	return deed{to: tx.To(), value: tx.Value(), data: tx.Data(), gas: tx.Gas()}
}

// bid is what the chain takes now.
func (s *Sender) bid(ctx context.Context) (bid, error) {
	head, err := s.client.Head(ctx)
	if err != nil {
		return bid{}, err
	}
	if head.BaseFee == nil {
		return s.legacyBid(ctx)
	}
	s.baseFee.Store(true)
	usual, err := ask(ctx, s.client, s.client.here(), func(ctx context.Context, eth *ethclient.Client) (*big.Int, error) {
		return eth.SuggestGasTipCap(ctx)
	})
	if err != nil {
		return bid{}, fmt.Errorf("ask for the usual tip: %w", err)
	}
	tip := usual
	if most := new(big.Int).Div(s.fees.Max, big.NewInt(tipShare)); tip.Cmp(most) > 0 {
		tip = most
	}
	tip = larger(tip, s.fees.Tip)
	// Room for six full blocks before the transaction: the base fee then has doubled.
	feeCap := new(big.Int).Lsh(head.BaseFee, 1)
	return bid{tip: tip, feeCap: feeCap.Add(feeCap, tip), least: new(big.Int).Add(head.BaseFee, s.fees.Tip)}, nil
}

// legacyBid is the price that the endpoint suggests. All of it is paid, so that an endpoint may talk the sender into its limit:
// one that had a base fee before is not believed.
func (s *Sender) legacyBid(ctx context.Context) (bid, error) {
	if s.baseFee.Load() {
		return bid{}, errors.New("the latest block has no base fee, and an earlier one had: is the endpoint honest?")
	}
	price, err := ask(ctx, s.client, s.client.here(), func(ctx context.Context, eth *ethclient.Client) (*big.Int, error) {
		return eth.SuggestGasPrice(ctx)
	})
	if err != nil {
		return bid{}, fmt.Errorf("ask for the usual gas price: %w", err)
	}
	price = larger(price, s.fees.Tip)
	return bid{tip: price, feeCap: price, least: price, legacy: true}, nil
}

// over is the bid, but an eighth more than a waiting transaction's where it is less.
func (b bid) over(old *types.Transaction) bid {
	tip, feeCap := larger(b.tip, raised(old.GasTipCap())), larger(b.feeCap, raised(old.GasFeeCap()))
	if b.legacy { // the price counts as both
		return bid{tip: feeCap, feeCap: feeCap, least: feeCap, legacy: true}
	}
	return bid{tip: tip, feeCap: feeCap, least: larger(b.least, raised(old.GasFeeCap()))}
}

// within lowers the bid so that no gas costs more than max, and all of it no more than most; nil is no such bound. A bid that
// would be for nothing then is refused.
func (b bid) within(limit, most *big.Int, gas uint64) (bid, error) {
	if b.least.Cmp(limit) > 0 {
		return bid{}, fmt.Errorf("%w: it takes %s wei per gas now, and at most %s may be paid", ErrFeeTooHigh, b.least, limit)
	}
	if most != nil && gas > 0 {
		if cost := costOf(gas, b.least); cost.Cmp(most) > 0 {
			return bid{}, fmt.Errorf("%w: %d gas would cost %s wei at %s each, and may cost %s", ErrTooDear, gas, cost, b.least, most)
		}
		limit = smaller(limit, new(big.Int).Div(most, new(big.Int).SetUint64(gas)))
	}
	b.feeCap = smaller(b.feeCap, limit)
	b.tip = smaller(b.tip, b.feeCap)
	return b, nil
}

// on is the transaction that does something for this bid.
func (b bid) on(d deed, nonce uint64, chainID *big.Int) types.TxData {
	if b.legacy {
		return &types.LegacyTx{Nonce: nonce, To: d.to, Value: d.value, Data: d.data, Gas: d.gas, GasPrice: b.feeCap}
	}
	return &types.DynamicFeeTx{
		ChainID: chainID, Nonce: nonce, To: d.to, Value: d.value, Data: d.data, Gas: d.gas, GasTipCap: b.tip, GasFeeCap: b.feeCap,
	}
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

func smaller(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}
