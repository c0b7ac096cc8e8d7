package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// ForwardDetail is all that is known of one forward.
type ForwardDetail struct {
	Forward

	Terms      Terms     `json:"terms" doc:"what was agreed on, as the id has it"`
	Parameters Preimage  `json:"parameters"`
	Task       Task      `json:"task"`
	Positions  Positions `json:"positions"`
	Remaining  Remaining `json:"remaining" doc:"what is left of it in the escrow"`
	Ending     *Ending   `json:"ending" doc:"how what was left was shared; null if it was not"`

	Settlements  []Settlement `json:"settlements" doc:"the newest first, 1000 at the most; the first few have their bodies"`
	History      []Happening  `json:"history" doc:"its way through time, the newest first, 1000 at the most"`
	HistoryCount int          `json:"historyCount"`
	Head         *Block       `json:"head" doc:"the block up to which this is told"`
}

// Terms are what the id is the hash of.
type Terms struct {
	Predicate  Address     `json:"predicate"`
	Parameters Hash        `json:"parameters" doc:"commitment to the predicate's parameters"`
	TaskHash   Hash        `json:"taskHash"`
	Token      Address     `json:"token"`
	Price      Amount      `json:"price"`
	Quantity   Amount      `json:"quantity"`
	Unit       Hash        `json:"unit"`
	AcceptBy   Amount      `json:"acceptBy" doc:"unix seconds; 0 of an open forward"`
	Start      Amount      `json:"start" doc:"unix seconds"`
	End        Amount      `json:"end" doc:"unix seconds"`
	SettleBy   Amount      `json:"settleBy" doc:"unix seconds"`
	Bond       Amount      `json:"bond"`
	Provider   *Address    `json:"provider"`
	Beacon     Amount      `json:"beaconBlock" doc:"the block whose hash challenges a delivery of two rounds; 0 of all others"`
	SealingKey *SealingKey `json:"sealingKey" doc:"null if nothing is sealed"`
	Buyer      Address     `json:"buyer" doc:"who held the buyer's position first"`
	Salt       Hash        `json:"salt"`
}

// SealingKey is the buyer's key that what is delivered is sealed to, a point of the curve.
type SealingKey struct {
	X Hash `json:"x"`
	Y Hash `json:"y"`
}

// Preimage is the parameters as the opener gave them.
type Preimage struct {
	Data    *Bytes          `json:"data" doc:"null if they could not be read from the chain"`
	Decoded json.RawMessage `json:"decoded" doc:"as the predicate describes them (tercet predicate describe NAME --schema); null if no predicate that is known here reads them"`
	Matches *bool           `json:"matches" doc:"whether they make the commitment and the unit of the terms; null if that is not known here"`
	Trouble *string         `json:"trouble" doc:"why they could not be read; null if they were"`
}

// Task is the task as the opener gave it: itself, or where it is to be found.
type Task struct {
	Hash    Hash    `json:"hash"`
	Data    *Bytes  `json:"data" doc:"null if it could not be read from the chain"`
	Text    *string `json:"text" doc:"the same where it is a text; a stranger wrote it"`
	Matches *bool   `json:"matches" doc:"whether it has the hash of the terms; if not it may say where the task is"`
}

// Positions are both sides, each a token of ERC-721.
type Positions struct {
	Buyer    Position  `json:"buyer"`
	Provider *Position `json:"provider" doc:"null while nobody accepted"`
}

// Position is one side.
type Position struct {
	TokenID   Amount     `json:"tokenId"`
	Holder    Address    `json:"holder"`
	First     Address    `json:"firstHolder"`
	Transfers []Transfer `json:"transfers" doc:"oldest first, the last 100 at the most"`
}

// Transfer is a position that changed hands.
type Transfer struct {
	From Address `json:"from"`
	To   Address `json:"to"`
	At   Place   `json:"at"`
}

// Remaining is what the escrow still holds for a forward, and what is still to be delivered.
type Remaining struct {
	Quantity Amount `json:"quantity" doc:"that can still be delivered"`
	Price    Amount `json:"price" doc:"that the escrow holds"`
	Bond     Amount `json:"bond" doc:"that the escrow holds"`
}

