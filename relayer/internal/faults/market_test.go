//go:build faults

package faults

import (
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// accepting is how a relayer is started that stakes one bond by itself, for the buyer. What the chain is held back for is accepted within
// half a minute of its clock, so that the margin is less than that.
func (w *world) accepting() []string {
	return []string{
		"--confirmations", "3", "--settle-margin", "10s", "--accept", "--max-bond", fmt.Sprintf("%s=%d", w.token.Address(), bond),
		"--reserve", "1000000000000000000", "--buyer", devnet.Named(devnet.Buyer).Address.Hex(),
	}
}

// ahead has the chain's clock go an hour ahead of this machine's: a relayer goes by the later of both where an acceptance might be late, and
// while the chain waits the machine's goes on.
func (w *world) ahead() {
	w.Helper()
	head, err := w.client.Head(w.Context())
	require.NoError(w, err)
	w.with(func() {
		w.node.do("evm_setNextBlockTimestamp", head.Time+3600)
		w.block()
	})
}

// bid has the buyer sign a bid for a forward in two steps, into a folder, and the provider let the contract that takes offers do what it
// has to. The chain waits until the bid is filled, before it is too late. More is allowed than one fill takes: a second one would show.
func (w *world) bid() (folder string) {
	w.Helper()
	offers := chain.NewOffers(w.client, w.deployment.Offers, w.escrow)
	for _, name := range []string{devnet.Buyer, devnet.Provider} {
		approve, err := w.token.ApproveCall(offers.Address(), big.NewInt(devnet.Grant))
		w.send(name, approve, err)
	}
	operator, err := w.escrow.OperatorCall(offers.Address(), true)
	w.send(devnet.Provider, operator, err)
	w.ahead()
	w.with(func() { w.opening = true })
	defer w.with(func() { w.opening = false })
	head, err := w.client.Head(w.Context())
	require.NoError(w, err)
	terms, work := w.acceptable(head)
	s := offer.Signed{
		ChainID: big.NewInt(devnet.ChainID), Contract: offers.Address(),
		Offer: offer.Offer{
			Terms: terms, Params: work.Preimage(), LastPrice: new(big.Int), MinFill: terms.Quantity, Expiry: terms.AcceptBy,
			Nonce: new(big.Int), Salt: crypto.Keccak256Hash([]byte("bid")), Buyer: devnet.Named(devnet.Buyer).Address, Task: []byte("work"),
		},
	}
	require.NoError(w, s.Check())
	require.NoError(w, s.Sign(chain.NewSigner(devnet.Named(devnet.Buyer).Key)))
	text, err := s.Encode()
	require.NoError(w, err)
	folder = w.path("bids")
	require.NoError(w, os.Mkdir(folder, 0o700))
	require.NoError(w, os.WriteFile(filepath.Join(folder, "bid.json"), text, 0o600))
	part, err := s.Part(offer.Fill{Quantity: terms.Quantity}, offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}, head.Time)
	require.NoError(w, err)
	f, err := offers.Forward(part)
	require.NoError(w, err)
	w.forwards = append(w.forwards, f)
	w.with(func() { w.waitFor("Accepted(bytes32,address)", head.Number+30) })
	return folder
}

// keeping is a relayer that signs an ask, keeps it and tells a book of it. One that is killed after it signed and before it kept the ask
// signs another: of the two one is in the world at most.
var keeping = story{
	name: "keeping an ask", share: 10, most: 0,
	places: []string{"ask", "plugin commit parameters"},
	begin: func(t *testing.T) (*world, *relayer) {
		w := newWorld(t)
		w.book = w.newBook()
		require.NoError(w, os.WriteFile(w.path("asks.toml"), fmt.Appendf(nil, policy, w.bits), 0o600))
		r := w.newRelayer(append(w.accepting(), "--asks", w.path("asks.toml"), "--asks-book", w.book.address)...)
		r.done = w.book.heardOf(r)
		return w, r
	},
	end: func(w *world, r *relayer) *relayer {
		r.start()
		w.await("the book has its ask", limit, r.done)
		r.kill()
		file, err := os.ReadFile(filepath.Join(r.where.Folder, "asks", "work.json"))
		require.NoError(w, err)
		kept, err := offer.Read(file)
		require.NoError(w, err)
		hash, err := kept.Hash()
		require.NoError(w, err)
		require.Equal(w, []common.Hash{hash}, w.book.asks(), "an ask was let out that is not the one that is kept")
		return r
	},
}

// policy is of an ask that stands for longer than any run.
const policy = `[work]
predicate = "proof-of-work"
params = '{"bits": %d}'
quantity = 10
price = "0.0015"
bond = "0.0003"
review = "1h"
expires = "+20h"
start = "+24h"
end = "+48h"
settle-by = "+72h"
`

// book is a server that takes in whatever offer it is sent, and remembers which.
type book struct {
	address string

	mu    sync.Mutex
	known []common.Hash
	posts int
}

func (w *world) newBook() *book {
	w.Helper()
	b := new(book)
	server := httptest.NewServer(b)
	w.Cleanup(server.Close)
	b.address = server.URL
	return b
}

// ServeHTTP takes in an offer.
func (b *book) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	var s offer.Signed
	var hash common.Hash
	if err == nil {
		s, err = offer.Read(text)
	}
	if err == nil {
		hash, err = s.Hash()
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	b.mu.Lock()
	b.posts++
	if !slices.Contains(b.known, hash) {
		b.known = append(b.known, hash)
	}
	b.mu.Unlock()
	_ = json.NewEncoder(w).Encode(map[string]any{"hash": hash})
}

// asks are those that it was sent.
func (b *book) asks() []common.Hash {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.known)
}

// heardOf says whether the book was sent an ask since a relayer was started last: each sends its own once.
func (b *book) heardOf(r *relayer) func() bool {
	var process *exec.Cmd
	before := 0
	return func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		if r.cmd != process {
			process, before = r.cmd, b.posts
		}
		return b.posts > before
	}
}
