package cmd

import (
	"errors"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// pluginCommand is for the relayer itself, which starts this very binary again for each built-in plugin.
func pluginCommand() *cli.Command {
	return &cli.Command{
		Name:   "plugin",
		Usage:  "what this binary does as a plugin",
		Hidden: true,
		Subcommands: []*cli.Command{{
			Name:      "serve",
			Usage:     "be a built-in plugin, for the relayer that started it",
			ArgsUsage: "NAME",
			Action: func(c *cli.Context) error {
				if c.NArg() != 1 {
					return usageError(errors.New("name one plugin: tercet plugin serve NAME"))
				}
				return builtin.Serve(c.Args().First())
			},
		}, {
			Name:      "keep",
			Usage:     "run a plugin, and end all that it leaves behind, for the relayer that started this",
			ArgsUsage: "SPECIFICATION",
			Action: func(c *cli.Context) error {
				if c.NArg() != 1 {
					return usageError(errors.New("this is for tercet itself, which says what to keep"))
				}
				return keeper.Keep(c.Args().First())
			},
		}},
	}
}
