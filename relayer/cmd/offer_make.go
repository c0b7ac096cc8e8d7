package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func bidCommand() *cli.Command {
	return &cli.Command{
		Name:  "bid",
		Usage: "sign, as a buyer, what you would pay for what; nothing is locked until somebody takes it",
		Description: "Makes a file that a provider takes with `tercet offer fill`: the forward is opened with your money then, and accepted\n" +
			"at once if it is an assigned one. Everything but the part's size is signed. Whoever has the file can take it until\n" +
			"--expires, as long as your account holds the money and the contract that takes offers has an allowance of it\n" +
			"(--approve). It is taken as a whole unless --min-fill says otherwise. Example:\n\n" +
			"   tercet offer bid --predicate proof-of-work --params '{\"bits\": 10}' --quantity 20 --price 0.002 --assigned --bond 0.001 \\\n" +
			"      --accept-by +1h --start +1h --end +1d --settle-by +2d --task 'hash work' --unsealed --key-file buyer.key --out bid.json --approve",
		Flags:  slices.Concat(signingFlags(), predicateFlags(), taskFlags(), taskForFlags(), priceFlags(), assignedFlags(), windowFlags(), sealFlags(), offerFlags()),
		Action: func(c *cli.Context) error { return makeOffer(c, readBid) },
	}
}

func askCommand() *cli.Command {
	return &cli.Command{
		Name:  "ask",
		Usage: "sign, as a provider, what you would deliver for what; nothing is locked until somebody takes it",
		Description: "Makes a file that a buyer takes with `tercet offer fill`. Quantity (from --min-fill on, price and bond in proportion) and\n" +
			"sealing key are the buyer's to choose. For the task that you name here you accept by signing: your bond is staked\n" +
			"when somebody takes it, until the last second before --expires, so you must be able to deliver every such part. The\n" +
			"task is kept in --tasks: who takes the ask need not bring it. With\n" +
			"--review the buyer brings the task, and you have so long to look at it and to run `tercet forward accept`. Example:\n\n" +
			"   tercet offer ask --predicate proof-of-work --params '{\"bits\": 10}' --quantity 100 --min-fill 10 --price 0.01 --bond 0.005 \\\n" +
			"      --start +1d --end +2d --settle-by +3d --review 1h --key-file provider.key --out ask.json",
		Flags: slices.Concat(signingFlags(), predicateFlags(), taskFlags(), priceFlags(), windowFlags(), offerFlags(), []cli.Flag{
			tasksFlag(),
			&cli.StringFlag{Name: "bond", Usage: "`AMOUNT` that you stake on the whole quantity, such as 0.001"},
			&cli.StringFlag{Name: "beacon", Usage: "`BLOCK` whose hash is the challenge of a predicate with two rounds, a number or +N from now"},
			&cli.DurationFlag{Name: "review", Usage: "`TIME`, such as 1h, that you have to look at the buyer's task and to accept; without it the task is the one named here"},
		}),
		Action: func(c *cli.Context) error { return makeOffer(c, readAsk) },
	}
}

func offerFlags() []cli.Flag {
	return []cli.Flag{
		offersFlag(), dryRunFlag(),
		&cli.StringFlag{Name: "out", TakesFile: true, Usage: "new `FILE` for the signed offer: whoever has it can take the offer (required)"},
		&cli.StringFlag{Name: "post", Usage: "`URL` of a server whose book of offers it is sent to, besides: whoever reads that can take it"},
		&cli.StringFlag{Name: "min-fill", Usage: "the smallest `QUANTITY` that may be taken, unless no more is left (default: all of it)"},
		&cli.StringFlag{Name: "expires", Usage: "`TIME` from which on nothing can be taken (default: in a day, or when it could not be opened any more)"},
		&cli.StringFlag{Name: "last-price", Usage: "`AMOUNT` for the whole quantity from --ramp-end on; the price moves there from --ramp-start on"},
		&cli.StringFlag{Name: "ramp-start", Usage: "`TIME` until which it costs --price (with --last-price; default: now)"},
		&cli.StringFlag{Name: "ramp-end", Usage: "`TIME` from which on it costs --last-price (with --last-price; default: --expires)"},
		&cli.StringFlag{Name: "nonce", Usage: "`NUMBER` by which it can be cancelled together with others (default: a free one among those that `tercet offer cancel --all` cancels)"},
		&cli.BoolFlag{Name: "permit2", Usage: "sign one transfer for Permit2, which then needs the allowance; the offer is taken as a whole then"},
		&cli.BoolFlag{Name: "approve", Usage: "send what the offer needs of your account besides: an allowance and, for an ask without review, the consent to hold positions"},
	}
}

// offerReader reads one side of what an offer is.
type offerReader func(c *cli.Context, l *ledger, k known, maker common.Address) (madeOffer, error)

