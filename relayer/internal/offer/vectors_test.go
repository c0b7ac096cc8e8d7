package offer_test

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"flag"
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

var update = flag.Bool("update", false, "write the vectors anew")

// vectors are what the page of tercet serve computes as this package does: hashes, digests and signatures of files, and the
// forwards that parts of asks become. That the contract computes the same, the tests of package chain find out.
type vectors struct {
	Note   string        `json:"note"`
	Offers []offerVector `json:"offers"`
	Parts  []partVector  `json:"parts"`
}

type offerVector struct {
	File   json.RawMessage `json:"file"`
	Hash   common.Hash     `json:"hash"`
	Digest common.Hash     `json:"digest"`
	Maker  common.Address  `json:"maker"`
	Signed bool            `json:"signed"` // by the maker, as the contract wants it
	Sound  bool            `json:"sound"`  // a forward could come of it
}

type partVector struct {
	Ask       json.RawMessage `json:"ask"`
	Filled    string          `json:"filled"`
	Carry     string          `json:"carry"`
	Cancelled bool            `json:"cancelled"`
	At        uint64          `json:"at"`
	Quantity  string          `json:"quantity"`
	Buyer     common.Address  `json:"buyer"`
	TaskHash  common.Hash     `json:"taskHash"`
	SealX     string          `json:"sealX"`
	SealY     string          `json:"sealY"`

	Refused string    `json:"refused,omitempty"` // why there is no such part, in a word
	Part    *partMade `json:"part,omitempty"`
}

type partMade struct {
	Price    string      `json:"price"`
	Bond     string      `json:"bond"`
	AcceptBy uint64      `json:"acceptBy"`
	Salt     common.Hash `json:"salt"`
	Carry    string      `json:"carry"`
	Dearest  string      `json:"dearest"`
	Forward  common.Hash `json:"forward"`
}

var (
	vectorChain  = big.NewInt(1337)
	vectorEscrow = common.BytesToAddress([]byte("escrow"))
	vectorOffers = common.BytesToAddress([]byte("offers"))
	refusals     = map[string]error{
		"expired": offer.ErrExpired, "cancelled": offer.ErrCancelled, "quantity": offer.ErrQuantity, "ramp": offer.ErrRamp, "task": offer.ErrTask,
		"review": offer.ErrReview, "sealing key": offer.ErrSealingKey,
	}
)

// keySigner signs with a key, as crypto does it.
type keySigner struct{ key *ecdsa.PrivateKey }

func (k keySigner) Address() common.Address              { return crypto.PubkeyToAddress(k.key.PublicKey) }
func (k keySigner) SignHash(hash []byte) ([]byte, error) { return crypto.Sign(hash, k.key) }

// The page fills asks by its own arithmetic, in another language. scripts/gen writes the vectors anew.
func TestTheVectorsAreOurs(t *testing.T) {
	t.Parallel()
	const file = "testdata/vectors.json"
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("a maker of vectors")))
	require.NoError(t, err)
	made := vectors{Note: "What package offer makes of files and of parts of asks, on chain 1337. Written by go test ./relayer/internal/offer -update."}
	stream := offertest.NewStream("vectors")
	for len(made.Offers) < 24 {
		if v, ok := vectorOf(t, stream.Offer(), keySigner{key}, len(made.Offers)%2 == 0); ok {
			made.Offers = append(made.Offers, v)
		}
	}
	for _, plain := range []offer.Offer{bid(), ask(), with(ask(), func(o *offer.Offer) {
		o.Review, o.Terms.AcceptBy, o.Terms.TaskHash, o.RampStart, o.RampEnd, o.LastPrice = 600, 0, common.Hash{}, now, now+600, big.NewInt(2_000_000)
	})} {
		v, ok := vectorOf(t, plain, keySigner{key}, true)
		require.True(t, ok)
		require.True(t, v.Sound)
		made.Offers = append(made.Offers, v)
	}
	counts := map[string]int{}
	for len(made.Parts) < 60 {
		o, fill := stream.Near(now)
		if o.Side != offer.Ask {
			continue
		}
		v := partOf(t, stream, o, fill)
		if counts[v.Refused]++; v.Refused == "" || counts[v.Refused] <= 6 {
			made.Parts = append(made.Parts, v)
		}
	}
	for name := range refusals {
		require.Positive(t, counts[name], name)
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", " ")
	require.NoError(t, encoder.Encode(made))
	if *update {
		require.NoError(t, os.WriteFile(file, text.Bytes(), 0o644))
	}
	committed, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(committed), text.String(), "run scripts/gen")
}

