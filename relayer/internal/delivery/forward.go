package delivery

import (
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Forward is an opened forward, as the event of its opening tells it.
type Forward struct {
	ID     common.Hash
	Terms  statement.Terms
	Buyer  common.Address
	Salt   common.Hash
	Params []byte // preimage of Terms.Params
	Task   []byte // the task itself, or where to find it
}

// Status is where a forward stands.
type Status int

// The first four change with time alone, the last two are final.
const (
	None Status = iota
	Pending
	Deliverable
	Expired
	Settled
	Reclaimed
)

// State is a forward at one block.
type State struct {
	Status Status
	// AnnouncedAt is when the h that was asked about was first announced, 0 if never.
	AnnouncedAt uint64
}

// Settlement is how a forward was settled.
type Settlement struct {
	Recipient common.Address
	H         common.Hash
	Paid      *big.Int
	Tx        common.Hash
}

// Delivery is what a settlement needs beside the forward.
type Delivery struct {
	Recipient common.Address
	From, To  uint64
	Amount    *big.Int
	Payload   []statement.Word
	H         statement.Word
	Proof     []byte
}

// Fate is what became of a signed transaction.
type Fate int

const (
	// Waiting: it is in no block, and its nonce is free: it can still be mined.
	Waiting Fate = iota
	// Mined: it is in a block and did what it should.
	Mined
	// Refused: it is in a block, and the contract refused it.
	Refused
	// Replaced: another transaction took its nonce; it can never be mined.
	Replaced
)

func moment(seconds uint64) string {
	return time.Unix(int64(min(seconds, 1<<40)), 0).UTC().Format("2006-01-02 15:04:05 MST")
}

// check recomputes the forward's id: an event that does not hash to its own id is not about a forward of this escrow.
func (f *Forward) check(chainID *big.Int, escrow common.Address) error {
	id, err := statement.ForwardID(f.Terms, f.Buyer, f.Salt, chainID, escrow)
	if err != nil {
		return err
	}
	if id != f.ID {
		return fmt.Errorf("its terms hash to %s", id)
	}
	return nil
}
