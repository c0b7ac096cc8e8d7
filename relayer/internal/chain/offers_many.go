package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Footing is what stands behind an offer at a block.
type Footing struct {
	Judgement          // of all that is left of it
	Balance   *big.Int // of its maker, in the token's smallest units
	Unknown   error    // why it was not found out; what there is otherwise is what was
}

// JudgeRest finds out whether all that is left of an offer can be taken now, by anybody who has the means.
func (o *Offers) JudgeRest(ctx context.Context, at Head, s offer.Signed, permit2 common.Address) (Judgement, error) {
	left := s.Terms.Quantity
	if o.belongs(s, permit2) == nil {
		taken, err := o.TakenOf(ctx, at, s.Offer)
		if err != nil {
			return Judgement{}, err
		}
		left = s.Left(taken)
	}
	return o.Judge(ctx, at, s, offer.Fill{Quantity: left, TaskHash: s.Terms.TaskHash}, permit2)
}

// Footings judges what is left of many offers that JudgeRest found good before, with few requests: signature, what was taken or
// cancelled, times, money, allowance and consent. What does not change (the contract's own quote) is not asked again. The contracts
// of makers are asked apart, with as much gas as a fill takes: what one of them does is about its own offers alone. Only what a
// contract answers, or that it reverts, counts; whatever else an endpoint says leaves unknown how those offers stand.
func (o *Offers) Footings(ctx context.Context, at Head, list []offer.Signed, permit2 common.Address) ([]Footing, error) {
	asked, apart := askings{places: map[string]int{}}, askings{places: map[string]int{}}
	plans := make([]footingPlan, len(list))
	for i, s := range list {
		var err error
		if plans[i], err = o.plan(&asked, &apart, s, permit2); err != nil {
			return nil, fmt.Errorf("ask about %d offers: %w", len(list), err)
		}
	}
	answers, err := o.client.askAll(ctx, at, asked.questions)
	if err != nil {
		return nil, fmt.Errorf("ask about %d offers: %w", len(list), err)
	}
	stands := o.client.askApart(ctx, at, apart.questions)
	footings := make([]Footing, len(list))
	for i, s := range list {
		if footings[i], err = o.footing(at, s, plans[i], answers, stands[plans[i].signed]); err != nil {
			return nil, err
		}
	}
	return footings, nil
}

// The bounds of JudgeAll.
const (
	offersTogether = 100
	mostFailures   = 16 // requests until an endpoint is not asked about more offers
)

// JudgeAll finds out of offers, which anybody may have made, whether all that is left of each can be taken now, with few requests.
// Where an endpoint does not answer, what cannot be judged is narrowed down to as few offers as there is patience for: those are
// Unknown, and the others are judged. The contract's own quote is not asked for: whoever takes an offer asks for it.
func (o *Offers) JudgeAll(ctx context.Context, at Head, list []offer.Signed, permit2 common.Address) []Footing {
	footings := make([]Footing, len(list))
	var asked []int
	for i, s := range list {
		footings[i] = noFooting()
		fault := o.belongs(s, permit2)
		if fault == nil {
			fault = s.Check()
		}
		if fault != nil { // nothing else is worth asking
			footings[i].Faults = []error{fault}
			continue
		}
		asked = append(asked, i)
	}
	failures := 0
	var failed error
	var judge func(of []int)
	judge = func(of []int) {
		some := make([]offer.Signed, len(of))
		for k, i := range of {
			some[k] = list[i]
		}
		var got []Footing
		err := failed
		if failures < mostFailures {
			got, err = o.Footings(ctx, at, some, permit2)
		}
		switch {
		case err == nil:
			for k, i := range of {
				footings[i] = got[k]
			}
			return
		case failures < mostFailures && len(of) > 1:
			failures, failed = failures+1, err
			judge(of[:len(of)/2])
			judge(of[len(of)/2:])
			return
		}
		failures, failed = failures+1, err
		for _, i := range of {
			footings[i].Unknown = err
		}
	}
	for of := range slices.Chunk(asked, offersTogether) {
		judge(of)
	}
	return footings
}

func noFooting() Footing {
	return Footing{Judgement: Judgement{Taken: offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}}, Balance: new(big.Int)}
}

// askings are questions, each once.
type askings struct {
	questions []question
	places    map[string]int
}

// add gives the place of a question's answer.
func (a *askings) add(to common.Address, data []byte) int { return a.ask(question{to, data, fillGas}) }

func (a *askings) ask(q question) int {
	key := string(q.to[:]) + string(q.data)
	place, known := a.places[key]
	if !known {
		place = len(a.questions)
		a.places[key] = place
		a.questions = append(a.questions, q)
	}
	return place
}

// nowhere is the place of what is not asked.
const nowhere = -1

// footingPlan is where the answers about an offer are.
type footingPlan struct {
	taken, cancelled, signed, balance, allowance int
	within, whole                                int // the allowance in Permit2, and that of Permit2
	used                                         int // the nonces used up in Permit2
	operator                                     int
}

