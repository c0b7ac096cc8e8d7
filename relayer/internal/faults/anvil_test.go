//go:build faults

package faults

import (
	"bufio"
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// anvil is a chain in a process of its own, which makes a block when it is told to, a second after the one before.
type anvil struct {
	t   *testing.T
	url string
	rpc *rpc.Client
	eth *ethclient.Client
}

var listening = regexp.MustCompile(`Listening on (127\.0\.0\.1:\d+)`)

func startAnvil(t *testing.T) *anvil {
	t.Helper()
	found, err := filepath.Glob("../../../contracts/node_modules/@foundry-rs/anvil-*/bin/anvil")
	require.NoError(t, err)
	require.NotEmpty(t, found, "anvil is not installed: run scripts/tools")
	cmd := exec.Command(found[0], //nolint:noctx // ended below
		"--host", "127.0.0.1", "--port", "0", "--chain-id", "1337", "--accounts", "0", "--hardfork", "osaka", "--no-mining",
		// Killed, it leaves what it had of old blocks where it lies, a hundred kilobytes for each: those are enough for a look at the chain
		// that takes minutes.
		"--cache-path", t.TempDir(), "--max-persisted-states", "3000")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it says that it was killed
	})
	lines := bufio.NewScanner(out)
	a := &anvil{t: t}
	for a.url == "" && lines.Scan() {
		if match := listening.FindStringSubmatch(lines.Text()); match != nil {
			a.url = "http://" + match[1]
		}
	}
	require.NotEmpty(t, a.url, "anvil does not listen")
	go func() {
		for lines.Scan() { // or it would wait for its reader
		}
	}()
	a.rpc, err = rpc.Dial(a.url)
	require.NoError(t, err)
	t.Cleanup(a.rpc.Close)
	a.eth = ethclient.NewClient(a.rpc)
	for _, account := range devnet.Accounts() {
		a.do("anvil_setBalance", account.Address, "0x"+strings.Repeat("f", 20))
	}
	a.do("anvil_setBlockTimestampInterval", 1)
	return a
}

// do calls what answers with nothing that matters.
func (a *anvil) do(method string, args ...any) {
	a.t.Helper()
	var answer any
	require.NoError(a.t, a.rpc.CallContext(context.Background(), &answer, method, args...))
}

// mine makes so many blocks, each with the same base fee.
func (a *anvil) mine(blocks int, baseFee uint64) {
	a.t.Helper()
	for range blocks {
		batch := []rpc.BatchElem{
			{Method: "anvil_setNextBlockBaseFeePerGas", Args: []any{hexutil.Uint64(baseFee)}, Result: new(any)},
			{Method: "anvil_mine", Args: []any{"0x1"}, Result: new(any)},
		}
		require.NoError(a.t, a.rpc.BatchCallContext(context.Background(), batch))
		for _, one := range batch {
			require.NoError(a.t, one.Error)
		}
	}
}

func (a *anvil) height() uint64 {
	a.t.Helper()
	number, err := a.eth.BlockNumber(context.Background())
	require.NoError(a.t, err)
	return number
}
