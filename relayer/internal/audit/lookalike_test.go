package audit_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// These histories are true: the endpoint tells them as they were, and what was done in them is what fails. Each is told once more
// without the deed, and then nothing fails.
func TestDeeds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do    func(w *chaintest.World, deed bool) chain.Forward // the forward that is to fail
		known func(w *chaintest.World, deed bool) knows
		id    uint64 // of the chain
		fails []string
		lacks []string
	}{
		"a development key where there is value": {
			do: func(w *chaintest.World, _ bool) chain.Forward { return paid(w, w.Terms(), w.Keys) },
			known: func(_ *chaintest.World, deed bool) knows {
				k := all
				if !deed {
					k.setup = keys.SetupCeremony
				}
				return k
			},
			id: 1, fails: []string{"key provenance"},
		},
		"a proxy in front of the predicate": {
			do: func(w *chaintest.World, deed bool) chain.Forward {
				terms := w.Terms()
				if deed { // EIP-1167: all calls go on, and so does what is in code
					code := append(common.FromHex("363d3d373d3d3d363d73"), terms.Predicate[:]...)
					terms.Predicate = deploy(w.T, w, append(code, common.FromHex("5af43d82803e903d91602b57fd5bf3")...))
				}
				return paid(w, terms, w.Keys)
			},
			fails: []string{"predicate", "key", "proof"}, lacks: []string{"parameters"},
		},
		"a key of the provider's own": {
			do: func(w *chaintest.World, deed bool) chain.Forward {
				bundle, terms := w.Keys, w.Terms()
				if deed {
					other, err := chaintest.HourKeys()
					require.NoError(w.T, err)
					predicate, err := chain.DeployPredicate(w.T.Context(), w.Sender(devnet.Thief), chain.PredicateKeys{One: other.KeyWords})
					require.NoError(w.T, err)
					bundle, terms.Predicate = other, predicate.Address()
				}
				return paid(w, terms, bundle)
			},
			lacks: []string{"key provenance"},
		},
		"a key that sells hours behind a contract that forgets them": {
			do: func(w *chaintest.World, deed bool) chain.Forward {
				terms := w.AssignedTerms()
				hours, bundle := w.WithHourLedger()
				terms.Predicate = hours.Address()
				if deed {
					predicate, err := chain.DeployPredicate(w.T.Context(), w.Sender(devnet.Thief), chain.PredicateKeys{One: bundle.KeyWords})
					require.NoError(w.T, err)
					terms.Predicate = predicate.Address()
				}
				forward := w.Open(terms)
				w.Accept(forward)
				w.AdvanceTo(terms.Start)
				sell(w, bundle, forward, 0b1)
				return forward
			},
			known: func(*chaintest.World, bool) knows { k := all; k.bundle = "gpu-hours"; return k },
			fails: []string{"key provenance"},
		},
		"an hour sold twice, by two contracts": {
			do: func(w *chaintest.World, deed bool) chain.Forward {
				var forwards []chain.Forward
				var bundles []*keys.Bundle
				for range 2 {
					predicate, bundle := w.WithHourLedger()
					terms := w.AssignedTerms()
					terms.Predicate = predicate.Address()
					forwards = append(forwards, w.Open(terms))
					w.Accept(forwards[len(forwards)-1])
					bundles = append(bundles, bundle)
				}
				w.AdvanceTo(max(forwards[0].Terms.Start, forwards[1].Terms.Start))
				sell(w, bundles[0], forwards[0], 0b11)
				mask := uint64(0b1100)
				if deed {
					mask = 0b0110
				}
				sell(w, bundles[1], forwards[1], mask)
				return forwards[1]
			},
			known: func(*chaintest.World, bool) knows { k := all; k.bundle = "gpu-hours"; return k },
			fails: []string{"settlement 1: double sale"},
		},
		"a mislabelled unit": {
			do: func(w *chaintest.World, deed bool) chain.Forward {
				terms := w.Terms()
				if deed {
					terms.Unit[0] ^= 1
				}
				return paid(w, terms, w.Keys)
			},
			fails: []string{"parameters"},
		},
		"parameters that were not committed to": {
			do: func(w *chaintest.World, deed bool) chain.Forward {
				terms, root := w.Terms(), uint64(chaintest.Root)
				if deed {
					root = 2
					terms.Params = chaintest.Params(root)
				}
				return paidFor(w, terms, w.Keys, root)
			},
			fails: []string{"parameters"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, deed := range []bool{false, true} {
				w := chaintest.Start(t, devnet.Config{ID: c.id, Now: noon})
				forward := c.do(w, deed)
				a := auditor(w, all)
				if c.known != nil {
					k := c.known(w, deed)
					a.Predicates, a.Provenance = k, k
				}
				if name == "a key of the provider's own" {
					a.Provenance = knowsOne{all, w.Keys.KeyHash}
				}
				var fails, lacks []string
				if deed {
					fails, lacks = c.fails, c.lacks
				}
				for _, selection := range []audit.Selection{{}, {IDs: []common.Hash{forward.ID}}} {
					reports, summary := sweep(t, a, w.Head(), selection)
					for id, report := range reports {
						if id != forward.ID {
							require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
						}
					}
					report := reports[forward.ID]
					require.Equal(t, fails, results(report, audit.Fails))
					require.Equal(t, lacks, results(report, audit.Incomplete))
					want := audit.Holds
					switch {
					case len(fails) > 0:
						want = audit.Fails
					case len(lacks) > 0:
						want = audit.Incomplete
					}
					require.Equal(t, want, summary.Verdict)
				}
			}
		})
	}
}

