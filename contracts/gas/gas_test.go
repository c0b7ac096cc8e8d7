package gas

import (
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/contracts/evm"
)

var update = flag.Bool("update", false, "write the figures instead of comparing them")

var (
	deployer   = common.HexToAddress("0xd1")
	escrowABI  = bindings.NewForwardEscrow()
	tokenABI   = bindings.NewMockWBTC()
	claimDelay = uint64(60)
)

// what the buyer, the provider and the escrow hold from the start.
var plenty = big.NewInt(1e12)

// market is the contracts at the addresses of the fixtures, with a buyer and a provider who hold the token.
type market struct {
	*testing.T
	*evm.Machine
	fixtures
}

func newMarket(t *testing.T, next bool) market {
	t.Helper()
	f := load(t)
	machine, err := evm.New(f.Chain, next)
	require.NoError(t, err)
	return newMarketOn(t, machine, f, append(common.FromHex(bindings.Groth16PredicateMetaData.Bin),
		bindings.NewGroth16Predicate().PackConstructor(f.keys())...))
}

// newMarketOn has a predicate made by the given code.
func newMarketOn(t *testing.T, machine *evm.Machine, f fixtures, predicate []byte) market {
	t.Helper()
	m := market{t, machine, f}
	rounds := m.deploy(bindings.RoundsMetaData.Bin, nil)
	descriptor := m.deploy(bindings.PositionDescriptorMetaData.Bin, nil)
	m.put(m.Escrow, m.deploy(bindings.ForwardEscrowMetaData.Bin, escrowABI.PackConstructor(claimDelay, rounds, descriptor)))
	made, err := m.Deploy(deployer, predicate)
	require.NoError(t, err)
	m.put(m.Forward.Predicate, made)
	m.put(m.Forward.Token, m.deploy(bindings.MockWBTCMetaData.Bin, nil))
	for _, holder := range []common.Address{m.Forward.Buyer, m.Forward.Provider, m.Escrow} {
		m.send(deployer, m.Forward.Token, tokenABI.PackMint(holder, plenty))
	}
	for _, payer := range []common.Address{m.Forward.Buyer, m.Forward.Provider} {
		m.send(payer, m.Forward.Token, tokenABI.PackApprove(m.Escrow, plenty))
	}
	m.Now = m.Forward.AcceptBy - 1
	return m
}

func (m market) deploy(code string, arguments []byte) common.Address {
	m.Helper()
	address, err := m.Deploy(deployer, append(common.FromHex(code), arguments...))
	require.NoError(m, err)
	return address
}

// put makes a contract stand where the proofs expect it: no code here depends on its own address.
func (m market) put(at, from common.Address) { m.State.SetCode(at, m.State.GetCode(from), 0) }

func (m market) send(from, to common.Address, data []byte) uint64 {
	m.Helper()
	_, gas, err := m.Send(from, &to, data, nil)
	require.NoError(m, err)
	return gas
}

func (m market) open(d bindings.Delivery) uint64 {
	m.Helper()
	return m.send(m.Forward.Buyer, m.Escrow, escrowABI.PackOpen(d.Forward.Terms, d.Forward.Buyer, d.Forward.Salt, nil, nil))
}

func (m market) accept(d bindings.Delivery) uint64 {
	m.Helper()
	return m.send(m.Forward.Provider, m.Escrow, escrowABI.PackAccept(d.Forward, m.Forward.Provider))
}

// prepare brings deliveries to where they can be settled.
func (m market) prepare(deliveries []bindings.Delivery) {
	m.Helper()
	for _, d := range deliveries {
		m.open(d)
		m.accept(d)
	}
}

// settle sends a settlement, checks that it paid, and splits its gas. The predicate's share is what it executed.
func (m market) settle(data []byte, forwards int) (parts evm.Parts, predicate uint64) {
	m.Helper()
	m.Now = m.Forward.Start
	before := m.balance()
	meter := &evm.Meter{Escrow: m.Escrow, Predicate: m.Forward.Predicate, Token: m.Forward.Token}
	_, gas, err := m.Send(m.Forward.Provider, &m.Escrow, data, meter.Hooks())
	require.NoError(m, err)
	paid := new(big.Int).Sub(m.balance(), before)
	require.Equal(m, int64(forwards)*(m.Forward.Price+m.Forward.Bond), paid.Int64(), "paid")
	parts = meter.Split(gas, data, nil)
	return parts, parts.Verification + parts.Payload
}

