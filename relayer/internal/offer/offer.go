package offer

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Side says who made an offer.
type Side bool

// The sides of the market.
const (
	Bid Side = false // a buyer's: "I pay for this"
	Ask Side = true  // a provider's: "I deliver this"
)

// String is the side in one word.
func (s Side) String() string {
	if s == Ask {
		return "ask"
	}
	return "bid"
}

// Offer is a bid or an ask. It may be taken in parts; each becomes a forward of its own.
type Offer struct {
	Side Side
	// Terms of the whole: Quantity is the total, Price and Bond are for that total. A part's are in proportion.
	Terms     statement.Terms
	Params    []byte   // what Terms.Params commits to
	LastPrice *big.Int // of the total from RampEnd on, 0 … 2^128−1; without a ramp it is not looked at
	RampStart uint64   // until when the total costs Terms.Price
	RampEnd   uint64   // between both the price moves along a line; 0 for no ramp
	MinFill   *big.Int // the smallest part, unless no more is left, 0 … 2^96−1
	Expiry    uint64   // from when on nothing can be taken
	Nonce     *big.Int // what shares one is cancelled together, 0 … 2^256−1
	Salt      common.Hash

	Buyer  common.Address // of a bid: who pays
	Task   []byte         // of a bid: the task that Terms.TaskHash is the hash of, or where to find it
	Review uint64         // of an ask: seconds that the provider has to look at the taker's task, 0 for the task of the terms
}

// MaxBytes is the most bytes that parameters and task of an offer have together: a longer task belongs behind an address.
const MaxBytes = 60 << 10

// maxQuantity is the most that a forward is about, in base units: the escrow keeps what was delivered in 88 bits.
var maxQuantity = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 88), big.NewInt(1))

// Maker is who signs.
func (o Offer) Maker() common.Address {
	if o.Side == Ask {
		return o.Terms.Provider
	}
	return o.Buyer
}

// Assigned says that the forwards of an offer have a provider with a bond. Those of an ask always do.
func (o Offer) Assigned() bool { return o.Side == Ask || o.Terms.AcceptBy != 0 }

// Stake is the most that an offer can ever take of its maker, if it is taken as a whole: a bid the highest price, an ask the
// bond, or nothing where the provider reviews the task first and pays on acceptance.
func (o Offer) Stake() *big.Int {
	switch {
	case o.Side == Bid:
		return o.highestPrice()
	case o.Review == 0:
		return new(big.Int).Set(o.Terms.Bond)
	}
	return new(big.Int)
}

// Check names, all at once, why no forward could ever come of an offer, whenever and by whom it is taken, and what its maker
// or its taker could be misled by. Expiry and cancellation are left to Part.
func (o Offer) Check() error {
	if _, err := o.Hash(); err != nil { // what is out of range has no meaning
		return err
	}
	var faults []error
	fault := func(format string, arguments ...any) { faults = append(faults, fmt.Errorf(format, arguments...)) }
	t := o.Terms
	if o.Maker() == (common.Address{}) {
		fault("the %s names no %s", o.Side, map[Side]string{Bid: "buyer", Ask: "provider"}[o.Side])
	}
	if t.Price.Sign() == 0 || o.RampEnd != 0 && o.LastPrice.Sign() == 0 {
		fault("a price is zero: forwards cost something")
	}
	if t.Quantity.Sign() == 0 || t.Quantity.Cmp(maxQuantity) > 0 {
		fault("quantity: %s is not from 1 to 2^88-1", t.Quantity)
	}
	if o.MinFill.Cmp(t.Quantity) > 0 {
		fault("the smallest part of %s is more than the total of %s", o.MinFill, t.Quantity)
	}
	if t.Start >= t.End || t.End >= t.SettleBy {
		fault("start (%d), end (%d) and settle-by (%d) must follow each other", t.Start, t.End, t.SettleBy)
	}
	if o.RampEnd != 0 && o.RampStart >= o.RampEnd {
		fault("%w: from %d to %d", ErrRamp, o.RampStart, o.RampEnd)
	}
	if o.RampEnd == 0 && (o.RampStart != 0 || o.LastPrice.Sign() != 0) {
		fault("there is no ramp, and so no last price and no start of one")
	}
	if size := len(o.Params) + len(o.Task); size > MaxBytes {
		fault("parameters and task have %d bytes, and more than %d nobody reads", size, MaxBytes)
	}
	if o.Side == Ask {
		faults = append(faults, o.checkAsk())
	} else {
		faults = append(faults, o.checkBid())
	}
	return errors.Join(faults...)
}

func (o Offer) checkBid() error {
	var faults []error
	t := o.Terms
	if t.AcceptBy == 0 && (t.Bond.Sign() != 0 || t.Provider != (common.Address{}) || t.BeaconBlock != 0) {
		faults = append(faults, errors.New("it is for open forwards, which have no bond, no named provider and no second round"))
	}
	if t.AcceptBy != 0 && t.Bond.Sign() == 0 && t.Provider == (common.Address{}) {
		faults = append(faults, errors.New("anybody could accept and let it lapse: there is neither a bond nor a named provider"))
	}
	if t.AcceptBy > t.Start {
		faults = append(faults, fmt.Errorf("accept-by (%d) is after start (%d)", t.AcceptBy, t.Start))
	}
	if o.Review != 0 {
		faults = append(faults, errors.New("a bid has no time for review: its task is signed"))
	}
	if err := (statement.PublicKey{X: t.SealX, Y: t.SealY}).Check(); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

func (o Offer) checkAsk() error {
	var faults []error
	t := o.Terms
	if !t.SealX.IsZero() || !t.SealY.IsZero() {
		faults = append(faults, ErrSealingKey)
	}
	switch {
	case o.Review != 0 && (t.TaskHash != (common.Hash{}) || t.AcceptBy != 0):
		faults = append(faults, ErrReview)
	case o.Review == 0 && (t.AcceptBy == 0 || t.AcceptBy > t.Start):
		faults = append(faults, fmt.Errorf("what it opens is accepted at once, so accept-by (%d) is set, and not after start (%d)", t.AcceptBy, t.Start))
	}
	if o.Buyer != (common.Address{}) || len(o.Task) != 0 {
		faults = append(faults, errors.New("an ask names no buyer and carries no task: both come with the taker"))
	}
	return errors.Join(faults...)
}
