package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Split is how both sides end a forward early: ToBuyer of what is held goes to the buyer's position, the rest to the
// provider's. It is void after its deadline, and once anything more is delivered or a position changes hands.
type Split struct {
	Forward  Forward
	State    State // as it stands
	ToBuyer  *big.Int
	Deadline uint64 // unix seconds
}

// What EIP-712 hashes of a domain and of a split.
var (
	domainTypeHash = crypto.Keccak256Hash([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
	domainName     = crypto.Keccak256Hash([]byte("Tercet ForwardEscrow"))
	domainVersion  = crypto.Keccak256Hash([]byte("1"))
	closeTypeHash  = crypto.Keccak256Hash([]byte(
		"Close(bytes32 forward,uint96 delivered,address buyer,address provider,uint256 toBuyer,uint256 deadline)"))
)

// Digest is what a side that consents to a split signs (EIP-712).
func (e *Escrow) Digest(s Split) common.Hash {
	domain := crypto.Keccak256(domainTypeHash[:], domainName[:], domainVersion[:],
		common.BigToHash(e.client.chainID).Bytes(), common.LeftPadBytes(e.address[:], common.HashLength))
	message := crypto.Keccak256(closeTypeHash[:], s.Forward.ID[:], common.BigToHash(s.State.Delivered).Bytes(),
		common.LeftPadBytes(s.State.Buyer[:], common.HashLength), common.LeftPadBytes(s.State.Provider[:], common.HashLength),
		common.BigToHash(s.ToBuyer).Bytes(), common.BigToHash(new(big.Int).SetUint64(s.Deadline)).Bytes())
	return crypto.Keccak256Hash([]byte("\x19\x01"), domain, message)
}

// DigestOnChain is the digest as the escrow itself builds it, for a forward as it stands at a block.
func (e *Escrow) DigestOnChain(ctx context.Context, at Head, s Split) (common.Hash, error) {
	query, err := e.abi.TryPackCloseDigest(s.Forward.binding(), s.ToBuyer, new(big.Int).SetUint64(s.Deadline))
	if err != nil {
		return common.Hash{}, fmt.Errorf("encode a question about forward %s: %w", s.Forward.ID, err)
	}
	data, err := e.read(ctx, at, "digest of a split of forward "+s.Forward.ID.Hex(), query)
	if err != nil {
		return common.Hash{}, err
	}
	digest, err := e.abi.UnpackCloseDigest(data)
	if err != nil {
		return common.Hash{}, fmt.Errorf("read the digest of a split of forward %s: %w: %w", s.Forward.ID, ErrOtherCode, err)
	}
	return digest, nil
}

// Consent signs a split for the signer's account.
func (s *Signer) Consent(escrow *Escrow, split Split) ([]byte, error) {
	digest := escrow.Digest(split)
	signature, err := crypto.Sign(digest[:], s.key)
	if err != nil {
		return nil, fmt.Errorf("consent for %s to close forward %s: %w", s.address, split.Forward.ID, err)
	}
	signature[crypto.RecoveryIDOffset] += 27 // as contracts expect it
	return signature, nil
}

// CloseCall ends a forward by a split. A side that sends the transaction needs no signature.
func (e *Escrow) CloseCall(s Split, buyer, provider []byte) (Call, error) {
	data, err := e.abi.TryPackClose(s.Forward.binding(), s.ToBuyer, new(big.Int).SetUint64(s.Deadline), buyer, provider)
	return e.pack("close forward "+s.Forward.ID.Hex(), data, err)
}
