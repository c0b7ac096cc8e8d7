package challenge

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"runtime"
	"sync"
)

// Digest is a SHA-256 hash.
type Digest [sha256.Size]byte

// The domains of a tree's hashes: none of one can be taken for one of another.
const (
	domainTouch = iota // leaf: index, value
	domainRow          // leaf: index, entries
	domainNode
	domainRoot // count, top node
)

// tree is a Merkle tree: levels[0] are the leaves, each next level has a node for each two of the one below. One without a
// sibling is taken up as it is. Which of the leaves have how many siblings follows from the count alone, which the root binds.
type tree struct{ levels [][]Digest }

// newTree makes a tree of the leaves that a function gives by index. It may be called from several goroutines at once.
func newTree(count int, leaf func(index int) Digest) tree {
	level := make([]Digest, count)
	inParallel(count, func(i int) { level[i] = leaf(i) })
	t := tree{[][]Digest{level}}
	for len(level) > 1 {
		below := level
		level = make([]Digest, (len(below)+1)/2)
		inParallel(len(level), func(i int) {
			if 2*i+1 < len(below) {
				level[i] = node(below[2*i], below[2*i+1])
			} else {
				level[i] = below[2*i]
			}
		})
		t.levels = append(t.levels, level)
	}
	return t
}

// inParallel calls a function for each number below count, on every processor.
func inParallel(count int, do func(i int)) {
	const least = 64 // below that many, starting goroutines takes longer than it saves
	workers := min(runtime.GOMAXPROCS(0), (count+least-1)/least)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := count * w / workers; i < count*(w+1)/workers; i++ {
				do(i)
			}
		})
	}
	group.Wait()
}

func (t tree) root() Digest {
	return rootOf(len(t.levels[0]), t.levels[len(t.levels)-1][0])
}

// path is the siblings from a leaf to the top.
func (t tree) path(index int) (siblings []Digest) {
	for _, level := range t.levels {
		if sibling := index ^ 1; sibling < len(level) {
			siblings = append(siblings, level[sibling])
		}
		index /= 2
	}
	return siblings
}

// pathLength is how many siblings a leaf's path has.
func pathLength(index, count int) (length int) {
	for ; count > 1; index, count = index/2, (count+1)/2 {
		if index^1 < count {
			length++
		}
	}
	return length
}

// longestPath is at least the length of every path.
func longestPath(count int) int { return bits.Len(uint(count - 1)) }

// climb is the root that a leaf with a path of pathLength has.
func climb(leaf Digest, index, count int, path []Digest) Digest {
	for size, at := count, index; size > 1; at, size = at/2, (size+1)/2 {
		if at^1 >= size {
			continue
		}
		if at%2 == 0 {
			leaf = node(leaf, path[0])
		} else {
			leaf = node(path[0], leaf)
		}
		path = path[1:]
	}
	return rootOf(count, leaf)
}

func touchLeaf(index int, value uint64) Digest {
	data := append(make([]byte, 0, 1+4+8), domainTouch)
	data = binary.LittleEndian.AppendUint32(data, uint32(index)) //nolint:gosec // a profile's counts fit
	return sha256.Sum256(binary.LittleEndian.AppendUint64(data, value))
}

func rowLeaf(index int, entries []int32) Digest {
	data := append(make([]byte, 0, 1+4+4*len(entries)), domainRow)
	data = binary.LittleEndian.AppendUint32(data, uint32(index)) //nolint:gosec // a profile's counts fit
	return sha256.Sum256(appendEntries(data, entries))
}

func node(left, right Digest) Digest {
	data := append(make([]byte, 0, 1+2*sha256.Size), domainNode)
	return sha256.Sum256(append(append(data, left[:]...), right[:]...))
}

func rootOf(count int, top Digest) Digest {
	data := binary.LittleEndian.AppendUint32([]byte{domainRoot}, uint32(count)) //nolint:gosec // a profile's counts fit
	return sha256.Sum256(append(data, top[:]...))
}
