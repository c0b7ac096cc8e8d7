package proofofwork

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestSearchFindsWorkThatHolds(t *testing.T) {
	t.Parallel()
	var lock sync.Mutex
	var heard []int
	w, err := Search(t.Context(), easy, forwardOf(0), 7, 3, statement.WordFromUint64(1_000_000), func(done int) {
		lock.Lock()
		defer lock.Unlock()
		heard = append(heard, done)
	})
	require.NoError(t, err)
	require.Equal(t, []int{1, 2, 3}, heard)
	require.Empty(t, Check(easy, w))
	require.Equal(t, forwardOf(0), w.Forward)
	require.EqualValues(t, 7, w.From)
	for i, nonce := range w.Nonces {
		require.GreaterOrEqual(t, nonce.Uint64(), uint64(1_000_000))
		require.True(t, below(oracle(w.Forward, 7+uint64(i), statement.Big(nonce)), easy.Bits))
	}
}

func TestSearchEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Search(ctx, Params{MaxBits}, forwardOf(0), 0, MaxUnits, statement.Word{}, func(int) { t.Error("no unit was done") })
	require.ErrorIs(t, err, context.Canceled)
}

func TestSearchRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from  uint64
		units int
	}{{0, 0}, {0, -1}, {0, MaxUnits + 1}, {^uint64(0) - 2, 3}} {
		_, err := Search(t.Context(), easy, forwardOf(0), c.from, c.units, statement.Word{}, func(int) {})
		require.ErrorContains(t, err, "want 1 to 8 that end below 2^64")
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	good := workOf(t, forwardOf(0), 5, 3)
	require.Empty(t, Check(easy, good))

	bad := good
	bad.Nonces = append([]statement.Word(nil), good.Nonces...)
	bad.Nonces[1].SetUint64(1 << 60)
	findings := Check(easy, bad)
	require.Len(t, findings, 1)
	require.Equal(t, RuleWork, findings[0].Rule)
	require.Equal(t, 2, findings[0].Unit)
	require.Contains(t, findings[0].Message, "the hash of unit 6 has 25")
	require.Contains(t, findings[0].Message, "it may have 243")

	require.Equal(t, "the step has 0 units, it needs 1 to 8", Check(easy, Work{})[0].Message)
	require.Equal(t, "the step has 9 units, it needs 1 to 8", Check(easy, Work{Nonces: make([]statement.Word, 9)})[0].Message)
	wraps := workOf(t, forwardOf(1), ^uint64(0)-1, 2)
	require.Contains(t, Check(easy, wraps)[0].Message, "ends beyond 2^64")
}

func TestWorkJSON(t *testing.T) {
	t.Parallel()
	w := workOf(t, forwardOf(0), 5, 3)
	text, err := json.Marshal(w)
	require.NoError(t, err)
	again, err := ParseWork(text)
	require.NoError(t, err)
	require.Equal(t, w, again)

	most := Work{Forward: forwardOf(0), From: ^uint64(0), Nonces: make([]statement.Word, MaxUnits)}
	text, err = json.Marshal(most)
	require.NoError(t, err)
	_, err = ParseWork(text)
	require.NoError(t, err)

	order := common.BigToHash(fr.Modulus()).Hex()
	for want, text := range map[string]string{
		"at most 2048":                strings.Repeat(" ", maxWorkJSON+1),
		"EOF":                         "",
		"unknown field":               `{"forward":"0x` + strings.Repeat("0", 64) + `","from":1,"nonces":[],"to":2}`,
		"cannot unmarshal":            `{"from":-1}`,
		"delete it":                   `{"from":1} {}`,
		"nonce 1: reading field":      `{"nonces":["` + order + `"]}`,
		"want an object with forward": `[]`,
	} {
		_, err := ParseWork([]byte(text))
		require.ErrorContains(t, err, want)
	}
}

func TestParams(t *testing.T) {
	t.Parallel()
	p, err := ParseParams(nil)
	require.NoError(t, err)
	require.Equal(t, Params{DefaultBits}, p)
	units := map[common.Hash]bool{}
	for bits := MinBits; bits <= MaxBits; bits++ {
		p := Params{bits}
		text, err := json.Marshal(p)
		require.NoError(t, err)
		again, err := ParseParams(text)
		require.NoError(t, err)
		require.Equal(t, p, again)
		again, err = ParsePreimage(p.Preimage())
		require.NoError(t, err)
		require.Equal(t, p, again)
		require.Equal(t, uint64(1)<<(30-bits), p.Limit())
		require.Equal(t, new(big.Int).Div(fr.Modulus(), pow2(uint(253-bits))), p.Hashes())
		limit := common.BigToHash(new(big.Int).SetUint64(p.Limit()))
		require.Equal(t, crypto.Keccak256Hash(crypto.Keccak256([]byte("tercet/predicate/proof-of-work/v1")), limit[:]), p.Unit())
		require.Equal(t, statement.Sponge("params", []statement.Word{statement.WordFromUint64(p.Limit())}), p.Commit())
		units[p.Unit()] = true
	}
	require.Len(t, units, MaxBits-MinBits+1)
	require.Equal(t, "1548", Params{MinBits}.Hashes().String())

	for want, text := range map[string]string{
		"bits is 9: choose 10 to 30": `{"bits": 9}`,
		"bits is 31":                 `{"bits": 31}`,
		"bits is -1":                 `{"bits": -1}`,
		"unknown field":              `{"bit": 12}`,
		"cannot unmarshal":           `[12]`,
		"delete it":                  `{"bits": 12}}`,
		"at most 1024 are read":      strings.Repeat(" ", maxParamsJSON+1),
	} {
		_, err := ParseParams([]byte(text))
		require.ErrorContains(t, err, want)
	}
	for name, preimage := range map[string][]byte{
		"nothing":       nil,
		"a byte less":   make([]byte, 31),
		"a byte more":   append(Params{12}.Preimage(), 0),
		"zero":          make([]byte, 32),
		"no power":      common.BigToHash(big.NewInt(3)).Bytes(),
		"too easy":      common.BigToHash(pow2(21)).Bytes(),
		"large":         common.BigToHash(pow2(200)).Bytes(),
		"over 64 bits":  common.BigToHash(new(big.Int).Add(pow2(64), big.NewInt(2))).Bytes(),
		"all bits set":  common.BigToHash(new(big.Int).Sub(pow2(256), big.NewInt(1))).Bytes(),
		"one too short": {1},
	} {
		_, err := ParsePreimage(preimage)
		require.ErrorContains(t, err, "preimage of proof-of-work parameters", name)
	}
}
