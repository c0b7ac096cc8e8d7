// addition-chain is a predicate plugin for Tercet: short addition chains.
package main

import (
	"github.com/tercet-protocol/tercet/plugins/sdk"

	"example.org/addition-chain/predicate"
)

func main() { sdk.ServePredicate(predicate.Predicate{}) }
