package demo

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// What the story says a contract refuses, it has to refuse, and for that reason.
func TestARefusalThatDoesNotComeIsADeviation(t *testing.T) {
	t.Parallel()
	net, err := devnet.Start(devnet.Config{Log: zerolog.Nop()})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, net.Stop()) })
	deployment, err := net.Deploy(t.Context(), devnet.Contracts{ClaimDelay: time.Minute})
	require.NoError(t, err)
	client, err := chain.New(t.Context(), net.Client(), devnet.ChainID)
	require.NoError(t, err)
	var out strings.Builder
	w := &world{screen: &screen{out: &out}, net: net, client: client}

	escrow := chain.NewEscrow(client, deployment.Escrow)
	withdraw, err := escrow.WithdrawCall(deployment.Tokens[devnet.MockWBTC], devnet.Named(devnet.Thief).Address)
	require.NoError(t, w.refused(t.Context(), devnet.Thief, "ForwardEscrow_NothingOwed", withdraw, err))
	require.Contains(t, out.String(), "ForwardEscrow_NothingOwed\n")
	require.ErrorContains(t, w.refused(t.Context(), devnet.Thief, "ForwardEscrow_AlreadySettled", withdraw, err),
		"should refuse with ForwardEscrow_AlreadySettled")

	mint, err := chain.NewToken(client, deployment.Tokens[devnet.MockWBTC]).MintCall(devnet.Named(devnet.Thief).Address, big.NewInt(1))
	require.ErrorContains(t, w.refused(t.Context(), devnet.Thief, "ForwardEscrow_AlreadySettled", mint, err), "the contract would take it")
}

func TestWrap(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{""}, wrap("", 5))
	require.Equal(t, []string{"one", "two", "three"}, wrap("one two  three", 5))
	require.Equal(t, []string{"one two", "three"}, wrap("one two three", 7))
	require.Equal(t, []string{"a", "wordtoolong"}, wrap("a wordtoolong", 5))
}
