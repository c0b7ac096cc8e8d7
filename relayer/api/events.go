package api

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// The bounds of streams.
const (
	streamID     = "streamEvents"
	maxStreams   = 256 // at once
	maxPerClient = 16
	eventsAtOnce = 256              // that are written before it is looked whether the stream goes on
	heartbeat    = 15 * time.Second // how long a stream is silent at the most
	writeTimeout = 10 * time.Second // how long who listens may take for what is written at once
	retry        = 2 * time.Second  // after which who lost the connection comes back
)

// ForwardEvent is that something happened to a forward.
type ForwardEvent struct {
	Sequence uint64 `json:"sequence"`
	ID       Hash   `json:"id"`
	What     string `json:"what" enum:"opened,announced,accepted,settled,moved,reclaimed,closed,timed" doc:"timed: its status changed by time alone"`
	Status   string `json:"status" enum:"proposed,lapsed,pending,deliverable,expired,settled,reclaimed,closed" doc:"after that"`
	At       *Place `json:"at" doc:"null where time alone did it; head events say what counts as confirmed"`
}

// HeadEvent is that the chain was read further.
type HeadEvent struct {
	Sequence  uint64 `json:"sequence"`
	Head      *Block `json:"head" doc:"as in the status"`
	Read      uint64 `json:"readTo" doc:"number of the last block that was read"`
	Confirmed *Block `json:"confirmed" doc:"what lies up to this block counts as confirmed"`
	State     string `json:"state" enum:"reading,following" doc:"as in the status"`
}

// ReorgEvent is that blocks went away, and what they told was taken back. What was read of forwards since has to be read again.
type ReorgEvent struct {
	Sequence uint64 `json:"sequence"`
	To       uint64 `json:"to" doc:"number of the last block that stands"`
	Blocks   uint64 `json:"blocks" doc:"how many went away, at the most"`
	Events   int    `json:"events" doc:"how many things that had happened did not"`
}

// ResetEvent is that events were missed which are not kept any more: what they were about has to be read again.
type ResetEvent struct {
	Sequence uint64 `json:"sequence" doc:"of an event: all later ones that are kept follow"`
	Of       string `json:"of" enum:"all,offers" doc:"what has to be read again: everything, or offers alone"`
}

// What has to be read again.
const (
	resetAll    = "all"
	resetOffers = "offers"
)

// OfferEvent is that an offer came, or stands otherwise.
type OfferEvent struct {
	Sequence uint64 `json:"sequence"`
	Hash     Hash   `json:"hash"`
	Side     string `json:"side" enum:"bid,ask"`
	Standing string `json:"standing" enum:"unjudged,open,uncovered,filled,cancelled,expired,unfilled"`
	Left     Amount `json:"left" doc:"base units that were not taken"`
}

// eventKinds are the events by their names.
var eventKinds = map[string]any{"forward": ForwardEvent{}, "head": HeadEvent{}, "reorg": ReorgEvent{}, "reset": ResetEvent{}, "offer": OfferEvent{}}

type eventsInput struct {
	LastEventID string `header:"Last-Event-ID" maxLength:"64" doc:"id of the last event that was received: the stream goes on after it"`
	After       string `query:"after" maxLength:"64" doc:"the same, for who cannot set headers; the header goes before it"`
}

// streams counts those there are.
type streams struct {
	mu       sync.Mutex
	all      int
	byClient map[string]int
}

func (s *streams) enter(client string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all >= maxStreams || s.byClient[client] >= maxPerClient {
		return false
	}
	s.all++
	s.byClient[client]++
	return true
}

func (s *streams) leave(client string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all--
	if s.byClient[client]--; s.byClient[client] == 0 {
		delete(s.byClient, client)
	}
}

func (a *API) registerEvents() {
	op := reading(streamID, "/v1/events", "What changes, as it does (server-sent events)", http.StatusServiceUnavailable)
	op.Description = "Without an id the stream begins with what changes next. With one it goes on after that; if what follows it is not kept any " +
		"more, or it is of another run of this server, it begins with reset. What is told of offers is kept apart, and may have gone where " +
		"everything else is there still: reset says so. Comments come in between, so that it is never silent for long."
	op.Responses = map[string]*huma.Response{"200": {
		Description: "events, until who listens goes away or the server ends",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: a.eventSchema()}},
	}}
	route(a, op, func(_ context.Context, in *eventsInput) (*huma.StreamResponse, error) {
		id := in.LastEventID
		if id == "" {
			id = in.After
		}
		return &huma.StreamResponse{Body: func(ctx huma.Context) { a.stream(ctx, id) }}, nil
	})
}

// eventSchema describes a stream as a list of what it may hold.
func (a *API) eventSchema() *huma.Schema {
	registry := a.huma.OpenAPI().Components.Schemas
	var kinds []*huma.Schema
	for _, name := range slices.Sorted(maps.Keys(eventKinds)) {
		kinds = append(kinds, &huma.Schema{
			Type: huma.TypeObject, Title: "Event " + name, Required: []string{"id", "event", "data"},
			Properties: map[string]*huma.Schema{
				"id":    {Type: huma.TypeString, Description: "for Last-Event-ID"},
				"event": {Type: huma.TypeString, Enum: []any{name}},
				"data":  registry.Schema(reflect.TypeOf(eventKinds[name]), true, name),
			},
		})
	}
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{OneOf: kinds}}
}

