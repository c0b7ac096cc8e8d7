package api

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// fresh has nobody keep an answer without asking again.
const fresh = "no-cache"

// ForwardPage is one page of forwards.
type ForwardPage struct {
	Items    []Forward `json:"items"`
	Next     *string   `json:"next" doc:"the cursor of the next page; null if this is the last"`
	Head     *Block    `json:"head" doc:"the block up to which this is told; null before one was read"`
	Complete bool      `json:"complete" doc:"false while the chain is still read for the first time: there may be more forwards than this"`
}

type forwardsInput struct {
	Status    []string  `query:"status" maxItems:"8" enum:"proposed,lapsed,pending,deliverable,expired,settled,reclaimed,closed" doc:"only forwards that stand so; several with commas"`
	Kind      string    `query:"kind" enum:"open,assigned" doc:"only forwards of this kind"`
	Predicate string    `query:"predicate" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only forwards of this predicate's contract"`
	Token     string    `query:"token" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only forwards that are paid in this token"`
	Unit      string    `query:"unit" pattern:"^0x[0-9a-fA-F]{64}$" doc:"only forwards of this unit"`
	Buyer     string    `query:"buyer" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only forwards whose buyer's position this account holds or first held"`
	Provider  string    `query:"provider" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only forwards whose provider's position this account holds, or that name it as the only one"`
	From      time.Time `query:"from" doc:"only forwards whose window ends after this"`
	Until     time.Time `query:"until" doc:"only forwards whose window begins before this"`
	Sort      string    `query:"sort" enum:"opened,-opened,start,-start,settleBy,-settleBy" default:"-opened" doc:"by what the list is sorted; with - the latest comes first"`
	Limit     int       `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"how many there are on a page at most"`
	Cursor    string    `query:"cursor" maxLength:"64" doc:"next of the page before; with the same sort and filters"`
}

type forwardsOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         ForwardPage
}

func (a *API) registerForwards() {
	op := reading("listForwards", "/v1/forwards", "Forwards, a page at a time")
	op.Description = "A list is sorted by what never changes for a forward: one that was on a page comes on no other, and none is passed over, " +
		"whatever happens between two pages. What was opened meanwhile comes where it belongs."
	route(a, op, func(_ context.Context, in *forwardsInput) (*forwardsOutput, error) {
		query, err := in.query()
		if err != nil {
			return nil, err
		}
		found := a.deps.Index.Forwards(query)
		s := &found.Standing
		page := ForwardPage{Items: make([]Forward, len(found.Forwards)), Head: blockOf(s.Head), Complete: s.Following}
		for i := range found.Forwards {
			page.Items[i] = a.forward(&found.Forwards[i], s)
		}
		if found.Next != nil {
			next := cursorOf(in.Sort, *found.Next)
			page.Next = &next
		}
		return &forwardsOutput{fresh, page}, nil
	})
}

// sorts are the orders by their names.
var sorts = map[string]struct {
	order      index.Order
	descending bool
}{
	"opened": {index.ByOpening, false}, "-opened": {index.ByOpening, true},
	"start": {index.ByStart, false}, "-start": {index.ByStart, true},
	"settleBy": {index.BySettleBy, false}, "-settleBy": {index.BySettleBy, true},
}

var statuses = map[string]chain.Status{
	"proposed": chain.StatusProposed, "lapsed": chain.StatusLapsed, "pending": chain.StatusPending, "deliverable": chain.StatusDeliverable,
	"expired": chain.StatusExpired, "settled": chain.StatusSettled, "reclaimed": chain.StatusReclaimed, "closed": chain.StatusClosed,
}

func (in *forwardsInput) query() (index.Query, error) {
	q := index.Query{
		Predicate: address(in.Predicate), Token: address(in.Token), Buyer: address(in.Buyer), Provider: address(in.Provider),
		From: unix(in.From), Until: unix(in.Until),
		Order: sorts[in.Sort].order, Descending: sorts[in.Sort].descending, Limit: in.Limit,
	}
	for _, status := range in.Status {
		q.Statuses = append(q.Statuses, statuses[status])
	}
	if in.Unit != "" {
		unit := common.HexToHash(in.Unit)
		q.Unit = &unit
	}
	if in.Kind != "" {
		assigned := in.Kind == "assigned"
		q.Assigned = &assigned
	}
	if !in.From.IsZero() && !in.Until.IsZero() && !in.From.Before(in.Until) {
		return q, at("query.until", "it is not after from", "ask for a window that begins before it ends")
	}
	if !in.Until.IsZero() && q.Until == 0 {
		return q, at("query.until", "it is before 1970, and no window is", "ask for a later time")
	}
	if in.Cursor != "" {
		place, err := parseCursor(in.Sort, in.Cursor)
		if err != nil {
			return q, at("query.cursor", err.Error(), "begin again without a cursor, and take the next ones as they come")
		}
		q.After = &place
	}
	return q, nil
}

func address(text string) *common.Address {
	if text == "" {
		return nil
	}
	parsed := common.HexToAddress(text)
	return &parsed
}

// unix is a time in seconds, 0 for none and for what lies before 1970.
func unix(t time.Time) uint64 {
	if t.IsZero() {
		return 0
	}
	return uint64(max(0, t.Unix()))
}

// cursorOf is where a page ends, in a form that only this API reads.
func cursorOf(sort string, p index.Place) string {
	text := append([]byte{sortNumber(sort)}, make([]byte, 0, 24)...)
	for _, x := range []uint64{p.Key, p.Block, p.Log} {
		text = binary.AppendUvarint(text, x)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func parseCursor(sort, text string) (p index.Place, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) == 0 {
		return p, fmt.Errorf("%q is none that was given out", text)
	}
	if raw[0] != sortNumber(sort) {
		return p, fmt.Errorf("%q is of a list that is sorted otherwise than by %s", text, sort)
	}
	raw = raw[1:]
	for _, x := range []*uint64{&p.Key, &p.Block, &p.Log} {
		value, n := binary.Uvarint(raw)
		if n <= 0 {
			return p, fmt.Errorf("%q is none that was given out", text)
		}
		*x, raw = value, raw[n:]
	}
	if len(raw) != 0 {
		return p, fmt.Errorf("%q is none that was given out", text)
	}
	return p, nil
}

func sortNumber(sort string) byte {
	s := sorts[sort]
	number := byte(s.order) << 1
	if s.descending {
		number |= 1
	}
	return number
}
