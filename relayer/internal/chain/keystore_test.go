package chain_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// The vectors of Ethereum's description of the format, which every wallet has to open.
const (
	scryptVector = `{"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"83dbcc02d8ccb40e466191a123791e0e"},
		"ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c","kdf":"scrypt",
		"kdfparams":{"dklen":32,"n":262144,"p":8,"r":1,"salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
		"mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}`
	pbkdf2Vector = `{"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
		"ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
		"kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
		"mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}`
	vectorPassword = "testpassword"
	vectorAddress  = "0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b"
)

func secretFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

func TestKeystoresOfOtherProgramsAreOpened(t *testing.T) {
	t.Parallel()
	for _, vector := range []string{scryptVector, pbkdf2Vector} {
		signer, err := chain.LoadSigner(secretFile(t, vector), secretFile(t, vectorPassword+"\n"))
		require.NoError(t, err)
		require.Equal(t, common.HexToAddress(vectorAddress), signer.Address())
	}
}

// cheap is a keystore that opens at once.
func cheap(t *testing.T, password string) (string, *chain.Signer) {
	t.Helper()
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	signer := chain.NewSigner(key)
	text, err := keystore.EncryptKey(&keystore.Key{Id: uuid.New(), Address: signer.Address(), PrivateKey: key}, password, 2, 1)
	require.NoError(t, err)
	return string(text), signer
}

func TestAKeystoreNeedsItsPassword(t *testing.T) {
	t.Parallel()
	text, signer := cheap(t, "hush hush")
	path, password := secretFile(t, text), secretFile(t, "hush hush")
	loaded, err := chain.LoadSigner(path, password)
	require.NoError(t, err)
	require.Equal(t, signer.Address(), loaded.Address())

	open := filepath.Join(t.TempDir(), "open")
	require.NoError(t, signer.Save(open))
	exposed := secretFile(t, "hush hush")
	require.NoError(t, os.Chmod(exposed, 0o644))
	for _, tc := range []struct{ key, password, want string }{
		{path, "", path + ": it is a keystore: name the file with its password, --password-file"},
		{path, secretFile(t, "hush"), path + ": the password does not open it"},
		{path, secretFile(t, " hush hush"), "the password does not open it"},
		{path, secretFile(t, "\n"), "it is empty"},
		{path, exposed, "run: chmod 600 " + exposed},
		{path, path + ".absent", "no such file"},
		{open, password, open + ": it is a key in the open, which has no password"},
	} {
		_, err := chain.LoadSigner(tc.key, tc.password)
		require.ErrorContains(t, err, tc.want)
		require.NotContains(t, err.Error(), "hush")
	}
}

