package gpuhours

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"
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

// The snapshot makes a change of the circuit's size a change that somebody has seen: go test -run Size -update. Each size
// is just below a power of two, which is what a proof's time goes by.
func TestSize(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	for _, c := range []struct {
		name    string
		circuit frontend.Circuit
		limit   int
	}{{"one step", &Circuit{}, 1 << 16}, {"batch of 4", NewBatch(4), 1 << 18}} {
		s, err := frontend.Compile(field, r1cs.NewBuilder, c.circuit)
		require.NoError(t, err)
		require.LessOrEqual(t, s.GetNbConstraints(), c.limit, c.name)
		fmt.Fprintf(&table, "%-34s%7d\n", c.name, s.GetNbConstraints())
	}
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
