package devnet

import (
	"crypto/ecdsa"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Funds is what each account holds at genesis, in ether.
const Funds = 10_000

// Account is one of the accounts funded at genesis. Its private key follows from a published rule, so that whoever reads
// this file has it: it is for development chains and must never hold anything of value.
type Account struct {
	Name    string
	Address common.Address
	Key     *ecdsa.PrivateKey
}

// The accounts by the part they play; the others are called after their number.
const (
	Deployer = "deployer"
	Buyer    = "buyer"
	Provider = "provider"
	Thief    = "thief"
	Auditor  = "auditor"
)

var names = [...]string{Deployer, Buyer, Provider, Thief, Auditor, "account-5", "account-6", "account-7"}

// Accounts returns the funded accounts, the same ones on every run: the private key of number i is
// keccak256("tercet devnet account i").
func Accounts() []Account {
	accounts := make([]Account, len(names))
	for i, name := range names {
		seed := crypto.Keccak256(fmt.Appendf(nil, "tercet devnet account %d", i))
		key, err := crypto.ToECDSA(seed)
		if err != nil { // one seed in 2^128 is no key, and these eight are constants
			panic(fmt.Sprintf("devnet account %d: %v", i, err))
		}
		accounts[i] = Account{Name: name, Address: crypto.PubkeyToAddress(key.PublicKey), Key: key}
	}
	return accounts
}

// Named returns the account that plays a part.
func Named(name string) Account {
	for _, account := range Accounts() {
		if account.Name == name {
			return account
		}
	}
	panic("devnet has no account called " + name)
}
