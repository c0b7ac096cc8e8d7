package agent

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestProbesThatDisagree(t *testing.T) {
	t.Parallel()
	same := challenger()
	twice := challenger()
	twice.devices = []sdk.ProbeDevice{gpu("GPU-a"), gpu("gpu-A")}
	many := challenger()
	many.devices = nil
	for i := range sdk.MaxDevices {
		many.devices = append(many.devices, gpu(fmt.Sprint("GPU-", i)))
	}
	noted := &probe{checks: []string{sdk.CheckTelemetry}, devices: []sdk.ProbeDevice{gpu(device)}}
	noted.devices[0].Notes = make([]string, sdk.MaxNotes)
	list := List(t.Context(), []NamedProbe{
		{"first", challenger()}, {"same", same}, {"twice", twice}, {"many", many}, {"noted", noted}, {"noted again", &probe{checks: []string{sdk.CheckAttestation}, devices: noted.devices}},
	})
	require.Len(t, list.Devices, 1)
	require.Len(t, list.Devices[0].Notes, sdk.MaxNotes)
	require.Equal(t, []string{"attestation", "challenge", "telemetry"}, list.Devices[0].Checks)
	require.Equal(t, []Fault{
		{"same", "device " + device + `: another probe answers "challenge" about it already`},
		{"twice", "device gpu-A: it is listed under two ids"},
		{"many", "65 devices together with other probes, at most 64 are allowed"},
	}, list.Faults)
}

// A probe that answers challenges and more would let a meter ask a challenge's question outside its turn.
func TestProbeThatMixesChecks(t *testing.T) {
	t.Parallel()
	mixed := &probe{checks: []string{sdk.CheckChallenge, sdk.CheckTelemetry}, devices: []sdk.ProbeDevice{gpu(device)}}
	list := List(t.Context(), []NamedProbe{{"mixed", mixed}})
	require.Empty(t, list.Devices)
	require.Contains(t, list.Faults[0].Reason, "break into one under way")
}

// Devices that are gone are known no longer, and probes that make up names do not fill the memory.
func TestDevicesThatComeAndGo(t *testing.T) {
	t.Parallel()
	p, moved := challenger(), now
	agent, err := New(Config{Key: newKey(t), Meters: []peer.Name{newKey(t).Name()}, Probes: []NamedProbe{{"p", p}}, Now: func() time.Time { return moved }})
	require.NoError(t, err)
	for i := range maxSeen + 1 {
		p.devices = []sdk.ProbeDevice{gpu(fmt.Sprint("GPU-", i))}
		moved = moved.Add(fresh)
		agent.survey(t.Context())
		_, _, err = agent.find(t.Context(), fmt.Sprint("GPU-", i))
		if i < maxSeen {
			require.NoError(t, err)
		}
	}
	require.ErrorContains(t, err, "the probes keep changing their names")
	_, _, err = agent.find(t.Context(), "GPU-0")
	require.EqualError(t, err, `there is no device "GPU-0" here`)
	require.NoError(t, agent.Stop(context.Background()))
}

func TestConfigurations(t *testing.T) {
	t.Parallel()
	_, err := New(Config{})
	require.EqualError(t, err, "the agent has no key\nno meter is named: nobody could ask\nthere is no probe: nothing could be answered")
	_, err = New(Config{Key: newKey(t), Meters: make([]peer.Name, 1), Probes: []NamedProbe{{"p", challenger()}}})
	require.EqualError(t, err, "a meter's name is zero")
}

// A list of devices that is taken is within bounds, each device once, and the same when written and read again.
func FuzzInventory(f *testing.F) {
	f.Add([]byte(`{"devices":[]}`))
	f.Add([]byte(`{"devices":[]}]`))
	text, err := json.Marshal(Inventory{
		Devices: []Device{{sdk.ProbeDevice{ID: "GPU-0", Name: "a card", Memory: 1 << 30, Kind: sdk.DeviceGPU}, []string{"challenge", "telemetry"}}},
		Faults:  []Fault{{"nvml", "there is no driver"}},
	})
	require.NoError(f, err)
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		inventory, err := readInventory(text)
		if err != nil {
			return
		}
		ids := map[string]bool{}
		for _, device := range inventory.Devices {
			require.NoError(t, sdk.CheckDeviceID(device.ID))
			require.False(t, ids[device.ID], "twice")
			ids[device.ID] = true
		}
		written, err := json.Marshal(inventory)
		require.NoError(t, err)
		again, err := readInventory(written)
		require.NoError(t, err)
		require.Equal(t, inventory, again)
	})
}
