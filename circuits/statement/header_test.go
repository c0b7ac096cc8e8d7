package statement_test

import (
	"math/big"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func exampleHeader() statement.Header {
	h := exampleTerms().Header(big.NewInt(1337), seedAddress("escrow"), seedHash("forward", 0), seedAddress("recipient"))
	h.From, h.To, h.Amount, h.Commitment, h.Beacon = 3, 9, big.NewInt(1), seed("commitment", 0), seed("beacon", 0)
	return h
}

// Whatever of a header changes, its words change: nothing proved for one settlement serves another.
func TestEveryFieldOfAHeaderIsInItsWords(t *testing.T) {
	t.Parallel()
	base, err := exampleHeader().Words()
	require.NoError(t, err)
	seen := map[[statement.HeaderLen]statement.Word]string{base: "unchanged"}
	fields := reflect.TypeFor[statement.Header]()
	for i := range fields.NumField() {
		h := exampleHeader()
		switch f := reflect.ValueOf(&h).Elem().Field(i).Addr().Interface().(type) {
		case **big.Int:
			*f = new(big.Int).Add(*f, big.NewInt(1))
		case *uint64:
			*f++
		case *common.Address:
			f[19] ^= 1
		case *common.Hash:
			f[31] ^= 1
		case *statement.Word:
			*f = seed("other", 0)
		default:
			require.Fail(t, "a field of a type this test does not know", fields.Field(i).Name)
		}
		words, err := h.Words()
		require.NoError(t, err)
		require.Empty(t, seen[words], fields.Field(i).Name)
		seen[words] = fields.Field(i).Name
	}
}

func TestHeaderRefusesWhatTheEscrowCannotHold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*statement.Header)
		want   string
	}{
		"quantity of 97 bits":    {func(h *statement.Header) { h.Quantity = new(big.Int).Add(bits(96), big.NewInt(1)) }, "quantity has more than 96 bits"},
		"negative quantity":      {func(h *statement.Header) { h.Quantity = big.NewInt(-1) }, "quantity is negative"},
		"no quantity":            {func(h *statement.Header) { h.Quantity = nil }, "quantity is missing"},
		"amount of 97 bits":      {func(h *statement.Header) { h.Amount = new(big.Int).Add(bits(96), big.NewInt(1)) }, "amount has more than 96 bits"},
		"negative amount":        {func(h *statement.Header) { h.Amount = big.NewInt(-1) }, "amount is negative"},
		"no amount":              {func(h *statement.Header) { h.Amount = nil }, "amount is missing"},
		"no chain id":            {func(h *statement.Header) { h.ChainID = nil }, "chain id is missing"},
		"chain id of 257 bits":   {func(h *statement.Header) { h.ChainID = new(big.Int).Lsh(big.NewInt(1), 256) }, "chain id has more than 256 bits"},
		"several faults at once": {func(h *statement.Header) { h.ChainID, h.Quantity = nil, nil }, "quantity is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := exampleHeader()
			c.change(&h)
			_, err := h.Words()
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestWindowAndProgressAreReadBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		low, middle uint64
		high        *big.Int
	}{
		{0, 0, new(big.Int)}, {1, 2, big.NewInt(3)}, {maxTime, maxTime, bits(96)}, {maxTime, 0, new(big.Int)}, {0, maxTime, new(big.Int)},
	} {
		window, err := statement.Window(c.low, c.middle, c.high)
		require.NoError(t, err)
		start, end, quantity := statement.ParseWindow(window)
		require.Equal(t, []any{c.low, c.middle, c.high.String()}, []any{start, end, quantity.String()})

		progress, err := statement.Progress(c.low, c.middle, c.high)
		require.NoError(t, err)
		from, to, amount := statement.ParseProgress(progress)
		require.Equal(t, []any{c.low, c.middle, c.high.String()}, []any{from, to, amount.String()})
	}
}

func TestTermsRefuseWhatTheEscrowCannotHold(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*statement.Terms){
		"price":    func(t *statement.Terms) { t.Price = new(big.Int).Add(bits(128), big.NewInt(1)) },
		"quantity": func(t *statement.Terms) { t.Quantity = new(big.Int).Add(bits(96), big.NewInt(1)) },
		"bond":     func(t *statement.Terms) { t.Bond = big.NewInt(-1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			terms := exampleTerms()
			change(&terms)
			_, err := statement.TermsHash(terms)
			require.ErrorContains(t, err, name)
			_, err = statement.ForwardID(terms, common.Address{}, common.Hash{}, big.NewInt(1), common.Address{})
			require.ErrorContains(t, err, name)
		})
	}
}

