package cmd

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

// askStands is how long an ask that is signed by itself can be taken where its policy does not say: those of a relayer that stopped
// vanish soon.
const askStands = time.Hour

// mostPolicies is how many asks may stand.
const mostPolicies = 32

// policyNames are names that files may have.
var policyNames = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// askOptions are the flags of `tercet offer ask` by which a policy says what is asked for.
var askOptions = []string{
	"predicate", "plugin", "params", "params-file", "token", "price", "quantity", "min-fill", "bond", "start", "end", "settle-by", "review",
	"expires", "last-price", "ramp-start", "ramp-end",
}

// askPolicy is what a file says of an ask that is to stand: values of flags of `tercet offer ask`.
type askPolicy struct {
	name    string
	options map[string]any
}

// readPolicies reads the file of asks, with a table for each.
func readPolicies(file string) (policies []askPolicy, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--asks: %w", err)
	}
	var document map[string]any
	if _, err := toml.Decode(string(text), &document); err != nil {
		syntax := toml.ParseError{}
		_ = errors.As(err, &syntax)
		return nil, fmt.Errorf("--asks: %s, line %d: it is no TOML: texts stand in quotes, each key once", file, syntax.Position.Line)
	}
	if len(document) == 0 || len(document) > mostPolicies {
		return nil, fmt.Errorf("--asks: %s: want from 1 to %d tables such as [daily], one for each ask that is to stand", file, mostPolicies)
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(document)) {
		table, is := document[name].(map[string]any)
		if !is || !policyNames.MatchString(name) {
			faults = append(faults, fmt.Errorf("--asks: %s: %.80q: want a table such as [daily], named by lower-case letters, digits and hyphens", file, name))
			continue
		}
		p := askPolicy{name, table}
		if err := p.check(); err != nil {
			faults = append(faults, fmt.Errorf("--asks: %s: [%s]: %w", file, name, err))
			continue
		}
		policies = append(policies, p)
	}
	return policies, errors.Join(faults...)
}

// with runs do with the flags of `tercet offer ask` as the policy sets them, and as the relayer's own configuration says.
func (p askPolicy) with(ctx context.Context, own config.Config, do func(c *cli.Context) error) error {
	command := askCommand()
	command.HelpName = "tercet offer ask"
	set := flag.NewFlagSet(p.name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, f := range command.Flags {
		if name := f.Names()[0]; slices.Contains(askOptions, name) || name == "rpc" || name == "offers" {
			if err := f.Apply(set); err != nil {
				return err
			}
		}
	}
	c := cli.NewContext(&cli.App{Writer: io.Discard, ErrWriter: io.Discard}, set, nil)
	c.Context, c.Command = ctx, command
	var faults []error
	if len(own.RPC) > 0 {
		faults = append(faults, c.Set("rpc", cli.NewStringSlice(own.RPC...).Serialize()))
	}
	if own.Offers != (common.Address{}) {
		faults = append(faults, c.Set("offers", own.Offers.Hex()))
	}
	for _, name := range slices.Sorted(maps.Keys(p.options)) {
		known := slices.ContainsFunc(command.Flags, func(f cli.Flag) bool { return f.Names()[0] == name })
		if known && !slices.Contains(askOptions, name) {
			faults = append(faults, fmt.Errorf("%s: it is not a policy's to say; there are %s", name, strings.Join(askOptions, ", ")))
			continue
		}
		if err := setOption(c, name, p.options[name]); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	return do(c)
}

// check says what is wrong with a policy whatever the chain says.
func (p askPolicy) check() error {
	return p.with(context.Background(), config.Config{}, func(c *cli.Context) error {
		var faults []error
		for _, name := range []string{"predicate", "price", "start", "end", "settle-by"} {
			if c.String(name) == "" {
				faults = append(faults, fmt.Errorf("%s is missing", name))
			}
		}
		if c.Duration("review") < time.Second {
			faults = append(faults, errors.New("review is missing: an ask without it stakes your bond on whatever is taken, unseen, and is signed by hand "+
				"(`tercet offer ask`); with review = \"1h\" what a buyer opens waits so long for this relayer to accept it"))
		}
		for _, name := range []string{"start", "end", "settle-by", "expires", "ramp-start", "ramp-end"} {
			if c.String(name) == "" {
				continue
			}
			if _, err := parseMoment(c.String(name), time.Now()); err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", name, err))
			}
		}
		return errors.Join(faults...)
	})
}

// mark is of all that a policy says: what is in its file of parameters, too.
func (p askPolicy) mark() (mark [16]byte, err error) {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(p.options)) {
		fmt.Fprintf(sum, "%q=%q\n", name, fmt.Sprint(p.options[name]))
	}
	if file, named := p.options["params-file"].(string); named {
		text, err := os.ReadFile(file)
		if err != nil {
			return mark, fmt.Errorf("--asks: [%s]: params-file: %w", p.name, err)
		}
		fmt.Fprintf(sum, "%q", text)
	}
	copy(mark[:], sum.Sum(nil))
	return mark, nil
}

