package gpuhours

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
)

var update = flag.Bool("update", false, "write the snapshot of constraint counts anew")

func TestCircuitIsPlain(t *testing.T) {
	t.Parallel()
	s := system(t)
	require.Empty(t, s.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
	require.Equal(t, 1+3, s.GetNbPublicVariables(), "the constant one, h, z and y")
	for _, name := range s.(*cs.R1CS).MHintsDependencies {
		require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
	}
}

// partial is a part of the circuit by itself.
type partial struct {
	Body   Body
	define func(api frontend.API, hash *gadget.Hash, b *Body) `gnark:"-"`
}

func (p *partial) Define(api frontend.API) error {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return err
	}
	p.define(api, hash, &p.Body)
	return nil
}

func parts() map[string]frontend.Circuit {
	part := func(define func(api frontend.API, hash *gadget.Hash, b *Body)) frontend.Circuit {
		return &partial{define: define}
	}
	return map[string]frontend.Circuit{
		"  hours":          part(func(api frontend.API, _ *gadget.Hash, b *Body) { b.defineHours(api) }),
		"  ids of devices": part(func(api frontend.API, _ *gadget.Hash, b *Body) { b.defineDevices(api) }),
		"  seconds and masks": part(func(api frontend.API, _ *gadget.Hash, b *Body) {
			for d := range b.Devices {
				b.Devices[d].define(api, b.Hours)
			}
		}),
		"  hash of the sheet": part(func(api frontend.API, hash *gadget.Hash, b *Body) { api.AssertIsEqual(b.Claim, b.sheet(hash)) }),
		"  signatures":        part(func(api frontend.API, hash *gadget.Hash, b *Body) { b.defineSignatures(api, hash, b.Claim) }),
	}
}

// The snapshot makes a change of the circuit's size a change that somebody has seen: go test -run Size -update. One step is
// just below a power of two, which is what a proof's time goes by, and so is a batch.
func TestSize(t *testing.T) {
	t.Parallel()
	count := func(c frontend.Circuit) int {
		s, err := frontend.Compile(field, r1cs.NewBuilder, c, frontend.IgnoreUnconstrainedInputs())
		require.NoError(t, err)
		return s.GetNbConstraints()
	}
	var table bytes.Buffer
	line := func(name string, constraints int) { fmt.Fprintf(&table, "%-34s%7d\n", name, constraints) }
	one, rest := system(t).GetNbConstraints(), system(t).GetNbConstraints()
	for _, name := range slices.Sorted(maps.Keys(parts())) {
		n := count(parts()[name])
		line(name, n)
		rest -= n
	}
	line("  window, amount, params and fold", rest)
	line("one step", one)
	four := count(NewBatch(4))
	line("batch of 4", four)
	require.LessOrEqual(t, one, 1<<16)
	require.LessOrEqual(t, four, 1<<18)
	file := filepath.Join("testdata", "constraints.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table.String(), "run go test -run Size -update and look at the difference")
}

func TestEvidenceHolds(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	for _, c := range []struct {
		devices  int
		from, to uint64
	}{{MaxDevices, 0, EpochHours}, {1, 17, 40}, {2, 0, 1}, {3, 247, 248}} {
		e := m.claim(t, sheetOf(c.devices), c.from, c.to)
		require.Empty(t, Check(m.Params, e))
		a := mustAssign(t, deliver(t, m.Params, e))
		require.NoError(t, solve(t, a.Circuit, system(t)), "%+v", c)
	}
}
