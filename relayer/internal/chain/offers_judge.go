package chain

import (
	"bytes"
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
// maker's money and allowance, and that the contract says the same of price and terms. The taker's money is not looked at. An
// error means that it could not be found out, or that the contract is not what it should be.
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
	refused, err := o.verify(ctx, at, s)
	if err != nil {
		return j, err
	}
	fault(refused)
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
	buyer := part.Buyer
	here, err := o.escrow.ForwardID(part.Terms, buyer, part.Salt)
	if err != nil {
		return err
	}
	there, err := o.escrow.ForwardID(terms, buyer, salt)
	if err != nil {
		return err
	}
	if here != there {
		return fmt.Errorf("check what the %s opens: %w: it is forward %s by the contract, and %s by what is known of it", made.Side, ErrOtherCode, there, here)
	}
	return nil
}

// verify checks the maker's signature: refused says that it is not good.
func (o *Offers) verify(ctx context.Context, at Head, s offer.Signed) (refused, err error) {
	code, err := o.client.Code(ctx, at, s.Maker())
	if err != nil {
		return nil, err
	}
	if len(code) == 0 {
		return s.VerifyKey(), nil
	}
	digest, err := s.Digest()
	if err != nil {
		return err, nil
	}
	query, err := contractSignerABI().Pack("isValidSignature", digest, s.Signature)
	if err != nil {
		return nil, fmt.Errorf("encode a question to contract %s: %w", s.Maker(), err)
	}
	answer, err := o.client.call(ctx, at, s.Maker(), query)
	if err != nil && !Answered(refusal(err)) {
		return nil, fmt.Errorf("ask contract %s whether it signed: %w", s.Maker(), err)
	}
	magic := common.RightPadBytes(contractSignerABI().Methods["isValidSignature"].ID, common.HashLength)
	if err != nil || len(answer) < common.HashLength || !bytes.Equal(answer[:common.HashLength], magic) {
		return fmt.Errorf("%w: the maker is contract %s, which does not stand by it (EIP-1271)", offer.ErrSignature, s.Maker()), nil
	}
	return nil, nil
}

var contractSignerABI = sync.OnceValue(func() *abi.ABI {
	parsed, err := abi.JSON(strings.NewReader(`[{"type":"function","name":"isValidSignature","stateMutability":"view",` +
		`"inputs":[{"name":"hash","type":"bytes32"},{"name":"signature","type":"bytes"}],"outputs":[{"name":"magic","type":"bytes4"}]}]`))
	return mustParse(&parsed, err)
})

// means says what the maker lacks for a part: money, an allowance for it, and the consent to hold a provider's position.
func (o *Offers) means(ctx context.Context, at Head, s offer.Signed, part offer.Part) (faults []error, err error) {
	for _, part := range []struct {
		what    string
		address common.Address
	}{{"token", s.Terms.Token}, {"predicate", s.Terms.Predicate}} {
		code, err := o.client.Code(ctx, at, part.address)
		if err != nil {
			return nil, err
		}
		if len(code) == 0 {
			faults = append(faults, fmt.Errorf("there is no contract at the address of its %s, %s", part.what, part.address))
		}
	}
	if len(faults) > 0 {
		return faults, nil
	}
	if s.Side == offer.Ask && s.Review == 0 {
		operator, err := o.escrow.IsOperator(ctx, at, s.Maker(), o.address)
		if err != nil {
			return nil, err
		}
		if !operator {
			faults = append(faults, fmt.Errorf("%w: provider %s did not make the offers %s an operator of its positions", ErrNotApproved, s.Maker(), o.address))
		}
	}
	amount := part.Terms.Price
	if s.Side == offer.Ask {
		if amount = part.Terms.Bond; s.Review != 0 {
			amount = new(big.Int)
		}
	}
	if s.Permit2 != (common.Address{}) {
		more, err := o.signedMeans(ctx, at, s, part)
		if err != nil {
			return nil, err
		}
		faults = append(faults, more...)
	}
	money, err := o.covers(ctx, at, s, amount)
	if err != nil && Answered(err) {
		return append(faults, fmt.Errorf("token %s is no token: %w", s.Terms.Token, err)), nil
	}
	return append(faults, money...), err
}