// paid is a forward that is delivered and paid under a key.
func paid(w *chaintest.World, terms statement.Terms, bundle *keys.Bundle) chain.Forward {
	return paidFor(w, terms, bundle, chaintest.Root)
}

func paidFor(w *chaintest.World, terms statement.Terms, bundle *keys.Bundle, root uint64) chain.Forward {
	w.T.Helper()
	forward, provider := w.Open(terms), devnet.Named(devnet.Provider).Address
	step := chain.Step{To: 1, Amount: terms.Quantity}
	header, err := w.Escrow.Header(forward, provider, step).Words()
	require.NoError(w.T, err)
	h, proof, err := chaintest.Prove(bundle, header, nil, root)
	require.NoError(w.T, err)
	w.Settle(chain.Delivery{Forward: forward, Recipient: provider, Step: step, H: h, Proof: proof})
	return forward
}

// sell delivers all of a forward as hours of one device.
func sell(w *chaintest.World, bundle *keys.Bundle, forward chain.Forward, mask uint64) {
	w.T.Helper()
	var none statement.Word
	set, device := statement.WordFromUint64(5), statement.WordFromUint64(9)
	step := chain.Step{To: 20, Amount: big.NewInt(20)}
	delivery := w.DeliverUnder(bundle, forward, devnet.Named(devnet.Provider).Address, step, none, none, set, device, statement.WordFromUint64(mask))
	call, err := w.Escrow.SettleCall(delivery)
	w.Do(devnet.Provider, call, err)
}

// A contract that says it took part of an offer, and keeps none, is not believed.
func TestOffersThatAreNone(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	parts := w.TakeBid(w.Offers.Address(), terms, 1)
	report := run(t, w, all, parts[0].ID)
	require.Contains(t, words(report, "offer"), "took 1 units for 150000 of a bid of "+devnet.Named(devnet.Buyer).Address.Hex())
	require.Empty(t, results(report, audit.Fails))
}

// Two endpoints that tell the same are told so, and what they differ in fails.
func TestTwoEndpoints(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	paid(w, w.Terms(), w.Keys)
	endpoint, at := honest(t, w), w.Head()
	compared := func(other *liar) audit.Check {
		other.cover(bare)
		a := auditor(w, all)
		a.Compare = other.client()
		_, summary := sweep(t, a, at, audit.Selection{})
		check := summary.Checks[len(summary.Checks)-1]
		require.Equal(t, "compared", check.Name)
		return check
	}
	same := compared(endpoint.copied(t))
	require.Equal(t, audit.Holds, same.Result, same.Words)
	require.Contains(t, same.Words, "another endpoint has the same block "+at.Hash.Hex())

	fork := endpoint.copied(t)
	fork.headers[at.Number].Extra = []byte("another chain")
	require.Contains(t, compared(fork).Words, "at http://127.0.0.1")
	behind := endpoint.copied(t)
	behind.headers = behind.headers[:at.Number]
	require.Equal(t, audit.Incomplete, compared(behind).Result)
	quiet := endpoint.copied(t)
	quiet.receipts[at.Number] = nil
	check := compared(quiet)
	require.Equal(t, audit.Fails, check.Result)
	require.Contains(t, check.Words, "there are")
	other := endpoint.copied(t)
	other.code = map[common.Address][]byte{w.Predicate.Address(): {0xfe}}
	require.Contains(t, compared(other).Words, "is another one with 1 at")
}

