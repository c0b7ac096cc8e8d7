package chain_test

import (
	"context"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func TestWrongChainIDIsRefused(t *testing.T) {
	t.Parallel()
	w := chaintest.Start(t, devnet.Config{HTTP: true})
	_, err := chain.Dial(t.Context(), w.Devnet.URL(), 1)
	require.ErrorIs(t, err, chain.ErrWrongChain)
	require.ErrorContains(t, err, "its chain id is 1337, and 1 was asked for")
	client, err := chain.Dial(t.Context(), w.Devnet.URL(), devnet.ChainID)
	require.NoError(t, err)
	defer client.Close()
	require.EqualValues(t, devnet.ChainID, client.ChainID().Int64())
	_, err = chain.Dial(t.Context(), "http://127.0.0.1:1", 0)
	require.ErrorContains(t, err, "connect to the chain at http://127.0.0.1:1")
}

// A relayer whose send failed softly resent, double-booked its nonce, and lost its bond: the bytes come out before.
func TestSignedBytesAreKeptBeforeTheyAreSent(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Buyer)
	mint, err := w.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)

	full := errors.New("disk full")
	_, err = sender.Send(t.Context(), mint, func(*types.Transaction) error { return full })
	require.ErrorIs(t, err, full)

	var kept *types.Transaction
	tx, err := sender.Send(t.Context(), mint, func(tx *types.Transaction) error { kept = tx; return nil })
	require.NoError(t, err)
	require.Equal(t, tx.Hash(), kept.Hash())
	require.Zero(t, tx.Nonce(), "what was never kept was never sent, and used no nonce")
	_, err = sender.Await(t.Context(), tx, "mint")
	require.NoError(t, err)
	require.GreaterOrEqual(t, tx.GasTipCap().Int64(), int64(params.GWei))
}

// Parallel tasks of one relayer shared a nonce, and one of them was lost.
func TestParallelSendsShareNoNonce(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Buyer)
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	var group sync.WaitGroup
	faults := make([]error, 8)
	for i := range faults {
		group.Go(func() { _, faults[i] = sender.Do(t.Context(), mint) })
	}
	group.Wait()
	require.NoError(t, errors.Join(faults...))
	balance, err := w.Token.Balance(t.Context(), w.Head(), common.HexToAddress("0xbeef"))
	require.NoError(t, err)
	require.EqualValues(t, len(faults), balance.Int64())
}

// A relayer called transactions failed because their receipt was null, and sent them again.
func TestNullReceiptIsNoFailure(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Buyer)
	mint, err := w.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)
	tx, err := sender.Prepare(t.Context(), mint)
	require.NoError(t, err)
	_, err = w.Client.Receipt(t.Context(), tx.Hash())
	require.ErrorIs(t, err, ethereum.NotFound)
	// Never sent, as after a node's restart: waiting for it sends it.
	receipt, err := sender.Await(t.Context(), tx, "mint")
	require.NoError(t, err)
	require.Equal(t, tx.Hash(), receipt.TxHash)
}

func TestAwaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	client, err := chain.New(t.Context(), w.Devnet.Client(), devnet.ChainID)
	require.NoError(t, err)
	patient := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Buyer).Key), chain.Fees{Confirmations: 3, Poll: time.Millisecond})
	mint, err := w.Token.MintCall(patient.Address(), big.NewInt(1))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	tx, err := patient.Send(ctx, mint, func(*types.Transaction) error { return nil })
	require.NoError(t, err)
	ended := make(chan error)
	go func() {
		_, err := patient.Await(ctx, tx, "mint")
		ended <- err
	}()
	cancel()
	require.ErrorIs(t, <-ended, context.Canceled)

	// Three confirmations are the transaction's own block and two after it.
	_, err = w.Sender(devnet.Buyer).Await(t.Context(), tx, "mint")
	require.NoError(t, err)
	require.NoError(t, w.Devnet.Mine(t.Context()))
	require.NoError(t, w.Devnet.Mine(t.Context()))
	_, err = patient.Await(t.Context(), tx, "mint")
	require.NoError(t, err)
}

// A service waited forever for a transaction that had been dropped: one whose nonce another took can never come.
func TestReplacedTransactionEndsTheWait(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Buyer)
	mint, err := w.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)
	dropped, err := sender.Prepare(t.Context(), mint)
	require.NoError(t, err)
	other, err := w.Token.MintCall(sender.Address(), big.NewInt(2))
	require.NoError(t, err)
	_, err = sender.Do(t.Context(), other)
	require.NoError(t, err)
	_, err = sender.Await(t.Context(), dropped, "mint")
	require.ErrorIs(t, err, chain.ErrReplaced)
}

func TestFeesStayUnderTheLimit(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	client, err := chain.New(t.Context(), w.Devnet.Client(), devnet.ChainID)
	require.NoError(t, err)
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	key := chain.NewSigner(devnet.Named(devnet.Buyer).Key)

	_, err = chain.NewSender(client, key, chain.Fees{Max: big.NewInt(params.GWei)}).Prepare(t.Context(), mint)
	require.ErrorIs(t, err, chain.ErrFeeTooHigh)
	limit := new(big.Int).Add(w.Head().BaseFee, big.NewInt(params.GWei))
	tx, err := chain.NewSender(client, key, chain.Fees{Max: limit}).Prepare(t.Context(), mint)
	require.NoError(t, err)
	require.Equal(t, limit, tx.GasFeeCap())
}

// What is refused when it is estimated costs nothing; here two are sent of which one can succeed.
func TestTransactionThatRevertsInItsBlockTellsWhy(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.Terms())
	w.AdvanceTo(forward.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	require.NoError(t, err)
	late, err := w.Sender(devnet.Thief).Prepare(t.Context(), reclaim)
	require.NoError(t, err)
	w.Do(devnet.Buyer, reclaim, nil)

	require.NoError(t, w.Sender(devnet.Thief).Broadcast(t.Context(), late))
	receipt, err := w.Sender(devnet.Thief).Await(t.Context(), late, "reclaim")
	require.ErrorContains(t, err, "reclaim: await transaction "+late.Hash().Hex())
	require.True(t, chain.RevertedWith(err, "ForwardEscrow_AlreadyReclaimed"))
	require.Equal(t, types.ReceiptStatusFailed, receipt.Status)
}

func TestKeyFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "account.key")
	signer, err := chain.GenerateSigner()
	require.NoError(t, err)
	require.NoError(t, signer.Save(path))
	require.Error(t, signer.Save(path), "a key is never overwritten")
	loaded, err := chain.LoadSigner(path, "")
	require.NoError(t, err)
	require.Equal(t, signer.Address(), loaded.Address())

	require.NoError(t, os.Chmod(path, 0o644))
	_, err = chain.LoadSigner(path, "")
	require.ErrorContains(t, err, "chmod 600")

	bad := filepath.Join(t.TempDir(), "bad.key")
	require.NoError(t, os.WriteFile(bad, []byte("0xsecretsecret"), 0o600))
	_, err = chain.LoadSigner(bad, "")
	require.ErrorContains(t, err, "64 hexadecimal digits")
	require.NotContains(t, err.Error(), "secretsecret")
}
