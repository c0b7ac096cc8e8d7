package lexicon

import (
	"runtime"
	"sync"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The shape of the tree: four levels of arity eight lead from the leaves to the top nodes.
const (
	Arity    = 8
	Levels   = 4
	TopNodes = 32
	Leaves   = TopNodes * Arity * Arity * Arity * Arity

	syllableShift = 208
	syllableBits  = 4
	rhymeBits     = 16
)

type tree struct {
	levels [Levels][]statement.Word // from the leaves upwards
	top    [TopNodes]statement.Word
	root   statement.Word
}

// grow builds the tree over the leaves; those that are missing are zero.
func grow(leaves []statement.Word) tree {
	var t tree
	level := make([]statement.Word, Leaves)
	copy(level, leaves)
	for i := range t.levels {
		t.levels[i] = level
		level = parents(level)
	}
	t.top = [TopNodes]statement.Word(level)
	t.root = statement.Sponge(statement.DomainNode, level)
	return t
}

// parents hashes each group of children, the groups shared among the machine's cores.
func parents(children []statement.Word) []statement.Word {
	nodes := make([]statement.Word, len(children)/Arity)
	cores := min(runtime.GOMAXPROCS(0), len(nodes))
	var wg sync.WaitGroup
	for core := range cores {
		wg.Go(func() {
			for i := core; i < len(nodes); i += cores {
				nodes[i] = statement.Node([Arity]statement.Word(children[Arity*i:]))
			}
		})
	}
	wg.Wait()
	return nodes
}

func (t *tree) path(leaf int) [Levels][Arity]statement.Word {
	var path [Levels][Arity]statement.Word
	for i := range path {
		path[i] = [Arity]statement.Word(t.levels[i][leaf&^(Arity-1):])
		leaf /= Arity
	}
	return path
}
