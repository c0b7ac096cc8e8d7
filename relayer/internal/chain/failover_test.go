package chain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// several is a client of several endpoints of one chain, with a clock that is moved.
type several struct {
	*chaintest.World
	ends   []*chaintest.Endpoint
	client *chain.Client
	mu     sync.Mutex
	wall   time.Time
	told   bytes.Buffer
}

// newSeveral makes so many endpoints, all of them true.
func newSeveral(t *testing.T, count int) *several {
	t.Helper()
	s := &several{World: served(t), wall: time.Unix(1_000_000, 0)}
	for range count {
		s.ends = append(s.ends, s.Endpoint())
	}
	return s
}

func (s *several) dial(how chain.Options) error {
	var addresses []string
	for _, end := range s.ends {
		addresses = append(addresses, end.URL)
	}
	how.Log, how.Clock = zerolog.New(&s.told), func() time.Time {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.wall
	}
	var err error
	if s.client, err = chain.DialAll(s.T.Context(), addresses, how); err == nil {
		s.T.Cleanup(s.client.Close)
	}
	return err
}

func (s *several) start() {
	s.T.Helper()
	require.NoError(s.T, s.dial(chain.Options{ChainID: devnet.ChainID}))
}

func (s *several) wait(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wall = s.wall.Add(d)
}

// head reads the newest block, and says of which endpoint.
func (s *several) head() (chain.Head, *chaintest.Endpoint) {
	s.T.Helper()
	head, err := s.client.Head(s.T.Context())
	require.NoError(s.T, err)
	for _, end := range s.ends {
		if end.URL == s.client.Endpoint() {
			return head, end
		}
	}
	s.T.Fatal("of none of its endpoints")
	return head, nil
}

func (s *several) requireAt(i int) chain.Head {
	s.T.Helper()
	head, end := s.head()
	require.Same(s.T, s.ends[i], end)
	return head
}

// times has a fault so often, and no more.
func times(most int64, fault chaintest.Fault) chaintest.Fault {
	var done atomic.Int64
	return func(w http.ResponseWriter, r *chaintest.Request) bool { return done.Add(1) <= most && fault(w, r) }
}

func hang(_ http.ResponseWriter, r *chaintest.Request) bool {
	<-r.Context().Done()
	return true
}

func tooLong(w http.ResponseWriter, _ *chaintest.Request) bool {
	for range 65 {
		_, _ = w.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":{}}`)
	return true
}

// An endpoint that had trouble of any kind lost a relayer its window.
func TestAnotherEndpointIsReadWhereOneHasTrouble(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]chaintest.Fault{
		"reset": chaintest.Reset,
		"hang":  hang,
		"429":   chaintest.Status(http.StatusTooManyRequests),
		"429 inside an answer": func(w http.ResponseWriter, r *chaintest.Request) bool {
			return r.Refuse(w, 429, "compute units are used up")
		},
		"401":       chaintest.Status(http.StatusUnauthorized),
		"500":       chaintest.Status(http.StatusInternalServerError),
		"redirect":  chaintest.Status(http.StatusTemporaryRedirect),
		"no JSON":   chaintest.Text("<html>", 0),
		"no answer": chaintest.Text("{}", 0),
		"cut off":   chaintest.Text(`{"jsonrpc":"2.0","id":1,"result":{"number"`, 100),
		"no block":  chaintest.Text(`{"jsonrpc":"2.0","id":1,"result":{"number":"0x1"}}`, 0),
		"too long":  tooLong,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSeveral(t, 2)
			timeout := time.Minute
			if name == "hang" {
				timeout = 5 * time.Second
			}
			require.NoError(t, s.dial(chain.Options{Timeout: timeout}))
			s.requireAt(0)
			s.ends[0].Behave(chaintest.Only(fault, "eth_call"))
			f := s.Open(s.Terms())
			head := s.requireAt(0)
			escrow := chain.NewEscrow(s.client, s.Escrow.Address())
			_, err := escrow.StatusOf(t.Context(), head, f)
			require.ErrorContains(t, err, s.ends[0].URL, "what is pinned is read where its block was")
			require.Zero(t, s.ends[1].Asked("eth_call"))
			require.Contains(t, s.told.String(), "is left alone")

			asked := s.ends[0].Asked("eth_call")
			_, err = escrow.StatusOf(t.Context(), head, f)
			require.ErrorContains(t, err, "is left alone: ", "it is not waited for again and again")
			require.Equal(t, asked, s.ends[0].Asked("eth_call"))

			head = s.requireAt(1)
			status, err := escrow.StatusOf(t.Context(), head, f)
			require.NoError(t, err)
			require.Equal(t, chain.StatusPending, status)
			_, err = s.client.Nonce(t.Context(), devnet.Named(devnet.Buyer).Address)
			require.NoError(t, err)
		})
	}
}

