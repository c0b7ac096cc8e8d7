package delivery

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// mostTasks is how many files of a folder of tasks are known by their hashes.
const mostTasks = 1 << 16

// taskIndex knows the files of a folder by their hashes, so that a task which nobody has does not have all of them read again: anybody
// names one, in a forward or a bid. What changed is read again, and the folder listed once in a tick. A file is read once more when it is
// found: what the index says of it is no proof.
type taskIndex struct {
	files  map[string]taskFile
	byHash map[common.Hash]string
	faults error // of the last listing
	listed bool  // in this tick
}

// taskFile is a file as it was read last.
type taskFile struct {
	info fs.FileInfo
	hash common.Hash
}

// tick has the folder be listed again once a task is looked for.
func (x *taskIndex) tick() { x.listed = false }

// find is the file with that hash, nil if none has it.
func (x *taskIndex) find(folder string, hash common.Hash) ([]byte, error) {
	if !x.listed {
		if err := x.list(folder); err != nil {
			return nil, err
		}
		x.listed = true
	}
	name, known := x.byHash[hash]
	if !known {
		return nil, x.faults
	}
	task, err := readTask(filepath.Join(folder, name))
	if err != nil || crypto.Keccak256Hash(task) != hash {
		delete(x.files, name) // it is another one by now, whatever its size and its time are
		return nil, errors.Join(err, x.faults)
	}
	return task, nil
}

// list takes over what the folder has, and reads what is new or changed.
func (x *taskIndex) list(folder string) error {
	opened, err := os.Open(folder)
	if err != nil {
		return fmt.Errorf("look for its task: %w", err)
	}
	defer opened.Close()
	entries, err := opened.ReadDir(mostTasks + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("look for its task: %w", err)
	}
	var faults []error
	if len(entries) > mostTasks {
		faults = append(faults, fmt.Errorf("look for its task: there are more than %d files in %s; take some away", mostTasks, folder))
		entries = entries[:mostTasks]
	}
	files, byHash := make(map[string]taskFile, len(entries)), make(map[common.Hash]string, len(entries))
	for _, entry := range entries {
		file, err := x.look(folder, entry)
		switch {
		case err != nil:
			faults = append(faults, err)
		case file != taskFile{}:
			files[entry.Name()], byHash[file.hash] = file, entry.Name()
		}
	}
	x.files, x.byHash, x.faults = files, byHash, errors.Join(faults...)
	return nil
}

// look is what is known of a file, read again if it changed; nothing of what can be no task.
func (x *taskIndex) look(folder string, entry fs.DirEntry) (taskFile, error) {
	if !entry.Type().IsRegular() {
		return taskFile{}, nil
	}
	info, err := entry.Info()
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() > sdk.MaxTask { // it is gone, or no task
		return taskFile{}, nil
	}
	if err != nil {
		return taskFile{}, fmt.Errorf("look for its task: %w", err)
	}
	if before, known := x.files[entry.Name()]; known && sameFile(before.info, info) {
		return before, nil
	}
	task, err := readTask(filepath.Join(folder, entry.Name()))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil || task == nil {
		return taskFile{}, err
	}
	return taskFile{info, crypto.Keccak256Hash(task)}, nil
}

// sameFile says that a file is the one that was there before, and was not written since as far as its size and its time say.
func sameFile(before, now fs.FileInfo) bool {
	return os.SameFile(before, now) && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime())
}
