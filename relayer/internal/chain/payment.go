package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// Payment is how a receiver got its money.
type Payment string

// The two ways of being paid, and none.
const (
	PaymentNone     Payment = "none"
	PaymentTransfer Payment = "transfer" // the token says that it moved
	PaymentCredit   Payment = "credit"   // the escrow owes it; the receiver withdraws it
)

// Reclaim is a forward's money going back.
type Reclaim struct {
	To        common.Address
	Amount    *big.Int
	Reclaimed Place
}

// Reclaim is when and to whom a forward's money went back; nil if it did not.
func (e *Escrow) Reclaim(ctx context.Context, at Head, forward Forward) (*Reclaim, error) {
	event := e.topic(bindings.ForwardEscrowReclaimedEventName)
	logs, err := e.client.logs(ctx, at, forward.Opened.Block, e.address, event, []common.Hash{forward.ID})
	if err != nil {
		return nil, fmt.Errorf("find whether forward %s was reclaimed: %w", forward.ID, err)
	}
	if len(logs) == 0 {
		return nil, nil
	}
	if err := checkLog(&logs[0], e.address, event[0], 4); err != nil {
		return nil, fmt.Errorf("read the reclaiming of forward %s: %w", forward.ID, err)
	}
	reclaimed, err := e.abi.UnpackReclaimedEvent(&logs[0])
	if err != nil {
		return nil, fmt.Errorf("read the reclaiming of forward %s: %w", forward.ID, err)
	}
	if reclaimed.Id != forward.ID {
		return nil, fmt.Errorf("read the reclaiming of forward %s: the endpoint answered with forward %s", forward.ID, common.Hash(reclaimed.Id))
	}
	return &Reclaim{To: reclaimed.Buyer, Amount: reclaimed.ToBuyer, Reclaimed: place(&logs[0])}, nil
}

// PaymentAfter looks, in the logs of a transaction, for the payment that belongs to the escrow's event at a place: the
// escrow pays right after it, before its next event about a forward. Several forwards may be paid in one transaction.
func (e *Escrow) PaymentAfter(receipt *types.Receipt, event Place, token *Token, to common.Address, amount *big.Int) Payment {
	for _, log := range receipt.Logs {
		if log.Index <= event.Log {
			continue
		}
		if e.isAboutForward(log) {
			break
		}
		if moved, err := token.transfer(log); err == nil && moved.From == e.address && moved.To == to && moved.Value.Cmp(amount) == 0 {
			return PaymentTransfer
		}
		if e.credits(log, token.Address(), to, amount) {
			return PaymentCredit
		}
	}
	return PaymentNone
}

func (e *Escrow) isAboutForward(log *types.Log) bool {
	return log.Address == e.address && len(log.Topics) > 0 && log.Topics[0] != e.topic(bindings.ForwardEscrowCreditedEventName)[0]
}

func (e *Escrow) credits(log *types.Log, token, to common.Address, amount *big.Int) bool {
	if checkLog(log, e.address, e.topic(bindings.ForwardEscrowCreditedEventName)[0], 3) != nil {
		return false
	}
	event, err := e.abi.UnpackCreditedEvent(log)
	return err == nil && event.Token == token && event.To == to && event.Amount.Cmp(amount) == 0
}

// transfer reads a log of this token as a transfer.
func (t *Token) transfer(log *types.Log) (*bindings.MockWBTCTransfer, error) {
	if err := checkLog(log, t.address, tokenABI().Events[bindings.MockWBTCTransferEventName].ID, 3); err != nil {
		return nil, err
	}
	return t.abi.UnpackTransferEvent(log)
}
