package chain_test

import (
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
)

// probed has an endpoint answer truly when it is asked for the newest block once, as it is to find out whether it is behind, and else with
// a fault.
func probed(fault chaintest.Fault) chaintest.Fault {
	var asked atomic.Int64
	return chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		return string(r.Params[0]) == `"latest"` && asked.Add(1) > 1 && fault(w, r)
	}, "eth_getBlockByNumber")
}

// The preferred endpoint answers truly when it is looked who is behind. A relayer that then believes it about the time shows its outputs
// when their windows are over.
func TestAnEndpointIsHeldToWhatItSaidWhenItWasProbed(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 2)
	for range 40 {
		require.NoError(t, s.Devnet.Mine(t.Context()))
	}
	s.start()
	newest := s.requireAt(0).Number
	backdated := func(w http.ResponseWriter, r *chaintest.Request) bool {
		block := decodeBlock(t, r.True())
		block["timestamp"] = hexutil.EncodeUint64(s.Head().Time - 91)
		return r.Answer(w, block)
	}
	for name, lie := range map[string]chaintest.Fault{"an old block": at(newest - 33), "a time": backdated} {
		s.ends[0].Behave(probed(lie))
		s.wait(15 * time.Second)
		for range 3 {
			require.Equal(t, newest, s.requireAt(1).Number, name)
		}
		require.Contains(t, s.told.String(), "is behind the others")
	}
	s.ends[0].Behave(nil)
	s.wait(15 * time.Second)
	s.requireAt(0)

	s.ends[0].Behave(at(newest - 34)) // where the chain itself went back somebody has to be read
	s.ends[1].Behave(at(newest - 33))
	require.Equal(t, newest-33, s.requireAt(1).Number)
	s.wait(15 * time.Second)
	require.Equal(t, newest-34, s.requireAt(0).Number, "and next it is where it went to")
}
