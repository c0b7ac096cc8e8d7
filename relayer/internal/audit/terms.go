package audit

import (
	"cmp"
	"context"
	"errors"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// terms checks what was agreed, before anybody delivered: escrow, id, what it came from, money, parameters, task, sealing key,
// predicate, key.
func (h *history) terms(ctx context.Context, report *Report, t *trial) {
	forward := *t.forward
	report.adopt(h.law)
	// The reading of the opening event refuses terms that make another id.
	report.at = &forward.Opened
	report.holds("terms", "terms, buyer %s and salt, on this chain and escrow, make the id %s", forward.Buyer, forward.ID)
	if h.Escrow.Received(t.opening.receipt, forward.Opened, forward.Terms.Token, forward.Terms.Price) {
		report.holds("funds", "token %s moved the price of %v to the escrow in transaction %s", forward.Terms.Token, forward.Terms.Price, forward.Opened.Tx)
	} else {
		report.fails("funds", "transaction %s moved no %v of token %s to the escrow", forward.Opened.Tx, forward.Terms.Price, forward.Terms.Token)
	}
	h.offer(report, t)
	task(report, forward)
	seal := statement.PublicKey{X: forward.Terms.SealX, Y: forward.Terms.SealY}
	switch err := seal.Check(); {
	case err != nil:
		report.fails("sealing key", "%v", err)
	case seal.IsZero():
		report.skips("sealing key", "the output is not sealed: everybody can read it")
	default:
		report.holds("sealing key", "the output is sealed to %s", seal)
	}
	report.at = nil
	report.adopt(t.predicate.law)
	h.params(ctx, report, forward, t.predicate.keyHash)
}

// offer checks that a forward is what was taken of the offer that it came from.
func (h *history) offer(report *Report, t *trial) {
	const name = "offer"
	fill, terms := t.fill, t.forward.Terms
	if fill == nil {
		return
	}
	side, maker, whose := "an ask", fill.Maker, terms.Provider
	if fill.Bid {
		side, whose = "a bid", t.forward.Buyer
	}
	switch err := h.offers[fill.Offers]; {
	case err != nil:
		report.skips(name, "contract %s says that %s was taken, and is no contract that would know", fill.Offers, side)
	case fill.Quantity.Cmp(terms.Quantity) != 0 || fill.Price.Cmp(terms.Price) != 0:
		report.fails(name, "%v units for %v were taken of %s, and the forward is of %v for %v", fill.Quantity, fill.Price, side, terms.Quantity, terms.Price)
	case maker != whose:
		report.fails(name, "%s made %s, and the forward names %s", maker, side, whose)
	case t.gap != nil:
		report.fails(name, "before this part %v had been taken of %s, and the parts that were opened make another sum", t.gap, side)
	default:
		report.holds(name, "%s took %v units for %v of %s of %s, of which %v are taken by then", fill.Taker, fill.Quantity, fill.Price, side, maker, fill.Filled)
	}
}

// provenance connects a key that is in the deployed code with how it was made.
func (c *court) provenance(ctx context.Context, p *predicate, code chain.Code, keyHash common.Hash) error {
	const name = "key provenance"
	var origin Origin
	var known bool
	var err error
	report := &p.law
	if c.Provenance != nil {
		origin, known, err = c.Provenance.Origin(ctx, keyHash)
	}
	if known && keyHash == p.keyHash {
		p.origin = origin
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	setup := origin.Setup
	switch {
	case err != nil:
		report.fails(name, "what is claimed of key %s does not hold: %v", keyHash, err)
	case !known:
		report.lacks(name, "provenance unknown: no manifest here tells how key %s was made; whoever made it alone can forge proofs", keyHash)
		report.Warnings = append(report.Warnings, "the key's provenance is unknown")
	case code != chain.CodeFor(origin.Bundle):
		report.fails(name, "key %s proves %s, which belongs behind %s: behind %s it could be sold twice",
			keyHash, origin.Bundle, chain.CodeFor(origin.Bundle), code)
	case setup == keys.SetupDevelopment && chain.IsDevelopment(report.ChainID, c.Development...):
		report.holds(name, "a DEVELOPMENT key, on a development chain: whoever made it can forge proofs")
		report.Warnings = append(report.Warnings, "the key is a development key: nothing of value may depend on it")
	case setup == keys.SetupDevelopment:
		report.fails(name, "a DEVELOPMENT key on chain %d, which is no development chain: whoever made it can forge proofs", report.ChainID)
	default:
		report.holds(name, "made by %s", cmp.Or(origin.Evidence, setup))
		if origin.Foreign {
			report.Warnings = append(report.Warnings, "what the key proves is what the author of its circuit says: its source is not here")
		}
	}
	return nil
}

// params checks the emitted preimage against the commitment and the unit, where the predicate is known.
func (h *history) params(ctx context.Context, report *Report, forward chain.Forward, keyHash common.Hash) {
	const name = "parameters"
	if keyHash == (common.Hash{}) || h.Predicates == nil {
		report.lacks(name, "the predicate is not known here, so its parameters cannot be read")
		return
	}
	read := h.readParams(ctx, keyHash, forward.Params)
	switch {
	case errors.Is(read.err, ErrUnreadable):
		report.fails(name, "the emitted parameters cannot be read: %v", read.err)
	case read.err != nil:
		report.lacks(name, "the emitted parameters could not be read here: %v", read.err)
	case !read.known:
		report.lacks(name, "no predicate that is known here goes with key %s, so its parameters cannot be read", keyHash)
	case read.commitment != forward.Terms.Params:
		report.fails(name, "the emitted parameters commit to another word than the terms hold")
	case read.unit != forward.Terms.Unit:
		report.fails(name, "the emitted parameters make the unit %s, the terms hold %s", read.unit, forward.Terms.Unit)
	default:
		report.holds(name, "the emitted parameters commit to the terms' word and make the terms' unit %s", read.unit)
		if _, isGPU := gpuhours.InTerms(forward.Params, forward.Terms); isGPU {
			report.Warnings = append(report.Warnings, "trusted of GPUs: "+gpuhours.Trusted)
		}
	}
}

// preimage is what was read of emitted parameters.
type preimage struct {
	commitment statement.Word
	unit       common.Hash
	known      bool
	err        error
}

// mostPreimages is how many are remembered: many forwards ask for the same.
const mostPreimages = 1_000

// readParams asks the predicate, or remembers what it said.
func (c *court) readParams(ctx context.Context, keyHash common.Hash, emitted []byte) preimage {
	key := crypto.Keccak256Hash(keyHash[:], emitted)
	c.reading.Lock()
	read, before := c.preimages[key]
	c.reading.Unlock()
	if before {
		return read
	}
	read.commitment, read.unit, read.known, read.err = c.Predicates.Params(ctx, keyHash, emitted)
	c.reading.Lock()
	defer c.reading.Unlock()
	if len(c.preimages) < mostPreimages {
		c.preimages[key] = read
	}
	return read
}

func task(report *Report, forward chain.Forward) {
	const name = "task"
	switch {
	case crypto.Keccak256Hash(forward.Task) == forward.Terms.TaskHash:
		report.holds(name, "the emitted task, %d bytes, has the terms' hash", len(forward.Task))
	case len(forward.Task) > 0 && len(forward.Task) <= 200 && utf8.Valid(forward.Task):
		report.skips(name, "the opening names the task elsewhere, %q: fetch it and compare its keccak256 with %s", forward.Task, forward.Terms.TaskHash)
	default:
		report.skips(name, "the opening does not hold the task: compare its keccak256 with %s", forward.Terms.TaskHash)
	}
}

// code records what a check of a contract's code found, and passes on what kept it from finding anything.
func code(report *Report, name string, address common.Address, err error) error {
	switch {
	case err == nil:
		report.holds(name, "the code at %s is the known one", address)
	case chain.Answered(err):
		report.fails(name, "%v", err)
	default:
		return err
	}
	return nil
}
