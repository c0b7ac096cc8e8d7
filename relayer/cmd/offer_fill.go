package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func fillCommand() *cli.Command {
	return &cli.Command{
		Name:      "fill",
		Usage:     "take a signed offer, or a part of it: a forward is opened",
		ArgsUsage: "FILE",
		Description: "Checks everything first: the signature, what is left, the maker's money, the price against your bound, the predicate's\n" +
			"code, key and parameters, and your own money. A bid for assigned forwards stakes its bond from your account, and you\n" +
			"are the provider; one for open forwards opens them, and anybody delivers. An ask takes its price from your account, and\n" +
			"you choose who reads the output; where its provider reviews the task, bring it. Without --offer it says what would happen, and\n" +
			"what to give there: the hash of exactly the offer that was shown. Examples:\n\n" +
			"   tercet offer fill bid.json --key-file provider.key --dry-run\n" +
			"   tercet offer fill ask.json --key-file buyer.key --quantity 10 --max-price 0.001 --task 'hash work' --seal-key buyer.seal \\\n" +
			"      --offer 0x35a8…",
		Flags: slices.Concat(signingFlags(), taskFlags(), sealFlags(), []cli.Flag{
			offersFlag(), tasksFlag(), taskKeyFlag(),
			&cli.StringFlag{Name: "offer", Usage: "`HASH` of the offer that you looked at: what the file holds by now is taken only if it is that"},
			&cli.StringFlag{Name: "max-bond", Usage: "the most `AMOUNT` that you stake on the part of a bid (default: its price)"},
			&cli.StringFlag{Name: "quantity", Usage: "how much of it (default: all that is left)"},
			&cli.StringFlag{Name: "min-price", Usage: "the least `AMOUNT` that the part of a bid has to pay (default: what it pays now)"},
			&cli.StringFlag{Name: "max-price", Usage: "the most `AMOUNT` that the part of an ask may cost (default: what it costs now)"},
			&cli.StringFlag{Name: "holder", Usage: "with a bid: `ADDRESS` that gets the provider's position and made both the account and the offers its operator (default: the account)"},
			&cli.StringFlag{Name: "buyer", Usage: "with an ask: `ADDRESS` that holds the buyer's position (default: the account)"},
			&cli.StringFlag{Name: "plugin", Usage: "`NAME` of the plugin that reads the parameters (default: the one that goes with the predicate's key)"},
			&cli.StringFlag{Name: "token", Usage: "`ADDRESS` of the token, for an offer in one that the deployment does not name"},
			&cli.StringFlag{Name: "predicate", Usage: "`ADDRESS` of the predicate, for an offer with one that the deployment does not name"},
			&cli.BoolFlag{Name: "unsafe-predicate", Usage: "with an ask: pay under a predicate whose code or key is not known here: it may let anybody collect"},
			dryRunFlag(),
		}),
		Action: fillOffer,
	}
}

// filling is an offer that is about to be taken.
type filling struct {
	*ledger
	offers   offers
	signed   offer.Signed
	hash     common.Hash
	fill     offer.Fill
	part     offer.Part
	pays     *big.Int // at most, of the taker's
	content  []byte   // the task, where the taker brings it
	params   sdk.Params
	lends    loan     // what pays takes besides
	fee      *big.Int // wei, that it costs at most to take it
	warnings []string
}

func fillOffer(c *cli.Context) error {
	signed, err := loadOffer(c)
	if err != nil {
		return err
	}
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		o, err := l.signs(c, k)
		if err != nil {
			return err
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		f := filling{ledger: l, offers: o, signed: signed}
		if f.hash, err = signed.Hash(); err != nil {
			return err
		}
		if err := f.pinned(c); err != nil {
			return err
		}
		if err := f.check(ctx, c, k, sender); err != nil {
			return fmt.Errorf("take %s %s: %w; nothing was sent", signed.Side, f.hash, err)
		}
		for _, warning := range f.warnings {
			fmt.Fprintln(c.App.ErrWriter, warning)
		}
		f.tell(ctx, c)
		if c.Bool("dry-run") {
			return f.printDry(ctx, c)
		}
		if c.String("offer") == "" {
			return usageError(fmt.Errorf("look at all of the above; to take it, say which offer it is that you looked at: --offer %s; nothing was sent", f.hash))
		}
		return f.take(ctx, c, sender)
	})
}

// pinned refuses a file that does not hold the offer that was looked at.
func (f *filling) pinned(c *cli.Context) error {
	text := c.String("offer")
	if text == "" {
		return nil
	}
	looked, err := parseHash("--offer", text)
	if err != nil {
		return usageError(err)
	}
	if looked != f.hash {
		return fmt.Errorf("the file holds %s %s, and you looked at %s; nothing was sent", f.signed.Side, f.hash, looked)
	}
	return nil
}

