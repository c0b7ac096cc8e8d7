package cmd

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// knownNames tells an API what is known here of addresses that forwards name.
type knownNames struct {
	ledger *ledger
	known  known
}

// Token implements api.Names.
func (k knownNames) Token(ctx context.Context, token common.Address) (symbol string, decimals uint8, err error) {
	head, err := k.ledger.client.Head(ctx)
	if err != nil {
		return "", 0, err
	}
	contract := chain.NewToken(k.ledger.client, token)
	if symbol, err = contract.Symbol(ctx, head); err != nil {
		return "", 0, err
	}
	decimals, err = contract.Decimals(ctx, head)
	return symbol, decimals, err
}

// Predicate implements api.Names.
func (k knownNames) Predicate(ctx context.Context, predicate common.Address) (api.Known, error) {
	head, err := k.ledger.client.Head(ctx)
	if err != nil {
		return api.Known{}, err
	}
	found, err := chain.NewPredicate(k.ledger.client, predicate).CheckedKeys(ctx, head)
	if errors.Is(err, chain.ErrOtherCode) || errors.As(err, new(*chain.RevertError)) { // it is none of the contracts that are known
		return api.Known{}, nil
	}
	if err != nil {
		return api.Known{}, err
	}
	known := api.Known{Contract: found.Code.String(), Key: keys.KeyHash(found.One)}
	for _, batch := range found.Batches {
		known.Batches = append(known.Batches, keys.KeyHash(batch.Words))
	}
	if name, is := k.known.bundle(known.Key); is {
		origin, _, err := k.known.Origin(ctx, known.Key)
		if err != nil {
			return api.Known{}, err
		}
		known.Name, known.Development = name, origin.Setup != keys.SetupCeremony
	}
	plugin, err := k.known.plugin(ctx, known.Key)
	if err != nil || plugin == nil {
		return known, err
	}
	description, err := plugin.Describe(ctx)
	known.Unit, known.Evidence = description.Unit, description.EvidenceClass
	return known, err
}

// Read implements what an API asks for about parameters.
func (k knownNames) Read(ctx context.Context, key common.Hash, preimage []byte) (api.Parameters, bool, error) {
	plugin, err := k.known.plugin(ctx, key)
	if err != nil || plugin == nil {
		return api.Parameters{}, false, err
	}
	read, err := plugin.OpenParams(ctx, preimage)
	if errors.Is(err, sdk.ErrUnjudgeable) {
		return api.Parameters{}, true, api.ErrUnreadable
	}
	if err != nil {
		return api.Parameters{}, true, err
	}
	return api.Parameters{JSON: read.JSON, Commitment: read.Commitment, Unit: read.Unit}, true, nil
}
