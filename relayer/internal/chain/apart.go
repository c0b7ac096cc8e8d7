package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// What strangers' contracts are asked in requests of their own: so many questions in each, and so long for all that are asked at once.
const (
	apartCalls = 10
	apartFor   = 30 * time.Second
)

// What signerQuestion is answered with: whether the account has code, and whether that stands by the signature.
const (
	hasCodeBit = 0
	standsBit  = 1
)

// signerQuestion asks the contract of a maker whether it stands by its signature (EIP-1271), through creation code that answers one
// word whatever that contract returns, and gives it as much gas as a fill takes. The word says whether there is code at all: an
// account with a key may have some too (EIP-7702), and then the code alone decides.
func signerQuestion(s offer.Signed) (question, error) {
	digest, err := s.Digest()
	if err != nil {
		return question{}, err
	}
	asked, err := contractSignerABI().Pack("isValidSignature", digest, s.Signature)
	if err != nil {
		return question{}, err
	}
	const words = 1<<16 - 1
	if len(asked) > words {
		return question{}, fmt.Errorf("%w: it has %d bytes", offer.ErrSignature, len(s.Signature))
	}
	two := func(n int) []byte { return []byte{byte(n >> 8), byte(n)} } //nolint:gosec // at most that many
	maker, magic := s.Maker(), common.RightPadBytes(contractSignerABI().Methods["isValidSignature"].ID, common.HashLength)
	const size = 124 // of the code before the question
	code := slices.Concat(
		[]byte{0x61}, two(len(asked)), []byte{0x61}, two(size), []byte{0x60, 0, 0x39}, // codecopy(0, size, length)
		[]byte{0x60, 0x20, 0x60, 0, 0x61}, two(len(asked)), []byte{0x60, 0, 0x73}, maker[:],
		[]byte{0x62, fillGas >> 16, fillGas >> 8 & 0xff, fillGas & 0xff, 0xfa}, // staticcall(gas, maker, 0, length, 0, 32)
		[]byte{0x60, 0x20, 0x3d, 0x10, 0x15, 0x16},                             // and returndatasize >= 32
		[]byte{0x7f}, magic, []byte{0x60, 0, 0x51, 0x14, 0x16}, // and mload(0) == magic
		[]byte{0x60, standsBit, 0x1b, 0x73}, maker[:], []byte{0x3b, 0x15, 0x15, 0x17}, // shl(1, that) | extcodesize(maker) != 0
		[]byte{0x60, 0, 0x52, 0x60, 0x20, 0x60, 0, 0xf3}, // return it
	)
	if len(code) != size {
		panic(fmt.Sprintf("the code of a question to a signer has %d bytes", len(code)))
	}
	const perByte, more = 60, 150_000 // gas of the question itself
	code = append(code, asked...)
	return question{data: code, gas: fillGas + fillGas/60 + more + perByte*uint64(len(code))}, nil
}

// signatureFault reads the answer to a signerQuestion: fault says what is wrong with the signature, err that it was not found out.
func signatureFault(s offer.Signed, a answer) (fault, err error) {
	if a.err != nil || len(a.data) != common.HashLength {
		return nil, fmt.Errorf("ask whether %s signed: %w", s.Maker(), errNoAnswer(a))
	}
	switch word := new(big.Int).SetBytes(a.data); {
	case word.Bit(hasCodeBit) == 0:
		return s.VerifyKey(), nil
	case word.Bit(standsBit) == 0:
		return fmt.Errorf("%w: the maker is contract %s, which does not stand by it (EIP-1271)", offer.ErrSignature, s.Maker()), nil
	}
	return nil, nil
}

func errNoAnswer(a answer) error {
	if a.err != nil {
		return a.err
	}
	return fmt.Errorf("the endpoint answers with %d bytes and not with a word: does it run creation code?", len(a.data))
}

// askApart asks what runs strangers' code. Nothing of that counts against an endpoint, or against another question.
func (c *Client) askApart(ctx context.Context, at Head, questions []question) []answer {
	ctx, cancel := context.WithTimeout(ctx, apartFor)
	defer cancel()
	answers := make([]answer, 0, len(questions))
	for some := range slices.Chunk(questions, apartCalls) {
		part, err := readAt(c, at, sameAnswers, func(e *endpoint) ([]answer, error) {
			return apart(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) ([]answer, error) {
				if c.takesSingly(e) {
					return nil, ErrSingly
				}
				return callTogether(ctx, eth, at, some)
			})
		})
		if err != nil {
			part = slices.Repeat([]answer{{err: err}}, len(some))
		}
		for i, a := range part {
			if a.err != nil && ctx.Err() == nil {
				part[i] = c.askOneApart(ctx, at, some[i])
			}
		}
		answers = append(answers, part...)
	}
	return answers
}

func (c *Client) askOneApart(ctx context.Context, at Head, q question) answer {
	a, err := readAt(c, at, sameAnswer, func(e *endpoint) (answer, error) {
		return apart(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) (answer, error) {
			data, err := eth.CallContractAtHash(ctx, q.message(), at.Hash)
			return answerOf(data, err), nil
		})
	})
	if err != nil {
		return answer{err: err}
	}
	return a
}

// apart is ask for what does not count against an endpoint.
func apart[T any](ctx context.Context, c *Client, e *endpoint, call func(context.Context, *ethclient.Client) (T, error)) (got T, err error) {
	if err := c.rests(e); err != nil {
		return got, err
	}
	return once(ctx, c, e, call)
}

// answer is what a contract answered: nothing where it reverted. With an error it is not known what it would answer.
type answer struct {
	data []byte
	err  error
}

func answerOf(data []byte, err error) answer {
	if reverted := new(RevertError); err == nil || errors.As(refusal(err), &reverted) {
		if err != nil {
			data = nil
		}
		return answer{data: data}
	}
	return answer{err: err}
}

func (q question) message() ethereum.CallMsg {
	message := ethereum.CallMsg{Data: q.data, Gas: q.gas}
	if q.to != (common.Address{}) {
		message.To = &q.to
	}
	return message
}
