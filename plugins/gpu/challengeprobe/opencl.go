package challengeprobe

import (
	"context"
	"errors"
	"strings"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/opencl"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// OpenCL is the driver of everything that OpenCL finds on this machine.
type OpenCL struct{}

// Devices implements Driver.
func (OpenCL) Devices() ([]sdk.ProbeDevice, error) {
	found, err := opencl.Devices()
	if err != nil {
		return nil, err
	}
	var devices []sdk.ProbeDevice
	for _, info := range found {
		device := sdk.ProbeDevice{ID: info.ID, Name: sdk.Clean(info.Name), Memory: info.Memory, Kind: sdk.DeviceCPU}
		if info.Kind == opencl.GPU {
			device.Kind = sdk.DeviceGPU
		}
		device.Notes = []string{sdk.Clean(strings.TrimSpace(info.Vendor + ", driver " + info.Driver))}
		devices = append(devices, device)
	}
	return devices, nil
}

// Open implements Driver.
func (OpenCL) Open(id string, allowCPU bool) (Device, error) {
	device, err := opencl.Open(id, opencl.Options{AllowCPU: allowCPU})
	if err != nil {
		return nil, err
	}
	return &answering{challenge.NewAnswerer(device), device}, nil
}

// answering is a device and who answers with it.
type answering struct {
	*challenge.Answerer
	device *opencl.Device
}

// Answer implements Device. It tells a question that cannot be read from a device that cannot answer.
func (a *answering) Answer(ctx context.Context, request []byte) ([]byte, error) {
	answer, err := a.Answerer.Answer(ctx, request)
	if fault := (*challenge.FormatError)(nil); errors.As(err, &fault) {
		return nil, sdk.Unjudgeable(err)
	}
	return answer, err
}

// Close implements Device.
func (a *answering) Close() error { return a.device.Close() }
