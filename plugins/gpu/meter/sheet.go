package meter

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// draft is what a meter would sign of a forward's epoch: at most these seconds. Where a position changed hands, there may have been
// more devices than a sheet has places: then it is those that have most seconds.
func (s *state) draft(forward common.Hash, epoch uint64) gpuhours.Sheet {
	sheet := gpuhours.Sheet{Forward: forward, Epoch: epoch}
	f := s.forwards[forward]
	if f == nil {
		return sheet
	}
	for id := range f.devices {
		sheet.Devices = append(sheet.Devices, s.row(forward, id, epoch))
	}
	slices.SortFunc(sheet.Devices, func(a, b gpuhours.Device) int {
		return cmp.Or(cmp.Compare(total(b), total(a)), a.ID.Cmp(&b.ID))
	})
	sheet.Devices = sheet.Devices[:min(len(sheet.Devices), gpuhours.MaxDevices)]
	slices.SortFunc(sheet.Devices, func(a, b gpuhours.Device) int { return a.ID.Cmp(&b.ID) })
	return sheet
}

// row is what a device has of a forward's epoch.
func (s *state) row(forward, id common.Hash, epoch uint64) gpuhours.Device {
	word, _ := statement.WordFromBytes(id) // a U248
	device := gpuhours.Device{ID: word}
	for i := range device.Seconds {
		if credit := s.credits[deviceHour{id, epoch*gpuhours.EpochHours + uint64(i)}]; credit.Forward == forward {
			device.Seconds[i] = credit.Seconds
		}
	}
	return device
}

func total(device gpuhours.Device) (sum int) {
	for _, seconds := range device.Seconds {
		sum += int(seconds)
	}
	return sum
}

// refusal says why a meter does not sign a sheet; nil if it does. A signature means at least these seconds.
func (s *state) refusal(sheet gpuhours.Sheet) error {
	f := s.forwards[sheet.Forward]
	if f == nil {
		return fmt.Errorf("forward %s is not registered here", sheet.Forward)
	}
	if n := len(sheet.Devices); n < 1 || n > f.params.Devices {
		return fmt.Errorf("the sheet has %d devices, forward %s has places for 1 to %d", n, f.ID, f.params.Devices)
	}
	for d, device := range sheet.Devices {
		if d > 0 && sheet.Devices[d-1].ID.Cmp(&device.ID) >= 0 {
			return fmt.Errorf("device %d does not come after the one before it: sort devices, each once", d+1)
		}
		for i, seconds := range device.Seconds {
			hour := sheet.Epoch*gpuhours.EpochHours + uint64(i)
			own := s.credits[deviceHour{device.ID.Bytes(), hour}]
			if own.Forward != sheet.Forward {
				own.Seconds = 0
			}
			if seconds > own.Seconds {
				return fmt.Errorf("device %s in hour %d: %d seconds are proposed, this meter has seen %d", device, hour, seconds, own.Seconds)
			}
		}
	}
	return nil
}

// maxSigned bounds the sheets of one epoch of a forward that are signed: some for each hour. An executor must not fill the log.
const maxSigned = 1000

// part is an epoch of a forward.
type part struct {
	forward common.Hash
	epoch   uint64
}

// sign keeps what the meter gave its word for.
func (s *state) sign(signed signedSheet) error {
	evidence, err := gpuhours.ParseEvidence(signed.Sheet)
	if err != nil {
		return err
	}
	if err := s.refusal(evidence.Sheet); err != nil {
		return err
	}
	hash := evidence.Hash()
	if bytes := hash.Bytes(); string(signed.Hash) != string(bytes[:]) || signed.Signature.Meter != s.begun.Meter || !signed.Signature.Verify(hash) {
		return fmt.Errorf("the signature is not meter %s's for this sheet", s.begun.Meter)
	}
	part := part{evidence.Forward, evidence.Epoch}
	switch {
	case s.signed[hash]:
		return fmt.Errorf("%w: the sheet is signed already", ErrOrder)
	case s.words[part] >= maxSigned:
		return fmt.Errorf("forward %s has had %d sheets of epoch %d signed, and gets no more", part.forward, maxSigned, part.epoch)
	}
	s.signed[hash] = true
	s.words[part]++
	return nil
}
