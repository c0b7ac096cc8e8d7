package audit

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Result is what came of a check.
type Result string

// The results. NotApplicable says why there is nothing to check, or nothing yet. Incomplete says that there was, and that it
// could not be checked with what is known here: somebody else may find that it fails.
const (
	Holds         Result = "holds"
	Fails         Result = "fails"
	NotApplicable Result = "not applicable"
	Incomplete    Result = "incomplete"
)

// Check is one question and its answer.
type Check struct {
	Name   string       `json:"check"`
	Result Result       `json:"result"`
	Words  string       `json:"words"`
	At     *chain.Place `json:"at,omitempty"` // the event that it is about
}

// Report is what an audit of one forward found.
type Report struct {
	Forward  common.Hash    `json:"forward"`
	ChainID  uint64         `json:"chainId"`
	Escrow   common.Address `json:"escrow"`
	Block    uint64         `json:"block"` // up to which the chain was read
	Status   chain.Status   `json:"status"`
	Verdict  Result         `json:"verdict"`
	Chain    []Check        `json:"chain,omitempty"` // of the endpoint, where one forward alone was audited
	Checks   []Check        `json:"checks"`
	Warnings []string       `json:"warnings,omitempty"`

	about  string       // what the checks being added are about
	at     *chain.Place // likewise
	paid   bool         // something was paid for
	unread bool         // the opening could not be
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

func (r *Report) lacks(name, format string, args ...any) {
	r.add(name, Incomplete, format, args...)
}

func (r *Report) add(name string, result Result, format string, args ...any) {
	r.Checks = append(r.Checks, Check{Name: r.about + name, Result: result, Words: fmt.Sprintf(format, args...), At: r.at})
}

// adopt takes over what was found for several reports.
func (r *Report) adopt(law Report) {
	r.Checks = append(r.Checks, law.Checks...)
	r.Warnings = append(r.Warnings, law.Warnings...)
}

func (r *Report) failed() bool { return has(r.Checks, Fails) }

func has(checks []Check, result Result) bool {
	return slices.ContainsFunc(checks, func(check Check) bool { return check.Result == result })
}

// judge holds if every check did, once the forward came to its end. A check that could not be made stands in the way of
// that, unless nothing was paid for. A warning is no check.
func (r *Report) judge() {
	switch {
	case has(r.Checks, Fails) || has(r.Chain, Fails):
		r.Verdict = Fails
	case r.unread || has(r.Chain, Incomplete):
		r.Verdict = Incomplete
	case !r.Status.Cold():
		r.Verdict = NotApplicable
	case has(r.Checks, Incomplete) && r.paid:
		r.Verdict = Incomplete
	default:
		r.Verdict = Holds
	}
}
