package monitor

import (
	"errors"
	"fmt"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Bounds of how long a look may be over. An endpoint that hangs holds looks up for minutes, which no new start mends: so a relayer
// counts as alive for longer than as ready.
const (
	alivePolls = 20
	leastAlive = 10 * time.Minute
	readyPolls = 10
	leastReady = 2 * time.Minute
)

// Alive says why the relayer hangs, if it does: it follows the chain, and no look ended for long. A worker has no looks, and waits
// for as long as there is no work.
func (m *Monitor) Alive() error {
	now := m.opts.Clock()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.phase != "" || m.worker {
		return nil
	}
	last := m.following
	if m.lookedAt.After(last) {
		last = m.lookedAt
	}
	if age := now.Sub(last); age > max(alivePolls*m.opts.Poll, leastAlive) {
		return fmt.Errorf("no look at the chain ended for %s: the relayer hangs; start it again", age.Round(time.Second))
	}
	return nil
}

// Ready says why nothing is delivered at the moment, if it is so: the relayer has not come to following the chain, which takes its
// data folder, its key and an endpoint, or the endpoint cannot be read. A worker has to have begun to take work, and its database to answer.
func (m *Monitor) Ready() error {
	if m.worker {
		return m.workerReady()
	}
	now := m.opts.Clock()
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.phase != "":
		return errors.New(m.phase)
	case m.lookedAt.IsZero():
		return errors.New("no look at the chain ended yet")
	case !m.look.Read:
		return errors.New(sdk.Clean(fmt.Sprintf("the last look at the chain could not read it: %v", m.look.Err)))
	}
	if age := now.Sub(m.readAt); age > max(readyPolls*m.opts.Poll, leastReady) {
		return fmt.Errorf("the last look at the chain is %s old", age.Round(time.Second))
	}
	return nil
}
