package audit_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// knows is a predicate and a provenance that answer what a test wants.
type knows struct {
	unit   common.Hash
	setup  string
	bundle string
	err    error
}

func (k knows) Params(_ context.Context, _ common.Hash, preimage []byte) (statement.Word, common.Hash, bool, error) {
	if string(preimage) != "params" {
		return statement.Word{}, common.Hash{}, true, audit.ErrUnreadable
	}
	return chaintest.Params(chaintest.Root), k.unit, k.unit != common.Hash{}, k.err
}

func (k knows) Origin(context.Context, common.Hash) (audit.Origin, bool, error) {
	return audit.Origin{Setup: k.setup, Bundle: k.bundle}, k.setup != "", nil
}

var all = knows{unit: crypto.Keccak256Hash([]byte("unit")), setup: keys.SetupDevelopment}

func auditor(w *chaintest.World, k knows) *audit.Auditor {
	return &audit.Auditor{Client: w.Client, Escrow: w.Escrow, Predicates: k, Provenance: k}
}

func run(t *testing.T, w *chaintest.World, k knows, id common.Hash) audit.Report {
	t.Helper()
	report, err := auditor(w, k).Audit(t.Context(), w.Head(), id)
	require.NoError(t, err)
	return report
}

// results are a report's checks as "name: result".
func results(report audit.Report, want audit.Result) []string {
	var names []string
	for _, check := range report.Checks {
		if check.Result == want {
			names = append(names, check.Name)
		}
	}
	return names
}

func TestDeliveredForwardHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	key, err := statement.GenerateSealingKey(zeros{})
	require.NoError(t, err)
	terms := w.Terms()
	terms.SealX, terms.SealY = key.Public().X, key.Public().Y
	forward := w.Open(terms)
	w.Settle(w.Deliver(forward, devnet.Named(devnet.Provider).Address, statement.WordFromUint64(3)))
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Equal(t, chain.StatusSettled, report.Status)
	require.Equal(t, []string{
		"escrow", "terms", "funds", "task", "sealing key", "predicate", "key provenance", "parameters", "state and events", "positions",
		"window", "step", "announcement", "header", "key", "proof", "proof by contract", "price", "payment",
	}, results(report, audit.Holds))
	require.Empty(t, results(report, audit.NotApplicable))
	require.Len(t, report.Warnings, 1, "a development key is always told")

	// Long afterwards the same proof and payment are found good.
	w.Advance(1000 * time.Hour)
	require.Equal(t, audit.Holds, run(t, w, all, forward.ID).Verdict)

	// The key may be the provider's own, with which everything is proved. That must not look like a good payment.
	for name, c := range map[string]struct {
		known knows
		lacks []string
	}{
		"nothing is known":          {knows{}, []string{"key provenance", "parameters"}},
		"not how the key was made":  {knows{unit: all.unit}, []string{"key provenance"}},
		"not what was to be proved": {knows{setup: all.setup}, []string{"parameters"}},
	} {
		report = run(t, w, c.known, forward.ID)
		require.Equal(t, audit.Incomplete, report.Verdict, name)
		require.Equal(t, c.lacks, results(report, audit.Incomplete), name)
		require.Empty(t, results(report, audit.Fails), name)
	}
}

// Where the money went back, no key earned anything.
func TestReclaimUnderAnUnknownKeyHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.Terms())
	w.AdvanceTo(forward.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	w.Do(devnet.Thief, reclaim, err)
	report := run(t, w, knows{}, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Equal(t, []string{"key provenance", "parameters"}, results(report, audit.Incomplete))
}

func TestForwardThatIsNotDeliveredIsNotJudged(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.Terms())
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.NotApplicable, report.Verdict)
	require.Equal(t, []string{"sealing key", "payment"}, results(report, audit.NotApplicable))
	require.Empty(t, results(report, audit.Fails))

	_, err := auditor(w, all).Audit(t.Context(), w.Head(), common.Hash{1})
	require.ErrorIs(t, err, chain.ErrNoForward)
}

func TestReclaimedForwardHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.Terms())
	w.AdvanceTo(forward.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	w.Do(devnet.Thief, reclaim, err)
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Contains(t, results(report, audit.Holds), "payment")
}