func (o *Offers) plan(a, apart *askings, s offer.Signed, permit2 common.Address) (footingPlan, error) {
	p := footingPlan{within: nowhere, whole: nowhere, used: nowhere, operator: nowhere}
	hash, err := s.Hash()
	if err != nil {
		return p, err
	}
	word := new(big.Int).Rsh(s.Nonce, 8)
	cancelled, err := o.abi.TryPackCancelledNonces(s.Maker(), word)
	if err != nil {
		return p, err
	}
	stands, err := signerQuestion(s)
	if err != nil {
		return p, err
	}
	token, maker := NewToken(o.client, s.Terms.Token), s.Maker()
	p.taken, p.cancelled, p.signed = a.add(o.address, o.abi.PackTakenOf(hash)), a.add(o.address, cancelled), apart.ask(stands)
	p.balance = a.add(token.address, token.abi.PackBalanceOf(maker))
	if s.Side == offer.Ask && s.Review == 0 {
		p.operator = a.add(o.escrow.address, o.escrow.abi.PackIsApprovedForAll(maker, o.address))
	}
	if s.Permit2 != (common.Address{}) {
		p.allowance = a.add(token.address, token.abi.PackAllowance(maker, s.Permit2))
		used, err := permit2ABI().Pack("nonceBitmap", maker, word)
		p.used = a.add(s.Permit2, used)
		return p, err
	}
	p.allowance = a.add(token.address, token.abi.PackAllowance(maker, o.address))
	if permit2 == (common.Address{}) {
		return p, nil
	}
	within, err := permit2ABI().Pack("allowance", maker, token.address, o.address)
	p.within, p.whole = a.add(permit2, within), a.add(token.address, token.abi.PackAllowance(maker, permit2))
	return p, err
}

// footing reads the answers about an offer. That our own contract is not what it should be is an error.
func (o *Offers) footing(at Head, s offer.Signed, p footingPlan, answers []answer, signed answer) (Footing, error) {
	f := noFooting()
	f.Balance = wordIn(answers[p.balance].data)
	if err := errors.Join(answers[p.taken].err, answers[p.cancelled].err); err != nil {
		f.Unknown = fmt.Errorf("read the state of an offer from offers %s: %w", o.address, err)
		return f, nil
	}
	for _, place := range []int{p.balance, p.allowance, p.within, p.whole, p.used, p.operator} {
		if place != nowhere && answers[place].err != nil {
			f.Unknown = fmt.Errorf("read what stands behind an offer: %w", answers[place].err)
		}
	}
	word := func(place int) *big.Int { return wordIn(answers[place].data) }
	taken, err := o.abi.UnpackTakenOf(answers[p.taken].data)
	if err != nil || len(answers[p.cancelled].data) != common.HashLength {
		return f, fmt.Errorf("read the state of an offer from offers %s: %w", o.address, errors.Join(ErrOtherCode, err))
	}
	byNonce := word(p.cancelled).Bit(placeInWord(s.Nonce)) == 1
	f.Taken = offer.Taken{Filled: taken.Filled, Carry: taken.Carry, Cancelled: taken.Cancelled || byNonce}
	part, err := s.Part(offer.Fill{Quantity: s.Left(f.Taken), TaskHash: s.Terms.TaskHash}, f.Taken, at.Time)
	if err != nil {
		f.Faults = append(f.Faults, err)
		return f, nil
	}
	f.Part = part
	f.Faults = append(f.Faults, timely(part, at)...)
	fault, err := signatureFault(s, signed)
	if err != nil {
		f.Unknown = err
	}
	if fault != nil {
		f.Faults = append(f.Faults, fault)
	}
	if p.operator != nowhere && word(p.operator).Sign() == 0 {
		f.Faults = append(f.Faults, fmt.Errorf("%w: provider %s made the offers %s no operator of its positions", ErrNotApproved, s.Maker(), o.address))
	}
	if p.used != nowhere && word(p.used).Bit(placeInWord(s.Nonce)) == 1 {
		f.Faults = append(f.Faults, fmt.Errorf("its nonce %s was used up in Permit2", s.Nonce))
	}
	amount := takes(s, part)
	if f.Balance.Cmp(amount) < 0 {
		f.Faults = append(f.Faults, fmt.Errorf("%w: %s holds %s of the token's smallest units, and what is left takes %s", ErrPoor, s.Maker(), f.Balance, amount))
	}
	if allowed := o.allowed(at, p, answers); allowed.Cmp(amount) < 0 {
		f.Faults = append(f.Faults, fmt.Errorf("%w: %s lets %s of the token's smallest units be taken, and what is left takes %s", ErrNotApproved, s.Maker(), allowed, amount))
	}
	return f, nil
}

func (o *Offers) allowed(at Head, p footingPlan, answers []answer) *big.Int {
	direct := wordIn(answers[p.allowance].data)
	if p.within == nowhere || len(answers[p.within].data) < 2*common.HashLength {
		return direct
	}
	words := answers[p.within].data
	within, expiration := wordIn(words), wordIn(words[common.HashLength:])
	if new(big.Int).SetUint64(at.Time).Cmp(expiration) > 0 {
		return direct
	}
	return larger(direct, smaller(within, wordIn(answers[p.whole].data)))
}

// takes is what taking a part of an offer takes of its maker at once.
func takes(s offer.Signed, part offer.Part) *big.Int {
	switch {
	case s.Side == offer.Bid:
		return part.Terms.Price
	case s.Review == 0:
		return part.Terms.Bond
	}
	return new(big.Int)
}

// wordIn is an answer of one word; nothing where there is none.
func wordIn(answer []byte) *big.Int {
	if len(answer) < common.HashLength {
		return new(big.Int)
	}
	return new(big.Int).SetBytes(answer[:common.HashLength])
}

// askAll asks many questions, one by one where no endpoint takes many at once, or does not answer some of them so. An answer with an
// error is of a question that an endpoint does not answer though it works.
func (c *Client) askAll(ctx context.Context, at Head, questions []question) ([]answer, error) {
	answers, err := c.answerMany(ctx, at, questions)
	if errors.Is(err, ErrSingly) {
		answers, err = slices.Repeat([]answer{{err: err}}, len(questions)), nil
	}
	if err != nil {
		return nil, err
	}
	for i, q := range questions {
		if answers[i].err == nil {
			continue
		}
		data, err := c.run(ctx, at, q.message())
		if err != nil && !Answered(refusal(err)) {
			return nil, err
		}
		answers[i] = answerOf(data, err)
	}
	return answers, nil
}
