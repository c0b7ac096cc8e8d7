//go:build faults

package faults

import (
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// The oracle turns red: for money that leaves the escrow twice, for other bytes under a nonce, for a settlement that only the
// chain knows of, and for one that never came. Otherwise all green lines of the table would say nothing.
func TestTheOracleTurnsRed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tell(t, "oracle", "turns red for each kind of harm", func() string { return "it does" })
	r := w.newRelayer("--confirmations", "1")
	f := w.open(false)
	r.start()
	r.settle(limit)
	r.kill()
	us, ids := devnet.Named(devnet.Provider).Address, []common.Hash{f.ID}
	w.judge(r)
	journal := r.entries()

	// The data folder is gone, and a relayer begins anew: the chain has a settlement that no journal knows of.
	require.NoError(t, os.RemoveAll(r.where.Folder))
	require.Contains(t, w.read().ends(ids, nil, us)[0], "is settled in the chain and absent in the journal")
	journal[0].Stage = "abandoned"
	require.Contains(t, w.read().ends(ids, journal, us)[0], "is settled in the chain and abandoned in the journal")
	other := common.HexToAddress("0x01") // to whom it is somebody else's settlement
	require.Contains(t, w.read().ends(ids, journal[:0], other)[0], "is settled by another in the chain")

	// A forward that nobody delivered.
	late := w.open(false)
	require.Equal(t, "pending", w.read().facts[late.ID].end())
	journal[0].Forward, journal[0].Stage = late.ID, "confirmed"
	require.Contains(t, w.read().ends([]common.Hash{late.ID}, journal, us)[0], "is pending in the chain and confirmed in the journal")
	require.Equal(t, "absent", w.read().facts[common.Hash{1}].end())

	// Other bytes under a nonce, for the same fees and for more.
	first := w.ends[0].sent[0]
	wrong, _, _ := bytesOf([]*types.Transaction{first, first, w.like(first, 100)})
	require.Len(t, wrong, 1)
	wrong, again, replaced := bytesOf([]*types.Transaction{first, first, w.like(first, 112)})
	require.Empty(t, wrong)
	require.Equal(t, []int{1, 1}, []int{again, replaced})

	// Other bytes for more, which are no harm, but are signed anew after a kill; not before it, nor once the old ones were sent again.
	dearer := w.like(first, 112)
	for name, kill := range map[string]struct {
		death death
		sent  []*types.Transaction
		again int
		wrong int
	}{
		"anew":                    {death{1, nil}, []*types.Transaction{first, dearer, first}, 1, 1},
		"kept before, not sent":   {death{1, map[common.Hash]bool{dearer.Hash(): true}}, []*types.Transaction{first, dearer}, 1, 0},
		"first what was sent":     {death{1, nil}, []*types.Transaction{first, first, dearer}, 1, 0},
		"outbid before":           {death{2, nil}, []*types.Transaction{first, dearer, dearer}, 1, 0},
		"nothing under its nonce": {death{0, nil}, []*types.Transaction{first, dearer}, 0, 0},
	} {
		wrong, again := afresh(kill.sent, []death{kill.death})
		require.Len(t, wrong, kill.wrong, name)
		require.Equal(t, kill.again, again, name)
	}

	// The escrow pays once more, which it never does by itself.
	require.Empty(t, w.read().money())
	w.with(func() {
		w.node.do("anvil_impersonateAccount", w.deployment.Escrow)
		w.node.do("anvil_setBalance", w.deployment.Escrow, hexutil.EncodeBig(big.NewInt(1e18)))
		call := append(hexutil.MustDecode("0xa9059cbb"), common.LeftPadBytes(us[:], 32)...) // transfer(address,uint256)
		call = append(call, common.LeftPadBytes(big.NewInt(price).Bytes(), 32)...)
		w.node.do("eth_sendTransaction", map[string]any{
			"from": w.deployment.Escrow, "to": w.token.Address(), "data": hexutil.Bytes(call), "gas": hexutil.Uint64(200_000),
			"maxFeePerGas": hexutil.Uint64(3 * baseFee), "maxPriorityFeePerGas": hexutil.Uint64(baseFee),
		})
		w.node.mine(1, baseFee)
	})
	wrong = w.read().money()
	require.Len(t, wrong, 2)
	require.Contains(t, wrong[0], "the escrow holds 0, and should hold 150000")
	require.Contains(t, wrong[1], "got 300000 and earned 150000")
}

// like is a transaction that does something else, under another's nonce and for so many percent of its fees.
func (w *world) like(old *types.Transaction, percent int64) *types.Transaction {
	part := func(fee *big.Int) *big.Int {
		return new(big.Int).Div(new(big.Int).Mul(fee, big.NewInt(percent)), big.NewInt(100))
	}
	tx, err := types.SignNewTx(devnet.Named(devnet.Provider).Key, types.LatestSignerForChainID(old.ChainId()), &types.DynamicFeeTx{
		ChainID: old.ChainId(), Nonce: old.Nonce(), To: old.To(), Gas: old.Gas(),
		GasTipCap: part(old.GasTipCap()), GasFeeCap: part(old.GasFeeCap()),
	})
	require.NoError(w, err)
	return tx
}

// Money that is paid in two overlapping steps, or in more than there is, shows in the events alone.
func TestTheOracleCountsSteps(t *testing.T) {
	t.Parallel()
	us := devnet.Named(devnet.Provider).Address
	one := func(from, to uint64, paid int64) step {
		return step{recipient: us, from: from, to: to, amount: new(big.Int).SetUint64(to - from), paid: big.NewInt(paid)}
	}
	for want, steps := range map[string][]step{
		"was paid twice":  {one(0, 4, 40), one(3, 6, 30)},
		"were paid for":   {one(0, 8, 80), one(8, 12, 40)},
		"and should hold": {one(0, 4, 50)},
	} {
		l := &ledger{holds: big.NewInt(30), facts: map[common.Hash]*fact{{1}: {
			price: big.NewInt(100), quantity: big.NewInt(10), bond: new(big.Int), steps: steps,
		}}}
		require.Contains(t, l.money()[0], want)
	}
	two := &ledger{holds: new(big.Int), facts: map[common.Hash]*fact{{1}: {price: new(big.Int), quantity: big.NewInt(1), bond: new(big.Int), accepted: 2}}}
	require.Contains(t, two.money()[0], "was accepted 2 times")
}
