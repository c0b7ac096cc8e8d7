package cmd

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func showOfferCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "show a signed offer, how much of it is left, and whether that can be taken now",
		ArgsUsage: "FILE",
		Description: "Reads the file, checks the signature, and asks the chain what was taken, cancelled, and whether its maker has the money\n" +
			"and lets it be taken. What its parameters say `tercet offer fill --dry-run` tells. Example:\n\n   tercet offer show bid.json",
		Flags:  chainFlags(offersFlag()),
		Action: showOffer,
	}
}

func showOffer(c *cli.Context) error {
	return withOffer(c, func(ctx context.Context, l *ledger, o offers, s offer.Signed) error { return l.showOffer(ctx, c, o, s) })
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
	Unjudged  string          `json:"unjudged,omitempty"` // why nobody knows whether it can be taken
	Quantity  string          `json:"quantity"`
	Left      string          `json:"left"`
	MinFill   string          `json:"minFill"`
	Cancelled bool            `json:"cancelled"`
	Token     common.Address  `json:"token"`
	Price     string          `json:"price"`               // of the total, in the token's smallest unit
	LastPrice string          `json:"lastPrice,omitempty"` // with a ramp
	Now       string          `json:"now,omitempty"`       // what all that is left costs
	Bond      string          `json:"bond"`
	Expiry    instant         `json:"expiry"`
	Nonce     string          `json:"nonce"`
	Predicate common.Address  `json:"predicate"`
	Unit      common.Hash     `json:"unit"`
	TaskHash  common.Hash     `json:"taskHash"` // zero where the buyer brings the task
	AcceptBy  instant         `json:"acceptBy,omitempty"`
	Start     instant         `json:"start"`
	End       instant         `json:"end"`
	SettleBy  instant         `json:"settleBy"`
	Beacon    uint64          `json:"beaconBlock,omitempty"`
	Review    uint64          `json:"review,omitempty"` // seconds
}

func describeOffer(s offer.Signed, j chain.Judgement) (offerJSON, error) {
	hash, err := s.Hash()
	if err != nil {
		return offerJSON{}, err
	}
	described := offerJSON{
		Offer: hash, Side: s.Side.String(), Maker: s.Maker(), ChainID: s.ChainID.String(), Offers: s.Contract, Permit2: orNil(s.Permit2),
		Takeable: len(j.Faults) == 0, Quantity: s.Terms.Quantity.String(), Left: s.Left(j.Taken).String(), MinFill: s.MinFill.String(),
		Cancelled: j.Taken.Cancelled, Token: s.Terms.Token, Price: s.Terms.Price.String(), Bond: s.Terms.Bond.String(), Expiry: instant(s.Expiry), Nonce: s.Nonce.String(),
		Predicate: s.Terms.Predicate, Unit: s.Terms.Unit, TaskHash: s.Terms.TaskHash, AcceptBy: instant(s.Terms.AcceptBy),
		Start: instant(s.Terms.Start), End: instant(s.Terms.End), SettleBy: instant(s.Terms.SettleBy), Beacon: s.Terms.BeaconBlock, Review: s.Review,
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
	j, err := o.JudgeRest(ctx, l.head, s, o.permit2)
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
	money, quantity := l.money(ctx, s.Terms.Token), measureOfOffer(s)
	t := s.Terms
	rows := [][2]string{
		{d.Side, d.Offer.Hex()}, {"for", "chain " + d.ChainID + ", contract " + d.Offers.Hex()}, {map[offer.Side]string{offer.Bid: "buyer", offer.Ask: "provider"}[s.Side], s.Maker().Hex()},
	}
	if d.Takeable {
		rows = append(rows, [2]string{"now", "it can be taken: " + money(j.Part.Terms.Price) + " for all that is left"})
	}
	for i, reason := range d.Reasons {
		rows = append(rows, [2]string{map[bool]string{true: "now"}[i == 0], "it cannot be taken: " + reason})
	}
	rows = append(rows,
		[2]string{"left", quantity.part(s.Left(j.Taken), t.Quantity) + ", " + inParts(s)},
		[2]string{"price", money(t.Price) + " for a quantity of " + quantity.number(t.Quantity)},
		[2]string{"token", l.tokenName(t.Token)})
	if s.RampEnd != 0 {
		rows = append(rows, [2]string{"", fmt.Sprintf("moving from %s on to %s at %s", tell(s.RampStart), money(s.LastPrice), tell(s.RampEnd))})
	}
	if s.Assigned() {
		rows = append(rows, [2]string{"bond", money(t.Bond)})
	} else {
		rows = append(rows, [2]string{"kind", "open: anybody delivers what it opens, without a bond"})
	}
	rows = append(rows, [][2]string{
		{"expires", tell(s.Expiry)}, {"nonce", d.Nonce}, {"predicate", l.predicateName(t.Predicate)}, {"unit", t.Unit.Hex()},
	}...)
	switch {
	case s.Review != 0:
		rows = append(rows, [2]string{"accept by", fmt.Sprintf("%d seconds after it is taken, with the task that the buyer brings", s.Review)})
	case t.AcceptBy != 0:
		rows = append(rows, [2]string{"accept by", tell(t.AcceptBy) + ", which taking it does at once"})
	}
	if s.Side == offer.Bid && t.Provider != (common.Address{}) {
		rows = append(rows, [2]string{"only for", t.Provider.Hex()})
	}
	if t.BeaconBlock != 0 {
		rows = append(rows, [2]string{"beacon", fmt.Sprintf("the hash of block %d", t.BeaconBlock)})
	}
	rows = append(rows, [][2]string{{"start", tell(t.Start)}, {"end", tell(t.End)}, {"settle by", tell(t.SettleBy)}}...)
	if s.Side == offer.Bid {
		sealed := "nobody: everybody can read the output"
		if key := (statement.PublicKey{X: t.SealX, Y: t.SealY}); !key.IsZero() {
			sealed = key.String()
		}
		rows = append(rows, [2]string{"sealed to", sealed}, [2]string{"task hash", t.TaskHash.Hex()}, [2]string{"task", offeredTask(s)})
	} else if s.Review == 0 {
		rows = append(rows, [2]string{"task hash", t.TaskHash.Hex()})
	}
	if s.Permit2 != (common.Address{}) {
		rows = append(rows, [2]string{"paid through", "Permit2 at " + s.Permit2.Hex() + ", as a whole"})
	}
	return printRows(out, rows)
}

// inParts says how an offer can be taken.
func inParts(s offer.Signed) string {
	if s.MinFill.Cmp(s.Terms.Quantity) < 0 {
		return "in parts of " + measureOfOffer(s).number(s.MinFill) + " or more"
	}
	return "as a whole"
}

// offeredTask is a bid's task as far as it is shown, and whether it is what the hash is of: it may say where the task is, or anything.
func offeredTask(s offer.Signed) string {
	text := taskText(s.Task)
	if envelope.Is(s.Task) {
		return text
	}
	if len(s.Task) > len(text) {
		text += fmt.Sprintf(" (%d bytes in all)", len(s.Task))
	}
	if crypto.Keccak256Hash(s.Task) != s.Terms.TaskHash {
		text += " (THE HASH IS OF SOMETHING ELSE: this is no more than where it may be found)"
	}
	return text
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
