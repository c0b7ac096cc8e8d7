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

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
)

func forwardCommand() *cli.Command {
	return &cli.Command{
		Name:  "forward",
		Usage: "open, list, show, watch, accept, transfer, close and reclaim forwards, and allow bonds",
		Subcommands: []*cli.Command{
			openCommand(),
			{
				Name:  "list",
				Usage: "list forwards, oldest first",
				Description: "Amounts are of the token named beside them, times in UTC and, where that is another one, in local time. With --json\n" +
					"amounts are in the token's smallest unit, times as in RFC 3339.",
				Flags: chainFlags(
					&cli.StringFlag{Name: "status", Usage: "only `STATUS`: proposed, lapsed, pending, deliverable, expired, settled, reclaimed or closed"},
					&cli.StringFlag{Name: "buyer", Usage: "only those opened for `ADDRESS`"}),
				Action: listForwards,
			},
			{
				Name:      "show",
				Usage:     "show one forward: terms, task, positions, settlements",
				ArgsUsage: "ID",
				Description: "Reads terms and settlements from the chain's events and its status from the escrow's state. With --json all of it, with\n" +
					"payloads and proofs: what an audit needs.",
				Flags:  chainFlags(),
				Action: showForward,
			},
			watchCommand(),
			acceptCommand(),
			transferCommand(),
			allowCommand(),
			closeCommand(),
			{
				Name:      "reclaim",
				Usage:     "send back what was not delivered of a forward whose time is over",
				ArgsUsage: "ID",
				Description: "Anybody may do this, from settle-by on, or from accept-by on if nobody accepted. The rest of the price, and the\n" +
					"bond's share of what is missing, go to who holds the buyer's position, the rest of the bond to the provider's.",
				Flags:  chainFlags(accountFlag(), passwordFlag(), dryRunFlag()),
				Action: reclaimForward,
			},
			withdrawCommand(),
		},
	}
}

// forwardJSON is a forward as --json prints it.
type forwardJSON struct {
	ID        common.Hash     `json:"id"`
	Status    chain.Status    `json:"status"`
	Buyer     common.Address  `json:"buyer"`
	Salt      common.Hash     `json:"salt"`
	Predicate common.Address  `json:"predicate"`
	Params    common.Hash     `json:"params"`
	Preimage  hexutil.Bytes   `json:"paramsPreimage"`
	TaskHash  common.Hash     `json:"taskHash"`
	Task      hexutil.Bytes   `json:"task"`
	Token     common.Address  `json:"token"`
	Price     string          `json:"price"` // in the token's smallest unit
	Quantity  string          `json:"quantity"`
	Unit      common.Hash     `json:"unit"`
	AcceptBy  instant         `json:"acceptBy,omitempty"` // of assigned forwards only, like the four after it
	Bond      string          `json:"bond,omitempty"`
	Named     *common.Address `json:"namedProvider,omitempty"` // by the terms
	Provider  *common.Address `json:"provider,omitempty"`      // who holds the provider's position
	Cursor    uint64          `json:"cursor,omitempty"`
	Delivered string          `json:"delivered"`
	Holder    common.Address  `json:"holder"` // of the buyer's position
	Start     instant         `json:"start"`
	End       instant         `json:"end"`
	SettleBy  instant         `json:"settleBy"`
	SealTo    string          `json:"sealTo,omitempty"`
	Opened    chain.Place     `json:"opened"`

	Settlements []settlementJSON `json:"settlements,omitempty"`
	Ending      *endingJSON      `json:"ending,omitempty"`
}

// endingJSON is how what was left of a forward was shared, as --json prints it.
type endingJSON struct {
	Buyer      common.Address  `json:"buyer"`
	ToBuyer    string          `json:"toBuyer"`
	Provider   *common.Address `json:"provider,omitempty"`
	ToProvider string          `json:"toProvider"`
	Ended      chain.Place     `json:"ended"`
}

