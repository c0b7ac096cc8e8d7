package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// court is what all forwards of one audit are judged by: the audited block, and contracts that run here.
type court struct {
	*Auditor
	at         chain.Head
	header     *types.Header  // of the audited block
	machine    *chain.Machine // with the code of every contract that was met
	escrow     *chain.Escrow  // as the machine runs it
	rounds     common.Address
	delay      uint64 // seconds between announcement and settlement
	law        Report // what was found of the escrow
	unproven   error  // why the endpoint's word counts for the state
	contracts  int    // whose code was read
	states     int    // that were proven
	compared   comparison
	predicates map[common.Address]*predicate
	offers     map[common.Address]error // why one is none

	registryRead  bool
	registryOther error // why none stands where it should

	reading   sync.Mutex
	preimages map[common.Hash]preimage
}

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

func (a *Auditor) convene(ctx context.Context, at chain.Head) (c *court, err error) {
	c = &court{Auditor: a, at: at, predicates: map[common.Address]*predicate{}, offers: map[common.Address]error{}, preimages: map[common.Hash]preimage{}}
	headers, err := a.Client.Headers(ctx, at, []uint64{at.Number})
	if err != nil {
		return nil, err
	}
	if c.header = headers[0]; c.header.Hash() != at.Hash {
		return nil, fmt.Errorf("read block %d: %w", at.Number, chain.ErrReorg)
	}
	if err := c.compareHead(ctx); err != nil {
		return nil, err
	}
	if c.machine, err = chain.NewMachine(ctx, a.Client.ChainID()); err != nil {
		return nil, err
	}
	if err := c.readEscrow(ctx); err != nil {
		c.machine.Close()
		return nil, err
	}
	return c, nil
}

// readEscrow fetches the escrow's code and runs it here.
func (c *court) readEscrow(ctx context.Context) error {
	local, here := c.machine.Client(), c.machine.Head()
	c.escrow = chain.NewEscrow(local, c.Escrow.Address())
	if err := c.fetch(ctx, &c.law, "escrow", c.Escrow.Address()); err != nil {
		return err
	}
	rounds, descriptor, err := c.escrow.Parts(ctx, here)
	if err == nil {
		c.rounds = rounds
		if err := errors.Join(c.fetch(ctx, &c.law, "escrow", rounds), c.fetch(ctx, &c.law, "escrow", descriptor)); err != nil {
			return err
		}
		err = c.escrow.CheckCode(ctx, here)
	}
	if err == nil {
		delay, errDelay := c.escrow.ClaimDelay(ctx, here)
		c.delay, err = uint64(delay.Seconds()), errDelay //nolint:gosec // a delay is not negative
	}
	return code(&c.law, "escrow", c.Escrow.Address(), err)
}

// fetch has a contract run here, with the code that the block's state has at its address.
func (c *court) fetch(ctx context.Context, law *Report, name string, address common.Address) error {
	code, err := c.Client.Code(ctx, c.at, address)
	if err != nil {
		return err
	}
	c.contracts++
	if err := c.compareCode(ctx, address, code); err != nil {
		return err
	}
	account, err := c.proven(ctx, address, nil)
	switch {
	case err != nil:
		return err
	case account != nil && len(code) > 0 && account.CodeHash != crypto.Keccak256Hash(code):
		law.fails(name, "the endpoint tells another code of %s than the state of block %d has", address, c.at.Number)
		return nil
	}
	c.machine.Put(address, code)
	return nil
}

// codeOf is the code that runs here at an address.
func (c *court) codeOf(ctx context.Context, address common.Address) ([]byte, error) {
	return c.machine.Client().Code(ctx, c.machine.Head(), address)
}

// proven is state that follows from the audited block; nil where only the endpoint's word is to be had, which the whole report
// says then.
func (c *court) proven(ctx context.Context, address common.Address, slots []common.Hash) (*chain.ProvenAccount, error) {
	if c.unproven != nil {
		return nil, nil
	}
	account, err := c.Client.Proven(ctx, c.at, c.header, address, slots)
	switch {
	case err == nil:
		c.states += len(slots) / 2
		return &account, nil
	case errors.Is(err, chain.ErrUnsupported), errors.Is(err, chain.ErrNotProven):
		c.unproven = err
		return nil, nil
	}
	return nil, err
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

// state is what the escrow stores for forwards at the audited block, in their order.
func (c *court) state(ctx context.Context, ids []common.Hash) ([]chain.State, error) {
	slots := make([]common.Hash, 0, 2*len(ids))
	for _, id := range ids {
		two := chain.StateSlots(id)
		slots = append(slots, two[:]...)
	}
	account, err := c.proven(ctx, c.Escrow.Address(), slots)
	if err != nil {
		return nil, err
	}
	states := make([]chain.State, len(ids))
	for i, id := range ids {
		if account != nil {
			states[i] = chain.StateFrom([2]common.Hash(account.Slots[2*i : 2*i+2]))
			continue
		}
		if states[i], err = c.Escrow.StateOf(ctx, c.at, id); err != nil {
			return nil, err
		}
	}
	return states, nil
}

// words is the header of a settlement, from terms and event alone.
func (c *court) words(forward chain.Forward, s chain.Settlement) ([statement.HeaderLen]statement.Word, error) {
	header := c.Escrow.Header(forward, s.Recipient, s.Step)
	header.Commitment, header.Beacon = s.Commitment, s.Beacon
	return header.Words()
}

// trusts says whether somebody's claims have to hold.
func (a *Auditor) trusts(registrant common.Address) bool {
	return slices.Contains(a.Registrants, registrant)
}
