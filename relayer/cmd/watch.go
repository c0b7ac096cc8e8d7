package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func watchCommand() *cli.Command {
	return &cli.Command{
		Name:      "watch",
		Usage:     "follow one forward until it is settled, or ends otherwise",
		ArgsUsage: "ID",
		Description: "Prints what is so now, and then each change: status, positions, settlements; with --json one object a line, as `tercet forward show`\n" +
			"has it. Exits with 0 once it is settled, and with 1 once it ended otherwise, with 2 where that cannot be\n" +
			"said. What it tells may still be reorganised away.\n\n" +
			"   tercet forward watch 0x12…",
		Flags:  chainFlags(&cli.DurationFlag{Name: "every", Value: 2 * time.Second, Usage: "how often to look: `TIME`, from 100ms to an hour"}),
		Action: judges(watchForward, errEnded),
	}
}

// errEnded is the end of a forward that was not delivered in full.
var errEnded = errors.New("it was not delivered in full")

func watchForward(c *cli.Context) error {
	every := c.Duration("every")
	if every < 100*time.Millisecond || every > time.Hour {
		return usageError(fmt.Errorf("--every: %s is not between 100ms and 1h", every))
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		looks := time.NewTicker(every)
		defer looks.Stop()
		var last forwardJSON
		for {
			now, err := l.look(ctx, forward)
			switch {
			case ctx.Err() != nil:
				return fmt.Errorf("watch forward %s: interrupted; it was %s", forward.ID, last.Status)
			case err != nil:
				fmt.Fprintf(c.App.ErrWriter, "%v; it is tried again\n", err)
			case !reflect.DeepEqual(now, last):
				if err := l.tellChange(ctx, c, forward, last, now); err != nil {
					return err
				}
				last = now
			}
			switch {
			case err == nil && now.Status == chain.StatusSettled:
				return nil
			case err == nil && now.Status.Cold():
				return fmt.Errorf("forward %s is %s: %w", forward.ID, now.Status, errEnded)
			}
			select {
			case <-ctx.Done():
			case <-looks.C:
			}
		}
	})
}

// look is how a forward stands at the latest block.
func (l *ledger) look(ctx context.Context, forward chain.Forward) (forwardJSON, error) {
	head, err := l.client.Head(ctx)
	if err != nil {
		return forwardJSON{}, err
	}
	l.head = head
	return l.described(ctx, forward)
}

// described is a forward with all that came of it.
func (l *ledger) described(ctx context.Context, forward chain.Forward) (forwardJSON, error) {
	status, err := l.escrow.StatusOf(ctx, l.head, forward)
	if err != nil {
		return forwardJSON{}, err
	}
	state, err := l.escrow.StateOf(ctx, l.head, forward.ID)
	if err != nil {
		return forwardJSON{}, err
	}
	described := describe(forward, status, state)
	return described, l.story(ctx, forward, &described)
}

// tellChange tells what is so now and was not before, all of it at first.
func (l *ledger) tellChange(ctx context.Context, c *cli.Context, forward chain.Forward, before, now forwardJSON) error {
	if c.Bool("json") {
		return printJSONLine(c.App.Writer, now)
	}
	say := func(format string, args ...any) {
		fmt.Fprintf(c.App.Writer, "%s  block %d  %s\n", tell(l.head.Time), l.head.Number, fmt.Sprintf(format, args...))
	}
	money := l.money(ctx, forward.Terms.Token)
	if now.Status != before.Status {
		say("%s", now.Status)
	}
	if now.Holder != before.Holder {
		say("the buyer's position is held by %s", now.Holder)
	}
	if now.Provider != nil && (before.Provider == nil || *now.Provider != *before.Provider) {
		say("the provider's position is held by %s", now.Provider)
	}
	if len(now.Settlements) < len(before.Settlements) {
		say("a settlement was reorganised away: there are %d", len(now.Settlements))
	}
	for i, s := range now.Settlements {
		if i < len(before.Settlements) && s.Settled == before.Settlements[i].Settled {
			continue
		}
		paid, _ := new(big.Int).SetString(s.Paid, 10)
		amount, _ := new(big.Int).SetString(s.Amount, 10)
		say("%s paid to %s for %s, in block %d, transaction %s", money(paid), s.Recipient, measureOf(forward).units(amount), s.Settled.Block, s.Settled.Tx)
	}
	if e := now.Ending; e != nil && before.Ending == nil {
		toBuyer, _ := new(big.Int).SetString(e.ToBuyer, 10)
		say("%s went back to %s, transaction %s", money(toBuyer), e.Buyer, e.Ended.Tx)
	}
	return nil
}
