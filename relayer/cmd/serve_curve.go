package cmd

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// knownCurve makes the curve for an API. What it read once it does not read again. One call at a time.
type knownCurve struct {
	ledger *ledger
	known  known
	book   *book.Book // nil for none
	reader *curveReader
	last   chain.Head // up to which the reader has read; none before it has
}

// Report implements what an API asks for about the curve: as of a block that counts as confirmed.
func (k *knownCurve) Report(ctx context.Context, at chain.Head) (curve.Report, error) {
	now := *k.ledger
	now.head = at
	if k.reader != nil {
		stands, err := k.stands(ctx, at)
		if err != nil {
			return curve.Report{}, err
		}
		if !stands {
			k.reader = nil
		}
	}
	how := chain.Telling{From: k.ledger.deployment.Block, Offers: k.ledger.deployment.Offers}
	if k.reader == nil {
		k.reader = newCurveReader(&now, k.known)
	} else {
		how.From = k.last.Number + 1
	}
	r := k.reader
	r.ledger, r.Block, r.Time = &now, at.Number, at.Time
	kept := len(r.Events)
	if how.From <= at.Number {
		if err := r.read(ctx, at, how); err != nil {
			r.Events = r.Events[:kept]
			return curve.Report{}, fmt.Errorf("read the escrow's history: %w", err)
		}
	}
	k.last = at
	if r.Offers = nil; k.book != nil {
		standing, _ := k.book.Offers(book.Query{Standings: []book.Standing{book.Open}, Limit: mostOfBook})
		for i := range standing {
			if err := r.addOffer(ctx, standing[i].Signed); err != nil {
				return curve.Report{}, err
			}
		}
	}
	return curve.Compute(r.History, curve.Options{})
}

// stands says whether what was read is still of the chain, and not ahead of a block.
func (k *knownCurve) stands(ctx context.Context, at chain.Head) (bool, error) {
	if k.last.Number >= at.Number {
		return k.last.Hash == at.Hash, nil
	}
	block, err := k.ledger.client.Block(ctx, k.last.Number)
	if err != nil {
		return false, err
	}
	return block.Hash == k.last.Hash, nil
}

func newCurveReader(l *ledger, k known) *curveReader {
	return &curveReader{
		ledger: l, known: k, predicates: map[common.Address]keyOrReason{}, params: map[common.Hash]openedParams{},
		History: curve.History{
			Chain: l.client.ChainID().Uint64(), Escrow: l.escrow.Address(), Block: l.head.Number, Time: l.head.Time,
			Units: map[common.Hash]curve.Unit{}, Tokens: map[common.Address]curve.Token{},
		},
		tokens: map[common.Address]bool{},
	}
}

// read adds what happened up to a block.
func (r *curveReader) read(ctx context.Context, at chain.Head, how chain.Telling) error {
	return r.ledger.escrow.History(ctx, at, how, func(happenings []chain.Happening) error {
		for _, h := range happenings {
			if err := r.add(ctx, h); err != nil {
				return err
			}
		}
		return nil
	})
}
