package chain

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Forward is a forward in full: what its id is the hash of, and what its opening told.
type Forward struct {
	ID     common.Hash
	Terms  statement.Terms
	Buyer  common.Address // who held the buyer's position first
	Salt   common.Hash
	Params []byte // what Terms.Params should commit to; as the opener gave it
	Task   []byte // what Terms.TaskHash should be the hash of, or where to find it; as the opener gave it
	Opened Place
}

// Place is where in the chain something was said.
type Place struct {
	Block     uint64      `json:"block"`
	BlockHash common.Hash `json:"blockHash"`
	Tx        common.Hash `json:"tx"`
	Log       uint        `json:"log"` // its number in the block
}

// Step is what one settlement delivers, in the predicate's own measure of progress.
type Step struct {
	From, To uint64
	Amount   *big.Int
}

// Delivery is a settlement to be sent.
type Delivery struct {
	Forward    Forward
	Recipient  common.Address
	Step       Step
	Commitment statement.Word // of a two-round predicate, else zero
	Beacon     statement.Word // likewise
	Payload    []statement.Word
	H          statement.Word
	Proof      []byte
	Shown      bool // its payload is public already, so that nothing is lost by waiting behind other transactions
}

// Group is deliveries that one predicate checks together.
type Group struct {
	Predicate  common.Address
	N          uint32     // how many statements one proof is about
	GasLimit   uint64     // what the group gets
	Deliveries []Delivery // those that count have rising ids
	Proof      []byte     // with N = 1 their own proofs are used instead
}

// wordGas is what each word of a payload takes at most: a predicate with a ledger may give one a slot of it.
var wordGas = map[Code]uint64{Stateless: 3_000, HourLedger: 15_000}

// GroupGas is enough for a group of deliveries to one kind of predicate: for each place, and for each word of its payload.
func GroupGas(code Code, deliveries []Delivery) uint64 {
	const group, place = 300_000, 80_000
	gas := uint64(group)
	for _, d := range deliveries {
		gas += place + wordGas[code]*uint64(len(d.Payload))
	}
	return gas
}

// Settlement is a settlement that happened, from its event alone.
type Settlement struct {
	ID         common.Hash
	Recipient  common.Address
	Key        common.Hash // what the predicate says it checked the proof against
	Paid       *big.Int
	Step       Step
	Commitment statement.Word
	Beacon     statement.Word
	H          statement.Word
	Payload    []statement.Word
	Proof      []byte
	Settled    Place
}

// Status is where a forward stands.
type Status uint8

// The states of a forward. Warm ones change by time alone; cold ones never change again.
const (
	StatusNone        Status = iota // no such forward
	StatusProposed                  // warm: assigned, waits for somebody who accepts it
	StatusLapsed                    // warm: nobody accepted it in time, until somebody reclaims it
	StatusPending                   // warm: before its start
	StatusDeliverable               // warm: from start until settle-by
	StatusExpired                   // warm: from settle-by on, until somebody reclaims it
	StatusSettled                   // cold: delivered and paid
	StatusReclaimed                 // cold: what was not delivered went back
	StatusClosed                    // cold: both sides shared what was left
)

var statusNames = [...]string{"none", "proposed", "lapsed", "pending", "deliverable", "expired", "settled", "reclaimed", "closed"}

// String is the status in one word.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return fmt.Sprintf("status %d", uint8(s))
}

// ReadStatus is the status that a word says.
func ReadStatus(text string) (Status, error) {
	if i := slices.Index(statusNames[1:], text); i >= 0 {
		return Status(i + 1), nil //nolint:gosec // there are nine
	}
	return 0, fmt.Errorf("%.40q is no status; there are: %s", text, strings.Join(statusNames[1:], ", "))
}

// MarshalText is for JSON.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Cold says that the status never changes again.
func (s Status) Cold() bool { return s >= StatusSettled }

func (f Forward) binding() bindings.Forward {
	return bindings.Forward{Terms: termsBinding(f.Terms), Buyer: f.Buyer, Salt: f.Salt}
}

func (d Delivery) binding() bindings.Delivery {
	return bindings.Delivery{
		Forward: d.Forward.binding(), Recipient: d.Recipient, Step: d.Step.binding(),
		Commitment: statement.Big(d.Commitment), Beacon: statement.Big(d.Beacon), Payload: bigs(d.Payload), H: statement.Big(d.H),
	}
}

func (g Group) binding() bindings.Group {
	bound := bindings.Group{Predicate: g.Predicate, N: g.N, GasLimit: new(big.Int).SetUint64(g.GasLimit), Proof: g.Proof}
	for _, d := range g.Deliveries {
		bound.Deliveries = append(bound.Deliveries, d.binding())
		if g.N == 1 {
			bound.Proof = append(bound.Proof, d.Proof...)
		}
	}
	return bound
}

func (s Step) binding() bindings.Step {
	return bindings.Step{From: s.From, To: s.To, Amount: s.Amount}
}

func termsBinding(t statement.Terms) bindings.Terms {
	return bindings.Terms{
		Predicate: t.Predicate, Params: statement.Big(t.Params), TaskHash: t.TaskHash, Token: t.Token,
		Price: t.Price, Quantity: t.Quantity, Unit: t.Unit,
		AcceptBy: t.AcceptBy, Start: t.Start, End: t.End, SettleBy: t.SettleBy,
		Bond: t.Bond, Provider: t.Provider, BeaconBlock: t.BeaconBlock,
		SealX: statement.Big(t.SealX), SealY: statement.Big(t.SealY),
	}
}

func termsFromBinding(t bindings.Terms) (statement.Terms, error) {
	params, errParams := statement.WordFromBig(t.Params)
	sealX, errX := statement.WordFromBig(t.SealX)
	sealY, errY := statement.WordFromBig(t.SealY)
	if err := errors.Join(errParams, errX, errY); err != nil {
		return statement.Terms{}, fmt.Errorf("read terms: %w", err)
	}
	return statement.Terms{
		Predicate: t.Predicate, Params: params, TaskHash: t.TaskHash, Token: t.Token,
		Price: t.Price, Quantity: t.Quantity, Unit: t.Unit,
		AcceptBy: t.AcceptBy, Start: t.Start, End: t.End, SettleBy: t.SettleBy,
		Bond: t.Bond, Provider: t.Provider, BeaconBlock: t.BeaconBlock, SealX: sealX, SealY: sealY,
	}, nil
}

func bigs(words []statement.Word) []*big.Int {
	out := make([]*big.Int, len(words))
	for i, word := range words {
		out[i] = statement.Big(word)
	}
	return out
}

func words(in []*big.Int) ([]statement.Word, error) {
	out := make([]statement.Word, len(in))
	for i, x := range in {
		word, err := statement.WordFromBig(x)
		if err != nil {
			return nil, fmt.Errorf("word %d: %w", i, err)
		}
		out[i] = word
	}
	return out, nil
}
