package peer

import (
	"bytes"
	"crypto/hpke"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
)

var forward = common.HexToHash("0x0102")

func handle(t testing.TB) Handle {
	t.Helper()
	return Handle{Forward: forward, URL: "https://10.0.0.7:8443", Agent: generated(t).Name(), Access: []byte("ssh -p 2222 buyer@10.0.0.7")}
}

func handleKey(t testing.TB) HandleKey {
	t.Helper()
	key, err := GenerateHandleKey()
	require.NoError(t, err)
	return key
}

func TestHandles(t *testing.T) {
	t.Parallel()
	key, h := handleKey(t), handle(t)
	for _, access := range [][]byte{h.Access, {}, bytes.Repeat([]byte("a"), maxAccess)} {
		h.Access = access
		sealed, err := SealHandle(h, key.Public())
		require.NoError(t, err)
		require.NotContains(t, string(sealed), "10.0.0.7")
		require.LessOrEqual(t, len(sealed), maxSealed)
		opened, err := OpenHandle(sealed, forward, key)
		require.NoError(t, err)
		require.Equal(t, h, opened)
		again, err := SealHandle(h, key.Public())
		require.NoError(t, err)
		require.NotEqual(t, sealed, again)
	}
}

func TestHandlesOfOthers(t *testing.T) {
	t.Parallel()
	key := handleKey(t)
	sealed, err := SealHandle(handle(t), key.Public())
	require.NoError(t, err)
	_, err = OpenHandle(sealed, forward, handleKey(t))
	require.ErrorContains(t, err, "another key or for another forward")
	_, err = OpenHandle(sealed, common.Hash{1}, key)
	require.ErrorContains(t, err, "another key or for another forward")
	_, err = OpenHandle(sealed, forward, HandleKey{})
	require.ErrorIs(t, err, errNoHandleKey)
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		_, err := OpenHandle(bad, forward, key)
		require.Error(t, err, "byte %d", i)
	}
	_, err = OpenHandle(make([]byte, maxSealed+1), forward, key)
	require.ErrorContains(t, err, "at most")
	_, err = OpenHandle(nil, forward, key)
	require.Error(t, err)
}

// Whoever knows the buyer's key can seal what they like: what is read is checked all the same.
func TestHandlesThatAreNone(t *testing.T) {
	t.Parallel()
	key := handleKey(t)
	public, err := key.Public().hpke()
	require.NoError(t, err)
	good := handle(t).encode()
	other := handle(t)
	other.Forward = common.Hash{9}
	long := handle(t)
	long.URL = "https://" + strings.Repeat("a", maxURL)
	plain := handle(t)
	plain.URL = "http://10.0.0.7"
	nobody := handle(t)
	nobody.Agent = Name{}
	for want, text := range map[string][]byte{
		"offset 0, beginning":                  good[1:],
		"offset 84, URL: 21 bytes are":         good[:90],
		"offset 84, URL: its length":           good[:85],
		"access: its length is cut short":      good[:108],
		"access: 26 bytes are announced":       good[:len(good)-1],
		"end: 1 bytes too many":                append(bytes.Clone(good), 0),
		"offset 20, forward":                   other.encode(),
		"URL: 520 bytes are announced":         long.encode(),
		"want https://HOST:PORT and nothing":   plain.encode(),
		"it names no agent":                    nobody.encode(),
		"offset 0, beginning: it is no handle": nil,
	} {
		sealed, err := hpke.Seal(public, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), handleInfo(forward), text)
		require.NoError(t, err)
		_, err = OpenHandle(sealed, forward, key)
		require.ErrorContains(t, err, want)
	}
	for _, bad := range []Handle{long, plain, nobody, {Forward: forward, URL: plain.URL, Agent: other.Agent, Access: make([]byte, maxAccess+1)}} {
		_, err := SealHandle(bad, key.Public())
		require.Error(t, err)
	}
	_, err = SealHandle(handle(t), HandlePublic{})
	require.ErrorIs(t, err, errNoHandleKey)
}

func TestHandleKeys(t *testing.T) {
	t.Parallel()
	key := handleKey(t)
	text, err := key.MarshalText()
	require.NoError(t, err)
	var read HandleKey
	require.NoError(t, read.UnmarshalText(text))
	require.Equal(t, key.Public().String(), read.Public().String())
	public, err := ParseHandlePublic(key.Public().String())
	require.NoError(t, err)
	require.Equal(t, key.Public(), public)
	for _, bad := range []string{"", "handle:", key.Public().String()[7:], key.Public().String() + "00"} {
		_, err := ParseHandlePublic(bad)
		require.Error(t, err, bad)
	}
	require.Error(t, read.UnmarshalText([]byte(KeyPrefix+string(text[len(HandleKeyPrefix):]))))
	// A point of low order gives everybody the same secret: it is refused when something is to be sealed to it.
	zero, err := ParseHandlePublic("handle:" + strings.Repeat("00", 32))
	require.NoError(t, err)
	_, err = SealHandle(handle(t), zero)
	require.Error(t, err)
}

func FuzzDecodeHandle(f *testing.F) {
	f.Add([]byte{})
	f.Add(handle(f).encode())
	empty := handle(f)
	empty.Access, empty.URL = nil, ""
	f.Add(empty.encode())
	f.Fuzz(func(t *testing.T, plain []byte) {
		h, err := decodeHandle(plain)
		if err != nil {
			require.Regexp(t, `^offset \d+, (beginning|URL|access|end): `, err.Error())
			return
		}
		require.Equal(t, plain, h.encode())
	})
}
