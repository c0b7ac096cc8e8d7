package curve

import (
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Reliability is what became of promises whose time is over.
type Reliability struct {
	Of        string `json:"of"`       // a tenor, or a provider
	Promises  int    `json:"promises"` // forwards that are over, ones that both sides dissolved left out
	Kept      int    `json:"kept"`     // delivered in full
	Broken    int    `json:"broken"`   // of which nothing came
	Delivered string `json:"delivered"`
	Defaulted string `json:"defaulted"`
	Dissolved string `json:"dissolved"`
	Share     string `json:"share,omitempty"` // delivered of what was delivered or defaulted, to six digits
}

// tenors are from the agreement to the beginning of the window, in days.
var tenors = []struct {
	name string
	days uint64 // up to and with
}{{"to 1 month", 31}, {"to 3 months", 92}, {"to 6 months", 183}, {"to 1 year", 366}, {"to 2 years", 731}}

const longestTenor = "over 2 years"

const day = 24 * 60 * 60

func (f *forward) tenor() int {
	when, _ := f.traded()
	for i, t := range tenors {
		if f.Start <= when+t.days*day {
			return i
		}
	}
	return len(tenors)
}

// reliability is by tenor and by provider. Bounties promise nothing.
func reliability(forwards []*forward, now uint64) (byTenor, byProvider []Reliability) {
	byTenor, byProvider = []Reliability{}, []Reliability{}
	tenorOf, providerOf := map[int]*promises{}, map[common.Address]*promises{}
	for _, f := range forwards {
		if f.accepted == nil {
			continue
		}
		count(tenorOf, f.tenor(), f, now)
		count(providerOf, f.accepted.Provider, f, now)
	}
	for _, i := range slices.Sorted(maps.Keys(tenorOf)) {
		name := longestTenor
		if i < len(tenors) {
			name = tenors[i].name
		}
		byTenor = append(byTenor, tenorOf[i].reliability(name))
	}
	for _, provider := range slices.SortedFunc(maps.Keys(providerOf), common.Address.Cmp) {
		byProvider = append(byProvider, providerOf[provider].reliability(provider.Hex()))
	}
	return byTenor, byProvider
}

type promises struct {
	over, kept, broken              int
	delivered, defaulted, dissolved big.Int
}

func count[K comparable](of map[K]*promises, key K, f *forward, now uint64) {
	if of[key] == nil {
		of[key] = new(promises)
	}
	p, rest := of[key], new(big.Int).Sub(f.Quantity, f.delivered)
	switch f.stage(now) {
	case fulfilled:
		p.over++
		p.kept++
	case failed:
		p.over++
		if f.delivered.Sign() == 0 {
			p.broken++
		}
		p.defaulted.Add(&p.defaulted, rest)
	case dissolved:
		p.dissolved.Add(&p.dissolved, rest)
		return
	case live, proposed, lapsed:
		return // what came already says nothing of what may still come
	}
	p.delivered.Add(&p.delivered, f.delivered)
}

func (p *promises) reliability(of string) Reliability {
	r := Reliability{
		Of: of, Promises: p.over, Kept: p.kept, Broken: p.broken,
		Delivered: p.delivered.String(), Defaulted: p.defaulted.String(), Dissolved: p.dissolved.String(),
	}
	if due := new(big.Int).Add(&p.delivered, &p.defaulted); due.Sign() > 0 {
		r.Share = new(big.Rat).SetFrac(&p.delivered, due).FloatString(6)
	}
	return r
}
