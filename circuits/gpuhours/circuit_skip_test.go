//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package gpuhours

import (
	"fmt"
	"strings"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
)

// assertions are the circuit's, by name, in their order.
func assertions() []string {
	list := []string{"epoch"}
	add := func(format string, values ...any) { list = append(list, fmt.Sprintf(format, values...)) }
	for i := range EpochHours {
		add("hour %d is counted or not", i)
	}
	add("one run of hours")
	for d := range MaxDevices {
		add("device %d has an id", d)
		if d > 0 {
			add("device %d follows another", d)
		}
		add("device %d rises", d)
	}
	add("the last id")
	add("devices")
	for d := range MaxDevices {
		for i := range EpochHours {
			for j := range digits {
				add("digit %d of hour %d of device %d", j, i, d)
			}
		}
		for w := range deviceWords {
			add("word %d of device %d", w, d)
		}
		add("mask of device %d", d)
	}
	add("something is claimed")
	add("no more is claimed")
	add("signatures")
	for i := range MaxSignatures {
		for j := range 3 {
			add("bit %d of the place of meter %d", j, i)
		}
		add("key %d is on the curve", i)
		add("scalar %d has so many bits", i)
		add("scalar %d is below the order", i)
		add("signature %d", i)
		for j := range i {
			add("signers %d and %d differ", j, i)
		}
	}
	for _, name := range []string{"before", "after", "start", "end", "quantity"} {
		add("%s is ranged", name)
	}
	return list
}

// skipping leaves one assertion out.
type skipping struct {
	frontend.API

	skip int
	seen *int
}

func (s skipping) skipped() bool {
	*s.seen++
	return *s.seen-1 == s.skip
}

func (s skipping) AssertIsEqual(x, y frontend.Variable) {
	if !s.skipped() {
		s.API.AssertIsEqual(x, y)
	}
}

func (s skipping) AssertIsDifferent(x, y frontend.Variable) {
	if !s.skipped() {
		s.API.AssertIsDifferent(x, y)
	}
}

func (s skipping) AssertIsBoolean(x frontend.Variable) {
	if !s.skipped() {
		s.API.AssertIsBoolean(x)
	}
}

// ToBinary without its range gives the lowest bits. All bits of a number are no assertion.
func (s skipping) ToBinary(x frontend.Variable, n ...int) []frontend.Variable {
	if len(n) == 0 || !s.skipped() {
		return s.API.ToBinary(x, n...)
	}
	return s.API.ToBinary(x)[:n[0]]
}

// Select asserts that its bit is one, as AssertIsBoolean did before. Here it does not.
func (s skipping) Select(bit, x, y frontend.Variable) frontend.Variable {
	return s.Add(y, s.Mul(bit, s.Sub(x, y)))
}

// without is a circuit that lacks one assertion.
type without struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	Body    Body
	skip    int `gnark:"-"`
}

func (w *without) Define(api frontend.API) error {
	seen := 0
	st, err := w.Body.Define(skipping{api, w.skip, &seen}, w.Z)
	if err != nil {
		return err
	}
	if known := len(assertions()); seen != known {
		return fmt.Errorf("the circuit has %d assertions, the tests know %d", seen, known)
	}
	hash, err := gadget.NewHash(api)
	if err != nil {
		return err
	}
	api.AssertIsEqual(w.H, hash.Fold(st.Vector(), st.Aux))
	api.AssertIsEqual(w.Y, gadget.Evaluate(api, st.Vector(), w.Z))
	return nil
}

// requireBreaksOnly says that a body, with h, z and y of what it says, is refused for one assertion and nothing else. The
// test engine is quicker than the solver, but does not divide zero by zero, which is what the solver says is zero.
func requireBreaksOnly(t *testing.T, assertion int, b Body) {
	t.Helper()
	c := conclude(b, stated(b))
	require.Error(t, solve(t, c, system(t)))
	lacking := &without{H: c.H, Z: c.Z, Y: c.Y, Body: c.Body}
	err := test.IsSolved(&without{skip: assertion}, lacking, field)
	if err != nil && strings.Contains(err.Error(), "DivUnchecked(0, 0)") {
		s, errCompile := frontend.Compile(field, r1cs.NewBuilder, &without{skip: assertion})
		require.NoError(t, errCompile)
		err = solve(t, lacking, s)
	}
	require.NoError(t, err, "it breaks more than one assertion")
}
