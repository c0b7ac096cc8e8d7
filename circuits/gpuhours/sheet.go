package gpuhours

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// How time is counted: hours are absolute, unix time over 3600, and epochs are as long as a mask of hours fits a word.
const (
	HourSeconds = 3600
	EpochHours  = 248
)

// The packing of seconds: as many as fit a field element, the first one lowest.
const (
	secondBits  = 12
	wordHours   = 21
	deviceWords = (EpochHours + wordHours - 1) / wordHours
)

// Sheet is what meters sign: how many seconds of each hour of an epoch each device was there for the forward's buyer.
type Sheet struct {
	Forward common.Hash
	Epoch   uint64   // hour of unix time over 248
	Devices []Device // by rising id
}

// Device is one GPU's row of a sheet.
type Device struct {
	ID      statement.Word // below 2^248, not zero
	Seconds [EpochHours]uint16
}

// Hash is the hash that meters sign: of the forward, the epoch, eight device ids and the seconds of each, packed; places
// without a device are zero.
func (s Sheet) Hash() statement.Word {
	in := make([]statement.Word, 2+MaxDevices*(1+deviceWords))
	in[0], in[1] = statement.U248(s.Forward), statement.WordFromUint64(s.Epoch)
	ids, rows := in[2:2+MaxDevices], in[2+MaxDevices:]
	for d, device := range s.Devices {
		ids[d] = device.ID
		packed := device.pack()
		copy(rows[d*deviceWords:], packed[:])
	}
	return statement.Sponge(statement.DomainSheet, in)
}

// pack is the seconds as words.
func (d Device) pack() [deviceWords]statement.Word {
	var words [deviceWords]statement.Word
	for w := range words {
		packed := new(big.Int)
		for i := min((w+1)*wordHours, EpochHours) - 1; i >= w*wordHours; i-- {
			packed.Lsh(packed, secondBits)
			packed.Or(packed, big.NewInt(int64(d.Seconds[i])))
		}
		words[w].SetBigInt(packed)
	}
	return words
}

// Evidence is what one step delivers: a sheet, who signed it, and what of it is claimed.
type Evidence struct {
	Sheet
	From, To   uint64 // hours that count: from ≤ hour < to, all of the sheet's epoch
	Amount     uint64 // GPU-seconds, at most those of the hours that count
	Signatures []Signature
}

// counts says whether an hour of the epoch, from 0, is one that counts.
func (e Evidence) counts(i int) bool {
	hour := e.Epoch*EpochHours + uint64(i) //nolint:gosec // an index
	return e.From <= hour && hour < e.To
}

// Mask is the hours of a device that count and have seconds, the epoch's first hour as the lowest bit.
func (e Evidence) Mask(d Device) *big.Int {
	mask := new(big.Int)
	for i, seconds := range d.Seconds {
		if seconds > 0 && e.counts(i) {
			mask.SetBit(mask, i, 1)
		}
	}
	return mask
}

// Sum is the seconds of all devices in the hours that count.
func (e Evidence) Sum() uint64 {
	sum := uint64(0)
	for _, device := range e.Devices {
		for i, seconds := range device.Seconds {
			if e.counts(i) {
				sum += uint64(seconds)
			}
		}
	}
	return sum
}

// payload is what a settlement publishes: the set of meters, then each device's id and mask. Trailing zeros are cut.
func (e Evidence) payload(p Params) []statement.Word {
	payload := []statement.Word{p.Set()}
	for _, device := range e.Devices {
		var mask statement.Word
		mask.SetBigInt(e.Mask(device))
		payload = append(payload, device.ID, mask)
	}
	return statement.Trim(payload)
}
