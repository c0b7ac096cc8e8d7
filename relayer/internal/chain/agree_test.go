package chain_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// onAFork has an endpoint answer with other blocks than the chain's, each fork with its own.
func onAFork(t *testing.T, fork string) chaintest.Fault {
	return chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		block := decodeBlock(t, r.True())
		block["extraData"] = fork
		return r.Answer(w, block)
	}, "eth_getBlockByNumber")
}

func absent(w http.ResponseWriter, r *chaintest.Request) bool {
	return string(r.Params[0]) != `"latest"` && r.Answer(w, nil)
}

func TestEndpointsOfOneChainAgree(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 3)
	s.start()
	head := s.requireAt(0)
	agreed, err := s.client.Agreed(t.Context(), head)
	require.NoError(t, err)
	require.Equal(t, head.Hash, agreed.Hash)
	f := s.Open(s.Terms())
	agreed, err = s.client.Agreed(t.Context(), s.requireAt(0))
	require.NoError(t, err)
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	status, err := escrow.StatusOf(t.Context(), agreed, f)
	require.NoError(t, err)
	require.Equal(t, chain.StatusPending, status)
	require.Equal(t, []int{1, 1, 0}, []int{s.ends[0].Asked("eth_call"), s.ends[1].Asked("eth_call"), s.ends[2].Asked("eth_call")})
	_, err = escrow.Settlements(t.Context(), agreed, f)
	require.NoError(t, err)

	// As many as are wanted do, whatever is wrong with the others.
	for _, fault := range []chaintest.Fault{chaintest.Reset, onAFork(t, "0x01"), chaintest.Only(absent, "eth_getBlockByNumber")} {
		s.ends[1].Behave(fault)
		agreed, err = s.client.Agreed(t.Context(), s.requireAt(0))
		require.NoError(t, err)
		asked := s.ends[1].Asked("eth_call")
		_, err = escrow.StatusOf(t.Context(), agreed, f)
		require.NoError(t, err)
		require.Equal(t, asked, s.ends[1].Asked("eth_call"))
		s.wait(3 * time.Minute)
	}
}

func TestEndpointsThatDisagree(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	s.start()
	head := s.requireAt(0)
	s.ends[1].Behave(onAFork(t, "0x01"))
	_, err := s.client.Agreed(t.Context(), head)
	require.ErrorIs(t, err, chain.ErrDisagree)
	require.ErrorContains(t, err, head.Hash.Hex()+" at "+s.ends[0].URL)
	require.Regexp(t, `and 0x[0-9a-f]{64} at `+s.ends[1].URL+"$", err.Error())
	require.Empty(t, s.told.String(), "nobody knows which of the two is wrong")

	for name, fault := range map[string]chaintest.Fault{
		"one is away": chaintest.Reset, "one has not got it yet": chaintest.Only(absent, "eth_getBlockByNumber"),
		"one refuses": chaintest.Status(http.StatusBadRequest),
	} {
		s.ends[1].Behave(fault)
		for range 2 { // also while it is left alone
			_, err = s.client.Agreed(t.Context(), s.requireAt(0))
			require.ErrorIs(t, err, chain.ErrTooFew, name)
			require.ErrorContains(t, err, s.ends[1].URL, name)
		}
		s.wait(3 * time.Minute)
	}
	s.ends[1].Behave(nil)
	_, err = s.client.Agreed(t.Context(), s.requireAt(0))
	require.NoError(t, err)

	require.NoError(t, s.dial(chain.Options{Agree: 1}))
	s.ends[1].Behave(onAFork(t, "0x01"))
	_, err = s.client.Agreed(t.Context(), s.requireAt(0))
	require.NoError(t, err, "as its user wants it")
}

// The preferred endpoint is on a fork, and two others know better.
func TestWhoIsContradictedByEnoughIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 4)
	s.start()
	s.ends[0].Behave(onAFork(t, "0x01"))
	s.ends[3].Behave(chaintest.Reset)
	_, err := s.client.Agreed(t.Context(), s.requireAt(0))
	require.ErrorIs(t, err, chain.ErrDisagree)
	_, err = s.client.Agreed(t.Context(), s.requireAt(1))
	require.NoError(t, err)

	s.wait(3 * time.Minute) // two against two
	s.ends[3].Behave(onAFork(t, "0x01"))
	_, err = s.client.Agreed(t.Context(), s.requireAt(0))
	require.ErrorIs(t, err, chain.ErrDisagree)
	s.requireAt(0)
}

// One endpoint may have the right block and answer as it likes about it.
func TestWhatIsReadAtAnAgreedBlockIsAgreed(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	f := s.Open(s.Terms())
	s.Settle(s.Deliver(f, devnet.Named(devnet.Provider).Address, word(1)))
	s.start()
	head := s.requireAt(0)
	agreed, err := s.client.Agreed(t.Context(), head)
	require.NoError(t, err)
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	reads := func(at chain.Head) map[string]error {
		_, status := escrow.StatusOf(t.Context(), at, f)
		_, settled := escrow.Settlements(t.Context(), at, f)
		_, code := s.client.Code(t.Context(), at, s.Escrow.Address())
		_, balance := s.client.Balance(t.Context(), at, f.Buyer)
		return map[string]error{"eth_call": status, "eth_getLogs": settled, "eth_getCode": code, "eth_getBalance": balance}
	}
	for _, liar := range s.ends {
		for method, lie := range map[string]any{
			"eth_call": common.Hash{31: byte(chain.StatusPending)}, "eth_getLogs": []types.Log{}, "eth_getCode": "0x00", "eth_getBalance": "0x7",
		} {
			liar.Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool { return r.Answer(w, lie) }, method))
			require.NoError(t, reads(head)[method], "one endpoint alone is believed")
			require.ErrorIs(t, reads(agreed)[method], chain.ErrDisagree, method)
			require.ErrorContains(t, reads(agreed)[method], s.ends[0].URL+" and "+s.ends[1].URL)
			liar.Behave(nil)
			require.NoError(t, reads(agreed)[method])
		}
	}
	s.ends[1].Behave(chaintest.Only(chaintest.Reset, "eth_call"))
	require.ErrorContains(t, reads(agreed)["eth_call"], s.ends[1].URL)
}
