package cmd

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"text/tabwriter"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/detached"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// anyTime is the end of a window that does not matter: the year 10000 begins, with a whole hour.
const anyTime = 253402300800

func proveCommand(flags ...cli.Flag) *cli.Command {
	return &cli.Command{
		Name:      "prove",
		Usage:     "prove that an output has a predicate's property, without a chain",
		ArgsUsage: "NAME --file FILE --out FILE",
		Description: "Writes a file with the proof and everything that it is about, for `tercet predicate verify`. No forward can be\n" +
			"settled with it. Exits with 0 if it is written, with 1 and findings if the output lacks the property, with 2 if\n" +
			"the input cannot be judged.",
		Flags: append(flags,
			&cli.StringFlag{Name: "out", TakesFile: true, Usage: "new `FILE` for the proof (required)"},
			&cli.StringFlag{Name: "claim", Usage: "`TEXT` that the proof is bound to, such as a question of whoever verifies it"},
			&cli.StringFlag{Name: "forward", Usage: "`ID` that the output was made for, where outputs name one"},
			&cli.StringFlag{Name: "start", Usage: "`TIME` at which the window begins, where outputs have times (default: 1970)"},
			&cli.StringFlag{Name: "end", Usage: "`TIME` at which the window ends (default: never)"},
			&cli.StringFlag{Name: "quantity", Value: "1", Usage: "`UNITS` of which the output delivers some"},
			&cli.Uint64Flag{Name: "from", Usage: "`PLACE` at which the output begins, where there are several steps"},
			&cli.StringFlag{Name: "seal-to", Usage: "public `KEY` of whoever may open the output (default: everybody)"},
			&cli.StringFlag{Name: "seal-key", EnvVars: env("seal-key"), TakesFile: true, Usage: "`FILE` with their sealing key, instead of --seal-to"}),
		Action: proveOutput,
	}
}

func verifyCommand(flags ...cli.Flag) *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "verify a proof that `tercet predicate prove` wrote",
		ArgsUsage: "NAME --file FILE",
		Description: "With the key of the predicate's bundle, or with its development key where --keys has no bundle; a development key is\n" +
			"known only where it was made. Exits with 0 and what is proved if the proof holds, with 1 if it does not, with 2\n" +
			"if it cannot be judged.",
		Flags: append(flags,
			&cli.StringFlag{Name: "claim", Usage: "`TEXT` that the proof has to be bound to (default: the one that it names)"},
			&cli.StringFlag{Name: "output", TakesFile: true, Usage: "write what was delivered to a new `FILE` that only you can read"},
			&cli.StringFlag{Name: "seal-key", EnvVars: env("seal-key"), TakesFile: true, Usage: "`FILE` with the sealing key that opens it, where it is sealed"}),
		Action: verifyProof,
	}
}

func proveOutput(c *cli.Context) error {
	if c.String("out") == "" {
		return usageError(errors.New("say where the proof goes: --out FILE"))
	}
	terms, err := readTerms(c)
	if err != nil {
		return usageError(err)
	}
	in, err := readWork(c)
	if err != nil {
		return usageError(err)
	}
	return withPredicate(c, func(ctx context.Context, plugin sdk.Predicate) error {
		params, verdict, err := in.judge(ctx, plugin)
		if err != nil {
			return usageError(err)
		}
		if !verdict.Holds {
			printVerdict(c.App.Writer, verdictJSON{Predicate: c.Args().First(), Findings: verdict.Findings})
			return &exitError{status: exitFailed}
		}
		all, err := predicateBundles(ctx, c, plugin)
		if err != nil {
			return err
		}
		stages(c)(fmt.Sprintf("proving, %d constraints", all[0].Manifest.Constraints))
		proof, err := detached.Make(ctx, plugin, all[0], prover.New(zerolog.Nop()), terms, detached.Work{
			Params: params, Task: in.task, Output: verdict.Output, Cursor: c.Uint64("from"),
		})
		if errors.Is(err, sdk.ErrUnjudgeable) {
			return usageError(err)
		}
		if err != nil {
			return err
		}
		text, err := json.MarshalIndent(proof, "", "  ")
		if err != nil {
			return err
		}
		if err := writeNew(c.String("out"), append(text, '\n')); err != nil {
			return err
		}
		fmt.Fprintf(c.App.Writer, "proved, and written to %s\nkey  %s\n", c.String("out"), all[0])
		return nil
	})
}

func predicateBundles(ctx context.Context, c *cli.Context, plugin sdk.Predicate) ([]*keys.Bundle, error) {
	description, err := plugin.Describe(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask the predicate what it is: %w", err)
	}
	return bundles.Folder(c.String("keys")).Get(ctx, description.Bundle, stages(c))
}

