package agent

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	receiptMagic  = "tercet/gpu/receipt/v1"
	receiptDomain = "tercet/gpu/busy-receipt"

	receiptFixed = len(receiptMagic) + common.HashLength + 8 + 8 + 1
	maxDevice    = 64

	// MaxReceipt is how many bytes a receipt has at most.
	MaxReceipt = receiptFixed + maxDevice + peer.SignatureSize
	// LongestReceipt is how long a receipt may be for.
	LongestReceipt = time.Hour
)

// Receipt is what a buyer's key inside the tenancy signs while the buyer's own work keeps a device busy: that it was there
// for them. A meter takes it in the place of a challenge.
type Receipt struct {
	Forward   common.Hash
	Device    string // its id, as the agent lists it
	From, To  uint64 // Unix seconds; To is no longer part of it
	Signature peer.Signature
}

// SignReceipt signs that a device was there for a forward, from one moment to another.
func SignReceipt(key peer.Key, forward common.Hash, device string, from, to time.Time) (*Receipt, error) {
	fail := func(err error) (*Receipt, error) {
		return nil, fmt.Errorf("sign a receipt for device %.80q: %w", device, err)
	}
	if from.Unix() < 0 || to.Unix() < 0 {
		return fail(errors.New("it is for a time before 1970"))
	}
	receipt := &Receipt{Forward: forward, Device: device, From: uint64(from.Unix()), To: uint64(to.Unix())} //nolint:gosec // checked
	if err := receipt.shape(); err != nil {
		return fail(err)
	}
	var err error
	if receipt.Signature, err = key.Sign(receiptDomain, receipt.message()); err != nil {
		return fail(err)
	}
	return receipt, nil
}

// The reasons for which a receipt does not hold.
const (
	checkSigner  = "signer"  // the buyer's key signed it
	checkForward = "forward" // it is for this forward
	checkDevice  = "device"  // it is for this device
	checkBegun   = "begun"   // its time has begun
	checkOver    = "over"    // its time is not over
	checkLength  = "length"  // it is for an hour at most
)

// Verify says whether the buyer's key signed that the device was there for the forward at that time.
func (r *Receipt) Verify(buyer peer.Name, forward common.Hash, device string, at time.Time) error {
	return verifier{}.verify(r, buyer, forward, device, at)
}

// verifier judges receipts; only tests leave out a check.
type verifier struct{ without string }

func (v verifier) verify(r *Receipt, buyer peer.Name, forward common.Hash, device string, at time.Time) error {
	for _, check := range []struct {
		name string
		err  error
	}{
		{checkLength, r.shape()},
		{checkSigner, r.checkSigner(buyer)},
		{checkForward, unless(r.Forward == forward, "it is for forward %s, not for %s", r.Forward, forward)},
		{checkDevice, unless(r.Device == device, "it is for device %s, not for %s", r.Device, device)},
		{checkBegun, unless(seconds(at) >= r.From, "it begins at %s, and it is %s", moment(r.From), at.UTC().Format(time.RFC3339))},
		{checkOver, unless(seconds(at) < r.To, "it ended at %s, and it is %s", moment(r.To), at.UTC().Format(time.RFC3339))},
	} {
		if check.err != nil && check.name != v.without {
			return fmt.Errorf("busy receipt, %s: %w", check.name, check.err)
		}
	}
	return nil
}

func unless(holds bool, format string, values ...any) error {
	if holds {
		return nil
	}
	return fmt.Errorf(format, values...)
}

func (r *Receipt) checkSigner(buyer peer.Name) error {
	signer, err := r.Signature.By(receiptDomain, r.message())
	if err != nil {
		return err
	}
	return unless(signer == buyer, "%s signed it, not %s", signer, buyer)
}

// shape refuses what no receipt can be.
func (r *Receipt) shape() error {
	if err := sdk.CheckDeviceID(r.Device); err != nil {
		return err
	}
	if r.To <= r.From || r.To > math.MaxInt64 {
		return fmt.Errorf("it is for no time: from %d to %d", r.From, r.To)
	}
	if length := r.To - r.From; length > uint64(LongestReceipt/time.Second) {
		return fmt.Errorf("it is for %d seconds, at most %.0f are allowed", length, LongestReceipt.Seconds())
	}
	return nil
}

// seconds is a time as receipts have it; one before 1970 is in none.
func seconds(at time.Time) uint64 {
	return uint64(max(0, at.Unix()))
}

func moment(seconds uint64) string {
	return time.Unix(int64(min(seconds, math.MaxInt64)), 0).UTC().Format(time.RFC3339)
}

// message is what is signed.
func (r *Receipt) message() []byte {
	out := make([]byte, 0, MaxReceipt)
	out = append(out, receiptMagic...)
	out = append(out, r.Forward[:]...)
	out = binary.BigEndian.AppendUint64(out, r.From)
	out = binary.BigEndian.AppendUint64(out, r.To)
	out = append(out, byte(len(r.Device))) //nolint:gosec // at most 64, by shape
	return append(out, r.Device...)
}

// Bytes is the receipt's one encoding.
func (r *Receipt) Bytes() []byte { return append(r.message(), r.Signature[:]...) }

// ParseReceipt reads a receipt. Whether it holds, Verify says.
func ParseReceipt(data []byte) (*Receipt, error) {
	fail := func(offset int, field, format string, values ...any) (*Receipt, error) {
		return nil, fmt.Errorf("read a busy receipt: offset %d, %s: %s", offset, field, fmt.Sprintf(format, values...))
	}
	if len(data) > MaxReceipt {
		return fail(MaxReceipt, "end", "it has %d bytes, at most %d are allowed", len(data), MaxReceipt)
	}
	if len(data) < receiptFixed || string(data[:len(receiptMagic)]) != receiptMagic {
		return fail(0, "beginning", "it is no receipt of this version")
	}
	at := len(receiptMagic)
	receipt := &Receipt{Forward: common.BytesToHash(data[at:][:common.HashLength])}
	at += common.HashLength
	receipt.From, receipt.To = binary.BigEndian.Uint64(data[at:]), binary.BigEndian.Uint64(data[at+8:])
	at += 16
	length := int(data[at])
	if want := receiptFixed + length + peer.SignatureSize; len(data) != want {
		return fail(at, "device", "with an id of %d bytes a receipt has %d bytes, this one has %d", length, want, len(data))
	}
	receipt.Device = string(data[receiptFixed:][:length])
	receipt.Signature = peer.Signature(data[receiptFixed+length:])
	if err := receipt.shape(); err != nil {
		return fail(len(receiptMagic)+common.HashLength, "time and device", "%s", err)
	}
	return receipt, nil
}
