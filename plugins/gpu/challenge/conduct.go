package challenge

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
	"time"
)

// Ask takes a question to an agent, and its answer back. An answer of more than MaxAnswer bytes need not be taken to its end.
type Ask func(ctx context.Context, request []byte) (response []byte, err error)

// Clock is the meter's.
type Clock interface{ Now() time.Time }

// Conduct asks an agent all four questions and judges the answers. The seed must be one that nobody could know beforehand.
//
// The error is a *Refusal where the device fails, ErrUnanswered where its agent did not answer, else a fault of the caller's. The
// transcript comes in each case, as far as the challenge went.
func Conduct(ctx context.Context, clock Clock, ask Ask, profile Profile, seed Seed) (transcript []byte, err error) {
	return verifier{random: rand.Reader}.conduct(ctx, clock, ask, profile, seed)
}

// Replay judges a transcript once more, as Conduct did, by the times that stand in it. It shows what a meter saw, not that it was
// so: whoever writes a transcript chooses times, salts and indices.
func Replay(profile Profile, seed Seed, transcript []byte) error {
	return verifier{random: rand.Reader}.replay(profile, seed, transcript)
}

// verifier asks and judges.
type verifier struct {
	random  io.Reader       // where salts, indices and x come from
	without map[Reason]bool // checks that are passed over; only tests can set it
}

func (v verifier) conduct(ctx context.Context, clock Clock, ask Ask, profile Profile, seed Seed) (transcript []byte, err error) {
	if err := profile.Check(); err != nil {
		return nil, fmt.Errorf("check the profile of %q: %w", profile.Model, err)
	}
	j := newJudge(v, profile, seed)
	var exchanges []exchange
	for _, kind := range order {
		question, err := v.question(kind, profile, seed)
		if err != nil {
			return encodeTranscript(exchanges), err
		}
		e, cause := put(ctx, clock, ask, question.encode(), j.deadline(kind), profile.MaxAnswer())
		exchanges = append(exchanges, e)
		err = j.hear(ctx, e)
		if errors.Is(err, ErrUnanswered) {
			err = errors.Join(err, cause)
		}
		if err != nil {
			return encodeTranscript(exchanges), err
		}
	}
	return encodeTranscript(exchanges), nil
}

func (v verifier) replay(profile Profile, seed Seed, transcript []byte) error {
	if err := profile.Check(); err != nil {
		return fmt.Errorf("check the profile of %q: %w", profile.Model, err)
	}
	exchanges, err := parseTranscript(profile, transcript)
	if err != nil {
		return fmt.Errorf("read the transcript: %w", err)
	}
	j := newJudge(v, profile, seed)
	for _, e := range exchanges {
		if err := j.hear(context.Background(), e); err != nil {
			return err
		}
	}
	if len(exchanges) < len(order) {
		return ErrUnfinished
	}
	return nil
}

// question draws what is fresh in a question.
func (v verifier) question(kind byte, profile Profile, seed Seed) (request, error) {
	q := request{kind: kind}
	var err error
	switch kind {
	case kindFill:
		q.seed, q.profile = seed, profile.work()
	case kindTouch, kindMultiply:
		_, err = io.ReadFull(v.random, q.salt[:])
	default:
		var errRows error
		q.open.touches, err = v.draw(profile.Pairs, profile.Touches)
		q.open.rows, errRows = v.draw(profile.Rows, profile.Steps*profile.N)
		err = errors.Join(err, errRows)
	}
	if err != nil {
		return request{}, fmt.Errorf("draw what question %c is made of: %w", kind, err)
	}
	return q, nil
}

// draw is so many numbers below a limit. One may come twice: each is drawn by itself.
func (v verifier) draw(count, limit int) ([]int, error) {
	numbers := make([]int, count)
	for i := range numbers {
		number, err := rand.Int(v.random, big.NewInt(int64(limit)))
		if err != nil {
			return nil, err
		}
		numbers[i] = int(number.Int64())
	}
	return numbers, nil
}

// grace is how long after a deadline a question is given up, by the machine's clock. The meter's clock says whether it was late.
const grace = time.Second

// put asks a question. The second result says why there is no answer.
func put(ctx context.Context, clock Clock, ask Ask, question []byte, deadline time.Duration, longest int) (exchange, error) {
	ctx, cancel := context.WithTimeout(ctx, deadline+grace)
	defer cancel()
	start := clock.Now()
	response, err := ask(ctx, question)
	took := clock.Now().Sub(start) // not moved by whoever sets the machine's clock meanwhile
	e := exchange{asked: start.Round(0), request: question}
	e.ended = e.asked.Add(took)
	if err == nil {
		e.answered, e.response = true, response[:min(len(response), longest+1)]
	}
	return e, err
}
