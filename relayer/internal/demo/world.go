package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

const (
	claimDelay = time.Minute // five blocks of twelve seconds
	decimals   = 8           // of the mock token
)

// cast is which parts a story needs.
type cast struct {
	circuit  string                      // the predicate's name, and its bundle's
	executor string                      // the plugin that does the work
	settings func() map[string]string    // what that is told
	stage    func(context.Context) error // prepares what it works with
}

// world is everything that the story happens in.
type world struct {
	*screen
	cast
	config  Config
	folder  string
	opened  []func() error // what has to be closed, in the order of opening
	bundle  *keys.Bundle
	origin  audit.Origin // of the bundle's key
	net     *devnet.Devnet
	client  *chain.Client
	escrow  *chain.Escrow
	token   *chain.Token
	plugin  sdk.Predicate
	prover  *prover.Prover
	journal *journal.Journal
	hands   *crew.Crew
	mempool *mempool
	engine  *delivery.Engine
	mu      sync.Mutex
	events  []delivery.Event // since the last step

	predicate *chain.Predicate
	sealing   statement.SealingKey
	params    sdk.Params
	forward   chain.Forward
	poem      []byte // as it was judged to hold
}

// build starts all parts. What it started is stopped again if it does not get to its end.
func (w *world) build(ctx context.Context) (err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, w.stop())
		}
	}()
	if w.folder, err = os.MkdirTemp("", "tercet-demo-"); err != nil {
		return fmt.Errorf("make a folder for the story: %w", err)
	}
	w.opened = append(w.opened, func() error { return os.RemoveAll(w.folder) })
	for _, part := range []func(context.Context) error{w.cut, w.startChain, w.stage, w.startRelayer} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// stop ends what was started, the last thing first.
func (w *world) stop() error {
	var faults []error
	for i := len(w.opened) - 1; i >= 0; i-- {
		faults = append(faults, w.opened[i]())
	}
	return errors.Join(faults...)
}

// poetry is the cast of the story of one poem.
func (w *world) poetry() cast {
	return cast{
		circuit: bundles.TerzaRima, executor: "files", stage: w.writeAttempts,
		settings: func() map[string]string { return map[string]string{"folder": w.attempts()} },
	}
}

func (w *world) attempts() string { return filepath.Join(w.folder, "attempts") }

// writeAttempts puts the two attempts where the executor finds them.
func (w *world) writeAttempts(context.Context) error {
	attempts := w.attempts()
	if err := os.Mkdir(attempts, 0o700); err != nil {
		return fmt.Errorf("make a folder for the attempts: %w", err)
	}
	names, err := fs.Glob(poems, "poems/*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := poems.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(attempts, filepath.Base(name)), text, 0o600); err != nil {
			return fmt.Errorf("write attempt %s: %w", name, err)
		}
	}
	return nil
}

// cut gets the circuit's keys, and says who could have kept their secret.
func (w *world) cut(ctx context.Context) error {
	w.gap()
	done := func() {}
	err := w.keys(ctx, func(stage string) {
		done()
		done = w.busy(stage)
	})
	done()
	if err != nil {
		return fmt.Errorf("get the keys of the circuit: %w", err)
	}
	mark := "its keys are development keys, for demonstrations only"
	if w.origin.Setup == keys.SetupCeremony {
		mark = "its keys are from a ceremony: nobody can forge, if one contributor in each phase was honest"
	}
	w.good("circuit of %d constraints; %s", w.bundle.System.GetNbConstraints(), mark)
	return nil
}

