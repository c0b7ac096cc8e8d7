package delivery

import (
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Each list keeps a forward from being begun, with its reason, and none stops what was begun before it was made.
func TestWhomTheOperatorWorksFor(t *testing.T) {
	t.Parallel()
	others, predicate := []common.Address{us}, common.HexToAddress("0x9e")
	for want, list := range map[string]func(*Options){
		"": func(o *Options) {
			o.Buyers, o.DeniedBuyers, o.DeniedPredicates = []common.Address{somebody}, others, others
		},
		"none of those this relayer":                    func(o *Options) { o.Buyers = others },
		"one of those this relayer does not work for":   func(o *Options) { o.DeniedBuyers = []common.Address{us, somebody} },
		"one of those this relayer does not deliver to": func(o *Options) { o.DeniedPredicates = []common.Address{predicate} },
	} {
		b := newBench(t)
		begun := b.chain.open(nil)
		b.start()
		b.tick()
		list(&b.opts)
		f := b.chain.open(nil)
		b.start()
		b.tick()
		b.run(begun.Terms.Start + 100)
		require.Equal(t, journal.Confirmed, b.entry(begun).Stage)
		_, err := b.journal.Load(f.ID)
		if want == "" {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, journal.ErrNotFound)
		require.Contains(t, b.told(), b.engine.opts.unwanted(&f))
		require.Contains(t, b.engine.opts.unwanted(&f), want)
	}
}

// What was begun or accepted goes on though it would not be taken any more: its task is gone from the folder, and its price and its
// token would not do.
func TestWhatWasTakenGoesOnUnderOtherOptions(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Tasks = Tasks(t.TempDir())
	file := filepath.Join(string(b.opts.Tasks), "task")
	require.NoError(t, os.WriteFile(file, []byte("task"), 0o600))
	b.opts.Workers = 1
	begun := b.chain.open(func(f *chain.Forward) { f.Task = nil })
	accepted := b.proposed(func(f *chain.Forward) { f.Task = nil })
	b.executor.list = nil
	b.start()
	b.tick()
	require.Len(t, b.entry(accepted).Accept, 1)
	require.Equal(t, journal.Executing, b.entry(begun).Stage)
	require.NoError(t, os.Remove(file))
	b.executor.list = []string{"12"}
	b.opts.MinPrice, b.opts.Tokens, b.opts.Accept = big.NewInt(5000), []common.Address{somebody}, false
	b.start()
	fresh := b.chain.open(nil)
	b.run(begun.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(begun).Stage)
	require.Equal(t, journal.Confirmed, b.entry(accepted).Stage)
	_, err := b.journal.Load(fresh.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
}
