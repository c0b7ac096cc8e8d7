//go:build !race

package gpuhours

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// liar is somebody who computes everything again after each lie, with the keys of meters who sign anything.
type liar struct {
	*testing.T
	market
	Body
}

// newLiar begins with the truth: all there is of n devices in hours 10 to 39, in a market of three meters.
func newLiar(t *testing.T, signatures, n int) *liar {
	t.Helper()
	m := newMarket(t, signatures, 3, MaxDevices)
	e := m.claim(t, sheetOf(n), 10, 40)
	if signatures == 3 {
		e.Signatures = m.sign(t, e.Sheet, 0, 1, 2)
	}
	return &liar{t, m, mustAssign(t, deliver(t, m.Params, e)).Circuit.Body}
}

// sign has the meters sign what the body says now, each in the slots in which they signed before.
func (l *liar) sign() {
	l.Helper()
	for i := range l.Signatures {
		signature, err := l.keys[l.place(i)].Sign(l.sheetHash())
		require.NoError(l, err)
		l.put(i, signature)
	}
}

func (l *liar) place(i int) (place int) {
	for j, bit := range l.Signatures[i].Place {
		place |= int(statement.Big(number(bit)).Int64()) << j
	}
	return place
}

// put writes a signature into a slot.
func (l *liar) put(i int, s Signature) {
	l.Signatures[i].E, l.Signatures[i].S = s.challenge(l.sheetHash()), s.S
}

// from has another meter sign in a slot.
func (l *liar) from(slot, place int) {
	l.Helper()
	for j := range l.Signatures[slot].Place {
		l.Signatures[slot].Place[j] = place >> j & 1
	}
	l.sign()
}

// seconds are what the digits of an hour say.
func (l *liar) seconds(d, i int) statement.Word {
	var sum statement.Word
	for j, digit := range l.Devices[d].Digits[i] {
		part := times(digit, int64(digits[j]))
		sum.Add(&sum, &part)
	}
	return sum
}

// pack writes down again what the digits of a device say: packed words, and the mask unless the device is to keep it.
func (l *liar) pack(d int) {
	row := &l.Devices[d]
	for w := range row.Packed {
		var parts []statement.Word
		for i := w * wordHours; i < min((w+1)*wordHours, EpochHours); i++ {
			parts = append(parts, l.seconds(d, i))
		}
		row.Packed[w] = weighed(secondBits, parts...)
	}
	l.mask(d)
}

func (l *liar) mask(d int) {
	mask := new(big.Int)
	for i := range EpochHours {
		seconds, hour := l.seconds(d, i), number(l.Hours[i])
		if !seconds.IsZero() && !hour.IsZero() {
			mask.SetBit(mask, i, 1)
		}
	}
	l.Devices[d].Mask = mask
}

// sum claims all that there is.
func (l *liar) sum() {
	var sum statement.Word
	for d := range l.Devices {
		for i := range EpochHours {
			seconds, hour := l.seconds(d, i), number(l.Hours[i])
			sum.Add(&sum, seconds.Mul(&seconds, &hour))
		}
	}
	l.Amount = sum
}

// fill gives a device all of an hour.
func (l *liar) fill(d, i int) { l.Devices[d].Digits[i] = digitsOf(HourSeconds) }

func minusOne(x frontend.Variable) statement.Word { return plus(x, big.NewInt(-1)) }

// lie is an attack, named after what would be gained, and the assertion that it breaks.
type lie struct {
	name, breaks string
	signatures   int
	devices      int
	tell         func(l *liar)
}

func lies() []lie {
	list := append(liesOfTime(), liesOfAmounts()...)
	for d := range MaxDevices {
		list = append(list, liesOfDevice(d)...)
	}
	for i := range MaxSignatures {
		list = append(list, liesOfSignature(i)...)
	}
	return append(append(list, liesOfSigners()...), liesOfDigits()...)
}

