package chain

import (
	"context"
	"math/big"
)

// Costs is about what transactions cost at present, in wei, each with some room: what was measured of them is in contracts/gas.
type Costs struct {
	Announce, Settle, Accept *big.Int
	// SettleNeeds and AcceptNeeds are what the account has to have for one to be signed: the most gas it may take, at the most fee
	// that is offered.
	SettleNeeds, AcceptNeeds *big.Int
	// Fee is what is usually paid per gas at present, and MostFee what is offered for it at most.
	Fee, MostFee *big.Int
}

// What they usually take of gas.
const (
	usualAnnounceGas = 60_000
	usualSettleGas   = 300_000
	usualAcceptGas   = 120_000
	usualRoundGas    = 120_000
	usualReclaimGas  = 70_000
)

// Costs is what transactions for a predicate behind some kind of contract cost at present, whose payload has so many words at most.
func (s *Sender) Costs(ctx context.Context, code Code, words int) (Costs, error) {
	now, err := s.bid(ctx)
	if err != nil {
		return Costs{}, err
	}
	fee := now.usual()
	settle := usualSettleGas + wordGas[code]*uint64(max(words, 0))
	return Costs{
		Announce: costOf(usualAnnounceGas, fee), Settle: costOf(settle, fee), Accept: costOf(usualAcceptGas, fee),
		SettleNeeds: costOf(settleGas, now.feeCap), AcceptNeeds: costOf(acceptGas, now.feeCap),
		Fee: fee, MostFee: now.feeCap,
	}, nil
}

// usual is what is paid per gas for what is mined now: a cap has room for a base fee that doubles.
func (b bid) usual() *big.Int {
	fee := new(big.Int).Add(b.feeCap, b.tip)
	return fee.Rsh(fee, 1)
}
