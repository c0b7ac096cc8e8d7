package bundles

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/circuits/keys"
)

// cube is somebody else's circuit: h = a³ and y = k·a·z + 1.
type cube struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	A       frontend.Variable
	k       int
}

func (c *cube) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.A, c.A, c.A), c.H)
	api.AssertIsEqual(api.Add(api.Mul(c.A, c.Z, c.k), 1), c.Y)
	return nil
}

func compile(t *testing.T, k int) constraint.ConstraintSystem {
	t.Helper()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &cube{k: k})
	require.NoError(t, err)
	return system
}

// hold holds a ceremony and returns its folder.
func hold(t *testing.T, system constraint.ConstraintSystem) string {
	t.Helper()
	dir := t.TempDir()
	c, err := ceremony.Init(dir, "cube", system)
	require.NoError(t, err)
	for phase := range 2 {
		_, err := c.Contribute(t.Context(), "alice", time.Now(), quiet)
		require.NoError(t, err)
		beacon := ceremony.Beacon{Value: bytes.Repeat([]byte{byte(phase)}, 32), Source: "a die", Time: time.Now()}
		require.NoError(t, c.Seal(t.Context(), system, beacon, time.Now(), quiet))
	}
	return dir
}

func quiet(string) {}

// listener hears the stages.
type listener struct{ stages []string }

func (l *listener) hear(stage string) { l.stages = append(l.stages, stage) }

func (l *listener) heard(text string) bool {
	return strings.Contains(strings.Join(l.stages, "\n"), text)
}

func build(t *testing.T, f Folder, source Source) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bundle")
	_, err := f.Build(t.Context(), dir, source, quiet)
	require.NoError(t, err)
	return dir
}

func TestAnUnknownBundleIsRefusedByName(t *testing.T) {
	t.Parallel()
	_, err := Folder(t.TempDir()).Get(t.Context(), "sonnet", quiet)
	require.ErrorContains(t, err, `circuit "sonnet" is not built in; there are: accuracy, accuracy-mlp, gpu-hours, matmul-32, matmul-64, proof-of-work, terza-rima`)
	_, err = Compile(ProofOfWork, MaxBatch+1)
	require.ErrorContains(t, err, "a batch of 65 statements")
}

func TestBundleFromACeremony(t *testing.T) {
	t.Parallel()
	f, system := Folder(t.TempDir()), compile(t, 1)
	held := hold(t, system)
	plugin := filepath.Join(t.TempDir(), "program")
	require.NoError(t, os.WriteFile(plugin, []byte("#!/bin/sh\n"), 0o600))
	dir := build(t, f, Source{Name: "cube", Version: "1.2", System: system, Ceremony: held, Plugin: plugin})

	elsewhere := Folder(t.TempDir())
	var first, second, third listener
	v, err := elsewhere.Verify(t.Context(), dir, false, first.hear)
	require.NoError(t, err)
	require.True(t, first.heard("phase 2, verifying contribution 1 of 1 (alice)"))
	require.False(t, v.Source)
	require.Contains(t, v.String(), "a ceremony, phase 1 by alice and phase 2 by alice, its transcript "+v.Hash+" followed to key "+v.Bundle.KeyHash.Hex())
	v, err = elsewhere.Verify(t.Context(), dir, false, second.hear)
	require.NoError(t, err)
	require.False(t, second.heard("phase 2"), "the verdict is remembered")
	require.True(t, v.Before)
	_, err = elsewhere.Verify(t.Context(), dir, true, third.hear)
	require.NoError(t, err)
	require.True(t, third.heard("phase 2"))

	require.NoError(t, os.Chmod(filepath.Join(string(elsewhere), verdictsFolder), 0o777))
	_, err = elsewhere.Verify(t.Context(), dir, false, quiet)
	require.ErrorContains(t, err, "others may write")

	_, err = f.Install(t.Context(), dir, quiet)
	require.NoError(t, err)
	_, err = f.Install(t.Context(), dir, quiet)
	require.NoError(t, err)
	entries, err := f.List()
	require.NoError(t, err)
	require.Len(t, entries, 1)
	require.NoError(t, keys.CheckFiles(entries[0].Dir))
	require.Equal(t, v.Bundle.Manifest, entries[0].Manifest)
	require.FileExists(t, filepath.Join(entries[0].Dir, keys.PluginFile))
	found, known := f.Find(v.Bundle.KeyHash)
	require.True(t, known)
	require.Equal(t, entries[0], found)
	_, known = f.Find(common.Hash{1})
	require.False(t, known)

	all, err := f.Get(t.Context(), "cube", quiet)
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, v.Bundle.KeyHash, all[0].KeyHash)
}

