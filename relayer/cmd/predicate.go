package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

func predicateCommand() *cli.Command {
	shared := []cli.Flag{
		pluginsFlag(),
		&cli.BoolFlag{Name: "json", Usage: "print JSON"},
	}
	params := []cli.Flag{
		&cli.StringFlag{Name: "params", Usage: "the predicate's parameters as `JSON` (default: its own defaults)"},
		&cli.StringFlag{Name: "params-file", TakesFile: true, Usage: "`FILE` with the parameters as JSON"},
	}
	output := []cli.Flag{
		&cli.StringFlag{Name: "file", TakesFile: true, Usage: "`FILE` with the output, - for standard input (required)"},
		&cli.StringFlag{Name: "task", TakesFile: true, Usage: "`FILE` with the task, for predicates that look at it"},
	}
	return &cli.Command{
		Name:  "predicate",
		Usage: "list predicates, check and prove outputs, compute parameters",
		Subcommands: []*cli.Command{
			{
				Name:        "list",
				Usage:       "list the predicates there are",
				Description: "Those built in, and those of --plugins: what a unit of each is, and what a proof of it rests on.",
				Flags:       shared,
				Action:      listPredicates,
			},
			{
				Name:      "check",
				Usage:     "check whether an output has a predicate's property",
				ArgsUsage: "NAME --file FILE",
				Description: "Exits with 0 if the property holds, with 1 and findings if it does not, with 2 if the input cannot be\n" +
					"judged. This is the check a relayer makes before it proves anything.",
				Flags:  slices.Concat(shared, params, output),
				Action: checkOutput,
			},
			proveCommand(slices.Concat([]cli.Flag{pluginsFlag(), keysFlag()}, params, output)...),
			verifyCommand(append(slices.Clone(shared), keysFlag(),
				&cli.StringFlag{Name: "file", TakesFile: true, Usage: "`FILE` with the proof, - for standard input (required)"})...),
			{
				Name:        "describe",
				Usage:       "say what a predicate is, and which parameters it has",
				ArgsUsage:   "NAME",
				Description: "With --schema, the JSON Schema (2020-12) of its parameters alone.",
				Flags:       append(slices.Clone(shared), &cli.BoolFlag{Name: "schema", Usage: "print the schema of the parameters"}),
				Action:      describePredicate,
			},
			{
				Name:        "params",
				Usage:       "compute the preimage, commitment and unit of parameters",
				ArgsUsage:   "NAME",
				Description: "These are the values a forward is opened with.",
				Flags:       slices.Concat(shared, params),
				Action:      printParams,
			},
		},
	}
}

func listPredicates(c *cli.Context) error {
	return withPlugins(c, func(ctx context.Context, host *pluginhost.Host) error {
		descriptions := []sdk.Description{}
		for _, info := range host.List() {
			if info.Kind != sdk.KindPredicate {
				continue
			}
			plugin, err := host.Predicate(info.Name)
			if err != nil {
				return err
			}
			description, err := plugin.Describe(ctx)
			if err != nil {
				return fmt.Errorf("ask predicate %s what it is: %w", info.Name, err)
			}
			descriptions = append(descriptions, description)
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, descriptions)
		}
		table := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "NAME\tVERSION\tUNIT\tEVIDENCE")
		for _, d := range descriptions {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", d.Name, d.Version, d.Unit, d.EvidenceClass)
		}
		return table.Flush()
	})
}

// descriptionJSON is what describe prints with --json.
type descriptionJSON struct {
	sdk.Description
	Schema json.RawMessage `json:"paramsSchema"`
}

func describePredicate(c *cli.Context) error {
	return withPredicate(c, func(ctx context.Context, plugin sdk.Predicate) error {
		d, err := plugin.Describe(ctx)
		if err != nil {
			return fmt.Errorf("ask predicate %s what it is: %w", c.Args().First(), err)
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, descriptionJSON{d, d.ParamsSchema})
		}
		if !c.Bool("schema") {
			rounds := "one: the output is proved"
			if d.TwoRounds {
				rounds = "two: the output is committed to, and proved under a challenge that is drawn after that"
			}
			table := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', 0)
			fmt.Fprintf(table, "name\t%s\nversion\t%s\nid\t%s\nunit\t%s\nevidence\t%s\n", d.Name, d.Version, d.ID, d.Unit, d.EvidenceClass)
			fmt.Fprintf(table, "rounds\t%s\nbundle\t%s\npayload\tat most %d words\n", rounds, d.Bundle, d.PayloadWords)
			for _, limit := range limits(d.Limits) {
				fmt.Fprintf(table, "forwards\t%s\n", limit)
			}
			if err := table.Flush(); err != nil {
				return err
			}
			fmt.Fprintln(c.App.Writer, "parameters")
		}
		return printJSON(c.App.Writer, json.RawMessage(d.ParamsSchema))
	})
}

// limits are what a predicate wants of forwards, in words.
func limits(l sdk.Limits) (words []string) {
	if l.AssignedOnly {
		words = append(words, "assigned ones only")
	}
	if l.WindowSeconds > 0 {
		words = append(words, fmt.Sprintf("whose windows begin and end at multiples of %d seconds", l.WindowSeconds))
	}
	if l.StepUnits > 0 {
		words = append(words, fmt.Sprintf("if they are open, of at most %d units", l.StepUnits))
	}
	return words
}

// verdictJSON is what check prints with --json.
type verdictJSON struct {
	Predicate string        `json:"predicate"`
	Holds     bool          `json:"holds"`
	Findings  []sdk.Finding `json:"findings"`
	Error     string        `json:"error,omitempty"` // why it cannot be judged
}