// settlementJSON is a settlement as --json prints it: with the terms all that an audit needs.
type settlementJSON struct {
	Recipient common.Address `json:"recipient"`
	Paid      string         `json:"paid"`
	From      uint64         `json:"from"`
	To        uint64         `json:"to"`
	Amount    string         `json:"amount"`
	Key       common.Hash    `json:"key"`
	Progress  common.Hash    `json:"progress"`
	H         common.Hash    `json:"h"`
	Payload   []common.Hash  `json:"payload"`
	Proof     hexutil.Bytes  `json:"proof"`
	Settled   chain.Place    `json:"settled"`
}

func describe(f chain.Forward, status chain.Status, state chain.State) forwardJSON {
	described := forwardJSON{
		ID: f.ID, Status: status, Buyer: f.Buyer, Salt: f.Salt, Predicate: f.Terms.Predicate,
		Params: f.Terms.Params.Bytes(), Preimage: f.Params, TaskHash: f.Terms.TaskHash, Task: f.Task,
		Token: f.Terms.Token, Price: f.Terms.Price.String(), Quantity: f.Terms.Quantity.String(), Unit: f.Terms.Unit,
		Start: instant(f.Terms.Start), End: instant(f.Terms.End), SettleBy: instant(f.Terms.SettleBy), Opened: f.Opened,
		Holder: state.Buyer, Delivered: state.Delivered.String(),
	}
	if f.Assigned() {
		described.AcceptBy, described.Bond, described.Cursor = instant(f.Terms.AcceptBy), f.Terms.Bond.String(), state.Cursor
		described.Named, described.Provider = orNil(f.Terms.Provider), orNil(state.Provider)
	}
	if seal := (statement.PublicKey{X: f.Terms.SealX, Y: f.Terms.SealY}); !seal.IsZero() {
		described.SealTo = seal.String()
	}
	return described
}

// orNil is an address, nil instead of zero.
func orNil(address common.Address) *common.Address {
	if address == (common.Address{}) {
		return nil
	}
	return &address
}

func describeSettlement(s chain.Settlement) (settlementJSON, error) {
	progress, err := statement.Progress(s.Step.From, s.Step.To, s.Step.Amount)
	if err != nil {
		return settlementJSON{}, err
	}
	described := settlementJSON{
		Recipient: s.Recipient, Paid: s.Paid.String(), From: s.Step.From, To: s.Step.To, Amount: s.Step.Amount.String(), Key: s.Key, Progress: progress.Bytes(), H: s.H.Bytes(),
		Payload: []common.Hash{}, Proof: s.Proof, Settled: s.Settled,
	}
	for i := range s.Payload {
		described.Payload = append(described.Payload, s.Payload[i].Bytes())
	}
	return described, nil
}

// story adds how a forward was settled, and how it ended otherwise.
func (l *ledger) story(ctx context.Context, forward chain.Forward, described *forwardJSON) error {
	settlements, err := l.escrow.Settlements(ctx, l.head, forward)
	if err != nil {
		return err
	}
	for _, s := range settlements {
		one, err := describeSettlement(s)
		if err != nil {
			return err
		}
		described.Settlements = append(described.Settlements, one)
	}
	var ending *chain.Ending
	switch described.Status {
	case chain.StatusReclaimed:
		ending, err = l.escrow.Reclaim(ctx, l.head, forward)
	case chain.StatusClosed:
		ending, err = l.escrow.Closed(ctx, l.head, forward)
	}
	if ending == nil || err != nil {
		return err
	}
	described.Ending = &endingJSON{
		ending.Buyer, ending.ToBuyer.String(), orNil(ending.Provider), ending.ToProvider.String(), ending.Ended,
	}
	return nil
}

func listForwards(c *cli.Context) error {
	if text := c.String("status"); text != "" {
		if _, err := chain.ReadStatus(text); err != nil {
			return usageError(fmt.Errorf("--status: %w", err))
		}
	}
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
		list, kinds := []forwardJSON{}, map[common.Hash]string{}
		for _, forward := range forwards {
			if buyer != (common.Address{}) && forward.Buyer != buyer {
				continue
			}
			status, err := l.escrow.StatusOf(ctx, l.head, forward)
			if err != nil {
				return err
			}
			if want := c.String("status"); want == "" || want == status.String() {
				state, err := l.escrow.StateOf(ctx, l.head, forward.ID)
				if err != nil {
					return err
				}
				list = append(list, describe(forward, status, state))
				kinds[forward.ID] = kindOf(forward)
			}
		}
		if leftOut > 0 {
			fmt.Fprintf(c.App.ErrWriter, "%d openings larger than %d bytes were left out\n", leftOut, chain.MaxTask)
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, list)
		}
		return l.printList(ctx, c.App.Writer, list, kinds)
	})
}

