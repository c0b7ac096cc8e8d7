// Package indextest is a chain that is made up: blocks with events of an escrow, as many as one likes, which go away when one
// likes. Nothing on it is proved or paid.
package indextest

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// What is on the chain. Everything else follows from numbers.
var (
	ChainID   = big.NewInt(1337)
	Escrow    = common.HexToAddress("0xe5c0000000000000000000000000000000000001")
	Predicate = common.HexToAddress("0x9ced000000000000000000000000000000000002")
	Token     = common.HexToAddress("0x70ce000000000000000000000000000000000003")
	Buyer     = common.HexToAddress("0xb0b0000000000000000000000000000000000004")
	Provider  = common.HexToAddress("0xa11c000000000000000000000000000000000005")
)

// Begin is the time of the first block, Every how many seconds there are between two.
const (
	Begin = 1_800_000_000
	Every = 12
)

// Chain is the chain. Its methods may be called at once.
type Chain struct {
	mu      sync.Mutex
	blocks  []block
	pending []chain.Notice
	fork    uint64 // tells blocks of one number apart
	salt    uint64
	bodies  map[chain.Place]any
	reads   int // of events
	trouble error
}

type block struct {
	head   chain.Head
	events []chain.Notice
}

// New is a chain of one block.
func New() *Chain {
	c := &Chain{bodies: map[chain.Place]any{}}
	c.Mine()
	return c
}

// Terms are those of an open forward over one unit, which can be delivered from an hour after the newest block on, for an hour.
func (c *Chain) Terms() statement.Terms {
	now := c.Now()
	return statement.Terms{
		Predicate: Predicate, Params: statement.WordFromUint64(1), TaskHash: crypto.Keccak256Hash([]byte("task")),
		Token: Token, Price: big.NewInt(150_000), Quantity: big.NewInt(1), Unit: crypto.Keccak256Hash([]byte("unit")),
		Start: now + 3600, End: now + 7200, SettleBy: now + 10800, Bond: new(big.Int),
	}
}

// AssignedTerms are those of an assigned forward over twenty.
func (c *Chain) AssignedTerms() statement.Terms {
	t := c.Terms()
	t.AcceptBy, t.Quantity, t.Bond = t.Start-1800, big.NewInt(20), big.NewInt(30_000)
	return t
}

// Now is the time of the newest block.
func (c *Chain) Now() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.blocks) == 0 {
		return Begin
	}
	return c.blocks[len(c.blocks)-1].head.Time
}

// Open has the next block open a forward, and says its id.
func (c *Chain) Open(t statement.Terms) common.Hash {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.salt++
	salt := common.BigToHash(new(big.Int).SetUint64(c.salt))
	id, err := statement.ForwardID(t, Buyer, salt, ChainID, Escrow)
	if err != nil {
		panic(err) // terms that a test made up
	}
	c.pending = append(c.pending, chain.Notice{Forward: id, Opened: &chain.Forward{
		ID: id, Terms: t, Buyer: Buyer, Salt: salt, Params: []byte("params"), Task: []byte("task"),
	}})
	return id
}

// Tell has the next block tell something.
func (c *Chain) Tell(e chain.Notice) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pending = append(c.pending, e)
}

// Announce has the next block announce something.
func (c *Chain) Announce(id common.Hash) {
	h := crypto.Keccak256Hash(id[:], []byte("h"))
	c.Tell(chain.Notice{Forward: id, Announced: &h})
}

// Accept has the next block accept a forward for Provider.
func (c *Chain) Accept(id common.Hash) {
	provider := Provider
	c.Tell(chain.Notice{Forward: id, Accepted: &provider})
}

// Settle has the next block settle a step.
func (c *Chain) Settle(id common.Hash, from, to uint64, amount, paid int64) {
	c.Tell(chain.Notice{Forward: id, Settled: &chain.Paid{
		Recipient: Provider, Key: crypto.Keccak256Hash([]byte("key")), Paid: big.NewInt(paid),
		Step: chain.Step{From: from, To: to, Amount: big.NewInt(amount)}, H: crypto.Keccak256Hash(id[:], []byte("h")),
		Words: 3, Alone: true,
	}})
}

// Reclaim has the next block give back what is left.
func (c *Chain) Reclaim(id common.Hash, toBuyer int64) {
	c.Tell(chain.Notice{Forward: id, Reclaimed: &chain.Ending{Buyer: Buyer, ToBuyer: big.NewInt(toBuyer), ToProvider: new(big.Int)}})
}

