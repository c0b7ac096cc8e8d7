package cmd

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
)

func printReport(out io.Writer, report audit.Report) error {
	fmt.Fprintf(out, "audit of forward %s\nchain %d, escrow %s, read up to block %d\n\n", report.Forward, report.ChainID, report.Escrow, report.Block)
	if err := printChecks(out, append(report.Chain, report.Checks...)); err != nil {
		return err
	}
	for _, warning := range report.Warnings {
		fmt.Fprintf(out, "\nwarning: %s", warning)
	}
	if len(report.Warnings) > 0 {
		fmt.Fprintln(out)
	}
	_, err := fmt.Fprintf(out, "\n%s\n", verdicts[report.Verdict])
	return err
}

func printChecks(out io.Writer, checks []audit.Check) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "CHECK\tRESULT\tWHY")
	for _, check := range checks {
		fmt.Fprintf(table, "%s\t%s\t%s\n", check.Name, check.Result, sdk.Clean(check.Words))
	}
	return table.Flush()
}

// auditRow is as wide as an id and the longest status and verdict.
const auditRow = "%-66v  %-11v  %6v  %v\n"

// tellLine tells a forward in a line, and what does not hold of it, or was not to be known, under it.
func tellLine(out io.Writer) func(audit.Report) error {
	return func(report audit.Report) error {
		if _, err := fmt.Fprintf(out, auditRow, report.Forward, report.Status, len(report.Checks), report.Verdict); err != nil {
			return err
		}
		for _, check := range report.Checks {
			if check.Result != audit.Fails && (check.Result != audit.Incomplete || report.Verdict != audit.Incomplete) {
				continue
			}
			if _, err := fmt.Fprintf(out, "    %s %s: %s\n", check.Name, check.Result, sdk.Clean(check.Words)); err != nil {
				return err
			}
		}
		return nil
	}
}

func printSummary(out io.Writer, s audit.Summary) error {
	fmt.Fprintf(out, "\nchain %d, escrow %s, read up to block %d (%s)\n\n", s.ChainID, s.Escrow, s.Block, s.BlockHash)
	if err := printChecks(out, s.Checks); err != nil {
		return err
	}
	fmt.Fprintf(out, "\nforwards: %d, with settlements: %d; %d hold, %d fail, %d are incomplete, %d are under way\n",
		s.Forwards, s.Settlements, s.Verdicts[audit.Holds], s.Verdicts[audit.Fails], s.Verdicts[audit.Incomplete], s.Verdicts[audit.NotApplicable])
	_, err := fmt.Fprintln(out, summaries[s.Verdict])
	return err
}

// lines writes each report as one line of JSON.
func lines(out io.Writer) func(audit.Report) error {
	return func(report audit.Report) error { return printLine(out, report) }
}

func printLine(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

var verdicts = map[audit.Result]string{
	audit.Holds:         "everything that could be checked holds",
	audit.Fails:         "NOT EVERYTHING HOLDS: see the checks that fail",
	audit.Incomplete:    "INCOMPLETE: what could be checked holds, but not everything could be: see the checks that are incomplete",
	audit.NotApplicable: "nothing to judge yet: the forward is neither delivered in full, nor reclaimed, nor closed",
}

var summaries = map[audit.Result]string{
	audit.Holds:         "everything that could be checked holds",
	audit.Fails:         "NOT EVERYTHING HOLDS: see the checks that fail",
	audit.Incomplete:    "INCOMPLETE: what could be checked holds, but not everything could be",
	audit.NotApplicable: "not all that was asked for can be judged yet",
}