// Ending is how what was left was shared.
type Ending struct {
	How        string   `json:"how" enum:"reclaimed,closed"`
	Buyer      Address  `json:"buyer" doc:"who held the buyer's position"`
	ToBuyer    Amount   `json:"toBuyer"`
	Provider   *Address `json:"provider" doc:"who held the provider's position; null if nobody did"`
	ToProvider Amount   `json:"toProvider"`
	At         Place    `json:"at"`
}

// Settlement is a step that was proved and paid.
type Settlement struct {
	Number      int             `json:"number" doc:"counted from 1, in the chain's order"`
	Recipient   Address         `json:"recipient" doc:"who was paid"`
	Paid        Amount          `json:"paid" doc:"of the price"`
	From        Amount          `json:"from" doc:"where the step begins, in the predicate's own measure of progress"`
	To          Amount          `json:"to" doc:"where it ends"`
	Amount      Amount          `json:"amount" doc:"base units that it delivers"`
	Key         Hash            `json:"key" doc:"hash of the key that the proof was checked with"`
	H           Hash            `json:"h" doc:"the prover's hash of what is proved"`
	AnnouncedAt *time.Time      `json:"announcedAt" doc:"when h was announced; null if it was not, as of assigned forwards"`
	At          Place           `json:"at"`
	Group       *ProofGroup     `json:"group" doc:"the settlements that one proof is about together with this; null if it has a proof of its own"`
	Words       int             `json:"payloadWords" doc:"how many words its payload has"`
	Body        *SettlementBody `json:"body" doc:"payload and proof; null where a list would be too long with it, or where it is longer than is read: /v1/forwards/{id}/settlements/{number} has it, or says why not"`
}

// SettlementBody is what a settlement published.
type SettlementBody struct {
	Payload    []Hash `json:"payload" doc:"the words after the header"`
	Proof      Bytes  `json:"proof" doc:"its own, or its group's"`
	Commitment *Hash  `json:"commitment" doc:"to what was delivered, made before the challenge was drawn; null of one round"`
	Beacon     *Hash  `json:"beacon" doc:"the challenge; null of one round"`
}

// ProofGroup is settlements that one proof is about.
type ProofGroup struct {
	Key     Hash  `json:"key"`
	Size    int   `json:"size" doc:"how many statements the key is about"`
	Count   int   `json:"count" doc:"how many places the proof is about"`
	Settled int   `json:"settled" doc:"how many of them were settled"`
	At      Place `json:"at"`
}

// Happening is one thing that happened to a forward. Fields that it has nothing to do with are null.
type Happening struct {
	What       string   `json:"what" enum:"opened,announced,accepted,settled,moved,reclaimed,closed"`
	At         Place    `json:"at"`
	Account    *Address `json:"account" doc:"opened: who holds the buyer's position; accepted: who holds the provider's; settled: who was paid; moved: who holds the position now"`
	From       *Address `json:"from" doc:"moved: who held the position before"`
	Position   *string  `json:"position" enum:"buyer,provider" doc:"moved: which position"`
	H          *Hash    `json:"h" doc:"announced, settled: the prover's hash"`
	Settlement *int     `json:"settlement" doc:"settled: its number"`
	Amount     *Amount  `json:"amount" doc:"settled: how much was paid; reclaimed, closed: how much went to the buyer"`
}

// The bounds of an answer about one forward.
const (
	maxSettlements = 1000
	maxHistory     = 1000
	maxTransfers   = 100
	maxBodies      = 16      // that a list has …
	maxBodyWords   = 8 << 10 // … and of how many words of payload together
)

type forwardInput struct {
	ID string `path:"id" pattern:"^0x[0-9a-fA-F]{64}$" doc:"the forward's id"`
}

type forwardOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         ForwardDetail
}

type settlementInput struct {
	ID     string `path:"id" pattern:"^0x[0-9a-fA-F]{64}$" doc:"the forward's id"`
	Number int    `path:"number" minimum:"1" maximum:"2147483647" doc:"the settlement's number, counted from 1 in the chain's order"`
}

type settlementOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Settlement
}

