package challenge

import (
	"encoding/binary"
	"fmt"
)

// FormatError says where something cannot be read. Offset counts bytes from the beginning of what was read.
type FormatError struct {
	Offset int
	Field  string
	Reason string
}

func (e *FormatError) Error() string {
	return fmt.Sprintf("offset %d, %s: %s", e.Offset, e.Field, e.Reason)
}

// reader takes fields off the front of data. After its first error it gives zeros, so that callers may ask once at the end.
type reader struct {
	data []byte
	at   int // offset of data's first byte in the whole
	err  error
}

func (r *reader) fail(at int, field, reason string, values ...any) {
	if r.err == nil {
		r.err = &FormatError{at, field, fmt.Sprintf(reason, values...)}
	}
}

// take is the next n bytes, or nil.
func (r *reader) take(n int, field string) []byte {
	if r.err == nil && n > len(r.data) {
		r.fail(r.at, field, "needs %d bytes, %d are left", n, len(r.data))
	}
	if r.err != nil {
		return nil
	}
	taken := r.data[:n:n]
	r.data, r.at = r.data[n:], r.at+n
	return taken
}

// digest is the next 32 bytes.
func (r *reader) digest(field string) (d [32]byte) {
	copy(d[:], r.take(len(d), field))
	return d
}

// uint64 is the next little-endian number of 64 bits.
func (r *reader) uint64(field string) uint64 {
	var wide [8]byte
	copy(wide[:], r.take(len(wide), field))
	return binary.LittleEndian.Uint64(wide[:])
}

// uint32 is the next little-endian number of 32 bits.
func (r *reader) uint32(field string) uint32 {
	var wide [4]byte
	copy(wide[:], r.take(len(wide), field))
	return binary.LittleEndian.Uint32(wide[:])
}

// below is the next number of 32 bits, which has to be below a limit.
func (r *reader) below(limit int, field string) int {
	at := r.at
	number := int(r.uint32(field))
	if number >= limit {
		r.fail(at, field, "is %d, must be below %d", number, limit)
	}
	if r.err != nil {
		return 0
	}
	return number
}

// want takes bytes that have to be those given.
func (r *reader) want(value, field string) {
	at := r.at
	if got := r.take(len(value), field); r.err == nil && string(got) != value {
		r.fail(at, field, "is %q, want %q", got, value)
	}
}

// end fails where bytes are left.
func (r *reader) end(field string) error {
	if r.err == nil && len(r.data) > 0 {
		r.fail(r.at, field, "%d bytes too many", len(r.data))
	}
	return r.err
}
