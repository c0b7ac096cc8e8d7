package chain

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"unicode"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/bindings"
)

// Token is an ERC-20 token.
type Token struct {
	client  *Client
	address common.Address
	abi     *bindings.MockWBTC // a standard token's interface, and minting
}

// NewToken speaks to the token at an address.
func NewToken(client *Client, address common.Address) *Token {
	return &Token{client: client, address: address, abi: bindings.NewMockWBTC()}
}

// Address is the contract's address.
func (t *Token) Address() common.Address { return t.address }

// ApproveCall lets a spender take up to an amount of the sender's.
func (t *Token) ApproveCall(spender common.Address, amount *big.Int) (Call, error) {
	data, err := t.abi.TryPackApprove(spender, amount)
	return t.pack("approve token "+t.address.Hex(), data, err)
}

// AllowCalls are what lets a spender take up to an amount of the sender's, in the place of what it may take now.
func (t *Token) AllowCalls(spender common.Address, now, amount *big.Int) ([]Call, error) {
	if now.Cmp(amount) == 0 {
		return nil, nil
	}
	amounts := []*big.Int{amount}
	if now.Sign() != 0 && amount.Sign() != 0 { // some tokens change an allowance only from and to zero
		amounts = []*big.Int{new(big.Int), amount}
	}
	calls := make([]Call, len(amounts))
	for i, amount := range amounts {
		var err error
		if calls[i], err = t.ApproveCall(spender, amount); err != nil {
			return nil, err
		}
	}
	return calls, nil
}

// MintCall makes money: only the mock token of development chains has it.
func (t *Token) MintCall(to common.Address, amount *big.Int) (Call, error) {
	data, err := t.abi.TryPackMint(to, amount)
	return t.pack("mint token "+t.address.Hex(), data, err)
}

// Balance is what an account holds.
func (t *Token) Balance(ctx context.Context, at Head, account common.Address) (*big.Int, error) {
	data, err := t.read(ctx, at, "balance", t.abi.PackBalanceOf(account))
	if err != nil {
		return nil, err
	}
	return t.abi.UnpackBalanceOf(data)
}

// Allowance is what a spender may take of an owner's.
func (t *Token) Allowance(ctx context.Context, at Head, owner, spender common.Address) (*big.Int, error) {
	data, err := t.read(ctx, at, "allowance", t.abi.PackAllowance(owner, spender))
	if err != nil {
		return nil, err
	}
	return t.abi.UnpackAllowance(data)
}

// Decimals is how many digits of an amount stand behind the point.
func (t *Token) Decimals(ctx context.Context, at Head) (uint8, error) {
	data, err := t.read(ctx, at, "decimals", t.abi.PackDecimals())
	if err != nil {
		return 0, err
	}
	return t.abi.UnpackDecimals(data)
}

// Symbol is the token's short name, cleaned of what does not belong on a terminal. A token calls itself what it likes.
func (t *Token) Symbol(ctx context.Context, at Head) (string, error) {
	data, err := t.read(ctx, at, "symbol", t.abi.PackSymbol())
	if err != nil {
		return "", err
	}
	symbol, err := t.abi.UnpackSymbol(data)
	if err != nil {
		return "", fmt.Errorf("read the symbol of token %s: %w: %w", t.address, ErrOtherCode, err)
	}
	symbol = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, symbol)
	return symbol[:min(len(symbol), 16)], nil
}

// Transferred adds up what a transaction's logs say was moved between two accounts in this token.
func (t *Token) Transferred(receipt *types.Receipt, from, to common.Address) *big.Int {
	sum := new(big.Int)
	for _, log := range receipt.Logs {
		if event, err := t.transfer(log); err == nil && event.From == from && event.To == to {
			sum.Add(sum, event.Value)
		}
	}
	return sum
}

func (t *Token) read(ctx context.Context, at Head, what string, data []byte) ([]byte, error) {
	answer, err := t.client.call(ctx, at, t.address, data)
	if err != nil {
		return nil, fmt.Errorf("read the %s from token %s: %w", what, t.address, refusal(err))
	}
	if len(answer) == 0 {
		return nil, fmt.Errorf("read the %s from token %s: %w: it gave no answer in block %d", what, t.address, ErrOtherCode, at.Number)
	}
	return answer, nil
}

func (t *Token) pack(what string, data []byte, err error) (Call, error) {
	if err != nil {
		return Call{}, fmt.Errorf("%s: encode the call: %w", what, err)
	}
	return Call{To: &t.address, Data: data, What: what}, nil
}