func (a *API) registerForward() {
	route(a, reading("getForward", "/v1/forwards/{id}", "One forward: its terms, its way through time, what was delivered and what is left", http.StatusNotFound),
		func(ctx context.Context, in *forwardInput) (*forwardOutput, error) {
			f, s, err := a.find(in.ID)
			if err != nil {
				return nil, err
			}
			return &forwardOutput{fresh, a.detail(ctx, &f, &s)}, nil
		})
	route(a, reading("getSettlement", "/v1/forwards/{id}/settlements/{number}", "One settlement with its payload and its proof",
		http.StatusNotFound, http.StatusServiceUnavailable),
		func(ctx context.Context, in *settlementInput) (*settlementOutput, error) {
			f, s, err := a.find(in.ID)
			if err != nil {
				return nil, err
			}
			if in.Number > len(f.Settlements) {
				return nil, problem(http.StatusNotFound, "the forward has fewer settlements than that", "",
					Fault{"path.number", "there are settlements up to this number: " + big.NewInt(int64(len(f.Settlements))).String()})
			}
			one := a.settlement(&f, in.Number, &s)
			body, err := a.body(ctx, &f.Settlements[in.Number-1])
			if err != nil {
				return nil, a.unread(ctx, err)
			}
			one.Body = body
			return &settlementOutput{fresh, one}, nil
		})
}

func (a *API) find(id string) (index.Forward, index.Standing, error) {
	f, s, found := a.deps.Index.Forward(common.HexToHash(id))
	switch {
	case found:
		return f, s, nil
	case !s.Following:
		return f, s, problem(http.StatusNotFound, "no forward with this id was found yet; the chain is still being read",
			"try again; /v1/status says how far it is read", Fault{"path.id", "no such forward is known yet"})
	}
	return f, s, problem(http.StatusNotFound, "no forward with this id was opened at this escrow",
		"look whether it is of another escrow or chain; /v1/status names this one", Fault{"path.id", "no such forward was opened here"})
}

// unread is a problem with what could not be read from the chain again.
func (a *API) unread(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, chain.ErrLogTooLarge):
		return problem(http.StatusServiceUnavailable, "what was published is longer than is read here", "read the event of the transaction itself")
	case errors.Is(err, chain.ErrReorg):
		return problem(http.StatusServiceUnavailable, "the chain changes just now", "try again in a moment")
	case ctx.Err() != nil:
		return problem(http.StatusGatewayTimeout, "the endpoint of the chain took too long", "")
	}
	a.deps.Log.Warn().Err(err).Msg("what is asked for cannot be read from the chain again")
	return problem(http.StatusServiceUnavailable, "it cannot be read from the chain just now", "try again in a moment; /v1/status tells of trouble that lasts")
}

func (a *API) detail(ctx context.Context, f *index.Forward, s *index.Standing) ForwardDetail {
	t := &f.Terms
	d := ForwardDetail{
		Forward: a.forward(f, s),
		Terms: Terms{
			Predicate: addressOf(t.Predicate), Parameters: hashOf(t.Params.Bytes()), TaskHash: hashOf(t.TaskHash), Token: addressOf(t.Token),
			Price: amountOf(t.Price), Quantity: amountOf(t.Quantity), Unit: hashOf(t.Unit),
			AcceptBy: numberOf(t.AcceptBy), Start: numberOf(t.Start), End: numberOf(t.End), SettleBy: numberOf(t.SettleBy),
			Bond: amountOf(t.Bond), Provider: orNull(t.Provider), Beacon: numberOf(t.BeaconBlock), Buyer: addressOf(f.Buyer), Salt: hashOf(f.Salt),
		},
		Positions: positions(f, s), Remaining: remaining(f), Head: blockOf(s.Head),
	}
	if d.Sealed {
		d.Terms.SealingKey = &SealingKey{hashOf(t.SealX.Bytes()), hashOf(t.SealY.Bytes())}
	}
	if e := f.Ending; e != nil {
		d.Ending = &Ending{how(e), addressOf(e.Buyer), amountOf(e.ToBuyer), orNull(e.Provider), amountOf(e.ToProvider), placeOf(e.At, s)}
	}
	d.Parameters, d.Task = a.opening(ctx, f)
	d.Settlements = a.settlements(ctx, f, s)
	d.History, d.HistoryCount = history(f, s)
	return d
}

