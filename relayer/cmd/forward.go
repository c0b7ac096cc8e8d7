package cmd

import (
	"context"
	"fmt"
	"io"
	"math/big"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func forwardCommand() *cli.Command {
	return &cli.Command{
		Name:  "forward",
		Usage: "open, list, show and reclaim forwards",
		Subcommands: []*cli.Command{
			openCommand(),
			{
				Name:  "list",
				Usage: "list forwards, oldest first",
				Flags: chainFlags(
					&cli.StringFlag{Name: "status", Usage: "only `STATUS`: pending, deliverable, expired, settled or reclaimed"},
					&cli.StringFlag{Name: "buyer", Usage: "only those opened for `ADDRESS`"}),
				Action: listForwards,
			},
			{
				Name:      "show",
				Usage:     "show one forward: terms, task, settlement",
				ArgsUsage: "ID",
				Flags:     chainFlags(),
				Action:    showForward,
			},
			{
				Name:        "reclaim",
				Usage:       "send the money of an expired forward back to its buyer",
				ArgsUsage:   "ID",
				Description: "Anybody may do this; the money goes to who holds the buyer's position.",
				Flags:       chainFlags(accountFlag()),
				Action:      reclaimForward,
			},
		},
	}
}

// forwardJSON is a forward as --json prints it.
type forwardJSON struct {
	ID         common.Hash     `json:"id"`
	Status     chain.Status    `json:"status"`
	Buyer      common.Address  `json:"buyer"`
	Salt       common.Hash     `json:"salt"`
	Predicate  common.Address  `json:"predicate"`
	Params     common.Hash     `json:"params"`
	Preimage   hexutil.Bytes   `json:"paramsPreimage"`
	TaskHash   common.Hash     `json:"taskHash"`
	Task       hexutil.Bytes   `json:"task"`
	Token      common.Address  `json:"token"`
	Price      string          `json:"price"` // in the token's smallest unit
	Quantity   string          `json:"quantity"`
	Unit       common.Hash     `json:"unit"`
	Start      uint64          `json:"start"`
	End        uint64          `json:"end"`
	SettleBy   uint64          `json:"settleBy"`
	SealTo     string          `json:"sealTo,omitempty"`
	Opened     chain.Place     `json:"opened"`
	Settlement *settlementJSON `json:"settlement,omitempty"`
}

// settlementJSON is a settlement as --json prints it: with the terms all that an audit needs.
type settlementJSON struct {
	Recipient common.Address `json:"recipient"`
	Paid      string         `json:"paid"`
	Key       common.Hash    `json:"key"`
	Progress  common.Hash    `json:"progress"`
	H         common.Hash    `json:"h"`
	Payload   []common.Hash  `json:"payload"`
	Proof     hexutil.Bytes  `json:"proof"`
	Settled   chain.Place    `json:"settled"`
}

func describe(f chain.Forward, status chain.Status) forwardJSON {
	described := forwardJSON{
		ID: f.ID, Status: status, Buyer: f.Buyer, Salt: f.Salt, Predicate: f.Terms.Predicate,
		Params: f.Terms.Params.Bytes(), Preimage: f.Params, TaskHash: f.Terms.TaskHash, Task: f.Task,
		Token: f.Terms.Token, Price: f.Terms.Price.String(), Quantity: f.Terms.Quantity.String(), Unit: f.Terms.Unit,
		Start: f.Terms.Start, End: f.Terms.End, SettleBy: f.Terms.SettleBy, Opened: f.Opened,
	}
	if seal := (statement.PublicKey{X: f.Terms.SealX, Y: f.Terms.SealY}); !seal.IsZero() {
		described.SealTo = seal.String()
	}
	return described
}

func describeSettlement(s chain.Settlement) (*settlementJSON, error) {
	progress, err := statement.Progress(s.Step.From, s.Step.To, s.Step.Amount)
	if err != nil {
		return nil, err
	}
	described := settlementJSON{
		Recipient: s.Recipient, Paid: s.Paid.String(), Key: s.Key, Progress: progress.Bytes(), H: s.H.Bytes(),
		Payload: []common.Hash{}, Proof: s.Proof, Settled: s.Settled,
	}
	for i := range s.Payload {
		described.Payload = append(described.Payload, s.Payload[i].Bytes())
	}
	return &described, nil
}

func listForwards(c *cli.Context) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		var buyer common.Address
		if text := c.String("buyer"); text != "" {
			var err error
			if buyer, err = parseAddress("--buyer", text); err != nil {
				return usageError(err)
			}
		}
		forwards, leftOut, err := l.escrow.Forwards(ctx, l.head, l.deployment.Block)
		if err != nil {
			return err
		}
		list := []forwardJSON{}
		for _, forward := range forwards {
			if buyer != (common.Address{}) && forward.Buyer != buyer {
				continue
			}
			status, err := l.escrow.StatusOf(ctx, l.head, forward)
			if err != nil {
				return err
			}
			if want := c.String("status"); want == "" || want == status.String() {
				list = append(list, describe(forward, status))
			}
		}
		if leftOut > 0 {
			fmt.Fprintf(c.App.ErrWriter, "%d openings larger than %d bytes were left out\n", leftOut, chain.MaxTask)
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, list)
		}
		return l.printList(ctx, c.App.Writer, list)
	})
}

