package meter

import (
	"crypto/aes"
	"crypto/rand"
	"crypto/sha3"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/accounts/keystore"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// Identity is who a meter is. All of it is secret.
type Identity struct {
	Key     gpuhours.MeterKey // signs sheets
	Secrets Secrets           // hide when the meter looks
	Peer    peer.Key          // is shown to whoever connects
}

const (
	identityKind   = "tercet-meter-key"
	identityMaster = 32 // bytes
)

// identityFile is an identity at rest: a master secret, encrypted under a passphrase as Ethereum's key stores do it (Web3 Secret
// Storage, version 3: scrypt, AES-128-CTR, Keccak-256), and what is public of it.
type identityFile struct {
	Kind   string              `json:"kind"`
	Meter  gpuhours.Meter      `json:"meter"`
	Peer   peer.Name           `json:"peer"`
	Hour   uint64              `json:"hour"` // the first one there is a secret for
	Crypto keystore.CryptoJSON `json:"crypto"`
}

// Effort is what guessing a passphrase costs: scrypt's N and P.
type Effort struct{ N, P int }

// StandardEffort takes about a second and 256 MiB.
var StandardEffort = Effort{keystore.StandardScryptN, keystore.StandardScryptP}

// NewIdentity draws an identity that can look from an hour on, and returns it with its file.
func NewIdentity(passphrase string, hour uint64, effort Effort) (Identity, []byte, error) {
	if passphrase == "" {
		return Identity{}, nil, errors.New("make a meter key: the passphrase is empty")
	}
	master := make([]byte, identityMaster)
	if _, err := rand.Read(master); err != nil {
		return Identity{}, nil, fmt.Errorf("make a meter key: %w", err)
	}
	identity, err := identityOf(master, hour)
	if err != nil {
		return Identity{}, nil, fmt.Errorf("make a meter key: %w", err)
	}
	sealed, err := keystore.EncryptDataV3(master, []byte(passphrase), effort.N, effort.P)
	if err != nil {
		return Identity{}, nil, fmt.Errorf("make a meter key: %w", err)
	}
	text, err := json.MarshalIndent(identityFile{identityKind, identity.Key.Meter(), identity.Peer.Name(), hour, sealed}, "", "  ")
	return identity, text, err
}

// OpenIdentity reads an identity's file. Its errors do not repeat the passphrase.
func OpenIdentity(text []byte, passphrase string) (Identity, error) {
	var file identityFile
	if err := decode(text, &file); err != nil || file.Kind != identityKind {
		return Identity{}, errors.Join(errors.New("open a meter key: the file holds none; `tercet meter key FILE` makes one"), err)
	}
	if err := checkCrypto(file.Crypto); err != nil {
		return Identity{}, fmt.Errorf("open the key of meter %s: %w", file.Meter, err)
	}
	master, err := keystore.DecryptDataV3(file.Crypto, passphrase)
	if err != nil {
		return Identity{}, fmt.Errorf("open the key of meter %s: %w", file.Meter, err)
	}
	identity, err := identityOf(master, file.Hour)
	if err == nil && (identity.Key.Meter() != file.Meter || identity.Peer.Name() != file.Peer) {
		err = errors.New("what stands beside the secret is of another one")
	}
	if err != nil {
		return Identity{}, fmt.Errorf("open the key of meter %s: %w", file.Meter, err)
	}
	return identity, nil
}

// checkCrypto refuses what NewIdentity does not write: the library takes it for granted.
func checkCrypto(c keystore.CryptoJSON) error {
	if c.KDF != "scrypt" {
		return fmt.Errorf("the key is made by %q, want scrypt", c.KDF)
	}
	if iv, err := hex.DecodeString(c.CipherParams.IV); err != nil || len(iv) != aes.BlockSize {
		return fmt.Errorf("the cipher's iv is not %d bytes in hexadecimal", aes.BlockSize)
	}
	if _, text := c.KDFParams["salt"].(string); !text {
		return errors.New("scrypt's salt is missing")
	}
	for name, most := range map[string]float64{"n": 1 << 20, "r": 8, "p": 16, "dklen": 32} {
		if number, is := c.KDFParams[name].(float64); !is || number < 1 || number > most || number != math.Trunc(number) {
			return fmt.Errorf("scrypt's %s is %v, want a whole number from 1 to %.0f", name, c.KDFParams[name], most)
		}
	}
	if c.KDFParams["dklen"] != 32.0 {
		return errors.New("scrypt's dklen is not 32")
	}
	return nil
}

func identityOf(master []byte, hour uint64) (identity Identity, err error) {
	if len(master) != identityMaster {
		return identity, fmt.Errorf("the secret has %d bytes, want %d", len(master), identityMaster)
	}
	if identity.Key, err = gpuhours.GenerateMeterKey(derive(master, "key")); err != nil {
		return identity, err
	}
	var seed, shown [32]byte
	_, _ = derive(master, fmt.Sprintf("secrets from hour %d", hour)).Read(seed[:]) // of another hour none that were shown come again
	_, _ = derive(master, "peer").Read(shown[:])
	identity.Secrets = NewSecrets(seed, hour)
	return identity, identity.Peer.UnmarshalText([]byte(peer.KeyPrefix + hex.EncodeToString(shown[:])))
}

func derive(master []byte, purpose string) *sha3.SHAKE {
	source := sha3.NewSHAKE256()
	_, _ = source.Write([]byte("tercet/v1/meter/" + purpose)) // a sponge takes any bytes
	_, _ = source.Write(master)
	return source
}
