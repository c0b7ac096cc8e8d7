package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

func workerCommand() *cli.Command {
	return &cli.Command{
		Name:  "worker",
		Usage: "execute and prove for a relayer on another machine",
		Description: "Takes its share of the work of a relayer with whom it shares a PostgreSQL database (`tercet run --database`). It needs\n" +
			"neither chain nor key. --keys has to hold the keys that the relayer has, and --plugins the same plugins. What a worker\n" +
			"that dies had is begun anew by others.",
		Flags:  workerFlags(),
		Action: runWorker,
	}
}

func workerFlags() []cli.Flag {
	flags := []cli.Flag{
		databaseFlag(),
		&cli.StringSliceFlag{
			Name: "queue", EnvVars: env("queue"),
			Usage: "`NAME` of what it takes, execute or prove; may be given several times (default: both)",
		},
		&cli.IntFlag{Name: "slots", EnvVars: env("slots"), Value: 1, Usage: "how much it works on at once, of each kind"},
		&cli.StringFlag{
			Name: "monitor", EnvVars: env("monitor"),
			Usage: "`ADDRESS` such as 127.0.0.1:9464 at which to tell whoever asks: /metrics, /healthz and /readyz (default: none)",
		},
	}
	shared := []string{
		"keys", "executor", settingFlag, "predicate", "plugins", "plugin-processes", "plugin-memory", "executor-memory", "pprof",
	}
	for _, flag := range runFlags() {
		if slices.Contains(shared, flag.Names()[0]) {
			flags = append(flags, flag)
		}
	}
	return flags
}

// workerConfig is what a worker is told.
type workerConfig struct {
	config.Config
	slots map[crew.Queue]int
}

func readWorkerConfig(c *cli.Context) (out workerConfig, err error) {
	var faults []error
	out = workerConfig{Config: config.Default(), slots: map[crew.Queue]int{}}
	out.Database, out.Keys, out.Executor, out.Plugins = c.String("database"), c.String("keys"), c.String("executor"), c.String("plugins")
	out.Predicates = c.StringSlice("predicate")
	out.PluginProcesses, out.PluginMemory, out.ExecutorMemory = c.Int("plugin-processes"), c.Int("plugin-memory"), c.Int("executor-memory")
	out.Monitor, out.Pprof = c.String("monitor"), c.Bool("pprof")
	faults = append(faults, out.CheckLimits(), out.CheckMonitor())
	if out.ExecutorSettings, err = executorSettings(c); err != nil {
		faults = append(faults, err)
	}
	if out.Database == "" {
		faults = append(faults, errors.New("set --database to the one that its relayer has: a worker shares nothing else with it"))
	}
	n := c.Int("slots")
	if n < 1 || n > config.MaxAtOnce {
		faults = append(faults, fmt.Errorf("--slots %d is not between 1 and %d", n, config.MaxAtOnce))
	}
	queues := c.StringSlice("queue")
	for _, queue := range crew.Queues() {
		if len(queues) == 0 || slices.Contains(queues, string(queue)) {
			out.slots[queue] = n
		}
	}
	for _, name := range queues {
		if !slices.Contains(crew.Queues(), crew.Queue(name)) {
			faults = append(faults, fmt.Errorf("--queue: there is no %q; there are execute and prove", name))
		}
	}
	if c.Args().Present() {
		faults = append(faults, fmt.Errorf("%q is not a flag; `tercet worker` takes nothing else", c.Args().First()))
	}
	return out, errors.Join(faults...)
}

// keysIn are the bundles in a folder, as a deployment would name them: a worker makes none, since nobody would verify under them.
func keysIn(folder string) (map[string]chain.DeployedPredicate, error) {
	entries, err := bundles.Folder(folder).List()
	if err != nil {
		return nil, err
	}
	there := map[string]chain.DeployedPredicate{}
	for _, entry := range entries {
		named := there[entry.Manifest.Name]
		if entry.Manifest.Batch > 1 {
			named.Batches = append(named.Batches, entry.Manifest.KeyHash)
		}
		there[entry.Manifest.Name] = named
	}
	if len(there) == 0 {
		return nil, fmt.Errorf("there are no keys in %s: put those of the relayer there", folder)
	}
	return there, nil
}

func runWorker(c *cli.Context) error {
	config, err := readWorkerConfig(c)
	if err != nil {
		return usageError(err)
	}
	ctx, end := c.Context, newEnding(c.Context)
	return end.serve(func() error { return workUntil(ctx, end, config, newLog(c.App.ErrWriter)) })
}

func workUntil(ctx context.Context, end *ending, config workerConfig, log zerolog.Logger) (err error) {
	var opened closers
	defer func() {
		end.because(err)
		err = errors.Join(err, opened.close())
	}()
	watch, err := startWorkerMonitor(ctx, log, config.Config, &opened)
	if err != nil {
		return err
	}
	db, err := database.Open(ctx, where(config.Config))
	if err != nil {
		return err
	}
	opened.add(db.Close)
	host, err := pluginhost.New(pluginhost.Config{
		Builtin: builtin.Kinds(), Folder: config.Plugins, Logger: log, Limits: limitsOf(config.Config),
		Settings: map[string]map[string]string{config.Executor: config.ExecutorSettings},
	})
	if err != nil {
		return err
	}
	opened.add(host.Stop)
	watch.Plugins(standingsOf(host))
	executor, _, err := executorOf(ctx, log, host, config.Config, config.slots[crew.Execute] > 0)
	if err != nil {
		return err
	}
	there, err := keysIn(config.Keys)
	if err != nil {
		return err
	}
	predicates, err := provable(ctx, log, host, config.Keys, config.Predicates, there)
	if err != nil {
		return err
	}
	name := processName()
	hands, err := delivery.NewCrew(ctx, db, delivery.WorkerDeps{
		Log: log, Predicates: predicates, Executor: watch.Executing(executor), Prover: watch.Proving(prover.New(log)),
		Proves: config.slots[crew.Prove] > 0, Observe: watch.Observe,
	}, crew.Options{Name: name, Slots: config.slots})
	if err != nil {
		return err
	}
	if err := hands.Start(ctx); err != nil {
		return err
	}
	watch.Works(func(ctx context.Context) error {
		_, err := db.Now(ctx)
		return err
	})
	var queues []string
	for queue := range config.slots {
		queues = append(queues, string(queue))
	}
	slices.Sort(queues)
	log.Info().Str("name", name).Str("queues", strings.Join(queues, ", ")).Msg("working")
	<-ctx.Done()
	if err := stopWork(end, hands); err != nil {
		return err
	}
	log.Info().Msg("stopped; what was begun is left to others")
	return nil
}
