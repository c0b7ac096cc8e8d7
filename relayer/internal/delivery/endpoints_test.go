package delivery

import (
	"bytes"
	"encoding/json"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// newSiteThrough is a site whose relayer knows the chain by so many endpoints.
func newSiteThrough(t *testing.T, count int) (s *site, ends []*chaintest.Endpoint, told func() string) {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	s = newSiteOn(t, chaintest.Start(t, devnet.Config{HTTP: true, Now: func() time.Time { return now }}))
	var addresses []string
	for range count {
		end := s.Endpoint()
		ends, addresses = append(ends, end), append(addresses, end.URL)
	}
	client, err := chain.DialAll(t.Context(), addresses, chain.Options{ChainID: devnet.ChainID})
	require.NoError(t, err)
	t.Cleanup(client.Close)
	s.Client, s.Escrow = client, chain.NewEscrow(client, s.Escrow.Address())
	var last string
	s.observe = func(event Event) {
		if event.Kind == Told {
			last = event.Reason
		}
	}
	return s, ends, func() string { return last }
}

// requireHidden ticks past the time of a settlement and asks that the output was shown to nobody.
func requireHidden(s *site, f chain.Forward, ends []*chaintest.Endpoint) {
	s.T.Helper()
	shown := func() (times int) {
		for _, end := range ends {
			times += end.Asked("eth_estimateGas") + end.Asked("eth_sendRawTransaction")
		}
		return times
	}
	before := shown()
	s.AdvanceTo(f.Terms.Start)
	for range 5 {
		_ = s.engine.Tick(s.T.Context())
		require.NoError(s.T, s.Devnet.Mine(s.T.Context()))
	}
	require.Equal(s.T, before, shown())
	require.Equal(s.T, journal.Proved, s.entry(f).Stage)
	require.Empty(s.T, s.entry(f).Settlement)
}

func fork(w http.ResponseWriter, r *chaintest.Request) bool {
	var block map[string]any
	if json.Unmarshal(r.True(), &block) != nil {
		return false
	}
	block["extraData"] = "0x01"
	return r.Answer(w, block)
}

// Two endpoints show different chains, and one of them the announcement in its own.
func TestTheFirstSettlementWaitsUntilEndpointsAgree(t *testing.T) {
	t.Parallel()
	s, ends, told := newSiteThrough(t, 2)
	f := s.open()
	before := s.balance(devnet.Provider)
	s.start()
	s.announce(f)
	ends[1].Behave(chaintest.Only(fork, "eth_getBlockByNumber"))
	requireHidden(s, f, ends)
	require.Equal(t, "its output is not shown yet: "+chain.ErrDisagree.Error(), told())
	ends[1].Behave(nil)
	s.confirm(f)
	s.requirePaid(devnet.Provider, before, f.Terms.Price.Int64())
}

// The endpoint that is read keeps the announcement to itself and says that it stands.
func TestAnAnnouncementThatOneEndpointMakesUpShowsNoOutput(t *testing.T) {
	t.Parallel()
	s, ends, _ := newSiteThrough(t, 2)
	f := s.open()
	s.start()
	s.tick()
	s.tick()
	announcedAt := crypto.Keccak256([]byte("announcedAt(bytes32,uint256)"))[:4]
	ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		var call struct{ Input hexutil.Bytes }
		require.NoError(t, json.Unmarshal(r.Params[0], &call))
		return bytes.HasPrefix(call.Input, announcedAt) && r.Answer(w, common.BigToHash(hexutil.MustDecodeBig("0x1")))
	}, "eth_call"))
	requireHidden(s, f, ends)
	require.ErrorIs(t, s.engine.Tick(t.Context()), chain.ErrDisagree)
}

// The preferred endpoint goes away in the middle, and comes back never.
func TestDeliversThoughAnEndpointDies(t *testing.T) {
	t.Parallel()
	s, ends, _ := newSiteThrough(t, 3)
	f := s.open()
	before := s.balance(devnet.Provider)
	s.start()
	s.announce(f)
	ends[0].Behave(chaintest.Reset)
	s.AdvanceTo(f.Terms.Start)
	s.confirm(f)
	s.requirePaid(devnet.Provider, before, f.Terms.Price.Int64())
}

// Whoever can keep all other endpoints from answering does not decide alone.
func TestOneEndpointThatIsLeftDecidesNothing(t *testing.T) {
	t.Parallel()
	s, ends, told := newSiteThrough(t, 2)
	f := s.open()
	s.start()
	s.announce(f)
	ends[1].Behave(chaintest.Reset)
	requireHidden(s, f, ends[:1])
	require.Equal(t, "its output is not shown yet: "+chain.ErrTooFew.Error(), told())
}

// Between two looks for one transaction, whose receipt is not there yet, somebody else found that the endpoint has trouble, and the next
// one has no receipt at all.
func TestTwoEndpointsDoNotMakeATransactionReplaced(t *testing.T) {
	t.Parallel()
	s, ends, _ := newSiteThrough(t, 2)
	sender := chain.NewSender(s.Client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, sender)
	mint, err := s.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)
	signed, err := sender.Prepare(t.Context(), mint)
	require.NoError(t, err)
	tx, err := encode(signed)
	require.NoError(t, err)
	before := s.Head()
	require.NoError(t, on.Send(t.Context(), tx))
	_, err = s.Sender(devnet.Provider).Await(t.Context(), signed, "mint")
	require.NoError(t, err)
	null := func(w http.ResponseWriter, r *chaintest.Request) bool { return r.Answer(w, nil) }
	ends[0].Behave(chaintest.Only(null, "eth_getTransactionReceipt"))
	fate, err := on.Fate(t.Context(), tx, common.Hash{}, before)
	require.NoError(t, err)
	require.Equal(t, Waiting, fate, "its nonce may be shown before its receipt")

	ends[1].Behave(chaintest.Only(null, "eth_getTransactionReceipt"))
	ends[0].Behave(func(w http.ResponseWriter, r *chaintest.Request) bool {
		switch r.Method {
		case "eth_getTransactionReceipt":
			return null(w, r)
		case "eth_getTransactionCount":
			ends[0].Behave(chaintest.Reset)
			_, err := s.Client.Head(t.Context())
			require.NoError(t, err)
		}
		return false
	})
	fate, err = on.Fate(t.Context(), tx, common.Hash{}, s.Head())
	require.ErrorContains(t, err, "look again")
	require.Equal(t, Waiting, fate)
}
