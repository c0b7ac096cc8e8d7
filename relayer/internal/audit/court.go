package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// court is what all forwards of one audit are judged by: the audited block, and contracts that run here.
type court struct {
	*Auditor
	at         chain.Head
	header     *types.Header  // of the audited block
	machine    *chain.Machine // with the code of every contract that was met
	escrow     *chain.Escrow  // as the machine runs it
	rounds     common.Address
	delay      uint64 // seconds between announcement and settlement
	law        Report // what was found of the escrow
	unproven   error  // why the endpoint's word counts for the state
	contracts  int    // whose code was read
	states     int    // that were proven
	compared   comparison
	predicates map[common.Address]*predicate
	offers     map[common.Address]error // why one is none

	registryRead bool
	isRegistry   bool // what stands where it should

	reading   sync.Mutex
	preimages map[common.Hash]preimage
}

func (a *Auditor) convene(ctx context.Context, at chain.Head) (c *court, err error) {
	c = &court{Auditor: a, at: at, predicates: map[common.Address]*predicate{}, offers: map[common.Address]error{}, preimages: map[common.Hash]preimage{}}
	headers, err := a.Client.Headers(ctx, at, []uint64{at.Number})
	if err != nil {
		return nil, err
	}
	if c.header = headers[0]; c.header.Hash() != at.Hash {
		return nil, fmt.Errorf("read block %d: %w", at.Number, chain.ErrReorg)
	}
	if err := c.compareHead(ctx); err != nil {
		return nil, err
	}
	if c.machine, err = chain.NewMachine(ctx, a.Client.ChainID()); err != nil {
		return nil, err
	}
	if err := c.readEscrow(ctx); err != nil {
		c.machine.Close()
		return nil, err
	}
	return c, nil
}

// readEscrow fetches the escrow's code and runs it here.
func (c *court) readEscrow(ctx context.Context) error {
	local, here := c.machine.Client(), c.machine.Head()
	c.escrow = chain.NewEscrow(local, c.Escrow.Address())
	if err := c.fetch(ctx, &c.law, "escrow", c.Escrow.Address()); err != nil {
		return err
	}
	rounds, descriptor, err := c.escrow.Parts(ctx, here)
	if err == nil {
		c.rounds = rounds
		if err := errors.Join(c.fetch(ctx, &c.law, "escrow", rounds), c.fetch(ctx, &c.law, "escrow", descriptor)); err != nil {
			return err
		}
		err = c.escrow.CheckCode(ctx, here)
	}
	if err == nil {
		delay, errDelay := c.escrow.ClaimDelay(ctx, here)
		c.delay, err = uint64(delay.Seconds()), errDelay
	}
	return code(&c.law, "escrow", c.Escrow.Address(), err)
}

// fetch has a contract run here, with the code that the block's state has at its address.
func (c *court) fetch(ctx context.Context, law *Report, name string, address common.Address) error {
	code, err := c.Client.Code(ctx, c.at, address)
	if err != nil {
		return err
	}
	c.contracts++
	if err := c.compareCode(ctx, address, code); err != nil {
		return err
	}
	account, err := c.proven(ctx, address, nil)
	switch {
	case err != nil:
		return err
	case account != nil && account.CodeHash != crypto.Keccak256Hash(code):
		law.fails(name, "the endpoint tells another code of %s than the state of block %d has", address, c.at.Number)
		return nil
	}
	c.machine.Put(address, code)
	return nil
}

// codeOf is the code that runs here at an address.
func (c *court) codeOf(ctx context.Context, address common.Address) ([]byte, error) {
	return c.machine.Client().Code(ctx, c.machine.Head(), address)
}

// proven is state that follows from the audited block; nil where only the endpoint's word is to be had, which the whole report
// says then.
func (c *court) proven(ctx context.Context, address common.Address, slots []common.Hash) (*chain.ProvenAccount, error) {
	if !c.proves() {
		return nil, nil
	}
	account, err := c.Client.Proven(ctx, c.at, c.header, address, slots)
	if err = c.orItsWord(err); err != nil || !c.proves() {
		return nil, err
	}
	c.states += len(slots) / 2
	return &account, nil
}

// proves says whether the endpoint has proved all that it was asked for so far.
func (c *court) proves() bool { return c.unproven == nil }

// orItsWord notes down why the endpoint's word has to do, and passes on what says nothing about that.
func (c *court) orItsWord(err error) error {
	if errors.Is(err, chain.ErrUnsupported) || errors.Is(err, chain.ErrNotProven) {
		c.unproven = err
		return nil
	}
	return err
}

// state is what the escrow stores for forwards at the audited block, in their order.
func (c *court) state(ctx context.Context, ids []common.Hash) ([]chain.State, error) {
	slots := make([]common.Hash, 0, 2*len(ids))
	for _, id := range ids {
		two := chain.StateSlots(id)
		slots = append(slots, two[:]...)
	}
	account, err := c.proven(ctx, c.Escrow.Address(), slots)
	if err != nil {
		return nil, err
	}
	states := make([]chain.State, len(ids))
	for i, id := range ids {
		if account != nil {
			states[i] = chain.StateFrom([2]common.Hash(account.Slots[2*i : 2*i+2]))
			continue
		}
		if states[i], err = c.Escrow.StateOf(ctx, c.at, id); err != nil {
			return nil, err
		}
	}
	return states, nil
}

// words is the header of a settlement, from terms and event alone.
func (c *court) words(forward chain.Forward, s chain.Settlement) ([statement.HeaderLen]statement.Word, error) {
	header := c.Escrow.Header(forward, s.Recipient, s.Step)
	header.Commitment, header.Beacon = s.Commitment, s.Beacon
	return header.Words()
}

// trusts says whether somebody's claims have to hold.
func (a *Auditor) trusts(registrant common.Address) bool {
	return slices.Contains(a.Registrants, registrant)
}
