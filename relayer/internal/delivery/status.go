package delivery

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Look is what one look at the chain came to.
type Look struct {
	Head, Final chain.Head // zero where they could not be read
	Read        bool       // the chain could be read; else nothing was done
	Took        time.Duration
	Err         error // every trouble, that with single forwards too
}

// ForwardStatus is where a forward stands that something may still be done for.
type ForwardStatus struct {
	Forward              common.Hash
	Predicate            string // empty until it is known which one it is
	Assigned             bool
	Start, End, SettleBy uint64        // Unix seconds
	Stage                journal.Stage // empty as long as nothing was begun
	Begun                time.Time     // when that was; zero where nobody knows
	Attempts             int           // outputs that were judged
	Steps                int           // of an assigned one that were settled
	Together             int           // how many deliveries its proof is about; 0 where it has one of its own, or none yet
	Working              bool          // it is executed, judged or proved now
	Told                 string        // why nothing was done, when that was last so
	Failures             int           // how often in a row the work on it ended in trouble
	RetryAt              time.Time     // when it is tried again after that, or its executor asked again
	// The transactions sent last for each purpose, zero where there is none.
	Acceptance, Commitment, Draw, Announcement, Settlement, Reclaim common.Hash
}

// Status lists the forwards that something may still be done for, those that are looked at first first. It may be called at any
// time and waits for nothing but a look at a few maps.
func (e *Engine) Status() []ForwardStatus {
	open := e.open()
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]ForwardStatus, 0, len(open))
	for _, f := range open {
		s := ForwardStatus{
			Forward: f.ID, Assigned: f.Assigned(), Start: f.Terms.Start, End: f.Terms.End, SettleBy: f.Terms.SettleBy,
			Told: e.told[f.ID],
		}
		if state, begun := e.working[f.ID]; begun {
			s.Working, s.Failures = state.Live, state.Failures
			if !state.Live {
				s.RetryAt = state.NotBefore
			}
		}
		if p := e.admitted[f.ID].predicate; p != nil {
			s.Predicate = p.Name
		}
		if d := e.entries[f.ID]; d != nil {
			s.Stage, s.Begun, s.Attempts, s.Steps = d.Stage, d.Begun, d.Attempts, d.Steps
			s.Acceptance = lastTried(d.Accept)
			s.Commitment, s.Draw, s.Announcement, s.Settlement = lastTried(d.Commit), lastTried(d.Draw), lastTried(d.Announcement), lastTried(d.Settlement)
			s.Reclaim = lastTried(d.Reclaim)
			if d.Group != nil {
				s.Together = len(d.Group.Members)
			}
		}
		list = append(list, s)
	}
	return list
}

func lastTried(signed []journal.Transaction) (hash common.Hash) {
	for _, tx := range signed {
		if tx.Tried {
			hash = tx.Hash
		}
	}
	return hash
}
