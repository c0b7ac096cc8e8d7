package ceremony

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// cube says h = a³ and y = k·a·z + 1: the least that has the three public inputs and uses them. k tells circuits of one
// shape apart.
type cube struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	A       frontend.Variable
	k       int
}

func (c *cube) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.A, c.A, c.A), c.H)
	api.AssertIsEqual(api.Add(api.Mul(c.A, c.Z, c.k), 1), c.Y)
	power := c.A
	for range 6 { // so that the domain is not the least there is
		power = api.Mul(power, power)
	}
	api.AssertIsDifferent(power, 5)
	return nil
}

func compile(t *testing.T, k int) constraint.ConstraintSystem {
	t.Helper()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &cube{k: k})
	require.NoError(t, err)
	return system
}

var (
	noon  = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	today = noon.Add(30 * 24 * time.Hour)
)

func beacon(number int) Beacon {
	return Beacon{
		Value: bytes.Repeat([]byte{byte(number)}, 32), Source: "a lottery", Time: noon.Add(time.Duration(number) * 24 * time.Hour),
	}
}

func quiet(string) {}

// add contributes as that person, an hour after the last beacon.
func add(t *testing.T, c *Ceremony, who string) Contribution {
	t.Helper()
	added, err := c.Contribute(t.Context(), who, noon.Add(time.Duration(c.transcript.Open())*24*time.Hour+time.Hour), quiet)
	require.NoError(t, err)
	return added
}

var ready struct {
	once  sync.Once
	files map[string][]byte
}

// finished is a folder of its own with a whole ceremony for compile(t, 1), two contributors to each phase.
func finished(t *testing.T) string {
	t.Helper()
	ready.once.Do(func() { ready.files = hold(t, 1) })
	require.NotNil(t, ready.files, "the ceremony that these tests begin with went wrong in another one")
	return unpack(t, ready.files)
}

// hold holds a ceremony and returns its files.
func hold(t *testing.T, k int) map[string][]byte {
	t.Helper()
	dir, system := t.TempDir(), compile(t, k)
	c, err := Init(dir, "cube", system)
	require.NoError(t, err)
	for phase := range 2 {
		add(t, c, "alice")
		add(t, c, "bob")
		require.NoError(t, c.Seal(t.Context(), system, beacon(phase+1), today, quiet))
	}
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
	}
	return files
}

func unpack(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	return dir
}

// send carries files from one machine to another.
func send(t *testing.T, from, to string, names ...string) {
	t.Helper()
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(from, name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(to, name), content, 0o600))
	}
}

func open(t *testing.T, dir string) *Ceremony {
	t.Helper()
	c, err := Open(dir)
	require.NoError(t, err)
	return c
}

func verify(t *testing.T, dir string, k int) error {
	t.Helper()
	c, err := Open(dir)
	if err != nil {
		return err
	}
	_, err = c.Verify(t.Context(), compile(t, k), today, quiet)
	return err
}

func TestContributorsOnSeparateMachinesMakeKeysThatProve(t *testing.T) {
	t.Parallel()
	system := compile(t, 1)
	coordinator := t.TempDir()
	c, err := Init(coordinator, "cube", system)
	require.NoError(t, err)
	for phase := range 2 {
		for position, who := range []string{"alice", "bob"} {
			machine := t.TempDir()
			send(t, coordinator, machine, TranscriptFile)
			if phase > 0 || position > 0 {
				send(t, coordinator, machine, stateFile(phase, position))
			}
			attested := add(t, open(t, machine), who)
			send(t, machine, coordinator, TranscriptFile, stateFile(phase, position+1))

			c = open(t, coordinator)
			require.Equal(t, attested, c.transcript.Phases[phase].Contributions[position])
			content, err := os.ReadFile(filepath.Join(coordinator, stateFile(phase, position+1)))
			require.NoError(t, err)
			require.Len(t, content, int(c.transcript.size(phase)))
			_, err = c.Verify(t.Context(), system, today, quiet)
			require.ErrorIs(t, err, ErrUnfinished)
		}
		require.NoError(t, c.Seal(t.Context(), system, beacon(phase+1), today, quiet))
	}
	_, err = c.Contribute(t.Context(), "carol", noon, quiet)
	require.ErrorIs(t, err, ErrFinished)
	require.ErrorIs(t, c.Seal(t.Context(), system, beacon(3), today, quiet), ErrFinished)

	auditor := t.TempDir()
	send(t, coordinator, auditor, c.transcript.Files()...)
	made, err := open(t, auditor).Verify(t.Context(), system, today, quiet)
	require.NoError(t, err)
	require.NoError(t, keys.Check(system, made.Verifying))
	for name, want := range map[string]Sum{ProvingFile: made.Keys.Proving, VerifyingFile: made.Keys.Verifying} {
		file, err := os.Open(filepath.Join(coordinator, name))
		require.NoError(t, err)
		sum, err := sumOf(writerTo{file})
		require.NoError(t, errors.Join(err, file.Close()))
		require.Equal(t, want, sum, name)
	}

	prove(t, system, made)
}

