package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// requestTimeout is how long an answer may take, but for audits and streams.
const requestTimeout = 10 * time.Second

// route adds one.
func route[I, O any](a *API, op huma.Operation, do func(ctx context.Context, in *I) (*O, error)) {
	op.MaxBodyBytes = maxBody
	huma.Register(a.huma, op, do)
}

// limited ends what takes too long, and has what is dear count as more than one request.
func (a *API) limited(ctx huma.Context, next func(huma.Context)) {
	timeout := requestTimeout
	switch ctx.Operation().OperationID {
	case auditID:
		timeout = auditTimeout + requestTimeout
		if wait := a.limiter.wait(clientOf(ctx.RemoteAddr()), auditCost-1); wait > 0 {
			_, w := unwrap(ctx)
			answer(w, tooMany(wait))
			return
		}
	case streamID:
		next(ctx)
		return
	}
	limited, cancel := context.WithTimeout(ctx.Context(), timeout)
	defer cancel()
	next(huma.WithContext(ctx, limited))
}

// authorised lets only those who show the token do what wants one.
func (a *API) authorised(ctx huma.Context, next func(huma.Context)) {
	if len(ctx.Operation().Security) == 0 {
		next(ctx)
		return
	}
	_, w := unwrap(ctx)
	shown, has := strings.CutPrefix(ctx.Header("Authorization"), "Bearer ")
	switch {
	case a.opts.Token == "":
		answer(w, problem(http.StatusForbidden, "this server only reads", "ask the operator, who starts it with --token-file to have it write"))
	case !has || !sameToken(shown, a.opts.Token):
		p := problem(http.StatusUnauthorized, "the request does not show the token of this server", "send the header Authorization: Bearer TOKEN, with the operator's token")
		p.headers = http.Header{"Www-Authenticate": {"Bearer"}}
		answer(w, p)
	default:
		next(ctx)
	}
}

// sameToken takes as long whatever is shown.
func sameToken(shown, token string) bool {
	a, b := sha256.Sum256([]byte(shown)), sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// writing is an operation that needs the token.
func writing(op huma.Operation) huma.Operation {
	op.Security = []map[string][]string{{tokenScheme: {}}}
	op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	return op
}
