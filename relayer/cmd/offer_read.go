package cmd

import (
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// madeOffer is what the flags say of an offer.
type madeOffer struct {
	offer.Offer
	warnings []string
	task     []byte // that its maker has to keep; nil for none
}

// readBid reads a buyer's offer from the flags.
func readBid(c *cli.Context, l *ledger, k known, maker common.Address) (madeOffer, error) {
	order, err := newOrder(c, l, k, maker)
	if err != nil {
		return madeOffer{}, err
	}
	if err := order.check(l.head); err != nil {
		return madeOffer{}, usageError(fmt.Errorf("check the terms before anything is signed: %w", err))
	}
	made := offer.Offer{Side: offer.Bid, Terms: order.terms, Params: order.params, Salt: order.salt, Buyer: maker, Task: order.task}
	return madeOffer{Offer: made, warnings: order.warnings}, nil
}

// readAsk reads a provider's offer from the flags.
func readAsk(c *cli.Context, l *ledger, k known, maker common.Address) (madeOffer, error) {
	review := c.Duration("review")
	if review < 0 || review != review.Truncate(1e9) || review == 0 && c.IsSet("review") {
		return madeOffer{}, usageError(fmt.Errorf("--review: %s is not a number of seconds above zero", review))
	}
	o := order{buyer: maker}
	more := func() error {
		o.terms.Provider, o.terms.AcceptBy = maker, o.terms.Start // what it opens is accepted at once, if it is opened before its start
		if text := c.String("beacon"); text != "" {
			var err error
			if o.terms.BeaconBlock, err = readBlock(text, l.head); err != nil {
				return err
			}
		}
		if review == 0 && c.String("tasks") == "" {
			return errors.New("say with --tasks FOLDER where the task is kept, and give the same to `tercet run`: who takes the ask need not bring it, " +
				"and without it your bond is lost; or let the buyer bring it, with --review")
		}
		if review == 0 {
			return o.readTask(c)
		}
		for _, name := range []string{"task", "task-file", "task-uri"} {
			if c.String(name) != "" {
				return fmt.Errorf("--%s does not go with --review: the buyer brings the task", name)
			}
		}
		return nil
	}
	if err := o.read(c, l, k, more); err != nil {
		return madeOffer{}, err
	}
	if o.terms.Start <= l.head.Time {
		return madeOffer{}, usageError(fmt.Errorf("--start: %s has passed, on the chain it is %s; what is taken has to be accepted before it", tell(o.terms.Start), tell(l.head.Time)))
	}
	if err := o.check(l.head); err != nil {
		return madeOffer{}, usageError(fmt.Errorf("check the terms before anything is signed: %w", err))
	}
	made := offer.Offer{Side: offer.Ask, Terms: o.terms, Params: o.params, Salt: o.salt, Review: uint64(review.Seconds())}
	if review != 0 {
		made.Terms.AcceptBy = 0
		return madeOffer{Offer: made}, nil
	}
	kept := fmt.Sprintf("of the task only the hash is signed, and who takes this need not bring it: it is kept in %s, where `tercet run --tasks` has to find it", c.String("tasks"))
	return madeOffer{Offer: made, warnings: []string{kept}, task: o.content}, nil
}

// offerStands is how long an offer can be taken where nobody says.
const offerStands = 24 * time.Hour

// readOffer reads what both sides' offers have beside terms.
func (l *ledger) readOffer(c *cli.Context, o offers, s *offer.Signed, stands time.Duration) error {
	var err error
	if s.Expiry, err = l.readExpiry(c, s.Offer, stands); err != nil {
		return usageError(err)
	}
	s.MinFill = s.Terms.Quantity
	if text := c.String("min-fill"); text != "" {
		quantity, ok := new(big.Int).SetString(text, 10)
		if !ok || quantity.Sign() <= 0 || quantity.Cmp(s.Terms.Quantity) > 0 {
			return usageError(fmt.Errorf("--min-fill: %q is not a whole number from 1 to --quantity", text))
		}
		s.MinFill = quantity
	}
	if err := l.readRamp(c, &s.Offer); err != nil {
		return usageError(err)
	}
	if c.Bool("permit2") {
		if o.permit2 == (common.Address{}) {
			return usageError(errors.New("--permit2: the contract that takes offers knows no Permit2 on this chain"))
		}
		if s.Side == offer.Ask && s.Review != 0 {
			return usageError(errors.New("--permit2 does not go with --review: nothing is moved, and nobody would look at the signature"))
		}
		if s.MinFill.Cmp(s.Terms.Quantity) != 0 {
			return usageError(errors.New("--permit2 does not go with --min-fill: one signed transfer is for the whole"))
		}
		s.Permit2 = o.permit2
	}
	return l.readNonce(c, o, s)
}

// readExpiry is the time from which on nothing can be taken, which is not after that from which on nothing could be opened.
func (l *ledger) readExpiry(c *cli.Context, made offer.Offer, stands time.Duration) (uint64, error) {
	latest := made.Terms.End
	switch {
	case made.Review != 0 && made.Terms.Start < l.head.Time+made.Review:
		return 0, fmt.Errorf("--review: %d seconds from now are after --start (%s): a task must be accepted before that", made.Review, tell(made.Terms.Start))
	case made.Review != 0:
		latest = made.Terms.Start - made.Review
	case made.Terms.AcceptBy != 0:
		latest = made.Terms.AcceptBy
	}
	if made.Side == offer.Ask && made.Review == 0 && made.Terms.BeaconBlock != 0 {
		past, err := l.client.Below(c.Context, l.head, paceBlocks)
		if err != nil {
			return 0, err
		}
		half := halfWay(past, l.head, made.Terms.BeaconBlock)
		expiry, err := readMoment(c, "expires", l.head)
		if c.String("expires") == "" || err == nil && expiry > half {
			return 0, fmt.Errorf("--beacon: whoever takes the ask last leaves you the least time to commit before block %d; say with --expires until when it "+
				"can be taken, and not after %s, half the time to that block at the pace of the last ones", made.Terms.BeaconBlock, tell(half))
		}
	}
	if c.String("expires") == "" {
		return min(latest, l.head.Time+uint64(stands/time.Second)), nil //nolint:gosec // a constant
	}
	expiry, err := readMoment(c, "expires", l.head)
	switch {
	case err != nil:
		return 0, err
	case expiry <= l.head.Time:
		return 0, fmt.Errorf("--expires: %s has passed; on the chain it is %s", tell(expiry), tell(l.head.Time))
	case expiry > latest:
		return 0, fmt.Errorf("--expires: from %s on nothing could be opened, and this is %s", tell(latest), tell(expiry))
	}
	return expiry, nil
}

// paceBlocks are those whose pace says about when a block to come is made.
const paceBlocks = 1000

// halfWay is the time half-way to a block, at the pace from one block to another.
func halfWay(past, head chain.Head, block uint64) uint64 {
	if past.Number >= head.Number {
		return head.Time
	}
	const most = 1 << 24 // blocks: years
	left := min(block-min(block, head.Number), most)
	return head.Time + (head.Time-past.Time)*left/(head.Number-past.Number)/2
}

func (l *ledger) readRamp(c *cli.Context, made *offer.Offer) error {
	made.LastPrice = new(big.Int)
	if c.String("last-price") == "" {
		if c.String("ramp-start") != "" || c.String("ramp-end") != "" {
			return errors.New("--ramp-start and --ramp-end go with --last-price: which price does it move to?")
		}
		return nil
	}
	decimals, err := chain.NewToken(l.client, made.Terms.Token).Decimals(c.Context, l.head)
	if err != nil {
		return err
	}
	if made.LastPrice, err = parseAmount(c.String("last-price"), decimals); err != nil {
		return fmt.Errorf("--last-price: %w", err)
	}
	made.RampStart, made.RampEnd = l.head.Time, made.Expiry
	if c.String("ramp-start") != "" {
		if made.RampStart, err = readMoment(c, "ramp-start", l.head); err != nil {
			return err
		}
	}
	if c.String("ramp-end") != "" {
		if made.RampEnd, err = readMoment(c, "ramp-end", l.head); err != nil {
			return err
		}
	}
	if made.RampStart >= made.RampEnd {
		return fmt.Errorf("--ramp-start (%s) must be before --ramp-end (%s)", tell(made.RampStart), tell(made.RampEnd))
	}
	return nil
}

// readNonce takes the nonce that is asked for, or one of the first word that still has some: one transaction cancels them all.
func (l *ledger) readNonce(c *cli.Context, o offers, s *offer.Signed) error {
	if text := c.String("nonce"); text != "" {
		nonce, err := parseNonce("--nonce", text)
		s.Nonce = nonce
		return err
	}
	nonce, err := o.FreeNonce(c.Context, l.head, s.Maker(), s.Permit2, s.Salt[0]) // the salt is random
	s.Nonce = nonce
	return err
}
