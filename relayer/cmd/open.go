package cmd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func openCommand() *cli.Command {
	return &cli.Command{
		Name:  "open",
		Usage: "lock money for something to be delivered later",
		Description: "Approves the token, then opens the forward. Whoever proves a delivery within the window is paid; if nobody\n" +
			"does, the money goes back with `tercet forward reclaim`. The task and the parameters are public. With --assigned the\n" +
			"provider is who accepts it first, stakes --bond, and may deliver in several steps, each paid its part.\n" +
			"Times are 2027-05-22T12:00:00Z, 2027-05-22, or from now: +36h, +182d.",
		Flags: chainFlags(accountFlag(), passwordFlag(), keysFlag(), developmentChainFlag(), pluginsFlag(),
			&cli.StringFlag{Name: "predicate", Usage: "what decides delivery: `NAME` in the deployment, or its contract's address (required)"},
			&cli.StringFlag{Name: "plugin", Usage: "`NAME` of the plugin that makes the parameters (default: the one that goes with the predicate's key)"},
			&cli.StringFlag{Name: "params", Usage: "the predicate's parameters as `JSON` (default: its own defaults)"},
			&cli.StringFlag{Name: "params-file", TakesFile: true, Usage: "`FILE` with the parameters as JSON"},
			&cli.StringFlag{Name: "task", Usage: "what is to be done, as `TEXT`; it is public"},
			&cli.StringFlag{Name: "task-file", TakesFile: true, Usage: "`FILE` with what is to be done; it is public"},
			&cli.StringFlag{Name: "task-uri", Usage: "where the task is: only `URI` and the hash of --task-file are put on the chain"},
			&cli.StringFlag{Name: "token", Usage: "what is paid in: `NAME` in the deployment, or address (default: the deployment's only one)"},
			&cli.StringFlag{Name: "price", Usage: "`AMOUNT` for the whole quantity, such as 0.0015 (required)"},
			&cli.StringFlag{Name: "quantity", Value: "1", Usage: "how many units are to be delivered"},
			&cli.BoolFlag{Name: "assigned", Usage: "have a provider accept it and stake a bond before it delivers; nobody else can then"},
			&cli.StringFlag{Name: "accept-by", Usage: "`TIME` until which it can be accepted; if nobody does, the money goes back from then on (with --assigned)"},
			&cli.StringFlag{Name: "bond", Usage: "`AMOUNT` that the provider stakes, such as 0.001 (with --assigned; without --provider it must be more than zero)"},
			&cli.StringFlag{Name: "beacon", Usage: "`BLOCK` whose hash is the challenge of a predicate with two rounds, a number or +N from now (with --assigned)"},
			&cli.StringFlag{Name: "provider", Usage: "the only `ADDRESS` that may accept it (with --assigned; default: anybody)"},
			&cli.StringFlag{Name: "start", Usage: "`TIME` from which a delivery counts (required)"},
			&cli.StringFlag{Name: "end", Usage: "`TIME` until which a delivery counts (required)"},
			&cli.StringFlag{Name: "settle-by", Usage: "`TIME` until which it is paid for, and from which on the money goes back (required)"},
			&cli.StringFlag{Name: "seal-key", EnvVars: env("seal-key"), TakesFile: true, Usage: "`FILE` with the sealing key that will open the output"},
			&cli.StringFlag{Name: "seal-to", Usage: "public sealing `KEY`, instead of --seal-key"},
			&cli.BoolFlag{Name: "unsealed", Usage: "let everybody read the output"},
			&cli.StringFlag{Name: "buyer", Usage: "`ADDRESS` that holds the buyer's position (default: the account of --key-file)"},
			&cli.BoolFlag{Name: "unsafe-predicate", Usage: "take a predicate whose code or key is not known here: it may let anybody collect"},
		),
		Action: openForward,
	}
}

