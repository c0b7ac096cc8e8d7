package audit

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// Folder is a folder of keys, as circuits/keys keeps them: what a key's manifest says of its setup is its provenance.
//
// Warning: a manifest is only as good as whoever may write to the folder.
type Folder string

// Setup implements Provenance.
func (f Folder) Setup(keyHash common.Hash) (string, bool) {
	manifest, found := f.Manifest(keyHash)
	return manifest.Setup, found && manifest.Setup != ""
}

// Manifest is the manifest of a key, if the folder has one.
func (f Folder) Manifest(keyHash common.Hash) (keys.Manifest, bool) {
	manifests, err := filepath.Glob(filepath.Join(string(f), "*", "manifest.json"))
	if err != nil {
		return keys.Manifest{}, false
	}
	for _, path := range manifests {
		var manifest keys.Manifest
		text, err := os.ReadFile(path)
		if err == nil && json.Unmarshal(text, &manifest) == nil && manifest.KeyHash == keyHash {
			return manifest, true
		}
	}
	return keys.Manifest{}, false
}
