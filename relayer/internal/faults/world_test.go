//go:build faults

package faults

import (
	"context"
	"fmt"
	"math/big"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

const (
	claimDelay = 12 * time.Second
	day        = 86_400
	price      = 150_000
	bond       = 30_000
	baseFee    = params.GWei
	limit      = 15 * time.Minute      // until everything has its end, on a busy machine
	pace       = 50 * time.Millisecond // of blocks; each is a second after the one before by the chain's clock
)

// world is a chain with the contracts on it, whose blocks go on.
type world struct {
	*testing.T
	node       *anvil
	folder     string
	deployment chain.Deployment
	escrow     *chain.Escrow
	token      *chain.Token
	client     *chain.Client
	keys       string
	account    []string // how a relayer is told whose transactions it signs
	work       []string // and what it does
	ends       []*endpoint
	signer     *endpoint // of an external signer, nil where there is none
	book       *book     // of offers, likewise
	salt       int64
	bits       int    // of the work in forwards
	window     uint64 // how long after its start a forward is settled at the latest, by the chain's clock
	forwards   []chain.Forward

	mu      sync.RWMutex // held while something is done to the chain: nobody reads it then, and sees it half done
	halted  bool         // no more blocks
	opening bool         // none but those that the opening of a forward makes
	gates   []gate
	baseFee uint64
	mined   func() // called after each block, with mu held
}

// newWorld is a chain with a predicate for one statement, or for up to four at once too.
func newWorld(t *testing.T, made ...predicate) *world {
	t.Helper()
	if len(made) == 0 {
		made = []predicate{{name: bundles.ProofOfWork}}
	}
	w := &world{
		T: t, node: startAnvil(t), folder: t.TempDir(), keys: keysFolder(t), baseFee: baseFee,
		bits: proofofwork.MinBits, window: day, work: []string{"--executor", "work", "--predicate", bundles.ProofOfWork},
	}
	var predicates []devnet.PredicateKey
	for _, p := range made {
		predicates = append(predicates, p.key(t))
	}
	var err error
	own := w.newEndpoint(w.node.url)
	w.client, err = chain.Dial(t.Context(), own.address, devnet.ChainID)
	require.NoError(t, err)
	t.Cleanup(w.client.Close)
	w.beat()
	w.deployment, err = devnet.DeployBy(t.Context(), w.sender(devnet.Deployer), devnet.Contracts{
		ClaimDelay: claimDelay, Predicates: predicates,
	})
	require.NoError(t, err)
	w.deployment.RPC = w.node.url
	require.NoError(t, w.deployment.Save(w.path("deployment.json")))
	w.escrow = chain.NewEscrow(w.client, w.deployment.Escrow)
	w.token = chain.NewToken(w.client, w.deployment.Tokens[devnet.MockWBTC])
	for _, name := range []string{devnet.Buyer, devnet.Provider} {
		require.NoError(t, chain.NewSigner(devnet.Named(name).Key).Save(w.path(name+".key")))
		approve, err := w.token.ApproveCall(w.deployment.Escrow, big.NewInt(devnet.Grant))
		w.send(name, approve, err)
	}
	w.ends = []*endpoint{w.newEndpoint(w.node.url)}
	w.account = []string{"--key-file", w.path(devnet.Provider + ".key")}
	return w
}

// beat has blocks made until the test ends.
func (w *world) beat() {
	ticker := time.NewTicker(pace)
	ctx, cancel := context.WithCancel(context.Background())
	var beating sync.WaitGroup
	beating.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			w.with(func() {
				if !w.halted && !w.opening && ctx.Err() == nil && !w.shut() {
					w.block()
				}
			})
		}
	})
	w.Cleanup(func() {
		cancel()
		beating.Wait()
		ticker.Stop()
	})
}

// block makes one. The caller holds mu.
func (w *world) block() {
	w.node.mine(1, w.baseFee)
	if w.mined != nil {
		w.mined()
	}
}

// with does something to the world while no block is made.
func (w *world) with(do func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	do()
}

func (w *world) path(name string) string { return filepath.Join(w.folder, name) }

func (w *world) sender(name string) *chain.Sender {
	return chain.NewSender(w.client, chain.NewSigner(devnet.Named(name).Key), chain.Fees{Poll: 5 * time.Millisecond})
}

// send has a call be in the next block.
func (w *world) send(name string, call chain.Call, err error) *types.Receipt {
	w.Helper()
	require.NoError(w, err)
	sender := w.sender(name)
	tx, err := sender.Send(w.Context(), call, func(*types.Transaction) error { return nil })
	for tries := 0; lostItsNonce(err) && tries < 20; tries++ {
		tx, err = sender.Send(w.Context(), call, func(*types.Transaction) error { return nil })
	}
	require.NoError(w, err)
	w.with(w.block)
	receipt, err := sender.Await(w.Context(), tx, call.What)
	require.NoError(w, err)
	return receipt
}

// lostItsNonce says that a relayer that signs for the same account was quicker.
func lostItsNonce(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "replacement transaction underpriced") || strings.Contains(err.Error(), "nonce too low"))
}

