package bundles

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/consensys/gnark/constraint"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// ErrBatch says that no keys are made for a batch.
var ErrBatch = errors.New("no keys are made for a batch of that size")

// Source is what a bundle is built from.
type Source struct {
	Name    string // of a built-in predicate, or of somebody else's
	Version string
	Batch   int
	// System is somebody else's circuit; nil stands for the built-in one of that name.
	System constraint.ConstraintSystem
	// Ceremony is the folder of a finished ceremony; without one the keys are development keys.
	Ceremony string
	// Plugin is a program for the bundle to bring; empty for none.
	Plugin string
}

// Build writes a bundle to a folder that must not exist yet.
func (f Folder) Build(ctx context.Context, dir string, source Source, progress func(stage string)) (*keys.Bundle, error) {
	if err := source.checkBatch(); err != nil {
		return nil, fmt.Errorf("building a bundle of %s: %w", source.Name, err)
	}
	bundle, more, err := f.assemble(ctx, source, progress)
	if err != nil {
		return nil, fmt.Errorf("building a bundle of %s: %w", source.Name, err)
	}
	bundle.Manifest.Version, bundle.Manifest.Batch = source.Version, source.Batch
	if source.Batch == 0 {
		bundle.Manifest.Batches = Sizes(source.Name)
	}
	if source.Plugin != "" {
		more[keys.PluginFile] = source.Plugin
	}
	progress("writing " + dir)
	if err := bundle.Save(dir, more); err != nil {
		return nil, fmt.Errorf("building a bundle of %s: %w", source.Name, err)
	}
	return bundle, nil
}

// checkBatch refuses batches that no keys are made for, before any are.
func (s Source) checkBatch() error {
	switch {
	case s.Batch == 0:
	case s.System == nil && BuiltIn(s.Name) && !slices.Contains(Sizes(s.Name), s.Batch):
		return fmt.Errorf("%w: those of %s are %v", ErrBatch, s.Name, Sizes(s.Name))
	case s.System != nil && s.System.GetNbConstraints() > MaxBatchConstraints:
		return fmt.Errorf("%w: %d constraints, and there are at most %d", ErrBatch, s.System.GetNbConstraints(), MaxBatchConstraints)
	}
	return nil
}

func (f Folder) assemble(ctx context.Context, source Source, progress func(string)) (*keys.Bundle, map[string]string, error) {
	more := map[string]string{}
	system := source.System
	if system == nil {
		circuit, err := circuitOf(source.Name, source.Batch)
		if err != nil {
			return nil, nil, err
		}
		if source.Ceremony == "" {
			bundle, err := keys.Develop(ctx, string(f), source.Name, circuit, progress)
			return bundle, more, err
		}
		progress("compiling " + source.Name)
		if system, err = Compile(source.Name, source.Batch); err != nil {
			return nil, nil, err
		}
	} else if BuiltIn(source.Name) {
		return nil, nil, fmt.Errorf("%w: give it another name", ErrOtherSource)
	}
	if source.Ceremony == "" {
		progress(fmt.Sprintf("making development keys for %d constraints", system.GetNbConstraints()))
		bundle, err := keys.Setup(ctx, source.Name, system)
		return bundle, more, err
	}
	c, _, _, err := f.follow(ctx, source.Ceremony, system, false, progress)
	if err != nil {
		return nil, nil, err
	}
	t := c.Transcript()
	pk, vk, err := finishedKeys(source.Ceremony, *t.Keys)
	if err != nil {
		return nil, nil, err
	}
	bundle, err := keys.New(keys.Manifest{Name: source.Name, Setup: keys.SetupCeremony}, system, pk, vk)
	if err != nil {
		return nil, nil, err
	}
	if bundle.Manifest.System != t.System.String() || bundle.KeyHash != t.Keys.Hash {
		return nil, nil, fmt.Errorf("%w: it is about constraint system %s and key %s", ErrOtherKeys, t.System, t.Keys.Hash)
	}
	for _, name := range t.Files() {
		more[path.Join(keys.CeremonyFolder, name)] = filepath.Join(source.Ceremony, name)
	}
	return bundle, more, nil
}

// Install verifies a bundle and copies it into the folder, under the sha256 of its manifest. Installing it again changes
// nothing.
func (f Folder) Install(ctx context.Context, dir string, progress func(stage string)) (*Verified, error) {
	v, err := f.Verify(ctx, dir, false, progress)
	if err != nil {
		return nil, err
	}
	manifest, err := os.ReadFile(filepath.Join(dir, keys.ManifestFile))
	if err != nil {
		return nil, fmt.Errorf("installing bundle %s: %w", dir, err)
	}
	sum := sha256.Sum256(manifest)
	target := filepath.Join(string(f), hex.EncodeToString(sum[:]))
	if _, err := os.Stat(filepath.Join(target, keys.ManifestFile)); err == nil {
		return v, nil
	}
	more := map[string]string{}
	for name := range v.Bundle.Manifest.Files {
		if path.Dir(name) == keys.CeremonyFolder || name == keys.PluginFile {
			more[name] = filepath.Join(dir, filepath.FromSlash(name))
		}
	}
	if err := v.Bundle.Save(target, more); err != nil {
		return nil, fmt.Errorf("installing bundle %s: %w", dir, err)
	}
	return v, nil
}
