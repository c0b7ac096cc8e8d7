package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Offers is the contract that takes signed bids and asks to an escrow.
type Offers struct {
	client  *Client
	address common.Address
	escrow  *Escrow
	abi     *bindings.Offers
}

// NewOffers speaks to the offers at an address, which open their forwards in escrow. Whether they do, CheckCode tells.
func NewOffers(client *Client, address common.Address, escrow *Escrow) *Offers {
	return &Offers{client: client, address: address, escrow: escrow, abi: bindings.NewOffers()}
}

// Address is the contract's address.
func (o *Offers) Address() common.Address { return o.address }

// CanonicalPermit2 is where Uniswap's Permit2 stands on the chains that have it.
var CanonicalPermit2 = common.HexToAddress("0x000000000022D473030F116dDEE9F6B43aC78BA3")

// CheckCode rebuilds the contract's code, for the escrow that it is used with, and compares it with what stands at the address.
// It gives the Permit2 that the contract takes the word of, zero where none stands: Uniswap's, or on development chains any.
func (o *Offers) CheckCode(ctx context.Context, at Head) (permit2 common.Address, err error) {
	escrow, err := o.contract(ctx, at, "escrow", o.abi.PackESCROW())
	if err != nil {
		return permit2, err
	}
	if escrow != o.escrow.Address() {
		return permit2, fmt.Errorf("check offers %s: they open forwards in escrow %s, and not in %s", o.address, escrow, o.escrow.Address())
	}
	if permit2, err = o.contract(ctx, at, "Permit2", o.abi.PackPERMIT2()); err != nil {
		return permit2, err
	}
	if permit2 != CanonicalPermit2 && permit2 != (common.Address{}) && !IsDevelopment(o.client.chainID.Uint64()) {
		return permit2, fmt.Errorf("check offers %s: they take the word of %s for Permit2, which stands at %s", o.address, permit2, CanonicalPermit2)
	}
	creation := append(common.FromHex(bindings.OffersMetaData.Bin), o.abi.PackConstructor(escrow, permit2)...)
	if err := o.client.checkCode(ctx, at, "offers", o.address, creation); err != nil {
		return permit2, err
	}
	code, err := o.client.Code(ctx, at, permit2)
	if err != nil || len(code) == 0 {
		return common.Address{}, err
	}
	return permit2, nil
}

func (o *Offers) contract(ctx context.Context, at Head, what string, query []byte) (common.Address, error) {
	answer, err := o.read(ctx, at, "address of the "+what, query)
	if err != nil {
		return common.Address{}, err
	}
	if len(answer) != common.HashLength {
		return common.Address{}, fmt.Errorf("read the address of the %s from offers %s: %w: the answer has %d bytes", what, o.address, ErrOtherCode, len(answer))
	}
	return common.BytesToAddress(answer), nil
}

// TakenOf is what the contract knows of an offer. Cancelled is true for one cancelled by its nonce, too.
func (o *Offers) TakenOf(ctx context.Context, at Head, made offer.Offer) (offer.Taken, error) {
	hash, err := made.Hash()
	if err != nil {
		return offer.Taken{}, err
	}
	data, err := o.read(ctx, at, "state of offer "+hash.Hex(), o.abi.PackTakenOf(hash))
	if err != nil {
		return offer.Taken{}, err
	}
	taken, err := o.abi.UnpackTakenOf(data)
	if err != nil {
		return offer.Taken{}, fmt.Errorf("read the state of offer %s: %w: %w", hash, ErrOtherCode, err)
	}
	cancelled, err := o.CancelledNonces(ctx, at, made.Maker(), new(big.Int).Rsh(made.Nonce, 8))
	if err != nil {
		return offer.Taken{}, err
	}
	byNonce := cancelled.Bit(placeInWord(made.Nonce)) == 1
	return offer.Taken{Filled: taken.Filled, Carry: taken.Carry, Cancelled: taken.Cancelled || byNonce}, nil
}

// placeInWord is which bit of its word a nonce is.
func placeInWord(nonce *big.Int) int { return int(new(big.Int).And(nonce, big.NewInt(0xff)).Int64()) }

// CancelledNonces is a word of the nonces that a maker cancelled: nonce n is bit n % 256 of word n / 256.
func (o *Offers) CancelledNonces(ctx context.Context, at Head, maker common.Address, word *big.Int) (*big.Int, error) {
	query, err := o.abi.TryPackCancelledNonces(maker, word)
	if err != nil {
		return nil, fmt.Errorf("encode a question about the nonces of %s: %w", maker, err)
	}
	data, err := o.read(ctx, at, "cancelled nonces of "+maker.Hex(), query)
	if err != nil {
		return nil, err
	}
	bits, err := o.abi.UnpackCancelledNonces(data)
	if err != nil {
		return nil, fmt.Errorf("read the cancelled nonces of %s: %w: %w", maker, ErrOtherCode, err)
	}
	return bits, nil
}

