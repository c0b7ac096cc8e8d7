package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

// trading is a server with a book over a chain.
type trading struct {
	*world
	chain *chaintest.World
	book  *book.Book
	salt  byte
}

// newTrading is one over a chain on which the buyer lets the offers take its money.
func newTrading(t *testing.T, c *chaintest.World, opts api.Options) *trading {
	t.Helper()
	s := &trading{chain: c, world: &world{t: t, now: time.Unix(int64(c.Head().Time), 0)}}
	s.index = index.New(index.Deps{Log: zerolog.Nop(), Blocks: c.Client, Events: c.Escrow, Bodies: c.Escrow, Clock: time.Now}, index.Options{Poll: time.Hour})
	s.look()
	terms := c.Terms()
	var err error
	s.book, err = book.New(book.Deps{
		Log: zerolog.Nop(), Blocks: c.Client, Offers: c.Offers, Clock: func() time.Time { return s.now },
		Params: func(context.Context, common.Hash, []byte) (statement.Word, common.Hash, error) {
			return terms.Params, terms.Unit, nil
		},
		Tell: func(e book.Entry) {
			s.index.TellOffer(index.OfferChange{Hash: e.Hash, Side: e.Signed.Side.String(), Standing: string(e.Standing), Left: e.Left().String()})
		},
	}, book.Options{
		Folder: t.TempDir() + "/book", ChainID: c.Client.ChainID().Uint64(), Contract: c.Offers.Address(),
		Tokens: []common.Address{c.Token.Address()}, Predicates: map[common.Address]common.Hash{c.Predicate.Address(): c.Keys.KeyHash},
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.book.Close()) })
	s.deps = api.Deps{Log: zerolog.Nop(), Index: s.index, Offers: s.book, Clock: func() time.Time { return s.now }}
	opts.ChainID, opts.Escrow, opts.Version, opts.Offers = devnet.ChainID, c.Escrow.Address(), "test", c.Offers.Address()
	s.begin(opts)
	return s
}

func newMarket(t *testing.T) *chaintest.World {
	t.Helper()
	c := chaintest.New(t)
	approve, err := c.Token.ApproveCall(c.Offers.Address(), big.NewInt(1e12))
	c.Do(devnet.Buyer, approve, err)
	return c
}

func (s *trading) bid(price int64) offer.Signed {
	s.t.Helper()
	s.salt++
	terms := s.chain.AssignedTerms()
	terms.Price = big.NewInt(price)
	made := offertest.Bid(terms, devnet.Named(devnet.Buyer).Address)
	made.Expiry, made.Salt, made.MinFill = terms.AcceptBy, common.Hash{s.salt}, big.NewInt(5)
	signed := offer.Signed{Offer: made, ChainID: s.chain.Client.ChainID(), Contract: s.chain.Offers.Address()}
	require.NoError(s.t, signed.Sign(chain.NewSigner(devnet.Named(devnet.Buyer).Key)))
	return signed
}

func (s *trading) post(body []byte) (status int, text string) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url+"/v1/offers", bytes.NewReader(body))
	require.NoError(s.t, err)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(s.t, err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	require.NoError(s.t, err)
	return response.StatusCode, string(answer)
}

func (s *trading) posted(signed offer.Signed) api.OfferReceipt {
	s.t.Helper()
	text, err := signed.Encode()
	require.NoError(s.t, err)
	status, answer := s.post(text)
	require.Contains(s.t, []int{http.StatusOK, http.StatusCreated}, status, answer)
	var receipt api.OfferReceipt
	require.NoError(s.t, json.Unmarshal([]byte(answer), &receipt))
	require.Equal(s.t, status == http.StatusOK, receipt.Known)
	return receipt
}

