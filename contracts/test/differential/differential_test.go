//go:build !race

package differential

import (
	"flag"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	mutants = flag.Int("mutants", 10_000, "how many mutants to compare")
	seed    = flag.Uint64("seed", 1, "what mutants are drawn from")
)

// tally counts the two answers to one kind of question.
type tally struct{ accepted, refused int }

// kind is a way to ask.
type kind struct {
	name      string
	draw      func(m *machine, r *rand.Rand) question
	mutations []mutation
}

var kinds = []kind{
	{"alone", func(m *machine, r *rand.Rand) question {
		all := append(m.separate(m.Payloads), m.separate(m.Items)...)
		return single(all[r.IntN(8)])
	}, ofOne},
	{"combined", func(m *machine, r *rand.Rand) question {
		all := append(m.separate(m.Payloads), m.separate(m.Items)...)
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		return combined(all[:1+r.IntN(4)])
	}, slices.Concat(ofOne, ofMany)},
	{"together", func(m *machine, r *rand.Rand) question {
		return m.together(m.Batches[r.IntN(len(m.Batches))])
	}, slices.Concat(ofOne, ofMany, ofTogether)},
}

// The contract and gnark's verifier say the same of every mutant. That means little where one answer is rare, so that is
// a failure as well.
func TestContractAndVerifierSayTheSame(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	r := rand.New(rand.NewPCG(*seed, 0))
	counts := map[string]tally{}
	byKind := map[string]tally{}
	for i := range *mutants {
		k := kinds[i%len(kinds)]
		mutation := k.mutations[i/len(kinds)%len(k.mutations)]
		q := k.draw(m, r)
		mutation.change(m, r, &q)
		name := k.name + ", " + mutation.name
		if r.IntN(8) == 0 && q.whole() { // one on top of the other, where there is a proof left to change
			ofOne[r.IntN(len(ofOne))].change(m, r, &q)
			name = k.name + ", two at once"
		}
		agreed := m.compare(t, q, fmt.Sprintf("mutant %d of seed %d: %s", i, *seed, name))
		counts[name] = counts[name].plus(agreed)
		byKind[k.name] = byKind[k.name].plus(agreed)
	}
	report(t, counts)
	for name, n := range byKind {
		t.Logf("%s: %d accepted, %d refused", name, n.accepted, n.refused)
		require.Greater(t, 12*n.accepted, n.refused, "%s: accepted ones are rare", name)
		require.Greater(t, n.refused, n.accepted, "%s: refused ones are rare", name)
	}
}

func (n tally) plus(accepted bool) tally {
	if accepted {
		n.accepted++
	} else {
		n.refused++
	}
	return n
}

func report(t *testing.T, counts map[string]tally) {
	t.Helper()
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Logf("%-75s %5d accepted %5d refused", name, counts[name].accepted, counts[name].refused)
	}
}

// compare asks the contract in both ways, and the oracle.
func (m *machine) compare(t *testing.T, q question, name string) bool {
	t.Helper()
	const gas = 5_000_000 // a malformed point takes all that there is
	truth := m.holds(q)
	answer, success, _ := m.call(q.settle(m.predicate), gas)
	require.Equal(t, truth, success, "%s: the contract settles", name)
	if success && !q.alone {
		settled, err := m.predicate.UnpackSettleMany(answer)
		require.NoError(t, err, name)
		require.Zero(t, q.counted.Cmp(settled.Settled), "%s: what is settled", name)
	}
	if data := q.verify(m.predicate); data != nil {
		answer, success, _ := m.call(data, gas)
		require.True(t, success, "%s: a question reverts", name)
		require.Equal(t, truth, new(big.Int).SetBytes(answer).Sign() != 0, "%s: the contract verifies", name)
	}
	return truth
}
