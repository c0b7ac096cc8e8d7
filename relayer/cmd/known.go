package cmd

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

// known is what is known here of predicates: which plugin goes with which key, and how the key was made. The folder of
// keys knows, and the deployment file; what the chain says of itself counts for nothing.
type known struct {
	host       *pluginhost.Host
	folder     bundles.Folder
	deployment chain.Deployment
	chains     []uint64 // where development keys are in their place, beside tercet's and anvil's
	progress   func(stage string)
	origins    *origins // those that were found out; nil remembers none
}

// origins remembers how keys were made, for a process that asks again and again: to follow one takes long.
type origins struct{ of sync.Map }

// bundle is the name of the circuit that a key belongs to.
func (k known) bundle(keyHash common.Hash) (string, bool) {
	if entry, found := k.folder.Find(keyHash); found {
		return entry.Manifest.Name, true
	}
	for name, predicate := range k.deployment.Predicates {
		if predicate.KeyHash == keyHash {
			return name, true
		}
	}
	return "", false
}

// Origin implements audit.Provenance. A ceremony is followed from its beginning, or was before.
func (k known) Origin(ctx context.Context, keyHash common.Hash) (origin audit.Origin, known bool, err error) {
	if k.origins == nil {
		return k.findOrigin(ctx, keyHash)
	}
	if origin, is := k.origins.of.Load(keyHash); is {
		origin, is := origin.(audit.Origin)
		return origin, is, nil
	}
	if origin, known, err = k.findOrigin(ctx, keyHash); err == nil && known {
		k.origins.of.Store(keyHash, origin)
	}
	return origin, known, err
}

func (k known) findOrigin(ctx context.Context, keyHash common.Hash) (origin audit.Origin, known bool, err error) {
	entry, found := k.folder.Find(keyHash)
	if found && entry.Manifest.Setup == keys.SetupDevelopment {
		return audit.Origin{Setup: keys.SetupDevelopment, Bundle: entry.Manifest.Name, System: sumOf(entry.Manifest.System)}, true, nil
	}
	if found {
		verified, err := k.folder.Verify(ctx, entry.Dir, false, k.progress)
		if err != nil {
			return origin, true, err
		}
		return audit.Origin{
			Setup: keys.SetupCeremony, Evidence: verified.String(), Foreign: !verified.Source, Bundle: entry.Manifest.Name,
			System: sumOf(entry.Manifest.System), Transcript: sumOf(entry.Manifest.Files[ceremony.TranscriptFile]),
		}, true, nil
	}
	for name, predicate := range k.deployment.Predicates {
		if predicate.KeyHash == keyHash && predicate.Development {
			return audit.Origin{Setup: keys.SetupDevelopment, Bundle: name}, true, nil
		}
	}
	return origin, false, nil
}

// sumOf is a sha256 in hexadecimal; zero for anything else.
func sumOf(text string) common.Hash {
	if sum := common.FromHex(text); len(sum) == common.HashLength {
		return common.Hash(sum)
	}
	return common.Hash{}
}

// plugin is the plugin that proves with a key; nil if none here does.
func (k known) plugin(ctx context.Context, keyHash common.Hash) (sdk.Predicate, error) {
	bundle, found := k.bundle(keyHash)
	if !found {
		return nil, nil
	}
	for _, info := range k.host.List() {
		if info.Kind != sdk.KindPredicate {
			continue
		}
		plugin, err := k.host.Predicate(info.Name)
		if err != nil {
			return nil, err
		}
		description, err := plugin.Describe(ctx)
		if err != nil {
			return nil, fmt.Errorf("ask predicate %s what it is: %w", info.Name, err)
		}
		if description.Bundle == bundle {
			return plugin, nil
		}
	}
	return nil, nil
}

// reader is the plugin of that name or, without one, the one that proves with a key.
func (k known) reader(ctx context.Context, name string, keyHash common.Hash) (sdk.Predicate, error) {
	if name != "" {
		return k.host.Predicate(name)
	}
	plugin, err := k.plugin(ctx, keyHash)
	if err == nil && plugin == nil {
		err = usageError(errors.New("no plugin here goes with this predicate's key; name the one that reads its parameters with --plugin"))
	}
	return plugin, err
}

// Params implements audit.Predicates.
func (k known) Params(ctx context.Context, keyHash common.Hash, preimage []byte) (commitment statement.Word, unit common.Hash, isKnown bool, err error) {
	plugin, err := k.plugin(ctx, keyHash)
	if err != nil || plugin == nil {
		return commitment, unit, err != nil, err
	}
	params, err := plugin.OpenParams(ctx, preimage)
	if errors.Is(err, sdk.ErrUnjudgeable) {
		return commitment, unit, true, fmt.Errorf("%w: %w", audit.ErrUnreadable, err)
	}
	if err != nil {
		return commitment, unit, true, err
	}
	commitment, err = statement.WordFromBytes(params.Commitment)
	return commitment, params.Unit, true, err
}

// keysOf are the hashes of the keys in the code of the predicate at an address, that for one statement first, and which
// contract it is. The code is rebuilt from the keys: whatever else stands there is refused with chain.ErrOtherCode.
func (l *ledger) keysOf(ctx context.Context, predicate common.Address) (chain.Code, []common.Hash, error) {
	found, err := chain.NewPredicate(l.client, predicate).CheckedKeys(ctx, l.head)
	if err != nil {
		return 0, nil, err
	}
	hashes := []common.Hash{keys.KeyHash(found.One)}
	for _, batch := range found.Batches {
		hashes = append(hashes, keys.KeyHash(batch.Words))
	}
	return found.Code, hashes, nil
}

// trustedKey is the hash of a predicate's key for one statement, once all of its keys are to be trusted. With an error that
// is errUntrusted it is known all the same.
func (l *ledger) trustedKey(ctx context.Context, k known, predicate common.Address) (common.Hash, error) {
	code, hashes, err := l.keysOf(ctx, predicate)
	if err != nil {
		return common.Hash{}, err
	}
	if name, found := k.bundle(hashes[0]); found && code != chain.CodeFor(name) {
		return hashes[0], fmt.Errorf("%w: it proves %s, which belongs behind %s: behind %s it could be sold twice", errUntrusted, name, chain.CodeFor(name), code)
	}
	for _, hash := range hashes {
		if err := trusted(ctx, k, l.client.ChainID().Uint64(), hash); err != nil {
			return hashes[0], err
		}
	}
	return hashes[0], nil
}
