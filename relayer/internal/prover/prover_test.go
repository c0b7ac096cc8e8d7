package prover

import (
	"context"
	"encoding/binary"
	"slices"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

type bench struct {
	*Prover
	bundle *keys.Bundle
	header [statement.HeaderLen]statement.Word
	answer provertest.Assignment
}

func newBench(t *testing.T) *bench {
	t.Helper()
	bundle, err := keys.Develop(t.Context(), t.TempDir(), "square", provertest.Circuit(), func(string) {})
	require.NoError(t, err)
	b := &bench{Prover: New(zerolog.Nop()), bundle: bundle}
	for i := range b.header {
		b.header[i].SetUint64(uint64(100 + i))
	}
	b.answer, err = provertest.Assign(bundle.KeyHash, b.header, 12)
	require.NoError(t, err)
	return b
}

func (b *bench) job() Job {
	return Job{
		Header: b.header, Payload: b.answer.Payload, H: b.answer.H,
		Witness: append([]byte(nil), b.answer.Witness...),
	}
}

func TestProveMakesWhatTheEscrowAccepts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	proof, err := b.Prove(t.Context(), b.bundle, b.job(), nil)
	require.NoError(t, err)
	require.Len(t, proof, 256)
	require.NoError(t, provertest.Verify(b.bundle, b.header, b.answer, proof))

	elsewhere := b.header
	elsewhere[statement.ClaimWord].SetUint64(1)
	require.Error(t, provertest.Verify(b.bundle, elsewhere, b.answer, proof), "another recipient")
}

func TestAWitnessForAnotherStatementIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for i := range b.header {
		job := b.job()
		job.Header[i].SetUint64(7)
		_, err := b.Prove(t.Context(), b.bundle, job, nil)
		require.ErrorIs(t, err, ErrWitness, "header word %d", i)
	}
	job := b.job()
	job.Payload = []statement.Word{statement.WordFromUint64(145)}
	_, err := b.Prove(t.Context(), b.bundle, job, nil)
	require.ErrorIs(t, err, ErrWitness, "payload")
	job = b.job()
	job.H = statement.WordFromUint64(1)
	_, err = b.Prove(t.Context(), b.bundle, job, nil)
	require.ErrorContains(t, err, "its h is not that of the header")
}

func TestHostileWitnessBytesAreRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":          func([]byte) []byte { return nil },
		"short":          func(w []byte) []byte { return w[:len(w)-1] },
		"long":           func(w []byte) []byte { return append(w, 0) },
		"claims 2^32":    func(w []byte) []byte { binary.BigEndian.PutUint32(w[8:], 1<<32-1); return w },
		"no public part": func(w []byte) []byte { binary.BigEndian.PutUint32(w, 0); return w },
		"not below the order": func(w []byte) []byte {
			copy(w[len(w)-fr.Bytes:], []byte{0xff, 0xff})
			return w
		},
	} {
		job := b.job()
		job.Witness = spoil(job.Witness)
		_, err := b.Prove(t.Context(), b.bundle, job, nil)
		require.ErrorIs(t, err, ErrWitness, name)
	}
}

func TestAWitnessThatBreaksTheCircuitIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	job := b.job()
	job.Witness[len(job.Witness)-1] ^= 1 // the root; the public part still fits
	_, err := b.Prove(t.Context(), b.bundle, job, nil)
	require.ErrorIs(t, err, ErrWitness)
	require.ErrorContains(t, err, "breaks a constraint")
}

func TestOneProofAtATime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.slot <- struct{}{} // somebody proves
	ctx, cancel := context.WithCancel(t.Context())
	waiting := make(chan error, 1)
	go func() {
		_, err := b.Prove(ctx, b.bundle, b.job(), nil)
		waiting <- err
	}()
	cancel()
	require.ErrorIs(t, <-waiting, context.Canceled)
	<-b.slot
	_, err := b.Prove(t.Context(), b.bundle, b.job(), nil)
	require.NoError(t, err)
}

func TestProgressIsReported(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.interval = time.Microsecond
	var reports []Progress
	_, err := b.Prove(t.Context(), b.bundle, b.job(), func(p Progress) { reports = append(reports, p) })
	require.NoError(t, err)
	require.NotEmpty(t, reports)
	require.Positive(t, reports[0].Expected)
	require.NotEqual(t, reports[0].Expected, b.Expected(b.bundle), "the second guess is measured")
}

func TestOneProofForSeveralJobs(t *testing.T) {
	t.Parallel()
	const n = 4
	b := newBench(t)
	batch, err := keys.Develop(t.Context(), t.TempDir(), "square", provertest.Batch(n), func(string) {})
	require.NoError(t, err)
	jobs := []Job{b.job(), b.job(), b.job()}
	proof, err := b.ProveTogether(t.Context(), batch, b.bundle, jobs, nil)
	require.NoError(t, err)
	var places []statement.Place
	for _, job := range jobs {
		places = append(places, statement.Place{H: job.H, V: append(job.Header[:], job.Payload...)})
	}
	require.NoError(t, keys.VerifyBatch(batch.Verifying, n, places, proof))
	require.Error(t, keys.VerifyBatch(batch.Verifying, n, places[:2], proof))

	spoilt := b.job()
	spoilt.Witness[len(spoilt.Witness)-1] ^= 1 // the root
	for name, job := range map[string]Job{"breaks the circuit": spoilt, "has no witness": {}} {
		_, err = b.ProveTogether(t.Context(), batch, b.bundle, append(jobs, job), nil)
		require.ErrorIs(t, err, ErrWitness, name)
	}
	_, err = b.ProveTogether(t.Context(), batch, b.bundle, slices.Repeat(jobs, 2), nil)
	require.ErrorContains(t, err, "6 statements for a batch of 4 places")
}
