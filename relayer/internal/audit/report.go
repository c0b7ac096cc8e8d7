package audit

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Result is what came of a check.
type Result string

// The results. NotApplicable says why nothing could be checked, or that there is nothing to check yet.
const (
	Holds         Result = "holds"
	Fails         Result = "fails"
	NotApplicable Result = "not applicable"
)

// Check is one question and its answer.
type Check struct {
	Name   string `json:"check"`
	Result Result `json:"result"`
	Words  string `json:"words"`
}

// Report is what an audit of one forward found.
type Report struct {
	Forward  common.Hash    `json:"forward"`
	ChainID  uint64         `json:"chainId"`
	Escrow   common.Address `json:"escrow"`
	Block    uint64         `json:"block"` // up to which the chain was read
	Status   chain.Status   `json:"status"`
	Verdict  Result         `json:"verdict"`
	Checks   []Check        `json:"checks"`
	Warnings []string       `json:"warnings,omitempty"`
}

func (r *Report) holds(name, format string, args ...any) {
	r.add(name, Holds, format, args...)
}

func (r *Report) fails(name, format string, args ...any) {
	r.add(name, Fails, format, args...)
}

func (r *Report) skips(name, format string, args ...any) {
	r.add(name, NotApplicable, format, args...)
}

func (r *Report) add(name string, result Result, format string, args ...any) {
	r.Checks = append(r.Checks, Check{Name: name, Result: result, Words: fmt.Sprintf(format, args...)})
}

// judge holds if every check did that could be made, once the forward came to its end. A warning is no check.
func (r *Report) judge() {
	r.Verdict = Holds
	if !r.Status.Cold() {
		r.Verdict = NotApplicable
	}
	for _, check := range r.Checks {
		if check.Result == Fails {
			r.Verdict = Fails
		}
	}
}
