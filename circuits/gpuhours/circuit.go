package gpuhours

import (
	"fmt"
	"math/big"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// PayloadWords is the length of the longest payload: the set of meters, then id and mask of each device.
const PayloadWords = 1 + 2*MaxDevices

const (
	idBits       = 248
	epochBits    = 44 // 248 times more hours, and one more, have at most hourBits
	hourBits     = 52 // 3600 times more seconds have at most 64
	placeBits    = 64
	quantityBits = 96
	sumBits      = 23 // 8 · 248 · 3600 seconds fit
	countBits    = 4
)

// Circuit proves one step. Its public inputs are h, z and y.
type Circuit = gadget.Single[Body, *Body]

// Batch proves steps of several forwards.
type Batch = gadget.Batch[Body, *Body]

// NewBatch is a batch of n steps at most.
func NewBatch(n int) *Batch { return gadget.NewBatch[Body](n) }

// Body is the secret part of the circuit. No value in it depends on z.
type Body struct {
	Claim, Forward frontend.Variable
	SealX, SealY   frontend.Variable
	Meters         [MaxMeters]gadget.Point // (0, 0) behind the last
	Need           frontend.Variable       // how many signatures the parameters ask for
	MostDevices    frontend.Variable       // how many devices they allow
	Unit           frontend.Variable       // what they say beside
	Epoch          frontend.Variable
	Hours          [EpochHours]frontend.Variable // one for those that count, else zero
	Before, After  frontend.Variable             // hours from the window's start to the step, and from the step to its end
	Quantity       frontend.Variable
	Amount         frontend.Variable
	Devices        [MaxDevices]Row
	Signatures     [MaxSignatures]Signed
	Blinding       frontend.Variable
}

// Row is one device of the sheet, or zero.
type Row struct {
	ID, Mask frontend.Variable
	Packed   [deviceWords]frontend.Variable             // the seconds, as they are signed
	Digits   [EpochHours][len(digits)]frontend.Variable // of each hour's seconds
}

// Signed is one meter's signature. Behind the ones that are needed stand copies of the first.
type Signed struct {
	Place [3]frontend.Variable // of the meter in the set, in bits
	E, S  frontend.Variable    // R follows from them
}

// digits are the weights of the binary digits of a number of seconds. They add up to 3600, and all numbers up to that, and
// no others, are sums of some of them: digits that are zero or one need no further check.
var digits = [12]int{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, HourSeconds - 2047}

// Define is the statement of doc.go.
func (b *Body) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, fmt.Errorf("defining GPU-hours: %w", err)
	}
	from, to := b.defineHours(api)
	b.defineDevices(api)
	sum := frontend.Variable(0)
	for d := range b.Devices {
		sum = api.Add(sum, b.Devices[d].define(api, b.Hours))
	}
	// At least one second, so that no step moves the cursor for nothing, and at most those there are.
	gadget.AssertBits(api, api.Sub(b.Amount, 1), sumBits)
	gadget.AssertAtMost(api, b.Amount, sum, sumBits)
	b.defineSignatures(api, hash, b.sheet(hash))

	set := b.set(hash)
	payload := []frontend.Variable{set}
	for d := range b.Devices {
		payload = append(payload, b.Devices[d].ID, b.Devices[d].Mask)
	}
	return gadget.Statement{
		Header: [statement.HeaderLen]frontend.Variable{
			statement.ClaimWord: b.Claim, statement.ForwardWord: b.Forward,
			statement.ParamsWord:   hash.Sponge(statement.DomainParams, set, b.Need, b.MostDevices, b.Unit),
			statement.WindowWord:   b.defineWindow(api, from, to),
			statement.ProgressWord: gadget.Join(api, []frontend.Variable{from, to, b.Amount}, placeBits),
			statement.SealXWord:    b.SealX, statement.SealYWord: b.SealY,
			statement.CommitmentWord: 0, statement.BeaconWord: 0,
		},
		Payload: payload,
		Aux:     b.Blinding,
	}, nil
}

