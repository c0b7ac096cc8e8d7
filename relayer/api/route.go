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
