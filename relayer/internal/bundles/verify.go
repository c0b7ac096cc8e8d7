package bundles

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/constraint"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/circuits/keys"
)

// What a bundle can claim and not be.
var (
	ErrOtherSource = errors.New("its constraint system is not that of the built-in predicate whose name it has")
	ErrOtherKeys   = errors.New("its keys are not those of its ceremony")
)

// Verified is a bundle all of which was recomputed that can be.
type Verified struct {
	Bundle     *keys.Bundle
	Source     bool                 // this program compiles the very constraint system from its own source
	Transcript *ceremony.Transcript // nil with development keys
	Hash       string               // sha256 of the transcript
	Before     bool                 // the transcript was followed before and not now
}

// Verify recomputes everything about the bundle in dir: the sha256 of every file, the checks of circuit and key, for a
// built-in predicate the constraint system from source, and for keys from a ceremony every step from its beginning to the
// keys. That it came to them is remembered in the folder by the transcript's sha256; again follows the transcript anew.
func (f Folder) Verify(ctx context.Context, dir string, again bool, progress func(stage string)) (*Verified, error) {
	v, err := f.verify(ctx, dir, again, progress)
	if err != nil {
		return nil, fmt.Errorf("verifying bundle %s: %w", dir, err)
	}
	return v, nil
}

func (f Folder) verify(ctx context.Context, dir string, again bool, progress func(stage string)) (*Verified, error) {
	progress("comparing the files of " + dir + " with their manifest")
	if err := keys.CheckFiles(dir); err != nil {
		return nil, err
	}
	bundle, err := keys.Load(dir)
	if err != nil {
		return nil, err
	}
	m := bundle.Manifest
	v := &Verified{Bundle: bundle, Source: BuiltIn(m.Name)}
	if v.Source {
		progress("compiling " + m.Name + " from source")
		system, err := Compile(m.Name, m.Batch)
		if err != nil {
			return nil, err
		}
		hash, err := keys.SystemHash(system)
		if err != nil {
			return nil, err
		}
		if hash != m.System {
			return nil, fmt.Errorf("%w: %s has the hash %s here, and the bundle's %s", ErrOtherSource, m.Name, hash, m.System)
		}
	}
	if m.Setup != keys.SetupCeremony {
		return v, nil
	}
	c, hash, before, err := f.follow(ctx, filepath.Join(dir, keys.CeremonyFolder), bundle.System, again, progress)
	if err != nil {
		return nil, err
	}
	t := c.Transcript()
	if named := t.Keys; t.System.String() != m.System || named.Hash != bundle.KeyHash ||
		named.Verifying.String() != m.Files[ceremony.VerifyingFile] || named.Proving.String() != m.Files[ceremony.ProvingFile] {
		return nil, fmt.Errorf("%w: the transcript leads to %s, and the bundle has %s", ErrOtherKeys, named.Hash, bundle.KeyHash)
	}
	v.Transcript, v.Hash, v.Before = &t, hash, before
	return v, nil
}

// follow follows a finished ceremony, unless that was done before.
func (f Folder) follow(ctx context.Context, dir string, system constraint.ConstraintSystem, again bool, progress func(string)) (c *ceremony.Ceremony, hash string, before bool, err error) {
	if c, err = ceremony.Open(dir); err != nil {
		return nil, "", false, err
	}
	if hash, err = ceremony.Fingerprint(dir); err != nil {
		return nil, "", false, err
	}
	t := c.Transcript()
	if t.Keys == nil {
		return nil, "", false, ceremony.ErrUnfinished
	}
	if before, err = f.verdict(hash); err != nil || before && !again {
		return c, hash, before, err
	}
	if _, err := c.Verify(ctx, system, time.Now(), progress); err != nil {
		return nil, "", false, err
	}
	return c, hash, false, f.remember(hash)
}

// finishedKeys are the keys of a ceremony that was followed, from its folder.
func finishedKeys(dir string, made ceremony.Keys) (groth16.ProvingKey, groth16.VerifyingKey, error) {
	return keys.ReadKeys(filepath.Join(dir, ceremony.ProvingFile), made.Proving.String(),
		filepath.Join(dir, ceremony.VerifyingFile), made.Verifying.String())
}

const verdictsFolder = "verdicts"

// verdict says whether a transcript was followed to its keys before.
//
// Warning: whoever may write to the folder can say so of any transcript, and can replace what lies beside it as well.
func (f Folder) verdict(hash string) (bool, error) {
	folder := filepath.Join(string(f), verdictsFolder)
	info, err := os.Stat(folder)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading verdicts: %w", err)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return false, fmt.Errorf("reading verdicts: others may write to %s: remove it", folder)
	}
	_, err = os.Stat(filepath.Join(folder, hash))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return false, fmt.Errorf("reading verdicts: %w", err)
	}
	return err == nil, nil
}

func (f Folder) remember(hash string) error {
	folder := filepath.Join(string(f), verdictsFolder)
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, hash), []byte("the transcript with this sha256 was followed to its keys\n"), 0o600)
	}
	if err != nil {
		return fmt.Errorf("writing a verdict: %w", err)
	}
	return nil
}

// String says in a sentence where the key comes from and what that was held against.
func (v *Verified) String() string {
	m := v.Bundle.Manifest
	source := "which this program compiles from its source"
	if !v.Source {
		source = "whose source is not part of this program"
	}
	circuit := fmt.Sprintf("constraint system %s, %s", m.System, source)
	if v.Transcript == nil {
		return fmt.Sprintf("DEVELOPMENT key %s: whoever made it can forge proofs; %s", v.Bundle.KeyHash, circuit)
	}
	var phases []string
	for i, phase := range v.Transcript.Phases {
		var names []string
		for _, contribution := range phase.Contributions {
			names = append(names, contribution.Contributor)
		}
		phases = append(phases, fmt.Sprintf("phase %d by %s", i+1, strings.Join(names, ", ")))
	}
	followed := "followed to key"
	if v.Before {
		followed = "followed before to key"
	}
	return fmt.Sprintf("a ceremony, %s, its transcript %s %s %s; %s", strings.Join(phases, " and "), v.Hash, followed, v.Bundle.KeyHash, circuit)
}
