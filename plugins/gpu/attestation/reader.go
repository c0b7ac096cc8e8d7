package attestation

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

// uint is the next little-endian number, of up to three bytes.
func (r *reader) uint(bytes int, field string) int {
	var wide [4]byte
	copy(wide[:], r.take(bytes, field))
	return int(binary.LittleEndian.Uint32(wide[:]))
}

// want takes one byte that has to be the one given.
func (r *reader) want(value byte, field string) {
	if got := r.uint(1, field); r.err == nil && got != int(value) {
		r.fail(r.at-1, field, "is 0x%02x, want 0x%02x", got, value)
	}
}

// sub is a reader of the next n bytes alone.
func (r *reader) sub(n int, field string) *reader {
	at := r.at
	data := r.take(n, field)
	return &reader{data: data, at: at, err: r.err}
}

// end fails where bytes are left.
func (r *reader) end(field string) error {
	if r.err == nil && len(r.data) > 0 {
		r.fail(r.at, field, "%d bytes too many", len(r.data))
	}
	return r.err
}
