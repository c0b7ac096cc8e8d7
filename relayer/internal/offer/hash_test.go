package offer_test

import (
	"encoding/hex"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

// What wallets hash and show, by an implementation of EIP-712 that knows nothing of this package.
var types = apitypes.Types{
	"Terms": fields("address predicate", "uint256 params", "bytes32 taskHash", "address token", "uint128 price", "uint96 quantity", "bytes32 unit",
		"uint64 acceptBy", "uint64 start", "uint64 end", "uint64 settleBy", "uint128 bond", "address provider", "uint64 beaconBlock", "uint256 sealX", "uint256 sealY"),
	"Offer": fields("Terms terms", "bytes params", "uint128 lastPrice", "uint64 rampStart", "uint64 rampEnd", "uint96 minFill", "uint64 expiry",
		"uint256 nonce", "bytes32 salt"),
	"Bid":              fields("Offer offer", "address buyer", "bytes task"),
	"Ask":              fields("Offer offer", "uint64 review"),
	"TokenPermissions": fields("address token", "uint256 amount"),
	"EIP712Domain":     fields("string name", "string version", "uint256 chainId", "address verifyingContract"),
}

func fields(list ...string) (typed []apitypes.Type) {
	for _, field := range list {
		for i := range field {
			if field[i] == ' ' {
				typed = append(typed, apitypes.Type{Type: field[:i], Name: field[i+1:]})
			}
		}
	}
	return typed
}

func message(o offer.Offer) apitypes.TypedDataMessage {
	number := func(x *big.Int) *math.HexOrDecimal256 { return (*math.HexOrDecimal256)(x) }
	small := func(x uint64) *math.HexOrDecimal256 { return number(new(big.Int).SetUint64(x)) }
	t := o.Terms
	inner := apitypes.TypedDataMessage{
		"terms": apitypes.TypedDataMessage{
			"predicate": t.Predicate.Hex(), "params": number(statement.Big(t.Params)), "taskHash": t.TaskHash.Bytes(), "token": t.Token.Hex(),
			"price": number(t.Price), "quantity": number(t.Quantity), "unit": t.Unit.Bytes(), "acceptBy": small(t.AcceptBy), "start": small(t.Start),
			"end": small(t.End), "settleBy": small(t.SettleBy), "bond": number(t.Bond), "provider": t.Provider.Hex(),
			"beaconBlock": small(t.BeaconBlock), "sealX": number(statement.Big(t.SealX)), "sealY": number(statement.Big(t.SealY)),
		},
		"params": o.Params, "lastPrice": number(o.LastPrice), "rampStart": small(o.RampStart), "rampEnd": small(o.RampEnd),
		"minFill": number(o.MinFill), "expiry": small(o.Expiry), "nonce": number(o.Nonce), "salt": o.Salt.Bytes(),
	}
	if o.Side == offer.Ask {
		return apitypes.TypedDataMessage{"offer": inner, "review": small(o.Review)}
	}
	return apitypes.TypedDataMessage{"offer": inner, "buyer": o.Buyer.Hex(), "task": o.Task}
}

var sideTypes = map[offer.Side]string{offer.Bid: "Bid", offer.Ask: "Ask"}

func TestOffersAreEIP712(t *testing.T) {
	t.Parallel()
	stream := offertest.NewStream("EIP-712")
	sides := map[offer.Side]int{}
	for range 300 {
		o := stream.Offer()
		sides[o.Side]++
		s := offer.Signed{Offer: o, ChainID: big.NewInt(1337), Contract: stream.Address()}
		data := apitypes.TypedData{
			Types: types, PrimaryType: sideTypes[o.Side], Message: message(o),
			Domain: apitypes.TypedDataDomain{Name: "Tercet Offers", Version: "1", ChainId: math.NewHexOrDecimal256(1337), VerifyingContract: s.Contract.Hex()},
		}
		want, err := data.HashStruct(data.PrimaryType, data.Message)
		require.NoError(t, err)
		hash, err := o.Hash()
		require.NoError(t, err)
		require.Equal(t, hex.EncodeToString(want), hex.EncodeToString(hash[:]))
		wantDigest, _, err := apitypes.TypedDataAndHash(data)
		require.NoError(t, err)
		digest, err := s.Digest()
		require.NoError(t, err)
		require.Equal(t, hex.EncodeToString(wantDigest), hex.EncodeToString(digest[:]))
	}
	require.Greater(t, min(sides[offer.Bid], sides[offer.Ask]), 100)
}

// A signature for Permit2 is for a transfer of the stake that only the contract can send, with the whole offer as its witness.
func TestPermit2DigestIsEIP712(t *testing.T) {
	t.Parallel()
	stream := offertest.NewStream("Permit2")
	for range 100 {
		o := stream.Offer()
		s := offer.Signed{Offer: o, ChainID: big.NewInt(1), Contract: stream.Address(), Permit2: common.BytesToAddress([]byte{9})}
		permit := map[string][]apitypes.Type{
			"PermitWitnessTransferFrom": append(fields("TokenPermissions permitted", "address spender", "uint256 nonce", "uint256 deadline"),
				apitypes.Type{Name: "witness", Type: sideTypes[o.Side]}),
			"EIP712Domain": fields("string name", "uint256 chainId", "address verifyingContract"),
		}
		for _, name := range []string{"Terms", "Offer", "Bid", "Ask", "TokenPermissions"} {
			permit[name] = types[name]
		}
		data := apitypes.TypedData{
			Types: permit, PrimaryType: "PermitWitnessTransferFrom",
			Domain: apitypes.TypedDataDomain{Name: "Permit2", ChainId: math.NewHexOrDecimal256(1), VerifyingContract: s.Permit2.Hex()},
			Message: apitypes.TypedDataMessage{
				"permitted": apitypes.TypedDataMessage{"token": o.Terms.Token.Hex(), "amount": (*math.HexOrDecimal256)(s.Stake())},
				"spender":   s.Contract.Hex(), "nonce": (*math.HexOrDecimal256)(o.Nonce),
				"deadline": (*math.HexOrDecimal256)(new(big.Int).SetUint64(o.Expiry)), "witness": message(o),
			},
		}
		want, _, err := apitypes.TypedDataAndHash(data)
		require.NoError(t, err)
		digest, err := s.Digest()
		require.NoError(t, err)
		require.Equal(t, hex.EncodeToString(want), hex.EncodeToString(digest[:]))
	}
}

func TestHashRefusesWhatIsOutOfRange(t *testing.T) {
	t.Parallel()
	large := func(bits uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), bits) }
	for want, change := range map[string]func(*offer.Offer){
		"last price is not from 0 to 2^128-1":   func(o *offer.Offer) { o.LastPrice = large(128) },
		"smallest part is not from 0 to 2^96-1": func(o *offer.Offer) { o.MinFill = large(96) },
		"nonce is not from 0 to 2^256-1":        func(o *offer.Offer) { o.Nonce = large(256) },
		"nonce is missing":                      func(o *offer.Offer) { o.Nonce = nil },
		"smallest part is not from":             func(o *offer.Offer) { o.MinFill = big.NewInt(-1) },
		"price has more than 128 bits":          func(o *offer.Offer) { o.Terms.Price = large(128) },
		"bond is negative":                      func(o *offer.Offer) { o.Terms.Bond = big.NewInt(-1) },
	} {
		o := offertest.Bid(offertest.Terms(offertest.Now), common.Address{8})
		change(&o)
		_, err := o.Hash()
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, o.Check(), want)
	}
}
