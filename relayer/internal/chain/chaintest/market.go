package chaintest

import (
	"math/big"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// Put puts a contract on the chain by its creation code.
func (w *World) Put(what string, creation []byte) common.Address {
	w.T.Helper()
	return w.Do(devnet.Deployer, chain.Call{Data: creation, What: "deploy " + what}, nil).ContractAddress
}

// TakeBid has the buyer bid for the whole of terms, of an open forward, and the provider take parts of it.
func (w *World) TakeBid(offers common.Address, terms statement.Terms, parts ...int64) (forwards []chain.Forward) {
	w.T.Helper()
	contract := bindings.NewOffers()
	w.salt++
	bid := bindings.Bid{
		Offer: bindings.Offer{
			Terms: bindings.Terms{
				Predicate: terms.Predicate, Params: statement.Big(terms.Params), TaskHash: terms.TaskHash, Token: terms.Token,
				Price: terms.Price, Quantity: terms.Quantity, Unit: terms.Unit, Start: terms.Start, End: terms.End, SettleBy: terms.SettleBy,
				Bond: terms.Bond, SealX: new(big.Int), SealY: new(big.Int),
			},
			Params: []byte("params"), LastPrice: new(big.Int), MinFill: big.NewInt(1), Expiry: terms.Start,
			Nonce: new(big.Int), Salt: common.BigToHash(new(big.Int).SetUint64(w.salt)),
		},
		Buyer: devnet.Named(devnet.Buyer).Address, Task: []byte("task"),
	}
	ask := func(data []byte) []byte {
		answer, err := w.Devnet.Client().CallContract(w.T.Context(), ethereum.CallMsg{To: &offers, Data: data}, nil)
		require.NoError(w.T, err)
		return answer
	}
	digest := ask(contract.PackDigest(common.BytesToHash(ask(contract.PackBidHash(bid)))))
	signature, err := crypto.Sign(digest, devnet.Named(devnet.Buyer).Key)
	require.NoError(w.T, err)
	signature[crypto.RecoveryIDOffset] += 27
	approve, err := w.Token.ApproveCall(offers, terms.Price)
	w.Do(devnet.Buyer, approve, err)
	for _, part := range parts {
		fill, err := contract.TryPackFillBid(bid, signature, bindings.BidFill{Quantity: big.NewInt(part), MinPrice: new(big.Int)})
		forward, err := w.Escrow.OpenedIn(w.Do(devnet.Provider, chain.Call{To: &offers, Data: fill, What: "take part of a bid"}, err))
		require.NoError(w.T, err)
		forwards = append(forwards, forward)
	}
	return forwards
}

// Registry puts a registry of predicates on the chain.
func (w *World) Registry() common.Address {
	w.T.Helper()
	return w.Put("registry", common.FromHex(bindings.PredicateRegistryMetaData.Bin))
}

// Claim has somebody claim something of a predicate.
func (w *World) Claim(name string, registry common.Address, predicate common.Address, key common.Hash) {
	w.T.Helper()
	code, err := w.Client.Code(w.T.Context(), w.Head(), predicate)
	require.NoError(w.T, err)
	claim := bindings.IPredicateRegistryClaim{CodeHash: crypto.Keccak256Hash(code), Key: key, Manifest: "https://example.org/manifest.json"}
	data := bindings.NewPredicateRegistry().PackRegister(predicate, claim)
	w.Do(name, chain.Call{To: &registry, Data: data, What: "claim something of a predicate"}, nil)
}

// WithHourLedger is a predicate of the test circuit that sells no hour twice, with a key of its own.
func (w *World) WithHourLedger() (*chain.Predicate, *keys.Bundle) {
	w.T.Helper()
	bundle, err := HourKeys()
	require.NoError(w.T, err)
	predicate, err := chain.DeployPredicate(w.T.Context(), w.Sender(devnet.Deployer), chain.PredicateKeys{Code: chain.HourLedger, One: bundle.KeyWords})
	require.NoError(w.T, err)
	return predicate, bundle
}

// DeliverUnder proves a step under a key, with the words of a predicate of two rounds.
func (w *World) DeliverUnder(bundle *keys.Bundle, forward chain.Forward, recipient common.Address, step chain.Step,
	commitment, beacon statement.Word, payload ...statement.Word,
) chain.Delivery {
	w.T.Helper()
	header := w.Escrow.Header(forward, recipient, step)
	header.Commitment, header.Beacon = commitment, beacon
	words, err := header.Words()
	require.NoError(w.T, err)
	h, proof, err := Prove(bundle, words, payload, Root)
	require.NoError(w.T, err)
	return chain.Delivery{
		Forward: forward, Recipient: recipient, Step: step, Commitment: commitment, Beacon: beacon, Payload: payload, H: h, Proof: proof,
	}
}
