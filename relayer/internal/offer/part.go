package offer

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Why a part of an offer cannot be taken.
var (
	ErrExpired    = errors.New("the offer has expired")
	ErrCancelled  = errors.New("its maker cancelled the offer, by itself or by its nonce")
	ErrQuantity   = errors.New("no such part of the offer can be taken")
	ErrPrice      = errors.New("the price is out of bounds")
	ErrRamp       = errors.New("the price's ramp does not start before it ends")
	ErrTask       = errors.New("the ask is for another task")
	ErrReview     = errors.New("an ask with a review names neither a task nor a time to accept by: both come with the buyer")
	ErrSealingKey = errors.New("an ask names no sealing key: that is the buyer's to choose")
)

// Taken is what the chain knows of an offer.
type Taken struct {
	Filled    *big.Int // how much of it was taken
	Carry     *big.Int // what rounding left over, in units of 1/total
	Cancelled bool     // by itself or by its nonce
}

// Left is how much of an offer is still to be had, whether or not it can be taken now.
func (o Offer) Left(taken Taken) *big.Int { return new(big.Int).Sub(o.Terms.Quantity, taken.Filled) }

// Fill is how somebody takes a part.
type Fill struct {
	Quantity *big.Int
	Bound    *big.Int // the least that a part of a bid has to pay, or the most that one of an ask may cost

	Holder common.Address // with a bid for assigned forwards: who gets the provider's position

	Buyer    common.Address      // with an ask, as are the others: who gets the buyer's position
	Seal     statement.PublicKey // what the output is sealed to; zero leaves it unsealed
	TaskHash common.Hash
	Task     []byte // what TaskHash is the hash of, or where to find it
}

// Part is the forward that taking a part makes.
type Part struct {
	Terms  statement.Terms
	Buyer  common.Address
	Salt   common.Hash
	Params []byte
	Task   []byte
	After  Taken // what the chain knows of the offer then
}

// Part is what a fill in a block of that time would open. The bound, the signature and anybody's money are not looked at.
func (o Offer) Part(fill Fill, taken Taken, at uint64) (Part, error) {
	hash, err := o.Hash()
	if err != nil {
		return Part{}, err
	}
	if o.Side == Ask {
		if err := o.checkTaker(fill); err != nil {
			return Part{}, err
		}
	}
	if at >= o.Expiry {
		return Part{}, fmt.Errorf("%w: at %s, and it is %s", ErrExpired, moment(o.Expiry), moment(at))
	}
	if taken.Cancelled {
		return Part{}, ErrCancelled
	}
	left := o.Left(taken)
	switch q := fill.Quantity; {
	case left.Sign() <= 0:
		return Part{}, fmt.Errorf("%w: all of it was taken", ErrQuantity)
	case q == nil || q.Sign() <= 0 || q.Cmp(left) > 0:
		return Part{}, fmt.Errorf("%w: %v of it, and %v are left of %v", ErrQuantity, q, left, o.Terms.Quantity)
	case q.Cmp(o.MinFill) < 0 && q.Cmp(left) != 0:
		return Part{}, fmt.Errorf("%w: %v of it, and the smallest part is %v, or all of the %v that are left", ErrQuantity, q, o.MinFill, left)
	}
	part := Part{Terms: o.Terms, Buyer: o.Buyer, Params: o.Params, Task: o.Task}
	price, carry, err := o.partPrice(fill.Quantity, taken.Carry, at)
	if err != nil {
		return Part{}, err
	}
	part.Terms.Price, part.Terms.Bond = price, o.partBond(fill.Quantity)
	part.Terms.Quantity = new(big.Int).Set(fill.Quantity)
	part.After = Taken{Filled: new(big.Int).Add(taken.Filled, fill.Quantity), Carry: carry}
	var salt encoder
	salt.hash(hash)
	salt.uint("filled", taken.Filled, 96)
	part.Salt = salt.keccak()
	if o.Side == Bid {
		return part, nil
	}
	part.Buyer, part.Task = fill.Buyer, fill.Task
	part.Terms.TaskHash, part.Terms.SealX, part.Terms.SealY = fill.TaskHash, fill.Seal.X, fill.Seal.Y
	if o.Review != 0 {
		if o.Review > math.MaxUint64-at {
			return Part{}, fmt.Errorf("%w: %d seconds of review go beyond all time", ErrReview, o.Review)
		}
		part.Terms.AcceptBy = at + o.Review
	}
	return part, nil
}

// checkTaker holds what comes with the taker of an ask against what the provider signed.
func (o Offer) checkTaker(fill Fill) error {
	t := o.Terms
	switch {
	case o.Review == 0 && fill.TaskHash != t.TaskHash:
		return fmt.Errorf("%w: the task has the hash %s, and the ask is for %s", ErrTask, fill.TaskHash, t.TaskHash)
	case o.Review != 0 && (t.TaskHash != (common.Hash{}) || t.AcceptBy != 0):
		return ErrReview
	case !t.SealX.IsZero() || !t.SealY.IsZero():
		return ErrSealingKey
	}
	return nil
}

// CheckBound holds a part's price against the taker's bound.
func (o Offer) CheckBound(part Part, bound *big.Int) error {
	switch c := part.Terms.Price.Cmp(bound); {
	case o.Side == Bid && c < 0:
		return fmt.Errorf("%w: the part pays %v of the token's smallest units, and at least %v is asked for", ErrPrice, part.Terms.Price, bound)
	case o.Side == Ask && c > 0:
		return fmt.Errorf("%w: the part costs %v of the token's smallest units, and at most %v is paid", ErrPrice, part.Terms.Price, bound)
	}
	return nil
}

// moment is a time for people.
func moment(unix uint64) string {
	return time.Unix(int64(min(unix, latest)), 0).UTC().Format(time.RFC3339)
}
