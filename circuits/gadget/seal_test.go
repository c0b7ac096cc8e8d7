package gadget

import (
	"math/big"
	"slices"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

const sealedWords = 3

// sealCase is one sealing: key, claim, progress, message, and which words of it are used.
type sealCase struct {
	pk      statement.PublicKey
	rho     *big.Int
	context [2]statement.Word
	message []statement.Word
	used    []statement.Word
}

func (c sealCase) inputs() []statement.Word {
	in := []statement.Word{c.pk.X, c.pk.Y, c.context[0], c.context[1]}
	in = append(in, c.message...)
	in = append(in, c.used...)
	return append(in, bitsOf(c.rho)...)
}

func (c sealCase) payload(t *testing.T) []statement.Word {
	t.Helper()
	payload, err := statement.Seal(c.pk, c.rho, c.context[0], c.context[1], c.message)
	require.NoError(t, err)
	return append(payload, make([]statement.Word, 2+sealedWords-len(payload))...)
}

func compileSeal(t *testing.T) gadgetTest {
	t.Helper()
	return compileSealWith(t, (*Sealing).Encrypt)
}

func compileSealWith(t *testing.T, encrypt func(s *Sealing, message, used []frontend.Variable) []frontend.Variable) gadgetTest {
	t.Helper()
	return compile(t, 4+2*sealedWords+ScalarBits, 2+sealedWords,
		func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
			hash, err := NewHash(api)
			if err != nil {
				return nil, err
			}
			message, used, rho := in[4:4+sealedWords], in[4+sealedWords:4+2*sealedWords], in[4+2*sealedWords:]
			s := NewSealing(api, hash, Point{in[0], in[1]}, rho, in[2], in[3])
			return append([]frontend.Variable{s.R.X, s.R.Y}, encrypt(s, message, used)...), nil
		})
}

func newSealCase() sealCase {
	secret := multiple(edwards.Base, big.NewInt(123456789))
	return sealCase{
		pk:      statement.PublicKey{X: secret.X, Y: secret.Y},
		rho:     new(big.Int).Sub(&edwards.Order, big.NewInt(987654321)),
		context: [2]statement.Word(some(2)),
		message: []statement.Word{word(1), word(2), word(3)},
		used:    []statement.Word{word(1), word(1), word(1)},
	}
}

func TestSeal(t *testing.T) {
	t.Parallel()
	g := compileSeal(t)
	c := newSealCase()
	g.accepts(c.inputs(), c.payload(t))
	for i := range c.payload(t) {
		g.refuses(c.inputs(), plus(c.payload(t), i, 1))
	}
	other := c
	other.context[0] = word(1)
	g.refuses(other.inputs(), c.payload(t))
	other = c
	other.context[1] = word(1)
	g.refuses(other.inputs(), c.payload(t))

	short := c
	short.message, short.used = []statement.Word{word(1), word(2), word(0)}, []statement.Word{word(1), word(1), word(0)}
	g.accepts(short.inputs(), short.payload(t))

	public := c
	public.pk = statement.PublicKey{}
	g.accepts(public.inputs(), public.payload(t))
	g.refuses(public.inputs(), c.payload(t))
	g.refuses(c.inputs(), public.payload(t))
}

// A word that cancels the stream would be published as zero, which the buyer takes for the end of the message.
func TestSealAWordThatCancelsTheStream(t *testing.T) {
	t.Parallel()
	c := newSealCase()
	for place := range sealedWords {
		payload := c.payload(t)
		swallowed := c
		swallowed.message = slices.Clone(c.message)
		swallowed.message[place].Sub(&swallowed.message[place], &payload[2+place])
		payload[2+place] = word(0)
		compileSealWith(t, (*Sealing).encrypt).accepts(swallowed.inputs(), payload)
		compileSeal(t).refuses(swallowed.inputs(), payload)
	}
}

// The sum of a good key and a point of low order is on the curve, so that the escrow accepts it.
func TestSealToAKeyOutsideTheSubgroup(t *testing.T) {
	t.Parallel()
	g := compileSeal(t)
	c := newSealCase()
	eighth := pointOfOrderEight(t)
	p := twistededwards.NewPointAffine(c.pk.X, c.pk.Y)
	p.Add(&p, &eighth)
	mixed := c
	mixed.pk = statement.PublicKey{X: p.X, Y: p.Y}
	g.accepts(mixed.inputs(), c.payload(t))
}

// A key of low order protects nothing, but a forward that names one can still be settled.
func TestSealToAKeyOfLowOrder(t *testing.T) {
	t.Parallel()
	g := compileSeal(t)
	c := newSealCase()
	eighth := pointOfOrderEight(t)
	c.pk = statement.PublicKey{X: eighth.X, Y: eighth.Y}
	r := multiple(edwards.Base, c.rho)
	key := statement.Sponge(statement.DomainSeal, []statement.Word{word(0), word(1), r.X, r.Y, c.context[0], c.context[1]})
	payload := coordinates(r)
	for i, k := range statement.Stream(key, sealedWords) {
		payload = append(payload, *k.Add(&k, &c.message[i]))
	}
	g.accepts(c.inputs(), payload)
	require.Equal(t, payload, c.payload(t), "and this is what is sealed to it")
}

// Bits that are none would pick points that are not on the curve.
func TestSealWithAScalarThatIsNoBits(t *testing.T) {
	t.Parallel()
	g := compileSeal(t)
	c := newSealCase()
	in := c.inputs()
	rho := in[len(in)-ScalarBits:]
	g.accepts(in, c.payload(t))
	minusOne := word(0)
	one := word(1)
	minusOne.Sub(&minusOne, &one)
	for i := range ScalarBits - 1 {
		low, high := rho[i], rho[i+1]
		rho[i].Add(&rho[i], &one).Add(&rho[i], &one)
		rho[i+1].Add(&rho[i+1], &minusOne)
		g.refuses(in, c.payload(t))
		rho[i], rho[i+1] = low, high
	}
}

// Off the curve the addition law has zero denominators, and with them quotients of the prover's choice.
func TestSealToAPointOffTheCurve(t *testing.T) {
	t.Parallel()
	g := compileSeal(t)
	c := newSealCase()
	payload := c.payload(t)
	for _, pk := range []statement.PublicKey{{X: c.pk.X, Y: word(5)}, {X: word(0), Y: word(5)}, {X: word(5), Y: word(0)}} {
		c.pk = pk
		g.refuses(c.inputs(), payload)
	}
}
