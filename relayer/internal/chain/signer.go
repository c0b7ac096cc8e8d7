package chain

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/relayer/internal/secret"
)

// Signer signs for one account with a key in this process, transactions and anything else. Printing one shows the address alone.
type Signer struct {
	key     *ecdsa.PrivateKey
	address common.Address
}

// NewSigner signs with a key.
func NewSigner(key *ecdsa.PrivateKey) *Signer {
	return &Signer{key: key, address: crypto.PubkeyToAddress(key.PublicKey)}
}

// GenerateSigner draws a new account.
func GenerateSigner() (*Signer, error) {
	key, err := crypto.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("make an account key: %w", err)
	}
	return NewSigner(key), nil
}

// LoadSigner reads an account's private key from a file that only its owner can read: 64 hexadecimal digits with or without
// 0x, or a keystore (JSON, version 3), whose password is in a file of the same kind. Errors name files and repeat no content.
func LoadSigner(path, passwordFile string) (*Signer, error) {
	text, err := secret.Read(path)
	if err != nil {
		return nil, err
	}
	key, err := readKey(text, passwordFile)
	if err != nil {
		return nil, fmt.Errorf("read account key %s: %w", path, err)
	}
	return NewSigner(key), nil
}

func readKey(text []byte, passwordFile string) (*ecdsa.PrivateKey, error) {
	switch encrypted := isKeystore(text); {
	case encrypted && passwordFile == "":
		return nil, errors.New("it is a keystore: name the file with its password, --password-file FILE")
	case encrypted:
		password, err := secret.Password(passwordFile)
		if err != nil {
			return nil, err
		}
		return openKeystore(text, password)
	}
	key, err := crypto.HexToECDSA(strings.TrimPrefix(string(text), "0x"))
	if err != nil { // what the parser says may quote the key
		return nil, errors.New("want 64 hexadecimal digits below the order of secp256k1, or a keystore; make one with: tercet key new")
	}
	if passwordFile != "" {
		return nil, errors.New("it is a key in the open, which has no password: leave --password-file away, or encrypt the key")
	}
	return key, nil
}

// Save writes the private key to a new file that only its owner can read.
func (s *Signer) Save(path string) error {
	return secret.Write(path, fmt.Appendf(nil, "0x%x", crypto.FromECDSA(s.key)))
}

// Address is the account that is signed for.
func (s *Signer) Address() common.Address { return s.address }

// String is the account's address.
func (s *Signer) String() string { return s.address.Hex() }

// GoString keeps the key out of %#v as well.
func (s *Signer) GoString() string { return "chain.Signer of " + s.String() }

// SignHash signs a hash as it is: R, S and the recovery id, 0 or 1. It must be one that no transaction has, as those of texts
// (EIP-191) and of typed data (EIP-712) are.
func (s *Signer) SignHash(hash []byte) ([]byte, error) {
	signature, err := crypto.Sign(hash, s.key)
	if err != nil {
		return nil, fmt.Errorf("sign for %s: %w", s.address, err)
	}
	return signature, nil
}

// ready says that a key in this process can always sign.
func (s *Signer) ready(context.Context) error { return nil }

func (s *Signer) sign(_ context.Context, tx types.TxData, chainID *big.Int) (*types.Transaction, error) {
	signed, err := types.SignNewTx(s.key, types.LatestSignerForChainID(chainID), tx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sign for %s", s.address), err)
	}
	return signed, nil
}