func liesOfTime() []lie {
	return []lie{
		{"hours are counted from within an epoch: the ledger has other bits for them", "epoch", 2, 2, func(l *liar) {
			// Some number of epochs that is no integer, for a step that begins five hours later.
			shift := statement.WordFromUint64(EpochHours)
			shift.Inverse(&shift)
			five := statement.WordFromUint64(5)
			shift.Mul(&shift, &five)
			l.Epoch = plus(l.Epoch, statement.Big(shift))
			l.Before, l.After = plus(l.Before, big.NewInt(5)), plus(l.After, big.NewInt(-5))
			l.sign()
		}},
		{"an hour counts twice", "hour 39 is counted or not", 2, 2, func(l *liar) {
			l.Hours[39], l.After = 2, minusOne(l.After)
			l.sum()
		}},
		{"hours count that the step does not name", "one run of hours", 2, 2, func(l *liar) {
			for i := 100; i < 130; i++ {
				l.Hours[i] = 1
			}
			l.Before, l.After = plus(l.Before, big.NewInt(100)), plus(l.After, big.NewInt(-130)) // from hour 110 to hour 170
			l.sum()
			l.mask(0)
			l.mask(1)
		}},
		{"hours before the window", "before is ranged", 2, 2, func(l *liar) { l.Before = minusOne(0) }},
		{"hours after the window", "after is ranged", 2, 2, func(l *liar) { l.After = minusOne(0) }},
		{"a window from before all time", "start is ranged", 2, 2, func(l *liar) { l.Before = uint64(firstHour + 10 + 1) }},
		{"a window until after all time", "end is ranged", 2, 2, func(l *liar) { l.After = uint64(1<<hourBits - 1) }},
		{"a quantity that makes up for another window", "quantity is ranged", 2, 2, func(l *liar) {
			// The word of the true window, for hours long before it.
			word := stated(l.Body)[statement.WindowWord]
			for i := range 2 {
				l.Before, l.After = plus(l.Before, big.NewInt(int64(500+i))), plus(l.After, big.NewInt(700))
			}
			b := l.Body
			b.Quantity = 0
			rest := minus(word, stated(b)[statement.WindowWord])
			weight := new(statement.Word).SetBigInt(pow2(128))
			l.Quantity = *rest.Mul(&rest, weight.Inverse(weight))
			require.Equal(l, word, stated(l.Body)[statement.WindowWord])
		}},
	}
}

func liesOfAmounts() []lie {
	return []lie{
		{"nothing is claimed, and the cursor moves", "something is claimed", 2, 2, func(l *liar) { l.Amount = 0 }},
		{"less than nothing is claimed", "something is claimed", 2, 2, func(l *liar) { l.Amount = minusOne(0) }},
		{"a second more than there is", "no more is claimed", 2, 2, func(l *liar) { l.Amount = plus(l.Amount, big.NewInt(1)) }},
		{"ids beyond those that contracts know", "the last id", 2, 2, func(l *liar) {
			l.Devices[0].ID, l.Devices[1].ID = pow2(247), new(big.Int).Add(pow2(248), big.NewInt(5))
			l.sign()
		}},
		{"more devices than were bought", "devices", 2, 2, func(l *liar) { l.MostDevices = 1 }},
		{"parameters that ask for no signature", "signatures", 2, 2, func(l *liar) { l.Need = 0 }},
		{"parameters that ask for more than there can be", "signatures", 2, 2, func(l *liar) { l.Need = MaxSignatures + 1 }},
	}
}

