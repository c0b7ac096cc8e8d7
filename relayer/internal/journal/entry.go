package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

const (
	entryFile = "delivery.json"
	// maxFile bounds what is read back of one file: the journal's folder is not beyond an operator's mistakes.
	maxFile = 256 << 20
)

// entry is delivery.json. Blobs lie beside it under their digest, so that a new output never overwrites the one an
// older delivery.json names: the rename of delivery.json is the moment the entry changes.
type entry struct {
	SHA256   string          `json:"sha256"` // of the bytes of Delivery
	Delivery json.RawMessage `json:"delivery"`
}

type stored struct {
	*Delivery
	Output  string `json:"outputSha256,omitempty"`
	Opening string `json:"openingSha256,omitempty"`
	Witness string `json:"witnessSha256,omitempty"`
}

func (j *Journal) save(folder string, d *Delivery) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("make its folder: %w", err)
	}
	if err := j.disk.SyncFolder(j.folder); err != nil {
		return fmt.Errorf("sync %s: %w", j.folder, err)
	}

	s := stored{Delivery: d}
	blobs := map[string][]byte{}
	for _, blob := range []struct {
		kind string
		data []byte
		name *string
	}{{"output", d.Output, &s.Output}, {"opening", d.Opening, &s.Opening}, {"witness", d.Witness, &s.Witness}} {
		if blob.data == nil {
			continue
		}
		*blob.name = digest(blob.data)
		path := blobPath(folder, blob.kind, *blob.name)
		blobs[path] = blob.data
		if written(path, blob.data) {
			continue
		}
		if err := j.replace(path, blob.data); err != nil {
			return err
		}
	}
	if err := j.disk.SyncFolder(folder); err != nil {
		return fmt.Errorf("sync %s: %w", folder, err)
	}

	inner, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode the entry: %w", err)
	}
	outer, err := json.Marshal(entry{SHA256: digest(inner), Delivery: inner})
	if err != nil {
		return fmt.Errorf("encode the entry: %w", err)
	}
	if err := j.replace(filepath.Join(folder, entryFile), outer); err != nil {
		return err
	}
	if err := j.disk.SyncFolder(folder); err != nil {
		return fmt.Errorf("sync %s: %w", folder, err)
	}
	return sweep(folder, blobs)
}

// replace puts data at path in one step: readers see the old file or the new one.
func (j *Journal) replace(path string, data []byte) error {
	temp := path + ".tmp"
	if err := j.disk.Write(temp, data); err != nil {
		return fmt.Errorf("write %s: %w", temp, err)
	}
	if err := j.disk.Rename(temp, path); err != nil {
		return fmt.Errorf("put %s in place: %w", path, err)
	}
	return nil
}

// sweep removes what the entry no longer names: secrets that are not needed any more should not lie about.
func sweep(folder string, keep map[string][]byte) error {
	files, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("list %s: %w", folder, err)
	}
	for _, file := range files {
		path := filepath.Join(folder, file.Name())
		if _, kept := keep[path]; kept || file.Name() == entryFile {
			continue
		}
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("remove an old file: %w", err)
		}
	}
	return nil
}

func load(folder string, forward common.Hash) (*Delivery, error) {
	path := filepath.Join(folder, entryFile)
	outer, err := read(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	var e entry
	if err := json.Unmarshal(outer, &e); err != nil {
		return nil, &CorruptError{Path: path, Reason: fmt.Sprintf("it is not the JSON that was written (%v)", err)}
	}
	if digest(e.Delivery) != e.SHA256 {
		return nil, &CorruptError{Path: path, Reason: "its content does not have the sha256 it names"}
	}
	s := stored{Delivery: new(Delivery)}
	decoder := json.NewDecoder(bytes.NewReader(e.Delivery))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return nil, &CorruptError{Path: path, Reason: fmt.Sprintf("it was written by another version (%v)", err)}
	}
	if !s.Stage.known() {
		return nil, &CorruptError{Path: path, Reason: fmt.Sprintf("it was written by another version (its stage is %q)", s.Stage)}
	}
	if s.Forward != forward {
		return nil, &CorruptError{Path: path, Reason: fmt.Sprintf("it is the entry of forward %s", s.Forward)}
	}
	if s.Delivery.Output, err = loadBlob(folder, "output", s.Output); err != nil {
		return nil, err
	}
	if s.Delivery.Opening, err = loadBlob(folder, "opening", s.Opening); err != nil {
		return nil, err
	}
	if s.Delivery.Witness, err = loadBlob(folder, "witness", s.Witness); err != nil {
		return nil, err
	}
	return s.Delivery, nil
}

func loadBlob(folder, kind, sum string) ([]byte, error) {
	if sum == "" {
		return nil, nil
	}
	if strings.ContainsAny(sum, `/\`) {
		return nil, &CorruptError{Path: folder, Reason: fmt.Sprintf("the digest of its %s is %q", kind, sum)}
	}
	path := blobPath(folder, kind, sum)
	data, err := read(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, &CorruptError{Path: path, Reason: "it is missing"}
	}
	if err != nil {
		return nil, err
	}
	if digest(data) != sum {
		return nil, &CorruptError{Path: path, Reason: "its content does not have the sha256 of its name"}
	}
	return data, nil
}

func blobPath(folder, kind, sum string) string {
	return filepath.Join(folder, kind+"-"+sum)
}

func written(path string, data []byte) bool {
	have, err := read(path)
	return err == nil && bytes.Equal(have, data)
}

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxFile {
		return nil, &CorruptError{Path: path, Reason: fmt.Sprintf("it has %d bytes, more than the %d ever written",
			info.Size(), maxFile)}
	}
	return os.ReadFile(path)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
