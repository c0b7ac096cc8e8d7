package chain

import (
	"math/big"
	"slices"

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

// Run is what the escrow told in one go of a transaction, and what it paid right after that, before it told of forwards
// again. Deliveries that were settled together are paid together, once per token and recipient.
type Run struct {
	Settled []Settlement
	Groups  []GroupSettlement
	paid    []paid
	logs    []uint // of the escrow, but for payments
}

type paid struct {
	token, to common.Address
	amount    *big.Int
	how       Payment
}

// RunsOf are the runs of a transaction, in order. A settlement that cannot be read is in none of them.
func (e *Escrow) RunsOf(receipt *types.Receipt) []Run {
	var runs []Run
	for _, log := range receipt.Logs {
		payment, isPayment := e.payment(log)
		switch {
		case isPayment && len(runs) > 0:
			run := &runs[len(runs)-1]
			run.paid = append(run.paid, payment)
		case isPayment || log.Address != e.address || len(log.Topics) == 0:
		case len(runs) == 0 || len(runs[len(runs)-1].paid) > 0: // payments came before it: another run begins
			runs = append(runs, Run{})
			fallthrough
		default:
			e.tell(&runs[len(runs)-1], log)
		}
	}
	return runs
}

// Has says whether an event is of the run.
func (r Run) Has(event Place) bool { return slices.Contains(r.logs, event.Log) }

func (e *Escrow) tell(run *Run, log *types.Log) {
	run.logs = append(run.logs, log.Index)
	switch log.Topics[0] {
	case e.topic(bindings.ForwardEscrowSettledEventName)[0]:
		if settled, err := e.decodeSettled(log); err == nil {
			run.Settled = append(run.Settled, settled)
		}
	case e.topic(bindings.ForwardEscrowGroupSettledEventName)[0]:
		if group, err := e.decodeGroup(log); err == nil {
			run.Groups = append(run.Groups, group)
		}
	}
}

// Clone is the run with its payments still to be taken.
func (r Run) Clone() Run {
	r.paid = slices.Clone(r.paid)
	return r
}

// Take uses up the payment of an amount to a receiver and says how it was made.
func (r *Run) Take(token, to common.Address, amount *big.Int) Payment {
	at := slices.IndexFunc(r.paid, func(p paid) bool { return p.token == token && p.to == to && p.amount.Cmp(amount) == 0 })
	if at < 0 {
		return PaymentNone
	}
	how := r.paid[at].how
	r.paid = slices.Delete(r.paid, at, at+1)
	return how
}

// payment reads a log as the escrow's payment of something: a token's word that it moved, or the escrow's that it owes.
func (e *Escrow) payment(log *types.Log) (paid, bool) {
	if moved, err := NewToken(e.client, log.Address).transfer(log); err == nil {
		return paid{log.Address, moved.To, moved.Value, PaymentTransfer}, moved.From == e.address && log.Address != e.address
	}
	if checkLog(log, e.address, e.topic(bindings.ForwardEscrowCreditedEventName)[0], 3) != nil {
		return paid{}, false
	}
	event, err := e.abi.UnpackCreditedEvent(log)
	if err != nil {
		return paid{}, false
	}
	return paid{event.Token, event.To, event.Amount, PaymentCredit}, true
}

// transfer reads a log of this token as a transfer.
func (t *Token) transfer(log *types.Log) (*bindings.MockWBTCTransfer, error) {
	if err := checkLog(log, t.address, tokenABI().Events[bindings.MockWBTCTransferEventName].ID, 3); err != nil {
		return nil, err
	}
	return t.abi.UnpackTransferEvent(log)
}
