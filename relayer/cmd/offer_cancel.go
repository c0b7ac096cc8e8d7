package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func cancelOfferCommand() *cli.Command {
	return &cli.Command{
		Name:      "cancel",
		Usage:     "call off an offer that you signed, or all with some nonces",
		ArgsUsage: "[FILE]",
		Description: "What was taken already stays. Nonces are cancelled for offers not yet made as well: those that `bid` and `ask` choose lie in\n" +
			"words of 256, and --all cancels all of them up to the one that they are in now, in a transaction for each. Examples:\n\n" +
			"   tercet offer cancel bid.json --key-file buyer.key\n" +
			"   tercet offer cancel --all --key-file buyer.key",
		Flags: chainFlags(accountFlag(), passwordFlag(), dryRunFlag(), offersFlag(),
			&cli.BoolFlag{Name: "all", Usage: "all offers whose nonce was not named with --nonce, and all with a lower one than theirs"},
			&cli.StringFlag{Name: "below", Usage: "all offers with a nonce below `NUMBER`, one transaction for each 256 that are not cancelled yet"},
			&cli.StringFlag{Name: "nonce", Usage: "all offers with this `NUMBER`"}),
		Action: cancelOffer,
	}
}

func cancelOffer(c *cli.Context) error {
	ways := 0
	for _, given := range []bool{c.Args().Present(), c.Bool("all"), c.String("below") != "", c.String("nonce") != ""} {
		if given {
			ways++
		}
	}
	if ways != 1 {
		return usageError(errors.New("say what to cancel, in one way: FILE, --all, --below NUMBER, or --nonce NUMBER"))
	}
	if c.Args().Present() {
		return withOffer(c, func(ctx context.Context, l *ledger, o offers, s offer.Signed) error {
			sender, err := l.sender(c)
			if err != nil {
				return err
			}
			return l.cancelOne(ctx, c, o, sender, s)
		})
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		o, err := l.offers(c)
		if err != nil {
			return err
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		return l.cancelNonces(ctx, c, o, sender)
	})
}

// cancelOne calls off the offer of a file.
func (l *ledger) cancelOne(ctx context.Context, c *cli.Context, o offers, sender *chain.Sender, s offer.Signed) error {
	hash, err := s.Hash()
	if err != nil {
		return err
	}
	fail := func(err error) error { return fmt.Errorf("cancel %s %s: %w; nothing was sent", s.Side, hash, err) }
	if s.Contract != o.Address() || s.ChainID.Cmp(l.client.ChainID()) != 0 {
		return fail(fmt.Errorf("it is for the offers at %s on chain %s, and these are at %s on chain %s", s.Contract, s.ChainID, o.Address(), l.client.ChainID()))
	}
	if s.Maker() != sender.Address() {
		return fail(fmt.Errorf("only its maker %s can, and the key is that of %s", s.Maker(), sender.Address()))
	}
	taken, err := o.TakenOf(ctx, l.head, s.Offer)
	if err != nil {
		return err
	}
	if taken.Cancelled {
		return fail(errors.New("it has been cancelled, by itself or by its nonce"))
	}
	call, err := o.CancelCall(s.Offer)
	if err != nil {
		return err
	}
	quantity := measureOfOffer(s)
	if c.Bool("dry-run") {
		fmt.Fprintf(c.App.ErrWriter, "%s of %s %s could not be taken any more\n", quantity.part(s.Left(taken), s.Terms.Quantity), s.Side, hash)
	}
	receipt, err := l.send(ctx, c, sender, call)
	if err != nil {
		return err
	}
	before := taken
	at, err := l.client.Block(ctx, receipt.BlockNumber.Uint64()) // somebody may have been quicker
	if err == nil {
		taken, err = o.TakenOf(ctx, at, s.Offer)
	}
	if err != nil {
		return fmt.Errorf("cancelled %s %s in transaction %s, but how much of it was taken before is not known: %w", s.Side, hash, receipt.TxHash, err)
	}
	quicker := new(big.Int).Sub(taken.Filled, before.Filled)
	if c.Bool("json") {
		err = printJSON(c.App.Writer, struct {
			Offer common.Hash `json:"offer"`
			Left  string      `json:"left"` // that nobody can take any more
			Late  string      `json:"late"` // that was taken while it was being cancelled
			Tx    common.Hash `json:"tx"`
		}{hash, s.Left(taken).String(), quicker.String(), receipt.TxHash})
	} else {
		if quicker.Sign() > 0 {
			fmt.Fprintf(c.App.Writer, "%s WERE TAKEN BEFORE IT WAS CANCELLED; `tercet offer list` has their forwards\n", strings.ToUpper(quantity.units(quicker)))
		}
		fmt.Fprintf(c.App.Writer, "cancelled %s %s\n%s were not taken\ntransaction %s\n", s.Side, hash, quantity.part(s.Left(taken), s.Terms.Quantity), receipt.TxHash)
	}
	if err == nil && quicker.Sign() > 0 {
		return &exitError{status: exitFailed}
	}
	if err == nil && !c.Bool("json") {
		err = l.tellAllowed(ctx, c, at, o, s)
	}
	return err
}

