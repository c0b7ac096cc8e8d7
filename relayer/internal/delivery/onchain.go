package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// OnChain is the chain as an engine needs it: all of Deps.View, Events, Witness, Wallet, Network and Purse.
type OnChain struct {
	log    zerolog.Logger
	client *chain.Client
	escrow *chain.Escrow
	sender *chain.Sender

	offers  *chain.Offers // nil where there are none
	permit2 common.Address
}

// TakeOffers has signed offers be taken in a contract, which was checked and knows some Permit2, or none (zero).
func (c *OnChain) TakeOffers(contract *chain.Offers, permit2 common.Address) {
	c.offers, c.permit2 = contract, permit2
}

// NewOnChain follows an escrow and sends for the sender's account.
func NewOnChain(log zerolog.Logger, client *chain.Client, escrow *chain.Escrow, sender *chain.Sender) *OnChain {
	return &OnChain{log: log, client: client, escrow: escrow, sender: sender}
}

// Heads are the newest block and the one that lies back blocks below it, or the first one.
func (c *OnChain) Heads(ctx context.Context, back uint64) (newest, below chain.Head, err error) {
	if newest, err = c.client.Head(ctx); err == nil {
		below, err = c.client.Below(ctx, newest, back)
	}
	return newest, below, err
}

// Endpoint is the name of the endpoint that is read.
func (c *OnChain) Endpoint() string { return c.client.Endpoint() }

// Agreed is a block at which what is read is what all endpoints say that have to agree.
func (c *OnChain) Agreed(ctx context.Context, at chain.Head) (chain.Head, error) {
	return c.client.Agreed(ctx, at)
}

// Follow reads the escrow's events of the blocks from the given one up to at. That others are let act for a holder is left out.
func (c *OnChain) Follow(ctx context.Context, from uint64, at chain.Head, take func(part []chain.Hint, upTo uint64) error) error {
	leftOut, err := c.escrow.Follow(ctx, at, from, c.sender.Address(), func(part []chain.Hint, upTo uint64) error {
		return take(slices.DeleteFunc(part, func(hint chain.Hint) bool {
			return hint.Forward == (common.Hash{}) && hint.Operator != c.sender.Address()
		}), upTo)
	})
	if leftOut > 0 {
		c.log.Debug().Int("count", leftOut).Msg("openings too large to read are left out")
	}
	return err
}

// Ancestor is the block of a number in the chain that ends with at.
func (c *OnChain) Ancestor(ctx context.Context, at chain.Head, number uint64) (chain.Head, error) {
	return c.client.Below(ctx, at, at.Number-min(number, at.Number))
}

// State returns where a forward stands and when h was announced for it.
func (c *OnChain) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	status, err := c.escrow.StatusOf(ctx, at, *f)
	if err != nil {
		return State{}, err
	}
	if alone(f, status) {
		return State{Status: status, Delivered: new(big.Int)}, nil
	}
	if f.Assigned() {
		return c.assigned(ctx, at, f, status)
	}
	if h == (common.Hash{}) {
		return State{Status: status}, nil
	}
	word, err := statement.WordFromBytes(h)
	if err != nil {
		return State{}, err
	}
	announced, err := c.escrow.AnnouncedAt(ctx, at, f.ID, word)
	return State{Status: status, AnnouncedAt: announced}, err
}

// alone says that there is no more to a forward's state than its status.
func alone(f *chain.Forward, status chain.Status) bool {
	return f.Assigned() && (status == chain.StatusNone || status == chain.StatusProposed || status == chain.StatusLapsed)
}

// States returns what can be asked about many forwards at once. Those it leaves out have to be asked about one by one.
func (c *OnChain) States(ctx context.Context, at chain.Head, asked []Ask) (map[common.Hash]State, error) {
	forwards, announced := make([]chain.Forward, len(asked)), make([]statement.Word, len(asked))
	for i, ask := range asked {
		var err error
		if announced[i], err = statement.WordFromBytes(ask.H); err != nil {
			return nil, err
		}
		forwards[i] = *ask.Forward
		if ask.Forward.Assigned() {
			announced[i] = statement.Word{}
		}
	}
	stands, err := c.escrow.Statuses(ctx, at, forwards, announced)
	if err != nil {
		return nil, err
	}
	states := make(map[common.Hash]State, len(stands))
	for i := range forwards {
		stand, known := stands[forwards[i].ID]
		if known && (!forwards[i].Assigned() || alone(&forwards[i], stand.Status)) {
			states[forwards[i].ID] = State{Status: stand.Status, AnnouncedAt: stand.AnnouncedAt, Delivered: new(big.Int)}
		}
	}
	return states, nil
}

