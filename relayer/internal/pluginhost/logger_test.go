package pluginhost

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// A plugin names the fields of its lines. None of them passes for one of ours, and a line has an end.
func TestPluginForgesLogLines(t *testing.T) {
	t.Parallel()
	var log buffer
	logger := newLogger(zerolog.New(&log).With().Str("plugin", "honest").Timestamp().Logger(), time.Now)
	forged := []any{"plugin", "another", "level", "fatal", "message", "all is well", "time", "yesterday", "forward", "0x01", "error", "none", "seen", "1"}
	for range 100 {
		forged = append(forged, "more", strings.Repeat("x", 100))
	}
	logger.Log(hclog.Info, "a line", forged...)
	line := log.String()
	require.Less(t, len(line), 3000)
	decoder := json.NewDecoder(strings.NewReader(line))
	said := map[string]int{}
	for token, err := decoder.Token(); err == nil; token, err = decoder.Token() {
		if name, is := token.(string); is {
			said[name]++
		}
	}
	for _, ours := range []string{"plugin", "level", "message", "time"} {
		require.Equal(t, 1, said[ours], "%s in %s", ours, line)
	}
	require.Zero(t, said["forward"]+said["error"])
	require.Equal(t, 1, said["its_plugin"])
	require.Equal(t, 1, said["seen"])
}
