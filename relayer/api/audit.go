package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// The bounds of audits, each of which verifies proofs and asks the chain some twenty things.
const (
	auditID      = "auditForward"
	auditsAtOnce = 2
	auditCost    = 10 // requests that one counts as
	auditTimeout = 60 * time.Second
	maxAudits    = 1000 // that are remembered
)

// Audit is what an audit of one forward found.
type Audit struct {
	Forward  Hash     `json:"forward"`
	Block    uint64   `json:"block" doc:"up to which the chain was read: one that counts as confirmed"`
	Status   string   `json:"status" enum:"none,proposed,lapsed,pending,deliverable,expired,settled,reclaimed,closed" doc:"at that block"`
	Verdict  string   `json:"verdict" enum:"holds,fails,not applicable,incomplete" doc:"not applicable: it has not come to its end; incomplete: what could be checked holds, and somebody who knows more may find that the rest fails"`
	Checks   []Check  `json:"checks"`
	Warnings []string `json:"warnings"`
}

// Check is one question and its answer.
type Check struct {
	Name   string `json:"check"`
	Result string `json:"result" enum:"holds,fails,not applicable,incomplete"`
	Words  string `json:"words" doc:"why"`
}

type auditOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Audit
}

// audits are those that were made, by forward, and the block they were made at.
type audits struct {
	deps    Deps
	flights singleflight.Group
	room    *semaphore.Weighted
	made    *lru[common.Hash, audited]
}

type audited struct {
	at     chain.Head
	last   index.Moment // the last thing that had happened to the forward
	report audit.Report
}

func newAudits(deps Deps) *audits {
	return &audits{deps: deps, room: semaphore.NewWeighted(auditsAtOnce), made: newLRU[common.Hash, audited](maxAudits)}
}

func (a *API) registerAudit() {
	op := reading(auditID, "/v1/forwards/{id}/audit", "Whether what was paid for a forward was earned, found out anew from the chain",
		http.StatusNotFound, http.StatusServiceUnavailable, http.StatusGatewayTimeout)
	op.Description = "Everything is computed and verified again here, up to the latest block that counts as confirmed, and kept for as long as that is it; " +
		"of a forward that has come to its end for longer. It may take some seconds."
	route(a, op, func(ctx context.Context, in *forwardInput) (*auditOutput, error) {
		f, s, err := a.find(in.ID)
		if err != nil {
			return nil, err
		}
		if a.deps.Auditor == nil || s.Confirmed.Hash == (common.Hash{}) || f.Opened.Block > s.Confirmed.Number {
			return nil, problem(http.StatusServiceUnavailable, "the forward's opening does not count as confirmed yet", "try again after some blocks")
		}
		report, err := a.audits.of(ctx, &f, s.Confirmed)
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			return nil, problem(http.StatusGatewayTimeout, "the audit took longer than a minute, or waited so long for others", "try again later, or run `tercet audit`")
		case err != nil:
			return nil, a.unread(ctx, err)
		}
		return &auditOutput{fresh, auditOf(report)}, nil
	})
}

func auditOf(report audit.Report) Audit {
	out := Audit{
		Forward: hashOf(report.Forward), Block: report.Block, Status: report.Status.String(), Verdict: string(report.Verdict),
		Checks: []Check{}, Warnings: append([]string{}, report.Warnings...),
	}
	for _, check := range slices.Concat(report.Chain, report.Checks) {
		out.Checks = append(out.Checks, Check{check.Name, string(check.Result), check.Words})
	}
	return out
}

// of is the audit of a forward at a block: one that is kept, if nothing can have changed, or one that somebody else waits for.
func (a *audits) of(ctx context.Context, f *index.Forward, at chain.Head) (audit.Report, error) {
	if kept, is := a.kept(f, at); is {
		return kept, nil
	}
	last := f.Last()
	result := a.flights.DoChan(f.ID.Hex()+at.Hash.Hex(), func() (any, error) {
		// Others may wait for it: that who asked first is gone ends it not.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), auditTimeout)
		defer cancel()
		if err := a.room.Acquire(ctx, 1); err != nil {
			return audit.Report{}, err
		}
		defer a.room.Release(1)
		report, err := a.deps.Auditor.Audit(ctx, at, f.ID)
		if err == nil {
			a.made.put(f.ID, audited{at, last, report})
		}
		return report, err
	})
	select {
	case <-ctx.Done():
		return audit.Report{}, ctx.Err()
	case r := <-result:
		report, _ := r.Val.(audit.Report)
		return report, r.Err
	}
}

// kept is an audit that still stands: of the same block, or of a forward that had come to its end and to which nothing happened.
func (a *audits) kept(f *index.Forward, at chain.Head) (audit.Report, bool) {
	kept, found := a.made.get(f.ID)
	over := kept.report.Status.Cold() && kept.last == f.Last() && f.Last().Block <= kept.at.Number && kept.at.Number <= at.Number
	return kept.report, found && (kept.at.Hash == at.Hash || over)
}