func TestBundleWithDevelopmentKeysSaysSo(t *testing.T) {
	t.Parallel()
	f := Folder(t.TempDir())
	v, err := f.Install(t.Context(), build(t, f, Source{Name: "cube", Version: "1", System: compile(t, 1)}), quiet)
	require.NoError(t, err)
	require.Contains(t, v.String(), "DEVELOPMENT key")
	all, err := f.Get(t.Context(), "cube", quiet)
	require.NoError(t, err)
	require.Equal(t, keys.SetupDevelopment, all[0].Manifest.Setup)
}

// rewrite changes a manifest to say whatever the forger likes.
func rewrite(t *testing.T, dir string, change func(*keys.Manifest)) {
	t.Helper()
	path := filepath.Join(dir, keys.ManifestFile)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var m keys.Manifest
	require.NoError(t, json.Unmarshal(text, &m))
	change(&m)
	text, err = json.Marshal(m)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, text, 0o600))
}

// Whoever made development keys can forge; a true ceremony's transcript beside them makes them no better. Neither does it
// help that the transcript was followed before.
func TestKeysThatAreNotTheCeremonysAreRefused(t *testing.T) {
	t.Parallel()
	f, system := Folder(t.TempDir()), compile(t, 1)
	held := hold(t, system)
	honest := build(t, f, Source{Name: "cube", System: system, Ceremony: held})
	m, err := keys.ReadManifest(honest)
	require.NoError(t, err)
	transcript := map[string]string{}
	for name := range m.Files {
		if filepath.Dir(name) == keys.CeremonyFolder {
			transcript[name] = filepath.Join(honest, name)
		}
	}
	own, err := keys.Setup(t.Context(), "cube", system)
	require.NoError(t, err)
	forged, err := keys.New(keys.Manifest{Name: "cube", Setup: keys.SetupCeremony}, system, own.Proving, own.Verifying)
	require.NoError(t, err)
	dir := filepath.Join(t.TempDir(), "forged")
	require.NoError(t, forged.Save(dir, transcript))
	_, err = f.Verify(t.Context(), dir, false, quiet)
	require.ErrorIs(t, err, ErrOtherKeys)
	_, err = f.Install(t.Context(), dir, quiet)
	require.ErrorIs(t, err, ErrOtherKeys)

	// Put into the folder by hand, it is refused where it would be used.
	require.NoError(t, os.CopyFS(filepath.Join(string(f), "forged"), os.DirFS(dir)))
	require.NoError(t, os.Chmod(filepath.Join(string(f), "forged"), 0o700))
	_, err = f.Get(t.Context(), "cube", quiet)
	require.ErrorIs(t, err, ErrOtherKeys)

	// A transcript of another circuit is of other keys, too, and one that was changed to name these leads elsewhere.
	other := build(t, f, Source{Name: "cube", System: compile(t, 2), Ceremony: hold(t, compile(t, 2))})
	require.NoError(t, os.RemoveAll(filepath.Join(dir, keys.CeremonyFolder)))
	require.NoError(t, os.CopyFS(filepath.Join(dir, keys.CeremonyFolder), os.DirFS(filepath.Join(other, keys.CeremonyFolder))))
	others, err := keys.ReadManifest(other)
	require.NoError(t, err)
	rewrite(t, dir, func(m *keys.Manifest) {
		for name, sum := range others.Files {
			if filepath.Dir(name) == keys.CeremonyFolder {
				m.Files[name] = sum
			}
		}
	})
	_, err = f.Verify(t.Context(), dir, false, quiet)
	require.ErrorIs(t, err, ErrOtherKeys)
	_, err = f.Verify(t.Context(), dir, true, quiet)
	require.ErrorIs(t, err, ceremony.ErrOtherCircuit)
	_, err = f.Build(t.Context(), filepath.Join(t.TempDir(), "b"), Source{Name: "cube", System: system, Ceremony: hold(t, compile(t, 2))}, quiet)
	require.ErrorIs(t, err, ceremony.ErrOtherCircuit)
}