// Spam on the chain makes answers long; no endpoint is to blame for it.
func TestLogsThatAreTooLongAreAskedForInParts(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	f := s.Open(s.Terms())
	require.NoError(t, s.dial(chain.Options{Timeout: time.Minute}))
	head := s.requireAt(0)
	s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		var filter struct{ FromBlock, ToBlock hexutil.Uint64 }
		require.NoError(t, json.Unmarshal(r.Params[0], &filter))
		return uint64(filter.ToBlock-filter.FromBlock) >= head.Number/2 && tooLong(w, r)
	}, "eth_getLogs"))
	listed, _, err := chain.NewEscrow(s.client, s.Escrow.Address()).Forwards(t.Context(), head, 0)
	require.NoError(t, err)
	require.Equal(t, []chain.Forward{f}, listed)
	s.requireAt(0)
}

// Something that one endpoint has not got, or does not take, is no reason to leave it.
func TestARefusalIsNoTrouble(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	s.start()
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	for name, fault := range map[string]chaintest.Fault{
		"no such block": func(w http.ResponseWriter, r *chaintest.Request) bool { return r.Refuse(w, -32000, "header not found") },
		"bad request":   chaintest.Status(http.StatusBadRequest),
	} {
		s.ends[0].Behave(chaintest.Only(fault, "eth_call"))
		_, err := escrow.ClaimDelay(t.Context(), s.requireAt(0))
		require.Error(t, err, name)
	}
	s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		return r.Answer(w, nil)
	}, "eth_getTransactionReceipt"))
	_, err := s.client.Receipt(t.Context(), common.Hash{1})
	require.ErrorIs(t, err, ethereum.NotFound, "no receipt is no failure")
	_, err = escrow.ClaimDelay(t.Context(), s.requireAt(0))
	require.NoError(t, err)
	require.Empty(t, s.told.String())
}

