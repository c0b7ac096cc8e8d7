package offer

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The types that makers sign, as EIP-712 writes them: what is named first is the outermost, then the others by name.
const (
	termsType = "Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity," +
		"bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider," +
		"uint64 beaconBlock,uint256 sealX,uint256 sealY)"
	offerType = "Offer(Terms terms,bytes params,uint128 lastPrice,uint64 rampStart,uint64 rampEnd,uint96 minFill," +
		"uint64 expiry,uint256 nonce,bytes32 salt)"
	bidType    = "Bid(Offer offer,address buyer,bytes task)"
	askType    = "Ask(Offer offer,uint64 review)"
	permitType = "TokenPermissions(address token,uint256 amount)"
)

var (
	offerTypeHash  = crypto.Keccak256Hash([]byte(offerType + termsType))
	bidTypeHash    = crypto.Keccak256Hash([]byte(bidType + offerType + termsType))
	askTypeHash    = crypto.Keccak256Hash([]byte(askType + offerType + termsType))
	permitTypeHash = crypto.Keccak256Hash([]byte(permitType))
)

// Hash is the EIP-712 struct hash of a bid or an ask: its name in events. An error says what is out of range.
func (o Offer) Hash() (common.Hash, error) {
	terms, err := statement.TermsHash(o.Terms)
	if err != nil {
		return common.Hash{}, fmt.Errorf("hash %s: %w", o.Side, err)
	}
	var e encoder
	e.hash(offerTypeHash)
	e.hash(terms)
	e.hash(crypto.Keccak256Hash(o.Params))
	e.uint("last price", o.LastPrice, 128)
	e.uint64(o.RampStart)
	e.uint64(o.RampEnd)
	e.uint("smallest part", o.MinFill, 96)
	e.uint64(o.Expiry)
	e.uint("nonce", o.Nonce, 256)
	e.hash(o.Salt)
	if err := errors.Join(e.faults...); err != nil {
		return common.Hash{}, fmt.Errorf("hash %s: %w", o.Side, err)
	}
	var outer encoder
	if o.Side == Ask {
		outer.hash(askTypeHash)
		outer.hash(e.keccak())
		outer.uint64(o.Review)
	} else {
		outer.hash(bidTypeHash)
		outer.hash(e.keccak())
		outer.address(o.Buyer)
		outer.hash(crypto.Keccak256Hash(o.Task))
	}
	return outer.keccak(), nil
}

// WitnessType is the rest of the type that Permit2 hashes where an offer of a side is the witness.
func (s Side) WitnessType() string {
	if s == Ask {
		return "Ask witness)" + askType + offerType + termsType + permitType
	}
	return "Bid witness)" + bidType + offerType + termsType + permitType
}

// encoder builds what Solidity's abi.encode gives for static types, and remembers every value out of range.
type encoder struct {
	bytes  []byte
	faults []error
}

func (e *encoder) hash(h common.Hash)       { e.bytes = append(e.bytes, h[:]...) }
func (e *encoder) address(a common.Address) { e.hash(common.BytesToHash(a[:])) }
func (e *encoder) uint64(x uint64)          { e.hash(common.BigToHash(new(big.Int).SetUint64(x))) }

func (e *encoder) uint(name string, x *big.Int, bits int) {
	switch {
	case x == nil:
		e.faults = append(e.faults, fmt.Errorf("%s is missing", name))
	case x.Sign() < 0 || x.BitLen() > bits:
		e.faults = append(e.faults, fmt.Errorf("%s is not from 0 to 2^%d-1: %v", name, bits, x))
	default:
		e.hash(common.BigToHash(x))
	}
}

func (e *encoder) keccak() common.Hash { return crypto.Keccak256Hash(e.bytes) }
