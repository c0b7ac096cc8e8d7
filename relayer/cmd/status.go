package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"text/tabwriter"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params"
	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/monitor"
)

// usualMonitor is where a relayer is asked unless it is said otherwise.
const usualMonitor = "127.0.0.1:9464"

func statusCommand() *cli.Command {
	return &cli.Command{
		Name:  "status",
		Usage: "say where the forwards of a running relayer stand, and what they wait for",
		Description: "Asks a relayer that was started with `tercet run --monitor ADDRESS`. Exits with 0 if it is ready, with 1 if it answers and is\n" +
			"not, and with 2 if none answers.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "monitor", EnvVars: env("monitor"), Value: usualMonitor, Usage: "`ADDRESS` at which the relayer's monitor listens"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON"},
			&cli.BoolFlag{Name: "watch", Usage: "ask each second until interrupted"},
		},
		Action: showStatus,
	}
}

func showStatus(c *cli.Context) error {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag; `tercet status` takes nothing else", c.Args().First()))
	}
	show := printStatus
	if c.Bool("json") {
		show = func(out io.Writer, s monitor.Snapshot) error { return printJSON(out, s) }
	}
	ask := func(ctx context.Context) (monitor.Snapshot, error) { return monitor.Ask(ctx, c.String("monitor")) }
	if c.Bool("watch") {
		return watchStatus(c.Context, c.App.Writer, time.Second, ask, show)
	}
	s, err := ask(c.Context)
	if err != nil {
		return usageError(fmt.Errorf("%w; start one with `tercet run --monitor %s`", err, c.String("monitor")))
	}
	if err := show(c.App.Writer, s); err != nil {
		return err
	}
	if !s.Ready {
		return fmt.Errorf("the relayer is not ready: %s", sdk.Clean(s.Trouble))
	}
	return nil
}

// clearScreen begins a terminal's screen anew.
const clearScreen = "\x1b[H\x1b[2J"

// watchStatus shows how things stand again and again until ctx ends, on a terminal each time in the place of the last. A relayer
// that does not answer may do so again.
func watchStatus(ctx context.Context, out io.Writer, pause time.Duration, ask func(context.Context) (monitor.Snapshot, error),
	show func(io.Writer, monitor.Snapshot) error,
) error {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		s, err := ask(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if onTerminal(out) {
			fmt.Fprint(out, clearScreen)
		}
		if err != nil {
			fmt.Fprintln(out, sdk.Clean(err.Error()))
		} else if err := show(out, s); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}

func onTerminal(out io.Writer) bool {
	file, is := out.(*os.File)
	return is && term.IsTerminal(int(file.Fd()))
}

// printStatus shows how things stand in tables. What a relayer says is cleaned: whoever listens there may say anything.
func printStatus(out io.Writer, s monitor.Snapshot) error {
	facts := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fact := func(name, format string, args ...any) {
		fmt.Fprintf(facts, "%s\t%s\n", name, sdk.Clean(fmt.Sprintf(format, args...)))
	}
	fact("at", "%s", utc(s.At))
	state := "ready"
	if !s.Ready {
		state = "NOT READY: " + s.Trouble
	}
	fact("relayer", "%s", state)
	fact("since", "%s, version %s", utc(s.Started), s.Version)
	if id := s.Identity; id != nil {
		fact("account", "%s on chain %d, paid to %s", id.Account, id.ChainID, id.Recipient)
	}
	if c := s.Chain; c != nil {
		fact("chain", "block %d of %s, final %d; looked at %s ago, in %s", c.Block, utc(c.BlockTime), c.Final,
			rounded(s.At.Sub(c.LookedAt)), rounded(seconds(c.Took)))
		if c.Trouble != "" {
			fact("trouble", "%s", c.Trouble)
		}
	}
	if w := s.Wallet; w != nil {
		fact("wallet", "%s ether, enough for %.1f settlements at present fees", ether(w.Balance), w.Settlements)
	}
	if c := s.CoolDown; c != nil {
		fact("COOLING DOWN", "nothing new is begun or accepted until %s: the window of forward %s was missed", utc(c.Until), c.Forward)
	}
	for _, p := range s.Quarantined {
		fact("QUARANTINE", "plugin %s failed again and again and is not started until %s; the log says why", p.Name, utc(p.QuarantinedUntil))
	}
	for _, u := range s.Unread {
		fact("UNREADABLE", "%s, nothing is done for it: %s", u.Forward, u.Reason)
	}
	if err := facts.Flush(); err != nil {
		return err
	}
	return errors.Join(printForwards(out, s), printBids(out, s), printAsks(out, s), printSkipped(out, s), printEndings(out, s))
}

func printForwards(out io.Writer, s monitor.Snapshot) error {
	if len(s.Forwards) == 0 {
		fmt.Fprintln(out, "\nno forward is open that something is done for")
		return nil
	}
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FORWARD\tPREDICATE\tSTAGE\tATTEMPT\tPROGRESS\tSTART (UTC)\tSETTLE BY (UTC)\tWAITS FOR")
	for _, f := range s.Forwards {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", short(f), cmp.Or(sdk.Clean(f.Predicate), "-"), sdk.Clean(f.Stage),
			attempt(f), progress(f.Progress), day(f.Start), day(f.SettleBy), sdk.Clean(f.Waits))
	}
	if s.More > 0 {
		fmt.Fprintf(table, "and %d more\n", s.More)
	}
	return table.Flush()
}

