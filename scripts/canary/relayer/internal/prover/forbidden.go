//go:build canary

package prover

import (
	_ "github.com/tercet-protocol/tercet/bindings" // want depguard
	_ "github.com/urfave/cli/v2"                   // want depguard
	_ "log"                                        // want depguard
	_ "math/rand"                                  // want depguard
)