// What is posted is told as it is, with the file that it is taken by, and what becomes of it comes with the events.
func TestOffersArePostedAndTold(t *testing.T) {
	t.Parallel()
	s := newTrading(t, newMarket(t), api.Options{TakeOffers: true})
	events := s.listen("")
	signed := s.bid(3_000_000)
	receipt := s.posted(signed)
	require.False(t, receipt.Known)
	require.True(t, s.posted(signed).Known)
	told := events.next()
	require.Equal(t, "offer", told.Kind)
	require.Contains(t, told.Data, `"hash":"`+string(receipt.Hash)+`","side":"bid","standing":"open","left":"20"`)

	page := get[api.OfferPage](s.world, "/v1/offers?side=bid&token="+s.chain.Token.Address().Hex()+"&maker="+signed.Buyer.Hex())
	require.True(t, page.Posting)
	require.Len(t, page.Items, 1)
	one := page.Items[0]
	require.Equal(t, []any{receipt.Hash, "bid", "open", "assigned", api.Amount("20"), api.Amount("3000000"), "150000.000000"},
		[]any{one.Hash, one.Side, one.Standing, one.Kind, one.Left, one.Price, one.PerUnit})
	for _, other := range []string{"side=ask", "unit=" + common.Hash{1}.Hex(), "predicate=" + common.Address{1}.Hex(), "standing=filled,unfilled"} {
		require.Empty(t, get[api.OfferPage](s.world, "/v1/offers?"+other).Items)
	}
	detail := get[api.OfferDetail](s.world, "/v1/offers/"+string(one.Hash))
	require.Equal(t, one, detail.Offer)
	require.Equal(t, "task", *detail.Task)
	text, err := json.Marshal(detail.File)
	require.NoError(t, err)
	read, err := offer.Read(text)
	require.NoError(t, err)
	require.Equal(t, signed.Signature, read.Signature)

	var hashes []api.Hash
	for range 4 {
		hashes = append(hashes, s.posted(s.bid(1000)).Hash)
	}
	first := get[api.OfferPage](s.world, "/v1/offers?limit=3")
	s.posted(s.bid(1000)) // between two pages
	second := get[api.OfferPage](s.world, "/v1/offers?limit=3&cursor="+*first.Next)
	require.Nil(t, second.Next)
	all := append(first.Items, second.Items...)
	require.Len(t, all, 5)
	require.Equal(t, []api.Hash{hashes[3], hashes[0], receipt.Hash}, []api.Hash{all[0].Hash, all[3].Hash, all[4].Hash})
	s.refused(http.StatusUnprocessableEntity, "/v1/offers?cursor=0")
	s.refused(http.StatusNotFound, "/v1/offers/"+common.Hash{1}.Hex())
}

// Who sends what is no good is told why, and nothing is posted where the operator did not say so.
func TestWhatIsNoGoodIsRefusedInWords(t *testing.T) {
	t.Parallel()
	c := newMarket(t)
	s := newTrading(t, c, api.Options{TakeOffers: true})
	text := func(signed offer.Signed) []byte {
		text, err := signed.Encode()
		require.NoError(t, err)
		return text
	}
	forged := s.bid(1000)
	forged.Terms.Price = big.NewInt(999)
	for says, body := range map[string][]byte{
		"the signature is not its maker's": text(forged),
		"holds 10000000000 of the token":   text(s.bid(1e12)),
		"body":                             []byte(`{"type":"tercet-bid-1"}`),
		"unexpected property":              bytes.Replace(text(s.bid(1000)), []byte(`"salt"`), []byte(`"more": "", "salt"`), 1),
		"it is there twice":                bytes.Replace(text(s.bid(1000)), []byte(`"salt"`), []byte(`"type": "tercet-bid-1", "salt"`), 1),
	} {
		status, answer := s.post(body)
		require.Equal(t, http.StatusUnprocessableEntity, status, answer)
		require.Contains(t, answer, says)
		require.Contains(t, answer, `"help":"`)
	}
	status, answer := s.post([]byte(`{"type":"` + strings.Repeat("x", offer.MaxFile) + `"}`))
	require.Equal(t, http.StatusRequestEntityTooLarge, status, answer)
	require.Empty(t, get[api.OfferPage](s.world, "/v1/offers").Items)

	s.begin(api.Options{TakeOffers: true, Rate: 1, Burst: 25})
	for range 2 {
		status, _ = s.post([]byte("{}"))
		require.Equal(t, http.StatusUnprocessableEntity, status)
	}
	status, _ = s.post([]byte("{}"))
	require.Equal(t, http.StatusTooManyRequests, status, "one counts as ten")

	s.begin(api.Options{})
	status, answer = s.post(text(s.bid(1000)))
	require.Equal(t, http.StatusForbidden, status)
	require.Contains(t, answer, "--take-offers")
}