func (c *OnChain) assigned(ctx context.Context, at chain.Head, f *chain.Forward, status chain.Status) (State, error) {
	stored, err := c.escrow.StateOf(ctx, at, f.ID)
	if err != nil {
		return State{}, err
	}
	may, err := c.escrow.MayDeliver(ctx, at, f.ID, c.sender.Address())
	state := State{Status: status, Delivered: stored.Delivered, Cursor: stored.Cursor, MayDeliver: may, Holds: stored.Provider == c.sender.Address()}
	if err != nil || f.Terms.BeaconBlock == 0 {
		return state, err
	}
	rounds, err := c.escrow.Rounds(ctx, at)
	if err != nil {
		return State{}, err
	}
	round, err := rounds.Of(ctx, at, f.ID)
	state.Commitment, state.Beacon = round.Commitment.Bytes(), round.Beacon.Bytes()
	return state, err
}

// Settlements returns how a forward was settled, in order.
func (c *OnChain) Settlements(ctx context.Context, at chain.Head, f *chain.Forward) ([]chain.Settlement, error) {
	return c.escrow.Settlements(ctx, at, *f)
}

// PaidBack is what the reclaim of a forward paid the sender's account of the bond: nothing if somebody else held the position then.
func (c *OnChain) PaidBack(ctx context.Context, at chain.Head, f *chain.Forward) (*big.Int, error) {
	reclaim, err := c.escrow.Reclaim(ctx, at, *f)
	switch {
	case err != nil:
		return nil, err
	case reclaim == nil:
		return nil, errors.New("find whom its reclaim paid: the endpoint shows no event of it")
	case reclaim.Provider != c.sender.Address():
		return new(big.Int), nil
	}
	return reclaim.ToProvider, nil
}

// AcceptedFor is whom an accepted forward made its provider. An endpoint that keeps the event of that back would have a bond not counted.
func (c *OnChain) AcceptedFor(ctx context.Context, at chain.Head, f *chain.Forward) (common.Address, error) {
	accepted, err := c.escrow.Acceptance(ctx, at, *f)
	if err == nil && accepted == nil {
		err = errors.New("find whom it was accepted for: the endpoint shows no event of that")
	}
	if err != nil {
		return common.Address{}, err
	}
	return accepted.Provider, nil
}

// Owed is what the escrow owes the account of a token, instead of having paid it.
func (c *OnChain) Owed(ctx context.Context, at chain.Head, token common.Address) (*big.Int, error) {
	return c.escrow.Owed(ctx, at, token, c.sender.Address())
}

// CheckPredicate says whether a contract is the one that verifies a predicate's proofs, by its whole code. The code is rebuilt
// for each choice of the keys for batches, so that nothing has to be asked of a contract that nobody vouches for.
func (c *OnChain) CheckPredicate(ctx context.Context, at chain.Head, contract common.Address, p *Predicate) ([]*keys.Bundle, error) {
	sorted := slices.SortedFunc(slices.Values(p.Batches), func(a, b *keys.Bundle) int { return a.Manifest.Batch - b.Manifest.Batch })
	err := ErrOtherPredicate
	for choice := range 1 << len(sorted) {
		batches, key := chosen(sorted, choice), chain.PredicateKeys{Code: chain.CodeFor(p.Bundle.Manifest.Name), One: p.Bundle.KeyWords}
		for _, batch := range batches {
			key.Batches = append(key.Batches, chain.BatchKey{N: uint32(batch.Manifest.Batch), Words: batch.KeyWords}) //nolint:gosec // 256 at most
		}
		failed := chain.NewPredicate(c.client, contract).CheckCode(ctx, at, key)
		if failed == nil {
			return batches, nil
		}
		// A constructor that reverts takes no such choice of keys, two of one size for instance: no contract has them.
		if !errors.Is(failed, chain.ErrOtherCode) && !errors.As(failed, new(*chain.RevertError)) {
			return nil, failed
		}
		err = errors.Join(ErrOtherPredicate, failed)
	}
	return nil, err
}

