package delivery

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
)

// Tasks are what finds a forward's task where the chain has it in an envelope, or has not got it at all.
type Tasks struct {
	// Folder is of tasks that are not on the chain: each is the file whose keccak256 the terms name, whatever it is called. Empty
	// stands for none. Whoever knows the hash of a file, which terms make public, can have it worked on in a forward of their own and gets
	// the output: what has to stay with one buyer is encrypted by that buyer, or its predicate seals its output.
	Folder string
	// Keys open the envelopes that tasks are in, of forwards in the escrow on a chain.
	Keys    []age.Identity
	ChainID *big.Int
	Escrow  common.Address

	known *taskIndex // what the folder has, of whoever looks more than once
}

// Keep puts a task into the folder, unless one with its hash is there.
func (t Tasks) Keep(task []byte) error {
	hash := crypto.Keccak256Hash(task)
	if t.Folder == "" {
		return fmt.Errorf("keep task %s: there is no folder for it", hash)
	}
	if len(task) > sdk.MaxTask {
		return fmt.Errorf("keep task %s: it has %d bytes, and tasks have %d at most", hash, len(task), sdk.MaxTask)
	}
	there, err := t.file(hash)
	if err != nil || there != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(t.Folder, hash.Hex()+".task"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("keep task %s: %w", hash, err)
	}
	_, err = file.Write(task)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("keep task %s: %w", hash, err)
	}
	return nil
}

// Of is the task of a forward: what its opening emitted, in an envelope or not, or else a file. It is nil if none has the hash of the
// terms, and then reason says why.
func (t Tasks) Of(f *chain.Forward) (task []byte, reason string, err error) {
	if crypto.Keccak256Hash(f.Task) == f.Terms.TaskHash {
		return f.Task, "", nil
	}
	if envelope.Is(f.Task) {
		in := envelope.Context{ChainID: t.ChainID, Escrow: t.Escrow, Buyer: f.Buyer, Terms: &f.Terms}
		task, err := envelope.Open(in, f.Task, t.Keys...)
		if err == nil && crypto.Keccak256Hash(task) == f.Terms.TaskHash {
			return task, "", nil
		}
		if reason = "another task is in it than the terms say"; err != nil {
			reason = err.Error()
		}
		reason = fmt.Sprintf("its task is encrypted to providers (--task-key opens what is for you): %s", reason)
		if errors.Is(err, envelope.ErrElsewhere) { // whoever copied it is to learn nothing of it from a file either
			return nil, reason, nil
		}
	} else {
		reason = fmt.Sprintf("what was emitted with the opening (%d bytes) has the hash %s, the terms say %s; a task behind a URI is not "+
			"fetched, put it as a file into the folder of --tasks", len(f.Task), crypto.Keccak256Hash(f.Task), f.Terms.TaskHash)
	}
	if task, err = t.file(f.Terms.TaskHash); task != nil || err != nil {
		return task, "", err
	}
	return nil, reason, nil
}

// file is the one with that hash, nil if none has it. One that Keep wrote is found by its name.
func (t Tasks) file(hash common.Hash) ([]byte, error) {
	if t.Folder == "" {
		return nil, nil
	}
	kept := filepath.Join(t.Folder, hash.Hex()+".task")
	if info, err := os.Lstat(kept); err == nil && info.Mode().IsRegular() {
		if task, err := readTask(kept); err == nil && crypto.Keccak256Hash(task) == hash {
			return task, nil
		}
	}
	known := t.known
	if known == nil {
		known = new(taskIndex)
	}
	return known.find(t.Folder, hash)
}

// readTask is a file, or nothing where it is larger than what a plugin takes: that is no task.
func readTask(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("look for its task: %w", err)
	}
	defer file.Close()
	task, err := io.ReadAll(io.LimitReader(file, sdk.MaxTask+1))
	if err != nil {
		return nil, fmt.Errorf("look for its task: %w", err)
	}
	if len(task) > sdk.MaxTask {
		return nil, nil
	}
	return task, nil
}
