package attestation

import (
	"encoding/binary"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// FormatError says where something cannot be read.
type FormatError = wire.FormatError

// reader takes fields off the front of what a stranger wrote.
type reader struct{ wire.Reader }

func newReader(data []byte) *reader { return &reader{wire.Reader{Data: data}} }

// uint is the next little-endian number, of up to three bytes.
func (r *reader) uint(bytes int, field string) int {
	var wide [4]byte
	copy(wide[:], r.Take(bytes, field))
	return int(binary.LittleEndian.Uint32(wide[:]))
}

// want takes one byte that has to be the one given.
func (r *reader) want(value byte, field string) {
	if got := r.uint(1, field); r.Err == nil && got != int(value) {
		r.Fail(r.At-1, field, "is 0x%02x, want 0x%02x", got, value)
	}
}

// sub is a reader of the next n bytes alone.
func (r *reader) sub(n int, field string) *reader {
	at := r.At
	data := r.Take(n, field)
	return &reader{wire.Reader{Data: data, At: at, Err: r.Err}}
}
