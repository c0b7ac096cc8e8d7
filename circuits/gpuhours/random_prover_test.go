//go:build prover && !race

package gpuhours

import "testing"

func TestManyAgree(t *testing.T) { agree(t, 3, 1000) }
