package agent

import (
	"bytes"
	"math"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

func receipt(t testing.TB, key peer.Key) *Receipt {
	t.Helper()
	r, err := SignReceipt(key, forward, device, now, now.Add(LongestReceipt))
	require.NoError(t, err)
	return r
}

func TestReceiptHoldsInItsTime(t *testing.T) {
	t.Parallel()
	buyer := newKey(t)
	r := receipt(t, buyer)
	for at, holds := range map[time.Duration]bool{
		-time.Second: false, 0: true, time.Hour - time.Second: true, time.Hour: false, -time.Duration(math.MaxInt64): false,
	} {
		err := r.Verify(buyer.Name(), forward, device, now.Add(at))
		require.Equal(t, holds, err == nil, "%s: %v", at, err)
	}
	read, err := ParseReceipt(r.Bytes())
	require.NoError(t, err)
	require.Equal(t, r, read)
}

// Each way of getting a device-hour paid by a receipt that is not for it: refused, and taken where the one check is left out.
func TestReceiptsThatAreNotForThis(t *testing.T) {
	t.Parallel()
	buyer, other := newKey(t), newKey(t)
	sign := func(key peer.Key, change func(*Receipt)) *Receipt {
		r := receipt(t, buyer)
		change(r)
		var err error
		r.Signature, err = key.Sign(receiptDomain, r.message())
		require.NoError(t, err)
		return r
	}
	for name, attack := range map[string]struct {
		check   string
		receipt *Receipt
		reason  string
	}{
		"the provider signs it":     {checkSigner, sign(other, func(*Receipt) {}), other.Name().String() + " signed it, not "},
		"for another forward":       {checkForward, sign(buyer, func(r *Receipt) { r.Forward = common.Hash{1} }), "it is for forward 0x01"},
		"for another device":        {checkDevice, sign(buyer, func(r *Receipt) { r.Device = "GPU-2" }), "it is for device GPU-2"},
		"of the hour before":        {checkOver, sign(buyer, func(r *Receipt) { r.From, r.To = r.From-3600, r.From }), "it ended at "},
		"of the hour to come":       {checkBegun, sign(buyer, func(r *Receipt) { r.From += 1800 }), "it begins at "},
		"for a month":               {checkLength, sign(buyer, func(r *Receipt) { r.To += 30 * 86400 }), "it is for 2595600 seconds"},
		"for ever":                  {checkLength, sign(buyer, func(r *Receipt) { r.To = math.MaxUint64 }), "it is for no time"},
		"made longer":               {checkSigner, changed(t, buyer, func(r *Receipt) { r.From -= 60; r.To -= 60 }), "the signature does not hold"},
		"moved to another forward":  {checkSigner, changed(t, buyer, func(r *Receipt) { r.Forward[0] ^= 1 }), "the signature does not hold"},
		"signed for something else": {checkSigner, signedFor(t, buyer, "tercet/gpu/sheet"), "the signature does not hold"},
	} {
		r := attack.receipt
		asked := forward
		if name == "moved to another forward" {
			asked = r.Forward
		}
		err := r.Verify(buyer.Name(), asked, device, now)
		require.ErrorContains(t, err, "busy receipt, "+attack.check+": ", name)
		require.ErrorContains(t, err, attack.reason, name)
		require.NoError(t, verifier{without: attack.check}.verify(r, buyer.Name(), asked, device, now), name)
	}
}

// changed is a receipt that was changed after the buyer signed it.
func changed(t *testing.T, buyer peer.Key, change func(*Receipt)) *Receipt {
	t.Helper()
	r := receipt(t, buyer)
	change(r)
	return r
}

func signedFor(t *testing.T, buyer peer.Key, domain string) *Receipt {
	t.Helper()
	r := receipt(t, buyer)
	var err error
	r.Signature, err = buyer.Sign(domain, r.message())
	require.NoError(t, err)
	return r
}

func TestEveryByteOfAReceiptCounts(t *testing.T) {
	t.Parallel()
	buyer := newKey(t)
	data := receipt(t, buyer).Bytes()
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		r, err := ParseReceipt(bad)
		if err == nil {
			err = r.Verify(buyer.Name(), r.Forward, r.Device, time.Unix(int64(r.From), 0))
		}
		require.Error(t, err, "byte %d", i)
	}
}

