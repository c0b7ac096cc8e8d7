package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/monitor"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// relay runs the relayer until ctx ends, and little longer. What it opens it closes again, however far it came.
func relay(ctx context.Context, c config.Config, streams Streams) error {
	end := newEnding(ctx)
	return end.serve(func() error { return relayUntil(ctx, end, c, streams) })
}

func relayUntil(ctx context.Context, end *ending, c config.Config, streams Streams) (err error) {
	log := newLog(streams.Err)
	var opened closers
	defer func() {
		end.because(err)
		err = errors.Join(err, opened.close())
	}()

	watch, err := startMonitor(ctx, log, c, &opened)
	if err != nil {
		return err
	}
	db, err := database.Open(ctx, where(c))
	if err != nil {
		return err
	}
	opened.add(db.Close)
	watch.Phase("it is starting: it looks for the contracts")
	site, err := patiently(ctx, log, func() (*site, error) { return connect(ctx, log, c) })
	if err != nil {
		return err
	}
	opened.add(func() error { site.client.Close(); return nil })
	host, err := pluginhost.New(pluginhost.Config{
		Builtin: builtin.Kinds(), Folder: c.Plugins, Logger: log, Limits: limitsOf(c),
		Settings: map[string]map[string]string{c.Executor: c.ExecutorSettings},
	})
	if err != nil {
		return err
	}
	opened.add(host.Stop)
	watch.Plugins(standingsOf(host))
	executor, works, err := executorOf(ctx, log, host, c, c.Slots > 0)
	if err != nil {
		return err
	}
	if !works && c.Accept {
		log.Error().Msg("nothing is accepted either: there would be nobody to deliver it")
		c.Accept = false
	}
	watch.Phase("it is starting: it reads the keys of circuits, or makes them")
	predicates, err := provable(ctx, log, host, c.Keys, c.Predicates, site.deployment.Predicates)
	if err != nil {
		return err
	}
	if err := checkKeys(site.client.ChainID().Uint64(), c.DevelopmentChains, predicates); err != nil {
		return err
	}

	signer, err := account(ctx, log, c)
	if err != nil {
		return err
	}
	recipient := c.Recipient
	if recipient == (common.Address{}) {
		recipient = signer.Address()
	}
	if len(c.Tokens) == 0 {
		log.Warn().Msg("forwards in any token are taken, worthless ones too; name those you want with --token")
	}
	warnOfFees(log, c)
	most := new(big.Int).Mul(new(big.Int).SetUint64(c.MaxFee), big.NewInt(params.GWei))
	sender := chain.NewSender(site.client, signer, chain.Fees{Max: most})
	onChain := delivery.NewOnChain(log, site.client, site.escrow, sender)
	tasks, err := readTasks(c.Tasks, c.TaskKey, site.client.ChainID(), site.escrow.Address())
	if err != nil {
		return err
	}
	if site.offers != nil {
		onChain.TakeOffers(site.offers, site.permit2)
	}
	stall, err := newStall(c, site, host, signer)
	if err != nil {
		return err
	}
	policies, err := stall.policies()
	if err != nil {
		return err
	}
	options := delivery.Options{
		ChainID: site.client.ChainID(), Escrow: site.escrow.Address(), FirstBlock: site.firstBlock,
		ClaimDelay:  uint64(site.claimDelay / time.Second), //nolint:gosec // a duration that was read as seconds
		Recipient:   recipient,
		MaxAttempts: c.MaxAttempts, Confirmations: c.Confirmations, MinPrice: c.MinPrice, Tokens: c.Tokens,
		Tasks: tasks, Margin: c.SettleMargin, Poll: c.Poll, Workers: c.AtOnce, Provers: provers(c), Gather: c.Gather, Development: c.DevelopmentChains,
		Worth: c.Worth, FeeShare: c.MaxFeeShare, CoolDown: c.CoolDown, Accept: c.Accept, Account: signer.Address(), MaxBonds: c.MaxBonds, Reserve: c.Reserve, Bids: delivery.Bids(c.Bids),
		AskFolder: askFolder(c), OfferContract: site.offersAddress(), Books: c.AskBooks,
		ExecuteCost: c.ExecuteCost, ProveCost: c.ProveCost, Buyers: c.Buyers, DeniedBuyers: c.DeniedBuyers, DeniedPredicates: c.DeniedPredicates,
	}
	name, entries := processName(), journal.New(db)
	var network interface {
		MaySend(ctx context.Context) error
		Send(ctx context.Context, tx journal.Transaction) error
		Fate(ctx context.Context, tx journal.Transaction, forward common.Hash, final chain.Head) (delivery.Fate, error)
	} = onChain
	var fence func(context.Context, *rows.Queries) error
	sends := false // as long as the engine runs, something may be sent
	if db.Shared() {
		watch.Phase("it waits: another relayer may sign for its account")
		lease, held, giveBack, failed := hold(ctx, log, db, name, site.client.ChainID().Uint64(), site.escrow.Address(), signer.Address())
		if ctx.Err() != nil && errors.Is(failed, ctx.Err()) {
			log.Info().Msg("stopped before it was this relayer's turn")
			return nil
		}
		if failed != nil {
			return failed
		}
		opened.add(func() error {
			ctx, cancel := end.by(leaseEnd)
			defer cancel()
			return giveBack(ctx, sends)
		})
		defer func() {
			if lost := context.Cause(held); errors.Is(lost, errFollowed) {
				err = errors.Join(err, lost)
			}
		}()
		ctx, fence, network = held, lease.Fence, fenced{onChain, lease}
		if stall != nil {
			stall.lease = lease
		}
		entries = entries.Fenced(fence)
	}
	prover := watch.Proving(prover.New(log))
	hands, err := delivery.NewCrew(ctx, db, delivery.WorkerDeps{
		Log: log, Predicates: predicates, Executor: watch.Executing(executor), Prover: prover, Proves: true,
		Observe: watch.Observe,
	}, crew.Options{
		Name: name, Slots: slots(c.Slots), Fence: fence,
	})
	if err != nil {
		return err
	}
	engine, err := delivery.New(delivery.Deps{
		Log: log, View: onChain, Events: onChain, Witness: onChain, Wallet: onChain, Network: network, Purse: onChain, Offers: onChain, Policies: policies, Market: stall,
		Predicates: predicates, Prover: prover, Journal: entries, Hands: hands, Clock: time.Now,
		Observe: watch.Observe, Looked: watch.Looked,
	}, options)
	if err != nil {
		return err
	}
	log.Info().Stringer("account", signer.Address()).Stringer("recipient", recipient).
		Stringer("escrow", site.escrow.Address()).Stringer("chain", site.client.ChainID()).
		Str("data", c.Data).Msg("following the chain")
	watch.Follow(engine, monitor.Identity{
		ChainID: site.client.ChainID().Uint64(), Escrow: site.escrow.Address(), Account: signer.Address(), Recipient: recipient,
	})
	if c.Monitor != "" {
		opened.add(beside(ctx, func(ctx context.Context) { watch.Watch(ctx, log, site.client, sender) }))
	}
	if err := hands.Start(ctx); err != nil {
		return err
	}
	opened.add(func() error { return stopWork(end, hands) })
	if err := engine.Start(ctx); err != nil {
		return err
	}
	sends = true
	<-ctx.Done()
	if err := stopLooks(end, engine); err != nil {
		return err
	}
	sends = false
	log.Info().Msg("stopped; what was begun goes on with the next start")
	return nil
}

