package chain_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func TestPredicateTellsItsKey(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	hash, err := w.Predicate.KeyHash(t.Context(), w.Head(), 1)
	require.NoError(t, err)
	require.Equal(t, w.Keys.KeyHash, hash)
	key, err := w.Predicate.VerifyingKey(t.Context(), w.Head(), 1)
	require.NoError(t, err)
	require.Equal(t, w.Keys.KeyWords, key)
}

// A contract that answers like the predicate, under the same key, and lets anybody collect.
func TestLookAlikePredicateIsRefused(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	require.NoError(t, w.Predicate.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: w.Keys.KeyWords}))

	proxy := chain.NewPredicate(w.Client, deployForwarder(t, w))
	hash, err := proxy.KeyHash(t.Context(), w.Head(), 1)
	require.NoError(t, err)
	require.Equal(t, w.Keys.KeyHash, hash, "it answers as the real one does")
	require.ErrorIs(t, proxy.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: w.Keys.KeyWords}), chain.ErrOtherCode)

	nobody := chain.NewPredicate(w.Client, devnet.Named(devnet.Thief).Address)
	require.ErrorIs(t, nobody.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: w.Keys.KeyWords}), chain.ErrOtherCode)
	_, err = nobody.KeyHash(t.Context(), w.Head(), 1)
	require.ErrorContains(t, err, "there is no contract at this address")
}

func TestPredicateUnderAnotherKeyIsRefused(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	other := w.Keys.KeyWords
	other[14], other[15] = other[16], other[17] // K0 = K1, which no key may have
	require.Error(t, w.Predicate.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: other}))
	other = w.Keys.KeyWords
	other[0], other[1] = big.NewInt(1), big.NewInt(2) // another α: the generator
	require.ErrorIs(t, w.Predicate.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: other}), chain.ErrOtherCode)
}

func TestVerifyIsFalseForWhatIsMalformed(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	var header [statement.HeaderLen]statement.Word
	for _, proof := range [][]byte{nil, make([]byte, 256), make([]byte, 255)} {
		holds, err := w.Predicate.Verify(t.Context(), w.Head(), header, nil, word(1), proof)
		require.NoError(t, err)
		require.False(t, holds)
	}
}

// All keys of a predicate are found, and its code is compared with what they make: a key that is not told of would let its
// maker collect.
func TestCheckedKeys(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	found, err := w.Predicate.CheckedKeys(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, chain.PredicateKeys{One: w.Keys.KeyWords}, found)

	predicate, bundle := w.WithBatchKey()
	found, err = predicate.CheckedKeys(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, chain.PredicateKeys{
		One: w.Keys.KeyWords, Batches: []chain.BatchKey{{N: chaintest.BatchSize, Words: bundle.KeyWords}},
	}, found)
	require.ErrorIs(t, predicate.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: found.One}), chain.ErrOtherCode, "it is not all that there is")

	ledger := chain.PredicateKeys{Code: chain.HourLedger, One: w.Keys.KeyWords}
	predicate, err = chain.DeployPredicate(t.Context(), w.Sender(devnet.Deployer), ledger)
	require.NoError(t, err)
	found, err = predicate.CheckedKeys(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, ledger, found)
	require.ErrorIs(t, predicate.CheckCode(t.Context(), w.Head(), chain.PredicateKeys{One: found.One}), chain.ErrOtherCode, "it is another contract")

	_, err = chain.NewPredicate(w.Client, w.Token.Address()).CheckedKeys(t.Context(), w.Head())
	require.True(t, chain.Answered(err), "it answers, and is no predicate: %v", err)
}
