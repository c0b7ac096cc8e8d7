package attestation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

// small is a GPU whose reports are short enough to break every byte of.
func small() *attestationtest.GPU {
	g := honest()
	g.Blocks = 2
	return g
}

// Offsets in the report of small.
const (
	responseAt = 37
	blockAt    = responseAt + 8
	blockSize  = 4 + 3 + 48
	opaqueAt   = blockAt + 2*blockSize + 32 + 2
)

func TestReportsAreReadWhole(t *testing.T) {
	t.Parallel()
	report, err := attestation.ParseReport(small().Report(nonce))
	require.NoError(t, err)
	require.Equal(t, nonce, report.Nonce)
	require.NotEqual(t, nonce, report.Response)
	require.Len(t, report.Measurements, 2)
	require.Equal(t, byte(2), report.Measurements[1].Index)
	require.Equal(t, "mutable firmware", report.Measurements[1].Type.String())
	require.Len(t, report.Measurements[1].Value, 48)
	var names []string
	for _, field := range report.Fields {
		names = append(names, field.Name())
	}
	require.Equal(t, []string{"VBIOS_VERSION", "DRIVER_VERSION", "FWID", "FEATURE_FLAG"}, names)
	require.Equal(t, "field 999", attestation.Field{Type: 999}.Name())
	require.Equal(t, "hardware configuration, raw", attestation.MeasurementType(0x82).String())
	require.Equal(t, "unknown", attestation.MeasurementType(0x7f).String())
}

func TestVersionsInWords(t *testing.T) {
	t.Parallel()
	g := small()
	for want, value := range map[string]string{"535.86.09": "535.86.09\x00", "": "\x00\x00", "0x411b5b": "A\x1b[", "0x610062": "a\x00b"} {
		g.Set(3, []byte(value))
		report, err := attestation.ParseReport(g.Report(nonce))
		require.NoError(t, err)
		require.Equal(t, want, report.DriverVersion())
	}
	for want, value := range map[string][]byte{"97.00.88.00.0F": {0, 0x88, 0, 0x97, 0x0f, 0, 0, 0}, "": {1}, "01.02": {1, 2}} {
		g.Set(6, value)
		report, err := attestation.ParseReport(g.Report(nonce))
		require.NoError(t, err)
		require.Equal(t, want, report.VBIOSVersion())
	}
}

func TestReportsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	set := func(at int, bytes ...byte) func([]byte) []byte {
		return func(r []byte) []byte { return append(append(slices.Clone(r[:at]), bytes...), r[at+len(bytes):]...) }
	}
	for want, edit := range map[string]func([]byte) []byte{
		"offset 0, request, SPDM version: is 0x12, want 0x11":               set(0, 0x12),
		"offset 1, request, code: is 0x60, want 0xe0":                       set(1, 0x60),
		"offset 2, request, attributes: is 0x00, want 0x01":                 set(2, 0),
		"offset 3, request, measurement operation: is 0x01, want 0xff":      set(3, 1),
		"offset 36, request, slot: is 0x01, want 0x00":                      set(36, 1),
		"offset 37, response, SPDM version: is 0x10, want 0x11":             set(responseAt, 0x10),
		"offset 38, response, code: is 0x7f, want 0x60":                     set(responseAt+1, 0x7f),
		"offset 45, measurement record: needs 16777215 bytes":               set(responseAt+5, 0xff, 0xff, 0xff),
		"offset 45, measurement record: needs 8192 bytes":                   set(responseAt+5, 0, 0x20, 0),
		"offset 100, measurement record: 55 bytes too many":                 set(responseAt+4, 1),
		"offset 155, measurement block, index: needs 1 bytes":               set(responseAt+4, 3),
		"offset 45, measurement block, index: 0 is not above":               set(blockAt, 0),
		"offset 100, measurement block, index: 1 is not above":              set(blockAt+blockSize, 1),
		"offset 46, measurement block, specification: is 0x02":              set(blockAt+1, 2),
		"offset 49, measurement block: needs 65535 bytes":                   set(blockAt+2, 0xff, 0xff),
		"offset 49, measurement, type: needs 1 bytes":                       set(blockAt+2, 0, 0),
		"offset 52, measurement: needs 49 bytes, 48 are left":               set(blockAt+5, 49),
		"offset 99, measurement block: 1 bytes too many":                    set(blockAt+5, 47),
		"offset 189, opaque data: needs 65535 bytes":                        set(opaqueAt-2, 0xff, 0xff),
		"offset 193, opaque VBIOS_VERSION: needs 4096 bytes":                set(opaqueAt+2, 0, 0x10),
		"offset 201, opaque VBIOS_VERSION: is there twice":                  set(opaqueAt+12, 6),
		"offset 189, opaque data: has the header of NVIDIA's newer reports": set(opaqueAt, 'N', 'V', 'D', 'A', 'O', 'D'),
		"offset 193, opaque field 999: needs 999 bytes":                     set(opaqueAt, 0xe7, 3, 0xe7, 3),
		"too many": func(r []byte) []byte { return append(slices.Clone(r), 0) },
		"offset 8192, report: longer than any that a GPU gives": func([]byte) []byte { return make([]byte, attestation.MaxReport+1) },
		"offset 0, request, SPDM version: needs 1 bytes":        func([]byte) []byte { return nil },
	} {
		_, err := attestation.ParseReport(edit(small().Report(nonce)))
		require.ErrorContains(t, err, want)
		var fault *attestation.FormatError
		require.ErrorAs(t, err, &fault)
	}
}

