package audit

import (
	"context"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// predicate is what was found of one, once for all forwards that name it.
type predicate struct {
	*chain.Predicate
	law      Report
	keyHash  common.Hash // zero where it is no known one
	verifies map[uint32]verifying
	hours    bool   // what it pays for may be sold once
	origin   Origin // of its key for one statement
	codeHash common.Hash
}

// verifying is a key for so many statements at once.
type verifying struct {
	key  groth16.VerifyingKey
	hash common.Hash
	err  error
}

// predicate is what stands at an address, found out once.
func (c *court) predicate(ctx context.Context, address common.Address) (*predicate, error) {
	if known, is := c.predicates[address]; is {
		return known, nil
	}
	p := &predicate{Predicate: chain.NewPredicate(c.machine.Client(), address), verifies: map[uint32]verifying{}}
	p.law.ChainID = c.Client.ChainID().Uint64()
	if err := c.fetch(ctx, &p.law, "predicate", address); err != nil {
		return nil, err
	}
	code, err := c.codeOf(ctx, address)
	if err != nil {
		return nil, err
	}
	p.codeHash = crypto.Keccak256Hash(code)
	if err := c.examine(ctx, p); err != nil {
		return nil, err
	}
	if err := c.registry(ctx, p); err != nil {
		return nil, err
	}
	c.predicates[address] = p
	return p, nil
}

// patience is how long a contract may take to tell its keys: known ones take a moment, others may burn all gas each time.
const patience = time.Minute

// examine rebuilds the predicate's code from the keys that it tells.
func (c *court) examine(ctx context.Context, p *predicate) error {
	const name = "predicate"
	if p.law.failed() {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	found, err := p.CheckedKeys(limited, c.machine.Head())
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		p.law.fails(name, "the code at %s did not tell its keys in %s", p.Address(), patience)
		return nil
	}
	if err != nil {
		return code(&p.law, name, p.Address(), err)
	}
	one, err := keys.FromWords(found.One)
	if err != nil {
		p.law.fails(name, "its verifying key is none: %v", err)
		return nil
	}
	hash := keys.KeyHash(found.One)
	p.keyHash, p.hours = hash, found.Code == chain.HourLedger
	p.verifies[1] = verifying{key: one, hash: hash}
	if len(found.Batches) == 0 {
		p.law.holds(name, "the code at %s is %s's with the key %s", p.Address(), found.Code, hash)
	} else {
		p.law.holds(name, "the code at %s is %s's with the key %s and %s for batches", p.Address(), found.Code, hash, count(len(found.Batches), "key"))
	}
	if err := c.provenance(ctx, p, found.Code, hash); err != nil {
		return err
	}
	for _, batch := range found.Batches { // whoever can forge under any of them can collect
		key, err := keys.FromWords(batch.Words)
		p.verifies[batch.N] = verifying{key: key, hash: keys.KeyHash(batch.Words), err: err}
		if err := c.provenance(ctx, p, found.Code, keys.KeyHash(batch.Words)); err != nil {
			return err
		}
	}
	return nil
}

// verifying is a predicate's key for n statements, as the predicate tells it if it is no known one.
func (c *court) verifying(ctx context.Context, p *predicate, n uint32) verifying {
	if known, is := p.verifies[n]; is {
		return known
	}
	words, err := p.VerifyingKey(ctx, c.machine.Head(), n)
	if err != nil {
		return verifying{err: err}
	}
	key, err := keys.FromWords(words)
	if err != nil {
		return verifying{hash: keys.KeyHash(words), err: err}
	}
	return verifying{key: key, hash: keys.KeyHash(words)}
}
