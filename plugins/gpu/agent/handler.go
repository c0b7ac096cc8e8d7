package agent

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const challenge = sdk.CheckChallenge

// handler is what is asked over HTTP. Devices and faults are JSON, all else is bytes as they are.
func (a *Agent) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /v1/devices", a.only(a.known, a.getDevices))
	mux.Handle("GET /v1/devices/{id}/receipt", a.only(a.known, a.getReceipt))
	mux.Handle("POST /v1/devices/{id}/turn", a.only(a.isMeter, a.takeTurn))
	mux.Handle("DELETE /v1/devices/{id}/turn", a.only(a.isMeter, a.endTurn))
	mux.Handle("POST /v1/devices/{id}/{check}", a.only(a.isMeter, a.postQuestion))
	mux.Handle("POST /v1/receipts", a.only(a.isBuyer, a.postReceipt))
	return mux
}

// only lets those through who may ask for it.
func (a *Agent) only(allowed func(peer.Name) bool, next func(http.ResponseWriter, *http.Request, peer.Name)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		caller, known := peer.Caller(r.Context())
		if !known || !allowed(caller) {
			http.Error(w, caller.String()+" may not ask for this", http.StatusForbidden)
			return
		}
		next(w, r, caller)
	})
}

func (a *Agent) getDevices(w http.ResponseWriter, r *http.Request, _ peer.Name) {
	text, err := json.Marshal(a.survey(r.Context()))
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	a.give(w, text)
}

func (a *Agent) getReceipt(w http.ResponseWriter, r *http.Request, _ peer.Name) {
	e, _, err := a.find(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	receipt := a.receipts.covering(e.device.ID, a.config.Now())
	if receipt == nil {
		a.give(w, nil)
		return
	}
	a.give(w, receipt.Bytes())
}

func (a *Agent) postReceipt(w http.ResponseWriter, r *http.Request, buyer peer.Name) {
	body, whole := peer.ReadBody(w, r)
	if !whole {
		return
	}
	receipt, err := ParseReceipt(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	e, _, err := a.find(r.Context(), receipt.Device)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if err := errors.Join(receipt.checkSigner(buyer),
		unless(receipt.Device == e.device.ID, "it is for device %s, which is listed as %s", receipt.Device, e.device.ID)); err != nil {
		http.Error(w, "busy receipt: "+err.Error(), http.StatusBadRequest)
		return
	}
	if err := a.receipts.add(receipt, a.config.Now()); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	a.config.Logger.Info().Str("device", receipt.Device).Stringer("forward", receipt.Forward).
		Str("from", moment(receipt.From)).Str("to", moment(receipt.To)).Msg("busy receipt")
	a.give(w, nil)
}

func (a *Agent) takeTurn(w http.ResponseWriter, r *http.Request, meter peer.Name) {
	if _, whole := peer.ReadBody(w, r); !whole {
		return
	}
	e, q, err := a.find(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if !known(w, r, e, challenge) {
		return
	}
	// Whatever takes long and is no part of a challenge is done before its clock starts.
	if _, err := a.ask(r.Context(), meter, e, q, challenge, []byte(sdk.QuestionReady)); err != nil {
		if busy := (*busyError)(nil); !errors.As(err, &busy) {
			q.turns.giveBack(meter)
		}
		a.refuse(w, r, err)
		return
	}
	if r.Context().Err() != nil {
		q.turns.giveBack(meter) // nobody reads the answer
		return
	}
	a.give(w, nil)
}

func (a *Agent) endTurn(w http.ResponseWriter, r *http.Request, meter peer.Name) {
	_, q, err := a.find(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	q.turns.giveBack(meter)
	a.give(w, nil)
}

func (a *Agent) postQuestion(w http.ResponseWriter, r *http.Request, meter peer.Name) {
	question, whole := peer.ReadBody(w, r)
	if !whole {
		return
	}
	check := r.PathValue("check")
	if !slices.Contains(sdk.Checks(), check) || len(question) == 0 || string(question) == sdk.QuestionReady {
		http.Error(w, "ask a question for one of the checks that there are", http.StatusBadRequest)
		return
	}
	e, q, err := a.find(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if !known(w, r, e, check) {
		return
	}
	answer, err := a.ask(r.Context(), meter, e, q, check, question)
	if err == nil {
		err = sdk.CheckProbeAnswer(answer)
	}
	if err != nil {
		a.refuse(w, r, err)
		return
	}
	a.give(w, answer)
}

// known says whether a probe answers the check about the device. Where none does, that was answered.
func known(w http.ResponseWriter, r *http.Request, e *entry, check string) bool {
	if _, answered := e.answers[check]; answered {
		return true
	}
	_, err := e.ask(r.Context(), check, nil)
	http.Error(w, err.Error(), http.StatusNotFound)
	return false
}

func (a *Agent) give(w http.ResponseWriter, answer []byte) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/octet-stream")
	}
	if _, err := w.Write(answer); err != nil {
		a.config.Logger.Debug().Err(err).Msg("send an answer")
	}
}

// refuse tells why there is no answer, and when to ask again.
func (a *Agent) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusBadGateway
	busy := (*busyError)(nil)
	switch {
	case errors.As(err, &busy):
		peer.RetryAfter(w, busy.wait)
		if status = http.StatusConflict; busy.tooMany {
			status = http.StatusTooManyRequests
		}
	case errors.Is(err, errOver):
		status = http.StatusConflict
	case errors.Is(err, sdk.ErrUnjudgeable):
		status = http.StatusBadRequest
	default:
		a.config.Logger.Warn().Err(err).Str("path", r.URL.Path).Msg("a question has no answer")
	}
	http.Error(w, sdk.Clean(err.Error()), status)
}
