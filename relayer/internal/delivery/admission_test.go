package delivery

import (
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
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
	b.opts.Tasks = Tasks{Folder: t.TempDir()}
	file := filepath.Join(b.opts.Tasks.Folder, "task")
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

// Who takes an ask that our account signed chooses the buyer, the part, the sealing key and what is emitted as the task. None of it
// is a reason to let the bond go.
func TestWhatTheAccountSignedIsDeliveredWhateverTheTakerChose(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Options, *chain.Forward){
		"a buyer who is not on the list": func(o *Options, _ *chain.Forward) { o.Buyers = []common.Address{us} },
		"a buyer who is denied":          func(o *Options, _ *chain.Forward) { o.DeniedBuyers = []common.Address{somebody} },
		"a part that costs little":       func(o *Options, _ *chain.Forward) { o.MinPrice = big.NewInt(5000) },
		"a key of low order":             func(_ *Options, f *chain.Forward) { f.Terms.SealY = statement.WordFromUint64(1) },
		"another task, with ours kept":   func(_ *Options, f *chain.Forward) { f.Task = []byte("junk") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.opts.Account, b.opts.Tasks = us, Tasks{Folder: t.TempDir()}
			require.NoError(t, os.WriteFile(filepath.Join(b.opts.Tasks.Folder, "task"), []byte("task"), 0o600))
			f := b.proposed(func(f *chain.Forward) {
				f.Terms.Provider = us
				change(&b.opts, f)
			})
			b.chain.accept(f)
			b.start()
			b.run(f.Terms.Start + 300)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage, "%v", b.told())
		})
	}
}

// A task that is missing can still be brought while the relayer runs; what anybody else accepted is not waited for.
func TestATaskThatIsOwedIsWaitedFor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Account, b.opts.Tasks = us, Tasks{Folder: t.TempDir()}
	owed := b.proposed(func(f *chain.Forward) { f.Terms.Provider, f.Task = us, []byte("junk") })
	b.chain.accept(owed)
	b.start()
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, 1, b.count("the task is not in hand"))
	require.NoError(t, os.WriteFile(filepath.Join(b.opts.Tasks.Folder, "task"), []byte("task"), 0o600))
	b.run(owed.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(owed).Stage)
}

// A sealing key of low order is refused where there is a choice: nothing with it is accepted or begun that nobody stands for.
func TestAKeyOfLowOrderIsNotTakenOn(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	low := func(f *chain.Forward) { f.Terms.SealY = statement.WordFromUint64(1) }
	b.proposed(low)
	b.chain.open(low)
	b.start()
	b.run(b.chain.now() + 5*blockTime)
	require.Zero(t, b.chain.signed)
	require.Equal(t, 2, b.count("its sealing key: sealing key has low order"))
}
