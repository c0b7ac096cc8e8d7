// Package samples lets tests that hold a circuit to an oracle draw more samples than they do every time. Only tests import it:
//
//	go test ./circuits/proofofwork -run TestCheckAndCircuitAgree -v -args -samples 60000 -seed 7
package samples

import (
	"flag"
	"testing"
)

var (
	count = flag.Int("samples", 0, "how many samples a random test draws; 0 leaves it to each")
	seed  = flag.Uint64("seed", 0, "moves the seed of every random test")
)

// Count is how many samples a test draws that has a number of its own.
func Count(own int) int {
	if *count > 0 {
		return *count
	}
	return own
}

// Seed is a test's own seed, moved by the one that was given.
func Seed(own uint64) uint64 { return own + *seed }

// Tell logs how many witnesses of a circuit were solved, all of statements that hold by the oracle, and how many refused, all
// of statements that do not.
func Tell(t testing.TB, circuit string, accepted, refused int) {
	t.Helper()
	t.Logf("witnesses of %s: %d accepted, %d refused", circuit, accepted, refused)
}
