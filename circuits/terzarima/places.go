package terzarima

import "unicode/utf8"

// places finds a character of the normalised text in the text as it was given.
type places struct{ given []byte }

// fault is an error at the nth character of the normalised text.
func (p places) fault(n int, reason string) *TextError {
	e := &TextError{Line: 1, Column: 1, Reason: reason}
	for rest := p.given; n > 0; n-- {
		size := sizeOf(rest)
		if rest[size-1] == '\n' {
			e.Line, e.Column = e.Line+1, 1
		} else {
			e.Column++
		}
		e.Offset += size
		rest = rest[size:]
	}
	return e
}

// sizeOf is the length of the first character, a carriage return and its newline being one.
func sizeOf(text []byte) int {
	if len(text) > 1 && text[0] == '\r' && text[1] == '\n' {
		return 2
	}
	_, size := utf8.DecodeRune(text)
	return size
}