// A file may ask for any amount of memory and time, and go-ethereum gives it. It panics at what is missing.
func TestAHostileKeystoreIsRefused(t *testing.T) {
	t.Parallel()
	whole, _ := cheap(t, "hush hush")
	password := secretFile(t, "hush hush")
	for _, tc := range []struct {
		path  []string
		value any
		want  string
	}{
		{[]string{"crypto", "kdfparams", "n"}, 1 << 30, "more memory or work"},
		{[]string{"crypto", "kdfparams", "n"}, 1 << 19, "more memory or work"},
		{[]string{"crypto", "kdfparams", "n"}, 1e300, "names no parameters"},
		{[]string{"crypto", "kdfparams", "n"}, 3, "make no sense"},
		{[]string{"crypto", "kdfparams", "n"}, 1, "make no sense"},
		{[]string{"crypto", "kdfparams", "r"}, 1 << 30, "more memory or work"},
		{[]string{"crypto", "kdfparams", "p"}, 1<<31 - 1, "more memory or work"},
		{[]string{"crypto", "kdfparams", "p"}, 0.5, "names no parameters"},
		{[]string{"crypto", "kdfparams", "dklen"}, 1 << 30, "another key than one of 32 bytes"},
		{[]string{"crypto", "kdfparams", "dklen"}, 16, "another key than one of 32 bytes"},
		{[]string{"crypto", "kdfparams", "salt"}, 5, "salt"},
		{[]string{"crypto", "kdf"}, "pbkdf2", "PBKDF2 with other parameters"},
		{[]string{"crypto", "kdf"}, "argon2", "neither scrypt nor PBKDF2"},
		{[]string{"crypto", "kdfparams"}, map[string]any{"c": 1 << 30, "dklen": 32, "prf": "hmac-sha256", "salt": "00"}, "names no parameters"},
		{[]string{"crypto", "cipherparams", "iv"}, "00", "its cipher's iv"},
		{[]string{"crypto", "ciphertext"}, "00", "its ciphertext"},
		{[]string{"crypto", "mac"}, "zz", "its mac"},
		{[]string{"crypto", "cipher"}, "aes-256-gcm", "make no sense"},
		{[]string{"version"}, 1, "version 1"},
		{[]string{"address"}, "00000000000000000000000000000000000000aa", "says that it is another account's"},
	} {
		_, err := chain.LoadSigner(secretFile(t, with(t, whole, tc.path, tc.value)), password)
		require.ErrorContains(t, err, tc.want, "%v = %v", tc.path, tc.value)
	}
	many := with(t, with(t, whole, []string{"crypto", "kdf"}, "pbkdf2"), []string{"crypto", "kdfparams"},
		map[string]any{"c": 1 << 30, "dklen": 32, "prf": "hmac-sha256", "salt": "00"})
	_, err := chain.LoadSigner(secretFile(t, many), password)
	require.ErrorContains(t, err, "1073741824 rounds of PBKDF2")

	// Two names that differ in case are one to some parsers.
	var file map[string]any
	require.NoError(t, json.Unmarshal([]byte(whole), &file))
	file["crypto"].(map[string]any)["kdfparams"].(map[string]any)["n"] = 1 << 30
	file["crypto"].(map[string]any)["kdfparams"].(map[string]any)["N"] = 2
	text, err := json.Marshal(file)
	require.NoError(t, err)
	_, err = chain.LoadSigner(secretFile(t, string(text)), password)
	require.ErrorContains(t, err, "more memory or work")
}

// Whatever stands in whatever place, it is an error or the key.
func TestNoKeystoreBringsItsReaderDown(t *testing.T) {
	t.Parallel()
	whole, signer := cheap(t, "hush hush")
	password := secretFile(t, "hush hush")
	odd := []any{nil, "", "zz", "00", -1, 0, 1.5, 1e308, true, []any{}, map[string]any{}, map[string]any{"a": []any{nil}}}
	var places func(prefix []string, at map[string]any) [][]string
	places = func(prefix []string, at map[string]any) (all [][]string) {
		for name, value := range at {
			path := append(prefix[:len(prefix):len(prefix)], name)
			all = append(all, path)
			if inner, is := value.(map[string]any); is {
				all = append(all, places(path, inner)...)
			}
		}
		return all
	}
	var file map[string]any
	require.NoError(t, json.Unmarshal([]byte(whole), &file))
	found := places(nil, file)
	require.Len(t, found, 16)
	for _, path := range found {
		for _, value := range odd {
			loaded, err := chain.LoadSigner(secretFile(t, with(t, whole, path, value)), password)
			if err == nil {
				require.Equal(t, signer.Address(), loaded.Address(), "%v = %v", path, value)
			}
		}
	}
	for cut := range len(whole) {
		_, err := chain.LoadSigner(secretFile(t, whole[:cut]), password)
		require.Error(t, err)
	}
}

// with is a JSON document with another value in a place.
func with(t *testing.T, document string, path []string, value any) string {
	t.Helper()
	var whole map[string]any
	require.NoError(t, json.Unmarshal([]byte(document), &whole))
	at := whole
	for _, name := range path[:len(path)-1] {
		at = at[name].(map[string]any)
	}
	at[path[len(path)-1]] = value
	text, err := json.Marshal(whole)
	require.NoError(t, err)
	return string(text)
}

// What is written opens elsewhere too.
func TestAKeystoreIsOneOfGoEthereum(t *testing.T) {
	t.Parallel()
	signer, err := chain.GenerateSigner()
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "account.json")
	require.NoError(t, signer.SaveKeystore(path, "hush hush"))
	require.Error(t, signer.SaveKeystore(path, "hush hush"), "a key is never overwritten")
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	key, err := keystore.DecryptKey(text, "hush hush")
	require.NoError(t, err)
	require.Equal(t, signer.Address(), key.Address)
	require.NotContains(t, string(text), fmt.Sprintf("%x", new(big.Int).SetBytes(crypto.FromECDSA(key.PrivateKey))))
}