// prove proves with the keys that a ceremony made.
func prove(t *testing.T, system constraint.ConstraintSystem, made Made) {
	t.Helper()
	witness, err := frontend.NewWitness(&cube{H: 27, Z: 5, Y: 16, A: 3}, ecc.BN254.ScalarField())
	require.NoError(t, err)
	proof, err := groth16.Prove(system, made.Proving, witness)
	require.NoError(t, err)
	h, z := statement.WordFromUint64(27), statement.WordFromUint64(5)
	require.NoError(t, keys.VerifyStatement(made.Verifying, h, z, statement.WordFromUint64(16), proof))
	require.ErrorIs(t, keys.VerifyStatement(made.Verifying, h, z, statement.WordFromUint64(17), proof), keys.ErrNotProved)
}

func TestCompilationIsDeterministic(t *testing.T) {
	t.Parallel()
	first, err := keys.SystemHash(compile(t, 1))
	require.NoError(t, err)
	for range 5 {
		again, err := keys.SystemHash(compile(t, 1))
		require.NoError(t, err)
		require.Equal(t, first, again)
	}
	other, err := keys.SystemHash(compile(t, 2))
	require.NoError(t, err)
	require.NotEqual(t, first, other)
}

// What a killed command leaves: a file that is half there, or one that no transcript names yet.
func TestKilledCommandsGoOn(t *testing.T) {
	t.Parallel()
	dir, system := t.TempDir(), compile(t, 1)
	half := filepath.Join(dir, newPrefix+"123")
	require.NoError(t, os.WriteFile(half, []byte("half"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, SystemFile), []byte("of another one"), 0o600))
	c, err := Init(dir, "cube", system)
	require.NoError(t, err)
	require.NoFileExists(t, half)

	require.NoError(t, os.WriteFile(half, []byte("half"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, stateFile(0, 1)), []byte("nobody's"), 0o600))
	add(t, c, "alice")
	require.NoFileExists(t, half)
	again, err := Init(dir, "cube", system)
	require.NoError(t, err)
	require.Equal(t, c.transcript, again.transcript, "what was done is not begun anew")
	require.NoError(t, os.WriteFile(filepath.Join(dir, stateFile(1, 0)), []byte("nobody's"), 0o600))
	require.NoError(t, again.Seal(t.Context(), system, beacon(1), today, quiet))
	add(t, again, "alice")
	require.NoError(t, again.Seal(t.Context(), system, beacon(2), today, quiet))
	require.NoError(t, verify(t, dir, 1))

	_, err = Init(dir, "cube", compile(t, 2))
	require.ErrorIs(t, err, ErrOtherCircuit)
	_, err = Init(dir, "sphere", system)
	require.ErrorIs(t, err, ErrOtherCircuit)
}

func TestOneProcessAtATime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, err := Init(dir, "cube", compile(t, 1))
	require.NoError(t, err)
	unlock, err := lock(dir)
	require.NoError(t, err)
	_, err = c.Contribute(t.Context(), "alice", noon, quiet)
	require.ErrorContains(t, err, "another process works on ceremony")
	unlock()
	add(t, c, "alice")
}

func TestACancelledCommandEnds(t *testing.T) {
	t.Parallel()
	c, err := Init(t.TempDir(), "cube", compile(t, 1))
	require.NoError(t, err)
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errStopped)
	_, err = c.Contribute(ctx, "alice", noon, quiet)
	require.ErrorIs(t, err, errStopped)
	_, err = c.Verify(ctx, compile(t, 1), today, quiet)
	require.ErrorIs(t, err, errStopped)
	require.Empty(t, c.transcript.Phases[0].Contributions)
}

var errStopped = errors.New("stopped")
