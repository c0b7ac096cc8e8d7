package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/ethdb/memorydb"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/trie"
)

// ErrNotProven says that what an endpoint tells of the state does not follow from a block's hash.
var ErrNotProven = errors.New("the endpoint's proof does not lead to the block's state")

// ProvenAccount is what a block's state has of an account.
type ProvenAccount struct {
	CodeHash common.Hash
	Slots    []common.Hash // the storage that was asked for, in that order
}

// slotsAtOnce is how many slots are asked for at once: geth proves 1,024 at most.
const slotsAtOnce = 512

// Proven reads an account and some of its storage together with the proofs that they are what the header's state root stands
// for. Without such proofs it is ErrUnsupported, with wrong ones ErrNotProven.
func (c *Client) Proven(ctx context.Context, at Head, header *types.Header, address common.Address, slots []common.Hash) (ProvenAccount, error) {
	fail := func(err error) (ProvenAccount, error) {
		return ProvenAccount{}, fmt.Errorf("read the proven state of %s at block %d: %w", address, at.Number, err)
	}
	account := ProvenAccount{}
	for first := true; first || len(slots) > 0; first = false {
		part := slots[:min(slotsAtOnce, len(slots))]
		slots = slots[len(part):]
		told, err := ask(ctx, c, c.route(at)[0], func(ctx context.Context, eth *ethclient.Client) (told accountProof, err error) {
			keys := make([]string, len(part))
			for i, slot := range part {
				keys[i] = slot.Hex()
			}
			return told, eth.Client().CallContext(ctx, &told, "eth_getProof", address, keys, rpc.BlockNumberOrHashWithHash(header.Hash(), false))
		})
		if Answered(err) && !isTrouble(err) {
			return fail(fmt.Errorf("%w: %w", ErrUnsupported, err))
		}
		if err != nil {
			return fail(err)
		}
		found, err := told.check(header.Root, address, part)
		if err != nil {
			return fail(fmt.Errorf("%w: %w", ErrNotProven, err))
		}
		account.CodeHash = found.CodeHash
		account.Slots = append(account.Slots, found.Slots...)
	}
	return account, nil
}

// accountProof is what eth_getProof answers, as far as it is not taken from the proofs themselves.
type accountProof struct {
	AccountProof []hexutil.Bytes `json:"accountProof"`
	StorageProof []struct {
		Proof []hexutil.Bytes `json:"proof"`
	} `json:"storageProof"`
}

func (p accountProof) check(root common.Hash, address common.Address, slots []common.Hash) (ProvenAccount, error) {
	if len(p.StorageProof) != len(slots) {
		return ProvenAccount{}, fmt.Errorf("%d slots are proven of %d", len(p.StorageProof), len(slots))
	}
	encoded, err := proven(root, address[:], p.AccountProof)
	if err != nil {
		return ProvenAccount{}, fmt.Errorf("account: %w", err)
	}
	account := types.StateAccount{Root: types.EmptyRootHash, CodeHash: types.EmptyCodeHash[:]}
	if len(encoded) > 0 {
		if err := rlp.DecodeBytes(encoded, &account); err != nil {
			return ProvenAccount{}, fmt.Errorf("account: %w", err)
		}
	}
	found := ProvenAccount{CodeHash: common.BytesToHash(account.CodeHash), Slots: make([]common.Hash, len(slots))}
	for i, slot := range slots {
		if account.Root == types.EmptyRootHash {
			break // all of it is zero
		}
		encoded, err := proven(account.Root, slot[:], p.StorageProof[i].Proof)
		if err != nil {
			return ProvenAccount{}, fmt.Errorf("slot %s: %w", slot, err)
		}
		if len(encoded) == 0 {
			continue
		}
		var value []byte
		if err := rlp.DecodeBytes(encoded, &value); err != nil || len(value) > common.HashLength {
			return ProvenAccount{}, fmt.Errorf("slot %s: its value is none", slot)
		}
		found.Slots[i] = common.BytesToHash(value)
	}
	return found, nil
}

// proven is what a trie has under a key, empty if nothing.
func proven(root common.Hash, key []byte, nodes []hexutil.Bytes) ([]byte, error) {
	db := memorydb.New()
	for _, node := range nodes {
		if err := db.Put(crypto.Keccak256(node), node); err != nil {
			return nil, err
		}
	}
	return trie.VerifyProof(root, crypto.Keccak256(key), db)
}

// StateSlots are where the escrow stores a forward: two slots, as contracts/src/types/Forward.sol lays them out.
func StateSlots(id common.Hash) [2]common.Hash {
	first := crypto.Keccak256Hash(id[:], common.Hash{}.Bytes()) // the mapping is the contract's first variable
	second := new(big.Int).Add(first.Big(), common.Big1)
	return [2]common.Hash{first, common.BigToHash(second)}
}

// StateFrom is the state that two slots hold.
func StateFrom(slots [2]common.Hash) State {
	first, second := slots[0], slots[1]
	return State{
		Buyer:     common.BytesToAddress(first[12:]),
		Delivered: new(big.Int).SetBytes(first[1:12]),
		Provider:  common.BytesToAddress(second[12:]),
		Cursor:    new(big.Int).SetBytes(second[4:12]).Uint64(),
		Ended:     first[0] != 0,
		Closed:    first[0] == endClosed,
	}
}

// endClosed is how the escrow stores that both sides closed a forward.
const endClosed = 2

// StatusAt is where a forward stands with a state at a time, as the escrow's statusOf says it.
func (f Forward) StatusAt(state State, unix uint64) Status {
	switch t := f.Terms; {
	case state.Buyer == common.Address{}:
		return StatusNone
	case state.Closed:
		return StatusClosed
	case state.Ended:
		return StatusReclaimed
	case state.Delivered.Cmp(t.Quantity) == 0:
		return StatusSettled
	case f.Assigned() && state.Provider == common.Address{} && unix < t.AcceptBy:
		return StatusProposed
	case f.Assigned() && state.Provider == common.Address{}:
		return StatusLapsed
	case unix < t.Start:
		return StatusPending
	case unix < t.SettleBy:
		return StatusDeliverable
	}
	return StatusExpired
}

// CodeIs says whether code has a hash.
func CodeIs(code []byte, hash common.Hash) bool { return bytes.Equal(crypto.Keccak256(code), hash[:]) }
