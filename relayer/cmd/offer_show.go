package cmd

import (
	"context"
	"fmt"
	"io"
	"math/big"
	"strings"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func showOfferCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "show a signed offer, how much of it is left, and whether that can be taken now",
		ArgsUsage: "FILE",
		Description: "Reads the file, checks the signature, and asks the chain what was taken, cancelled, and whether its maker has the money\n" +
			"and lets it be taken. Example:\n\n   tercet offer show bid.json",
		Flags:  chainFlags(offersFlag()),
		Action: showOffer,
	}
}

func showOffer(c *cli.Context) error {
	s, err := loadOffer(c)
	if err != nil {
		return err
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		o, err := l.offers(c)
		if err != nil {
			return err
		}
		return l.showOffer(ctx, c, o, s)
	})
}

// judgeWhole finds out whether all that is left of an offer can be taken now, by anybody who has the means.
func (l *ledger) judgeWhole(ctx context.Context, o offers, s offer.Signed) (chain.Judgement, error) {
	left := s.Terms.Quantity
	if s.Contract == o.Address() && s.ChainID.Cmp(l.client.ChainID()) == 0 {
		taken, err := o.TakenOf(ctx, l.head, s.Offer)
		if err != nil {
			return chain.Judgement{}, err
		}
		left = s.Left(taken)
	}
	return o.Judge(ctx, l.head, s, offer.Fill{Quantity: left, TaskHash: s.Terms.TaskHash}, o.permit2)
}

// offerJSON is an offer as --json prints it.
type offerJSON struct {
	Offer     common.Hash     `json:"offer"`
	Side      string          `json:"side"`
	Maker     common.Address  `json:"maker"`
	ChainID   string          `json:"chainId"`
	Offers    common.Address  `json:"offers"`
	Permit2   *common.Address `json:"permit2,omitempty"`
	Takeable  bool            `json:"takeable"` // all that is left, now
	Reasons   []string        `json:"reasons,omitempty"`
	Quantity  string          `json:"quantity"`
	Left      string          `json:"left"`
	MinFill   string          `json:"minFill"`
	Cancelled bool            `json:"cancelled"`
	Token     common.Address  `json:"token"`
	Price     string          `json:"price"`               // of the total, in the token's smallest unit
	LastPrice string          `json:"lastPrice,omitempty"` // with a ramp
	Now       string          `json:"now,omitempty"`       // what all that is left costs
	Bond      string          `json:"bond"`
	Expiry    uint64          `json:"expiry"`
	Nonce     string          `json:"nonce"`
}

func describeOffer(s offer.Signed, j chain.Judgement) (offerJSON, error) {
	hash, err := s.Hash()
	if err != nil {
		return offerJSON{}, err
	}
	described := offerJSON{
		Offer: hash, Side: s.Side.String(), Maker: s.Maker(), ChainID: s.ChainID.String(), Offers: s.Contract, Permit2: orNil(s.Permit2),
		Takeable: len(j.Faults) == 0, Quantity: s.Terms.Quantity.String(), Left: s.Left(j.Taken).String(), MinFill: s.MinFill.String(),
		Cancelled: j.Taken.Cancelled, Token: s.Terms.Token, Price: s.Terms.Price.String(), Bond: s.Terms.Bond.String(), Expiry: s.Expiry, Nonce: s.Nonce.String(),
	}
	if s.RampEnd != 0 {
		described.LastPrice = s.LastPrice.String()
	}
	if j.Part.Terms.Price != nil {
		described.Now = j.Part.Terms.Price.String()
	}
	for _, fault := range j.Faults {
		described.Reasons = append(described.Reasons, strings.Split(fault.Error(), "\n")...)
	}
	return described, nil
}

// showOffer prints an offer and whether it can be taken.
func (l *ledger) showOffer(ctx context.Context, c *cli.Context, o offers, s offer.Signed) error {
	j, err := l.judgeWhole(ctx, o, s)
	if err != nil {
		return err
	}
	described, err := describeOffer(s, j)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, described)
	}
	return l.printOffer(ctx, c.App.Writer, s, j, described)
}