func TestTamperedBundlesAreRefused(t *testing.T) {
	t.Parallel()
	f, system := Folder(t.TempDir()), compile(t, 1)
	dir := build(t, f, Source{Name: "cube", System: system, Ceremony: hold(t, system)})
	m, err := keys.ReadManifest(dir)
	require.NoError(t, err)
	for name := range m.Files {
		copied := filepath.Join(t.TempDir(), "copy")
		require.NoError(t, os.CopyFS(copied, os.DirFS(dir)))
		content, err := os.ReadFile(filepath.Join(copied, name))
		require.NoError(t, err)
		content[len(content)/3] ^= 4
		require.NoError(t, os.WriteFile(filepath.Join(copied, name), content, 0o600))
		_, err = f.Verify(t.Context(), copied, false, quiet)
		require.ErrorIs(t, err, keys.ErrDamaged, name)
		require.ErrorContains(t, err, name)
	}
}

// hinted is a circuit with advice of a function that only its own program has.
type hinted struct{ cube }

func (c *hinted) Define(api frontend.API) error {
	advice, err := api.Compiler().NewHint(ownAdvice, 1, c.A)
	if err != nil {
		return err
	}
	api.AssertIsEqual(advice[0], c.A)
	return c.cube.Define(api)
}

func ownAdvice(_ *big.Int, in, out []*big.Int) error {
	out[0].Set(in[0])
	return nil
}

// Nobody here could prove with it: neither is such a bundle built, nor is one that was made elsewhere taken.
func TestForeignHintsAreRefusedByName(t *testing.T) {
	t.Parallel()
	f := Folder(t.TempDir())
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &hinted{cube{k: 1}})
	require.NoError(t, err)
	_, err = f.Build(t.Context(), filepath.Join(t.TempDir(), "b"), Source{Name: "cube", System: system}, quiet)
	require.ErrorIs(t, err, keys.ErrForeignHint)
	require.ErrorContains(t, err, "bundles.ownAdvice")

	dir := build(t, f, Source{Name: "cube", System: compile(t, 1)})
	var content bytes.Buffer
	_, err = system.WriteTo(&content)
	require.NoError(t, err)
	const file = "circuit.r1cs"
	require.NoError(t, os.WriteFile(filepath.Join(dir, file), content.Bytes(), 0o600))
	rewrite(t, dir, func(m *keys.Manifest) {
		require.Contains(t, m.Files, file)
		m.System = fmt.Sprintf("%x", sha256.Sum256(content.Bytes()))
		m.Files[file] = m.System
	})
	for _, use := range []func() error{
		func() error { _, err := f.Verify(t.Context(), dir, false, quiet); return err },
		func() error { _, err := f.Install(t.Context(), dir, quiet); return err },
	} {
		err := use()
		require.ErrorIs(t, err, keys.ErrForeignHint)
		require.ErrorContains(t, err, "bundles.ownAdvice")
	}
	entries, err := f.List()
	require.NoError(t, err)
	require.Empty(t, entries)
}

// A bundle by the name of a built-in predicate would have its parameters read by that predicate, and prove something else.
func TestBuiltInNamesAreOfBuiltInCircuits(t *testing.T) {
	t.Parallel()
	f, system := Folder(t.TempDir()), compile(t, 1)
	_, err := f.Build(t.Context(), filepath.Join(t.TempDir(), "b"), Source{Name: ProofOfWork, System: system}, quiet)
	require.ErrorIs(t, err, ErrOtherSource)
	dir := build(t, f, Source{Name: "cube", System: system, Ceremony: hold(t, system)})
	rewrite(t, dir, func(m *keys.Manifest) { m.Name = ProofOfWork })
	_, err = f.Verify(t.Context(), dir, false, quiet)
	require.ErrorIs(t, err, ErrOtherSource)
	require.NoError(t, os.CopyFS(filepath.Join(string(f), "forged"), os.DirFS(dir)))
	_, err = f.Get(t.Context(), ProofOfWork, quiet)
	require.ErrorIs(t, err, ErrOtherSource)
}

