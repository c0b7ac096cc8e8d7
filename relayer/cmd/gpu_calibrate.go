package cmd

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/opencl"
)

func gpuCalibrateCommand() *cli.Command {
	return &cli.Command{
		Name:  "calibrate",
		Usage: "measure what a device can do, and print the row of a meter's table of profiles",
		Description: "Run it on the model that is to be sold, alone, with nothing else running: a profile from a slower device lets slower\n" +
			"devices pass. Deadlines are --factor times the longest time measured, and --travel. Meters read the result with\n" +
			"`tercet meter run --profiles`. Takes some minutes.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "device", Usage: "`ID` of the device (default: the only one there is; `tercet gpu devices` lists them)"},
			&cli.StringFlag{Name: "model", Usage: "`NAME` that forwards call it by: the model, in class C its memory, as in \"80 GiB\" (default: what its driver says)"},
			&cli.StringFlag{Name: "memory", Usage: "`SIZE` advertised, as in \"80 GiB\" (default: what its driver says)"},
			&cli.IntFlag{Name: "n", Usage: "rows and columns of the matrices (default: 8192)"},
			&cli.IntFlag{Name: "repeat", Usage: "challenges to measure (default: 5)"},
			&cli.Float64Flag{Name: "factor", Usage: "deadlines by the longest time (default: 1.5)"},
			&cli.DurationFlag{Name: "travel", Usage: "time for the way to a meter and back (default: 250ms)"},
			&cli.BoolFlag{Name: "allow-cpu", Usage: "for trials: measure a device that is no GPU; the row says that it is not calibrated"},
		},
		Action: calibrateGPU,
	}
}

func calibrateGPU(c *cli.Context) error {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag; `tercet gpu calibrate` takes nothing else", c.Args().First()))
	}
	how := opencl.Calibration{
		N: c.Int("n"), Repeat: c.Int("repeat"), Factor: c.Float64("factor"), Travel: c.Duration("travel"), Trial: c.Bool("allow-cpu"),
	}
	if text := c.String("memory"); text != "" {
		var err error
		if how.Memory, err = parseSize(text); err != nil {
			return usageError(fmt.Errorf("--memory: %w", err))
		}
	}
	info, err := chooseDevice(c.String("device"), c.Bool("allow-cpu"))
	if err != nil {
		return err
	}
	device, err := opencl.Open(info.ID, opencl.Options{AllowCPU: c.Bool("allow-cpu")})
	if err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "measuring %s (%s)…\n", info.ID, info.Name)
	profile, err := opencl.Measure(c.Context, machineClock{}, device, how)
	if err := errors.Join(err, device.Close()); err != nil {
		return err
	}
	if name := c.String("model"); name != "" {
		profile.Model = name
	}
	profile.Calibrated = !how.Trial
	text, err := challenge.MarshalProfiles([]challenge.Profile{profile})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.App.Writer, "%s\n", strings.TrimSpace(string(text)))
	return err
}

// chooseDevice is the one that is named, else the only one there is.
func chooseDevice(id string, allowCPU bool) (opencl.Info, error) {
	found, err := opencl.Devices()
	if err != nil {
		return opencl.Info{}, err
	}
	var fit []opencl.Info
	for _, info := range found {
		if (id == "" || info.ID == id) && (allowCPU || info.Kind == opencl.GPU) {
			fit = append(fit, info)
		}
	}
	if len(fit) != 1 {
		return opencl.Info{}, fmt.Errorf("%d of the %d devices that OpenCL finds are meant: name one with --device (for a trial, --allow-cpu takes those that are no GPUs)",
			len(fit), len(found))
	}
	return fit[0], nil
}

// parseSize reads a size of memory such as 80 GiB, or a number of bytes.
func parseSize(text string) (uint64, error) {
	number, unit, _ := strings.Cut(strings.TrimSpace(text), " ")
	shift, known := map[string]uint{"": 0, "MiB": 20, "GiB": 30}[unit]
	size, err := strconv.ParseUint(number, 10, 32+10)
	if err != nil || !known || size == 0 || size > 1<<50>>shift {
		return 0, fmt.Errorf("%q is no size: want a number of bytes, or one with MiB or GiB behind it, as in 80 GiB", text)
	}
	return size << shift, nil
}