// warnOfFees says of which tokens nobody knows whether a settlement, or a bond that it saves, is worth its gas.
func warnOfFees(log zerolog.Logger, c config.Config) {
	const loss = "may cost more than it brings, since only --max-fee bounds its gas; say what it is paid in is worth with --worth"
	if len(c.Tokens) == 0 && len(c.Worth) == 0 {
		log.Warn().Msg("a settlement or a bond " + loss)
		return
	}
	tokens := append(slices.Clone(c.Tokens), slices.Collect(maps.Keys(c.MaxBonds))...)
	slices.SortFunc(tokens, common.Address.Cmp)
	for _, token := range slices.Compact(tokens) {
		if c.Worth[token] == nil {
			log.Warn().Stringer("token", token).Msg("a settlement or a bond in this token " + loss)
		}
	}
}

// stopLooks waits for the look at the chain that is under way.
func stopLooks(end *ending, engine *delivery.Engine) error {
	ctx, cancel := end.by(looksEnd)
	defer cancel()
	select {
	case <-engine.Stopped():
		return nil
	case <-ctx.Done():
		return fmt.Errorf("end the look at the chain: %w", errHangs)
	}
}

// limitsOf are those of plugins, as their host wants them.
func limitsOf(c config.Config) pluginhost.Limits {
	limits := pluginhost.Limits{
		Processes: c.PluginProcesses, Memory: int64(c.PluginMemory) << 20, ExecutorMemory: int64(c.ExecutorMemory) << 20,
	}
	if limits.Processes == 0 {
		limits.Processes = -1
	}
	if limits.Memory == 0 {
		limits.Memory = -1
	}
	return limits
}

