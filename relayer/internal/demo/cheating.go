package demo

import (
	"context"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// cheat is a second forward on the same terms, and everybody who would like to have its money.
func (w *world) cheat(ctx context.Context) error {
	w.chapter("What does not work")
	w.say("The buyer opens a second forward on the same terms. The relayer proves and announces again,",
		"half a year passes, it sends its settlement. While that is in no block yet, everybody reads it:")
	w.gap()
	if err := w.second(ctx); err != nil {
		return err
	}
	pending := *w.mempool.pending
	before, err := w.balances(ctx, []string{devnet.Provider, devnet.Buyer, devnet.Thief})
	if err != nil {
		return err
	}
	for _, attempt := range []func(context.Context, chain.Delivery) error{w.stealProof, w.changePayload, w.claimAsBuyer, w.collectTwice, w.takeBack} {
		w.gap()
		if err := attempt(ctx, pending); err != nil {
			return err
		}
	}
	after, err := w.balances(ctx, []string{devnet.Provider, devnet.Buyer, devnet.Thief})
	if err != nil {
		return err
	}
	gained := new(big.Int).Sub(after[0], before[0])
	if gained.Cmp(w.forward.Terms.Price) != 0 || after[1].Cmp(before[1]) != 0 || after[2].Cmp(before[2]) != 0 {
		return deviation("the provider gained %s; buyer and thief should have gained nothing", btc(gained))
	}
	w.gap()
	w.good("the provider was paid %s once; buyer and thief got nothing", btc(gained))
	return w.end(ctx)
}

// second brings another forward to where its settlement is on its way.
func (w *world) second(ctx context.Context) error {
	done := w.busy("a second forward: executor, checks, witness, proof, announcement")
	defer done()
	if _, err := w.open(ctx); err != nil {
		return err
	}
	if _, err := w.until(ctx, delivery.Announced); err != nil {
		return err
	}
	if err := w.advanceTo(ctx, w.forward.Terms.Start); err != nil {
		return err
	}
	w.mempool.slow = true
	_, err := w.until(ctx, delivery.Sent)
	return err
}

// stealProof is a thief who copies the settlement and puts their own address in.
func (w *world) stealProof(ctx context.Context, pending chain.Delivery) error {
	w.bad("a thief sends the same proof with their own address as the recipient")
	pending.Recipient = devnet.Named(devnet.Thief).Address
	return w.refusedAsUnproved(ctx, pending)
}

// changePayload is somebody who wants the buyer to pay for noise.
func (w *world) changePayload(ctx context.Context, pending chain.Delivery) error {
	w.bad("somebody changes a word of the sealed poem, so that the buyer would pay for noise")
	pending.Payload = slices.Clone(pending.Payload)
	one := statement.WordFromUint64(1)
	last := &pending.Payload[len(pending.Payload)-1]
	last.Add(last, &one)
	return w.refusedAsUnproved(ctx, pending)
}

func (w *world) refusedAsUnproved(ctx context.Context, d chain.Delivery) error {
	settle, err := w.escrow.SettleCall(d)
	return w.refused(ctx, devnet.Thief, "Groth16Predicate_ProofInvalid", settle, err)
}

// claimAsBuyer is the buyer who reads the poem before it is paid, proves it for themselves, and wants their money back
// with it. The poem is theirs already; they were only not the first to announce it.
func (w *world) claimAsBuyer(ctx context.Context, pending chain.Delivery) error {
	w.bad("the buyer decrypts the pending poem, proves it for themselves, and tries to collect first")
	text, err := w.unseal(ctx, pending.Recipient, pending.Step, pending.Payload, w.sealing)
	if err != nil {
		return err
	}
	done := w.busy("the buyer's own proof")
	own, err := w.proveFor(ctx, devnet.Named(devnet.Buyer).Address, text)
	done()
	if err != nil {
		return err
	}
	settle, err := w.escrow.SettleCall(own)
	if err := w.refused(ctx, devnet.Buyer, "ForwardEscrow_NotAnnounced", settle, err); err != nil {
		return err
	}
	w.under("so the buyer announces, and tries again at once:")
	announce, err := w.escrow.AnnounceCall(w.forward.ID, own.H)
	if _, err := w.do(ctx, devnet.Buyer, announce, err); err != nil {
		return err
	}
	if err := w.refused(ctx, devnet.Buyer, "ForwardEscrow_AnnouncementTooRecent", settle, nil); err != nil {
		return err
	}
	w.mempool.slow = false
	if _, err := w.until(ctx, delivery.Paid); err != nil {
		return err
	}
	w.under("meanwhile the relayer's settlement gets into a block, and when the buyer's delay is over:")
	if err := w.net.AdvanceTime(ctx, claimDelay); err != nil {
		return err
	}
	return w.refused(ctx, devnet.Buyer, "ForwardEscrow_AlreadySettled", settle, nil)
}

// collectTwice is the provider who settles again.
func (w *world) collectTwice(ctx context.Context, pending chain.Delivery) error {
	w.bad("the provider settles a second time")
	settle, err := w.escrow.SettleCall(pending)
	return w.refused(ctx, devnet.Provider, "ForwardEscrow_AlreadySettled", settle, err)
}

// takeBack is the buyer who waits for the end of the window and reclaims what was paid out.
func (w *world) takeBack(ctx context.Context, _ chain.Delivery) error {
	w.bad("the buyer waits until the window is over and reclaims the price")
	if err := w.advanceTo(ctx, w.forward.Terms.SettleBy); err != nil {
		return err
	}
	reclaim, err := w.escrow.ReclaimCall(w.forward)
	return w.refused(ctx, devnet.Buyer, "ForwardEscrow_AlreadySettled", reclaim, err)
}

// proveFor makes a delivery as anybody can who knows the poem: the same plugin, circuit and prover.
func (w *world) proveFor(ctx context.Context, recipient common.Address, text []byte) (chain.Delivery, error) {
	fail := func(err error) (chain.Delivery, error) { return chain.Delivery{}, err }
	header, err := w.forward.Terms.Header(w.client.ChainID(), w.escrow.Address(), w.forward.ID, recipient).Words()
	if err != nil {
		return fail(err)
	}
	request := sdk.AssignRequest{
		KeyHash: w.bundle.KeyHash, Preimage: w.forward.Params, Task: w.forward.Task, Output: text,
	}
	for i := range header {
		request.Header[i] = header[i].Bytes()
	}
	answer, err := w.plugin.Assign(ctx, request)
	if err != nil {
		return fail(err)
	}
	d := chain.Delivery{Forward: w.forward, Recipient: recipient, Step: chain.Step(answer.Step)}
	if d.H, err = statement.WordFromBytes(answer.H); err != nil {
		return fail(err)
	}
	for _, bytes := range answer.Payload {
		word, err := statement.WordFromBytes(bytes)
		if err != nil {
			return fail(err)
		}
		d.Payload = append(d.Payload, word)
	}
	if header, err = w.escrow.Header(w.forward, recipient, d.Step).Words(); err != nil {
		return fail(err)
	}
	d.Proof, err = w.prover.Prove(ctx, w.bundle, prover.Job{Header: header, Payload: d.Payload, H: d.H, Witness: answer.Witness}, nil)
	return d, err
}
