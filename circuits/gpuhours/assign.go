package gpuhours

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Delivery is evidence and everything else that its proof is made from.
type Delivery struct {
	Params   Params
	Evidence Evidence
	Header   [statement.HeaderLen]statement.Word // as the escrow builds it, except for progress, which Assign sets
	KeyHash  common.Hash                         // of the verifying key
	Blinding statement.Word                      // random: no two settlements have the same h
}

// An Assignment is a statement and the values that satisfy the circuit for it.
type Assignment struct {
	Header  [statement.HeaderLen]statement.Word
	Payload []statement.Word // as on chain, without trailing zeros
	H, Z, Y statement.Word
	Circuit *Circuit
}

// Witness is the assignment in the form that the prover takes.
func (a *Assignment) Witness() (witness.Witness, error) {
	w, err := frontend.NewWitness(a.Circuit, ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("writing the witness of GPU-hours: %w", err)
	}
	return w, nil
}

// Assign finds the values of the circuit for evidence that Check has found to hold. It refuses evidence that does not.
func Assign(d Delivery) (*Assignment, error) {
	a, err := assign(d)
	if err != nil {
		return nil, fmt.Errorf("assigning GPU-hours: %w", err)
	}
	return a, nil
}

func assign(d Delivery) (*Assignment, error) {
	header, e := d.Header, d.Evidence
	switch findings := Check(d.Params, e); {
	case len(findings) > 0:
		return nil, fmt.Errorf("the evidence does not hold: %s", findings[0].Message)
	case header[statement.ForwardWord] != statement.U248(e.Forward):
		return nil, fmt.Errorf("the sheet is for forward %s, the header is of another one", e.Forward)
	case header[statement.ParamsWord] != d.Params.Commit():
		return nil, errors.New("the header commits to other parameters")
	case !header[statement.CommitmentWord].IsZero() || !header[statement.BeaconWord].IsZero():
		return nil, errors.New("the header has a commitment or a beacon, which belong to predicates of two rounds")
	}
	start, end, quantity, err := window(header[statement.WindowWord])
	if err != nil {
		return nil, err
	}
	if e.From < start || e.To > end {
		return nil, fmt.Errorf("the step is from hour %d to %d, the forward's window from hour %d to %d", e.From, e.To, start, end)
	}
	amount := new(big.Int).SetUint64(e.Amount)
	if amount.Cmp(quantity) > 0 || quantity.BitLen() > quantityBits {
		return nil, fmt.Errorf("%d GPU-seconds are claimed, and the forward has %v", e.Amount, quantity)
	}
	if header[statement.ProgressWord], err = statement.Progress(e.From, e.To, amount); err != nil {
		return nil, err
	}
	payload := e.payload(d.Params)
	vector := append(header[:], payload...)
	h := statement.Fold(append(vector, make([]statement.Word, PayloadWords-len(payload))...), d.Blinding)
	z := statement.Challenge(d.KeyHash, h, vector)
	y := statement.Evaluate(vector, z)
	body := Body{
		Claim: header[statement.ClaimWord], Forward: header[statement.ForwardWord],
		SealX: header[statement.SealXWord], SealY: header[statement.SealYWord],
		Need: d.Params.Signatures, MostDevices: d.Params.Devices, Unit: statement.U248(d.Params.Unit()),
		Epoch: e.Epoch, Before: e.From - start, After: end - e.To, Quantity: quantity, Amount: e.Amount, Blinding: d.Blinding,
	}
	body.assignSheet(e)
	body.assignMeters(d.Params, e)
	return &Assignment{header, payload, h, z, y, &Circuit{H: h, Z: z, Y: y, Body: body}}, nil
}

func (b *Body) assignSheet(e Evidence) {
	for i := range b.Hours {
		b.Hours[i] = 0
		if e.counts(i) {
			b.Hours[i] = 1
		}
	}
	for d := range b.Devices {
		device := Device{}
		if d < len(e.Devices) {
			device = e.Devices[d]
		}
		row := &b.Devices[d]
		row.ID, row.Mask = device.ID, e.Mask(device)
		for w, packed := range device.pack() {
			row.Packed[w] = packed
		}
		for i, seconds := range device.Seconds {
			row.Digits[i] = digitsOf(seconds)
		}
	}
}

// digitsOf is a number of seconds in the circuit's digits.
func digitsOf(seconds uint16) (out [len(digits)]frontend.Variable) {
	rest := int(seconds)
	for j := len(digits) - 1; j >= 0; j-- {
		out[j] = 0
		if rest >= digits[j] {
			out[j], rest = 1, rest-digits[j]
		}
	}
	return out
}

func (b *Body) assignMeters(p Params, e Evidence) {
	for i := range b.Meters {
		b.Meters[i] = gadget.Point{X: 0, Y: 0}
		if i < len(p.Meters) {
			b.Meters[i] = gadget.Point{X: p.Meters[i].X, Y: p.Meters[i].Y}
		}
	}
	valid, _ := signers(p, e)
	sheet := e.Hash()
	for i := range b.Signatures {
		s := valid[0]
		if i < p.Signatures {
			s = valid[i]
		}
		signed := &b.Signatures[i]
		signed.E, signed.S = s.signature.challenge(sheet), s.signature.S
		for j := range signed.Place {
			signed.Place[j] = s.place >> j & 1
		}
	}
}
