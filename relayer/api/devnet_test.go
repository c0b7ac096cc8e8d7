package api_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// real is an API over a development chain on which everything happened that can.
type real struct {
	*world
	chain *chaintest.World
	story indextest.Story
	audit *countedAudits
	names *someNames
}

func newReal(t *testing.T) *real {
	t.Helper()
	c := chaintest.New(t)
	r := &real{chain: c, story: indextest.Tell(c), world: &world{t: t, now: time.Unix(0, 0)}}
	r.index = index.New(index.Deps{Log: zerolog.Nop(), Blocks: c.Client, Events: c.Escrow, Bodies: c.Escrow, Clock: time.Now},
		index.Options{Confirmations: 2, Poll: time.Hour})
	r.audit = &countedAudits{auditor: &audit.Auditor{Client: c.Client, Escrow: c.Escrow}}
	r.names = &someNames{known: map[common.Address]api.Known{c.Predicate.Address(): {
		Contract: "Groth16Predicate", Key: c.Keys.KeyHash, Name: chaintest.PredicateName, Development: true, Unit: "root", Evidence: "proof",
	}}}
	r.deps = api.Deps{
		Log: zerolog.New(zerolog.NewTestWriter(t)), Index: r.index, Auditor: r.audit, Names: r.names, Parameters: r.names,
		Clock: func() time.Time { return r.now },
	}
	require.NoError(t, c.Devnet.Mine(t.Context()))
	r.look()
	r.begin(api.Options{ChainID: devnet.ChainID, Escrow: c.Escrow.Address(), Version: "test"})
	return r
}

// One chain is enough for all of these, in this order.
func TestOnAChain(t *testing.T) {
	t.Parallel()
	r := newReal(t)
	r.forwardsAreToldWhole(t)
	r.namesComeWhenTheyAreKnown(t)
	r.auditsAreSharedAndKept(t)
}

// What is told of real forwards is what the chain says of them.
func (r *real) forwardsAreToldWhole(t *testing.T) {
	t.Helper()
	c := r.chain
	list := get[api.ForwardPage](r.world, "/v1/forwards?sort=opened")
	require.Len(t, list.Items, len(r.story.All()))
	for _, f := range r.story.All() {
		told := get[api.ForwardDetail](r.world, "/v1/forwards/"+f.ID.Hex())
		at := slices.IndexFunc(list.Items, func(one api.Forward) bool { return one.ID == told.ID })
		require.Equal(t, list.Items[at], told.Forward)
		status, err := c.Escrow.StatusOf(t.Context(), c.Head(), f)
		require.NoError(t, err)
		require.Equal(t, status.String(), told.Status)
		require.Equal(t, "opened", told.History[len(told.History)-1].What)
		require.Equal(t, f.Opened.Tx.Hex(), string(told.History[len(told.History)-1].At.Transaction))
		require.Equal(t, "task", *told.Task.Text)
		require.True(t, *told.Task.Matches)
		require.Equal(t, len(told.Settlements), told.SettlementCount)
		for _, s := range told.Settlements {
			require.NotEmpty(t, s.Body.Proof[2:], "its own or its group's")
		}
		byID, err := c.Escrow.Forward(t.Context(), c.Head(), 0, common.HexToHash(string(told.ID)))
		require.NoError(t, err)
		require.Equal(t, f, byID)
	}

	settled := get[api.ForwardDetail](r.world, "/v1/forwards/"+r.story.Settled.ID.Hex())
	one := settled.Settlements[0]
	proved, err := c.Escrow.Settlement(t.Context(), c.Head(), r.story.Settled)
	require.NoError(t, err)
	require.EqualValues(t, proved.H.Bytes(), common.HexToHash(string(one.H)))
	require.Equal(t, []api.Hash{api.Hash(common.Hash{31: 1}.Hex()), api.Hash(common.Hash{31: 2}.Hex())}, one.Body.Payload)
	require.EqualValues(t, "150000", one.Paid)
	require.Equal(t, chaintest.ClaimDelay, one.At.Time.Sub(*one.AnnouncedAt).Truncate(chaintest.ClaimDelay))
	require.Equal(t, []string{"settled", "announced", "opened"}, happened(settled))
	require.Equal(t, one, get[api.Settlement](r.world, "/v1/forwards/"+r.story.Settled.ID.Hex()+"/settlements/1"))
	require.Equal(t, api.Remaining{Quantity: "0", Price: "0", Bond: "0"}, settled.Remaining)

	closed := get[api.ForwardDetail](r.world, "/v1/forwards/"+r.story.Closed.ID.Hex())
	require.Equal(t, []string{"closed", "moved", "settled", "accepted", "opened"}, happened(closed))
	require.Equal(t, "closed", closed.Ending.How)
	require.EqualValues(t, "50000", closed.Ending.ToBuyer)
	require.Len(t, closed.Positions.Provider.Transfers, 1)
	waiting := get[api.ForwardDetail](r.world, "/v1/forwards/"+r.story.Waiting.ID.Hex())
	require.Equal(t, []string{"announced", "moved", "opened"}, happened(waiting))
	require.Equal(t, api.Remaining{Quantity: "1", Price: "150000", Bond: "0"}, waiting.Remaining)
	require.Nil(t, waiting.Positions.Provider)
	grouped := get[api.ForwardDetail](r.world, "/v1/forwards/"+r.story.Grouped[2].ID.Hex())
	require.Equal(t, 2, grouped.Settlements[0].Group.Settled)
	require.Equal(t, api.Remaining{Quantity: "13", Price: "97500", Bond: "30000"}, grouped.Remaining)
}

