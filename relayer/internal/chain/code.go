package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"
)

// ErrOtherCode says that a contract is not what it was taken for.
var ErrOtherCode = errors.New("there is no contract at this address, or another one than it is taken for")

// Answered says that the endpoint works and what it answered was an error: a contract refused, failed, or is another one.
// Other errors say nothing about a contract.
func Answered(err error) bool {
	var refused rpc.Error
	reverted := new(RevertError)
	return errors.Is(err, ErrOtherCode) || errors.As(err, &reverted) || errors.As(err, &refused)
}

// checkCode runs a contract's constructor as a call and compares the runtime code that it returns with the code that
// stands at the address: a look-alike, a proxy or another version differ in a byte at least.
func (c *Client) checkCode(ctx context.Context, at Head, what string, address common.Address, creation []byte) error {
	code, err := c.Code(ctx, at, address)
	if err != nil {
		return err
	}
	rebuilt, err := c.create(ctx, at, creation)
	if err != nil {
		return fmt.Errorf("rebuild the code of %s %s: %w", what, address, refusal(err))
	}
	if !bytes.Equal(code, rebuilt) {
		return fmt.Errorf("check %s %s: %w (%d bytes there, %d expected)", what, address, ErrOtherCode, len(code), len(rebuilt))
	}
	return nil
}

// create runs creation code as a call and returns the runtime code that it would leave.
func (c *Client) create(ctx context.Context, at Head, creation []byte) ([]byte, error) {
	return c.run(ctx, at, ethereum.CallMsg{Data: creation})
}
