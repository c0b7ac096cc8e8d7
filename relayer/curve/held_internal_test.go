package curve

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
)

// One offer of a huge quantity with a coin behind it moves no price, in either direction.
func TestQuantityWithoutMoneyMovesNoPrice(t *testing.T) {
	t.Parallel()
	s := scale{big.NewRat(1, 1)}
	var honest tally
	for range 10 {
		honest.addHeld(big.NewInt(10_000), big.NewInt(100), big.NewInt(500))
	}
	before := honest.average(s).Price.String()
	require.Equal(t, "100", before)
	huge := new(big.Int).Lsh(big.NewInt(1), 88)
	honest.addHeld(big.NewInt(20), huge, big.NewInt(1))
	require.Equal(t, before, honest.average(s).Price.String())
	honest.addHeld(huge, big.NewInt(1), big.NewInt(1))
	require.Equal(t, before, honest.average(s).Price.String())
}
