package statement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestTrim(t *testing.T) {
	t.Parallel()
	w := statement.WordFromUint64(1)
	zero := statement.Word{}
	for name, c := range map[string]struct{ in, want []statement.Word }{
		"nothing":           {nil, nil},
		"only zeros":        {[]statement.Word{zero, zero}, nil},
		"zeros at the end":  {[]statement.Word{w, zero, zero}, []statement.Word{w}},
		"zeros in between":  {[]statement.Word{zero, w, zero, w}, []statement.Word{zero, w, zero, w}},
		"a zero in between": {[]statement.Word{w, zero, w, zero}, []statement.Word{w, zero, w}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.ElementsMatch(t, c.want, statement.Trim(c.in))
			require.Len(t, statement.Trim(c.in), len(c.want))
		})
	}
	t.Run("what is appended to the rest leaves the whole alone", func(t *testing.T) {
		t.Parallel()
		whole := []statement.Word{w, zero}
		_ = append(statement.Trim(whole), w)
		require.True(t, whole[1].IsZero())
	})
}

// Had the challenge left any of these out, a prover could choose it after seeing z.
func TestChallengeDependsOnEverything(t *testing.T) {
	t.Parallel()
	key, h, v := seedHash("vk", 0), seed("h", 0), seeds("v", 12)
	z := statement.Challenge(key, h, v)
	one := statement.WordFromUint64(1)
	seen := map[statement.Word]bool{z: true}
	add := func(z statement.Word) {
		require.False(t, seen[z])
		seen[z] = true
	}
	add(statement.Challenge(seedHash("vk", 1), h, v))
	add(statement.Challenge(key, *new(statement.Word).Add(&h, &one), v))
	for i := range v {
		changed := append([]statement.Word(nil), v...)
		changed[i].Add(&changed[i], &one)
		add(statement.Challenge(key, h, changed))
	}
	add(statement.Challenge(key, h, append(v[:12:12], statement.Word{})))
	add(statement.Challenge(key, h, v[:11]))
	require.LessOrEqual(t, statement.Big(z).BitLen(), 248)
}

func TestFoldDependsOnEveryWord(t *testing.T) {
	t.Parallel()
	v, a := seeds("v", 20), seed("a", 0)
	one := statement.WordFromUint64(1)
	seen := map[statement.Word]bool{statement.Fold(v, a): true}
	for i := range v {
		changed := append([]statement.Word(nil), v...)
		changed[i].Add(&changed[i], &one)
		h := statement.Fold(changed, a)
		require.False(t, seen[h])
		seen[h] = true
	}
	require.False(t, seen[statement.Fold(v, one)])
	require.False(t, seen[statement.Fold(append(v[:20:20], a), statement.Word{})])
}

func TestEvaluateIsTheSumOfPowers(t *testing.T) {
	t.Parallel()
	v, z := seeds("v", 20), seed("z", 0)
	var want, term statement.Word
	power := statement.WordFromUint64(1)
	for i := range v {
		want.Add(&want, term.Mul(&v[i], &power))
		power.Mul(&power, &z)
	}
	require.Equal(t, want, statement.Evaluate(v, z))
	require.Equal(t, want, statement.Evaluate(append(v[:20:20], statement.Word{}, statement.Word{}), z),
		"the circuit's padding does not change the value")
	require.Equal(t, statement.Word{}, statement.Evaluate(nil, z))
}
