package keeper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// Spec says what to run and how. The program gets the keeper's environment and working folder, and a null device for its
// standard input.
type Spec struct {
	Path string   `json:"path"`
	Args []string `json:"args"` // the first is the name it is run under

	Unkept   bool `json:"-"`                  // without a keeper: its process group is all that is ended
	Enclosed bool `json:"enclosed,omitempty"` // its processes in a namespace of their own, which ends as a whole
	Apart    bool `json:"apart,omitempty"`    // Enclosed, and with little of the machine to be seen

	Offline bool   `json:"offline,omitempty"` // with Apart, without any network
	User    int    `json:"user,omitempty"`    // runs as this user and the group of that number; 0: as the keeper's
	Foreign bool   `json:"foreign,omitempty"` // gains no rights, has no terminal and dumps no core
	Folder  string `json:"folder,omitempty"`  // with Apart, the only one that is there to write to
	Root    string `json:"root,omitempty"`    // with Apart, an empty folder, for the keeper

	Memory    int64 `json:"memory,omitempty"`    // bytes that all of it may have; 0: any
	Processes int   `json:"processes,omitempty"` // that all of it may be; 0: any

	// For Try: nothing is run, and if there is a file named here, the program must not be able to read it.
	OnlyTry    bool   `json:"onlyTry,omitempty"`
	Unreadable string `json:"unreadable,omitempty"`
}

// ThreadsOfOne is how many threads a process may have on average, where the kernel counts them: it counts no processes.
const ThreadsOfOne = 16

func (s Spec) enclosed() bool { return s.Enclosed || s.Apart }

// Report is how it ended.
type Report struct {
	Program int    `json:"program,omitempty"` // its number, unless it is Enclosed, where numbers are others
	Fault   string `json:"fault,omitempty"`   // why it was not even started
	TooMuch string `json:"tooMuch,omitempty"` // what it had too much of, and was ended for
	Ended   string `json:"ended,omitempty"`   // its exit status or the signal that ended it
	Tried   bool   `json:"tried,omitempty"`   // it was not to be run, and would be kept as asked
}

// Files that a keeper is started with.
const (
	// LifelineFile is the number of the file whose end tells keeper and program that their caller is gone, or wants them to be.
	LifelineFile = 3
	reportFile   = 4
)

const reportLimit = 4 << 10

// ReadReport reads what a keeper that has ended wrote: first the number alone, then the rest, unless it was killed.
func ReadReport(r io.Reader) Report {
	var report Report
	decoder := json.NewDecoder(io.LimitReader(r, reportLimit))
	for decoder.Decode(&report) == nil {
	}
	return report
}

func readSpec(text string) (Spec, error) {
	var spec Spec
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&spec); err != nil {
		return Spec{}, fmt.Errorf("read what to keep: %w", err)
	}
	if spec.Path == "" || len(spec.Args) == 0 {
		return Spec{}, fmt.Errorf("read what to keep: it names no program")
	}
	return spec, nil
}
