package chain

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/bindings"
)

// DeployEscrow deploys an escrow. The claim delay is at least five block times of the chain, in whole seconds.
func DeployEscrow(ctx context.Context, sender *Sender, claimDelay time.Duration) (*Escrow, error) {
	if claimDelay < time.Second || claimDelay%time.Second != 0 {
		return nil, fmt.Errorf("deploy escrow: claim delay %s is not a whole number of seconds above zero", claimDelay)
	}
	rounds, err := deploy(ctx, sender, "rounds", bindings.RoundsMetaData.Bin, nil)
	if err != nil {
		return nil, err
	}
	descriptor, err := deploy(ctx, sender, "position descriptor", bindings.PositionDescriptorMetaData.Bin, nil)
	if err != nil {
		return nil, err
	}
	arguments := bindings.NewForwardEscrow().PackConstructor(uint64(claimDelay/time.Second), rounds, descriptor)
	address, err := deploy(ctx, sender, "escrow", bindings.ForwardEscrowMetaData.Bin, arguments)
	if err != nil {
		return nil, err
	}
	return NewEscrow(sender.client, address), nil
}

// DeployOffers deploys what takes signed bids and asks to an escrow. Without a Permit2, which is zero then, allowances are needed.
func DeployOffers(ctx context.Context, sender *Sender, escrow *Escrow, permit2 common.Address) (*Offers, error) {
	arguments := bindings.NewOffers().PackConstructor(escrow.Address(), permit2)
	address, err := deploy(ctx, sender, "offers", bindings.OffersMetaData.Bin, arguments)
	if err != nil {
		return nil, err
	}
	return NewOffers(sender.client, address, escrow), nil
}

// DeployPredicate deploys a predicate for a verifying key and, if there are any, those for batches.
func DeployPredicate(ctx context.Context, sender *Sender, k PredicateKeys) (*Predicate, error) {
	address, err := deployCode(ctx, sender, "predicate", k.creation(bindings.NewGroth16Predicate()))
	if err != nil {
		return nil, err
	}
	return NewPredicate(sender.client, address), nil
}

// DeployMockToken deploys a token without value that anybody mints.
func DeployMockToken(ctx context.Context, sender *Sender) (*Token, error) {
	address, err := deploy(ctx, sender, "mock token", bindings.MockWBTCMetaData.Bin, nil)
	if err != nil {
		return nil, err
	}
	return NewToken(sender.client, address), nil
}

func deploy(ctx context.Context, sender *Sender, what, code string, arguments []byte) (common.Address, error) {
	return deployCode(ctx, sender, what, append(common.FromHex(code), arguments...))
}

func deployCode(ctx context.Context, sender *Sender, what string, creation []byte) (common.Address, error) {
	receipt, err := sender.Do(ctx, Call{Data: creation, What: "deploy " + what})
	if err != nil {
		return common.Address{}, err
	}
	return receipt.ContractAddress, nil
}
