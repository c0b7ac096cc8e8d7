//go:build faults

package faults

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The thinnest way: killed when a transaction is about to leave, it is settled once, by the same bytes.
func TestKilledOnce(t *testing.T) {
	w := newWorld(t)
	w.open(false)
	r := w.newRelayer("--confirmations", "3")
	var came account
	tell(t, "kill", "before eth_sendRawTransaction, once", func() string { return came.String() })
	w.ends[0].do(func(_ http.ResponseWriter, c *call) bool {
		if c.Method == "eth_sendRawTransaction" && c.N == 1 {
			r.kill()
			return true
		}
		return false
	})
	r.start()
	w.await("it is killed", 30*time.Second, r.dead)
	r.start()
	r.settle(60 * time.Second)
	came = w.judge(r)
	require.Positive(t, came.again)
}