// Move has the next block move a position of a forward.
func (c *Chain) Move(id common.Hash, side chain.Side, from, to common.Address) {
	c.Tell(chain.Notice{Moved: &chain.Moved{Position: common.BigToHash(chain.Position(id, side)), From: from, To: to}})
}

// Mine makes a block of what is to be told.
func (c *Chain) Mine() chain.Head { return c.MineAfter(Every) }

// MineAfter makes a block so many seconds after the last one.
func (c *Chain) MineAfter(seconds uint64) chain.Head {
	c.mu.Lock()
	defer c.mu.Unlock()
	head := chain.Head{Time: Begin, BaseFee: new(big.Int)}
	if n := len(c.blocks); n > 0 {
		last := c.blocks[n-1].head
		head.Number, head.Parent, head.Time = last.Number+1, last.Hash, last.Time+seconds
	}
	head.Hash = hash("block", head.Number, c.fork, head.Parent.Bytes())
	for i := range c.pending {
		e := &c.pending[i]
		e.At = chain.Place{Block: head.Number, BlockHash: head.Hash, Tx: hash("tx", uint64(i), 0, head.Hash[:]), Log: uint(i)}
		e.Time = head.Time
		c.keep(e)
	}
	c.blocks = append(c.blocks, block{head, c.pending})
	c.pending = nil
	return head
}

// keep keeps what an event leaves out.
func (c *Chain) keep(e *chain.Notice) {
	switch {
	case e.Opened != nil:
		e.Opened.Opened = e.At
		c.bodies[e.At] = *e.Opened
	case e.Settled != nil:
		payload := make([]statement.Word, e.Settled.Words)
		for i := range payload {
			payload[i] = statement.WordFromUint64(uint64(i))
		}
		c.bodies[e.At] = chain.Settlement{
			ID: e.Forward, Recipient: e.Settled.Recipient, Key: e.Settled.Key, Paid: e.Settled.Paid, Step: e.Settled.Step,
			Payload: payload, Proof: make([]byte, 256), Settled: e.At,
		}
	}
}

// Fork takes the newest blocks away. Those that are made next are others.
func (c *Chain) Fork(depth int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.blocks = c.blocks[:len(c.blocks)-depth]
	c.fork++
}

// Trouble has every call fail from now on, nil none.
func (c *Chain) Trouble(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trouble = err
}

// Reads is how often events were read.
func (c *Chain) Reads() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reads
}

// Head is the newest block.
func (c *Chain) Head(context.Context) (chain.Head, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.blocks[len(c.blocks)-1].head, c.trouble
}

// Below is as that of chain.Client.
func (c *Chain) Below(_ context.Context, at chain.Head, back uint64) (chain.Head, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	number := at.Number - min(back, at.Number)
	if number >= uint64(len(c.blocks)) {
		return chain.Head{}, fmt.Errorf("there is no block %d", number)
	}
	return c.blocks[number].head, c.trouble
}

// Agreed is as that of chain.Client.
func (c *Chain) Agreed(_ context.Context, at chain.Head) (chain.Head, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return at, c.trouble
}

// Notices are as those of chain.Escrow.
func (c *Chain) Notices(_ context.Context, at chain.Head, from, upTo uint64) (notices []chain.Notice, leftOut int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reads++
	if at.Number >= uint64(len(c.blocks)) || c.blocks[at.Number].head.Hash != at.Hash || upTo > at.Number {
		return nil, 0, chain.ErrReorg
	}
	for _, b := range c.blocks[from : upTo+1] {
		notices = append(notices, b.events...)
	}
	return notices, 0, c.trouble
}

// OpeningAt is as that of chain.Escrow.
func (c *Chain) OpeningAt(_ context.Context, _ chain.Head, where chain.Place) (chain.Forward, error) {
	return body[chain.Forward](c, where)
}

// SettlementAt is as that of chain.Escrow.
func (c *Chain) SettlementAt(_ context.Context, _ chain.Head, where chain.Place) (chain.Settlement, error) {
	return body[chain.Settlement](c, where)
}

// GroupAt is as that of chain.Escrow.
func (c *Chain) GroupAt(_ context.Context, _ chain.Head, where chain.Place) (chain.GroupSettlement, error) {
	return body[chain.GroupSettlement](c, where)
}

func body[T any](c *Chain, where chain.Place) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, is := c.bodies[where].(T)
	if !is {
		return found, chain.ErrReorg
	}
	return found, c.trouble
}

func hash(what string, a, b uint64, rest []byte) common.Hash {
	text := binary.BigEndian.AppendUint64([]byte(what), a)
	return crypto.Keccak256Hash(binary.BigEndian.AppendUint64(text, b), rest)
}
