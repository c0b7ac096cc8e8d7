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
	g := compile(t, 2*Arity, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		hash, err := NewHash(api)
		path := [][Arity]frontend.Variable{[Arity]frontend.Variable(in), [Arity]frontend.Variable(in[Arity:])}
		return []frontend.Variable{hash.Climb(path)}, err
	})
	leaves, nodes := some(Arity), some(Arity)
	nodes[5] = statement.Node([Arity]statement.Word(leaves))
	top := []statement.Word{statement.Node([Arity]statement.Word(nodes))}
	in := append(leaves[:Arity:Arity], nodes...)
	g.accepts(in, top)

	// The siblings are the prover's own and do not hash to a node of the next level.
	own := plus(in, 3, 1)
	g.refuses(own, top)
	// The next level is the prover's own as well and holds the node, but then its parent is another.
	nodes[5] = statement.Node([Arity]statement.Word(own))
	g.refuses(append(own[:Arity:Arity], nodes...), top)
}
