//go:build faults && canary

package faults

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCanary has a relayer lose its data folder once it was paid. Its failure has to be seen by whatever runs these tests.
func TestCanary(t *testing.T) {
	w := newWorld(t)
	tell(t, "canary", "the data folder is lost", func() string { return "nothing was noticed" })
	w.open(false)
	r := w.newRelayer("--confirmations", "1")
	r.start()
	r.settle(limit)
	r.kill()
	require.NoError(t, os.RemoveAll(r.where.Folder))
	r.start()
	seen := w.ends[0].calls("eth_getLogs")
	w.await("it begins anew", limit, func() bool { return w.ends[0].calls("eth_getLogs") > seen+1 })
	w.judge(r)
}
