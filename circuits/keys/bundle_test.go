package keys

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/consensys/gnark/constraint"
	"github.com/gofrs/flock"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func develop(t *testing.T, dir string) *Bundle {
	t.Helper()
	b, err := Develop(t.Context(), dir, "small", &small{}, func(string) {})
	require.NoError(t, err)
	return b
}

func TestDevelopMakesKeysOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var stages []string
	first, err := Develop(t.Context(), dir, "small", &small{}, func(s string) { stages = append(stages, s) })
	require.NoError(t, err)
	require.Len(t, stages, 3)
	require.Contains(t, stages[1], "development keys")

	second := develop(t, dir)
	loaded, err := Load(first.Dir)
	require.NoError(t, err)
	for _, b := range []*Bundle{second, loaded} {
		require.Equal(t, first.KeyHash, b.KeyHash)
		require.Equal(t, first.KeyWords, b.KeyWords)
		require.Equal(t, first.Manifest, b.Manifest)
		require.Equal(t, first.Dir, b.Dir)
	}
	require.Equal(t, SetupDevelopment, loaded.Manifest.Setup)
	require.Contains(t, loaded.String(), "DEVELOPMENT")
	require.NotEqual(t, first.KeyHash, develop(t, t.TempDir()).KeyHash, "another folder is another setup")
}

func TestLoadedKeysProve(t *testing.T) {
	t.Parallel()
	b, err := Load(develop(t, t.TempDir()).Dir)
	require.NoError(t, err)
	payload := []statement.Word{statement.WordFromUint64(7), statement.WordFromUint64(8)}
	assignment, h := assign(b.KeyHash, header(), payload)
	proof, err := ProofBytes(prove(t, b.System, b.Proving, assignment))
	require.NoError(t, err)
	require.NoError(t, VerifySettlement(b.Verifying, header(), payload, h, proof))
}

func TestManyDevelopAtOnceAgree(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var group errgroup.Group
	var mu sync.Mutex
	hashes := map[string]bool{}
	setups := 0
	for range 8 {
		group.Go(func() error {
			b, err := Develop(t.Context(), dir, "small", &small{}, func(stage string) {
				mu.Lock()
				defer mu.Unlock()
				if strings.HasPrefix(stage, "making") {
					setups++
				}
			})
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			hashes[b.KeyHash.Hex()] = true
			return nil
		})
	}
	require.NoError(t, group.Wait())
	require.Len(t, hashes, 1)
	require.Equal(t, 1, setups)
}

func TestDevelopEndsWithItsContext(t *testing.T) {
	t.Parallel()
	t.Run("before the setup", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		dir := t.TempDir()
		_, err := Develop(ctx, dir, "small", &small{}, func(stage string) {
			if strings.HasPrefix(stage, "making") {
				cancel()
			}
		})
		require.ErrorIs(t, err, context.Canceled)
		develop(t, dir)
	})
	t.Run("while another process works", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		hash, err := SystemHash(compile(t, &small{}))
		require.NoError(t, err)
		other := flock.New(filepath.Join(dir, hash+".lock"))
		locked, err := other.TryLock()
		require.NoError(t, err)
		require.True(t, locked)
		defer func() { require.NoError(t, other.Close()) }()

		ctx, cancel := context.WithCancel(t.Context())
		_, err = Develop(ctx, dir, "small", &small{}, func(stage string) {
			if strings.HasPrefix(stage, "waiting") {
				cancel()
			}
		})
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestDevelopSweepsWhatAKilledProcessLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hash, err := SystemHash(compile(t, &small{}))
	require.NoError(t, err)
	left := filepath.Join(dir, hash+newSuffix+"123")
	require.NoError(t, os.MkdirAll(left, 0o700))
	develop(t, dir)
	require.NoDirExists(t, left)
}

