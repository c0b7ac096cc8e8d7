package chain

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
)

// Deployment says where Tercet's contracts are. It is a file, so that commands need no addresses.
type Deployment struct {
	ChainID    uint64                       `json:"chainId"`
	RPC        string                       `json:"rpc,omitempty"`
	Block      uint64                       `json:"block"` // the first one worth reading
	Escrow     common.Address               `json:"escrow"`
	Offers     common.Address               `json:"offers,omitzero"` // zero where nothing takes signed bids and asks
	ClaimDelay uint64                       `json:"claimDelaySeconds"`
	Tokens     map[string]common.Address    `json:"tokens"`
	Predicates map[string]DeployedPredicate `json:"predicates"`
}

// DeployedPredicate is a predicate with the key it was deployed for.
type DeployedPredicate struct {
	Address     common.Address `json:"address"`
	KeyHash     common.Hash    `json:"keyHash"`
	Batches     []common.Hash  `json:"batchKeyHashes,omitempty"` // of its keys for several statements at once
	Development bool           `json:"developmentKey"`           // whoever made the key can prove anything
}

// Endpoints are those that a user names, else the one that the deployment does, else those by default.
func (d Deployment) Endpoints(named, byDefault []string) []string {
	switch {
	case len(named) > 0:
		return named
	case d.RPC != "":
		return []string{d.RPC}
	}
	return byDefault
}

// maxDeployment is more than any deployment file takes.
const maxDeployment = 1 << 20

// LoadDeployment reads a deployment file.
func LoadDeployment(path string) (Deployment, error) {
	file, err := os.Open(path)
	if err != nil {
		return Deployment{}, fmt.Errorf("read deployment: %w", err)
	}
	defer file.Close()
	var d Deployment
	decoder := json.NewDecoder(io.LimitReader(file, maxDeployment))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		return Deployment{}, fmt.Errorf("read deployment %s: %w; want a file as `tercet devnet` writes it", path, plainly(err, decoder.InputOffset()))
	}
	if decoder.More() {
		return Deployment{}, fmt.Errorf("read deployment %s: there is something after it, at byte %d", path, decoder.InputOffset())
	}
	if d.Escrow == (common.Address{}) || d.ChainID == 0 {
		return Deployment{}, fmt.Errorf("read deployment %s: it names no escrow or no chain id", path)
	}
	return d, nil
}

// plainly is an error of a JSON file without the names that things have in here.
func plainly(err error, at int64) error {
	var kind *json.UnmarshalTypeError
	var file *fs.PathError
	switch {
	case errors.As(err, &file): // its path is told already
		return file.Err
	case errors.Is(err, io.EOF):
		return errors.New("it is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it ends in its middle")
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%s is no value for %s (byte %d)", kind.Value, kind.Field, at)
	case errors.As(err, &kind):
		return fmt.Errorf("it is no JSON object (byte %d)", at)
	}
	return err
}

// Save writes a deployment file, whole or not at all.
func (d Deployment) Save(path string) error {
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("write deployment %s: %w", path, err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".deployment-*")
	if err != nil {
		return fmt.Errorf("write deployment %s: %w", path, err)
	}
	defer os.Remove(temporary.Name()) // gone already once it was renamed
	if _, err = temporary.Write(append(text, '\n')); err == nil {
		err = temporary.Chmod(0o644)
	}
	if closing := temporary.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write deployment %s: %w", path, err)
	}
	return nil
}
