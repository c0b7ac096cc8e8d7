package chain

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"
)

// Whatever chain and endpoint say: what is signed keeps to both limits, would be mined, and takes the place of what it should.
func TestBidsKeepToTheirLimits(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	wei := func(most int64) *big.Int { return big.NewInt(random.Int64N(most) + 1) }
	signed, refused := 0, map[error]int{}
	for range 20_000 {
		limit, floor, legacy := wei(1000), wei(20), random.IntN(2) == 0
		now := bid{tip: larger(wei(100), floor), legacy: legacy}
		if legacy {
			now.feeCap, now.least = now.tip, now.tip
		} else {
			base := wei(500)
			now.feeCap, now.least = new(big.Int).Add(new(big.Int).Lsh(base, 1), now.tip), new(big.Int).Add(base, floor)
		}
		var old *types.Transaction
		if random.IntN(2) == 0 {
			price := wei(800)
			old = types.NewTx(&types.DynamicFeeTx{GasFeeCap: price, GasTipCap: larger(new(big.Int).Sub(price, wei(800)), common.Big0)})
			if random.IntN(2) == 0 {
				old = types.NewTx(&types.LegacyTx{GasPrice: price})
			}
			now = now.over(old)
		}
		gas, most := uint64(random.IntN(100_000)+21_000), (*big.Int)(nil)
		if random.IntN(2) == 0 {
			most = wei(50_000_000)
		}
		got, err := now.within(limit, most, gas)
		if err != nil {
			require.ErrorIs(t, err, ErrFeeTooHigh)
			for _, reason := range []error{ErrTooDear, ErrFeeTooHigh} {
				if is, _ := err.(interface{ Unwrap() error }); is.Unwrap() == reason { //nolint:errorlint // one is both
					refused[reason]++
				}
			}
			continue
		}
		signed++
		tx := types.NewTx(got.on(deed{gas: gas}, 7, big.NewInt(1)))
		require.Equal(t, legacy, tx.Type() == types.LegacyTxType)
		require.LessOrEqual(t, tx.GasFeeCap().Cmp(limit), 0)
		require.LessOrEqual(t, tx.GasTipCap().Cmp(tx.GasFeeCap()), 0)
		require.GreaterOrEqual(t, tx.GasFeeCap().Cmp(now.least), 0)
		if most != nil {
			require.LessOrEqual(t, Cost(tx).Cmp(most), 0)
		}
		if old != nil {
			for _, fees := range [][2]*big.Int{{old.GasTipCap(), tx.GasTipCap()}, {old.GasFeeCap(), tx.GasFeeCap()}} {
				tenth := new(big.Int).Mul(fees[0], big.NewInt(11))
				require.Positive(t, new(big.Int).Mul(fees[1], big.NewInt(10)).Cmp(tenth), "a tenth more")
			}
		}
	}
	require.Greater(t, signed, 1000)
	require.Greater(t, refused[ErrTooDear], 1000)
	require.Greater(t, refused[ErrFeeTooHigh], 1000)
}