func (l *ledger) printList(ctx context.Context, out io.Writer, list []forwardJSON) error {
	if len(list) == 0 {
		fmt.Fprintln(out, "no forwards")
		return nil
	}
	told := map[common.Address]func(*big.Int) string{}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FORWARD\tSTATUS\tPRICE\tSTART\tSETTLE BY")
	for _, f := range list {
		if told[f.Token] == nil {
			told[f.Token] = l.money(ctx, f.Token)
		}
		price, _ := new(big.Int).SetString(f.Price, 10)
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", f.ID, f.Status, told[f.Token](price), tell(f.Start), tell(f.SettleBy))
	}
	return table.Flush()
}

func showForward(c *cli.Context) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		status, err := l.escrow.StatusOf(ctx, l.head, forward)
		if err != nil {
			return err
		}
		described := describe(forward, status)
		if status == chain.StatusSettled {
			settlement, err := l.escrow.Settlement(ctx, l.head, forward)
			if err != nil {
				return err
			}
			if described.Settlement, err = describeSettlement(settlement); err != nil {
				return err
			}
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, described)
		}
		return l.printForward(ctx, c.App.Writer, forward, described)
	})
}

func (l *ledger) printForward(ctx context.Context, out io.Writer, forward chain.Forward, f forwardJSON) error {
	money := l.money(ctx, f.Token)
	sealed := f.SealTo
	if sealed == "" {
		sealed = "nobody: everybody can read the output"
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	rows := [][2]string{
		{"forward", f.ID.Hex()}, {"status", f.Status.String()}, {"buyer", f.Buyer.Hex()},
		{"price", money(forward.Terms.Price) + " for a quantity of " + f.Quantity}, {"predicate", f.Predicate.Hex()},
		{"unit", f.Unit.Hex()}, {"start", tell(f.Start)}, {"end", tell(f.End)}, {"settle by", tell(f.SettleBy)},
		{"sealed to", sealed}, {"opened", fmt.Sprintf("block %d, transaction %s", f.Opened.Block, f.Opened.Tx)},
	}
	if s := f.Settlement; s != nil {
		paid, _ := new(big.Int).SetString(s.Paid, 10)
		rows = append(rows,
			[2]string{"paid", money(paid) + " to " + s.Recipient.Hex()},
			[2]string{"settled", fmt.Sprintf("block %d, transaction %s", s.Settled.Block, s.Settled.Tx)},
			[2]string{"published", fmt.Sprintf("%d words of payload, a proof of %d bytes", len(s.Payload), len(s.Proof))})
	}
	for _, row := range append(rows, [2]string{"task", sdk.Clean(string(forward.Task))}) {
		fmt.Fprintf(table, "%s\t%s\n", row[0], row[1])
	}
	return table.Flush()
}

func reclaimForward(c *cli.Context) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		call, err := l.escrow.ReclaimCall(forward)
		if err != nil {
			return err
		}
		receipt, err := sender.Do(ctx, call)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, struct {
				Forward common.Hash `json:"forward"`
				Tx      common.Hash `json:"tx"`
			}{forward.ID, receipt.TxHash})
		}
		fmt.Fprintf(c.App.Writer, "reclaimed %s for %s\ntransaction %s\n",
			l.money(ctx, forward.Terms.Token)(forward.Terms.Price), forward.Buyer, receipt.TxHash)
		return nil
	})
}
