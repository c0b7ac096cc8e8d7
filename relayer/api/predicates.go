package api

import (
	"cmp"
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Predicate is a contract that decides about deliveries of forwards here.
type Predicate struct {
	Address     Address `json:"address"`
	State       string  `json:"state" enum:"unknown,known,foreign,trouble" doc:"unknown until it was looked at, known if its code is one of ours with the keys that it tells, foreign if it is not: whoever made it may pay anybody, trouble if it could not be read"`
	Name        *string `json:"name" doc:"of the circuit that it verifies; null if its key is not known here"`
	UnitName    *string `json:"unitName" doc:"what one unit of quantity is, such as poem; null if that is not known here"`
	Evidence    *string `json:"evidence" doc:"what its proofs rest on; null if that is not known here"`
	Contract    *string `json:"contract" doc:"which of the known contracts it is"`
	Key         *Hash   `json:"key" doc:"hash of its key for one statement"`
	BatchKeys   []Hash  `json:"batchKeys" doc:"hashes of its keys for several statements"`
	Development *bool   `json:"developmentKey" doc:"whoever made the key can forge proofs under it; null if that is not known"`
	Forwards    int     `json:"forwards" doc:"how many forwards name it"`
}

// PredicateList is all predicates that forwards name.
type PredicateList struct {
	Items []Predicate `json:"items" doc:"those with most forwards first, 1000 at the most"`
	Total int         `json:"total"`
}

type predicatesOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         PredicateList
}

// maxPredicates is how many are told at once.
const maxPredicates = 1000

func (a *API) registerPredicates() {
	route(a, reading("listPredicates", "/v1/predicates", "The predicates that forwards name, and what is known of them"),
		func(context.Context, *struct{}) (*predicatesOutput, error) {
			counted := a.deps.Index.Predicates()
			addresses := make([]common.Address, 0, len(counted))
			for address := range counted {
				addresses = append(addresses, address)
			}
			slices.SortFunc(addresses, func(a, b common.Address) int {
				return cmp.Or(cmp.Compare(counted[b], counted[a]), a.Cmp(b))
			})
			list := PredicateList{Items: []Predicate{}, Total: len(addresses)}
			for _, address := range addresses[:min(len(addresses), maxPredicates)] {
				list.Items = append(list.Items, a.predicate(address, counted[address]))
			}
			return &predicatesOutput{fresh, list}, nil
		})
}

func (a *API) predicate(address common.Address, forwards int) Predicate {
	out := Predicate{Address: addressOf(address), State: "unknown", BatchKeys: []Hash{}, Forwards: forwards}
	found, is := a.names.predicates.get(address)
	switch {
	case !is:
		return out
	case found.err != nil:
		out.State = "trouble"
		return out
	case found.what.Contract == "":
		out.State = "foreign"
		return out
	}
	known := &found.what
	key := hashOf(known.Key)
	out.State, out.Contract, out.Key = "known", &known.Contract, &key
	for _, batch := range known.Batches {
		out.BatchKeys = append(out.BatchKeys, hashOf(batch))
	}
	if known.Name != "" {
		out.Name, out.Development = &known.Name, &known.Development
	}
	if known.Unit != "" {
		out.UnitName, out.Evidence = &known.Unit, &known.Evidence
	}
	return out
}
