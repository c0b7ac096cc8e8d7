package gadget

import "github.com/consensys/gnark/frontend"

// Difference is zero exactly if x is one of the set. A field has no zero divisors: a product is zero only if one of its
// factors is.
func Difference(api frontend.API, x frontend.Variable, set []frontend.Variable) frontend.Variable {
	product := api.Sub(set[0], x)
	for _, y := range set[1:] {
		product = api.Mul(product, api.Sub(y, x))
	}
	return product
}

// Climb asserts that the node over each group of siblings is among the next group, and returns the node over the last.
// Where in its group a node stands is nobody's concern, so that there are no index bits.
//
// The depth is fixed by the circuit: a node cannot pass for a leaf, nor a leaf for a node.
func (h *Hash) Climb(path [][Arity]frontend.Variable) frontend.Variable {
	node := h.Node(path[0])
	for _, siblings := range path[1:] {
		h.api.AssertIsEqual(Difference(h.api, node, siblings[:]), 0)
		node = h.Node(siblings)
	}
	return node
}
