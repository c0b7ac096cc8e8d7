package peer

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func echo(w http.ResponseWriter, r *http.Request) {
	if body, whole := ReadBody(w, r); whole {
		_, _ = w.Write(body)
	}
}

func TestRequestsTooLarge(t *testing.T) {
	t.Parallel()
	b := newBundle(t, echo, Limits{Body: 50, Header: 1000})
	client := b.dial(t, b.client)
	answer, err := client.Do(t.Context(), http.MethodPost, []string{"x"}, make([]byte, 50), 50)
	require.NoError(t, err)
	require.Len(t, answer, 50)
	_, err = client.Do(t.Context(), http.MethodPost, []string{"x"}, make([]byte, 51), 100)
	require.Equal(t, "the request is larger than 50 bytes", requireStatus(t, err, http.StatusRequestEntityTooLarge).Reason)

	// One that does not say how large it is ends at the limit as well.
	chunk := "3c\r\n" + strings.Repeat("x", 60) + "\r\n"
	response := b.raw(t, "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"+chunk+"0\r\n\r\n")
	require.Contains(t, response, " 413 ")
	// The library allows 4 KiB of headers more than it is told.
	response = b.raw(t, "GET /x HTTP/1.1\r\nHost: x\r\nX-Padding: "+strings.Repeat("x", 6000)+"\r\n\r\n")
	require.Contains(t, response, " 431 ")
}

// raw sends bytes as they are and returns what comes until the server hangs up or the first part of its answer is there.
func (b *bundle) raw(t *testing.T, text string) string {
	t.Helper()
	conn := b.connect(t)
	_, err := io.WriteString(conn, text)
	require.NoError(t, err)
	line, _ := bufio.NewReader(conn).ReadString('\n')
	return line
}

func (b *bundle) connect(t *testing.T) *tls.Conn {
	t.Helper()
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: 5 * time.Second}, "tcp", b.address, Client(b.client, b.server.Name()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(5*time.Second)))
	return conn
}

// A body that stops half-way ends with its time.
func TestSlowRequest(t *testing.T) {
	t.Parallel()
	b := newBundle(t, echo, Limits{Read: time.Second})
	require.Contains(t, b.raw(t, "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"), " 408 ")
}

// The time to read a request is not the time to answer it.
func TestSlowAnswerToAFastRequest(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(w http.ResponseWriter, r *http.Request) {
		if _, whole := ReadBody(w, r); !whole {
			return
		}
		select {
		case <-r.Context().Done():
			http.Error(w, "the context ended", http.StatusInternalServerError)
		case <-time.After(1500 * time.Millisecond):
			_, _ = io.WriteString(w, "at last")
		}
	}, Limits{Read: time.Second, Write: 5 * time.Second})
	answer, err := b.dial(t, b.client).Do(t.Context(), http.MethodPost, []string{"x"}, []byte("body"), 100)
	require.NoError(t, err)
	require.Equal(t, "at last", string(answer))
}

// A peer that does not read its answer loses the connection.
func TestAnswerThatNobodyReads(t *testing.T) {
	t.Parallel()
	ended := make(chan error, 1)
	b := newBundle(t, func(w http.ResponseWriter, _ *http.Request) {
		_, err := w.Write(make([]byte, 64<<20))
		ended <- err
	}, Limits{Write: 100 * time.Millisecond})
	conn := b.connect(t)
	_, err := io.WriteString(conn, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
	require.NoError(t, err)
	require.ErrorContains(t, <-ended, "i/o timeout")
}

func TestRate(t *testing.T) {
	t.Parallel()
	other := generated(t)
	b := newBundle(t, hello, Limits{PerMinute: 1, Burst: 3}, other.Name())
	client := b.dial(t, b.client)
	for range 3 {
		_, err := get(t, client)
		require.NoError(t, err)
	}
	_, err := get(t, client)
	answer := requireStatus(t, err, http.StatusTooManyRequests)
	require.Greater(t, answer.RetryAfter, 50*time.Second)
	require.LessOrEqual(t, answer.RetryAfter, time.Minute)
	_, err = get(t, b.dial(t, other))
	require.NoError(t, err, "another peer is not made to wait for it")
}

// Peers are forgotten only when that gives them nothing, and account is kept of so many and no more.
func TestRatesAreBounded(t *testing.T) {
	t.Parallel()
	r, now := newRates(60, 1), time.Unix(1000, 0)
	name := func(i int) (n Name) {
		copy(n[:], strconv.Itoa(i))
		return n
	}
	for i := range maxRated {
		_, err := r.take(name(i), now)
		require.NoError(t, err)
	}
	_, err := r.take(name(maxRated), now)
	require.ErrorContains(t, err, "no more are kept account of")
	_, err = r.take(name(0), now)
	require.ErrorContains(t, err, "asks too often")
	_, err = r.take(name(maxRated), now.Add(time.Second))
	require.NoError(t, err)
	require.Len(t, r.kept, 1)
}

// One peer's connections do not keep another one out, and count no longer once they are closed.
func TestConnectionsOfOnePeer(t *testing.T) {
	t.Parallel()
	other := generated(t)
	b := newBundle(t, hello, Limits{PerPeer: 2}, other.Name())
	first, second := b.connect(t), b.connect(t)
	require.NoError(t, ask(first))
	require.NoError(t, ask(second))
	require.Error(t, ask(b.connect(t)), "a third one")
	_, err := get(t, b.dial(t, other))
	require.NoError(t, err)
	require.NoError(t, first.Close())
	require.Eventually(t, func() bool { return ask(b.connect(t)) == nil }, 5*time.Second, 10*time.Millisecond)
}

func ask(conn *tls.Conn) error {
	if _, err := io.WriteString(conn, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		return err
	}
	_, err := conn.Read(make([]byte, 1))
	return err
}

// Whoever proves no name is hung up on.
func TestConnectionWithoutAName(t *testing.T) {
	t.Parallel()
	b := newBundle(t, hello, Limits{PerPeer: 1})
	conn, err := net.Dial("tcp", b.address)
	require.NoError(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
	require.NoError(t, err)
	require.NoError(t, conn.SetDeadline(time.Now().Add(5*time.Second)))
	answer, _ := io.ReadAll(conn)
	require.NotContains(t, string(answer), "200")
	_, err = get(t, b.dial(t, b.client))
	require.NoError(t, err)
}
