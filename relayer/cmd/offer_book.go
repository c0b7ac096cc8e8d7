package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func postOfferCommand() *cli.Command {
	return &cli.Command{
		Name:      "post",
		Usage:     "send a signed offer to a server's book",
		ArgsUsage: "FILE URL",
		Description: "Whoever reads the book can take it then, as whoever has the file can. The server takes in what could be taken now, and says\n" +
			"what stands against it otherwise. Example:\n\n   tercet offer post bid.json http://127.0.0.1:8080",
		Flags: []cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON"}},
		Action: func(c *cli.Context) error {
			if c.Args().Len() != 2 {
				return usageError(errors.New("want the offer's FILE and the server's URL, and nothing else"))
			}
			s, err := readOfferFile(c, c.Args().First())
			if err != nil {
				return err
			}
			return postOffer(c.Context, c, c.Args().Get(1), s)
		},
	}
}

// postOffer sends an offer to a book and says what becomes of it.
func postOffer(ctx context.Context, c *cli.Context, address string, s offer.Signed) error {
	remote, err := book.NewRemote(address)
	if err != nil {
		return usageError(err)
	}
	receipt, err := remote.Post(ctx, s)
	if err != nil {
		return err
	}
	switch {
	case c.Bool("json") && c.Command.Name == "post":
		return printJSON(c.App.Writer, receipt)
	case receipt.Known:
		fmt.Fprintf(c.App.ErrWriter, "offer %s was in the book of %s already: %s\n", receipt.Hash, remote.Address(), receipt.Standing)
	default:
		fmt.Fprintf(c.App.ErrWriter, "offer %s is in the book of %s: %s\n", receipt.Hash, remote.Address(), receipt.Standing)
	}
	return nil
}

// mostOfBook is how many offers of a book are read.
const mostOfBook = 1000

// bookOffers are the offers of a book: of the server at a URL, or of a file or a folder of files. Files that are no offers are an error.
// Unread is how many a server lists and does not deliver: it may keep back the best ones.
func bookOffers(c *cli.Context, where string) (list []offer.Signed, unread int, err error) {
	if book.CheckAddress(where) == nil {
		remote, err := book.NewRemote(where)
		if err != nil {
			return nil, 0, err
		}
		return remote.Offers(c.Context, mostOfBook)
	}
	info, err := os.Stat(where)
	if err != nil {
		return nil, 0, usageError(fmt.Errorf("--book: want the URL of a server, such as https://example.org, or an offer's file, or a folder of them: %w", err))
	}
	paths := []string{where}
	if info.IsDir() {
		if paths, err = filepath.Glob(filepath.Join(where, "*.json")); err != nil {
			return nil, 0, err
		}
	}
	if len(paths) > mostOfBook {
		return nil, 0, usageError(fmt.Errorf("--book: there are %d files, and more than %d are not read", len(paths), mostOfBook))
	}
	for _, path := range paths {
		s, err := readOfferFile(c, path)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, s)
	}
	return list, 0, nil
}

func listBook(c *cli.Context) error {
	var maker common.Address
	if text := c.String("maker"); text != "" {
		var err error
		if maker, err = parseAddress("--maker", text); err != nil {
			return usageError(err)
		}
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		list, unread, err := bookOffers(c, c.String("book"))
		if err != nil {
			return err
		}
		o, err := l.offers(c)
		if err != nil {
			return err
		}
		if folder := c.String("save"); folder != "" {
			if err := saveOffers(folder, list); err != nil {
				return err
			}
		}
		if maker != (common.Address{}) {
			list = slices.DeleteFunc(list, func(s offer.Signed) bool { return s.Maker() != maker })
		}
		described, measures, unjudged := []offerJSON{}, []measure{}, 0
		for i, f := range o.JudgeAll(ctx, l.head, list, o.permit2) {
			one, err := describeOffer(list[i], f.Judgement)
			if err != nil {
				return err
			}
			if f.Unknown != nil {
				one.Takeable, one.Unjudged = false, f.Unknown.Error()
				tellUnjudged(c, one.Offer, f.Unknown)
				unjudged++
			}
			described, measures = append(described, one), append(measures, measureOfOffer(list[i]))
		}
		if c.Bool("json") {
			err = printJSON(c.App.Writer, described)
		} else {
			err = l.printBook(ctx, c, described, measures)
		}
		return cmp.Or(err, errUnjudged(unjudged, len(list), unread))
	})
}

func tellUnjudged(c *cli.Context, hash common.Hash, reason error) {
	fmt.Fprintf(c.App.ErrWriter, "offer %s could not be judged: %v\n", hash, reason)
}

// errUnjudged says that of so many offers so many could not be judged, and that so many more were not delivered; nil for none.
func errUnjudged(unjudged, all, unread int) error {
	var causes []error
	if unjudged > 0 {
		causes = append(causes, fmt.Errorf("%d of %d offers could not be judged: try again later, or name another endpoint with --rpc", unjudged, all))
	}
	if unread > 0 {
		causes = append(causes, fmt.Errorf("%d offers that the book lists could not be read from it: try again later, or ask another book", unread))
	}
	if len(causes) == 0 {
		return nil
	}
	return &exitError{exitUnjudged, errors.Join(causes...)}
}

// saveOffers writes each offer to a file of its own, named by its hash. What is there already stays.
func saveOffers(folder string, list []offer.Signed) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("--save: %w", err)
	}
	for _, s := range list {
		hash, err := s.Hash()
		if err != nil {
			return err
		}
		text, err := s.Encode()
		if err != nil {
			return err
		}
		if err := writeNew(filepath.Join(folder, hash.Hex()+".json"), text); err != nil && !errors.Is(err, os.ErrExist) {
			return fmt.Errorf("--save: %w", err)
		}
	}
	return nil
}

func (l *ledger) printBook(ctx context.Context, c *cli.Context, list []offerJSON, measures []measure) error {
	if len(list) == 0 {
		fmt.Fprintln(c.App.Writer, "the book has no offers")
		return nil
	}
	told := map[common.Address]func(*big.Int) string{}
	table := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "OFFER\tSIDE\tLEFT\tPRICE FOR THAT\tBOND OF ALL\tSTARTS\tENDS\tEXPIRES\tNOW")
	for i, d := range list {
		if told[d.Token] == nil {
			told[d.Token] = l.money(ctx, d.Token)
		}
		money := func(text string) string {
			amount, ok := new(big.Int).SetString(text, 10)
			if !ok {
				return "-"
			}
			return told[d.Token](amount)
		}
		now := "can be taken"
		switch {
		case d.Unjudged != "":
			now = "could not be judged"
		case !d.Takeable:
			now = "cannot be taken"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", d.Offer, d.Side, measures[i].number(decimal(d.Left)), money(d.Now), money(d.Bond), tell(uint64(d.Start)), tell(uint64(d.End)), tell(uint64(d.Expiry)), now)
	}
	return table.Flush()
}