// HashOnChain and DigestOnChain are the offer's hash, and what its maker signs unless for Permit2, as the contract has them:
// for those who do not take the offer's own word for it.
func (o *Offers) HashOnChain(ctx context.Context, at Head, made offer.Offer) (common.Hash, error) {
	var query []byte
	var err error
	if made.Side == offer.Ask {
		query, err = o.abi.TryPackAskHash(askBinding(made))
	} else {
		query, err = o.abi.TryPackBidHash(bidBinding(made))
	}
	if err != nil {
		return common.Hash{}, fmt.Errorf("encode a question about the %s: %w", made.Side, err)
	}
	return o.hash(ctx, at, "hash of the "+made.Side.String(), query)
}

// DigestOnChain is explained at HashOnChain.
func (o *Offers) DigestOnChain(ctx context.Context, at Head, made common.Hash) (common.Hash, error) {
	return o.hash(ctx, at, "digest of offer "+made.Hex(), o.abi.PackDigest(made))
}

// WitnessTypes are the types that Permit2 hashes where a bid, or an ask, is the witness, as the contract has them.
func (o *Offers) WitnessTypes(ctx context.Context, at Head) (bid, ask string, err error) {
	data, err := o.read(ctx, at, "witness types", o.abi.PackWitnessTypes())
	if err != nil {
		return "", "", err
	}
	types, err := o.abi.UnpackWitnessTypes(data)
	if err != nil {
		return "", "", fmt.Errorf("read the witness types from offers %s: %w: %w", o.address, ErrOtherCode, err)
	}
	return types.Bid, types.Ask, nil
}

func (o *Offers) hash(ctx context.Context, at Head, what string, query []byte) (common.Hash, error) {
	data, err := o.read(ctx, at, what, query)
	if err != nil {
		return common.Hash{}, err
	}
	if len(data) != common.HashLength {
		return common.Hash{}, fmt.Errorf("read the %s from offers %s: %w: the answer has %d bytes", what, o.address, ErrOtherCode, len(data))
	}
	return common.BytesToHash(data), nil
}

// Quote is the terms and the salt of the forward that a fill would open in a block like the pinned one, as the contract has them.
func (o *Offers) Quote(ctx context.Context, at Head, made offer.Offer, fill offer.Fill) (terms statement.Terms, salt common.Hash, err error) {
	fail := func(err error) (statement.Terms, common.Hash, error) {
		return statement.Terms{}, common.Hash{}, fmt.Errorf("read the quote of the %s: %w", made.Side, err)
	}
	var query []byte
	if made.Side == offer.Ask {
		query, err = o.abi.TryPackQuoteAsk(askBinding(made), askFillBinding(fill, false))
	} else {
		query, err = o.abi.TryPackQuoteBid(bidBinding(made), fill.Quantity)
	}
	if err != nil {
		return fail(err)
	}
	data, err := o.read(ctx, at, "quote of the "+made.Side.String(), query)
	if err != nil {
		return fail(err)
	}
	quoted, err := o.abi.UnpackQuoteBid(data) // an ask's is the same
	if err != nil {
		return fail(errors.Join(ErrOtherCode, err))
	}
	if terms, err = termsFromBinding(quoted.Terms); err != nil {
		return fail(err)
	}
	return terms, quoted.Salt, nil
}

// What taking part of an offer may take of gas: the escrow's and the token's work and a maker's contract that is asked, and for each byte
// of what is passed on, what it costs to send, to hash and to emit.
const (
	fillGas      = 1_500_000
	usualFillGas = 400_000
	fillByteGas  = 64
)

// FillGas is the most gas that taking part of an offer may take: a maker's contract could burn any amount.
func FillGas(s offer.Signed, fill offer.Fill) uint64 {
	return fillGas + fillByteGas*uint64(len(s.Params)+len(s.Task)+len(s.Signature)+len(fill.Task))
}

// UsualFillGas is about what filling a bid for assigned forwards takes of gas, with some room, for a maker who is an account with a key.
func UsualFillGas(s offer.Signed) uint64 {
	return usualFillGas + fillByteGas*uint64(len(s.Params)+len(s.Task)+len(s.Signature))
}

