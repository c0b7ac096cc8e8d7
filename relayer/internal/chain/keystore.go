package chain

import (
	"crypto/ecdsa"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"

	"github.com/tercet-protocol/tercet/relayer/internal/secret"
)

// What opening a keystore may cost: as much as go-ethereum's own do. A file may ask for any amount of memory and time.
const (
	mostScryptMemory = keystore.StandardScryptN * 8 // N·r, of 128 bytes each: 256 MiB
	mostScryptWork   = mostScryptMemory             // N·r·p
	mostPBKDF2       = 10_000_000                   // rounds
)

// keystoreFile is a keystore of version 3, as go-ethereum and most wallets write them.
type keystoreFile struct {
	Address string              `json:"address"`
	Crypto  keystore.CryptoJSON `json:"crypto"`
	ID      string              `json:"id"`
	Version int                 `json:"version"`
}

func isKeystore(text []byte) bool { return strings.HasPrefix(string(text), "{") }

// openKeystore decrypts a keystore. Its errors repeat nothing of the file or the password.
func openKeystore(text []byte, password string) (*ecdsa.PrivateKey, error) {
	var file keystoreFile
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, errors.New("it is not the JSON of a keystore")
	}
	if file.Version != 3 {
		return nil, fmt.Errorf("it is a keystore of version %d, and only those of version 3 are read", file.Version)
	}
	if err := checkKeystore(file.Crypto); err != nil {
		return nil, err
	}
	plain, err := keystore.DecryptDataV3(file.Crypto, password) // what was checked, not what another parser may read
	if errors.Is(err, keystore.ErrDecrypt) {
		return nil, errors.New("the password does not open it")
	}
	if err != nil {
		return nil, errors.New("it cannot be decrypted: its parameters make no sense")
	}
	key, err := crypto.ToECDSA(plain)
	if err != nil {
		return nil, errors.New("what it holds is no key of secp256k1")
	}
	account := crypto.PubkeyToAddress(key.PublicKey)
	if file.Address != "" && common.HexToAddress(file.Address) != account {
		return nil, fmt.Errorf("it holds the key of %s, and says that it is another account's", account)
	}
	return key, nil
}

// checkKeystore refuses what go-ethereum would take for granted: it panics at missing and odd values, and derives a key at any
// cost.
func checkKeystore(c keystore.CryptoJSON) error {
	salt, isText := c.KDFParams["salt"].(string)
	for _, field := range []struct {
		name, digits string
		size         int // in bytes; 0 is any
	}{{"cipher's iv", c.CipherParams.IV, 16}, {"ciphertext", c.CipherText, 32}, {"mac", c.MAC, 32}, {"salt", salt, 0}} {
		if raw, err := hex.DecodeString(field.digits); err != nil || field.size > 0 && len(raw) != field.size {
			return fmt.Errorf("its %s is not what a keystore has there", field.name)
		}
	}
	if size, whole := number(c, "dklen"); !isText || !whole || size != 32 {
		return errors.New("it names no salt, or derives another key than one of 32 bytes")
	}
	switch c.KDF {
	case "scrypt":
		return checkScrypt(c)
	case "pbkdf2":
		rounds, whole := number(c, "c")
		if prf, _ := c.KDFParams["prf"].(string); !whole || prf != "hmac-sha256" {
			return errors.New("it derives a key by PBKDF2 with other parameters than rounds and hmac-sha256")
		}
		if rounds > mostPBKDF2 {
			return fmt.Errorf("it asks for %d rounds of PBKDF2, and at most %d are done", rounds, mostPBKDF2)
		}
		return nil
	}
	return errors.New("it derives a key by neither scrypt nor PBKDF2")
}

func checkScrypt(c keystore.CryptoJSON) error {
	n, wholeN := number(c, "n")
	r, wholeR := number(c, "r")
	p, wholeP := number(c, "p")
	if !wholeN || !wholeR || !wholeP {
		return errors.New("it names no parameters for scrypt")
	}
	if n*r > mostScryptMemory || n*r*p > mostScryptWork { // each is below 2^31: neither product overflows
		return fmt.Errorf("it asks for more memory or work than scrypt gets here: N %d, r %d, p %d, and at most N·r·p = %d", n, r, p, mostScryptWork)
	}
	return nil
}

// number is a positive whole parameter of how a keystore's key is derived, below 2^31.
func number(c keystore.CryptoJSON, name string) (uint64, bool) {
	value, is := c.KDFParams[name].(float64)
	if !is || value < 1 || value > math.MaxInt32 || value != math.Trunc(value) {
		return 0, false
	}
	return uint64(value), true
}

// SaveKeystore writes the private key, encrypted, to a new file that only its owner can read. It takes a second and 256 MiB, and
// so does whoever guesses the password, each time.
func (s *Signer) SaveKeystore(path, password string) error {
	id, err := uuid.NewRandom()
	if err != nil {
		return fmt.Errorf("encrypt the key of %s: %w", s.address, err)
	}
	text, err := keystore.EncryptKey(&keystore.Key{Id: id, Address: s.address, PrivateKey: s.key}, password,
		keystore.StandardScryptN, keystore.StandardScryptP)
	if err != nil {
		return fmt.Errorf("encrypt the key of %s: %w", s.address, err)
	}
	return secret.Write(path, text)
}
