package cmd

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// tell says what will happen: all of what the maker signed that decides what the taker gets and loses.
func (f *filling) tell(ctx context.Context, c *cli.Context) {
	money, t := f.amounts(ctx, f.part.Terms.Token), f.part.Terms
	quantity := measureOfOffer(f.signed).units(t.Quantity)
	out := c.App.ErrWriter
	window := fmt.Sprintf("made between %s and %s and settled before %s", tell(t.Start), tell(t.End), tell(t.SettleBy))
	switch {
	case f.signed.Side == offer.Ask && f.signed.Review != 0:
		fmt.Fprintf(out, "at most %s of yours is locked for %s, to be %s by provider %s, who has until about %s to look at "+
			"the task and to accept with a bond of %s; if they do not, `tercet forward reclaim` sends it back from then on\n",
			money(f.pays), quantity, window, t.Provider, tell(t.AcceptBy), money(t.Bond))
	case f.signed.Side == offer.Ask:
		fmt.Fprintf(out, "at most %s of yours is locked for %s to be %s by provider %s, with a bond of %s on it\n",
			money(f.pays), quantity, window, t.Provider, money(t.Bond))
	case f.signed.Assigned():
		fmt.Fprintf(out, "the bond of %s is staked on %s being %s; what is missing then goes to the buyer in proportion; "+
			"they pay %s, and at least %s when it is taken\n", money(t.Bond), quantity, window, money(t.Price), money(f.fill.Bound))
	default:
		fmt.Fprintf(out, "an open forward of %s is opened, with %s of buyer %s; you stake nothing, and anybody may deliver what is %s\n",
			quantity, money(t.Price), f.part.Buyer, window)
	}
	if t.BeaconBlock != 0 {
		fmt.Fprintf(out, "its output has to be made, and committed to, before block %d; the next one is %d\n", t.BeaconBlock, f.head.Number+1)
	}
	if f.params.JSON != nil {
		fmt.Fprintf(out, "what counts is decided by predicate %s with the parameters %s\n", f.predicateName(t.Predicate), forTerminal(string(f.params.JSON)))
	}
	fmt.Fprintf(out, "offer %s of chain %s, taken by the contract at %s, for at most %s wei of gas\n", f.hash, f.client.ChainID(), f.offers.Address(), f.fee)
	if f.lends.before != nil {
		fmt.Fprintf(out, "the contract may take %s of yours, and is approved %s in all until this is done\n", money(f.lends.before), money(f.pays))
	} else if f.pays.Sign() > 0 {
		fmt.Fprintf(out, "what is taken of yours comes out of what you approved for your own offers: so much less is left for them\n")
	}
	if f.lends.consent {
		fmt.Fprintln(out, "the contract is made an operator of your positions until this is done, to give you that of the provider")
	}
}

// filledJSON is what was taken, or would be, as --json prints it.
type filledJSON struct {
	Offer    common.Hash     `json:"offer"`
	ChainID  string          `json:"chainId"`
	Offers   common.Address  `json:"offers"`
	Side     string          `json:"side"`
	Forward  common.Hash     `json:"forward"`
	Buyer    common.Address  `json:"buyer"`
	Provider *common.Address `json:"provider,omitempty"`
	Quantity string          `json:"quantity"`
	Token    common.Address  `json:"token"`
	Price    string          `json:"price"` // in the token's smallest unit
	Bond     string          `json:"bond"`
	AcceptBy instant         `json:"acceptBy,omitempty"`
	Start    instant         `json:"start"`
	End      instant         `json:"end"`
	SettleBy instant         `json:"settleBy"`
	Params   json.RawMessage `json:"params,omitempty"` // as the predicate's plugin reads them
	Left     string          `json:"left"`
	Tx       *common.Hash    `json:"tx,omitempty"` // not of a dry run
}

func (f *filling) describe(forward chain.Forward, left *big.Int) filledJSON {
	t := forward.Terms
	described := filledJSON{
		Offer: f.hash, Side: f.signed.Side.String(), Forward: forward.ID, Buyer: forward.Buyer, Quantity: t.Quantity.String(), Token: t.Token,
		Price: t.Price.String(), Bond: t.Bond.String(), AcceptBy: instant(t.AcceptBy), Start: instant(t.Start), End: instant(t.End), SettleBy: instant(t.SettleBy), Left: left.String(), Provider: orNil(t.Provider),
		ChainID: f.client.ChainID().String(), Offers: f.offers.Address(), Params: f.params.JSON,
	}
	if f.signed.Side == offer.Bid && f.signed.Assigned() {
		described.Provider = &f.fill.Holder
	}
	return described
}

// printDry prints what would be opened in a block like the one that was looked at.
func (f *filling) printDry(ctx context.Context, c *cli.Context) error {
	forward, err := f.offers.Forward(f.part)
	if err != nil {
		return err
	}
	described := f.describe(forward, f.signed.Left(f.part.After))
	if c.Bool("json") {
		return printJSON(c.App.Writer, described)
	}
	fmt.Fprintln(c.App.Writer, "nothing was sent; as the chain stands, this would be opened:")
	return f.printFilled(ctx, c, described, f.part.Terms)
}

func (f *filling) printFilled(ctx context.Context, c *cli.Context, d filledJSON, t statement.Terms) error {
	money, quantity := f.money(ctx, t.Token), measureOfOffer(f.signed)
	rows := [][2]string{
		{"forward", d.Forward.Hex()}, {"of " + d.Side, d.Offer.Hex()}, {"buyer", d.Buyer.Hex()},
		{"price", money(t.Price) + " for a quantity of " + quantity.number(t.Quantity)},
	}
	if d.Provider != nil {
		rows = append(rows, [2]string{"provider", d.Provider.Hex()}, [2]string{"bond", money(t.Bond)})
	}
	if f.signed.Review != 0 {
		rows = append(rows, [2]string{"accept by", tell(t.AcceptBy)})
	}
	rows = append(rows, [2]string{"start", tell(t.Start)}, [2]string{"end", tell(t.End)}, [2]string{"settle by", tell(t.SettleBy)})
	rows = append(rows, [2]string{"left of the " + d.Side, quantity.part(decimal(d.Left), f.signed.Terms.Quantity)})
	if d.Tx != nil {
		rows = append(rows, [2]string{"transaction", d.Tx.Hex()})
	}
	return printRows(c.App.Writer, rows)
}
