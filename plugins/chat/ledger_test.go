package chat

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// With these settings a request of aJob takes at most 6 + 16 + 256 tokens of prompt and 100 of completion, which may cost
// 0.001278; what answers says it took, 40 and 60 tokens, costs 0.00064.
func capped(t *testing.T, more ...string) map[string]string {
	t.Helper()
	settings := map[string]string{
		"system": "", "max_tokens": "100", "price_prompt": "1", "price_completion": "10", "budget": "0.003",
		"ledger": filepath.Join(t.TempDir(), "ledger.json"),
	}
	for i := 0; i+1 < len(more); i += 2 {
		settings[more[i]] = more[i+1]
	}
	return settings
}

func loadSums(t *testing.T, path string) (s sums) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &s))
	return s
}

func TestBudgetOutlastsRestarts(t *testing.T) {
	t.Parallel()
	b := newBundle(t, capped(t), answers("one"))
	for i, want := range []string{"0.00064", "0.00128", "0.00192"} {
		_, _, err := b.run(t, aJob())
		require.NoError(t, err)
		b.executor = b.another(t)
		require.Equal(t, sums{Version: 1, Spent: want, Tokens: map[string]int64{testForward: 100 * int64(i+1)}}, loadSums(t, b.settings["ledger"]))
	}
	_, _, err := b.run(t, aJob())
	require.EqualError(t, err, "ask "+b.url+`: no request is sent: 0.00192 of the budget of 0.003 is spent, and this might cost 0.001278; raise setting "budget"`)
	require.Equal(t, 3, b.requests())
	require.Equal(t, "0.00192", loadSums(t, b.settings["ledger"]).Spent)

	b.settings["budget"] = "0.004"
	b.executor = b.another(t)
	_, _, err = b.run(t, aJob())
	require.NoError(t, err)
}

func TestTokensOfAForward(t *testing.T) {
	t.Parallel()
	settings := capped(t, "budget_tokens_per_forward", "600")
	for _, name := range []string{"budget", "price_prompt", "price_completion"} {
		delete(settings, name)
	}
	b := newBundle(t, settings, answers("one"))
	for range 3 {
		_, _, err := b.run(t, aJob())
		require.NoError(t, err)
		b.executor = b.another(t)
	}
	_, _, err := b.run(t, aJob())
	require.EqualError(t, err, "ask "+b.url+`: no request is sent: 300 tokens of this forward's 600 are spent, and this might take 378 more; raise setting "budget_tokens_per_forward"`)
	require.Equal(t, 3, b.requests())

	other := aJob()
	other.ForwardID = "0x" + strings.Repeat("A5", 32)
	_, _, err = b.run(t, other)
	require.NoError(t, err)
	require.Equal(t, sums{Version: 1, Spent: "0", Tokens: map[string]int64{testForward: 300, strings.ToLower(other.ForwardID): 100}}, loadSums(t, settings["ledger"]))
	other.ForwardID = "0x5a"
	_, _, err = b.run(t, other)
	require.ErrorContains(t, err, `read the forward's id "0x5a"`)
	require.Equal(t, 4, b.requests())
}

// What is counted for each way that an attempt can end.
func TestWhatIsSpent(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		want     string
		handlers []http.HandlerFunc
	}{
		"an answer":                     {"0.00064", []http.HandlerFunc{answers("one")}},
		"more than was thought":         {"0.0033", []http.HandlerFunc{stream(delta("one"), finish, used(300, 300), done)}},
		"an answer that is cut":         {"0.00064", []http.HandlerFunc{stream(strings.ReplaceAll(finish, "stop", "length"), used(40, 60), done)}},
		"an empty answer":               {"0.00064", []http.HandlerFunc{stream(finish, used(40, 60), done)}},
		"no usage":                      {"0.001278", []http.HandlerFunc{stream(delta("one"), finish, done)}},
		"usage of nothing":              {"0.001278", []http.HandlerFunc{stream(delta("one"), finish, used(0, 0), done)}},
		"usage below nothing":           {"0.001278", []http.HandlerFunc{stream(delta("one"), finish, used(40, -60), done)}},
		"a stream that breaks off":      {"0.001278", []http.HandlerFunc{stream(delta("one"), used(40, 60))}},
		"silence":                       {"0.001278", []http.HandlerFunc{hangs(delta("one"), used(40, 60))}},
		"a refusal":                     {"0", []http.HandlerFunc{status(401, "")}},
		"a wait":                        {"0", []http.HandlerFunc{status(429, "")}},
		"a redirect":                    {"0", []http.HandlerFunc{status(307, "", "Location", "/")}},
		"trouble":                       {"0.003834", []http.HandlerFunc{status(500, "")}},
		"trouble that passes":           {"0.001918", []http.HandlerFunc{status(500, ""), answers("one")}},
		"trouble, and then no patience": {"0.001278", []http.HandlerFunc{status(500, ""), status(429, "")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBundle(t, capped(t, "budget", "1", "idle_timeout", "2s"), test.handlers...)
			_, _, _ = b.run(t, aJob())
			require.Equal(t, test.want, loadSums(t, b.settings["ledger"]).Spent)
		})
	}
}

