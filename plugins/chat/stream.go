package chat

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What a stream may have, in bytes. A line may hold an answer of full size at once; a stream has some 300 bytes of frame
// around each token, and those that a model thinks with do not count as answer.
const (
	maxLine   = 2 * sdk.MaxOutput
	maxStream = 256 << 20
)

// answer is what a stream said, once it was whole.
type answer struct {
	text   []byte // UTF-8, at most sdk.MaxOutput bytes
	finish string // why it ended; empty where the service does not say
	usage  usage
}

// usage is numbers of tokens.
type usage struct {
	Prompt     int64 `json:"prompt_tokens"`
	Completion int64 `json:"completion_tokens"`
}

// said tells whether a service gave numbers that can be: a prompt takes tokens, and there is no answer of a trillion of them.
func (u usage) said() bool {
	const most = 1 << 40
	return u.Prompt > 0 && u.Prompt < most && u.Completion >= 0 && u.Completion < most
}

// check says why an answer is not whole. What the service says goes through quote.
func (a answer) check(quote func(string) string) error {
	switch {
	case a.finish == "length":
		return fmt.Errorf("its answer came to the cap on tokens and was cut: raise setting %q, which counts what a model thinks, too",
			maxTokensSetting)
	case a.finish == "content_filter":
		return errors.New("its content filter cut the answer off")
	case a.finish != "" && a.finish != "stop":
		return fmt.Errorf("its answer ended for the reason %q, and only one that stops by itself is whole", quote(a.finish))
	}
	return nil
}

// fault is an error that the service tells in JSON: {"error": {"message": …, "code": …}} or {"error": "…"}.
type fault struct{ message, code string }

// Error implements error. The message is the service's, and may hold what should not be shown: see service.quote.
func (*fault) Error() string { return "it breaks off with an error" }

// UnmarshalJSON implements json.Unmarshaler. Whatever it is, it is an error.
func (f *fault) UnmarshalJSON(text []byte) error {
	var object struct {
		Message json.RawMessage `json:"message"`
		Code    json.RawMessage `json:"code"`
	}
	if json.Unmarshal(text, &f.message) == nil {
		return nil
	}
	_ = json.Unmarshal(text, &object) // what is no text is not quoted
	_ = json.Unmarshal(object.Message, &f.message)
	_ = json.Unmarshal(object.Code, &f.code)
	return nil
}

// chunk is one event of a stream.
type chunk struct {
	Choices []struct {
		Index int `json:"index"`
		Delta struct {
			Content string `json:"content"`
		} `json:"delta"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage *usage `json:"usage"`
	Error *fault `json:"error"`
}

// readStream gathers an answer out of server-sent events, each of one line of data. Everything that came is told to came, as
// bytes of answer. An error that the service tells is a *fault; no error quotes what came.
func readStream(r io.Reader, came func(bytes int) error) (answer, error) {
	bounded := &io.LimitedReader{R: r, N: maxStream}
	scanner := bufio.NewScanner(bounded)
	scanner.Buffer(nil, maxLine)
	scanner.Split(wholeLines)
	var gathered answer
	for number := 1; scanner.Scan(); number++ {
		before := len(gathered.text)
		if isLast(scanner.Bytes()) {
			return gathered, nil
		}
		if err := gathered.take(scanner.Bytes()); err != nil {
			return answer{}, fmt.Errorf("line %d of its stream: %w", number, err)
		}
		if err := came(len(gathered.text) - before); err != nil {
			return answer{}, err
		}
	}
	switch err := scanner.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return answer{}, fmt.Errorf("a line of its stream has more than %d bytes", maxLine)
	case bounded.N <= 0:
		return answer{}, fmt.Errorf("its stream has more than %d bytes", maxStream)
	case err != nil:
		return answer{}, fmt.Errorf("its stream broke off: %w", err)
	case gathered.finish == "":
		return answer{}, errors.New("its stream ended before the answer did")
	}
	return gathered, nil
}

// wholeLines splits off lines that end. What a stream breaks off in is no line, except for its last word.
func wholeLines(text []byte, atEOF bool) (advance int, line []byte, err error) {
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		return end + 1, bytes.TrimSuffix(text[:end], []byte("\r")), nil
	}
	switch {
	case !atEOF:
		return 0, nil, nil
	case isLast(text):
		return len(text), text, nil
	default:
		return len(text), nil, nil
	}
}

// isLast tells whether a line is the last one that is meant.
func isLast(line []byte) bool {
	text, isData := bytes.CutPrefix(line, []byte("data:"))
	return isData && string(bytes.TrimSpace(text)) == "[DONE]"
}

// others are lines of server-sent events that say nothing here: ends of events, comments that keep a connection open.
var others = regexp.MustCompile(`^($|:|(event|id|retry):)`)

// take adds what a line says.
func (a *answer) take(line []byte) error {
	text, isData := bytes.CutPrefix(line, []byte("data:"))
	if !isData && others.Match(line) {
		return nil
	}
	if !isData {
		return errors.New("it is none of server-sent events; the service may not stream")
	}
	var c chunk
	if json.Unmarshal(text, &c) != nil { // the error would show a part of the text
		return errors.New("it is not JSON as the API has it")
	}
	if c.Error != nil {
		return c.Error
	}
	for _, choice := range c.Choices {
		if choice.Index != 0 { // nobody asked for another
			continue
		}
		if len(a.text)+len(choice.Delta.Content) > sdk.MaxOutput {
			return fmt.Errorf("the answer has more than %d bytes", sdk.MaxOutput)
		}
		a.text = append(a.text, choice.Delta.Content...)
		if choice.FinishReason != "" {
			a.finish = choice.FinishReason
		}
	}
	if c.Usage != nil {
		a.usage = *c.Usage
	}
	return nil
}

// progress tells how much came, at most once a second.
type progress struct {
	now  func() time.Time
	emit func(sdk.Event) error

	last  time.Time
	bytes int
}

func (p *progress) came(bytes int) error {
	p.bytes += bytes
	if now := p.now(); now.Sub(p.last) >= time.Second {
		p.last = now
		return p.emit(sdk.Event{Message: fmt.Sprintf("%d bytes of the answer came", p.bytes)})
	}
	return nil
}
