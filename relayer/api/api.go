package api

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// auditor finds out whether a forward's payments were earned.
type auditor interface {
	Audit(ctx context.Context, at chain.Head, id common.Hash) (audit.Report, error)
}

// Names says what is known of addresses that forwards name.
type Names interface {
	Token(ctx context.Context, token common.Address) (symbol string, decimals uint8, err error)
	Predicate(ctx context.Context, predicate common.Address) (Known, error)
}

// parameters reads what forwards were opened with.
type parameters interface {
	// Read reads the parameters of forwards under a predicate's key. It is false where no predicate that is known here goes with
	// it, and ErrUnreadable for what are none.
	Read(ctx context.Context, key common.Hash, preimage []byte) (read Parameters, known bool, err error)
}

// Known is what is known of a predicate's contract.
type Known struct {
	Contract    string        // which of the known ones it is, empty if it is another one
	Key         common.Hash   // for one statement
	Batches     []common.Hash // keys for several
	Name        string        // of the circuit, empty if the key is not known here
	Unit        string        // what one unit of quantity is, in words; empty if that is not known here
	Evidence    string        // what its proofs rest on, likewise
	Development bool          // whoever made the key can forge proofs
}

// ErrUnreadable says that a forward's parameters are none of its predicate's.
var ErrUnreadable = errors.New("they are none of this predicate's parameters")

// Parameters are a forward's parameters, read.
type Parameters struct {
	JSON       []byte // as a person writes them
	Commitment common.Hash
	Unit       common.Hash
}

// Deps are what an API tells of.
type Deps struct {
	Log        zerolog.Logger
	Index      *index.Index
	Auditor    auditor
	Names      Names
	Parameters parameters
	Orders     orders    // nil where no forward can be opened
	Offers     offerBook // nil where there is no book
	Curve      curves    // nil where there is none
	Page       fs.FS     // of files that are told beside the API, from / on; nil for none
	Clock      func() time.Time
}

// Options are how it is told.
type Options struct {
	ChainID uint64
	Escrow  common.Address
	Version string // of the program

	Offers     common.Address // the contract that offers of the book are taken in
	TakeOffers bool           // from anybody

	Hosts   []string       // names, in small letters, that it goes by beside localhost and addresses; none for any, but of who is on its machine
	Origins []string       // whose scripts may read, such as https://example.org; * for all
	Rate    int            // requests a second that each client address gets
	Burst   int            // how many of them at once
	Proxies []netip.Prefix // whose word counts for whom they pass a request on for; nobody's by default
}

// API answers requests.
type API struct {
	deps    Deps
	opts    Options
	run     string // tells the changes of this run from those of others
	names   *names
	audits  *audits
	read    *lru[preimage, decoded]
	streams *streams
	limiter *limiter
	huma    huma.API
	handler http.Handler
	closing chan struct{} // closed once streams have to end
	close   func()
}

// version is that of the API. Another first number has another path.
const version = "1.0.0"

// New makes the API. Until Close is called its streams may go on.
func New(deps Deps, opts Options) (*API, error) {
	a := &API{
		deps: deps, opts: opts, closing: make(chan struct{}),
		names: newNames(deps), audits: newAudits(deps), read: newLRU[preimage, decoded](maxRead), streams: &streams{byClient: map[string]int{}},
		limiter: newLimiter(opts.Rate, opts.Burst, deps.Clock),
	}
	a.run = runName(deps.Clock())
	a.close = sync.OnceFunc(func() { close(a.closing) })
	mux := http.NewServeMux()
	a.huma = humago.New(mux, documentConfig())
	a.huma.UseMiddleware(a.limited)
	a.register()
	page, err := newPage(deps.Page)
	if err != nil {
		return nil, err
	}
	mux.Handle("/v1/", lost(mux))
	mux.Handle("/", page)
	a.handler = a.guarded(mux)
	return a, nil
}

// Handler answers whatever is asked.
func (a *API) Handler() http.Handler { return a.handler }

// Close ends the streams. Calling it again does nothing.
func (a *API) Close() { a.close() }

// Run finds out, until ctx ends, what is to be known of addresses that forwards name.
func (a *API) Run(ctx context.Context) { a.names.run(ctx) }

// register adds all routes.
func (a *API) register() {
	a.registerStatus()
	a.registerForwards()
	a.registerForward()
	a.registerAudit()
	a.registerPredicates()
	a.registerOpenable()
	a.registerCurve()
	a.registerOffers()
	a.registerEvents()
	nullable(a.huma.OpenAPI().Components.Schemas)
}

// lost is for what no route is for.
func lost(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != "/v1/" && pattern != "/" && pattern != "" {
				p := problem(http.StatusMethodNotAllowed, r.Method+" is nothing that can be done to "+r.URL.Path, "")
				p.headers = http.Header{"Allow": {method}}
				answer(w, p)
				return
			}
		}
		answer(w, problem(http.StatusNotFound, "there is nothing at "+r.URL.Path, ""))
	}
}