func how(e *index.Ending) string {
	if e.Closed {
		return "closed"
	}
	return "reclaimed"
}

// opening is what the opener gave beside the terms.
func (a *API) opening(ctx context.Context, f *index.Forward) (Preimage, Task) {
	given, task := Preimage{}, Task{Hash: hashOf(f.Terms.TaskHash)}
	opened, err := a.deps.Index.Opening(ctx, f.Opened)
	if err != nil {
		trouble := a.unread(ctx, err).Error()
		given.Trouble = &trouble
		return given, task
	}
	data, params := bytesOf(opened.Task), bytesOf(opened.Params)
	matches := crypto.Keccak256Hash(opened.Task) == f.Terms.TaskHash
	task.Data, task.Matches = &data, &matches
	if text := string(opened.Task); isText(text) {
		task.Text = &text
	}
	given.Data = &params
	read := a.decode(ctx, "forward "+f.ID.Hex(), &f.Terms, opened.Params)
	given.Decoded, given.Matches, given.Trouble = read.json, read.matches, read.trouble
	return given, task
}

// preimage is parameters under a key.
type preimage struct {
	key  common.Hash
	hash common.Hash
}

// decoded is what came of reading the parameters of a forward or an offer.
type decoded struct {
	json    json.RawMessage
	made    Parameters
	matches *bool
	trouble *string
}

// maxRead is how many parameters are remembered in their readable form.
const maxRead = 1000

// decode reads the parameters of something with these terms, unless they were read just now.
func (a *API) decode(ctx context.Context, of string, terms *statement.Terms, data []byte) decoded {
	key := a.names.key(terms.Predicate)
	if key == (common.Hash{}) || a.deps.Parameters == nil {
		return decoded{}
	}
	which := preimage{key, crypto.Keccak256Hash(data)}
	out, known := a.read.get(which)
	if !known {
		read, goes, err := a.deps.Parameters.Read(ctx, key, data)
		switch {
		case errors.Is(err, ErrUnreadable):
			trouble := err.Error()
			out.trouble = &trouble
		case err != nil:
			a.deps.Log.Warn().Err(err).Str("of", of).Msg("parameters cannot be read")
			trouble := "the predicate's plugin could not read them; the log of this server says more"
			return decoded{trouble: &trouble}
		case goes:
			out.json, out.made = read.JSON, read
		}
		a.read.put(which, out)
	}
	if out.json != nil {
		same := out.made.Commitment == common.Hash(terms.Params.Bytes()) && out.made.Unit == terms.Unit
		out.matches = &same
	}
	return out
}