func (l *ledger) printList(ctx context.Context, out io.Writer, list []forwardJSON, kinds map[common.Hash]string) error {
	if len(list) == 0 {
		fmt.Fprintln(out, "no forwards")
		return nil
	}
	told := map[common.Address]func(*big.Int) string{}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FORWARD\tSTATUS\tPRICE\tSTART\tSETTLE BY\tKIND")
	for _, f := range list {
		if told[f.Token] == nil {
			told[f.Token] = l.money(ctx, f.Token)
		}
		price, _ := new(big.Int).SetString(f.Price, 10)
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", f.ID, f.Status, told[f.Token](price), tell(uint64(f.Start)), tell(uint64(f.SettleBy)), kinds[f.ID])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, kind := range kinds {
		if kind != noKind {
			fmt.Fprintf(out, "\ntrusted of GPUs: %s\n", gpuhours.Trusted)
			break
		}
	}
	return nil
}

func showForward(c *cli.Context) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		described, err := l.described(ctx, forward)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, described)
		}
		return l.printForward(ctx, c.App.Writer, forward, described)
	})
}

func (l *ledger) printForward(ctx context.Context, out io.Writer, forward chain.Forward, f forwardJSON) error {
	money, quantity := l.money(ctx, f.Token), measureOf(forward)
	sealed := f.SealTo
	if sealed == "" {
		sealed = "nobody: everybody can read the output"
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	rows := [][2]string{
		{"forward", f.ID.Hex()}, {"status", f.Status.String()}, {"buyer", f.Buyer.Hex()},
		{"price", money(forward.Terms.Price) + " for a quantity of " + quantity.number(forward.Terms.Quantity)}, {"predicate", f.Predicate.Hex()},
		{"unit", f.Unit.Hex()},
	}
	if f.Holder != f.Buyer {
		rows = append(rows, [2]string{"buyer's position", f.Holder.Hex()})
	}
	if forward.Assigned() {
		rows = append(rows, assignedRows(forward, f, money)...)
	}
	rows = append(rows, gpuRows(forward)...)
	rows = append(rows, [][2]string{
		{"start", tell(forward.Terms.Start)}, {"end", tell(forward.Terms.End)}, {"settle by", tell(forward.Terms.SettleBy)},
		{"sealed to", sealed}, {"opened", fmt.Sprintf("block %d, transaction %s", f.Opened.Block, f.Opened.Tx)},
	}...)
	for _, s := range f.Settlements {
		paid, _ := new(big.Int).SetString(s.Paid, 10)
		what := money(paid) + " to " + s.Recipient.Hex()
		if forward.Assigned() {
			amount, _ := new(big.Int).SetString(s.Amount, 10)
			what += fmt.Sprintf(" for %s, from %d to %d", quantity.units(amount), s.From, s.To)
		}
		rows = append(rows,
			[2]string{"paid", what},
			[2]string{"settled", fmt.Sprintf("block %d, transaction %s", s.Settled.Block, s.Settled.Tx)},
			[2]string{"published", fmt.Sprintf("%d words of payload, a proof of %d bytes", len(s.Payload), len(s.Proof))})
	}
	if e := f.Ending; e != nil {
		toBuyer, _ := new(big.Int).SetString(e.ToBuyer, 10)
		rows = append(rows, [2]string{"went back", money(toBuyer) + " to " + e.Buyer.Hex()})
		if toProvider, _ := new(big.Int).SetString(e.ToProvider, 10); e.Provider != nil {
			rows = append(rows, [2]string{"", money(toProvider) + " to " + e.Provider.Hex()})
		}
		rows = append(rows, [2]string{"ended", fmt.Sprintf("block %d, transaction %s", e.Ended.Block, e.Ended.Tx)})
	}
	for _, row := range append(rows, [2]string{"task", taskText(forward.Task)}) {
		fmt.Fprintf(table, "%s\t%s\n", row[0], row[1])
	}
	return table.Flush()
}

// taskText is a task as it is shown: a stranger wrote it.
func taskText(task []byte) string {
	if envelope.Is(task) {
		return fmt.Sprintf("encrypted to providers (%d bytes)", len(task))
	}
	return sdk.Clean(string(task))
}

// assignedRows tell what assigned forwards have and open ones have not.
func assignedRows(forward chain.Forward, f forwardJSON, money func(*big.Int) string) [][2]string {
	provider := "nobody accepted yet"
	switch {
	case f.Provider != nil:
		provider = f.Provider.Hex()
	case f.Named != nil:
		provider += ", and only " + f.Named.Hex() + " may"
	}
	amount, _ := new(big.Int).SetString(f.Delivered, 10)
	delivered := measureOf(forward).part(amount, forward.Terms.Quantity)
	if f.Status != chain.StatusSettled {
		delivered += fmt.Sprintf(", up to %d", f.Cursor) // the last unit's settlement, which nothing follows, leaves the cursor
	}
	return [][2]string{
		{"accept by", tell(forward.Terms.AcceptBy)}, {"provider", provider}, {"bond", money(forward.Terms.Bond)}, {"delivered", delivered},
	}
}

func reclaimForward(c *cli.Context) error {
	return withForward(c, func(ctx context.Context, l *ledger, forward chain.Forward, sender *chain.Sender) error {
		call, err := l.escrow.ReclaimCall(forward)
		if err != nil {
			return err
		}
		if c.Bool("dry-run") {
			if err := l.tellReclaim(ctx, c, forward); err != nil {
				return err
			}
		}
		receipt, err := l.send(ctx, c, sender, call)
		if err != nil {
			return err
		}
		if l.head, err = l.client.Head(ctx); err != nil {
			return err
		}
		ending, err := l.escrow.Reclaim(ctx, l.head, forward)
		if err != nil {
			return err
		}
		if ending == nil {
			return fmt.Errorf("reclaim forward %s: transaction %s is not in the chain any more; look again with `tercet forward show`", forward.ID, receipt.TxHash)
		}
		money, also := l.money(ctx, forward.Terms.Token), ""
		if ending.ToProvider.Sign() > 0 {
			also = fmt.Sprintf("\nand %s of the bond for %s", money(ending.ToProvider), ending.Provider)
		}
		return tellSent(c, struct {
			Forward    common.Hash `json:"forward"`
			ToBuyer    string      `json:"toBuyer"`
			ToProvider string      `json:"toProvider"`
			Tx         common.Hash `json:"tx"`
		}{forward.ID, ending.ToBuyer.String(), ending.ToProvider.String(), receipt.TxHash}, receipt.TxHash,
			"reclaimed %s for %s%s", money(ending.ToBuyer), ending.Buyer, also)
	})
}

// tellReclaim says who would get what.
func (l *ledger) tellReclaim(ctx context.Context, c *cli.Context, forward chain.Forward) error {
	state, err := l.escrow.StateOf(ctx, l.head, forward.ID)
	if err != nil {
		return err
	}
	money, t := l.money(ctx, forward.Terms.Token), forward.Terms
	rest := new(big.Int).Sub(t.Price, forward.Earned(state.Delivered))
	fmt.Fprintf(c.App.ErrWriter, "%s of the price would go to %s\n", money(rest), state.Buyer)
	if state.Provider != (common.Address{}) {
		back := new(big.Int).Mul(t.Bond, state.Delivered)
		back.Div(back, t.Quantity)
		fmt.Fprintf(c.App.ErrWriter, "of the bond %s would go to the buyer's side, too, and %s to %s\n", money(new(big.Int).Sub(t.Bond, back)), money(back), state.Provider)
	}
	return nil
}
