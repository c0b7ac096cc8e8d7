package delivery

import (
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Kind is what an event is about.
type Kind string

// The steps of a forward.
const (
	Told       Kind = "told"      // nothing is done, for Reason
	Skipped    Kind = "skipped"   // this process never takes it, for Reason
	Taken      Kind = "taken"     // work began
	Working    Kind = "working"   // the executor says Reason
	Refusal    Kind = "refusal"   // Output lacks the property, see Findings
	Held       Kind = "held"      // Output has it
	Proving    Kind = "proving"   // for Elapsed of about Expected
	Proved     Kind = "proved"    // in Elapsed; proof and secrets are durable
	AcceptSent Kind = "accept"    // of the forward, for which a bond is staked, in Tx, sent
	CommitSent Kind = "commit"    // to the output, in Tx, sent
	DrawSent   Kind = "draw"      // of the challenge, in Tx, sent
	Announced  Kind = "announced" // in Tx, sent
	Sent       Kind = "sent"      // the settlement, in Tx
	Reclaimed  Kind = "reclaimed" // what was kept of the bond, by Tx, sent
	Cancelled  Kind = "cancelled" // what waited for nothing, by Tx, which does nothing, sent
	Displaced  Kind = "displaced" // Tx, which can never be mined: another program that has the account's key took its nonce
	Paid       Kind = "paid"      // confirmed
	Dropped    Kind = "dropped"   // nothing more will be done, for Reason
	Unread     Kind = "unread"    // its entry in the journal could not be read, for Reason: nothing is done
)

// Event is one step of one forward.
type Event struct {
	Forward  common.Hash
	Kind     Kind
	Reason   string
	Attempt  int
	Output   []byte
	Findings []sdk.Finding
	Elapsed  time.Duration
	Expected time.Duration
	Tx       common.Hash
	Replaces bool // Tx has the nonce of one that was sent before it
	Paid     *big.Int
	Offer    Origin // of what was Taken
}

// Origin is the side of the signed offer that a forward came of, empty where it came of none.
type Origin string

// The sides: somebody else's bid that was filled, and what was opened by taking an ask of the operator's.
const (
	OfBid Origin = "bid"
	OfAsk Origin = "ask"
)