// chosen are those of some bundles whose bit is set.
func chosen(all []*keys.Bundle, choice int) []*keys.Bundle {
	var some []*keys.Bundle
	for i, bundle := range all {
		if choice>>i&1 == 1 {
			some = append(some, bundle)
		}
	}
	return some
}

// SignAnnounce signs an announcement that costs at most so many wei; nil is no such bound.
func (c *OnChain) SignAnnounce(ctx context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error) {
	word, err := statement.WordFromBytes(h)
	if err != nil {
		return journal.Transaction{}, err
	}
	call, err := c.escrow.AnnounceCall(forward, word)
	if err != nil {
		return journal.Transaction{}, err
	}
	call.MostCost = most
	return c.sign(ctx, call)
}

// SignSettle signs a settlement that costs at most so many wei. The endpoint estimates its gas, and so sees the payload.
func (c *OnChain) SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	call, err := c.escrow.SettleCall(d)
	if err != nil {
		return journal.Transaction{}, err
	}
	call.MostCost = most
	return c.sign(ctx, call)
}

// SignGroup signs the settlement of a group that costs at most so many wei.
func (c *OnChain) SignGroup(ctx context.Context, call []byte, most *big.Int) (journal.Transaction, error) {
	packed, err := c.escrow.GroupCall(call)
	if err != nil {
		return journal.Transaction{}, err
	}
	packed.MostCost = most
	return c.sign(ctx, packed)
}

// SignAccept signs an acceptance, for the account itself, that costs at most so many wei.
func (c *OnChain) SignAccept(ctx context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error) {
	call, err := c.escrow.AcceptCall(f, c.sender.Address())
	if err != nil {
		return journal.Transaction{}, err
	}
	call.MostCost = most
	return c.sign(ctx, call)
}

// SignReclaim signs a reclaim that costs at most so many wei.
func (c *OnChain) SignReclaim(ctx context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error) {
	call, err := c.escrow.ReclaimCall(f)
	if err != nil {
		return journal.Transaction{}, err
	}
	call.MostCost, call.MostGas = most, chain.ReclaimGas
	return c.sign(ctx, call)
}

// SignCommit signs a commitment to an output.
func (c *OnChain) SignCommit(ctx context.Context, f chain.Forward, commitment common.Hash) (journal.Transaction, error) {
	word, err := statement.WordFromBytes(commitment)
	if err != nil {
		return journal.Transaction{}, err
	}
	return c.signRound(ctx, func(rounds *chain.Rounds) (chain.Call, error) { return rounds.CommitCall(f, word) })
}

// SignDraw signs the drawing of a challenge.
func (c *OnChain) SignDraw(ctx context.Context, f chain.Forward) (journal.Transaction, error) {
	return c.signRound(ctx, func(rounds *chain.Rounds) (chain.Call, error) { return rounds.DrawCall(f) })
}

func (c *OnChain) signRound(ctx context.Context, call func(*chain.Rounds) (chain.Call, error)) (journal.Transaction, error) {
	head, err := c.client.Head(ctx)
	if err != nil {
		return journal.Transaction{}, err
	}
	rounds, err := c.escrow.Rounds(ctx, head)
	if err != nil {
		return journal.Transaction{}, err
	}
	signed, err := call(rounds)
	if err != nil {
		return journal.Transaction{}, err
	}
	return c.sign(ctx, signed)
}

func (c *OnChain) sign(ctx context.Context, call chain.Call) (journal.Transaction, error) {
	tx, err := c.sender.Prepare(ctx, call)
	if err != nil {
		return journal.Transaction{}, err
	}
	return encode(tx)
}

