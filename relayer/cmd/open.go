package cmd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"slices"

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
			"does, the money goes back with `tercet forward reclaim`. The task and the parameters are public, unless\n" +
			"the task is encrypted to providers with --task-for. With --assigned the\n" +
			"provider is who accepts it first, stakes --bond, and may deliver in several steps, each paid its part.\n" +
			"Times are 2027-05-22T12:00:00Z, 2027-05-22, or from now: +36h, +182d.",
		Flags: slices.Concat(signingFlags(), predicateFlags(), taskFlags(), taskForFlags(), priceFlags(), assignedFlags(), windowFlags(), sealFlags(), []cli.Flag{
			dryRunFlag(),
			&cli.StringFlag{Name: "buyer", Usage: "`ADDRESS` that holds the buyer's position (default: the account of --key-file)"},
		}),
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
		calls, err := l.pay(ctx, c, sender, order.terms.Token, order.terms.Price, "open a forward", "price")
		if err != nil {
			return err
		}
		call, err := l.escrow.OpenCall(order.terms, order.buyer, order.salt, order.params, order.task)
		if err != nil {
			return err
		}
		if c.Bool("dry-run") {
			order.tell(ctx, c, l)
		}
		receipt, err := l.send(ctx, c, sender, append(calls, call)...)
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

// tell says what is locked, for what, and when it goes back.
func (o *order) tell(ctx context.Context, c *cli.Context, l *ledger) {
	money, t := l.money(ctx, o.terms.Token), o.terms
	who := "whoever delivers"
	if t.AcceptBy != 0 {
		who = fmt.Sprintf("whoever accepts before %s and stakes %s", tell(t.AcceptBy), money(t.Bond))
	}
	fmt.Fprintf(c.App.ErrWriter, "%s would be locked for a quantity of %s, to be delivered between %s and %s by %s, under predicate %s; "+
		"what is not settled before %s goes back to %s\n",
		money(t.Price), measureOf(chain.Forward{Terms: t, Params: o.params}).number(t.Quantity), tell(t.Start), tell(t.End), who, l.predicateName(t.Predicate), tell(t.SettleBy), o.buyer)
}

// pay makes sure that the account has an amount, and gives the calls that let the escrow take it, and no more than that.
func (l *ledger) pay(ctx context.Context, c *cli.Context, sender *chain.Sender, address common.Address, amount *big.Int, doing, what string,
) ([]chain.Call, error) {
	balance, err := chain.NewToken(l.client, address).Balance(ctx, l.head, sender.Address())
	if err != nil {
		return nil, err
	}
	if balance.Cmp(amount) < 0 {
		money := l.money(ctx, address)
		return nil, fmt.Errorf("%s: %s holds %s and the %s is %s", doing, sender.Address(), money(balance), what, money(amount))
	}
	return l.allow(ctx, c, sender, address, l.escrow.Address(), amount)
}

// order is a forward that is about to be opened.
type order struct {
	terms        statement.Terms
	buyer        common.Address
	salt         common.Hash
	params, task []byte
	content      []byte // the task itself, also where task says where to find it
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
