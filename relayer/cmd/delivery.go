package cmd

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

func deliveryCommand() *cli.Command {
	data := &cli.StringFlag{
		Name: "data", EnvVars: env("data"), Value: config.Default().Data, TakesFile: true,
		Usage: "`FOLDER` of the relayer; it may be running",
	}
	shared := databaseFlag()
	return &cli.Command{
		Name:  "delivery",
		Usage: "see what a relayer keeps of its forwards",
		Subcommands: []*cli.Command{
			{
				Name:        "list",
				Usage:       "list every forward that was begun, how far it came, and why it ended",
				Description: "From the journal in --data or --database, also while the relayer runs.",
				Flags:       []cli.Flag{data, shared, &cli.BoolFlag{Name: "json", Usage: "print JSON"}},
				Action:      listDeliveries,
			},
			{
				Name:  "show",
				Usage: "print what is kept of one forward, as JSON",
				Description: "Prints the journal's entry, with the transactions that were signed. Whoever sees them before the settlement can\n" +
					"read what they show. Output and secrets, which lie beside it, are not printed.",
				ArgsUsage: "FORWARD",
				Flags:     []cli.Flag{data, shared},
				Action:    showDelivery,
			},
		},
	}
}

func listDeliveries(c *cli.Context) error {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag; `tercet delivery list` takes nothing else", c.Args().First()))
	}
	return withJournal(c, func(entries *journal.Journal) error {
		whole, unreadable, err := entries.List()
		if err != nil {
			return err
		}
		var faults []error
		for _, reason := range unreadable {
			faults = append(faults, reason)
		}
		if c.Bool("json") {
			if whole == nil {
				whole = []*journal.Delivery{}
			}
			return errors.Join(append(faults, printJSON(c.App.Writer, whole))...)
		}
		table := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "FORWARD\tSTAGE\tATTEMPTS\tSTEPS\tREASON")
		for _, d := range whole {
			fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%s\n", d.Forward, d.Stage, d.Attempts, d.Steps, d.Reason)
		}
		return errors.Join(append(faults, table.Flush())...)
	})
}

func showDelivery(c *cli.Context) error {
	if c.NArg() != 1 {
		return usageError(errors.New("name the forward: tercet delivery show FORWARD"))
	}
	forward, err := parseHash("the forward's id", c.Args().First())
	if err != nil {
		return usageError(err)
	}
	return withJournal(c, func(entries *journal.Journal) error {
		d, err := entries.Load(forward)
		if err != nil {
			return err
		}
		return printJSON(c.App.Writer, d)
	})
}

func withJournal(c *cli.Context, do func(*journal.Journal) error) (err error) {
	db, err := database.Look(c.Context, database.Where{Folder: c.String("data"), URL: c.String("database")})
	if err != nil {
		return usageError(err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(journal.New(db))
}
