package gpuhours

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What is read at most, in bytes; the largest parameters and evidence take about half.
const (
	maxParamsJSON   = 4 << 10
	maxEvidenceJSON = 64 << 10
)

// ParseParams reads the buyer's choice. Meters may stand in any order and are sorted; how many devices may be left out
// and is then the most there can be, and so may the rule for disputed challenges, which then count for nothing. Nothing else has
// a default: nobody can be trusted by default.
func ParseParams(text []byte) (Params, error) {
	p := Params{Devices: MaxDevices, Disputed: DisputedDenied}
	err := decode(text, maxParamsJSON, &p)
	if err == nil {
		slices.SortFunc(p.Meters, func(a, b Meter) int { return a.Y.Cmp(&b.Y) })
		err = p.Check()
	}
	if err != nil {
		return Params{}, fmt.Errorf("reading the gpu-hours parameters: %w", err)
	}
	return p, nil
}

type evidenceJSON struct {
	Forward    common.Hash  `json:"forward"`
	Epoch      uint64       `json:"epoch"`
	Devices    []deviceJSON `json:"devices"`
	From       uint64       `json:"from"`
	To         uint64       `json:"to"`
	Amount     uint64       `json:"amount"`
	Signatures []Signature  `json:"signatures"`
}

type deviceJSON struct {
	Device  common.Hash `json:"device"`
	Seconds []uint16    `json:"seconds"`
}

// MarshalJSON writes what ParseEvidence reads, each device's hours up to the last with seconds.
func (e Evidence) MarshalJSON() ([]byte, error) {
	out := evidenceJSON{e.Forward, e.Epoch, []deviceJSON{}, e.From, e.To, e.Amount, e.Signatures}
	if out.Signatures == nil {
		out.Signatures = []Signature{}
	}
	for _, device := range e.Devices {
		n := EpochHours
		for n > 0 && device.Seconds[n-1] == 0 {
			n--
		}
		out.Devices = append(out.Devices, deviceJSON{device.ID.Bytes(), device.Seconds[:n:n]})
	}
	return json.Marshal(out)
}

// ParseEvidence reads evidence, good or not. Hours that a device has no number for have no seconds.
func ParseEvidence(text []byte) (Evidence, error) {
	e, err := parseEvidence(text)
	if err != nil {
		return Evidence{}, fmt.Errorf("reading evidence of GPU-hours: %w", err)
	}
	return e, nil
}

// UnmarshalJSON is ParseEvidence.
func (e *Evidence) UnmarshalJSON(text []byte) (err error) {
	*e, err = ParseEvidence(text)
	return err
}

func parseEvidence(text []byte) (Evidence, error) {
	var in evidenceJSON
	if err := decode(text, maxEvidenceJSON, &in); err != nil {
		return Evidence{}, err
	}
	e := Evidence{
		Sheet: Sheet{Forward: in.Forward, Epoch: in.Epoch}, From: in.From, To: in.To, Amount: in.Amount, Signatures: in.Signatures,
	}
	for i, device := range in.Devices {
		id, err := statement.WordFromBytes(device.Device)
		if err != nil {
			return Evidence{}, fmt.Errorf("device %d: %w", i+1, err)
		}
		if len(device.Seconds) > EpochHours {
			return Evidence{}, fmt.Errorf("device %d has %d hours, an epoch has %d", i+1, len(device.Seconds), EpochHours)
		}
		read := Device{ID: id}
		copy(read.Seconds[:], device.Seconds)
		e.Devices = append(e.Devices, read)
	}
	return e, nil
}

// decode reads one JSON object and nothing after it.
func decode(text []byte, limit int, to any) error {
	if len(text) > limit {
		return fmt.Errorf("it has %d bytes, at most %d are read", len(text), limit)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is something after the JSON object: delete it")
	}
	return nil
}

// MarshalText writes the meter as 0x and 128 digits, X first.
func (m Meter) MarshalText() ([]byte, error) { return writeWords(m.X, m.Y), nil }

// UnmarshalText reads what MarshalText writes. Whether it is a meter's key, Check says.
func (m *Meter) UnmarshalText(text []byte) error {
	if err := readWords(text, &m.X, &m.Y); err != nil {
		return fmt.Errorf("reading a meter's key: %w", err)
	}
	return nil
}

type signatureJSON struct {
	Meter     Meter  `json:"meter"`
	Signature string `json:"signature"`
}

// MarshalJSON writes the meter and 192 digits: R, X first, and S.
func (s Signature) MarshalJSON() ([]byte, error) {
	return json.Marshal(signatureJSON{s.Meter, string(writeWords(s.RX, s.RY, s.S))})
}

// UnmarshalJSON reads what MarshalJSON writes, valid or not.
func (s *Signature) UnmarshalJSON(text []byte) error {
	var in signatureJSON
	if err := decode(text, maxEvidenceJSON, &in); err != nil {
		return fmt.Errorf("reading a signature: %w", err)
	}
	s.Meter = in.Meter
	if err := readWords([]byte(in.Signature), &s.RX, &s.RY, &s.S); err != nil {
		return fmt.Errorf("reading a signature: %w", err)
	}
	return nil
}

func writeWords(words ...statement.Word) []byte {
	text := []byte("0x")
	for i := range words {
		b := words[i].Bytes()
		text = hex.AppendEncode(text, b[:])
	}
	return text
}

func readWords(text []byte, words ...*statement.Word) error {
	digits, found := strings.CutPrefix(string(text), "0x")
	b, err := hex.DecodeString(digits)
	if err != nil || !found || len(b) != 32*len(words) {
		return fmt.Errorf("want 0x and %d hexadecimal digits, got %d characters", 64*len(words), len(text))
	}
	for i, word := range words {
		if *word, err = statement.WordFromBytes([32]byte(b[32*i:])); err != nil {
			return err
		}
	}
	return nil
}