// tellAllowed says what stays approved: that is for the other offers of the account, and can be taken back.
func (l *ledger) tellAllowed(ctx context.Context, c *cli.Context, at chain.Head, o offers, s offer.Signed) error {
	allowed, err := o.Allowed(ctx, at, s)
	if err != nil || allowed.Sign() == 0 {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "your other offers may still take %s; `tercet offer approve FILE --allowance 0` takes that back\n",
		l.amounts(ctx, s.Terms.Token)(allowed))
	return nil
}

// cancelNonces calls off whole ranges.
func (l *ledger) cancelNonces(ctx context.Context, c *cli.Context, o offers, sender *chain.Sender) error {
	masks, err := l.masks(ctx, c, o, sender.Address())
	if err != nil {
		return err
	}
	type sent struct {
		Word string      `json:"word"`
		Mask common.Hash `json:"mask"`
		Tx   common.Hash `json:"tx"`
	}
	calls := make([]chain.Call, len(masks))
	for i, m := range masks {
		if calls[i], err = o.CancelNoncesCall(m.word, m.mask); err != nil {
			return err
		}
	}
	if c.Bool("dry-run") { // all of them at once
		_, err := l.send(ctx, c, sender, calls...)
		return err
	}
	list := []sent{}
	for i, m := range masks {
		receipt, err := l.send(ctx, c, sender, calls[i])
		if err != nil {
			return fmt.Errorf("%w; of %d transactions %d were mined before, for the words below %s", err, len(masks), len(list), m.word)
		}
		list = append(list, sent{m.word.String(), common.BigToHash(m.mask), receipt.TxHash})
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, list)
	}
	if len(list) == 0 {
		fmt.Fprintln(c.App.Writer, "all of these were cancelled before; nothing was sent")
	}
	for i, m := range masks {
		fmt.Fprintf(c.App.Writer, "cancelled %d nonces of those from %s to %s\ntransaction %s\n", ones(m.mask), new(big.Int).Lsh(m.word, 8),
			new(big.Int).Add(new(big.Int).Lsh(m.word, 8), big.NewInt(255)), list[i].Tx)
	}
	return nil
}

// mask is which nonces of a word are to be cancelled.
type mask struct{ word, mask *big.Int }

// mostWords is how many words --below cancels at once: each is a transaction.
const mostWords = 64

// masks are the nonces that the flags name and that are not cancelled yet.
func (l *ledger) masks(ctx context.Context, c *cli.Context, o offers, maker common.Address) ([]mask, error) {
	one := big.NewInt(1)
	whole := new(big.Int).Sub(new(big.Int).Lsh(one, 256), one)
	var wanted []mask
	switch {
	case c.String("nonce") != "":
		nonce, err := parseNonce("--nonce", c.String("nonce"))
		if err != nil {
			return nil, err
		}
		wanted = []mask{{new(big.Int).Rsh(nonce, 8), new(big.Int).Lsh(one, uint(new(big.Int).And(nonce, big.NewInt(0xff)).Uint64()))}}
	default:
		below, err := l.below(ctx, c, o, maker)
		if err != nil {
			return nil, err
		}
		for word := range below.words {
			wanted = append(wanted, mask{new(big.Int).SetUint64(word), whole})
		}
		if below.rest > 0 {
			wanted = append(wanted, mask{new(big.Int).SetUint64(below.words), new(big.Int).Sub(new(big.Int).Lsh(one, below.rest), one)})
		}
	}
	var left []mask
	for _, m := range wanted {
		gone, err := o.CancelledNonces(ctx, l.head, maker, m.word)
		if err != nil {
			return nil, err
		}
		if m.mask = new(big.Int).AndNot(m.mask, gone); m.mask.Sign() > 0 {
			left = append(left, m)
		}
	}
	if len(left) > mostWords {
		return nil, usageError(fmt.Errorf("--below: %d transactions would be needed, and %d are sent at most; cancel offers by their files", len(left), mostWords))
	}
	return left, nil
}

// span is so many whole words, and a rest of the next.
type span struct {
	words uint64
	rest  uint
}

// below is what --below and --all mean.
func (l *ledger) below(ctx context.Context, c *cli.Context, o offers, maker common.Address) (span, error) {
	if text := c.String("below"); text != "" {
		nonce, err := parseNonce("--below", text)
		if err != nil {
			return span{}, err
		}
		if nonce.BitLen() > 20 { // each word is asked for
			return span{}, usageError(fmt.Errorf("--below: %s is more than 2^20-1; cancel offers with such nonces by their files, or with --nonce", text))
		}
		return span{nonce.Uint64() >> 8, uint(nonce.Uint64() & 0xff)}, nil
	}
	word, err := o.LastWord(ctx, l.head, maker, o.permit2)
	return span{words: word + 1}, err
}

func parseNonce(flag, text string) (*big.Int, error) {
	nonce, ok := new(big.Int).SetString(text, 10)
	if !ok || nonce.Sign() < 0 || nonce.BitLen() > 256 {
		return nil, usageError(fmt.Errorf("%s: %q is not a whole number from 0 to 2^256-1", flag, text))
	}
	return nonce, nil
}

func ones(mask *big.Int) (count int) {
	for i := range mask.BitLen() {
		count += int(mask.Bit(i))
	}
	return count
}