// isText says that bytes can be read as they are.
func isText(s string) bool {
	if s == "" || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

func positions(f *index.Forward, s *index.Standing) Positions {
	side := func(side chain.Side, holder, first common.Address) Position {
		p := Position{
			TokenID: amountOf(chain.Position(f.ID, side)), Holder: addressOf(holder), First: addressOf(first), Transfers: []Transfer{},
		}
		for _, m := range f.Moves {
			if m.Side == side {
				p.Transfers = append(p.Transfers, Transfer{addressOf(m.From), addressOf(m.To), placeOf(m.At, s)})
			}
		}
		p.Transfers = p.Transfers[max(0, len(p.Transfers)-maxTransfers):]
		return p
	}
	out := Positions{Buyer: side(chain.BuyerSide, f.Holder, f.Buyer)}
	if f.Acceptance != nil {
		provider := side(chain.ProviderSide, f.Provider, f.Acceptance.Provider)
		out.Provider = &provider
	}
	return out
}

func remaining(f *index.Forward) Remaining {
	if f.Status.Cold() {
		return Remaining{"0", "0", "0"}
	}
	left := func(whole, part *big.Int) Amount { return amountOf(new(big.Int).Sub(whole, part)) }
	r := Remaining{left(f.Terms.Quantity, f.Delivered), left(f.Terms.Price, f.Paid), "0"}
	if f.Acceptance != nil {
		r.Bond = amountOf(f.Terms.Bond)
	}
	return r
}

// settlements are the newest first, with bodies as far as they are short enough together.
func (a *API) settlements(ctx context.Context, f *index.Forward, s *index.Standing) []Settlement {
	list := []Settlement{}
	room := maxBodyWords
	for n := len(f.Settlements); n > 0 && len(list) < maxSettlements; n-- {
		one := a.settlement(f, n, s)
		if room -= one.Words; room >= 0 && len(list) < maxBodies {
			body, err := a.body(ctx, &f.Settlements[n-1])
			if err != nil {
				a.deps.Log.Debug().Err(err).Msg("a settlement is told without its body")
				room = -1
			}
			one.Body = body
		}
		list = append(list, one)
	}
	return list
}

func (a *API) settlement(f *index.Forward, number int, s *index.Standing) Settlement {
	one := &f.Settlements[number-1]
	out := Settlement{
		Number: number, Recipient: addressOf(one.Recipient), Paid: amountOf(one.Paid.Paid),
		From: numberOf(one.Step.From), To: numberOf(one.Step.To), Amount: amountOf(one.Step.Amount),
		Key: hashOf(one.Key), H: hashOf(one.H), At: placeOf(one.At, s), Words: one.Words,
	}
	for _, announced := range f.Announcements {
		if announced.H == one.H {
			out.AnnouncedAt = timeOrNull(announced.At.Time)
			break
		}
	}
	if g := one.Group; g != nil {
		out.Group = &ProofGroup{hashOf(g.Key), int(g.N), g.Count, g.Settled, placeOf(g.At, s)}
	}
	return out
}

func (a *API) body(ctx context.Context, s *index.Settlement) (*SettlementBody, error) {
	full, err := a.deps.Index.Settlement(ctx, s.At)
	if err != nil {
		return nil, err
	}
	body := &SettlementBody{Payload: make([]Hash, len(full.Payload)), Proof: bytesOf(full.Proof)}
	for i := range full.Payload {
		body.Payload[i] = hashOf(full.Payload[i].Bytes())
	}
	if s.Group != nil {
		group, err := a.deps.Index.Group(ctx, s.Group.At)
		if err != nil {
			return nil, err
		}
		body.Proof = bytesOf(group.Proof)
	}
	if !full.Commitment.IsZero() {
		commitment, beacon := hashOf(full.Commitment.Bytes()), hashOf(full.Beacon.Bytes())
		body.Commitment, body.Beacon = &commitment, &beacon
	}
	return body, nil
}

// history is what happened to a forward, the newest first.
func history(f *index.Forward, s *index.Standing) ([]Happening, int) {
	account := func(a common.Address) *Address { return orNull(a) }
	type happened struct {
		index.Moment
		Happening
	}
	all := []happened{{f.Opened, Happening{What: "opened", Account: account(f.Buyer)}}}
	add := func(at index.Moment, h Happening) { all = append(all, happened{at, h}) }
	for _, announced := range f.Announcements {
		h := hashOf(announced.H)
		add(announced.At, Happening{What: "announced", H: &h})
	}
	if f.Acceptance != nil {
		add(f.Acceptance.At, Happening{What: "accepted", Account: account(f.Acceptance.Provider)})
	}
	for i := range f.Settlements {
		one := &f.Settlements[i]
		h, number, paid := hashOf(one.H), i+1, amountOf(one.Paid.Paid)
		add(one.At, Happening{What: "settled", Account: account(one.Recipient), H: &h, Settlement: &number, Amount: &paid})
	}
	for _, m := range f.Moves {
		side := map[chain.Side]string{chain.BuyerSide: "buyer", chain.ProviderSide: "provider"}[m.Side]
		add(m.At, Happening{What: "moved", Account: account(m.To), From: account(m.From), Position: &side})
	}
	if e := f.Ending; e != nil {
		amount := amountOf(e.ToBuyer)
		add(e.At, Happening{What: how(e), Account: account(e.Buyer), Amount: &amount})
	}
	slices.SortFunc(all, func(a, b happened) int {
		return cmp.Or(cmp.Compare(b.Block, a.Block), cmp.Compare(b.Log, a.Log))
	})
	list := make([]Happening, 0, min(len(all), maxHistory))
	for _, h := range all[:min(len(all), maxHistory)] {
		h.At = placeOf(h.Moment, s)
		list = append(list, h.Happening)
	}
	return list, len(all)
}
