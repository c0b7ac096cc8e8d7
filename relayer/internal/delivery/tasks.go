package delivery

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Tasks is a folder of tasks that are not on the chain: each is the file whose keccak256 the terms name, whatever it is
// called. Empty stands for none.
type Tasks string

// Keep puts a task into the folder, unless one with its hash is there.
func (t Tasks) Keep(task []byte) error {
	hash := crypto.Keccak256Hash(task)
	if t == "" {
		return fmt.Errorf("keep task %s: there is no folder for it", hash)
	}
	if len(task) > sdk.MaxTask {
		return fmt.Errorf("keep task %s: it has %d bytes, and tasks have %d at most", hash, len(task), sdk.MaxTask)
	}
	there, err := t.of(&chain.Forward{Terms: statement.Terms{TaskHash: hash}})
	if err != nil || there != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(string(t), hash.Hex()+".task"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("keep task %s: %w", hash, err)
	}
	_, err = file.Write(task)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("keep task %s: %w", hash, err)
	}
	return nil
}

// of is the task of a forward: what its opening emitted, or else a file. It is nil if neither has the hash of the terms.
func (t Tasks) of(f *chain.Forward) ([]byte, error) {
	if crypto.Keccak256Hash(f.Task) == f.Terms.TaskHash {
		return f.Task, nil
	}
	if t == "" {
		return nil, nil
	}
	files, err := os.ReadDir(string(t))
	if err != nil {
		return nil, fmt.Errorf("look for its task: %w", err)
	}
	var faults []error
	for _, file := range files {
		if !file.Type().IsRegular() {
			continue
		}
		task, err := readTask(filepath.Join(string(t), file.Name()), f.Terms.TaskHash)
		if task != nil {
			return task, nil
		}
		faults = append(faults, err)
	}
	return nil, errors.Join(faults...)
}

// readTask is a file if it has that hash. Larger ones than a plugin takes are no tasks.
func readTask(path string, hash common.Hash) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("look for its task: %w", err)
	}
	defer file.Close()
	task, err := io.ReadAll(io.LimitReader(file, sdk.MaxTask+1))
	if err != nil {
		return nil, fmt.Errorf("look for its task: %w", err)
	}
	if len(task) > sdk.MaxTask || crypto.Keccak256Hash(task) != hash {
		return nil, nil
	}
	return task, nil
}
