package command

import (
	"bytes"
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// maxLines is how many lines of progress are passed on; a host bounds the number of events, too.
const maxLines = 1000

// limited collects output, and ends the program when it is too much.
type limited struct {
	buffer   bytes.Buffer
	limit    int
	exceeded context.CancelCauseFunc
}

// Write implements io.Writer.
func (l *limited) Write(b []byte) (int, error) {
	if l.buffer.Len()+len(b) > l.limit {
		err := fmt.Errorf("it wrote more than %d bytes", l.limit)
		l.exceeded(err)
		return 0, err
	}
	return l.buffer.Write(b)
}

// lines passes each line on as an event and remembers the last one that says something.
type lines struct {
	emit    func(sdk.Event) error
	partial []byte
	count   int
	last    string
}

// Write implements io.Writer. It takes everything: a program that cannot write its progress would stop for it.
func (l *lines) Write(b []byte) (int, error) {
	n := len(b)
	for {
		line, rest, found := bytes.Cut(b, []byte{'\n'})
		if room := sdk.MaxText - len(l.partial); room > 0 {
			l.partial = append(l.partial, line[:min(room, len(line))]...)
		}
		if !found {
			return n, nil
		}
		l.flush()
		b = rest
	}
}

// flush passes on what has no newline yet.
func (l *lines) flush() {
	text := sdk.Clean(string(bytes.TrimSpace(l.partial)))
	l.partial = l.partial[:0]
	if text == "" {
		return
	}
	l.last = text
	switch l.count++; {
	case l.count == maxLines:
		text = "… and more lines that are not shown"
		fallthrough
	case l.count < maxLines:
		_ = l.emit(sdk.Event{Message: text}) // if nobody listens, the context says so
	}
}

// textOrBytes is the input as one or the other: JSON strings hold text only.
func textOrBytes(b []byte) (string, []byte) {
	if utf8.Valid(b) {
		return string(b), nil
	}
	return "", b
}
