package audit

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Summary is what an audit of several forwards found, and of the endpoint that it read.
type Summary struct {
	ChainID     uint64         `json:"chainId"`
	Escrow      common.Address `json:"escrow"`
	Block       uint64         `json:"block"`     // up to which the chain was read
	BlockHash   common.Hash    `json:"blockHash"` // all that is trusted of the endpoint, where its checks hold
	Verdict     Result         `json:"verdict"`   // the worst one
	Forwards    int            `json:"forwards"`
	Settlements int            `json:"settlements"`
	Verdicts    map[Result]int `json:"verdicts"` // how many forwards have which
	Events      int            `json:"events"`
	Checks      []Check        `json:"checks"` // of the endpoint

	blocks   int   // whose receipts hash to what their headers say
	unhashed error // why others' do not count
	named    bool  // the forwards were
}

func (s *Summary) fails(name, format string, args ...any) {
	s.add(name, Fails, format, args...)
}

func (s *Summary) add(name string, result Result, format string, args ...any) {
	const most = 100 // of an endpoint that is all wrong
	if len(s.Checks) < most {
		s.Checks = append(s.Checks, Check{Name: name, Result: result, Words: fmt.Sprintf(format, args...)})
	}
}

// count counts a forward.
func (s *Summary) count(r Report, settlements int) {
	if s.Verdicts == nil {
		s.Verdicts = map[Result]int{}
	}
	s.Forwards++
	s.Settlements += settlements
	s.Verdicts[r.Verdict]++
}

// conclude says what of the endpoint was checked, and judges.
func (h *history) conclude() Summary {
	s := &h.summary
	s.ChainID, s.Escrow, s.Block, s.BlockHash = h.Client.ChainID().Uint64(), h.Escrow.Address(), h.at.Number, h.at.Hash
	unless := func(name string, result Result, format string, args ...any) {
		for _, check := range s.Checks {
			if check.Name == name {
				return
			}
		}
		s.add(name, result, format, args...)
	}
	switch {
	case h.every && len(h.hashes) > 0:
		unless("headers", Holds, "%d headers, from block %d on, each the one before the next, lead to block %d, %s", len(h.hashes), h.first, h.at.Number, h.at.Hash)
	default:
		unless("headers", NotApplicable, "only headers of blocks with events were read: that they lead to block %d, %s, is the endpoint's word", h.at.Number, h.at.Hash)
	}
	switch {
	case s.unhashed != nil:
		unless("receipts", NotApplicable, "what happened in a block is the endpoint's word: %v", s.unhashed)
		unless("logs", NotApplicable, "what eth_getLogs leaves out cannot be found")
	default:
		unless("receipts", Holds, "the receipts of %s hash to what their headers say", count(s.blocks, "block"))
		unless("logs", Holds, "eth_getLogs told of all %s in them", count(s.Events, "event"))
	}
	switch {
	case h.unproven != nil && errors.Is(h.unproven, chain.ErrNotProven):
		unless("state", Fails, "%v", h.unproven)
	case h.unproven != nil:
		unless("state", NotApplicable, "what the contracts' code and state are is the endpoint's word: %v", h.unproven)
	default:
		unless("state", Holds, "code of %s and state of %s follow from block %d", count(h.contracts, "contract"), count(h.states, "forward"), h.at.Number)
	}
	h.compared.conclude(s)
	s.named = len(h.selection.IDs) > 0
	s.judge()
	return *s
}

// judge is the worst there is. Of a whole history it is none that some forwards are still under way.
func (s *Summary) judge() {
	switch {
	case s.Verdicts[Fails] > 0 || has(s.Checks, Fails):
		s.Verdict = Fails
	case s.Verdicts[Incomplete] > 0 || has(s.Checks, Incomplete):
		s.Verdict = Incomplete
	case s.Verdicts[NotApplicable] > 0 && (s.named || s.Verdicts[Holds] == 0):
		s.Verdict = NotApplicable
	default:
		s.Verdict = Holds
	}
}
