package gadget

import (
	"testing"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestDifference(t *testing.T) {
	t.Parallel()
	g := compile(t, 4, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		return []frontend.Variable{Difference(api, in[0], in[1:])}, nil
	})
	set := some(3)
	zero := []statement.Word{word(0)}
	for i := range set {
		g.accepts(append(set[i:i+1:i+1], set...), zero)
	}
	g.refuses(append([]statement.Word{word(7)}, set...), zero)
}

func TestClimb(t *testing.T) {
	t.Parallel()
	g := compile(t, 1+2*Arity, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		hash, err := NewHash(api)
		path := [][Arity]frontend.Variable{[Arity]frontend.Variable(in[1:]), [Arity]frontend.Variable(in[1+Arity:])}
		return []frontend.Variable{hash.Climb(in[0], path)}, err
	})
	leaves, nodes := some(Arity), some(Arity)
	nodes[5] = statement.Node([Arity]statement.Word(leaves))
	top := []statement.Word{statement.Node([Arity]statement.Word(nodes))}
	in := append(append([]statement.Word{leaves[3]}, leaves...), nodes...)
	g.accepts(in, top)

	// The leaf stands nowhere: the path is a true one, but of another leaf.
	g.refuses(plus(in, 0, 1), top)
	// The siblings are the prover's own and do not hash to a node of the next level.
	own := plus(plus(in, 0, 1), 1+3, 1)
	g.refuses(own, top)
	// The next level is the prover's own as well and holds the node, but then its parent is another.
	nodes[5] = statement.Node([Arity]statement.Word(own[1 : 1+Arity]))
	g.refuses(append(own[:1+Arity:1+Arity], nodes...), top)
}
