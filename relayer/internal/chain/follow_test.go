package chain_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// hints follows the escrow from a block on.
func hints(t *testing.T, w *chaintest.World, from uint64) (all []chain.Hint) {
	t.Helper()
	head, next := w.Head(), from
	leftOut, err := w.Escrow.Follow(t.Context(), head, from, common.Address{}, func(part []chain.Hint, upTo uint64) error {
		require.GreaterOrEqual(t, upTo, next)
		next = upTo + 1
		all = append(all, part...)
		return nil
	})
	require.NoError(t, err)
	require.Zero(t, leftOut)
	require.Equal(t, head.Number+1, next, "the parts are about all blocks")
	return all
}

// Whatever changes what is read of a forward names it.
func TestWhatHappensToAForwardNamesIt(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider, buyer := devnet.Named(devnet.Provider).Address, devnet.Named(devnet.Buyer).Address
	forward := w.Open(w.AssignedTerms())
	named := func(what string, want chain.Hint) {
		t.Helper()
		require.Contains(t, hints(t, w, w.Head().Number), want, what)
	}
	named("opening", chain.Hint{Forward: forward.ID, Opened: &forward})
	w.Accept(forward)
	named("acceptance", chain.Hint{Forward: forward.ID, Provider: provider})

	approve, err := w.Escrow.ApproveCall(forward.ID, chain.ProviderSide, buyer)
	w.Do(devnet.Provider, approve, err)
	named("approval", chain.Hint{Forward: forward.ID})
	w.AdvanceTo(forward.Terms.Start)
	settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, provider, step(0, 8, 8)))
	w.Do(devnet.Provider, settle, err)
	named("settlement", chain.Hint{Forward: forward.ID, Over: true})
	transfer, err := w.Escrow.TransferCall(forward.ID, chain.ProviderSide, provider, buyer)
	w.Do(devnet.Provider, transfer, err)
	named("transfer", chain.Hint{Forward: forward.ID})
	w.AdvanceTo(forward.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	w.Do(devnet.Buyer, reclaim, err)
	named("end", chain.Hint{Forward: forward.ID, Over: true})

	open := w.Open(w.Terms())
	h := statement.WordFromUint64(7)
	announce, err := w.Escrow.AnnounceCall(open.ID, h)
	w.Do(devnet.Provider, announce, err)
	named("announcement", chain.Hint{Forward: open.ID, H: h.Bytes()})

	all := hints(t, w, 0)
	require.Contains(t, all, chain.Hint{Forward: forward.ID, Opened: &forward})
	require.Contains(t, all, chain.Hint{Forward: open.ID, Opened: &open})
	broken := errors.New("broken off")
	_, err = w.Escrow.Follow(t.Context(), w.Head(), 0, common.Address{}, func([]chain.Hint, uint64) error { return broken })
	require.ErrorIs(t, err, broken)
}

// An endpoint answers with what nobody asked for.
func TestOnlyWhatWasAskedForIsAHint(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 1)
	s.Open(s.Terms())
	s.start()
	head := s.requireAt(0)
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	for want, meddle := range map[string]func(*types.Log){
		"it has no topics":  func(log *types.Log) { log.Topics = []common.Hash{} },
		"no event with id":  func(log *types.Log) { log.Topics[0][0] ^= 1 },
		"the log is of 0x":  func(log *types.Log) { log.Address[0] ^= 1 },
		"of another event ": func(log *types.Log) { log.Topics = log.Topics[:3] },
	} {
		s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
			var logs []types.Log
			require.NoError(t, json.Unmarshal(r.True(), &logs))
			meddle(&logs[0])
			return r.Answer(w, logs)
		}, "eth_getLogs"))
		_, err := escrow.Follow(t.Context(), head, 0, common.Address{}, func([]chain.Hint, uint64) error { return nil })
		require.ErrorContains(t, err, want)
	}
}

// hintOf is what one log says, which an endpoint answers with in the place of the one there is.
func hintOf(t *testing.T, change func(log *types.Log)) []chain.Hint {
	t.Helper()
	s := newSeveral(t, 1)
	s.Open(s.Terms())
	s.start()
	s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		var logs []types.Log
		require.NoError(t, json.Unmarshal(r.True(), &logs))
		change(&logs[0])
		return r.Answer(w, logs[:1])
	}, "eth_getLogs"))
	var all []chain.Hint
	_, err := chain.NewEscrow(s.client, s.Escrow.Address()).Follow(t.Context(), s.requireAt(0), 0, common.Address{}, func(part []chain.Hint, _ uint64) error {
		all = append(all, part...)
		return nil
	})
	require.NoError(t, err)
	return all
}

