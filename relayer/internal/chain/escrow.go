package chain

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Escrow is the contract that holds every forward.
type Escrow struct {
	client  *Client
	address common.Address
	abi     *bindings.ForwardEscrow
}

// NewEscrow speaks to the escrow at an address. Whether that is one, CheckCode tells.
func NewEscrow(client *Client, address common.Address) *Escrow {
	return &Escrow{client: client, address: address, abi: bindings.NewForwardEscrow()}
}

// Address is the contract's address.
func (e *Escrow) Address() common.Address { return e.address }

// ForwardID is the id that terms, buyer and salt make here.
func (e *Escrow) ForwardID(terms statement.Terms, buyer common.Address, salt common.Hash) (common.Hash, error) {
	return statement.ForwardID(terms, buyer, salt, e.client.chainID, e.address)
}

// Header is the header that a step of a forward to a recipient is proved and settled with.
func (e *Escrow) Header(forward Forward, recipient common.Address, step Step) statement.Header {
	header := forward.Terms.Header(e.client.ChainID(), e.address, forward.ID, recipient)
	header.From, header.To, header.Amount = step.From, step.To, step.Amount
	return header
}

// OpenCall opens a forward: the sender pays, buyer holds the position. The token must have been approved.
func (e *Escrow) OpenCall(terms statement.Terms, buyer common.Address, salt common.Hash, params, task []byte) (Call, error) {
	data, err := e.abi.TryPackOpen(termsBinding(terms), buyer, salt, params, task)
	return e.pack("open a forward", data, err)
}

// What an announcement and a settlement may take at most, whatever an endpoint estimates.
const (
	announceGas = 150_000
	acceptGas   = 500_000 // a token may do much when it is moved, and storage gets dearer
	settleGas   = 1_500_000
)

// ReclaimGas is the most gas that a relayer reclaims a forward with: both sides are paid.
const ReclaimGas = 500_000

// transferReserve is what has to be left, though it is hardly used, for the escrow to pay somebody: Calls.TRANSFER_RESERVE.
const transferReserve = 310_000

// leastSettleGas is what no settlement takes less than: one check of a proof.
const leastSettleGas = 200_000

// AnnounceCall starts the delay after which the delivery behind h can be settled. It is for an account that can pay for
// the settlement too.
func (e *Escrow) AnnounceCall(id common.Hash, h statement.Word) (Call, error) {
	data, err := e.abi.TryPackAnnounce(id, statement.Big(h))
	call, err := e.pack("announce the delivery of forward "+id.Hex(), data, err)
	call.MostGas, call.UsualGas, call.Needs = announceGas, usualAnnounceGas, announceGas+settleGas
	return call, err
}

// SettleCall delivers and collects. It reveals the payload, and so is for an account that can pay for it and, unless that was
// shown before, has nothing waiting before it.
func (e *Escrow) SettleCall(d Delivery) (Call, error) {
	data, err := e.abi.TryPackSettle(d.binding(), d.Proof)
	call, err := e.pack("settle forward "+d.Forward.ID.Hex(), data, err)
	call.MostGas, call.Needs, call.LeastGas, call.Alone = settleGas, settleGas, leastSettleGas, !d.Shown
	call.UsualGas = min(usualSettleGas+transferReserve+wordGas[Stateless]*uint64(len(d.Payload)), settleGas)
	return call, err
}

// SettleManyCall settles what can be settled of several deliveries, and skips the rest.
func (e *Escrow) SettleManyCall(groups ...Group) (Call, error) {
	bound := make([]bindings.Group, len(groups))
	for i, group := range groups {
		bound[i] = group.binding()
	}
	data, err := e.abi.TryPackSettleMany(bound)
	call, err := e.pack(fmt.Sprintf("settle %d groups of deliveries", len(groups)), data, err)
	call.Alone = true
	for _, group := range groups { // the contract takes the call for nothing less than all of it
		call.LeastGas += group.GasLimit
	}
	call.UsualGas, call.Needs = usualManyGas(call.LeastGas, data), manyGas(call.LeastGas, data)
	call.MostGas = call.Needs
	return call, err
}

