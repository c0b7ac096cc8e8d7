//go:build canary

package statement

import (
	_ "github.com/consensys/gnark/frontend"               // want depguard
	_ "github.com/tercet-protocol/tercet/circuits/gadget" // want depguard
)
