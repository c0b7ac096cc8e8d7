// Package chaintest is a small world for tests: a development chain with Tercet's contracts and a predicate whose circuit
// is tiny, so that a forward goes its whole way, with a real proof, in a second.
package chaintest

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// What a forward of this world is like.
const (
	ClaimDelay    = 12 * time.Second
	Root          = 7 // what a deliverer has to know
	PredicateName = "cube-root"
)

// World is one chain with everything on it.
type World struct {
	T          testing.TB
	Devnet     *devnet.Devnet
	Deployment chain.Deployment
	Client     *chain.Client
	Escrow     *chain.Escrow
	Offers     *chain.Offers
	Token      *chain.Token
	Predicate  *chain.Predicate
	Keys       *keys.Bundle
	salt       uint64
}

// New makes a world whose clock stands still unless it is moved.
func New(t testing.TB) *World {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	return Start(t, devnet.Config{Now: func() time.Time { return now }})
}

// Start makes a world on a chain of one's own configuration.
func Start(t testing.TB, config devnet.Config) *World {
	t.Helper()
	bundle, err := Keys()
	require.NoError(t, err)
	config.Log = zerolog.New(zerolog.NewTestWriter(t))
	net, err := devnet.Start(config)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, net.Stop()) })

	deployment, err := net.Deploy(t.Context(), devnet.Contracts{
		ClaimDelay: ClaimDelay,
		Predicates: []devnet.PredicateKey{{Name: PredicateName, Words: bundle.KeyWords, Hash: bundle.KeyHash}},
	})
	require.NoError(t, err)
	client, err := chain.New(t.Context(), net.Client(), deployment.ChainID)
	require.NoError(t, err)
	escrow := chain.NewEscrow(client, deployment.Escrow)
	return &World{
		T: t, Devnet: net, Deployment: deployment, Client: client, Keys: bundle,
		Escrow:    escrow,
		Offers:    chain.NewOffers(client, deployment.Offers, escrow),
		Token:     chain.NewToken(client, deployment.Tokens[devnet.MockWBTC]),
		Predicate: chain.NewPredicate(client, deployment.Predicates[PredicateName].Address),
	}
}

// Sender sends for an account of the devnet.
func (w *World) Sender(name string) *chain.Sender {
	w.T.Helper()
	sender, err := w.Devnet.Sender(w.T.Context(), devnet.Named(name))
	require.NoError(w.T, err)
	return sender
}

// Head is the latest block.
func (w *World) Head() chain.Head {
	w.T.Helper()
	head, err := w.Client.Head(w.T.Context())
	require.NoError(w.T, err)
	return head
}

// Do sends a call that must succeed.
func (w *World) Do(name string, call chain.Call, err error) *types.Receipt {
	w.T.Helper()
	require.NoError(w.T, err)
	receipt, err := w.Sender(name).Do(w.T.Context(), call)
	require.NoError(w.T, err)
	return receipt
}

// Try sends a call that may be refused.
func (w *World) Try(name string, call chain.Call, err error) error {
	w.T.Helper()
	require.NoError(w.T, err)
	_, err = w.Sender(name).Do(w.T.Context(), call)
	return err
}

// Terms are those of a forward that can be delivered from an hour ahead, for an hour.
func (w *World) Terms() statement.Terms {
	w.T.Helper()
	now := w.Head().Time
	return statement.Terms{
		Predicate: w.Predicate.Address(), Params: Params(Root), TaskHash: crypto.Keccak256Hash([]byte("task")),
		Token: w.Token.Address(), Price: big.NewInt(150_000), Quantity: big.NewInt(1), Unit: crypto.Keccak256Hash([]byte("unit")),
		Start: now + 3600, End: now + 7200, SettleBy: now + 10800, Bond: new(big.Int),
	}
}

// AssignedTerms are those of a forward of 20 units whose provider stakes a bond.
func (w *World) AssignedTerms() statement.Terms {
	w.T.Helper()
	terms := w.Terms()
	terms.AcceptBy, terms.Quantity, terms.Bond = terms.Start-1800, big.NewInt(20), big.NewInt(30_000)
	return terms
}

