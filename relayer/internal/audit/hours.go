package audit

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// ledger is which hours of which devices were sold under which meters, by all forwards together: the same that
// GpuHoursPredicate keeps, and besides across contracts that do.
type ledger map[slot][]sale

type slot struct {
	meters, device statement.Word
	epoch          uint64
}

type sale struct {
	hours *big.Int // of the epoch, as bits
	by    common.Hash
	in    chain.Place
}

// sell notes down what a settlement sells, and says how much that is. What was sold before is an error.
func (l ledger) sell(id common.Hash, s chain.Settlement) (hours int, err error) {
	progress, err := statement.Progress(s.Step.From, s.Step.To, s.Step.Amount)
	if err != nil {
		return 0, err
	}
	delivered, err := gpuhours.ReadSettlement(progress, s.Payload)
	if err != nil {
		return 0, err
	}
	for _, share := range delivered.Devices {
		at := slot{delivered.Set, share.ID, delivered.From / gpuhours.EpochHours}
		for _, before := range l[at] {
			if twice := new(big.Int).And(before.hours, share.Mask); twice.Sign() > 0 && err == nil {
				err = fmt.Errorf("%s of device %s were sold before, by forward %s in block %d, transaction %s",
					count(ones(twice), "hour"), common.Hash(share.ID.Bytes()), before.by, before.in.Block, before.in.Tx)
			}
		}
		l[at] = append(l[at], sale{share.Mask, id, s.Settled})
		hours += ones(share.Mask)
	}
	return hours, err
}

func ones(mask *big.Int) (n int) {
	for _, word := range mask.Bits() {
		n += bits.OnesCount(uint(word))
	}
	return n
}
