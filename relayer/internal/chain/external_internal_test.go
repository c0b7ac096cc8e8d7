package chain

import (
	"context"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"
)

// Ticks wait for the signer, one that hangs too.
func TestASignerThatHangsIsAway(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then does the server see that the caller went away
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	s, err := NewExternalSigner(server.URL, common.Address{1})
	require.NoError(t, err)
	s.timeout = 20 * time.Millisecond
	require.ErrorIs(t, s.Check(t.Context()), ErrSignerAway)

	s.timeout = signTimeout
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = s.Check(ctx)
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, ErrSignerAway, "that we stop says nothing of it")
}

// No byte of a signed transaction can be another one.
func TestNoOtherBytesAreTakenForWhatWasAsked(t *testing.T) {
	t.Parallel()
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	account, chainID := crypto.PubkeyToAddress(key.PublicKey), big.NewInt(1337)
	to := common.HexToAddress("0xbeef")
	for _, data := range []types.TxData{
		&types.LegacyTx{Nonce: 3, To: &to, Data: []byte{1, 2, 3}, Gas: 70_000, GasPrice: big.NewInt(5e9)},
		&types.DynamicFeeTx{ChainID: chainID, Nonce: 3, To: &to, Data: []byte{1, 2, 3}, Gas: 70_000, GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(5e9)},
	} {
		asked := types.NewTx(data)
		signed, err := types.SignTx(asked, types.LatestSignerForChainID(chainID), key)
		require.NoError(t, err)
		require.NoError(t, checkSigned(asked, signed, account, chainID))
		raw, err := signed.MarshalBinary()
		require.NoError(t, err)
		for at := range raw {
			for bit := range 8 {
				changed := append(raw[:at:at], raw[at]^1<<bit)
				changed = append(changed, raw[at+1:]...)
				answer, err := hexutil.Bytes(changed).MarshalText()
				require.NoError(t, err)
				got, err := signedIn([]byte(`"` + string(answer) + `"`))
				if err == nil {
					require.ErrorIs(t, checkSigned(asked, got, account, chainID), ErrSignerChanged, "bit %d of byte %d", bit, at)
				}
			}
		}
	}
	for _, answer := range []string{`null`, `{}`, `[]`, `5`, `"0x"`, `{"raw":"0x"}`, `{"raw":5}`, `"zz"`} {
		_, err := signedIn([]byte(answer))
		require.Error(t, err, answer)
	}
	// A signature without a chain is good on every other one.
	asked := types.NewTx(&types.LegacyTx{Nonce: 3, To: &to, Gas: 21_000, GasPrice: big.NewInt(1)})
	open, err := types.SignTx(asked, types.HomesteadSigner{}, key)
	require.NoError(t, err)
	require.ErrorContains(t, checkSigned(asked, open, account, chainID), "good for every chain")
}
