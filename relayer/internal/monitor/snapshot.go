package monitor

import (
	"maps"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

// Snapshot is how a relayer and its forwards stand at one moment. Moments are in UTC, lengths of time in seconds.
type Snapshot struct {
	Version  string    `json:"version"`
	At       time.Time `json:"at"`
	Started  time.Time `json:"started"`
	Ready    bool      `json:"ready"`
	Trouble  string    `json:"trouble,omitempty"` // why it is not ready
	Identity *Identity `json:"identity,omitempty"`
	Chain    *Chain    `json:"chain,omitempty"`
	Wallet   *Wallet   `json:"wallet,omitempty"`
	CoolDown *CoolDown `json:"coolDown,omitempty"` // where nothing new is begun or accepted
	Forwards []Forward `json:"forwards"`           // those looked at first first
	More     int       `json:"more,omitempty"`
	// Skipped are the last forwards that this process does not take, newest first; those that wait are among Forwards.
	Skipped     []Skipped `json:"skipped,omitempty"`
	SkippedMore int       `json:"skippedMore,omitempty"`
	// Bids are those of the folder that bids are taken from, by file.
	Bids []Bid `json:"bids,omitempty"`
	// Asks are those that the operator wants to stand, by name.
	Asks []StandingAsk `json:"asks,omitempty"`
	// Unread are entries of the journal that cannot be read: nothing is done for their forwards.
	Unread []Unread `json:"unread,omitempty"`
	// Quarantined are plugins that are not started for a while: what needs them waits.
	Quarantined []Plugin `json:"quarantined,omitempty"`

	Endings []Ending `json:"endings,omitempty"` // the last payments and ends, newest first
}

// Chain is what the last look at it came to, with the blocks of the last one that could read it.
type Chain struct {
	Block     uint64    `json:"block"`
	BlockTime time.Time `json:"blockTime"`
	Final     uint64    `json:"final"`
	LookedAt  time.Time `json:"lookedAt"`
	Took      float64   `json:"tookSeconds"`
	Trouble   string    `json:"trouble,omitempty"` // that the look had, with single forwards too
}

// Wallet is what the account has.
type Wallet struct {
	Balance     string    `json:"balanceWei"`
	Settlements float64   `json:"settlements"` // it could pay for at present, each with the most gas it may take
	At          time.Time `json:"at"`
}

// CoolDown is why nothing new is begun or accepted: the window of a forward that this relayer accepted
// was missed, or nothing comes of it.
type CoolDown struct {
	Forward common.Hash `json:"forward"`
	Until   time.Time   `json:"until"`
}

// Forward is where one forward stands that something may still be done for.
type Forward struct {
	ID           common.Hash `json:"id"`
	Predicate    string      `json:"predicate,omitempty"`
	Assigned     bool        `json:"assigned"`
	Stage        string      `json:"stage"`
	Working      bool        `json:"working"`
	Waits        string      `json:"waitsFor"` // or what is done for it, where it is worked on
	Attempt      int         `json:"attempt,omitempty"`
	MaxAttempts  int         `json:"maxAttempts"`
	Steps        int         `json:"steps,omitempty"`
	Together     int         `json:"together,omitempty"` // how many its proof is about
	Progress     *Progress   `json:"progress,omitempty"`
	Start        time.Time   `json:"start"`
	End          time.Time   `json:"end"`
	SettleBy     time.Time   `json:"settleBy"`
	Acceptance   common.Hash `json:"acceptance,omitzero"` // the transactions sent last
	Commitment   common.Hash `json:"commitment,omitzero"`
	Draw         common.Hash `json:"draw,omitzero"`
	Announcement common.Hash `json:"announcement,omitzero"`
	Settlement   common.Hash `json:"settlement,omitzero"`
	Reclaim      common.Hash `json:"reclaim,omitzero"`
	Seen         time.Time   `json:"seen,omitzero"` // by this process, first
}

// Progress is how far something is: an execution, or a proof. Where nobody knows how long it takes Expected is 0.
type Progress struct {
	Of       string  `json:"of"`
	Elapsed  float64 `json:"elapsedSeconds"`
	Expected float64 `json:"expectedSeconds,omitempty"`
}

// Unread is an entry of the journal that cannot be read.
type Unread struct {
	Forward common.Hash `json:"forward"`
	Reason  string      `json:"reason"`
}

// Skipped is a forward that is not taken, and why.
type Skipped struct {
	Forward common.Hash `json:"forward"`
	Reason  string      `json:"reason"`
	At      time.Time   `json:"at"` // when that was found out
}

// Bid is a file of the folder that bids are taken from: why it is not filled, or what came of it.
type Bid struct {
	File    string      `json:"file"`
	Bid     common.Hash `json:"bid,omitzero"`     // where the file holds one
	Forward common.Hash `json:"forward,omitzero"` // that it is filled as
	Waits   string      `json:"waitsFor,omitempty"`
}

// StandingAsk is one that the operator wants to stand: until when it does and how much of it was not taken, or why none is signed.
type StandingAsk struct {
	Name     string      `json:"name"`
	Ask      common.Hash `json:"ask,omitzero"`
	Expires  time.Time   `json:"expires,omitzero"`
	Left     string      `json:"left,omitempty"` // as are the others, of the one that stands
	Quantity string      `json:"quantity,omitempty"`
	GPU      bool        `json:"gpuSeconds,omitempty"` // both are
	Books    []AskBook   `json:"books,omitempty"`
	Waits    string      `json:"waitsFor,omitempty"`
}

// AskBook is a book that an ask is sent to.
type AskBook struct {
	Book   string `json:"book"`
	Posted bool   `json:"posted"`
	Waits  string `json:"waitsFor,omitempty"` // why it was not taken in when it was sent last
}

// Ending is a payment, or the end of a forward without one.
type Ending struct {
	Forward common.Hash `json:"forward"`
	Kind    string      `json:"kind"` // paid or dropped
	Reason  string      `json:"reason,omitempty"`
	Tx      common.Hash `json:"tx,omitzero"`
	At      time.Time   `json:"at"`
}

// maxForwards bounds how many forwards are told at once.
const maxForwards = 1000

// Snapshot is how things stand now.
func (m *Monitor) Snapshot() Snapshot {
	list, bids, asks, coolDown := m.list(), m.bids(), m.asks(), m.coolDown()
	trouble := m.Ready()
	quarantined := m.quarantined()
	now := m.opts.Clock()
	m.mu.Lock()
	defer m.mu.Unlock()
	s := Snapshot{Version: m.opts.Version, At: now.UTC(), Started: m.started.UTC(), Ready: trouble == nil, Forwards: []Forward{}, Quarantined: quarantined}
	if trouble != nil {
		s.Trouble = trouble.Error()
	}
	if !coolDown.Until.IsZero() {
		s.CoolDown = &CoolDown{Forward: coolDown.Forward, Until: coolDown.Until.UTC()}
	}
	if m.source != nil {
		identity := m.identity
		s.Identity = &identity
	}
	if !m.lookedAt.IsZero() {
		s.Chain = &Chain{
			Block: m.read.Head.Number, BlockTime: moment(m.read.Head.Time), Final: m.read.Final.Number,
			LookedAt: m.lookedAt.UTC(), Took: m.look.Took.Seconds(),
		}
		if m.look.Err != nil {
			s.Chain.Trouble = sdk.Clean(m.look.Err.Error())
		}
	}
	if !m.purseAt.IsZero() {
		s.Wallet = &Wallet{Balance: m.purse.Balance.String(), Settlements: m.purse.Settlements(), At: m.purseAt.UTC()}
	}
	s.More = max(0, len(list)-maxForwards)
	for _, status := range list[:len(list)-s.More] {
		a := m.activities[status.Forward]
		if a == nil { // nothing was heard of it yet
			a = new(activity)
		}
		f := Forward{
			ID: status.Forward, Predicate: status.Predicate, Assigned: status.Assigned, Stage: stageOf(status), Working: status.Working,
			Attempt: status.Attempts, MaxAttempts: m.opts.MaxAttempts, Steps: status.Steps, Together: status.Together,
			Start: moment(status.Start), End: moment(status.End), SettleBy: moment(status.SettleBy),
			Acceptance: status.Acceptance, Commitment: status.Commitment, Draw: status.Draw, Announcement: status.Announcement, Settlement: status.Settlement,
			Reclaim: status.Reclaim,
		}
		if !a.first.IsZero() {
			f.Seen = a.first.UTC()
		}
		waits, progress := a.doing(status, now)
		f.Waits, f.Progress = sdk.Clean(waits), progress
		if f.Progress != nil && f.Progress.Of == "execution" {
			f.Attempt++ // the one under way
		}
		s.Forwards = append(s.Forwards, f)
	}
	for _, id := range slices.SortedFunc(maps.Keys(m.unread), common.Hash.Cmp) {
		s.Unread = append(s.Unread, Unread{Forward: id, Reason: sdk.Clean(m.unread[id])})
	}
	for _, one := range bids {
		s.Bids = append(s.Bids, Bid{File: sdk.Clean(one.File), Bid: one.Bid, Forward: one.Forward, Waits: sdk.Clean(one.Told)})
	}
	for _, one := range asks {
		s.Asks = append(s.Asks, askOf(one))
	}
	s.Skipped, s.SkippedMore = slices.Clone(m.skipped), m.skips-len(m.skipped)
	slices.Reverse(s.Skipped)
	s.Endings = slices.Clone(m.endings)
	slices.Reverse(s.Endings)
	return s
}

func askOf(one delivery.AskStatus) StandingAsk {
	a := StandingAsk{Name: sdk.Clean(one.Name), Ask: one.Ask, Waits: sdk.Clean(one.Told)}
	if one.Ask == (common.Hash{}) {
		return a
	}
	a.Expires, a.Left, a.Quantity = moment(one.Expiry), one.Left.String(), one.Quantity.String()
	a.GPU = one.GPU
	for _, book := range one.Books {
		a.Books = append(a.Books, AskBook{Book: sdk.Clean(book.Book), Posted: book.Posted, Waits: sdk.Clean(book.Told)})
	}
	return a
}

// moment is a time of the chain.
func moment(unix uint64) time.Time {
	const latest = 253402300799 // the end of the year 9999, the last that JSON has; whoever opens a forward may name any
	return time.Unix(int64(min(unix, latest)), 0).UTC()
}
