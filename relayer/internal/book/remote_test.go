package book_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// An offer that has gone meanwhile costs the others of a book nothing, and a server that wants us to wait is waited for.
func TestABookIsReadThoughOffersOfItAreGone(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	there := map[string]offer.Signed{}
	var items []map[string]string
	for i := range 3 {
		signed := s.bid(devnet.Buyer, 1000)
		hash, err := signed.Hash()
		require.NoError(t, err)
		items = append(items, map[string]string{"hash": hash.Hex()})
		if i != 1 {
			there[hash.Hex()] = signed
		}
	}
	waited := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hash, one := strings.CutPrefix(r.URL.Path, "/v1/offers/")
		signed, is := there[hash]
		switch {
		case !one:
			assertEncode(w, map[string]any{"items": items})
		case !is:
			w.WriteHeader(http.StatusNotFound)
		case !waited:
			waited = true
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			assertEncode(w, map[string]any{"file": signed})
		}
	}))
	t.Cleanup(server.Close)
	remote, err := book.NewRemote(server.URL)
	require.NoError(t, err)
	list, left, err := remote.Offers(t.Context(), 1000)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, 1, left)
	require.True(t, waited)
	added, err := s.book.Pull(t.Context(), remote, map[common.Hash]bool{})
	require.ErrorIs(t, err, book.ErrRemote, "one is gone")
	require.Equal(t, 2, added)
}

func assertEncode(w http.ResponseWriter, answer any) {
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		panic(fmt.Sprint(err))
	}
}
