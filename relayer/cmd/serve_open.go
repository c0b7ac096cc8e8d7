package cmd

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Openable implements what an API asks for about forwards that can be opened: whatever the deployment names and a plugin reads.
func (k knownNames) Openable(ctx context.Context) (offered []api.Offered, tokens []common.Address, err error) {
	for _, name := range slices.Sorted(maps.Keys(k.known.deployment.Predicates)) {
		deployed := k.known.deployment.Predicates[name]
		plugin, err := k.known.plugin(ctx, deployed.KeyHash)
		if err != nil {
			return nil, nil, err
		}
		if plugin == nil {
			continue
		}
		description, err := plugin.Describe(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("ask predicate %s what it is: %w", name, err)
		}
		one := api.Offered{
			Address: deployed.Address, Name: name, Unit: description.Unit, Evidence: description.EvidenceClass, Schema: description.ParamsSchema,
			Development: deployed.Development, TwoRounds: description.TwoRounds,
			AssignedOnly: description.Limits.AssignedOnly, WindowSeconds: description.Limits.WindowSeconds, StepUnits: description.Limits.StepUnits,
		}
		if one.Distrust, err = k.distrust(ctx, deployed); err != nil {
			return nil, nil, err
		}
		offered = append(offered, one)
	}
	for _, name := range slices.Sorted(maps.Keys(k.known.deployment.Tokens)) {
		tokens = append(tokens, k.known.deployment.Tokens[name])
	}
	return offered, tokens, nil
}

// distrust says why money should not be locked for a predicate: what `tercet forward open` would refuse it for.
func (k knownNames) distrust(ctx context.Context, deployed chain.DeployedPredicate) (string, error) {
	head, err := k.ledger.client.Head(ctx)
	if err != nil {
		return "", err
	}
	now := *k.ledger // at this block: what is asked is about now
	now.head = head
	keyHash, err := now.trustedKey(ctx, k.known, deployed.Address)
	switch {
	case err != nil && (chain.Answered(err) || errors.Is(err, errUntrusted)):
		return err.Error(), nil
	case err != nil:
		return "", err
	case keyHash != deployed.KeyHash:
		return fmt.Sprintf("its key is %s, and the deployment names %s", keyHash, deployed.KeyHash), nil
	}
	return "", nil
}

// Commit implements what an API asks for about parameters of forwards that are to be opened.
func (k knownNames) Commit(ctx context.Context, predicate common.Address, json []byte) (api.Committed, error) {
	for _, deployed := range k.known.deployment.Predicates {
		if deployed.Address != predicate {
			continue
		}
		plugin, err := k.known.plugin(ctx, deployed.KeyHash)
		if err != nil {
			return api.Committed{}, err
		}
		if plugin == nil {
			break
		}
		params, err := plugin.CommitParams(ctx, json)
		if errors.Is(err, sdk.ErrUnjudgeable) {
			return api.Committed{}, fmt.Errorf("%w: %w", api.ErrUnreadable, err)
		}
		if err != nil {
			return api.Committed{}, err
		}
		return api.Committed{
			Parameters: api.Parameters{JSON: params.JSON, Commitment: params.Commitment, Unit: params.Unit}, Preimage: params.Preimage,
		}, nil
	}
	return api.Committed{}, api.ErrNotOffered
}
