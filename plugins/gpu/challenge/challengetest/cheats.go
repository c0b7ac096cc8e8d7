package challengetest

import (
	"context"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/internal/work"
)

// The devices here are the plain one with one thing done wrong. All save work or memory, or answer for another challenge.

// OtherFill fills its memory for another seed, such as one it had time for.
type OtherFill struct{ Plain }

// Fill fills for a seed that differs in one bit.
func (d *OtherFill) Fill(ctx context.Context, seed challenge.Seed, profile challenge.Profile) error {
	other := seed
	other[31] ^= 1
	err := d.Plain.Fill(ctx, other, profile)
	d.seed = seed
	return err
}

// MadeUp lacks one block in so many, and makes up what the walk finds there.
type MadeUp struct {
	Plain
	LacksOneIn uint32
}

// Touch walks on with a made-up value.
func (d *MadeUp) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	return walk(ctx, d.profile, d.seed, salt, func(block uint32, key [3]uint32) uint64 {
		if block%d.LacksOneIn == 0 {
			return uint64(key[0])<<32 | uint64(key[1])
		}
		return work.Digest(d.block(block), key)
	})
}

// ShortWalk never leaves the first block, which fits in the nearest cache.
type ShortWalk struct{ Plain }

// Touch reads one block again and again.
func (d *ShortWalk) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	return walk(ctx, d.profile, d.seed, salt, func(_ uint32, key [3]uint32) uint64 { return work.Digest(d.block(0), key) })
}

// Remaking lacks memory and makes again what it lacks, which takes its time on a clock that is moved by hand. With nothing lacking
// it is an honest device with a clock.
type Remaking struct {
	Plain
	Clock *Clock
	Word  time.Duration                               // to read a word and mix it
	Round time.Duration                               // of making a word again
	Lacks func(block uint32, words int) (lacking int) // words of a block
}

// Touch gives the right values, late.
func (d *Remaking) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	return walk(ctx, d.profile, d.seed, salt, func(block uint32, key [3]uint32) uint64 {
		lacking := d.Lacks(block, d.profile.BlockWords)
		d.Clock.Advance(time.Duration(d.profile.BlockWords) * d.Word)
		d.Clock.Advance(time.Duration(lacking*d.profile.Rounds) * d.Round)
		return work.Digest(d.block(block), key)
	})
}

// Stale answers with what it answered first, in an earlier challenge.
type Stale struct {
	Plain
	Walks, Products bool // which of the answers
	values          []uint64
	products        [][]int32
}

// Touch gives the values of the first salt.
func (d *Stale) Touch(ctx context.Context, salt challenge.Salt) (values []uint64, err error) {
	if d.Walks && d.values != nil {
		return d.values, nil
	}
	d.values, err = d.Plain.Touch(ctx, salt)
	return d.values, err
}

// Multiply gives the products of the first salt.
func (d *Stale) Multiply(ctx context.Context, salt challenge.Salt) (products [][]int32, err error) {
	if d.Products && d.products != nil {
		return d.products, nil
	}
	d.products, err = d.Plain.Multiply(ctx, salt)
	return d.products, err
}

// Cutting makes products with less work than there is.
type Cutting struct {
	Plain
	How Cut
}

// Cut is how work is cut. step and operands are those of a product; what it gives is taken for the product.
type Cut func(step int, left, right []int8, n int) []int32

// Multiply makes products of the right operands.
func (d *Cutting) Multiply(ctx context.Context, salt challenge.Salt) ([][]int32, error) {
	step := 0
	return products(ctx, d.profile, work.NewOperands(d.seed, salt, d.profile.N), nil, func(left, right []int8, n int) []int32 {
		step++
		return d.How(step, left, right, n)
	})
}

// SkipOneIn leaves out one row in so many, counted through all products.
func SkipOneIn(many int) Cut {
	return func(step int, left, right []int8, n int) []int32 {
		return skip(left, right, n, func(row int) bool { return ((step-1)*n+row)%many == 0 })
	}
}

// SkipAlike leaves out the same rows of each product, one in so many. Had a row of zeros a successor of zeros, all but the first
// product's would be right.
func SkipAlike(many int) Cut {
	return func(_ int, left, right []int8, n int) []int32 {
		return skip(left, right, n, func(row int) bool { return row%many == 0 })
	}
}

func skip(left, right []int8, n int, skips func(row int) bool) []int32 {
	product := multiply(left, right, n)
	for i := range n {
		if skips(i) {
			clear(product[i*n:][:n])
		}
	}
	return product
}

// CopyOneIn gives the row before it for one row in so many, the same in each product. Had equal rows equal successors, all but
// the first product's would be right.
func CopyOneIn(many int) Cut {
	return func(_ int, left, right []int8, n int) []int32 {
		product := multiply(left, right, n)
		for i := many - 1; i < n; i += many {
			copy(product[i*n:][:n], product[(i-1)*n:])
		}
		return product
	}
}

// LowRank adds up so many of the n terms of each entry: a product of that rank.
func LowRank(rank int) Cut {
	return func(_ int, left, right []int8, n int) []int32 {
		thin := make([]int8, len(left))
		for i := range n {
			copy(thin[i*n:][:rank], left[i*n:])
		}
		return multiply(thin, right, n)
	}
}

// Round keeps so few of each entry's lowest bits that arithmetic of less precision will do.
func Round(bits int) Cut {
	return func(_ int, left, right []int8, n int) []int32 {
		product := multiply(left, right, n)
		for i := range product {
			product[i] = product[i] >> bits << bits
		}
		return product
	}
}

// Unchained begins each product at the first one's left operand, so that all can be made at once.
func Unchained() Cut {
	var first []int8
	return func(_ int, left, right []int8, n int) []int32 {
		if first == nil {
			first = append(first, left...)
		}
		return multiply(first, right, n)
	}
}

// OtherOperands multiplies matrices of its own choice.
type OtherOperands struct {
	Plain
	Row func(seed challenge.Seed, salt challenge.Salt, n int) func(operand, row int, entries []int8)
}

// Multiply makes their products, in the right way.
func (d *OtherOperands) Multiply(ctx context.Context, salt challenge.Salt) ([][]int32, error) {
	return products(ctx, d.profile, work.NewOperands(d.seed, salt, d.profile.N), d.Row(d.seed, salt, d.profile.N), multiply)
}

// IndexSums are operands whose entries follow from the sum of their indices: products of such matrices take n² log n steps.
func IndexSums(seed challenge.Seed, salt challenge.Salt, _ int) func(operand, row int, entries []int8) {
	return func(operand, row int, entries []int8) {
		for i := range entries {
			sum := (int(seed[0])+int(salt[0]))<<8 + operand*31 + row + i
			entries[i] = int8(sum * sum >> 4) //nolint:gosec // the bits are meant
		}
	}
}

// OtherSeed are the operands of a seed that differs in one bit.
func OtherSeed(seed challenge.Seed, salt challenge.Salt, n int) func(operand, row int, entries []int8) {
	seed[31] ^= 1
	return work.NewOperands(seed, salt, n).Row
}