// Whoever is not there is not paid.
func TestNothingIsSpentOnNobody(t *testing.T) {
	t.Parallel()
	b := newBundle(t, capped(t), answers("one"))
	b.settings["url"] = "http://127.0.0.1:1"
	b.executor = b.another(t)
	_, _, err := b.run(t, aJob())
	require.ErrorContains(t, err, "refused")
	require.Len(t, b.paused, 2)
	require.Equal(t, "0", loadSums(t, b.settings["ledger"]).Spent)
}

// A machine that stops while it waits for an answer has the reservation on its disk: what lies there at that moment is all
// that the next start knows, and it counts.
func TestCrashWhileTheServiceWorks(t *testing.T) {
	t.Parallel()
	settings := capped(t, "budget", "0.002")
	found := filepath.Join(t.TempDir(), "ledger.json")
	b := newBundle(t, settings, func(w http.ResponseWriter, r *http.Request) {
		text, err := os.ReadFile(settings["ledger"])
		if err == nil {
			err = os.WriteFile(found, text, 0o600)
		}
		if err != nil {
			panic(err)
		}
		answers("one")(w, r)
	})
	_, _, err := b.run(t, aJob())
	require.NoError(t, err)
	require.Equal(t, sums{Version: 1, Spent: "0.001278", Tokens: map[string]int64{testForward: 378}}, loadSums(t, found))

	b.settings["ledger"] = found
	b.executor = b.another(t)
	_, _, err = b.run(t, aJob())
	require.ErrorContains(t, err, "no request is sent: 0.001278 of the budget of 0.002 is spent")
	require.Equal(t, 1, b.requests())
}

// Two plugins with one ledger never spend more than the budget together, however their requests fall.
func TestTwoAtOneLedger(t *testing.T) {
	t.Parallel()
	b := newBundle(t, capped(t, "budget", "0.00639"), stream(delta("one"), finish, done)) // for five, which say no usage
	var working sync.WaitGroup
	var held, refused atomic.Int64
	for range 2 {
		executor := b.another(t)
		for range 8 {
			working.Go(func() {
				_, err := executor.Run(t.Context(), aJob(), func(sdk.Event) error { return nil })
				if err == nil {
					held.Add(1)
				} else if strings.Contains(err.Error(), "no request is sent") {
					refused.Add(1)
				}
			})
		}
	}
	working.Wait()
	require.EqualValues(t, 5, held.Load())
	require.EqualValues(t, 11, refused.Load())
	require.Equal(t, 5, b.requests())
	require.Equal(t, sums{Version: 1, Spent: "0.00639", Tokens: map[string]int64{testForward: 5 * 378}}, loadSums(t, b.settings["ledger"]))
}

// What an answer took is written down even where nobody waits for it any more.
func TestCallerGoesAtTheLastMoment(t *testing.T) {
	t.Parallel()
	b := newBundle(t, capped(t), stream(delta("one")+finish+used(40, 60)+done))
	clock := time.Unix(0, 0)
	b.executor.now = func() time.Time { // so that it tells of each line
		clock = clock.Add(time.Minute)
		return clock
	}
	ctx, cancel := context.WithCancel(t.Context())
	events := 0
	_, err := b.executor.Run(ctx, aJob(), func(sdk.Event) error {
		if events++; events == 8 { // the lines before the last one have been read
			cancel()
		}
		return nil
	})
	require.NoError(t, err)
	require.ErrorIs(t, ctx.Err(), context.Canceled)
	require.Equal(t, "0.00064", loadSums(t, b.settings["ledger"]).Spent)
}