func (w *world) keys(ctx context.Context, progress func(stage string)) (err error) {
	folder := bundles.Folder(w.config.Keys)
	if w.config.Bundle == "" {
		w.origin = audit.Origin{Setup: keys.SetupDevelopment}
		w.bundle, err = folder.Develop(ctx, w.circuit, progress)
		return err
	}
	verified, err := folder.Verify(ctx, w.config.Bundle, false, progress)
	if err != nil {
		return err
	}
	w.bundle = verified.Bundle
	w.origin = audit.Origin{Setup: w.bundle.Manifest.Setup, Evidence: verified.String()}
	if m := w.bundle.Manifest; m.Name != w.circuit || m.Batch != 0 {
		return fmt.Errorf("bundle %s is of %s, and the story is about %s, one statement at a time", w.config.Bundle, w.bundle, w.circuit)
	}
	return nil
}

func (w *world) startChain(ctx context.Context) (err error) {
	if w.net, err = devnet.Start(devnet.Config{Log: w.config.Log}); err != nil {
		return err
	}
	w.opened = append(w.opened, w.net.Stop)
	key := devnet.PredicateKey{Name: w.circuit, Words: w.bundle.KeyWords, Hash: w.bundle.KeyHash, Ceremony: w.origin.Setup == keys.SetupCeremony}
	deployment, err := w.net.Deploy(ctx, devnet.Contracts{ClaimDelay: claimDelay, Predicates: []devnet.PredicateKey{key}})
	if err != nil {
		return err
	}
	if w.client, err = chain.New(ctx, w.net.Client(), devnet.ChainID); err != nil {
		return err
	}
	w.escrow = chain.NewEscrow(w.client, deployment.Escrow)
	w.token = chain.NewToken(w.client, deployment.Tokens[devnet.MockWBTC])
	w.predicate = chain.NewPredicate(w.client, deployment.Predicates[w.circuit].Address)
	w.good("chain %d with escrow, predicate and mock WBTC", devnet.ChainID)
	return nil
}

func (w *world) startRelayer(ctx context.Context) (err error) {
	host, err := pluginhost.New(pluginhost.Config{
		Builtin: builtin.Kinds(), Logger: w.config.Log,
		Settings: map[string]map[string]string{w.executor: w.settings()},
	})
	if err != nil {
		return err
	}
	w.opened = append(w.opened, host.Stop)
	if w.plugin, err = host.Predicate(w.circuit); err != nil {
		return err
	}
	described, err := w.plugin.Describe(ctx)
	if err != nil {
		return err
	}
	executor, err := host.Executor(w.executor)
	if err != nil {
		return err
	}
	db, err := database.Open(ctx, database.Where{Folder: filepath.Join(w.folder, "data")})
	if err != nil {
		return err
	}
	w.opened = append(w.opened, db.Close)
	w.journal = journal.New(db)
	sender, err := w.sender(ctx, devnet.Provider)
	if err != nil {
		return err
	}
	w.prover = prover.New(w.config.Log)
	w.mempool = &mempool{OnChain: delivery.NewOnChain(w.config.Log, w.client, w.escrow, sender)}
	predicates := []*delivery.Predicate{{
		Name: described.Name, PayloadWords: described.PayloadWords, Plugin: w.plugin, Bundle: w.bundle, Limits: described.Limits,
	}}
	options := delivery.Options{
		ChainID: w.client.ChainID(), Escrow: w.escrow.Address(), ClaimDelay: uint64(claimDelay / time.Second),
		Recipient: devnet.Named(devnet.Provider).Address, MaxAttempts: 2, Confirmations: 2, MinPrice: big.NewInt(1),
		Margin: time.Hour, Poll: time.Second,
	}
	w.hands, err = delivery.NewCrew(ctx, db, delivery.WorkerDeps{
		Log: w.config.Log, Predicates: predicates, Executor: executor, Prover: w.prover, Proves: true, Observe: w.note,
	}, crew.Options{
		Name: "relayer", Slots: map[crew.Queue]int{crew.Execute: 1, crew.Prove: 1}, Clock: w.net.Now,
	})
	if err != nil {
		return err
	}
	if err := w.hands.Start(ctx); err != nil {
		return err
	}
	w.opened = append(w.opened, func() error {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		return w.hands.Stop(ending)
	})
	w.engine, err = delivery.New(delivery.Deps{
		Log: w.config.Log, View: w.mempool, Events: w.mempool, Witness: w.mempool, Wallet: w.mempool, Network: w.mempool, Purse: w.mempool,
		Predicates: predicates, Prover: w.prover, Journal: w.journal, Hands: w.hands, Clock: w.net.Now, Observe: w.note,
	}, options)
	if err == nil {
		w.good("relayer with the plugins %s and %s, each a process of its own", described.Name, w.executor)
	}
	return err
}

