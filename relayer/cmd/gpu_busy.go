package cmd

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
)

func gpuBusyCommand() *cli.Command {
	return &cli.Command{
		Name:  "busy",
		Usage: "sign that devices are busy with your own work, in the place of challenges",
		Description: "Run it inside the tenancy, with the key that the agent was told of as --buyer. While a receipt lasts, meters\n" +
			"take it for the device's presence and need not challenge it: sign for no longer than your work will take, since you\n" +
			"pay for that time. Outside a confidential virtual machine the provider can read the key and sign in your place.",
		Flags: append([]cli.Flag{
			&cli.StringSliceFlag{Name: "device", Usage: "`ID` of a device, as `tercet gpu devices` lists it; may be given several times (required)"},
			&cli.StringFlag{Name: "forward", Usage: "`ID` of the forward that the devices are delivered for (required)"},
			&cli.UintFlag{Name: "minutes", Value: 60, Usage: "how many `MINUTES` from now, at most 60"},
		}, agentFlags()...),
		Action: leaveReceipts,
	}
}

func leaveReceipts(c *cli.Context) error {
	forward, err := parseHash("--forward", c.String("forward"))
	devices := c.StringSlice("device")
	if len(devices) == 0 {
		err = errors.Join(err, errors.New("name the devices that are busy: --device ID"))
	}
	minutes := c.Uint("minutes")
	if longest := uint(agent.LongestReceipt / time.Minute); minutes == 0 || minutes > longest {
		err = errors.Join(err, fmt.Errorf("--minutes: %d is not between 1 and %d", minutes, longest))
	}
	client, wrong := dialAgent(c)
	if err := errors.Join(err, wrong); err != nil {
		return usageError(err)
	}
	defer client.Close()
	key, err := loadPeerKey(c.String("key"))
	if err != nil {
		return usageError(err)
	}
	from := time.Now()
	to := from.Add(time.Duration(minutes) * time.Minute) //nolint:gosec // at most 60
	for _, device := range devices {
		receipt, err := agent.SignReceipt(key, forward, device, from, to)
		if err != nil {
			return usageError(err)
		}
		if err := client.Leave(c.Context, receipt); err != nil {
			return fmt.Errorf("leave a receipt for device %s: %w", device, err)
		}
		fmt.Fprintf(c.App.Writer, "%s is busy for forward %s until %s\n", device, forward, to.UTC().Format(time.RFC3339))
	}
	return nil
}
