package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"path/filepath"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func devnetCommand() *cli.Command {
	return &cli.Command{
		Name:  "devnet",
		Usage: "run a development chain with everything on it",
		Description: "A go-ethereum chain in this process, reachable on 127.0.0.1 only, with funded accounts whose keys are public,\n" +
			"a mock token, the escrow and the predicates. It lasts until it is stopped; a new one begins anew.\n" +
			"Time can be moved ahead: `cast rpc evm_increaseTime 3600`, `cast rpc evm_mine`.",
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "port", Value: 8545, Usage: "port of JSON-RPC on 127.0.0.1; 0 takes a free one"},
			&cli.DurationFlag{Name: "claim-delay", Value: 12 * time.Second, Usage: "between announcement and settlement, at least five block times"},
			&cli.DurationFlag{Name: "block-time", Value: 2 * time.Second, Usage: "make a block this often, beside those for transactions; 0 makes none"},
			&cli.StringFlag{Name: "data", Value: "devnet", TakesFile: true, Usage: "`FOLDER` for deployment.json and the accounts' keys"},
			&cli.StringSliceFlag{Name: "predicate", Value: cli.NewStringSlice(bundles.ProofOfWork, bundles.TerzaRima), Usage: "`NAME` of a predicate to deploy; may be given several times. There are those whose bundle is installed, and: " + strings.Join(bundles.Names(), ", ")},
			&cli.BoolFlag{Name: "batches", Usage: "deploy them with keys for several statements at once too, which takes up to minutes the first time"},
			&cli.BoolFlag{Name: "no-predicates", Usage: "deploy none, which spares making their keys"},
			keysFlag(),
			&cli.BoolFlag{Name: "json", Usage: "print the deployment as JSON"},
		},
		Action: runDevnet,
	}
}

func runDevnet(c *cli.Context) (err error) {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag", c.Args().First()))
	}
	if delay, block := c.Duration("claim-delay"), c.Duration("block-time"); block < 0 || delay < 5*block || delay < time.Second || delay%time.Second != 0 {
		return usageError(fmt.Errorf("--claim-delay: %s is not a whole number of seconds and at least five times --block-time (%s)", delay, block))
	}
	predicates, err := predicateKeys(c)
	if err != nil {
		return err
	}
	folder, err := filepath.Abs(c.String("data")) // what is printed is used from other folders
	if err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	files, err := saveAccounts(filepath.Join(folder, "keys"))
	if err != nil {
		return err
	}
	net, err := devnet.Start(devnet.Config{
		HTTP: true, Port: c.Int("port"), BlockTime: c.Duration("block-time"), Log: newLog(c.App.ErrWriter),
	})
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%w; choose another --port, or 0 for any free one", err)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, net.Stop()) }()
	deployment, err := net.Deploy(c.Context, devnet.Contracts{ClaimDelay: c.Duration("claim-delay"), Predicates: predicates})
	if err != nil {
		return err
	}
	path := filepath.Join(folder, "deployment.json")
	if err := deployment.Save(path); err != nil {
		return err
	}
	if c.Bool("json") {
		err = printJSON(c.App.Writer, deployment)
	} else {
		err = tellDevnet(c, deployment, path, files)
	}
	if err != nil {
		return err
	}
	<-c.Done()
	return nil
}

// predicateKeys are the keys to deploy predicates for, made where they are missing.
func predicateKeys(c *cli.Context) ([]devnet.PredicateKey, error) {
	if c.Bool("no-predicates") {
		return nil, nil
	}
	folder := bundles.Folder(c.String("keys"))
	var list []devnet.PredicateKey
	for _, name := range c.StringSlice("predicate") {
		all, err := folder.Get(c.Context, name, stages(c))
		if err != nil {
			return nil, fmt.Errorf("get the keys of predicate %s: %w", name, err)
		}
		bundle := all[0]
		key := devnet.PredicateKey{
			Name: name, Words: bundle.KeyWords, Hash: bundle.KeyHash, Ceremony: bundle.Manifest.Setup == keys.SetupCeremony,
		}
		if c.Bool("batches") {
			batches, err := folder.DevelopBatches(c.Context, name, stages(c))
			if err != nil {
				return nil, fmt.Errorf("get the keys of predicate %s: %w", name, err)
			}
			for _, batch := range batches {
				key.Batches = append(key.Batches, chain.BatchKey{N: uint32(batch.Manifest.Batch), Words: batch.KeyWords}) //nolint:gosec // 256 at most
			}
		}
		list = append(list, key)
	}
	return list, nil
}

// saveAccounts writes the accounts' keys where other commands can use them. They are the same each time; a file that holds
// another key is left alone and named.
func saveAccounts(folder string) (map[string]string, error) {
	files := map[string]string{}
	for _, account := range devnet.Accounts() {
		path := filepath.Join(folder, account.Name+".key")
		err := chain.NewSigner(account.Key).Save(path)
		if errors.Is(err, fs.ErrExist) {
			var there *chain.Signer
			if there, err = chain.LoadSigner(path, ""); err == nil && there.Address() != account.Address {
				err = fmt.Errorf("%s holds the key of %s, not that of the devnet's %s: give another --data", path, there, account.Name)
			}
		}
		if err != nil {
			return nil, err
		}
		files[account.Name] = path
	}
	return files, nil
}

func tellDevnet(c *cli.Context, deployment chain.Deployment, path string, files map[string]string) error {
	out := c.App.Writer
	fmt.Fprintf(out, "development chain %d at %s\n\n", deployment.ChainID, deployment.RPC)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ACCOUNT\tADDRESS\tKEY FILE")
	for _, account := range devnet.Accounts() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", account.Name, account.Address, files[account.Name])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(table, "\nCONTRACT\tADDRESS\nescrow\t%s\noffers\t%s\n", deployment.Escrow, deployment.Offers)
	for name, token := range deployment.Tokens {
		fmt.Fprintf(table, "%s\t%s\n", name, token)
	}
	for name, predicate := range deployment.Predicates {
		mark := map[bool]string{true: "DEVELOPMENT key", false: "key from a ceremony"}[predicate.Development]
		fmt.Fprintf(table, "%s\t%s\t%s %s\n", name, predicate.Address, mark, predicate.KeyHash)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "\neach account holds %d ether and %s %s; the keys are public: nothing here has any value\n",
		devnet.Funds, formatAmount(big.NewInt(devnet.Grant), 8), devnet.MockWBTC)
	fmt.Fprintf(out, "other commands find it with: export TERCET_DEPLOYMENT=%s\n", path)
	return nil
}
