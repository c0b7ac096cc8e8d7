package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func offerCommand() *cli.Command {
	return &cli.Command{
		Name:  "offer",
		Usage: "sign, take, cancel, show and list bids and asks",
		Subcommands: []*cli.Command{
			bidCommand(),
			askCommand(),
			approveOfferCommand(),
			fillCommand(),
			cancelOfferCommand(),
			showOfferCommand(),
			listOffersCommand(),
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
	address := l.deployment.Offers
	if text := c.String("offers"); text != "" {
		named, err := parseAddress("--offers", text)
		if err != nil {
			return offers{}, usageError(err)
		}
		if address != (common.Address{}) && address != named {
			return offers{}, usageError(fmt.Errorf("--offers is %s and the deployment names %s: give one of the two", named, address))
		}
		address = named
	}
	if address == (common.Address{}) {
		return offers{}, usageError(errors.New("say where offers are taken: a deployment that names it, or --offers ADDRESS"))
	}
	contract := chain.NewOffers(l.client, address, l.escrow)
	permit2, err := contract.CheckCode(c.Context, l.head)
	return offers{contract, permit2}, err
}

// loadOffer reads the offer that the command's argument names.
func loadOffer(c *cli.Context) (offer.Signed, error) {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return offer.Signed{}, err
	}
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
		return offer.Signed{}, usageError(fmt.Errorf("read %s: %w", name, err))
	}
	signed, err := offer.Read(text)
	if err != nil {
		return offer.Signed{}, usageError(fmt.Errorf("%s: %w", name, err))
	}
	return signed, nil
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

// when is a time for people: in UTC, and where they are if that is elsewhere.
func when(unix uint64) string { return whenIn(unix, time.Local) }

func whenIn(unix uint64, here *time.Location) string {
	local := chain.Head{Time: unix}.At().In(here)
	if _, ahead := local.Zone(); ahead == 0 {
		return tell(unix)
	}
	return tell(unix) + local.Format(" (2006-01-02 15:04 MST)")
}
