package book_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/owned"
)

func chmod(folder string) error { return os.Chmod(folder, 0o700) }

func TestAnOfferIsKeptOnceAndComesBack(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	bid := s.bid(devnet.Buyer, 400_000)
	hash := s.taken(bid)
	e, added, err := s.add(bid)
	require.NoError(t, err)
	require.False(t, added, "it is there")
	require.Equal(t, hash, e.Hash)
	ask := s.taken(s.ask(1000))
	require.Equal(t, []common.Hash{ask, hash}, s.listed())

	text, err := os.ReadFile(filepath.Join(s.opts.Folder, hash.Hex()+".json"))
	require.NoError(t, err)
	kept, err := offer.Read(text)
	require.NoError(t, err)
	require.Equal(t, bid.Signature, kept.Signature)
	require.NoError(t, os.WriteFile(filepath.Join(s.opts.Folder, common.Hash{1}.Hex()+".json"), text, 0o600)) // under another's name
	require.NoError(t, os.WriteFile(filepath.Join(s.opts.Folder, "note"), nil, 0o600))
	cutOff := filepath.Join(s.opts.Folder, hash.Hex()+".json.new")
	require.NoError(t, os.WriteFile(cutOff, text[:10], 0o600))
	before, _ := s.book.Offer(hash)
	s.begin()
	require.NoFileExists(t, cutOff)
	after, _ := s.book.Offer(hash)
	require.Equal(t, before.Number, after.Number, "where a reader of pages was goes on")
	require.Empty(t, s.listed(), "the chain was not asked yet")
	require.Equal(t, book.Unjudged, s.standing(hash))
	s.look()
	require.ElementsMatch(t, []common.Hash{ask, hash}, s.listed())

	_, err = book.New(book.Deps{}, s.opts)
	require.ErrorIs(t, err, book.ErrServed)
	require.ErrorContains(t, err, fmt.Sprintf("process %d", os.Getpid()))
	require.NoError(t, s.book.Close())
	require.NoError(t, os.Chmod(s.opts.Folder, 0o777))
	_, err = book.New(book.Deps{}, s.opts)
	require.ErrorIs(t, err, owned.ErrOpenToOthers)
	require.NoError(t, os.Chmod(s.opts.Folder, 0o700))
	s.book = nil
	s.begin()
}

func TestWhatCouldNotBeTakenIsRefused(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	thief := devnet.Named(devnet.Thief).Address
	for says, signed := range map[string]offer.Signed{
		"on chain 1, and these are for":                  s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.ChainID = big.NewInt(1) }),
		"it is for the offers at":                        s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Contract[0]++ }),
		"is none that this server's deployment names":    s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Terms.Token = thief }),
		"its predicate":                                  s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Terms.Predicate = thief }),
		"commit to another word":                         s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Terms.Params = statement.WordFromUint64(3) }),
		"make another unit":                              s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Terms.Unit = common.Hash{3} }),
		"its time is over":                               s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Expiry = s.Head().Time }),
		"holds 1000000 of the token's":                   s.bid(devnet.Buyer, 1_000_001),
		"a price is zero":                                s.bid(devnet.Buyer, 0),
		"more than 100 times its price":                  s.ask(1000, func(o *offer.Signed) { o.Terms.Price = big.NewInt(9) }),
		"promises nothing":                               s.ask(0, func(o *offer.Signed) { o.Terms.Bond = new(big.Int) }),
		"of exactly this offer":                          s.bid(devnet.Buyer, 1000, func(o *offer.Signed) { o.Buyer, o.Signature = thief, make([]byte, 65) }),
		"other offers of its in this book count on 0 of": s.ask(1_000_001, func(o *offer.Signed) { o.Review, o.Terms.AcceptBy, o.Terms.TaskHash = 60, 0, common.Hash{} }),
	} {
		s.refused(book.ErrRefused, says, signed)
	}
	good := s.bid(devnet.Buyer, 1000)
	good.Terms.Price = big.NewInt(999) // after it was signed
	s.refused(book.ErrRefused, "the signature is not its maker's", good)
	operator, err := s.Escrow.OperatorCall(s.Offers.Address(), false)
	s.Do(devnet.Provider, operator, err)
	s.refused(book.ErrRefused, "no operator of its positions", s.ask(1000))
	none, err := s.Token.ApproveCall(s.Offers.Address(), new(big.Int))
	s.Do(devnet.Buyer, none, err)
	s.refused(book.ErrRefused, "did not approve it", s.bid(devnet.Buyer, 1000))
	for _, text := range []string{"", "{}", `{"type":"tercet-bid-1"}`, string(make([]byte, offer.MaxFile+1))} {
		_, _, err := s.book.Add(t.Context(), "", []byte(text))
		require.ErrorIs(t, err, book.ErrRefused)
	}
	require.Empty(t, s.listed())
	require.Empty(t, s.files(), "what is refused leaves nothing behind")
}

