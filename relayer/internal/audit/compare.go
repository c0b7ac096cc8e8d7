package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// comparison is what another endpoint says of the same.
type comparison struct {
	asked   bool
	at      chain.Head // there; its number is 0 where the block is missing
	logs    int
	code    int
	differs []string
	missing error
}

// compareHead asks the other endpoint for the audited block.
func (c *court) compareHead(ctx context.Context) error {
	if c.Compare == nil {
		return nil
	}
	c.compared.asked = true
	there, err := c.Compare.Block(ctx, c.at.Number)
	switch {
	case errors.Is(err, ethereum.NotFound):
		c.compared.missing = fmt.Errorf("%s has no block %d yet", c.Compare.Endpoint(), c.at.Number)
	case err != nil:
		return fmt.Errorf("compare with %s: %w", c.Compare.Endpoint(), err)
	case there.Hash != c.at.Hash:
		c.compared.differ("block %d is %s here, and %s at %s", c.at.Number, c.at.Hash, there.Hash, c.Compare.Endpoint())
	default:
		c.compared.at = there
	}
	return nil
}

func (c *comparison) differ(format string, args ...any) {
	const most = 20
	if len(c.differs) < most {
		c.differs = append(c.differs, fmt.Sprintf(format, args...))
	}
}

// comparing says whether there is something to compare with: the same block.
func (c *comparison) comparing() bool { return c.at.Number != 0 }

func (c *court) compareCode(ctx context.Context, address common.Address, code []byte) error {
	if !c.compared.comparing() {
		return nil
	}
	there, err := c.Compare.Code(ctx, c.compared.at, address)
	if err != nil {
		return fmt.Errorf("compare with %s: %w", c.Compare.Endpoint(), err)
	}
	c.compared.code++
	if !bytes.Equal(code, there) {
		c.compared.differ("the code of %s has %d bytes here, and is another one with %d at %s", address, len(code), len(there), c.Compare.Endpoint())
	}
	return nil
}

func (c *court) compareLogs(ctx context.Context, until chain.Head, from uint64, query ethereum.FilterQuery, logs []types.Log) error {
	if !c.compared.comparing() {
		return nil
	}
	there, err := c.Compare.Logs(ctx, until, from, query)
	switch {
	case errors.Is(err, chain.ErrReorg):
		c.compared.differ("block %d is %s here, and another one at %s", until.Number, until.Hash, c.Compare.Endpoint())
		return nil
	case err != nil:
		return fmt.Errorf("compare with %s: %w", c.Compare.Endpoint(), err)
	}
	c.compared.logs += len(logs)
	if !chain.SameLogs(logs, there) {
		c.compared.differ("in blocks %d to %d there are %d logs here, and %d, or other ones, at %s", from, until.Number, len(logs), len(there), c.Compare.Endpoint())
	}
	return nil
}

// conclude says what came of it.
func (c *comparison) conclude(s *Summary) {
	const name = "compared"
	for _, difference := range c.differs {
		s.add(name, Fails, "%s", difference)
	}
	switch {
	case !c.asked || len(c.differs) > 0:
	case c.missing != nil:
		s.add(name, Incomplete, "%v", c.missing)
	default:
		s.add(name, Holds, "another endpoint has the same block %s, %d logs and code of %s", c.at.Hash, c.logs, count(c.code, "contract"))
	}
}
