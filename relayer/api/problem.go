package api

import (
	"cmp"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// Problem is what is wrong with a request, or with its answer (RFC 9457).
type Problem struct {
	Type   string  `json:"type" doc:"about:blank: the status says which kind of problem this is" example:"about:blank"`
	Title  string  `json:"title" doc:"the status in words" example:"Not Found"`
	Status int     `json:"status" doc:"the HTTP status" example:"404"`
	Detail string  `json:"detail" doc:"what is wrong"`
	Help   string  `json:"help" doc:"what to do"`
	Errors []Fault `json:"errors" doc:"where it is wrong, if it is in several places or in one that has a name"`

	headers http.Header
}

// Fault is one thing that is wrong with a request.
type Fault struct {
	Location string `json:"location" doc:"such as query.status or path.id" example:"query.status"`
	Message  string `json:"message" doc:"what is wrong there"`
}

// helps are what to do about a kind of problem, unless there is something better to say.
var helps = map[int]string{
	http.StatusBadRequest:            "correct the request; /v1/openapi.json says what is taken",
	http.StatusNotFound:              "look at what there is: /v1/openapi.json lists the routes, /v1/forwards the forwards",
	http.StatusMethodNotAllowed:      "use a method that the header Allow names",
	http.StatusRequestEntityTooLarge: "send less",
	http.StatusUnprocessableEntity:   "correct what errors names; /v1/openapi.json says what is taken",
	http.StatusTooManyRequests:       "wait for as many seconds as the header Retry-After says",
	http.StatusServiceUnavailable:    "try again in a moment; /v1/status says how far the index is",
	http.StatusGatewayTimeout:        "try again; if it lasts, the operator looks at the endpoint of the chain",
}

const otherHelp = "try again; if it lasts, tell the operator, whose log says more"

// problem is an error that is told as it is.
func problem(status int, detail, help string, faults ...Fault) *Problem {
	return &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail,
		Help: cmp.Or(help, helps[status], otherHelp), Errors: append([]Fault{}, faults...),
	}
}

// at is a problem with one part of a request.
func at(location, message, help string) *Problem {
	return problem(http.StatusUnprocessableEntity, location+": "+message, help, Fault{location, message})
}

// Error is what is wrong.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the status that the answer has.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are headers that the answer has.
func (p *Problem) GetHeaders() http.Header { return p.headers }

// ContentType is RFC 9457's.
func (*Problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

// The library that routes requests makes all its errors by a variable of its own, and describes lists by another: none of ours is null.
func init() {
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		p := problem(status, message, "")
		for _, err := range errs {
			if err == nil {
				continue
			}
			fault := Fault{Message: err.Error()}
			if detailed, is := err.(huma.ErrorDetailer); is {
				detail := detailed.ErrorDetail()
				fault = Fault{detail.Location, detail.Message}
			}
			p.Errors = append(p.Errors, fault)
		}
		if len(p.Errors) > 0 && status < http.StatusInternalServerError {
			p.Detail = p.Errors[0].Message
			if p.Errors[0].Location != "" {
				p.Detail = p.Errors[0].Location + ": " + p.Detail
			}
		}
		if status >= http.StatusInternalServerError {
			p.Detail, p.Errors = "the request could not be answered", []Fault{} // the log says why
		}
		return p
	}
}

// answer writes a problem outside of routes.
func answer(w http.ResponseWriter, p *Problem) {
	for name, values := range p.headers {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", problemType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // whoever asked is gone, then
}
