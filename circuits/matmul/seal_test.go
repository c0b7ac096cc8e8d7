//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The buyer reads exactly A·B, and nobody else does.
func TestTheBuyerReadsTheProduct(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, small, 11, medium, 32} {
		d := honest(t, 2, n)
		a := mustAssign(t, d)
		require.NoError(t, solve(t, a.Circuit))
		message, err := statement.Unseal(sealingKey(t), a.Header[statement.ClaimWord], a.Header[statement.ProgressWord], a.Payload)
		require.NoError(t, err)
		read, err := Decode(n, message)
		require.NoError(t, err)
		require.Equal(t, d.Product, read)
		_, err = statement.Unsealed(a.Payload)
		require.ErrorIs(t, err, statement.ErrSealed)
	}
}

// The least and the greatest entries that there are: no word of them is zero, sealed or not.
func TestExtremeProducts(t *testing.T) {
	t.Parallel()
	for _, n := range []int{medium, 32, committed} {
		for _, c := range [][2]int64{{-128, -128}, {-128, 127}, {127, 127}, {0, 0}, {-1, 1}} {
			a, b := constant(n, c[0]), constant(n, c[1])
			d := deliver(t, a, b, a.product(b))
			require.EqualValues(t, int64(n)*c[0]*c[1], d.Product.Entries[0])
			for _, key := range []statement.PublicKey{{}, sealingKey(t).Public()} {
				d.Header[statement.SealXWord], d.Header[statement.SealYWord] = key.X, key.Y
				assigned := mustAssign(t, d)
				require.Len(t, assigned.Payload, PayloadWords(n))
				require.NoError(t, solve(t, assigned.Circuit), "%d times %d at size %d", c[0], c[1], n)
				if n <= SealedSize && key.IsZero() {
					message, err := statement.Unsealed(assigned.Payload)
					require.NoError(t, err)
					read, err := Decode(n, message)
					require.NoError(t, err)
					require.Equal(t, d.Product, read)
				}
			}
		}
	}
}

// Points of low order are on the curve, and the escrow takes them: what is sealed to them everybody can read, but it is
// the product. Nothing else is a degenerate key: what is off the curve has no proof.
func TestDegenerateKeys(t *testing.T) {
	t.Parallel()
	const n = small
	d := honest(t, 2, n)
	var zero, one, minusOne statement.Word
	one.SetOne()
	minusOne.Neg(&one)
	four := new(statement.Word).Sqrt(&minusOne) // of order four: −x² = 1
	require.NotNil(t, four)
	body := mustAssign(t, d).Circuit.Body
	for name, pk := range map[string]struct {
		key     statement.PublicKey
		onCurve bool
	}{
		"neutral":       {statement.PublicKey{X: zero, Y: one}, true},
		"of order two":  {statement.PublicKey{X: zero, Y: minusOne}, true},
		"of order four": {statement.PublicKey{X: *four, Y: zero}, true},
		"x alone":       {statement.PublicKey{X: statement.WordFromUint64(5), Y: zero}, false},
		"y alone":       {statement.PublicKey{X: zero, Y: statement.WordFromUint64(5)}, false},
		"somewhere":     {statement.PublicKey{X: statement.WordFromUint64(2), Y: statement.WordFromUint64(3)}, false},
	} {
		point := twistededwards.NewPointAffine(pk.key.X, pk.key.Y)
		require.Equal(t, pk.onCurve, point.IsOnCurve(), name)
		b := body
		b.SealX, b.SealY = pk.key.X, pk.key.Y
		c := conclude(b, state(t, b))
		require.Equal(t, pk.onCurve, solve(t, c) == nil, name)
		if !pk.onCurve {
			require.NoError(t, passesWithout(c, nil, equalityOfCurve(n)), name)
			continue
		}
		// Whoever knows R reads it: the shared point is neutral.
		v := state(t, b)
		payload := v[statement.HeaderLen:]
		key := statement.Sponge(statement.DomainSeal, []statement.Word{zero, one, payload[0], payload[1], v[statement.ClaimWord], v[statement.ProgressWord]})
		message := statement.Stream(key, len(payload)-2)
		for i := range message {
			message[i].Sub(&payload[2+i], &message[i])
		}
		read, err := Decode(n, message)
		require.NoError(t, err)
		require.Equal(t, d.Product, read, name)
	}
}

// What is published in place of a large product is what everybody computes from the product.
func TestCommitment(t *testing.T) {
	t.Parallel()
	d := honest(t, 2, committed)
	a := mustAssign(t, d)
	commitment, err := d.Product.Commit()
	require.NoError(t, err)
	require.Equal(t, []statement.Word{commitment}, a.Payload)
	d.Product.Entries[7]++
	other, err := d.Product.Commit()
	require.NoError(t, err)
	require.NotEqual(t, commitment, other)
	d.Product.Entries[7] = 1 << digitBits
	_, err = d.Product.Commit()
	require.ErrorContains(t, err, "row 1, column 8 is 4194304, which no product of bytes has")
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	one := statement.WordFromUint64(1)
	for want, change := range map[string]func(*Delivery){
		"other matrices":             func(d *Delivery) { d.Task.A[0]++ },
		"which belong to predicates": func(d *Delivery) { d.Header[statement.BeaconWord] = one },
		"has a commitment":           func(d *Delivery) { d.Header[statement.CommitmentWord] = one },
		"rho is missing":             func(d *Delivery) { d.Rho = nil },
		"rho is not between":         func(d *Delivery) { d.Rho = new(big.Int) },
		"of size 4, the task":        func(d *Delivery) { d.Product = Product{4, d.Product.Entries[:16]} },
		"size 129":                   func(d *Delivery) { d.Task.Size = MaxSize + 1 },
		"size 0":                     func(d *Delivery) { d.Task.Size = 0 },
		"more than 96 bits":          func(d *Delivery) { d.Header[statement.WindowWord].Neg(&one) },
		"no product of bytes has":    func(d *Delivery) { d.Product.Entries[0] = -1 << 30 },
	} {
		d := honest(t, 1, small)
		change(&d)
		_, err := Assign(d)
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, "assigning a product")
	}
}
