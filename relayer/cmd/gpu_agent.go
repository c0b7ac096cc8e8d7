package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

// lastAnswers is how long questions under way may take when an agent is ended.
const lastAnswers = 10 * time.Second

var errNoDevice = errors.New("there is no device that could be asked")

// probeFlags are what every command takes that asks probes on this machine.
func probeFlags() []cli.Flag {
	return []cli.Flag{
		pluginsFlag(),
		&cli.BoolFlag{Name: "allow-cpu", Usage: "for trials: let devices answer challenges that are no GPUs"},
		&cli.StringFlag{Name: "opencl", EnvVars: env("opencl"), Usage: "`LIBRARY` to use as OpenCL (default: the system's libOpenCL.so.1)"},
	}
}

// agentFlags are what every command takes that asks an agent.
func agentFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "agent", Usage: "`URL` at which the agent listens, such as https://10.0.0.7:8443"},
		&cli.StringFlag{Name: "agent-name", Usage: "`NAME` that the agent has to prove: peer: and 64 digits"},
		&cli.StringFlag{Name: "key", TakesFile: true, Usage: "`FILE` with your peer key"},
	}
}

func gpuServeCommand() *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "be the agent inside a tenancy: answer meters' questions about its devices",
		Description: "Runs where the buyer's programs run. Meters named with --meter may ask, over TLS with keys that both sides\n" +
			"named beforehand; the buyer named with --buyer may leave busy receipts. It signs nothing about devices, and nobody has\n" +
			"to trust it: meters judge what it passes on. Meters learn of it, and that its key agrees, by `tercet meter register`.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "listen", Value: "127.0.0.1:8443", Usage: "`ADDRESS` to listen at"},
			&cli.StringFlag{Name: "key", TakesFile: true, Usage: "`FILE` with the agent's peer key (required)"},
			&cli.StringSliceFlag{Name: "meter", Usage: "`NAME` of a meter that may ask; may be given several times (required)"},
			&cli.StringFlag{Name: "buyer", Usage: "`NAME` of the buyer's key inside the tenancy"},
		}, probeFlags()...),
		Action: serveGPU,
	}
}

func serveGPU(c *cli.Context) error {
	config, err := agentConfig(c)
	if err != nil {
		return usageError(err)
	}
	return withProbes(c, newLog(c.App.ErrWriter), func(ctx context.Context, probes []agent.NamedProbe) error {
		config.Probes = probes
		served, err := agent.New(config)
		if err != nil {
			return usageError(err)
		}
		inventory := agent.List(ctx, probes)
		printInventory(c.App.Writer, inventory)
		if len(inventory.Devices) == 0 {
			return errNoDevice
		}
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.String("listen"))
		if err != nil {
			return fmt.Errorf("listen for meters: %w", err)
		}
		fmt.Fprintf(c.App.Writer, "agent      %s\nlistening  https://%s\n", served.Name(), listener.Addr())
		return serveUntilDone(ctx, served, listener)
	})
}

// agentConfig reads flags, and tells every fault at once.
func agentConfig(c *cli.Context) (agent.Config, error) {
	config := agent.Config{Logger: newLog(c.App.ErrWriter)}
	var faults []error
	note := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	var err error
	config.Key, err = loadPeerKey(c.String("key"))
	note(err)
	if len(c.StringSlice("meter")) == 0 {
		note(errors.New("name who may ask: --meter NAME"))
	}
	for _, text := range c.StringSlice("meter") {
		name, err := peer.ParseName(text)
		note(err)
		config.Meters = append(config.Meters, name)
	}
	if text := c.String("buyer"); text != "" {
		config.Buyer, err = peer.ParseName(text)
		note(err)
	}
	if c.Args().Present() {
		note(fmt.Errorf("%q is not a flag; `tercet gpu serve` takes nothing else", c.Args().First()))
	}
	return config, errors.Join(faults...)
}

func serveUntilDone(ctx context.Context, served *agent.Agent, listener net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- served.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastAnswers)
	defer cancel()
	return errors.Join(served.Stop(last), <-ended)
}

