package gadget

import (
	"fmt"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Statement is what a body says: the words of the vector, in order, and the body's commitment to what is private.
type Statement struct {
	Header  [statement.HeaderLen]frontend.Variable
	Payload []frontend.Variable // all the words the circuit can publish; those it does not use are zero
	Aux     frontend.Variable   // a: zero if nothing private is checked under z, else it must hide what it commits to
}

// Vector is v with the payload at its full length.
func (s Statement) Vector() []frontend.Variable {
	return append(s.Header[:], s.Payload...)
}

// A Body is a circuit without public inputs. z is a challenge that is fixed only after Header, Payload and Aux: what
// they determine may be checked under it, and no secret input may depend on it.
type Body interface {
	Define(api frontend.API, z frontend.Variable) (Statement, error)
}

// Single is the circuit of one statement. Its public inputs are h, z and y, in this order; its secret inputs are those
// of the body T, whose pointer is the Body.
type Single[T any, B interface {
	*T
	Body
}] struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	Body    T
}

// Define ties the body's vector to the public inputs. Fixing h before z is what makes y stand for every word of it.
func (s *Single[T, B]) Define(api frontend.API) error {
	hash, err := NewHash(api)
	if err != nil {
		return fmt.Errorf("defining the fold: %w", err)
	}
	st, err := B(&s.Body).Define(api, s.Z)
	if err != nil {
		return fmt.Errorf("defining the body: %w", err)
	}
	v := st.Vector()
	api.AssertIsEqual(s.H, hash.Fold(v, st.Aux))
	api.AssertIsEqual(s.Y, Evaluate(api, v, s.Z))
	return nil
}

// Evaluate is the vector as the coefficients of a polynomial, lowest first, at z: statement.Evaluate.
func Evaluate(api frontend.API, v []frontend.Variable, z frontend.Variable) frontend.Variable {
	y := frontend.Variable(0)
	for i := len(v) - 1; i >= 0; i-- {
		y = api.Add(api.Mul(y, z), v[i])
	}
	return y
}