func TestReceiptsThatCannotBeSigned(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	for name, sign := range map[string]func() error{
		"no time":   func() error { _, err := SignReceipt(key, forward, device, now, now); return err },
		"backwards": func() error { _, err := SignReceipt(key, forward, device, now, now.Add(-time.Minute)); return err },
		"too long":  func() error { _, err := SignReceipt(key, forward, device, now, now.Add(61*time.Minute)); return err },
		"before 1970": func() error {
			_, err := SignReceipt(key, forward, device, time.Unix(-9, 0), time.Unix(9, 0))
			return err
		},
		"no device": func() error { _, err := SignReceipt(key, forward, "", now, now.Add(time.Minute)); return err },
		"a path":    func() error { _, err := SignReceipt(key, forward, "../x", now, now.Add(time.Minute)); return err },
		"without key": func() error {
			_, err := SignReceipt(peer.Key{}, forward, device, now, now.Add(time.Minute))
			return err
		},
		"endless name": func() error {
			_, err := SignReceipt(key, forward, string(make([]byte, 99)), now, now.Add(1))
			return err
		},
	} {
		require.ErrorContains(t, sign(), "sign a receipt for device", name)
	}
}

func TestReceiptsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	data := receipt(t, newKey(t)).Bytes()
	for want, bad := range map[string][]byte{
		"offset 0, beginning":              data[1:],
		"offset 0, beginning: it is no":    nil,
		"offset 69, device: with an id of": data[:len(data)-1],
		"offset 230, end: it has 231":      append(bytes.Clone(data), make([]byte, 231-len(data))...),
	} {
		_, err := ParseReceipt(bad)
		require.ErrorContains(t, err, want)
	}
}

// What is read and written again is the same; what is not read says where.
func FuzzParseReceipt(f *testing.F) {
	f.Add([]byte{})
	f.Add(receipt(f, newKey(f)).Bytes())
	short, err := SignReceipt(newKey(f), forward, "0", now, now.Add(time.Second))
	require.NoError(f, err)
	f.Add(short.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseReceipt(data)
		if err != nil {
			require.Regexp(t, `^read a busy receipt: offset \d+, (beginning|device|end|time and device): `, err.Error())
			return
		}
		require.Equal(t, data, r.Bytes())
		require.LessOrEqual(t, r.To-r.From, uint64(3600))
	})
}

func TestKeptReceipts(t *testing.T) {
	t.Parallel()
	s, key := receipts{kept: map[string][]*Receipt{}}, newKey(t)
	sign := func(from, to time.Duration) *Receipt {
		r, err := SignReceipt(key, forward, device, now.Add(from), now.Add(to))
		require.NoError(t, err)
		return r
	}
	require.Nil(t, s.covering(device, now))
	require.ErrorContains(t, s.add(sign(-time.Hour, 0), now), "the receipt ended at")
	require.ErrorContains(t, s.add(sign(6*time.Minute, time.Hour), now), "hand it over when its time has come")
	first, soon := sign(0, 10*time.Minute), sign(5*time.Minute, 20*time.Minute)
	require.NoError(t, s.add(first, now))
	require.NoError(t, s.add(soon, now))
	require.NoError(t, s.add(soon, now), "twice is once")
	require.Equal(t, first, s.covering(device, now))
	require.Equal(t, soon, s.covering(device, now.Add(5*time.Minute)))
	require.Nil(t, s.covering(device, now.Add(20*time.Minute)))
	require.Nil(t, s.covering("GPU-2", now))
	for i := range 100 {
		require.NoError(t, s.add(sign(0, time.Hour-time.Duration(i)*time.Second), now))
	}
	require.Len(t, s.kept[device], keptReceipts)
	require.NoError(t, s.add(sign(2*time.Hour, 3*time.Hour), now.Add(2*time.Hour)))
	require.Len(t, s.kept[device], 1, "those that ended are gone")
}
