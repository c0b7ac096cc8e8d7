//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package gpuhours

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/samples"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// maker draws samples. The meters are the same ones for all.
type maker struct {
	*rand.Rand

	keys []MeterKey
}

// valid is a sample that holds, but for its signatures, and who is to sign.
func (m maker) valid(t testing.TB) (s sample, signers []MeterKey) {
	t.Helper()
	n := 1 + m.IntN(MaxMeters)
	set := make([]MeterKey, 0, n)
	for _, i := range m.Perm(MaxMeters)[:n] {
		set = append(set, m.keys[i])
	}
	s = sample{need: 1 + m.IntN(min(n, MaxSignatures)), named: forwardOf(m.IntN(100)), epoch: 1 + m.Uint64N(1<<20)}
	s.asked = s.named
	slices.SortFunc(set, func(a, b MeterKey) int { x, y := a.Meter(), b.Meter(); return x.Y.Cmp(&y.Y) })
	for _, key := range set {
		s.keys = append(s.keys, [2]*big.Int{statement.Big(key.Meter().X), statement.Big(key.Meter().Y)})
	}
	devices := 1 + m.IntN(MaxDevices)
	s.most = devices + m.IntN(MaxDevices-devices+1)
	id := new(big.Int)
	for range devices {
		gap := new(big.Int).SetUint64(m.Uint64())
		id = new(big.Int).Add(id, gap.Lsh(gap, m.UintN(180)).Add(gap, big.NewInt(1)))
		s.devices = append(s.devices, m.cells(id))
	}
	from := m.Uint64N(EpochHours)
	s.from, s.to = s.epoch*EpochHours+from, s.epoch*EpochHours+from+1+m.Uint64N(EpochHours-from)
	s.start, s.end = HourSeconds*(s.from-min(s.from, m.Uint64N(300))), HourSeconds*(s.to+m.Uint64N(300))
	if s.counted() == 0 {
		s.devices[0].seconds[from] = 1 + m.Int64N(HourSeconds)
	}
	s.amount = s.counted() - m.Uint64N(s.counted())*m.Uint64N(2)
	m.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
	return s, set[:s.need+m.IntN(n-s.need+1)]
}

// cells are hours of all kinds: whole ones, none, others, and runs of them.
func (m maker) cells(id *big.Int) cells {
	c := cells{id: id}
	kind := 0
	for i := range c.seconds {
		if m.IntN(4) == 0 {
			kind = m.IntN(3)
		}
		c.seconds[i] = [3]int64{0, HourSeconds, 1 + m.Int64N(HourSeconds)}[kind]
	}
	return c
}

// sign has meters sign what the sample says now.
func (s *sample) sign(t testing.TB, keys ...MeterKey) {
	t.Helper()
	var sheet statement.Word
	sheet.SetBigInt(s.sheet(s.named))
	for _, key := range keys {
		signature, err := key.Sign(sheet)
		require.NoError(t, err)
		s.signatures = append(s.signatures, signed{
			statement.Big(signature.Meter.X), statement.Big(signature.Meter.Y),
			statement.Big(signature.RX), statement.Big(signature.RY), statement.Big(signature.S),
		})
	}
}

// mutation changes a sample before it is signed, or after; some leave it as true as it was.
type mutation struct {
	name          string
	before, after func(m maker, s *sample)
}

func (m maker) device(s *sample) *cells { return &s.devices[m.IntN(len(s.devices))] }

func (m maker) hour(s *sample) int {
	return int(s.from%EpochHours) + m.IntN(int(s.to-s.from))
}

