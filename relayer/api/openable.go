package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// orders tells what forwards can be opened for, and makes their parameters.
type orders interface {
	// Openable is every predicate that the operator's deployment names, and every token.
	Openable(ctx context.Context) ([]Offered, []common.Address, error)
	// Commit makes the parameters of a predicate out of JSON, which is empty for its defaults. It is ErrNotOffered for a
	// predicate that is none of those, and wraps ErrUnreadable, with the reason, for what are no parameters of it.
	Commit(ctx context.Context, predicate common.Address, json []byte) (Committed, error)
}

// ErrNotOffered says that a predicate is none that forwards can be opened for here.
var ErrNotOffered = errors.New("no forward can be opened for this predicate here")

// Offered is a predicate that a forward can be opened for.
type Offered struct {
	Address     common.Address
	Name        string
	Unit        string
	Evidence    string
	Schema      []byte // JSON Schema of its parameters
	Development bool
	Distrust    string // why money should not be locked for it; empty if nothing speaks against it
	TwoRounds   bool

	AssignedOnly  bool
	WindowSeconds uint64
	StepUnits     uint64
}

// Committed is parameters as a forward is opened with them.
type Committed struct {
	Parameters
	Preimage []byte
}

// Openable is what a forward can be opened for.
type Openable struct {
	Deployment bool                `json:"deployment" doc:"the server was started with a deployment; without one it cannot say which predicates and tokens there are"`
	Predicates []OpenablePredicate `json:"predicates"`
	Tokens     []Token             `json:"tokens" doc:"that the operator's deployment names; any other that keeps to ERC-20 will do"`
	MaxTask    int                 `json:"maxTaskBytes" doc:"how long task and parameters may be together: what is longer nobody reads"`
}

// OpenablePredicate is one predicate that a forward can be opened for.
type OpenablePredicate struct {
	Address       Address         `json:"address"`
	Name          string          `json:"name"`
	UnitName      string          `json:"unitName" doc:"what one unit of quantity is, such as poem"`
	Evidence      string          `json:"evidence" doc:"what its proofs rest on"`
	Schema        json.RawMessage `json:"schema" doc:"JSON Schema of its parameters"`
	Development   bool            `json:"developmentKey" doc:"whoever made the key can forge proofs under it"`
	Distrust      *string         `json:"distrust" doc:"why money should not be locked for it; null if nothing here speaks against it"`
	TwoRounds     bool            `json:"twoRounds" doc:"its forwards name a block whose hash is a challenge"`
	AssignedOnly  bool            `json:"assignedOnly" doc:"somebody has to accept its forwards before they deliver"`
	WindowSeconds uint64          `json:"windowSeconds" doc:"what start and end have to be multiples of, in unix seconds; 0 for any"`
	StepUnits     uint64          `json:"stepUnits" doc:"how many units one settlement can deliver, and so an open forward at the most; 0 for any"`
}

// CommittedParameters are parameters as a forward is opened with them.
type CommittedParameters struct {
	Data       Bytes           `json:"data" doc:"what the opening emits"`
	Commitment Hash            `json:"commitment" doc:"what the terms have"`
	Unit       Hash            `json:"unit" doc:"what the terms have"`
	Decoded    json.RawMessage `json:"decoded" doc:"with the defaults filled in"`
}

type openableOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Openable
}

type commitInput struct {
	Predicate string `path:"predicate" pattern:"^0x[0-9a-fA-F]{40}$" doc:"the predicate's contract"`
	Body      struct {
		Parameters string `json:"parameters" maxLength:"65536" doc:"the parameters, a text that is JSON; empty for the defaults"`
	}
}

type commitOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         CommittedParameters
}

func (a *API) registerOpenable() {
	route(a, reading("listOpenable", "/v1/openable", "What a forward can be opened for", http.StatusServiceUnavailable),
		func(ctx context.Context, _ *struct{}) (*openableOutput, error) {
			out := Openable{Predicates: []OpenablePredicate{}, Tokens: []Token{}, MaxTask: chain.MaxTask}
			if a.deps.Orders == nil {
				return &openableOutput{fresh, out}, nil
			}
			predicates, tokens, err := a.deps.Orders.Openable(ctx)
			if err != nil {
				return nil, a.unread(ctx, err)
			}
			out.Deployment = true
			for i := range predicates {
				out.Predicates = append(out.Predicates, openable(&predicates[i]))
			}
			for _, token := range tokens {
				out.Tokens = append(out.Tokens, a.openableToken(ctx, token))
			}
			return &openableOutput{fresh, out}, nil
		})
	op := reading("commitParameters", "/v1/predicates/{predicate}/parameters", "Parameters of a predicate, as a forward is opened with them",
		http.StatusNotFound, http.StatusServiceUnavailable)
	op.Method, op.Description = http.MethodPost, "It is computed and kept nowhere: nothing changes. Whoever opens a forward with it relies on this server for what it means."
	route(a, op, a.commit)
}

// openableToken is a token with its name, which is asked for where no forward has named it yet.
func (a *API) openableToken(ctx context.Context, token common.Address) Token {
	out := a.names.token(token)
	if out.Decimals != nil || a.deps.Names == nil {
		return out
	}
	if symbol, decimals, err := a.deps.Names.Token(ctx, token); err == nil {
		digits := int(decimals)
		out.Symbol, out.Decimals = &symbol, &digits
	}
	return out
}

func (a *API) commit(ctx context.Context, in *commitInput) (*commitOutput, error) {
	if a.deps.Orders == nil {
		return nil, problem(http.StatusNotFound, ErrNotOffered.Error()+": the server was started without a deployment", "use tercet forward open, or have the operator start it with --deployment",
			Fault{"path.predicate", ErrNotOffered.Error()})
	}
	made, err := a.deps.Orders.Commit(ctx, common.HexToAddress(in.Predicate), []byte(in.Body.Parameters))
	switch {
	case errors.Is(err, ErrNotOffered):
		return nil, problem(http.StatusNotFound, err.Error(), "look at /v1/openable for those that there are", Fault{"path.predicate", err.Error()})
	case errors.Is(err, ErrUnreadable):
		return nil, at("body.parameters", err.Error(), "correct it; the schema in /v1/openable says what is taken")
	case err != nil:
		return nil, a.unread(ctx, err)
	}
	return &commitOutput{fresh, CommittedParameters{
		bytesOf(made.Preimage), hashOf(made.Commitment), hashOf(made.Unit), made.JSON,
	}}, nil
}

func openable(o *Offered) OpenablePredicate {
	out := OpenablePredicate{
		Address: addressOf(o.Address), Name: o.Name, UnitName: o.Unit, Evidence: o.Evidence, Schema: o.Schema, Development: o.Development,
		TwoRounds: o.TwoRounds, AssignedOnly: o.AssignedOnly, WindowSeconds: o.WindowSeconds, StepUnits: o.StepUnits,
	}
	if o.Distrust != "" {
		out.Distrust = &o.Distrust
	}
	return out
}
