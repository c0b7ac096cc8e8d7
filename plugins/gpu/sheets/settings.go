package sheets

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// The settings.
const (
	metersSetting = "meters"   // file: JSON list of meters, as meter.Address has them
	keySetting    = "key-file" // file of the peer key that registrations name as executor
	hoursSetting  = "hours"    // most hours of a step; without it a whole epoch
)

const (
	maxFile   = 64 << 10
	maxMeters = 100
)

// Configure implements sdk.Executor.
func (e *Executor) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		if name != metersSetting && name != keySetting && name != hoursSetting {
			return fmt.Errorf("setting %q is unknown; there are %q, %q and %q", name, metersSetting, keySetting, hoursSetting)
		}
	}
	hours := uint64(gpuhours.EpochHours)
	if value, set := settings[hoursSetting]; set {
		var err error
		if hours, err = strconv.ParseUint(value, 10, 64); err != nil || hours < 1 || hours > gpuhours.EpochHours {
			return fmt.Errorf("setting %q is %q: choose 1 to %d hours a step", hoursSetting, value, gpuhours.EpochHours)
		}
	}
	key, err := loadKey(settings[keySetting])
	if err != nil {
		return fmt.Errorf("setting %q: %w", keySetting, err)
	}
	addresses, err := LoadMeters(settings[metersSetting])
	if err != nil {
		return fmt.Errorf("setting %q: %w", metersSetting, err)
	}
	meters := map[gpuhours.Meter]asker{}
	for i, address := range addresses {
		client, err := meter.Dial(address, key)
		if err != nil {
			return fmt.Errorf("setting %q: meter %d: %w", metersSetting, i+1, err)
		}
		meters[address.Meter] = client
	}
	e.hours, e.meters = hours, meters
	return nil
}

// loadKey reads a peer key out of a file that only its owner can read. No error repeats what the file holds.
func loadKey(path string) (key peer.Key, err error) {
	if path == "" {
		return key, errors.New("name the file of the executor's peer key; `tercet gpu key new FILE` makes one")
	}
	info, err := os.Stat(path)
	if err != nil {
		return key, err
	}
	if open := info.Mode().Perm() & 0o077; open != 0 && runtime.GOOS != "windows" {
		return key, fmt.Errorf("%s: others may read or change it (mode %04o); run: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	text, err := readFile(path)
	if err != nil {
		return key, err
	}
	return key, key.UnmarshalText(bytes.TrimSpace(text))
}

// LoadMeters reads a list of meters.
func LoadMeters(path string) (list []meter.Address, err error) {
	if path == "" {
		return nil, errors.New(`name a file with a list of meters, each as {"meter": KEY, "url": URL, "name": NAME}; ` + "`tercet meter address` prints one")
	}
	text, err := readFile(path)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&list); err != nil {
		return nil, fmt.Errorf("%s: byte %d: %w", path, decoder.InputOffset(), err)
	}
	if len(list) < 1 || len(list) > maxMeters {
		return nil, fmt.Errorf("%s: %d meters, there may be 1 to %d", path, len(list), maxMeters)
	}
	for i, address := range list {
		if err := address.Meter.Check(); err != nil {
			return nil, fmt.Errorf("%s: meter %d: %w", path, i+1, err)
		}
	}
	return list, nil
}

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("%s: more than %d bytes", path, maxFile)
	}
	return text, err
}
