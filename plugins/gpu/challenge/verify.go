package challenge

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/internal/work"
)

// verify judges what was opened.
func (j *judge) verify(ctx context.Context, asked indices, opened openings) error {
	touches, rows := make([]int, len(opened.touches)), make([]int, len(opened.rows))
	for i, touch := range opened.touches {
		touches[i] = touch.index
	}
	for i, row := range opened.rows {
		rows[i] = row.index
	}
	for _, list := range []struct {
		name          string
		asked, opened []int
	}{{"touch", asked.touches, touches}, {"row", asked.rows, rows}} {
		if err := j.checkIndices(list.name, list.asked, list.opened); err != nil {
			return err
		}
	}
	if err := j.verifyTouches(ctx, opened.touches); err != nil {
		return err
	}
	return j.verifyRows(ctx, opened.rows)
}

// checkIndices wants exactly what was asked for, in that order.
func (j *judge) checkIndices(name string, asked, opened []int) error {
	if len(asked) != len(opened) {
		if err := j.refuse(Count, "%d openings of a %s, %d were asked for", len(opened), name, len(asked)); err != nil {
			return err
		}
	}
	for i := range min(len(asked), len(opened)) {
		if asked[i] == opened[i] {
			continue
		}
		if err := j.refuse(Indices, "%s %d is opened where %d was asked for", name, opened[i], asked[i]); err != nil {
			return err
		}
	}
	return nil
}

// verifyTouches makes the block of each opened touch again, which follows from the value before it.
func (j *judge) verifyTouches(ctx context.Context, opened []openedTouch) error {
	p := j.profile
	fill, walk := work.NewFill(j.seed, p.BlockWords, p.Rounds), work.NewWalk(j.seed, j.touchSalt, p.Blocks)
	words := make([]uint64, p.BlockWords)
	for _, touch := range opened {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("verify touch %d: %w", touch.index, err)
		}
		lane, step := uint32(touch.index/p.laneSteps()), uint32(touch.index%p.laneSteps()) //nolint:gosec // below p.Touches
		before := walk.Start(lane)
		if err := j.checkTouchPath(touch.index, touch.value); err != nil {
			return err
		}
		if !touch.firstOfLane {
			before = touch.before.content
			if err := j.checkTouchPath(touch.index-1, touch.before); err != nil {
				return err
			}
		}
		block, key := walk.Next(before, lane, step)
		fill.Block(block, words)
		if digest := work.Digest(words, key); digest != touch.value.content {
			err := j.refuse(Touch, "touch %d is said to be %016x, and block %d gives %016x", touch.index, touch.value.content, block, digest)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// verifyRows compares C[r]·x with A[r]·(B·x) modulo 2^61 − 1. Entries of C have 32 bits and those of A·B, at most n·128², fewer:
// where a row is another one, the two differ by less than the modulus in some entry, and a random x hides that with a chance
// of 2^−61.
func (j *judge) verifyRows(ctx context.Context, opened []openedRow) error {
	p := j.profile
	operands := work.NewOperands(j.seed, j.rowSalt, p.N)
	x, err := j.vector(p.N)
	if err != nil {
		return err
	}
	images := map[int][]uint64{} // B·x by step
	left := make([]int8, p.N)
	for _, row := range opened {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("verify row %d: %w", row.index, err)
		}
		if err := j.checkRowPath(row.index, row.entries); err != nil {
			return err
		}
		if row.firstStep {
			operands.Row(0, row.index, left)
		} else {
			if err := j.checkRowPath(row.index-p.N, row.before); err != nil {
				return err
			}
			operands.Next(row.index/p.N, row.index%p.N, row.before.content, left)
		}
		step := row.index/p.N + 1
		if images[step] == nil {
			images[step] = operands.Times(step, x)
		}
		if work.Dot(row.entries.content, x) != work.DotBytes(left, images[step]) {
			if err := j.refuse(Row, "row %d of product %d is not that of A·B", row.index%p.N, step); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *judge) checkTouchPath(index int, touch proved[uint64]) error {
	if climb(touchLeaf(index, touch.content), index, j.profile.Touches, touch.path) == j.touchRoot {
		return nil
	}
	return j.refuse(TouchPath, "touch %d is not under the root of the walk", index)
}

func (j *judge) checkRowPath(index int, row proved[[]int32]) error {
	n := j.profile.N
	if climb(rowLeaf(index, row.content), index, j.profile.Steps*n, row.path) == j.rowRoot {
		return nil
	}
	return j.refuse(RowPath, "row %d of product %d is not under the root of the products", index%n, index/n+1)
}

// vector draws numbers below 2^61 − 1.
func (v verifier) vector(n int) ([]uint64, error) {
	x, drawn := make([]uint64, n), make([]byte, 8*n)
	if _, err := io.ReadFull(v.random, drawn); err != nil {
		return nil, fmt.Errorf("draw x: %w", err)
	}
	for i := range x {
		// The one number of 61 bits that is not below the prime becomes 0: x is not uniform by one part in 2^61.
		x[i] = binary.LittleEndian.Uint64(drawn[8*i:]) >> 3 % work.Prime
	}
	return x, nil
}
