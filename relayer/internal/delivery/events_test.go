package delivery

import (
	"context"
	"encoding/binary"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// announcements are what the keys of announced ones are made of.
var announcements sync.Map

func announcementKey(f, h common.Hash) common.Hash {
	key := crypto.Keccak256Hash(f[:], h[:])
	announcements.Store(key, chain.Hint{Forward: f, H: h})
	return key
}

// said is an event of the fake chain, found in its maps: what a test changes there was so from the beginning, as after a
// reorganisation.
type said struct {
	block uint64
	hint  chain.Hint
}

func (c *fakeChain) said() (all []said) {
	for _, o := range c.opened {
		all = append(all, said{o.block, chain.Hint{Forward: o.forward.ID, Opened: &o.forward}})
		id := o.forward.ID
		if block, is := c.accepted[id]; is {
			hint := chain.Hint{Forward: id, Provider: us}
			if c.given[id] {
				hint.Provider = somebody
			}
			all = append(all, said{block, hint})
		}
		if block, is := c.sold[id]; is {
			all = append(all, said{block, chain.Hint{Forward: id}})
		}
		for _, step := range c.steps[id] {
			all = append(all, said{step.block, chain.Hint{Forward: id, Over: true}})
		}
		if e, is := c.ended[id]; is {
			all = append(all, said{e.block, chain.Hint{Forward: id, Over: e.status.Cold()}})
		}
	}
	for key, a := range c.announced {
		if about, known := announcements.Load(key); known {
			all = append(all, said{a.block, about.(chain.Hint)}) //nolint:forcetypeassert // nothing else is stored
		}
	}
	return all
}

// head is a block. Its hash is about all that was said up to it.
func (c *fakeChain) head(number uint64) chain.Head {
	at := chain.Head{Number: number, Time: c.times[number], Hash: c.hash(number)}
	if number > 0 {
		at.Parent = c.hash(number - 1)
	}
	return at
}

func (c *fakeChain) hash(number uint64) common.Hash {
	var sum common.Hash // of hashes, in whatever order
	for _, s := range c.said() {
		if s.block <= number {
			one := crypto.Keccak256Hash(s.hint.Forward[:], s.hint.H[:], binary.BigEndian.AppendUint64(nil, s.block))
			for i := range sum {
				sum[i] ^= one[i]
			}
		}
	}
	for _, last := range c.forks {
		if last < number {
			sum = crypto.Keccak256Hash(sum[:])
		}
	}
	return crypto.Keccak256Hash(binary.BigEndian.AppendUint64(sum[:], number))
}

func (c *fakeChain) Ancestor(_ context.Context, _ chain.Head, number uint64) (chain.Head, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.head(number), nil
}

func (c *fakeChain) Follow(_ context.Context, from uint64, at chain.Head, take func([]chain.Hint, uint64) error) error {
	c.mu.Lock()
	var part []chain.Hint
	for _, s := range c.said() {
		if s.block >= from && s.block <= at.Number {
			part = append(part, s.hint)
		}
	}
	c.mu.Unlock()
	return take(part, at.Number)
}

// States leaves all to be asked about one by one, as it does where an endpoint takes no batches.
func (c *fakeChain) States(context.Context, chain.Head, []Ask) (map[common.Hash]State, error) {
	return nil, c.singly
}
