package gpuhours

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ID names the predicate in its unit.
const ID = "tercet/predicate/gpu-hours/v1"

// The circuit's sizes.
const (
	MaxDevices    = 8 // in one sheet
	MaxMeters     = 8 // in one set
	MaxSignatures = 3 // that parameters ask for
)

// maxModel is the length of the longest model.
const maxModel = 64

// Class says what meters rest their word on. It is part of the unit, and so of the price.
type Class string

// The classes of evidence.
const (
	ClassA Class = "A" // an attested GPU inside a confidential virtual machine
	ClassB Class = "B" // an attested GPU
	ClassC Class = "C" // challenges and telemetry: an equal or better device with this memory answered
)

// Trusted is what whoever buys or sells GPU-hours has to know, wherever they are shown.
const Trusted = "that as many of the meters as must sign are honest: no proof says that a GPU ran, it says that they signed. In class C " +
	"a device answered that is as good as the one named or better, wherever it stands."

// Disputed says what becomes of a challenge that failed while only the buyer's own processes were running, as telemetry has it.
type Disputed string

// The rules for disputed challenges.
const (
	DisputedDenied   Disputed = "denied"   // it counts as failed: the buyer pays for what was shown to be there, and for what they signed
	DisputedCredited Disputed = "credited" // it counts as passed: the buyer believes the telemetry of the machine
)

// disputedCode is the rule as the preimage has it.
var disputedCode = map[Disputed]string{DisputedDenied: "-", DisputedCredited: "+"}

var (
	namesModel  = regexp.MustCompile(`^[!-~]+( [!-~]+)*$`) // printable ASCII, words apart by one space
	namesMemory = regexp.MustCompile(`^[1-9][0-9]{0,3} [MG]iB$`)
)

// Params are what the buyer of GPU-hours chooses.
type Params struct {
	Meters     []Meter `json:"meters"`     // whose signatures count, by rising Y
	Signatures int     `json:"signatures"` // how many of them it takes
	Devices    int     `json:"devices"`    // most devices that one sheet may name
	Class      Class   `json:"class"`
	Model      string  `json:"model"` // of the GPU; in class C its memory, since nothing there shows a model

	Disputed Disputed `json:"disputed"`
}

// Check names what is wrong with parameters. The circuit does not: whoever opens a forward with other ones is hurt alone.
func (p Params) Check() error {
	var errs []error
	if n := len(p.Meters); n < 1 || n > MaxMeters {
		errs = append(errs, fmt.Errorf("there are %d meters: name 1 to %d", n, MaxMeters))
	}
	for i, meter := range p.Meters {
		if err := meter.Check(); err != nil {
			errs = append(errs, fmt.Errorf("meter %d: %w", i+1, err))
		}
		// The order gives one set one hash. A key and its negative have the same Y, and one secret.
		if i > 0 && p.Meters[i-1].Y.Cmp(&meter.Y) >= 0 {
			errs = append(errs, fmt.Errorf("meter %d does not come after meter %d: sort them, each once", i+1, i))
		}
	}
	if p.Signatures < 1 || p.Signatures > min(MaxSignatures, len(p.Meters)) {
		errs = append(errs, fmt.Errorf("signatures is %d: choose 1 to %d, and no more than there are meters", p.Signatures, MaxSignatures))
	}
	if p.Devices < 1 || p.Devices > MaxDevices {
		errs = append(errs, fmt.Errorf("devices is %d: choose 1 to %d", p.Devices, MaxDevices))
	}
	return errors.Join(append(errs, p.checkKind())...)
}

func (p Params) checkKind() error {
	switch {
	case p.Class != ClassA && p.Class != ClassB && p.Class != ClassC:
		return fmt.Errorf("class is %q: choose A, B or C", p.Class)
	case disputedCode[p.Disputed] == "":
		return fmt.Errorf("disputed is %q: choose %s or %s", p.Disputed, DisputedDenied, DisputedCredited)
	case len(p.Model) > maxModel || !namesModel.MatchString(p.Model):
		return fmt.Errorf("model %q is not 1 to %d printable ASCII characters with single spaces", p.Model, maxModel)
	case p.Class == ClassC && !namesMemory.MatchString(p.Model):
		return fmt.Errorf(`model %q: evidence of class C shows no model, name the memory, as in "80 GiB"`, p.Model)
	}
	return nil
}