// While another process has the ledger nothing is asked for.
func TestLockedLedger(t *testing.T) {
	t.Parallel()
	b := newBundle(t, capped(t), answers("one"))
	lock := flock.New(b.settings["ledger"] + ".lock")
	require.NoError(t, lock.Lock())
	ctx, cancel := context.WithCancel(t.Context())
	_, err := b.executor.Run(ctx, aJob(), func(sdk.Event) error {
		cancel()
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorContains(t, err, "lock ledger "+b.settings["ledger"])
	require.Zero(t, b.requests())
	require.NoError(t, lock.Close())
	_, _, err = b.run(t, aJob())
	require.NoError(t, err)
}

// What cannot be written down is not asked for; what was asked for is delivered, and counts in full.
func TestLedgerThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	settings := capped(t)
	blocked := settings["ledger"] + ".tmp"
	b := newBundle(t, settings, func(w http.ResponseWriter, r *http.Request) {
		if err := os.Mkdir(blocked, 0o700); err != nil {
			panic(err)
		}
		answers("one")(w, r)
	})
	output, events, err := b.run(t, aJob())
	require.NoError(t, err)
	require.Equal(t, "one", output)
	require.Contains(t, events[len(events)-1], "what it may have cost counts as spent: write ledger: open "+blocked)
	require.Equal(t, "0.001278", loadSums(t, b.settings["ledger"]).Spent)

	_, _, err = b.run(t, aJob())
	require.ErrorContains(t, err, "write ledger: open "+blocked)
	require.Equal(t, 1, b.requests())

	require.NoError(t, os.Remove(blocked))
	require.NoError(t, os.Remove(b.settings["ledger"]))
	_, _, err = b.run(t, aJob())
	require.ErrorIs(t, err, os.ErrNotExist, "a ledger is begun at the start only")
	require.Equal(t, 1, b.requests())
}

func TestDamagedLedgers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                               "it is not the JSON that was written",
		`{"version":1,"spent":"0","tokens"`:              "it is not the JSON that was written",
		`{"version":1,"spend":"0"}`:                      "it is not the JSON that was written",
		`{"version":1,"spent":0}`:                        "it is not the JSON that was written",
		`{"version":2,"spent":"0"}`:                      "it has version 2, and this program reads 1",
		`{"version":1,"spent":"-1"}`:                     `"-1" was spent, which is no amount`,
		`{"version":1,"spent":"1e9"}`:                    `"1e9" was spent, which is no amount`,
		`{"version":1,"spent":"0"}`:                      "it has no tokens",
		`{"version":1,"spent":"0","tokens":{"0x5a":-1}}`: `forward "0x5a" has -1 tokens`,
		`{"version":1,"spent":"0","tokens":{"0x5a":1152921504606846977}}`: `forward "0x5a" has 1152921504606846977 tokens`,
		`{"version":1,"spent":"0","tokens":{}} {}`:                        "it is not the JSON that was written",
	} {
		settings := map[string]string{"url": "https://models.example", "model": "poet-1"}
		maps.Copy(settings, capped(t))
		require.NoError(t, os.WriteFile(settings["ledger"], []byte(text), 0o600))
		err := New().Configure(t.Context(), settings)
		require.EqualError(t, err, fmt.Sprintf(`setting "ledger": read ledger %s: %s; mend it, or remove it to begin the caps anew`, settings["ledger"], want))
		left, err := os.ReadFile(settings["ledger"])
		require.NoError(t, err)
		require.Equal(t, text, string(left), "nothing is written over it")
	}
}

// Others can neither read the ledger nor put another one in its place.
func TestLedgerIsPrivate(t *testing.T) {
	t.Parallel()
	b := newBundle(t, capped(t), answers("one"))
	for _, name := range []string{b.settings["ledger"], b.settings["ledger"] + ".lock"} {
		info, err := os.Stat(name)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), name)
	}
	folder := filepath.Dir(b.settings["ledger"])
	require.NoError(t, os.Chmod(folder, 0o770))
	require.EqualError(t, New().Configure(t.Context(), b.settings),
		`setting "ledger": look at the ledger's folder: others may write to it and so raise the cap; run `+"`chmod go-w "+folder+"`")
	b.settings["ledger"] = filepath.Join(folder, "nowhere", "ledger.json")
	require.ErrorIs(t, New().Configure(t.Context(), b.settings), os.ErrNotExist)
}