// Replace signs a transaction anew, under its nonce and for higher fees, which come to at most so many wei.
func (c *OnChain) Replace(ctx context.Context, old journal.Transaction, most *big.Int) (journal.Transaction, error) {
	signed, err := decode(old)
	if err != nil {
		return journal.Transaction{}, err
	}
	tx, err := c.sender.Replace(ctx, signed, most)
	if err != nil {
		return journal.Transaction{}, err
	}
	return encode(tx)
}

// Cancel signs, under a transaction's nonce and for higher fees, one that does nothing.
func (c *OnChain) Cancel(ctx context.Context, old journal.Transaction) (journal.Transaction, error) {
	signed, err := decode(old)
	if err != nil {
		return journal.Transaction{}, err
	}
	tx, err := c.sender.Cancel(ctx, signed)
	if err != nil {
		return journal.Transaction{}, err
	}
	return encode(tx)
}

// SignNothing signs, under a nonce, a transaction that does nothing.
func (c *OnChain) SignNothing(ctx context.Context, nonce uint64) (journal.Transaction, error) {
	tx, err := c.sender.Nothing(ctx, nonce)
	if err != nil {
		return journal.Transaction{}, err
	}
	return encode(tx)
}

// Nonces are the account's next nonce in the chain and the next one that no transaction known to the endpoint has.
func (c *OnChain) Nonces(ctx context.Context) (mined, next uint64, err error) {
	return c.sender.Nonces(ctx)
}

// Mined is the account's next nonce at a block.
func (c *OnChain) Mined(ctx context.Context, at chain.Head) (uint64, error) {
	return c.client.NonceAt(ctx, at, c.sender.Address())
}

// Ours says whether a transaction is of the account that is signed for now.
func (c *OnChain) Ours(tx journal.Transaction) (bool, error) {
	from, err := signedBy(tx)
	return from == c.sender.Address(), err
}

// Costs is about what transactions for a predicate cost at present.
func (c *OnChain) Costs(ctx context.Context, p *Predicate) (chain.Costs, error) {
	return c.sender.Costs(ctx, chain.CodeFor(p.Bundle.Manifest.Name), p.PayloadWords)
}

// Funds is what the account has at a block.
func (c *OnChain) Funds(ctx context.Context, at chain.Head, token common.Address) (funds Funds, err error) {
	account, contract := c.sender.Address(), chain.NewToken(c.client, token)
	if funds.Ether, err = c.client.Balance(ctx, at, account); err != nil {
		return funds, err
	}
	if funds.Token, err = contract.Balance(ctx, at, account); err != nil {
		return funds, err
	}
	if funds.Allowance, err = contract.Allowance(ctx, at, account, c.escrow.Address()); err != nil || c.offers == nil {
		return funds, err
	}
	if funds.Lent, err = contract.Allowance(ctx, at, account, c.offers.Address()); err != nil {
		return funds, err
	}
	funds.Consent, err = c.escrow.IsOperator(ctx, at, account, c.offers.Address())
	return funds, err
}

// Offered judges a bid, for the account.
func (c *OnChain) Offered(ctx context.Context, at chain.Head, s offer.Signed) (Offered, error) {
	if c.offers == nil { // a process before this one was told
		return Offered{Against: "this relayer is told of no folder of bids any more"}, nil
	}
	if s.Contract != c.offers.Address() {
		return Offered{Against: fmt.Sprintf("it is for the offers at %s, and not for those at %s", s.Contract, c.offers.Address())}, nil
	}
	taken, err := c.offers.TakenOf(ctx, at, s.Offer)
	if err != nil {
		return Offered{}, err
	}
	fill := offer.Fill{Quantity: s.Left(taken), Holder: c.sender.Address()}
	j, err := c.offers.Judge(ctx, at, s, fill, c.permit2)
	if err != nil {
		return Offered{}, err
	}
	if err := j.Err(); err != nil {
		over := taken.Cancelled || fill.Quantity.Sign() == 0
		forged := errors.Is(err, offer.ErrSignature)
		return Offered{Against: strings.ReplaceAll(err.Error(), "\n", "; "), Over: over, Forged: forged, Left: fill.Quantity}, nil
	}
	fill.Bound = j.Part.Terms.Price
	forward, err := c.offers.Forward(j.Part)
	return Offered{Left: fill.Quantity, Forward: forward, Fill: fill, Gas: chain.UsualFillGas(s), MostGas: chain.FillGas(s, fill)}, err
}

