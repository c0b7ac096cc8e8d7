package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/bindings"
)

// Claim is what somebody registered about a predicate. Nobody checked it but for the code's hash.
type Claim struct {
	Registrant common.Address
	CodeHash   common.Hash
	Circuit    common.Hash
	Key        common.Hash
	Transcript common.Hash // zero where a development key was made without one
	Manifest   string
	Registered Place
}

// RegistryAddress is where the registry of predicates is on every chain that has one by Plan.
func RegistryAddress() common.Address {
	return crypto.CreateAddress2(Create2Deployer, deploymentSalt, crypto.Keccak256(common.FromHex(bindings.PredicateRegistryMetaData.Bin)))
}

// Claims are those about a predicate in the registry at an address, in the chain's order. One of more than 64 KiB is left out.
func (c *Client) Claims(ctx context.Context, at Head, from uint64, registry, predicate common.Address) ([]Claim, error) {
	event := registryABI().Events[bindings.PredicateRegistryRegisteredEventName].ID
	logs, err := c.Logs(ctx, at, from, ethereum.FilterQuery{
		Addresses: []common.Address{registry}, Topics: [][]common.Hash{{event}, nil, {common.BytesToHash(predicate[:])}},
	})
	if err != nil {
		return nil, fmt.Errorf("list what is claimed of predicate %s: %w", predicate, err)
	}
	var claims []Claim
	for i := range logs {
		err := checkLog(&logs[i], registry, event, 3)
		if errors.Is(err, ErrLogTooLarge) {
			continue
		}
		if err == nil && logs[i].Topics[2] != common.BytesToHash(predicate[:]) {
			err = errors.New("the endpoint answered with another predicate")
		}
		var told *bindings.PredicateRegistryRegistered
		if err == nil {
			told, err = bindings.NewPredicateRegistry().UnpackRegisteredEvent(&logs[i])
		}
		if err != nil {
			return nil, fmt.Errorf("read what is claimed of predicate %s: %w", predicate, err)
		}
		claims = append(claims, Claim{
			Registrant: told.Registrant, CodeHash: told.Claim.CodeHash, Circuit: told.Claim.Circuit, Key: told.Claim.Key,
			Transcript: told.Claim.Transcript, Manifest: told.Claim.Manifest, Registered: place(&logs[i]),
		})
	}
	return claims, nil
}

// CheckRegistry says whether what stands at an address is the registry.
func (c *Client) CheckRegistry(ctx context.Context, at Head, registry common.Address) error {
	return c.checkCode(ctx, at, "registry", registry, common.FromHex(bindings.PredicateRegistryMetaData.Bin))
}

// CheckOffers says whether what stands at an address is Offers before this escrow.
func (e *Escrow) CheckOffers(ctx context.Context, at Head, offers common.Address) error {
	contract := bindings.NewOffers()
	fail := func(err error) error { return fmt.Errorf("check offers %s: %w", offers, err) }
	answer, err := e.client.call(ctx, at, offers, contract.PackPERMIT2())
	if err != nil {
		return fail(refusal(err))
	}
	permit2, err := contract.UnpackPERMIT2(answer)
	if err != nil {
		return fail(fmt.Errorf("%w: %w", ErrOtherCode, err))
	}
	creation := append(common.FromHex(bindings.OffersMetaData.Bin), contract.PackConstructor(e.address, permit2)...)
	return e.client.checkCode(ctx, at, "offers", offers, creation)
}

// Parts are the contracts that the escrow is made with: the rounds that it reads, and what describes positions.
func (e *Escrow) Parts(ctx context.Context, at Head) (rounds, descriptor common.Address, err error) {
	for _, part := range []struct {
		what  string
		query []byte
		into  *common.Address
	}{{"rounds", e.abi.PackROUNDS(), &rounds}, {"position descriptor", e.abi.PackDESCRIPTOR(), &descriptor}} {
		answer, err := e.read(ctx, at, "address of the "+part.what, part.query)
		if err != nil {
			return rounds, descriptor, err
		}
		if len(answer) != common.HashLength {
			return rounds, descriptor, fmt.Errorf("read the address of the %s from escrow %s: %w", part.what, e.address, ErrOtherCode)
		}
		*part.into = common.BytesToAddress(answer)
	}
	return rounds, descriptor, nil
}