func happened(f api.ForwardDetail) (what []string) {
	for _, h := range f.History {
		what = append(what, h.What)
	}
	return what
}

// Names are found out beside requests: what is not known yet, or not ours, is told as that.
func (r *real) namesComeWhenTheyAreKnown(t *testing.T) {
	t.Helper()
	f := get[api.ForwardPage](r.world, "/v1/forwards?sort=opened&limit=1").Items[0]
	require.Nil(t, f.Token.Symbol)
	require.Nil(t, f.Predicate.Name)
	require.Equal(t, "unknown", get[api.PredicateList](r.world, "/v1/predicates").Items[0].State)

	ctx, cancel := context.WithCancel(t.Context())
	r.names.asked = make(chan struct{}, 3)
	var group sync.WaitGroup
	group.Go(func() { r.api.Run(ctx) })
	for range 3 { // a token and two predicates
		<-r.names.asked
	}
	cancel()
	group.Wait()
	f = get[api.ForwardPage](r.world, "/v1/forwards?sort=opened&limit=1").Items[0]
	require.Equal(t, "WBTC", *f.Token.Symbol)
	require.Equal(t, 8, *f.Token.Decimals)
	require.Equal(t, chaintest.PredicateName, *f.Predicate.Name)
	list := get[api.PredicateList](r.world, "/v1/predicates")
	require.Equal(t, 2, list.Total)
	require.Equal(t, 5, list.Items[0].Forwards)
	require.Equal(t, "root", *list.Items[0].UnitName)
	require.True(t, *list.Items[0].Development)
	require.Equal(t, "foreign", list.Items[1].State)

	told := get[api.ForwardDetail](r.world, "/v1/forwards/"+string(f.ID))
	require.JSONEq(t, `{"root":"params"}`, string(told.Parameters.Decoded))
	require.False(t, *told.Parameters.Matches, "the terms name another commitment")
	require.Equal(t, 1, r.names.read)
	get[api.ForwardDetail](r.world, "/v1/forwards/"+string(f.ID))
	require.Equal(t, 1, r.names.read, "they were read just now")
}

// An audit is made once for a final block, however many ask for it at once, and not again for what is over.
func (r *real) auditsAreSharedAndKept(t *testing.T) {
	t.Helper()
	path := func(f chain.Forward) string { return "/v1/forwards/" + f.ID.Hex() + "/audit" }
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			report := get[api.Audit](r.world, path(r.story.Settled))
			if report.Verdict != "incomplete" {
				t.Errorf("the verdict is %s: %v", report.Verdict, report.Checks)
			}
		})
	}
	group.Wait()
	require.Equal(t, 1, r.audit.made(r.story.Settled.ID))
	report := get[api.Audit](r.world, path(r.story.Waiting))
	require.Equal(t, "not applicable", report.Verdict)
	at := slices.IndexFunc(report.Checks, func(c api.Check) bool { return c.Name == "terms" })
	require.Equal(t, "holds", report.Checks[at].Result)

	require.NoError(t, r.chain.Devnet.Mine(t.Context()))
	r.look()
	get[api.Audit](r.world, path(r.story.Settled))
	get[api.Audit](r.world, path(r.story.Waiting))
	require.Equal(t, 1, r.audit.made(r.story.Settled.ID), "it is over")
	require.Equal(t, 2, r.audit.made(r.story.Waiting.ID), "something may have happened to it")

	r.audit.fail(errors.New("a secret of the endpoint"))
	require.NoError(t, r.chain.Devnet.Mine(t.Context()))
	r.look()
	p := r.refused(http.StatusServiceUnavailable, path(r.story.Waiting))
	require.NotContains(t, p.Detail, "secret")
	fresh := r.chain.Open(r.chain.Terms())
	r.look()
	p = r.refused(http.StatusServiceUnavailable, path(fresh))
	require.Contains(t, p.Detail, "does not count as confirmed yet")
}
