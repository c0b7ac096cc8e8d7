package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/constraint"
)

// load reads the folder. system spares reading the constraint system where the caller has compiled it.
func (s store) load(system constraint.ConstraintSystem) (*Bundle, error) {
	if err := s.private(); err != nil {
		return nil, err
	}
	m, err := s.manifest()
	if err != nil {
		return nil, err
	}
	contents := map[string][]byte{}
	for _, name := range []string{systemFile, provingFile, verifyingFile} {
		if contents[name], err = s.read(m, name); err != nil {
			return nil, err
		}
	}
	if system == nil {
		if system, err = decodeSystem(contents[systemFile]); err != nil {
			return nil, s.damaged(systemFile, err.Error())
		}
	}
	pk, vk := groth16.NewProvingKey(ecc.BN254), groth16.NewVerifyingKey(ecc.BN254)
	// Unsafe skips the check of every point; these bytes were hashed above.
	if _, err := pk.UnsafeReadFrom(bytes.NewReader(contents[provingFile])); err != nil {
		return nil, s.damaged(provingFile, err.Error())
	}
	if _, err := vk.ReadFrom(bytes.NewReader(contents[verifyingFile])); err != nil {
		return nil, s.damaged(verifyingFile, err.Error())
	}
	b, err := assemble(m, system, pk, vk)
	if err != nil {
		return nil, fmt.Errorf("loading keys from %s: %w", s.dir(), err)
	}
	if b.KeyHash != m.KeyHash {
		return nil, s.damaged(verifyingFile, fmt.Sprintf("its key is %s, the manifest says %s", b.KeyHash, m.KeyHash))
	}
	b.Dir = s.dir()
	return b, nil
}

// ReadSystem reads a constraint system from a file with that sha256, and refuses what [CheckSystem] refuses.
func ReadSystem(path, hash string) (constraint.ConstraintSystem, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading a constraint system: %w", err)
	}
	if sum := sha256.Sum256(content); hash != hex.EncodeToString(sum[:]) {
		return nil, fmt.Errorf("reading a constraint system: %s is %w: its sha256 is %x, not %s", path, ErrDamaged, sum, hash)
	}
	system, err := decodeSystem(content)
	if err != nil {
		return nil, fmt.Errorf("reading constraint system %s: %w: %w", path, ErrMalformed, err)
	}
	if err := CheckSystem(system); err != nil {
		return nil, fmt.Errorf("checking constraint system %s: %w", path, err)
	}
	return system, nil
}

// decodeSystem takes content that somebody else may have made; the library panics on some of what is none.
func decodeSystem(content []byte) (system constraint.ConstraintSystem, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it cannot be read: %v", r)
		}
	}()
	system = groth16.NewCS(ecc.BN254)
	n, err := system.ReadFrom(bytes.NewReader(content))
	if err == nil && n != int64(len(content)) {
		err = fmt.Errorf("it ends after %d of %d bytes", n, len(content))
	}
	return system, err
}

func (s store) manifest() (Manifest, error) {
	var m Manifest
	text, err := os.ReadFile(filepath.Join(s.dir(), manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, s.damaged(manifestFile, "it is missing")
	}
	if err != nil {
		return m, fmt.Errorf("loading keys: %w", err)
	}
	switch err := json.Unmarshal(text, &m); {
	case err != nil:
		return m, s.damaged(manifestFile, err.Error())
	case m.Format != manifestFormat:
		return m, fmt.Errorf("loading keys from %s: format %d, this program reads %d: use the program that made them, or delete the folder to make new keys",
			s.dir(), m.Format, manifestFormat)
	case m.Setup != SetupDevelopment:
		return m, s.damaged(manifestFile, fmt.Sprintf("it names a setup that does not exist: %q", m.Setup))
	case m.System != s.hash || m.Files[systemFile] != s.hash:
		return m, s.damaged(manifestFile, "it is about another circuit than its folder's name")
	}
	return m, nil
}

func (s store) read(m Manifest, name string) ([]byte, error) {
	content, err := os.ReadFile(filepath.Join(s.dir(), name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, s.damaged(name, "it is missing")
	}
	if err != nil {
		return nil, fmt.Errorf("loading keys: %w", err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != m.Files[name] {
		return nil, s.damaged(name, fmt.Sprintf("its sha256 is %x, the manifest says %s", sum, m.Files[name]))
	}
	return content, nil
}

// private refuses a folder that others can write to: they could put keys there that they can forge with.
func (s store) private() error {
	info, err := os.Stat(s.dir())
	if err != nil {
		return fmt.Errorf("loading keys: %w", err)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("loading keys from %s: others may write to it (mode %v): take that right away with chmod go-w, if you made the keys",
			s.dir(), info.Mode().Perm())
	}
	return nil
}

func (s store) damaged(file, reason string) error {
	return fmt.Errorf("loading keys: %s in %s is %w: %s; put a good copy there, or delete the folder to make new keys (a predicate deployed with the old ones does not know them)",
		file, s.dir(), ErrDamaged, reason)
}