// A buyer's position that a contract holds is not paid but credited, so that it cannot stand in the way.
func TestReclaimedForAContractIsCredited(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms, holder := w.Terms(), w.Predicate.Address()
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), terms.Price)
	w.Do(devnet.Buyer, approve, err)
	open, err := w.Escrow.OpenCall(terms, holder, common.Hash{}, []byte("params"), []byte("task"))
	forward, err := w.Escrow.OpenedIn(w.Do(devnet.Buyer, open, err))
	require.NoError(t, err)
	w.AdvanceTo(terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	w.Do(devnet.Thief, reclaim, err)

	owed, err := w.Escrow.Owed(t.Context(), w.Head(), w.Token.Address(), holder)
	require.NoError(t, err)
	require.Equal(t, terms.Price, owed)
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	last := report.Checks[len(report.Checks)-1]
	require.Equal(t, "payment", last.Name)
	require.Contains(t, last.Words, "the escrow owes "+holder.Hex())
}

func TestParametersThatDoNotCommitFail(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	terms.Params = chaintest.Params(8)
	require.Equal(t, []string{"parameters"}, results(run(t, w, all, w.Open(terms).ID), audit.Fails))
	terms = w.Terms()
	terms.Unit[0] ^= 1
	require.Equal(t, []string{"parameters"}, results(run(t, w, all, w.Open(terms).ID), audit.Fails))
	unreadable := all
	unreadable.err = audit.ErrUnreadable
	forward := w.Open(w.Terms())
	require.Equal(t, []string{"parameters"}, results(run(t, w, unreadable, forward.ID), audit.Fails))

	// A plugin that does not work is no fault of the forward.
	unreadable.err = errors.New("the plugin died")
	report := run(t, w, unreadable, forward.ID)
	require.Empty(t, results(report, audit.Fails))
	require.Contains(t, words(report, "parameters"), "the plugin died")
}

// A sealing key of low order seals nothing: everybody can read what was delivered.
func TestLowOrderSealingKeyFails(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	terms.SealY = statement.WordFromUint64(1) // (0, 1), the neutral element, is on the curve
	require.Equal(t, []string{"sealing key"}, results(run(t, w, all, w.Open(terms).ID), audit.Fails))
}

// A buyer names a predicate that says yes to everything, or that never answers.
func TestLookAlikePredicateFails(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	for name, code := range map[string]string{
		"answers the key hash to everything": "7f" + common.Bytes2Hex(w.Keys.KeyHash[:]) + "5f5260205ff3",
		"answers nothing":                    "00",
		"reverts":                            "5f5ffd",
		"burns all gas":                      "fe",
		"answers a megabyte":                 "620fffff5ff3",
	} {
		terms := w.Terms()
		terms.Predicate = deploy(t, w, common.FromHex(code))
		forward := w.Open(terms)
		report := run(t, w, all, forward.ID)
		require.Contains(t, results(report, audit.Fails), "predicate", name)
		require.Equal(t, audit.Fails, report.Verdict)
	}
}

// What was paid under a look-alike was not earned, and the audit shows it though every event looks right.
func TestPaymentUnderALookAlikePredicateFails(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	terms.Predicate = deploy(t, w, common.FromHex("7f"+common.Bytes2Hex(w.Keys.KeyHash[:])+"5f5260205ff3"))
	forward := w.Open(terms)
	thief := devnet.Named(devnet.Thief).Address
	w.Settle(chain.Delivery{
		Forward: forward, Recipient: thief, Step: chain.Step{To: 1, Amount: terms.Quantity},
		H: statement.WordFromUint64(5), Proof: make([]byte, keys.ProofSize),
	})
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Fails, report.Verdict)
	require.Subset(t, results(report, audit.Fails), []string{"predicate", "key", "proof"})
	require.Contains(t, results(report, audit.Holds), "payment", "the money did go")
}

// deploy puts runtime code on the chain.
func deploy(t testing.TB, w *chaintest.World, runtime []byte) common.Address {
	t.Helper()
	creation := append([]byte{0x61, byte(len(runtime) >> 8), byte(len(runtime)), 0x80, 0x60, 0x0a, 0x5f, 0x39, 0x5f, 0xf3}, runtime...)
	receipt, err := w.Sender(devnet.Thief).Do(t.Context(), chain.Call{Data: creation, What: "deploy a look-alike"})
	require.NoError(t, err)
	return receipt.ContractAddress
}

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// zeros stands in for randomness where none is needed.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
