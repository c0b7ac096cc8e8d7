// Package bundles builds, verifies, installs and finds bundles: a circuit with its keys and the story of their setup.
//
// It promises that a bundle which it returns for a built-in predicate is of the circuit in this program's source, and that
// keys which it returns as a ceremony's follow from that ceremony's transcript, whatever a folder says of itself.
package bundles

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// Folder is where bundles are kept: those that were installed, and those with development keys that were made here.
type Folder string

// Entry is a bundle of the folder, by what its manifest says.
type Entry struct {
	Dir      string
	Manifest keys.Manifest
}

// List is what lies in the folder, in the order of names. A folder that is not there has none. The error is about what
// could not be read; the list has the rest.
func (f Folder) List() ([]Entry, error) {
	folders, err := os.ReadDir(string(f))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing bundles: %w", err)
	}
	var entries []Entry
	var faults []error
	for _, folder := range folders {
		dir := filepath.Join(string(f), folder.Name())
		if _, err := os.Stat(filepath.Join(dir, keys.ManifestFile)); err != nil || strings.Contains(folder.Name(), ".") {
			continue // no bundle, or one being written
		}
		manifest, err := keys.ReadManifest(dir)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		entries = append(entries, Entry{Dir: dir, Manifest: manifest})
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return strings.Compare(a.Manifest.Name, b.Manifest.Name) })
	return entries, errors.Join(faults...)
}

// Find is the bundle with a key, if the folder has one that can be read. One from a ceremony goes first.
func (f Folder) Find(keyHash common.Hash) (found Entry, known bool) {
	entries, _ := f.List() // what cannot be read tells nothing of the key
	for _, entry := range entries {
		if entry.Manifest.KeyHash == keyHash && (!known || entry.Manifest.Setup == keys.SetupCeremony) {
			found, known = entry, true
		}
	}
	return found, known
}

// Get returns the bundles by which a predicate's forwards are proved one at a time. Installed ones go first, and are
// verified; a built-in predicate without any has development keys, which are made where they are missing. progress hears of
// each stage.
func (f Folder) Get(ctx context.Context, name string, progress func(stage string)) ([]*keys.Bundle, error) {
	entries, err := f.List()
	if err != nil {
		return nil, err
	}
	var all []*keys.Bundle
	for _, entry := range entries {
		m := entry.Manifest
		if m.Name != name || m.Batch != 0 || BuiltIn(name) && m.Setup != keys.SetupCeremony {
			continue
		}
		verified, err := f.Verify(ctx, entry.Dir, false, progress)
		if err != nil {
			return nil, fmt.Errorf("%w; remove %s if it should not be used", err, entry.Dir)
		}
		all = append(all, verified.Bundle)
	}
	if len(all) > 0 {
		return all, nil
	}
	bundle, err := f.Develop(ctx, name, progress)
	if err != nil {
		return nil, err
	}
	return []*keys.Bundle{bundle}, nil
}

// Develop returns a built-in predicate's bundle with development keys, from the folder or made anew and kept there.
func (f Folder) Develop(ctx context.Context, name string, progress func(stage string)) (*keys.Bundle, error) {
	return f.develop(ctx, name, 0, progress)
}

func (f Folder) develop(ctx context.Context, name string, n int, progress func(stage string)) (*keys.Bundle, error) {
	circuit, err := circuitOf(name, n)
	if err != nil {
		return nil, err
	}
	return keys.Develop(ctx, string(f), name, circuit, progress)
}

// DevelopBatches returns a built-in predicate's bundles for several statements at once, with development keys.
func (f Folder) DevelopBatches(ctx context.Context, name string, progress func(stage string)) ([]*keys.Bundle, error) {
	var all []*keys.Bundle
	for _, n := range Sizes(name) {
		bundle, err := f.develop(ctx, name, n, progress)
		if err != nil {
			return nil, err
		}
		all = append(all, bundle)
	}
	return all, nil
}

// Batches returns those bundles for several statements of a predicate at once that are in the folder and have one of some
// keys, or with nil all that Get would take. Where the source is here, they are of its circuits.
func (f Folder) Batches(ctx context.Context, name string, hashes []common.Hash, progress func(stage string)) ([]*keys.Bundle, error) {
	entries, err := f.List()
	if err != nil {
		return nil, err
	}
	var all []*keys.Bundle
	for _, entry := range entries {
		m := entry.Manifest
		wanted := slices.Contains(hashes, m.KeyHash)
		if hashes == nil { // development keys lie about from whatever was tried before
			wanted = !BuiltIn(name) || m.Setup == keys.SetupCeremony
		}
		if m.Name != name || m.Batch == 0 || !wanted {
			continue
		}
		verified, err := f.Verify(ctx, entry.Dir, false, progress)
		if err != nil {
			return nil, fmt.Errorf("%w; remove %s if it should not be used", err, entry.Dir)
		}
		all = append(all, verified.Bundle)
	}
	return all, nil
}