// Accept has the provider take on a forward.
func (w *World) Accept(forward chain.Forward) {
	w.T.Helper()
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), forward.Terms.Bond)
	w.Do(devnet.Provider, approve, err)
	accept, err := w.Escrow.AcceptCall(forward, devnet.Named(devnet.Provider).Address)
	w.Do(devnet.Provider, accept, err)
}

// Open opens a forward for the buyer.
func (w *World) Open(terms statement.Terms) chain.Forward {
	w.T.Helper()
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), terms.Price)
	w.Do(devnet.Buyer, approve, err)
	w.salt++
	salt := common.BigToHash(new(big.Int).SetUint64(w.salt))
	open, err := w.Escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, salt, []byte("params"), []byte("task"))
	forward, err := w.Escrow.OpenedIn(w.Do(devnet.Buyer, open, err))
	require.NoError(w.T, err)
	return forward
}

// Deliver proves a delivery of a forward to a recipient.
func (w *World) Deliver(forward chain.Forward, recipient common.Address, payload ...statement.Word) chain.Delivery {
	return w.DeliverStep(forward, recipient, chain.Step{From: 0, To: 1, Amount: forward.Terms.Quantity}, payload...)
}

// DeliverStep proves a step of a forward to a recipient.
func (w *World) DeliverStep(forward chain.Forward, recipient common.Address, step chain.Step, payload ...statement.Word) chain.Delivery {
	w.T.Helper()
	header, err := w.Escrow.Header(forward, recipient, step).Words()
	require.NoError(w.T, err)
	h, proof, err := Prove(w.Keys, header, payload, Root)
	require.NoError(w.T, err)
	return chain.Delivery{Forward: forward, Recipient: recipient, Step: step, Payload: payload, H: h, Proof: proof}
}

// WithBatchKey is the predicate once more, which takes one proof for up to BatchSize statements as well.
func (w *World) WithBatchKey() (*chain.Predicate, *keys.Bundle) {
	w.T.Helper()
	bundle, err := BatchKeys()
	require.NoError(w.T, err)
	predicate, err := chain.DeployPredicate(w.T.Context(), w.Sender(devnet.Deployer), chain.PredicateKeys{
		One: w.Keys.KeyWords, Batches: []chain.BatchKey{{N: BatchSize, Words: bundle.KeyWords}},
	})
	require.NoError(w.T, err)
	return predicate, bundle
}

// Together is a group of deliveries without payloads that one proof is about.
func (w *World) Together(bundle *keys.Bundle, deliveries ...chain.Delivery) chain.Group {
	w.T.Helper()
	var headers [][statement.HeaderLen]statement.Word
	for _, d := range deliveries {
		header, err := w.Escrow.Header(d.Forward, d.Recipient, d.Step).Words()
		require.NoError(w.T, err)
		headers = append(headers, header)
	}
	proof, err := ProveTogether(bundle, headers, Root)
	require.NoError(w.T, err)
	return chain.Group{
		Predicate: deliveries[0].Forward.Terms.Predicate, N: BatchSize, GasLimit: 2_000_000, Deliveries: deliveries, Proof: proof,
	}
}

// Settle takes a delivery the whole way: the window begins, it is announced, the delay passes, it is settled.
func (w *World) Settle(delivery chain.Delivery) *types.Receipt {
	w.T.Helper()
	w.AdvanceTo(delivery.Forward.Terms.Start)
	announce, err := w.Escrow.AnnounceCall(delivery.Forward.ID, delivery.H)
	w.Do(devnet.Provider, announce, err)
	w.Advance(ClaimDelay)
	settle, err := w.Escrow.SettleCall(delivery)
	return w.Do(devnet.Provider, settle, err)
}

// Advance moves the chain's clock ahead.
func (w *World) Advance(by time.Duration) {
	w.T.Helper()
	require.NoError(w.T, w.Devnet.AdvanceTime(w.T.Context(), by))
}

// AdvanceTo moves the chain's clock to a time, unless it is past it.
func (w *World) AdvanceTo(unix uint64) {
	w.T.Helper()
	if now := uint64(w.Devnet.Now().Unix()); unix > now { //nolint:gosec // after 1970
		w.Advance(time.Duration(unix-now) * time.Second) //nolint:gosec // tests move by months
	}
}
