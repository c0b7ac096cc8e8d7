package gadget

import (
	"errors"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/permutation/poseidon2"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Arity is how many children a node of a tree has.
const Arity = statement.NarrowWidth

// Hash is the Poseidon2 of package statement inside a circuit.
type Hash struct {
	api          frontend.API
	wide, narrow *poseidon2.Permutation
}

// NewHash prepares the two permutations. Over another field than BN254's it is refused: there the same calls would
// compute another hash than package statement.
func NewHash(api frontend.API) (*Hash, error) {
	if api.Compiler().Field().Cmp(fr.Modulus()) != 0 {
		return nil, errors.New("preparing Poseidon2: the circuit is not over BN254, compile it with ecc.BN254.ScalarField()")
	}
	wide, err := permutation(api, statement.WideWidth)
	if err != nil {
		return nil, err
	}
	narrow, err := permutation(api, statement.NarrowWidth)
	if err != nil {
		return nil, err
	}
	return &Hash{api, wide, narrow}, nil
}

// Sponge hashes a vector under a domain: statement.Sponge.
func (h *Hash) Sponge(domain string, in ...frontend.Variable) frontend.Variable {
	state := h.blank(domain, len(in))
	for first := true; first || len(in) > 0; first = false {
		n := min(statement.Rate, len(in))
		for i := range n {
			state[i] = h.api.Add(state[i], in[i])
		}
		in = in[n:]
		permute(h.wide, state[:])
	}
	return state[0]
}

// Node is the parent of eight children: statement.Node.
func (h *Hash) Node(children [Arity]frontend.Variable) frontend.Variable {
	children[0] = h.api.Add(children[0], statement.Capacity(statement.DomainNode, Arity))
	first := children[0]
	permute(h.narrow, children[:])
	return h.api.Add(children[0], first)
}

// Stream is n words of key stream: statement.Stream. The capacity lane is never released, so that no words of the
// stream lead back to the key.
func (h *Hash) Stream(key frontend.Variable, n int) []frontend.Variable {
	stream := make([]frontend.Variable, 0, n+statement.Rate)
	for block := 0; len(stream) < n; block++ {
		state := h.blank(statement.DomainStream, 2)
		state[0], state[1] = key, block
		permute(h.wide, state[:])
		stream = append(stream, state[:statement.Rate]...)
	}
	return stream[:n:n]
}

// Fold is h of the statement: the whole vector, payload filled up with zeros, and the circuit's own commitment.
func (h *Hash) Fold(v []frontend.Variable, a frontend.Variable) frontend.Variable {
	in := make([]frontend.Variable, 0, len(v)+1)
	return h.Sponge(statement.DomainFold, append(append(in, v...), a)...)
}

func (h *Hash) blank(domain string, n int) [statement.WideWidth]frontend.Variable {
	var state [statement.WideWidth]frontend.Variable
	for i := range state {
		state[i] = 0
	}
	state[statement.Rate] = statement.Capacity(domain, n)
	return state
}

func permutation(api frontend.API, width int) (*poseidon2.Permutation, error) {
	p, err := poseidon2.NewPoseidon2FromParameters(api, width, statement.FullRounds, statement.PartRounds)
	if err != nil {
		return nil, fmt.Errorf("preparing Poseidon2 of width %d: %w", width, err)
	}
	return p, nil
}

func permute(p *poseidon2.Permutation, state []frontend.Variable) {
	if err := p.Permutation(state); err != nil {
		panic(err) // only for a state of another width, and both widths are fixed above
	}
}
