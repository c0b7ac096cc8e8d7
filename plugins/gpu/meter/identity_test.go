package meter

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var light = Effort{N: 2, P: 1}

// An identity comes out of its file as it went in, for whoever knows the passphrase.
func TestAnIdentityAtRest(t *testing.T) {
	t.Parallel()
	identity, text, err := NewIdentity("correct horse", 1000, light)
	require.NoError(t, err)
	again, err := OpenIdentity(text, "correct horse")
	require.NoError(t, err)
	require.Equal(t, identity, again)
	other, _, err := NewIdentity("correct horse", 1000, light)
	require.NoError(t, err)
	require.NotEqual(t, identity.Key.Meter(), other.Key.Meter())
	require.NotEqual(t, identity.Peer.Name(), other.Peer.Name())
	require.NotEqual(t, identity.Secrets.Anchor(), other.Secrets.Anchor())

	_, err = OpenIdentity(text, "wrong horse")
	require.ErrorContains(t, err, "open the key of meter 0x")
	require.NotContains(t, err.Error(), "horse")
	_, _, err = NewIdentity("", 1000, light)
	require.ErrorContains(t, err, "the passphrase is empty")
	for _, printed := range []string{fmt.Sprintf("%v", identity), fmt.Sprintf("%+v", identity.Key), fmt.Sprintf("%#v", identity.Key)} {
		require.NotContains(t, printed, "scalar:")
	}
}

// What stands beside the secret cannot be changed, and no file makes it panic.
func TestIdentityFilesThatWereTamperedWith(t *testing.T) {
	t.Parallel()
	_, text, err := NewIdentity("p", 1000, light)
	require.NoError(t, err)
	other, _, err := NewIdentity("p", 1000, light)
	require.NoError(t, err)
	for name, change := range map[string]func(map[string]any){
		"kind":     func(f map[string]any) { f["kind"] = "another" },
		"meter":    func(f map[string]any) { f["meter"] = other.Key.Meter().String() },
		"peer":     func(f map[string]any) { f["peer"] = other.Peer.Name().String() },
		"no meter": func(f map[string]any) { delete(f, "meter") },
		"more":     func(f map[string]any) { f["more"] = 1 },
		"kdf":      func(f map[string]any) { sealed(f)["kdf"] = "pbkdf2" },
		"cipher":   func(f map[string]any) { sealed(f)["cipher"] = "none" },
		"mac":      func(f map[string]any) { sealed(f)["mac"] = "00" },
		"text":     func(f map[string]any) { sealed(f)["ciphertext"] = "00" },
		"iv":       func(f map[string]any) { sealed(f)["cipherparams"] = map[string]any{"iv": "00"} },
		"params":   func(f map[string]any) { sealed(f)["kdfparams"] = nil },
		"salt":     func(f map[string]any) { scrypt(f)["salt"] = 1 },
		"no n":     func(f map[string]any) { delete(scrypt(f), "n") },
		"text n":   func(f map[string]any) { scrypt(f)["n"] = "2" },
		"huge n":   func(f map[string]any) { scrypt(f)["n"] = 1 << 40 },
		"huge r":   func(f map[string]any) { scrypt(f)["r"] = 1 << 40 },
		"huge p":   func(f map[string]any) { scrypt(f)["p"] = 1 << 40 },
		"dklen":    func(f map[string]any) { scrypt(f)["dklen"] = 16 },
		"no dklen": func(f map[string]any) { delete(scrypt(f), "dklen") },
	} {
		var file map[string]any
		require.NoError(t, json.Unmarshal(text, &file))
		change(file)
		_, err := OpenIdentity(marshalled(t, file), "p")
		require.Error(t, err, name)
	}
	for _, nonsense := range []string{"", "{}", "[]", "null", string(text) + "{}", string(text[:len(text)-3])} {
		_, err := OpenIdentity([]byte(nonsense), "p")
		require.Error(t, err, nonsense)
	}
}

func sealed(file map[string]any) map[string]any { return file["crypto"].(map[string]any) }

func scrypt(file map[string]any) map[string]any { return sealed(file)["kdfparams"].(map[string]any) }

// Whoever moves the first hour of a file does not have secrets come again that were shown already.
func TestTheFirstHourIsPartOfTheSecrets(t *testing.T) {
	t.Parallel()
	identity, text, err := NewIdentity("p", 1000, light)
	require.NoError(t, err)
	moved, err := OpenIdentity([]byte(strings.Replace(string(text), `"hour": 1000`, `"hour": 1010`, 1)), "p")
	require.NoError(t, err)
	require.Equal(t, identity.Key.Meter(), moved.Key.Meter())
	shown, err := identity.Secrets.Hour(1005)
	require.NoError(t, err)
	next, err := moved.Secrets.Hour(1015)
	require.NoError(t, err)
	require.NotEqual(t, shown, next)
}
