package main

import "example.org/addition-chain/chain"

// Search finds a shortest chain in which each step adds to the number before, if it has no more steps than asked for; nil
// if there is none. It tries one length after another: some milliseconds for ten steps, minutes for twenty.
func Search(p chain.Params) chain.Chain {
	for steps := range p.Steps {
		if found := extend(chain.Chain{1}, p.Target, steps+1); found != nil {
			return found
		}
	}
	return nil
}

// extend leads a chain to the target in so many steps.
func extend(c chain.Chain, target, steps uint64) chain.Chain {
	last := c[len(c)-1]
	if last == target {
		return c
	}
	if steps == 0 || last > target || last<<steps < target { // doubling is the fastest there is
		return nil
	}
	for i := len(c) - 1; i >= 0; i-- {
		if found := extend(append(c, last+c[i]), target, steps-1); found != nil {
			return found
		}
	}
	return nil
}