// MaxGroupGas is the most that a group gets: with it, one transaction stays below what one may have at all (EIP-7825).
const MaxGroupGas = 10_000_000

// manyGas is what the sender signs at most for groups with so much gas and their calldata: a 64th stays behind (EIP-150), the
// transfers come after them, and there is a quarter more than the endpoint estimates.
func manyGas(limit uint64, data []byte) uint64 {
	gas := usualManyGas(limit, data)
	return min(gas+gas/4, params.MaxTxGas)
}

// usualManyGas is that without the quarter.
func usualManyGas(limit uint64, data []byte) uint64 {
	const others = 400_000
	return min(limit+limit/63+others+params.TxDataNonZeroGasEIP2028*uint64(len(data)), params.MaxTxGas)
}

// GroupCall is a call that SettleManyCall packed before.
func (e *Escrow) GroupCall(data []byte) (Call, error) {
	fail := func(err error) (Call, error) {
		return Call{}, fmt.Errorf("read the call that settles a group: %w", err)
	}
	if len(data) < 4 {
		return fail(io.ErrUnexpectedEOF)
	}
	values, err := escrowABI().Methods["settleMany"].Inputs.Unpack(data[4:])
	if err != nil {
		return fail(err)
	}
	groups, ok := abi.ConvertType(values[0], new([]bindings.Group)).(*[]bindings.Group)
	if !ok {
		return fail(fmt.Errorf("its groups are a %T", values[0]))
	}
	var limit uint64
	for _, group := range *groups {
		if !group.GasLimit.IsUint64() || group.GasLimit.Uint64() > params.MaxTxGas {
			return fail(fmt.Errorf("%w: a group gets %v", ErrGasTooHigh, group.GasLimit))
		}
		limit += group.GasLimit.Uint64()
	}
	gas := manyGas(limit, data)
	return Call{
		To: &e.address, Data: data, What: "settle a group of deliveries",
		MostGas: gas, UsualGas: usualManyGas(limit, data), Needs: gas, LeastGas: limit, Alone: true,
	}, nil
}

// SettlesGroups says whether a transaction is one that settles what it can and skips the rest.
func (e *Escrow) SettlesGroups(tx *types.Transaction) bool {
	to := tx.To()
	return to != nil && *to == e.address && bytes.HasPrefix(tx.Data(), escrowABI().Methods["settleMany"].ID)
}

// SettledIn says whether a transaction settled a forward, or a step of it.
func (e *Escrow) SettledIn(receipt *types.Receipt, forward common.Hash) bool {
	return slices.ContainsFunc(receipt.Logs, func(log *types.Log) bool {
		settled, err := e.decodeSettled(log)
		return err == nil && settled.ID == forward
	})
}

// ReclaimCall sends what was not delivered of an expired forward back, and the bond to where it belongs.
func (e *Escrow) ReclaimCall(forward Forward) (Call, error) {
	data, err := e.abi.TryPackReclaim(forward.binding())
	call, err := e.pack("reclaim forward "+forward.ID.Hex(), data, err)
	call.UsualGas = usualReclaimGas + transferReserve
	return call, err
}

// WithdrawCall takes what the escrow owes the sender in a token.
func (e *Escrow) WithdrawCall(token, to common.Address) (Call, error) {
	data, err := e.abi.TryPackWithdraw(token, to)
	return e.pack("withdraw what is owed in token "+token.Hex(), data, err)
}

// Simulate asks, at a block, whether the contract would take a call from an account; the error is a *RevertError if not.
func (e *Escrow) Simulate(ctx context.Context, at Head, from common.Address, call Call) error {
	return e.client.simulate(ctx, at, from, call)
}

func (e *Escrow) pack(what string, data []byte, err error) (Call, error) {
	if err != nil {
		return Call{}, fmt.Errorf("%s: encode the call: %w", what, err)
	}
	return Call{To: &e.address, Data: data, What: what}, nil
}
