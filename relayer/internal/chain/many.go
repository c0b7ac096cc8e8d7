package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// manyCalls is how many questions are asked in one request: what endpoints commonly take. singly is how long an endpoint is
// asked nothing in that way after it refused it, and briefly after it had trouble with it.
const (
	manyCalls = 50
	singly    = 10 * time.Minute
	briefly   = 30 * time.Second
)

// ErrSingly says that an endpoint takes one question in each request, or did so just now.
var ErrSingly = errors.New("it takes no requests with many questions")

// question is what a contract is asked, or creation code where it names none, and the most gas that its answer may take, 0 for as
// much as the endpoint gives.
type question struct {
	to   common.Address
	data []byte
	gas  uint64
}

func (q question) arguments() map[string]any {
	arguments := map[string]any{"input": hexutil.Bytes(q.data)}
	if q.to != (common.Address{}) {
		arguments["to"] = q.to
	}
	if q.gas != 0 {
		arguments["gas"] = hexutil.Uint64(q.gas)
	}
	return arguments
}

// callMany asks many questions at a block, some in each request. An answer is nil where the endpoint refused that question, or
// answered with nothing.
func (c *Client) callMany(ctx context.Context, at Head, questions []question) ([][]byte, error) {
	answers, err := c.answerMany(ctx, at, questions)
	if err != nil {
		return nil, err
	}
	plain := make([][]byte, len(answers))
	for i, a := range answers {
		plain[i] = a.data
	}
	return plain, nil
}

func (c *Client) answerMany(ctx context.Context, at Head, questions []question) ([]answer, error) {
	answers := make([]answer, 0, len(questions))
	for some := range slices.Chunk(questions, manyCalls) {
		part, err := readAt(c, at, sameAnswers, func(e *endpoint) ([]answer, error) { return c.callAt(ctx, e, at, some) })
		if err != nil {
			return nil, err
		}
		answers = append(answers, part...)
	}
	return answers, nil
}

func sameAnswers(a, b []answer) bool { return slices.EqualFunc(a, b, sameAnswer) }

// sameAnswer says that two endpoints do not contradict each other.
func sameAnswer(a, b answer) bool {
	return bytes.Equal(a.data, b.data) && (a.err == nil) == (b.err == nil)
}

// takesSingly says that an endpoint refused many questions in one request a while ago.
func (c *Client) takesSingly(e *endpoint) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.clock().Before(e.single)
}

// callAt asks one endpoint. That it takes no such requests, or not now, is no trouble that it would be left alone for: everything
// can be asked of it singly.
func (c *Client) callAt(ctx context.Context, e *endpoint, at Head, questions []question) ([]answer, error) {
	if c.takesSingly(e) {
		return nil, fmt.Errorf("%s: %w", e.name, ErrSingly)
	}
	if err := c.rests(e); err != nil {
		return nil, err
	}
	answers, err := once(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) ([]answer, error) {
		return callTogether(ctx, eth, at, questions)
	})
	if err != nil && ctx.Err() == nil {
		pause := singly
		if isTrouble(err) {
			pause = briefly
		}
		c.mu.Lock()
		e.single = c.clock().Add(pause)
		c.mu.Unlock()
		return nil, fmt.Errorf("%s: %w: %w", e.name, ErrSingly, err)
	}
	return answers, err
}

func callTogether(ctx context.Context, eth *ethclient.Client, at Head, questions []question) ([]answer, error) {
	block := rpc.BlockNumberOrHashWithHash(at.Hash, false)
	answers, batch := make([]hexutil.Bytes, len(questions)), make([]rpc.BatchElem, len(questions))
	for i, question := range questions {
		batch[i] = rpc.BatchElem{
			Method: "eth_call", Result: &answers[i],
			Args: []any{question.arguments(), block},
		}
	}
	if err := eth.Client().BatchCallContext(ctx, batch); err != nil {
		return nil, err
	}
	told := make([]answer, len(questions))
	for i, got := range answers {
		err := batch[i].Error
		if err != nil && isTrouble(err) {
			return nil, err
		}
		told[i] = answerOf(got, err)
	}
	return told, nil
}

// Statuses is where many forwards stand at a block, and when something was announced for each, if anything is asked about: the
// hash is zero where nothing is. Those that the endpoint did not answer about are left out: StatusOf says why.
func (e *Escrow) Statuses(ctx context.Context, at Head, forwards []Forward, announcements []statement.Word) (map[common.Hash]Stand, error) {
	var questions []question
	for i, f := range forwards {
		questions = append(questions, question{to: e.address, data: e.abi.PackStatusOf(f.binding())})
		if !announcements[i].IsZero() {
			questions = append(questions, question{to: e.address, data: e.abi.PackAnnouncedAt(f.ID, statement.Big(announcements[i]))})
		}
	}
	answers, err := e.client.callMany(ctx, at, questions)
	if err != nil {
		return nil, fmt.Errorf("read the status of %d forwards from escrow %s: %w", len(forwards), e.address, err)
	}
	stands := make(map[common.Hash]Stand, len(forwards))
	for i, f := range forwards {
		var stand Stand
		stand.Status, err = e.unpackStatus(answers[0])
		answers = answers[1:]
		if !announcements[i].IsZero() {
			var failed error
			stand.AnnouncedAt, failed = e.abi.UnpackAnnouncedAt(answers[0])
			err = errors.Join(err, failed)
			answers = answers[1:]
		}
		if err == nil {
			stands[f.ID] = stand
		}
	}
	return stands, nil
}

// Stand is where a forward stands, and when something was announced for it, 0 if never.
type Stand struct {
	Status      Status
	AnnouncedAt uint64
}

func (e *Escrow) unpackStatus(answer []byte) (Status, error) {
	status, err := e.abi.UnpackStatusOf(answer)
	if err == nil && int(status) >= len(statusNames) {
		err = fmt.Errorf("%w: there is no status %d", ErrOtherCode, status)
	}
	return Status(status), err
}
