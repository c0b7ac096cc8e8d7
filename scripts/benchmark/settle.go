package main

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/contracts/evm"
)

// The parties of the measured forward, and its terms where they do not matter.
var (
	deployer  = common.HexToAddress("0xd1")
	buyer     = common.HexToAddress("0xb2")
	recipient = common.HexToAddress("0xe3")
	price     = big.NewInt(5_000_000)
)

const (
	claimDelay = 60
	start      = 1_000
	end        = 2_000
	settleBy   = 3_000
)

// market is the contracts, deployed, with a buyer who can pay, and a recipient and an escrow that hold the
// token already.
type market struct {
	*evm.Machine
	escrow, predicate, token common.Address
	chainID                  *big.Int
}

func openMarket(key [keys.Words]*big.Int, next bool) (*market, error) {
	m, err := evm.New(1337, next)
	if err != nil {
		return nil, err
	}
	escrow, predicate := bindings.NewForwardEscrow(), bindings.NewGroth16Predicate()
	k := &market{Machine: m, chainID: m.ChainID()}
	var rounds, descriptor common.Address
	for _, c := range []struct {
		at   *common.Address
		code string
		args func() []byte
	}{
		{&rounds, bindings.RoundsMetaData.Bin, nothing},
		{&descriptor, bindings.PositionDescriptorMetaData.Bin, nothing},
		{&k.escrow, bindings.ForwardEscrowMetaData.Bin, func() []byte { return escrow.PackConstructor(claimDelay, rounds, descriptor) }},
		{&k.predicate, bindings.Groth16PredicateMetaData.Bin,
			func() []byte { return predicate.PackConstructor([]bindings.IGroth16PredicateKey{{N: 1, Words: key}}) }},
		{&k.token, bindings.MockWBTCMetaData.Bin, nothing},
	} {
		if *c.at, err = k.Deploy(deployer, append(common.FromHex(c.code), c.args()...)); err != nil {
			return nil, err
		}
	}
	token := bindings.NewMockWBTC()
	for _, call := range [][]byte{
		token.PackMint(buyer, price),
		token.PackMint(recipient, big.NewInt(1)),
		token.PackMint(k.escrow, big.NewInt(1)), // of other forwards: emptying its balance would save 4,800
		token.PackApprove(k.escrow, price),
	} {
		if _, _, err := k.Send(buyer, &k.token, call, nil); err != nil {
			return nil, fmt.Errorf("fund the parties: %w", err)
		}
	}
	return k, nil
}

func nothing() []byte { return nil }

// delivery is what a settlement carries besides the forward.
type delivery struct {
	payload []statement.Word
	h       statement.Word
	proof   []byte
}

// costs are the gas of the transactions of one forward.
type costs struct {
	open, announce uint64
	settle         evm.Parts
	words          int // of the payload
}

// trade opens a forward, lets deliver make the delivery for its header, and settles it.
func (k *market) trade(params, task []byte, terms statement.Terms, deliver func(statement.Header) (delivery, error)) (costs, error) {
	terms.Predicate, terms.Token, terms.Price, terms.Quantity = k.predicate, k.token, price, big.NewInt(1)
	terms.Start, terms.End, terms.SettleBy, terms.Bond = start, end, settleBy, new(big.Int)
	salt := common.Hash{1}
	id, err := statement.ForwardID(terms, buyer, salt, k.chainID, k.escrow)
	if err != nil {
		return costs{}, err
	}
	d, err := deliver(statement.Header{
		ChainID: k.chainID, Escrow: k.escrow, Recipient: recipient, Forward: id,
		Params: terms.Params, Start: start, End: end, Quantity: terms.Quantity,
		From: 0, To: 1, Amount: terms.Quantity,
		SealX: terms.SealX, SealY: terms.SealY,
	})
	if err != nil {
		return costs{}, err
	}

	escrow := bindings.NewForwardEscrow()
	forward := bindings.Forward{Terms: chainTerms(terms), Buyer: buyer, Salt: salt}
	payload := make([]*big.Int, len(d.payload))
	for i, word := range d.payload {
		payload[i] = statement.Big(word)
	}
	h := statement.Big(d.h)

	c := costs{words: len(payload)}
	if _, c.open, err = k.Send(buyer, &k.escrow, escrow.PackOpen(forward.Terms, buyer, salt, params, task), nil); err != nil {
		return costs{}, fmt.Errorf("open: %w", err)
	}
	k.Now = start
	if _, c.announce, err = k.Send(recipient, &k.escrow, escrow.PackAnnounce(id, h), nil); err != nil {
		return costs{}, fmt.Errorf("announce: %w", err)
	}
	k.Now += claimDelay
	step := bindings.Step{From: 0, To: 1, Amount: terms.Quantity}
	calldata := escrow.PackSettle(bindings.Delivery{
		Forward: forward, Recipient: recipient, Step: step, Commitment: new(big.Int), Beacon: new(big.Int), Payload: payload, H: h,
	}, d.proof)
	seen := &evm.Meter{Escrow: k.escrow, Predicate: k.predicate, Token: k.token}
	_, total, err := k.Send(recipient, &k.escrow, calldata, seen.Hooks())
	if err != nil {
		return costs{}, fmt.Errorf("settle: %w", err)
	}
	c.settle = seen.Split(total, calldata, payload)
	return c, nil
}

func chainTerms(t statement.Terms) bindings.Terms {
	return bindings.Terms{
		Predicate: t.Predicate, Params: statement.Big(t.Params), TaskHash: t.TaskHash, Token: t.Token, Price: t.Price,
		Quantity: t.Quantity, Unit: t.Unit, AcceptBy: t.AcceptBy, Start: t.Start, End: t.End, SettleBy: t.SettleBy,
		Bond: t.Bond, Provider: t.Provider, BeaconBlock: t.BeaconBlock,
		SealX: statement.Big(t.SealX), SealY: statement.Big(t.SealY),
	}
}
