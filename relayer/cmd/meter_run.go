package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/relayer/internal/metering"
)

// defaultRate is how many looks an hour a meter takes on average.
const defaultRate = 6

func meterRunCommand() *cli.Command {
	return &cli.Command{
		Name:  "run",
		Usage: "be a meter: look at devices, keep evidence, sign sheets",
		Description: "Looks at the devices of forwards that name it and that provider and buyer registered (`tercet meter register`,\n" +
			"`tercet meter tenant`), at instants that nobody foresees. Everything that it sees goes into --log, which only grows;\n" +
			"what it credits and signs follows from that. After a restart it goes on from there. One process at a time.",
		Flags: chainFlags(
			meterFileFlag(), passphraseFlag(),
			&cli.StringFlag{Name: "log", Value: "meter.db", TakesFile: true, Usage: "`FILE` of the evidence log"},
			&cli.StringFlag{Name: "listen", Value: "127.0.0.1:7700", Usage: "`ADDRESS` to listen at for executors, providers and buyers"},
			&cli.IntFlag{Name: "rate", Value: defaultRate, Usage: fmt.Sprintf("looks an hour on average, 1 to %d", meter.MaxRate)},
			profilesFlag(),
			&cli.BoolFlag{Name: "uncalibrated", Usage: "for trials: take profiles whose deadlines were not measured on the model"},
			&cli.BoolFlag{Name: "no-telemetry", Usage: "for trials: look at devices whose driver nobody can ask; nobody then sees other processes, slices or changed devices"},
			&cli.StringSliceFlag{Name: "only", Usage: "`ADDRESS` of a buyer or provider to work for; may be given several times (default: everybody)"},
		),
		Action: runMeter,
	}
}

func profilesFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "profiles", TakesFile: true,
		Usage: "`FILE` of profiles, what is asked of each model and how long that may take, beside those built in (`tercet gpu calibrate` measures one)",
	}
}

func runMeter(c *cli.Context) error {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag; `tercet meter run` takes nothing else", c.Args().First()))
	}
	profiles, only, err := readMeterConfig(c)
	if err != nil {
		return usageError(err)
	}
	identity, err := openMeterKey(c)
	if err != nil {
		return err
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		return serveMeter(ctx, c, l, identity, profiles, only)
	})
}

func readMeterConfig(c *cli.Context) (table, []common.Address, error) {
	only, err := addresses("--only", c.StringSlice("only"))
	profiles, errProfiles := readProfiles(c)
	errs := []error{err, errProfiles}
	if rate := c.Int("rate"); rate < 1 || rate > meter.MaxRate {
		errs = append(errs, fmt.Errorf("--rate %d: choose 1 to %d looks an hour", rate, meter.MaxRate))
	}
	if c.String("key") == "" {
		errs = append(errs, errors.New("name the file with the meter's key: --key FILE; `tercet meter key FILE` makes one"))
	}
	return profiles, only, errors.Join(errs...)
}

func serveMeter(ctx context.Context, c *cli.Context, l *ledger, identity meter.Identity, profiles table, only []common.Address) (err error) {
	log := newLog(c.App.ErrWriter)
	store, err := meter.OpenLog(c.String("log"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	clock := metering.NewClock(l.client)
	if err := clock.Refresh(ctx); err != nil {
		return err
	}
	eyes := meter.Eyes{
		Dial: func(r meter.Registration) (meter.Machine, func()) {
			client := agent.Dial(r.URL, r.Agent, identity.Peer)
			return client, client.Close
		},
		Profile: profiles.of, Wall: machineClock{}, NoTelemetry: c.Bool("no-telemetry"), Projected: c.Bool("uncalibrated"),
	}
	m, err := meter.New(ctx, meter.Deps{
		Log: log, Store: store, Chain: metering.NewChain(l.client, l.escrow, l.deployment.Block), Look: eyes.Look,
		Now: clock.Now, Wall: machineClock{},
	}, meter.Options{ChainID: l.client.ChainID().Uint64(), Escrow: l.escrow.Address(), Rate: c.Int("rate"), Only: only}, identity)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.String("listen"))
	if err != nil {
		return fmt.Errorf("listen for executors, providers and buyers: %w", err)
	}
	address := meter.Address{Meter: identity.Key.Meter(), URL: "https://" + listener.Addr().String(), Name: identity.Peer.Name()}
	if c.Bool("json") {
		if err := printJSONLine(c.App.Writer, address); err != nil {
			return errors.Join(err, listener.Close())
		}
	} else {
		fmt.Fprintf(c.App.Writer, "meter      %s\nname       %s\nlistening  %s\n", address.Meter, address.Name, address.URL)
	}
	return serveAndRun(ctx, log, m, clock, m.Server(identity.Peer, peer.Limits{}), listener)
}

// serveAndRun answers and looks until one of the two ends.
func serveAndRun(ctx context.Context, log zerolog.Logger, m *meter.Meter, clock *metering.Clock, server *peer.HTTPServer, listener net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() {
		defer cancel()
		served <- meter.Serve(ctx, server, listener)
	}()
	err := metering.Run(ctx, log, m, clock)
	cancel()
	return errors.Join(err, <-served)
}

// machineClock is the machine's clock.
type machineClock struct{}

// Now implements challenge.Clock.
func (machineClock) Now() time.Time { return time.Now() }

// table is the profiles that a meter goes by.
type table []challenge.Profile

func readProfiles(c *cli.Context) (table, error) {
	path := c.String("profiles")
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read profiles: %w", err)
	}
	rows, err := challenge.ParseProfiles(text)
	if err != nil {
		return nil, fmt.Errorf("read profiles %s: %w", path, err)
	}
	return rows, nil
}

// of is the profile of what a forward's parameters name: one of the file, else one that is built in.
func (t table) of(p gpuhours.Params) (challenge.Profile, error) {
	for _, row := range t {
		if row.Model == p.Model {
			return row, nil
		}
	}
	return challenge.Named(p.Model)
}

func addresses(what string, texts []string) ([]common.Address, error) {
	var list []common.Address
	var faults []error
	for _, text := range texts {
		address, err := parseAddress(what, text)
		list, faults = append(list, address), append(faults, err)
	}
	return list, errors.Join(faults...)
}
