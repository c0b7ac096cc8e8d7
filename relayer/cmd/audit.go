package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

func auditCommand() *cli.Command {
	return &cli.Command{
		Name:      "audit",
		Usage:     "find out from chain data alone whether payments were earned",
		ArgsUsage: "ID… | --all | --from BLOCK",
		Description: "Checks terms, parameters, predicate code, key, acceptance, announcement, times, header, proof, payment, positions and what was\n" +
			"sold before of every settlement anew, and what was shared at the end, and says per check what holds, and what of the endpoint\n" +
			"was checked. Exits with 0 if everything holds, with 1 if something does not, with 2 while a forward that is named is\n" +
			"neither delivered in full nor reclaimed or closed, and with 2 if it is not known here how the key was made or what the parameters say:\n" +
			"whoever made a key alone can forge proofs under it. --keys and --deployment are where that is looked for.\n" +
			"With --json one ID makes one document; several, --all and --from make a line for each forward and one with the summary.",
		Flags: chainFlags(keysFlag(), developmentChainFlag(), pluginsFlag(),
			&cli.BoolFlag{Name: "all", Usage: "audit every forward of the escrow"},
			&cli.Uint64Flag{Name: "from", Usage: "audit every forward opened from `BLOCK` on; what came before is read and not told of"},
			&cli.StringFlag{Name: "at", Usage: "`HASH` of the block to audit up to, known from elsewhere: all that is read follows from it; by default the latest block"},
			&cli.StringFlag{Name: "headers", Usage: "which block headers to read: `all`, or `events` for those of blocks with events; by default all, unless there are more than 20,000"},
			&cli.StringFlag{Name: "compare", EnvVars: env("compare"), Usage: "another endpoint `URL`, which has to say the same"},
			&cli.StringFlag{Name: "registry", EnvVars: env("registry"), Usage: "`ADDRESS` of the registry of predicates; by default where deployments put it"},
			&cli.StringSliceFlag{Name: "registrant", EnvVars: env("registrant"), Usage: "`ADDRESS` of somebody whose claims in the registry have to hold; may be given several times"},
			&cli.BoolFlag{Name: "accept-unknown-key", Usage: "exit with 0 where only the key's origin or the parameters are not known here"},
		),
		Action: judges(auditForwards, nil),
	}
}

func auditForwards(c *cli.Context) error {
	selection, err := selected(c)
	if err != nil {
		return usageError(err)
	}
	auditor := audit.Auditor{Headers: c.String("headers"), Registry: chain.RegistryAddress()}
	if err := errors.Join(readHeaders(auditor.Headers), readRegistry(c, &auditor), readCompare(c)); err != nil {
		return usageError(err)
	}
	var at common.Hash
	if text := c.String("at"); text != "" {
		if at, err = parseHash("--at", text); err != nil {
			return usageError(err)
		}
	}
	return withKnown(c, func(ctx context.Context, l *ledger, k known) (err error) {
		if at != (common.Hash{}) {
			if l.head, err = l.client.BlockByHash(ctx, at); err != nil {
				return err
			}
		}
		auditor.Client, auditor.Escrow, auditor.From = l.client, l.escrow, l.deployment.Block
		auditor.Predicates, auditor.Provenance, auditor.Development = k, k, k.chains
		for _, address := range compared(c) {
			other, err := chain.Dial(ctx, address, l.client.ChainID().Uint64())
			if err != nil {
				return err
			}
			defer other.Close()
			auditor.Compare = other
		}
		if selection.From > l.head.Number {
			return usageError(fmt.Errorf("--from: there is no block %d yet, the latest is %d", selection.From, l.head.Number))
		}
		if len(selection.IDs) == 1 {
			return auditOne(ctx, c, l, &auditor, selection.IDs[0])
		}
		return auditMany(ctx, c, l, &auditor, selection)
	})
}

