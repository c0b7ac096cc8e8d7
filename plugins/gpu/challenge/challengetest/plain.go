package challengetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/internal/work"
)

// Plain is a device in plain Go. The zero value is ready.
type Plain struct {
	profile challenge.Profile
	seed    challenge.Seed
	memory  []uint64
}

var _ challenge.Device = (*Plain)(nil)

var errEmpty = errors.New("the memory is not filled")

// Fill makes the blocks.
func (d *Plain) Fill(ctx context.Context, seed challenge.Seed, profile challenge.Profile) error {
	d.profile, d.seed = profile, seed
	d.memory = make([]uint64, profile.Blocks*profile.BlockWords)
	fill := work.NewFill(seed, profile.BlockWords, profile.Rounds)
	for i := range profile.Blocks {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("make block %d: %w", i, err)
		}
		fill.Block(uint32(i), d.block(uint32(i)))
	}
	return nil
}

func (d *Plain) block(number uint32) []uint64 {
	return d.memory[int(number)*d.profile.BlockWords:][:d.profile.BlockWords]
}

// Touch walks through the blocks.
func (d *Plain) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	if d.memory == nil {
		return nil, errEmpty
	}
	return walk(ctx, d.profile, d.seed, salt, func(block uint32, key [3]uint32) uint64 { return work.Digest(d.block(block), key) })
}

// walk goes all lanes with a function that says what a step makes of a block.
func walk(ctx context.Context, p challenge.Profile, seed challenge.Seed, salt challenge.Salt,
	step func(block uint32, key [3]uint32) uint64,
) ([]uint64, error) {
	way := work.NewWalk(seed, salt, p.Blocks)
	values := make([]uint64, 0, p.Touches)
	for lane := range uint32(p.Lanes) { //nolint:gosec // a profile has far fewer
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("walk lane %d: %w", lane, err)
		}
		value := way.Start(lane)
		for i := range uint32(p.Touches / p.Lanes) { //nolint:gosec // a profile has far fewer
			value = step(way.Next(value, lane, i))
			values = append(values, value)
		}
	}
	return values, nil
}

// Multiply makes the products.
func (d *Plain) Multiply(ctx context.Context, salt challenge.Salt) ([][]int32, error) {
	if d.memory == nil {
		return nil, errEmpty
	}
	return products(ctx, d.profile, work.NewOperands(d.seed, salt, d.profile.N), nil, multiply)
}

// products makes all products with a function that makes one. Operands come from a function other than the right one if it is given.
func products(ctx context.Context, p challenge.Profile, operands work.Operands, row func(operand, row int, entries []int8),
	times func(left, right []int8, n int) []int32,
) (list [][]int32, err error) {
	n := p.N
	if row == nil {
		row = operands.Row
	}
	left, right := make([]int8, n*n), make([]int8, n*n)
	operand := func(number int, entries []int8) {
		for i := range n {
			row(number, i, entries[i*n:][:n])
		}
	}
	operand(0, left)
	for step := 1; step <= p.Steps; step++ {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("make product %d: %w", step, err)
		}
		operand(step, right)
		product := times(left, right, n)
		for i := range n {
			operands.Next(step, i, product[i*n:][:n], left[i*n:][:n])
		}
		list = append(list, product)
	}
	return list, nil
}

func multiply(left, right []int8, n int) []int32 {
	product := make([]int32, n*n)
	for i := range n {
		row := product[i*n:][:n]
		for k, a := range left[i*n:][:n] {
			for j, b := range right[k*n:][:n] {
				row[j] += int32(a) * int32(b)
			}
		}
	}
	return product
}

// Release forgets the blocks.
func (d *Plain) Release() error {
	*d = Plain{}
	return nil
}
