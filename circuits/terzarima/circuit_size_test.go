//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"bytes"
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the snapshot of constraint counts anew")

// part is a part of the circuit and how many constraints it has.
type part struct {
	name        string
	constraints int
}

// parts compiles the circuit and counts.
func parts(t testing.TB) []part {
	t.Helper()
	var builder frontend.Builder[constraint.U64]
	count := func() int {
		soFar, err := builder.Compile()
		require.NoError(t, err)
		return soFar.GetNbConstraints()
	}
	var counted []part
	before := 0
	c := &Circuit{}
	c.Body.inspect = &inspection{part: func(name string) {
		counted = append(counted, part{name, count() - before})
		before = count()
	}}
	s, err := frontend.Compile(field, func(field *big.Int, config frontend.CompileConfig) (frontend.Builder[constraint.U64], error) {
		var err error
		builder, err = r1cs.NewBuilder[constraint.U64](field, config)
		return builder, err
	}, c)
	require.NoError(t, err)
	total := s.GetNbConstraints()
	return append(counted, part{"fold", total - before}, part{"total", total})
}

// The snapshot makes a change of the circuit's size a change that somebody has seen: go test -run Size -update.
func TestSize(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	for _, p := range parts(t) {
		fmt.Fprintf(&table, "%-34s%7d\n", p.name, p.constraints)
	}
	file := filepath.Join("testdata", "constraints.txt")
	if *update {
		require.NoError(t, os.WriteFile(file, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table.String(), "run go test -run Size -update and look at the difference")
}
