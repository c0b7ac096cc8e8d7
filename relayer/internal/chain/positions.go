package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// State is what the escrow stores for a forward.
type State struct {
	Buyer     common.Address // who holds the buyer's position; zero if there is no forward
	Delivered *big.Int       // base units paid for so far
	Provider  common.Address // who holds the provider's position; zero if nobody accepted
	Cursor    uint64         // progress settled so far; stays 0 in an open forward
	Ended     bool           // it was reclaimed, or closed by both
	Closed    bool           // it was closed by both
}

// A Side is one of a forward's two positions.
type Side bool

// The sides of a forward.
const (
	BuyerSide    Side = false
	ProviderSide Side = true
)

// Position is the number of a position as an ERC-721 token of the escrow.
func Position(id common.Hash, side Side) *big.Int {
	token := id
	if side == ProviderSide {
		token[len(token)-1] ^= 1
	}
	return token.Big()
}

// Assigned says that only who accepted a forward delivers it.
func (f Forward) Assigned() bool { return f.Terms.AcceptBy != 0 }

// Earned is what so many delivered units are worth.
func (f Forward) Earned(delivered *big.Int) *big.Int {
	return share(f.Terms.Price, delivered, f.Terms.Quantity)
}

// BondKept is what a provider who delivered so many units gets back of the bond when the rest is reclaimed.
func (f Forward) BondKept(delivered *big.Int) *big.Int {
	return share(f.Terms.Bond, delivered, f.Terms.Quantity)
}

// Held is what the escrow holds for an accepted forward after so many delivered units: the rest of the price, and the bond.
func (f Forward) Held(delivered *big.Int) *big.Int {
	held := new(big.Int).Sub(f.Terms.Price, f.Earned(delivered))
	return held.Add(held, f.Terms.Bond)
}

func share(total, part, whole *big.Int) *big.Int {
	product := new(big.Int).Mul(total, part)
	return product.Div(product, whole)
}

// StateOf is what the escrow stores for a forward; all zero if there is none.
func (e *Escrow) StateOf(ctx context.Context, at Head, id common.Hash) (State, error) {
	data, err := e.read(ctx, at, "state of forward "+id.Hex(), e.abi.PackStateOf(id))
	if err != nil {
		return State{}, err
	}
	state, err := e.abi.UnpackStateOf(data)
	if err != nil {
		return State{}, fmt.Errorf("read the state of forward %s: %w: %w", id, ErrOtherCode, err)
	}
	return State{
		Buyer: state.Buyer, Delivered: state.Delivered, Provider: state.Provider, Cursor: state.Cursor,
		Ended: state.End != 0, Closed: state.End == endClosed,
	}, nil
}

// MayDeliver says whether somebody holds the provider's position of a forward, or is approved for it.
func (e *Escrow) MayDeliver(ctx context.Context, at Head, id common.Hash, who common.Address) (bool, error) {
	data, err := e.read(ctx, at, "approvals of forward "+id.Hex(), e.abi.PackMayDeliver(id, who))
	if err != nil {
		return false, err
	}
	may, err := e.abi.UnpackMayDeliver(data)
	if err != nil {
		return false, fmt.Errorf("read who may deliver forward %s: %w: %w", id, ErrOtherCode, err)
	}
	return may, nil
}

// AcceptCall takes on an assigned forward: the sender pays the bond, holder gets the provider's position and must be the
// sender or have made the sender an operator. The token must have been approved.
func (e *Escrow) AcceptCall(forward Forward, holder common.Address) (Call, error) {
	data, err := e.abi.TryPackAccept(forward.binding(), holder)
	call, err := e.pack("accept forward "+forward.ID.Hex(), data, err)
	call.MostGas, call.UsualGas, call.Needs = acceptGas, usualAcceptGas, acceptGas+settleGas // whoever cannot pay for a settlement, too, loses the bond
	return call, err
}

// TransferCall gives a position to somebody else. The receiver is not called.
func (e *Escrow) TransferCall(id common.Hash, side Side, from, to common.Address) (Call, error) {
	data, err := e.abi.TryPackTransferFrom(from, to, Position(id, side))
	return e.pack("transfer a position of forward "+id.Hex(), data, err)
}

// ApproveCall lets somebody act for the holder of a position until it is transferred; the zero address lets nobody.
func (e *Escrow) ApproveCall(id common.Hash, side Side, who common.Address) (Call, error) {
	data, err := e.abi.TryPackApprove(who, Position(id, side))
	return e.pack("approve a position of forward "+id.Hex(), data, err)
}

// IsOperator says whether an account made somebody an operator of all its positions.
func (e *Escrow) IsOperator(ctx context.Context, at Head, holder, who common.Address) (bool, error) {
	data, err := e.read(ctx, at, "operators of "+holder.Hex(), e.abi.PackIsApprovedForAll(holder, who))
	if err != nil {
		return false, err
	}
	operator, err := e.abi.UnpackIsApprovedForAll(data)
	if err != nil {
		return false, fmt.Errorf("read the operators of %s: %w: %w", holder, ErrOtherCode, err)
	}
	return operator, nil
}

// OperatorCall makes somebody an operator of all positions of the sender, or ends that.
func (e *Escrow) OperatorCall(who common.Address, may bool) (Call, error) {
	data, err := e.abi.TryPackSetApprovalForAll(who, may)
	return e.pack("make "+who.Hex()+" an operator of positions", data, err)
}
