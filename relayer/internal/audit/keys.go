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
	manifests, err := filepath.Glob(filepath.Join(string(f), "*", "manifest.json"))
	if err != nil {
		return "", false
	}
	for _, path := range manifests {
		if text, err := os.ReadFile(path); err == nil {
			var manifest keys.Manifest
			if json.Unmarshal(text, &manifest) == nil && manifest.KeyHash == keyHash && manifest.Setup != "" {
				return manifest.Setup, true
			}
		}
	}
	return "", false
}
