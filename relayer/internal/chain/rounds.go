package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Rounds is the contract that keeps commitments and challenges of two-round predicates for an escrow.
type Rounds struct {
	escrow  *Escrow
	address common.Address
	abi     *bindings.Rounds
}

// Round is what is kept of a forward: zero words as long as nobody committed, or nobody drew the challenge.
type Round struct {
	Commitment, Beacon statement.Word
}

// BeaconReach is for how many blocks after it a beacon block's hash can be read (EIP-2935).
const BeaconReach = 8191

// Rounds is the contract that the escrow reads. Its code is checked with the escrow's own, by CheckCode.
func (e *Escrow) Rounds(ctx context.Context, at Head) (*Rounds, error) {
	answer, err := e.read(ctx, at, "address of the rounds", e.abi.PackROUNDS())
	if err != nil {
		return nil, err
	}
	address, err := e.abi.UnpackROUNDS(answer)
	if err != nil {
		return nil, fmt.Errorf("read the address of the rounds from escrow %s: %w: %w", e.address, ErrOtherCode, err)
	}
	return &Rounds{escrow: e, address: address, abi: bindings.NewRounds()}, nil
}

// Of is what is kept of a forward.
func (r *Rounds) Of(ctx context.Context, at Head, id common.Hash) (Round, error) {
	fail := func(err error) (Round, error) {
		return Round{}, fmt.Errorf("read the rounds of forward %s: %w", id, err)
	}
	answer, err := r.escrow.client.call(ctx, at, r.address, r.abi.PackRoundOf(r.escrow.address, id))
	if err != nil {
		return fail(refusal(err))
	}
	round, err := r.abi.UnpackRoundOf(answer)
	if err != nil {
		return fail(fmt.Errorf("%w: %w", ErrOtherCode, err))
	}
	var kept Round
	if kept.Commitment, err = statement.WordFromBig(round.Commitment); err == nil {
		kept.Beacon, err = statement.WordFromBig(round.Beacon)
	}
	if err != nil {
		return fail(fmt.Errorf("%w: %w", ErrOtherCode, err))
	}
	return kept, nil
}

// roundGas is what a commitment or a draw may take at most, whatever an endpoint estimates.
const roundGas = 300_000

// CommitCall commits to an output before the forward's beacon block. It cannot be taken back: there is one commitment for a
// forward, and only its opening can be delivered. It is for an account that can pay for the settlement too.
func (r *Rounds) CommitCall(forward Forward, commitment statement.Word) (Call, error) {
	data, err := r.abi.TryPackCommit(r.escrow.address, forward.binding(), statement.Big(commitment))
	return r.call("commit to the output of forward "+forward.ID.Hex(), data, err)
}

// DrawCall stores a forward's challenge, from its beacon block on and for BeaconReach blocks. Anybody may.
func (r *Rounds) DrawCall(forward Forward) (Call, error) {
	data, err := r.abi.TryPackDraw(r.escrow.address, forward.binding())
	return r.call("draw the challenge of forward "+forward.ID.Hex(), data, err)
}

func (r *Rounds) call(what string, data []byte, err error) (Call, error) {
	if err != nil {
		return Call{}, fmt.Errorf("%s: encode the call: %w", what, err)
	}
	return Call{To: &r.address, Data: data, What: what, MostGas: roundGas, UsualGas: usualRoundGas, Needs: roundGas + settleGas}, nil
}

// Commitment is what a provider committed to, and when.
type Commitment struct {
	By         common.Address
	Commitment statement.Word
	Committed  Place
}

// Draw is the challenge that was drawn for a forward, and when.
type Draw struct {
	Beacon statement.Word
	Drawn  Place
}

// Committed is what was committed to for a forward, from its event; nil if nothing was.
func (r *Rounds) Committed(ctx context.Context, at Head, forward Forward) (*Commitment, error) {
	log, err := r.single(ctx, at, forward, bindings.RoundsCommittedEventName, 4)
	if log == nil || err != nil {
		return nil, err
	}
	event, err := r.abi.UnpackCommittedEvent(log)
	if err != nil {
		return nil, fmt.Errorf("read the commitment of forward %s: %w", forward.ID, err)
	}
	word, err := statement.WordFromBig(event.Commitment)
	if err != nil {
		return nil, fmt.Errorf("read the commitment of forward %s: %w", forward.ID, err)
	}
	return &Commitment{By: event.By, Commitment: word, Committed: place(log)}, nil
}

// Drawn is the challenge of a forward, from its event; nil if nobody drew it.
func (r *Rounds) Drawn(ctx context.Context, at Head, forward Forward) (*Draw, error) {
	log, err := r.single(ctx, at, forward, bindings.RoundsDrawnEventName, 3)
	if log == nil || err != nil {
		return nil, err
	}
	event, err := r.abi.UnpackDrawnEvent(log)
	if err != nil {
		return nil, fmt.Errorf("read the challenge of forward %s: %w", forward.ID, err)
	}
	word, err := statement.WordFromBig(event.Beacon)
	if err != nil {
		return nil, fmt.Errorf("read the challenge of forward %s: %w", forward.ID, err)
	}
	return &Draw{Beacon: word, Drawn: place(log)}, nil
}

// Beacon is the challenge that a beacon block's hash makes for a forward.
func Beacon(blockHash, forward common.Hash) statement.Word {
	return statement.U248(crypto.Keccak256Hash(blockHash[:], forward[:]))
}

// single is the one event of a kind that a forward of this escrow has, nil if it has none.
func (r *Rounds) single(ctx context.Context, at Head, forward Forward, event string, topics int) (*types.Log, error) {
	fail := func(err error) (*types.Log, error) {
		return nil, fmt.Errorf("read the event %s of forward %s: %w", event, forward.ID, err)
	}
	topic, escrow := roundsABI().Events[event].ID, common.BytesToHash(r.escrow.address[:])
	logs, err := r.escrow.client.logs(ctx, at, forward.Opened.Block, r.address, []common.Hash{topic}, []common.Hash{escrow}, []common.Hash{forward.ID})
	switch {
	case err != nil:
		return fail(err)
	case len(logs) == 0:
		return nil, nil
	case len(logs) > 1:
		return fail(errors.New("there are several of an event that happens once"))
	}
	if err := checkLog(&logs[0], r.address, topic, topics); err != nil {
		return fail(err)
	}
	if logs[0].Topics[1] != escrow || logs[0].Topics[2] != forward.ID {
		return fail(fmt.Errorf("the endpoint answered with forward %s of escrow %s", logs[0].Topics[2], logs[0].Topics[1]))
	}
	return &logs[0], nil
}
