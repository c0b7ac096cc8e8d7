package challenge

import (
	"context"
	"errors"
	"fmt"
)

// Answerer answers a meter's questions with a device, one challenge at a time. It forgets a challenge, and releases the device,
// once the openings are given, when something goes wrong, and when another challenge begins.
type Answerer struct {
	device Device
	turn   chan struct{} // taken by whoever answers

	next     int // place in order of the question that is due
	profile  Profile
	touches  []uint64
	products [][]int32
	touchSet tree
	rowSet   tree
}

// NewAnswerer answers with a device, which nobody else may use.
func NewAnswerer(d Device) *Answerer {
	return &Answerer{device: d, turn: make(chan struct{}, 1)}
}

// Answer answers a question. The same questions have the same answers. An error ends the challenge.
func (a *Answerer) Answer(ctx context.Context, data []byte) ([]byte, error) {
	select {
	case a.turn <- struct{}{}:
		defer func() { <-a.turn }()
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the question before: %w", ctx.Err())
	}
	response, err := a.answer(ctx, data)
	if err != nil {
		return nil, errors.Join(err, a.forget())
	}
	return response, nil
}

func (a *Answerer) answer(ctx context.Context, data []byte) ([]byte, error) {
	question, err := parseRequest(data)
	if err != nil {
		return nil, fmt.Errorf("read the question: %w", err)
	}
	if question.kind == kindFill {
		if err := a.forget(); err != nil {
			return nil, err
		}
	}
	if due := order[a.next]; question.kind != due {
		return nil, fmt.Errorf("question %c is out of order: %c is due", question.kind, due)
	}
	a.next++
	switch question.kind {
	case kindFill:
		a.profile = question.profile
		if err := a.device.Fill(ctx, question.seed, a.profile); err != nil {
			return nil, fmt.Errorf("fill: %w", err)
		}
		return encodeAnswer(kindFill), nil
	case kindTouch:
		return a.touch(ctx, question.salt)
	case kindMultiply:
		return a.multiply(ctx, question.salt)
	default:
		return a.open(question.open)
	}
}

func (a *Answerer) touch(ctx context.Context, salt Salt) ([]byte, error) {
	values, err := a.device.Touch(ctx, salt)
	if err != nil {
		return nil, fmt.Errorf("touch: %w", err)
	}
	if len(values) != a.profile.Touches {
		return nil, fmt.Errorf("touch: the device gave %d values, not %d", len(values), a.profile.Touches)
	}
	a.touches = values
	a.touchSet = newTree(len(values), func(i int) Digest { return touchLeaf(i, values[i]) })
	root := a.touchSet.root()
	return encodeAnswer(kindTouch, root[:]), nil
}

func (a *Answerer) multiply(ctx context.Context, salt Salt) ([]byte, error) {
	products, err := a.device.Multiply(ctx, salt)
	if err != nil {
		return nil, fmt.Errorf("multiply: %w", err)
	}
	if len(products) != a.profile.Steps {
		return nil, fmt.Errorf("multiply: the device gave %d products, not %d", len(products), a.profile.Steps)
	}
	for i, product := range products {
		if want := a.profile.N * a.profile.N; len(product) != want {
			return nil, fmt.Errorf("multiply: product %d has %d entries, not %d", i+1, len(product), want)
		}
	}
	a.products = products
	a.rowSet = newTree(a.profile.Steps*a.profile.N, func(i int) Digest { return rowLeaf(i, a.row(i)) })
	root := a.rowSet.root()
	return encodeAnswer(kindMultiply, root[:]), nil
}

// row is a row of a product, by number.
func (a *Answerer) row(index int) []int32 {
	n := a.profile.N
	return a.products[index/n][index%n*n:][:n]
}

func (a *Answerer) open(asked indices) ([]byte, error) {
	var o openings
	for _, index := range asked.touches {
		if index >= a.profile.Touches {
			return nil, fmt.Errorf("open touch %d: there are %d", index, a.profile.Touches)
		}
		touch := openedTouch{index: index, value: a.provedTouch(index), firstOfLane: index%a.profile.laneSteps() == 0}
		if !touch.firstOfLane {
			touch.before = a.provedTouch(index - 1)
		}
		o.touches = append(o.touches, touch)
	}
	for _, index := range asked.rows {
		if index >= a.profile.Steps*a.profile.N {
			return nil, fmt.Errorf("open row %d: there are %d", index, a.profile.Steps*a.profile.N)
		}
		row := openedRow{index: index, entries: a.provedRow(index), firstStep: index < a.profile.N}
		if !row.firstStep {
			row.before = a.provedRow(index - a.profile.N)
		}
		o.rows = append(o.rows, row)
	}
	response := o.encode()
	return response, a.forget()
}

func (a *Answerer) provedTouch(index int) proved[uint64] {
	return proved[uint64]{a.touches[index], a.touchSet.path(index)}
}

func (a *Answerer) provedRow(index int) proved[[]int32] {
	return proved[[]int32]{a.row(index), a.rowSet.path(index)}
}

// forget ends a challenge, if there is one.
func (a *Answerer) forget() error {
	*a = Answerer{device: a.device, turn: a.turn}
	if err := a.device.Release(); err != nil {
		return fmt.Errorf("release the device: %w", err)
	}
	return nil
}
