package matmul

import (
	"fmt"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

const (
	timesBits    = 2 * 64
	quantityBits = 96
)

// Circuit proves one product. Its public inputs are h, z and y.
type Circuit = gadget.Single[Body, *Body]

// Batch proves several products of one size.
type Batch = gadget.Batch[Body, *Body]

// NewCircuit is the circuit of one size.
func NewCircuit(n int) *Circuit { return &Circuit{Body: newBody(n)} }

// NewBatch is a batch of places products of size n at most.
func NewBatch(n, places int) *Batch {
	batch := gadget.NewBatch[Body](places)
	for i := range batch.Bodies {
		batch.Bodies[i] = newBody(n)
	}
	return batch
}

// PayloadWords is the most words that the circuit of a size publishes: R and the product, or the product's commitment.
func PayloadWords(n int) int {
	if n <= SealedSize {
		return 2 + n*rowWords(n)
	}
	return 1
}

// Body is the secret part of the circuit. No value in it depends on z.
type Body struct {
	Claim, Forward  frontend.Variable // header words: see doc.go for what is free
	Times, Quantity frontend.Variable // window = Times + Quantity·2^128
	SealX, SealY    frontend.Variable
	Blinding        frontend.Variable
	Rho             []frontend.Variable // bits, lowest first; none if the product is not sealed
	A, B, C         []frontend.Variable // packed: see shape.go

	size int `gnark:"-"`
}

func newBody(n int) Body {
	words := n * rowWords(n)
	body := Body{size: n, A: make([]frontend.Variable, entryWords(n)), B: make([]frontend.Variable, words), C: make([]frontend.Variable, words)}
	if n <= SealedSize {
		body.Rho = make([]frontend.Variable, gadget.ScalarBits)
	}
	return body
}

// Define is the statement of doc.go.
func (b *Body) Define(api frontend.API, z frontend.Variable) (gadget.Statement, error) {
	if err := checkSize(b.size); err != nil {
		return gadget.Statement{}, fmt.Errorf("defining a product: %w", err)
	}
	b.assertProduct(api, z)
	return b.state(api)
}

// assertProduct asserts row by row that the words of the product, taken as the coefficients of a polynomial in z, are those
// of A times the words of B. All of these words are fixed before z, so that a row with a wrong one passes for fewer than
// rowWords challenges. Equal words have equal entries, since a word is below the field's order and its digits, which a
// product of entries in range keeps to, are its only ones.
func (b *Body) assertProduct(api frontend.API, z frontend.Variable) {
	n, words := b.size, rowWords(b.size)
	powers := make([]frontend.Variable, words)
	for k := range powers {
		powers[k] = frontend.Variable(1)
		if k > 0 {
			powers[k] = api.Mul(powers[k-1], z)
		}
	}
	column := make([]frontend.Variable, n) // B's rows at z
	for i := range column {
		column[i] = inner(api, powers, b.B[i*words:(i+1)*words])
	}
	entries := b.entries(api)
	for i := range n {
		row := make([]frontend.Variable, words)
		for k := range row {
			row[k] = api.Sub(b.C[i*words+k], offsetIn(n, k))
		}
		api.AssertIsEqual(inner(api, powers, row), inner(api, entries[i*n:(i+1)*n], column))
	}
}

// entries takes A apart. Only ranged bits make the entries follow from the words, and thus from what h fixes: without, a
// prover who knows z solves the product's equations for entries that have the same words.
func (b *Body) entries(api frontend.API) []frontend.Variable {
	entries := make([]frontend.Variable, 0, b.size*b.size)
	for i, word := range b.A {
		count := min(entriesPerWord, b.size*b.size-i*entriesPerWord)
		bits := api.ToBinary(word, count*entryBits)
		for ; len(bits) > 0; bits = bits[entryBits:] {
			const sign = entryBits - 1
			entries = append(entries, api.Sub(gadget.Join(api, bits[:sign], 1), api.Mul(bits[sign], gadget.Pow2(sign))))
		}
	}
	return entries
}

// state puts the vector together: parameters, window, one step for the whole quantity, and the product.
func (b *Body) state(api frontend.API) (gadget.Statement, error) {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, fmt.Errorf("defining a product: %w", err)
	}
	// Without the ranges the same window could be read as another quantity.
	gadget.AssertBits(api, b.Times, timesBits)
	gadget.AssertBits(api, b.Quantity, quantityBits)
	amount := api.Mul(b.Quantity, gadget.Pow2(timesBits))
	progress := api.Add(gadget.Pow2(64), amount) // from 0 to 1, the whole quantity

	var payload []frontend.Variable
	if len(b.Rho) > 0 {
		sealing := gadget.NewSealing(api, hash, gadget.Point{X: b.SealX, Y: b.SealY}, b.Rho, b.Claim, progress)
		used := make([]frontend.Variable, len(b.C))
		for i := range used {
			used[i] = 1
		}
		payload = append([]frontend.Variable{sealing.R.X, sealing.R.Y}, sealing.Encrypt(b.C, used)...)
	} else {
		payload = []frontend.Variable{hash.Sponge(statement.DomainProduct, b.C...)}
	}
	return gadget.Statement{
		Header: [statement.HeaderLen]frontend.Variable{
			statement.ClaimWord: b.Claim, statement.ForwardWord: b.Forward,
			statement.ParamsWord: hash.Sponge(statement.DomainParams, append(b.A[:len(b.A):len(b.A)], b.B...)...),
			statement.WindowWord: api.Add(b.Times, amount), statement.ProgressWord: progress,
			statement.SealXWord: b.SealX, statement.SealYWord: b.SealY,
			statement.CommitmentWord: 0, statement.BeaconWord: 0,
		},
		Payload: payload,
		Aux:     b.Blinding,
	}, nil
}

// inner is the sum of the products of two vectors of one length.
func inner(api frontend.API, x, y []frontend.Variable) frontend.Variable {
	sum := frontend.Variable(0)
	for i := range x {
		sum = api.Add(sum, api.Mul(x[i], y[i]))
	}
	return sum
}
