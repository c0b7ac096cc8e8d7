package pluginhost

import (
	"bytes"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// bundle is a host over this binary's own plugins, whose time and log the test holds.
type bundle struct {
	host *Host
	log  *buffer

	mu  sync.Mutex
	now time.Time
}

func (b *bundle) move(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

// buffer is written to by many processes' readers.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func newBundle(t *testing.T, change func(*Config)) *bundle {
	t.Helper()
	b := &bundle{log: &buffer{}, now: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}
	config := Config{
		Builtin: map[string]sdk.Kind{
			"judge": sdk.KindPredicate, "liar": sdk.KindPredicate, "chameleon": sdk.KindPredicate,
			"silent": sdk.KindPredicate, "mute": sdk.KindPredicate,
			"abroad": sdk.KindPredicate, "next-door": sdk.KindPredicate,
			"worker": sdk.KindExecutor, "prober": sdk.KindProbe,
		},
		Logger: zerolog.New(b.log),
		Now: func() time.Time {
			b.mu.Lock()
			defer b.mu.Unlock()
			return b.now
		},
	}
	if change != nil {
		change(&config)
	}
	host, err := New(config)
	require.NoError(t, err)
	b.host = host
	t.Cleanup(func() {
		require.NoError(t, host.Stop())
		require.NoDirExists(t, host.scratch.path)
	})
	return b
}

func (b *bundle) predicate(t *testing.T, name string) sdk.Predicate {
	t.Helper()
	p, err := b.host.Predicate(name)
	require.NoError(t, err)
	return p
}

func (b *bundle) info(t *testing.T, name string) Info {
	t.Helper()
	for _, info := range b.host.List() {
		if info.Name == name {
			return info
		}
	}
	require.Fail(t, "no such plugin", name)
	return Info{}
}

func (b *bundle) run(t *testing.T, task string) ([]byte, error) {
	t.Helper()
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	return worker.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte(task)}, ignore)
}

func check(t *testing.T, p sdk.Predicate, output string) (sdk.Verdict, error) {
	t.Helper()
	return p.Check(t.Context(), sdk.CheckRequest{Output: []byte(output)})
}

func TestAnswersComeThrough(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")

	description, err := judge.Describe(t.Context())
	require.NoError(t, err)
	require.Equal(t, "judge", description.Name)
	verdict, err := check(t, judge, "fine")
	require.NoError(t, err)
	require.True(t, verdict.Holds)
	require.Equal(t, []byte("fine"), verdict.Output)
	_, err = check(t, judge, "unjudgeable")
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.EqualError(t, err, "plugin judge, check: a zero-width space at line 3")
	assignment, err := judge.Assign(t.Context(), assignRequest("fine"))
	require.NoError(t, err)
	require.Equal(t, sdk.Word{31: 7}, assignment.H)
	opened, err := judge.Open(t.Context(), sdk.OpenRequest{})
	require.NoError(t, err)
	require.Equal(t, "opened", string(opened))

	var events []string
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	output, err := worker.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte("progress")}, func(e sdk.Event) error {
		events = append(events, e.Message)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, "done", string(output))
	require.Equal(t, []string{"half  [1m way"}, events)
}

func TestUnknownPluginIsNamed(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	_, err := b.host.Predicate("worker")
	require.EqualError(t, err, `no predicate is called "worker"; there are: abroad, chameleon, judge, liar, mute, next-door, silent`)
	_, err = b.host.Executor("nobody")
	require.EqualError(t, err, `no executor is called "nobody"; there are: worker`)
}
