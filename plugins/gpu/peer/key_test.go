package peer

import (
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNames(t *testing.T) {
	t.Parallel()
	key := generated(t)
	name := key.Name()
	info, err := x509.MarshalPKIXPublicKey(key.private.Public())
	require.NoError(t, err)
	require.Equal(t, Name(sha256.Sum256(info)), name)
	read, err := ParseName(name.String())
	require.NoError(t, err)
	require.Equal(t, name, read)
	text, err := name.MarshalText()
	require.NoError(t, err)
	require.NoError(t, read.UnmarshalText(text))
	for _, bad := range []string{
		"", "peer:", name.String()[5:], "peer:" + strings.ToUpper(name.String()[5:]) + "A", name.String() + "0", name.String()[:68],
		"peer:" + strings.Repeat("g", 64), "peer:" + strings.Repeat("AB", 32), " " + name.String(), strings.Repeat("peer:", 10000),
	} {
		_, err := ParseName(bad)
		require.ErrorContains(t, err, "peer's name", bad)
		require.Less(t, len(err.Error()), 400)
	}
	_, err = NameOf(nil)
	require.Error(t, err)
}

func TestKeysKeepTheirSecret(t *testing.T) {
	t.Parallel()
	key := generated(t)
	text, err := key.MarshalText()
	require.NoError(t, err)
	var read Key
	require.NoError(t, read.UnmarshalText(text))
	require.Equal(t, key.Name(), read.Name())
	secret := strings.TrimPrefix(string(text), KeyPrefix)
	for _, shown := range []string{fmt.Sprint(key), fmt.Sprintf("%v %+v %#v %s %x", key, key, key, key, key)} {
		require.NotContains(t, shown, secret)
		require.NotContains(t, shown, secret[:16])
	}
	for _, bad := range []string{"", secret, KeyPrefix + secret[2:], KeyPrefix + secret + "00", HandleKeyPrefix + secret, KeyPrefix + secret[1:] + "z"} {
		err := read.UnmarshalText([]byte(bad))
		require.Error(t, err)
		require.NotContains(t, err.Error(), secret[4:16])
	}
	_, err = Key{}.MarshalText()
	require.ErrorIs(t, err, errNoKey)
	_, err = Key{}.Sign("d", nil)
	require.ErrorIs(t, err, errNoKey)
}

// Each part of a signature counts, and so does what it is for.
func TestSignatures(t *testing.T) {
	t.Parallel()
	key, message := generated(t), []byte("sixty minutes")
	signature, err := key.Sign("receipt", message)
	require.NoError(t, err)
	name, err := signature.By("receipt", message)
	require.NoError(t, err)
	require.Equal(t, key.Name(), name)
	for bit := range 8 * SignatureSize {
		bad := signature
		bad[bit/8] ^= 1 << (bit % 8)
		name, err := bad.By("receipt", message)
		require.Error(t, err, "bit %d: %s", bit, name)
	}
	_, err = signature.By("sheet", message)
	require.Error(t, err, "for another use")
	_, err = signature.By("receip", []byte("tsixty minutes"))
	require.Error(t, err, "the domain ends where it ends")
	_, err = Signature{}.By("receipt", message)
	require.Error(t, err)
}
