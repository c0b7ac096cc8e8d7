//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "write the snapshot of constraint counts anew")

// part is a piece of the circuit by itself.
type part struct {
	Z      frontend.Variable `gnark:",public"`
	Body   Body
	define func(api frontend.API, b *Body, z frontend.Variable) error `gnark:"-"`
}

func (p *part) Define(api frontend.API) error { return p.define(api, &p.Body, p.Z) }

// size is how many constraints a circuit has.
func size(t testing.TB, c frontend.Circuit) int {
	t.Helper()
	s, err := frontend.Compile(field, r1cs.NewBuilder, c)
	require.NoError(t, err)
	return s.GetNbConstraints()
}

// parts are the pieces in the order of Define.
func parts(t testing.TB, n int) (names []string, constraints []int) {
	t.Helper()
	rest := size(t, NewCircuit(n))
	add := func(name string, constraint int) {
		names, constraints = append(names, name), append(constraints, constraint)
		rest -= constraint
	}
	piece := func(define func(api frontend.API, b *Body, z frontend.Variable) error) int {
		return size(t, &part{Body: newBody(n), define: define})
	}
	sponge := func(domain string, words func(b *Body) []frontend.Variable) int {
		return piece(func(api frontend.API, b *Body, _ frontend.Variable) error {
			hash, err := gadget.NewHash(api)
			if err == nil {
				hash.Sponge(domain, words(b)...)
			}
			return err
		})
	}
	entries := piece(func(api frontend.API, b *Body, _ frontend.Variable) error {
		b.entries(api)
		return nil
	})
	add("bits of A", entries)
	add("product", piece(func(api frontend.API, b *Body, z frontend.Variable) error {
		b.assertProduct(api, z)
		return nil
	})-entries)
	add("commitment to A and B", sponge(statement.DomainParams, func(b *Body) []frontend.Variable { return append(b.A[:len(b.A):len(b.A)], b.B...) }))
	if n > SealedSize {
		add("commitment to C", sponge(statement.DomainProduct, func(b *Body) []frontend.Variable { return b.C }))
	} else {
		add("sealing of C", piece(func(api frontend.API, b *Body, _ frontend.Variable) error {
			hash, err := gadget.NewHash(api)
			if err != nil {
				return err
			}
			used := make([]frontend.Variable, len(b.C))
			for i := range used {
				used[i] = 1
			}
			gadget.NewSealing(api, hash, gadget.Point{X: b.SealX, Y: b.SealY}, b.Rho, b.Claim, b.Quantity).Encrypt(b.C, used)
			return nil
		}))
	}
	add("header and fold", rest)
	return names, constraints
}

// The snapshot makes a change of the circuit's size a change that somebody has seen: go test -tags prover -run Size -update.
// Without the tag only its beginning is made and compared.
func TestSize(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	row := func(name string, constraints, limit int) {
		require.LessOrEqual(t, constraints, limit, name)
		fmt.Fprintf(&table, "%-34s%7d\n", name, constraints)
	}
	for _, c := range []struct{ n, limit int }{{32, 1 << 15}, {64, 1 << 17}} {
		names, constraints := parts(t, c.n)
		total := 0
		for i, name := range names {
			row(fmt.Sprintf("%d: %s", c.n, name), constraints[i], c.limit)
			total += constraints[i]
		}
		row(fmt.Sprintf("%d: total", c.n), total, c.limit)
	}
	if long {
		row("128: total", size(t, NewCircuit(128)), 1<<19)
		row("32: batch of 4", size(t, NewBatch(32, 4)), 1<<17)
		row("32: batch of 16", size(t, NewBatch(32, 16)), 1<<19)
		row("64: batch of 4", size(t, NewBatch(64, 4)), 1<<19)
	}

	file := filepath.Join("testdata", "constraints.txt")
	if *update {
		require.True(t, long, "-update needs -tags prover")
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	if !long {
		want = want[:min(table.Len(), len(want))]
	}
	require.Equal(t, string(want), table.String(), "run go test -tags prover -run Size -update and look at the difference")
}
