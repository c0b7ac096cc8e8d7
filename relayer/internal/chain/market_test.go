package chain_test

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

// market is a world whose buyer and provider let the offers take their money, and whose provider agreed to hold positions.
type market struct {
	*chaintest.World
	permit2 common.Address
}

func newMarket(t *testing.T) market {
	t.Helper()
	return marketIn(t, chaintest.New(t))
}

func marketIn(t *testing.T, w *chaintest.World) market {
	t.Helper()
	m := market{World: w}
	m.approve(devnet.Buyer, m.Offers.Address(), 100_000_000)
	m.approve(devnet.Provider, m.Offers.Address(), 100_000_000)
	operator, err := m.Escrow.OperatorCall(m.Offers.Address(), true)
	m.Do(devnet.Provider, operator, err)
	return m
}

// newPermit2Market is one whose offers know a Permit2, and whose owners approved nothing but that.
func newPermit2Market(t *testing.T) market {
	t.Helper()
	m := market{World: chaintest.New(t)}
	text, err := os.ReadFile("../../../contracts/test/fixtures/permit2.json")
	require.NoError(t, err)
	var fixture struct {
		Runtime hexutil.Bytes `json:"runtime"`
	}
	require.NoError(t, json.Unmarshal(text, &fixture))
	m.permit2 = m.deploy(fixture.Runtime)
	m.Offers, err = chain.DeployOffers(t.Context(), m.Sender(devnet.Deployer), m.Escrow, m.permit2)
	require.NoError(t, err)
	return m
}

// deploy makes a contract of some runtime code.
func (m market) deploy(runtime []byte) common.Address {
	m.T.Helper()
	size := common.LeftPadBytes(big.NewInt(int64(len(runtime))).Bytes(), 2)
	code := append([]byte{0x61, size[0], size[1], 0x60, 0x0e, 0x60, 0, 0x39, 0x61, size[0], size[1], 0x60, 0, 0xf3}, runtime...)
	return m.Do(devnet.Thief, chain.Call{Data: code, What: "deploy code"}, nil).ContractAddress
}

func (m market) approve(name string, spender common.Address, amount int64) {
	m.T.Helper()
	call, err := m.Token.ApproveCall(spender, big.NewInt(amount))
	m.Do(name, call, err)
}

// terms are those of a thousand units, with a price and a bond that no part divides.
func (m market) terms() statement.Terms {
	m.T.Helper()
	terms := m.AssignedTerms()
	terms.Quantity, terms.Price, terms.Bond = big.NewInt(1000), big.NewInt(1_500_001), big.NewInt(300_007)
	return terms
}

func (m market) bid() offer.Offer {
	m.T.Helper()
	made := offertest.Bid(m.terms(), devnet.Named(devnet.Buyer).Address)
	made.Expiry = made.Terms.AcceptBy
	return made
}

func (m market) ask() offer.Offer {
	m.T.Helper()
	made := offertest.Ask(m.terms(), devnet.Named(devnet.Provider).Address)
	made.Expiry = made.Terms.AcceptBy
	return made
}

// reviewed is an ask whose provider looks at the task first.
func (m market) reviewed() offer.Offer {
	m.T.Helper()
	made := m.ask()
	made.Review, made.Terms.AcceptBy, made.Terms.TaskHash = 600, 0, common.Hash{}
	return made
}

// sign signs for the offer's maker, or for whoever is named.
func (m market) sign(name string, made offer.Offer) offer.Signed {
	m.T.Helper()
	s := offer.Signed{Offer: made, ChainID: m.Client.ChainID(), Contract: m.Offers.Address()}
	return m.resign(name, s)
}

func (m market) resign(name string, s offer.Signed) offer.Signed {
	m.T.Helper()
	digest, err := s.Digest()
	require.NoError(m.T, err)
	s.Signature, err = chain.NewSigner(devnet.Named(name).Key).SignHash(digest[:])
	require.NoError(m.T, err)
	s.Signature[crypto.RecoveryIDOffset] += 27
	return s
}

// part is a fill of an offer of this market, for the side that takes it.
func (m market) part(made offer.Offer, quantity int64) offer.Fill {
	fill := offer.Fill{Quantity: big.NewInt(quantity), Bound: new(big.Int)}
	if made.Side == offer.Bid {
		fill.Holder = devnet.Named(devnet.Provider).Address
		return fill
	}
	fill.Bound = big.NewInt(10_000_000)
	fill.Buyer, fill.Task, fill.TaskHash = devnet.Named(devnet.Buyer).Address, []byte("task"), crypto.Keccak256Hash([]byte("task"))
	return fill
}

func taker(side offer.Side) string {
	if side == offer.Ask {
		return devnet.Buyer
	}
	return devnet.Provider
}

func (m market) judge(s offer.Signed, fill offer.Fill) chain.Judgement {
	m.T.Helper()
	j, err := m.Offers.Judge(m.T.Context(), m.Head(), s, fill, m.permit2)
	require.NoError(m.T, err)
	return j
}

// take takes a part that must be judged well, and returns what the chain made of it.
func (m market) take(s offer.Signed, fill offer.Fill) (chain.OfferFill, chain.Forward) {
	m.T.Helper()
	require.NoError(m.T, m.judge(s, fill).Err())
	call, err := m.Offers.FillCall(s, fill)
	receipt := m.Do(taker(s.Side), call, err)
	filled, err := m.Offers.FilledIn(receipt)
	require.NoError(m.T, err)
	for _, log := range receipt.Logs {
		if log.Address == m.Escrow.Address() && len(log.Topics) == 4 && log.Topics[1] == filled.Forward {
			other := *log // as if something that was called back had opened one before
			other.Topics = append([]common.Hash{log.Topics[0], {9}}, log.Topics[2:]...)
			receipt.Logs = append([]*types.Log{&other}, receipt.Logs...)
			break
		}
	}
	_, err = m.Escrow.OpenedIn(receipt)
	require.Error(m.T, err)
	forward, err := m.Escrow.OpenedAs(receipt, filled.Forward)
	require.NoError(m.T, err)
	require.Equal(m.T, forward.ID, filled.Forward)
	return filled, forward
}

// refusal is what the contract says to a fill.
func (m market) refusal(s offer.Signed, fill offer.Fill) error {
	m.T.Helper()
	call, err := m.Offers.FillCall(s, fill)
	require.NoError(m.T, err)
	return m.Offers.Simulate(m.T.Context(), m.Head(), devnet.Named(taker(s.Side)).Address, call)
}

// takeLong is take of a part whose opening is longer than what is read of strangers'.
func (m market) takeLong(s offer.Signed, fill offer.Fill) (chain.OfferFill, chain.Forward) {
	m.T.Helper()
	call, err := m.Offers.FillCall(s, fill)
	receipt := m.Do(taker(s.Side), call, err)
	filled, err := m.Offers.FilledIn(receipt)
	require.NoError(m.T, err)
	forward, err := m.Escrow.Forward(m.T.Context(), m.Head(), filled.At.Block, filled.Forward)
	require.NoError(m.T, err)
	return filled, forward
}
