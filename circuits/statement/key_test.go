package statement_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// entropy is an endless stream that only looks random: for tests.
type entropy struct {
	name string
	left bytes.Buffer
	n    byte
}

func (e *entropy) Read(p []byte) (int, error) {
	for e.left.Len() < len(p) {
		block := sha256.Sum256(append([]byte(e.name), e.n))
		e.left.Write(block[:])
		e.n++
	}
	return e.left.Read(p)
}

func secret(i int) statement.SealingKey {
	sk, err := statement.GenerateSealingKey(&entropy{name: "secret" + string(rune('a'+i))})
	if err != nil {
		panic(err)
	}
	return sk
}

func scalar(name string, i int) *big.Int {
	x, err := statement.RandomScalar(&entropy{name: name + string(rune('a'+i))})
	if err != nil {
		panic(err)
	}
	return x
}

func text(t *testing.T, sk statement.SealingKey) string {
	t.Helper()
	b, err := sk.MarshalText()
	require.NoError(t, err)
	return string(b)
}

func TestGeneratedKeysPassTheCheck(t *testing.T) {
	t.Parallel()
	seen := map[statement.PublicKey]bool{}
	for range 20 {
		sk, err := statement.GenerateSealingKey(rand.Reader)
		require.NoError(t, err)
		pk := sk.Public()
		require.NoError(t, pk.Check())
		p := twistededwards.NewPointAffine(pk.X, pk.Y)
		order := twistededwards.GetEdwardsCurve().Order
		require.True(t, p.ScalarMultiplication(&p, &order).IsZero(), "in the subgroup of prime order")
		require.False(t, seen[pk])
		seen[pk] = true
	}
}

func TestCheckNamesTheFault(t *testing.T) {
	t.Parallel()
	require.NoError(t, statement.PublicKey{}.Check(), "the zero key: nothing is sealed")
	one := statement.WordFromUint64(1)
	require.ErrorIs(t, statement.PublicKey{X: one, Y: one}.Check(), statement.ErrKeyOffCurve)
	// Multiples of a point of order eight, the curve's neutral point among them.
	low := lowOrder(t)
	p := low
	for range 8 {
		require.ErrorIs(t, statement.PublicKey{X: p.X, Y: p.Y}.Check(), statement.ErrKeyLowOrder)
		p.Add(&p, &low)
	}
}

func TestKeysAreReadBack(t *testing.T) {
	t.Parallel()
	sk := secret(3)
	var readSK statement.SealingKey
	require.NoError(t, readSK.UnmarshalText([]byte(text(t, sk))))
	require.Equal(t, sk.Public(), readSK.Public())

	for _, pk := range []statement.PublicKey{sk.Public(), {}} {
		var read statement.PublicKey
		require.NoError(t, read.UnmarshalText([]byte(pk.String())))
		require.Equal(t, pk, read)
	}
}

func TestMalformedKeysAreRefused(t *testing.T) {
	t.Parallel()
	order := twistededwards.GetEdwardsCurve().Order
	for name, text := range map[string]string{
		"nothing":         "",
		"no prefix":       strings.Repeat("1", 66),
		"too short":       "0x" + strings.Repeat("1", 63),
		"too long":        "0x" + strings.Repeat("1", 65),
		"no hexadecimal":  "0x" + strings.Repeat("1", 63) + "g",
		"zero":            "0x" + strings.Repeat("0", 64),
		"the order":       fmt.Sprintf("0x%064x", &order),
		"above the order": "0x" + strings.Repeat("f", 64),
	} {
		t.Run("secret: "+name, func(t *testing.T) {
			t.Parallel()
			var sk statement.SealingKey
			err := sk.UnmarshalText([]byte(text))
			require.ErrorContains(t, err, "secret sealing key")
			if len(text) > 8 {
				require.NotContains(t, err.Error(), text[8:], "a secret does not go into an error")
			}
		})
	}
	for name, c := range map[string]struct{ text, want string }{
		"nothing":       {"", "128 hexadecimal digits"},
		"half":          {"0x" + strings.Repeat("1", 64), "128 hexadecimal digits"},
		"not reduced":   {"0x" + strings.Repeat("f", 128), "field's order"},
		"off the curve": {"0x" + strings.Repeat("1", 128), "not on the curve"},
		"neutral point": {"0x" + strings.Repeat("0", 127) + "1", "low order"},
	} {
		t.Run("public: "+name, func(t *testing.T) {
			t.Parallel()
			var pk statement.PublicKey
			require.ErrorContains(t, pk.UnmarshalText([]byte(c.text)), c.want)
			require.True(t, pk.IsZero(), "a refused key leaves nothing behind")
		})
	}
}

func TestPrintedKeyDoesNotShowItsSecret(t *testing.T) {
	t.Parallel()
	sk := secret(3)
	digits := text(t, sk)[2:]
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		printed := fmt.Sprintf(verb, sk)
		require.NotContains(t, printed, digits)
		require.Contains(t, printed, sk.Public().String())
	}
	_, err := statement.SealingKey{}.MarshalText()
	require.ErrorContains(t, err, "there is none")
	require.Equal(t, "sealing key (none)", statement.SealingKey{}.String())
}

func TestRandomScalarNeedsItsSource(t *testing.T) {
	t.Parallel()
	_, err := statement.RandomScalar(iotest.ErrReader(iotest.ErrTimeout))
	require.ErrorIs(t, err, iotest.ErrTimeout)
	_, err = statement.GenerateSealingKey(bytes.NewReader(make([]byte, 47)))
	require.ErrorContains(t, err, "making a sealing key")
	least, err := statement.RandomScalar(bytes.NewReader(make([]byte, 48)))
	require.NoError(t, err)
	require.Equal(t, int64(1), least.Int64(), "zero is never drawn")
}
