package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func offerCommand() *cli.Command {
	return &cli.Command{
		Name:  "offer",
		Usage: "sign, take, cancel, show, list and post bids and asks",
		Subcommands: []*cli.Command{
			bidCommand(),
			askCommand(),
			approveOfferCommand(),
			allowOffersCommand(),
			fillCommand(),
			cancelOfferCommand(),
			showOfferCommand(),
			listOffersCommand(),
			postOfferCommand(),
		},
	}
}

func offersFlag() cli.Flag {
	return &cli.StringFlag{Name: "offers", EnvVars: env("offers"), Usage: "`ADDRESS` of the contract that takes offers, instead of the deployment's"}
}

// offers is the contract that takes offers, as one command sees it.
type offers struct {
	*chain.Offers
	permit2 common.Address // zero where the contract knows none
}

// offers finds the contract that takes offers to the ledger's escrow, and makes sure that it is the right one.
func (l *ledger) offers(c *cli.Context) (offers, error) {
	var named common.Address
	var err error
	if text := c.String("offers"); text != "" {
		if named, err = parseAddress("--offers", text); err != nil {
			return offers{}, usageError(err)
		}
	}
	address, err := offersOf(named, l.deployment)
	if err != nil {
		return offers{}, usageError(err)
	}
	if l.head, err = l.agreed(c); err != nil {
		return offers{}, err
	}
	contract := chain.NewOffers(l.client, address, l.escrow)
	permit2, err := contract.CheckCode(c.Context, l.head)
	return offers{contract, permit2}, err
}

// behind is how many blocks below the newest one several endpoints are asked at: some are a little late.
const behind = 2

// agreed is a block that what is read of offers is pinned to: where several endpoints are given, one that they agree on.
func (l *ledger) agreed(c *cli.Context) (chain.Head, error) {
	head, err := l.client.Head(c.Context)
	if err == nil && len(endpoints(c)) > 1 {
		head, err = l.client.Below(c.Context, head, behind)
	}
	if err != nil {
		return chain.Head{}, err
	}
	return l.client.Agreed(c.Context, head)
}

// signs finds the contract that takes offers for a command that signs or pays by what one endpoint says of chain and time: the
// deployment has to name the chain, since contracts have the same addresses on many, and the chain's clock has to be about ours.
func (l *ledger) signs(c *cli.Context, k known) (offers, error) {
	if l.deployment.ChainID == 0 {
		return offers{}, usageError(errors.New("an offer holds on one chain, and only an endpoint says which this is: give --deployment FILE, which names it"))
	}
	if !chain.IsDevelopment(l.client.ChainID().Uint64(), k.chains...) {
		if err := onTime(l.head, time.Now()); err != nil {
			return offers{}, err
		}
	}
	return l.offers(c)
}

// mostOff is how far the newest block's time may be from ours.
const mostOff = 15 * time.Minute

func onTime(head chain.Head, now time.Time) error {
	if off := head.At().Sub(now); off.Abs() > mostOff {
		return fmt.Errorf("the newest block %d is of %s, and here it is %s: an endpoint that lags or lies would have the times of an offer be others",
			head.Number, tell(head.Time), now.UTC().Format(time.RFC3339))
	}
	return nil
}

// loadOffer reads the offer that the command's argument names.
func loadOffer(c *cli.Context) (offer.Signed, error) {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return offer.Signed{}, err
	}
	return readOfferFile(c, path)
}

// readOfferFile reads the offer in a file, or on standard input.
func readOfferFile(c *cli.Context, path string) (offer.Signed, error) {
	in, name := c.App.Reader, inputName(path)
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return offer.Signed{}, usageError(err)
		}
		defer file.Close()
		in = file
	}
	text, err := io.ReadAll(io.LimitReader(in, offer.MaxFile+1))
	if err != nil {
		return offer.Signed{}, usageError(fmt.Errorf("read %s: %w", name, withoutPath(err)))
	}
	signed, err := offer.Read(text)
	if err != nil {
		return offer.Signed{}, usageError(fmt.Errorf("%s: %w", name, err))
	}
	return signed, nil
}

// withOffer reads the offer that the command's argument names, and finds the contract that takes offers.
func withOffer(c *cli.Context, do func(ctx context.Context, l *ledger, o offers, s offer.Signed) error) error {
	s, err := loadOffer(c)
	if err != nil {
		return err
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		o, err := l.offers(c)
		if err != nil {
			return err
		}
		return do(ctx, l, o, s)
	})
}

// amounts is money with the token's smallest units beside it: what is signed is a number of those, and how many make a whole token
// is what an endpoint says.
func (l *ledger) amounts(ctx context.Context, token common.Address) func(amount *big.Int) string {
	money := l.money(ctx, token)
	return func(amount *big.Int) string {
		if text := money(amount); !strings.HasPrefix(text, amount.String()+" ") {
			return fmt.Sprintf("%s (%s smallest units)", text, amount)
		}
		return money(amount)
	}
}

// send sends calls one after the other.
func send(ctx context.Context, sender *chain.Sender, calls []chain.Call, err error) error {
	for _, call := range calls {
		if err != nil {
			break
		}
		_, err = sender.Do(ctx, call)
	}
	return err
}