// Of a folder's bundles for batches those are taken that somebody installed or named. Development keys of an older circuit are
// no reason to stop.
func TestBatchesAreThoseThatAreAskedFor(t *testing.T) {
	t.Parallel()
	f, system := Folder(t.TempDir()), compile(t, 1)
	dir := build(t, f, Source{Name: "cube", System: system, Batch: 4})
	require.NoError(t, os.CopyFS(filepath.Join(string(f), "cube"), os.DirFS(dir)))
	ofName := func(name string, hashes ...common.Hash) ([]*keys.Bundle, error) {
		return f.Batches(t.Context(), name, hashes, quiet)
	}
	all, err := ofName("cube")
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, 4, all[0].Manifest.Batch)
	none, err := ofName("cube", common.Hash{1})
	require.NoError(t, err)
	require.Empty(t, none)

	rewrite(t, filepath.Join(string(f), "cube"), func(m *keys.Manifest) { m.Name = ProofOfWork })
	none, err = ofName(ProofOfWork)
	require.NoError(t, err)
	require.Empty(t, none)
	_, err = ofName(ProofOfWork, all[0].KeyHash)
	require.ErrorIs(t, err, ErrOtherSource)
}

func TestKeysAreMadeForTheBatchesOfTheManifest(t *testing.T) {
	t.Parallel()
	f := Folder(t.TempDir())
	for name, n := range map[string]int{ProofOfWork: 32, TerzaRima: 4, Accuracy: 4} {
		_, err := f.Build(t.Context(), filepath.Join(t.TempDir(), "b"), Source{Name: name, Batch: n}, quiet)
		require.ErrorIs(t, err, ErrBatch, name)
	}
	one, err := f.Build(t.Context(), filepath.Join(t.TempDir(), "b"), Source{Name: ProofOfWork}, quiet)
	require.NoError(t, err)
	require.Equal(t, []int{4, 16}, one.Manifest.Batches)
	read, err := keys.ReadManifest(one.Dir)
	require.NoError(t, err)
	require.Equal(t, one.Manifest.Batches, read.Batches)
}

// What a name stands for must not depend on the run or the machine.
func TestCompilationIsDeterministic(t *testing.T) {
	t.Parallel()
	first, err := Compile(ProofOfWork, 0)
	require.NoError(t, err)
	want, err := keys.SystemHash(first)
	require.NoError(t, err)
	require.Equal(t, proofOfWorkSystem, want, "if the circuit was meant to change, so do its keys: note the new hash here")
	again, err := Compile(ProofOfWork, 0)
	require.NoError(t, err)
	got, err := keys.SystemHash(again)
	require.NoError(t, err)
	require.Equal(t, want, got)
	batch, err := Compile(ProofOfWork, 2)
	require.NoError(t, err)
	got, err = keys.SystemHash(batch)
	require.NoError(t, err)
	require.NotEqual(t, want, got)
}

// proofOfWorkSystem is of an earlier compilation, by another process.
const proofOfWorkSystem = "5934788271afa5dd534c7c36a401cec32c9f00b41c9b8d60eaabb86a9e1479c1"

func TestUnfinishedCeremonyMakesNoBundle(t *testing.T) {
	t.Parallel()
	system := compile(t, 1)
	dir := t.TempDir()
	_, err := ceremony.Init(dir, "cube", system)
	require.NoError(t, err)
	_, err = Folder(t.TempDir()).Build(context.Background(), filepath.Join(t.TempDir(), "b"), Source{Name: "cube", System: system, Ceremony: dir}, quiet)
	require.ErrorIs(t, err, ceremony.ErrUnfinished)
}
