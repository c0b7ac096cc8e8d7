package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// requestTimeout is how long an answer may take, but for audits and streams.
const requestTimeout = 10 * time.Second

// route adds one.
func route[I, O any](a *API, op huma.Operation, do func(ctx context.Context, in *I) (*O, error)) {
	if op.MaxBodyBytes == 0 {
		op.MaxBodyBytes = maxBody
	}
	huma.Register(a.huma, op, do)
}

// limited ends what takes too long, and has what is dear count as more than one request.
func (a *API) limited(ctx huma.Context, next func(huma.Context)) {
	timeout, cost := requestTimeout, 1
	switch ctx.Operation().OperationID {
	case auditID:
		timeout, cost = auditTimeout+requestTimeout, auditCost
	case postOfferID:
		cost = postCost
	case streamID:
		next(ctx)
		return
	}
	if cost > 1 {
		if wait := a.limiter.wait(clientOf(ctx.RemoteAddr()), cost-1); wait > 0 {
			_, w := unwrap(ctx)
			answer(w, tooMany(wait))
			return
		}
	}
	limited, cancel := context.WithTimeout(ctx.Context(), timeout)
	defer cancel()
	next(huma.WithContext(ctx, limited))
}
