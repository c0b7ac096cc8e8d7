package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ClaimDelay is how old an announcement must be before it can be settled.
func (e *Escrow) ClaimDelay(ctx context.Context, at Head) (time.Duration, error) {
	data, err := e.read(ctx, at, "claim delay", e.abi.PackCLAIMDELAY())
	if err != nil {
		return 0, err
	}
	seconds, err := e.abi.UnpackCLAIMDELAY(data)
	if err != nil {
		return 0, fmt.Errorf("read the claim delay of escrow %s: %w", e.address, err)
	}
	const longest = uint64(1 << 32)                                // a hundred years; more would overflow a duration
	return time.Duration(min(seconds, longest)) * time.Second, nil //nolint:gosec // bounded
}

// StatusOf is where a forward stands at a block.
func (e *Escrow) StatusOf(ctx context.Context, at Head, forward Forward) (Status, error) {
	data, err := e.read(ctx, at, "status of forward "+forward.ID.Hex(), e.abi.PackStatusOf(forward.binding()))
	if err != nil {
		return 0, err
	}
	status, err := e.abi.UnpackStatusOf(data)
	if err != nil || int(status) >= len(statusNames) {
		return 0, errors.Join(fmt.Errorf("read the status of forward %s: the answer %x is none", forward.ID, data), err)
	}
	return Status(status), nil
}

// AnnouncedAt is when h was first announced for a forward, in unix seconds; 0 if it never was.
func (e *Escrow) AnnouncedAt(ctx context.Context, at Head, id common.Hash, h statement.Word) (uint64, error) {
	data, err := e.read(ctx, at, "announcement for forward "+id.Hex(), e.abi.PackAnnouncedAt(id, statement.Big(h)))
	if err != nil {
		return 0, err
	}
	announced, err := e.abi.UnpackAnnouncedAt(data)
	if err != nil {
		return 0, fmt.Errorf("read the announcement for forward %s: %w", id, err)
	}
	return announced, nil
}

// Holder is who holds the buyer's position of a forward; zero once it is reclaimed, or if there is none.
func (e *Escrow) Holder(ctx context.Context, at Head, id common.Hash) (common.Address, error) {
	data, err := e.read(ctx, at, "state of forward "+id.Hex(), e.abi.PackStateOf(id))
	if err != nil {
		return common.Address{}, err
	}
	state, err := e.abi.UnpackStateOf(data)
	if err != nil {
		return common.Address{}, fmt.Errorf("read the state of forward %s: %w", id, err)
	}
	return state.Buyer, nil
}

// Owed is what an account can withdraw of a token.
func (e *Escrow) Owed(ctx context.Context, at Head, token, who common.Address) (*big.Int, error) {
	data, err := e.read(ctx, at, "debt to "+who.Hex(), e.abi.PackOwed(token, who))
	if err != nil {
		return nil, err
	}
	owed, err := e.abi.UnpackOwed(data)
	if err != nil {
		return nil, fmt.Errorf("read what escrow %s owes %s: %w", e.address, who, err)
	}
	return owed, nil
}

// CheckCode rebuilds the escrow's code and compares it with what stands at the address.
func (e *Escrow) CheckCode(ctx context.Context, at Head) error {
	delay, err := e.ClaimDelay(ctx, at)
	if err != nil {
		return err
	}
	seconds := uint64(delay / time.Second) //nolint:gosec // a duration that was read as seconds
	creation := append(common.FromHex(bindings.ForwardEscrowMetaData.Bin), e.abi.PackConstructor(seconds)...)
	return e.client.checkCode(ctx, at, "escrow", e.address, creation)
}

func (e *Escrow) read(ctx context.Context, at Head, what string, data []byte) ([]byte, error) {
	answer, err := e.client.call(ctx, at, e.address, data)
	if err != nil {
		return nil, fmt.Errorf("read the %s from escrow %s: %w", what, e.address, refusal(err))
	}
	if len(answer) == 0 {
		return nil, fmt.Errorf("read the %s from escrow %s: there is no contract at this address on chain %s in block %d",
			what, e.address, e.client.chainID, at.Number)
	}
	return answer, nil
}

// ErrOtherCode says that a contract is not what it was taken for.
var ErrOtherCode = errors.New("the contract at this address has other code than the one it is taken for")

// checkCode runs a contract's constructor as a call and compares the runtime code that it returns with the code that
// stands at the address: a look-alike, a proxy or another version differ in a byte at least.
func (c *Client) checkCode(ctx context.Context, at Head, what string, address common.Address, creation []byte) error {
	code, err := c.Code(ctx, at, address)
	if err != nil {
		return err
	}
	rebuilt, err := c.create(ctx, at, creation)
	if err != nil {
		return fmt.Errorf("rebuild the code of %s %s: %w", what, address, refusal(err))
	}
	if !bytes.Equal(code, rebuilt) {
		return fmt.Errorf("check %s %s: %w (%d bytes there, %d expected)", what, address, ErrOtherCode, len(code), len(rebuilt))
	}
	return nil
}
