package api

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/book"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// offerBook is the offers that this server knows of.
type offerBook interface {
	Add(ctx context.Context, from string, file []byte) (entry book.Entry, added bool, err error)
	Offer(hash common.Hash) (book.Entry, bool)
	Offers(book.Query) (found []book.Entry, more bool)
}

const (
	postOfferID = "postOffer"
	postCost    = 10 // requests that an offer counts as: the chain is asked a dozen things about it
)

// OfferPage is one page of offers.
type OfferPage struct {
	Items   []Offer  `json:"items"`
	Next    *string  `json:"next" doc:"the cursor of the next page; null if this is the last"`
	Offers  *Address `json:"offers" doc:"the contract that they are taken in; null where there is no book"`
	Posting bool     `json:"posting" doc:"offers can be posted here"`
}

// Offer is a signed offer and how it stands. Nobody vouches for its maker, and whoever takes it judges it anew.
type Offer struct {
	Hash     Hash      `json:"hash" doc:"EIP-712 hash of it: what tercet offer fill --offer names"`
	Side     string    `json:"side" enum:"bid,ask" doc:"a bid is a buyer's, an ask a provider's"`
	Maker    Address   `json:"maker"`
	Standing string    `json:"standing" enum:"unjudged,open,uncovered,filled,cancelled,expired,unfilled" doc:"open: what is left can be taken; uncovered: its maker's money or allowance is missing; expired: its time is over, and some was taken; unfilled: its time is over, and nobody took any; unjudged: the chain was not asked yet"`
	Reason   *string   `json:"reason" doc:"why it cannot be taken; null if it can"`
	Came     time.Time `json:"came" doc:"when this server got it"`
	Judged   *Block    `json:"judged" doc:"the block at which it stood so; null if it was not judged yet"`

	Kind      string        `json:"kind" enum:"open,assigned" doc:"of the forwards that it opens"`
	Predicate PredicateName `json:"predicate"`
	Token     Token         `json:"token"`
	Unit      Hash          `json:"unit"`
	Quantity  Amount        `json:"quantity" doc:"of the whole, in base units"`
	Left      Amount        `json:"left" doc:"that was not taken"`
	MinFill   Amount        `json:"minFill" doc:"the smallest part, unless no more is left"`
	Price     Amount        `json:"price" doc:"of the whole quantity now, in the token's smallest units"`
	LastPrice *Amount       `json:"lastPrice" doc:"where the price moves: of the whole quantity in the end"`
	PerUnit   string        `json:"pricePerUnit" doc:"smallest units of the token for one base unit now, to six digits" example:"100.000000"`
	Bond      Amount        `json:"bond" doc:"of the whole quantity"`
	Provider  *Address      `json:"provider" doc:"of a bid: who alone can take it; null for anybody. Of an ask: its maker"`
	TaskHash  Hash          `json:"taskHash" doc:"hash of the task; zero for none, or of any"`
	Review    *int64        `json:"reviewSeconds" doc:"of an ask whose provider looks at the buyer's task first: for how long; null for none"`

	Expiry   time.Time  `json:"expiry" doc:"from when on nothing can be taken"`
	AcceptBy *time.Time `json:"acceptBy"`
	Start    time.Time  `json:"start"`
	End      time.Time  `json:"end"`
	SettleBy time.Time  `json:"settleBy"`
}

// OfferDetail is an offer with the file that it is taken by.
type OfferDetail struct {
	Offer
	Parameters OfferParameters `json:"parameters"`
	Task       *string         `json:"task" doc:"of a bid: the task, or where it is, as its maker wrote it; null if it is no text"`
	File       OfferFile       `json:"file" doc:"what tercet offer fill takes, signature included"`
}

// OfferParameters is what an offer's parameters are.
type OfferParameters struct {
	Data    Bytes           `json:"data"`
	Decoded json.RawMessage `json:"decoded" doc:"null if nothing here reads them"`
	Matches *bool           `json:"matches" doc:"whether they make the commitment and the unit of the terms; null if that is not known here"`
}

// OfferFile is an offer's file: numbers in decimal, bytes in hexadecimal, addresses with their checksum, times in UTC or none.
type OfferFile struct {
	Type      string         `json:"type" enum:"tercet-bid-1,tercet-ask-1"`
	ChainID   string         `json:"chainId"`
	Offers    string         `json:"offers" doc:"the contract that it can be taken in"`
	Permit2   string         `json:"permit2,omitempty"`
	Terms     OfferFileTerms `json:"terms"`
	Params    string         `json:"params"`
	LastPrice string         `json:"lastPrice"`
	RampStart string         `json:"rampStart"`
	RampEnd   string         `json:"rampEnd"`
	MinFill   string         `json:"minFill"`
	Expiry    string         `json:"expiry"`
	Nonce     string         `json:"nonce"`
	Salt      string         `json:"salt"`
	Buyer     string         `json:"buyer,omitempty" doc:"of a bid"`
	Task      string         `json:"task,omitempty" doc:"of a bid"`
	Review    string         `json:"review,omitempty" doc:"of an ask"`
	Signature string         `json:"signature"`
}

