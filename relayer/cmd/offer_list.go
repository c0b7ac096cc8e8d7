package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func listOffersCommand() *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "list what was taken of a maker's offers, and what it cancelled; or with --book the offers that a server knows of",
		Description: "Without --book from the chain's events alone: offers that nobody took or cancelled are nowhere but in their files and in books.\n" +
			"What a book says its server says: `tercet offer fill` judges an offer anew. Examples:\n\n" +
			"   tercet offer list --maker 0x8A707F8C0882D4F59C5a75951319C9694E48845a\n" +
			"   tercet offer list --book http://127.0.0.1:8080 --save offers",
		Flags: chainFlags(accountFlag(), passwordFlag(), offersFlag(),
			&cli.StringFlag{Name: "maker", Usage: "`ADDRESS` of who signed (default: the account of --key-file)"},
			&cli.StringFlag{Name: "book", Usage: "`URL` of a server whose book of offers is listed: those that can be taken"},
			&cli.StringFlag{Name: "save", TakesFile: true, Usage: "with --book: `FOLDER` that each offer's file is written to"}),
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
	if c.String("book") != "" {
		return listBook(c)
	}
	if c.String("save") != "" {
		return usageError(errors.New("--save goes with --book"))
	}
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
		return common.Address{}, usageError(errors.New("say whose offers: --maker ADDRESS, or --key-file FILE"))
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
		quantity := measureOf(forward)
		if told[forward.Terms.Token] == nil {
			told[forward.Terms.Token] = l.money(ctx, forward.Terms.Token)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", f.Offer, f.Side, quantity.number(f.Quantity), quantity.number(f.Filled), told[forward.Terms.Token](f.Price), f.At.Block, f.Forward)
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
