package cmd

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/consensys/gnark/constraint"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
)

func ceremonyCommand() *cli.Command {
	json := &cli.BoolFlag{Name: "json", Usage: "print JSON"}
	return &cli.Command{
		Name:  "ceremony",
		Usage: "make circuit keys together with people who do not trust each other",
		Description: "A ceremony is a folder. In each of its two phases one contributor after another gets transcript.json and the file\n" +
			"named last, contributes, and sends back transcript.json and the file made. A public value that nobody could know\n" +
			"before, the beacon, ends a phase. One contributor in each phase who forgets their numbers, which the program does\n" +
			"for them, is enough. A command that is killed leaves nothing half done: run it again.",
		Subcommands: []*cli.Command{
			{
				Name:        "init",
				Usage:       "begin the ceremony of a circuit",
				ArgsUsage:   "DIR",
				Description: "The circuit is a built-in one (--predicate), or somebody else's (--system and --name).",
				Flags: circuitFlags(json,
					&cli.StringFlag{Name: "ptau", TakesFile: true, Usage: "`FILE` of another ceremony's powers of tau to build on, as snarkjs writes them"},
					&cli.StringFlag{Name: "ptau-source", Usage: "`TEXT` that says where everybody finds --ptau"}),
				Action: initCeremony,
			},
			{
				Name:      "contribute",
				Usage:     "add a contribution to the phase that is open",
				ArgsUsage: "DIR",
				Description: "Prints the attestation: publish it where others can find it, so that everybody sees that you are in the\n" +
					"transcript. The secret numbers never leave the memory of this process.",
				Flags:  []cli.Flag{json, &cli.StringFlag{Name: "contributor", Usage: "`NAME` that the transcript calls you (required)"}},
				Action: contribute,
			},
			{
				Name:      "seal",
				Usage:     "verify the phase that is open and end it with a beacon",
				ArgsUsage: "DIR",
				Description: "Say before the last contribution where the beacon will come from, such as a round of a public lottery that is\n" +
					"drawn later. Sealing the first phase makes phase2-0000, sealing the second the keys.",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "beacon", Usage: "the public value as `HEX` digits, 16 bytes or more (required)"},
					&cli.StringFlag{Name: "source", Usage: "`TEXT` that says where everybody finds the value (required)"},
					&cli.StringFlag{Name: "time", Usage: "`TIME` before which nobody knew the value, such as 2026-12-24T18:00:00Z (required)"},
				},
				Action: seal,
			},
			{
				Name:      "verify",
				Usage:     "follow a ceremony from its beginning to the keys",
				ArgsUsage: "DIR",
				Description: "Trusts none of the files and says which contribution is to blame. Exits with 0 if everything holds, with 1 if\n" +
					"something does not, with 2 if what there is holds and the ceremony is not finished.",
				Flags:  []cli.Flag{json},
				Action: verifyCeremony,
			},
		},
	}
}

// circuitFlags name a circuit.
func circuitFlags(more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{Name: "predicate", Usage: "`NAME` of a built-in predicate: " + strings.Join(bundles.Names(), ", ")},
		&cli.IntFlag{Name: "batch", Usage: "its circuit for up to `N` statements (default: the one for a single statement)"},
		&cli.StringFlag{Name: "system", TakesFile: true, Usage: "`FILE` with a compiled constraint system, instead of --predicate"},
		&cli.StringFlag{Name: "name", Usage: "`NAME` of the predicate that --system belongs to"},
	}, more...)
}

// circuit is the constraint system that circuitFlags name.
func circuit(c *cli.Context) (name string, system constraint.ConstraintSystem, err error) {
	predicate, path := c.String("predicate"), c.String("system")
	switch {
	case predicate != "" && path == "" && c.String("name") == "":
		stages(c)("compiling " + predicate)
		system, err = bundles.Compile(predicate, c.Int("batch"))
		return predicate, system, err
	case predicate == "" && path != "" && c.String("name") != "":
		hash, err := sumOfFile(path)
		if err != nil {
			return "", nil, err
		}
		system, err = keys.ReadSystem(path, hash)
		return c.String("name"), system, err
	}
	return "", nil, usageError(errors.New("say which circuit: --predicate NAME for a built-in one, or --system FILE and --name NAME"))
}

