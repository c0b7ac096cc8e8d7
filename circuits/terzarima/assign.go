package terzarima

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Delivery is a poem and everything else that its proof is made from.
type Delivery struct {
	Lexicon  *lexicon.Lexicon
	Params   Params
	Poem     *Poem
	Choice   []lexicon.Pronunciation             // of each word, as Check found it
	Header   [statement.HeaderLen]statement.Word // as the escrow builds it, except for progress, which Assign sets
	KeyHash  common.Hash                         // of the verifying key
	Rho      *big.Int                            // from statement.RandomScalar, also if nothing is sealed
	Blinding statement.Word                      // random: without it, h confirms a guess of the poem
}

// An Assignment is a statement and the values that satisfy the circuit for it.
type Assignment struct {
	Header  [statement.HeaderLen]statement.Word
	Payload []statement.Word // as published: without zeros at the end
	H, Z, Y statement.Word
	Circuit *Circuit
}

// Witness is the assignment in the form that the prover takes.
func (a *Assignment) Witness() (witness.Witness, error) {
	w, err := frontend.NewWitness(a.Circuit, ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("writing the witness of a poem: %w", err)
	}
	return w, nil
}

// Assign finds the values of the circuit for a poem that Check has found to hold. For one that does not hold it may give
// values too, but they do not satisfy the circuit. A word of the lexicon that the choice leaves unopened is refused.
func Assign(d Delivery) (*Assignment, error) {
	a, err := assign(d)
	if err != nil {
		return nil, fmt.Errorf("assigning a poem: %w", err)
	}
	return a, nil
}

func assign(d Delivery) (*Assignment, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	header := d.Header
	start, end, quantity := statement.ParseWindow(header[statement.WindowWord])
	times, err := statement.Window(start, end, new(big.Int))
	if err != nil {
		return nil, err
	}
	progress, err := statement.Progress(0, 1, quantity)
	if err != nil {
		return nil, err
	}
	header[statement.ProgressWord] = progress
	key := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	payload, err := statement.Seal(key, d.Rho, header[statement.ClaimWord], progress, Encode(d.Poem.Symbols))
	if err != nil {
		return nil, err
	}

	body := &Body{
		Claim: header[statement.ClaimWord], Forward: header[statement.ForwardWord],
		Times: times, Quantity: *new(statement.Word).SetBigInt(quantity),
		SealX: key.X, SealY: key.Y,
		Blinding: d.Blinding,
	}
	body.setParams(d.Params)
	for i := range body.Rho {
		body.Rho[i] = number(int(d.Rho.Bit(i)))
	}
	body.setSymbols(d.Poem.Symbols)
	for i, node := range d.Lexicon.Top() {
		body.Top[i] = node
	}
	if err := body.setWords(d); err != nil {
		return nil, err
	}

	v := append(header[:], payload...)
	h := statement.Fold(padded(v), d.aux())
	z := statement.Challenge(d.KeyHash, h, v)
	y := statement.Evaluate(v, z)
	return &Assignment{header, payload, h, z, y, &Circuit{H: h, Z: z, Y: y, Body: *body}}, nil
}

// check refuses what has no values at all, or only such as could not be paid for.
func (d *Delivery) check() error {
	switch {
	case d.Params.Root != d.Lexicon.Root():
		return errors.New("the parameters are for another lexicon")
	case d.Header[statement.ParamsWord] != d.Params.Commit():
		return errors.New("the header commits to other parameters")
	case !d.Header[statement.CommitmentWord].IsZero() || !d.Header[statement.BeaconWord].IsZero():
		return errors.New("the header has a commitment or a beacon, which belong to predicates of two rounds")
	case len(d.Choice) != len(d.Poem.Words):
		return fmt.Errorf("%d pronunciations for %d words", len(d.Choice), len(d.Poem.Words))
	case d.Rho == nil:
		return errors.New("rho is missing")
	}
	return nil
}

func padded(v []statement.Word) []statement.Word {
	full := make([]statement.Word, statement.HeaderLen+PayloadWords)
	copy(full, v)
	return full
}
