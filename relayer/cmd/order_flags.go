package cmd

import "github.com/urfave/cli/v2"

// signingFlags are those of every command that signs for an account and looks at predicates.
func signingFlags() []cli.Flag {
	return chainFlags(accountFlag(), passwordFlag(), keysFlag(), developmentChainFlag(), pluginsFlag())
}

// predicateFlags say what decides delivery.
func predicateFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "predicate", Usage: "what decides delivery: `NAME` in the deployment, or its contract's address (required)"},
		&cli.StringFlag{Name: "plugin", Usage: "`NAME` of the plugin that makes the parameters (default: the one that goes with the predicate's key)"},
		&cli.StringFlag{Name: "params", Usage: "the predicate's parameters as `JSON` (default: its own defaults)"},
		&cli.StringFlag{Name: "params-file", TakesFile: true, Usage: "`FILE` with the parameters as JSON"},
		&cli.BoolFlag{Name: "unsafe-predicate", Usage: "take a predicate whose code or key is not known here: it may let anybody collect"},
	}
}

// taskForFlags say who alone may read it.
func taskForFlags() []cli.Flag {
	return []cli.Flag{&cli.StringSliceFlag{
		Name: "task-for", Usage: "encrypt the task to a provider's public task `KEY` (age1…), so that nobody else can read it; may be given several times",
	}}
}

// taskFlags say what is to be done.
func taskFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "task", Usage: "what is to be done, as `TEXT`; it is public without --task-for"},
		&cli.StringFlag{Name: "task-file", TakesFile: true, Usage: "`FILE` with what is to be done; it is public without --task-for"},
		&cli.StringFlag{Name: "task-uri", Usage: "where the task is: only `URI` and the hash of --task-file are put on the chain"},
	}
}

// priceFlags say what is paid, and for how much.
func priceFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "token", Usage: "what is paid in: `NAME` in the deployment, or address (default: the deployment's only one)"},
		&cli.StringFlag{Name: "price", Usage: "`AMOUNT` for the whole quantity, such as 0.0015 (required)"},
		&cli.StringFlag{Name: "quantity", Value: "1", Usage: "how many units are to be delivered"},
	}
}

// assignedFlags are for what a provider accepts before it delivers.
func assignedFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "assigned", Usage: "have a provider accept it and stake a bond before it delivers; nobody else can then"},
		&cli.StringFlag{Name: "accept-by", Usage: "`TIME` until which it can be accepted; if nobody does, the money goes back from then on (with --assigned)"},
		&cli.StringFlag{Name: "bond", Usage: "`AMOUNT` that the provider stakes, such as 0.001 (with --assigned; without --provider it must be more than zero)"},
		&cli.StringFlag{Name: "beacon", Usage: "`BLOCK` whose hash is the challenge of a predicate with two rounds, a number or +N from now (with --assigned)"},
		&cli.StringFlag{Name: "provider", Usage: "the only `ADDRESS` that may accept it (with --assigned; default: anybody)"},
	}
}

// windowFlags say when a delivery counts.
func windowFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "start", Usage: "`TIME` from which a delivery counts (required)"},
		&cli.StringFlag{Name: "end", Usage: "`TIME` until which a delivery counts (required)"},
		&cli.StringFlag{Name: "settle-by", Usage: "`TIME` until which it is paid for, and from which on the money goes back (required)"},
	}
}

// sealFlags say who will be able to read the output.
func sealFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "seal-key", EnvVars: env("seal-key"), TakesFile: true, Usage: "`FILE` with the sealing key that will open the output"},
		&cli.StringFlag{Name: "seal-to", Usage: "public sealing `KEY`, instead of --seal-key"},
		&cli.BoolFlag{Name: "unsealed", Usage: "let everybody read the output"},
	}
}