// A contract makes an offer if it stands by the signature (EIP-1271), and as long as it does.
func TestContractsMakeOffers(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	yes, no := deploy(s, "0x631626ba7e60e01b60005260206000f3"), deploy(s, "0x60206000f3")
	for maker, stands := range map[common.Address]bool{yes: true, no: false} {
		call, err := s.Token.MintCall(maker, big.NewInt(10_000))
		s.Do(devnet.Thief, call, err)
		reviewed := s.ask(1000, func(o *offer.Signed) {
			o.Review, o.Terms.AcceptBy, o.Terms.TaskHash, o.Terms.Provider, o.Signature = 60, 0, common.Hash{}, maker, []byte("whatever it wants")
		})
		if stands {
			s.taken(reviewed)
			continue
		}
		s.refused(book.ErrRefused, "does not stand by it (EIP-1271)", reviewed)
	}
	s.look()
	require.Len(t, s.listed(), 1)
}

func deploy(s *stand, code string) common.Address {
	runtime := common.FromHex(code)
	size := byte(len(runtime))
	return s.Put("a maker", append([]byte{0x60, size, 0x60, 0x0c, 0x60, 0, 0x39, 0x60, size, 0x60, 0, 0xf3}, runtime...))
}

// Spam costs money that is held: what backs one offer backs no other, and when it moves on, so do the offers.
func TestMoneyIsCountedOnce(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	first, second := s.taken(s.bid(devnet.Thief, 600_000)), s.taken(s.bid(devnet.Thief, 400_000))
	s.refused(book.ErrRefused, "other offers of its in this book count on 1000000 of them", s.bid(devnet.Thief, 1))
	s.look()
	require.Len(t, s.listed(), 2)

	s.hold(devnet.Thief, 999_999) // the rest goes to another account of theirs, which signs the same
	s.look()
	require.Equal(t, []common.Hash{first}, s.listed())
	require.Equal(t, book.Uncovered, s.standing(second))
	e, _ := s.book.Offer(second)
	require.Contains(t, e.Reason, "other offers of its in this book count on 600000 of them")
	s.hold(devnet.Thief, 1_000_000)
	s.look()
	require.Len(t, s.listed(), 2, "it came back in time")
	s.hold(devnet.Thief, 10)
	s.look()
	require.Empty(t, s.listed())
	s.now = s.now.Add(6*time.Hour - time.Second)
	s.look()
	require.Equal(t, book.Uncovered, s.standing(first))
	s.now = s.now.Add(time.Second)
	s.look()
	require.Equal(t, book.Standing("gone"), s.standing(first))
	require.Empty(t, s.files())
}

// Whoever would push others' offers out needs more behind each than those have; and what nobody stands behind goes first.
func TestNobodyPushesOutWhatIsBetterFounded(t *testing.T) {
	t.Parallel()
	s := newStand(t, func(o *book.Options) { o.Most, o.MostOfOne = 3, 2 })
	small, large := s.taken(s.bid(devnet.Buyer, 1000)), s.taken(s.bid(devnet.Buyer, 500_000))
	s.refused(book.ErrFull, "as many as one maker may", s.bid(devnet.Buyer, 2000))
	ask := s.taken(s.ask(2000))
	for _, price := range []int64{999, 1000} { // no more behind it than the least has
		s.refused(book.ErrFull, "the least has 1000 of the token's smallest units behind it", s.bid(devnet.Thief, price))
	}
	s.look()
	require.ElementsMatch(t, []common.Hash{small, large, ask}, s.listed())

	better := s.taken(s.bid(devnet.Thief, 1001))
	require.ElementsMatch(t, []common.Hash{better, large, ask}, s.listed(), "the least has gone, and nothing else")
	require.Equal(t, book.Standing("gone"), s.standing(small))

	s.hold(devnet.Buyer, 0)
	s.look()
	require.Equal(t, book.Uncovered, s.standing(large))
	s.refused(book.ErrFull, "of the 3 offers in its token", s.bid(devnet.Thief, 10))
	s.look()
	s.look()
	next := s.taken(s.bid(devnet.Thief, 10))
	require.ElementsMatch(t, []common.Hash{better, ask, next}, s.listed(), "what nobody stands behind goes first, however much it says")
	require.LessOrEqual(t, len(s.listed()), 3)
}