func (l *ledger) printOffer(ctx context.Context, out io.Writer, s offer.Signed, j chain.Judgement, d offerJSON) error {
	money := l.money(ctx, s.Terms.Token)
	t := s.Terms
	rows := [][2]string{
		{d.Side, d.Offer.Hex()}, {map[offer.Side]string{offer.Bid: "buyer", offer.Ask: "provider"}[s.Side], s.Maker().Hex()},
	}
	if d.Takeable {
		rows = append(rows, [2]string{"now", "it can be taken: " + money(j.Part.Terms.Price) + " for all that is left"})
	}
	for i, reason := range d.Reasons {
		rows = append(rows, [2]string{map[bool]string{true: "now"}[i == 0], "it cannot be taken: " + reason})
	}
	rows = append(rows,
		[2]string{"left", fmt.Sprintf("%s of %s units, in parts of %s or more", d.Left, d.Quantity, d.MinFill)},
		[2]string{"price", money(t.Price) + " for a quantity of " + d.Quantity},
		[2]string{"token", l.tokenName(t.Token)})
	if s.RampEnd != 0 {
		rows = append(rows, [2]string{"", fmt.Sprintf("moving from %s on to %s at %s", when(s.RampStart), money(s.LastPrice), when(s.RampEnd))})
	}
	if s.Assigned() {
		rows = append(rows, [2]string{"bond", money(t.Bond)})
	} else {
		rows = append(rows, [2]string{"kind", "open: anybody delivers what it opens, without a bond"})
	}
	rows = append(rows, [][2]string{
		{"expires", when(s.Expiry)}, {"nonce", d.Nonce}, {"predicate", l.predicateName(t.Predicate)}, {"unit", t.Unit.Hex()},
	}...)
	switch {
	case s.Review != 0:
		rows = append(rows, [2]string{"accept by", fmt.Sprintf("%d seconds after it is taken, with the task that the buyer brings", s.Review)})
	case t.AcceptBy != 0:
		rows = append(rows, [2]string{"accept by", when(t.AcceptBy) + ", which taking it does at once"})
	}
	if s.Side == offer.Bid && t.Provider != (common.Address{}) {
		rows = append(rows, [2]string{"only for", t.Provider.Hex()})
	}
	if t.BeaconBlock != 0 {
		rows = append(rows, [2]string{"beacon", fmt.Sprintf("the hash of block %d", t.BeaconBlock)})
	}
	rows = append(rows, [][2]string{{"start", when(t.Start)}, {"end", when(t.End)}, {"settle by", when(t.SettleBy)}}...)
	if s.Side == offer.Bid {
		sealed := "nobody: everybody can read the output"
		if key := (statement.PublicKey{X: t.SealX, Y: t.SealY}); !key.IsZero() {
			sealed = key.String()
		}
		rows = append(rows, [2]string{"sealed to", sealed}, [2]string{"task hash", t.TaskHash.Hex()}, [2]string{"task", sdk.Clean(string(s.Task))})
	} else if s.Review == 0 {
		rows = append(rows, [2]string{"task hash", t.TaskHash.Hex()})
	}
	if s.Permit2 != (common.Address{}) {
		rows = append(rows, [2]string{"paid through", "Permit2 at " + s.Permit2.Hex() + ", as a whole"})
	}
	return printRows(out, rows)
}

func printRows(out io.Writer, rows [][2]string) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintf(table, "%s\t%s\n", row[0], row[1])
	}
	return table.Flush()
}

// tokenName is a token by what the deployment calls it; what it calls itself anybody can.
func (l *ledger) tokenName(address common.Address) string {
	for name, token := range l.deployment.Tokens {
		if token == address {
			return address.Hex() + ", " + name + " in the deployment"
		}
	}
	return address.Hex() + ", WHICH THE DEPLOYMENT DOES NOT KNOW"
}

// predicateName is a predicate by what the deployment calls it.
func (l *ledger) predicateName(address common.Address) string {
	for name, predicate := range l.deployment.Predicates {
		if predicate.Address == address {
			return address.Hex() + ", " + name + " in the deployment"
		}
	}
	return address.Hex() + ", WHICH THE DEPLOYMENT DOES NOT KNOW"
}

func listOffersCommand() *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "list what was taken of a maker's offers, and what it cancelled",
		Description: "From the chain's events alone: offers that nobody took or cancelled are nowhere but in their files. Example:\n\n" +
			"   tercet offer list --maker 0x8A707F8C0882D4F59C5a75951319C9694E48845a",
		Flags: chainFlags(accountFlag(), passwordFlag(), offersFlag(),
			&cli.StringFlag{Name: "maker", Usage: "`ADDRESS` of who signed (default: the account of --key-file)"}),
		Action: listOffers,
	}
}

