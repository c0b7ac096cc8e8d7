package chain

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// Permit2 is Uniswap's contract that holds allowances and takes signed transfers. Owners approve it once per token.
type Permit2 struct {
	client  *Client
	address common.Address
}

// NewPermit2 speaks to the Permit2 at an address.
func NewPermit2(client *Client, address common.Address) *Permit2 { return &Permit2{client, address} }

// The part of Permit2 that is asked, and the errors that come through from it.
const permit2JSON = `[
{"type":"function","name":"allowance","stateMutability":"view","inputs":[{"name":"user","type":"address"},{"name":"token","type":"address"},{"name":"spender","type":"address"}],"outputs":[{"name":"amount","type":"uint160"},{"name":"expiration","type":"uint48"},{"name":"nonce","type":"uint48"}]},
{"type":"function","name":"nonceBitmap","stateMutability":"view","inputs":[{"name":"owner","type":"address"},{"name":"word","type":"uint256"}],"outputs":[{"name":"bits","type":"uint256"}]},
{"type":"function","name":"approve","stateMutability":"nonpayable","inputs":[{"name":"token","type":"address"},{"name":"spender","type":"address"},{"name":"amount","type":"uint160"},{"name":"expiration","type":"uint48"}],"outputs":[]},
{"type":"error","name":"AllowanceExpired","inputs":[{"name":"deadline","type":"uint256"}]},
{"type":"error","name":"InsufficientAllowance","inputs":[{"name":"amount","type":"uint256"}]},
{"type":"error","name":"InvalidAmount","inputs":[{"name":"maxAmount","type":"uint256"}]},
{"type":"error","name":"InvalidNonce","inputs":[]},
{"type":"error","name":"InvalidSigner","inputs":[]},
{"type":"error","name":"InvalidSignature","inputs":[]},
{"type":"error","name":"InvalidSignatureLength","inputs":[]},
{"type":"error","name":"InvalidContractSignature","inputs":[]},
{"type":"error","name":"SignatureExpired","inputs":[{"name":"signatureDeadline","type":"uint256"}]}
]`

var permit2ABI = sync.OnceValue(func() *abi.ABI {
	parsed, err := abi.JSON(strings.NewReader(permit2JSON))
	return mustParse(&parsed, err)
})

// Allowance is what a spender may take of an owner's through Permit2 at the pinned block; nothing once it has expired.
func (p *Permit2) Allowance(ctx context.Context, at Head, owner, token, spender common.Address) (*big.Int, error) {
	values, err := p.read(ctx, at, "allowance", owner, token, spender)
	if err != nil {
		return nil, err
	}
	amount, okAmount := values[0].(*big.Int)
	expiration, okExpiration := values[1].(*big.Int)
	if !okAmount || !okExpiration {
		return nil, fmt.Errorf("read the allowance from Permit2 %s: %w", p.address, ErrOtherCode)
	}
	if new(big.Int).SetUint64(at.Time).Cmp(expiration) > 0 {
		return new(big.Int), nil
	}
	return amount, nil
}

// UsedNonces is a word of the nonces that an owner's signed transfers used up: nonce n is bit n % 256 of word n / 256.
func (p *Permit2) UsedNonces(ctx context.Context, at Head, owner common.Address, word *big.Int) (*big.Int, error) {
	values, err := p.read(ctx, at, "nonceBitmap", owner, word)
	if err != nil {
		return nil, err
	}
	bits, ok := values[0].(*big.Int)
	if !ok {
		return nil, fmt.Errorf("read the nonces from Permit2 %s: %w", p.address, ErrOtherCode)
	}
	return bits, nil
}

// ApproveCall lets a spender take of the sender's through Permit2 until a time, once the token was approved to Permit2.
func (p *Permit2) ApproveCall(token, spender common.Address, amount *big.Int, until uint64) (Call, error) {
	data, err := permit2ABI().Pack("approve", token, spender, amount, new(big.Int).SetUint64(until))
	if err != nil {
		return Call{}, fmt.Errorf("approve token %s in Permit2: encode the call: %w", token, err)
	}
	return Call{To: &p.address, Data: data, What: "approve token " + token.Hex() + " in Permit2"}, nil
}

func (p *Permit2) read(ctx context.Context, at Head, method string, arguments ...any) ([]any, error) {
	query, err := permit2ABI().Pack(method, arguments...)
	if err != nil {
		return nil, fmt.Errorf("encode a question to Permit2: %w", err)
	}
	answer, err := p.client.call(ctx, at, p.address, query)
	if err != nil {
		return nil, fmt.Errorf("read %s from Permit2 %s: %w", method, p.address, refusal(err))
	}
	values, err := permit2ABI().Unpack(method, answer)
	if err != nil {
		return nil, fmt.Errorf("read %s from Permit2 %s: %w: %w", method, p.address, ErrOtherCode, err)
	}
	return values, nil
}
