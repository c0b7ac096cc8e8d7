package ceremony

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
)

// What is wrong with a ceremony. Where a contribution is to blame, the error says which: "phase 1, contribution 2 (bob)".
var (
	ErrNoContribution  = errors.New("nobody contributed to the phase: everybody knows the numbers behind its result, and can forge")
	ErrSkipped         = errors.New("it changes nothing: a contribution of one is none")
	ErrOrder           = errors.New("it does not build on what comes before it")
	ErrContent         = errors.New("the file is not what the transcript names")
	ErrProof           = errors.New("it does not follow from what it builds on")
	ErrBeaconKnown     = errors.New("the beacon was known before the last contribution")
	ErrBeaconAhead     = errors.New("the beacon's time is still to come, so that nobody can know it yet")
	ErrOtherCircuit    = errors.New("the transcript is of another circuit")
	ErrOtherKey        = errors.New("the key is not the one that the transcript leads to")
	ErrUnfinished      = errors.New("the ceremony is not finished")
	ErrFinished        = errors.New("the ceremony is finished")
	ErrMalformed       = errors.New("malformed transcript")
	errNameTwice       = errors.New("the contributor's name is in this phase already: a name that counts twice would count for two people")
	errBeaconShort     = fmt.Errorf("a beacon has %d to %d bytes", minBeacon, maxBeacon)
	errBeaconUnsourced = errors.New("a beacon needs words that say where everybody finds it")
)

const (
	format        = 1
	curve         = "bn254"
	maxTranscript = 4 << 20
	maxName       = 100 // bytes of a contributor's or circuit's name
	maxSource     = 500
	minBeacon     = 16
	maxBeacon     = 1024
	maxDomain     = 1 << 28 // the field has no larger one
	sumSize       = 32
)

// Sum is a sha256.
type Sum [sumSize]byte

// String is 64 hexadecimal digits.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// MarshalText writes what String returns.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads 64 lower-case hexadecimal digits.
func (s *Sum) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != sumSize || !bytes.Equal(text, bytes.ToLower(text)) {
		return fmt.Errorf("%q is not the 64 hexadecimal digits of a sha256", text)
	}
	copy(s[:], b)
	return nil
}

// Transcript is all that was done. Every file of the ceremony is in it by sha256, in order.
type Transcript struct {
	Format      int      `json:"format"`
	Name        string   `json:"name"`
	Curve       string   `json:"curve"`
	System      Sum      `json:"system"` // of the constraint system
	Constraints int      `json:"constraints"`
	Private     int      `json:"private"` // wires that are neither public nor constant
	Domain      uint64   `json:"domain"`  // the power of two at or above the constraints
	Phases      [2]Phase `json:"phases"`
	Keys        *Keys    `json:"keys,omitempty"` // once both phases are sealed
}

// Phase is the powers of tau (the first) or the circuit's own part (the second).
type Phase struct {
	Start         *Sum           `json:"start,omitempty"`  // what the first contribution builds on
	Import        *Import        `json:"import,omitempty"` // of the first phase, where it builds on somebody else's powers
	Contributions []Contribution `json:"contributions"`
	Beacon        *Beacon        `json:"beacon,omitempty"` // once the phase is sealed
}

// Contribution is a contributor's attestation.
type Contribution struct {
	Contributor string    `json:"contributor"`
	Time        time.Time `json:"time"` // by the contributor's clock
	On          Sum       `json:"on"`
	Result      Sum       `json:"result"`
}

// Beacon is the public value that ends a phase.
type Beacon struct {
	Value  Hex       `json:"value"`
	Source string    `json:"source"` // where everybody finds the value
	Time   time.Time `json:"time"`   // before which nobody knew it
}

// Keys is what the ceremony made.
type Keys struct {
	Proving   Sum         `json:"proving"`   // of the file proving.key
	Verifying Sum         `json:"verifying"` // of the file verifying.key
	Hash      common.Hash `json:"keyHash"`   // as contracts name the verifying key
}

// Hex is bytes that text shows as hexadecimal digits.
type Hex []byte

// MarshalText writes hexadecimal digits.
func (h Hex) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(h)), nil }

// UnmarshalText reads hexadecimal digits, with or without 0x.
func (h *Hex) UnmarshalText(text []byte) (err error) {
	*h, err = hex.DecodeString(string(bytes.TrimPrefix(text, []byte("0x"))))
	return err
}

// Check says what is wrong with a beacon by itself.
func (b Beacon) Check() error {
	var errs []error
	if len(b.Value) < minBeacon || len(b.Value) > maxBeacon {
		errs = append(errs, fmt.Errorf("%w, and this one has %d", errBeaconShort, len(b.Value)))
	}
	if err := checkText("source", b.Source, maxSource); err != nil {
		errs = append(errs, errBeaconUnsourced, err)
	}
	if b.Time.IsZero() {
		errs = append(errs, errors.New("a beacon needs the time before which nobody knew it"))
	}
	return errors.Join(errs...)
}

// Open counts the phase that is being contributed to: 0 or 1, and 2 once the ceremony is finished.
func (t *Transcript) Open() int {
	for i, phase := range t.Phases {
		if phase.Beacon == nil {
			return i
		}
	}
	return len(t.Phases)
}

// last is the position and hash of what the next contribution to a phase builds on.
func (p *Phase) last() (position int, result Sum) {
	if n := len(p.Contributions); n > 0 {
		return n, p.Contributions[n-1].Result
	}
	return 0, *p.Start
}