// standingsOf tells a monitor how plugins stand.
func standingsOf(host *pluginhost.Host) func() []monitor.Plugin {
	return func() (all []monitor.Plugin) {
		for _, info := range host.List() {
			all = append(all, monitor.Plugin{Name: info.Name, QuarantinedUntil: info.QuarantinedUntil})
		}
		return all
	}
}

// account is the one that announces, settles and pays for both. A signer that is away at the start may come.
func account(ctx context.Context, log zerolog.Logger, c config.Config) (chain.Account, error) {
	if c.Signer == "" {
		signer, err := chain.LoadSigner(c.KeyFile, c.PasswordFile)
		if err != nil {
			return nil, err
		}
		return signer, nil
	}
	signer, err := chain.NewExternalSigner(c.Signer, c.Account)
	if err != nil {
		return nil, fmt.Errorf("--signer: %w", err)
	}
	switch err := signer.Check(ctx); {
	case errors.Is(err, chain.ErrSignerAway):
		log.Warn().Stringer("account", signer).Err(err).Msg("nothing is announced or settled until the signer answers")
	case err != nil:
		return nil, fmt.Errorf("ask the signer for %s: %w", signer, err)
	}
	return signer, nil
}

// site is the chain with the escrow on it.
type site struct {
	client     *chain.Client
	escrow     *chain.Escrow
	claimDelay time.Duration
	firstBlock uint64
	deployment chain.Deployment
	offers     *chain.Offers  // nil where no bids are taken, and no asks made
	permit2    common.Address // that they know, zero for none
}

func connect(ctx context.Context, log zerolog.Logger, c config.Config) (*site, error) {
	deployment := chain.Deployment{Escrow: c.Escrow}
	if c.Deployment != "" {
		var err error
		if deployment, err = chain.LoadDeployment(c.Deployment); err != nil {
			return nil, err
		}
		if c.Escrow != (common.Address{}) && c.Escrow != deployment.Escrow {
			return nil, fmt.Errorf("--escrow is %s and %s names %s: give one of the two", c.Escrow, c.Deployment, deployment.Escrow)
		}
	}
	client, err := chain.DialAll(ctx, deployment.Endpoints(c.RPC, config.Default().RPC), chain.Options{
		ChainID: deployment.ChainID, Agree: c.Agree, Log: log,
	})
	if err != nil {
		return nil, err
	}
	s := &site{client: client, escrow: chain.NewEscrow(client, deployment.Escrow), firstBlock: deployment.Block, deployment: deployment}
	if c.Bids != "" || c.Asks != "" {
		address, err := offersOf(c.Offers, deployment)
		if err != nil {
			client.Close()
			return nil, err
		}
		s.offers = chain.NewOffers(client, address, s.escrow)
	}
	if err := s.check(ctx); err != nil {
		client.Close()
		return nil, fmt.Errorf("at %s: %w", client.Endpoint(), err)
	}
	return s, nil
}

// offersOf is the contract that takes offers.
func offersOf(named common.Address, deployment chain.Deployment) (common.Address, error) {
	switch known := deployment.Offers; {
	case named == (common.Address{}) && known == (common.Address{}):
		return known, errors.New("say where offers are taken: a deployment that names it, or --offers ADDRESS")
	case named != (common.Address{}) && known != (common.Address{}) && named != known:
		return known, fmt.Errorf("--offers is %s and the deployment names %s: give one of the two", named, known)
	case named != (common.Address{}):
		return named, nil
	default:
		return known, nil
	}
}

// check refuses an escrow whose code is not ours: its promises are all there is between
// showing an output and being paid for it.
func (s *site) check(ctx context.Context) error {
	head, err := s.client.Head(ctx)
	if err != nil {
		return err
	}
	if err := s.escrow.CheckCode(ctx, head); err != nil {
		return err
	}
	if s.claimDelay, err = s.escrow.ClaimDelay(ctx, head); err != nil || s.offers == nil {
		return err
	}
	s.permit2, err = s.offers.CheckCode(ctx, head)
	return err
}

