package gpuhours

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func init() { logger.Disable() }

var field = ecc.BN254.ScalarField()

// The epoch of nearly all tests, its first hour, and the window of the forward: some hours of the epoch before, this one,
// and some of the next.
const (
	epoch       = 2150
	firstHour   = epoch * EpochHours
	windowStart = firstHour - 100
	windowEnd   = firstHour + EpochHours + 100
)

// compiled is the circuit as it is proved, built once for all tests.
var compiled = sync.OnceValues(func() (constraint.ConstraintSystem, error) {
	return frontend.Compile(field, r1cs.NewBuilder, &Circuit{})
})

func system(t testing.TB) constraint.ConstraintSystem {
	t.Helper()
	s, err := compiled()
	require.NoError(t, err)
	return s
}

func solve(t testing.TB, c frontend.Circuit, s constraint.ConstraintSystem) error {
	t.Helper()
	w, err := frontend.NewWitness(c, field)
	require.NoError(t, err)
	return s.IsSolved(w)
}

// stream is bytes that anybody can draw again: keys for tests.
type stream struct{ r *rand.Rand }

func (s stream) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.r.UintN(256))
	}
	return len(p), nil
}

// meterKeys are n keys in the order of their public halves.
func meterKeys(t testing.TB, n int) []MeterKey {
	t.Helper()
	var list []MeterKey
	for i := range n {
		key, err := GenerateMeterKey(stream{rand.New(rand.NewPCG(7, uint64(i)))})
		require.NoError(t, err)
		list = append(list, key)
	}
	slices.SortFunc(list, func(a, b MeterKey) int {
		x, y := a.Meter(), b.Meter()
		return x.Y.Cmp(&y.Y)
	})
	return list
}

// outsider is no meter of any set.
func outsider(t testing.TB) MeterKey {
	t.Helper()
	key, err := GenerateMeterKey(stream{rand.New(rand.NewPCG(8, 0))})
	require.NoError(t, err)
	return key
}

// market is a set of meters with its parameters.
type market struct {
	Params

	keys []MeterKey
}

// twoOfThree is the market of nearly all tests.
func twoOfThree(t testing.TB) market { return newMarket(t, 2, 3, MaxDevices) }

func newMarket(t testing.TB, signatures, meters, devices int) market {
	t.Helper()
	m := market{Params{nil, signatures, devices, ClassB, "NVIDIA H100 80GB HBM3", DisputedDenied}, meterKeys(t, meters)}
	for _, key := range m.keys {
		m.Meters = append(m.Meters, key.Meter())
	}
	require.NoError(t, m.Check())
	return m
}

// sign has meters sign a sheet, by their places in the set.
func (m market) sign(t testing.TB, s Sheet, places ...int) []Signature {
	t.Helper()
	var list []Signature
	for _, place := range places {
		signature, err := m.keys[place].Sign(s.Hash())
		require.NoError(t, err)
		list = append(list, signature)
	}
	return list
}

// forwardOf is the id of one of several forwards.
func forwardOf(i int) common.Hash {
	return crypto.Keccak256Hash(fmt.Appendf(nil, "gpu hours test %d", i))
}

// deviceID is the id of one of several devices; ids rise with their numbers.
func deviceID(i int) statement.Word {
	id := statement.U248(crypto.Keccak256Hash([]byte("device")))
	bytes := id.Bytes()
	bytes[1] = byte(10 * (i + 1))
	id.SetBytes(bytes[:])
	return id
}

// sheetOf is a sheet of n devices that were there all the time, except in a few hours.
func sheetOf(n int) Sheet {
	s := Sheet{Forward: forwardOf(0), Epoch: epoch}
	for d := range n {
		device := Device{ID: deviceID(d)}
		for i := range device.Seconds {
			device.Seconds[i] = HourSeconds
		}
		device.Seconds[d+3], device.Seconds[d+30], device.Seconds[d+60] = 0, 1, 1800
		s.Devices = append(s.Devices, device)
	}
	return s
}

// claim is evidence for some hours of a sheet, counted from the epoch's first, signed by the meters at places 0 and 2.
func (m market) claim(t testing.TB, s Sheet, from, to uint64) Evidence {
	t.Helper()
	first := s.Epoch * EpochHours
	e := Evidence{Sheet: s, From: first + from, To: first + to, Signatures: m.sign(t, s, 0, 2)}
	e.Amount = e.Sum()
	return e
}

// deliver is a delivery of evidence.
func deliver(t testing.TB, p Params, e Evidence) Delivery {
	t.Helper()
	window, err := statement.Window(windowStart*HourSeconds, windowEnd*HourSeconds, big.NewInt(50_000_000))
	require.NoError(t, err)
	return Delivery{
		Params: p, Evidence: e, KeyHash: common.Hash{1}, Blinding: statement.WordFromUint64(77),
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: statement.WordFromUint64(11), statement.ForwardWord: statement.U248(e.Forward),
			statement.ParamsWord: p.Commit(), statement.WindowWord: window,
			statement.SealXWord: statement.WordFromUint64(13), statement.SealYWord: statement.WordFromUint64(14),
		},
	}
}

func mustAssign(t testing.TB, d Delivery) *Assignment {
	t.Helper()
	a, err := Assign(d)
	require.NoError(t, err)
	return a
}

func number(x frontend.Variable) statement.Word {
	var w statement.Word
	if _, err := w.SetInterface(x); err != nil {
		panic(err)
	}
	return w
}

func plus(x frontend.Variable, n *big.Int) statement.Word {
	sum, d := number(x), new(statement.Word).SetBigInt(n)
	return *sum.Add(&sum, d)
}

func pow2(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }
