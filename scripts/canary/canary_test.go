//go:build canary

package canary

import "testing"

// TestCanary fails. scripts/test runs it to see its own Go runner turn red.
func TestCanary(t *testing.T) {
	t.Fatal("the canary sings: this failure is wanted")
}
