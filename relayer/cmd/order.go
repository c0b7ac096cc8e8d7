package cmd

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
)

// newOrder reads what the flags say of a forward. What is no number, time or address at all is told together.
func newOrder(c *cli.Context, l *ledger, k known, account common.Address) (order, error) {
	o := order{buyer: account}
	err := o.read(c, l, k, func() error { return o.readAssigned(c, l.head) }, func() error { return o.readSeal(c) }, func() error { return o.readTask(c) })
	if err != nil {
		return o, err
	}
	return o, o.encryptTask(c, l)
}

// encryptTask puts the task into an envelope for those it is for, if it is not for everybody.
func (o *order) encryptTask(c *cli.Context, l *ledger) error {
	names := c.StringSlice("task-for")
	if len(names) == 0 {
		return nil
	}
	if c.String("task-uri") != "" {
		return usageError(errors.New("--task-for encrypts what is put on the chain, and with --task-uri that is an address: encrypt the file that is there"))
	}
	recipients, err := envelope.Recipients(names)
	if err != nil {
		return usageError(fmt.Errorf("--task-for: %w", err))
	}
	in := envelope.Context{ChainID: l.client.ChainID(), Escrow: l.escrow.Address(), Buyer: o.buyer, Terms: &o.terms}
	if o.task, err = envelope.Seal(in, o.content, recipients...); err != nil {
		return err
	}
	o.warnings = slices.DeleteFunc(o.warnings, func(warning string) bool { return warning == publicTask })
	o.warnings = append(o.warnings, fmt.Sprintf("this task is encrypted to %s: nobody else can deliver it; its hash is public, and who guesses the task sees that the guess is right",
		strings.Join(names, ", ")))
	return nil
}

// publicTask is said before anything is signed.
const publicTask = "this task is public: everybody can read it on the chain"