// provable asks every predicate plugin, or those named, what it is and gets the bundle it names. Where none are named, keys of
// built-in predicates that the deployment has not got are not made.
func provable(ctx context.Context, log zerolog.Logger, host *pluginhost.Host, folder string, names []string,
	deployed map[string]chain.DeployedPredicate,
) ([]*delivery.Predicate, error) {
	var predicates []*delivery.Predicate
	for _, name := range names {
		if _, err := host.Predicate(name); err != nil {
			return nil, usageError(fmt.Errorf("--predicate: %w", err))
		}
	}
	for _, info := range host.List() {
		if info.Kind != sdk.KindPredicate || len(names) > 0 && !slices.Contains(names, info.Name) {
			continue
		}
		plugin, err := host.Predicate(info.Name)
		if err != nil {
			return nil, err
		}
		described, err := plugin.Describe(ctx)
		if err != nil {
			return nil, fmt.Errorf("ask predicate %s what it is: %w", info.Name, err)
		}
		if _, there := deployed[described.Bundle]; !there && len(names) == 0 && len(deployed) > 0 && !info.External {
			continue
		}
		all, err := bundles.Folder(folder).Get(ctx, described.Bundle, func(stage string) { log.Info().Msg(stage) })
		if err != nil {
			return nil, fmt.Errorf("get the keys of predicate %s: %w", info.Name, err)
		}
		var hashes []common.Hash // of the keys for batches that are known to be wanted; nil is any
		if named, there := deployed[described.Bundle]; there {
			hashes = append([]common.Hash{}, named.Batches...)
		}
		batches, err := bundles.Folder(folder).Batches(ctx, described.Bundle, hashes, func(stage string) { log.Info().Msg(stage) })
		if err != nil {
			return nil, fmt.Errorf("get the keys of predicate %s for batches: %w", info.Name, err)
		}
		for _, bundle := range all {
			predicates = append(predicates, &delivery.Predicate{
				Name: info.Name, PayloadWords: described.PayloadWords, TwoRounds: described.TwoRounds, Limits: described.Limits,
				Plugin: plugin, Bundle: bundle, Batches: batches,
			})
		}
	}
	if len(predicates) == 0 {
		return nil, errors.New("there is no predicate plugin, so no forward could be delivered")
	}
	return predicates, nil
}

// checkKeys refuses development keys where there may be money: whoever made the key can prove anything and collect first.
func checkKeys(chainID uint64, development []uint64, predicates []*delivery.Predicate) error {
	if chain.IsDevelopment(chainID, development...) {
		return nil
	}
	for _, p := range predicates {
		for _, bundle := range append(slices.Clone(p.Batches), p.Bundle) {
			if bundle.Manifest.Setup != keys.SetupDevelopment {
				continue
			}
			return fmt.Errorf("predicate %s has a development key, whose maker can forge deliveries, and chain %d is no "+
				"development chain; a key from a ceremony is needed there", p.Name, chainID)
		}
	}
	return nil
}

// closers closes in the opposite order of opening.
type closers struct{ all []func() error }

func (c *closers) add(one func() error) { c.all = append(c.all, one) }

func (c *closers) close() error {
	var faults []error
	for i := len(c.all) - 1; i >= 0; i-- {
		faults = append(faults, c.all[i]())
	}
	return errors.Join(faults...)
}

func newLog(out io.Writer) zerolog.Logger {
	return zerolog.New(zerolog.ConsoleWriter{Out: out, TimeFormat: time.TimeOnly, NoColor: true}).
		Level(zerolog.InfoLevel).With().Timestamp().Logger()
}

// executorOf is the plugin that does the work. Where this process asks it, it gets its settings at the start, so that one that
// refuses them is heard of before the first forward is. It does not stop the start: what was proved before has to be settled.
func executorOf(ctx context.Context, log zerolog.Logger, host *pluginhost.Host, c config.Config, asked bool) (executor sdk.Executor, works bool, err error) {
	executor, err = host.Executor(c.Executor)
	if err != nil {
		return nil, false, usageError(fmt.Errorf("--executor: %w", err))
	}
	if !asked {
		return executor, true, nil
	}
	if err := executor.Configure(ctx, c.ExecutorSettings); err != nil {
		log.Error().Err(err).Msg("the executor does not start, so that nothing new can be delivered; mend it and start again")
		return executor, false, ctx.Err()
	}
	return executor, true, nil
}
