package statement_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func batchOf(words, count int) []statement.Place {
	var places []statement.Place
	for i := range count {
		place, _ := batchPlace(words, i)
		places = append(places, place)
	}
	return places
}

// clone lets a test change one word.
func clone(places []statement.Place) []statement.Place {
	var out []statement.Place
	for _, p := range places {
		out = append(out, statement.Place{H: p.H, V: append([]statement.Word(nil), p.V...)})
	}
	return out
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	places := batchOf(11, 3)
	flat := statement.Flatten(places)
	require.Len(t, flat, 3*2+11+10+9)
	for _, p := range places {
		require.Equal(t, statement.WordFromUint64(uint64(len(p.V))), flat[0])
		require.Equal(t, p.H, flat[1])
		require.Equal(t, p.V, flat[2:2+len(p.V)])
		flat = flat[2+len(p.V):]
	}
}

// Had the challenge left any of these out, a prover could choose it after seeing z.
func TestBatchChallengeDependsOnEverything(t *testing.T) {
	t.Parallel()
	key, places := seedHash("vk", 0), batchOf(12, 3)
	fold, one := statement.FoldBatch(4, places), statement.WordFromUint64(1)
	seen := map[statement.Word]bool{}
	add := func(z statement.Word) {
		require.False(t, seen[z])
		require.LessOrEqual(t, statement.Big(z).BitLen(), 248)
		seen[z] = true
	}
	add(statement.BatchChallenge(key, 4, fold, places))
	add(statement.BatchChallenge(seedHash("vk", 1), 4, fold, places))
	add(statement.BatchChallenge(key, 5, fold, places))
	add(statement.BatchChallenge(key, 4, *new(statement.Word).Add(&fold, &one), places))
	add(statement.BatchChallenge(key, 4, fold, places[:2]))
	add(statement.BatchChallenge(key, 4, fold, append(clone(places), statement.Place{})))
	add(statement.BatchChallenge(key, 4, fold, []statement.Place{places[1], places[0], places[2]}))
	for i := range places {
		changed := clone(places)
		changed[i].H.Add(&changed[i].H, &one)
		add(statement.BatchChallenge(key, 4, fold, changed))
		for j := range places[i].V {
			changed := clone(places)
			changed[i].V[j].Add(&changed[i].V[j], &one)
			add(statement.BatchChallenge(key, 4, fold, changed))
		}
		changed = clone(places)
		changed[i].V = append(changed[i].V, statement.Word{})
		add(statement.BatchChallenge(key, 4, fold, changed))
	}
	// The same words in one place instead of two: only their number tells them apart.
	whole := statement.Place{H: places[0].H, V: statement.Flatten(places)[2:]}
	add(statement.BatchChallenge(key, 4, fold, []statement.Place{whole}))
}

func TestFoldBatchDependsOnEverything(t *testing.T) {
	t.Parallel()
	places, one := batchOf(12, 3), statement.WordFromUint64(1)
	seen := map[statement.Word]bool{}
	add := func(h statement.Word) {
		require.False(t, seen[h])
		seen[h] = true
	}
	add(statement.FoldBatch(4, places))
	add(statement.FoldBatch(5, places))
	add(statement.FoldBatch(4, places[:2]))
	add(statement.FoldBatch(4, append(clone(places), statement.Place{}))) // one more, its h zero
	add(statement.FoldBatch(4, []statement.Place{places[1], places[0], places[2]}))
	for i := range places {
		changed := clone(places)
		changed[i].H.Add(&changed[i].H, &one)
		add(statement.FoldBatch(4, changed))
	}
}

// y by the formula of the specification, each power of z computed by itself.
func TestBatchEvaluateIsTheSumOfPowers(t *testing.T) {
	t.Parallel()
	for _, places := range [][]statement.Place{batchOf(12, 1), batchOf(12, 5), batchOf(statement.Stride-1, 2)} {
		z := seed("z", 0)
		want := statement.WordFromUint64(uint64(len(places)))
		plus := func(w statement.Word, power int) {
			for range power {
				w.Mul(&w, &z)
			}
			want.Add(&want, &w)
		}
		for i, p := range places {
			plus(p.H, 1+128*i)
			for j, w := range p.V {
				plus(w, 1+128*i+1+j)
			}
		}
		require.Equal(t, want, statement.BatchEvaluate(places, z))
	}
}

// Two places must not share a power of z: what one loses the other would gain.
func TestEveryWordOfABatchHasItsOwnPower(t *testing.T) {
	t.Parallel()
	places, one := batchOf(statement.Stride-1, 3), statement.WordFromUint64(1)
	z := seed("z", 1)
	y := statement.BatchEvaluate(places, z)
	seen := map[statement.Word]bool{}
	add := func(changed []statement.Place) {
		var power statement.Word
		after := statement.BatchEvaluate(changed, z)
		power.Sub(&after, &y)
		require.False(t, seen[power])
		seen[power] = true
	}
	for i := range places {
		changed := clone(places)
		changed[i].H.Add(&changed[i].H, &one)
		add(changed)
		for j := range places[i].V {
			changed := clone(places)
			changed[i].V[j].Add(&changed[i].V[j], &one)
			add(changed)
		}
	}
}

func TestCheckBatch(t *testing.T) {
	t.Parallel()
	good := batchOf(12, 3)
	require.NoError(t, statement.CheckBatch(3, good))
	require.NoError(t, statement.CheckBatch(statement.MaxBatch, good))
	require.NoError(t, statement.CheckBatch(2, batchOf(statement.Stride-1, 2)))

	header := clone(good)
	header[1].V = make([]statement.Word, statement.HeaderLen) // a header of zeros is no payload that ends in one
	require.NoError(t, statement.CheckBatch(3, header))

	short, long, zero := clone(good), clone(good), clone(good)
	short[2].V = short[2].V[:statement.HeaderLen-1]
	long[0].V = seeds("long", statement.Stride)
	zero[1].V = append(zero[1].V, statement.Word{})
	for want, c := range map[string]struct {
		n      int
		places []statement.Place
	}{
		"a batch of 1 places":                    {1, good[:1]},
		"a batch of 257 places":                  {statement.MaxBatch + 1, good},
		"3 statements for a batch of 2 places":   {2, good},
		"0 statements for a batch of 2 places":   {2, nil},
		"place 2 of the batch has 8 words":       {3, short},
		"place 0 of the batch has 128 words":     {3, long},
		"place 1 of the batch: its payload ends": {3, zero},
	} {
		require.ErrorContains(t, statement.CheckBatch(c.n, c.places), want)
	}
}
