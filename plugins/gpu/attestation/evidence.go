package attestation

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// Limits of a file of evidence: a machine has at most sixteen GPUs.
const (
	MaxEvidence = 1 << 20
	maxDevices  = 16
)

// Evidence is what a GPU gives when it is asked for a report.
type Evidence struct {
	Report []byte // request and response
	Chain  []byte // certificates in PEM form
	Claims *Claims
}

// Claims is what a file says about evidence in words. Nobody signed it.
type Claims struct {
	Architecture string
	Nonce        Nonce
	Driver       string // may be empty, as the next one
	VBIOS        string
}

// evidenceJSON is one GPU's evidence as NVIDIA's tools write it. Their older ones leave out version, driver and VBIOS.
type evidenceJSON struct {
	Version       string `json:"version"`
	Architecture  string `json:"arch"`
	Nonce         string `json:"nonce"`
	DriverVersion string `json:"driver_version"`
	VBIOSVersion  string `json:"vbios_version"`
	Evidence      string `json:"evidence"`
	Certificate   string `json:"certificate"`
}

// ParseEvidence reads the evidence of one or more GPUs in NVIDIA's JSON form. What it says is not judged yet.
func ParseEvidence(text []byte) ([]Evidence, error) {
	if len(text) > MaxEvidence {
		return nil, wire.Fault(MaxEvidence, "evidence", "longer than that of any machine")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var entries []evidenceJSON
	if err := decoder.Decode(&entries); err != nil {
		return nil, wire.Fault(int(decoder.InputOffset()), "evidence", err.Error())
	}
	if end := decoder.InputOffset(); len(bytes.TrimSpace(text[end:])) > 0 {
		return nil, wire.Fault(int(end), "evidence", "text after the end")
	}
	if len(entries) == 0 || len(entries) > maxDevices {
		return nil, wire.Fault(0, "evidence", fmt.Sprintf("of %d GPUs, it may be of 1 to %d", len(entries), maxDevices))
	}
	list := make([]Evidence, len(entries))
	for i, entry := range entries {
		var err error
		if list[i], err = entry.read(); err != nil {
			return nil, fmt.Errorf("evidence %d: %w", i+1, err)
		}
	}
	return list, nil
}

func (e evidenceJSON) read() (Evidence, error) {
	if e.Version != "" && e.Version != "1.0" {
		return Evidence{}, fmt.Errorf("version %q is not known, 1.0 is", e.Version)
	}
	nonce, errNonce := ParseNonce(e.Nonce)
	report, errReport := DecodeReport([]byte(e.Evidence))
	chain, errChain := base64.StdEncoding.Strict().DecodeString(e.Certificate)
	if errChain != nil {
		errChain = fmt.Errorf("certificate: not in base64: %w", errChain)
	}
	if err := errors.Join(errNonce, errReport, errChain); err != nil {
		return Evidence{}, err
	}
	return Evidence{report, chain, &Claims{e.Architecture, nonce, e.DriverVersion, e.VBIOSVersion}}, nil
}

// MarshalEvidence writes evidence in NVIDIA's JSON form.
func MarshalEvidence(list []Evidence) ([]byte, error) {
	entries := make([]evidenceJSON, len(list))
	for i, e := range list {
		if e.Claims == nil {
			return nil, fmt.Errorf("evidence %d says nothing in words", i+1)
		}
		entries[i] = evidenceJSON{
			"1.0", e.Claims.Architecture, hex.EncodeToString(e.Claims.Nonce[:]), e.Claims.Driver, e.Claims.VBIOS,
			base64.StdEncoding.EncodeToString(e.Report), base64.StdEncoding.EncodeToString(e.Chain),
		}
	}
	return json.MarshalIndent(entries, "", "  ")
}

// ParseNonce reads a nonce's 64 hexadecimal digits.
func ParseNonce(digits string) (nonce Nonce, err error) {
	if n, err := hex.Decode(nonce[:], []byte(digits[:min(len(digits), 2*NonceSize)])); err != nil || n != NonceSize || len(digits) != 2*NonceSize {
		return Nonce{}, fmt.Errorf("nonce: want %d hexadecimal digits", 2*NonceSize)
	}
	return nonce, nil
}

// DecodeReport is the report in a file: as it is, in hexadecimal digits or in base64. It does not read it, but for how it begins: digits
// may be base64 of something else.
func DecodeReport(file []byte) ([]byte, error) {
	text := strings.Join(strings.Fields(string(file)), "")
	inHex, errHex := hex.DecodeString(text)
	inBase64, errBase64 := base64.StdEncoding.Strict().DecodeString(text)
	for _, read := range []struct {
		report []byte
		err    error
	}{{file, nil}, {inHex, errHex}, {inBase64, errBase64}} {
		if read.err == nil && bytes.HasPrefix(read.report, []byte{spdmVersion, getMeasurements}) {
			return read.report, nil
		}
	}
	return nil, fmt.Errorf("report: neither as it is, nor from hexadecimal digits or base64, does it begin with %x %x", spdmVersion, getMeasurements)
}

// check compares the words with what was signed.
func (c *Claims) check(report *Report, chain Chain) error {
	var faults []error
	if c.Nonce != report.Nonce {
		faults = append(faults, fmt.Errorf("the file says nonce %x, the report %x", c.Nonce, report.Nonce))
	}
	if prefix := architectures[c.Architecture]; prefix == "" || !strings.HasPrefix(chain.Model(), prefix) {
		faults = append(faults, fmt.Errorf("the file says architecture %q, the device certificate %q", c.Architecture, chain.Model()))
	}
	if driver := report.DriverVersion(); c.Driver != "" && c.Driver != driver {
		faults = append(faults, fmt.Errorf("the file says driver %q, the report %q", c.Driver, driver))
	}
	if vbios := report.VBIOSVersion(); c.VBIOS != "" && c.VBIOS != vbios {
		faults = append(faults, fmt.Errorf("the file says VBIOS %q, the report %q", c.VBIOS, vbios))
	}
	return errors.Join(faults...)
}