func printBids(out io.Writer, s monitor.Snapshot) error {
	if len(s.Bids) == 0 {
		return nil
	}
	fmt.Fprintln(out, "\nbids")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, one := range s.Bids {
		hash := "no bid"
		if one.Bid != (common.Hash{}) {
			hash = one.Bid.Hex()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", hash, sdk.Clean(one.File), sdk.Clean(one.Waits))
	}
	return table.Flush()
}

func printAsks(out io.Writer, s monitor.Snapshot) error {
	if len(s.Asks) == 0 {
		return nil
	}
	fmt.Fprintln(out, "\nasks")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, a := range s.Asks {
		if a.Ask == (common.Hash{}) {
			fmt.Fprintf(table, "none\t%s\t%s\n", sdk.Clean(a.Name), sdk.Clean(cmp.Or(a.Waits, "it is being made")))
			continue
		}
		says := fmt.Sprintf("until %s, %s left", utc(a.Expires), measure{a.GPU}.part(decimal(a.Left), decimal(a.Quantity)))
		if a.Waits != "" {
			says += "; " + a.Waits
		}
		for _, b := range a.Books {
			switch {
			case b.Posted:
				says += "; posted to " + b.Book
			case b.Waits != "":
				says += "; not taken in by " + b.Book + ": " + b.Waits
			default:
				says += "; on its way to " + b.Book
			}
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", a.Ask, sdk.Clean(a.Name), sdk.Clean(says))
	}
	return table.Flush()
}

func printSkipped(out io.Writer, s monitor.Snapshot) error {
	if len(s.Skipped) == 0 {
		return nil
	}
	fmt.Fprintln(out, "\nnot taken")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, one := range s.Skipped {
		fmt.Fprintf(table, "%s\t%s\t%s\n", utc(one.At), one.Forward, sdk.Clean(one.Reason))
	}
	if s.SkippedMore > 0 {
		fmt.Fprintf(table, "and %d before them\n", s.SkippedMore)
	}
	return table.Flush()
}

func printEndings(out io.Writer, s monitor.Snapshot) error {
	if len(s.Endings) == 0 {
		return nil
	}
	fmt.Fprintln(out, "\nof late")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, e := range s.Endings {
		what := e.Reason
		if e.Kind == "paid" {
			what = "in transaction " + e.Tx.Hex()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", utc(e.At), e.Forward, sdk.Clean(e.Kind), sdk.Clean(what))
	}
	return table.Flush()
}

// ether is an amount of wei, with six digits after the point.
func ether(wei string) string {
	amount, ok := new(big.Int).SetString(wei, 10)
	if !ok {
		return "?"
	}
	return formatAmount(amount.Div(amount, big.NewInt(params.Ether/1_000_000)), 6)
}

// short is the beginning of a forward's id, enough to tell it from others in a table.
func short(f monitor.Forward) string { return f.ID.Hex()[:12] + "…" }

func attempt(f monitor.Forward) string {
	if f.Attempt == 0 {
		return "-"
	}
	return fmt.Sprintf("%d of %d", f.Attempt, f.MaxAttempts)
}

func progress(p *monitor.Progress) string {
	switch {
	case p == nil:
		return "-"
	case p.Expected > 0:
		return fmt.Sprintf("%s of about %s", rounded(seconds(p.Elapsed)), rounded(seconds(p.Expected)))
	}
	return rounded(seconds(p.Elapsed)).String()
}

// seconds is a length of time, as long as one can be.
func seconds(s float64) time.Duration {
	const most = float64(1<<63-1) / float64(time.Second) / 2
	return time.Duration(min(max(s, -most), most) * float64(time.Second))
}

func rounded(d time.Duration) time.Duration {
	switch {
	case d < time.Second:
		return d.Round(time.Millisecond)
	case d < time.Minute:
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Second)
}

func utc(t time.Time) string { return tell(uint64(max(t.Unix(), 0))) }

func day(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") }