func (w *world) note(event delivery.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, event)
}

// step lets the relayer look at the chain once, waits for the work it begins, makes a block, and returns what happened.
func (w *world) step(ctx context.Context) ([]delivery.Event, error) {
	if err := w.engine.Tick(ctx); err != nil {
		return nil, err
	}
	if err := w.hands.Idle(ctx); err != nil {
		return nil, err
	}
	if err := w.net.Mine(ctx); err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.events
	w.events = nil
	return seen, nil
}

// until takes steps until an event of that kind.
func (w *world) until(ctx context.Context, kind delivery.Kind) (delivery.Event, error) {
	const steps = 10
	for range steps {
		seen, err := w.step(ctx)
		if err != nil {
			return delivery.Event{}, err
		}
		for _, event := range seen {
			if event.Kind == kind {
				return event, nil
			}
		}
	}
	return delivery.Event{}, deviation("the relayer looked at the chain %d times and nothing was %s", steps, kind)
}

func (w *world) sender(ctx context.Context, name string) (*chain.Sender, error) {
	return w.net.Sender(ctx, devnet.Named(name))
}

// do sends a call that must succeed, and returns its receipt.
func (w *world) do(ctx context.Context, name string, call chain.Call, err error) (*types.Receipt, error) {
	if err != nil {
		return nil, err
	}
	sender, err := w.sender(ctx, name)
	if err != nil {
		return nil, err
	}
	return sender.Do(ctx, call)
}

// refused has the contract run a call that it must refuse with the error of that name, and tells its words.
func (w *world) refused(ctx context.Context, who, name string, call chain.Call, err error) error {
	if err != nil {
		return err
	}
	sender, err := w.sender(ctx, who)
	if err != nil {
		return err
	}
	_, err = sender.Prepare(ctx, call)
	if err == nil {
		return deviation("the contract would take it: %s", call.What)
	}
	if !chain.RevertedWith(err, name) {
		return deviation("%s: the contract should refuse with %s, and said: %w", call.What, name, err)
	}
	w.under("%s", name)
	for _, line := range wrap(shorten(chain.Explain(err)), width-7) {
		w.under("  %s", line)
	}
	return nil
}

func (w *world) balance(ctx context.Context, name string) (*big.Int, error) {
	head, err := w.client.Head(ctx)
	if err != nil {
		return nil, err
	}
	if name == "escrow" {
		return w.token.Balance(ctx, head, w.escrow.Address())
	}
	return w.token.Balance(ctx, head, devnet.Named(name).Address)
}

// advanceTo moves the chain's clock.
func (w *world) advanceTo(ctx context.Context, unix uint64) error {
	return w.net.AdvanceTime(ctx, max(0, moment(unix).Sub(w.net.Now())+time.Second))
}

func btc(amount *big.Int) string {
	whole := new(big.Rat).SetFrac(amount, new(big.Int).Exp(big.NewInt(10), big.NewInt(decimals), nil))
	return whole.FloatString(decimals) + " WBTC"
}

func day(unix uint64) string {
	return moment(unix).Format("2 January 2006 15:04 MST")
}

func moment(unix uint64) time.Time {
	return time.Unix(int64(unix), 0).UTC() //nolint:gosec // half a year from now
}

func unix(moment time.Time) uint64 {
	return uint64(moment.Unix()) //nolint:gosec // half a year from now
}
