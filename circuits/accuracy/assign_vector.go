package accuracy

import (
	"math/big"

	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// conclude is the assignment of a body: the vector that it stands for, and h, z and y.
func conclude(b Body, keyHash common.Hash) (*Assignment, error) {
	header := b.header()
	key := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	payload, err := statement.Seal(key, b.rho(), header[statement.ClaimWord], header[statement.ProgressWord], b.message())
	if err != nil {
		return nil, err
	}
	v := append(header[:], payload...)
	full := make([]statement.Word, statement.HeaderLen+b.shape.PayloadWords())
	copy(full, v)
	h := statement.Fold(full, b.aux())
	z := statement.Challenge(keyHash, h, v)
	y := statement.Evaluate(v, z)
	return &Assignment{header, payload, h, z, y, &Circuit{H: h, Z: z, Y: y, Body: b}}, nil
}

func (b *Body) header() [statement.HeaderLen]statement.Word {
	preimage := []statement.Word{b.root(), value(b.Threshold)}
	for _, n := range b.shape.numbers() {
		preimage = append(preimage, number(int64(n)))
	}
	amount := shifted(value(b.Quantity), timesBits)
	window, progress := value(b.Times), shifted(number(1), 64)
	window.Add(&window, &amount)
	progress.Add(&progress, &amount)
	return [statement.HeaderLen]statement.Word{
		statement.ClaimWord: value(b.Claim), statement.ForwardWord: value(b.Forward),
		statement.ParamsWord: statement.Sponge(statement.DomainParams, preimage),
		statement.WindowWord: window, statement.ProgressWord: progress,
		statement.SealXWord: value(b.SealX), statement.SealYWord: value(b.SealY),
		statement.CommitmentWord: statement.Sponge(statement.DomainModel, append([]statement.Word{value(b.Salt)}, b.message()...)),
		statement.BeaconWord:     value(b.Beacon),
	}
}

func (b *Body) root() statement.Word {
	level := words(b.Groups)
	for len(level) > 1 {
		level = parents(level)
	}
	return level[0]
}

func (b *Body) rho() *big.Int {
	rho := new(big.Int)
	for i := range b.Rho {
		if bit := value(b.Rho[i]); !bit.IsZero() {
			rho.SetBit(rho, i, 1)
		}
	}
	return rho
}

func (b *Body) message() []statement.Word {
	out := join(words(b.Weights), WeightBits, weightsPerWord)
	mark := shifted(number(1), markBit)
	for i := range out {
		out[i].Add(&out[i], &mark)
	}
	return out
}

// aux is what the circuit calls by that name.
func (b *Body) aux() statement.Word {
	in := []statement.Word{value(b.Blinding)}
	for _, draw := range b.Draws {
		in = append(in, statement.Node([gadget.Arity]statement.Word(words(draw.Group[:]))))
	}
	in = append(in, words(b.Drawn)...)
	hiddenBits, marginBits := b.shape.layers()[0].signedBits(), b.shape.last().marginBits()
	for _, draw := range b.Draws {
		var hidden []statement.Word
		for _, bits := range draw.Hidden {
			hidden = append(hidden, join(words(bits), 1, len(bits))...)
		}
		in = append(in, join(hidden, hiddenBits, statement.MessageBits/hiddenBits)...)
		in = append(in, join(words(draw.Margins), marginBits, statement.MessageBits/marginBits)...)
	}
	return statement.Sponge(statement.DomainAux, in)
}

// join puts values of one width together, so many a word.
func join(values []statement.Word, width, perWord int) []statement.Word {
	var out []statement.Word
	for len(values) > 0 {
		n := min(perWord, len(values))
		var word statement.Word
		for i, x := range values[:n] {
			x = shifted(x, i*width)
			word.Add(&word, &x)
		}
		out, values = append(out, word), values[n:]
	}
	return out
}

func shifted(x statement.Word, bits int) statement.Word {
	factor := new(statement.Word).SetBigInt(gadget.Pow2(bits))
	return *x.Mul(&x, factor)
}

// value is a secret input as the number that it is: Body.set puts nothing else there.
func value(x frontend.Variable) statement.Word {
	w, ok := x.(statement.Word)
	if !ok {
		panic("a value of the body is no word")
	}
	return w
}

func words(values []frontend.Variable) []statement.Word {
	out := make([]statement.Word, len(values))
	for i, x := range values {
		out[i] = value(x)
	}
	return out
}