// stall is where a relayer makes its asks, signs them and sends them to books.
type stall struct {
	config   config.Config
	site     *site
	known    known
	signer   *chain.Signer
	lease    *database.Lease // nil where nobody else may sign
	contract *chain.Offers
	books    map[string]*book.Remote
}

// newStall is nil where no asks are made.
func newStall(c config.Config, s *site, host *pluginhost.Host, account chain.Account) (*stall, error) {
	if c.Asks == "" {
		return nil, nil
	}
	signer, is := account.(*chain.Signer)
	if !is {
		return nil, usageError(errors.New("--asks goes with --key-file: an external signer signs transactions and no asks"))
	}
	made := &stall{
		config: c, site: s, signer: signer, contract: s.offers, books: map[string]*book.Remote{},
		known: known{
			host: host, folder: bundles.Folder(c.Keys), deployment: s.deployment, chains: c.DevelopmentChains, progress: func(string) {}, origins: new(origins),
		},
	}
	for _, address := range c.AskBooks {
		remote, err := book.NewRemote(address)
		if err != nil {
			return nil, usageError(fmt.Errorf("--asks-book: %w", err))
		}
		made.books[address] = remote
	}
	return made, nil
}

// policies are those of the file of asks, as an engine has them.
func (s *stall) policies() (list []delivery.Policy, err error) {
	if s == nil {
		return nil, nil
	}
	read, err := readPolicies(s.config.Asks)
	if err != nil {
		return nil, usageError(err)
	}
	for _, p := range read {
		mark, err := p.mark()
		if err != nil {
			return nil, usageError(err)
		}
		list = append(list, delivery.Policy{
			Name: p.name, Mark: mark,
			Draw: func(ctx context.Context, at chain.Head) (offer.Signed, error) { return s.draw(ctx, p, at) },
		})
	}
	return list, nil
}

// draw makes an ask as `tercet offer ask` does: times from now on are from the block's.
func (s *stall) draw(ctx context.Context, p askPolicy, at chain.Head) (signed offer.Signed, err error) {
	err = p.with(ctx, s.config, func(c *cli.Context) error {
		l := &ledger{client: s.site.client, escrow: s.site.escrow, deployment: s.site.deployment, head: at}
		_, signed, _, err = l.draw(c, s.known, readAsk, s.signer.Address(), askStands)
		return err
	})
	return signed, err
}

// Taken implements the engine's market.
func (s *stall) Taken(ctx context.Context, at chain.Head, made offer.Offer) (offer.Taken, error) {
	return s.contract.TakenOf(ctx, at, made)
}

// Sign signs an ask, as long as this process is the one that signs for the account.
func (s *stall) Sign(ctx context.Context, made *offer.Signed) error {
	if s.lease != nil {
		if err := s.lease.Check(ctx); err != nil {
			return err
		}
	}
	return made.Sign(s.signer)
}

// Post sends an ask to a book.
func (s *stall) Post(ctx context.Context, address string, made offer.Signed) error {
	_, err := s.books[address].Post(ctx, made)
	return err
}

// askFolder is where asks lie.
func askFolder(c config.Config) string { return cmp.Or(c.AsksOut, filepath.Join(c.Data, "asks")) }

// offersAddress is the contract that takes offers, zero where there is none.
func (s *site) offersAddress() common.Address {
	if s.offers == nil {
		return common.Address{}
	}
	return s.offers.Address()
}
