package offer

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// ErrSignature says that a signature is not the maker's, or not of this offer on this chain and contract.
var ErrSignature = errors.New("the signature is not its maker's of exactly this offer, on this chain, for this contract")

// Signed is an offer with its maker's signature. It holds on one chain and in one contract.
type Signed struct {
	Offer
	ChainID   *big.Int
	Contract  common.Address // the contract that it can be taken in
	Permit2   common.Address // zero, or the Permit2 that the signature lets the stake be taken through, with the offer as a whole
	Signature []byte
}

var (
	domainTypeHash  = crypto.Keccak256Hash([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
	permit2TypeHash = crypto.Keccak256Hash([]byte("EIP712Domain(string name,uint256 chainId,address verifyingContract)"))
	name            = crypto.Keccak256Hash([]byte("Tercet Offers"))
	version         = crypto.Keccak256Hash([]byte("1"))
	permit2Name     = crypto.Keccak256Hash([]byte("Permit2"))
)

const permitTransferType = "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,"

// Digest is what the maker signs (EIP-712): the offer itself or, with a Permit2, one transfer of the stake whose witness is the
// offer.
func (s Signed) Digest() (common.Hash, error) {
	hash, err := s.Hash()
	if err != nil {
		return common.Hash{}, err
	}
	var domain encoder
	if s.Permit2 == (common.Address{}) {
		domain.hash(domainTypeHash)
		domain.hash(name)
		domain.hash(version)
		domain.uint("chain id", s.ChainID, 256)
		domain.address(s.Contract)
		return typed(domain, hash)
	}
	domain.hash(permit2TypeHash)
	domain.hash(permit2Name)
	domain.uint("chain id", s.ChainID, 256)
	domain.address(s.Permit2)
	var permitted, transfer encoder
	permitted.hash(permitTypeHash)
	permitted.address(s.Terms.Token)
	permitted.uint("stake", s.Stake(), 256)
	transfer.hash(crypto.Keccak256Hash([]byte(permitTransferType + s.Side.WitnessType())))
	transfer.hash(permitted.keccak())
	transfer.address(s.Contract)
	transfer.uint("nonce", s.Nonce, 256)
	transfer.uint64(s.Expiry)
	transfer.hash(hash)
	return typed(domain, transfer.keccak())
}

func typed(domain encoder, message common.Hash) (common.Hash, error) {
	if err := errors.Join(domain.faults...); err != nil {
		return common.Hash{}, fmt.Errorf("hash the domain: %w", err)
	}
	separator := domain.keccak()
	return crypto.Keccak256Hash([]byte("\x19\x01"), separator[:], message[:]), nil
}

// signer signs hashes for one account: R, S and the recovery id, 0 or 1.
type signer interface {
	Address() common.Address
	SignHash(hash []byte) ([]byte, error)
}

// Sign signs for the maker, and for nobody else.
func (s *Signed) Sign(by signer) error {
	if by.Address() != s.Maker() {
		return fmt.Errorf("sign the %s of %s: the key is that of %s", s.Side, s.Maker(), by.Address())
	}
	digest, err := s.Digest()
	if err != nil {
		return err
	}
	signature, err := by.SignHash(digest[:])
	if err != nil {
		return err
	}
	signature[crypto.RecoveryIDOffset] += 27 // as contracts expect it
	s.Signature = signature
	return nil
}

// VerifyKey checks the signature of a maker who is an account with a key. That of a contract only the contract can check
// (EIP-1271).
func (s Signed) VerifyKey() error {
	digest, err := s.Digest()
	if err != nil {
		return err
	}
	if len(s.Signature) != crypto.SignatureLength {
		return fmt.Errorf("%w: it has %d bytes instead of %d", ErrSignature, len(s.Signature), crypto.SignatureLength)
	}
	signature := append([]byte{}, s.Signature...)
	id := signature[crypto.RecoveryIDOffset] - 27
	r, sValue := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:64])
	if !crypto.ValidateSignatureValues(id, r, sValue, true) {
		return fmt.Errorf("%w: its numbers are out of range", ErrSignature)
	}
	signature[crypto.RecoveryIDOffset] = id
	key, err := crypto.SigToPub(digest[:], signature)
	if err != nil {
		return fmt.Errorf("%w: no key makes it", ErrSignature)
	}
	if signedBy := crypto.PubkeyToAddress(*key); signedBy != s.Maker() {
		return fmt.Errorf("%w: the maker is %s", ErrSignature, s.Maker())
	}
	return nil
}
