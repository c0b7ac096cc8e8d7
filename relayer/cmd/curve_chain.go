package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// chainHistory is what happened at the escrow, for the curve. Unjudged says that it lacks offers of the book.
func chainHistory(c *cli.Context, l *ledger, k known) (history curve.History, unjudged, err error) {
	how := chain.Telling{From: l.deployment.Block, Offers: l.deployment.Offers}
	if c.IsSet("from") {
		how.From = c.Uint64("from")
	}
	if text := c.String("offers"); text != "" {
		address, err := parseAddress("--offers", text)
		if err != nil {
			return history, nil, usageError(err)
		}
		how.Offers = address
	}
	r := newCurveReader(l, k)
	if err := r.read(c.Context, l.head, how); err != nil {
		return r.History, nil, err
	}
	if where := c.String("book"); where != "" {
		list, unread, err := bookOffers(c, where)
		if err != nil {
			return r.History, nil, err
		}
		if how.Offers == (common.Address{}) {
			return r.History, nil, usageError(errors.New("--book needs to know where offers are taken: a deployment that names it, or --offers ADDRESS"))
		}
		missing, err := r.addBook(c.Context, chain.NewOffers(l.client, how.Offers, l.escrow), list, func(hash common.Hash, reason error) { tellUnjudged(c, hash, reason) })
		return r.History, errUnjudged(missing, len(list), unread), err
	}
	return r.History, nil, nil
}

// curveReader turns what happened into what a curve is made of.
type curveReader struct {
	curve.History
	ledger     *ledger
	known      known
	tokens     map[common.Address]bool // that were asked for their names
	predicates map[common.Address]keyOrReason
	params     map[common.Hash]openedParams // by a hash of key and preimage
}

type keyOrReason struct {
	key    common.Hash
	reason string // why it is not known here
}

type openedParams struct {
	commitment statement.Word
	unit       common.Hash
	reason     string
}

func (r *curveReader) add(ctx context.Context, h chain.Happening) error {
	at := curve.Place{Block: h.Block, Log: h.Log, Time: h.Time}
	var event curve.Event
	switch {
	case h.Opened != nil:
		opened, err := r.opened(ctx, at, h)
		if err != nil {
			return err
		}
		event = opened
	case h.Accepted != nil:
		event = curve.Accepted{Place: at, ID: h.ID, Provider: h.Accepted.Provider, Payer: h.Payer}
	case h.Settled != nil:
		event = curve.Settled{Place: at, ID: h.ID, Recipient: h.Settled.Recipient, Amount: h.Settled.Step.Amount, Paid: h.Settled.Paid}
	case h.Reclaimed != nil:
		event = curve.Reclaimed{Place: at, ID: h.ID}
	case h.Closed != nil:
		event = curve.Closed{Place: at, ID: h.ID}
	case h.Filled != nil:
		event = curve.Filled{Place: at, ID: h.ID, Offer: h.Filled.Offer, Maker: h.Filled.Maker, Taker: h.Filled.Taker, Total: h.Filled.Total}
	case h.Cancelled != nil && h.Cancelled.Word != nil:
		event = curve.NoncesCancelled{Place: at, Maker: h.Cancelled.Maker, Word: h.Cancelled.Word, Mask: h.Cancelled.Mask}
	case h.Cancelled != nil:
		event = curve.Cancelled{Place: at, Offer: h.Cancelled.Offer}
	default:
		event = curve.Unread{Place: at, ID: h.ID, Reason: "its opening is too large to be read"}
	}
	r.Events = append(r.Events, event)
	return nil
}

func (r *curveReader) opened(ctx context.Context, at curve.Place, h chain.Happening) (curve.Opened, error) {
	terms := h.Opened.Terms
	reason, err := r.classify(ctx, *h.Opened)
	if err == nil && reason == "" {
		err = r.token(ctx, terms.Token)
	}
	return curve.Opened{
		Place: at, ID: h.ID, Buyer: h.Opened.Buyer, Payer: h.Payer, Unit: terms.Unit, Token: terms.Token, Price: terms.Price,
		Quantity: terms.Quantity, Bond: terms.Bond, AcceptBy: terms.AcceptBy, Start: terms.Start, End: terms.End,
		SettleBy: terms.SettleBy, Unclassified: reason,
	}, err
}