func TestStoredKeysArePrivate(t *testing.T) {
	t.Parallel()
	b := develop(t, t.TempDir())
	info, err := os.Stat(b.Dir)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	entries, err := os.ReadDir(b.Dir)
	require.NoError(t, err)
	require.Len(t, entries, 4)
	for _, e := range entries {
		info, err := e.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), e.Name())
	}

	require.NoError(t, os.Chmod(b.Dir, 0o777))
	_, err = Load(b.Dir)
	require.ErrorContains(t, err, "others may write to it")
}

func TestLoadNamesTheDamagedFile(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func([]byte) []byte{
		"a changed byte": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"a cut end":      func(b []byte) []byte { return b[:len(b)-1] },
		"emptied":        func([]byte) []byte { return nil },
	} {
		for _, file := range []string{systemFile, provingFile, verifyingFile} {
			t.Run(file+" with "+name, func(t *testing.T) {
				t.Parallel()
				b := develop(t, t.TempDir())
				path := filepath.Join(b.Dir, file)
				content, err := os.ReadFile(path)
				require.NoError(t, err)
				require.NoError(t, os.WriteFile(path, damage(content), 0o600))

				_, err = Load(b.Dir)
				require.ErrorIs(t, err, ErrDamaged)
				require.ErrorContains(t, err, file)
				require.ErrorContains(t, err, "delete the folder")
				_, err = Develop(t.Context(), filepath.Dir(b.Dir), "small", &small{}, func(string) {})
				require.ErrorIs(t, err, ErrDamaged, "nothing is replaced silently")
			})
		}
	}
}

func TestLoadRefusesManifests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"that are no JSON":          {"{", "[", "damaged"},
		"of another format":         {`"format": 1`, `"format": 2`, "format 2"},
		"with an unknown setup":     {`"development"`, `"lottery"`, "names a setup that does not exist"},
		"with no transcript":        {`"development"`, `"ceremony"`, "claims a ceremony and has no transcript"},
		"with a transcript beside":  {`"proving.key"`, `"ceremony/transcript.json"`, "transcript of a ceremony, and development keys"},
		"of another curve":          {`"bn254"`, `"bls12_381"`, `for curve "bls12_381"`},
		"of another statement":      {`"h z y: claim`, `"h z: claim`, "about the statement"},
		"with files elsewhere":      {`"proving.key"`, `"../proving.key"`, `names a file "../proving.key"`},
		"with deeper files":         {`"proving.key"`, `"ceremony/a/b"`, `names a file "ceremony/a/b"`},
		"about another circuit":     {`"system": "`, `"system": "0`, "about another circuit"},
		"without the proving key":   {`"proving.key"`, `"other.key"`, "proving.key"},
		"that claim another setup ": {`"setup"`, `"standing"`, "names a setup that does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := develop(t, t.TempDir())
			path := filepath.Join(b.Dir, ManifestFile)
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			changed := strings.Replace(string(text), c.old, c.new, 1)
			require.NotEqual(t, string(text), changed)
			require.NoError(t, os.WriteFile(path, []byte(changed), 0o600))
			_, err = Load(b.Dir)
			require.ErrorContains(t, err, c.want)
		})
	}
	t.Run("about another key", func(t *testing.T) {
		t.Parallel()
		b, other := develop(t, t.TempDir()), develop(t, t.TempDir())
		path := filepath.Join(b.Dir, ManifestFile)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		changed := strings.Replace(string(text), b.KeyHash.Hex(), other.KeyHash.Hex(), 1)
		require.NoError(t, os.WriteFile(path, []byte(changed), 0o600))
		_, err = Load(b.Dir)
		require.ErrorIs(t, err, ErrDamaged)
		require.ErrorContains(t, err, other.KeyHash.Hex())
	})
	t.Run("that are missing", func(t *testing.T) {
		t.Parallel()
		b := develop(t, t.TempDir())
		require.NoError(t, os.Remove(filepath.Join(b.Dir, ManifestFile)))
		_, err := Load(b.Dir)
		require.ErrorIs(t, err, ErrDamaged)
	})
}

