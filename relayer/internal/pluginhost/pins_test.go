package pluginhost

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func sha256Hex(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

type pinned struct {
	folder string
	pins   map[string]pin
}

// newPinned is a folder with one external plugin, "pinned".
func newPinned(t *testing.T, content []byte) *pinned {
	t.Helper()
	p := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	p.add(t, "pinned", sdk.KindPredicate, content)
	return p
}

func (p *pinned) add(t *testing.T, name string, kind sdk.Kind, content []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(p.folder, name), content, 0o700))
	p.pins[name] = pin{SHA256: sumOf(content), Kind: kind}
	p.write(t)
}

// ownBytes is this binary, which serves a predicate when it is run as "pinned".
func ownBytes(t *testing.T) []byte {
	t.Helper()
	content, err := readSelf()
	require.NoError(t, err)
	return content
}

// Reading so much and hashing it is done once.
var (
	readSelf = sync.OnceValues(func() ([]byte, error) { return os.ReadFile("/proc/self/exe") }) // its folder may be closed to this user
	selfSum  = sync.OnceValue(func() string { content, _ := readSelf(); return sha256Hex(content) })
)

func sumOf(content []byte) string {
	if self, _ := readSelf(); len(content) == len(self) && &content[0] == &self[0] {
		return selfSum()
	}
	return sha256Hex(content)
}

func (p *pinned) write(t *testing.T) {
	t.Helper()
	content, err := json.Marshal(p.pins)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(p.folder, pinsFile), content, 0o600))
}

func TestExternalPluginRuns(t *testing.T) {
	t.Parallel()
	external := newPinned(t, ownBytes(t))
	requireAllowed(t, waysOfThisUser()...)
	b := newBundle(t, func(c *Config) { c.Folder = external.folder })
	info := b.info(t, "pinned")
	require.Equal(t, Info{
		Name: "pinned", Kind: sdk.KindPredicate, External: true, SHA256: external.pins["pinned"].SHA256, Isolated: info.Isolated,
	}, info)
	verdict, err := check(t, b.predicate(t, "pinned"), "fine")
	require.NoError(t, err)
	require.True(t, verdict.Holds)
}

func TestBinarySwappedAfterItsCheck(t *testing.T) {
	t.Parallel()
	external := newPinned(t, ownBytes(t))
	requireAllowed(t, waysOfThisUser()...)
	b := newBundle(t, func(c *Config) { c.Folder = external.folder })
	require.NoError(t, os.WriteFile(filepath.Join(external.folder, "pinned"), []byte("#!/bin/sh\nexit 0\n"), 0o700))
	_, err := check(t, b.predicate(t, "pinned"), "fine")
	require.NoError(t, err, "what runs is the copy that was checked")
}

func TestCopySwappedBeforeItsStart(t *testing.T) {
	t.Parallel()
	external := newPinned(t, ownBytes(t))
	requireAllowed(t, waysOfThisUser()...)
	b := newBundle(t, func(c *Config) { c.Folder = external.folder })
	copied := filepath.Join(b.host.scratch.path, "bin", "pinned")
	require.NoError(t, os.Remove(copied))
	require.NoError(t, os.WriteFile(copied, []byte("#!/bin/sh\n"), 0o700))
	_, err := check(t, b.predicate(t, "pinned"), "fine")
	require.ErrorContains(t, err, "it is not the file that was pinned")
}

func TestPluginFolderIsRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(*testing.T, *pinned)
		want  string
	}{
		"wrong checksum": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.WriteFile(filepath.Join(p.folder, "pinned"), []byte("another"), 0o700))
		}, "plugin pinned: its sha256 is " + sha256Hex([]byte("another"))},
		"missing pin": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.WriteFile(filepath.Join(p.folder, "guest"), []byte("x"), 0o700))
		}, "plugin guest: it has no pin"},
		"missing file": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.Remove(filepath.Join(p.folder, "pinned")))
		}, "plugin pinned: it is pinned and not in the folder"},
		"symbolic link": {func(t *testing.T, p *pinned) {
			path := filepath.Join(p.folder, "pinned")
			elsewhere := filepath.Join(t.TempDir(), "elsewhere")
			require.NoError(t, os.Rename(path, elsewhere))
			require.NoError(t, os.Symlink(elsewhere, path))
		}, "plugin pinned: it is a symbolic link"},
		"world-writable binary": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.Chmod(filepath.Join(p.folder, "pinned"), 0o702))
		}, "plugin pinned: everybody can write to it"},
		"world-writable pins": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.Chmod(filepath.Join(p.folder, pinsFile), 0o602))
		}, "pins.json: everybody can write to it"},
		"world-writable folder": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.Chmod(p.folder, 0o702))
		}, "everybody can write to the folder"},
		"pipe that never ends": {func(t *testing.T, p *pinned) {
			path := filepath.Join(p.folder, "pinned")
			require.NoError(t, os.Remove(path))
			require.NoError(t, syscall.Mkfifo(path, 0o700))
		}, "plugin pinned: it is not a regular file"},
		"no pins": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.Remove(filepath.Join(p.folder, pinsFile)))
		}, "pins.json"},
		"path as a name": {func(t *testing.T, p *pinned) {
			p.pins["../pinned"] = p.pins["pinned"]
			p.write(t)
		}, `plugin "../pinned": a plugin's name is`},
		"checksum in capitals": {func(t *testing.T, p *pinned) {
			p.pins["pinned"] = pin{SHA256: strings.Repeat("A", 64), Kind: sdk.KindPredicate}
			p.write(t)
		}, `plugin "pinned": its sha256 is not 64 lower-case hexadecimal digits`},
		"negative memory": {func(t *testing.T, p *pinned) {
			p.pins["pinned"] = pin{SHA256: strings.Repeat("a", 64), Kind: sdk.KindPredicate, Memory: -1}
			p.write(t)
		}, `plugin "pinned": its memory is -1 MiB`},
		"unknown kind": {func(t *testing.T, p *pinned) {
			p.pins["pinned"] = pin{SHA256: strings.Repeat("a", 64), Kind: "oracle"}
			p.write(t)
		}, `plugin "pinned": its kind is "oracle"`},
		"unknown field": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.WriteFile(filepath.Join(p.folder, pinsFile), []byte(`{"pinned":{"sha":"x"}}`), 0o600))
		}, `unknown field "sha"`},
		"huge pins": {func(t *testing.T, p *pinned) {
			require.NoError(t, os.WriteFile(filepath.Join(p.folder, pinsFile), make([]byte, pinsLimit+1), 0o600))
		}, "pins.json: it has more than"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			external := newPinned(t, []byte("#!/bin/sh\n"))
			test.spoil(t, external)
			scratch := shortFolder(t)
			_, err := New(Config{Folder: external.folder, Scratch: scratch, Logger: zerolog.Nop()})
			require.ErrorContains(t, err, test.want)
			left, err := os.ReadDir(scratch)
			require.NoError(t, err)
			require.Empty(t, left)
		})
	}
}

func TestExternalPluginTakesABuiltinsName(t *testing.T) {
	t.Parallel()
	external := newPinned(t, []byte("#!/bin/sh\n"))
	_, err := New(Config{Folder: external.folder, Builtin: map[string]sdk.Kind{"pinned": sdk.KindPredicate}, Logger: zerolog.Nop()})
	require.ErrorContains(t, err, "external plugin pinned: a built-in plugin has that name")
}

// A bundle's plugin is pinned as what was verified, and takes nobody's place.
func TestPinPredicate(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "plugins")
	source := filepath.Join(t.TempDir(), "plugin")
	require.NoError(t, os.WriteFile(source, []byte("a program"), 0o600))
	sum := sha256Hex([]byte("a program"))
	for range 2 { // as after a run that was killed, too
		require.NoError(t, PinPredicate(folder, "cube", source, sum))
		require.NoError(t, os.WriteFile(filepath.Join(folder, newPins), []byte("{"), 0o600), "of a run that was killed")
		admitted, err := admit(folder, t.TempDir())
		require.NoError(t, err)
		require.Len(t, admitted, 1)
		require.Equal(t, Info{Name: "cube", Kind: sdk.KindPredicate, External: true, SHA256: sum}, admitted[0].Info)
	}
	require.NoError(t, os.Remove(filepath.Join(folder, pinsFile)))
	require.NoError(t, PinPredicate(folder, "cube", source, sum))

	trusted := fmt.Sprintf(`{"cube": {"sha256": %q, "kind": "predicate", "trusted": true}}`, sum)
	require.NoError(t, os.WriteFile(filepath.Join(folder, pinsFile), []byte(trusted), 0o600))
	require.NoError(t, PinPredicate(folder, "cube", source, sum))
	pins, err := readPins(folder)
	require.NoError(t, err)
	require.True(t, pins["cube"].Trusted, "what its owner decided stays")

	require.ErrorContains(t, PinPredicate(folder, "sphere", source, sha256Hex(nil)), "not the file that was pinned")
	require.NoFileExists(t, filepath.Join(folder, "sphere"))
	require.NoError(t, os.WriteFile(source, []byte("another program"), 0o600))
	require.ErrorContains(t, PinPredicate(folder, "cube", source, sha256Hex([]byte("another program"))), "another one is pinned there")
	require.ErrorContains(t, PinPredicate(folder, "../cube", source, sum), "a plugin's name is")
	content, err := os.ReadFile(filepath.Join(folder, "cube"))
	require.NoError(t, err)
	require.Equal(t, "a program", string(content))
}
