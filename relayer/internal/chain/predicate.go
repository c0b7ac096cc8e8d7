package chain

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// KeyWords is how many words a verifying key has on chain.
const KeyWords = 22

// Predicate is a contract that decides deliveries by Groth16 proofs, under a key that is part of its code.
type Predicate struct {
	client  *Client
	address common.Address
	abi     *bindings.Groth16Predicate
}

// NewPredicate speaks to the predicate at an address. Whether it is one that is known, CheckCode tells.
func NewPredicate(client *Client, address common.Address) *Predicate {
	return &Predicate{client: client, address: address, abi: bindings.NewGroth16Predicate()}
}

// Address is the contract's address.
func (p *Predicate) Address() common.Address { return p.address }

// KeyHash is the hash of the key for n statements at once, as the contract tells it.
func (p *Predicate) KeyHash(ctx context.Context, at Head, n uint32) (common.Hash, error) {
	data, err := p.read(ctx, at, "key hash", p.abi.PackKeyHash(n))
	if err != nil {
		return common.Hash{}, err
	}
	hash, err := p.abi.UnpackKeyHash(data)
	if err != nil {
		return common.Hash{}, fmt.Errorf("read the key hash of predicate %s: %w: %w", p.address, ErrOtherCode, err)
	}
	return hash, nil
}

// VerifyingKey is the key for n statements at once, as the contract tells it.
func (p *Predicate) VerifyingKey(ctx context.Context, at Head, n uint32) (key [KeyWords]*big.Int, err error) {
	data, err := p.read(ctx, at, "verifying key", p.abi.PackVerifyingKey(n))
	if err != nil {
		return key, err
	}
	key, err = p.abi.UnpackVerifyingKey(data)
	if err != nil {
		return key, fmt.Errorf("read the verifying key of predicate %s: %w: %w", p.address, ErrOtherCode, err)
	}
	return key, nil
}

// Verify asks the contract whether it finds a delivery proved.
func (p *Predicate) Verify(ctx context.Context, at Head, header [statement.HeaderLen]statement.Word,
	payload []statement.Word, h statement.Word, proof []byte,
) (bool, error) {
	query, err := p.abi.TryPackVerify([statement.HeaderLen]*big.Int(bigs(header[:])), bigs(payload), statement.Big(h), proof)
	if err != nil {
		return false, fmt.Errorf("encode a question to predicate %s: %w", p.address, err)
	}
	data, err := p.read(ctx, at, "verdict", query)
	if err != nil {
		return false, err
	}
	holds, err := p.abi.UnpackVerify(data)
	if err != nil {
		return false, fmt.Errorf("read the verdict of predicate %s: %w: %w", p.address, ErrOtherCode, err)
	}
	return holds, nil
}

// VerifyMany asks the contract whether it finds all places of a group proved.
func (p *Predicate) VerifyMany(ctx context.Context, at Head, n uint32, places []statement.Place, proof []byte) (bool, error) {
	count := big.NewInt(int64(len(places)))
	query, err := p.abi.TryPackVerifyMany(n, count, bigs(statement.Flatten(places)), proof)
	if err != nil {
		return false, fmt.Errorf("encode a question to predicate %s: %w", p.address, err)
	}
	data, err := p.read(ctx, at, "verdict about a group", query)
	if err != nil {
		return false, err
	}
	holds, err := p.abi.UnpackVerifyMany(data)
	if err != nil {
		return false, fmt.Errorf("read the verdict about a group of predicate %s: %w: %w", p.address, ErrOtherCode, err)
	}
	return holds, nil
}

// CheckCode rebuilds, by running the constructor as a call, the code that the predicate must have under a key, and
// compares it with what stands at the address. A contract that only looks the same, and would let anybody collect, or a
// proxy that may become one, is refused with ErrOtherCode.
func (p *Predicate) CheckCode(ctx context.Context, at Head, key [KeyWords]*big.Int) error {
	return p.client.checkCode(ctx, at, "predicate", p.address, predicateCreation(p.abi, key))
}

func (p *Predicate) read(ctx context.Context, at Head, what string, data []byte) ([]byte, error) {
	answer, err := p.client.call(ctx, at, p.address, data)
	if err != nil {
		return nil, fmt.Errorf("read the %s of predicate %s: %w", what, p.address, refusal(err))
	}
	if len(answer) == 0 {
		return nil, fmt.Errorf("read the %s of predicate %s: %w: it gave no answer in block %d", what, p.address, ErrOtherCode, at.Number)
	}
	return answer, nil
}

func predicateCreation(contract *bindings.Groth16Predicate, key [KeyWords]*big.Int) []byte {
	arguments := contract.PackConstructor([]bindings.IGroth16PredicateKey{{N: 1, Words: key}})
	return append(common.FromHex(bindings.Groth16PredicateMetaData.Bin), arguments...)
}
