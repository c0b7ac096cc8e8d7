package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// What a maker lacks for an offer that holds otherwise.
var (
	ErrNotApproved = errors.New("its maker did not approve it")
	ErrPoor        = errors.New("its maker lacks the money")
)

// Judgement is what taking part of an offer would come to in a block like the pinned one.
type Judgement struct {
	Taken  offer.Taken
	Part   offer.Part // the forward; zero where there can be none
	Faults []error    // why it cannot be taken so; none if it can, as far as its maker goes
}

// Holds says why an offer is not worth approving: whatever stands against it but what an approval changes.
func (j Judgement) Holds() error {
	var faults []error
	for _, fault := range j.Faults {
		if !errors.Is(fault, ErrNotApproved) {
			faults = append(faults, fault)
		}
	}
	return errors.Join(faults...)
}

// Err is everything that stands against it, or nil.
func (j Judgement) Err() error { return errors.Join(j.Faults...) }

// Judge finds out whether a part of an offer can be taken now: signature, expiry, cancellation, quantity, price, times, the
// maker's money and allowance, and that the contract says the same of price and terms. Of an offer that its maker did not sign
// nothing else is said. The taker's money is not looked at. An error means that it could not be found out, or that the contract is not what it should be.
func (o *Offers) Judge(ctx context.Context, at Head, s offer.Signed, fill offer.Fill, permit2 common.Address) (Judgement, error) {
	j := Judgement{Taken: offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}}
	fault := func(err error) {
		if err != nil {
			j.Faults = append(j.Faults, err)
		}
	}
	if fault(o.belongs(s, permit2)); len(j.Faults) > 0 { // nothing else is worth asking
		return j, nil
	}
	if fault(s.Check()); len(j.Faults) > 0 {
		return j, nil
	}
	var err error
	if j.Taken, err = o.TakenOf(ctx, at, s.Offer); err != nil {
		return j, err
	}
	refused, err := o.Signed(ctx, at, s)
	if err != nil {
		return j, err
	}
	if fault(refused); len(j.Faults) > 0 { // what nobody stands behind costs no more questions, to contracts of its choice
		return j, nil
	}
	part, err := s.Part(fill, j.Taken, at.Time)
	if err != nil {
		fault(err)
		return j, nil
	}
	j.Part = part
	if fill.Bound != nil {
		fault(s.CheckBound(part, fill.Bound))
	}
	for _, err := range timely(part, at) {
		fault(err)
	}
	if err := o.sameQuote(ctx, at, s.Offer, fill, part); err != nil {
		return j, err
	}
	faults, err := o.means(ctx, at, s, part)
	if err != nil {
		return j, err
	}
	j.Faults = append(j.Faults, faults...)
	return j, nil
}

// belongs says whether an offer was signed for this chain, this contract and its Permit2.
func (o *Offers) belongs(s offer.Signed, permit2 common.Address) error {
	switch {
	case s.ChainID.Cmp(o.client.chainID) != 0:
		return fmt.Errorf("it is for chain %s, and this is chain %s", s.ChainID, o.client.chainID)
	case s.Contract != o.address:
		return fmt.Errorf("it is for the offers at %s, and not for those at %s", s.Contract, o.address)
	case s.Permit2 != (common.Address{}) && s.Permit2 != permit2:
		return fmt.Errorf("it is signed for the Permit2 at %s, and these offers use that at %s", s.Permit2, permit2)
	}
	return nil
}

// timely says what time alone stands against opening a part's forward: what the escrow would refuse.
func timely(part offer.Part, at Head) (faults []error) {
	t := part.Terms
	fault := func(format string, arguments ...any) { faults = append(faults, fmt.Errorf(format, arguments...)) }
	if t.Price.Sign() == 0 {
		fault("the part's price is rounded to nothing: take a larger one")
	}
	if t.End <= at.Time {
		fault("the time to deliver is over: it ended at %s, and it is %s", moment(t.End), at.At())
	}
	if t.AcceptBy == 0 {
		return faults
	}
	if t.AcceptBy <= at.Time || t.AcceptBy > t.Start {
		fault("it would have to be accepted by %s, which must be ahead of now (%s) and not after its start (%s)",
			moment(t.AcceptBy), at.At(), moment(t.Start))
	}
	if t.BeaconBlock != 0 && t.BeaconBlock <= at.Number+1 { // it is opened in the next block at the earliest
		fault("block %d, whose hash is the challenge, must lie ahead of the next block %d", t.BeaconBlock, at.Number+1)
	}
	return faults
}

// sameQuote holds what was computed here against what the contract computes. They never differ, unless one of them is wrong;
// then nobody should send anything.
func (o *Offers) sameQuote(ctx context.Context, at Head, made offer.Offer, fill offer.Fill, part offer.Part) error {
	terms, salt, err := o.Quote(ctx, at, made, fill)
	if err != nil {
		return err
	}
	here, err := o.Forward(part)
	if err != nil {
		return err
	}
	there, err := o.escrow.ForwardID(terms, part.Buyer, salt)
	if err != nil {
		return err
	}
	if here.ID != there {
		return fmt.Errorf("check what the %s opens: %w: it is forward %s by the contract, and %s by what is known of it", made.Side, ErrOtherCode, there, here.ID)
	}
	return nil
}

// Forward is the forward that a part makes, before it is opened.
func (o *Offers) Forward(part offer.Part) (Forward, error) {
	id, err := o.escrow.ForwardID(part.Terms, part.Buyer, part.Salt)
	return Forward{ID: id, Terms: part.Terms, Buyer: part.Buyer, Salt: part.Salt, Params: part.Params, Task: part.Task}, err
}

// Signed finds out whether the signature of an offer is its maker's, with one request: fault says that it is not.
func (o *Offers) Signed(ctx context.Context, at Head, s offer.Signed) (fault, err error) {
	asked, err := signerQuestion(s)
	if err != nil {
		return nil, fmt.Errorf("encode a question about the signature of %s: %w", s.Maker(), err)
	}
	return signatureFault(s, o.client.askOneApart(ctx, at, asked))
}

var contractSignerABI = sync.OnceValue(func() *abi.ABI {
	parsed, err := abi.JSON(strings.NewReader(`[{"type":"function","name":"isValidSignature","stateMutability":"view",` +
		`"inputs":[{"name":"hash","type":"bytes32"},{"name":"signature","type":"bytes"}],"outputs":[{"name":"magic","type":"bytes4"}]}]`))
	return mustParse(&parsed, err)
})
