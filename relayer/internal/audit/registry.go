package audit

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// registry holds what is claimed of a predicate against what is known of it. Anybody may claim anything: only the claims of those
// who are trusted have to hold, the others are counted.
func (c *court) registry(ctx context.Context, p *predicate) error {
	const name = "registry"
	if c.Registry == (common.Address{}) {
		return nil
	}
	if !c.registryRead {
		c.registryRead = true
		var law Report
		if err := c.fetch(ctx, &law, name, c.Registry); err != nil {
			return err
		}
		c.isRegistry = c.machine.Client().CheckRegistry(ctx, c.machine.Head(), c.Registry) == nil
	}
	if !c.isRegistry {
		p.law.skips(name, "no registry stands at %s", c.Registry)
		return nil
	}
	claims, err := c.Client.Claims(ctx, c.at, c.From, c.Registry, p.Address())
	if err != nil {
		return err
	}
	agree, contradict := 0, 0
	for _, claim := range claims {
		err := p.contradicts(claim)
		switch {
		case err == nil && c.trusts(claim.Registrant):
			p.law.holds(name, "%s claims what was found of it, with the manifest %q", claim.Registrant, short(claim.Manifest))
		case err == nil:
			agree++
		case c.trusts(claim.Registrant):
			p.law.fails(name, "%s claims otherwise: %v", claim.Registrant, err)
		default:
			contradict++
		}
	}
	if agree+contradict > 0 || len(claims) == 0 {
		p.law.skips(name, "of what is claimed by those whom nobody here trusts, %d agree with what was found and %d contradict it", agree, contradict)
	}
	return nil
}

// contradicts says what of a claim is not so.
func (p *predicate) contradicts(claim chain.Claim) error {
	none := common.Hash{}
	switch {
	case claim.CodeHash != p.codeHash:
		return fmt.Errorf("its code hashes to %s, not %s", p.codeHash, claim.CodeHash)
	case claim.Key != p.keyHash:
		return fmt.Errorf("its key is %s, not %s", p.keyHash, claim.Key)
	case p.origin.System != none && claim.Circuit != p.origin.System:
		return fmt.Errorf("its constraint system is %s, not %s", p.origin.System, claim.Circuit)
	case p.origin.Transcript != none && claim.Transcript != p.origin.Transcript:
		return fmt.Errorf("the transcript of its setup is %s, not %s", p.origin.Transcript, claim.Transcript)
	case p.origin.Setup == keys.SetupDevelopment && claim.Transcript != none:
		return fmt.Errorf("its key is a development key, and it has no transcript %s", claim.Transcript)
	}
	return nil
}

func short(text string) string {
	const most = 200
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}