// open opens a forward, for a day where the world says nothing else: an open one of one step or, accepted, one of two.
// However long that takes here, on the chain's clock it takes two seconds.
func (w *world) open(assigned bool) chain.Forward {
	w.Helper()
	return w.openOf(assigned, 10) // eight units and two
}

// openShort opens an accepted forward of one step.
func (w *world) openShort() {
	w.Helper()
	w.openOf(true, 2)
}

// openOf opens a forward that, accepted, is of so many units.
func (w *world) openOf(assigned bool, units int64) chain.Forward {
	w.Helper()
	w.with(func() { w.opening = true })
	defer w.with(func() { w.opening = false })
	head, err := w.client.Head(w.Context())
	require.NoError(w, err)
	terms, work := w.terms(head.Time + 20)
	if assigned {
		terms.AcceptBy, terms.Quantity, terms.Bond = head.Time+19, big.NewInt(units), big.NewInt(bond)
	}
	f := w.fund(terms, work.Preimage(), []byte("work"))
	if assigned {
		w.accept(f)
	}
	return f
}

// propose opens a forward that somebody has to accept, in two steps. The chain waits for that before it is too late.
func (w *world) propose() chain.Forward {
	w.Helper()
	w.with(func() { w.opening = true })
	defer w.with(func() { w.opening = false })
	head, err := w.client.Head(w.Context())
	require.NoError(w, err)
	terms, work := w.acceptable(head)
	f := w.fund(terms, work.Preimage(), []byte("work"))
	w.with(func() { w.waitFor("Accepted(bytes32,address)", head.Number+30) })
	return f
}

// acceptable are terms of a forward that somebody has to accept, in two steps: one of eight units and one of two.
func (w *world) acceptable(head chain.Head) (statement.Terms, proofofwork.Params) {
	terms, work := w.terms(head.Time + 60)
	terms.AcceptBy, terms.Quantity, terms.Bond = head.Time+59, big.NewInt(10), big.NewInt(bond)
	return terms, work
}

// terms are those of an open forward of two units that may be settled from a moment on.
func (w *world) terms(start uint64) (statement.Terms, proofofwork.Params) {
	work := proofofwork.Params{Bits: w.bits}
	return statement.Terms{
		Predicate: w.deployment.Predicates[bundles.ProofOfWork].Address, Params: work.Commit(), TaskHash: crypto.Keccak256Hash([]byte("work")),
		Token: w.token.Address(), Price: big.NewInt(price), Quantity: big.NewInt(2), Unit: work.Unit(),
		Start: start, End: start + w.window - w.window/10, SettleBy: start + w.window, Bond: new(big.Int),
	}, work
}

// fund opens a forward on some terms.
func (w *world) fund(terms statement.Terms, params, task []byte) chain.Forward {
	w.Helper()
	w.salt++
	open, err := w.escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, common.BigToHash(big.NewInt(w.salt)), params, task)
	f, err := w.escrow.OpenedIn(w.send(devnet.Buyer, open, err))
	require.NoError(w, err)
	w.forwards = append(w.forwards, f)
	return f
}

func (w *world) accept(f chain.Forward) {
	w.Helper()
	accept, err := w.escrow.AcceptCall(f, devnet.Named(devnet.Provider).Address)
	w.send(devnet.Provider, accept, err)
}

// await waits until something is so.
func (w *world) await(what string, limit time.Duration, so func() bool) {
	w.Helper()
	looks := time.NewTicker(100 * time.Millisecond)
	defer looks.Stop()
	for deadline := time.Now().Add(limit); !so(); <-looks.C {
		if time.Now().After(deadline) {
			require.FailNow(w, "it did not come to that", "%s, within %s; %s", what, limit, w.standing())
		}
	}
}

// standing says what tells a chain that stands from a relayer that does.
func (w *world) standing() string {
	ctx, cancel := context.WithTimeout(w.Context(), 10*time.Second)
	defer cancel()
	height, err := w.node.eth.BlockNumber(ctx)
	if err != nil {
		return fmt.Sprintf("the chain does not answer: %v", err)
	}
	var pool map[string]hexutil.Uint64
	if err := w.node.rpc.CallContext(ctx, &pool, "txpool_status"); err != nil {
		return fmt.Sprintf("the chain is at block %d and does not tell what waits: %v", height, err)
	}
	if !w.mu.TryRLock() {
		return fmt.Sprintf("the chain is at block %d, %d transactions wait for a block and %d for others, and something is being done to it", height, pool["pending"], pool["queued"])
	}
	defer w.mu.RUnlock()
	gates := "no gate"
	if len(w.gates) > 0 {
		gates = fmt.Sprintf("%d gates, the next from block %d on", len(w.gates), w.gates[0].from)
	}
	return fmt.Sprintf("the chain is at block %d, behind %s, halted %t; %d transactions wait for a block and %d for others",
		height, gates, w.halted, pool["pending"], pool["queued"])
}