// A look at the chain makes so many calls that, where one in twenty fails, few would come to their end.
func TestWhatFailsAtOnceIsAskedAgain(t *testing.T) {
	t.Parallel()
	internal := func(w http.ResponseWriter, r *chaintest.Request) bool { return r.Refuse(w, -32603, "internal error") }
	revert := func(w http.ResponseWriter, r *chaintest.Request) bool {
		_, _ = fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32603,"message":"reverted","data":"0x"}}`, r.ID)
		return true
	}
	slow := func(w http.ResponseWriter, _ *chaintest.Request) bool {
		<-time.After(2100 * time.Millisecond)
		w.WriteHeader(http.StatusBadGateway)
		return true
	}
	for name, c := range map[string]struct {
		fault chaintest.Fault
		times int64
		asked int
		holds bool
	}{
		"fails twice":     {chaintest.Status(http.StatusBadGateway), 2, 3, true},
		"fails each time": {chaintest.Status(http.StatusBadGateway), 9, 3, false},
		"is reset":        {chaintest.Reset, 1, 2, true},
		"is not well":     {internal, 2, 3, true},
		"is never well":   {internal, 9, 3, false},
		"reverts":         {revert, 9, 1, false},
		"is limited":      {chaintest.Status(http.StatusTooManyRequests), 1, 1, false},
		"refuses":         {chaintest.Status(http.StatusBadRequest), 9, 1, false},
		"takes its time":  {slow, 1, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSeveral(t, 1)
			s.start()
			head, before := s.requireAt(0), s.ends[0].Asked("eth_call")
			s.ends[0].Behave(chaintest.Only(times(c.times, c.fault), "eth_call"))
			_, err := chain.NewEscrow(s.client, s.Escrow.Address()).ClaimDelay(t.Context(), head)
			require.Equal(t, c.holds, err == nil, "%v", err)
			require.Equal(t, c.asked, s.ends[0].Asked("eth_call")-before)
		})
	}
}

func TestAConnectionThatFailsAtOnceIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 1)
	s.ends[0].Behave(times(2, chaintest.Status(http.StatusBadGateway)))
	s.start()
	s.ends[0].Behave(times(3, chaintest.Status(http.StatusBadGateway)))
	require.ErrorContains(t, s.dial(chain.Options{ChainID: devnet.ChainID}), "502")
}

// A chain that takes the place of another one behind the same address is not asked again as if it were that one.
func TestWhatIsAskedAgainIsAskedOfTheSameChain(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 1)
	s.start()
	head := s.requireAt(0)
	s.ends[0].Behave(func(w http.ResponseWriter, r *chaintest.Request) bool {
		return chaintest.Only(chaintest.Reset, "eth_call")(w, r) || chaintest.Only(otherChain, "eth_chainId")(w, r)
	})
	_, err := chain.NewEscrow(s.client, s.Escrow.Address()).ClaimDelay(t.Context(), head)
	require.ErrorIs(t, err, chain.ErrWrongChain)
	require.Equal(t, 1, s.ends[0].Asked("eth_call"))
}

// Trouble that comes and goes does not hold up every look at the chain, and ends.
func TestAnEndpointIsTriedAgainLaterAndLater(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	s.start()
	for _, rest := range []time.Duration{5 * time.Second, 10 * time.Second, 20 * time.Second} {
		s.ends[0].Behave(chaintest.Only(chaintest.Reset, "eth_getBlockByNumber"))
		s.requireAt(1)
		asked := s.ends[0].Asked("eth_getBlockByNumber")
		s.wait(rest - time.Second)
		s.requireAt(1)
		require.Equal(t, asked, s.ends[0].Asked("eth_getBlockByNumber"), "it is left alone for %s", rest)
		s.ends[0].Behave(nil)
		ids := s.ends[0].Asked("eth_chainId")
		s.wait(time.Second)
		s.requireAt(0)
		require.Equal(t, ids+1, s.ends[0].Asked("eth_chainId"), "its chain is asked for before it is used")
	}
	s.wait(3 * time.Minute) // without trouble
	s.ends[0].Behave(chaintest.Reset)
	s.requireAt(1)
	s.ends[0].Behave(nil)
	s.wait(5 * time.Second)
	s.requireAt(0)
}

// Where all have trouble somebody has to be asked.
func TestWhereAllHaveTroubleAllAreTried(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	s.start()
	for _, end := range s.ends {
		end.Behave(chaintest.Status(http.StatusBadGateway))
	}
	_, err := s.client.Head(t.Context())
	for _, end := range s.ends {
		require.ErrorContains(t, err, end.URL+": ask for the chain id: 502")
	}
	s.ends[1].Behave(nil)
	head := s.requireAt(1)
	_, err = chain.NewEscrow(s.client, s.Escrow.Address()).ClaimDelay(t.Context(), head)
	require.NoError(t, err)
}

func TestTheOnlyEndpointIsNeverLeftAlone(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 1)
	s.start()
	s.ends[0].Behave(chaintest.Reset)
	_, err := s.client.Head(t.Context())
	require.Error(t, err)
	s.ends[0].Behave(nil)
	s.requireAt(0)
	require.Empty(t, s.told.String())
}

// at has an endpoint answer with an old block when it is asked for the newest.
func at(number uint64) chaintest.Fault {
	return chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		if string(r.Params[0]) != `"latest"` {
			return false
		}
		r.Params[0] = json.RawMessage(`"` + hexutil.EncodeUint64(number) + `"`)
		return r.Answer(w, r.True())
	}, "eth_getBlockByNumber")
}

// A node that hangs answers, and about the past.
func TestAnEndpointThatIsBehindIsPassedOver(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	for range 40 {
		require.NoError(t, s.Devnet.Mine(t.Context()))
	}
	s.start()
	s.requireAt(0)
	newest := s.Head().Number
	s.ends[0].Behave(at(newest - 33))
	s.wait(15 * time.Second)
	require.Equal(t, newest, s.requireAt(1).Number)
	require.Contains(t, s.told.String(), "is behind the others")
	s.ends[0].Behave(at(newest - 32))
	s.wait(15 * time.Second)
	require.Equal(t, newest-32, s.requireAt(0).Number, "a little is nothing")

	s.Advance(2 * time.Minute)
	s.ends[0].Behave(at(newest))
	s.wait(15 * time.Second)
	require.Equal(t, newest+1, s.requireAt(1).Number, "one block, and two minutes")
}

// One endpoint alone makes no others look old, unless there are but two.
func TestAnEndpointThatMakesBlocksUpLeavesNoneBehind(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 3)
	s.ends[1].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		block := decodeBlock(t, r.True())
		block["number"], block["timestamp"] = "0xffffff", "0xffffffffff"
		return r.Answer(w, block)
	}, "eth_getBlockByNumber"))
	s.start()
	s.requireAt(0)
}

func decodeBlock(t *testing.T, raw json.RawMessage) map[string]any {
	t.Helper()
	var block map[string]any
	require.NoError(t, json.Unmarshal(raw, &block))
	return block
}

func otherChain(w http.ResponseWriter, r *chaintest.Request) bool { return r.Answer(w, "0x5") }

func TestAnEndpointOfAnotherChainIsRefused(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	s.ends[1].Behave(chaintest.Only(otherChain, "eth_chainId"))
	for _, asked := range []uint64{0, devnet.ChainID} {
		err := s.dial(chain.Options{ChainID: asked})
		require.ErrorIs(t, err, chain.ErrWrongChain)
		require.ErrorContains(t, err, "connect to the chain at "+s.ends[1].URL+": ")
		require.ErrorContains(t, err, "its chain id is 5, and 1337 was asked for")
	}

	// Another one stands behind the address when it comes back.
	s.ends[1].Behave(nil)
	s.start()
	s.ends[0].Behave(chaintest.Reset)
	s.requireAt(1)
	s.ends[0].Behave(chaintest.Only(otherChain, "eth_chainId"))
	s.wait(5 * time.Second)
	blocks := s.ends[0].Asked("eth_getBlockByNumber")
	s.requireAt(1)
	require.Equal(t, blocks, s.ends[0].Asked("eth_getBlockByNumber"))
	require.Contains(t, s.told.String(), "serves another chain")
	s.ends[0].Behave(nil)
	s.wait(10 * time.Second)
	s.requireAt(0)

	s.ends = s.ends[:1] // nor is the only one trusted
	s.start()
	s.ends[0].Behave(chaintest.Reset)
	_, err := s.client.Head(t.Context())
	require.Error(t, err)
	s.ends[0].Behave(chaintest.Only(otherChain, "eth_chainId"))
	_, err = s.client.Head(t.Context())
	require.ErrorIs(t, err, chain.ErrWrongChain)
}

func TestOneEndpointThatWorksIsEnoughToBegin(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	s.ends[0].Behave(chaintest.Reset)
	s.start()
	require.Contains(t, s.told.String(), s.ends[0].URL)
	s.requireAt(1)
	s.ends[0].Behave(nil)
	s.wait(5 * time.Second)
	s.requireAt(0)

	for _, end := range s.ends {
		end.Behave(chaintest.Status(http.StatusForbidden))
	}
	err := s.dial(chain.Options{})
	for _, end := range s.ends {
		require.ErrorContains(t, err, "connect to the chain at "+end.URL+": ask for the chain id: 403")
	}
	_, err = chain.DialAll(t.Context(), []string{s.Devnet.URL(), "hush"}, chain.Options{})
	require.ErrorContains(t, err, "want an address such as")
	require.NotContains(t, err.Error(), "hush")
}

// Whoever keeps a settlement to itself has all the time until it is mined to use what it shows.
func TestTransactionsGoToEveryEndpoint(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 3)
	s.start()
	sender := chain.NewSender(s.client, chain.NewSigner(devnet.Named(devnet.Buyer).Key), chain.Fees{Poll: time.Millisecond})
	mint, err := s.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)
	s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		return r.Answer(w, common.Hash{1}) // "it is sent"
	}, "eth_sendRawTransaction"))
	s.ends[1].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		return r.Refuse(w, -32000, "txpool is full")
	}, "eth_sendRawTransaction"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	_, err = sender.Do(ctx, mint)
	require.NoError(t, err, "the third passes it on")

	tx, err := sender.Prepare(t.Context(), mint)
	require.NoError(t, err)
	s.ends[0].Behave(chaintest.Only(chaintest.Reset, "eth_sendRawTransaction"))
	for _, words := range []string{
		"already known", "transaction already imported", "AlreadyKnown", "Known transaction", "INTERNAL_ERROR: existing tx with same hash",
	} {
		s.ends[2].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
			return r.Refuse(w, -32000, words)
		}, "eth_sendRawTransaction"))
		require.NoError(t, sender.Broadcast(t.Context(), tx))
	}
	s.ends[2].Behave(s.ends[1].Fault())
	err = sender.Broadcast(t.Context(), tx)
	require.ErrorContains(t, err, s.ends[1].URL+": txpool is full")
	require.ErrorContains(t, err, s.ends[2].URL+": txpool is full")
	var unsent *types.Receipt
	unsent, err = s.client.Receipt(t.Context(), tx.Hash())
	require.ErrorIs(t, err, ethereum.NotFound)
	require.Nil(t, unsent)
}
