package cmd

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/gpu/sheets"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/metering"
)

// metersFlags say which meters are asked, and by whom.
func metersFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "meters", EnvVars: env("meters"), TakesFile: true, Usage: "`FILE` with a list of meters (`tercet meter address` prints one)"},
		&cli.StringFlag{Name: "key", TakesFile: true, Usage: "`FILE` with your peer key (`tercet gpu key new` makes one)"},
	}
}

// withMeters asks each meter of the file, and tells of those that could not be asked. It fails if none could.
func withMeters(c *cli.Context, do func(ctx context.Context, client *meter.Client) error) error {
	key, err := loadPeerKey(c.String("key"))
	addresses, errMeters := sheets.LoadMeters(c.String("meters"))
	if errMeters != nil {
		errMeters = fmt.Errorf("--meters: %w", errMeters)
	}
	if err := errors.Join(err, errMeters); err != nil {
		return usageError(err)
	}
	failed := 0
	for _, address := range addresses {
		client, err := meter.Dial(address, key)
		if err == nil {
			err = do(c.Context, client)
			client.Close()
		}
		if err != nil {
			failed++
			fmt.Fprintf(c.App.ErrWriter, "tercet: %v\n", err)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d meters did not do it", failed, len(addresses))
	}
	return nil
}

// tellMeterKnows prints what a meter was told, with --json as one object a line.
func tellMeterKnows(c *cli.Context, client *meter.Client, forward common.Hash, what string) error {
	if c.Bool("json") {
		return printJSONLine(c.App.Writer, struct {
			Meter   gpuhours.Meter `json:"meter"`
			URL     string         `json:"url"`
			Forward common.Hash    `json:"forward"`
			Knows   string         `json:"knows"`
		}{client.Address().Meter, client.Address().URL, forward, what})
	}
	fmt.Fprintf(c.App.Writer, "%s knows %s of forward %s\n", client.Address().URL, what, forward)
	return nil
}

func serialFlag() cli.Flag {
	return &cli.Uint64Flag{Name: "serial", Value: 1, Usage: "`NUMBER` of what you say: a higher one takes the place of a lower one"}
}

func meterRegisterCommand() *cli.Command {
	return &cli.Command{
		Name:      "register",
		Usage:     "tell a forward's meters where its devices are, as the holder of the provider's position",
		ArgsUsage: "ID",
		Description: "Signs with --key-file, as wallets sign messages, where the agent listens and which of its devices are the forward's,\n" +
			"who may propose sheets (the executor), and the buyer's way in, sealed to them (`tercet gpu handle seal`). The agent's key\n" +
			"signs that it answers for this forward of yours. Do it before the buyer can read that key: who names an agent first has it.",
		Flags: chainFlags(append(metersFlags(),
			accountFlag(), passwordFlag(), serialFlag(),
			&cli.StringFlag{Name: "agent", Usage: "`URL` at which the agent listens (required)"},
			&cli.StringFlag{Name: "agent-key", TakesFile: true, Usage: "`FILE` with the agent's peer key, which signs that it answers for you (required)"},
			&cli.StringSliceFlag{Name: "device", Usage: "`ID` of a device as the agent lists it, in class B with =CHIP behind it; may be given several times (required)"},
			&cli.StringFlag{Name: "executor", Usage: "`NAME` of the executor's peer key (required)"},
			&cli.StringFlag{Name: "handle", TakesFile: true, Usage: "`FILE` with the sealed handle; - is standard input (required)"},
		)...),
		Action: registerMachine,
	}
}

func registerMachine(c *cli.Context) error {
	r, agent, err := readRegistration(c)
	if err != nil {
		return usageError(err)
	}
	return withLedger(c, func(_ context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		r.Forward = forward.ID
		if err := r.Check(); err != nil {
			return usageError(err)
		}
		signer, err := l.signer(c)
		if err != nil {
			return err
		}
		chainID := l.client.ChainID().Uint64()
		r.Consent, err = meter.Consent(agent, chainID, l.escrow.Address(), r.Forward, signer.Address())
		if err != nil {
			return err
		}
		signed, err := meter.Sign(chainID, l.escrow.Address(), r, signer.SignHash)
		if err != nil {
			return err
		}
		return withMeters(c, func(ctx context.Context, client *meter.Client) error {
			if err := client.Register(ctx, signed); err != nil {
				return err
			}
			return tellMeterKnows(c, client, r.Forward, fmt.Sprintf("%d devices", len(r.Devices)))
		})
	})
}

// readRegistration reads flags, and tells every fault at once.
func readRegistration(c *cli.Context) (r meter.Registration, agent peer.Key, err error) {
	r = meter.Registration{Serial: c.Uint64("serial"), URL: c.String("agent")}
	var errs [4]error
	if path := c.String("agent-key"); path == "" {
		errs[0] = errors.New("name the file with the agent's peer key: --agent-key FILE")
	} else if agent, errs[0] = loadPeerKey(path); errs[0] == nil {
		r.Agent = agent.Name()
	}
	r.Executor, errs[1] = peer.ParseName(c.String("executor"))
	for _, text := range c.StringSlice("device") {
		name, chip, attested := strings.Cut(text, "=")
		device := meter.Device{Name: name}
		if attested {
			var err error
			device.Chip, err = parseHash("--device "+name, chip)
			errs[2] = errors.Join(errs[2], err)
		}
		r.Devices = append(r.Devices, device)
	}
	if path := c.String("handle"); path != "" {
		text, err := readSmall(c.App.Reader, path)
		if err == nil {
			r.Handle, err = base64.StdEncoding.DecodeString(string(text))
		}
		errs[3] = err
	}
	return r, agent, errors.Join(errs[:]...)
}

func meterTenantCommand() *cli.Command {
	return &cli.Command{
		Name:      "tenant",
		Usage:     "tell a forward's meters who uses its devices, as the holder of the buyer's position",
		ArgsUsage: "ID",
		Description: "Signs with --key-file, as wallets sign messages, which key inside the tenancy signs that devices are busy\n" +
			"(`tercet gpu busy`), and who may read drafts and the sealed handle.",
		Flags: chainFlags(append(metersFlags(),
			accountFlag(), passwordFlag(), serialFlag(),
			&cli.StringFlag{Name: "tenant", Usage: "`NAME` of the peer key inside the tenancy (required)"},
			&cli.StringFlag{Name: "reader", Usage: "`NAME` of the peer key that may read (default: the tenant's)"},
		)...),
		Action: func(c *cli.Context) error {
			name, err := peer.ParseName(c.String("tenant"))
			reader := name
			if text := c.String("reader"); text != "" {
				var errReader error
				reader, errReader = peer.ParseName(text)
				err = errors.Join(err, errReader)
			}
			if err != nil {
				return usageError(err)
			}
			return withLedger(c, func(_ context.Context, l *ledger) error {
				forward, err := l.forward(c)
				if err != nil {
					return err
				}
				signer, err := l.signer(c)
				if err != nil {
					return err
				}
				tenancy := meter.Tenancy{Forward: forward.ID, Serial: c.Uint64("serial"), Key: name, Reader: reader}
				signed, err := meter.Sign(l.client.ChainID().Uint64(), l.escrow.Address(), tenancy, signer.SignHash)
				if err != nil {
					return err
				}
				return withMeters(c, func(ctx context.Context, client *meter.Client) error {
					if err := client.Admit(ctx, signed); err != nil {
						return err
					}
					return tellMeterKnows(c, client, forward.ID, "who uses the devices")
				})
			})
		},
	}
}

func meterStatusCommand() *cli.Command {
	return &cli.Command{
		Name:        "status",
		Usage:       "ask meters who they are and how far they are",
		Description: "Anybody may ask. Hours before the one that is named are final: the meter credits nothing more in them.",
		Flags:       append([]cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON"}}, metersFlags()...),
		Action: func(c *cli.Context) error {
			return withMeters(c, func(ctx context.Context, client *meter.Client) error {
				about, err := client.About(ctx)
				if err != nil {
					return err
				}
				if about.Meter != client.Address().Meter {
					return fmt.Errorf("%s says that it is meter %s, and your file says %s", client.Address().URL, about.Meter, client.Address().Meter)
				}
				if c.Bool("json") {
					return printJSON(c.App.Writer, about)
				}
				fmt.Fprintf(c.App.Writer, "%s  meter %s\n  chain %d, escrow %s; hours before %d (%s) are final\n", client.Address().URL, about.Meter,
					about.ChainID, about.Escrow, about.Hour, tell(about.Hour*gpuhours.HourSeconds))
				return nil
			})
		},
	}
}

func meterSheetCommand() *cli.Command {
	return &cli.Command{
		Name:      "sheet",
		Usage:     "ask meters what they would sign of a forward's epoch",
		ArgsUsage: "ID EPOCH",
		Description: "For those whom provider and buyer named: the executor, and the buyer's reader. EPOCH is the hour of unix time over\n" +
			fmt.Sprintf("%d. Drafts are signed by their meters, over the root of their evidence logs.", gpuhours.EpochHours),
		Flags: append([]cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON"}}, metersFlags()...),
		Action: func(c *cli.Context) error {
			if c.NArg() != 2 {
				return usageError(errors.New("it takes two arguments: tercet meter sheet ID EPOCH"))
			}
			id, err := parseHash("the forward's id", c.Args().First())
			epoch, errEpoch := strconv.ParseUint(c.Args().Get(1), 10, 32)
			if err := errors.Join(err, errEpoch); err != nil {
				return usageError(err)
			}
			return withMeters(c, func(ctx context.Context, client *meter.Client) error {
				draft, err := client.Draft(ctx, id, epoch)
				if err != nil {
					return err
				}
				if c.Bool("json") {
					return printJSON(c.App.Writer, draft)
				}
				fmt.Fprintf(c.App.Writer, "%s  hours before %d are final; evidence log of %d entries, root %s\n", client.Address().URL, draft.Final,
					draft.Root.Size, draft.Root.Hash)
				printSheet(c, draft.Sheet.Sheet)
				for _, m := range draft.Missing {
					fmt.Fprintf(c.App.Writer, "  device %s, hours %d to %d (from %s): %s\n", m.Device, m.From, m.To-1, tell(m.From*gpuhours.HourSeconds), sdk.Clean(m.Reason))
				}
				return nil
			})
		},
	}
}

// printSheet tells what a sheet has of each device, and what that is worth.
func printSheet(c *cli.Context, sheet gpuhours.Sheet) {
	for _, device := range sheet.Devices {
		whole, some, seconds := 0, 0, int64(0)
		for _, s := range device.Seconds {
			seconds += int64(s)
			switch {
			case s == gpuhours.HourSeconds:
				whole++
			case s > 0:
				some++
			}
		}
		fmt.Fprintf(c.App.Writer, "  device %s: %s in %d whole hours and %d parts of hours\n", device, gpuHours(big.NewInt(seconds)), whole, some)
	}
	fmt.Fprintf(c.App.Writer, "  trusted: %s\n", gpuhours.Trusted)
}

func meterHandleCommand() *cli.Command {
	return &cli.Command{
		Name:        "handle",
		Usage:       "fetch your sealed way in, as the buyer's reader",
		ArgsUsage:   "ID",
		Description: "Prints it in base64, for `tercet gpu handle open`. What the first meter answers is taken.",
		Flags:       metersFlags(),
		Action: func(c *cli.Context) error {
			text, err := oneArgument(c, "ID")
			if err != nil {
				return err
			}
			id, err := parseHash("the forward's id", text)
			if err != nil {
				return usageError(err)
			}
			var sealed []byte
			err = withMeters(c, func(ctx context.Context, client *meter.Client) error {
				if sealed != nil {
					return nil
				}
				sealed, err = client.Handle(ctx, id)
				return err
			})
			if sealed == nil {
				return err
			}
			fmt.Fprintln(c.App.Writer, base64.StdEncoding.EncodeToString(sealed))
			return nil
		},
	}
}

func meterAuditCommand() *cli.Command {
	return &cli.Command{
		Name:      "audit",
		Usage:     "go through an evidence log, from its first entry to the sheets",
		ArgsUsage: "LOG",
		Description: "Judges every look once more, each at its instant, every challenge from its transcript, and compares credits and\n" +
			"signatures with them. With --deployment or --escrow, beacons are looked up on the chain. Exits with 0 if all holds,\n" +
			"with 1 if not, with 2 if that cannot be judged. It cannot tell whether a meter saw what it says that it saw.",
		Flags:  chainFlags(profilesFlag()),
		Action: judges(auditMeter, meter.ErrUnsound),
	}
}

func auditMeter(c *cli.Context) (err error) {
	path, err := oneArgument(c, "LOG")
	if err != nil {
		return err
	}
	log, err := meter.ReadLog(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	judge := meter.Judge{}
	if c.String("profiles") != "" { // else the report says by which ones devices were asked
		profiles, err := readProfiles(c)
		if err != nil {
			return usageError(err)
		}
		judge.Profile = profiles.of
	}
	check := func(ctx context.Context, beacons meter.Chain) error {
		report, err := meter.Audit(ctx, log, judge, beacons)
		if err != nil {
			return fmt.Errorf("audit %s: %w", path, err)
		}
		return tellReport(c, report, beacons != nil)
	}
	if c.String("deployment") == "" && c.String("escrow") == "" {
		return check(c.Context, nil)
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		return check(ctx, metering.NewChain(l.client, l.escrow, l.deployment.Block))
	})
}

func tellReport(c *cli.Context, report meter.Report, beacons bool) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, report)
	}
	against := "the chain"
	if !beacons {
		against = "nothing: give --deployment or --escrow"
	}
	fmt.Fprintf(c.App.Writer, "meter     %s\nlog       %d entries, root %s\nlooks     %d passed, %d busy, %d disputed, %d failed\nbeacons   checked against %s\nsigned    %d sheets\n",
		report.Meter, report.Root.Size, report.Root.Hash, report.Looks[meter.Passed], report.Looks[meter.Busy], report.Looks[meter.Disputed],
		report.Looks[meter.Failed], against, report.Signed)
	if report.Bare > 0 {
		fmt.Fprintf(c.App.Writer, "bare      %d looks that count and at which no driver was asked\n", report.Bare)
	}
	if report.Gone > 0 {
		fmt.Fprintf(c.App.Writer, "gone      the transcripts of %d looks, which cannot be judged again\n", report.Gone)
	}
	for _, id := range report.Absent {
		fmt.Fprintf(c.App.Writer, "absent    forward %s is not on the chain: nobody can settle it\n", id)
	}
	for _, used := range report.Profiles {
		measured := map[bool]string{true: "measured", false: "NOT measured"}[used.Profile.Calibrated]
		fmt.Fprintf(c.App.Writer, "profile   %d looks at %q, class %s: %d bytes, n %d; fill within %s, touch %s, multiply %s; %s\n", used.Looks, used.Model,
			used.Class, used.Profile.Memory, used.Profile.N, used.Profile.Fill, used.Profile.Touch, used.Profile.Multiply, measured)
	}
	for _, sheet := range report.Sheets {
		fmt.Fprintf(c.App.Writer, "forward %s, epoch %d\n", sheet.Forward, sheet.Epoch)
		printSheet(c, sheet)
	}
	fmt.Fprintln(c.App.Writer, "the log holds")
	return nil
}