func unwrap(ctx huma.Context) (*http.Request, http.ResponseWriter) { return humago.Unwrap(ctx) }

// stream tells what changes after an event until who listens is gone or the API is closed.
func (a *API) stream(ctx huma.Context, id string) {
	r, w := unwrap(ctx)
	client := clientOf(r.RemoteAddr)
	if !a.streams.enter(client) {
		answer(w, problem(http.StatusServiceUnavailable, "there are as many streams as there may be, or as one address may have", "close others, or try again later"))
		return
	}
	defer a.streams.leave(client)
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // what the server gives a request ends no stream
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	if r.Method == http.MethodHead {
		return
	}
	s := stream{w: w, control: control, run: a.run}
	s.last, s.reset = a.resume(id)
	_, _ = fmt.Fprintf(w, "retry: %d\n\n", retry.Milliseconds())
	for s.tell(a.deps.Index) {
		beat := time.NewTimer(heartbeat)
		select {
		case <-r.Context().Done():
		case <-a.closing:
		case <-s.more:
			beat.Stop()
			continue
		case <-beat.C:
			_, _ = fmt.Fprint(w, ": nothing changed\n\n")
			continue
		}
		beat.Stop()
		return
	}
}

// resume is the sequence after which a stream goes on, and whether it has missed what is not told any more.
func (a *API) resume(id string) (after uint64, reset bool) {
	latest := a.deps.Index.Sequence()
	if id == "" {
		return latest, false
	}
	run, number, _ := strings.Cut(id, "-")
	sequence, err := strconv.ParseUint(number, 10, 64)
	if err != nil || run != a.run {
		return latest, true
	}
	if !a.deps.Index.Changes(sequence, 1).Whole {
		return latest, true
	}
	return sequence, false
}

// eventID is the id of an event of this run.
func (a *API) eventID(sequence uint64) string { return a.run + "-" + strconv.FormatUint(sequence, 10) }

// runName tells runs of a server apart.
func runName(begun time.Time) string { return strconv.FormatInt(begun.UnixMilli(), 36) }

// stream is one that goes on.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	run     string
	last    uint64 // sequence that was told
	reset   bool   // that it missed something is still to be told
	offers  uint64 // sequence up to which it was told that it missed what was told of offers
	more    <-chan struct{}
}

// tell tells what there is to tell, and says whether somebody still listens.
func (s *stream) tell(x *index.Index) bool {
	for {
		news := x.Changes(s.last, eventsAtOnce)
		s.more = news.More
		if !news.Whole {
			s.last, s.reset = x.Sequence(), true
			continue
		}
		if err := s.control.SetWriteDeadline(time.Now().Add(heartbeat + writeTimeout)); err != nil {
			return false
		}
		if s.reset {
			s.reset = false
			if !s.event("reset", s.last, ResetEvent{s.last, resetAll}) {
				return false
			}
		}
		if news.OffersGone > s.offers {
			s.offers = news.OffersGone
			if !s.event("reset", s.last, ResetEvent{s.last, resetOffers}) {
				return false
			}
		}
		for _, c := range news.Changes {
			name, data := eventOf(c)
			if !s.event(name, c.Sequence, data) {
				return false
			}
			s.last = c.Sequence
		}
		if s.control.Flush() != nil {
			return false
		}
		if len(news.Changes) < eventsAtOnce {
			return true
		}
	}
}

func (s *stream) event(name string, sequence uint64, data any) bool {
	text, err := json.Marshal(data)
	if err != nil {
		return false
	}
	_, err = fmt.Fprintf(s.w, "id: %s-%d\nevent: %s\ndata: %s\n\n", s.run, sequence, name, text)
	return err == nil
}

// eventOf is how a change is told.
func eventOf(c index.Change) (name string, data any) {
	switch {
	case c.Forward != nil:
		e := ForwardEvent{Sequence: c.Sequence, ID: hashOf(c.Forward.ID), What: string(c.Forward.What), Status: c.Forward.Status.String()}
		if c.Forward.What != index.Timed {
			place := placeOf(c.Forward.At, &index.Standing{})
			e.At = &place
		}
		return "forward", e
	case c.Offer != nil:
		o := c.Offer
		return "offer", OfferEvent{c.Sequence, hashOf(o.Hash), o.Side, o.Standing, Amount(o.Left)}
	case c.Reorg != nil:
		return "reorg", ReorgEvent{c.Sequence, c.Reorg.To, c.Reorg.Depth, c.Reorg.Events}
	}
	h := c.Head
	e := HeadEvent{Sequence: c.Sequence, Head: blockOf(h.Head), Read: h.Read, Confirmed: blockOf(h.Confirmed), State: "reading"}
	if h.Following {
		e.State = "following"
	}
	return "head", e
}