// check finds whatever stands against taking the part, before anything is signed.
func (f *filling) check(ctx context.Context, c *cli.Context, k known, sender *chain.Sender) error {
	taker := sender.Address()
	if err := f.readFill(c, taker); err != nil {
		return err
	}
	j, err := f.offers.Judge(ctx, f.head, f.signed, f.fill, f.offers.permit2)
	if err != nil {
		return err
	}
	if err := j.Err(); err != nil {
		return err
	}
	f.part = j.Part
	if err := errors.Join(f.knownToken(c), f.knownPredicate(c)); err != nil {
		return err
	}
	if err := f.readBound(c); err != nil {
		return err
	}
	if f.signed.Maker() == taker {
		return errors.New("it is your own; to call it off: tercet offer cancel FILE")
	}
	if err := f.bearable(c); err != nil {
		return err
	}
	if err := f.deliverable(c, k); err != nil {
		return err
	}
	if err := f.affordable(ctx, taker); err != nil {
		return err
	}
	return f.lendable(ctx, sender)
}

// readFill reads how much is taken, and what comes with the taker.
func (f *filling) readFill(c *cli.Context, taker common.Address) (err error) {
	s := f.signed
	if f.fill.Quantity, err = f.quantity(c); err != nil {
		return err
	}
	others := []string{"min-price", "max-bond", "holder"}
	if s.Side == offer.Bid {
		others = []string{"max-price", "buyer", "task", "task-file", "task-uri", "seal-to"} // a sealing key may be in the environment
	}
	for _, name := range others {
		if c.String(name) != "" {
			return usageError(fmt.Errorf("--%s does not go with a %s", name, map[offer.Side]string{offer.Bid: "bid, which says so itself", offer.Ask: "ask"}[s.Side]))
		}
	}
	if s.Side == offer.Bid {
		f.fill.Holder = taker
		if text := c.String("holder"); text != "" {
			if f.fill.Holder, err = parseAddress("--holder", text); err != nil {
				return usageError(err)
			}
		}
		return nil
	}
	if c.Args().First() == "-" && c.String("task-file") == "-" {
		return usageError(errors.New("the offer and the task cannot both be read from standard input: name a file for one of them"))
	}
	brought := order{}
	if err := errors.Join(brought.readSeal(c), brought.readTask(c)); err != nil {
		return usageError(err)
	}
	f.content, f.warnings = brought.content, brought.warnings
	f.fill.TaskHash, f.fill.Task = brought.terms.TaskHash, brought.task
	f.fill.Seal = statement.PublicKey{X: brought.terms.SealX, Y: brought.terms.SealY}
	if err := f.fill.Seal.Check(); err != nil {
		return usageError(err)
	}
	if size := len(s.Params) + len(f.fill.Task); size > offer.MaxBytes {
		return usageError(fmt.Errorf("task and parameters have %d bytes, and more than %d nobody reads; put the task elsewhere and name it with --task-uri", size, offer.MaxBytes))
	}
	f.fill.Buyer = taker
	if text := c.String("buyer"); text != "" {
		if f.fill.Buyer, err = parseAddress("--buyer", text); err != nil {
			return usageError(err)
		}
	}
	if f.fill.Buyer == (common.Address{}) || f.fill.Buyer == f.escrow.Address() {
		return usageError(fmt.Errorf("--buyer: %s cannot hold the buyer's position", f.fill.Buyer))
	}
	return nil
}

// quantity is how much is to be taken: by default all that is left, if the offer is one of this chain and contract at all.
func (f *filling) quantity(c *cli.Context) (*big.Int, error) {
	if text := c.String("quantity"); text != "" {
		quantity, ok := new(big.Int).SetString(text, 10)
		if !ok || quantity.Sign() <= 0 || quantity.BitLen() > 96 {
			return nil, usageError(fmt.Errorf("--quantity: %q is not a whole number from 1 to 2^96-1", text))
		}
		return quantity, nil
	}
	s := f.signed
	if s.Contract != f.offers.Address() || s.ChainID.Cmp(f.client.ChainID()) != 0 {
		return s.Terms.Quantity, nil // it will be refused for that
	}
	taken, err := f.offers.TakenOf(c.Context, f.head, s.Offer)
	if err != nil {
		return nil, err
	}
	return s.Left(taken), nil
}

// knownToken refuses a token that is called like one that has value.
func (f *filling) knownToken(c *cli.Context) error {
	token := f.part.Terms.Token
	for _, known := range f.deployment.Tokens {
		if token == known {
			return nil
		}
	}
	if text := c.String("token"); text != "" {
		named, err := parseAddress("--token", text)
		if err != nil {
			return usageError(err)
		}
		if named == token {
			return nil
		}
	}
	return fmt.Errorf("it pays in token %s, which the deployment does not know, whatever it calls itself; if it is the one you mean, give --token %s", token, token)
}

