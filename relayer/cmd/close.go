package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func closeCommand() *cli.Command {
	return &cli.Command{
		Name:      "close",
		Usage:     "end an accepted forward at once, with both sides' consent",
		ArgsUsage: "ID",
		Description: "What is left of price and bond is shared: --to-buyer goes to the buyer's position, the rest to the provider's. Who\n" +
			"holds both sends it alone. Else one side runs it with --sign-only and gives what that prints to the other, who runs it\n" +
			"with --consent. A consent is good for this forward, this split, its deadline, and as long as nothing more is\n" +
			"delivered and no position changes hands.",
		Flags: chainFlags(accountFlag(), passwordFlag(), dryRunFlag(),
			&cli.StringFlag{Name: "to-buyer", Usage: "`AMOUNT` for the buyer's side, such as 0.001 (required)"},
			&cli.StringFlag{Name: "deadline", Value: "+1d", Usage: "`TIME` until which the consent is good; with --consent, the one that was signed"},
			&cli.BoolFlag{Name: "sign-only", Usage: "send nothing; print a consent for the other side, as JSON"},
			&cli.StringSliceFlag{Name: "consent", TakesFile: true, Usage: "`FILE` with the other side's consent; may be given twice by somebody who is neither side"},
		),
		Action: closeForward,
	}
}

// consentJSON is one side's consent to a split.
type consentJSON struct {
	Forward   common.Hash    `json:"forward"`
	ChainID   uint64         `json:"chainId"`
	Escrow    common.Address `json:"escrow"`
	Holder    common.Address `json:"holder"`
	Buyer     common.Address `json:"buyer"` // who holds the positions
	Provider  common.Address `json:"provider"`
	Delivered string         `json:"delivered"`
	ToBuyer   string         `json:"toBuyer"` // in the token's smallest unit
	Deadline  uint64         `json:"deadline"`
	Signature hexutil.Bytes  `json:"signature"`
}

func closeForward(c *cli.Context) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		signer, err := l.signer(c)
		if err != nil {
			return err
		}
		split, err := l.split(c, forward)
		if err != nil {
			return err
		}
		state := split.State
		l.tellSplit(ctx, c, split)
		if c.Bool("sign-only") {
			return l.signSplit(c, signer, split)
		}
		signatures, err := l.consents(c, &split)
		if err != nil {
			return err
		}
		for side, holder := range map[string]common.Address{"buyer": state.Buyer, "provider": state.Provider} {
			if holder != signer.Address() && signatures[holder] == nil {
				return fmt.Errorf("close forward %s: %s holds the %s's position and did not consent: have them run this with --sign-only, and pass "+
					"what it prints with --consent", forward.ID, holder, side)
			}
		}
		call, err := l.escrow.CloseCall(split, signatures[state.Buyer], signatures[state.Provider])
		if err != nil {
			return err
		}
		receipt, err := l.send(ctx, c, chain.NewSender(l.client, signer, chain.Fees{}), call)
		if err != nil {
			return err
		}
		return tellSent(c, struct {
			Forward common.Hash `json:"forward"`
			ToBuyer string      `json:"toBuyer"`
			Tx      common.Hash `json:"tx"`
		}{forward.ID, split.ToBuyer.String(), receipt.TxHash}, receipt.TxHash, "closed forward %s", forward.ID)
	})
}

// split is what the flags say should be shared how, of a forward that can be closed.
func (l *ledger) split(c *cli.Context, forward chain.Forward) (chain.Split, error) {
	state, err := l.escrow.StateOf(c.Context, l.head, forward.ID)
	if err != nil {
		return chain.Split{}, err
	}
	status, err := l.escrow.StatusOf(c.Context, l.head, forward)
	if err != nil {
		return chain.Split{}, err
	}
	if status.Cold() || state.Provider == (common.Address{}) {
		return chain.Split{}, fmt.Errorf("close forward %s: it is %s, and only what was accepted and has not ended can be closed", forward.ID, status)
	}
	if c.String("to-buyer") == "" {
		return chain.Split{}, usageError(errors.New("say what the buyer's side gets: --to-buyer AMOUNT; the rest of price and bond goes to the provider's"))
	}
	decimals, err := l.decimals(c, forward.Terms.Token)
	if err != nil {
		return chain.Split{}, err
	}
	toBuyer, err := parseAmount(c.String("to-buyer"), decimals)
	if err != nil {
		return chain.Split{}, usageError(fmt.Errorf("--to-buyer: %w", err))
	}
	deadline, err := readMoment(c, "deadline", l.head)
	if err != nil {
		return chain.Split{}, usageError(err)
	}
	if held := forward.Held(state.Delivered); toBuyer.Cmp(held) > 0 {
		money := l.money(c.Context, forward.Terms.Token)
		return chain.Split{}, usageError(fmt.Errorf("--to-buyer: %s is more than the %s left of price and bond", money(toBuyer), money(held)))
	}
	return chain.Split{Forward: forward, State: state, ToBuyer: toBuyer, Deadline: deadline}, nil
}

