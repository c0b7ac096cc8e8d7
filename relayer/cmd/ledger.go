package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// chainFlags say where the contracts are, for every command that reads or writes the chain.
func chainFlags(more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{
			Name: "deployment", EnvVars: env("deployment"), TakesFile: true,
			Usage: "`FILE` that says where the contracts are, such as `tercet devnet` writes",
		},
		rpcFlag(nil, "by default there is the deployment's, else "+config.Default().RPC[0]),
		&cli.StringFlag{Name: "escrow", EnvVars: env("escrow"), Usage: "`ADDRESS` of the escrow, instead of --deployment"},
		&cli.BoolFlag{Name: "json", Usage: "print JSON"},
	}, more...)
}

func accountFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "key-file", EnvVars: env("key-file"), TakesFile: true,
		Usage: "`FILE` with the key of the account that signs and pays (`tercet key new` makes one)",
	}
}

func passwordFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "password-file", EnvVars: env("password-file"), TakesFile: true,
		Usage: "`FILE` with the password, on one line, where that of --key-file is a keystore",
	}
}

func pluginsFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "plugins", EnvVars: env("plugins"), TakesFile: true, Usage: "`FOLDER` of external plugins with their pins.json",
	}
}

// ledger is the chain as one command sees it, pinned to the block that was latest when it began.
type ledger struct {
	client     *chain.Client
	escrow     *chain.Escrow
	deployment chain.Deployment
	head       chain.Head
}

// withLedger connects, makes sure that chain and escrow are the right ones, and runs do.
func withLedger(c *cli.Context, do func(ctx context.Context, l *ledger) error) error {
	deployment, addresses, err := whereabouts(c)
	if err != nil {
		return usageError(err)
	}
	client, err := chain.DialAll(c.Context, addresses, chain.Options{ChainID: deployment.ChainID, Log: newLog(c.App.ErrWriter)})
	if err != nil {
		return err
	}
	defer client.Close()
	l := &ledger{client: client, deployment: deployment, escrow: chain.NewEscrow(client, deployment.Escrow)}
	if l.head, err = client.Head(c.Context); err != nil {
		return err
	}
	if err := l.escrow.CheckCode(c.Context, l.head); err != nil {
		return fmt.Errorf("%w; is --deployment or --escrow of this chain (%s at %s)?", err, client.ChainID(), client.Endpoint())
	}
	return do(c.Context, l)
}

// whereabouts are the deployment and the endpoints that the flags name.
func whereabouts(c *cli.Context) (deployment chain.Deployment, addresses []string, err error) {
	if path := c.String("deployment"); path != "" {
		if deployment, err = chain.LoadDeployment(path); err != nil {
			return deployment, nil, err
		}
	}
	if text := c.String("escrow"); text != "" {
		escrow, err := parseAddress("--escrow", text)
		if err != nil {
			return deployment, nil, err
		}
		if deployment.Escrow != (common.Address{}) && deployment.Escrow != escrow {
			return deployment, nil, fmt.Errorf("--escrow is %s and the deployment names %s: give one of the two", escrow, deployment.Escrow)
		}
		deployment.Escrow = escrow
	}
	if deployment.Escrow == (common.Address{}) {
		return deployment, nil, errors.New("say where the contracts are: --deployment FILE (or TERCET_DEPLOYMENT), or --escrow ADDRESS")
	}
	named := endpoints(c)
	return deployment, deployment.Endpoints(named, config.Default().RPC), config.CheckEndpoints(named)
}

// sender sends for the account of --key-file.
func (l *ledger) sender(c *cli.Context) (*chain.Sender, error) {
	signer, err := l.signer(c)
	if err != nil {
		return nil, err
	}
	return chain.NewSender(l.client, signer, chain.Fees{}), nil
}

// signer signs for the account of --key-file.
func (l *ledger) signer(c *cli.Context) (*chain.Signer, error) {
	if c.String("key-file") == "" {
		return nil, usageError(errors.New("say who signs: --key-file FILE (or TERCET_KEY_FILE); `tercet key new FILE` makes a key; " +
			"external signers sign for `tercet run` alone, since they sign transactions and no consents"))
	}
	signer, err := chain.LoadSigner(c.String("key-file"), c.String("password-file"))
	if err != nil {
		return nil, usageError(err)
	}
	return signer, nil
}

// forward is the forward that the command's argument names.
func (l *ledger) forward(c *cli.Context) (chain.Forward, error) {
	text, err := oneArgument(c, "ID")
	if err != nil {
		return chain.Forward{}, err
	}
	id, err := parseHash("the forward's id", text)
	if err != nil {
		return chain.Forward{}, usageError(err)
	}
	return l.escrow.Forward(c.Context, l.head, l.deployment.Block, id)
}

// decimals are those of a token by which an amount that a user names is reckoned in units. One endpoint that says others would have it be
// a thousand times as much, or as little: where several are given, those that have to agree say them.
func (l *ledger) decimals(c *cli.Context, token common.Address) (uint8, error) {
	head, err := l.agreed(c)
	if err != nil {
		return 0, err
	}
	return chain.NewToken(l.client, token).Decimals(c.Context, head)
}

// money tells an amount of a token for people; a token that does not answer is told by its address.
func (l *ledger) money(ctx context.Context, token common.Address) func(amount *big.Int) string {
	contract := chain.NewToken(l.client, token)
	decimals, errDecimals := contract.Decimals(ctx, l.head)
	symbol, errSymbol := contract.Symbol(ctx, l.head)
	if errDecimals != nil || errSymbol != nil || symbol == "" {
		return func(amount *big.Int) string { return fmt.Sprintf("%s smallest units of token %s", amount, token) }
	}
	return func(amount *big.Int) string { return formatAmount(amount, decimals) + " " + symbol }
}

func parseAddress(what, text string) (common.Address, error) {
	if !common.IsHexAddress(text) || !strings.HasPrefix(text, "0x") {
		return common.Address{}, fmt.Errorf("%s: %q is not an address: 0x and 40 hexadecimal digits", what, text)
	}
	return common.HexToAddress(text), nil
}

func parseHash(what, text string) (common.Hash, error) {
	bytes := common.FromHex(text)
	if len(text) != 66 || len(bytes) != common.HashLength || !strings.HasPrefix(text, "0x") {
		return common.Hash{}, fmt.Errorf("%s: %q is none: want 0x and 64 hexadecimal digits", what, text)
	}
	return common.Hash(bytes), nil
}
