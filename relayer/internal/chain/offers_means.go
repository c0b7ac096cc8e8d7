package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

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
	if s.Permit2 != (common.Address{}) {
		more, err := o.signedMeans(ctx, at, s, part)
		if err != nil {
			return nil, err
		}
		faults = append(faults, more...)
	}
	money, err := o.covers(ctx, at, s, takes(s, part))
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

// LastWord is the word that free nonces lie in by now, those for Permit2 included, unless that is zero: none lies in a later one.
func (o *Offers) LastWord(ctx context.Context, at Head, maker, permit2 common.Address) (uint64, error) {
	last := new(big.Int)
	for _, way := range []common.Address{{}, permit2} { // what was used up in Permit2 makes its own nonces begin later
		free, err := o.FreeNonce(ctx, at, maker, way, 0)
		if err != nil {
			return 0, err
		}
		last = larger(last, free)
	}
	return last.Rsh(last, 8).Uint64(), nil
}

// ConsentCalls are what makes the contract an operator of the holder's positions, once: a provider's position goes only to who
// agreed. There are none where it is one. The contract uses it for offers that the holder signs or takes.
func (o *Offers) ConsentCalls(ctx context.Context, at Head, holder common.Address) ([]Call, error) {
	operator, err := o.escrow.IsOperator(ctx, at, holder, o.address)
	if err != nil || operator {
		return nil, err
	}
	call, err := o.escrow.OperatorCall(o.address, true)
	return []Call{call}, err
}
