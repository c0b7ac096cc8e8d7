//go:build prover && !race

package detached

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	accuracycircuit "github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/accuracy/accuracytest"
	hours "github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/keys"
	product "github.com/tercet-protocol/tercet/circuits/matmul"
	hashwork "github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/accuracy"
	"github.com/tercet-protocol/tercet/plugins/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/matmul"
	"github.com/tercet-protocol/tercet/plugins/proofofwork"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/terzarima"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// job is what a provider does for one forward.
type job struct {
	name, what   string
	predicate    sdk.Predicate
	params       string
	task, output []byte
	took         time.Duration // of one core; 0 where no program can do it
	terms        Terms
}

func source(seed byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{seed}) }

func timed(do func()) time.Duration {
	started := time.Now()
	do()
	return time.Since(started)
}

var whole = Terms{Forward: common.Hash{1: 7}, Start: 0, End: 253402300800, Quantity: big.NewInt(1)}

func poem(b *testing.B) job {
	text, err := os.ReadFile("../demo/poems/2-second-try.txt")
	require.NoError(b, err)
	return job{name: "terza-rima", what: "whoever writes it", predicate: terzarima.New(), output: text, terms: whole}
}

func work(b *testing.B) job {
	const bits = 16
	j := job{name: "proof-of-work", what: "8 units of 2^16 hashes", predicate: proofofwork.New(), params: fmt.Sprintf(`{"bits": %d}`, bits), terms: whole}
	j.terms.Quantity = big.NewInt(8)
	j.took = timed(func() {
		work, err := hashwork.Search(context.Background(), hashwork.Params{Bits: bits}, j.terms.Forward, 0, 8, statement.WordFromUint64(1), func(int) {})
		require.NoError(b, err)
		j.output, err = json.Marshal(work)
		require.NoError(b, err)
	})
	return j
}

func multiply(b *testing.B, n int) job {
	task := make([]byte, 2*n*n)
	_, err := source(1).Read(task)
	require.NoError(b, err)
	read, err := product.ParseTask(task)
	require.NoError(b, err)
	j := job{name: matmul.Name(n), what: fmt.Sprintf("%d³ products of bytes", n), predicate: matmul.New(n), task: task, terms: whole}
	j.took = timed(func() { j.output = read.Multiply().Text() })
	word := read.Commit()
	j.params = fmt.Sprintf(`{"commitment": "%#x"}`, word.Bytes())
	return j
}

func train(b *testing.B, shape accuracycircuit.Shape, predicate sdk.Predicate, threshold int) job {
	training, examples := accuracytest.Digits()
	pool, err := accuracycircuit.NewPool(shape, examples)
	require.NoError(b, err)
	j := job{name: shape.Name, what: fmt.Sprintf("training on %d digits", len(training)), predicate: predicate, task: pool.Text(), terms: whole}
	j.took = timed(func() {
		j.output, err = json.Marshal(accuracytest.Train(shape, training, rand.New(rand.NewPCG(1, 2))))
		require.NoError(b, err)
	})
	root := pool.Root()
	j.params = fmt.Sprintf(`{"pool": "%#x", "threshold": %d}`, root.Bytes(), threshold)
	return j
}

// month is what eight GPUs can be there for in an epoch.
func month(b *testing.B) job {
	const devices = 8
	var keys []hours.MeterKey
	var named []string
	for i := range byte(3) {
		key, err := hours.GenerateMeterKey(source(i))
		require.NoError(b, err)
		keys, named = append(keys, key), append(named, key.Meter().String())
	}
	params, err := json.Marshal(map[string]any{"meters": named, "signatures": 2, "devices": devices, "class": "B", "model": "NVIDIA H100 80GB HBM3"})
	require.NoError(b, err)
	const epoch = 2000
	j := job{name: "gpu-hours", what: "8 GPUs for 248 hours, as signed", predicate: gpuhours.New(), params: string(params), terms: whole}
	evidence := hours.Evidence{
		Sheet: hours.Sheet{Forward: j.terms.Forward, Epoch: epoch}, From: epoch * hours.EpochHours, To: (epoch + 1) * hours.EpochHours,
	}
	for id := range uint64(devices) {
		device := hours.Device{ID: statement.WordFromUint64(id + 1)}
		for i := range device.Seconds {
			device.Seconds[i] = hours.HourSeconds
		}
		evidence.Devices = append(evidence.Devices, device)
	}
	evidence.Amount = evidence.Sum()
	for _, key := range keys[:2] {
		signature, err := key.Sign(evidence.Hash())
		require.NoError(b, err)
		evidence.Signatures = append(evidence.Signatures, signature)
	}
	j.output, err = json.Marshal(evidence)
	require.NoError(b, err)
	j.terms.Quantity = new(big.Int).SetUint64(evidence.Amount)
	j.took = time.Duration(evidence.Amount) * time.Second
	return j
}

// BenchmarkJobs prints, for each predicate, how long the job takes, its native check, and the proof of the check: medians of
// three. What is proved is never the job.
func BenchmarkJobs(b *testing.B) {
	cache, err := os.UserCacheDir()
	require.NoError(b, err)
	folder := bundles.Folder(filepath.Join(cache, "tercet", "keys"))
	fmt.Fprintln(os.Stdout, "| predicate | job | takes | native check | proof of the check | check : proof | job : proof |")
	fmt.Fprintln(os.Stdout, "|---|---|--:|--:|--:|--:|--:|")
	for _, j := range []job{
		poem(b), work(b), multiply(b, 32), multiply(b, 64),
		train(b, accuracycircuit.Regression, accuracy.New(), 160), train(b, accuracycircuit.MLP, accuracy.NewMLP(), 80), month(b),
	} {
		bundle, err := folder.Develop(b.Context(), j.name, func(string) {})
		require.NoError(b, err)
		check, proof := j.measure(b, Work{Task: j.task}, bundle)
		took, ratio := "–", "–"
		if j.took > 0 {
			took, ratio = j.took.Round(10*time.Microsecond).String(), against(j.took, proof)
		}
		fmt.Fprintf(os.Stdout, "| %s | %s | %s | %v | %v | %s | %s |\n", j.name, j.what, took, check.Round(time.Microsecond),
			proof.Round(10*time.Millisecond), against(check, proof), ratio)
	}
}

// against is a ratio with a one in it.
func against(x, y time.Duration) string {
	if x > y {
		return fmt.Sprintf("%.3g : 1", float64(x)/float64(y))
	}
	return fmt.Sprintf("1 : %.3g", float64(y)/float64(x))
}

func (j job) measure(b *testing.B, work Work, bundle *keys.Bundle) (check, proof time.Duration) {
	b.Helper()
	var err error
	var text []byte
	if j.params != "" {
		text = []byte(j.params)
	}
	work.Params, err = j.predicate.CommitParams(b.Context(), text)
	require.NoError(b, err)
	var checks, proofs []time.Duration
	for range 3 {
		checks = append(checks, timed(func() {
			verdict, err := j.predicate.Check(b.Context(), sdk.CheckRequest{Preimage: work.Params.Preimage, Task: j.task, Output: j.output})
			require.NoError(b, err)
			require.True(b, verdict.Holds, "%s: %v", j.name, verdict.Findings)
			work.Output = verdict.Output
		}))
		proofs = append(proofs, timed(func() {
			_, err := Make(b.Context(), j.predicate, bundle, prover.New(zerolog.Nop()), j.terms, work)
			require.NoError(b, err, j.name)
		}))
	}
	slices.Sort(checks)
	slices.Sort(proofs)
	return checks[1], proofs[1]
}
