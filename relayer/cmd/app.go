// Package cmd is tercet's command line. It reads flags and environment, fills plain configurations, calls what does the
// work, and turns errors into exit statuses: 0 it worked, 1 it did not, 2 it could not be tried or judged. It promises
// that nothing outside it knows of flags.
package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strings"

	gnarklog "github.com/consensys/gnark/logger"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// The exit statuses.
const (
	exitWorked   = 0
	exitFailed   = 1
	exitUnjudged = 2
)

// exitStatuses say what each means, of every command, and of those that judge something. The README has the same table.
var exitStatuses = []struct {
	status          int
	means, ofChecks string
}{
	{exitWorked, "it worked; with --dry-run, it would be taken", "everything holds; `forward watch`: settled; `status`: ready"},
	{exitFailed, "it did not: the error says why", "something does not hold; `forward watch`: ended otherwise; `status`: not ready"},
	{
		exitUnjudged, "it could not be tried (a wrong flag, an unreadable file), or nobody knows what becomes of a transaction",
		"it cannot be judged: nothing to judge yet, an unknown key, no answer",
	},
}

// Streams are the terminal, or what stands in for it.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// action is what `tercet run` does with its configuration. Tests put their own in its place.
type action func(ctx context.Context, c config.Config, streams Streams) error

// gnark's logger writes to standard output, where results belong. It may be told so only before anything uses it.
func init() { gnarklog.Disable() }

// Main runs one command line and returns its exit status. One at a time in a process: flags of the cli package are shared.
func Main(ctx context.Context, args []string, streams Streams) int {
	return run(ctx, args, streams, relay)
}

func run(ctx context.Context, args []string, streams Streams, start action) int {
	withoutEmptyVariables()
	app := newApp(streams, start)
	err := app.RunContext(ctx, flagsFirst(app, args))
	if err == nil {
		return exitWorked
	}
	status := exitFailed
	if coded := (*exitError)(nil); errors.As(err, &coded) {
		status = coded.status
	} else if errors.Is(err, chain.ErrMayBeMined) {
		status = exitUnjudged
	}
	if text := err.Error(); text != "" {
		fmt.Fprintf(streams.Err, "tercet: %s\n", strings.ReplaceAll(text, "\n", "\n        "))
	}
	return status
}

func newApp(streams Streams, start action) *cli.App {
	app := &cli.App{
		Name:  "tercet",
		Usage: "compute delivered later, paid by proof",
		Description: "Buyers lock funds for a result with an agreed property, providers run the relayer and collect with a\n" +
			"proof of the property, auditors verify every payment from chain data. Begin with `tercet demo`.",
		Version:               version(),
		HideVersion:           true,
		EnableBashCompletion:  true,
		CustomAppHelpTemplate: appHelp + exitHelp(),
		Reader:                streams.In,
		Writer:                streams.Out,
		ErrWriter:             streams.Err,
		ExitErrHandler:        func(*cli.Context, error) {}, // the status is run's to decide
		// A setting may hold commas; several in one environment variable go on lines of their own.
		SliceFlagSeparator: "\n",
		Commands: []*cli.Command{
			demoCommand(),
			runCommand(streams, start),
			workerCommand(),
			serveCommand(),
			statusCommand(),
			devnetCommand(),
			forwardCommand(),
			offerCommand(),
			outputCommand(),
			auditCommand(),
			curveCommand(),
			deliveryCommand(),
			predicateCommand(),
			bundleCommand(),
			ceremonyCommand(),
			gpuCommand(),
			meterCommand(),
			keyCommand(),
			configCommand(),
			pluginCommand(),
			completionCommand(),
			versionCommand(),
		},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usageError(fmt.Errorf("there is no command %q; `tercet help` lists them", c.Args().First()))
			}
			return cli.ShowAppHelp(c)
		},
	}
	configurable(app.Commands)
	withExamples(app.Commands, "")
	app.OnUsageError = onUsageError
	for _, command := range app.Commands {
		strict(command)
	}
	return app
}

// strict makes a command, and those under it, tell a wrong use in one line with status 2, and refuse what it does not
// know instead of showing its help.
func strict(command *cli.Command) {
	command.OnUsageError = onUsageError
	for _, sub := range command.Subcommands {
		strict(sub)
	}
	if len(command.Subcommands) > 0 && command.Action == nil {
		command.Action = func(c *cli.Context) error {
			if c.Args().Present() {
				return usageError(fmt.Errorf("there is no command %q under %q; `tercet %s --help` lists them",
					c.Args().First(), command.Name, command.Name))
			}
			return cli.ShowSubcommandHelp(c)
		}
	}
}

// exitError is an error with a status of its own. Without a cause it only sets the status: all was said already.
type exitError struct {
	status int
	cause  error
}

func (e *exitError) Error() string {
	if e.cause == nil {
		return ""
	}
	return e.cause.Error()
}

func (e *exitError) Unwrap() error { return e.cause }

// usageError is for what could not even be tried.
func usageError(cause error) error { return &exitError{exitUnjudged, cause} }

// unreadable has an error about a file that is not there, or not for us, end as what could not be tried.
func unreadable(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return usageError(err)
	}
	return err
}

// judges is the action of a command that judges something. Only its verdict, which has a status of its own or is the one that is named,
// says that something does not hold: whatever else goes wrong, such as an endpoint that does not answer, judges nothing.
func judges(action cli.ActionFunc, verdict error) cli.ActionFunc {
	return func(c *cli.Context) error {
		err := action(c)
		if coded := (*exitError)(nil); err == nil || errors.As(err, &coded) || errors.Is(err, verdict) {
			return err
		}
		return &exitError{exitUnjudged, err}
	}
}

// interrupted has a check that was interrupted end as what judged nothing.
func interrupted(err error) error {
	if errors.Is(err, context.Canceled) {
		return &exitError{exitUnjudged, err}
	}
	return err
}

func onUsageError(c *cli.Context, err error, _ bool) error {
	name := "tercet"
	if c.Command != nil && c.Command.HelpName != "" {
		name = c.Command.HelpName
	}
	return usageError(fmt.Errorf("%w; `%s --help` shows what it takes", err, name))
}

func versionCommand() *cli.Command {
	return &cli.Command{
		Name:        "version",
		Usage:       "print the version",
		Description: "The version or commit, that of Go, and the system that it was built for.",
		Action: func(c *cli.Context) error {
			fmt.Fprintf(c.App.Writer, "tercet %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, dirty := "", ""
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			revision = setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			dirty = ", changed"
		}
	}
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	if revision == "" {
		return version
	}
	return fmt.Sprintf("%s commit %.12s%s", version, revision, dirty)
}