// defineHours asserts that the hours that count are one run of the epoch's, and returns the step they make.
func (b *Body) defineHours(api frontend.API) (from, to frontend.Variable) {
	// Were the epoch not ranged, from and to could be any numbers.
	gadget.AssertBits(api, b.Epoch, epochBits)
	runs, first, count, before := frontend.Variable(0), frontend.Variable(0), frontend.Variable(0), frontend.Variable(0)
	for i, hour := range b.Hours {
		api.AssertIsBoolean(hour)
		begins := api.Mul(hour, api.Sub(1, before))
		runs = api.Add(runs, begins)
		first = api.Add(first, api.Mul(begins, i))
		count = api.Add(count, hour)
		before = hour
	}
	// With two runs, hours between them would be passed over and others count that no step names.
	api.AssertIsEqual(runs, 1)
	from = api.Add(api.Mul(b.Epoch, EpochHours), first)
	return from, api.Add(from, count)
}

// defineWindow asserts that the step is inside the window, whose ends are whole hours.
func (b *Body) defineWindow(api frontend.API, from, to frontend.Variable) frontend.Variable {
	start, end := api.Sub(from, b.Before), api.Add(to, b.After)
	gadget.AssertBits(api, b.Before, hourBits)
	gadget.AssertBits(api, b.After, hourBits)
	// Were these not ranged, or the quantity, parts of the word could take each other's place.
	gadget.AssertBits(api, start, hourBits)
	gadget.AssertBits(api, end, hourBits)
	gadget.AssertBits(api, b.Quantity, quantityBits)
	return gadget.Join(api, []frontend.Variable{api.Mul(start, HourSeconds), api.Mul(end, HourSeconds), b.Quantity}, placeBits)
}

// defineDevices asserts that the devices are different ones, in one order, and no more than were bought.
func (b *Body) defineDevices(api frontend.API) {
	count, last, before := frontend.Variable(0), frontend.Variable(0), frontend.Variable(nil)
	for d := range b.Devices {
		id := b.Devices[d].ID
		off := api.IsZero(id)
		on := api.Sub(1, off)
		// Seconds of no device would be kept in no ledger.
		api.AssertIsEqual(api.Mul(off, b.Devices[d].Mask), 0)
		if d > 0 {
			// A gap would be a second way to write the same sheet.
			api.AssertIsEqual(api.Mul(on, before), 0)
		}
		// Were an id not above the last one, one device could count twice.
		rise := api.Sub(id, api.Mul(on, api.Add(last, 1)))
		gadget.AssertBits(api, rise, idBits)
		last = api.Add(last, rise, on)
		count, before = api.Add(count, on), off
	}
	gadget.AssertAtMost(api, last, new(big.Int).Sub(gadget.Pow2(idBits), big.NewInt(1)), idBits)
	gadget.AssertAtMost(api, count, b.MostDevices, countBits)
}

// define asserts that no hour has more seconds than there are, that they are the ones that were signed, and that the mask
// is of the hours that count and have some. It returns the seconds that count.
func (r *Row) define(api frontend.API, counts [EpochHours]frontend.Variable) frontend.Variable {
	sum, mask := frontend.Variable(0), frontend.Variable(0)
	var seconds [EpochHours]frontend.Variable
	for i := range r.Digits {
		seconds[i] = 0
		for j, digit := range r.Digits[i] {
			api.AssertIsBoolean(digit)
			seconds[i] = api.Add(seconds[i], api.Mul(digit, digits[j]))
		}
		counted := api.Mul(seconds[i], counts[i])
		sum = api.Add(sum, counted)
		mask = api.Add(mask, api.Mul(api.Sub(1, api.IsZero(counted)), gadget.Pow2(i)))
	}
	for w := range r.Packed {
		hours := seconds[w*wordHours : min((w+1)*wordHours, EpochHours)]
		api.AssertIsEqual(r.Packed[w], gadget.Join(api, hours, secondBits))
	}
	api.AssertIsEqual(r.Mask, mask)
	return sum
}

// sheet is the hash that meters sign.
func (b *Body) sheet(hash *gadget.Hash) frontend.Variable {
	in := []frontend.Variable{b.Forward, b.Epoch}
	for d := range b.Devices {
		in = append(in, b.Devices[d].ID)
	}
	for d := range b.Devices {
		in = append(in, b.Devices[d].Packed[:]...)
	}
	return hash.Sponge(statement.DomainSheet, in...)
}

// set is the hash of the meters.
func (b *Body) set(hash *gadget.Hash) frontend.Variable {
	var in []frontend.Variable
	for _, meter := range b.Meters {
		in = append(in, meter.X, meter.Y)
	}
	return hash.Sponge(statement.DomainMeters, in...)
}
