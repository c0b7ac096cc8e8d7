package chain

import (
	"context"
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
		return 0, fmt.Errorf("read the claim delay of escrow %s: %w: %w", e.address, ErrOtherCode, err)
	}
	const longest = uint64(1 << 32) // a hundred years; more would overflow a duration
	return time.Duration(min(seconds, longest)) * time.Second, nil
}

// StatusOf is where a forward stands at a block.
func (e *Escrow) StatusOf(ctx context.Context, at Head, forward Forward) (Status, error) {
	data, err := e.read(ctx, at, "status of forward "+forward.ID.Hex(), e.abi.PackStatusOf(forward.binding()))
	if err != nil {
		return 0, err
	}
	status, err := e.unpackStatus(data)
	if err != nil {
		return 0, fmt.Errorf("read the status of forward %s: %w: the answer %x is none", forward.ID, ErrOtherCode, data[:min(len(data), 64)])
	}
	return status, nil
}

// AnnouncedAt is when h was first announced for a forward, in unix seconds; 0 if it never was, or if it has been settled.
func (e *Escrow) AnnouncedAt(ctx context.Context, at Head, id common.Hash, h statement.Word) (uint64, error) {
	data, err := e.read(ctx, at, "announcement for forward "+id.Hex(), e.abi.PackAnnouncedAt(id, statement.Big(h)))
	if err != nil {
		return 0, err
	}
	announced, err := e.abi.UnpackAnnouncedAt(data)
	if err != nil {
		return 0, fmt.Errorf("read the announcement for forward %s: %w: %w", id, ErrOtherCode, err)
	}
	return announced, nil
}

// HeaderOnChain is the header of a settlement as the escrow itself builds it, for those who do not take Header's word for it.
func (e *Escrow) HeaderOnChain(ctx context.Context, at Head, forward Forward, s Settlement) ([statement.HeaderLen]statement.Word, error) {
	var header [statement.HeaderLen]statement.Word
	query, err := e.abi.TryPackHeader(Delivery{
		Forward: forward, Recipient: s.Recipient, Step: s.Step, Commitment: s.Commitment, Beacon: s.Beacon,
	}.binding())
	if err != nil {
		return header, fmt.Errorf("encode a question about forward %s: %w", forward.ID, err)
	}
	data, err := e.read(ctx, at, "header of forward "+forward.ID.Hex(), query)
	if err != nil {
		return header, err
	}
	raw, err := e.abi.UnpackHeader(data)
	if err != nil {
		return header, fmt.Errorf("read the header of forward %s: %w: %w", forward.ID, ErrOtherCode, err)
	}
	list, err := words(raw[:])
	if err != nil {
		return header, fmt.Errorf("read the header of forward %s: %w: %w", forward.ID, ErrOtherCode, err)
	}
	return [statement.HeaderLen]statement.Word(list), nil
}

// Owed is what an account can withdraw of a token.
func (e *Escrow) Owed(ctx context.Context, at Head, token, who common.Address) (*big.Int, error) {
	data, err := e.read(ctx, at, "debt to "+who.Hex(), e.abi.PackOwed(token, who))
	if err != nil {
		return nil, err
	}
	owed, err := e.abi.UnpackOwed(data)
	if err != nil {
		return nil, fmt.Errorf("read what escrow %s owes %s: %w: %w", e.address, who, ErrOtherCode, err)
	}
	return owed, nil
}

// CheckCode rebuilds the escrow's code and compares it with what stands at the address.
func (e *Escrow) CheckCode(ctx context.Context, at Head) error {
	delay, err := e.ClaimDelay(ctx, at)
	if err != nil {
		return err
	}
	rounds, err := e.part(ctx, at, "rounds", e.abi.PackROUNDS(), bindings.RoundsMetaData.Bin)
	if err != nil {
		return err
	}
	descriptor, err := e.part(ctx, at, "position descriptor", e.abi.PackDESCRIPTOR(), bindings.PositionDescriptorMetaData.Bin)
	if err != nil {
		return err
	}
	seconds := uint64(delay / time.Second) //nolint:gosec // a duration that was read as seconds
	creation := append(common.FromHex(bindings.ForwardEscrowMetaData.Bin), e.abi.PackConstructor(seconds, rounds, descriptor)...)
	return e.client.checkCode(ctx, at, "escrow", e.address, creation)
}

// part is the address of a contract that the escrow names, whose code is checked.
func (e *Escrow) part(ctx context.Context, at Head, what string, query []byte, code string) (common.Address, error) {
	answer, err := e.read(ctx, at, "address of the "+what, query)
	if err != nil {
		return common.Address{}, err
	}
	if len(answer) != common.HashLength {
		return common.Address{}, fmt.Errorf("read the address of the %s from escrow %s: %w: the answer has %d bytes", what, e.address, ErrOtherCode, len(answer))
	}
	address := common.BytesToAddress(answer)
	return address, e.client.checkCode(ctx, at, what, address, common.FromHex(code))
}

func (e *Escrow) read(ctx context.Context, at Head, what string, data []byte) ([]byte, error) {
	answer, err := e.client.call(ctx, at, e.address, data)
	if err != nil {
		return nil, fmt.Errorf("read the %s from escrow %s: %w", what, e.address, refusal(err))
	}
	if len(answer) == 0 {
		return nil, fmt.Errorf("read the %s from escrow %s: %w: it gave no answer on chain %s in block %d",
			what, e.address, ErrOtherCode, e.client.chainID, at.Number)
	}
	return answer, nil
}