func mutations() []mutation {
	flip := func(x *big.Int, by int64) *big.Int {
		return new(big.Int).Mod(new(big.Int).Add(x, big.NewInt(by)), prime)
	}
	signature := func(change func(m maker, s *sample, to *signed)) func(maker, *sample) {
		return func(m maker, s *sample) { change(m, s, &s.signatures[m.IntN(len(s.signatures))]) }
	}
	return []mutation{
		{"another forward's sheet", nil, func(m maker, s *sample) { s.asked = forwardOf(100 + m.IntN(9)) }},
		{"a sheet that is signed for another forward", func(m maker, s *sample) { s.named = forwardOf(100 + m.IntN(9)) }, nil},
		{"both forwards another", nil, func(_ maker, s *sample) { s.named = forwardOf(100); s.asked = s.named }},
		{"seconds after signing", nil, func(m maker, s *sample) {
			cell := &m.device(s).seconds[m.hour(s)]
			*cell = (*cell + 1 + m.Int64N(10)) % (HourSeconds + 1)
		}},
		{"more than an hour", func(m maker, s *sample) { m.device(s).seconds[m.IntN(EpochHours)] = HourSeconds + 1 + m.Int64N(400) }, nil},
		{"a whole hour", func(m maker, s *sample) { m.device(s).seconds[m.hour(s)] = HourSeconds }, nil},
		{"an hour without seconds", func(m maker, s *sample) { m.device(s).seconds[m.hour(s)] = 0 }, nil},
		{"one second more", nil, func(_ maker, s *sample) { s.amount = s.counted() + 1 }},
		{"all there is", nil, func(_ maker, s *sample) { s.amount = s.counted() }},
		{"nothing", nil, func(_ maker, s *sample) { s.amount = 0 }},
		{"a longer step", nil, func(m maker, s *sample) { s.to += 1 + m.Uint64N(3) }},
		{"an earlier step", nil, func(m maker, s *sample) { s.from -= 1 + m.Uint64N(3) }},
		{"a shorter step", nil, func(m maker, s *sample) { s.from += m.Uint64N(3) }},
		{"no hour", nil, func(_ maker, s *sample) { s.to = s.from }},
		{"the next epoch's step", nil, func(_ maker, s *sample) { s.from += EpochHours; s.to += EpochHours; s.end += HourSeconds * EpochHours }},
		{"another epoch's sheet", nil, func(_ maker, s *sample) { s.epoch++ }},
		{"a later window", nil, func(m maker, s *sample) { s.start += HourSeconds * m.Uint64N(400) }},
		{"an earlier window's end", nil, func(m maker, s *sample) { s.end -= HourSeconds * min(m.Uint64N(400), s.end/HourSeconds) }},
		{"no whole hours", nil, func(m maker, s *sample) { s.start -= 1 + m.Uint64N(HourSeconds-1) }},
		{"no whole hours at the end", nil, func(m maker, s *sample) { s.end += 1 + m.Uint64N(HourSeconds-1) }},
		{"a device twice", func(m maker, s *sample) {
			if s.devices = append(s.devices[:min(len(s.devices), 7)], s.devices[0]); len(s.devices) > s.most {
				s.most = len(s.devices)
			}
		}, nil},
		{"devices in another order", func(_ maker, s *sample) { slices.Reverse(s.devices) }, nil},
		{"a device without an id", func(_ maker, s *sample) { s.devices[0].id = new(big.Int) }, nil},
		{"a long id", func(m maker, s *sample) { s.devices[len(s.devices)-1].id = pow2(247 + m.UintN(2)) }, nil},
		{"fewer devices allowed", nil, func(m maker, s *sample) { s.most = 1 + m.IntN(s.most) }},
		{"fewer signatures", nil, func(m maker, s *sample) { s.signatures = s.signatures[:m.IntN(len(s.signatures)+1)] }},
		{"one signature twice", nil, func(_ maker, s *sample) { s.signatures[len(s.signatures)-1] = s.signatures[0] }},
		{"another order of signatures", nil, func(_ maker, s *sample) { slices.Reverse(s.signatures) }},
		{"an outsider's signature", nil, signature(func(m maker, s *sample, to *signed) {
			key := m.keys[MaxMeters].Meter()
			to.keyX, to.keyY = statement.Big(key.X), statement.Big(key.Y)
		})},
		{"a second scalar", nil, signature(func(_ maker, _ *sample, to *signed) { to.s = new(big.Int).Add(to.s, subgroup) })},
		{"another scalar", nil, signature(func(_ maker, _ *sample, to *signed) { to.s = flip(to.s, 1) })},
		{"another point", nil, signature(func(_ maker, _ *sample, to *signed) { to.rx = flip(to.rx, 1) })},
		{"the point's negative", nil, signature(func(_ maker, _ *sample, to *signed) { to.rx = new(big.Int).Sub(prime, to.rx) })},
		{"the point, moved by one of order two", nil, signature(func(_ maker, _ *sample, to *signed) {
			to.rx, to.ry = new(big.Int).Sub(prime, to.rx), new(big.Int).Sub(prime, to.ry)
		})},
		{"the neutral point", nil, signature(func(_ maker, _ *sample, to *signed) { to.rx, to.ry, to.s = new(big.Int), big.NewInt(1), new(big.Int) })},
	}
}

