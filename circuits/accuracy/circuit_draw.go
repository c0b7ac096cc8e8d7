package accuracy

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// draws asserts that the examples are those that the beacon drew, as far as they are in the pool, and returns the nodes
// over them, which pool asserts to be the pool's.
func (d *definition) draws() []frontend.Variable {
	api, s := d.api, d.shape
	drawn := d.drawn()
	nodes := make([]frontend.Variable, len(d.Draws))
	for i, draw := range d.Draws {
		// Were these not bits, an example's word could be read as other features.
		d.assertBits(ruleExample, draw.Bits)
		index, labels := draw.Bits[:s.indexBits()], draw.Bits[s.indexBits():s.indexBits()+s.Classes]
		d.assert(ruleLabel, func() { api.AssertIsEqual(sum(api, labels), 1) })
		d.assert(ruleDrawn, func() { api.AssertIsEqual(gadget.Join(api, index, 1), drawn[i]) })
		word := gadget.Join(api, draw.Bits, 1)
		d.assert(ruleGroup, func() { api.AssertIsEqual(gadget.Difference(api, word, draw.Group[:]), 0) })
		nodes[i] = d.hash.Node(draw.Group)
	}
	return nodes
}

// drawn is Shape.Draw of the beacon. The words of the stream are cut in their one decomposition below the field's order.
func (d *definition) drawn() []frontend.Variable {
	s := d.shape
	var out []frontend.Variable
	seed := d.hash.Sponge(statement.DomainDraw, d.Beacon)
	for _, word := range d.hash.Stream(seed, s.drawWords()) {
		bits := d.api.ToBinary(word)
		for i := range s.drawsPerWord() {
			out = append(out, gadget.Join(d.api, bits[i*s.indexBits():(i+1)*s.indexBits()], 1))
		}
	}
	return out[:s.Draws]
}

// pool asserts that each of the nodes is one of the groups: the sum of 1/(z − node) over the nodes is that of
// count/(z − group) over the groups. As functions of z the two sums agree only if each node is a group, since a node that
// is none would be a pole of the one and not of the other; nodes, counts and groups are fixed before z.
func (d *definition) pool(nodes []frontend.Variable) {
	api := d.api
	drawn, counted := make([]frontend.Variable, len(nodes)), make([]frontend.Variable, len(d.Groups))
	for i, node := range nodes {
		drawn[i] = api.Inverse(api.Sub(d.z, node))
	}
	for i, group := range d.Groups {
		counted[i] = api.DivUnchecked(d.Drawn[i], api.Sub(d.z, group))
	}
	d.assert(rulePool, func() { api.AssertIsEqual(sum(api, drawn), sum(api, counted)) })
}

// root is the root of the tree over the groups.
func (d *definition) root() frontend.Variable {
	level := d.Groups
	for len(level) > 1 {
		next := make([]frontend.Variable, len(level)/gadget.Arity)
		for i := range next {
			next[i] = d.hash.Node([gadget.Arity]frontend.Variable(level[i*gadget.Arity:]))
		}
		level = next
	}
	return level[0]
}

func sum(api frontend.API, values []frontend.Variable) frontend.Variable {
	return api.Add(0, 0, values...)
}