func liesOfDevice(d int) []lie {
	name := func(format string) string { return fmt.Sprintf(format, d) }
	list := []lie{
		{name("seconds of no device, which no ledger keeps, in row %d"), name("device %d has an id"), 2, d + 1, func(l *liar) {
			l.Devices[d].ID = 0
			l.sign()
		}},
		{name("hours that are published short, to be sold again, in row %d"), name("mask of device %d"), 2, MaxDevices, func(l *liar) {
			l.Devices[d].Mask = plus(l.Devices[d].Mask, new(big.Int).Neg(pow2(20)))
		}},
		{name("hours that are published without seconds, in row %d"), name("mask of device %d"), 2, MaxDevices, func(l *liar) {
			l.Devices[d].Mask = plus(l.Devices[d].Mask, pow2(100))
		}},
	}
	if d < MaxDevices-1 { // the last id is looked at for itself
		list = append(list, lie{name("an id below zero in row %d"), name("device %d rises"), 2, MaxDevices, func(l *liar) {
			l.Devices[d].ID = plus(0, big.NewInt(-5))
			for i := d + 1; i < MaxDevices; i++ {
				l.Devices[i].ID = i + 1
			}
			l.sign()
		}})
	}
	if d > 0 {
		list = append(list,
			lie{name("a gap before row %d"), name("device %d follows another"), 2, d + 1, func(l *liar) {
				l.Devices[d-1].ID, l.Devices[d-1].Digits = 0, [EpochHours][len(digits)]frontend.Variable{}
				for i := range EpochHours {
					l.Devices[d-1].Digits[i] = digitsOf(0)
				}
				l.Amount = 1
				l.pack(d - 1)
				l.sign()
			}},
			lie{name("one device twice, in row %d and before"), name("device %d rises"), 2, d + 1, func(l *liar) {
				l.Devices[d].ID = l.Devices[d-1].ID
				l.sign()
			}},
			lie{name("devices in another order, row %d before the one before"), name("device %d rises"), 2, d + 1, func(l *liar) {
				l.Devices[d], l.Devices[d-1] = l.Devices[d-1], l.Devices[d]
				l.sign()
			}},
		)
	}
	for _, w := range []int{d, deviceWords - 1} {
		list = append(list, lie{fmt.Sprintf("hours that nobody signed, in row %d and word %d", d, w), fmt.Sprintf("word %d of device %d", w, d),
			2, MaxDevices, func(l *liar) {
				l.Devices[d].Digits[w*wordHours+2] = digitsOf(1234)
				l.mask(d)
				l.sum()
			}})
	}
	return list
}

// liesOfDigits are in cells all over the sheet. That no other cell is different, TestEveryInputIsConstrained shows.
func liesOfDigits() []lie {
	r := rand.New(rand.NewPCG(11, 12))
	var list []lie
	for j := range digits {
		d, i := r.IntN(MaxDevices), 10+r.IntN(30)
		list = append(list, lie{fmt.Sprintf("more seconds than an hour has, by digit %d", j), fmt.Sprintf("digit %d of hour %d of device %d", j, i, d),
			2, MaxDevices, func(l *liar) {
				l.fill(d, i)
				l.Devices[d].Digits[i][j] = 1 + (1+digits[j])/digits[j] // one second more at least
				l.pack(d)
				l.sum()
				l.sign()
			}})
	}
	return list
}

// Each assertion has a witness that breaks it and nothing else, h, z and y being those of the lie.
func TestLies(t *testing.T) {
	t.Parallel()
	index := map[string]int{}
	for i, name := range assertions() {
		index[name] = i
	}
	broken := map[string]bool{}
	for _, c := range lies() {
		at, known := index[c.breaks]
		require.True(t, known, c.breaks)
		broken[c.breaks] = true
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := newLiar(t, c.signatures, c.devices)
			c.tell(l)
			requireBreaksOnly(t, at, l.Body)
		})
	}
	for _, name := range assertions() {
		require.True(t, broken[name] || isOneOfMany(name), "no lie breaks: %s", name)
	}
}

// isOneOfMany says of an assertion that others like it are broken: TestEveryInputIsConstrained looks at all of them.
func isOneOfMany(assertion string) bool {
	for _, format := range []string{"digit %d of hour %d of device", "word %d of device", "hour %d is counted"} {
		number := 0
		if n, _ := fmt.Sscanf(assertion, format, &number, &number); n > 0 {
			return true
		}
	}
	return false
}
