package chat

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestConversation(t *testing.T) {
	t.Parallel()
	findings := []sdk.Finding{{Rule: "rhyme", Line: 3, Message: "truth\nand proof"}, {Rule: "words", Message: "too few"}}
	wrong := "line 3, rhyme: truth and proof\nwords: too few\n\nMend these and answer with the whole result again, and with nothing else."
	for name, test := range map[string]struct {
		system string
		job    sdk.Job
		want   []message
	}{
		"a task": {"", sdk.Job{Task: []byte("a poem")}, []message{{"user", "a poem"}}},
		"a predicate": {"be brief", sdk.Job{Task: []byte("a poem"), Predicate: "terza-rima"},
			[]message{{"system", "be brief"}, {"user", "a poem\n\nThe result is judged by the rules of \"terza-rima\"."}}},
		"parameters alone": {"", sdk.Job{Predicate: "terza-rima", Params: []byte(`{"minWords":4}`)},
			[]message{{"user", `The result is judged by the rules of "terza-rima", with these parameters: {"minWords":4}`}}},
		"findings": {"", sdk.Job{Task: []byte("a poem"), Previous: []byte("one"), Findings: findings},
			[]message{{"user", "a poem"}, {"assistant", "one"}, {"user", "This was not accepted:\n\n" + wrong}}},
		"an output that is gone": {"", sdk.Job{Task: []byte("a poem"), Findings: findings},
			[]message{{"user", "a poem\n\nThe last try was not accepted:\n\n" + wrong}}},
		"an output that is no text": {"", sdk.Job{Task: []byte("a poem"), Previous: []byte("o\xffe"), Findings: findings},
			[]message{{"user", "a poem"}, {"assistant", "o\uFFFDe"}, {"user", "This was not accepted:\n\n" + wrong}}},
		"another step": {"", sdk.Job{Task: []byte("a poem"), Previous: []byte("one")}, []message{{"user", "a poem"}}},
	} {
		got, err := conversation(test.system, test.job)
		require.NoError(t, err, name)
		require.Equal(t, test.want, got, name)
	}
	_, err := conversation("", sdk.Job{Task: []byte("\xff\xfe"), Predicate: "terza-rima"})
	require.EqualError(t, err, "the job's task is not UTF-8 text, and a model can be asked in text only")
	_, err = conversation("be brief", sdk.Job{})
	require.EqualError(t, err, "the job names neither task nor predicate: there is nothing to ask")
}

func TestFence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"```\none\ntwo\n```":                "one\ntwo",
		"\n ```text\none\n```\n\n":          "one",
		"````md\n```\none\n```\n````":       "```\none\n```",
		"```\r\none\r\n```\r\n":             "one\r",
		"```\n```":                          "",
		"one\n":                             "one\n",
		"```one```":                         "```one```",
		"```\none":                          "```\none",
		"```\none\n```\nand\n```\ntwo\n```": "```\none\n```\nand\n```\ntwo\n```",
		"Here it is:\n```\none\n```":        "Here it is:\n```\none\n```",
		"``\none\n``":                       "``\none\n``",
		"```\none\n````":                    "```\none\n````",
		"":                                  "",
	} {
		require.Equal(t, want, string(withoutFence([]byte(text))), "%q", text)
	}
}

// The setting leaves it where it is, and a fence around nothing is no answer.
func TestFenceSetting(t *testing.T) {
	t.Parallel()
	b := newBundle(t, map[string]string{"strip_fence": "false"}, answers("```\none\n```"))
	output, _, err := b.run(t, aJob())
	require.NoError(t, err)
	require.Equal(t, "```\none\n```", output)
	b = newBundle(t, nil, answers("```\n\n```"), answers(" \n"))
	for range 2 {
		_, _, err = b.run(t, aJob())
		require.EqualError(t, err, "ask "+b.url+": its answer is empty")
	}
}
