package agent

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// fresh is how long a list of devices is given again as it is.
const fresh = 10 * time.Second

// NamedProbe is a probe and what it is called.
type NamedProbe struct {
	Name  string
	Probe prober
}

// prober is what the agent asks of a probe.
type prober interface {
	Describe(ctx context.Context) (sdk.ProbeDescription, error)
	Devices(ctx context.Context) ([]sdk.ProbeDevice, error)
	Answer(ctx context.Context, device string, request []byte) ([]byte, error)
}

// Device is a device as all probes together see it.
type Device struct {
	sdk.ProbeDevice
	Checks []string `json:"checks"` // what can be asked about it
}

// Inventory is what there is, and which probes could not say.
type Inventory struct {
	Devices []Device `json:"devices"`
	Faults  []Fault  `json:"faults,omitempty"`
}

// Fault is a probe that could not be asked.
type Fault struct {
	Probe  string `json:"probe"`
	Reason string `json:"reason"`
}

// entry is a device and whom to ask about it.
type entry struct {
	device  Device
	answers map[string]source // by check
}

type source struct {
	probe prober
	id    string // the probe's own name for it
}

// ask has one of the probes that know the device answer.
func (e *entry) ask(ctx context.Context, check string, request []byte) ([]byte, error) {
	from, known := e.answers[check]
	if !known {
		return nil, fmt.Errorf("no probe answers %q about device %s; it can be asked for: %s", check, e.device.ID, strings.Join(e.device.Checks, ", "))
	}
	return from.probe.Answer(ctx, from.id, request)
}

// List asks every probe what there is. Two that see the same device, by its id, list it once.
func List(ctx context.Context, probes []NamedProbe) Inventory {
	inventory, _ := survey(ctx, probes)
	return inventory
}

func survey(ctx context.Context, probes []NamedProbe) (Inventory, []*entry) {
	out := Inventory{Devices: []Device{}}
	var entries []*entry
	for _, named := range probes {
		if err := surveyOne(ctx, named.Probe, &entries); err != nil {
			out.Faults = append(out.Faults, Fault{named.Name, sdk.Clean(err.Error())})
		}
	}
	for _, e := range entries {
		out.Devices = append(out.Devices, e.device)
	}
	return out, entries
}

// surveyOne adds what one probe sees, all of it or nothing.
func surveyOne(ctx context.Context, probe prober, entries *[]*entry) error {
	description, err := probe.Describe(ctx)
	if err == nil {
		err = description.Check()
	}
	if err != nil {
		return err
	}
	devices, err := probe.Devices(ctx)
	if err == nil {
		err = sdk.CheckDevices(devices)
	}
	if err != nil {
		return err
	}
	known := map[string]*entry{}
	for _, e := range *entries {
		known[joined(e.device.ID)] = e
	}
	if err := clash(devices, description, known); err != nil {
		return err
	}
	for _, device := range devices {
		e := known[joined(device.ID)]
		if e == nil {
			e = &entry{device: Device{ProbeDevice: device}, answers: map[string]source{}}
			e.device.ID = listed(device)
			*entries = append(*entries, e)
		} else {
			notes := slices.Concat(e.device.Notes, device.Notes)
			e.device.Notes = notes[:min(len(notes), sdk.MaxNotes)]
		}
		for _, check := range description.Answers {
			e.answers[check] = source{probe, device.ID}
			e.device.Checks = append(e.device.Checks, check)
		}
		slices.Sort(e.device.Checks)
	}
	return nil
}

// clash refuses what cannot be joined with what is known: it would not be clear whom to ask.
func clash(devices []sdk.ProbeDevice, description sdk.ProbeDescription, known map[string]*entry) error {
	own, added := map[string]bool{}, 0
	for _, device := range devices {
		id := joined(device.ID)
		if own[id] {
			return fmt.Errorf("device %s: it is listed under two ids", device.ID)
		}
		own[id] = true
		e := known[id]
		if e == nil {
			added++
			continue
		}
		for _, check := range description.Answers {
			if _, twice := e.answers[check]; twice {
				return fmt.Errorf("device %s: another probe answers %q about it already", device.ID, check)
			}
		}
	}
	if all := len(known) + added; all > sdk.MaxDevices {
		return fmt.Errorf("%d devices together with other probes, at most %d are allowed", all, sdk.MaxDevices)
	}
	return nil
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// listed is the id that a device has here: a GPU with a UUID is called as NVML calls it, whichever probe saw it first.
func listed(device sdk.ProbeDevice) string {
	if id := joined(device.ID); device.Kind == sdk.DeviceGPU && uuid.MatchString(id) {
		return "GPU-" + id
	}
	return device.ID
}

// joined is what the ids of one device have in common: NVML writes GPU- before a UUID, OpenCL has the bare bytes.
func joined(id string) string { return strings.TrimPrefix(strings.ToLower(id), "gpu-") }
