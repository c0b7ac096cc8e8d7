package statement

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

const termsType = "Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity," +
	"bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider," +
	"uint64 beaconBlock,uint256 sealX,uint256 sealY)"

// The EIP-712 type hashes behind every id and claim. Contracts and wallets derive the same.
var (
	TermsTypeHash   = crypto.Keccak256Hash([]byte(termsType))
	ForwardTypeHash = crypto.Keccak256Hash([]byte(
		"Forward(Terms terms,address buyer,bytes32 salt,uint256 chainId,address escrow)" + termsType))
	ClaimTypeHash = crypto.Keccak256Hash([]byte("Claim(uint256 chainId,address escrow,bytes32 forward,address recipient)"))
)

// Terms are what a forward is about, in the order in which the escrow hashes them. They never change after opening.
type Terms struct {
	Predicate   common.Address // contract that decides delivery
	Params      Word           // commitment to the predicate's parameters
	TaskHash    common.Hash
	Token       common.Address
	Price       *big.Int // of the whole quantity, 1 … 2^128−1 base units of the token
	Quantity    *big.Int // 1 … 2^96−1
	Unit        common.Hash
	AcceptBy    uint64 // 0 for an open forward
	Start       uint64 // settlements count from here …
	End         uint64 // … what is delivered lies before here …
	SettleBy    uint64 // … and from here on the money goes back
	Bond        *big.Int
	Provider    common.Address
	BeaconBlock uint64 // two-round predicates, else 0
	SealX       Word   // the buyer's sealing key, (0,0) if nothing is sealed
	SealY       Word
}

// TermsHash is the EIP-712 struct hash of the terms.
func TermsHash(t Terms) (common.Hash, error) {
	var e encoder
	e.hash(TermsTypeHash)
	e.address(t.Predicate)
	e.word(t.Params)
	e.hash(t.TaskHash)
	e.address(t.Token)
	e.uint("price", t.Price, 128)
	e.uint("quantity", t.Quantity, 96)
	e.hash(t.Unit)
	e.uint64(t.AcceptBy)
	e.uint64(t.Start)
	e.uint64(t.End)
	e.uint64(t.SettleBy)
	e.uint("bond", t.Bond, 128)
	e.address(t.Provider)
	e.uint64(t.BeaconBlock)
	e.word(t.SealX)
	e.word(t.SealY)
	return e.keccak("hashing terms")
}

// ForwardID names one forward of one escrow on one chain. Nothing signed or proved for it serves another.
func ForwardID(t Terms, buyer common.Address, salt common.Hash, chainID *big.Int, escrow common.Address) (common.Hash, error) {
	terms, err := TermsHash(t)
	if err != nil {
		return common.Hash{}, err
	}
	var e encoder
	e.hash(ForwardTypeHash)
	e.hash(terms)
	e.address(buyer)
	e.hash(salt)
	e.uint("chain id", chainID, 256)
	e.address(escrow)
	return e.keccak("deriving a forward's id")
}

// Header is the header of a settlement of a forward with these terms, its step still to be filled in.
func (t Terms) Header(chainID *big.Int, escrow common.Address, forward common.Hash, recipient common.Address) Header {
	return Header{
		ChainID: chainID, Escrow: escrow, Recipient: recipient, Forward: forward,
		Params: t.Params, Start: t.Start, End: t.End, Quantity: t.Quantity, Amount: new(big.Int),
		SealX: t.SealX, SealY: t.SealY,
	}
}

// encoder builds what Solidity's abi.encode gives for static types, and remembers every value out of range.
type encoder struct {
	bytes []byte
	errs  []error
}

func (e *encoder) hash(h common.Hash)       { e.bytes = append(e.bytes, h[:]...) }
func (e *encoder) address(a common.Address) { e.hash(common.BytesToHash(a[:])) }
func (e *encoder) word(w Word)              { e.hash(w.Bytes()) }
func (e *encoder) uint64(x uint64)          { e.word(WordFromUint64(x)) }

func (e *encoder) uint(name string, x *big.Int, bits int) {
	if err := fits(name, x, bits); err != nil {
		e.errs = append(e.errs, err)
		return
	}
	e.hash(common.BigToHash(x))
}

func (e *encoder) keccak(doing string) (common.Hash, error) {
	if err := errors.Join(e.errs...); err != nil {
		return common.Hash{}, fmt.Errorf("%s: %w", doing, err)
	}
	return crypto.Keccak256Hash(e.bytes), nil
}

func fits(name string, x *big.Int, bits int) error {
	switch {
	case x == nil:
		return fmt.Errorf("%s is missing", name)
	case x.Sign() < 0:
		return fmt.Errorf("%s is negative: %v", name, x)
	case x.BitLen() > bits:
		return fmt.Errorf("%s has more than %d bits: %v", name, bits, x)
	}
	return nil
}