// Set is the hash of the meters, filled up with zeros: what the payload names and the ledger goes by. It is that of the
// meters alone, whatever else is chosen with them.
func (p Params) Set() statement.Word {
	keys := make([]statement.Word, 2*MaxMeters)
	for i, meter := range p.Meters {
		keys[2*i], keys[2*i+1] = meter.X, meter.Y
	}
	return statement.Sponge(statement.DomainMeters, keys)
}

// Unit is what is traded: a second of one kind of GPU under one class of evidence and one rule for disputed challenges,
// whoever the meters are.
func (p Params) Unit() common.Hash {
	return crypto.Keccak256Hash(crypto.Keccak256([]byte(ID)), p.kind())
}

// Commit is the field element that the forward's terms carry.
func (p Params) Commit() statement.Word {
	return statement.Sponge(statement.DomainParams, []statement.Word{
		p.Set(), statement.WordFromUint64(uint64(p.Signatures)), statement.WordFromUint64(uint64(p.Devices)), //nolint:gosec // small
		statement.U248(p.Unit()),
	})
}

// Preimage is the parameters as bytes, as the opening of a forward publishes them: signatures, devices, number of
// meters and length of the model in a byte each, 64 bytes for each meter, class, rule for disputed challenges, model.
func (p Params) Preimage() []byte {
	preimage := []byte{byte(p.Signatures), byte(p.Devices), byte(len(p.Meters)), byte(len(p.Model))} //nolint:gosec // small
	for _, meter := range p.Meters {
		x, y := meter.X.Bytes(), meter.Y.Bytes()
		preimage = append(append(preimage, x[:]...), y[:]...)
	}
	return append(preimage, p.kind()...)
}

// kind is the public part of the parameters.
func (p Params) kind() []byte { return []byte(string(p.Class) + disputedCode[p.Disputed] + p.Model) }

// ParsePreimage reads parameters as a forward publishes them. It accepts exactly what Preimage makes of parameters that
// Check accepts.
func ParsePreimage(preimage []byte) (Params, error) {
	p, err := parsePreimage(preimage)
	if err == nil {
		err = p.Check()
	}
	if err != nil {
		return Params{}, fmt.Errorf("reading the preimage of gpu-hours parameters: %w", err)
	}
	return p, nil
}

// InTerms are the parameters behind a forward's terms, if they are of GPU-hours: what its opening emitted, committed to by the terms
// and making their unit.
func InTerms(preimage []byte, terms statement.Terms) (Params, bool) {
	p, err := ParsePreimage(preimage)
	return p, err == nil && p.Commit() == terms.Params && p.Unit() == terms.Unit
}

func parsePreimage(preimage []byte) (Params, error) {
	const head, size, codes = 4, 64, 2
	if len(preimage) < head {
		return Params{}, fmt.Errorf("it has %d bytes", len(preimage))
	}
	p := Params{Signatures: int(preimage[0]), Devices: int(preimage[1])}
	n, model, rest := int(preimage[2]), int(preimage[3]), preimage[head:]
	if n > MaxMeters || len(rest) != n*size+codes+model {
		return Params{}, fmt.Errorf("it has %d bytes for %d meters and a model of %d", len(preimage), n, model)
	}
	for key := range slices.Chunk(rest[:n*size], size) {
		x, errX := statement.WordFromBytes([32]byte(key[:32]))
		y, errY := statement.WordFromBytes([32]byte(key[32:]))
		if err := errors.Join(errX, errY); err != nil {
			return Params{}, err
		}
		p.Meters = append(p.Meters, Meter{x, y})
	}
	kind := string(rest[n*size:])
	p.Class, p.Model = Class(kind[:1]), kind[codes:]
	for disputed, code := range disputedCode {
		if kind[1:codes] == code {
			p.Disputed = disputed
		}
	}
	return p, nil
}
