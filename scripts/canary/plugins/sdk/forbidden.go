//go:build canary

package sdk

import (
	_ "github.com/tercet-protocol/tercet/circuits/gadget" // want depguard
)