func (m market) balance() *big.Int {
	m.Helper()
	out, _, err := m.Send(deployer, &m.Forward.Token, tokenABI.PackBalanceOf(m.Forward.Provider), nil)
	require.NoError(m, err)
	return new(big.Int).SetBytes(out)
}

func (m market) group(n uint32, deliveries []bindings.Delivery, proof []byte) []byte {
	return escrowABI.PackSettleMany([]bindings.Group{{
		Predicate: m.Forward.Predicate, N: n, GasLimit: big.NewInt(10_000_000), Deliveries: deliveries, Proof: proof,
	}})
}

// figures are what is measured, by name, in order.
type figures struct {
	names []string
	gas   map[string]uint64
}

func (f *figures) add(name string, gas uint64) {
	f.names = append(f.names, name)
	f.gas[name] = gas
}

func measure(t *testing.T, next bool) figures {
	t.Helper()
	f := figures{gas: map[string]uint64{}}

	m := newMarket(t, next)
	items := m.deliveries(m.Items)
	f.add("open, a buyer's first", m.open(items[0]))
	f.add("open", m.open(items[1]))
	f.add("accept, a provider's first", m.accept(items[0]))
	f.add("accept", m.accept(items[1]))
	parts, predicate := m.settle(escrowABI.PackSettle(items[0], m.Items.Proofs[:256]), 1)
	f.add("settle", parts.Total)
	f.add("  transaction", parts.Transaction)
	f.add("  calldata", parts.Calldata)
	f.add("  curve", parts.Verification)
	f.add("  predicate besides", parts.Payload)
	f.add("  event", parts.Event)
	f.add("  storage", parts.Storage)
	f.add("  transfer", parts.Transfer)
	f.add("  rest", uint64(parts.Rest))
	f.add("  executed by the predicate", predicate)

	for _, count := range []int{4, 16, 64} {
		m = newMarket(t, next)
		m.prepare(items[:count])
		f.addMany(fmt.Sprintf("%d proofs combined", count), count, m, m.group(1, items[:count], m.Items.Proofs[:256*count]))
	}
	for _, b := range m.Batches {
		if b.Name != "16 of 16" && b.Name != "4 of 4" {
			continue
		}
		m = newMarket(t, next)
		m.prepare(items[:len(b.Of)])
		f.addMany(fmt.Sprintf("one proof for %d", b.N), len(b.Of), m, m.group(b.N, items[:len(b.Of)], b.Proof))
	}
	f.measureHours(t, next)
	return f
}

// addMany measures a group, each figure divided by its size.
func (f *figures) addMany(name string, count int, m market, data []byte) {
	m.Helper()
	parts, predicate := m.settle(data, count)
	each := uint64(count)
	f.add(name+", each", parts.Total/each)
	f.add(name+", each: transaction", parts.Transaction/each)
	f.add(name+", each: calldata", parts.Calldata/each)
	f.add(name+", each: curve", parts.Verification/each)
	f.add(name+", each: predicate besides", parts.Payload/each)
	f.add(name+", each: event", parts.Event/each)
	f.add(name+", each: storage", parts.Storage/each)
	f.add(name+", each: transfer", parts.Transfer/each)
	f.add(name+", each: rest", uint64(parts.Rest)/each)
	f.add(name+", each: executed by the predicate", predicate/each)
}

func TestGasIsWhatIsCommitted(t *testing.T) {
	t.Parallel()
	osaka, next := measure(t, false), measure(t, true)
	var table strings.Builder
	fmt.Fprintf(&table, "%-60s %10s %10s\n", "whole transactions, in gas; each: per settlement", "Osaka", "next fork")
	for _, name := range osaka.names {
		fmt.Fprintf(&table, "%-60s %10d %10d\n", name, osaka.gas[name], next.gas[name])
	}
	file := filepath.Join("testdata", "gas.txt")
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(table.String()), 0o600))
	}
	committed, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(committed), table.String(), "run go test ./contracts/gas -update, and look at the difference")
}
