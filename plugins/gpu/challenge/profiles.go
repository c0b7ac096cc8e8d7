package challenge

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// Limits of a table of profiles.
const (
	MaxProfiles = 1 << 16 // bytes
	maxRows     = 256
)

//go:embed profiles.json
var embedded []byte

// profileJSON is a profile as a table has it. Deadlines are texts such as "1.5s".
type profileJSON struct {
	Model      string   `json:"model"`
	Memory     uint64   `json:"memory"`
	Blocks     int      `json:"blocks"`
	BlockWords int      `json:"block_words"`
	Rounds     int      `json:"rounds"`
	Lanes      int      `json:"lanes"`
	Touches    int      `json:"touches"`
	N          int      `json:"n"`
	Steps      int      `json:"steps"`
	Pairs      int      `json:"pairs"`
	Rows       int      `json:"rows"`
	Fill       duration `json:"fill"`
	Touch      duration `json:"touch"`
	Multiply   duration `json:"multiply"`
	Open       duration `json:"open"`
	Calibrated bool     `json:"calibrated"`
}

type duration time.Duration

// MarshalText writes a duration as time.ParseDuration reads it.
func (d duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads it.
func (d *duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	*d = duration(parsed)
	return err
}

// ParseProfiles reads a table of profiles. Each is one that Check accepts, and no model comes twice.
func ParseProfiles(text []byte) ([]Profile, error) {
	if len(text) > MaxProfiles {
		return nil, wire.Fault(MaxProfiles, "profiles", "longer than any table")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var rows []profileJSON
	if err := decoder.Decode(&rows); err != nil {
		return nil, wire.Fault(int(decoder.InputOffset()), "profiles", err.Error())
	}
	if end := decoder.InputOffset(); len(bytes.TrimSpace(text[end:])) > 0 {
		return nil, wire.Fault(int(end), "profiles", "text after the end")
	}
	if len(rows) > maxRows {
		return nil, fmt.Errorf("a table of %d profiles: it may have up to %d", len(rows), maxRows)
	}
	profiles, seen := make([]Profile, len(rows)), map[string]bool{}
	for i, row := range rows {
		profiles[i] = row.profile()
		if err := profiles[i].Check(); err != nil {
			return nil, fmt.Errorf("profile %d, %q: %w", i+1, row.Model, err)
		}
		if seen[row.Model] {
			return nil, fmt.Errorf("profile %d, %q: there is one of this model before it", i+1, row.Model)
		}
		seen[row.Model] = true
	}
	return profiles, nil
}

// MarshalProfiles writes a table of profiles.
func MarshalProfiles(profiles []Profile) ([]byte, error) {
	rows := make([]profileJSON, len(profiles))
	for i, p := range profiles {
		rows[i] = profileJSON{
			p.Model, p.Memory, p.Blocks, p.BlockWords, p.Rounds, p.Lanes, p.Touches, p.N, p.Steps, p.Pairs, p.Rows,
			duration(p.Fill), duration(p.Touch), duration(p.Multiply), duration(p.Open), p.Calibrated,
		}
	}
	text, err := json.MarshalIndent(rows, "", "  ")
	return append(text, '\n'), err
}

func (r profileJSON) profile() Profile {
	return Profile{
		Model: r.Model, Memory: r.Memory, Blocks: r.Blocks, BlockWords: r.BlockWords, Rounds: r.Rounds, Lanes: r.Lanes,
		Touches: r.Touches, N: r.N, Steps: r.Steps, Pairs: r.Pairs, Rows: r.Rows, Fill: time.Duration(r.Fill),
		Touch: time.Duration(r.Touch), Multiply: time.Duration(r.Multiply), Open: time.Duration(r.Open), Calibrated: r.Calibrated,
	}
}

// ErrModel says that no profile is known for a model.
var ErrModel = errors.New("no profile for this model")

// Named is the profile of a model, by OpenCL's name of it, of the table that comes with this package. Its deadlines are projected
// unless Calibrated says that they were measured.
func Named(model string) (Profile, error) {
	profiles, err := ParseProfiles(embedded)
	if err != nil {
		return Profile{}, fmt.Errorf("read the table of profiles: %w", err)
	}
	names := make([]string, len(profiles))
	for i, profile := range profiles {
		if profile.Model == model {
			return profile, nil
		}
		names[i] = fmt.Sprintf("%q", profile.Model)
	}
	return Profile{}, fmt.Errorf("%w: %q: those known are %s; opencl.Measure makes one", ErrModel, model, strings.Join(names, ", "))
}