// A wallet that knows nothing of Tercet derives the same hashes from the EIP-712 types.
func TestForwardIsEIP712(t *testing.T) {
	t.Parallel()
	for _, terms := range []statement.Terms{exampleTerms(), extremeTerms()} {
		buyer, salt, escrow, chainID := seedAddress("buyer"), seedHash("salt", 0), seedAddress("escrow"), bits(256)
		fields := apitypes.TypedDataMessage{
			"predicate": terms.Predicate.Hex(), "params": number(statement.Big(terms.Params)), "taskHash": terms.TaskHash.Bytes(),
			"token": terms.Token.Hex(), "price": number(terms.Price), "quantity": number(terms.Quantity),
			"unit": terms.Unit.Bytes(), "acceptBy": time(terms.AcceptBy), "start": time(terms.Start), "end": time(terms.End),
			"settleBy": time(terms.SettleBy), "bond": number(terms.Bond), "provider": terms.Provider.Hex(),
			"beaconBlock": time(terms.BeaconBlock), "sealX": number(statement.Big(terms.SealX)), "sealY": number(statement.Big(terms.SealY)),
		}
		data := apitypes.TypedData{Types: eip712Types(), Domain: apitypes.TypedDataDomain{Name: "Tercet"}}
		wantTerms, err := data.HashStruct("Terms", fields)
		require.NoError(t, err)
		wantID, err := data.HashStruct("Forward", apitypes.TypedDataMessage{
			"terms": fields, "buyer": buyer.Hex(), "salt": salt.Bytes(), "chainId": number(chainID), "escrow": escrow.Hex(),
		})
		require.NoError(t, err)

		termsHash, err := statement.TermsHash(terms)
		require.NoError(t, err)
		require.Equal(t, common.BytesToHash(wantTerms), termsHash)
		id, err := statement.ForwardID(terms, buyer, salt, chainID, escrow)
		require.NoError(t, err)
		require.Equal(t, common.BytesToHash(wantID), id)

		wantClaim, err := data.HashStruct("Claim", apitypes.TypedDataMessage{
			"chainId": number(chainID), "escrow": escrow.Hex(), "forward": id.Bytes(), "recipient": buyer.Hex(),
		})
		require.NoError(t, err)
		claim, err := statement.Claim(chainID, escrow, id, buyer)
		require.NoError(t, err)
		require.Equal(t, statement.U248(common.BytesToHash(wantClaim)), claim)
	}
}

func eip712Types() apitypes.Types {
	return apitypes.Types{
		"Terms": {
			{Name: "predicate", Type: "address"}, {Name: "params", Type: "uint256"}, {Name: "taskHash", Type: "bytes32"},
			{Name: "token", Type: "address"}, {Name: "price", Type: "uint128"}, {Name: "quantity", Type: "uint96"},
			{Name: "unit", Type: "bytes32"}, {Name: "acceptBy", Type: "uint64"}, {Name: "start", Type: "uint64"},
			{Name: "end", Type: "uint64"}, {Name: "settleBy", Type: "uint64"}, {Name: "bond", Type: "uint128"},
			{Name: "provider", Type: "address"}, {Name: "beaconBlock", Type: "uint64"}, {Name: "sealX", Type: "uint256"},
			{Name: "sealY", Type: "uint256"},
		},
		"Forward": {
			{Name: "terms", Type: "Terms"}, {Name: "buyer", Type: "address"}, {Name: "salt", Type: "bytes32"},
			{Name: "chainId", Type: "uint256"}, {Name: "escrow", Type: "address"},
		},
		"Claim": {
			{Name: "chainId", Type: "uint256"}, {Name: "escrow", Type: "address"}, {Name: "forward", Type: "bytes32"},
			{Name: "recipient", Type: "address"},
		},
	}
}

func number(x *big.Int) *math.HexOrDecimal256 { return (*math.HexOrDecimal256)(x) }
func time(x uint64) *math.HexOrDecimal256     { return number(new(big.Int).SetUint64(x)) }
