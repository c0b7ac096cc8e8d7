package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

func acceptCommand() *cli.Command {
	return &cli.Command{
		Name:      "accept",
		Usage:     "take on an assigned forward: stake its bond and become its provider",
		ArgsUsage: "ID",
		Description: "Checks what `tercet run` checks before it works on something (predicate code, key, parameters, task), approves\n" +
			"the token and stakes the bond. It comes back with the last unit delivered before settle-by; of what is missing then\n" +
			"the buyer gets its share. Deliver with `tercet run` and the same key.",
		Flags: append(signingFlags(), dryRunFlag(),
			&cli.StringFlag{Name: "plugin", Usage: "`NAME` of the plugin that reads the parameters (default: the one that goes with the predicate's key)"},
			tasksFlag(), taskKeyFlag(),
			&cli.StringFlag{Name: "holder", Usage: "`ADDRESS` that gets the provider's position and made the account its operator (default: the account of --key-file)"}),
		Action: acceptForward,
	}
}

func acceptForward(c *cli.Context) error {
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		holder := sender.Address()
		if text := c.String("holder"); text != "" {
			if holder, err = parseAddress("--holder", text); err != nil {
				return usageError(err)
			}
		}
		tasks, err := l.tasks(c)
		if err != nil {
			return usageError(err)
		}
		if err := l.acceptable(ctx, k, c.String("plugin"), tasks, forward, holder); err != nil {
			return fmt.Errorf("accept forward %s: %w; nothing was sent", forward.ID, err)
		}
		money := l.money(ctx, forward.Terms.Token)
		fmt.Fprintf(c.App.ErrWriter, "the bond of %s is staked on %s being delivered between %s and %s; what is missing then "+
			"goes to the buyer in proportion\n", money(forward.Terms.Bond), measureOf(forward).units(forward.Terms.Quantity), tell(forward.Terms.Start), tell(forward.Terms.SettleBy))
		calls, err := l.pay(ctx, c, sender, forward.Terms.Token, forward.Terms.Bond, "accept a forward", "bond")
		if err != nil {
			return err
		}
		call, err := l.escrow.AcceptCall(forward, holder)
		if err != nil {
			return err
		}
		receipt, err := l.send(ctx, c, sender, append(calls, call)...)
		if err != nil {
			return err
		}
		return tellSent(c, struct {
			Forward  common.Hash    `json:"forward"`
			Provider common.Address `json:"provider"`
			Bond     string         `json:"bond"`
			Tx       common.Hash    `json:"tx"`
		}{forward.ID, holder, forward.Terms.Bond.String(), receipt.TxHash}, receipt.TxHash,
			"accepted forward %s for %s\nbond %s", forward.ID, holder, money(forward.Terms.Bond))
	})
}

// acceptable refuses whatever would lose the bond for certain: what cannot be accepted, and what cannot be delivered.
func (l *ledger) acceptable(ctx context.Context, k known, plugin string, tasks delivery.Tasks, forward chain.Forward, holder common.Address) error {
	status, err := l.escrow.StatusOf(ctx, l.head, forward)
	if err != nil {
		return err
	}
	named := forward.Terms.Provider
	switch {
	case !forward.Assigned():
		return errors.New("it is an open forward: anybody delivers it, and `tercet run` takes it by itself")
	case len(forward.Params)+len(forward.Task) > chain.MaxTask:
		return fmt.Errorf("its opening has %d bytes of parameters and task, and of more than %d no relayer reads it", len(forward.Params)+len(forward.Task), chain.MaxTask)
	case status != chain.StatusProposed:
		return fmt.Errorf("it is %s; forwards can be accepted while they are proposed", status)
	case named != (common.Address{}) && named != holder:
		return fmt.Errorf("its terms name %s as the provider, and it would be accepted for %s", named, holder)
	}
	_, err = l.judgeable(ctx, k, plugin, tasks, forward)
	return err
}

// errUnknownPredicate is for a predicate whose code or key is not to be trusted here.
var errUnknownPredicate = errors.New("check predicate")

// judgeable refuses a forward whose delivery nobody here could judge, or that says one thing and commits to another. It gives its
// parameters, as the predicate's plugin reads them.
func (l *ledger) judgeable(ctx context.Context, k known, plugin string, tasks delivery.Tasks, forward chain.Forward) (params sdk.Params, err error) {
	keyHash, err := l.trustedKey(ctx, k, forward.Terms.Predicate)
	if err != nil {
		if chain.Answered(err) || errors.Is(err, errUntrusted) {
			return params, fmt.Errorf("%w %s: %w", errUnknownPredicate, forward.Terms.Predicate, err)
		}
		return params, err
	}
	reader, err := k.reader(ctx, plugin, keyHash)
	if err != nil {
		return params, err
	}
	description, err := reader.Describe(ctx)
	if err != nil {
		return params, fmt.Errorf("ask the predicate's plugin what it is: %w", err)
	}
	reason := delivery.CheckRounds(forward.Terms.BeaconBlock, description.Name, description.TwoRounds, l.client.ChainID().Uint64())
	if reason == "" {
		reason = delivery.CheckLimits(forward.Terms, description.Name, description.Limits)
	}
	if reason == "" {
		reason = delivery.CheckSeal(forward.Terms)
	}
	if reason == "" {
		params, _, reason, err = delivery.CheckTerms(ctx, &forward, tasks, description.Name, reader)
	}
	if err == nil && reason != "" {
		err = errors.New(reason)
	}
	return params, err
}