// selected is what the arguments name.
func selected(c *cli.Context) (s audit.Selection, err error) {
	named := 0
	for _, is := range []bool{c.NArg() > 0, c.Bool("all"), c.IsSet("from")} {
		if is {
			named++
		}
	}
	if named != 1 {
		return s, errors.New("say what to audit: ids of forwards, or --all, or --from BLOCK")
	}
	seen := map[common.Hash]bool{}
	for i, text := range c.Args().Slice() {
		id, err := parseHash(fmt.Sprintf("id number %d", i+1), text)
		if err != nil {
			return s, err
		}
		if !seen[id] {
			s.IDs = append(s.IDs, id)
		}
		seen[id] = true
	}
	s.From = c.Uint64("from")
	return s, nil
}

func readHeaders(which string) error {
	switch which {
	case audit.HeadersAuto, audit.HeadersAll, audit.HeadersEvents:
		return nil
	}
	return fmt.Errorf("--headers is %q; it takes all or events", which)
}

func readRegistry(c *cli.Context, auditor *audit.Auditor) (err error) {
	if text := c.String("registry"); text != "" {
		if auditor.Registry, err = parseAddress("--registry", text); err != nil {
			return err
		}
	}
	for _, text := range c.StringSlice("registrant") {
		address, err := parseAddress("--registrant", text)
		if err != nil {
			return err
		}
		auditor.Registrants = append(auditor.Registrants, address)
	}
	return nil
}

func readCompare(c *cli.Context) error {
	if config.CheckEndpoints(compared(c)) != nil { // which names --rpc
		return errors.New("--compare: want an address such as http://127.0.0.1:8545")
	}
	return nil
}

func compared(c *cli.Context) []string {
	if address := c.String("compare"); address != "" {
		return []string{address}
	}
	return nil
}

func auditOne(ctx context.Context, c *cli.Context, l *ledger, auditor *audit.Auditor, id common.Hash) error {
	report, err := auditor.Audit(ctx, l.head, id)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = printJSON(c.App.Writer, report)
	} else {
		err = printReport(c.App.Writer, report)
	}
	if err != nil {
		return err
	}
	return verdictError(c, report.Verdict)
}

func auditMany(ctx context.Context, c *cli.Context, l *ledger, auditor *audit.Auditor, selection audit.Selection) error {
	auditor.Progress = func(p audit.Progress) {
		fmt.Fprintf(c.App.ErrWriter, "read up to block %d of %d, %d forwards audited\n", p.Block, p.Last, p.Forwards)
	}
	tell := tellLine(c.App.Writer)
	if c.Bool("json") {
		tell = lines(c.App.Writer)
	} else if _, err := fmt.Fprintf(c.App.Writer, auditRow, "FORWARD", "STATUS", "CHECKS", "RESULT"); err != nil {
		return err
	}
	summary, err := auditor.Sweep(ctx, l.head, selection, tell)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = printLine(c.App.Writer, map[string]any{"summary": summary})
	} else {
		err = printSummary(c.App.Writer, summary)
	}
	if err != nil {
		return err
	}
	return verdictError(c, summary.Verdict)
}

// verdictError is the status that a verdict ends with.
func verdictError(c *cli.Context, verdict audit.Result) error {
	switch {
	case verdict == audit.Holds, verdict == audit.Incomplete && c.Bool("accept-unknown-key"):
		return nil
	case verdict == audit.Fails:
		return &exitError{status: exitFailed}
	}
	return &exitError{status: exitUnjudged}
}

// withKnown is withLedger for commands that also ask plugins.
func withKnown(c *cli.Context, do func(ctx context.Context, l *ledger, k known) error) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		return withPlugins(c, func(ctx context.Context, host *pluginhost.Host) error {
			return do(ctx, l, known{
				host: host, folder: bundles.Folder(c.String("keys")), deployment: l.deployment,
				chains: developmentChains(c), progress: stages(c),
			})
		})
	})
}