// claim is the sample as evidence with its parameters and the escrow's header.
func (s *sample) claim() Delivery {
	word := func(x *big.Int) (w statement.Word) { w.SetBigInt(x); return w }
	d := Delivery{Params: Params{Signatures: s.need, Devices: s.most, Class: ClassA, Model: "some GPU", Disputed: DisputedDenied}, KeyHash: common.Hash{1}}
	for _, key := range s.keys {
		d.Params.Meters = append(d.Params.Meters, Meter{word(key[0]), word(key[1])})
	}
	d.Evidence = Evidence{Sheet: Sheet{Forward: s.named, Epoch: s.epoch}, From: s.from, To: s.to, Amount: s.amount}
	for _, c := range s.devices {
		device := Device{ID: word(c.id)}
		for i, seconds := range c.seconds {
			device.Seconds[i] = uint16(seconds)
		}
		d.Evidence.Devices = append(d.Evidence.Devices, device)
	}
	for _, g := range s.signatures {
		d.Evidence.Signatures = append(d.Evidence.Signatures,
			Signature{Meter: Meter{word(g.keyX), word(g.keyY)}, RX: word(g.rx), RY: word(g.ry), S: word(g.s)})
	}
	window, _ := statement.Window(s.start, s.end, big.NewInt(100_000_000))
	d.Header = [statement.HeaderLen]statement.Word{
		statement.ForwardWord: statement.U248(s.asked), statement.ParamsWord: d.Params.Commit(), statement.WindowWord: window,
	}
	return d
}

// body is the witness of somebody who claims that the sample holds, with the best values there are.
func (s *sample) body(params Params) Body {
	word := func(x *big.Int) (w statement.Word) { w.SetBigInt(x); return w }
	b := Body{
		Claim: 0, Forward: short(s.asked), SealX: 0, SealY: 0, Need: s.need, MostDevices: s.most, Unit: statement.U248(params.Unit()),
		Epoch: s.epoch, Quantity: 100_000_000, Amount: s.amount, Blinding: 9,
	}
	for i := range b.Hours {
		b.Hours[i] = 0
		if hour := s.epoch*EpochHours + uint64(i); hour >= s.from && hour < s.to {
			b.Hours[i] = 1
		}
	}
	// What the window's ends are as hours, whole ones or not.
	hours := func(seconds uint64) statement.Word {
		h := statement.WordFromUint64(seconds)
		all := statement.WordFromUint64(HourSeconds)
		return *h.Div(&h, &all)
	}
	b.Before = minus(statement.WordFromUint64(s.from), hours(s.start))
	b.After = minus(hours(s.end), statement.WordFromUint64(s.to))
	for d := range b.Devices {
		c := cells{id: new(big.Int)}
		if d < len(s.devices) {
			c = s.devices[d]
		}
		b.Devices[d] = c.row(s, b.Hours)
	}
	for i := range b.Meters {
		b.Meters[i] = gadget.Point{X: 0, Y: 0}
		if i < len(s.keys) {
			b.Meters[i] = gadget.Point{X: word(s.keys[i][0]), Y: word(s.keys[i][1])}
		}
	}
	best := s.signers()
	for i := range s.signatures {
		if !slices.Contains(best, i) {
			best = append(best, i)
		}
	}
	for i := range b.Signatures {
		b.Signatures[i] = Signed{Place: [3]frontend.Variable{0, 0, 0}, E: 0, S: 0}
		if i < len(best) {
			at := best[i]
			if i >= s.need {
				at = best[0]
			}
			b.Signatures[i] = s.slot(s.signatures[at])
		} else if len(best) > 0 {
			b.Signatures[i] = b.Signatures[0]
		}
	}
	return b
}