// withProbes starts a host and hands out every probe there is.
func withProbes(c *cli.Context, log zerolog.Logger, do func(context.Context, []agent.NamedProbe) error) error {
	challenge := map[string]string{}
	if library := c.String("opencl"); library != "" {
		challenge["library"] = library
	}
	if c.Bool("allow-cpu") {
		challenge["allow-cpu"] = "true"
		challenge["path"] = os.Getenv("PATH") // a driver for processors links what it compiles
	}
	host, err := pluginhost.New(pluginhost.Config{
		Builtin: builtin.Kinds(), Folder: c.String("plugins"), Logger: log,
		Settings: map[string]map[string]string{sdk.CheckChallenge: challenge},
	})
	if err != nil {
		return err
	}
	var probes []agent.NamedProbe
	for _, info := range host.List() {
		if info.Kind != sdk.KindProbe {
			continue
		}
		probe, err := host.Probe(info.Name)
		if err != nil {
			return errors.Join(err, host.Stop())
		}
		probes = append(probes, agent.NamedProbe{Name: info.Name, Probe: probe})
	}
	return errors.Join(do(c.Context, probes), host.Stop())
}

func gpuDevicesCommand() *cli.Command {
	return &cli.Command{
		Name:        "devices",
		Usage:       "list the devices that probes on this machine see, or those of an agent",
		Description: "Each with its id, kind, name, memory and the checks that it can answer. Exits with 1 where there is none.",
		Flags:       append(append([]cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON"}}, probeFlags()...), agentFlags()...),
		Action: func(c *cli.Context) error {
			inventory, err := readInventory(c)
			if err != nil {
				return err
			}
			if c.Bool("json") {
				err = printJSON(c.App.Writer, inventory)
			} else {
				printInventory(c.App.Writer, inventory)
			}
			if err == nil && len(inventory.Devices) == 0 {
				err = errNoDevice
			}
			return err
		},
	}
}

func readInventory(c *cli.Context) (inventory agent.Inventory, err error) {
	if c.String("agent") != "" {
		client, err := dialAgent(c)
		if err != nil {
			return inventory, usageError(err)
		}
		defer client.Close()
		return client.Devices(c.Context)
	}
	err = withProbes(c, newLog(c.App.ErrWriter).Level(zerolog.WarnLevel), func(ctx context.Context, probes []agent.NamedProbe) error {
		inventory = agent.List(ctx, probes)
		return nil
	})
	return inventory, err
}

// dialAgent reads the flags that say which agent is asked, and by whom.
func dialAgent(c *cli.Context) (*agent.Client, error) {
	key, err := loadPeerKey(c.String("key"))
	_, place := peer.ParseURL(c.String("agent"))
	name, unnamed := peer.ParseName(c.String("agent-name"))
	if err := errors.Join(err, place, unnamed); err != nil {
		return nil, err
	}
	return agent.Dial(c.String("agent"), name, key), nil
}

func printInventory(out io.Writer, inventory agent.Inventory) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, device := range inventory.Devices {
		fmt.Fprintf(table, "%s\t%s\t%s\t%.1f GiB\t%s\n", device.ID, device.Kind, device.Name, float64(device.Memory)/(1<<30), strings.Join(device.Checks, ", "))
		for _, note := range device.Notes {
			fmt.Fprintf(table, "\t%s\n", note)
		}
	}
	for _, fault := range inventory.Faults {
		fmt.Fprintf(table, "probe %s\t%s\n", fault.Probe, fault.Reason)
	}
	_ = table.Flush() // a terminal
	for _, missing := range []struct{ check, what string }{
		{sdk.CheckChallenge, "no device answers challenges: install the driver's OpenCL"},
		{sdk.CheckTelemetry, "nobody tells what the driver says (memory, other processes, slices), which meters ask for: build the probe with\n" +
			"           CGO_ENABLED=1 go build ./plugins/gpu/telemetry/nvml, and put it into --plugins with a pin"},
	} {
		if !slices.ContainsFunc(inventory.Devices, func(d agent.Device) bool { return slices.Contains(d.Checks, missing.check) }) {
			fmt.Fprintf(out, "missing    %s\n", missing.what)
		}
	}
}
