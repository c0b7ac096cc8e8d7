package agent

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// impostor is an agent whose owner put another program in its place: the name is right, nothing else has to be.
func impostor(t *testing.T, answer http.HandlerFunc) *Client {
	t.Helper()
	key, meter := newKey(t), newKey(t)
	config := peer.Server(key, func(name peer.Name) bool { return name == meter.Name() })
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	require.NoError(t, err)
	server := &http.Server{Handler: answer, ReadHeaderTimeout: 5 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	client := Dial("https://"+listener.Addr().String(), key.Name(), meter)
	t.Cleanup(func() {
		client.Close()
		require.NoError(t, server.Close())
		require.ErrorIs(t, <-served, http.ErrServerClosed)
	})
	return client
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
}

func TestAgentThatNeverEnds(t *testing.T) {
	t.Parallel()
	client := impostor(t, func(w http.ResponseWriter, _ *http.Request) {
		for block := make([]byte, 1<<20); ; {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	_, err := client.Ask(t.Context(), device, sdk.CheckChallenge, []byte("fill"))
	require.ErrorIs(t, err, peer.ErrTooLarge)
	_, err = client.Devices(t.Context())
	require.ErrorIs(t, err, peer.ErrTooLarge)
	_, err = client.Receipt(t.Context(), device)
	require.ErrorIs(t, err, peer.ErrTooLarge)
	require.ErrorIs(t, client.Turn(t.Context(), device), peer.ErrTooLarge)
}

func TestAgentThatNeverAnswers(t *testing.T) {
	t.Parallel()
	client := impostor(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, client.Turn(ctx, device), context.DeadlineExceeded)
}

func TestAgentThatSendsElsewhere(t *testing.T) {
	t.Parallel()
	client := impostor(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://127.0.0.1:1/", http.StatusPermanentRedirect)
	})
	_, err := client.Ask(t.Context(), device, sdk.CheckChallenge, []byte("fill"))
	requireStatus(t, err, http.StatusPermanentRedirect)
}

func TestInventoriesThatAreNone(t *testing.T) {
	t.Parallel()
	entry := `{"id":"GPU-1","name":"n","memory":1,"kind":"gpu","checks":["challenge"]}`
	for text, want := range map[string]string{
		``:                            "offset 0",
		`[]`:                          "cannot unmarshal array",
		`{"devices":[]}{}`:            "offset 15: there is more behind it",
		`{"devices":[],"trust":"me"}`: "unknown field",
		`{"devices":[` + entry + `,` + entry + `]}`:                                                     "GPU-1 is there twice",
		`{"devices":[` + strings.Replace(entry, "GPU-1", "../1", 1) + `]}`:                              "device id",
		`{"devices":[` + strings.Replace(entry, `"n"`, `"\u001b[2J"`, 1) + `]}`:                         "its name",
		`{"devices":[` + strings.Replace(entry, "challenge", "trust", 1) + `]}`:                         "check 1 is \"trust\"",
		`{"devices":[` + strings.Repeat(`{},`, 100) + `{}]}`:                                            "at most 64 are allowed",
		`{"devices":[],"faults":[{"probe":"p","reason":"\u202e"}]}`:                                     "fault 1",
		`{"devices":[` + strings.Replace(entry, `["challenge"]`, `["telemetry","telemetry"]`, 1) + `]}`: "there twice",
	} {
		_, err := impostor(t, says(text)).Devices(t.Context())
		require.ErrorContains(t, err, "read the list of devices: ", text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestReceiptsFromAnImpostor(t *testing.T) {
	t.Parallel()
	_, err := impostor(t, says("tercet/gpu/receipt/v1")).Receipt(t.Context(), device)
	require.ErrorContains(t, err, "it is no receipt of this version")
}

func TestClientWithoutAPlace(t *testing.T) {
	t.Parallel()
	client := Dial("http://10.0.0.7", peer.Name{}, newKey(t))
	defer client.Close()
	_, err := client.Devices(t.Context())
	require.ErrorContains(t, err, "want https://HOST:PORT")
	require.ErrorContains(t, client.Turn(t.Context(), device), "want https://HOST:PORT")
	require.ErrorContains(t, client.Leave(t.Context(), nil), "there is none")
	_, err = client.Ask(t.Context(), device, sdk.CheckChallenge, make([]byte, sdk.MaxProbeRequest+1))
	require.ErrorIs(t, err, sdk.ErrRefused)
}