// vectorOf is an offer as a vector, with a signature of the maker or of somebody else; false for one that no file is written of.
func vectorOf(t *testing.T, o offer.Offer, by keySigner, byMaker bool) (v offerVector, ok bool) {
	t.Helper()
	s := offer.Signed{Offer: o, ChainID: vectorChain, Contract: vectorOffers}
	if byMaker && o.Side == offer.Ask {
		s.Terms.Provider = by.Address()
	} else if byMaker {
		s.Buyer = by.Address()
	}
	var err error
	v.Hash, err = s.Hash()
	require.NoError(t, err)
	v.Digest, err = s.Digest()
	require.NoError(t, err)
	s.Signature, err = by.SignHash(v.Digest[:])
	require.NoError(t, err)
	s.Signature[crypto.RecoveryIDOffset] += 27
	v.Maker, v.Signed, v.Sound = s.Maker(), s.VerifyKey() == nil, s.Check() == nil
	require.Equal(t, byMaker, v.Signed)
	v.File, err = s.MarshalJSON()
	return v, err == nil
}

// partOf is what becomes of a part of an ask whose times lie within those that files have.
func partOf(t *testing.T, stream *offertest.Stream, o offer.Offer, fill offer.Fill) partVector {
	t.Helper()
	o.Terms.Start, o.Terms.End, o.Terms.SettleBy = now+3600, now+7200, now+10800
	if o.Terms.AcceptBy != 0 {
		o.Terms.AcceptBy = now + 3600
	}
	taken := offer.Taken{Filled: new(big.Int), Carry: new(big.Int), Cancelled: stream.Below(12) == 0}
	if stream.Below(2) == 0 {
		taken.Filled.Rsh(o.Terms.Quantity, uint(1+stream.Below(4)))
		taken.Carry.Rsh(o.Terms.Quantity, uint(1+stream.Below(8)))
	}
	file, err := offer.Signed{Offer: o, ChainID: vectorChain, Contract: vectorOffers}.MarshalJSON()
	require.NoError(t, err)
	v := partVector{
		Ask: file, Filled: taken.Filled.String(), Carry: taken.Carry.String(), Cancelled: taken.Cancelled, At: now, Quantity: fill.Quantity.String(),
		Buyer: fill.Buyer, TaskHash: fill.TaskHash, SealX: hexWord(fill.Seal.X), SealY: hexWord(fill.Seal.Y),
	}
	part, err := o.Part(fill, taken, now)
	for name, refusal := range refusals {
		if errors.Is(err, refusal) {
			v.Refused = name
			return v
		}
	}
	require.NoError(t, err)
	id, err := statement.ForwardID(part.Terms, part.Buyer, part.Salt, vectorChain, vectorEscrow)
	require.NoError(t, err)
	v.Part = &partMade{
		Price: part.Terms.Price.String(), Bond: part.Terms.Bond.String(), AcceptBy: part.Terms.AcceptBy, Salt: part.Salt, Carry: part.After.Carry.String(),
		Dearest: o.Dearest(fill.Quantity).String(), Forward: id,
	}
	return v
}

func hexWord(w statement.Word) string {
	word := w.Bytes()
	return hexutil.Encode(word[:])
}
