package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.org/addition-chain/chain"
)

// The lengths of shortest chains: https://oeis.org/A003313. Up to 12508 a chain in which each step adds to the one before
// is among the shortest.
func TestSearchFindsShortestChains(t *testing.T) {
	t.Parallel()
	for target, steps := range map[uint64]uint64{2: 1, 3: 2, 15: 5, 23: 6, 31: 7, 71: 9, 127: 10, 191: 11, 379: 12} {
		p := chain.Params{Target: target, Steps: steps}
		found := Search(p)
		require.Empty(t, chain.Check(p, found), "%d: %s", target, found)
		require.Nil(t, Search(chain.Params{Target: target, Steps: steps - 1}))
	}
}

func TestRunReadsAJob(t *testing.T) {
	t.Parallel()
	var out, progress bytes.Buffer
	require.NoError(t, run(strings.NewReader(`{"forwardId": "0x01", "params": {"target": 15, "steps": 5}}`), &out, &progress))
	numbers, err := chain.Parse(out.Bytes())
	require.NoError(t, err)
	require.Empty(t, chain.Check(chain.Params{Target: 15, Steps: 5}, numbers))
	require.Contains(t, progress.String(), "searching a chain for 15")

	require.ErrorContains(t, run(strings.NewReader(`{"params": {"target": 15, "steps": 4}}`), &out, &progress), "there is none")
	require.ErrorContains(t, run(strings.NewReader(`{"params": {"target": 15}}`), &out, &progress), "steps is 0")
	require.ErrorContains(t, run(strings.NewReader(`what?`), &out, &progress), "reading the job")
}