// Books share what they have, once, whichever way it comes; a peer that lies gets nothing in, and leads nowhere.
func TestBooksShareOffers(t *testing.T) {
	t.Parallel()
	c := newMarket(t)
	first, second := newTrading(t, c, api.Options{TakeOffers: true}), newTrading(t, c, api.Options{TakeOffers: true})
	toFirst, err := book.NewRemote(first.url)
	require.NoError(t, err)
	toSecond, err := book.NewRemote(second.url)
	require.NoError(t, err)
	old := first.posted(first.bid(1000)).Hash
	added, err := second.book.Pull(t.Context(), toFirst, map[common.Hash]bool{})
	require.NoError(t, err)
	require.Equal(t, 1, added)
	require.Equal(t, old, get[api.OfferPage](second.world, "/v1/offers").Items[0].Hash)

	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{}, 2)
	share := func(b *book.Book, peer *book.Remote) {
		b.Share(ctx, []*book.Remote{peer})
		done <- struct{}{}
	}
	go share(first.book, toSecond)
	go share(second.book, toFirst)
	first.salt = 100
	fresh := common.HexToHash(string(first.posted(first.bid(2000)).Hash))
	require.Eventually(t, func() bool {
		_, there := second.book.Offer(fresh)
		return there
	}, time.Minute, time.Millisecond)
	cancel()
	<-done
	<-done
	require.Len(t, get[api.OfferPage](first.world, "/v1/offers").Items, 2)
	require.Len(t, get[api.OfferPage](second.world, "/v1/offers").Items, 2)

	inside := 0
	private := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inside++ }))
	t.Cleanup(private.Close)
	genuine, err := json.Marshal(first.bid(3000))
	require.NoError(t, err)
	forged := first.bid(4000)
	forged.Terms.Price = big.NewInt(999)
	forgedHash, err := forged.Hash()
	require.NoError(t, err)
	forgedText, err := json.Marshal(forged)
	require.NoError(t, err)
	hashes := func(w http.ResponseWriter, hash common.Hash) {
		_, _ = io.WriteString(w, `{"items":[{"hash":"`+hash.Hex()+`"}],"next":null}`)
	}
	for name, lie := range map[string]http.HandlerFunc{
		"another offer than it said": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/offers" {
				hashes(w, common.Hash{1})
				return
			}
			_, _ = io.WriteString(w, `{"file":`+string(genuine)+`}`)
		},
		"a forged one": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/offers" {
				hashes(w, forgedHash)
				return
			}
			_, _ = io.WriteString(w, `{"file":`+string(forgedText)+`}`)
		},
		"pages without an end": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/offers" {
				_, _ = io.WriteString(w, `{"items":[{"hash":"`+common.Hash{2}.Hex()+`"}],"next":"`+r.URL.Query().Get("cursor")+`1"}`)
				return
			}
			w.WriteHeader(http.StatusNotFound)
		},
		"somewhere else": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, private.URL+"/v1/offers", http.StatusTemporaryRedirect)
		},
		"too much": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 3<<20)) },
	} {
		liar := httptest.NewServer(lie)
		t.Cleanup(liar.Close)
		peer, err := book.NewRemote(liar.URL)
		require.NoError(t, err)
		refused := map[common.Hash]bool{}
		added, err := second.book.Pull(t.Context(), peer, refused)
		require.Zero(t, added, name)
		if name == "a forged one" {
			require.NoError(t, err)
			require.True(t, refused[forgedHash], "it is not asked for again")
			continue
		}
		require.ErrorIs(t, err, book.ErrRemote, name)
	}
	require.Zero(t, inside, "nobody is led anywhere")
	require.Len(t, get[api.OfferPage](second.world, "/v1/offers").Items, 2)
}
