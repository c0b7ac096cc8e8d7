//go:build !race

// gnark's test engine counts its operations in a variable that tests in parallel share.

package chain

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The circuit's own assertions in their order; each step has two of them. Those of the sealing come after them.
const (
	assertSteps = 0
	assertLimit = iota + 2*MaxSteps
	assertTimes
	assertQuantity
	assertions
)

// ofStep is the assertion about one of the two numbers that a step adds: 0 is the left one, 1 the right one.
func ofStep(step, side int) int { return 1 + 2*step + side }

// skipping leaves one assertion out, and counts until the sealing begins.
type skipping struct {
	frontend.API
	skip int
	seen *int
	over *bool
}

func (s skipping) skipped() bool {
	if *s.over {
		return false
	}
	*s.seen++
	return *s.seen-1 == s.skip
}

func (s skipping) AssertIsEqual(x, y frontend.Variable) {
	if !s.skipped() {
		s.API.AssertIsEqual(x, y)
	}
}

func (s skipping) ToBinary(x frontend.Variable, n ...int) []frontend.Variable {
	if s.skipped() {
		return nil // ranges are asserted for themselves: nobody reads these bits
	}
	return s.API.ToBinary(x, n...)
}

// AssertIsBoolean is first called on the bits of rho.
func (s skipping) AssertIsBoolean(x frontend.Variable) {
	*s.over = true
	s.API.AssertIsBoolean(x)
}

// without is a circuit that lacks one assertion.
type without struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	Body    Body
	skip    int `gnark:"-"`
}

func (w *without) Define(api frontend.API) error {
	seen, over := 0, false
	st, err := w.Body.Define(skipping{api, w.skip, &seen, &over}, w.Z)
	if err != nil {
		return err
	}
	if seen != assertions {
		return fmt.Errorf("the circuit has %d assertions, the tests know %d", seen, assertions)
	}
	hash, err := gadget.NewHash(api)
	if err != nil {
		return err
	}
	api.AssertIsEqual(w.H, hash.Fold(st.Vector(), st.Aux))
	api.AssertIsEqual(w.Y, gadget.Evaluate(api, st.Vector(), w.Z))
	return nil
}

// passesWithout says whether values satisfy the circuit but for one of its assertions.
func passesWithout(skip int, c *Circuit) error {
	return test.IsSolved(&without{skip: skip}, &without{H: c.H, Z: c.Z, Y: c.Y, Body: c.Body}, field)
}

// body is that of an unsealed chain, honest but for what a test then changes.
func body(t testing.TB, c Chain) Body {
	t.Helper()
	p := Params{c[len(c)-1], uint64(len(c) - 1)}
	return mustAssign(t, deliver(t, p, c, statement.PublicKey{})).Circuit.Body
}

type attack struct {
	breaks int
	change func(b *Body)
}

// attacks are named after what would be gained.
func attacks() map[string]attack {
	list := map[string]attack{
		"a chain of no steps, for a target of zero": {assertSteps, func(b *Body) {
			b.Steps = 0
			for i := range MaxSteps {
				b.Left[i], b.Right[i] = 0, 0
			}
		}},
		"a longer chain than was bought": {assertLimit, func(b *Body) { b.Limit = MaxSteps/2 - 1 }},
		"the times take a part of the quantity: more is paid than was bought": {assertTimes, func(b *Body) {
			b.Times = plus(b.Times, new(big.Int).Neg(pow2(timesBits)))
		}},
		"a quantity that wraps: the step ends at 2": {assertQuantity, func(b *Body) {
			var wrapped statement.Word
			wrapped.SetBigInt(new(big.Int).ModInverse(pow2(64), fr.Modulus()))
			b.Quantity = plus(b.Quantity, statement.Big(wrapped))
			b.Times = plus(b.Times, new(big.Int).Neg(pow2(64)))
		}},
	}
	for step := range MaxSteps {
		for side, of := range []func(*Body) *frontend.Variable{
			func(b *Body) *frontend.Variable { return &b.Left[step] },
			func(b *Body) *frontend.Variable { return &b.Right[step] },
		} {
			if step < MaxSteps/2 {
				list[fmt.Sprintf("step %d adds nothing to its number %d", step+1, side+1)] =
					attack{ofStep(step, side), func(b *Body) { *of(b) = 0 }}
			}
			if step >= MaxSteps/2 {
				list[fmt.Sprintf("there is a number in place %d, after the end: %d", step+1, side+1)] =
					attack{ofStep(step, side), func(b *Body) { *of(b) = 1 }}
			}
		}
	}
	return list
}

// Each assertion has a witness that breaks it and nothing else, h, z and y being those of the lie.
func TestAttacks(t *testing.T) {
	t.Parallel()
	half := Chain{1}
	for range MaxSteps / 2 {
		half = append(half, half[len(half)-1]+1)
	}
	honest := body(t, half)
	broken := map[int]bool{}
	for name, a := range attacks() {
		broken[a.breaks] = true
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := honest
			a.change(&b)
			c := conclude(b, stated(b))
			require.Error(t, solve(t, c))
			require.NoError(t, passesWithout(a.breaks, c), "it breaks more than one assertion")
		})
	}
	require.Len(t, broken, assertions, "an assertion without an attack")
}

// What the attacks on the window would gain.
func TestWindowAttacksGain(t *testing.T) {
	t.Parallel()
	honest := body(t, fifteen)
	list := attacks()
	b := honest
	list["a quantity that wraps: the step ends at 2"].change(&b)
	require.Equal(t, stated(honest)[statement.WindowWord], stated(b)[statement.WindowWord], "the same forward")
	from, to, _ := statement.ParseProgress(stated(b)[statement.ProgressWord])
	require.Equal(t, []uint64{0, 2}, []uint64{from, to})
	b = honest
	list["the times take a part of the quantity: more is paid than was bought"].change(&b)
	_, _, quantity := statement.ParseWindow(stated(b)[statement.WindowWord])
	_, _, amount := statement.ParseProgress(stated(b)[statement.ProgressWord])
	require.Equal(t, []int64{2, 3}, []int64{quantity.Int64(), amount.Int64()})
}

// Lies that no single assertion is about.
func TestLies(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Body){
		"a number adds itself":          func(b *Body) { b.Left[2] = 4 },
		"a number adds a later one":     func(b *Body) { b.Left[2] = 5 },
		"a place below the first":       func(b *Body) { b.Left[2] = plus(0, big.NewInt(-1)) },
		"a chain that ends before":      func(b *Body) { b.Steps = 4 },
		"a chain that ends later":       func(b *Body) { b.Steps = 6 },
		"more steps than there can be":  func(b *Body) { b.Steps = MaxSteps + 1 },
		"half a step":                   func(b *Body) { b.Steps = new(big.Int).ModInverse(big.NewInt(2), fr.Modulus()) },
		"a limit for all lengths there": func(b *Body) { b.Limit = plus(0, big.NewInt(-1)) },
	} {
		b := body(t, fifteen)
		change(&b)
		require.Error(t, solve(t, conclude(b, stated(b))), name)
	}
	shorter := stated(body(t, Chain{1, 2, 3}))
	require.Error(t, solve(t, conclude(body(t, fifteen), shorter)), "another chain's statement")
}
