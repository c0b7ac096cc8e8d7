//go:build canary

package gadget

import (
	_ "github.com/tercet-protocol/tercet/circuits/terzarima" // want depguard
)