func initCeremony(c *cli.Context) error {
	dir, err := oneArgument(c, "DIR")
	if err != nil {
		return err
	}
	name, system, err := circuit(c)
	if err != nil {
		return err
	}
	if c.String("ptau") != "" && c.String("ptau-source") == "" {
		return usageError(errors.New("say where everybody finds the powers: --ptau-source TEXT"))
	}
	begun, err := ceremony.InitOn(dir, name, system, c.String("ptau"), c.String("ptau-source"))
	if err != nil {
		return err
	}
	return tellCeremony(c, begun.Transcript())
}

func contribute(c *cli.Context) error {
	return withCeremony(c, func(ctx context.Context, held *ceremony.Ceremony) error {
		if c.String("contributor") == "" {
			return usageError(errors.New("say who contributes: --contributor NAME"))
		}
		before := held.Transcript()
		added, err := held.Contribute(ctx, c.String("contributor"), time.Now(), stages(c))
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, added)
		}
		fmt.Fprintf(c.App.Writer, "I, %s, contributed to phase %d of the ceremony of %s at %s.\nI built on  %s\nI made      %s\n",
			added.Contributor, before.Open()+1, before.Name, added.Time.Format(time.RFC3339Nano), added.On, added.Result)
		return nil
	})
}

func seal(c *cli.Context) error {
	return withCeremony(c, func(ctx context.Context, held *ceremony.Ceremony) error {
		beacon := ceremony.Beacon{Source: c.String("source")}
		var faults []error
		if err := beacon.Value.UnmarshalText([]byte(c.String("beacon"))); err != nil {
			faults = append(faults, fmt.Errorf("--beacon: %q is not an even number of hexadecimal digits", c.String("beacon")))
		}
		var err error
		if beacon.Time, err = time.Parse(time.RFC3339, c.String("time")); err != nil {
			faults = append(faults, fmt.Errorf("--time: %q is not a time such as 2026-12-24T18:00:00Z", c.String("time")))
		}
		if err := errors.Join(append(faults, beacon.Check())...); err != nil {
			return usageError(err)
		}
		system, err := held.System()
		if err != nil {
			return err
		}
		if err := held.Seal(ctx, system, beacon, time.Now(), stages(c)); err != nil {
			return err
		}
		return tellCeremony(c, held.Transcript())
	})
}

func verifyCeremony(c *cli.Context) error {
	return withCeremony(c, func(ctx context.Context, held *ceremony.Ceremony) error {
		system, err := held.System()
		if err != nil {
			return err
		}
		_, unfinished := held.Verify(ctx, system, time.Now(), stages(c))
		if unfinished != nil && !errors.Is(unfinished, ceremony.ErrUnfinished) {
			return interrupted(unfinished)
		}
		if err := tellCeremony(c, held.Transcript()); err != nil {
			return err
		}
		if unfinished != nil {
			return usageError(fmt.Errorf("what there is holds; %w", unfinished))
		}
		return nil
	})
}

func withCeremony(c *cli.Context, do func(ctx context.Context, held *ceremony.Ceremony) error) error {
	dir, err := oneArgument(c, "DIR")
	if err != nil {
		return err
	}
	held, err := ceremony.Open(dir)
	if err != nil {
		return unreadable(err)
	}
	return do(c.Context, held)
}

// tellCeremony shows what was done, and by whom.
func tellCeremony(c *cli.Context, t ceremony.Transcript) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, t)
	}
	out := c.App.Writer
	fmt.Fprintf(out, "ceremony of %s: %d constraints, a domain of %d\nconstraint system %s\n", t.Name, t.Constraints, t.Domain, t.System)
	for i, phase := range t.Phases {
		if phase.Import != nil {
			fmt.Fprintf(out, "phase %d, built on        %s  %s\n", i+1, phase.Import.File, phase.Import.Source)
		}
		for j, contribution := range phase.Contributions {
			fmt.Fprintf(out, "phase %d, contribution %d  %s  %s  %s\n", i+1, j+1, contribution.Result, contribution.Time.Format(time.RFC3339Nano), contribution.Contributor)
		}
		if phase.Beacon != nil {
			value, _ := phase.Beacon.Value.MarshalText()
			fmt.Fprintf(out, "phase %d, beacon          %s  %s  %s\n", i+1, value, phase.Beacon.Time.Format(time.RFC3339Nano), phase.Beacon.Source)
		}
	}
	if t.Keys != nil {
		fmt.Fprintf(out, "key %s\n", t.Keys.Hash)
	}
	return nil
}

// stages shows a stage of something long on standard error.
func stages(c *cli.Context) func(stage string) {
	return func(stage string) { fmt.Fprintln(c.App.ErrWriter, stage) }
}

func sumOfFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	return hex.EncodeToString(hash.Sum(nil)), err
}