// A forward that is asked for by its id is not told of as if the log that was left out had never been.
func TestAnOmittedLogOfOneForward(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := paid(w, w.Terms(), w.Keys)
	paid(w, w.Terms(), w.Keys)
	for _, omit := range []bool{false, true} {
		l := honest(t, w).copied(t)
		log := l.log(sigSettled, forward.ID)
		l.hidden = func(other *types.Log) bool { return omit && other == log }
		l.cover(bare)
		client := l.client()
		a := &audit.Auditor{Client: client, Escrow: chain.NewEscrow(client, w.Escrow.Address()), Predicates: all, Provenance: all}
		report, err := a.Audit(t.Context(), w.Head(), forward.ID)
		require.NoError(t, err)
		require.Equal(t, chain.StatusSettled, report.Status)
		require.Empty(t, results(report, audit.Fails), "what was left out was found")
		require.Equal(t, map[bool]audit.Result{false: audit.Holds, true: audit.Fails}[omit], report.Verdict, "%+v", report.Chain)
	}
}

// The block that was to be audited is no more: that is no fault of any forward.
func TestTheAuditedBlockVanishes(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	paid(w, w.Terms(), w.Keys)
	at, fork := w.Head(), honest(t, w).copied(t)
	fork.headers[at.Number-1].Extra = []byte("another chain")
	fork.cover(inChain)
	client := fork.client()
	for _, selection := range []audit.Selection{{}, {From: 1}} {
		a := &audit.Auditor{Client: client, Escrow: chain.NewEscrow(client, w.Escrow.Address()), Predicates: all, Provenance: all}
		_, err := a.Sweep(t.Context(), at, selection, func(audit.Report) error { return nil })
		require.ErrorIs(t, err, chain.ErrReorg)
	}
}

// Answers that are none end the audit with an error that says so, and nothing worse.
func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := paid(w, w.Terms(), w.Keys)
	for method, c := range map[string]struct{ answer, says string }{
		"eth_getBlockByNumber":  {`null`, "read the header of block"},
		"eth_getBlockReceipts":  {`[null]`, "is none"},
		"eth_getLogs":           {`[{"topics": []}]`, "read the logs of"},
		"eth_getCode":           {`"what"`, "read the code of"},
		"eth_getProof":          {`{"accountProof": ["0x"], "storageProof": null}`, ""},
		"eth_getBlockByNumber ": {`{"number": "0x1"}`, "read the header of block"},
	} {
		l := honest(t, w).copied(t)
		l.cover(bare)
		client := l.client()
		at, err := client.Head(t.Context())
		require.NoError(t, err)
		l.instead = map[string]json.RawMessage{strings.TrimSpace(method): json.RawMessage(c.answer)}
		a := &audit.Auditor{Client: client, Escrow: chain.NewEscrow(client, w.Escrow.Address()), Predicates: all, Provenance: all}
		report, err := a.Audit(t.Context(), at, forward.ID)
		if c.says == "" {
			require.NoError(t, err)
			require.Equal(t, audit.Fails, report.Verdict)
			continue
		}
		require.ErrorContains(t, err, c.says, method)
	}
}

// Whoever likes draws a challenge for a forward that nobody opened. That is nothing to hold against anybody.
func TestADrawForNothing(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	terms.BeaconBlock = 1
	contract, err := w.Escrow.Rounds(t.Context(), w.Head())
	require.NoError(t, err)
	draw, err := contract.DrawCall(chain.Forward{Terms: terms, Buyer: devnet.Named(devnet.Thief).Address})
	w.Do(devnet.Thief, draw, err)
	reports, summary := sweep(t, auditor(w, all), w.Head(), audit.Selection{})
	require.Empty(t, reports)
	require.Equal(t, audit.Holds, summary.Verdict, "%+v", summary)
}
