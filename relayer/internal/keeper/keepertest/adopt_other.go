//go:build !linux

package keepertest

import "errors"

// Adopt makes this process the one whose children orphans become, on Linux.
func Adopt() error { return errors.New("orphans cannot be adopted on this system") }
