// Package files is the executor that does nothing itself: somebody else put the attempts into a folder. It hands out the
// folder's files in lexical order, the first for the first attempt, the second for the second.
//
// It promises to read nothing but plain files that lie in that folder themselves, and to say clearly when there is none
// left.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the executor is called in a configuration.
const Name = "files"

// folderSetting is its only setting: an absolute path.
const folderSetting = "folder"

// Executor implements sdk.Executor.
type Executor struct{ folder string }

// New makes an executor that still has to be configured.
func New() *Executor { return &Executor{} }

// Configure implements sdk.Executor.
func (e *Executor) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		if name != folderSetting {
			return fmt.Errorf("setting %q is unknown; there is only %q", name, folderSetting)
		}
	}
	folder := settings[folderSetting]
	switch {
	case folder == "":
		return fmt.Errorf("setting %q is missing: give the folder that holds the attempts", folderSetting)
	case !filepath.IsAbs(folder):
		return fmt.Errorf("folder %q is not an absolute path: a plugin has a working folder of its own", folder)
	}
	e.folder = folder
	return nil
}

// Run implements sdk.Executor.
func (e *Executor) Run(_ context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	if job.Attempt < 1 {
		return nil, fmt.Errorf("attempt %d: attempts are counted from one", job.Attempt)
	}
	root, err := os.OpenRoot(e.folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder of attempts: %w", err)
	}
	defer root.Close()
	names, err := list(root)
	if err != nil {
		return nil, fmt.Errorf("list the attempts in %s: %w", e.folder, err)
	}
	if job.Attempt > len(names) {
		return nil, fmt.Errorf("attempt %d: %s holds %d files and all were tried; add another one", job.Attempt, e.folder, len(names))
	}
	name := names[job.Attempt-1]
	if err := emit(sdk.Event{Message: fmt.Sprintf("attempt %d of %d is %s", job.Attempt, len(names), name)}); err != nil {
		return nil, err
	}
	output, err := read(root, name)
	if err != nil {
		return nil, fmt.Errorf("read attempt %d from %s: %w", job.Attempt, filepath.Join(e.folder, name), err)
	}
	return output, nil
}

// list names the folder's files. Names that begin with a dot are not attempts; anything else must be a plain file, so
// that an attempt's number never depends on what was skipped.
func list(root *os.Root) ([]string, error) {
	folder, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	entries, err := folder.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if !entry.Type().IsRegular() {
			return nil, fmt.Errorf("%s is not a plain file; put only files there, no folders and no links", entry.Name())
		}
		names = append(names, entry.Name())
	}
	slices.Sort(names)
	return names, nil
}

// read opens without following links and without waiting for a pipe's other end: the folder may change between listing
// and reading.
func read(root *os.Root, name string) ([]byte, error) {
	file, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a plain file")
	}
	output, err := io.ReadAll(io.LimitReader(file, sdk.MaxOutput+1))
	if err != nil {
		return nil, err
	}
	if len(output) > sdk.MaxOutput {
		return nil, fmt.Errorf("it has more than %d bytes", sdk.MaxOutput)
	}
	return output, nil
}
