// Package prover turns a plugin's witness into a proof. It promises that
//
//   - a proof it returns was verified against the statement the host wants to settle, not the one the plugin says it is:
//     h is given, z and y are computed here from the header and the payload;
//   - witness bytes of any content and size are either used or refused, never trusted;
//   - one proof is made at a time, since each one takes all cores and hundreds of megabytes.
package prover

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/backend/witness"
	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
)

// ErrWitness says that the plugin's witness does not fit the circuit or does not say what the host asked for.
var ErrWitness = errors.New("the predicate plugin's witness is unusable")

// Job is one statement to prove. Header, payload and h are what the escrow will see.
type Job struct {
	Header  [statement.HeaderLen]statement.Word
	Payload []statement.Word
	H       statement.Word
	Witness []byte
}

// vector is the statement as the escrow sees it.
func (j Job) vector() []statement.Word {
	return append(append(make([]statement.Word, 0, len(j.Header)+len(j.Payload)), j.Header[:]...), statement.Trim(j.Payload)...)
}

// Progress is how long a proof has taken, and how long one of this circuit is expected to take.
type Progress struct {
	Elapsed, Expected time.Duration
}

// Prover makes proofs, one at a time.
type Prover struct {
	log      zerolog.Logger
	slot     chan struct{}
	interval time.Duration

	mu   sync.Mutex
	took map[common.Hash]time.Duration // the last proof under each key
}

// New makes a prover.
func New(log zerolog.Logger) *Prover {
	return &Prover{log: log, slot: make(chan struct{}, 1), interval: time.Second, took: map[common.Hash]time.Duration{}}
}

// Prove waits for its turn, proves the job and verifies the proof. It returns the 256 bytes that the escrow takes.
// progress, which may be nil, is called every so often while the proof is made. When ctx ends it returns at once; the
// proof under way goes on alone, and the next one waits for it.
func (p *Prover) Prove(ctx context.Context, bundle *keys.Bundle, job Job, progress func(Progress)) ([]byte, error) {
	full, err := readWitness(bundle, job)
	if err != nil {
		return nil, err
	}
	return p.take(ctx, bundle, full, progress)
}

// ProveTogether makes one proof for several jobs, each with a witness for one statement under the key of single. batch is the
// bundle for as many places as its manifest says. It returns the 288 bytes that the escrow takes for the group of them.
func (p *Prover) ProveTogether(ctx context.Context, batch, single *keys.Bundle, jobs []Job, progress func(Progress)) ([]byte, error) {
	var places []statement.Place
	var singles []witness.Witness
	for _, job := range jobs {
		one, err := readWitness(single, job)
		if err != nil {
			return nil, err
		}
		places, singles = append(places, statement.Place{H: job.H, V: job.vector()}), append(singles, one)
	}
	n := batch.Manifest.Batch
	full, err := keys.BatchWitness(batch.KeyHash, n, places, singles)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWitness, err)
	}
	proof, err := p.take(ctx, batch, full, progress)
	if err != nil {
		return nil, err
	}
	fold := statement.FoldBatch(n, places)
	head := fold.Bytes()
	return append(head[:], proof...), nil
}

// take waits for its turn and proves.
func (p *Prover) take(ctx context.Context, bundle *keys.Bundle, full witness.Witness, progress func(Progress)) ([]byte, error) {
	select {
	case p.slot <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for the prover: %w", ctx.Err())
	}

	started, expected := time.Now(), p.Expected(bundle)
	p.log.Info().Stringer("key", bundle.KeyHash).Int("constraints", bundle.System.GetNbConstraints()).
		Stringer("expected", round(expected)).Msg("proving")
	done := make(chan outcome, 1)
	failpoint.Here("before proof")
	go func() {
		defer func() { <-p.slot }()
		done <- prove(bundle, full)
	}()

	ticker := time.NewTicker(p.interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("proving: %w", ctx.Err())
		case <-ticker.C:
			elapsed := time.Since(started)
			p.log.Debug().Stringer("elapsed", round(elapsed)).Stringer("expected", round(expected)).Msg("still proving")
			if progress != nil {
				progress(Progress{Elapsed: elapsed, Expected: expected})
			}
		case result := <-done:
			failpoint.Here("after proof")
			if result.err != nil {
				return nil, result.err
			}
			p.remember(bundle, time.Since(started))
			p.log.Info().Stringer("elapsed", round(time.Since(started))).Msg("proved and verified")
			return result.proof, nil
		}
	}
}

type outcome struct {
	proof []byte
	err   error
}

func prove(bundle *keys.Bundle, full witness.Witness) (result outcome) {
	defer func() { // gnark panics on what it takes for a programmer's mistake; here it would be a plugin's
		if cause := recover(); cause != nil {
			result = outcome{err: fmt.Errorf("proving: %w: %v", ErrWitness, cause)}
		}
	}()
	proof, err := groth16.Prove(bundle.System, bundle.Proving, full)
	if err != nil {
		return outcome{err: fmt.Errorf("proving: %w: it breaks a constraint of the circuit: %w", ErrWitness, err)}
	}
	public, err := full.Public()
	if err != nil {
		return outcome{err: fmt.Errorf("take the public part of the witness: %w", err)}
	}
	if err := groth16.Verify(proof, bundle.Verifying, public); err != nil {
		return outcome{err: fmt.Errorf("verify the proof just made: %w; proving and verifying key in %s do not belong "+
			"together: remove that folder", err, bundle.Dir)}
	}
	encoded, err := keys.ProofBytes(proof)
	if err != nil {
		return outcome{err: fmt.Errorf("encode the proof: %w", err)}
	}
	return outcome{proof: encoded}
}

// perConstraint is a cautious first guess of CPU time, until a proof of the circuit was measured.
const perConstraint = 30 * time.Microsecond

// Expected is how long a proof under a key takes, as the last one did or by its size.
func (p *Prover) Expected(bundle *keys.Bundle) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if took, ok := p.took[bundle.KeyHash]; ok {
		return took
	}
	return time.Duration(bundle.System.GetNbConstraints()) * perConstraint / time.Duration(runtime.GOMAXPROCS(0))
}

func round(d time.Duration) time.Duration { return d.Round(10 * time.Millisecond) }

func (p *Prover) remember(bundle *keys.Bundle, took time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.took[bundle.KeyHash] = took
}
