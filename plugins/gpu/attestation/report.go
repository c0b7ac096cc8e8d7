package attestation

import (
	"bytes"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// Sizes. NVML never gives a longer report.
const (
	NonceSize     = 32
	MaxReport     = 8192
	digestSize    = 48 // SHA-384
	signatureSize = 96 // r and s of P-384
	requestSize   = 4 + NonceSize + 1
)

// SPDM 1.1, the version of Hopper and Blackwell.
const (
	spdmVersion     = 0x11
	getMeasurements = 0xe0
	measurements    = 0x60
	withSignature   = 0x01
	allBlocks       = 0xff
	dmtfBlocks      = 0x01
)

// Nonce is what a report is asked for with. Whoever drew it knows that the report is no older.
type Nonce [NonceSize]byte

// Report is a request for measurements and the chip's signed response.
type Report struct {
	Nonce        Nonce // of the request: the one that makes it fresh
	Response     Nonce // of the response: the chip's own
	Measurements []Measurement
	Fields       []Field
	signed       []byte // all that the signature covers: every byte before it
	signature    []byte
}

// Measurement is one block as the chip reports it.
type Measurement struct {
	Index byte
	Type  MeasurementType
	Value []byte
}

// MeasurementType is what was measured, and in bit 7 whether the value is it, instead of its hash.
type MeasurementType byte

// String is the type in DSP0274's words.
func (t MeasurementType) String() string {
	const raw = 0x80
	names := []string{"immutable ROM", "mutable firmware", "hardware configuration", "firmware configuration"}
	name := "unknown"
	if kind := int(t &^ raw); kind < len(names) {
		name = names[kind]
	}
	if t&raw != 0 {
		name += ", raw"
	}
	return name
}

// ParseReport reads a report. All of it has to be understood, up to the last byte.
func ParseReport(data []byte) (*Report, error) {
	if len(data) > MaxReport {
		return nil, wire.Fault(MaxReport, "report", "longer than any that a GPU gives")
	}
	data = bytes.Clone(data)
	r, report := newReader(data), &Report{}
	r.want(spdmVersion, "request, SPDM version")
	r.want(getMeasurements, "request, code")
	r.want(withSignature, "request, attributes")
	r.want(allBlocks, "request, measurement operation")
	copy(report.Nonce[:], r.Take(NonceSize, "request, nonce"))
	r.want(0, "request, slot")

	r.want(spdmVersion, "response, SPDM version")
	r.want(measurements, "response, code")
	r.Take(2, "response, parameters") // reserved: not to be looked at
	blocks := r.uint(1, "response, number of blocks")
	length := r.uint(3, "response, measurement record length")
	report.Measurements = parseMeasurements(r, blocks, length)
	copy(report.Response[:], r.Take(NonceSize, "response, nonce"))
	report.Fields = parseFields(r, r.uint(2, "response, opaque data length"))

	report.signed = data[:r.At:r.At]
	report.signature = r.Take(signatureSize, "signature")
	if err := r.End("after the signature"); err != nil {
		return nil, err
	}
	return report, nil
}

func parseMeasurements(r *reader, blocks, length int) []Measurement {
	record := r.sub(length, "measurement record")
	var list []Measurement
	for range blocks {
		at := record.At
		m := Measurement{Index: byte(record.uint(1, "measurement block, index"))} //nolint:gosec // one byte was read
		if last := len(list) - 1; m.Index == 0 || last >= 0 && list[last].Index >= m.Index {
			record.Fail(at, "measurement block, index", "%d is not above the one before it", m.Index)
		}
		record.want(dmtfBlocks, "measurement block, specification")
		block := record.sub(record.uint(2, "measurement block, size"), "measurement block")
		m.Type = MeasurementType(block.uint(1, "measurement, type")) //nolint:gosec // one byte was read
		m.Value = block.Take(block.uint(2, "measurement, size"), "measurement")
		record.Err = block.End("measurement block")
		if record.Err != nil {
			break
		}
		list = append(list, m)
	}
	r.Err = record.End("measurement record")
	return list
}
