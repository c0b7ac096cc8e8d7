package pluginhost

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// linesPerMinute is how much one plugin may log; the rest is counted and dropped.
const linesPerMinute = 600

// mostFields is how many fields of a plugin's line are kept.
const mostFields = 16

// named is the name that a plugin's field has in our log, where it passes for none of ours: of two of a name readers take one.
func named(field string) string {
	if slices.Contains([]string{zerolog.LevelFieldName, zerolog.MessageFieldName, zerolog.TimestampFieldName, zerolog.ErrorFieldName, "plugin", "forward"}, field) {
		return "its_" + field
	}
	return field
}

// newLogger hands what go-plugin and the plugin say to zerolog. What a plugin calls an error is a warning to us.
func newLogger(logger zerolog.Logger, now func() time.Time) hclog.Logger {
	bridge := hclog.NewInterceptLogger(&hclog.LoggerOptions{Output: io.Discard, Level: hclog.Debug})
	bridge.RegisterSink(&sink{logger: logger, now: now})
	return bridge
}

// sink is used by pointer: hclog keeps its sinks as keys of a map.
type sink struct {
	logger zerolog.Logger
	now    func() time.Time

	mu      sync.Mutex
	window  time.Time
	lines   int
	dropped int
}

// Accept implements hclog.SinkAdapter.
func (s *sink) Accept(_ string, level hclog.Level, message string, fields ...any) {
	allowed, dropped := s.count()
	if dropped > 0 {
		s.logger.Warn().Int("lines", dropped).Msg("plugin logged too much; the rest was dropped")
	}
	if !allowed {
		return
	}
	event := s.logger.WithLevel(severity(level))
	for i := 0; i+1 < min(len(fields), 2*mostFields); i += 2 {
		event = event.Str(named(sdk.Clean(fmt.Sprint(fields[i]))), sdk.Clean(fmt.Sprint(fields[i+1])))
	}
	event.Msg(sdk.Clean(message))
}

// count says whether a line may be written, and how many were dropped in the minute before.
func (s *sink) count() (allowed bool, dropped int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); now.Sub(s.window) >= time.Minute {
		s.window, s.lines, dropped, s.dropped = now, 0, s.dropped, 0
	}
	if s.lines++; s.lines > linesPerMinute {
		s.dropped++
		return false, dropped
	}
	return true, dropped
}

func severity(level hclog.Level) zerolog.Level {
	switch level {
	case hclog.Error, hclog.Warn:
		return zerolog.WarnLevel
	case hclog.Info:
		return zerolog.InfoLevel
	default:
		return zerolog.DebugLevel
	}
}
