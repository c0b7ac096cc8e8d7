package cmd

import (
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
)

// serveConfigOf is the configuration that `tercet serve` starts with.
func serveConfigOf(t *testing.T, args ...string) (got config.Serve, told string) {
	t.Helper()
	var complaints strings.Builder
	app := newApp(Streams{Out: io.Discard, Err: &complaints}, nil)
	named(app.Commands, "serve").Action = func(c *cli.Context) (err error) {
		got, err = readServeConfig(c)
		return err
	}
	if err := app.Run(append([]string{"tercet", "serve"}, args...)); err != nil {
		return got, err.Error()
	}
	return got, ""
}

func TestFlagsOfServeFillItsFields(t *testing.T) {
	t.Parallel()
	got, told := serveConfigOf(t)
	require.Empty(t, told)
	require.Equal(t, config.DefaultServe(), got)

	got, told = serveConfigOf(t, "--listen", "127.0.0.1:1", "--host", "a", "--allow-origin", "https://a", "--allow-origin", "https://b",
		"--rate", "5", "--trusted-proxy", "10.0.0.1", "--trusted-proxy", "fd00::/8", "--confirmations", "7", "--poll", "3s", "--max-events", "2000", "--book", "book", "--take-offers", "--peer", "https://a", "--peer", "https://b")
	require.Empty(t, told)
	want := config.Serve{
		Listen: "127.0.0.1:1", Hosts: []string{"a"}, Origins: []string{"https://a", "https://b"}, Rate: 5, Confirmations: 7,
		TrustedProxies: []string{"10.0.0.1", "fd00::/8"},
		Poll:           3 * time.Second, MaxEvents: 2000, Book: "book", TakeOffers: true, Peers: []string{"https://a", "https://b"},
	}
	require.Equal(t, want, got)
	value := reflect.ValueOf(want)
	for i := range value.NumField() {
		require.False(t, value.Field(i).IsZero(), "a new field needs a flag and a place here: %s", value.Type().Field(i).Name)
	}
}
