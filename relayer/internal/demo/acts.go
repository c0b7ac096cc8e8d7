package demo

import (
	"context"
	"crypto/rand"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// price is what the poem costs: 0.0015 mock BTC.
var price = big.NewInt(150_000)

// topic are the words that the poem must have.
const topic = `{"required": ["circuits", "code", "truth"]}`

// lock is the beginning: the buyer locks the money.
func (w *world) lock(ctx context.Context) (err error) {
	w.chapter("Today: the buyer locks money for a poem to be delivered in half a year")
	if w.sealing, err = statement.GenerateSealingKey(rand.Reader); err != nil {
		return err
	}
	if w.params, err = w.plugin.CommitParams(ctx, []byte(topic)); err != nil {
		return err
	}
	receipt, err := w.open(ctx)
	if err != nil {
		return err
	}
	t := w.forward.Terms
	for i, line := range wrap(Task, width-20) {
		w.fact(map[bool]string{true: "task"}[i == 0], "%s", line)
	}
	w.fact("property", "terza rima (ABA BCB, 8–12 syllables a line) with the words circuits, code, truth")
	w.fact("price", "%s, for whoever delivers", btc(t.Price))
	w.fact("window", "from %s", day(t.Start))
	w.fact("", "until %s; after that the money goes back", day(t.SettleBy))
	w.fact("sealed to", "%.18s…, a key that only the buyer has", w.sealing.Public())
	w.fact("forward", "%s", w.forward.ID)
	w.gap()
	locked, err := w.balance(ctx, "escrow")
	if err != nil {
		return err
	}
	if locked.Cmp(t.Price) != 0 {
		return deviation("the escrow holds %s", btc(locked))
	}
	w.good("locked: the escrow holds %s (gas %d)", btc(locked), receipt)
	return w.end(ctx)
}

// open opens a forward, another one each time, and returns the gas it took.
func (w *world) open(ctx context.Context) (gas uint64, err error) {
	head, err := w.client.Head(ctx)
	if err != nil {
		return 0, err
	}
	start := head.At().AddDate(0, 6, 0)
	commitment, err := statement.WordFromBytes(w.params.Commitment)
	if err != nil {
		return 0, err
	}
	terms := statement.Terms{
		Predicate: w.predicate.Address(), Params: commitment, TaskHash: crypto.Keccak256Hash([]byte(Task)),
		Token: w.token.Address(), Price: price, Quantity: big.NewInt(1), Unit: w.params.Unit,
		Start: unix(start), End: unix(start.AddDate(0, 0, 7)), SettleBy: unix(start.AddDate(0, 0, 14)),
		Bond: new(big.Int), SealX: w.sealing.Public().X, SealY: w.sealing.Public().Y,
	}
	approve, err := w.token.ApproveCall(w.escrow.Address(), price)
	if _, err := w.do(ctx, devnet.Buyer, approve, err); err != nil {
		return 0, err
	}
	var salt common.Hash
	if _, err := rand.Read(salt[:]); err != nil {
		return 0, err
	}
	call, err := w.escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, salt, w.params.Preimage, []byte(Task))
	receipt, err := w.do(ctx, devnet.Buyer, call, err)
	if err != nil {
		return 0, err
	}
	w.forward, err = w.escrow.OpenedIn(receipt)
	return receipt.GasUsed, err
}

// work is the relayer's part that no chain sees: two attempts and a proof.
func (w *world) work(ctx context.Context) error {
	w.chapter("The relayer takes it: two attempts, one proof")
	done := w.busy("executor, check, executor, check, witness, proof")
	seen, err := w.step(ctx)
	done()
	if err != nil {
		return err
	}
	w.gap()
	var refusals, holds int
	var proved time.Duration
	for _, event := range seen {
		switch event.Kind {
		case delivery.Refusal:
			refusals++
			w.say("The first attempt comes from the executor, and the predicate plugin reads it:")
			w.verse(event.Output)
			for _, finding := range event.Findings {
				w.bad("%s", finding.Message)
			}
			w.gap()
		case delivery.Held:
			holds++
			w.poem = event.Output
			w.say("The findings go back to the executor. The second attempt:")
			w.verse(event.Output)
			w.good("it holds")
		case delivery.Proved:
			proved = event.Elapsed
		}
	}
	if refusals != 1 || holds != 1 || proved == 0 {
		return deviation("%d attempts were refused, %d held, and the proof took %s", refusals, holds, proved)
	}
	d, err := w.journal.Load(w.forward.ID)
	if err != nil {
		return err
	}
	w.good("proved in %s: %d constraints, %d kB of witness, %d bytes of proof, verified at once",
		proved.Round(10*time.Millisecond), w.bundle.System.GetNbConstraints(), len(d.Witness)/1000, len(d.Proof))
	w.good("poem, secrets and proof lie on the disk, for their owner alone, before anything is announced")
	return w.end(ctx)
}

