package meter

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// forward keeps what the chain says. Positions may change hands; terms do not. Who bought the buyer's position names their own
// tenancy: until then nobody's receipts count, for whoever sold it has nothing to lose any more.
func (s *state) forward(f Forward) error {
	params, err := gpuhours.ParsePreimage(f.Preimage)
	if err != nil {
		return err
	}
	if !slices.Contains(params.Meters, s.begun.Meter) {
		return fmt.Errorf("forward %s does not name meter %s", f.ID, s.begun.Meter)
	}
	known := s.forwards[f.ID]
	if known == nil {
		if f.over() {
			return fmt.Errorf("%w: nobody holds the provider's position of forward %s", ErrOrder, f.ID)
		}
		known = &tenancy{
			Forward: f, params: params, devices: map[common.Hash]common.Address{}, earned: map[common.Hash]bool{}, serials: map[common.Address]serials{},
		}
		s.forwards[f.ID], s.order = known, append(s.order, f.ID)
		return nil
	}
	if string(known.Preimage) != string(f.Preimage) || known.From != f.From || known.To != f.To {
		return fmt.Errorf("%w: forward %s has other terms than before", ErrOrder, f.ID)
	}
	if known.Buyer != f.Buyer {
		s.leave(known)
	}
	if f.over() && !known.over() {
		known.left = s.final()
	}
	known.Forward = f
	return nil
}

// leave ends the tenancy that holds.
func (s *state) leave(f *tenancy) {
	if f.tenant == nil {
		return
	}
	until := &f.tenancies[len(f.tenancies)-1].until
	if *until = s.final(); s.hour == nil && *until > 0 {
		*until-- // no hour runs: it held in the last one
	}
	f.tenant = nil
}

func (s *state) machine(signed Signed[Registration]) error {
	r := signed.Said
	f := s.forwards[r.Forward]
	if f == nil {
		return fmt.Errorf("%w: forward %s is not known", ErrOrder, r.Forward)
	}
	if err := r.checkFor(f.params); err != nil {
		return err
	}
	if err := s.signedBy(signed.Signer, f.Provider, "provider"); err != nil {
		return err
	}
	if err := r.consented(s.begun.ChainID, s.begun.Escrow, f.Provider); err != nil {
		return err
	}
	last := f.serials[f.Provider]
	if err := r.after(last); err != nil {
		return err
	}
	if other := s.agentOf(r.Agent, f); other != nil {
		return fmt.Errorf("agent %s is that of forward %s, which is another provider's, in some of the same hours", r.Agent, other.ID)
	}
	own := map[common.Hash]bool{}
	for _, device := range r.Devices {
		own[device.ID(r.Agent)] = true
	}
	for id, by := range f.devices {
		if by == f.Provider && f.earned[id] {
			own[id] = true
		}
	}
	if len(own) > f.params.Devices {
		return fmt.Errorf("forward %s would have had %d devices, its sheets have places for %d", f.ID, len(own), f.params.Devices)
	}
	maps.DeleteFunc(f.devices, func(id common.Hash, by common.Address) bool { return by == f.Provider && !own[id] })
	for id := range own {
		f.devices[id] = f.Provider
	}
	last.machine = r.Serial
	f.machine, f.serials[f.Provider], f.registered = &r, last, append(f.registered, named{r, f.Provider})
	return nil
}

// agentOf is another provider's forward that an agent was registered for first, in some of the same hours. A buyer may read the key of the
// agent inside their tenancy: without this, they could have it consent to a forward of their own, and take the hours that they owe for.
func (s *state) agentOf(agent peer.Name, f *tenancy) *tenancy {
	if slices.ContainsFunc(f.registered, func(r named) bool { return r.Agent == agent }) {
		return nil
	}
	for _, id := range s.order {
		other := s.forwards[id]
		if other.ID != f.ID && !other.over() && other.From < f.To && f.From < other.To &&
			slices.ContainsFunc(other.registered, func(r named) bool { return r.Agent == agent && r.by != f.Provider }) {
			return other
		}
	}
	return nil
}

func (s *state) tenant(signed Signed[Tenancy]) error {
	t := signed.Said
	f := s.forwards[t.Forward]
	if f == nil {
		return fmt.Errorf("%w: forward %s is not known", ErrOrder, t.Forward)
	}
	if err := t.Check(); err != nil {
		return err
	}
	if err := s.signedBy(signed.Signer, f.Buyer, "buyer"); err != nil {
		return err
	}
	last := f.serials[f.Buyer]
	if err := t.after(last); err != nil {
		return err
	}
	last.tenant = t.Serial
	s.leave(f)
	f.tenant, f.serials[f.Buyer], f.tenancies = &t, last, append(f.tenancies, tenure{t, math.MaxUint64})
	return nil
}

func (s *state) signedBy(signer func(uint64, common.Address) (common.Address, error), holder common.Address, side string) error {
	who, err := signer(s.begun.ChainID, s.begun.Escrow)
	if err != nil {
		return err
	}
	if who != holder || who == (common.Address{}) {
		return fmt.Errorf("it is signed by %s, and %s holds the %s's position", who, holder, side)
	}
	return nil
}
