package statement

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// HeaderLen is how many words the escrow puts before the payload.
const HeaderLen = 9

// Places of the header's words.
const (
	ClaimWord = iota
	ForwardWord
	ParamsWord
	WindowWord
	ProgressWord
	SealXWord
	SealYWord
	CommitmentWord
	BeaconWord
)

// Header says for whom, for which forward and for which step of it a proof was made.
type Header struct {
	ChainID           *big.Int
	Escrow, Recipient common.Address
	Forward           common.Hash
	Params            Word
	Start, End        uint64
	Quantity          *big.Int // of the whole forward
	From, To          uint64   // step of the predicate's own progress
	Amount            *big.Int // delivered by this step
	SealX, SealY      Word
	Commitment        Word // two-round predicates, else zero
	Beacon            Word
}

// Words encodes the header as the escrow does. It refuses what the escrow's types could not hold.
func (h Header) Words() ([HeaderLen]Word, error) {
	claim, errClaim := Claim(h.ChainID, h.Escrow, h.Forward, h.Recipient)
	window, errWindow := Window(h.Start, h.End, h.Quantity)
	progress, errProgress := Progress(h.From, h.To, h.Amount)
	if err := errors.Join(errClaim, errWindow, errProgress); err != nil {
		return [HeaderLen]Word{}, fmt.Errorf("encoding the header of forward %s: %w", h.Forward, err)
	}
	return [HeaderLen]Word{
		claim, U248(h.Forward), h.Params, window, progress, h.SealX, h.SealY, h.Commitment, h.Beacon,
	}, nil
}

// Claim binds a proof to one recipient, one forward, one escrow and one chain: a copied proof pays the same recipient.
func Claim(chainID *big.Int, escrow common.Address, forward common.Hash, recipient common.Address) (Word, error) {
	var e encoder
	e.hash(ClaimTypeHash)
	e.uint("chain id", chainID, 256)
	e.address(escrow)
	e.hash(forward)
	e.address(recipient)
	hash, err := e.keccak("deriving a claim")
	if err != nil {
		return Word{}, err
	}
	return U248(hash), nil
}

// Window packs the delivery window and the whole quantity: start + end·2^64 + quantity·2^128.
func Window(start, end uint64, quantity *big.Int) (Word, error) {
	if err := fits("quantity", quantity, 96); err != nil {
		return Word{}, fmt.Errorf("packing a window: %w", err)
	}
	return pack(start, end, quantity), nil
}

// Progress packs one step: from + to·2^64 + amount·2^128.
func Progress(from, to uint64, amount *big.Int) (Word, error) {
	if err := fits("amount", amount, 96); err != nil {
		return Word{}, fmt.Errorf("packing a step: %w", err)
	}
	return pack(from, to, amount), nil
}

// ParseWindow undoes Window. Everything above the two times is the quantity.
func ParseWindow(w Word) (start, end uint64, quantity *big.Int) { return unpack(w) }

// ParseProgress undoes Progress. Everything above the two places is the amount.
func ParseProgress(w Word) (from, to uint64, amount *big.Int) { return unpack(w) }

func pack(low, middle uint64, high *big.Int) Word {
	x := new(big.Int).Lsh(high, 64)
	x.Add(x, new(big.Int).SetUint64(middle))
	x.Lsh(x, 64)
	x.Add(x, new(big.Int).SetUint64(low))
	var w Word
	w.SetBigInt(x)
	return w
}

func unpack(w Word) (low, middle uint64, high *big.Int) {
	x := Big(w)
	mask := new(big.Int).SetUint64(^uint64(0))
	low = new(big.Int).And(x, mask).Uint64()
	middle = new(big.Int).And(new(big.Int).Rsh(x, 64), mask).Uint64()
	return low, middle, x.Rsh(x, 128)
}
