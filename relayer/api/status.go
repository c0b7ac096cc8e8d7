package api

import (
	"context"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Status is what this server tells of, and how far it is.
type Status struct {
	Version       string  `json:"version" doc:"of the program"`
	ChainID       uint64  `json:"chainId"`
	Development   bool    `json:"developmentChain" doc:"nothing on this chain has value"`
	Escrow        Address `json:"escrow"`
	Confirmations uint64  `json:"confirmations" doc:"how many blocks, its own included, something needs to count as confirmed"`

	Head      *Block     `json:"head" doc:"the latest block up to which everything was read; null before one was"`
	Confirmed *Block     `json:"confirmed" doc:"the latest block that counts as confirmed"`
	Index     IndexState `json:"index"`

	Forwards ForwardCount `json:"forwards"`
	Event    string       `json:"event" doc:"id of the latest event: /v1/events goes on after it with the header Last-Event-ID"`
}

// IndexState is how far the chain is read.
type IndexState struct {
	State    string     `json:"state" enum:"reading,following" doc:"reading until the latest block was reached once"`
	Progress float64    `json:"progress" minimum:"0" maximum:"1" doc:"how much of the chain is read"`
	First    uint64     `json:"firstBlock"`
	Read     uint64     `json:"readTo" doc:"number of the last block that was read"`
	Events   int        `json:"events" doc:"that are kept"`
	LeftOut  int        `json:"leftOut" doc:"events that are longer than is read, or about forwards whose opening is"`
	Looked   *time.Time `json:"lookedAt" doc:"when the chain was last read without trouble"`
	Trouble  *string    `json:"trouble" doc:"why it was not since; null if it was"`
}

// ForwardCount is how many forwards there are.
type ForwardCount struct {
	Total    int      `json:"total"`
	ByStatus Statuses `json:"byStatus"`
}

// Statuses are how many forwards stand where.
type Statuses struct {
	Proposed    int `json:"proposed"`
	Lapsed      int `json:"lapsed"`
	Pending     int `json:"pending"`
	Deliverable int `json:"deliverable"`
	Expired     int `json:"expired"`
	Settled     int `json:"settled"`
	Reclaimed   int `json:"reclaimed"`
	Closed      int `json:"closed"`
}

type statusOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Status
}

func (a *API) registerStatus() {
	route(a, reading("getStatus", "/v1/status", "The chain, the escrow, and how far they are read"),
		func(context.Context, *struct{}) (*statusOutput, error) {
			return &statusOutput{fresh, a.status()}, nil
		})
}

func (a *API) status() Status {
	event := a.eventID(a.deps.Index.Sequence()) // before the rest is read: what changes meanwhile is told after it
	s := a.deps.Index.Standing()
	n := func(status chain.Status) int { return s.ByStatus[status] }
	out := Status{
		Version: a.opts.Version, ChainID: a.opts.ChainID, Development: chain.IsDevelopment(a.opts.ChainID), Escrow: addressOf(a.opts.Escrow),
		Confirmations: a.deps.Index.Confirmations(),
		Head:          blockOf(s.Head), Confirmed: blockOf(s.Confirmed),
		Index: IndexState{
			State: "reading", Progress: a.deps.Index.Progress(), First: a.deps.Index.First(), Read: s.Read, Events: s.Events, LeftOut: s.LeftOut,
		},
		Forwards: ForwardCount{Total: s.Forwards, ByStatus: Statuses{
			n(chain.StatusProposed), n(chain.StatusLapsed), n(chain.StatusPending), n(chain.StatusDeliverable),
			n(chain.StatusExpired), n(chain.StatusSettled), n(chain.StatusReclaimed), n(chain.StatusClosed),
		}},
		Event: event,
	}
	if s.Following {
		out.Index.State = "following"
	}
	if !s.Looked.IsZero() {
		looked := s.Looked.UTC().Truncate(time.Second)
		out.Index.Looked = &looked
	}
	if s.Trouble != "" {
		out.Index.Trouble = &s.Trouble
	}
	return out
}
