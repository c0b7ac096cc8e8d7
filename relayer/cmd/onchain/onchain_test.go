// Package onchain_test runs the commands that need a chain, from scripts that read like a user's terminal. Each script has
// a development chain of its own, whose predicate's circuit is tiny, and an external plugin that goes with it.
package onchain_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/cmd"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func TestMain(m *testing.M) {
	testscript.Main(databasetest.With(m), map[string]func(){
		"tercet": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			status := cmd.Main(ctx, os.Args, cmd.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
			stop()
			os.Exit(status) //nolint:forbidigo // this is a main
		},
		chaintest.PredicateName: func() { sdk.ServePredicate(cubeRoot{}) },
	})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	runScripts(t, "testdata/*.txtar", devnet.Config{HTTP: true, Now: func() time.Time { return now }}, setup)
}

func runScripts(t *testing.T, pattern string, config devnet.Config, setup func(*chaintest.World, *testscript.Env) error) {
	t.Helper()
	scripts, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			t.Parallel()
			w := chaintest.Start(t, config)
			var clock stopwatch
			var base postgres
			testscript.Run(t, testscript.Params{
				Files: []string{script},
				Setup: func(env *testscript.Env) error { return setup(w, env) },
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"advance":      func(ts *testscript.TestScript, _ bool, args []string) { advance(w, ts, args) },
					"deliver":      func(ts *testscript.TestScript, _ bool, args []string) { deliver(w, ts, args) },
					"deliver-step": func(ts *testscript.TestScript, _ bool, args []string) { deliverStep(w, ts, args) },
					"field":        field,
					"await":        await,
					"clock":        clock.start,
					"within":       clock.within,
					"fetch":        fetch,
					"postgres":     func(ts *testscript.TestScript, _ bool, args []string) { base.command(t, ts, args) },
				},
			})
		})
	}
}

// setup gives a script a deployment, the accounts' keys and the plugin.
func setup(w *chaintest.World, env *testscript.Env) error {
	set := func(name string, path ...string) string {
		value := filepath.Join(append([]string{env.WorkDir}, path...)...)
		env.Setenv(name, value)
		return value
	}
	env.Setenv("TMPDIR", os.TempDir())        // a socket's path may not be long
	env.Setenv("GORACE", "atexit_sleep_ms=0") // or each program waits a second before it ends
	env.Setenv("TZ", "UTC")                   // times are told where the reader is
	env.Setenv("RPC", w.Devnet.URL())
	env.Setenv("ESCROW", w.Escrow.Address().Hex())
	env.Setenv("WBTC", w.Token.Address().Hex())
	env.Setenv("PREDICATE", w.Predicate.Address().Hex())
	set("TERCET_KEYS", "no-keys")
	if err := w.Deployment.Save(set("TERCET_DEPLOYMENT", "deployment.json")); err != nil {
		return err
	}
	for _, account := range devnet.Accounts() {
		if err := chain.NewSigner(account.Key).Save(filepath.Join(env.WorkDir, account.Name+".key")); err != nil {
			return err
		}
	}
	lookAlike, err := w.Sender(devnet.Thief).Do(w.T.Context(), chain.Call{
		Data: common.FromHex("0x6103e85f526020601ff3"), What: "deploy a contract that is no predicate", // code of one byte
	})
	if err != nil {
		return err
	}
	env.Setenv("LOOKALIKE", lookAlike.ContractAddress.Hex())
	return installPlugin(set("TERCET_PLUGINS", "plugins"))
}

func installPlugin(folder string) error {
	source, err := exec.LookPath(chaintest.PredicateName)
	if err != nil {
		return err
	}
	binary, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	pins, err := json.Marshal(map[string]any{
		chaintest.PredicateName: map[string]any{"sha256": fmt.Sprintf("%x", sha256.Sum256(binary)), "kind": sdk.KindPredicate, "trusted": true},
	})
	if err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "pins.json"), pins, 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, chaintest.PredicateName), binary, 0o755)
}

// advance SECONDS moves the chain's clock.
func advance(w *chaintest.World, ts *testscript.TestScript, args []string) {
	seconds, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(w.Devnet.AdvanceTime(w.T.Context(), time.Duration(seconds)*time.Second))
}

// deliver ID TEXT seals a text to the forward's buyer, proves, announces and settles.
func deliver(w *chaintest.World, ts *testscript.TestScript, args []string) {
	id := common.HexToHash(args[0])
	forward, err := w.Escrow.Forward(w.T.Context(), w.Head(), 0, id)
	ts.Check(err)
	provider := devnet.Named(devnet.Provider).Address
	step := chain.Step{To: 1, Amount: forward.Terms.Quantity}
	header, err := w.Escrow.Header(forward, provider, step).Words()
	ts.Check(err)
	rho, err := statement.RandomScalar(rand.Reader)
	ts.Check(err)
	seal := statement.PublicKey{X: forward.Terms.SealX, Y: forward.Terms.SealY}
	var text [31]byte
	copy(text[:], args[1])
	message, err := statement.WordFromBytes([32]byte(append([]byte{0}, text[:]...)))
	ts.Check(err)
	payload, err := statement.Seal(seal, rho, header[statement.ClaimWord], header[statement.ProgressWord], []statement.Word{message})
	ts.Check(err)
	w.Settle(w.Deliver(forward, provider, payload...))
}

// deliver-step ID FROM TO proves some units of an accepted forward and settles them.
func deliverStep(w *chaintest.World, ts *testscript.TestScript, args []string) {
	forward, err := w.Escrow.Forward(w.T.Context(), w.Head(), 0, common.HexToHash(args[0]))
	ts.Check(err)
	from, err := strconv.ParseUint(args[1], 10, 64)
	ts.Check(err)
	to, err := strconv.ParseUint(args[2], 10, 64)
	ts.Check(err)
	step := chain.Step{From: from, To: to, Amount: new(big.Int).SetUint64(to - from)}
	settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, devnet.Named(devnet.Provider).Address, step))
	w.Do(devnet.Provider, settle, err)
}

// field FILE NAME VARIABLE sets a variable to a field of a JSON object.
func field(ts *testscript.TestScript, _ bool, args []string) {
	var object map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &object))
	ts.Setenv(args[2], fmt.Sprint(object[args[1]]))
}