// classify says why a forward is not on the curve, or learns what its unit is: a predicate whose code and key are known here,
// and emitted parameters that the terms commit to and that make their unit.
func (r *curveReader) classify(ctx context.Context, forward chain.Forward) (reason string, err error) {
	key, err := r.keyOf(ctx, forward.Terms.Predicate)
	if err != nil || key.reason != "" {
		return key.reason, err
	}
	read, err := r.paramsOf(ctx, key.key, forward.Params)
	switch {
	case err != nil:
		return "", fmt.Errorf("read the parameters of forward %s: %w", forward.ID, err)
	case read.reason != "":
		return read.reason, nil
	case read.commitment != forward.Terms.Params:
		return "the emitted parameters commit to another word than the terms hold", nil
	case read.unit != forward.Terms.Unit:
		return "the emitted parameters make another unit than the terms hold", nil
	}
	if _, known := r.Units[read.unit]; !known {
		r.Units[read.unit], err = r.unit(ctx, key.key, forward)
	}
	return "", err
}

func (r *curveReader) keyOf(ctx context.Context, predicate common.Address) (keyOrReason, error) {
	if found, asked := r.predicates[predicate]; asked {
		return found, nil
	}
	key, err := r.ledger.trustedKey(ctx, r.known, predicate)
	found := keyOrReason{key: key}
	if err != nil && (chain.Answered(err) || errors.Is(err, errUntrusted)) {
		found.reason, err = fmt.Sprintf("predicate %s is not to be trusted: %v", predicate, err), nil
	}
	if err == nil {
		r.predicates[predicate] = found
	}
	return found, err
}

func (r *curveReader) paramsOf(ctx context.Context, key common.Hash, preimage []byte) (openedParams, error) {
	id := crypto.Keccak256Hash(key[:], preimage)
	if read, asked := r.params[id]; asked {
		return read, nil
	}
	var read openedParams
	commitment, unit, known, err := r.known.Params(ctx, key, preimage)
	switch {
	case errors.Is(err, audit.ErrUnreadable):
		read.reason, err = "the emitted parameters cannot be read: "+err.Error(), nil
	case err == nil && !known:
		read.reason = fmt.Sprintf("no predicate that is known here goes with key %s", key)
	}
	read.commitment, read.unit = commitment, unit
	if err == nil {
		r.params[id] = read
	}
	return read, err
}

// unit is what a forward is about, in words.
func (r *curveReader) unit(ctx context.Context, key common.Hash, forward chain.Forward) (curve.Unit, error) {
	if params, isGPU := gpuhours.InTerms(forward.Params, forward.Terms); isGPU {
		const secondsPerHour = 3600
		return curve.Unit{
			Name: fmt.Sprintf("gpu-hours %s, disputed hours %s", params.Model, params.Disputed), Class: string(params.Class),
			Measure: "GPU-hour", Per: big.NewInt(secondsPerHour),
		}, nil
	}
	plugin, err := r.known.plugin(ctx, key)
	if err != nil {
		return curve.Unit{}, err
	}
	description, err := plugin.Describe(ctx)
	if err != nil {
		return curve.Unit{}, fmt.Errorf("ask the plugin of key %s what it is: %w", key, err)
	}
	return curve.Unit{
		Name: fmt.Sprintf("%s %.10s", description.Name, forward.Terms.Unit.Hex()), Measure: cmp.Or(description.Unit, "unit"), Per: big.NewInt(1),
	}, nil
}

// token learns what a token calls itself; one that does not say stays unknown, and its forwards off the curve.
func (r *curveReader) token(ctx context.Context, address common.Address) error {
	if r.tokens[address] {
		return nil
	}
	contract := chain.NewToken(r.ledger.client, address)
	decimals, err := contract.Decimals(ctx, r.ledger.head)
	if err != nil && !chain.Answered(err) {
		return err
	}
	symbol, errSymbol := contract.Symbol(ctx, r.ledger.head)
	if errSymbol != nil && !chain.Answered(errSymbol) {
		return errSymbol
	}
	r.tokens[address] = true
	if err == nil {
		r.Tokens[address] = curve.Token{Symbol: cmp.Or(symbol, "tokens"), Decimals: decimals}
	}
	return nil
}
