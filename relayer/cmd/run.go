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
			"fills such bids. With --asks it signs asks as long as it would accept what they open. Outputs, secrets and proofs are kept in the\n" +
			"data folder: after a restart it goes on from there.\n" +
			"Every flag can be given as an environment variable, --key-file as TERCET_KEY_FILE, or in the table [run] of a file (--config).\n" +
			"A file of asks has a table for each, whose keys are flags of `tercet offer ask`, with times anew each time that one is signed:\n\n" +
			"   [hourly]\n" +
			"   predicate = \"proof-of-work\"\n" +
			"   params = '{\"bits\": 10}'\n" +
			"   quantity = 100\n" +
			"   min-fill = 10\n" +
			"   price = \"0.01\"\n" +
			"   bond = \"0.005\"\n" +
			"   start = \"+1d\"\n" +
			"   end = \"+2d\"\n" +
			"   settle-by = \"+3d\"\n" +
			"   review = \"1h\"",
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
