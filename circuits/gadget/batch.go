package gadget

import (
	"fmt"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Batch is the circuit of up to N statements of one body. Its public inputs are H, z and y, in this order; its secret
// inputs are those of N bodies, one after another, and the number of places that are on. NewBatch makes one.
//
// Places from count on are off. Their bodies are constrained like the others, so a prover puts any body there that
// satisfies the circuit, a copy of the first one for example; what it says goes nowhere.
type Batch[T any, B interface {
	*T
	Body
}] struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	Bodies  []T
	Count   frontend.Variable
}

// NewBatch is a batch of n places, to be compiled or to be assigned to.
func NewBatch[T any, B interface {
	*T
	Body
}](n int) *Batch[T, B] {
	return &Batch[T, B]{Bodies: make([]T, n)}
}

// Size is N.
func (b *Batch[T, B]) Size() int { return len(b.Bodies) }

// Define ties the bodies' vectors to the public inputs.
//
// H fixes the count and the h of every place that is on, and each h its place's vector, all before z is known: so y
// stands for every one of these words, each of which has its own power of z. A place is on or off by its number and
// the count alone. One factor takes a place that is off out of H, another one takes all of its words out of y at once,
// so that it can lend no word to a place that is on, nor to a sum that the chain computes without it. What a body checks
// under z is sound in places that are on, since their h is in H; in the others it has no need to be.
func (b *Batch[T, B]) Define(api frontend.API) error {
	n := len(b.Bodies)
	if n < 2 || n > statement.MaxBatch {
		return fmt.Errorf("defining a batch of %d places: want 2 to %d", n, statement.MaxBatch)
	}
	hash, err := NewHash(api)
	if err != nil {
		return fmt.Errorf("defining the fold of a batch: %w", err)
	}
	on := FirstOf(api, b.Count, n)
	stride := powerOfTwo(api, b.Z, statement.Stride)
	fold := make([]frontend.Variable, 1+n)
	fold[0] = b.Count
	sum := frontend.Variable(0)
	for i := n - 1; i >= 0; i-- {
		st, err := B(&b.Bodies[i]).Define(api, b.Z)
		if err != nil {
			return fmt.Errorf("defining body %d of a batch: %w", i, err)
		}
		v := st.Vector()
		if len(v) >= statement.Stride {
			return fmt.Errorf("defining a batch: its statements have %d words, at most %d fit", len(v), statement.Stride-1)
		}
		h := hash.Fold(v, st.Aux)
		fold[1+i] = api.Mul(on[i], h)
		words := api.Add(h, api.Mul(b.Z, Evaluate(api, v, b.Z)))
		sum = api.Add(api.Mul(sum, stride), api.Mul(on[i], words))
	}
	api.AssertIsEqual(b.H, hash.Sponge(statement.DomainBatch, fold...))
	api.AssertIsEqual(b.Y, api.Add(b.Count, api.Mul(b.Z, sum)))
	return nil
}

// FirstOf says of each of n places whether it is among the first count, as zero or one. It asserts that count is
// between 1 and n: exactly one of the differences is zero.
func FirstOf(api frontend.API, count frontend.Variable, n int) []frontend.Variable {
	on := make([]frontend.Variable, n)
	beyond := frontend.Variable(0)
	for i := n - 1; i >= 0; i-- {
		beyond = api.Add(beyond, api.IsZero(api.Sub(count, i+1)))
		on[i] = beyond
	}
	api.AssertIsEqual(on[0], 1)
	return on
}

// powerOfTwo is x to the power of n, which must be a power of two.
func powerOfTwo(api frontend.API, x frontend.Variable, n int) frontend.Variable {
	for ; n > 1; n /= 2 {
		x = api.Mul(x, x)
	}
	return x
}
