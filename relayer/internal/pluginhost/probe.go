package pluginhost

import (
	"context"
	"fmt"
	"reflect"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// probe asks a plugin about devices and bounds what comes back. Whether it is true, meters find out.
type probe struct{ plugin *plugin }

// Configure implements sdk.Probe. The plugin starts anew with these settings.
func (p *probe) Configure(ctx context.Context, settings map[string]string) error {
	return p.plugin.configure(ctx, settings)
}

// Describe implements sdk.Probe.
func (p *probe) Describe(ctx context.Context) (sdk.ProbeDescription, error) {
	i, err := p.plugin.started(ctx)
	if err != nil {
		return sdk.ProbeDescription{}, err
	}
	return i.answers, nil
}

// Devices implements sdk.Probe.
func (p *probe) Devices(ctx context.Context) ([]sdk.ProbeDevice, error) {
	return call(ctx, p.plugin, "list devices", p.plugin.limits.Quick, func(ctx context.Context, i *instance) ([]sdk.ProbeDevice, error) {
		devices, err := i.probe.Devices(ctx)
		if err != nil {
			return nil, err
		}
		return devices, sdk.CheckDevices(devices)
	})
}

// Answer implements sdk.Probe. What ends a challenge may not take long: a plugin that does not let go of a device is ended,
// and the device is free with that.
func (p *probe) Answer(ctx context.Context, device string, request []byte) ([]byte, error) {
	if err := within("question", request, sdk.MaxProbeRequest); err != nil {
		return nil, err
	}
	if err := sdk.CheckDeviceID(device); err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	what, limit := "answer", p.plugin.limits.Answer
	if len(request) == 0 {
		what, limit = "free the device", p.plugin.limits.Quick
	}
	return call(ctx, p.plugin, what, limit, func(ctx context.Context, i *instance) ([]byte, error) {
		answer, err := i.probe.Answer(ctx, device, request)
		if err != nil {
			return nil, err
		}
		return answer, sdk.CheckProbeAnswer(answer)
	})
}

// introduceProbe asks a probe for its description.
func (p *plugin) introduceProbe(ctx context.Context, i *instance) error {
	description, err := i.probe.Describe(ctx)
	if err == nil {
		err = description.Check()
	}
	if err == nil && description.Name != p.info.Name {
		err = fmt.Errorf("%w: it calls itself %q", sdk.ErrRefused, description.Name)
	}
	if err == nil && p.answers.Name != "" && !reflect.DeepEqual(description, p.answers) {
		err = fmt.Errorf("%w: it describes itself otherwise than before", sdk.ErrRefused)
	}
	if err != nil {
		return fmt.Errorf("describe: %w", err)
	}
	p.answers, i.answers = description, description
	return nil
}