// A settlement may have any number of bytes: nothing of them is needed to know what it is about.
func TestALongLogIsAHintAllTheSame(t *testing.T) {
	t.Parallel()
	settled := chaintest.NewLogs(t).Settled(common.Hash{1}, 3<<20)
	all := hintOf(t, func(log *types.Log) { log.Topics, log.Data = settled.Topics, settled.Data })
	require.Equal(t, []chain.Hint{{Forward: common.Hash{1}, Over: true}}, all)
}

func TestAnApprovalForAllNamesWhoMayAct(t *testing.T) {
	t.Parallel()
	operator := devnet.Named(devnet.Provider).Address
	all := hintOf(t, func(log *types.Log) {
		event := crypto.Keccak256Hash([]byte("ApprovalForAll(address,address,bool)"))
		log.Topics = []common.Hash{event, {1}, common.BytesToHash(operator[:])}
	})
	require.Equal(t, []chain.Hint{{Operator: operator}}, all)
}

func TestManyAreAskedAboutAtOnce(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	var forwards []chain.Forward
	for range 3 {
		forwards = append(forwards, s.Open(s.Terms()), s.Open(s.AssignedTerms()))
	}
	h := statement.WordFromUint64(7)
	announce, err := s.Escrow.AnnounceCall(forwards[0].ID, h)
	s.Do(devnet.Provider, announce, err)
	s.start()
	head, err := s.client.Agreed(t.Context(), s.requireAt(0))
	require.NoError(t, err)
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	about := make([]statement.Word, len(forwards))
	about[0], about[2] = h, h

	unknown := forwards[1]
	unknown.Salt[0] ^= 1
	unknown.ID = common.Hash{1}
	stands, err := escrow.Statuses(t.Context(), head, append(forwards, unknown), append(about, statement.Word{}))
	require.NoError(t, err)
	require.Len(t, stands, len(forwards)+1)
	for i, f := range append(forwards, unknown) {
		status, err := escrow.StatusOf(t.Context(), head, f)
		require.NoError(t, err)
		require.Equal(t, status, stands[f.ID].Status)
		require.Equal(t, i == 0, stands[f.ID].AnnouncedAt != 0)
	}
	require.Equal(t, 1, s.ends[0].Asked(""), "one request")
	require.Equal(t, 1, s.ends[1].Asked(""), "of each that has to agree")
	require.Equal(t, chain.StatusNone, stands[unknown.ID].Status)
}

// Some endpoints take no batches, or answer a part of one. They are asked singly then, and not left alone for it.
func TestEndpointsThatTakeNoBatchesAreAskedSingly(t *testing.T) {
	t.Parallel()
	answer := func(answer string) chaintest.Fault {
		return func(w http.ResponseWriter, r *chaintest.Request) bool {
			if r.Method == "" {
				_, _ = w.Write([]byte(answer))
			}
			return r.Method == ""
		}
	}
	for name, fault := range map[string]chaintest.Fault{
		"refused":      chaintest.Only(chaintest.Status(http.StatusBadRequest), ""),
		"hurried off":  chaintest.Only(chaintest.Status(http.StatusTooManyRequests), ""),
		"nothing":      answer(""),
		"no answers":   answer("[]"),
		"one of two":   answer(`[{"jsonrpc":"2.0","id":1,"result":"0x"}]`),
		"another kind": answer(`{"jsonrpc":"2.0","id":1,"result":"0x"}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSeveral(t, 2)
			forwards := []chain.Forward{s.Open(s.Terms()), s.Open(s.Terms())}
			s.start()
			head := s.requireAt(0)
			escrow := chain.NewEscrow(s.client, s.Escrow.Address())
			s.ends[0].Behave(fault)
			for range 2 {
				_, err := escrow.Statuses(t.Context(), head, forwards, make([]statement.Word, 2))
				require.ErrorIs(t, err, chain.ErrSingly)
			}
			require.Equal(t, 1, s.ends[0].Asked(""), "it is not tried again at once")
			_, err := escrow.StatusOf(t.Context(), s.requireAt(0), forwards[0])
			require.NoError(t, err)
			s.ends[0].Behave(nil)
			if name == "refused" {
				s.wait(5 * time.Minute)
				_, err := escrow.Statuses(t.Context(), head, forwards, make([]statement.Word, 2))
				require.ErrorIs(t, err, chain.ErrSingly)
				s.wait(5 * time.Minute)
			}
			s.wait(time.Minute)
			stands, err := escrow.Statuses(t.Context(), head, forwards, make([]statement.Word, 2))
			require.NoError(t, err)
			require.Len(t, stands, 2)
		})
	}
}
