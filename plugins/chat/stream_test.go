package chat

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func read(text string) (answer, error) {
	return readStream(strings.NewReader(text), func(int) error { return nil })
}

func TestStreams(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, want string }{
		"in pieces":                {delta("o") + delta("né") + finish + done, "oné"},
		"no last word":             {delta("one") + finish, "one"},
		"no reason":                {delta("one") + done, "one"},
		"last word without an end": {delta("one") + "data:[DONE]", "one"},
		"carriage returns":         {strings.ReplaceAll(delta("one")+finish+done, "\n", "\r\n"), "one"},
		"comments and the rest":    {": waiting\n\nevent: x\nid: 1\nretry: 5\n" + delta("one") + finish, "one"},
		"what follows":             {delta("one") + done + "this is not read", "one"},
		"another choice":           {delta("one") + `data: {"choices":[{"index":1,"delta":{"content":"two"}}]}` + "\n\n" + finish, "one"},
		"what is thought":          {`data: {"choices":[{"index":0,"delta":{"content":null,"reasoning_content":"hm"}}]}` + "\n" + delta("one") + finish, "one"},
		"no space":                 {strings.ReplaceAll(delta("one")+finish, "data: ", "data:"), "one"},
		"cut in what comes after":  {delta("one") + finish + `data: {"usage`, "one"},
	} {
		got, err := read(test.text)
		require.NoError(t, err, name)
		require.Equal(t, test.want, string(got.text), name)
	}
	got, err := read(delta("one") + used(1, 2) + finish + used(7, 9) + done)
	require.NoError(t, err)
	require.Equal(t, answer{[]byte("one"), "stop", usage{7, 9}}, got)
}

// Through the service and the plugin: each kind of stream that is none, with what is said of it.
func TestBadStreams(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, want string }{
		"nothing":           {"", "its stream ended before the answer did"},
		"cut between lines": {delta("one"), "its stream ended before the answer did"},
		"cut in a line":     {delta("one") + finish[:30], "its stream ended before the answer did"},
		"no JSON":           {delta("one") + "data: {\"choices\":[\n", "line 3 of its stream: it is not JSON as the API has it"},
		"another type":      {`data: {"choices":[{"index":0,"delta":{"content":["one"]}}]}` + "\n", "line 1 of its stream: it is not JSON as the API has it"},
		"more than one":     {"data: {} {}\n", "line 1 of its stream: it is not JSON as the API has it"},
		"no events":         {`{"choices":[{"message":{"content":"one"}}]}` + "\n", "line 1 of its stream: it is none of server-sent events; the service may not stream"},
		"an error": {delta("one") + `data: {"error":{"message":"no \u001b[2Jroom for ` + testKey + ` at /` + testPath + `/v1/x","code":500}}` + "\n",
			"line 3 of its stream: it breaks off with an error; it says: no  [2Jroom for … at …/x"},
		"an error as text":    {`data: {"error":"no room"}` + "\n", "line 1 of its stream: it breaks off with an error; it says: no room"},
		"an error of no kind": {`data: {"error":[1]}` + "\n", "line 1 of its stream: it breaks off with an error"},
		"a cap":               {strings.ReplaceAll(delta("one")+finish+done, `"stop"`, `"length"`), `its answer came to the cap on tokens and was cut: raise setting "max_tokens", which counts what a model thinks, too`},
		"a filter":            {strings.ReplaceAll(delta("one")+finish+done, `"stop"`, `"content_filter"`), "its content filter cut the answer off"},
		"a call": {strings.ReplaceAll(delta("one")+finish+done, `"stop"`, `"tool_calls `+testKey+`"`),
			`its answer ended for the reason "tool_calls …", and only one that stops by itself is whole`},
		"an empty answer": {finish + done, "its answer is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBundle(t, nil, stream(test.text))
			_, _, err := b.run(t, aJob())
			require.EqualError(t, err, "ask "+b.url+": "+test.want)
			require.Equal(t, 1, b.requests(), "what began is not asked for again")
		})
	}
}

func TestConnectionLostInTheMiddle(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, func(w http.ResponseWriter, r *http.Request) {
		stream(delta("one"), finish)(w, r)
		panic(http.ErrAbortHandler)
	})
	_, _, err := b.run(t, aJob())
	require.EqualError(t, err, "ask "+b.url+": its stream broke off: unexpected EOF")
}

func TestOversizedAnswer(t *testing.T) {
	t.Parallel()
	piece := strings.Repeat("x", sdk.MaxOutput/4)
	b := newBundle(t, nil,
		stream(delta(piece), delta(piece), delta(piece), delta(piece), finish),
		stream(delta(piece), delta(piece), delta(piece), delta(piece), delta("y"), finish))
	output, _, err := b.run(t, aJob())
	require.NoError(t, err)
	require.Len(t, output, sdk.MaxOutput)
	_, _, err = b.run(t, aJob())
	require.EqualError(t, err, "ask "+b.url+": line 9 of its stream: the answer has more than 1048576 bytes")
}

func TestOversizedLine(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, stream(delta("one"), "data: "+strings.Repeat(" ", maxLine)))
	_, _, err := b.run(t, aJob())
	require.EqualError(t, err, "ask "+b.url+": a line of its stream has more than 2097152 bytes")
}

// A service that sends comments for ever is left.
func TestEndlessStream(t *testing.T) {
	t.Parallel()
	line := ": " + strings.Repeat("x", 1<<20) + "\n"
	lines := 0
	_, err := readStream(&endless{line, strings.NewReader("")}, func(int) error { lines++; return nil })
	require.EqualError(t, err, "its stream has more than 268435456 bytes")
	require.Equal(t, maxStream/len(line), lines)
}

type endless struct {
	line string
	left *strings.Reader
}

// Read implements io.Reader.
func (e *endless) Read(b []byte) (int, error) {
	if e.left.Len() == 0 {
		e.left.Reset(e.line)
	}
	return e.left.Read(b)
}

// What is read does not depend on how it comes, never is larger than it may be, and says the same when it is sent again.
func FuzzStream(f *testing.F) {
	for _, seed := range []string{
		delta("o") + delta("né") + finish + used(7, 9) + done, delta("one") + finish, delta("one"), "data: [DONE]", ": x\r\n\r\ndata:{}\n",
		`data: {"error":"no room"}` + "\n", "data: {\"choices\":[{\"delta\":{\"content\":\"\\ud800\"}}]}\ndata: [DONE]\n", "data: null\n\ndata:[DONE] ",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bytes := 0
		got, err := readStream(strings.NewReader(text), func(n int) error {
			bytes += n
			return nil
		})
		slow, errSlow := readStream(iotest.OneByteReader(strings.NewReader(text)), func(int) error { return nil })
		require.Equal(t, fmt.Sprint(err), fmt.Sprint(errSlow))
		require.Equal(t, got, slow)
		if err != nil {
			require.Empty(t, got)
			return
		}
		require.Len(t, got.text, bytes)
		require.LessOrEqual(t, bytes, sdk.MaxOutput)
		again, err := read(delta(string(got.text)) + done)
		require.NoError(t, err)
		require.Equal(t, string(got.text), string(again.text))
	})
}
