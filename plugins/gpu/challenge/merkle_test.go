package challenge

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A leaf has its path under its root, with its place and the count, and with nothing else.
func TestPaths(t *testing.T) {
	t.Parallel()
	leaf := func(i int) Digest { return touchLeaf(i, uint64(i)) }
	for count := 1; count <= 70; count++ {
		tree := newTree(count, leaf)
		for index := range count {
			path := tree.path(index)
			require.Len(t, path, pathLength(index, count))
			require.LessOrEqual(t, len(path), longestPath(count))
			require.Equal(t, tree.root(), climb(leaf(index), index, count, path))
			require.NotEqual(t, tree.root(), climb(touchLeaf(index, uint64(index)+1), index, count, path), "another value")
			for place := range path {
				path[place][0] ^= 1
				require.NotEqual(t, tree.root(), climb(leaf(index), index, count, path), "another sibling")
				path[place][0] ^= 1
			}
			if other := (index + 1) % count; len(path) == pathLength(other, count) && other != index {
				require.NotEqual(t, tree.root(), climb(leaf(index), other, count, path), "another place")
			}
			if len(path) == pathLength(index, count+1) {
				require.NotEqual(t, tree.root(), climb(leaf(index), index, count+1, path), "another count")
			}
		}
	}
}

// Hashes of leaves, nodes and roots are of domains apart: what is one is never another, whatever it is of.
func TestDomainsAreApart(t *testing.T) {
	t.Parallel()
	var zero Digest
	entries := make([]int32, 2) // as long as a value
	seen := map[Digest]string{}
	for name, hash := range map[string]Digest{
		"touch": touchLeaf(0, 0), "other touch": touchLeaf(1, 0), "row": rowLeaf(0, entries), "other row": rowLeaf(1, entries),
		"node": node(zero, zero), "root": rootOf(0, zero), "other root": rootOf(1, zero),
	} {
		require.Empty(t, seen[hash], name)
		seen[hash] = name
	}
	one := newTree(1, func(int) Digest { return zero })
	require.NotEqual(t, zero, one.root(), "a single leaf is no root")
}
