package cmd

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

func auditCommand() *cli.Command {
	return &cli.Command{
		Name:      "audit",
		Usage:     "find out from chain data alone whether a forward's payment was earned",
		ArgsUsage: "ID",
		Description: "Checks terms, parameters, predicate code, key, acceptance, announcement, times, header, proof and payment of every\n" +
			"settlement anew, and what was shared at the end, and says\n" +
			"per check what holds. Exits with 0 if everything holds, with 1 if something does not, with 2 while the forward is\n" +
			"neither delivered in full nor reclaimed or closed, and with 2 if it is not known here how the key was made or what the parameters say:\n" +
			"whoever made a key alone can forge proofs under it. --keys and --deployment are where that is looked for.",
		Flags: chainFlags(keysFlag(), developmentChainFlag(), pluginsFlag(), &cli.BoolFlag{
			Name:  "accept-unknown-key",
			Usage: "exit with 0 where only the key's origin or the parameters are not known here",
		}),
		Action: auditForward,
	}
}

func auditForward(c *cli.Context) error {
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		auditor := audit.Auditor{Client: l.client, Escrow: l.escrow, From: l.deployment.Block, Predicates: k, Provenance: k, Development: k.chains}
		report, err := auditor.Audit(ctx, l.head, forward.ID)
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
		switch report.Verdict {
		case audit.Holds:
			return nil
		case audit.Incomplete:
			if c.Bool("accept-unknown-key") {
				return nil
			}
			return &exitError{status: exitUnjudged}
		case audit.NotApplicable:
			return &exitError{status: exitUnjudged}
		default:
			return &exitError{status: exitFailed}
		}
	})
}

func printReport(out io.Writer, report audit.Report) error {
	fmt.Fprintf(out, "audit of forward %s\nchain %d, escrow %s, read up to block %d\n\n", report.Forward, report.ChainID, report.Escrow, report.Block)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "CHECK\tRESULT\tWHY")
	for _, check := range report.Checks {
		fmt.Fprintf(table, "%s\t%s\t%s\n", check.Name, check.Result, sdk.Clean(check.Words))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, warning := range report.Warnings {
		fmt.Fprintf(out, "\nwarning: %s", warning)
	}
	if len(report.Warnings) > 0 {
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\n%s\n", verdicts[report.Verdict])
	return nil
}

var verdicts = map[audit.Result]string{
	audit.Holds:         "everything that could be checked holds",
	audit.Fails:         "NOT EVERYTHING HOLDS: see the checks that fail",
	audit.Incomplete:    "INCOMPLETE: what could be checked holds, but not everything could be: see the checks that are incomplete",
	audit.NotApplicable: "nothing to judge yet: the forward is neither delivered in full, nor reclaimed, nor closed",
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
