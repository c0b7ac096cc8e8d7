package cmd

import (
	"bytes"
	"context"
	"crypto/rand"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

// A development key off a development chain lets its maker collect without delivering.
func TestDevelopmentKeyIsTrustedOnDevelopmentChainsOnly(t *testing.T) {
	t.Parallel()
	hash := crypto.Keccak256Hash([]byte("key"))
	k := known{folder: bundles.Folder(t.TempDir()), chains: []uint64{5}, deployment: chain.Deployment{
		Predicates: map[string]chain.DeployedPredicate{"terza-rima": {KeyHash: hash, Development: true}},
	}}
	for chainID, want := range map[uint64]bool{1337: true, 31337: true, 5: true, 1: false, 8453: false} {
		require.Equal(t, want, trusted(t.Context(), k, chainID, hash) == nil, chainID)
	}
	require.ErrorIs(t, trusted(t.Context(), k, 1337, common.Hash{}), errUntrusted)
	bundle, found := k.bundle(hash)
	require.True(t, found)
	require.Equal(t, "terza-rima", bundle)

	// A deployment that does not call its key a development key does not make it a good one.
	k.deployment.Predicates["terza-rima"] = chain.DeployedPredicate{KeyHash: hash}
	require.ErrorIs(t, trusted(t.Context(), k, 1, hash), errUntrusted)
}

// The digits of the two kinds of key look the same; taking one for the other would seal to a key that signs elsewhere.
func TestAccountKeyIsNoSealingKey(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	account := filepath.Join(folder, "account.key")
	signer, err := chain.GenerateSigner()
	require.NoError(t, err)
	require.NoError(t, signer.Save(account))
	_, err = loadSealingKey(account)
	require.ErrorContains(t, err, "holds no sealing key")

	seal := filepath.Join(folder, "seal.key")
	key, err := statement.GenerateSealingKey(rand.Reader)
	require.NoError(t, err)
	require.NoError(t, saveSealingKey(seal, key))
	_, err = chain.LoadSigner(seal, "")
	require.ErrorContains(t, err, "64 hexadecimal digits")
	loaded, err := loadSealingKey(seal)
	require.NoError(t, err)
	require.Equal(t, key.Public(), loaded.Public())
	require.ErrorIs(t, saveSealingKey(seal, key), fs.ErrExist)

	require.NoError(t, os.Chmod(seal, 0o640))
	_, err = loadSealingKey(seal)
	require.ErrorContains(t, err, "chmod 600")
}

func TestOutputCannotDriveTheTerminal(t *testing.T) {
	t.Parallel()
	require.Equal(t, "a\nb\t\ufffd[2J\ufffd’", forTerminal("a\nb\t\x1b[2J\u202e’"))
	require.False(t, isTerminal(&bytes.Buffer{}))
}

func TestDevnetRefusesDelaysThatProtectNobody(t *testing.T) {
	for _, args := range [][]string{
		{"--claim-delay", "9s", "--block-time", "2s"},
		{"--claim-delay", "0s", "--block-time", "0s"},
		{"--claim-delay", "12500ms"},
		{"--block-time", "-1s"},
		{"surplus"},
	} {
		var faults bytes.Buffer
		status := Main(context.Background(), append([]string{"tercet", "devnet", "--no-predicates", "--data", t.TempDir()}, args...),
			Streams{Out: &bytes.Buffer{}, Err: &faults})
		require.Equal(t, exitUnjudged, status, "%v: %s", args, faults.String())
	}
}

// A key from a ceremony is trusted everywhere, one that only claims to be from one nowhere.
func TestKeyFromACeremonyIsTrustedEverywhere(t *testing.T) {
	t.Parallel()
	k := known{folder: bundles.Folder(t.TempDir()), progress: func(string) {}}
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &cube{})
	require.NoError(t, err)
	held, err := ceremony.Init(t.TempDir(), "cube", system)
	require.NoError(t, err)
	for _, value := range []string{"0123456789abcdef", "fedcba9876543210"} {
		_, err = held.Contribute(t.Context(), "alice", time.Now(), k.progress)
		require.NoError(t, err)
		beacon := ceremony.Beacon{Value: []byte(value), Source: "a die", Time: time.Now()}
		require.NoError(t, held.Seal(t.Context(), system, beacon, time.Now(), k.progress))
	}
	dir := filepath.Join(t.TempDir(), "bundle")
	bundle, err := k.folder.Build(t.Context(), dir, bundles.Source{Name: "cube", System: system, Ceremony: held.Dir()}, k.progress)
	require.NoError(t, err)
	require.ErrorIs(t, trusted(t.Context(), k, 1, bundle.KeyHash), errUntrusted, "it is not installed")
	_, err = k.folder.Install(t.Context(), dir, k.progress)
	require.NoError(t, err)
	own, err := keys.Setup(t.Context(), "cube", system)
	require.NoError(t, err)
	forged, err := keys.New(keys.Manifest{Name: "cube", Setup: keys.SetupCeremony}, system, own.Proving, own.Verifying)
	require.NoError(t, err)
	transcript := map[string]string{}
	for name := range bundle.Manifest.Files {
		if strings.HasPrefix(name, keys.CeremonyFolder) {
			transcript[name] = filepath.Join(dir, name)
		}
	}
	require.NoError(t, forged.Save(filepath.Join(string(k.folder), "forged"), transcript))

	predicate := func(b *keys.Bundle) []*delivery.Predicate { return []*delivery.Predicate{{Name: "cube", Bundle: b}} }
	for _, chainID := range []uint64{1, 1337, 8453} {
		require.NoError(t, trusted(t.Context(), k, chainID, bundle.KeyHash))
		require.NoError(t, checkKeys(chainID, nil, predicate(bundle)))
		require.ErrorIs(t, trusted(t.Context(), k, chainID, forged.KeyHash), errUntrusted)
		require.ErrorIs(t, trusted(t.Context(), k, chainID, forged.KeyHash), bundles.ErrOtherKeys)
		require.Equal(t, chainID == 1337, checkKeys(chainID, nil, predicate(own)) == nil)
		require.NoError(t, checkKeys(chainID, []uint64{chainID}, predicate(own)))
	}
}

// Powers of another ceremony are shown in every account of one that builds on them.
func TestCeremonyOnPublicPowersSaysSo(t *testing.T) {
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &cube{})
	require.NoError(t, err)
	var content bytes.Buffer
	_, err = system.WriteTo(&content)
	require.NoError(t, err)
	path, dir := filepath.Join(t.TempDir(), "cube.r1cs"), filepath.Join(t.TempDir(), "held")
	require.NoError(t, os.WriteFile(path, content.Bytes(), 0o600))
	begin := []string{"tercet", "ceremony", "init", dir, "--system", path, "--name", "cube", "--ptau", "../../circuits/ceremony/testdata/powers-5.ptau"}
	for _, c := range []struct {
		args   []string
		status int
		told   string
	}{
		{begin, exitUnjudged, "say where everybody finds the powers"},
		{append(begin, "--ptau-source", "this repository"), 0, "phase 1, built on"},
		{[]string{"tercet", "ceremony", "contribute", dir, "--contributor", "alice"}, 0, "I, alice, contributed to phase 1"},
		{[]string{"tercet", "ceremony", "verify", dir}, exitUnjudged, "this repository"},
	} {
		var told bytes.Buffer
		require.Equal(t, c.status, Main(t.Context(), c.args, Streams{Out: &told, Err: &told}), told.String())
		require.Contains(t, told.String(), c.told)
	}
}