// read reads what the flags of every order say, and besides what this one's do.
func (o *order) read(c *cli.Context, l *ledger, k known, more ...func() error) error {
	var faults []error
	note := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	for _, name := range []string{"predicate", "price", "start", "end", "settle-by"} {
		if c.String(name) == "" {
			note(fmt.Errorf("--%s is missing", name))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return usageError(err)
	}
	var err error
	o.terms.Start, err = readMoment(c, "start", l.head)
	note(err)
	o.terms.End, err = readMoment(c, "end", l.head)
	note(err)
	o.terms.SettleBy, err = readMoment(c, "settle-by", l.head)
	note(err)
	if text := c.String("buyer"); text != "" {
		o.buyer, err = parseAddress("--buyer", text)
		note(err)
	}
	o.terms.Token, err = lookUp("--token", c.String("token"), l.deployment.Tokens)
	note(err)
	quantity, ok := new(big.Int).SetString(c.String("quantity"), 10)
	if !ok {
		note(fmt.Errorf("--quantity: %q is not a whole number", c.String("quantity")))
	}
	o.terms.Quantity, o.terms.Bond = quantity, new(big.Int)
	for _, read := range more {
		note(read())
	}
	if err := errors.Join(faults...); err != nil {
		return usageError(err)
	}
	if o.salt, err = newSalt(); err != nil {
		return err
	}
	decimals, err := l.decimals(c, o.terms.Token)
	if err != nil {
		return err
	}
	if o.terms.Price, err = parseAmount(c.String("price"), decimals); err != nil {
		return usageError(fmt.Errorf("--price: %w", err))
	}
	if text := c.String("bond"); text != "" {
		if o.terms.Bond, err = parseAmount(text, decimals); err != nil {
			return usageError(fmt.Errorf("--bond: %w", err))
		}
	}
	return o.readPredicate(c, l, k)
}

// readAssigned reads who may accept the forward, and until when.
func (o *order) readAssigned(c *cli.Context, head chain.Head) error {
	if !c.Bool("assigned") {
		for _, name := range []string{"accept-by", "beacon", "bond", "provider"} {
			if c.String(name) != "" {
				return fmt.Errorf("--%s goes with --assigned: an open forward is delivered by anybody, in one round and without a bond", name)
			}
		}
		return nil
	}
	if c.String("accept-by") == "" {
		return errors.New("--accept-by is missing: until when can it be accepted?")
	}
	var err error
	if o.terms.AcceptBy, err = readMoment(c, "accept-by", head); err != nil {
		return err
	}
	if text := c.String("beacon"); text != "" {
		if o.terms.BeaconBlock, err = readBlock(text, head); err != nil {
			return err
		}
	}
	if text := c.String("provider"); text != "" {
		o.terms.Provider, err = parseAddress("--provider", text)
	}
	return err
}

// readBlock reads the number of a block that is still to come.
func readBlock(text string, head chain.Head) (uint64, error) {
	number, err := strconv.ParseUint(strings.TrimPrefix(text, "+"), 10, 63)
	if err != nil {
		return 0, fmt.Errorf("--beacon: %q is neither the number of a block nor +N from now", text)
	}
	if strings.HasPrefix(text, "+") {
		number += head.Number
	}
	if number <= head.Number {
		return 0, fmt.Errorf("--beacon: block %d must lie ahead of block %d", number, head.Number)
	}
	return number, nil
}

// readPredicate finds the predicate, refuses one that is not known here, and has its plugin make the parameters.
func (o *order) readPredicate(c *cli.Context, l *ledger, k known) error {
	addresses := map[string]common.Address{}
	for name, predicate := range l.deployment.Predicates {
		addresses[name] = predicate.Address
	}
	address, err := lookUp("--predicate", c.String("predicate"), addresses)
	if err != nil {
		return usageError(err)
	}
	o.terms.Predicate = address
	keyHash, err := l.trustedKey(c.Context, k, address)
	if err != nil && chain.Answered(err) || errors.Is(err, errUntrusted) {
		if !c.Bool("unsafe-predicate") {
			return fmt.Errorf("check predicate %s: %w; --unsafe-predicate takes it all the same", address, err)
		}
		o.warnings = append(o.warnings, fmt.Sprintf("WARNING: predicate %s is not to be trusted: %v", address, err))
	} else if err != nil {
		return err
	}
	plugin, err := k.reader(c.Context, c.String("plugin"), keyHash)
	if err != nil {
		return err
	}
	description, err := plugin.Describe(c.Context)
	if err != nil {
		return fmt.Errorf("ask the predicate's plugin what it is: %w", err)
	}
	if reason := delivery.CheckRounds(o.terms.BeaconBlock, description.Name, description.TwoRounds, l.client.ChainID().Uint64()); reason != "" {
		return usageError(fmt.Errorf("--beacon: %s", reason))
	}
	if reason := delivery.CheckLimits(o.terms, description.Name, description.Limits); reason != "" {
		return usageError(errors.New(reason))
	}
	text, err := paramsText(c)
	if err != nil {
		return usageError(err)
	}
	params, err := plugin.CommitParams(c.Context, text)
	if err != nil {
		return usageError(fmt.Errorf("--params: %w", err))
	}
	o.params, o.terms.Unit = params.Preimage, params.Unit
	o.terms.Params, err = statement.WordFromBytes(params.Commitment)
	return err
}

var errUntrusted = errors.New("its key is not to be trusted")

// trusted refuses a key whose origin is not known, and a development key where something may have value.
func trusted(ctx context.Context, k known, chainID uint64, keyHash common.Hash) error {
	origin, found, err := k.Origin(ctx, keyHash)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return fmt.Errorf("%w: %w", errUntrusted, err)
	case !found:
		return fmt.Errorf("%w: nothing here tells how key %s was made (--keys, --deployment)", errUntrusted, keyHash)
	case origin.Setup == keys.SetupDevelopment && !chain.IsDevelopment(chainID, k.chains...):
		return fmt.Errorf("%w: key %s is a development key, whose maker can collect without delivering, and chain %d is no development chain",
			errUntrusted, keyHash, chainID)
	}
	return nil
}