// signedMeans says what stands against a transfer that the maker signed for Permit2.
func (o *Offers) signedMeans(ctx context.Context, at Head, s offer.Signed, part offer.Part) (faults []error, err error) {
	if part.Terms.Quantity.Cmp(s.Terms.Quantity) != 0 {
		faults = append(faults, fmt.Errorf("it is signed for Permit2, and so taken as a whole: %s, not %s", s.Terms.Quantity, part.Terms.Quantity))
	}
	if s.Side == offer.Ask && s.Review != 0 {
		faults = append(faults, errors.New("an ask with a review moves no money of its provider's, and nobody would look at a signature for Permit2"))
	}
	used, err := NewPermit2(o.client, s.Permit2).UsedNonces(ctx, at, s.Maker(), new(big.Int).Rsh(s.Nonce, 8))
	if err != nil {
		return nil, err
	}
	if used.Bit(placeInWord(s.Nonce)) == 1 {
		faults = append(faults, fmt.Errorf("its nonce %s was used up in Permit2: it was taken, or another one with the same nonce", s.Nonce))
	}
	return faults, nil
}

// covers says whether the maker has an amount and lets it be taken, in one of the three ways.
func (o *Offers) covers(ctx context.Context, at Head, s offer.Signed, amount *big.Int) (faults []error, err error) {
	token, maker := NewToken(o.client, s.Terms.Token), s.Maker()
	balance, err := token.Balance(ctx, at, maker)
	if err != nil {
		return nil, err
	}
	if balance.Cmp(amount) < 0 {
		faults = append(faults, fmt.Errorf("%w: %s holds %s of the token's smallest units, and the part takes %s", ErrPoor, maker, balance, amount))
	}
	allowed, err := o.Allowed(ctx, at, s)
	if err != nil {
		return nil, err
	}
	if allowed.Cmp(amount) < 0 {
		faults = append(faults, fmt.Errorf("%w: %s lets %s of the token's smallest units be taken, and the part takes %s; an allowance is missing, or was taken back",
			ErrNotApproved, maker, allowed, amount))
	}
	return faults, nil
}

// Allowed is how much the maker of an offer lets be taken in its way: an allowance of the contract, one in Permit2, or the
// allowance of Permit2 where the offer is signed for that.
func (o *Offers) Allowed(ctx context.Context, at Head, s offer.Signed) (*big.Int, error) {
	token, maker := NewToken(o.client, s.Terms.Token), s.Maker()
	if s.Permit2 != (common.Address{}) {
		return token.Allowance(ctx, at, maker, s.Permit2)
	}
	direct, err := token.Allowance(ctx, at, maker, o.address)
	if err != nil {
		return nil, err
	}
	permit2, err := o.contract(ctx, at, "Permit2", o.abi.PackPERMIT2())
	if err != nil {
		return nil, err
	}
	code, err := o.client.Code(ctx, at, permit2)
	if err != nil || len(code) == 0 {
		return direct, err
	}
	within, err := NewPermit2(o.client, permit2).Allowance(ctx, at, maker, token.Address(), o.address)
	if err != nil {
		return nil, err
	}
	whole, err := token.Allowance(ctx, at, maker, permit2)
	if err != nil {
		return nil, err
	}
	return larger(direct, smaller(within, whole)), nil
}

// FreeNonce is a nonce of the first word that still has one which its maker did not cancel and, for an offer signed for
// Permit2, did not use up there. Which of them follows from the seed, so that offers seldom share one; a word ends at 256 of
// them, and one transaction cancels all of it.
func (o *Offers) FreeNonce(ctx context.Context, at Head, maker, permit2 common.Address, seed byte) (*big.Int, error) {
	const perWord, words = 256, 1 << 16
	first := int(seed)
	for word := range int64(words) {
		gone, err := o.CancelledNonces(ctx, at, maker, big.NewInt(word))
		if err != nil {
			return nil, err
		}
		if permit2 != (common.Address{}) {
			used, err := NewPermit2(o.client, permit2).UsedNonces(ctx, at, maker, big.NewInt(word))
			if err != nil {
				return nil, err
			}
			gone = new(big.Int).Or(gone, used)
		}
		for i := range perWord {
			if place := (first + i) % perWord; gone.Bit(place) == 0 {
				return big.NewInt(word*perWord + int64(place)), nil
			}
		}
	}
	return nil, fmt.Errorf("find a free nonce of %s: the first %d words are used up; name one", maker, words)
}
