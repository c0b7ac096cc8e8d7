package audit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// terms checks what was agreed, before anybody delivered: escrow, id, parameters, task, sealing key, predicate, key.
func (a *Auditor) terms(ctx context.Context, at chain.Head, report *Report, forward chain.Forward) error {
	if err := code(report, "escrow", a.Escrow.Address(), a.Escrow.CheckCode(ctx, at)); err != nil {
		return err
	}
	// The reading of the opening event refuses terms that make another id.
	report.holds("terms", "terms, buyer %s and salt, on this chain and escrow, make the id %s", forward.Buyer, forward.ID)
	a.task(report, forward)
	seal := statement.PublicKey{X: forward.Terms.SealX, Y: forward.Terms.SealY}
	switch err := seal.Check(); {
	case err != nil:
		report.fails("sealing key", "%v", err)
	case seal.IsZero():
		report.skips("sealing key", "the output is not sealed: everybody can read it")
	default:
		report.holds("sealing key", "the output is sealed to %s", seal)
	}
	keyHash, err := a.predicate(ctx, at, report, forward.Terms.Predicate)
	if err != nil {
		return err
	}
	return a.params(ctx, report, forward, keyHash)
}

// predicate rebuilds the predicate's code from the key that it tells, and returns that key's hash; zero if it has none.
func (a *Auditor) predicate(ctx context.Context, at chain.Head, report *Report, address common.Address) (common.Hash, error) {
	const name = "predicate"
	predicate := chain.NewPredicate(a.Client, address)
	found, err := predicate.CheckedKeys(ctx, at)
	if err != nil {
		return common.Hash{}, code(report, name, address, err)
	}
	if _, err := keys.FromWords(found.One); err != nil {
		report.fails(name, "its verifying key is none: %v", err)
		return common.Hash{}, nil
	}
	hash := keys.KeyHash(found.One)
	if len(found.Batches) == 0 {
		report.holds(name, "the code at %s is %s's with the key %s", address, found.Code, hash)
	} else {
		report.holds(name, "the code at %s is %s's with the key %s and %s for batches", address, found.Code, hash, count(len(found.Batches), "key"))
	}
	if err := a.provenance(ctx, report, found.Code, hash); err != nil {
		return common.Hash{}, err
	}
	for _, batch := range found.Batches { // whoever can forge under any of them can collect
		if err := a.provenance(ctx, report, found.Code, keys.KeyHash(batch.Words)); err != nil {
			return common.Hash{}, err
		}
	}
	return hash, nil
}

// provenance connects a key that is in the deployed code with how it was made.
func (a *Auditor) provenance(ctx context.Context, report *Report, code chain.Code, keyHash common.Hash) error {
	const name = "key provenance"
	var origin Origin
	var known bool
	var err error
	if a.Provenance != nil {
		origin, known, err = a.Provenance.Origin(ctx, keyHash)
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
	case setup == keys.SetupDevelopment && chain.IsDevelopment(report.ChainID, a.Development...):
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
func (a *Auditor) params(ctx context.Context, report *Report, forward chain.Forward, keyHash common.Hash) error {
	const name = "parameters"
	if keyHash == (common.Hash{}) || a.Predicates == nil {
		report.lacks(name, "the predicate is not known here, so its parameters cannot be read")
		return nil
	}
	commitment, unit, known, err := a.Predicates.Params(ctx, keyHash, forward.Params)
	switch {
	case errors.Is(err, ErrUnreadable):
		report.fails(name, "the emitted parameters cannot be read: %v", err)
	case err != nil:
		return fmt.Errorf("audit forward %s: read its parameters: %w", forward.ID, err)
	case !known:
		report.lacks(name, "no predicate that is known here goes with key %s, so its parameters cannot be read", keyHash)
	case commitment != forward.Terms.Params:
		report.fails(name, "the emitted parameters commit to another word than the terms hold")
	case unit != forward.Terms.Unit:
		report.fails(name, "the emitted parameters make the unit %s, the terms hold %s", unit, forward.Terms.Unit)
	default:
		report.holds(name, "the emitted parameters commit to the terms' word and make the terms' unit")
		if _, isGPU := gpuhours.InTerms(forward.Params, forward.Terms); isGPU {
			report.Warnings = append(report.Warnings, "trusted of GPUs: "+gpuhours.Trusted)
		}
	}
	return nil
}

func (a *Auditor) task(report *Report, forward chain.Forward) {
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