// HasCode says whether an account has code.
func (c *OnChain) HasCode(ctx context.Context, at chain.Head, account common.Address) (bool, error) {
	if c.offers == nil { // and none is filled
		return false, nil
	}
	code, err := c.client.Code(ctx, at, account)
	return len(code) > 0, err
}

// SignFill signs a fill that takes at most so much gas and costs at most so many wei.
func (c *OnChain) SignFill(ctx context.Context, s offer.Signed, fill offer.Fill, gas uint64, most *big.Int) (journal.Transaction, error) {
	if c.offers == nil {
		return journal.Transaction{}, errHeldBack
	}
	call, err := c.offers.FillCall(s, fill)
	if err != nil {
		return journal.Transaction{}, err
	}
	call.MostCost, call.MostGas = most, gas
	return c.sign(ctx, call)
}

// MaySend finds nothing against it: whoever shares the account with other processes asks its lease.
func (c *OnChain) MaySend(context.Context) error { return nil }

// Send sends signed bytes, also ones that were sent before.
func (c *OnChain) Send(ctx context.Context, tx journal.Transaction) error {
	signed, err := decode(tx)
	if err != nil {
		return err
	}
	return c.sender.Broadcast(ctx, signed)
}

// Fate looks for a transaction. The nonce is read between two looks for the receipt: only what had no receipt after its
// nonce was used, in a block that does not go away, can never get one. In newer blocks a node may show nonces before receipts. All
// of it has to come from one endpoint: the next may not have what this one has.
func (c *OnChain) Fate(ctx context.Context, tx journal.Transaction, forward common.Hash, final chain.Head) (Fate, error) {
	asked := c.client.Endpoint()
	if fate, err := c.mined(ctx, tx, forward); fate != Waiting || err != nil {
		return fate, err
	}
	from, err := signedBy(tx) // --key-file may name another account by now
	if err != nil {
		return Waiting, err
	}
	next, err := c.client.NonceAt(ctx, final, from)
	if err != nil {
		return Waiting, err
	}
	if next <= tx.Nonce {
		return Waiting, nil
	}
	if fate, err := c.mined(ctx, tx, forward); fate != Waiting || err != nil {
		return fate, err
	}
	if now := c.client.Endpoint(); now != asked {
		return Waiting, fmt.Errorf("look for transaction %s: the chain is read at %s instead of %s meanwhile; look again", tx.Hash, now, asked)
	}
	return Replaced, nil
}

func (c *OnChain) mined(ctx context.Context, tx journal.Transaction, forward common.Hash) (Fate, error) {
	receipt, err := c.client.Receipt(ctx, tx.Hash)
	switch {
	case errors.Is(err, ethereum.NotFound):
		return Waiting, nil
	case err != nil:
		return Waiting, err
	case receipt.Status != types.ReceiptStatusSuccessful:
		return Refused, nil
	}
	signed, err := decode(tx)
	if err != nil {
		return Waiting, err
	}
	if c.escrow.SettlesGroups(signed) && !c.escrow.SettledIn(receipt, forward) {
		return Refused, nil
	}
	return Mined, nil
}

func encode(tx *types.Transaction) (journal.Transaction, error) {
	raw, err := tx.MarshalBinary()
	if err != nil {
		return journal.Transaction{}, fmt.Errorf("encode transaction %s: %w", tx.Hash(), err)
	}
	return journal.Transaction{Hash: tx.Hash(), Nonce: tx.Nonce(), Raw: raw, Cost: chain.Cost(tx)}, nil
}

func decode(tx journal.Transaction) (*types.Transaction, error) {
	signed := new(types.Transaction)
	if err := signed.UnmarshalBinary(tx.Raw); err != nil {
		return nil, fmt.Errorf("decode transaction %s from the journal: %w", tx.Hash, err)
	}
	return signed, nil
}

func signedBy(tx journal.Transaction) (common.Address, error) {
	signed, err := decode(tx)
	if err != nil {
		return common.Address{}, err
	}
	return chain.SenderOf(signed)
}
