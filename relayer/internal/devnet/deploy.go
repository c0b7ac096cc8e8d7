package devnet

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Grant is what each account gets of the mock token, in its smallest unit: 100 mock BTC.
const Grant = 100 * 100_000_000

// MockWBTC is the mock token's name in a deployment.
const MockWBTC = "WBTC"

// Contracts says what Deploy deploys.
type Contracts struct {
	// ClaimDelay between announcement and settlement, in whole seconds.
	ClaimDelay time.Duration
	// Predicates are the verifying keys to deploy a predicate for, in this order.
	Predicates []PredicateKey
}

// PredicateKey is a predicate's name and verifying key.
type PredicateKey struct {
	Name     string
	Words    [chain.KeyWords]*big.Int
	Hash     common.Hash
	Batches  []chain.BatchKey // for several statements at once
	Ceremony bool             // it is no development key
}

// Sender sends for one of the accounts. A block comes at once here, so that it asks often.
func (d *Devnet) Sender(ctx context.Context, account Account) (*chain.Sender, error) {
	client, err := chain.New(ctx, d.client, d.config.ID)
	if err != nil {
		return nil, err
	}
	return chain.NewSender(client, chain.NewSigner(account.Key), chain.Fees{Poll: 5 * time.Millisecond}), nil
}

// Deploy puts Tercet's contracts and a mock token on the chain, at the same addresses on every fresh chain, and gives every
// account some of the token. With Config.Manual somebody else has to make the blocks.
func (d *Devnet) Deploy(ctx context.Context, contracts Contracts) (chain.Deployment, error) {
	sender, err := d.Sender(ctx, Named(Deployer))
	if err != nil {
		return chain.Deployment{}, fmt.Errorf("deploy contracts on the development chain: %w", err)
	}
	deployment, err := DeployBy(ctx, sender, contracts)
	deployment.RPC, deployment.ChainID = d.URL(), d.config.ID
	return deployment, err
}

// DeployBy does so on another development chain with this one's id, from an account that has the means. The deployment names
// no endpoint.
func DeployBy(ctx context.Context, sender *chain.Sender, contracts Contracts) (chain.Deployment, error) {
	fail := func(err error) (chain.Deployment, error) {
		return chain.Deployment{}, fmt.Errorf("deploy contracts on the development chain: %w", err)
	}
	token, err := chain.DeployMockToken(ctx, sender)
	if err != nil {
		return fail(err)
	}
	for _, account := range Accounts() {
		mint, err := token.MintCall(account.Address, big.NewInt(Grant))
		if err != nil {
			return fail(err)
		}
		if _, err := sender.Do(ctx, mint); err != nil {
			return fail(err)
		}
	}
	escrow, err := chain.DeployEscrow(ctx, sender, contracts.ClaimDelay)
	if err != nil {
		return fail(err)
	}
	deployment := chain.Deployment{
		ChainID: ChainID, Escrow: escrow.Address(),
		ClaimDelay: uint64(contracts.ClaimDelay / time.Second), //nolint:gosec // the escrow's deployment checked it
		Tokens:     map[string]common.Address{MockWBTC: token.Address()},
		Predicates: map[string]chain.DeployedPredicate{},
	}
	for _, key := range contracts.Predicates {
		predicate, err := chain.DeployPredicate(ctx, sender, chain.PredicateKeys{Code: chain.CodeFor(key.Name), One: key.Words, Batches: key.Batches})
		if err != nil {
			return fail(err)
		}
		deployed := chain.DeployedPredicate{Address: predicate.Address(), KeyHash: key.Hash, Development: !key.Ceremony || len(key.Batches) > 0}
		for _, batch := range key.Batches {
			deployed.Batches = append(deployed.Batches, keys.KeyHash(batch.Words))
		}
		deployment.Predicates[key.Name] = deployed
	}
	offers, err := chain.DeployOffers(ctx, sender, escrow, common.Address{}) // last: the addresses of all else stay what they were
	if err != nil {
		return fail(err)
	}
	deployment.Offers = offers.Address()
	return deployment, nil
}