// OfferFileTerms are the terms in an offer's file.
type OfferFileTerms struct {
	Predicate   string `json:"predicate"`
	Params      string `json:"params"`
	TaskHash    string `json:"taskHash"`
	Token       string `json:"token"`
	Price       string `json:"price"`
	Quantity    string `json:"quantity"`
	Unit        string `json:"unit"`
	AcceptBy    string `json:"acceptBy"`
	Start       string `json:"start"`
	End         string `json:"end"`
	SettleBy    string `json:"settleBy"`
	Bond        string `json:"bond"`
	Provider    string `json:"provider"`
	BeaconBlock string `json:"beaconBlock"`
	SealX       string `json:"sealX"`
	SealY       string `json:"sealY"`
}

// OfferReceipt is what becomes of an offer that was posted.
type OfferReceipt struct {
	Hash     Hash   `json:"hash"`
	Standing string `json:"standing"`
	Known    bool   `json:"known" doc:"it was there before"`
}

type offersInput struct {
	Side      string   `query:"side" enum:"bid,ask" doc:"only bids, or only asks"`
	Standing  []string `query:"standing" maxItems:"7" enum:"unjudged,open,uncovered,filled,cancelled,expired,unfilled" doc:"only offers that stand so; several with commas; by default those that are open"`
	Predicate string   `query:"predicate" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only offers with this predicate's contract"`
	Token     string   `query:"token" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only offers in this token"`
	Unit      string   `query:"unit" pattern:"^0x[0-9a-fA-F]{64}$" doc:"only offers of this unit"`
	Maker     string   `query:"maker" pattern:"^0x[0-9a-fA-F]{40}$" doc:"only offers that this account signed"`
	Limit     int      `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"how many there are on a page at most"`
	Cursor    string   `query:"cursor" pattern:"^[0-9]{1,19}$" doc:"next of the page before; with the same filters"`
}

type offersOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         OfferPage
}

type offerInput struct {
	Hash string `path:"hash" pattern:"^0x[0-9a-fA-F]{64}$" doc:"the offer's hash"`
}

type offerOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         OfferDetail
}

type postOfferInput struct {
	Body    OfferFile
	RawBody []byte // what a field is there twice in is seen in this alone

	from string // whom it counts for
}

// Resolve reads whom an offer counts for.
func (in *postOfferInput) Resolve(ctx huma.Context) []error {
	in.from = clientOf(ctx.RemoteAddr())
	return nil
}

type postOfferOutput struct {
	Status       int
	CacheControl string `header:"Cache-Control"`
	Body         OfferReceipt
}

func (a *API) registerOffers() {
	list := reading("listOffers", "/v1/offers", "Signed bids and asks that this server knows of, the latest first, a page at a time")
	list.Description = "Offers come from whoever sends them, and each was judged when it came and is judged again as the chain goes on. A server without a book has none."
	route(a, list, a.listOffers)
	route(a, reading("getOffer", "/v1/offers/{hash}", "One offer, with the file that it is taken by", http.StatusNotFound), a.getOffer)
	post := reading(postOfferID, "/v1/offers", "Send a signed bid or ask", http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusServiceUnavailable, http.StatusGatewayTimeout)
	post.Method, post.DefaultStatus, post.MaxBodyBytes = http.MethodPost, http.StatusCreated, offer.MaxFile
	post.Description = "Anybody may, where the operator lets them. An offer that could not be taken now is refused, with the reasons; one that is known already changes nothing (status 200)."
	route(a, post, a.postOffer)
	delete(a.huma.OpenAPI().Paths[post.Path].Post.RequestBody.Content, "application/octet-stream") // the library's, for the raw bytes
}

func (a *API) listOffers(_ context.Context, in *offersInput) (*offersOutput, error) {
	out := OfferPage{Items: []Offer{}}
	if a.deps.Offers == nil {
		return &offersOutput{fresh, out}, nil
	}
	out.Offers, out.Posting = orNull(a.opts.Offers), a.opts.TakeOffers
	query := book.Query{Predicate: address(in.Predicate), Token: address(in.Token), Maker: address(in.Maker), Limit: in.Limit, Standings: []book.Standing{book.Open}}
	if len(in.Standing) > 0 {
		query.Standings = nil
		for _, standing := range in.Standing {
			query.Standings = append(query.Standings, book.Standing(standing))
		}
	}
	if in.Side != "" {
		side := offer.Side(in.Side == offer.Ask.String())
		query.Side = &side
	}
	if in.Unit != "" {
		unit := common.HexToHash(in.Unit)
		query.Unit = &unit
	}
	if in.Cursor != "" {
		var err error
		if query.Before, err = strconv.ParseUint(in.Cursor, 10, 64); err != nil || query.Before == 0 {
			return nil, at("query.cursor", "it is none that was given out", "begin again without a cursor, and take the next ones as they come")
		}
	}
	found, more := a.deps.Offers.Offers(query)
	for i := range found {
		out.Items = append(out.Items, a.offer(&found[i]))
	}
	if more {
		next := strconv.FormatUint(found[len(found)-1].Number, 10)
		out.Next = &next
	}
	return &offersOutput{fresh, out}, nil
}

