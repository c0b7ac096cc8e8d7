package cmd

import (
	"github.com/urfave/cli/v2"
)

func runCommand(streams Streams, start action) *cli.Command {
	return &cli.Command{
		Name:  "run",
		Usage: "follow the chain, deliver open and accepted forwards, and collect for them",
		Description: "Takes every open forward whose predicate it can prove, has it executed, proves the result, announces\n" +
			"and settles. Of assigned forwards it delivers, step by step, those that were accepted for its account (`tercet\n" +
			"forward accept`) or that their holder approved it for. With --accept it accepts by itself what it can honour, and with --bids it\n" +
			"fills such bids. Outputs, secrets and proofs are kept in the data folder: after a restart it goes on from there.\n" +
			"Every flag can be given as an environment variable, --key-file as TERCET_KEY_FILE, or in the table [run] of a file (--config).",
		Flags: runFlags(),
		Action: func(c *cli.Context) error {
			config, err := readConfig(c)
			if err != nil {
				return usageError(err)
			}
			return start(c.Context, config, streams)
		},
	}
}
