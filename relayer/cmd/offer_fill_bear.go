package cmd

import (
	"fmt"
	"math/big"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// What is refused of an offer whatever its maker signed. Who writes its times chooses how long the taker's money is locked, and
// whether there is time to deliver at all.
const (
	longestLock    = 366 * 24 * time.Hour
	shortestWindow = 10 * time.Minute
	// fewestBlocks have to lie before the block that brings the challenge: up to four transactions that take the part, some for
	// the output, and those in which the commitment has to be mined.
	fewestBlocks = 20
)

// bearable refuses what would lock the taker's money for an age, or stake a bond on what there is no time for.
func (f *filling) bearable(c *cli.Context) error {
	t := f.part.Terms
	if t.SettleBy > f.head.Time+uint64(longestLock/time.Second) {
		return fmt.Errorf("your money would be locked until %s: more than a year is not taken", tell(t.SettleBy))
	}
	if f.signed.Side == offer.Ask || !f.signed.Assigned() {
		return nil
	}
	most, named := t.Price, "its price"
	if text := c.String("max-bond"); text != "" {
		decimals, err := chain.NewToken(f.client, t.Token).Decimals(c.Context, f.head)
		if err != nil {
			return err
		}
		if most, err = parseAmount(text, decimals); err != nil {
			return usageError(fmt.Errorf("--max-bond: %w", err))
		}
		named = "--max-bond"
	}
	if t.Bond.Cmp(most) > 0 {
		money := f.amounts(c.Context, t.Token)
		return fmt.Errorf("its bond of %s is more than %s of %s; say with --max-bond how much you stake", money(t.Bond), named, money(most))
	}
	from, until := max(f.head.Time, t.Start), min(t.End, t.SettleBy)
	if until < from+uint64(shortestWindow/time.Second) {
		return fmt.Errorf("there would be from %s to %s to deliver, and less than %s is not enough", tell(from), tell(until), shortestWindow)
	}
	if t.BeaconBlock != 0 && t.BeaconBlock < f.head.Number+fewestBlocks {
		return fmt.Errorf("its challenge comes with block %d, and this is block %d: less than %d blocks are too few to take it and to commit to an output",
			t.BeaconBlock, f.head.Number, fewestBlocks)
	}
	return nil
}

// cost finds out what taking the part costs at most, and whether the account has it.
func (f *filling) cost(purse chain.Purse) error {
	f.fee = new(big.Int).Mul(purse.Fee, new(big.Int).SetUint64(chain.FillGas(f.signed, f.fill)))
	if purse.Balance.Cmp(f.fee) < 0 {
		return fmt.Errorf("the account has %s wei for gas, and taking it may cost %s", purse.Balance, f.fee)
	}
	return nil
}