// knownPredicate refuses a predicate that only the offer's maker names: what stands there one endpoint says, and who lets it lie could
// have one of his own decide.
func (f *filling) knownPredicate(c *cli.Context) error {
	predicate := f.part.Terms.Predicate
	for _, known := range f.deployment.Predicates {
		if predicate == known.Address {
			return nil
		}
	}
	if text := c.String("predicate"); text != "" {
		named, err := parseAddress("--predicate", text)
		if err != nil {
			return usageError(err)
		}
		if named == predicate {
			return nil
		}
	}
	return fmt.Errorf("its predicate %s is none that the deployment names; if it is the one you mean, give --predicate %s", predicate, predicate)
}

// readBound reads the taker's bound of the price. While the price moves against the taker, there has to be one.
func (f *filling) readBound(c *cli.Context) error {
	s, flag, against := f.signed, "max-price", 1
	if s.Side == offer.Bid {
		flag, against = "min-price", -1
	}
	price := f.part.Terms.Price
	text := c.String(flag)
	if text == "" {
		if s.RampEnd != 0 && f.head.Time < s.RampEnd && s.LastPrice.Cmp(s.Terms.Price) == against {
			return usageError(fmt.Errorf("its price moves until %s: say how far it may have moved with --%s (now it is %s of the token's smallest units for the part)",
				tell(s.RampEnd), flag, price))
		}
		f.fill.Bound = price
		return nil
	}
	decimals, err := chain.NewToken(f.client, s.Terms.Token).Decimals(c.Context, f.head)
	if err != nil {
		return err
	}
	if f.fill.Bound, err = parseAmount(text, decimals); err != nil {
		return usageError(fmt.Errorf("--%s: %w", flag, err))
	}
	if f.fill.Bound.BitLen() > 128 {
		return usageError(fmt.Errorf("--%s: %s is more than any price", flag, text))
	}
	return s.CheckBound(f.part, f.fill.Bound)
}

// deliverable refuses what cannot be delivered or judged: a provider's bond on it would be lost, and a buyer would pay for something
// else than it seems to say.
func (f *filling) deliverable(c *cli.Context, k known) error {
	forward, err := f.offers.Forward(f.part)
	if err != nil {
		return err
	}
	tasks, err := f.tasks(c)
	if err != nil {
		return usageError(err)
	}
	if f.signed.Side == offer.Ask {
		forward.Task, tasks = f.content, delivery.Tasks{}
	}
	f.params, err = f.judgeable(c.Context, k, c.String("plugin"), tasks, forward)
	if err != nil && f.signed.Side == offer.Ask && errors.Is(err, errUnknownPredicate) {
		if !c.Bool("unsafe-predicate") {
			return fmt.Errorf("%w; --unsafe-predicate takes it all the same", err)
		}
		f.warnings = append(f.warnings, fmt.Sprintf("WARNING: the predicate is not to be trusted: %v", err))
		return nil
	}
	return err
}

// affordable finds out whether the taker can pay its side, and may be the provider.
func (f *filling) affordable(ctx context.Context, taker common.Address) error {
	what := "price"
	if f.pays = f.signed.Dearest(f.fill.Quantity); f.pays.Cmp(f.fill.Bound) > 0 {
		f.pays = f.fill.Bound
	}
	if f.signed.Side == offer.Bid {
		f.pays, what = f.part.Terms.Bond, "bond"
	}
	token := chain.NewToken(f.client, f.part.Terms.Token)
	balance, err := token.Balance(ctx, f.head, taker)
	if err != nil {
		return err
	}
	if balance.Cmp(f.pays) < 0 {
		money := f.money(ctx, token.Address())
		return fmt.Errorf("%s holds %s and the %s is %s", taker, money(balance), what, money(f.pays))
	}
	if f.signed.Side == offer.Ask || !f.signed.Assigned() {
		return nil
	}
	holder, named := f.fill.Holder, f.part.Terms.Provider
	if named != (common.Address{}) && named != holder {
		return fmt.Errorf("its terms name %s as the provider, and it would be taken for %s", named, holder)
	}
	if holder == taker {
		return nil
	}
	for _, who := range []common.Address{taker, f.offers.Address()} {
		operator, err := f.escrow.IsOperator(ctx, f.head, holder, who)
		if err != nil {
			return err
		}
		if !operator {
			return fmt.Errorf("%s did not make %s an operator of its positions, so it cannot be made a provider", holder, who)
		}
	}
	return nil
}