// check holds the transcript against itself: what can be seen without a single file.
func (t *Transcript) check() error {
	if t.Format != format {
		return fmt.Errorf("%w: format %d, this program reads %d", ErrMalformed, t.Format, format)
	}
	if t.Curve != curve || t.Constraints < 1 || t.Private < 1 || t.Domain > maxDomain || t.Domain != domain(t.Constraints) {
		return fmt.Errorf("%w: curve %q, %d constraints, %d private wires, a domain of %d", ErrMalformed, t.Curve, t.Constraints, t.Private, t.Domain)
	}
	if err := checkText("name", t.Name, maxName); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	open := t.Open()
	for i := range t.Phases {
		phase := &t.Phases[i]
		if (phase.Start == nil) != (i > open) || i > open && (len(phase.Contributions) > 0 || phase.Beacon != nil) {
			return fmt.Errorf("%w: phase %d before the one before it was sealed, or without its start", ErrMalformed, i+1)
		}
		if phase.Import != nil && (i > 0 || checkText("source", phase.Import.Source, maxSource) != nil) {
			return fmt.Errorf("%w: phase %d imports powers from %q", ErrMalformed, i+1, phase.Import.Source)
		}
		if err := phase.check(i + 1); err != nil {
			return err
		}
	}
	if (t.Keys != nil) != (open == len(t.Phases)) {
		return fmt.Errorf("%w: keys before both phases are sealed, or none after", ErrMalformed)
	}
	return t.checkBeacons()
}

// checkBeacons refuses a second beacon that was known when the second phase began.
func (t *Transcript) checkBeacons() error {
	first, second := t.Phases[0].Beacon, t.Phases[1].Beacon
	switch {
	case first == nil || second == nil:
		return nil
	case bytes.Equal(first.Value, second.Value):
		return fmt.Errorf("phase 2: %w: it is the one of phase 1", ErrBeaconKnown)
	case !second.Time.After(first.Time):
		return fmt.Errorf("phase 2: %w: it was out at %s, when phase 1 was not yet sealed (%s)", ErrBeaconKnown, clock(second.Time), clock(first.Time))
	}
	return nil
}

// checkOut refuses beacons that cannot be known yet: a time that is always later than every contribution would say nothing.
func (t *Transcript) checkOut(now time.Time) error {
	for i, phase := range t.Phases {
		if phase.Beacon != nil && phase.Beacon.Time.After(now) {
			return fmt.Errorf("phase %d: %w: %s", i+1, ErrBeaconAhead, clock(phase.Beacon.Time))
		}
	}
	return nil
}

func (p *Phase) check(number int) error {
	names := map[string]bool{}
	for i, contribution := range p.Contributions {
		position := i + 1
		before := p.Start
		if i > 0 {
			before = &p.Contributions[i-1].Result
		}
		if err := checkText("contributor", contribution.Contributor, maxName); err != nil {
			return p.at(number, position, err)
		}
		if names[contribution.Contributor] {
			return p.at(number, position, errNameTwice)
		}
		names[contribution.Contributor] = true
		if contribution.On != *before {
			return p.at(number, position, fmt.Errorf("%w: it attests to build on %s, before it stands %s", ErrOrder, contribution.On, before))
		}
	}
	if p.Beacon == nil {
		return nil
	}
	if len(p.Contributions) == 0 {
		return fmt.Errorf("phase %d: %w", number, ErrNoContribution)
	}
	if err := p.Beacon.Check(); err != nil {
		return fmt.Errorf("phase %d: %w: %w", number, ErrMalformed, err)
	}
	return p.knownTooEarly(number, *p.Beacon)
}

// knownTooEarly refuses a beacon that a contributor may have known.
func (p *Phase) knownTooEarly(number int, beacon Beacon) error {
	for i, contribution := range p.Contributions {
		if !beacon.Time.After(contribution.Time) {
			return p.at(number, i+1, fmt.Errorf("%w: contributed at %s, the beacon was out at %s", ErrBeaconKnown,
				clock(contribution.Time), clock(beacon.Time)))
		}
	}
	return nil
}

// at says which contribution an error is about.
func (p *Phase) at(number, position int, err error) error {
	return fmt.Errorf("phase %d, contribution %d (%s): %w", number, position, p.Contributions[position-1].Contributor, err)
}

// read reads a transcript, and refuses what [Transcript.check] refuses.
func read(path string) (Transcript, error) {
	file, err := os.Open(path)
	if err != nil {
		return Transcript{}, fmt.Errorf("reading a transcript: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxTranscript+1))
	if err != nil {
		return Transcript{}, fmt.Errorf("reading a transcript: %w", err)
	}
	t, err := Parse(text)
	if err != nil {
		return Transcript{}, fmt.Errorf("reading transcript %s: %w", path, err)
	}
	return t, nil
}

// Parse reads a transcript and holds it against itself. It looks at no other file.
func Parse(text []byte) (t Transcript, err error) {
	if len(text) > maxTranscript {
		return t, fmt.Errorf("%w: it has more than %d bytes", ErrMalformed, maxTranscript)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&t); err != nil {
		return t, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return t, t.check()
}

// checkText refuses what is empty, too long, or could drive a terminal.
func checkText(what, text string, most int) error {
	if text == "" || len(text) > most || !utf8.ValidString(text) {
		return fmt.Errorf("the %s has to be text of 1 to %d bytes, and has %d", what, most, len(text))
	}
	for _, r := range text {
		if !unicode.IsPrint(r) {
			return fmt.Errorf("the %s holds %U, which cannot be printed", what, r)
		}
	}
	return nil
}

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