func (s *sample) slot(g signed) Signed {
	place := 0
	for i, key := range s.keys {
		if key[0].Cmp(g.keyX) == 0 {
			place = i
		}
	}
	return Signed{Place: [3]frontend.Variable{place & 1, place >> 1 & 1, place >> 2}, E: g.challenge(s.sheet(s.asked)), S: g.s}
}

func (c cells) row(s *sample, hours [EpochHours]frontend.Variable) Row {
	row := Row{ID: c.id}
	mask := new(big.Int)
	for i, seconds := range c.seconds {
		if hours[i] == 1 && seconds > 0 {
			mask.SetBit(mask, i, 1)
		}
		rest := seconds
		for j := 11; j >= 0; j-- {
			weight := int64(1) << j
			if j == 11 {
				weight = 1553
			}
			row.Digits[i][j] = 0
			if rest >= weight {
				row.Digits[i][j], rest = 1, rest-weight
			}
		}
		if rest > 0 {
			row.Digits[i][0] = 1 + rest // what is more than an hour
		}
	}
	row.Mask = mask
	for w := range row.Packed {
		packed := new(big.Int)
		for i := min(21*w+21, 248) - 1; i >= 21*w; i-- {
			packed.Lsh(packed, 12).Add(packed, big.NewInt(c.seconds[i]))
		}
		row.Packed[w] = packed
	}
	return row
}

// onChain is the body with h, z and y for what the chain says: its own header, and the body's payload.
func (s *sample) onChain(t testing.TB, b Body, header [statement.HeaderLen]statement.Word) *Circuit {
	t.Helper()
	v := stated(b)
	copy(v[:], header[:])
	var err error
	v[statement.ProgressWord], err = statement.Progress(s.from, s.to, new(big.Int).SetUint64(s.amount))
	require.NoError(t, err)
	return conclude(b, v)
}

// requireAgreement says that oracle, plain check and circuit have one opinion of a sample.
func requireAgreement(t *testing.T, s *sample, name string) bool {
	t.Helper()
	want := s.judge()
	d := s.claim()
	require.NoError(t, d.Params.Check())
	a, err := Assign(d)
	require.Equal(t, want, err == nil, "%s: the oracle says %v, the check: %v", name, want, err)
	b := s.body(d.Params)
	c := s.onChain(t, b, d.Header)
	require.Equal(t, want, solve(t, c, system(t)) == nil, "%s: the oracle says %v, the circuit another", name, want)
	if want {
		v := stated(b)
		require.Equal(t, a.Header[:], v[:statement.HeaderLen])
		require.Equal(t, a.Payload, statement.Trim(v[statement.HeaderLen:]))
		require.NoError(t, solve(t, a.Circuit, system(t)))
	}
	return want
}

// agree draws as many samples as hold, and as many that something was done to.
func agree(t *testing.T, seed uint64, n int) {
	t.Helper()
	m := maker{rand.New(rand.NewPCG(samples.Seed(seed), 2)), meterKeys(t, MaxMeters+1)}
	list := mutations()
	counts := map[bool]int{}
	for i := range n {
		s, signers := m.valid(t)
		s.sign(t, signers...)
		require.True(t, requireAgreement(t, &s, "nothing"), "the maker's samples hold")

		s, signers = m.valid(t)
		mutate := list[i%len(list)]
		if mutate.before != nil {
			mutate.before(m, &s)
		}
		s.sign(t, signers...)
		if mutate.after != nil {
			mutate.after(m, &s)
		}
		counts[requireAgreement(t, &s, mutate.name)]++
	}
	samples.Tell(t, "gpu-hours", n+counts[true], counts[false])
	require.Greater(t, counts[true], n/8, "too few changed samples hold to say anything")
	require.Greater(t, counts[false], n/3, "too few changed samples do not hold to say anything")
}

// Plain check and circuit agree with the oracle. TestManyAgree does the same with more samples.
func TestAgree(t *testing.T) {
	t.Parallel()
	agree(t, 1, samples.Count(len(mutations())))
}