// tooEarly is the announcement, and a settlement before its date.
func (w *world) tooEarly(ctx context.Context) error {
	w.chapter("It announces, and tries to collect half a year too early")
	announced, err := w.until(ctx, delivery.Announced)
	if err != nil {
		return err
	}
	gas, err := w.gasOf(ctx, announced.Tx)
	if err != nil {
		return err
	}
	settled, err := w.ready()
	if err != nil {
		return err
	}
	w.good("announced h = %.18s…, which tells nobody anything, for one recipient (gas %d)", common.Hash(settled.H.Bytes()).Hex(), gas)
	w.gap()
	w.bad("a settlement today")
	settle, err := w.escrow.SettleCall(settled)
	if err := w.refused(ctx, devnet.Provider, "ForwardEscrow_BeforeStart", settle, err); err != nil {
		return err
	}
	return w.end(ctx)
}

// ready is the settlement that the relayer has prepared.
func (w *world) ready() (chain.Delivery, error) {
	d, err := w.journal.Load(w.forward.ID)
	if err != nil {
		return chain.Delivery{}, err
	}
	return delivery.FromJournal(&w.forward, d)
}

func (w *world) gasOf(ctx context.Context, tx common.Hash) (uint64, error) {
	receipt, err := w.client.Receipt(ctx, tx)
	if err != nil {
		return 0, err
	}
	return receipt.GasUsed, nil
}

// collect moves the clock and settles.
func (w *world) collect(ctx context.Context) error {
	w.chapter("Half a year later: the relayer settles and is paid")
	who := []string{"buyer", "escrow", "provider"}
	before, err := w.balances(ctx, who)
	if err != nil {
		return err
	}
	if err := w.advanceTo(ctx, w.forward.Terms.Start); err != nil {
		return err
	}
	w.good("the chain's clock says %s", w.net.Now().UTC().Format("2 January 2006 15:04 MST"))
	paid, err := w.until(ctx, delivery.Paid)
	if err != nil {
		return err
	}
	gas, err := w.gasOf(ctx, paid.Tx)
	if err != nil {
		return err
	}
	settlement, err := w.settlement(ctx)
	if err != nil {
		return err
	}
	w.good("settled, all in one transaction: the proof checked, %s paid,", btc(paid.Paid))
	w.under("the poem published, sealed, in %d words (gas %d)", len(settlement.Payload), gas)
	after, err := w.balances(ctx, who)
	if err != nil {
		return err
	}
	w.gap()
	w.fact("", "%20s %20s", "before", "after")
	for i, name := range who {
		w.fact(name, "%20s %20s", btc(before[i]), btc(after[i]))
	}
	gained := new(big.Int).Sub(after[2], before[2])
	if gained.Cmp(w.forward.Terms.Price) != 0 || after[1].Sign() != 0 || before[0].Cmp(after[0]) != 0 {
		return deviation("the provider gained %s, and the escrow holds %s", btc(gained), btc(after[1]))
	}
	return w.end(ctx)
}

func (w *world) balances(ctx context.Context, who []string) ([]*big.Int, error) {
	balances := make([]*big.Int, len(who))
	for i, name := range who {
		balance, err := w.balance(ctx, name)
		if err != nil {
			return nil, err
		}
		balances[i] = balance
	}
	return balances, nil
}

func (w *world) settlement(ctx context.Context) (chain.Settlement, error) {
	head, err := w.client.Head(ctx)
	if err != nil {
		return chain.Settlement{}, err
	}
	return w.escrow.Settlement(ctx, head, w.forward)
}
