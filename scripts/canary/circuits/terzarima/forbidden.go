//go:build canary

package terzarima

import (
	_ "github.com/tercet-protocol/tercet/plugins/sdk" // want depguard
	_ "github.com/tercet-protocol/tercet/relayer/cmd" // want depguard
)