// What becomes of an offer is told, and a bid that drew no taker says so.
func TestWhatBecomesOfOffersIsTold(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	whole, part, off, alone := s.bid(devnet.Buyer, 100_000), s.bid(devnet.Buyer, 200_000), s.bid(devnet.Buyer, 1000), s.bid(devnet.Buyer, 3000)
	var hashes []common.Hash
	for _, signed := range []offer.Signed{whole, part, off, alone} {
		hashes = append(hashes, s.taken(signed))
	}
	for _, take := range []struct {
		signed   offer.Signed
		quantity int64
	}{{whole, 1000}, {part, 400}} {
		fill := offer.Fill{Quantity: big.NewInt(take.quantity), Bound: new(big.Int), Holder: devnet.Named(devnet.Provider).Address}
		call, err := s.Offers.FillCall(take.signed, fill)
		s.Do(devnet.Provider, call, err)
	}
	cancel, err := s.Offers.CancelCall(off.Offer)
	s.Do(devnet.Buyer, cancel, err)
	s.told = nil
	s.look()
	require.Equal(t, book.Filled, s.standing(hashes[0]))
	require.Equal(t, book.Open, s.standing(hashes[1]))
	require.Equal(t, book.Cancelled, s.standing(hashes[2]))
	e, _ := s.book.Offer(hashes[1])
	require.EqualValues(t, 600, e.Left().Int64())
	require.Len(t, s.told, 3, "the one that is as it was is not told of")

	s.AdvanceTo(part.Expiry)
	s.look()
	require.Equal(t, book.Expired, s.standing(hashes[1]))
	require.Equal(t, book.Unfilled, s.standing(hashes[3]))
	e, _ = s.book.Offer(hashes[3])
	require.Contains(t, e.Reason, "nobody took any of it")
	require.Empty(t, s.listed())
	s.now = s.now.Add(7*24*time.Hour - time.Second)
	s.look()
	require.Equal(t, book.Unfilled, s.standing(hashes[3]))
	s.now = s.now.Add(time.Second)
	s.look()
	for _, hash := range hashes {
		require.Equal(t, book.Standing("gone"), s.standing(hash))
	}
	text, err := json.Marshal(alone)
	require.NoError(t, err)
	_, _, err = s.book.Add(t.Context(), "", text) // whoever passes it on again has it refused
	require.ErrorIs(t, err, book.ErrRefused)
}

// A chain that goes back takes back what became of an offer.
func TestReorganisationsTakeBackWhatBecameOfAnOffer(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	signed := s.bid(devnet.Buyer, 1000)
	hash := s.taken(signed)
	before := s.Head()
	cancel, err := s.Offers.CancelCall(signed.Offer)
	s.Do(devnet.Buyer, cancel, err)
	s.look()
	require.Equal(t, book.Cancelled, s.standing(hash))
	require.NoError(t, s.book.Look(t.Context(), before))
	require.Equal(t, book.Open, s.standing(hash))
}

// What a maker signed another way takes the place of what cannot be taken any more, though it has the same hash.
func TestAnotherSignatureTakesThePlaceOfADeadOne(t *testing.T) {
	t.Parallel()
	s := newStand(t, nil)
	until := s.Head().Time + 100 // it stands by short signatures no longer than that, and by longer ones always
	maker := deploy(s, fmt.Sprintf("0x63%08x4210608c361117631626ba7e0260e01b60005260206000f3", until))
	mint, err := s.Token.MintCall(maker, big.NewInt(10_000))
	s.Do(devnet.Thief, mint, err)
	signed := s.ask(1000, func(o *offer.Signed) {
		o.Review, o.Terms.AcceptBy, o.Terms.TaskHash, o.Terms.Provider, o.Signature = 60, 0, common.Hash{}, maker, []byte("one")
	})
	hash := s.taken(signed)
	other := signed
	other.Signature = make([]byte, 33)
	_, added, err := s.add(other)
	require.NoError(t, err)
	require.False(t, added, "the first one is good")
	s.AdvanceTo(until + 1)
	s.look()
	require.Equal(t, book.Uncovered, s.standing(hash))
	require.Equal(t, hash, s.taken(other))
	s.look()
	require.Equal(t, []common.Hash{hash}, s.listed())
	e, _ := s.book.Offer(hash)
	require.Len(t, e.Signed.Signature, 33)
}
