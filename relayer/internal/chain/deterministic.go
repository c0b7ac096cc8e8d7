package chain

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/bindings"
)

// Create2Deployer makes contracts at addresses that follow from their code alone. It stands at this address on most chains,
// and whoever has a little of a chain's coin can put it there (github.com/Arachnid/deterministic-deployment-proxy).
var Create2Deployer = common.HexToAddress("0x4e59b44847b379578588920cA78FbF26c0B4956C")

// Create2DeployerCode is the deployer's runtime code, for chains that start with it.
var Create2DeployerCode = common.FromHex("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3")

// ErrNoDeployer says that a chain lacks the deterministic deployer.
var ErrNoDeployer = errors.New("there is no deterministic deployer on this chain")

// deploymentSalt is what addresses follow from beside the code; contracts/script/Deploy.s.sol has the same.
var deploymentSalt = crypto.Keccak256Hash([]byte("tercet/v1"))

// Plan says what a deterministic deployment is made of.
type Plan struct {
	// ClaimDelay between announcement and settlement, at least five block times of the chain, in whole seconds.
	ClaimDelay time.Duration
	// WETH is the chain's wrapped ether; zero leaves out the entry for ether.
	WETH common.Address
	// Permit2 is the chain's Permit2; zero leaves offers with allowances alone.
	Permit2 common.Address
}

// Addresses are where a plan's contracts are, on every chain and whoever deploys them.
type Addresses struct {
	Rounds, Descriptor, Escrow, Offers, Registry, Lens, ConditionalTransfer common.Address
	// EtherEntry is zero in a plan without wrapped ether.
	EtherEntry common.Address
}

// creation is a contract to be made.
type creation struct {
	what string
	code []byte
}

// Addresses computes where the plan's contracts are. It asks no chain.
func (p Plan) Addresses() (Addresses, error) {
	addresses, _, err := p.creations()
	return addresses, err
}

// creations lists the plan's contracts in the order in which they need each other.
func (p Plan) creations() (Addresses, []creation, error) {
	if p.ClaimDelay < time.Second || p.ClaimDelay%time.Second != 0 {
		return Addresses{}, nil, fmt.Errorf("plan a deployment: claim delay %s is not a whole number of seconds above zero", p.ClaimDelay)
	}
	var list []creation
	add := func(what, bin string, arguments []byte) common.Address {
		code := append(common.FromHex(bin), arguments...)
		list = append(list, creation{what, code})
		return crypto.CreateAddress2(Create2Deployer, deploymentSalt, crypto.Keccak256(code))
	}
	var a Addresses
	a.Rounds = add("rounds", bindings.RoundsMetaData.Bin, nil)
	a.Descriptor = add("position descriptor", bindings.PositionDescriptorMetaData.Bin, nil)
	a.Escrow = add("escrow", bindings.ForwardEscrowMetaData.Bin,
		bindings.NewForwardEscrow().PackConstructor(uint64(p.ClaimDelay/time.Second), a.Rounds, a.Descriptor))
	a.Offers = add("offers", bindings.OffersMetaData.Bin, bindings.NewOffers().PackConstructor(a.Escrow, p.Permit2))
	a.Registry = add("predicate registry", bindings.PredicateRegistryMetaData.Bin, nil)
	a.Lens = add("lens", bindings.LensMetaData.Bin, nil)
	a.ConditionalTransfer = add("conditional transfer", bindings.ConditionalTransferMetaData.Bin,
		bindings.NewConditionalTransfer().PackConstructor(a.Escrow))
	if p.WETH != (common.Address{}) {
		a.EtherEntry = add("ether entry", bindings.EtherEntryMetaData.Bin,
			bindings.NewEtherEntry().PackConstructor(a.Escrow, p.WETH))
	}
	return a, list, nil
}

// Deploy makes those of the plan's contracts that a chain lacks. What stands at an address that follows from code and
// arguments is that code: nothing is deployed twice, and nobody can take an address first with anything else.
func (p Plan) Deploy(ctx context.Context, sender *Sender) (Addresses, error) {
	addresses, list, err := p.creations()
	if err != nil {
		return Addresses{}, err
	}
	if there, err := sender.client.stands(ctx, Create2Deployer); err != nil {
		return Addresses{}, err
	} else if !there {
		return Addresses{}, fmt.Errorf("deploy contracts: %w: nothing stands at %s", ErrNoDeployer, Create2Deployer)
	}
	for _, contract := range list {
		if err := contract.deploy(ctx, sender); err != nil {
			return Addresses{}, err
		}
	}
	return addresses, nil
}

func (c creation) deploy(ctx context.Context, sender *Sender) error {
	at := crypto.CreateAddress2(Create2Deployer, deploymentSalt, crypto.Keccak256(c.code))
	there, err := sender.client.stands(ctx, at)
	if err != nil || there {
		return err
	}
	data := append(deploymentSalt.Bytes(), c.code...)
	if _, err := sender.Do(ctx, Call{To: &Create2Deployer, Data: data, What: "deploy " + c.what}); err != nil {
		return err
	}
	if there, err = sender.client.stands(ctx, at); err == nil && !there {
		err = fmt.Errorf("deploy %s: %w at %s after its transaction", c.what, ErrOtherCode, at)
	}
	return err
}

// stands says whether there is a contract at an address now.
func (c *Client) stands(ctx context.Context, address common.Address) (bool, error) {
	head, err := c.Head(ctx)
	if err != nil {
		return false, err
	}
	code, err := c.Code(ctx, head, address)
	return len(code) != 0, err
}
