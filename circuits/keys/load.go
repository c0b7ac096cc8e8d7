package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/constraint"
)

// develop loads development keys from the folder of their constraint system.
func (s store) develop(system constraint.ConstraintSystem) (*Bundle, error) {
	b, err := s.load(system)
	switch {
	case err != nil:
		return nil, err
	case b.Manifest.System != s.name:
		return nil, s.damaged(ManifestFile, "it is about another circuit than its folder's name")
	case b.Manifest.Setup != SetupDevelopment:
		return nil, s.damaged(ManifestFile, "it is not about development keys")
	}
	return b, nil
}

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

// ReadKeys reads keys from files with those sha256, as bundles and ceremonies keep them. It leaves [Check] to [New].
func ReadKeys(proving, provingHash, verifying, verifyingHash string) (groth16.ProvingKey, groth16.VerifyingKey, error) {
	pk, vk := groth16.NewProvingKey(ecc.BN254), groth16.NewVerifyingKey(ecc.BN254)
	for _, f := range []struct {
		path, hash string
		read       func(io.Reader) (int64, error)
	}{{proving, provingHash, pk.UnsafeReadFrom}, {verifying, verifyingHash, vk.ReadFrom}} {
		content, err := os.ReadFile(f.path)
		if err != nil {
			return nil, nil, fmt.Errorf("reading keys: %w", err)
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != f.hash {
			return nil, nil, fmt.Errorf("reading keys: %s is %w: its sha256 is %x, not %s", f.path, ErrDamaged, sum, f.hash)
		}
		if _, err := f.read(bytes.NewReader(content)); err != nil {
			return nil, nil, fmt.Errorf("reading keys: %s: %w: %w", f.path, ErrMalformed, err)
		}
	}
	return pk, vk, nil
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

// ReadManifest reads the manifest of a bundle's folder, and refuses one that does not agree with itself.
func ReadManifest(dir string) (Manifest, error) { return storeAt(dir).manifest() }

func (s store) manifest() (Manifest, error) {
	var m Manifest
	text, err := os.ReadFile(filepath.Join(s.dir(), ManifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return m, s.damaged(ManifestFile, "it is missing")
	}
	if err != nil {
		return m, fmt.Errorf("loading keys: %w", err)
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, s.damaged(ManifestFile, err.Error())
	}
	if m.Format != manifestFormat {
		return m, fmt.Errorf("loading keys from %s: format %d, this program reads %d: use the program that made them, or delete the folder to make new keys",
			s.dir(), m.Format, manifestFormat)
	}
	if reason := m.fault(); reason != "" {
		return m, s.damaged(ManifestFile, reason)
	}
	return m, nil
}

// fileName is what a bundle's files may be called: nothing lies outside its folder.
var fileName = regexp.MustCompile(`^(` + CeremonyFolder + `/)?[a-z0-9][a-z0-9.-]{0,63}$`)

// fault says what is wrong with a manifest by itself. Curve and statement were left out of the first development keys.
func (m Manifest) fault() string {
	for name := range m.Files {
		if !fileName.MatchString(name) || name == ManifestFile {
			return fmt.Sprintf("it names a file %q", name)
		}
	}
	_, transcript := m.Files[CeremonyFolder+"/transcript.json"]
	first := m.Setup == SetupDevelopment && m.Curve == "" && m.Statement == ""
	switch {
	case m.Setup != SetupDevelopment && m.Setup != SetupCeremony:
		return fmt.Sprintf("it names a setup that does not exist: %q", m.Setup)
	case m.Setup == SetupCeremony && !transcript:
		return "it claims a ceremony and has no transcript of it"
	case m.Setup == SetupDevelopment && transcript:
		return "it has the transcript of a ceremony, and development keys"
	case m.Curve != Curve && !first:
		return fmt.Sprintf("it is for curve %q, not %s", m.Curve, Curve)
	case m.Statement != Layout && !first:
		return fmt.Sprintf("it is about the statement %q, not %q", m.Statement, Layout)
	case m.Files[systemFile] != m.System:
		return "it is about another circuit than its constraint system"
	}
	return ""
}

// CheckFiles holds a bundle's folder against its manifest: every file of it by sha256, and none beside.
func CheckFiles(dir string) error {
	s := storeAt(dir)
	m, err := s.manifest()
	if err != nil {
		return err
	}
	for name := range m.Files {
		if err := s.checkFile(m, name); err != nil {
			return err
		}
	}
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("loading keys: %w", err)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		_, listed := m.Files[name]
		if listed && entry.Type().IsRegular() || entry.IsDir() && (name == "." || name == CeremonyFolder) || name == ManifestFile {
			return nil
		}
		return s.damaged(ManifestFile, fmt.Sprintf("it does not name %s, or that is no plain file", name))
	})
}

func (s store) checkFile(m Manifest, name string) error {
	file, err := os.Open(filepath.Join(s.dir(), filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return s.damaged(name, "it is missing")
	}
	if err != nil {
		return fmt.Errorf("loading keys: %w", err)
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return fmt.Errorf("loading keys: %w", err)
	}
	if sum := hex.EncodeToString(h.Sum(nil)); sum != m.Files[name] {
		return s.damaged(name, fmt.Sprintf("its sha256 is %s, the manifest says %s", sum, m.Files[name]))
	}
	return nil
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
