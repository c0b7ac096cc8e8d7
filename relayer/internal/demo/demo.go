// Package demo tells the story of one forward, and of those who would rather not pay for it, on a chain inside this
// process. It promises that nothing in the story is a stand-in but the chain's clock and the token's worth: plugins run
// as processes of their own, the proofs are made and verified, the contracts decide. A step that does not do what the
// story says is an error.
package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rs/zerolog"
)

// The two attempts are the program's own, so that the story is the same wherever it is told.
//
//go:embed poems/*.txt
var poems embed.FS

// Task is what the buyer asks for.
const Task = "Write a poem in terza rima about the difficult life of an LLM that verifies proofs of correct computation."

// Config says where the story is told.
type Config struct {
	Out io.Writer
	// Keys is the folder of circuit keys; they are made there in the first telling.
	Keys string
	// Bundle is the folder of a bundle of terza-rima to settle with; empty for development keys.
	Bundle string
	// Pause, which may be nil, is called after each screen.
	Pause func(ctx context.Context) error
	// Log hears from the parts at work, for those who want to see them.
	Log zerolog.Logger
}

// Run tells the story.
func Run(ctx context.Context, config Config) (err error) {
	started := time.Now()
	s := &screen{out: config.Out, pause: config.Pause}
	s.title("Tercet: compute delivered later, paid by proof")
	s.say("A chain, its contracts, a relayer and its plugins start inside this program. Time moves when the",
		"story does, and the token is worth nothing. All else is as it would be.")
	w := &world{screen: s, config: config}
	w.cast = w.poetry()
	if err := w.build(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.stop()) }()
	for _, act := range []func(context.Context) error{w.lock, w.work, w.tooEarly, w.collect, w.read, w.audit, w.cheat} {
		if err := act(ctx); err != nil {
			return err
		}
	}
	s.title("That was all")
	s.say(fmt.Sprintf("Every step did what it says, in %s.", time.Since(started).Round(100*time.Millisecond)),
		"Your turn: `tercet devnet` keeps such a chain running, `tercet forward open` locks money on it,",
		"`tercet run` delivers, `tercet output open` reads, `tercet audit` checks.")
	return nil
}

// deviation is a step that did not do what the story says.
func deviation(format string, args ...any) error {
	return fmt.Errorf("the story went another way than it should: "+format, args...)
}
