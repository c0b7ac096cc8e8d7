package book_test

import (
	"context"
	"encoding/json"
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

// stand is a chain and a book over it.
type stand struct {
	*chaintest.World
	book  *book.Book
	opts  book.Options
	now   time.Time
	told  []book.Entry
	salts byte
	// footings stands between the book and the chain, if it is set.
	footings func(ctx context.Context, list []offer.Signed, ask func() ([]chain.Footing, error)) ([]chain.Footing, error)
}

// between is the contract as the book sees it.
type between struct {
	*chain.Offers
	stand *stand
}

func (b between) Footings(ctx context.Context, at chain.Head, list []offer.Signed, permit2 common.Address) ([]chain.Footing, error) {
	ask := func() ([]chain.Footing, error) { return b.Offers.Footings(ctx, at, list, permit2) }
	if b.stand.footings == nil {
		return ask()
	}
	return b.stand.footings(ctx, list, ask)
}

// newStand is one on which buyer, provider and thief hold a million each and let the offers take it.
func newStand(t *testing.T, change func(*book.Options)) *stand {
	t.Helper()
	w := chaintest.New(t)
	s := &stand{World: w, now: time.Unix(int64(w.Head().Time), 0), opts: book.Options{
		Folder: t.TempDir(), ChainID: w.Client.ChainID().Uint64(), Contract: w.Offers.Address(),
		Tokens: []common.Address{w.Token.Address()}, Predicates: map[common.Address]common.Hash{w.Predicate.Address(): w.Keys.KeyHash},
	}}
	require.NoError(t, chmod(s.opts.Folder))
	for _, name := range []string{devnet.Buyer, devnet.Provider, devnet.Thief} {
		s.hold(name, 1_000_000)
		approve, err := w.Token.ApproveCall(w.Offers.Address(), big.NewInt(1e12))
		w.Do(name, approve, err)
	}
	operator, err := w.Escrow.OperatorCall(w.Offers.Address(), true)
	w.Do(devnet.Provider, operator, err)
	if change != nil {
		change(&s.opts)
	}
	s.begin()
	return s
}

// begin opens the book, anew if there was one.
func (s *stand) begin() {
	s.T.Helper()
	if s.book != nil {
		require.NoError(s.T, s.book.Close())
	}
	terms := s.Terms()
	var err error
	s.book, err = book.New(book.Deps{
		Log: zerolog.Nop(), Blocks: s.Client, Offers: between{s.Offers, s}, Clock: func() time.Time { return s.now },
		Params: func(context.Context, common.Hash, []byte) (statement.Word, common.Hash, error) {
			return terms.Params, terms.Unit, nil
		},
		Tell: func(e book.Entry) { s.told = append(s.told, e) },
	}, s.opts)
	require.NoError(s.T, err)
}

// hold has an account hold so much of the token, and no more.
func (s *stand) hold(name string, amount int64) {
	s.T.Helper()
	who := devnet.Named(name)
	has, err := s.Token.Balance(s.T.Context(), s.Head(), who.Address)
	require.NoError(s.T, err)
	if more := new(big.Int).Sub(big.NewInt(amount), has); more.Sign() > 0 {
		call, err := s.Token.MintCall(who.Address, more)
		s.Do(name, call, err)
	} else if more.Sign() < 0 {
		s.Do(name, s.give(common.Address{0xde, 0xad}, more.Neg(more)), nil)
	}
}

// give is a transfer of the token.
func (s *stand) give(to common.Address, amount *big.Int) chain.Call {
	data := append(common.FromHex("0xa9059cbb"), append(common.LeftPadBytes(to[:], 32), common.LeftPadBytes(amount.Bytes(), 32)...)...)
	token := s.Token.Address()
	return chain.Call{To: &token, Data: data, What: "give money away"}
}

// bid is somebody's signed bid of a price, with changes that are made before it is signed.
func (s *stand) bid(name string, price int64, change ...func(*offer.Signed)) offer.Signed {
	s.T.Helper()
	terms := s.AssignedTerms()
	terms.Price, terms.Quantity = big.NewInt(price), big.NewInt(1000)
	if terms.Bond.Cmp(terms.Price) > 0 && price > 0 {
		terms.Bond = terms.Price
	}
	made := offertest.Bid(terms, devnet.Named(name).Address)
	made.Expiry = terms.AcceptBy
	return s.sign(name, made, change...)
}

// ask is the provider's signed ask with a bond.
func (s *stand) ask(bond int64, change ...func(*offer.Signed)) offer.Signed {
	s.T.Helper()
	terms := s.AssignedTerms()
	terms.Price, terms.Quantity, terms.Bond = big.NewInt(500_000), big.NewInt(1000), big.NewInt(bond)
	made := offertest.Ask(terms, devnet.Named(devnet.Provider).Address)
	made.Expiry = terms.AcceptBy
	return s.sign(devnet.Provider, made, change...)
}

func (s *stand) sign(name string, made offer.Offer, change ...func(*offer.Signed)) offer.Signed {
	s.T.Helper()
	s.salts++
	made.Salt, made.Nonce = common.Hash{s.salts}, big.NewInt(int64(s.salts))
	signed := offer.Signed{Offer: made, ChainID: s.Client.ChainID(), Contract: s.Offers.Address()}
	for _, do := range change {
		do(&signed)
	}
	maker := signed.Maker()
	if maker == devnet.Named(name).Address {
		require.NoError(s.T, signed.Sign(chain.NewSigner(devnet.Named(name).Key)))
	}
	return signed
}

func (s *stand) add(signed offer.Signed) (book.Entry, bool, error) {
	s.T.Helper()
	return s.addFrom("", signed)
}

func (s *stand) addFrom(sender string, signed offer.Signed) (book.Entry, bool, error) {
	s.T.Helper()
	text, err := json.Marshal(signed)
	require.NoError(s.T, err)
	return s.book.Add(s.T.Context(), sender, text)
}

// files are the offers in the folder.
func (s *stand) files() []string {
	s.T.Helper()
	paths, err := filepath.Glob(filepath.Join(s.opts.Folder, "*.json*"))
	require.NoError(s.T, err)
	return paths
}

// taken takes in an offer that is good.
func (s *stand) taken(signed offer.Signed) common.Hash {
	s.T.Helper()
	e, added, err := s.add(signed)
	require.NoError(s.T, err)
	require.True(s.T, added)
	require.Equal(s.T, book.Open, e.Standing)
	return e.Hash
}

func (s *stand) refused(kind error, says string, signed offer.Signed) {
	s.T.Helper()
	_, _, err := s.add(signed)
	require.ErrorIs(s.T, err, kind)
	require.ErrorContains(s.T, err, says)
}

func (s *stand) look() {
	s.T.Helper()
	require.NoError(s.T, s.Devnet.Mine(s.T.Context()))
	require.NoError(s.T, s.book.Look(s.T.Context(), s.Head()))
}

// standing is how an offer stands, "gone" if it is not there.
func (s *stand) standing(hash common.Hash) book.Standing {
	e, found := s.book.Offer(hash)
	if !found {
		return "gone"
	}
	return e.Standing
}

// listed are the offers that can be taken, the latest first.
func (s *stand) listed() (hashes []common.Hash) {
	found, _ := s.book.Offers(book.Query{Standings: []book.Standing{book.Open}, Limit: 1000})
	for _, e := range found {
		hashes = append(hashes, e.Hash)
	}
	return hashes
}
