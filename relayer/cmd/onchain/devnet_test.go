package onchain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/cmd"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// startDevnet runs `tercet devnet` until the test ends, and returns what it printed. Twice in one folder is fine.
func startDevnet(t *testing.T, folder string) chain.Deployment {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	status := make(chan int, 1)
	var faults bytes.Buffer
	go func() {
		status <- cmd.Main(ctx, []string{
			"tercet", "devnet", "--no-predicates", "--port", "0", "--data", folder, "--json",
		}, cmd.Streams{In: nil, Out: in, Err: &faults})
		_ = in.Close()
	}()
	t.Cleanup(func() {
		stop()
		require.Zero(t, <-status, faults.String())
	})
	var deployment chain.Deployment
	require.NoError(t, json.NewDecoder(out).Decode(&deployment))
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return deployment
}

func TestDevnetCommand(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	told := startDevnet(t, folder)
	kept, err := chain.LoadDeployment(filepath.Join(folder, "deployment.json"))
	require.NoError(t, err)
	require.Equal(t, kept, told)

	client, err := chain.Dial(t.Context(), told.RPC, devnet.ChainID)
	require.NoError(t, err)
	defer client.Close()
	head, err := client.Head(t.Context())
	require.NoError(t, err)
	require.NoError(t, chain.NewEscrow(client, told.Escrow).CheckCode(t.Context(), head))
	for _, account := range devnet.Accounts() {
		signer, err := chain.LoadSigner(filepath.Join(folder, "keys", account.Name+".key"), "")
		require.NoError(t, err)
		require.Equal(t, account.Address, signer.Address())
		balance, err := chain.NewToken(client, told.Tokens[devnet.MockWBTC]).Balance(t.Context(), head, account.Address)
		require.NoError(t, err)
		require.EqualValues(t, devnet.Grant, balance.Int64())
	}

	again := startDevnet(t, folder)
	require.Equal(t, told.Escrow, again.Escrow, "contracts have the same addresses on every chain")
}