func (a *API) getOffer(ctx context.Context, in *offerInput) (*offerOutput, error) {
	hash := common.HexToHash(in.Hash)
	if a.deps.Offers == nil {
		return nil, problem(http.StatusNotFound, "this server keeps no book of offers", "the operator starts it with --book")
	}
	entry, found := a.deps.Offers.Offer(hash)
	if !found {
		return nil, problem(http.StatusNotFound, "there is no offer "+hash.Hex()+" here", "look at /v1/offers for those that there are")
	}
	out := OfferDetail{Offer: a.offer(&entry), Parameters: OfferParameters{Data: bytesOf(entry.Signed.Params)}}
	text, err := json.Marshal(entry.Signed)
	if err == nil {
		err = json.Unmarshal(text, &out.File)
	}
	if err != nil {
		return nil, err
	}
	if task := string(entry.Signed.Task); isText(task) {
		out.Task = &task
	}
	read := a.decode(ctx, "offer "+hash.Hex(), &entry.Signed.Terms, entry.Signed.Params)
	out.Parameters.Decoded, out.Parameters.Matches = read.json, read.matches
	return &offerOutput{fresh, out}, nil
}

func (a *API) postOffer(ctx context.Context, in *postOfferInput) (*postOfferOutput, error) {
	if a.deps.Offers == nil || !a.opts.TakeOffers {
		return nil, problem(http.StatusForbidden, "no offers can be posted here", "the operator starts the server with --book and --take-offers; send it to another one, or pass its file on yourself")
	}
	entry, added, err := a.deps.Offers.Add(ctx, in.from, in.RawBody)
	switch {
	case errors.Is(err, book.ErrFull):
		return nil, problem(http.StatusConflict, err.Error(), "stand behind it with more than the least that is listed has, or wait")
	case errors.Is(err, book.ErrRefused):
		return nil, problem(http.StatusUnprocessableEntity, err.Error(), "tercet offer show FILE says what stands against it; approve, fund or sign it anew, and send it again", Fault{"body", err.Error()})
	case errors.Is(err, book.ErrBusy):
		return nil, problem(http.StatusServiceUnavailable, err.Error(), "try again in a moment")
	case err != nil:
		return nil, a.unread(ctx, err)
	}
	status := http.StatusOK
	if added {
		status = http.StatusCreated
	}
	return &postOfferOutput{status, fresh, OfferReceipt{hashOf(entry.Hash), string(entry.Standing), !added}}, nil
}

func (a *API) offer(e *book.Entry) Offer {
	s, t := &e.Signed, &e.Signed.Terms
	out := Offer{
		Hash: hashOf(e.Hash), Side: s.Side.String(), Maker: addressOf(s.Maker()), Standing: string(e.Standing), Came: e.Came.UTC().Truncate(time.Second),
		Judged: blockOf(e.At), Kind: "open", Predicate: a.names.predicate(t.Predicate), Token: a.names.token(t.Token), Unit: hashOf(t.Unit),
		Quantity: amountOf(t.Quantity), Left: amountOf(e.Left()), MinFill: amountOf(s.MinFill), Price: amountOf(t.Price), Bond: amountOf(t.Bond),
		Expiry: timeOf(s.Expiry), AcceptBy: timeOrNull(t.AcceptBy), Start: timeOf(t.Start), End: timeOf(t.End), SettleBy: timeOf(t.SettleBy),
	}
	out.Provider, out.TaskHash = orNull(t.Provider), hashOf(t.TaskHash)
	if s.Assigned() {
		out.Kind = "assigned"
	}
	if e.Reason != "" {
		out.Reason = &e.Reason
	}
	if s.Review != 0 {
		review := int64(min(s.Review, latestTime))
		out.Review = &review
	}
	price := t.Price
	if s.RampEnd != 0 {
		last := amountOf(s.LastPrice)
		out.LastPrice = &last
		if now, err := s.TotalPrice(a.deps.Index.Standing().Head.Time); err == nil {
			price = now
		}
	}
	const digits = 6
	out.Price, out.PerUnit = amountOf(price), new(big.Rat).SetFrac(price, t.Quantity).FloatString(digits)
	return out
}