type fillJSON struct {
	Offer    common.Hash    `json:"offer"`
	Side     string         `json:"side"`
	Forward  common.Hash    `json:"forward"`
	Taker    common.Address `json:"taker"`
	Quantity string         `json:"quantity"`
	Price    string         `json:"price"` // in the token's smallest unit
	Filled   string         `json:"filled"`
	At       chain.Place    `json:"at"`
}

type cancellationJSON struct {
	Offer *common.Hash `json:"offer,omitempty"` // by itself, or else by nonces
	Word  string       `json:"word,omitempty"`
	Mask  string       `json:"mask,omitempty"`
	At    chain.Place  `json:"at"`
}

func listOffers(c *cli.Context) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		o, err := l.offers(c)
		if err != nil {
			return err
		}
		maker, err := l.maker(c)
		if err != nil {
			return err
		}
		fills, err := o.Fills(ctx, l.head, l.deployment.Block, maker)
		if err != nil {
			return err
		}
		cancellations, err := o.Cancellations(ctx, l.head, l.deployment.Block, maker)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, struct {
				Maker         common.Address     `json:"maker"`
				Fills         []fillJSON         `json:"fills"`
				Cancellations []cancellationJSON `json:"cancellations"`
			}{maker, describeFills(fills), describeCancellations(cancellations)})
		}
		return l.printFills(ctx, c.App.Writer, fills, cancellations)
	})
}

func (l *ledger) maker(c *cli.Context) (common.Address, error) {
	if text := c.String("maker"); text != "" {
		maker, err := parseAddress("--maker", text)
		if err != nil {
			return maker, usageError(err)
		}
		return maker, nil
	}
	if c.String("key-file") == "" {
		return common.Address{}, usageError(fmt.Errorf("say whose offers: --maker ADDRESS, or --key-file FILE"))
	}
	signer, err := l.signer(c)
	if err != nil {
		return common.Address{}, err
	}
	return signer.Address(), nil
}

func describeFills(fills []chain.OfferFill) []fillJSON {
	list := []fillJSON{}
	for _, f := range fills {
		list = append(list, fillJSON{f.Offer, f.Side.String(), f.Forward, f.Taker, f.Quantity.String(), f.Price.String(), f.Filled.String(), f.At})
	}
	return list
}

func describeCancellations(cancellations []chain.OfferCancellation) []cancellationJSON {
	list := []cancellationJSON{}
	for _, x := range cancellations {
		if x.Word != nil {
			list = append(list, cancellationJSON{Word: x.Word.String(), Mask: common.BigToHash(x.Mask).Hex(), At: x.At})
			continue
		}
		list = append(list, cancellationJSON{Offer: &x.Offer, At: x.At})
	}
	return list
}

func (l *ledger) printFills(ctx context.Context, out io.Writer, fills []chain.OfferFill, cancellations []chain.OfferCancellation) error {
	if len(fills) == 0 && len(cancellations) == 0 {
		fmt.Fprintln(out, "nothing was taken or cancelled")
		return nil
	}
	told := map[common.Address]func(*big.Int) string{}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(fills) > 0 {
		fmt.Fprintln(table, "OFFER\tSIDE\tTAKEN\tIN ALL\tPRICE\tBLOCK\tFORWARD")
	}
	for _, f := range fills {
		forward, err := l.escrow.Forward(ctx, l.head, f.At.Block, f.Forward)
		if err != nil {
			return err
		}
		if told[forward.Terms.Token] == nil {
			told[forward.Terms.Token] = l.money(ctx, forward.Terms.Token)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", f.Offer, f.Side, f.Quantity, f.Filled, told[forward.Terms.Token](f.Price), f.At.Block, f.Forward)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, x := range cancellations {
		what := "offer " + x.Offer.Hex()
		if x.Word != nil {
			what = fmt.Sprintf("nonces %s of word %s (%s to %s)", common.BigToHash(x.Mask), x.Word,
				new(big.Int).Lsh(x.Word, 8), new(big.Int).Add(new(big.Int).Lsh(x.Word, 8), big.NewInt(255)))
		}
		fmt.Fprintf(out, "cancelled in block %d: %s\n", x.At.Block, what)
	}
	return nil
}
