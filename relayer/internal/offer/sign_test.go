package offer_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

var contract = common.Address{0xcc}

func newSigner(t *testing.T) *chain.Signer {
	t.Helper()
	signer, err := chain.GenerateSigner()
	require.NoError(t, err)
	return signer
}

func signed(t *testing.T, side offer.Side) offer.Signed {
	t.Helper()
	signer := newSigner(t)
	terms := offertest.Terms(offertest.Now)
	made := offertest.Bid(terms, signer.Address())
	if side == offer.Ask {
		made = offertest.Ask(terms, signer.Address())
	}
	s := offer.Signed{Offer: made, ChainID: big.NewInt(1337), Contract: contract}
	require.NoError(t, s.Check())
	require.NoError(t, s.Sign(signer))
	require.NoError(t, s.VerifyKey())
	return s
}

// Whatever of an offer is changed after its maker signed, the signature is not the maker's any more: nothing that is shown or
// moved can differ from what was signed.
func TestEveryFieldIsSigned(t *testing.T) {
	t.Parallel()
	one := statement.WordFromUint64(1)
	changes := map[string]func(*offer.Signed){
		"chain":        func(s *offer.Signed) { s.ChainID = big.NewInt(1) },
		"contract":     func(s *offer.Signed) { s.Contract[0]++ },
		"Permit2":      func(s *offer.Signed) { s.Permit2 = common.Address{9} },
		"side":         func(s *offer.Signed) { s.Side = !s.Side; s.Buyer = s.Maker(); s.Terms.Provider = s.Buyer },
		"predicate":    func(s *offer.Signed) { s.Terms.Predicate[0]++ },
		"terms.params": func(s *offer.Signed) { s.Terms.Params = one },
		"task hash":    func(s *offer.Signed) { s.Terms.TaskHash[0]++ },
		"token":        func(s *offer.Signed) { s.Terms.Token[0]++ },
		"price":        func(s *offer.Signed) { s.Terms.Price = big.NewInt(1) },
		"quantity":     func(s *offer.Signed) { s.Terms.Quantity = big.NewInt(1001) },
		"unit":         func(s *offer.Signed) { s.Terms.Unit[0]++ },
		"accept by":    func(s *offer.Signed) { s.Terms.AcceptBy-- },
		"start":        func(s *offer.Signed) { s.Terms.Start++ },
		"end":          func(s *offer.Signed) { s.Terms.End++ },
		"settle by":    func(s *offer.Signed) { s.Terms.SettleBy++ },
		"bond":         func(s *offer.Signed) { s.Terms.Bond = big.NewInt(1) },
		"beacon":       func(s *offer.Signed) { s.Terms.BeaconBlock++ },
		"seal x":       func(s *offer.Signed) { s.Terms.SealX = one },
		"seal y":       func(s *offer.Signed) { s.Terms.SealY = one },
		"params":       func(s *offer.Signed) { s.Params = []byte("others") },
		"last price":   func(s *offer.Signed) { s.LastPrice = big.NewInt(1) },
		"ramp start":   func(s *offer.Signed) { s.RampStart++ },
		"ramp end":     func(s *offer.Signed) { s.RampEnd++ },
		"min fill":     func(s *offer.Signed) { s.MinFill = big.NewInt(1) },
		"expiry":       func(s *offer.Signed) { s.Expiry++ },
		"nonce":        func(s *offer.Signed) { s.Nonce = big.NewInt(7) },
		"salt":         func(s *offer.Signed) { s.Salt[0]++ },
	}
	ofOne := map[string]map[offer.Side]func(*offer.Signed){
		"provider": {offer.Bid: func(s *offer.Signed) { s.Terms.Provider[0]++ }, offer.Ask: func(s *offer.Signed) { s.Terms.Provider[0]++ }},
		"buyer":    {offer.Bid: func(s *offer.Signed) { s.Buyer[0]++ }},
		"task":     {offer.Bid: func(s *offer.Signed) { s.Task = nil }},
		"review":   {offer.Ask: func(s *offer.Signed) { s.Review++ }},
	}
	for _, side := range []offer.Side{offer.Bid, offer.Ask} {
		for name, change := range changes {
			s := signed(t, side)
			change(&s)
			require.ErrorIs(t, s.VerifyKey(), offer.ErrSignature, "%s: %s", side, name)
		}
		for name, change := range ofOne {
			if change[side] == nil {
				continue
			}
			s := signed(t, side)
			change[side](&s)
			require.ErrorIs(t, s.VerifyKey(), offer.ErrSignature, "%s: %s", side, name)
		}
	}
}

func TestSignaturesHaveOneForm(t *testing.T) {
	t.Parallel()
	order := crypto.S256().Params().N
	for name, change := range map[string]func([]byte) []byte{
		"none":      func([]byte) []byte { return nil },
		"short":     func(s []byte) []byte { return s[:64] },
		"long":      func(s []byte) []byte { return append(s, 0) },
		"v as geth": func(s []byte) []byte { s[64] -= 27; return s },
		"other v":   func(s []byte) []byte { s[64] ^= 7; return s },
		"zero r":    func(s []byte) []byte { return append(make([]byte, 32), s[32:]...) },
		"mirrored": func(s []byte) []byte { // the other signature of the same key, which everybody can make
			mirrored := new(big.Int).Sub(order, new(big.Int).SetBytes(s[32:64]))
			mirrored.FillBytes(s[32:64])
			s[64] ^= 7
			return s
		},
	} {
		s := signed(t, offer.Bid)
		s.Signature = change(s.Signature)
		require.ErrorIs(t, s.VerifyKey(), offer.ErrSignature, name)
	}
}

func TestOnlyTheMakerSigns(t *testing.T) {
	t.Parallel()
	s := signed(t, offer.Ask)
	require.ErrorContains(t, s.Sign(newSigner(t)), "sign the ask of "+s.Maker().Hex()+": the key is that of ")
}
