package meter

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// serving is a meter's door on localhost.
func (w *world) serving(server *peer.HTTPServer, key gpuhours.Meter, name peer.Name) Address {
	w.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(w.t, err)
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- Serve(ctx, server, listener) }()
	w.t.Cleanup(func() {
		stop()
		require.NoError(w.t, <-served)
	})
	return Address{Meter: key, URL: "https://" + listener.Addr().String(), Name: name}
}

func (w *world) dial(at Address, key peer.Key) *Client {
	w.t.Helper()
	client, err := Dial(at, key)
	require.NoError(w.t, err)
	w.t.Cleanup(client.Close)
	return client
}

func requireStatus(t *testing.T, err error, status int) {
	t.Helper()
	var answer *peer.StatusError
	require.ErrorAs(t, err, &answer)
	require.Equal(t, status, answer.Status, answer.Reason)
}

// Everything that a meter does for others, over TLS.
func TestAMeterOverTLS(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m, key := w.forward("one", 0, 100), w.meter(0), newPeer(t)
	at := w.serving(m.Server(key, peer.Limits{}), m.self.Key.Meter(), key.Name())
	executor, buyer, stranger := w.dial(at, w.executor), w.dial(at, w.tenant), w.dial(at, newPeer(t))
	about, err := stranger.About(t.Context())
	require.NoError(t, err)
	require.Equal(t, m.About(), about)
	requireStatus(t, second(executor.Draft(t.Context(), f.ID, testEpoch)), http.StatusNotFound)

	machine, err := Sign(testChain, testEscrow, w.registration(f, "GPU-0"), w.provider.sign)
	require.NoError(t, err)
	theft := machine
	theft.Said.Executor = newPeer(t).Name()
	requireStatus(t, stranger.Register(t.Context(), theft), http.StatusConflict)
	require.NoError(t, stranger.Register(t.Context(), machine), "whoever brings it")
	tenancy, err := Sign(testChain, testEscrow, Tenancy{f.ID, 1, w.tenant.Name(), w.tenant.Name()}, w.buyer.sign)
	require.NoError(t, err)
	require.NoError(t, buyer.Admit(t.Context(), tenancy))
	w.until(hour(1), m)

	draft, err := executor.Draft(t.Context(), f.ID, testEpoch)
	require.NoError(t, err)
	require.Equal(t, 3600, total(draft.Sheet.Devices[0]))
	signature, err := executor.Sign(t.Context(), draft.Sheet.Sheet)
	require.NoError(t, err)
	require.True(t, signature.Verify(draft.Sheet.Hash()))
	handle, err := buyer.Handle(t.Context(), f.ID)
	require.NoError(t, err)
	require.Equal(t, []byte{1}, handle)
	requireStatus(t, second(stranger.Draft(t.Context(), f.ID, testEpoch)), http.StatusForbidden)
	requireStatus(t, second(stranger.Sign(t.Context(), draft.Sheet.Sheet)), http.StatusForbidden)
	requireStatus(t, second(stranger.Handle(t.Context(), f.ID)), http.StatusForbidden)
	more := draft.Sheet.Sheet
	more.Devices[0].Seconds[5] = 1
	requireStatus(t, second(executor.Sign(t.Context(), more)), http.StatusConflict)

	for path, body := range map[string]string{
		"machines": "{", "tenancies": `{"said":1}`, "sheets": `{"forward":"0x12"}`,
	} {
		_, err := executor.http.Do(t.Context(), http.MethodPost, []string{"v1", path}, []byte(body), maxTold)
		requireStatus(t, err, http.StatusBadRequest)
	}
	for _, path := range [][]string{{"v1", "forwards", "0x12", "handle"}, {"v1", "forwards", f.ID.Hex(), "drafts", "-1"}, {"v1", "forwards", f.ID.Hex(), "drafts", "4294967296"}} {
		_, err := executor.http.Do(t.Context(), http.MethodGet, path, nil, maxTold)
		requireStatus(t, err, http.StatusBadRequest)
	}
	_, err = executor.http.Do(t.Context(), http.MethodPost, []string{"v1", "sheets"}, make([]byte, maxAsked+1), maxTold)
	requireStatus(t, err, http.StatusRequestEntityTooLarge)
	_, err = w.dial(Address{at.Meter, at.URL, newPeer(t).Name()}, w.executor).About(t.Context())
	require.Error(t, err, "another name is not the meter")
}

func second[T any](_ T, err error) error { return err }

// What a meter answers is believed only as far as its signature goes.
func TestMetersThatAnswerAnything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	sheet := draft.Sheet.Sheet
	signature, err := w.keys[0].Sign(sheet.Hash())
	require.NoError(t, err)
	anothers, err := w.keys[1].Sign(sheet.Hash())
	require.NoError(t, err)
	word := draft
	word.Word = anothers
	answer := make(chan []byte, 1)
	key := newPeer(t)
	server := peer.NewHTTPServer(key, func(peer.Name) bool { return true }, http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		_, _ = rw.Write(<-answer)
	}), peer.Limits{PerMinute: 1000, Burst: 1000}, zerolog.Nop())
	client := w.dial(w.serving(server, w.keys[0].Meter(), key.Name()), w.executor)
	draftOf := func(text []byte) error { answer <- text; return second(client.Draft(t.Context(), f.ID, testEpoch)) }
	signOf := func(text []byte) error { answer <- text; return second(client.Sign(t.Context(), sheet)) }

	require.NoError(t, draftOf(marshalled(t, draft)))
	require.NoError(t, signOf(marshalled(t, signature)))
	long := strings.Repeat(" ", maxTold)
	for _, text := range []string{"", "null", "{}", "[]", "{", `{"sheet":null}`, string(marshalled(t, word)), string(marshalled(t, draft)) + "{}", long + "{}"} {
		require.Error(t, draftOf([]byte(text)), "%.80s", text)
	}
	other := draft
	other.Epoch, other.Sheet.Epoch = testEpoch+1, testEpoch+1
	other.Word, err = w.keys[0].Sign(other.hash())
	require.NoError(t, err)
	require.ErrorContains(t, draftOf(marshalled(t, other)), "and not of")
	for _, text := range []string{"", "null", "{}", string(marshalled(t, anothers)), string(marshalled(t, draft.Word)), `{"meter":"0x"}`} {
		require.Error(t, signOf([]byte(text)), "%.80s", text)
	}
	answer <- []byte(`"0x` + strings.Repeat("00", maxTold/2) + `"`)
	require.ErrorIs(t, second(client.Handle(t.Context(), f.ID)), peer.ErrTooLarge)
	answer <- []byte(`{"meter":"0x12"}`)
	require.Error(t, second(client.About(t.Context())))
}
