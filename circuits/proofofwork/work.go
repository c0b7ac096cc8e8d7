package proofofwork

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"runtime"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// MaxUnits is how many units one step has at most.
const MaxUnits = 8

// maxWorkJSON bounds what is read as work; eight nonces take a third of it.
const maxWorkJSON = 2048

// Work is what one step delivers: a nonce for each of the units From, From+1, … of a forward.
type Work struct {
	Forward common.Hash
	From    uint64
	Nonces  []statement.Word
}

// Hash is the hash of one unit with a nonce.
func Hash(forward common.Hash, unit uint64, nonce statement.Word) statement.Word {
	return statement.Sponge(statement.DomainWork, []statement.Word{statement.U248(forward), statement.WordFromUint64(unit), nonce})
}

// The rules, as findings name them.
const (
	RuleUnits = "units" // there are one to eight units, and their numbers fit
	RuleWork  = "work"  // each unit's hash is small enough
)

// A Finding is one broken rule.
type Finding struct {
	Rule    string
	Unit    int // place in the step, from 1; 0 for the step as a whole
	Message string
}

// Check finds everything that keeps work from being worth its price; work that holds has no findings.
func Check(p Params, w Work) []Finding {
	var findings []Finding
	if n := len(w.Nonces); n < 1 || n > MaxUnits {
		findings = append(findings, Finding{RuleUnits, 0, fmt.Sprintf("the step has %d units, it needs 1 to %d", n, MaxUnits)})
	}
	if w.From > math.MaxUint64-uint64(len(w.Nonces)) {
		findings = append(findings, Finding{RuleUnits, 0, fmt.Sprintf("the step begins at unit %d and ends beyond 2^64", w.From)})
	}
	for i, nonce := range w.Nonces {
		unit := w.From + uint64(i)
		if bits := statement.Big(Hash(w.Forward, unit, nonce)).BitLen(); bits > workBits-p.Bits {
			findings = append(findings, Finding{RuleWork, i + 1,
				fmt.Sprintf("the hash of unit %d has %d bits, it may have %d: find another nonce", unit, bits, workBits-p.Bits)})
		}
	}
	return findings
}

// Search does the work of units from … from+units−1, on all processors. Nonces are tried from start on; a random one
// keeps two who work on one forward from trying the same. progress hears of each unit done.
func Search(ctx context.Context, p Params, forward common.Hash, from uint64, units int, start statement.Word, progress func(done int)) (Work, error) {
	if units < 1 || units > MaxUnits || from > math.MaxUint64-uint64(units) {
		return Work{}, fmt.Errorf("searching for work: %d units from %d on: want 1 to %d that end below 2^64", units, from, MaxUnits)
	}
	w := Work{forward, from, make([]statement.Word, units)}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	found := make(chan struct{}, units)
	for i := range w.Nonces {
		group.Go(func() error {
			var err error
			w.Nonces[i], err = searchUnit(ctx, p, forward, from+uint64(i), start) //nolint:gosec // an index
			found <- struct{}{}
			return err
		})
	}
	for done := range units {
		<-found
		if ctx.Err() == nil {
			progress(done + 1)
		}
	}
	if err := group.Wait(); err != nil {
		return Work{}, fmt.Errorf("searching for work on forward %s: %w", forward, err)
	}
	return w, nil
}

func searchUnit(ctx context.Context, p Params, forward common.Hash, unit uint64, nonce statement.Word) (statement.Word, error) {
	one := statement.WordFromUint64(1)
	for ctx.Err() == nil {
		if statement.Big(Hash(forward, unit, nonce)).BitLen() <= workBits-p.Bits {
			return nonce, nil
		}
		nonce.Add(&nonce, &one)
	}
	return statement.Word{}, context.Cause(ctx)
}

// workJSON is how work is written.
type workJSON struct {
	Forward common.Hash   `json:"forward"`
	From    uint64        `json:"from"`
	Nonces  []common.Hash `json:"nonces"`
}

// MarshalJSON writes what ParseWork reads.
func (w Work) MarshalJSON() ([]byte, error) {
	out := workJSON{w.Forward, w.From, []common.Hash{}}
	for _, nonce := range w.Nonces {
		out.Nonces = append(out.Nonces, nonce.Bytes())
	}
	return json.Marshal(out)
}

// ParseWork reads work, good or not.
func ParseWork(text []byte) (Work, error) {
	if len(text) > maxWorkJSON {
		return Work{}, fmt.Errorf("reading work: it has %d bytes, at most %d are read", len(text), maxWorkJSON)
	}
	var in workJSON
	if err := decode(text, &in); err != nil {
		return Work{}, fmt.Errorf("reading work: want an object with forward, from and nonces: %w", err)
	}
	w := Work{in.Forward, in.From, make([]statement.Word, len(in.Nonces))}
	for i, nonce := range in.Nonces {
		var err error
		if w.Nonces[i], err = statement.WordFromBytes(nonce); err != nil {
			return Work{}, fmt.Errorf("reading work: nonce %d: %w", i+1, err)
		}
	}
	return w, nil
}

// step is the progress of the work in a forward of this quantity.
func (w Work) step(quantity *big.Int) (to uint64, err error) {
	units := uint64(len(w.Nonces))
	if units < 1 || units > MaxUnits || w.From > math.MaxUint64-units {
		return 0, errors.New("it is not one to eight units that end below 2^64")
	}
	to = w.From + units
	if rest := new(big.Int).Sub(quantity, new(big.Int).SetUint64(to)); rest.Sign() < 0 || rest.BitLen() > restBits {
		return 0, fmt.Errorf("it ends at unit %d, and the forward has %v", to, quantity)
	}
	return to, nil
}
