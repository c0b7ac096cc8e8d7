package audit

import (
	"context"
	"errors"
	"runtime"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Predicates reads the parameters of predicates that are known here.
type Predicates interface {
	// Params commits to a preimage anew. It returns false if no known predicate goes with the key, and ErrUnreadable for a
	// preimage that is none; with other errors nothing is known of it.
	Params(ctx context.Context, keyHash common.Hash, preimage []byte) (commitment statement.Word, unit common.Hash, known bool, err error)
}

// ErrUnreadable says that emitted parameters are none of the predicate's.
var ErrUnreadable = errors.New("not the parameters of this predicate")

// Provenance says where a verifying key comes from.
type Provenance interface {
	// Origin is false where nothing is known of the key. An error says that what is claimed of it does not hold.
	Origin(ctx context.Context, keyHash common.Hash) (origin Origin, known bool, err error)
}

// Origin is how a key was made.
type Origin struct {
	Setup      string      // such as keys.SetupDevelopment
	Evidence   string      // in words, what that was held against: transcript, constraint system, source
	Foreign    bool        // the source of the constraint system is not here
	Bundle     string      // the circuit's name
	System     common.Hash // sha256 of the constraint system; zero where it is not here
	Transcript common.Hash // sha256 of the setup's transcript; zero where there is none
}

// Which headers are read.
const (
	HeadersAuto   = ""       // every one, unless there are more than mostHeaders
	HeadersAll    = "all"    // every one from the first block worth reading to the audited one
	HeadersEvents = "events" // those of blocks with events
)

// mostHeaders is up to how many blocks every header is read by itself: some minutes at an endpoint far away.
const mostHeaders = 20_000

// Auditor audits the forwards of one escrow.
type Auditor struct {
	Client     *chain.Client
	Escrow     *chain.Escrow
	From       uint64     // the first block worth reading
	Predicates Predicates // nil knows none
	Provenance Provenance // nil knows none
	// Development are chains, beside tercet's and anvil's, where a development key is in its place.
	Development []uint64
	// Headers is which headers are read: HeadersAuto, HeadersAll or HeadersEvents.
	Headers string
	// Registry is where claims about predicates are; zero has none read.
	Registry common.Address
	// Registrants are those whose claims have to hold. What others claim is told and judged by nobody.
	Registrants []common.Address
	// Compare is another endpoint, which has to tell the same; nil asks none.
	Compare *chain.Client
	// Progress hears how far the chain was read; nil tells nobody.
	Progress func(Progress)
}

// Progress is how far a sweep came.
type Progress struct {
	Block, Last uint64 // read, and to be read
	Forwards    int    // audited so far
}

// Selection is which forwards are audited.
type Selection struct {
	IDs  []common.Hash // these; none stands for all
	From uint64        // opened from this block on
}

// Audit audits one forward up to a block. An error means that the chain could not be read or has no such forward; what is
// wrong with a forward stands in the report.
func (a *Auditor) Audit(ctx context.Context, at chain.Head, id common.Hash) (Report, error) {
	var report Report
	summary, err := a.Sweep(ctx, at, Selection{IDs: []common.Hash{id}}, func(r Report) error {
		report = r
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	report.Chain = summary.Checks
	report.judge()
	return report, nil
}

// Sweep audits forwards up to a block and tells each, in the order in which it came to the end of its story. It holds in memory
// what happened to those that have not ended yet. An error means that the chain could not be read, has none of a forward that
// was named, or that tell failed.
func (a *Auditor) Sweep(ctx context.Context, at chain.Head, selection Selection, tell func(Report) error) (Summary, error) {
	court, err := a.convene(ctx, at)
	if err != nil {
		return Summary{}, err
	}
	defer court.machine.Close()
	h := newHistory(court, selection, tell)
	if len(selection.IDs) > 0 {
		err = h.some(ctx)
	} else {
		err = h.whole(ctx)
	}
	if err != nil {
		return Summary{}, err
	}
	return h.conclude(), nil
}

// workers is how many forwards are judged at a time.
func workers() int { return runtime.GOMAXPROCS(0) }
