package monitor

import (
	"fmt"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// activity is what was heard of one forward.
type activity struct {
	first time.Time // when this process first heard of it
	began time.Time // when what is done now began, zero where nothing is
	last  delivery.Event
	at    time.Time // of last
	told  bool      // what was heard last is why nothing is done
}

// heard takes an event. Outputs are not kept: they are somebody's.
func (a *activity) heard(event delivery.Event, now time.Time) {
	if a.told = event.Kind == delivery.Told; a.told {
		return
	}
	event.Output, event.Findings = nil, nil
	switch event.Kind {
	case delivery.Working: // within what goes on
		if a.began.IsZero() {
			a.began = now
		}
	case delivery.Proving:
		a.began = now.Add(-event.Elapsed)
	default:
		a.began = now
	}
	a.last, a.at = event, now
}

// stands takes what a look found: that nothing is done any more, or that something is of which nothing was heard.
func (a *activity) stands(s delivery.ForwardStatus, now time.Time) {
	switch {
	case !s.Working:
		a.began = time.Time{}
	case a.began.IsZero():
		a.began = now
	}
}

// The stages of a forward as they are told: those of the journal, and what is seen of those that are proved.
const (
	stageWaiting   = "waiting"
	stageAnnounced = "announced"
	stageSettling  = "settling"
)

var stages = []string{
	stageWaiting, string(journal.Accepting), string(journal.Executing), string(journal.Held), string(journal.Committed), string(journal.Assigned),
	string(journal.Proved), stageAnnounced, stageSettling, string(journal.Reclaiming),
}

func stageOf(s delivery.ForwardStatus) string {
	switch {
	case s.Stage == "":
		return stageWaiting
	case s.Stage != journal.Proved:
		return string(s.Stage)
	case s.Settlement != [32]byte{}:
		return stageSettling
	case s.Announcement != [32]byte{}:
		return stageAnnounced
	}
	return string(s.Stage)
}

// doing says what is done for a forward, or what it waits for, and how far that is.
func (a *activity) doing(s delivery.ForwardStatus, now time.Time) (text string, progress *Progress) {
	if s.Working {
		return a.working(s, now)
	}
	sent := map[delivery.Kind]string{
		delivery.AcceptSent: "acceptance", delivery.CommitSent: "commitment", delivery.DrawSent: "drawing of its challenge", delivery.Announced: "announcement", delivery.Sent: "settlement",
		delivery.Reclaimed: "reclaim",
	}[a.last.Kind]
	switch {
	case s.Failures > 0 && now.Before(s.RetryAt):
		return fmt.Sprintf("the work ended in trouble, %d times in a row; the log says in which, and it is tried again at %s",
			s.Failures, s.RetryAt.UTC().Format("15:04:05 MST")), nil
	case sent != "" && !a.told:
		return fmt.Sprintf("its %s was sent and is waited for", sent), nil
	case s.Told != "":
		return s.Told, nil
	}
	return "the next look at the chain", nil
}

func (a *activity) working(s delivery.ForwardStatus, now time.Time) (text string, progress *Progress) {
	elapsed := time.Duration(0)
	if !a.began.IsZero() {
		elapsed = now.Sub(a.began)
	}
	switch s.Stage {
	case "", journal.Executing:
		text = "its executor"
		if a.last.Kind == delivery.Working && a.last.Attempt == s.Attempts+1 && a.last.Reason != "" {
			text += ": " + a.last.Reason
		}
		return text, &Progress{Of: "execution", Elapsed: elapsed.Seconds()}
	case journal.Held:
		return "what its predicate makes of the output", nil
	}
	if a.last.Kind == delivery.Proving {
		return "its proof", &Progress{Of: "proof", Elapsed: elapsed.Seconds(), Expected: a.last.Expected.Seconds()}
	}
	return "its witness, or its turn to be proved", nil
}
