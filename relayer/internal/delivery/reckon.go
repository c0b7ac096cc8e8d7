package delivery

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// reckoning is what a forward brings and what it costs, in wei.
type reckoning struct {
	brings, gas, execute, prove *big.Int
	share                       uint64 // percent of what it brings that may go for gas
}

// Why a forward waits for another reckoning; the figures follow.
const (
	costsMore    = "it waits, since it would cost more than it brings: "
	gasCostsMore = "it waits, since gas would cost more of what it brings than it may: "
)

// against says why a forward is not worth its costs now, and by how much, or nothing if it is.
func (r reckoning) against() (reason, figures string) {
	most := new(big.Int).Mul(r.brings, new(big.Int).SetUint64(r.share))
	if most.Div(most, big.NewInt(100)); r.gas.Cmp(most) > 0 {
		return gasCostsMore, fmt.Sprintf("about %v wei at present fees, of %v, which are %d percent of %v", r.gas, most, r.share, r.brings)
	}
	all := new(big.Int).Add(r.gas, r.execute)
	if all.Add(all, r.prove).Cmp(r.brings) > 0 {
		return costsMore, fmt.Sprintf("it brings %v wei, and takes about %v of gas at present fees, %v for executing and %v for proving",
			r.brings, r.gas, r.execute, r.prove)
	}
	return "", ""
}

// reckon compares what a forward brings from some state on with what that costs, where the operator said what its token is worth.
// What has yet to be accepted brings no part of its bond.
func (e *Engine) reckon(ctx context.Context, f *chain.Forward, p *Predicate, from *journal.Delivery, accepted bool, at at) (reason, figures string, err error) {
	rate, known := e.opts.Worth[f.Terms.Token]
	if !known {
		return "", "", nil
	}
	costs, err := e.costsOf(ctx, f, p, at)
	if err != nil {
		return "", "", err
	}
	steps := stepsOf(left(f, from), p.Limits)
	r := reckoning{
		brings: wei(brings(f, from), rate), gas: new(big.Int).Mul(steps, costs.Settle),
		execute: times(e.opts.ExecuteCost, steps), prove: times(e.opts.ProveCost, steps),
		share: cmp.Or(e.opts.FeeShare, DefaultFeeShare),
	}
	r.prove.Mul(r.prove, big.NewInt(e.proves(p.Bundle).Milliseconds()))
	r.prove.Div(r.prove, big.NewInt(time.Second.Milliseconds()))
	switch {
	case !f.Assigned():
		r.gas.Add(r.gas, costs.Announce)
	case !accepted:
		r.gas.Add(r.gas, costs.Accept)
		r.brings = wei(f.Terms.Price, rate)
	}
	reason, figures = r.against()
	return reason, figures, nil
}

// present is what transactions cost at one block, by predicate: many forwards may wait for the same.
type present struct {
	block uint64
	costs map[*Predicate]chain.Costs
}

func (e *Engine) costs(ctx context.Context, p *Predicate, at at) (chain.Costs, error) {
	if e.present.block != at.head.Number || e.present.costs == nil {
		e.present = present{at.head.Number, map[*Predicate]chain.Costs{}}
	}
	if costs, known := e.present.costs[p]; known {
		return costs, nil
	}
	costs, err := e.Purse.Costs(ctx, p)
	if err != nil {
		return costs, fmt.Errorf("find out what gas costs: %w", err)
	}
	e.present.costs[p] = costs
	return costs, nil
}

// costsOf is costs for one forward: where a bid is filled for it, that is its acceptance.
func (e *Engine) costsOf(ctx context.Context, f *chain.Forward, p *Predicate, at at) (chain.Costs, error) {
	costs, err := e.costs(ctx, p, at)
	if t := e.filling(f.ID); err == nil && t != nil {
		costs.Accept = times(costs.Fee, new(big.Int).SetUint64(t.Gas))
		costs.AcceptNeeds = times(costs.MostFee, new(big.Int).SetUint64(t.MostGas))
	}
	return costs, err
}

// stepsOf is in how many steps so many units are delivered at least.
func stepsOf(units *big.Int, limits sdk.Limits) *big.Int {
	if limits.StepUnits == 0 {
		return big.NewInt(1)
	}
	step := new(big.Int).SetUint64(limits.StepUnits)
	return new(big.Int).Div(new(big.Int).Add(units, new(big.Int).Sub(step, big.NewInt(1))), step)
}

// times is a cost so many times; nil is none.
func times(cost, n *big.Int) *big.Int {
	if cost == nil {
		return new(big.Int)
	}
	return new(big.Int).Mul(cost, n)
}
