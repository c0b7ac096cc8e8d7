//go:build canary

package curve

import (
	_ "github.com/tercet-protocol/tercet/relayer/config" // want depguard
)
