package envelope_test

import (
	"math/big"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
)

func context() envelope.Context {
	return envelope.Context{
		ChainID: big.NewInt(1337), Escrow: common.HexToAddress("0xe5"), Buyer: common.HexToAddress("0xb0"),
		Terms: &statement.Terms{
			Predicate: common.HexToAddress("0x9e"), Params: statement.WordFromUint64(7), SealX: statement.WordFromUint64(8), SealY: statement.WordFromUint64(9),
		},
	}
}

func key(t *testing.T) *age.X25519Identity {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	require.NoError(t, err)
	return key
}

// Whom it is encrypted to reads it, one by one, and nobody else does.
func TestOnlyWhomItIsForReadsIt(t *testing.T) {
	t.Parallel()
	first, second, other := key(t), key(t), key(t)
	recipients, err := envelope.Recipients([]string{first.Recipient().String(), second.Recipient().String()})
	require.NoError(t, err)
	sealed, err := envelope.Seal(context(), []byte("a poem on rivers"), recipients...)
	require.NoError(t, err)
	require.True(t, envelope.Is(sealed))
	require.NotContains(t, string(sealed), "rivers")
	for _, keys := range [][]age.Identity{{first}, {second}, {other, first}} {
		task, err := envelope.Open(context(), sealed, keys...)
		require.NoError(t, err)
		require.Equal(t, "a poem on rivers", string(task))
	}
	for _, keys := range [][]age.Identity{nil, {other}} {
		_, err := envelope.Open(context(), sealed, keys...)
		require.ErrorIs(t, err, envelope.ErrNotOurs)
	}
	_, err = envelope.Open(context(), append(sealed[:len(sealed)-1:len(sealed)-1], sealed[len(sealed)-1]^1), first)
	require.ErrorContains(t, err, "decrypt task")
	_, err = envelope.Open(context(), sealed[:40], first)
	require.ErrorContains(t, err, "decrypt task")
}

// A thief opens a forward with the envelope of another's, sealed to a key of their own, and waits for the output.
func TestACopiedEnvelopeOpensNowhereElse(t *testing.T) {
	t.Parallel()
	provider := key(t)
	sealed, err := envelope.Seal(context(), []byte("task"), provider.Recipient())
	require.NoError(t, err)
	for name, change := range map[string]func(*envelope.Context){
		"chain":          func(c *envelope.Context) { c.ChainID = big.NewInt(1) },
		"escrow":         func(c *envelope.Context) { c.Escrow[0]++ },
		"buyer":          func(c *envelope.Context) { c.Buyer[0]++ },
		"predicate":      func(c *envelope.Context) { c.Terms.Predicate[0]++ },
		"parameters":     func(c *envelope.Context) { c.Terms.Params = statement.WordFromUint64(1) },
		"sealing key":    func(c *envelope.Context) { c.Terms.SealX = statement.WordFromUint64(1) },
		"its other half": func(c *envelope.Context) { c.Terms.SealY = statement.WordFromUint64(1) },
	} {
		in := context()
		change(&in)
		_, err := envelope.Open(in, sealed, provider)
		require.ErrorIs(t, err, envelope.ErrElsewhere, name)
	}
	in := context()
	in.Terms.TaskHash[0]++ // the caller's to check
	_, err = envelope.Open(in, sealed, provider)
	require.NoError(t, err)

	var bare strings.Builder // by who knows the format and not its promise
	w, err := age.Encrypt(&bare, provider.Recipient())
	require.NoError(t, err)
	_, err = w.Write([]byte("short"))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	_, err = envelope.Open(context(), []byte(bare.String()), provider)
	require.ErrorIs(t, err, envelope.ErrElsewhere)
}

func TestKeysThatAreNone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "age1", "0x8A707F8C0882D4F59C5a75951319C9694E48845a"} {
		_, err := envelope.Recipients([]string{name})
		require.ErrorContains(t, err, "is no key that tasks are encrypted to")
	}
	_, err := envelope.Recipients(make([]string, 17))
	require.ErrorContains(t, err, "16 at most")
	secret := key(t)
	_, err = envelope.Recipients([]string{secret.String()})
	require.ErrorContains(t, err, "keep it to yourself")
	require.NotContains(t, err.Error(), secret.String()[20:40])
	read, err := envelope.Key(secret.String() + "\n")
	require.NoError(t, err)
	require.Equal(t, secret.Recipient().String(), read.Recipient().String())
	_, err = envelope.Key(secret.String()[:40])
	require.ErrorContains(t, err, "it is no key that opens tasks")
	require.NotContains(t, err.Error(), secret.String()[20:40])
}
