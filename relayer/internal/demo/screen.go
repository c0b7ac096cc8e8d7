package demo

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"
)

// screen writes to the terminal.
type screen struct {
	out   io.Writer
	pause func(ctx context.Context) error
	count int
}

const width = 100

func (s *screen) title(text string) {
	fmt.Fprintf(s.out, "\n━━ %s %s\n\n", text, strings.Repeat("━", max(3, width-4-len([]rune(text)))))
}

// chapter is a numbered screen.
func (s *screen) chapter(text string) {
	s.count++
	s.title(fmt.Sprintf("%d. %s", s.count, text))
}

func (s *screen) say(lines ...string) {
	for _, line := range lines {
		fmt.Fprintf(s.out, "   %s\n", line)
	}
}

// fact is a name and its value.
func (s *screen) fact(name, format string, args ...any) {
	fmt.Fprintf(s.out, "   %-14s %s\n", name, fmt.Sprintf(format, args...))
}

// good and bad are things that went as they should: something that worked, and something that was refused.
func (s *screen) good(format string, args ...any) {
	fmt.Fprintf(s.out, "   ✓ %s\n", fmt.Sprintf(format, args...))
}

func (s *screen) bad(format string, args ...any) {
	fmt.Fprintf(s.out, "   ✗ %s\n", fmt.Sprintf(format, args...))
}

// under continues a line of good or bad.
func (s *screen) under(format string, args ...any) {
	fmt.Fprintf(s.out, "     %s\n", fmt.Sprintf(format, args...))
}

func (s *screen) gap() { fmt.Fprintln(s.out) }

func (s *screen) verse(text []byte) {
	s.gap()
	for line := range strings.Lines(strings.TrimRight(string(text), "\n")) {
		fmt.Fprintf(s.out, "     │ %s\n", strings.TrimRight(line, "\n"))
	}
	s.gap()
}

// end closes a screen.
func (s *screen) end(ctx context.Context) error {
	if s.pause == nil {
		return nil
	}
	return s.pause(ctx)
}

// busy says that something takes its time, and how long it has taken, until the returned function is called.
func (s *screen) busy(stage string) (done func()) {
	fmt.Fprintf(s.out, "   … %s", stage)
	stop, stopped := make(chan struct{}), make(chan struct{})
	started := time.Now()
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(5 * time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticker.C:
				fmt.Fprintf(s.out, " … %d s", int(time.Since(started).Seconds()))
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
		fmt.Fprintf(s.out, " (%s)\n", time.Since(started).Round(100*time.Millisecond))
	}
}