func openForward(c *cli.Context) error {
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		if c.Args().Present() {
			return usageError(fmt.Errorf("%q is not a flag", c.Args().First()))
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		order, err := newOrder(c, l, k, sender.Address())
		if err != nil {
			return err
		}
		if err := order.check(l.head); err != nil {
			return usageError(fmt.Errorf("check the terms before anything is sent: %w", err))
		}
		for _, warning := range order.warnings {
			fmt.Fprintln(c.App.ErrWriter, warning)
		}
		if err := l.pay(ctx, sender, order.terms.Token, order.terms.Price, "open a forward", "price"); err != nil {
			return err
		}
		call, err := l.escrow.OpenCall(order.terms, order.buyer, order.salt, order.params, order.task)
		if err != nil {
			return err
		}
		receipt, err := sender.Do(ctx, call)
		if err != nil {
			return err
		}
		forward, err := l.escrow.OpenedIn(receipt)
		if err != nil {
			return err
		}
		status := chain.StatusPending
		switch {
		case forward.Assigned():
			status = chain.StatusProposed
		case l.head.Time >= forward.Terms.Start:
			status = chain.StatusDeliverable
		}
		described := describe(forward, status, chain.State{Buyer: forward.Buyer, Delivered: new(big.Int)})
		if c.Bool("json") {
			return printJSON(c.App.Writer, described)
		}
		return l.printForward(ctx, c.App.Writer, forward, described)
	})
}

// pay makes sure that the escrow can take an amount, and no more than that.
func (l *ledger) pay(ctx context.Context, sender *chain.Sender, address common.Address, amount *big.Int, doing, what string) error {
	token := chain.NewToken(l.client, address)
	balance, err := token.Balance(ctx, l.head, sender.Address())
	if err != nil {
		return err
	}
	if balance.Cmp(amount) < 0 {
		money := l.money(ctx, address)
		return fmt.Errorf("%s: %s holds %s and the %s is %s", doing, sender.Address(), money(balance), what, money(amount))
	}
	return l.allow(ctx, sender, address, amount)
}

// order is a forward that is about to be opened.
type order struct {
	terms        statement.Terms
	buyer        common.Address
	salt         common.Hash
	params, task []byte
	warnings     []string
}

// check names whatever the escrow would refuse, and what it cannot know to be wrong.
func (o order) check(head chain.Head) error {
	var faults []error
	t := o.terms
	if t.Price.Sign() <= 0 || t.Price.BitLen() > 128 {
		faults = append(faults, errors.New("--price: want more than zero and at most 2^128-1 of the token's smallest unit"))
	}
	if t.Quantity.Sign() <= 0 || t.Quantity.BitLen() > 96 {
		faults = append(faults, errors.New("--quantity: want more than zero and at most 2^96-1"))
	}
	if t.Start >= t.End || t.End >= t.SettleBy {
		faults = append(faults, fmt.Errorf("--start (%s), --end (%s) and --settle-by (%s) must follow each other", tell(t.Start), tell(t.End), tell(t.SettleBy)))
	}
	if t.AcceptBy != 0 && (t.AcceptBy <= head.Time || t.AcceptBy > t.Start) {
		faults = append(faults, fmt.Errorf("--accept-by (%s) must be ahead of now (%s) and not after --start (%s)", tell(t.AcceptBy), tell(head.Time), tell(t.Start)))
	}
	if t.AcceptBy != 0 && t.Bond.Sign() == 0 && t.Provider == (common.Address{}) {
		faults = append(faults, errors.New("--bond: anybody could accept it and let it lapse; ask for a bond, or name a --provider"))
	}
	if t.Bond.BitLen() > 128 {
		faults = append(faults, errors.New("--bond: want at most 2^128-1 of the token's smallest unit"))
	}
	if t.End <= head.Time {
		faults = append(faults, fmt.Errorf("--end: %s has passed; on the chain it is %s", tell(t.End), tell(head.Time)))
	}
	if err := (statement.PublicKey{X: t.SealX, Y: t.SealY}).Check(); err != nil {
		faults = append(faults, err)
	}
	if size := len(o.params) + len(o.task); size > chain.MaxTask {
		faults = append(faults, fmt.Errorf("task and parameters have %d bytes, and more than %d nobody reads; put the task elsewhere and name it with --task-uri", size, chain.MaxTask))
	}
	return errors.Join(faults...)
}

func newSalt() (salt common.Hash, err error) {
	_, err = rand.Read(salt[:])
	return salt, err
}