// tellSplit says before anything is signed who gets what.
func (l *ledger) tellSplit(ctx context.Context, c *cli.Context, split chain.Split) {
	money := l.money(ctx, split.Forward.Terms.Token)
	rest := new(big.Int).Sub(split.Forward.Held(split.State.Delivered), split.ToBuyer)
	fmt.Fprintf(c.App.ErrWriter, "after %s: %s to the buyer's position (%s), %s to the provider's (%s)\n",
		measureOf(split.Forward).part(split.State.Delivered, split.Forward.Terms.Quantity), money(split.ToBuyer), split.State.Buyer, money(rest), split.State.Provider)
}

func (l *ledger) signSplit(c *cli.Context, signer *chain.Signer, split chain.Split) error {
	state := split.State
	if signer.Address() != state.Buyer && signer.Address() != state.Provider {
		return fmt.Errorf("close forward %s: %s holds neither position (buyer %s, provider %s), so its consent is good for nothing",
			split.Forward.ID, signer.Address(), state.Buyer, state.Provider)
	}
	if len(c.StringSlice("consent")) > 0 {
		return usageError(errors.New("--sign-only makes a consent and --consent uses one: give one of them"))
	}
	if c.Bool("dry-run") { // a signature that is printed is as good as given
		fmt.Fprintf(c.App.Writer, "%s would consent to this until %s; nothing was signed\n", signer.Address(), tell(split.Deadline))
		return nil
	}
	signature, err := signer.Consent(l.escrow, split)
	if err != nil {
		return err
	}
	return printJSON(c.App.Writer, consentJSON{
		Forward: split.Forward.ID, ChainID: l.client.ChainID().Uint64(), Escrow: l.escrow.Address(), Holder: signer.Address(),
		Buyer: state.Buyer, Provider: state.Provider, Delivered: state.Delivered.String(), ToBuyer: split.ToBuyer.String(), Deadline: split.Deadline, Signature: signature,
	})
}

// consents reads the others' consents. What they signed must be what the flags say: nobody agrees to a file unread.
func (l *ledger) consents(c *cli.Context, split *chain.Split) (map[common.Address][]byte, error) {
	signatures, state := map[common.Address][]byte{}, split.State
	for i, path := range c.StringSlice("consent") {
		text, err := readInput(c.App.Reader, path)
		if err != nil {
			return nil, fmt.Errorf("--consent: %w", err)
		}
		var consent consentJSON
		if err := json.Unmarshal(text, &consent); err != nil {
			return nil, fmt.Errorf("--consent %s: it is not what --sign-only prints: %w", path, err)
		}
		if i == 0 && !c.IsSet("deadline") {
			split.Deadline = consent.Deadline
		}
		var fault string
		switch {
		case consent.Forward != split.Forward.ID || consent.ChainID != l.client.ChainID().Uint64() || consent.Escrow != l.escrow.Address():
			fault = fmt.Sprintf("it is for forward %s of escrow %s on chain %d", consent.Forward, consent.Escrow, consent.ChainID)
		case consent.Delivered != state.Delivered.String():
			fault = fmt.Sprintf("it was given after %q units, and by now there are %s: it has to be given anew", consent.Delivered, state.Delivered)
		case consent.ToBuyer != split.ToBuyer.String():
			fault = fmt.Sprintf("it gives the buyer's side %q of the token's smallest unit, and --to-buyer says %s", consent.ToBuyer, split.ToBuyer)
		case consent.Deadline != split.Deadline || consent.Deadline < l.head.Time:
			fault = fmt.Sprintf("it is good until %s, the others until %s, and it is %s", tell(consent.Deadline), tell(split.Deadline), tell(l.head.Time))
		case consent.Buyer != state.Buyer || consent.Provider != state.Provider:
			fault = "a position has changed hands since it was given: it has to be given anew"
		case consent.Holder != state.Buyer && consent.Holder != state.Provider:
			fault = fmt.Sprintf("it is of %s, who holds neither position", consent.Holder)
		}
		if fault != "" {
			return nil, fmt.Errorf("--consent %s: %s", path, fault)
		}
		signatures[consent.Holder] = consent.Signature
	}
	return signatures, nil
}
