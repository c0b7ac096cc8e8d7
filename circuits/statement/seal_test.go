package statement_test

import (
	"crypto/rand"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

type sealing struct {
	sk              statement.SealingKey
	rho             *big.Int
	claim, progress statement.Word
	message         []statement.Word
	payload         []statement.Word
}

func newSealing(t *testing.T, words int) sealing {
	t.Helper()
	sk, err := statement.GenerateSealingKey(rand.Reader)
	require.NoError(t, err)
	rho, err := statement.RandomScalar(rand.Reader)
	require.NoError(t, err)
	s := sealing{sk, rho, seed("claim", 0), seed("progress", 0), seeds("message", words), nil}
	s.payload, err = statement.Seal(sk.Public(), rho, s.claim, s.progress, s.message)
	require.NoError(t, err)
	return s
}

func TestSealedMessageOpens(t *testing.T) {
	t.Parallel()
	for words := range 35 {
		s := newSealing(t, words)
		require.Len(t, s.payload, 2+words)
		opened, err := statement.Unseal(s.sk, s.claim, s.progress, s.payload)
		require.NoError(t, err)
		require.Equal(t, s.message, opened)

		padded := append(s.payload[:len(s.payload):len(s.payload)], make([]statement.Word, 3)...)
		opened, err = statement.Unseal(s.sk, s.claim, s.progress, padded)
		require.NoError(t, err)
		require.Equal(t, s.message, opened, "missing words and zeros are the same")
	}
}

func TestSealedMessageShowsNoWord(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 19)
	for _, w := range s.message {
		require.NotContains(t, s.payload, w)
	}
	again := newSealing(t, 19)
	for i := range s.payload {
		require.NotEqual(t, s.payload[i], again.payload[i], "two sealings of one message share nothing")
	}
}

func TestOnlyTheBuyerOpens(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 19)
	other, err := statement.GenerateSealingKey(rand.Reader)
	require.NoError(t, err)
	_, err = statement.Unseal(other, s.claim, s.progress, s.payload)
	require.ErrorIs(t, err, statement.ErrWrongKey)
	_, err = statement.Unsealed(s.payload)
	require.ErrorIs(t, err, statement.ErrSealed)
}

// A payload copied to another claim or step does not carry its message along.
func TestPayloadOpensOnlyUnderItsClaimAndProgress(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 19)
	_, err := statement.Unseal(s.sk, seed("claim", 1), s.progress, s.payload)
	require.ErrorIs(t, err, statement.ErrWrongKey)
	_, err = statement.Unseal(s.sk, s.claim, seed("progress", 1), s.payload)
	require.ErrorIs(t, err, statement.ErrWrongKey)
}

func TestChangedWordOpensToAnotherMessage(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 19)
	one := statement.WordFromUint64(1)
	for i := range s.payload {
		changed := append([]statement.Word(nil), s.payload...)
		changed[i].Add(&changed[i], &one)
		opened, err := statement.Unseal(s.sk, s.claim, s.progress, changed)
		if err == nil {
			require.NotEqual(t, s.message, opened, "word %d", i)
		}
	}
}

// Every key the escrow accepts is a point of the curve; a part of low order changes nothing.
func TestPartOfLowOrderChangesNothing(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 3)
	pk := s.sk.Public()
	p := twistededwards.NewPointAffine(pk.X, pk.Y)
	for range 8 {
		low := lowOrder(t)
		p.Add(&p, &low)
		payload, err := statement.Seal(statement.PublicKey{X: p.X, Y: p.Y}, s.rho, s.claim, s.progress, s.message)
		require.NoError(t, err)
		require.Equal(t, s.payload, payload)
	}
	require.Equal(t, twistededwards.NewPointAffine(pk.X, pk.Y), p, "eight different keys were tried")
}

// Nobody should choose a key of low order, which protects nothing. But the escrow takes it, and a provider may be bound to it.
func TestSealToAKeyOfLowOrder(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 3)
	neutral, err := statement.Seal(statement.PublicKey{Y: statement.WordFromUint64(1)}, s.rho, s.claim, s.progress, s.message)
	require.NoError(t, err)
	require.Len(t, neutral, 2+len(s.message))
	low := lowOrder(t)
	payload, err := statement.Seal(statement.PublicKey{X: low.X, Y: low.Y}, s.rho, s.claim, s.progress, s.message)
	require.NoError(t, err)
	require.Equal(t, neutral, payload, "what is shared is the neutral point, whatever the key")
}

