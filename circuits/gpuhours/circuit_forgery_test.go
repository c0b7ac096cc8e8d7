//go:build !race

package gpuhours

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

func liesOfSignature(i int) []lie {
	name := func(format string) string { return fmt.Sprintf(format, i) }
	list := []lie{
		{name("signature %d of nobody"), name("signature %d"), 3, 2, func(l *liar) {
			l.Signatures[i].E, l.Signatures[i].S = 12345, 67890
		}},
		{name("signature %d for another sheet"), name("signature %d"), 3, 2, func(l *liar) {
			other, err := l.keys[l.place(i)].Sign(statement.WordFromUint64(1))
			require.NoError(l, err)
			l.put(i, other)
		}},
		{name("signature %d by a meter outside the set"), name("signature %d"), 3, 2, func(l *liar) {
			signature, err := outsider(l).Sign(l.sheetHash())
			require.NoError(l, err)
			l.put(i, signature)
		}},
		{name("signature %d by a place without a meter, as which anybody signs"), name("key %d is on the curve"), 3, 2, func(l *liar) {
			for j := range 3 {
				l.Signatures[i].Place[j] = 1
			}
			// With the key (0, 0) the curve's formulas give (0, 0) for any scalars.
			l.Signatures[i].S = 5
			l.Signatures[i].E = statement.Sponge(statement.DomainSignature, append(make([]statement.Word, 4), l.sheetHash()))
		}},
		{name("signature %d with another scalar for the same point"), name("scalar %d is below the order"), 3, 2, func(l *liar) {
			s := l.signWhere(i, func(scalar *big.Int) bool { return scalar.Add(scalar, &edwards.Order).BitLen() <= gadget.ScalarBits })
			l.put(i, s)
			l.Signatures[i].S = plus(s.S, &edwards.Order)
		}},
		{name("signature %d with a scalar below zero"), name("scalar %d has so many bits"), 3, 2, func(l *liar) {
			top := new(big.Int).Mod(fr.Modulus(), pow2(gadget.ScalarBits))
			below := new(big.Int)
			s := l.signWhere(i, func(scalar *big.Int) bool {
				below.Sub(top, scalar) // how far below zero the field has these lowest bits
				below.Mod(below, pow2(gadget.ScalarBits))
				return below.Cmp(new(big.Int).Sub(pow2(gadget.ScalarBits), &edwards.Order)) <= 0 && below.Sign() > 0
			})
			l.put(i, s)
			l.Signatures[i].S = plus(0, below.Neg(below))
		}},
	}
	for j := range 3 {
		list = append(list, lie{fmt.Sprintf("signature %d by a key between two of the set, bit %d", i, j),
			fmt.Sprintf("bit %d of the place of meter %d", j, i), 3, 2, func(l *liar) {
				// The first place, and the one whose number has bit j: half the way from one to the other is a key of the liar's.
				mine := outsider(l)
				key, first, other := mine.Meter(), l.Meters[0], &l.Meters[1<<j]
				double := func(x statement.Word, zero frontend.Variable) statement.Word {
					return minus(*x.Double(&x), number(zero))
				}
				// Who signs in the other slots stands at the places from five on.
				places := []int{5, 6, 7}
				for slot := range l.Signatures {
					l.Meters[places[slot]] = gadget.Point{X: l.keys[slot].Meter().X, Y: l.keys[slot].Meter().Y}
					for bit := range 3 {
						l.Signatures[slot].Place[bit] = places[slot] >> bit & 1
					}
				}
				*other = gadget.Point{X: double(key.X, first.X), Y: double(key.Y, first.Y)}
				half := new(statement.Word).SetUint64(2)
				half.Inverse(half)
				l.Signatures[i].Place = [3]frontend.Variable{0, 0, 0}
				l.Signatures[i].Place[j] = *half
				signature, err := mine.Sign(l.sheetHash())
				require.NoError(l, err)
				l.put(i, signature)
			}})
	}
	return list
}

// signWhere is the signature of the meter in a slot, with the first nonce for which its scalar is as wanted.
func (l *liar) signWhere(slot int, wanted func(scalar *big.Int) bool) Signature {
	l.Helper()
	key, sheet := l.keys[l.place(slot)], l.sheetHash()
	for nonce := int64(1); nonce < 200; nonce++ {
		var r twistededwards.PointAffine
		r.ScalarMultiplicationBase(big.NewInt(nonce))
		s := Signature{Meter: key.Meter(), RX: r.X, RY: r.Y}
		scalar := new(big.Int).Mul(statement.Big(s.challenge(sheet)), key.scalar)
		scalar.Add(scalar, big.NewInt(nonce)).Mod(scalar, &edwards.Order)
		s.S.SetBigInt(scalar)
		if wanted(scalar) {
			return s
		}
	}
	require.Fail(l, "no such nonce found")
	return Signature{}
}

func liesOfSigners() []lie {
	var list []lie
	for i := range MaxSignatures {
		for j := range i {
			list = append(list, lie{fmt.Sprintf("one meter signs as signers %d and %d", j, i), fmt.Sprintf("signers %d and %d differ", j, i),
				3, 2, func(l *liar) { l.from(i, l.place(j)) }})
		}
	}
	return append(list,
		lie{"one meter signs as two, of whom the parameters ask", "signers 0 and 1 differ", 2, 2, func(l *liar) { l.from(1, 0) }},
		lie{"a key and its negative sign as two meters", "signers 0 and 1 differ", 2, 2, func(l *liar) {
			l.keys[1] = MeterKey{new(big.Int).Sub(&edwards.Order, l.keys[0].scalar)}
			l.Meters[1] = gadget.Point{X: l.keys[1].Meter().X, Y: l.keys[1].Meter().Y}
			require.Equal(l, l.keys[0].Meter().Y, l.keys[1].Meter().Y)
			l.from(1, 1)
		}})
}

// The circuit does not know good keys from bad ones: anybody signs for one of low order, which is why Params.Check refuses
// it.
func TestAnybodySignsForAKeyOfLowOrder(t *testing.T) {
	t.Parallel()
	second := Meter{Y: minusOne(0)}
	require.ErrorIs(t, second.Check(), ErrOtherGroup)
	l := newLiar(t, 2, 2)
	l.Need, l.Meters[0] = 1, gadget.Point{X: second.X, Y: second.Y}
	for nonce := int64(1); ; nonce++ {
		var r twistededwards.PointAffine
		r.ScalarMultiplicationBase(big.NewInt(nonce))
		s := Signature{Meter: second, RX: r.X, RY: r.Y, S: statement.WordFromUint64(uint64(nonce))}
		if statement.Big(s.challenge(l.sheetHash())).Bit(0) == 0 { // e times the key is the neutral point
			l.put(0, s)
			l.put(2, s) // behind the last that is needed stands a copy of the first
			break
		}
	}
	require.NoError(t, solve(t, conclude(l.Body, stated(l.Body)), system(t)))
}
