package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"golang.org/x/sys/unix"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/circuits/terzarima"
)

const poemFile = "circuits/terzarima/testdata/poems/holds/llm-second-try.txt"

// sizes are the lengths, in bytes, of the poems whose gas is measured.
var sizes = [...]int{300, 640}

// figures is everything measured but the setup.
type figures struct {
	check, assign, prove, verify time.Duration // medians
	proofs                       int
	memory                       uint64 // most ever resident, with lexicon and keys
	gas, next                    [len(sizes)]costs
}

// bench is what deliveries are made with, and how long each stage of each took.
type bench struct {
	bundle *keys.Bundle
	lex    *lexicon.Lexicon
	params terzarima.Params
	poem   *terzarima.Poem
	text   []byte

	check, assign, prove, verify []time.Duration
}

func measure(bundle *keys.Bundle, proofs int) (*figures, error) {
	b := &bench{bundle: bundle}
	if err := b.load(); err != nil {
		return nil, err
	}
	f := &figures{proofs: proofs}
	seal, err := statement.GenerateSealingKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	for i := range proofs {
		progress(fmt.Sprintf("proof %d of %d", i+1, proofs))
		if _, err := b.settle(sizes[len(sizes)-1], seal.Public(), false); err != nil {
			return nil, err
		}
	}
	f.check, f.assign, f.prove, f.verify = median(b.check), median(b.assign), median(b.prove), median(b.verify)
	if f.memory, err = peakMemory(); err != nil {
		return nil, err
	}
	for i, size := range sizes {
		progress(fmt.Sprintf("gas of %d bytes", size))
		if f.gas[i], err = b.settle(size, seal.Public(), false); err != nil {
			return nil, err
		}
		if f.next[i], err = b.settle(size, seal.Public(), true); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (b *bench) load() (err error) {
	if b.lex, err = lexicon.Default(); err != nil {
		return err
	}
	b.params = terzarima.DefaultParams(b.lex)
	text, err := os.ReadFile(poemFile)
	if err != nil {
		return fmt.Errorf("read the poem: %w; run this from the root of the repository", err)
	}
	b.text = []byte(strings.TrimSpace(string(text)))
	return nil
}

// settle sells one poem of the given length: spaces at its end make up what it lacks.
func (b *bench) settle(size int, seal statement.PublicKey, next bool) (costs, error) {
	poem, err := terzarima.Parse(append(slices.Clone(b.text), strings.Repeat(" ", size-len(b.text))...))
	if err != nil {
		return costs{}, err
	}
	b.poem = poem
	k, err := openMarket(b.bundle.KeyWords, next)
	if err != nil {
		return costs{}, err
	}
	terms := statement.Terms{Params: b.params.Commit(), Unit: b.params.Unit(), SealX: seal.X, SealY: seal.Y}
	return k.trade(b.params.Preimage(), []byte("a poem in terza rima"), terms, b.deliver)
}

// deliver does what a relayer does between an output and its settlement, with a clock.
func (b *bench) deliver(header statement.Header) (delivery, error) {
	words, err := header.Words()
	if err != nil {
		return delivery{}, err
	}
	var verdict terzarima.Verdict
	took(&b.check, func() { verdict = terzarima.Check(b.lex, b.params, b.poem) })
	if !verdict.Holds {
		return delivery{}, fmt.Errorf("the poem does not hold: %v", verdict.Findings)
	}
	rho, err := statement.RandomScalar(rand.Reader)
	if err != nil {
		return delivery{}, err
	}
	var blind statement.Word
	if _, err := blind.SetRandom(); err != nil {
		return delivery{}, fmt.Errorf("draw a blinding: %w", err)
	}
	var assigned *terzarima.Assignment
	took(&b.assign, func() {
		assigned, err = terzarima.Assign(terzarima.Delivery{
			Lexicon: b.lex, Params: b.params, Poem: b.poem, Choice: verdict.Choice, Header: words,
			KeyHash: b.bundle.KeyHash, Rho: rho, Blinding: blind,
		})
	})
	if err != nil {
		return delivery{}, err
	}
	witness, err := assigned.Witness()
	if err != nil {
		return delivery{}, err
	}
	var proof groth16.Proof
	took(&b.prove, func() { proof, err = groth16.Prove(b.bundle.System, b.bundle.Proving, witness) })
	if err != nil {
		return delivery{}, fmt.Errorf("prove: %w", err)
	}
	encoded, err := keys.ProofBytes(proof)
	if err != nil {
		return delivery{}, err
	}
	took(&b.verify, func() {
		err = keys.VerifySettlement(b.bundle.Verifying, assigned.Header, assigned.Payload, assigned.H, encoded)
	})
	return delivery{payload: assigned.Payload, h: assigned.H, proof: encoded}, err
}

func took(times *[]time.Duration, do func()) {
	started := time.Now()
	do()
	*times = append(*times, time.Since(started))
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}

// peakMemory is the most memory that this process ever had resident, in bytes.
func peakMemory() (uint64, error) {
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err != nil {
		return 0, fmt.Errorf("read this process's memory: %w", err)
	}
	return uint64(usage.Maxrss) * 1024, nil // Linux counts in kilobytes
}
