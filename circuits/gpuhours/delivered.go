package gpuhours

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Delivered is what a settlement says of itself.
type Delivered struct {
	Set      statement.Word // of meters
	From, To uint64         // hours
	Amount   *big.Int       // GPU-seconds
	Devices  []Share
}

// Share is what one device delivered.
type Share struct {
	ID   statement.Word
	Mask *big.Int // the hours of From's epoch that count and have seconds
}

// ReadSettlement reads progress and payload of a settlement whose proof holds. Whatever else it finds there, no circuit
// proves, and it is an error.
func ReadSettlement(progress statement.Word, payload []statement.Word) (Delivered, error) {
	d := Delivered{}
	d.From, d.To, d.Amount = statement.ParseProgress(progress)
	if d.From >= d.To || (d.To-1)/EpochHours != d.From/EpochHours {
		return Delivered{}, fmt.Errorf("reading a settlement of GPU-hours: a step from hour %d to hour %d is none of one epoch", d.From, d.To)
	}
	if len(payload) < 2 || len(payload) > PayloadWords {
		return Delivered{}, fmt.Errorf("reading a settlement of GPU-hours: a payload of %d words, it has 2 to %d", len(payload), PayloadWords)
	}
	d.Set = payload[0]
	for rest := payload[1:]; len(rest) > 0; {
		share := Share{rest[0], new(big.Int)}
		rest = rest[1:]
		if len(rest) > 0 {
			share.Mask, rest = statement.Big(rest[0]), rest[1:]
		}
		if share.ID.IsZero() || share.Mask.BitLen() > EpochHours {
			return Delivered{}, errors.New("reading a settlement of GPU-hours: a device or a mask is none")
		}
		d.Devices = append(d.Devices, share)
	}
	return d, nil
}

// String is several lines: the step, then the hours of each device.
func (d Delivered) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%v GPU-seconds in %s, by meters of set %s\n", d.Amount, span(d.From, d.To-1), writeWords(d.Set))
	for _, share := range d.Devices {
		hours := runs(d.From/EpochHours, func(i int) bool { return share.Mask.Bit(i) == 1 })
		if hours == "" {
			hours = "nothing"
		}
		fmt.Fprintf(&text, "device %s: %s\n", writeWords(share.ID), hours)
	}
	return text.String()
}
