package gpuhours

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Findings say what is wrong with which device in which hours, and why it is worth nothing.
func TestFindings(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	one := sheetOf(1).Devices[0].String()
	for want, change := range map[string]func(e *Evidence){
		"sheet 0 the sheet has 0 devices, it may have 1 to 8":                  func(e *Evidence) { e.Devices = nil },
		"sheet 0 the sheet has 9 devices":                                      func(e *Evidence) { e.Devices = sheetOf(9).Devices },
		"sheet 0 the sheet is of epoch 17592186044416":                         func(e *Evidence) { e.Epoch = 1 << epochBits },
		"sheet 2 device 0x0000000000000000":                                    func(e *Evidence) { e.Devices[1].ID = statement.Word{} },
		"sheet 1 device 0x01":                                                  func(e *Evidence) { e.Devices[0].ID.SetBigInt(pow2(248)) },
		"sheet 2 device " + one + " does not come after":                       func(e *Evidence) { e.Devices[1].ID = e.Devices[0].ID },
		"sheet 1 device " + one + " has more than 3600 seconds in hour 533212": func(e *Evidence) { e.Devices[0].Seconds[12]++ },
		"step 0 the step is from hour 533210 to hour 533210, and the sheet has the hours from 533200 to 533448": func(e *Evidence) { e.To = e.From },
		"step 0 the step is from hour 533199":                                                       func(e *Evidence) { e.From = firstHour - 1 },
		"step 0 the step is from hour 533210 to hour 533449":                                        func(e *Evidence) { e.To = firstHour + EpochHours + 1 },
		"meters 0 0 meters signed this sheet":                                                       func(e *Evidence) { e.Signatures = nil },
		"meters 0 1 meters signed this sheet":                                                       func(e *Evidence) { e.Signatures = e.Signatures[:1] },
		"it takes 2 of the 3 in the set":                                                            func(e *Evidence) { e.Devices[0].Seconds[12]-- },
		"meters 0 signature 2 counts for nothing: meter 0x":                                         func(e *Evidence) { e.Signatures[1] = e.Signatures[0] },
		fmt.Sprintf("meter %s is not in the set", outsider(t).Meter()):                              func(e *Evidence) { e.Signatures[0].Meter = outsider(t).Meter() },
		fmt.Sprintf("it is not meter %s's", m.Meters[2]):                                            func(e *Evidence) { e.Signatures[1].RX.SetOne() },
		"seconds 0 nothing is claimed":                                                              func(e *Evidence) { e.Amount = 0 },
		"seconds 0 208803 GPU-seconds are claimed, the hours that count have 208802":                func(e *Evidence) { e.Amount++ },
		"seconds 1 device " + one + " has less than a whole hour in hour 533230 (2030-10-30 22:00)": func(e *Evidence) { e.Amount++ },
		"that do not count, because the step is from hour 533210 to 533240, in hours 533200 to 533202 (2030-10-29 16:00 to 2030-10-29 18:00)": func(e *Evidence) { e.Amount++ },
	} {
		e := m.claim(t, sheetOf(2), 10, 40)
		require.Empty(t, Check(m.Params, e))
		change(&e)
		var list string
		for _, finding := range Check(m.Params, e) {
			list += fmt.Sprintf("%s %d %s\n", finding.Rule, finding.Device, finding.Message)
		}
		require.Contains(t, list, want)
	}

	// Hours without anything.
	sheet := sheetOf(1)
	sheet.Devices[0].Seconds = [EpochHours]uint16{}
	for i := range EpochHours / 2 {
		sheet.Devices[0].Seconds[2*i] = HourSeconds
	}
	e := m.claim(t, sheet, 0, EpochHours)
	e.Amount++
	findings := Check(m.Params, e)
	require.Contains(t, findings[1].Message, "has no seconds in hour 533201 (2030-10-29 17:00), hour 533203 (")
	require.Contains(t, findings[1].Message, ", and 116 more runs of hours")
}

// More signatures than could be of use are not looked at.
func TestSignaturesAreBounded(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	e := m.claim(t, sheetOf(1), 10, 40)
	good := e.Signatures
	e.Signatures = append(make([]Signature, maxSignatures-1), good...)
	findings := Check(m.Params, e)
	require.Contains(t, findings[len(findings)-1].Message, "it is beyond the first 16")
	e.Signatures = append(make([]Signature, maxSignatures-2), good...)
	require.Empty(t, Check(m.Params, e))
}

