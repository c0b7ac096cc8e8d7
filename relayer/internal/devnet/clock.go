package devnet

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// clockAPI serves, under the names that anvil gave them, the calls that move time: `cast rpc evm_increaseTime 3600`.
type clockAPI struct{ devnet *Devnet }

// IncreaseTime moves the chain's clock ahead by so many seconds, without making a block, and returns by how many it has
// been moved in all.
func (a *clockAPI) IncreaseTime(by seconds) (int64, error) {
	if err := a.devnet.moveClock(time.Duration(by) * time.Second); err != nil {
		return 0, err
	}
	a.devnet.mu.Lock()
	defer a.devnet.mu.Unlock()
	return int64(a.devnet.offset / time.Second), nil
}

// Mine makes one block.
func (a *clockAPI) Mine(ctx context.Context) (string, error) {
	if err := a.devnet.Mine(ctx); err != nil {
		return "", err
	}
	return "0x0", nil
}

// seconds takes both ways of writing a number that clients use: 3600 and "0xe10".
type seconds int64

// UnmarshalJSON reads a JSON number or a hexadecimal string.
func (s *seconds) UnmarshalJSON(text []byte) error {
	number, err := strconv.ParseUint(string(bytes.TrimSpace(text)), 10, 63)
	if err != nil {
		var quantity hexutil.Uint64
		if err := quantity.UnmarshalJSON(text); err != nil {
			return fmt.Errorf("seconds %.40s: want a number such as 3600 or \"0xe10\"", text)
		}
		number = uint64(quantity)
	}
	if limit := uint64(maxAhead / time.Second); number > limit {
		return fmt.Errorf("seconds %d: at most %d, a hundred years", number, limit)
	}
	*s = seconds(number)
	return nil
}
