//go:build canary

package canary

import "testing"

// TestCanary fails. scripts/test runs it to see its own Go runner turn red.
func TestCanary(t *testing.T) {
	t.Fatal("the canary sings: this failure is wanted")
}

// FuzzCanary fails on its only seed, before anything is written down: scripts/test runs it to see its fuzzing turn red.
func FuzzCanary(f *testing.F) {
	f.Add([]byte("seed"))
	f.Fuzz(func(t *testing.T, _ []byte) {
		t.Fatal("the canary sings: this failure is wanted")
	})
}