func TestSignatures(t *testing.T) {
	t.Parallel()
	key := meterKeys(t, 1)[0]
	meter, sheet := key.Meter(), statement.WordFromUint64(5)
	require.NoError(t, meter.Check())
	s, err := key.Sign(sheet)
	require.NoError(t, err)
	require.True(t, s.Verify(sheet))
	again, err := key.Sign(sheet)
	require.NoError(t, err)
	require.Equal(t, s, again, "a sheet has one signature")
	other, err := key.Sign(statement.WordFromUint64(6))
	require.NoError(t, err)
	require.NotEqual(t, s.RX, other.RX, "two sheets share no nonce: the key would follow")
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", key, key, key), key.scalar.String())
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", key, key, key), fmt.Sprintf("%x", key.scalar))

	second := twistededwards.PointAffine{Y: *new(fr.Element).SetInt64(-1)}
	for name, change := range map[string]func(s *Signature){
		"another sheet's":          func(s *Signature) { *s = other },
		"another meter's":          func(s *Signature) { s.Meter = outsider(t).Meter() },
		"the scalar and the order": func(s *Signature) { s.S = plus(s.S, &edwards.Order) },
		"another scalar":           func(s *Signature) { s.S = plus(s.S, big.NewInt(1)) },
		"the point's negative":     func(s *Signature) { s.RX.Neg(&s.RX) },
		"a point off the curve":    func(s *Signature) { s.RX = plus(s.RX, big.NewInt(1)) },
		"a point and one of order 2": func(s *Signature) {
			p := twistededwards.NewPointAffine(s.RX, s.RY)
			p.Add(&p, &second)
			s.RX, s.RY = p.X, p.Y
		},
		"nothing": func(s *Signature) { s.RX, s.RY, s.S = statement.Word{}, fr.One(), statement.Word{} },
	} {
		wrong := s
		change(&wrong)
		require.False(t, wrong.Verify(sheet), name)
	}
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	one := statement.WordFromUint64(1)
	for want, change := range map[string]func(*Delivery){
		"the evidence does not hold":   func(d *Delivery) { d.Evidence.Amount = 0 },
		"the header is of another one": func(d *Delivery) { d.Header[statement.ForwardWord] = one },
		"other parameters":             func(d *Delivery) { d.Header[statement.ParamsWord] = one },
		"a commitment or a beacon":     func(d *Delivery) { d.Header[statement.BeaconWord] = one },
		"two rounds":                   func(d *Delivery) { d.Header[statement.CommitmentWord] = one },
		"not whole hours": func(d *Delivery) {
			d.Header[statement.WindowWord] = plus(d.Header[statement.WindowWord], big.NewInt(1))
		},
		"so nothing can be delivered":      func(d *Delivery) { d.Header[statement.WindowWord] = plus(d.Header[statement.WindowWord], pow2(64)) },
		"window from hour 533211":          func(d *Delivery) { d.window(t, firstHour+11, windowEnd, 1<<40) },
		"to 533239":                        func(d *Delivery) { d.window(t, windowStart, firstHour+39, 1<<40) },
		"and the forward has 1000":         func(d *Delivery) { d.window(t, windowStart, windowEnd, 1000) },
		"GPU-seconds are claimed, and the": func(d *Delivery) { d.Header[statement.WindowWord] = plus(d.Header[statement.WindowWord], pow2(230)) },
	} {
		m := twoOfThree(t)
		d := deliver(t, m.Params, m.claim(t, sheetOf(2), 10, 40))
		change(&d)
		_, err := Assign(d)
		require.ErrorContains(t, err, "assigning GPU-hours")
		require.ErrorContains(t, err, want)
	}
}

func (d *Delivery) window(t testing.TB, from, to uint64, quantity int64) {
	t.Helper()
	word, err := statement.Window(from*HourSeconds, to*HourSeconds, big.NewInt(quantity))
	require.NoError(t, err)
	d.Header[statement.WindowWord] = word
}

func TestSettlementsAreRead(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	a := mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(2), 10, 12)))
	d, err := ReadSettlement(a.Header[statement.ProgressWord], a.Payload)
	require.NoError(t, err)
	require.Equal(t, Delivered{m.Set(), firstHour + 10, firstHour + 12, big.NewInt(4 * HourSeconds),
		[]Share{{deviceID(0), big.NewInt(3 << 10)}, {deviceID(1), big.NewInt(3 << 10)}}}, d)
	require.Contains(t, d.String(), "14400 GPU-seconds in hours 533210 to 533211 (2030-10-30 02:00 to 2030-10-30 03:00)")

	// A last mask of zero is left out on chain.
	d, err = ReadSettlement(a.Header[statement.ProgressWord], a.Payload[:4])
	require.NoError(t, err)
	require.Contains(t, d.String(), sheetOf(2).Devices[1].String()+": nothing")
	_, err = ReadSettlement(a.Header[statement.ProgressWord], a.Payload[:1])
	require.ErrorContains(t, err, "a payload of 1 words")
}

// What meters signed once must stay signed: the oracle says the same as the code, and these numbers keep both from changing
// together.
func TestEncodingsStand(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	sheet := sheetOf(2)
	require.Equal(t, "0x0f05f824f83bd7eca60e37ccc6fd8095d5975c43bedbf3abb7e3a186c77a7e45", string(writeWords(sheet.Hash())))
	require.Equal(t, "0x01b43adf186efa379f9ddaf5f3905fba7a33997ed02462be55bd83f933d8c8da", string(writeWords(m.Set())))
	require.Equal(t, "0x0b4213fbbe23aa34c72589e9162f2e66252af1f06642f361f3cd97e888bdd07a", string(writeWords(m.Commit())))
	signature := m.sign(t, sheet, 0)[0]
	require.Equal(t, "0x174183b81ff3f761d81de6a743c7db72e9d137b32b4911a4954eda15bdf154220ab06325a69ddb90450aff85fc4a25e449525b02067276efb56ff6410c414ed500548a9a24db64a4605d7de6b5e4dd3ae490167bde055c8bcf92a40897935a16", string(writeWords(signature.RX, signature.RY, signature.S)))
}
