package keys

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fp"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// An auditor has the key's words, the settlement's event and nothing else.
func TestSettlementVerifiesFromChainDataAlone(t *testing.T) {
	t.Parallel()
	system, pk, vk := unchecked(t, &small{})
	words, err := KeyWords(vk)
	require.NoError(t, err)
	payload := []statement.Word{statement.WordFromUint64(7)}
	assignment, h := assign(KeyHash(words), header(), payload)
	proof, err := ProofBytes(prove(t, system, pk, assignment))
	require.NoError(t, err)

	rebuilt, err := FromWords(words)
	require.NoError(t, err)
	again, err := KeyWords(rebuilt)
	require.NoError(t, err)
	require.Equal(t, words, again)
	require.NoError(t, VerifySettlement(rebuilt, header(), payload, h, proof))

	t.Run("every word is bound", func(t *testing.T) {
		t.Parallel()
		for i := range statement.HeaderLen {
			changed := header()
			changed[i].SetUint64(1)
			require.ErrorIs(t, VerifySettlement(rebuilt, changed, payload, h, proof), ErrNotProved, "word %d", i)
		}
		require.ErrorIs(t, VerifySettlement(rebuilt, header(), []statement.Word{statement.WordFromUint64(8)}, h, proof), ErrNotProved)
		require.ErrorIs(t, VerifySettlement(rebuilt, header(), nil, h, proof), ErrNotProved)
		require.ErrorIs(t, VerifySettlement(rebuilt, header(), payload, statement.WordFromUint64(1), proof), ErrNotProved)
	})
	t.Run("a payload has one encoding", func(t *testing.T) {
		t.Parallel()
		longer := append(payload[:1:1], statement.Word{})
		require.ErrorIs(t, VerifySettlement(rebuilt, header(), longer, h, proof), ErrMalformed)
	})
	t.Run("another key of the same circuit refuses", func(t *testing.T) {
		t.Parallel()
		_, _, other := unchecked(t, &small{})
		require.ErrorIs(t, VerifySettlement(other, header(), payload, h, proof), ErrNotProved)
	})
	t.Run("no byte of the proof may change", func(t *testing.T) {
		t.Parallel()
		for i := range proof {
			changed := append([]byte(nil), proof...)
			changed[i] ^= 1
			require.Error(t, VerifySettlement(rebuilt, header(), payload, h, changed), "byte %d", i)
		}
	})
}

func TestProofBytes(t *testing.T) {
	t.Parallel()
	system, pk, vk := unchecked(t, &small{})
	words, err := KeyWords(vk)
	require.NoError(t, err)
	assignment, _ := assign(KeyHash(words), header(), []statement.Word{statement.WordFromUint64(7)})
	proof := prove(t, system, pk, assignment)

	b, err := ProofBytes(proof)
	require.NoError(t, err)
	require.Len(t, b, ProofSize)
	own, ok := proof.(*groth16bn254.Proof)
	require.True(t, ok)
	require.Equal(t, own.MarshalSolidity(), b, "gnark's own encoding")
	parsed, err := ParseProof(b)
	require.NoError(t, err)
	again, err := ProofBytes(parsed)
	require.NoError(t, err)
	require.Equal(t, b, again)

	_, err = ProofBytes(&groth16bn254.Proof{Commitments: make([]bn254.G1Affine, 1)})
	require.ErrorIs(t, err, ErrCommitment)
}

func TestParseProofRefuses(t *testing.T) {
	t.Parallel()
	_, _, g1, g2 := bn254.Generators()
	encode := func(a bn254.G1Affine, b bn254.G2Affine) []byte {
		bytes, err := ProofBytes(&groth16bn254.Proof{Ar: a, Bs: b, Krs: g1})
		require.NoError(t, err)
		return bytes
	}
	good := encode(g1, g2)
	_, err := ParseProof(good)
	require.NoError(t, err)

	notReduced := append(new(big.Int).Add(fp.Modulus(), big.NewInt(1)).FillBytes(make([]byte, 32)), good[32:]...)
	offCurve := g1
	offCurve.Y.SetUint64(3)
	for name, bytes := range map[string][]byte{
		"nothing":                nil,
		"a byte too few":         good[:ProofSize-1],
		"a byte too many":        append(good[:ProofSize:ProofSize], 0),
		"A not reduced":          notReduced,
		"A off the curve":        encode(offCurve, g2),
		"B outside the subgroup": encode(g1, outsideSubgroup(t)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseProof(bytes)
			require.ErrorIs(t, err, ErrMalformed)
		})
	}
}

func TestFromWordsRefuses(t *testing.T) {
	t.Parallel()
	_, _, vk := unchecked(t, &small{})
	good, err := KeyWords(vk)
	require.NoError(t, err)
	_, _, _, generator := bn254.Generators()
	zero := new(big.Int)
	for name, c := range map[string]struct {
		tamper func(*[Words]*big.Int)
		want   error
	}{
		"a missing word":            {func(w *[Words]*big.Int) { w[3] = nil }, ErrMalformed},
		"a coordinate not reduced":  {func(w *[Words]*big.Int) { w[0] = new(big.Int).Add(w[0], fp.Modulus()) }, ErrMalformed},
		"alpha off the curve":       {func(w *[Words]*big.Int) { w[1] = new(big.Int).Add(w[1], big.NewInt(1)) }, ErrMalformed},
		"delta off the curve":       {func(w *[Words]*big.Int) { w[12], w[13] = w[13], w[12] }, ErrMalformed},
		"K3 at infinity":            {func(w *[Words]*big.Int) { w[20], w[21] = zero, zero }, ErrUnusedInput},
		"beta at infinity":          {func(w *[Words]*big.Int) { w[2], w[3], w[4], w[5] = zero, zero, zero, zero }, ErrInfinity},
		"gamma = delta":             {func(w *[Words]*big.Int) { copy(w[10:14], w[6:10]) }, ErrGammaDelta},
		"delta = G2":                {func(w *[Words]*big.Int) { copy(w[10:14], appendG2(nil, generator)) }, ErrDeltaGenerator},
		"beta outside the subgroup": {func(w *[Words]*big.Int) { copy(w[2:6], appendG2(nil, outsideSubgroup(t))) }, ErrMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			words := good
			c.tamper(&words)
			_, err := FromWords(words)
			require.ErrorIs(t, err, c.want)
		})
	}
}

// outsideSubgroup is a point of the twist whose order is not that of the curve.
func outsideSubgroup(t *testing.T) bn254.G2Affine {
	t.Helper()
	var b bn254.E2
	_, _, _, g := bn254.Generators()
	b.Square(&g.X).Mul(&b, &g.X)
	var yy bn254.E2
	yy.Square(&g.Y)
	b.Sub(&yy, &b) // y² = x³ + b
	for x := uint64(1); x < 100; x++ {
		var p bn254.G2Affine
		p.X.A0.SetUint64(x)
		p.Y.Square(&p.X).Mul(&p.Y, &p.X).Add(&p.Y, &b)
		if p.Y.Legendre() != 1 {
			continue
		}
		p.Y.Sqrt(&p.Y)
		if p.IsOnCurve() && !p.IsInSubGroup() {
			return p
		}
	}
	require.Fail(t, "no such point found")
	return bn254.G2Affine{}
}
