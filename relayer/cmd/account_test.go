package cmd

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// A signer that is away may come; one that has other keys will not get this one.
func TestTheAccountThatARelayerSignsWith(t *testing.T) {
	t.Parallel()
	var told bytes.Buffer
	log := zerolog.New(&told)
	c := config.Config{Signer: "http://user:s3cret@127.0.0.1:1", Account: common.HexToAddress("0xcc")}
	signs, err := account(t.Context(), log, c)
	require.NoError(t, err)
	require.Equal(t, c.Account, signs.Address())
	require.Contains(t, told.String(), "nothing is announced or settled until the signer answers")
	require.NotContains(t, told.String(), "s3cret")

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"jsonrpc":"2.0","id":1,"result":["0x00000000000000000000000000000000000000dd"]}`)
	}))
	t.Cleanup(server.Close)
	c.Signer = server.URL
	_, err = account(t.Context(), log, c)
	require.ErrorIs(t, err, chain.ErrSignerRefused)
	c.Account = common.HexToAddress("0xdd")
	_, err = account(t.Context(), log, c)
	require.NoError(t, err)

	signer, err := chain.GenerateSigner()
	require.NoError(t, err)
	c = config.Config{KeyFile: filepath.Join(t.TempDir(), "account.key")}
	_, err = account(t.Context(), log, c)
	require.ErrorContains(t, err, "no such file")
	require.NoError(t, signer.Save(c.KeyFile))
	signs, err = account(t.Context(), log, c)
	require.NoError(t, err)
	require.Equal(t, signer.Address(), signs.Address())
}