func TestUnsealedMessage(t *testing.T) {
	t.Parallel()
	message := seeds("message", 3)
	payload, err := statement.Seal(statement.PublicKey{}, nil, seed("claim", 0), seed("progress", 0), message)
	require.NoError(t, err)
	require.Equal(t, append(make([]statement.Word, 2), message...), payload)
	opened, err := statement.Unsealed(payload)
	require.NoError(t, err)
	require.Equal(t, message, opened)

	payload, err = statement.Seal(statement.PublicKey{}, nil, seed("claim", 0), seed("progress", 0), nil)
	require.NoError(t, err)
	require.Empty(t, payload)
	opened, err = statement.Unsealed(payload)
	require.NoError(t, err)
	require.Empty(t, opened)

	_, err = statement.Unsealed([]statement.Word{{}, {}, largest()})
	require.ErrorContains(t, err, "248 bits")
	for _, short := range [][]statement.Word{{largest()}, {{}, largest()}} {
		_, err = statement.Unsealed(short)
		require.ErrorIs(t, err, statement.ErrSealed)
	}
}

func TestSealRefuses(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 1)
	order := twistededwards.GetEdwardsCurve().Order
	for name, c := range map[string]struct {
		pk      statement.PublicKey
		rho     *big.Int
		message []statement.Word
		want    string
	}{
		"a key off the curve":   {statement.PublicKey{X: s.message[0]}, s.rho, s.message, statement.ErrKeyOffCurve.Error()},
		"no rho":                {s.sk.Public(), nil, s.message, "rho"},
		"a rho of zero":         {s.sk.Public(), new(big.Int), s.message, "rho"},
		"a negative rho":        {s.sk.Public(), big.NewInt(-1), s.message, "rho"},
		"a rho above the order": {s.sk.Public(), &order, s.message, "rho"},
		"a word of 249 bits":    {s.sk.Public(), s.rho, words(t, []string{"0x0100000000000000000000000000000000000000000000000000000000000000"}), "248 bits"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := statement.Seal(c.pk, c.rho, s.claim, s.progress, c.message)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestUnsealRefuses(t *testing.T) {
	t.Parallel()
	s := newSealing(t, 1)
	_, err := statement.Unseal(statement.SealingKey{}, s.claim, s.progress, s.payload)
	require.ErrorContains(t, err, "there is no sealing key")
	for _, payload := range [][]statement.Word{nil, s.payload[:1], make([]statement.Word, 9)} {
		_, err := statement.Unseal(s.sk, s.claim, s.progress, payload)
		require.ErrorIs(t, err, statement.ErrNoMessage)
	}
	_, err = statement.Unseal(s.sk, s.claim, s.progress, []statement.Word{s.payload[1], s.payload[0], s.payload[2]})
	require.ErrorIs(t, err, statement.ErrNotOnCurve)
}

// lowOrder is a point of order eight. What is not of the subgroup is added up in the plainest way.
func lowOrder(t *testing.T) twistededwards.PointAffine {
	t.Helper()
	d, one := twistededwards.GetEdwardsCurve().D, statement.WordFromUint64(1)
	for x := uint64(1); x < 1000; x++ {
		var above, below, yy statement.Word // y² = (1+x²) / (1−d·x²)
		xx := statement.WordFromUint64(x * x)
		above.Add(&one, &xx)
		below.Mul(&d, &xx).Sub(&one, &below)
		if yy.Div(&above, &below); yy.Legendre() != 1 {
			continue
		}
		p := twistededwards.PointAffine{X: statement.WordFromUint64(x)}
		p.Y.Sqrt(&yy)
		require.True(t, p.IsOnCurve())
		p = subgroupOrderTimes(p)
		if four := fourTimes(p); !four.IsZero() {
			return p
		}
	}
	require.Fail(t, "no point of order eight found")
	return twistededwards.PointAffine{}
}

func subgroupOrderTimes(p twistededwards.PointAffine) twistededwards.PointAffine {
	order := twistededwards.GetEdwardsCurve().Order
	sum := twistededwards.PointAffine{Y: statement.WordFromUint64(1)}
	for i := order.BitLen() - 1; i >= 0; i-- {
		sum.Double(&sum)
		if order.Bit(i) == 1 {
			sum.Add(&sum, &p)
		}
	}
	return sum
}

func fourTimes(p twistededwards.PointAffine) twistededwards.PointAffine {
	p.Double(&p)
	p.Double(&p)
	return p
}