func checkOutput(c *cli.Context) error {
	name := c.Args().First()
	verdict, err := judge(c)
	result := verdictJSON{Predicate: name, Holds: verdict.Holds, Findings: append([]sdk.Finding{}, verdict.Findings...)}
	if err != nil {
		if c.Bool("json") {
			result.Error = err.Error()
			return errors.Join(usageError(err), printJSON(c.App.Writer, result))
		}
		return usageError(err)
	}
	if c.Bool("json") {
		err = printJSON(c.App.Writer, result)
	} else {
		printVerdict(c.App.Writer, result)
	}
	if err == nil && !verdict.Holds {
		err = &exitError{status: exitFailed}
	}
	return err
}

func judge(c *cli.Context) (verdict sdk.Verdict, err error) {
	in, err := readWork(c)
	if err != nil {
		return verdict, err
	}
	return verdict, withPredicate(c, func(ctx context.Context, plugin sdk.Predicate) error {
		_, verdict, err = in.judge(ctx, plugin)
		return err
	})
}

// work is an output and what it is judged by, as the flags name them.
type work struct {
	name                 string // of the output, for errors
	output, task, params []byte
}

func readWork(c *cli.Context) (in work, err error) {
	if c.String("file") == "" {
		return in, errors.New("say what to check: --file FILE, or --file - for standard input")
	}
	in.name = inputName(c.String("file"))
	if in.output, err = readInput(c.App.Reader, c.String("file")); err != nil {
		return in, err
	}
	if path := c.String("task"); path != "" {
		if in.task, err = readInput(c.App.Reader, path); err != nil {
			return in, err
		}
	}
	in.params, err = paramsText(c)
	return in, err
}

func (w work) judge(ctx context.Context, plugin sdk.Predicate) (params sdk.Params, verdict sdk.Verdict, err error) {
	if params, err = plugin.CommitParams(ctx, w.params); err != nil {
		return params, verdict, fmt.Errorf("read the parameters: %w", err)
	}
	verdict, err = plugin.Check(ctx, sdk.CheckRequest{Preimage: params.Preimage, Task: w.task, Output: w.output})
	if err != nil {
		return params, verdict, fmt.Errorf("check %s: %w", w.name, err)
	}
	return params, verdict, nil
}

func printVerdict(out io.Writer, verdict verdictJSON) {
	if verdict.Holds {
		fmt.Fprintf(out, "%s: it holds\n", verdict.Predicate)
	} else {
		fmt.Fprintf(out, "%s: it does not hold\n", verdict.Predicate)
	}
	for _, finding := range verdict.Findings {
		where := ""
		if line := fmt.Sprintf("line %d", finding.Line); finding.Line > 0 && !strings.Contains(finding.Message, line) {
			where = line + ": "
		}
		fmt.Fprintf(out, "  %s: %s%s\n", finding.Rule, where, finding.Message)
	}
}

func printParams(c *cli.Context) error {
	text, err := paramsText(c)
	if err != nil {
		return usageError(err)
	}
	return withPredicate(c, func(ctx context.Context, plugin sdk.Predicate) error {
		params, err := plugin.CommitParams(ctx, text)
		if errors.Is(err, sdk.ErrUnjudgeable) {
			return usageError(err)
		}
		if err != nil {
			return err
		}
		commitment, unit := common.Hash(params.Commitment), common.Hash(params.Unit)
		if c.Bool("json") {
			return printJSON(c.App.Writer, struct {
				Predicate string          `json:"predicate"`
				JSON      json.RawMessage `json:"json"`
				Preimage  hexutil.Bytes   `json:"preimage"`
				Params    common.Hash     `json:"params"`
				Unit      common.Hash     `json:"unit"`
			}{c.Args().First(), params.JSON, params.Preimage, commitment, unit})
		}
		fmt.Fprintf(c.App.Writer, "parameters  %s\npreimage    %s\nparams      %s\nunit        %s\n",
			params.JSON, hexutil.Bytes(params.Preimage), commitment, unit)
		return nil
	})
}

// withPredicate runs do with the plugin that the command names.
func withPredicate(c *cli.Context, do func(ctx context.Context, plugin sdk.Predicate) error) error {
	if c.NArg() != 1 {
		return usageError(fmt.Errorf("name one predicate: %s NAME", c.Command.HelpName))
	}
	return withPlugins(c, func(ctx context.Context, host *pluginhost.Host) error {
		plugin, err := host.Predicate(c.Args().First())
		if err != nil {
			return usageError(err)
		}
		return do(ctx, plugin)
	})
}

func withPlugins(c *cli.Context, do func(ctx context.Context, host *pluginhost.Host) error) error {
	log := newLog(c.App.ErrWriter).Level(zerolog.WarnLevel)
	host, err := pluginhost.New(pluginhost.Config{Builtin: builtin.Kinds(), Folder: c.String("plugins"), Logger: log})
	if err != nil {
		return err
	}
	return errors.Join(do(c.Context, host), host.Stop())
}

// readInput reads a file, or standard input for "-", up to what a plugin takes.
func readInput(stdin io.Reader, path string) ([]byte, error) {
	in, name := stdin, inputName(path)
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("read the input: %w", err)
		}
		defer file.Close()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, sdk.MaxOutput+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, withoutPath(err))
	}
	if len(data) > sdk.MaxOutput {
		return nil, fmt.Errorf("read %s: it has more than %d bytes, the most that is ever looked at", name, sdk.MaxOutput)
	}
	return data, nil
}

// withoutPath is an error about a file whose path is told already.
func withoutPath(err error) error {
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		return file.Err
	}
	return err
}

func inputName(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}

func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// printJSONLine prints one of a row of values.
func printJSONLine(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
