package api

import (
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// Forward is one forward, as lists have it.
type Forward struct {
	ID     Hash   `json:"id" doc:"hash of its terms, its buyer, a salt, the chain and the escrow"`
	Kind   string `json:"kind" enum:"open,assigned" doc:"an open one is delivered by anybody, at once; an assigned one by who accepted it, in steps"`
	Status string `json:"status" enum:"proposed,lapsed,pending,deliverable,expired,settled,reclaimed,closed" doc:"at the time of the latest block: proposed waits for a provider, lapsed found none, pending is before its start, deliverable in its window, expired past it; settled was delivered and paid, of reclaimed the rest went back, closed was ended by both sides"`

	Predicate PredicateName `json:"predicate"`
	Token     Token         `json:"token"`
	Unit      Hash          `json:"unit" doc:"of what is delivered: hash of the predicate's id and the public part of its parameters"`
	Price     Amount        `json:"price" doc:"of the whole quantity, in the token's smallest units"`
	Quantity  Amount        `json:"quantity" doc:"base units of the predicate's unit"`
	Delivered Amount        `json:"delivered" doc:"base units that were paid for"`
	Paid      Amount        `json:"paid" doc:"of the price"`
	Bond      Amount        `json:"bond" doc:"that a provider stakes, in the token's smallest units"`

	Buyer         Address  `json:"buyer" doc:"who holds the buyer's position"`
	Provider      *Address `json:"provider" doc:"who holds the provider's position; null while nobody accepted, and of an open forward"`
	NamedProvider *Address `json:"namedProvider" doc:"the only one who may accept; null if anybody may"`

	AcceptBy *time.Time `json:"acceptBy" doc:"until when it can be accepted; null for an open forward"`
	Start    time.Time  `json:"start" doc:"from when on it can be delivered"`
	End      time.Time  `json:"end" doc:"what is delivered lies before"`
	SettleBy time.Time  `json:"settleBy" doc:"until when a delivery is paid; from then on the rest goes back"`

	Sealed          bool `json:"sealed" doc:"only the buyer can read what is delivered"`
	TwoRounds       bool `json:"twoRounds" doc:"what is delivered is committed to before a challenge is drawn"`
	SettlementCount int  `json:"settlementCount"`

	Opened  Place `json:"opened"`
	Changed Place `json:"changed" doc:"where the last thing happened to it"`
}

func (a *API) forward(f *index.Forward, s *index.Standing) Forward {
	t := &f.Terms
	return Forward{
		ID: hashOf(f.ID), Kind: kindOf(f), Status: f.Status.String(),
		Predicate: a.names.predicate(t.Predicate), Token: a.names.token(t.Token), Unit: hashOf(t.Unit),
		Price: amountOf(t.Price), Quantity: amountOf(t.Quantity), Delivered: amountOf(f.Delivered), Paid: amountOf(f.Paid), Bond: amountOf(t.Bond),
		Buyer: addressOf(f.Holder), Provider: orNull(f.Provider), NamedProvider: orNull(t.Provider),
		AcceptBy: timeOrNull(t.AcceptBy), Start: timeOf(t.Start), End: timeOf(t.End), SettleBy: timeOf(t.SettleBy),
		Sealed: !t.SealX.IsZero() || !t.SealY.IsZero(), TwoRounds: t.BeaconBlock != 0, SettlementCount: len(f.Settlements),
		Opened: placeOf(f.Opened, s), Changed: placeOf(f.Last(), s),
	}
}

func kindOf(f *index.Forward) string {
	if f.Assigned() {
		return "assigned"
	}
	return "open"
}
