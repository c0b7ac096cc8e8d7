package chat

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// defaultSystem is what a model is told unless it is configured otherwise.
const defaultSystem = "Do what the first message asks for. Answer with the result alone: no introduction, no explanation, no formatting."

// message is one of a conversation, as the API has it.
type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// conversation is what a model is to answer: the task and, after an attempt that was refused, that attempt's output with what
// is wrong with it. An output that is not all text is shown with replacement characters.
func conversation(system string, job sdk.Job) ([]message, error) {
	if !utf8.Valid(job.Task) {
		return nil, errors.New("the job's task is not UTF-8 text, and a model can be asked in text only")
	}
	task := taskText(job)
	if task == "" {
		return nil, errors.New("the job names neither task nor predicate: there is nothing to ask")
	}
	var messages []message
	if system != "" {
		messages = append(messages, message{"system", system})
	}
	switch {
	case len(job.Findings) == 0:
		return append(messages, message{"user", task}), nil
	case len(job.Previous) == 0: // services want a question and an answer in turns
		return append(messages, message{"user", task + "\n\n" + findingsText("The last try was not accepted:", job.Findings)}), nil
	}
	return append(messages,
		message{"user", task},
		message{"assistant", strings.ToValidUTF8(string(job.Previous), "\uFFFD")},
		message{"user", findingsText("This was not accepted:", job.Findings)},
	), nil
}

func taskText(job sdk.Job) string {
	var parts []string
	if len(job.Task) > 0 {
		parts = append(parts, string(job.Task))
	}
	switch {
	case job.Predicate != "" && len(job.Params) > 0:
		parts = append(parts, fmt.Sprintf("The result is judged by the rules of %q, with these parameters: %s",
			job.Predicate, strings.ToValidUTF8(string(job.Params), "\uFFFD")))
	case job.Predicate != "":
		parts = append(parts, fmt.Sprintf("The result is judged by the rules of %q.", job.Predicate))
	}
	return strings.Join(parts, "\n\n")
}

// findingsText has a line for each finding.
func findingsText(introduction string, findings []sdk.Finding) string {
	var text strings.Builder
	text.WriteString(introduction + "\n\n")
	for _, finding := range findings {
		if finding.Line > 0 {
			fmt.Fprintf(&text, "line %d, ", finding.Line)
		}
		fmt.Fprintf(&text, "%s: %s\n", sdk.Clean(finding.Rule), sdk.Clean(finding.Message))
	}
	text.WriteString("\nMend these and answer with the whole result again, and with nothing else.")
	return text.String()
}

func size(messages []message) (bytes int) {
	for _, message := range messages {
		bytes += len(message.Content)
	}
	return bytes
}

// What services put around messages, in tokens. It is rather too much.
const (
	tokensOfAll  = 256
	tokensOfEach = 16
)

// mostTokens is what a prompt takes at most: tokenizers of language models end at bytes, and make no more than one token of each.
func mostTokens(messages []message) int64 {
	return int64(size(messages) + tokensOfEach*len(messages) + tokensOfAll)
}

// withoutFence is what stands between ``` and ``` where these are the first and the last line. Anything else stays as it is.
func withoutFence(text []byte) []byte {
	const mark = "`"
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	opening, closing := lines[0], lines[len(lines)-1]
	info := strings.TrimLeft(opening, mark)
	fence := opening[:len(opening)-len(info)]
	if len(fence) < 3 || len(lines) < 2 || strings.Contains(info, mark) || closing != fence {
		return text
	}
	inner := lines[1 : len(lines)-1]
	for _, line := range inner {
		if strings.HasPrefix(line, fence) {
			return text // there are several
		}
	}
	return []byte(strings.Join(inner, "\n"))
}