func (o *order) readSeal(c *cli.Context) error {
	named := c.String("seal-key") != "" || c.String("seal-to") != ""
	if named == c.Bool("unsealed") {
		return errSeal
	}
	if !named {
		o.warnings = append(o.warnings, "the output will be public: whoever delivers it, everybody can read it on the chain")
		return nil
	}
	key, err := sealTo(c)
	o.terms.SealX, o.terms.SealY = key.X, key.Y
	return err
}

var errSeal = errors.New("say who will open the output, in one way: --seal-key FILE, --seal-to KEY, or --unsealed")

// sealTo is the key that the output is sealed to: of a file, or named itself.
func sealTo(c *cli.Context) (key statement.PublicKey, err error) {
	file, public := c.String("seal-key"), c.String("seal-to")
	if file != "" && public != "" {
		return key, errSeal
	}
	if file != "" {
		secret, err := loadSealingKey(file)
		if err != nil {
			return key, err
		}
		return secret.Public(), nil
	}
	if err := key.UnmarshalText([]byte(public)); err != nil {
		return key, fmt.Errorf("--seal-to: %w", err)
	}
	if key.IsZero() {
		return key, errors.New("--seal-to: the zero key seals nothing; say --unsealed if everybody may read the output")
	}
	return key, nil
}

func (o *order) readTask(c *cli.Context) error {
	text, file, uri := c.String("task"), c.String("task-file"), c.String("task-uri")
	if (text == "") == (file == "") || uri != "" && file == "" {
		return errors.New("say what is to be done, in one way: --task TEXT, --task-file FILE, or --task-uri URI with --task-file FILE")
	}
	o.task = []byte(text)
	if file != "" {
		var err error
		if o.task, err = readInput(c.App.Reader, file); err != nil {
			return fmt.Errorf("--task-file: %w", err)
		}
	}
	o.content, o.terms.TaskHash = o.task, crypto.Keccak256Hash(o.task)
	if uri != "" {
		o.task = []byte(uri)
		o.warnings = append(o.warnings, "the task's hash and address are public; who can fetch "+uri+" can read the task")
		return nil
	}
	o.warnings = append(o.warnings, publicTask)
	return nil
}

func paramsText(c *cli.Context) ([]byte, error) {
	if c.String("params-file") == "" {
		return []byte(c.String("params")), nil
	}
	if c.String("params") != "" {
		return nil, errors.New("give --params or --params-file, not both")
	}
	text, err := os.ReadFile(c.String("params-file"))
	if err != nil {
		return nil, fmt.Errorf("--params-file: %w", err)
	}
	return text, nil
}

func readMoment(c *cli.Context, flag string, head chain.Head) (uint64, error) {
	moment, err := parseMoment(c.String(flag), head.At())
	if err != nil {
		return 0, fmt.Errorf("--%s: %w", flag, err)
	}
	if moment.Before(time.Unix(0, 0)) {
		return 0, fmt.Errorf("--%s: %s is before 1970", flag, c.String(flag))
	}
	return uint64(moment.Unix()), nil //nolint:gosec // not negative
}

// lookUp is an address that is given as such, or by a name that the deployment knows; of one only, also by none.
func lookUp(flag, text string, addresses map[string]common.Address) (common.Address, error) {
	if strings.HasPrefix(text, "0x") {
		return parseAddress(flag, text)
	}
	names := slices.Sorted(maps.Keys(addresses))
	if text == "" && len(names) == 1 {
		return addresses[names[0]], nil
	}
	address, found := addresses[text]
	if !found {
		return address, fmt.Errorf("%s: %q is no address and no name in the deployment, which knows: %s", flag, text, strings.Join(names, ", "))
	}
	return address, nil
}
