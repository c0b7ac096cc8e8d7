package journal

import (
	"errors"
	"os"
)

// disk is what durability rests on, apart from the rest so that tests can cut the power between any two steps.
type disk interface {
	// Write makes or truncates a file readable by its owner alone, and returns when its content is on the disk.
	Write(path string, data []byte) error
	// Rename puts a file in the place of another in one step, durable once its folder is synced.
	Rename(from, to string) error
	// SyncFolder returns when the names in the folder are on the disk.
	SyncFolder(path string) error
}

type osDisk struct{}

func (osDisk) Write(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}

func (osDisk) Rename(from, to string) error {
	return os.Rename(from, to)
}

func (osDisk) SyncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
