package chain

import (
	"bytes"
	"cmp"
	"context"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// More transfers than so many, and so many for each price and bond, are somebody keeping readers busy: from then on the payers
// of a token's forwards are not looked for.
const (
	mostTransfers        = 1000
	mostTransfersForEach = 10
)

// payers finds whose money prices and bonds were: the token tells in the same transaction, after the event.
func (t *teller) payers(ctx context.Context, end Head, from uint64, happenings []Happening) error {
	wanted := map[common.Address][]int{}
	for i, h := range happenings {
		if h.Opened != nil {
			t.money[h.ID] = money{h.Opened.Terms.Token, h.Opened.Terms.Bond}
			wanted[h.Opened.Terms.Token] = append(wanted[h.Opened.Terms.Token], i)
		}
		if paid, known := t.money[h.ID]; known && h.Accepted != nil {
			wanted[paid.token] = append(wanted[paid.token], i)
		}
	}
	for address, of := range wanted {
		if t.noisy[address] {
			continue
		}
		topic := tokenABI().Events[bindings.MockWBTCTransferEventName].ID
		logs, err := t.escrow.client.logs(ctx, end, from, address, []common.Hash{topic}, nil, []common.Hash{common.BytesToHash(t.escrow.address[:])})
		if err != nil {
			return err
		}
		if len(logs) > mostTransfers+mostTransfersForEach*len(of) {
			t.noisy[address] = true
			continue
		}
		for _, i := range of {
			if err := t.payer(ctx, &happenings[i], NewToken(t.escrow.client, address), logs); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *teller) payer(ctx context.Context, h *Happening, token *Token, logs []types.Log) error {
	var amount *big.Int
	var party common.Address
	if h.Opened != nil {
		amount, party = h.Opened.Terms.Price, h.Opened.Buyer
	} else {
		amount, party = t.money[h.ID].bond, h.Accepted.Provider
	}
	if amount.Sign() == 0 {
		return nil
	}
	first, _ := slices.BinarySearchFunc(logs, *h, func(log types.Log, h Happening) int {
		return cmp.Or(cmp.Compare(log.BlockNumber, h.Block), cmp.Compare(log.Index, h.Log))
	})
	for i := first; i < len(logs) && logs[i].TxHash == h.Tx; i++ {
		moved, err := token.transfer(&logs[i])
		if err != nil || moved.Value.Cmp(amount) != 0 {
			continue
		}
		onTheWay, err := t.isContract(ctx, moved.From)
		if err == nil && (!onTheWay || moved.From == party) {
			h.Payer = moved.From
		}
		return err
	}
	return nil
}

// isContract says whether an account has code, but for one that lends itself some (EIP-7702).
func (t *teller) isContract(ctx context.Context, account common.Address) (bool, error) {
	if known, asked := t.code[account]; asked {
		return known, nil
	}
	code, err := t.escrow.client.Code(ctx, t.at, account)
	if err != nil {
		return false, err
	}
	t.code[account] = len(code) > 0 && !bytes.HasPrefix(code, types.DelegationPrefix)
	return t.code[account], nil
}
