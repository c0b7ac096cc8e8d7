//go:build faults

package faults

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/accuracy/accuracytest"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// predicate is what a world is deployed with.
type predicate struct {
	name     string
	together bool // up to four statements at once, too
}

// deployed are the keys of each predicate, which are read once: those of two rounds are some hundred megabytes.
var deployed = struct {
	mu  sync.Mutex
	all map[predicate]devnet.PredicateKey
}{all: map[predicate]devnet.PredicateKey{}}

func (p predicate) key(t *testing.T) devnet.PredicateKey {
	t.Helper()
	deployed.mu.Lock()
	defer deployed.mu.Unlock()
	if key, there := deployed.all[p]; there {
		return key
	}
	circuits := map[string]frontend.Circuit{bundles.ProofOfWork: new(proofofwork.Circuit), bundles.Accuracy: accuracy.NewCircuit(accuracy.Regression)}
	bundle, err := keys.Develop(t.Context(), keysFolder(t), p.name, circuits[p.name], func(string) {})
	require.NoError(t, err)
	key := devnet.PredicateKey{Name: p.name, Words: bundle.KeyWords, Hash: bundle.KeyHash}
	if p.together {
		batch, err := keys.Develop(t.Context(), keysFolder(t), p.name, proofofwork.NewBatch(4), func(string) {})
		require.NoError(t, err)
		key.Batches = []chain.BatchKey{{N: 4, Words: batch.KeyWords}}
	}
	deployed.all[p] = key
	return key
}

func keysFolder(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	return filepath.Join(cache, "tercet", "keys")
}

// model is a model that is good enough, and the pool that says so.
var model = sync.OnceValues(func() (text []byte, pool *accuracy.Pool) {
	training, examples := accuracytest.Digits()
	pool, err := accuracy.NewPool(accuracy.Regression, examples)
	if err == nil {
		text, err = json.Marshal(accuracytest.Train(accuracy.Regression, training, rand.New(rand.NewPCG(1, 2))))
	}
	if err != nil {
		panic(err) // both follow from what lies in the repository
	}
	return text, pool
})

// openRounds opens an accepted forward of two rounds: a model, and the examples that the hash of a block draws. The chain does not
// come to that block before the provider committed, nor leave it behind before the examples are drawn. The model is there for several
// attempts: one that a relayer was killed in again and again is given up, and another one asked for.
func (w *world) openRounds() {
	w.Helper()
	text, pool := model()
	params := accuracy.Params{Shape: accuracy.Regression, Root: pool.Root(), Threshold: 160}
	for folder, contents := range map[string][][]byte{"attempts": {text, text, text}, "tasks": {pool.Text()}} {
		require.NoError(w, os.MkdirAll(w.path(folder), 0o700))
		for i, content := range contents {
			require.NoError(w, os.WriteFile(filepath.Join(w.path(folder), strconv.Itoa(i+1)), content, 0o600))
		}
	}
	w.work = []string{
		"--executor", "files", "--executor-setting", "folder=" + w.path("attempts"), "--tasks", w.path("tasks"), "--predicate", bundles.Accuracy,
	}
	w.with(func() { w.opening = true })
	defer w.with(func() { w.opening = false })
	head, err := w.client.Head(w.Context())
	require.NoError(w, err)
	beacon := head.Number + 40
	w.accept(w.fund(statement.Terms{
		Predicate: w.deployment.Predicates[bundles.Accuracy].Address, Params: params.Commit(), TaskHash: crypto.Keccak256Hash(pool.Text()),
		Token: w.token.Address(), Price: big.NewInt(price), Quantity: big.NewInt(1), Unit: params.Unit(), BeaconBlock: beacon,
		AcceptBy: head.Time + 19, Start: head.Time + 20, End: head.Time + 80_000, SettleBy: head.Time + 86_400, Bond: big.NewInt(bond),
	}, params.Preimage(), nil))
	w.with(func() {
		w.waitFor("Committed(address,bytes32,address,uint256)", beacon-20)
		w.waitFor("Drawn(address,bytes32,uint256)", beacon+100)
	})
}
