// Package wire reads fields off the front of bytes that a stranger wrote. It promises that nothing is read beyond their end, and
// that an error says at which byte and in which field.
package wire

import "fmt"

// FormatError says where something cannot be read. Offset counts bytes from the beginning of what was read.
type FormatError struct {
	Offset int
	Field  string
	Reason string
}

// Fault is an error at an offset.
func Fault(offset int, field, reason string) *FormatError { return &FormatError{offset, field, reason} }

func (e *FormatError) Error() string {
	return fmt.Sprintf("offset %d, %s: %s", e.Offset, e.Field, e.Reason)
}

// Reader takes fields off the front of Data. After its first error it gives zeros, so that callers may ask once at the end.
type Reader struct {
	Data []byte
	At   int // offset of Data's first byte in the whole
	Err  error
}

// Fail records an error, if it is the first.
func (r *Reader) Fail(at int, field, reason string, values ...any) {
	if r.Err == nil {
		r.Err = Fault(at, field, fmt.Sprintf(reason, values...))
	}
}

// Take is the next n bytes, or nil.
func (r *Reader) Take(n int, field string) []byte {
	if r.Err == nil && n > len(r.Data) {
		r.Fail(r.At, field, "needs %d bytes, %d are left", n, len(r.Data))
	}
	if r.Err != nil {
		return nil
	}
	taken := r.Data[:n:n]
	r.Data, r.At = r.Data[n:], r.At+n
	return taken
}

// End fails where bytes are left.
func (r *Reader) End(field string) error {
	if r.Err == nil && len(r.Data) > 0 {
		r.Fail(r.At, field, "%d bytes too many", len(r.Data))
	}
	return r.Err
}
