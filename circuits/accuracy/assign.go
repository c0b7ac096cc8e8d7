package accuracy

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Delivery is a model and everything else that its proof is made from.
type Delivery struct {
	Params   Params
	Pool     *Pool
	Model    *Model
	Salt     statement.Word                      // of the commitment that was made before the beacon
	Header   [statement.HeaderLen]statement.Word // as the escrow builds it, except for progress, which Assign sets
	KeyHash  common.Hash                         // of the verifying key
	Rho      *big.Int                            // from statement.RandomScalar, also if nothing is sealed
	Blinding statement.Word                      // random: without it, h confirms a guess of the weights
}

// An Assignment is a statement and the values that satisfy the circuit for it.
type Assignment struct {
	Header  [statement.HeaderLen]statement.Word
	Payload []statement.Word
	H, Z, Y statement.Word
	Circuit *Circuit
}

// Witness is the assignment in the form that the prover takes.
func (a *Assignment) Witness() (witness.Witness, error) {
	w, err := frontend.NewWitness(a.Circuit, ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("writing the witness of a model: %w", err)
	}
	return w, nil
}

// Assign finds the values of the circuit for a model on the examples that the header's beacon draws. Its error is ErrMissed
// if the model classifies too few of them right.
func Assign(d Delivery) (*Assignment, error) {
	a, err := assign(d)
	if err != nil {
		return nil, fmt.Errorf("assigning a model: %w", err)
	}
	return a, nil
}

func assign(d Delivery) (*Assignment, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	right, err := answered(d.Params, d.Pool, d.Model, d.Params.Shape.Draw(d.Header[statement.BeaconWord]))
	if err != nil {
		return nil, err
	}
	return conclude(d.body(right), d.KeyHash)
}

// check refuses what has no values at all, or only such as could not be paid for.
func (d *Delivery) check() error {
	header := d.Header
	switch {
	case d.Pool.Root() != d.Params.Root:
		return errors.New("the parameters are for another pool")
	case header[statement.ParamsWord] != d.Params.Commit():
		return errors.New("the header commits to other parameters")
	case header[statement.BeaconWord].IsZero():
		return errors.New("the header has no beacon: it is drawn after the model is committed to")
	case header[statement.CommitmentWord] != d.Model.Commit(d.Salt):
		return errors.New("another model was committed to, or this one with another opening")
	case d.Rho == nil:
		return errors.New("rho is missing")
	}
	return d.Model.Check()
}

// body is the secret part for the examples that the beacon draws, of which those in right count as classified so. It may
// be a lie.
func (d *Delivery) body(right []bool) Body {
	s, header := d.Params.Shape, d.Header
	start, end, quantity := statement.ParseWindow(header[statement.WindowWord])
	b := newBody(s)
	b.Claim, b.Forward = header[statement.ClaimWord], header[statement.ForwardWord]
	b.Times, b.Quantity = times(start, end), *new(statement.Word).SetBigInt(quantity)
	b.SealX, b.SealY = header[statement.SealXWord], header[statement.SealYWord]
	b.Beacon, b.Blinding, b.Salt = header[statement.BeaconWord], d.Blinding, d.Salt
	b.Threshold = number(int64(d.Params.Threshold))
	for i := range b.Rho {
		b.Rho[i] = number(int64(d.Rho.Bit(i))) //nolint:gosec // a bit
	}
	for i, w := range d.Model.flat() {
		b.Weights[i] = number(int64(w) + weightOffset)
	}
	counts := make([]int64, s.groups())
	for i, index := range s.Draw(header[statement.BeaconWord]) {
		counts[index/len(d.Pool.group(index))]++
		b.Draws[i].set(s, d.Pool, index, d.Model, right[i])
	}
	for i, node := range d.Pool.levels[1] {
		b.Groups[i], b.Drawn[i] = node, number(counts[i])
	}
	return b
}

func times(start, end uint64) statement.Word {
	x := new(big.Int).SetUint64(end)
	x.Lsh(x, 64).Add(x, new(big.Int).SetUint64(start))
	return *new(statement.Word).SetBigInt(x)
}

// set is what is said about one example of the pool. The margins of an example that does not count as right are zero.
func (in *DrawInput) set(s Shape, pool *Pool, index int, m *Model, right bool) {
	e := pool.Examples[index]
	setBits(in.Bits, s.exampleBit(index, e))
	for i, word := range pool.group(index) {
		in.Group[i] = word
	}
	values := m.Values(e.Features)
	for j, bits := range in.Hidden {
		shifted := values[0][j] + 1<<(len(bits)-1)
		for i := range bits {
			bits[i] = number(shifted >> i & 1)
		}
	}
	in.Right = number(0)
	scores := values[len(values)-1]
	for class := range in.Margins {
		in.Margins[class] = number(0)
		if right && class != e.Label {
			in.Margins[class] = number(scores[e.Label] - scores[class] - 1)
		}
	}
	if right {
		in.Right = number(1)
	}
}

func setBits(to []frontend.Variable, bits []bool) {
	for i, bit := range bits {
		to[i] = number(0)
		if bit {
			to[i] = number(1)
		}
	}
}

func number(x int64) statement.Word {
	var w statement.Word
	w.SetInt64(x)
	return w
}