func TestSavedBundle(t *testing.T) {
	t.Parallel()
	system, pk, vk := unchecked(t, &small{})
	b, err := New(Manifest{Name: "small", Version: "3", Setup: SetupCeremony}, system, pk, vk)
	require.NoError(t, err)
	source := filepath.Join(t.TempDir(), "source")
	require.NoError(t, os.WriteFile(source, []byte("text"), 0o644))
	dir := filepath.Join(t.TempDir(), "a", "bundle")
	require.NoError(t, b.Save(dir, map[string]string{"ceremony/transcript.json": source, PluginFile: source}))
	require.ErrorContains(t, b.Save(dir, nil), "is there already")

	loaded, err := Load(dir)
	require.NoError(t, err)
	require.Equal(t, b.KeyHash, loaded.KeyHash)
	require.Equal(t, "3", loaded.Manifest.Version)
	require.NoError(t, CheckFiles(dir))
	require.NotContains(t, loaded.String(), "DEVELOPMENT")

	for name, damage := range map[string]func() error{
		"ceremony/transcript.json is damaged": func() error {
			return os.WriteFile(filepath.Join(dir, "ceremony/transcript.json"), []byte("texts"), 0o600)
		},
		"it does not name extra":          func() error { return os.WriteFile(filepath.Join(dir, "extra"), nil, 0o600) },
		"it does not name ceremony/extra": func() error { return os.WriteFile(filepath.Join(dir, "ceremony/extra"), nil, 0o600) },
		"plugin in":                       func() error { return os.Remove(filepath.Join(dir, PluginFile)) },
	} {
		copied := filepath.Join(t.TempDir(), "copy")
		require.NoError(t, os.CopyFS(copied, os.DirFS(dir)))
		require.NoError(t, damage())
		err := CheckFiles(dir)
		require.ErrorIs(t, err, ErrDamaged, name)
		require.ErrorContains(t, err, strings.TrimSuffix(name, " is damaged"))
		require.NoError(t, os.RemoveAll(dir))
		require.NoError(t, os.CopyFS(dir, os.DirFS(copied)))
	}
}

// Development keys are those that this program made: what claims more belongs elsewhere.
func TestDevelopRefusesAnotherSetupInItsPlace(t *testing.T) {
	t.Parallel()
	b := develop(t, t.TempDir())
	other, err := New(Manifest{Name: "small", Setup: SetupCeremony}, b.System, b.Proving, b.Verifying)
	require.NoError(t, err)
	manifest := filepath.Join(b.Dir, ManifestFile)
	require.NoError(t, os.RemoveAll(b.Dir))
	require.NoError(t, other.Save(b.Dir, map[string]string{"ceremony/transcript.json": filepath.Join("testdata", "..", "doc.go")}))
	require.FileExists(t, manifest)
	_, err = Develop(t.Context(), filepath.Dir(b.Dir), "small", &small{}, func(string) {})
	require.ErrorIs(t, err, ErrDamaged)
	require.ErrorContains(t, err, "not about development keys")
}

func TestReadSystemRefuses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "circuit.r1cs")
	write := func(content []byte) string {
		require.NoError(t, os.WriteFile(path, content, 0o600))
		sum := sha256.Sum256(content)
		return hex.EncodeToString(sum[:])
	}
	encode := func(system constraint.ConstraintSystem) []byte {
		var b bytes.Buffer
		_, err := system.WriteTo(&b)
		require.NoError(t, err)
		return b.Bytes()
	}
	whole := encode(compile(t, &small{}))
	_, err := ReadSystem(path, write(whole))
	require.NoError(t, err)
	_, err = ReadSystem(path, strings.Repeat("0", 64))
	require.ErrorIs(t, err, ErrDamaged)
	for name, content := range map[string][]byte{
		"nothing": nil, "a cut end": whole[:len(whole)-1], "more": append(bytes.Clone(whole), 0), "another file": []byte("not a circuit at all"),
	} {
		_, err := ReadSystem(path, write(content))
		require.ErrorIs(t, err, ErrMalformed, name)
	}
	_, err = ReadSystem(path, write(encode(compile(t, &hinted{}))))
	require.ErrorIs(t, err, ErrForeignHint)
	require.ErrorContains(t, err, "ownHint", "it is named")
}
