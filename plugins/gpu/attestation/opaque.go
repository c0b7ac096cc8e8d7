package attestation

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
)

// Field is one of the fields that NVIDIA puts beside the measurements (SPDM's opaque data); they are signed, too.
type Field struct {
	Type  uint16
	Value []byte
}

// The fields that something here looks at.
const (
	fieldDriver   = 3
	fieldVBIOS    = 6
	fieldFirmware = 20
	fieldFeature  = 36
)

// fieldNames are NVIDIA's own, as its attestation SDK has them.
var fieldNames = map[uint16]string{
	1: "CERT_ISSUER_NAME", 2: "CERT_AUTHORITY_KEY_IDENTIFIER", fieldDriver: "DRIVER_VERSION", 4: "GPU_INFO", 5: "SKU",
	fieldVBIOS: "VBIOS_VERSION", 7: "MANUFACTURER_ID", 8: "TAMPER_DETECTION", 9: "SMC", 10: "VPR", 11: "NVDEC0_STATUS",
	12: "MSRSCNT", 13: "CPRINFO", 14: "BOARD_ID", 15: "CHIP_SKU", 16: "CHIP_SKU_MOD", 17: "PROJECT", 18: "PROJECT_SKU",
	19: "PROJECT_SKU_MOD", fieldFirmware: "FWID", 21: "PROTECTED_PCIE_STATUS", 22: "SWITCH_PDI", 23: "FLOORSWEPT_PORTS",
	24: "POSITION_ID", 25: "LOCK_SWITCH_STATUS", 32: "GPU_LINK_CONN", 33: "SYS_ENABLE_STATUS", 34: "OPAQUE_DATA_VERSION",
	35: "CHIP_INFO", fieldFeature: "FEATURE_FLAG",
}

// Name is what NVIDIA calls the field.
func (f Field) Name() string {
	if name, known := fieldNames[f.Type]; known {
		return name
	}
	return fmt.Sprintf("field %d", f.Type)
}

// Field is a field's value, or nil.
func (r *Report) Field(kind uint16) []byte {
	for _, field := range r.Fields {
		if field.Type == kind {
			return field.Value
		}
	}
	return nil
}

// DriverVersion is the driver's version, such as 535.86.09.
func (r *Report) DriverVersion() string { return text(r.Field(fieldDriver)) }

// VBIOSVersion is the VBIOS's version as NVIDIA's tools write it, such as 96.00.5E.00.01: the upper half of a
// little-endian number, then the byte below it.
func (r *Report) VBIOSVersion() string {
	value := r.Field(fieldVBIOS)
	if len(value) < 2 || len(value)%2 != 0 {
		return ""
	}
	half := len(value) / 2
	var parts []string
	for i := half - 1; i >= 0; i-- {
		parts = append(parts, fmt.Sprintf("%02X", value[i]))
	}
	return strings.Join(append(parts, fmt.Sprintf("%02X", value[half])), ".")
}

// FirmwareID is the hash of the firmware whose key signed the report, or nil: older drivers (535) do not name it.
func (r *Report) FirmwareID() []byte { return r.Field(fieldFirmware) }

// Mode is how the GPU says it is passed through to virtual machines: SPT alone, MPT with others, PPCIE with others
// whose links between them are not encrypted. Older drivers do not say.
func (r *Report) Mode() string {
	value := r.Field(fieldFeature)
	if len(value) == 0 {
		return ""
	}
	for i, name := range []string{"MPT", "SPT", "PPCIE"} {
		if value[0] == byte(i) && len(bytes.TrimRight(value[1:], "\x00")) == 0 {
			return name
		}
	}
	return "0x" + hex.EncodeToString(value)
}

// text is a string that ends in zero bytes, in hexadecimal digits where it is not plain.
func text(value []byte) string {
	plain := string(bytes.TrimRight(value, "\x00"))
	for _, c := range plain {
		if c <= ' ' || c > '~' {
			return "0x" + hex.EncodeToString(value)
		}
	}
	return plain
}

func parseFields(r *reader, length int) []Field {
	opaque := r.sub(length, "opaque data")
	if bytes.HasPrefix(opaque.Data, []byte("NVDAOD")) {
		opaque.Fail(opaque.At, "opaque data", "has the header of NVIDIA's newer reports, which are not read here")
	}
	var fields []Field
	seen := map[uint16]bool{}
	for opaque.Err == nil && len(opaque.Data) > 0 {
		at := opaque.At
		field := Field{Type: uint16(opaque.uint(2, "opaque field, type"))} //nolint:gosec // two bytes were read
		field.Value = opaque.Take(opaque.uint(2, "opaque field, size"), "opaque "+field.Name())
		if seen[field.Type] {
			opaque.Fail(at, "opaque "+field.Name(), "is there twice")
		}
		seen[field.Type] = true
		fields = append(fields, field)
	}
	r.Err = opaque.Err
	return fields
}
