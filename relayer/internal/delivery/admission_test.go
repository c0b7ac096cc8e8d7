package delivery

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

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