// FillCall takes part of an offer. The sender pays the price of an ask, or the bond of a bid for assigned forwards, and must
// have approved it to this contract.
func (o *Offers) FillCall(s offer.Signed, fill offer.Fill) (Call, error) {
	hash, err := s.Hash()
	if err != nil {
		return Call{}, err
	}
	var data []byte
	byPermit2 := s.Permit2 != (common.Address{})
	if s.Side == offer.Ask {
		data, err = o.abi.TryPackFillAsk(askBinding(s.Offer), s.Signature, askFillBinding(fill, byPermit2))
	} else {
		data, err = o.abi.TryPackFillBid(bidBinding(s.Offer), s.Signature,
			bindings.BidFill{Quantity: fill.Quantity, MinPrice: fill.Bound, Holder: fill.Holder, ByPermit2: byPermit2})
	}
	call, err := o.pack(fmt.Sprintf("take %s %s", s.Side, hash), data, err)
	call.MostGas = FillGas(s, fill)
	return call, err
}

// CancelCall calls an offer off. Only its maker may.
func (o *Offers) CancelCall(made offer.Offer) (Call, error) {
	hash, err := made.Hash()
	if err != nil {
		return Call{}, err
	}
	var data []byte
	if made.Side == offer.Ask {
		data, err = o.abi.TryPackCancelAsk(askBinding(made))
	} else {
		data, err = o.abi.TryPackCancelBid(bidBinding(made))
	}
	return o.pack(fmt.Sprintf("cancel %s %s", made.Side, hash), data, err)
}

// CancelNoncesCall calls off all offers of the sender with nonces of a word where the mask has ones, made or yet to be made.
func (o *Offers) CancelNoncesCall(word, mask *big.Int) (Call, error) {
	data, err := o.abi.TryPackCancelNonces(word, mask)
	return o.pack("cancel the nonces of word "+word.String(), data, err)
}

// Simulate asks, at a block, whether the contract would take a call from an account; the error is a *RevertError if not.
func (o *Offers) Simulate(ctx context.Context, at Head, from common.Address, call Call) error {
	return o.client.simulate(ctx, at, from, call)
}

// FilledIn is the fill that a transaction made.
func (o *Offers) FilledIn(receipt *types.Receipt) (OfferFill, error) {
	for _, log := range receipt.Logs {
		if log.Address != o.address || len(log.Topics) == 0 {
			continue
		}
		if _, isFill := sideOf(log.Topics[0]); isFill {
			return o.decodeFill(log)
		}
	}
	return OfferFill{}, fmt.Errorf("find what transaction %s took of an offer: %w", receipt.TxHash, ErrNoForward)
}

func (o *Offers) read(ctx context.Context, at Head, what string, data []byte) ([]byte, error) {
	answer, err := o.client.call(ctx, at, o.address, data)
	if err != nil {
		return nil, fmt.Errorf("read the %s from offers %s: %w", what, o.address, refusal(err))
	}
	if len(answer) == 0 {
		return nil, fmt.Errorf("read the %s from offers %s: %w: they gave no answer on chain %s in block %d",
			what, o.address, ErrOtherCode, o.client.chainID, at.Number)
	}
	return answer, nil
}

func (o *Offers) pack(what string, data []byte, err error) (Call, error) {
	if err != nil {
		return Call{}, fmt.Errorf("%s: encode the call: %w", what, err)
	}
	return Call{To: &o.address, Data: data, What: what}, nil
}

func offerBinding(made offer.Offer) bindings.Offer {
	return bindings.Offer{
		Terms: termsBinding(made.Terms), Params: made.Params, LastPrice: made.LastPrice, RampStart: made.RampStart,
		RampEnd: made.RampEnd, MinFill: made.MinFill, Expiry: made.Expiry, Nonce: made.Nonce, Salt: made.Salt,
	}
}

func bidBinding(made offer.Offer) bindings.Bid {
	return bindings.Bid{Offer: offerBinding(made), Buyer: made.Buyer, Task: made.Task}
}

func askBinding(made offer.Offer) bindings.Ask {
	return bindings.Ask{Offer: offerBinding(made), Review: made.Review}
}

func askFillBinding(fill offer.Fill, byPermit2 bool) bindings.AskFill {
	bound := fill.Bound
	if bound == nil { // a quote does not look at it
		bound = new(big.Int)
	}
	return bindings.AskFill{
		Quantity: fill.Quantity, MaxPrice: bound, Buyer: fill.Buyer, ByPermit2: byPermit2,
		SealX: statement.Big(fill.Seal.X), SealY: statement.Big(fill.Seal.Y), TaskHash: fill.TaskHash, Task: fill.Task,
	}
}
