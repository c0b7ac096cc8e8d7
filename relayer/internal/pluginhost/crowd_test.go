package pluginhost

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// meet tells a test that a question is being answered, and goes on when the test says so.
func meet(folder string) error {
	begun, err := os.OpenFile(filepath.Join(folder, "begun"), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := begun.Close(); err != nil {
		return err
	}
	next, err := os.Open(filepath.Join(folder, "go"))
	if err != nil {
		return err
	}
	return next.Close()
}

// meeting is the test's side of it.
type meeting struct {
	t      *testing.T
	folder string
}

func newMeeting(t *testing.T) meeting {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"begun", "go"} {
		require.NoError(t, syscall.Mkfifo(filepath.Join(folder, name), 0o600))
	}
	return meeting{t, folder}
}

func (m meeting) begun() {
	m.open("begun", os.O_RDONLY)
}

func (m meeting) goOn() {
	m.open("go", os.O_WRONLY)
}

// open returns when the other side has opened it.
func (m meeting) open(name string, mode int) {
	file, err := os.OpenFile(filepath.Join(m.folder, name), mode, 0)
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		m.t.Error(err)
	}
}

// begin asks, and returns when the plugin is at it.
func (m meeting) begin(ask func(folder string) error) <-chan error {
	answer := make(chan error, 1)
	go func() { answer <- ask(m.folder) }()
	m.begun()
	return answer
}

// One question hangs and has the plugin ended, with another one that it was about to answer. That one is asked again.
func TestOneThatHangsTakesNoOtherWithIt(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Timeouts.Check, c.Timeouts.Stop = time.Second, 100*time.Millisecond })
	judge := b.predicate(t, "judge")
	long := newMeeting(t)
	answer := long.begin(func(output string) error {
		_, err := judge.Assign(t.Context(), assignRequest("meet "+output))
		return err
	})
	_, err := check(t, judge, "hang")
	require.ErrorIs(t, err, ErrTimeout)
	long.begun()
	long.goOn()
	require.NoError(t, <-answer)
}

// One question kills the plugin while another one is being answered: both are asked again, one after the other, and the plugin
// dies for one of them.
func TestOneThatKillsTakesNoOtherWithIt(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Now = time.Now })
	judge := b.predicate(t, "judge")
	long, killer := newMeeting(t), newMeeting(t)
	asks := func(what string) func(string) error {
		return func(folder string) error {
			_, err := judge.Check(t.Context(), sdk.CheckRequest{Output: []byte(what + " " + folder)})
			return err
		}
	}
	answer, death := long.begin(asks("meet")), killer.begin(asks("panic"))
	killer.goOn()
	go func() {
		killer.begun()
		killer.goOn()
	}()
	long.begun()
	long.goOn()
	require.NoError(t, <-answer)
	err := <-death
	require.ErrorIs(t, err, ErrUnavailable)
	require.ErrorContains(t, err, "it ended while it was asked")
	_, early := sdk.AskAgain(err)
	require.False(t, early, "it is to blame")
}

// Who comes while one is asked alone does not wait for long: it may be a tick.
func TestNobodyWaitsLongForOneThatIsAlone(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")
	leave, err := b.host.plugins["judge"].enter(t.Context(), true)
	require.NoError(t, err)
	_, err = check(t, judge, "fine")
	after, early := sdk.AskAgain(err)
	require.True(t, early)
	require.Equal(t, comeBack, after)
	leave()
	_, err = check(t, judge, "fine")
	require.NoError(t, err)
}

func TestWhoIsToBlame(t *testing.T) {
	t.Parallel()
	var calls crowd
	first := calls.enter()
	require.False(t, first.crowded)
	second := calls.enter()
	require.True(t, first.crowded && second.crowded)
	require.True(t, calls.leave(first, true))
	require.False(t, calls.leave(second, false), "the other was answered")
	first, second = calls.enter(), calls.enter()
	require.True(t, calls.leave(first, false))
	require.True(t, calls.leave(second, false), "either")
}