func TestATruncatedReportIsRefusedAtEveryLength(t *testing.T) {
	t.Parallel()
	report := honest().Report(nonce)
	for n := range report {
		_, err := attestation.ParseReport(report[:n])
		var fault *attestation.FormatError
		require.ErrorAs(t, err, &fault, "%d bytes", n)
		require.LessOrEqual(t, fault.Offset, n)
	}
}

// The line end after the last certificate may be missing, as it is in NVIDIA's samples, and nothing else.
func TestATruncatedChainIsRefusedAtEveryLength(t *testing.T) {
	t.Parallel()
	chain := honest().Chain()
	for n := range len(chain) - 1 {
		_, err := attestation.ParseChain(chain[:n])
		var fault *attestation.FormatError
		require.ErrorAs(t, err, &fault, "%d bytes", n)
		require.LessOrEqual(t, fault.Offset, n)
	}
}

func TestChainsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	chain := string(honest().Chain())
	one := string(attestationtest.EncodePEM(honest().Root()))
	for want, text := range map[string]string{
		"certificates: there are 0, want 5":                                        "",
		"certificates: there are 4, want 5":                                        strings.TrimSuffix(chain, one),
		fmt.Sprintf("offset %d, certificate 6: there are more than 5", len(chain)): chain + one,
		"offset 0, certificate 1: is not one in PEM form":                          "hello\n" + chain,
		"certificate 6: there are more than 5":                                     chain + "hello",
		"certificate 2: is not one in PEM form":                                    strings.Replace(chain, "-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----\nhello\n", 1),
		"certificate 1: is not one in PEM form":                                    strings.Replace(chain, "-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\na: b\n\n", 1),
		"offset 2, certificate 1: is not one in PEM form":                          " \n" + strings.Replace(chain, "-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n!\n", 1),
		"offset 0, certificate 1: x509":                                            strings.Replace(chain, "-----BEGIN CERTIFICATE-----\nMII", "-----BEGIN CERTIFICATE-----\nMIJ", 1),
		"longer than any that a GPU gives":                                         strings.Repeat(chain, 3),
	} {
		_, err := attestation.ParseChain([]byte(text))
		require.ErrorContains(t, err, want)
	}
}

// The chain's text, unlike its certificates, is nobody's: line ends and blanks between certificates change nothing.
func TestOnlyTheTextOfAChainIsNotSigned(t *testing.T) {
	t.Parallel()
	g := honest()
	want, err := attestation.ParseChain(g.Chain())
	require.NoError(t, err)
	text := "\n" + strings.ReplaceAll(string(g.Chain()), "\n", "\r\n") + " \n"
	got, err := attestation.ParseChain([]byte(text))
	require.NoError(t, err)
	for i := range want {
		require.True(t, want[i].Equal(got[i]))
	}
}
