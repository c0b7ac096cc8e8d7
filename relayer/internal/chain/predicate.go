package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// KeyWords is how many words a verifying key has on chain.
const KeyWords = 22

// Code is which contract a predicate is. All of them have their keys as part of their code.
type Code int

const (
	// Stateless is Groth16Predicate, which keeps nothing.
	Stateless Code = iota
	// HourLedger is GpuHoursPredicate, which lets no GPU-hour be sold twice under one set of meters.
	HourLedger
)

var codes = map[Code]struct{ name, bin string }{
	Stateless:  {"Groth16Predicate", bindings.Groth16PredicateMetaData.Bin},
	HourLedger: {"GpuHoursPredicate", bindings.GpuHoursPredicateMetaData.Bin},
}

// String is the contract's name.
func (c Code) String() string { return codes[c].name }

// CodeFor is the contract that has to verify a bundle's proofs: behind another one, what they prove could be sold twice.
func CodeFor(bundle string) Code {
	if bundle == "gpu-hours" {
		return HourLedger
	}
	return Stateless
}

// Predicate is a contract that decides deliveries by Groth16 proofs, under keys that are part of its code.
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

// BatchKey is a key under which one proof is about up to N statements.
type BatchKey struct {
	N     uint32
	Words [KeyWords]*big.Int
}

// PredicateKeys is all that a predicate's code is made of.
type PredicateKeys struct {
	Code    Code
	One     [KeyWords]*big.Int // for one statement
	Batches []BatchKey         // for several at once
}

// CheckCode rebuilds, by running the constructor as a call, the code that the predicate must have, and compares it with what
// stands at the address. A contract that only looks the same, and would let anybody collect, or a proxy that may become one,
// is refused with ErrOtherCode.
func (p *Predicate) CheckCode(ctx context.Context, at Head, k PredicateKeys) error {
	return p.client.checkCode(ctx, at, "predicate", p.address, k.creation(p.abi))
}

// CheckedKeys are the keys that a predicate tells of, once they are found to be all that there are in its code: whoever can
// forge proofs under any of them can collect. A contract that is no such predicate is refused with ErrOtherCode.
func (p *Predicate) CheckedKeys(ctx context.Context, at Head) (k PredicateKeys, err error) {
	if k.One, err = p.VerifyingKey(ctx, at, 1); err != nil {
		return k, err
	}
	if k.Code, err = p.code(ctx, at, k); !errors.Is(err, ErrOtherCode) {
		return k, err
	}
	batches, failed := p.batchKeys(ctx, at)
	if failed != nil {
		return k, failed
	}
	if len(batches) == 0 {
		return k, err
	}
	k.Batches = batches
	k.Code, err = p.code(ctx, at, k)
	return k, err
}

// code is which contract the predicate is, given its keys.
func (p *Predicate) code(ctx context.Context, at Head, k PredicateKeys) (code Code, err error) {
	for _, code := range []Code{Stateless, HourLedger} {
		k.Code = code
		if err = p.CheckCode(ctx, at, k); !errors.Is(err, ErrOtherCode) {
			return code, err
		}
	}
	return 0, err
}

// batchKeys asks for a key of every size that there may be.
func (p *Predicate) batchKeys(ctx context.Context, at Head) ([]BatchKey, error) {
	const most, chunk = statement.MaxBatch, 64
	var found []BatchKey
	for first := uint32(2); first <= most; first += chunk {
		var calls []rpc.BatchElem
		for n := first; n < min(first+chunk, most+1); n++ {
			calls = append(calls, rpc.BatchElem{Method: "eth_call", Result: new(hexutil.Bytes), Args: []any{
				map[string]any{"to": p.address, "input": hexutil.Bytes(p.abi.PackKeyHash(n))},
				rpc.BlockNumberOrHashWithHash(at.Hash, false),
			}})
		}
		_, err := ask(ctx, p.client, p.client.route(at)[0], func(ctx context.Context, eth *ethclient.Client) (any, error) {
			return nil, eth.Client().BatchCallContext(ctx, calls)
		})
		if err != nil {
			return nil, fmt.Errorf("ask predicate %s for its keys: %w", p.address, err)
		}
		for i, call := range calls {
			if err := refusal(call.Error); err != nil {
				if errors.As(err, new(*RevertError)) { // it has none of that size
					continue
				}
				return nil, fmt.Errorf("ask predicate %s for its keys: %w", p.address, err)
			}
			n := first + uint32(i)
			words, err := p.VerifyingKey(ctx, at, n)
			if err != nil {
				return nil, err
			}
			if found = append(found, BatchKey{n, words}); len(found) > maxBatchKeys {
				return nil, fmt.Errorf("ask predicate %s for its keys: %w: it tells of more keys for batches than the %d that there may be",
					p.address, ErrOtherCode, maxBatchKeys)
			}
		}
	}
	return found, nil
}

// maxBatchKeys is how many sizes of batch a predicate has at most.
const maxBatchKeys = 2

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

// creation is the creation code, whose constructors all take the same.
func (k PredicateKeys) creation(contract *bindings.Groth16Predicate) []byte {
	all := []bindings.IGroth16PredicateKey{{N: 1, Words: k.One}}
	for _, batch := range k.Batches {
		all = append(all, bindings.IGroth16PredicateKey{N: batch.N, Words: batch.Words})
	}
	return append(common.FromHex(codes[k.Code].bin), contract.PackConstructor(all)...)
}