// readTerms reads what a chain would say. What is wrong is told together.
func readTerms(c *cli.Context) (detached.Terms, error) {
	terms := detached.Terms{Claim: c.String("claim"), End: anyTime}
	var faults []error
	note := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	if text := c.String("forward"); text != "" {
		var err error
		terms.Forward, err = parseHash("--forward", text)
		note(err)
	}
	for name, to := range map[string]*uint64{"start": &terms.Start, "end": &terms.End} {
		if text := c.String(name); text != "" {
			moment, err := parseMoment(text, time.Now())
			if err == nil && moment.Before(time.Unix(0, 0)) {
				err = fmt.Errorf("%s is before 1970", text)
			}
			if err != nil {
				note(fmt.Errorf("--%s: %w", name, err))
				continue
			}
			*to = uint64(moment.Unix()) //nolint:gosec // not negative
		}
	}
	quantity, ok := new(big.Int).SetString(c.String("quantity"), 10)
	if !ok || quantity.Sign() < 1 || quantity.BitLen() > sdk.MaxAmountBits {
		note(fmt.Errorf("--quantity: %q is not a number from 1 to 2^%d-1", c.String("quantity"), sdk.MaxAmountBits))
	}
	terms.Quantity = quantity
	if c.String("seal-to") != "" || c.String("seal-key") != "" {
		var err error
		terms.SealTo, err = sealTo(c)
		note(err)
	}
	return terms, errors.Join(faults...)
}

func verifyProof(c *cli.Context) error {
	if c.String("file") == "" {
		return usageError(errors.New("say what to verify: --file FILE, or --file - for standard input"))
	}
	text, err := readInput(c.App.Reader, c.String("file"))
	if err != nil {
		return usageError(err)
	}
	proof, err := detached.Parse(text)
	if err != nil {
		return usageError(err)
	}
	if c.IsSet("claim") {
		proof.Claim = c.String("claim")
	}
	return withPredicate(c, func(ctx context.Context, plugin sdk.Predicate) error {
		bundle, err := bundleOf(ctx, c, plugin, proof.Key)
		if err != nil {
			return usageError(err)
		}
		proved, err := proof.Verify(ctx, plugin, bundle.Verifying)
		if err != nil {
			return err
		}
		if err := openProof(ctx, c, plugin, proof, proved); err != nil {
			return err
		}
		return tellProof(c, proved, bundle)
	})
}

// bundleOf is the predicate's bundle whose key a proof names.
func bundleOf(ctx context.Context, c *cli.Context, plugin sdk.Predicate, key common.Hash) (*keys.Bundle, error) {
	all, err := predicateBundles(ctx, c, plugin)
	if err != nil {
		return nil, err
	}
	for _, bundle := range all {
		if bundle.KeyHash == key {
			return bundle, nil
		}
	}
	return nil, fmt.Errorf("the proof is for key %s, and %s has here: %s; install the bundle with that key, or name its folder with --keys",
		key, c.Args().First(), all[0])
}

// openProof writes what was delivered to a file, if one is named.
func openProof(ctx context.Context, c *cli.Context, plugin sdk.Predicate, proof *detached.Proof, proved *detached.Statement) error {
	path := c.String("output")
	if path == "" {
		return nil
	}
	var secret []byte
	if sealed := proved.Terms.SealTo; !sealed.IsZero() {
		if c.String("seal-key") == "" {
			return usageError(fmt.Errorf("the output is sealed to %s: give that key's file with --seal-key", sealed))
		}
		key, err := loadSealingKey(c.String("seal-key"))
		if err != nil {
			return usageError(err)
		}
		if secret, err = key.MarshalText(); err != nil {
			return err
		}
	}
	rendered, err := plugin.Open(ctx, proof.OpenRequest(proved, secret))
	if err != nil {
		return usageError(fmt.Errorf("open the output: %w", err))
	}
	return writeNew(path, rendered)
}

// proofJSON is what verify prints with --json.
type proofJSON struct {
	Predicate string          `json:"predicate"`
	Params    json.RawMessage `json:"params"`
	Claim     string          `json:"claim"`
	Forward   common.Hash     `json:"forward"`
	Start     uint64          `json:"start"`
	End       uint64          `json:"end"`
	From      uint64          `json:"from"`
	To        uint64          `json:"to"`
	Amount    string          `json:"amount"`
	Quantity  string          `json:"quantity"`
	SealTo    string          `json:"sealTo,omitempty"`
	TwoRounds bool            `json:"twoRounds,omitempty"`
	Key       common.Hash     `json:"key"`
	Setup     string          `json:"setup"`
}

func tellProof(c *cli.Context, s *detached.Statement, bundle *keys.Bundle) error {
	p := proofJSON{
		Predicate: c.Args().First(), Params: s.Params.JSON, Claim: s.Terms.Claim, Forward: s.Terms.Forward,
		Start: s.Terms.Start, End: s.Terms.End, From: s.Step.From, To: s.Step.To,
		Amount: s.Step.Amount.String(), Quantity: s.Terms.Quantity.String(),
		TwoRounds: !s.Commitment.IsZero(), Key: bundle.KeyHash, Setup: bundle.Manifest.Setup,
	}
	if !s.Terms.SealTo.IsZero() {
		p.SealTo = s.Terms.SealTo.String()
	}
	if p.TwoRounds {
		stages(c)("the challenge is a hash of the commitment: whoever proved this could commit again until they liked it")
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, p)
	}
	fmt.Fprintf(c.App.Writer, "%s: it holds\n", p.Predicate)
	table := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "parameters\t%s\nclaim\t%q\nforward\t%s\n", p.Params, p.Claim, p.Forward)
	fmt.Fprintf(table, "delivered\t%s of %s, from %d to %d\n", p.Amount, p.Quantity, p.From, p.To)
	if p.Start != 0 || p.End != anyTime {
		fmt.Fprintf(table, "window\t%s to %s\n", tell(p.Start), tell(p.End))
	}
	fmt.Fprintf(table, "sealed to\t%s\nkey\t%s\n", cmp.Or(p.SealTo, "nobody: it is public"), bundle)
	return table.Flush()
}
