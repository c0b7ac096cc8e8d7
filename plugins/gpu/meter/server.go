package meter

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// maxAsked bounds what a meter is asked with: a sheet of eight devices is the longest.
const maxAsked = 64 << 10

// ErrAsked says that a question is none.
var ErrAsked = errors.New("the question cannot be read")

// Server answers over mutual TLS. Anybody may register what the chain bears out; all else is for those who are named there.
func (m *Meter) Server(key peer.Key, limits peer.Limits) *peer.HTTPServer {
	mux := http.NewServeMux()
	mux.Handle("GET /v1/meter", answering(m, func(*http.Request, peer.Name, []byte) (any, error) { return m.About(), nil }))
	mux.Handle("POST /v1/machines", answering(m, func(r *http.Request, _ peer.Name, body []byte) (any, error) {
		return nil, reading(body, func(s Signed[Registration]) error { return m.Register(r.Context(), s) })
	}))
	mux.Handle("POST /v1/tenancies", answering(m, func(r *http.Request, _ peer.Name, body []byte) (any, error) {
		return nil, reading(body, func(s Signed[Tenancy]) error { return m.Admit(r.Context(), s) })
	}))
	mux.Handle("GET /v1/forwards/{id}/drafts/{epoch}", answering(m, func(r *http.Request, who peer.Name, _ []byte) (any, error) {
		id, err := forwardIn(r)
		epoch, errEpoch := strconv.ParseUint(r.PathValue("epoch"), 10, 32)
		if err := errors.Join(err, errEpoch); err != nil {
			return nil, errors.Join(ErrAsked, err)
		}
		return m.Draft(r.Context(), who, id, epoch)
	}))
	mux.Handle("GET /v1/forwards/{id}/handle", answering(m, func(r *http.Request, who peer.Name, _ []byte) (any, error) {
		id, err := forwardIn(r)
		if err != nil {
			return nil, errors.Join(ErrAsked, err)
		}
		return m.Handle(who, id)
	}))
	mux.Handle("POST /v1/sheets", answering(m, func(r *http.Request, who peer.Name, body []byte) (any, error) {
		proposal, err := gpuhours.ParseEvidence(body)
		if err != nil {
			return nil, errors.Join(ErrAsked, err)
		}
		return m.Sign(r.Context(), who, proposal.Sheet)
	}))
	limits.Body = maxAsked
	return peer.NewHTTPServer(key, func(peer.Name) bool { return true }, mux, limits, m.Log)
}

// answering makes a handler of a function that answers with JSON.
func answering(m *Meter, answer func(r *http.Request, who peer.Name, body []byte) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, known := peer.Caller(r.Context())
		body, whole := peer.ReadBody(w, r)
		if !known || !whole {
			return
		}
		told, err := answer(r, who, body)
		if err != nil {
			m.Log.Info().Err(err).Str("path", r.URL.Path).Stringer("by", who).Msg("refused")
			http.Error(w, sdk.Clean(err.Error()), statusOf(err))
			return
		}
		text, err := json.Marshal(told)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if _, err := w.Write(text); err != nil {
			m.Log.Debug().Err(err).Msg("send an answer")
		}
	})
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, ErrAsked):
		return http.StatusBadRequest
	case errors.Is(err, ErrStranger):
		return http.StatusForbidden
	case errors.Is(err, ErrUnknown):
		return http.StatusNotFound
	}
	return http.StatusConflict
}

func reading[T any](body []byte, take func(Signed[T]) error) error {
	var said Signed[T]
	if err := decode(body, &said); err != nil {
		return errors.Join(ErrAsked, err)
	}
	return take(said)
}

func forwardIn(r *http.Request) (id common.Hash, err error) {
	return id, id.UnmarshalText([]byte(r.PathValue("id")))
}

// About is what a meter says of itself.
type About struct {
	Meter   gpuhours.Meter `json:"meter"`
	ChainID uint64         `json:"chainId"`
	Escrow  common.Address `json:"escrow"`
	Anchor  Anchor         `json:"anchor"`
	Hour    uint64         `json:"hour"` // hours before this one are final
}

// About tells who the meter is.
func (m *Meter) About() About {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.state.begun
	return About{b.Meter, b.ChainID, b.Escrow, b.Anchor, m.state.final()}
}

// Serve answers until the context ends.
func Serve(ctx context.Context, server *peer.HTTPServer, listener net.Listener) error {
	stop := context.AfterFunc(ctx, func() {
		soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		_ = server.Stop(soon) // the process is about to end
	})
	defer stop()
	return server.Serve(listener)
}