// makeOffer checks, tells, signs and writes an offer.
func makeOffer(c *cli.Context, read offerReader) error {
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		if c.Args().Present() {
			return usageError(fmt.Errorf("%q is not a flag", c.Args().First()))
		}
		if c.String("out") == "" {
			return usageError(errors.New("say where the signed offer goes: --out FILE"))
		}
		if err := canWriteNew(c.String("out")); err != nil { // or it would be signed for nothing
			return usageError(fmt.Errorf("--out: %w", err))
		}
		if text := c.String("post"); text != "" {
			if err := book.CheckAddress(text); err != nil {
				return usageError(fmt.Errorf("--post: %w", err))
			}
		}
		signer, err := l.signer(c)
		if err != nil {
			return err
		}
		o, signed, made, err := l.draw(c, k, read, signer.Address(), offerStands)
		if err != nil {
			return err
		}
		if c.Bool("dry-run") {
			return l.tellUnsigned(ctx, c, o, signer, made.warnings, signed)
		}
		if err := signed.Sign(signer); err != nil {
			return err
		}
		text, err := signed.Encode()
		if err != nil {
			return err
		}
		for _, warning := range made.warnings {
			fmt.Fprintln(c.App.ErrWriter, warning)
		}
		l.tellSigned(ctx, c, "signed", signed)
		if made.task != nil {
			if err := (delivery.Tasks{Folder: c.String("tasks")}).Keep(made.task); err != nil {
				return err
			}
		}
		if err := writeNew(c.String("out"), text); err != nil {
			return err
		}
		there := func(err error) error { // who tried again would have two offers
			return fmt.Errorf("the %s is signed and in %s: %w", signed.Side, c.String("out"), err)
		}
		if c.Bool("approve") {
			sender := chain.NewSender(l.client, signer, chain.Fees{})
			calls, err := l.approvesStake(ctx, c, sender, o, signed, signed.Stake())
			if err == nil {
				_, err = l.send(ctx, c, sender, calls...)
			}
			if err != nil {
				return there(fmt.Errorf("but not approved: %w", err))
			}
			if l.head, err = l.client.Head(ctx); err != nil {
				return there(err)
			}
		}
		if err := l.showOffer(ctx, c, o, signed); err != nil {
			return there(err)
		}
		if c.String("post") != "" {
			if err := postOffer(ctx, c, c.String("post"), signed); err != nil {
				return there(fmt.Errorf("but not posted (`tercet offer post %s %s` sends it again): %w", c.String("out"), c.String("post"), err))
			}
		}
		return nil
	})
}

// draw reads what the flags say of an offer, and everything about it but its signature. It stands for a while where they do not say
// for how long.
func (l *ledger) draw(c *cli.Context, k known, read offerReader, maker common.Address, stands time.Duration) (offers, offer.Signed, madeOffer, error) {
	fail := func(err error) (offers, offer.Signed, madeOffer, error) {
		return offers{}, offer.Signed{}, madeOffer{}, err
	}
	o, err := l.signs(c, k)
	if err != nil {
		return fail(err)
	}
	made, err := read(c, l, k, maker)
	if err != nil {
		return fail(err)
	}
	signed := offer.Signed{Offer: made.Offer, ChainID: l.client.ChainID(), Contract: o.Address()}
	if err := l.readOffer(c, o, &signed, stands); err != nil {
		return fail(err)
	}
	if err := signed.Check(); err != nil {
		return fail(usageError(fmt.Errorf("check the %s before it is signed: %w", signed.Side, err)))
	}
	return o, signed, made, nil
}

// tellUnsigned says what would be signed, and sent with it. It signs nothing: a signature that got out could be taken.
func (l *ledger) tellUnsigned(ctx context.Context, c *cli.Context, o offers, signer *chain.Signer, warnings []string, s offer.Signed) (err error) {
	for _, warning := range warnings {
		fmt.Fprintln(c.App.ErrWriter, warning)
	}
	l.tellSigned(ctx, c, "it would be signed", s)
	var calls []chain.Call
	if sender := chain.NewSender(l.client, signer, chain.Fees{}); c.Bool("approve") {
		if calls, err = l.approvesStake(ctx, c, sender, o, s, s.Stake()); err != nil {
			return err
		}
	}
	return l.tryOut(ctx, c, signer.Address(), calls)
}

// tellSigned says plainly what was signed, before anybody gets it.
func (l *ledger) tellSigned(ctx context.Context, c *cli.Context, done string, s offer.Signed) {
	money, quantity := l.amounts(ctx, s.Terms.Token), measureOfOffer(s)
	out := c.App.ErrWriter
	parts := inParts(s)
	switch {
	case s.Side == offer.Bid:
		fmt.Fprintf(out, "%s: until %s whoever has this file may take it %s, and %s of %s opens forwards then for %s in all; until then "+
			"the money stays there, and nothing is locked\n", done, tell(s.Expiry), parts, money(s.Stake()), s.Buyer, quantity.units(s.Terms.Quantity))
	case s.Review != 0:
		fmt.Fprintf(out, "%s: until %s whoever has this file and the money may open forwards for up to %s %s, which wait %d seconds for "+
			"%s to accept them; nothing of yours is taken before you do, and a bond of up to %s then\n",
			done, tell(s.Expiry), quantity.units(s.Terms.Quantity), parts, s.Review, s.Terms.Provider, money(s.Terms.Bond))
	default:
		fmt.Fprintf(out, "%s: until %s whoever has this file and the money may take it %s, and the bond of up to %s of %s is staked then on "+
			"%s being made between %s and %s and settled before %s, sealed to whom the buyer likes\n", done, tell(s.Expiry), parts, money(s.Stake()),
			s.Terms.Provider, quantity.units(s.Terms.Quantity), tell(s.Terms.Start), tell(s.Terms.End), tell(s.Terms.SettleBy))
	}
	fmt.Fprintf(out, "it is for chain %s and the contract at %s\n", s.ChainID, s.Contract)
}
