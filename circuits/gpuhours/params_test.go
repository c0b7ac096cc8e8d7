package gpuhours

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestParamsInAllTheirForms(t *testing.T) {
	t.Parallel()
	rule := map[Disputed]string{DisputedDenied: "-", DisputedCredited: "+"}
	for _, p := range []Params{
		twoOfThree(t).Params, newMarket(t, 1, 1, 1).Params, newMarket(t, 3, MaxMeters, 8).Params,
		{twoOfThree(t).Meters, 2, 3, ClassC, "80 GiB", DisputedCredited},
		{twoOfThree(t).Meters, 2, 3, ClassA, strings.Repeat("x", maxModel), DisputedDenied},
	} {
		text, err := json.Marshal(p)
		require.NoError(t, err)
		again, err := ParseParams(text)
		require.NoError(t, err)
		require.Equal(t, p, again)
		again, err = ParsePreimage(p.Preimage())
		require.NoError(t, err)
		require.Equal(t, p, again)

		keys := make([]*big.Int, 2*8)
		for i := range keys {
			keys[i] = new(big.Int)
		}
		for i, meter := range p.Meters {
			keys[2*i], keys[2*i+1] = statement.Big(meter.X), statement.Big(meter.Y)
		}
		set := oracleSponge("meters", keys...)
		unit := crypto.Keccak256Hash(crypto.Keccak256([]byte("tercet/predicate/gpu-hours/v1")), []byte(string(p.Class)+rule[p.Disputed]+p.Model))
		require.Equal(t, set, statement.Big(p.Set()))
		require.Equal(t, unit, p.Unit())
		require.Equal(t, oracleSponge("params", set, big.NewInt(int64(p.Signatures)), big.NewInt(int64(p.Devices)), short(unit)),
			statement.Big(p.Commit()))
	}
}

// What is traded is a second of one kind of GPU; whose word it takes is another matter, and so is the ledger.
func TestUnitAndSet(t *testing.T) {
	t.Parallel()
	p := twoOfThree(t).Params
	other := p
	other.Signatures, other.Devices, other.Meters = 1, 1, p.Meters[:2]
	require.Equal(t, p.Unit(), other.Unit())
	require.NotEqual(t, p.Set(), other.Set())
	other = p
	other.Signatures, other.Devices, other.Class = 3, 1, ClassA
	require.Equal(t, p.Set(), other.Set())
	require.NotEqual(t, p.Unit(), other.Unit())
	require.NotEqual(t, p.Commit(), other.Commit())
}

func TestParamsAreSorted(t *testing.T) {
	t.Parallel()
	p := twoOfThree(t).Params
	text, err := json.Marshal(map[string]any{
		"meters": []Meter{p.Meters[2], p.Meters[0], p.Meters[1]}, "signatures": 2, "class": "B", "model": p.Model,
	})
	require.NoError(t, err)
	read, err := ParseParams(text)
	require.NoError(t, err)
	require.Equal(t, p, read)
}

func TestParamsAreChecked(t *testing.T) {
	t.Parallel()
	negative := func(m Meter) Meter { m.X.Neg(&m.X); return m }
	second := Meter{Y: *new(fr.Element).SetInt64(-1)} // of order two
	point := second.point()
	require.True(t, point.IsOnCurve())
	mixed := func(m Meter) Meter { m.X.Neg(&m.X); m.Y.Neg(&m.Y); return m } // moved by that point
	for want, change := range map[string]func(p *Params){
		"there are 0 meters":                func(p *Params) { p.Meters = nil },
		"there are 9 meters":                func(p *Params) { p.Meters = make([]Meter, 9) },
		"meter 1: the key is not on":        func(p *Params) { p.Meters = []Meter{{}, p.Meters[0]} },
		"meter 2: the key is not in":        func(p *Params) { p.Meters = []Meter{p.Meters[0], {Y: fr.One()}} },
		"signatures under it prove nothing": func(p *Params) { p.Meters = []Meter{second} },
		"subgroup of prime order":           func(p *Params) { p.Meters[1] = mixed(p.Meters[1]) },
		"meter 2 does not come after":       func(p *Params) { p.Meters[1] = p.Meters[0] },
		"meter 3 does not come after":       func(p *Params) { p.Meters[2] = negative(p.Meters[1]) },
		"signatures is 0":                   func(p *Params) { p.Signatures = 0 },
		"signatures is 4":                   func(p *Params) { p.Signatures = 4 },
		"signatures is 3":                   func(p *Params) { p.Signatures, p.Meters = 3, p.Meters[:2] },
		"devices is 0":                      func(p *Params) { p.Devices = 0 },
		"devices is 9":                      func(p *Params) { p.Devices = 9 },
		`class is "D"`:                      func(p *Params) { p.Class = "D" },
		"is not 1 to 64 printable":          func(p *Params) { p.Model = "" },
		`model "two  spaces"`:               func(p *Params) { p.Model = "two  spaces" },
		"model \"a\\n\"":                    func(p *Params) { p.Model = "a\n" },
		`xx" is not 1 to 64`:                func(p *Params) { p.Model = strings.Repeat("x", maxModel+1) },
		`disputed is "paid"`:                func(p *Params) { p.Disputed = "paid" },
		"class C shows no model":            func(p *Params) { p.Class = ClassC },
	} {
		p := twoOfThree(t).Params
		change(&p)
		require.ErrorContains(t, p.Check(), want)
		text, err := json.Marshal(p)
		require.NoError(t, err)
		if !strings.Contains(want, "does not come after") { // reading sorts
			_, err = ParseParams(text)
			require.ErrorContains(t, err, "reading the gpu-hours parameters")
		}
	}
}

func TestParamsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		"EOF":                    "",
		"there are 0 meters":     "{}",
		"unknown field":          `{"meter": []}`,
		"delete it":              `{} {}`,
		"128 hexadecimal digits": `{"meters": ["0x12"]}`,
		"below the field":        `{"meters": ["0x` + strings.Repeat("f", 128) + `"]}`,
		"at most 4096 are read":  strings.Repeat(" ", maxParamsJSON+1),
	} {
		_, err := ParseParams([]byte(text))
		require.ErrorContains(t, err, want)
	}
	whole := twoOfThree(t).Preimage()
	changed := func(at int, to byte) []byte {
		preimage := append([]byte(nil), whole...)
		preimage[at] = to
		return preimage
	}
	for name, preimage := range map[string][]byte{
		"nothing":                 nil,
		"a byte less":             whole[:len(whole)-1],
		"a byte more":             append(append([]byte(nil), whole...), ' '),
		"no signature":            changed(0, 0),
		"nine devices":            changed(1, 9),
		"another number of keys":  changed(2, 2),
		"more keys than there be": changed(2, 255),
		"a longer model":          changed(3, 200),
		"a key beyond the field":  changed(4, 255),
		"a key off the curve":     changed(4+31, whole[4+31]^1),
		"another class":           changed(4+3*64, 'D'),
	} {
		_, err := ParsePreimage(preimage)
		require.ErrorContains(t, err, "reading the preimage of gpu-hours parameters", name)
	}
}

// The largest evidence there can be is read, and evidence of any kind comes back as it was.
func TestEvidenceJSON(t *testing.T) {
	t.Parallel()
	m := newMarket(t, 3, MaxMeters, MaxDevices)
	sheet := sheetOf(MaxDevices)
	for d := range sheet.Devices {
		for i := range sheet.Devices[d].Seconds {
			sheet.Devices[d].Seconds[i] = ^uint16(0)
		}
	}
	most := Evidence{sheet, ^uint64(0), ^uint64(0), ^uint64(0), m.sign(t, sheet, 0, 1, 2, 3, 4, 5, 6, 7)}
	few := m.claim(t, sheetOf(1), 2, 5)
	few.Devices[0].Seconds = [EpochHours]uint16{0, 0, 5}
	for _, e := range []Evidence{most, few, {}} {
		text, err := json.Marshal(e)
		require.NoError(t, err)
		require.Less(t, len(text), maxEvidenceJSON)
		again, err := ParseEvidence(text)
		require.NoError(t, err)
		if e.Signatures == nil {
			e.Signatures = []Signature{}
		}
		require.Equal(t, e, again)
	}
	hours := strings.Repeat("1,", EpochHours) + "1"
	order := common.BigToHash(fr.Modulus()).Hex()
	for want, text := range map[string]string{
		"EOF":                         "",
		"unknown field":               `{"hours": 1}`,
		"delete it":                   `{"from":1} {}`,
		"cannot unmarshal":            `{"amount":-1}`,
		"number 65536":                `{"devices":[{"seconds":[65536]}]}`,
		"number -1":                   `{"devices":[{"seconds":[-1]}]}`,
		"has 249 hours":               `{"devices":[{"seconds":[` + hours + `]}]}`,
		"device 1: reading field":     `{"devices":[{"device":"` + order + `"}]}`,
		"reading a signature: want":   `{"signatures":[{"signature":"0x12"}]}`,
		"at most 65536 are read":      strings.Repeat(" ", maxEvidenceJSON+1),
		"reading a meter's key: want": `{"signatures":[{"meter":"0x"}]}`,
	} {
		_, err := ParseEvidence([]byte(text))
		require.ErrorContains(t, err, want)
	}
}
