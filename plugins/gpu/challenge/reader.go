package challenge

import (
	"encoding/binary"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// FormatError says where something cannot be read.
type FormatError = wire.FormatError

// reader takes fields off the front of what a stranger wrote.
type reader struct{ wire.Reader }

func newReader(data []byte) *reader { return &reader{wire.Reader{Data: data}} }

// digest is the next 32 bytes.
func (r *reader) digest(field string) (d [32]byte) {
	copy(d[:], r.Take(len(d), field))
	return d
}

// uint64 is the next little-endian number of 64 bits.
func (r *reader) uint64(field string) uint64 {
	var wide [8]byte
	copy(wide[:], r.Take(len(wide), field))
	return binary.LittleEndian.Uint64(wide[:])
}

// uint32 is the next little-endian number of 32 bits.
func (r *reader) uint32(field string) uint32 {
	var wide [4]byte
	copy(wide[:], r.Take(len(wide), field))
	return binary.LittleEndian.Uint32(wide[:])
}

// below is the next number of 32 bits, which has to be below a limit.
func (r *reader) below(limit int, field string) int {
	at := r.At
	number := int(r.uint32(field))
	if number >= limit {
		r.Fail(at, field, "is %d, must be below %d", number, limit)
	}
	if r.Err != nil {
		return 0
	}
	return number
}

// want takes bytes that have to be those given.
func (r *reader) want(value, field string) {
	at := r.At
	if got := r.Take(len(value), field); r.Err == nil && string(got) != value {
		r.Fail(at, field, "is %q, want %q", got, value)
	}
}
