package cmd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// How long the right to sign for an account lasts unless it is renewed, and how often it is.
const (
	leaseLasts  = 15 * time.Second
	leaseRenews = leaseLasts / 3
)

// where is the database of a relayer.
func where(c config.Config) database.Where { return database.Where{Folder: c.Data, URL: c.Database} }

// slots are as many of each kind of work.
func slots(n int) map[crew.Queue]int {
	if n == 0 {
		return nil
	}
	all := map[crew.Queue]int{}
	for _, queue := range crew.Queues() {
		all[queue] = n
	}
	return all
}

// provers is how many proofs are made at once: a process makes one, and where several may work they are taken to be enough. How many there
// are nobody knows: one that has nothing to do leaves no sign in the database.
func provers(c config.Config) int {
	if c.Database != "" {
		return c.AtOnce
	}
	return 1
}

// processName tells this process from all others that share a database.
func processName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s/%d/%s", host, os.Getpid(), rand.Text()[:8])
}

// errFollowed says that another process signs for this one's account by now.
var errFollowed = errors.New("this process is not the one any more that signs for the account")

// hold waits until this process is the one, among all that share a database, that signs for an account. held ends when it is not
// any more: when it was not heard of for too long. end gives the right to the next one, who sends at once: so it is for when nothing
// is sent here any more. Where that is not known, keep has it last as long as it was renewed for, and the next one waits.
func hold(ctx context.Context, log zerolog.Logger, db *database.Database, name string, chainID uint64, escrow, account common.Address) (
	lease *database.Lease, held context.Context, end func(ending context.Context, keep bool) error, err error,
) {
	what := fmt.Sprintf("%s for escrow %s on chain %d", account, escrow, chainID)
	retry := time.NewTicker(leaseRenews)
	defer retry.Stop()
	for told := false; ; {
		lease, err = db.Take(ctx, what, name, leaseLasts)
		if err == nil {
			break
		}
		if errors.Is(err, database.ErrForeign) {
			return nil, nil, nil, err
		}
		if !errors.Is(err, database.ErrLost) {
			log.Warn().Err(err).Msg("whether this relayer may sign is not known; it is asked again")
		} else if !told {
			log.Info().Stringer("account", account).Msg("another relayer signs for the account; this one waits to follow it")
			told = true
		}
		select {
		case <-ctx.Done():
			return nil, nil, nil, ctx.Err()
		case <-retry.C:
		}
	}
	held, lose := context.WithCancelCause(ctx)
	stop := beside(held, func(ctx context.Context) { lose(renewing(ctx, log, lease)) })
	return lease, held, func(ending context.Context, keep bool) error {
		err := stop()
		lose(nil)
		if keep {
			return err
		}
		return errors.Join(err, lease.Drop(ending))
	}, nil
}

// renewing renews a lease until it is lost, or ctx ends. While the database does not answer nobody else can take it either, but
// might as soon as it does.
func renewing(ctx context.Context, log zerolog.Logger, lease *database.Lease) error {
	ticker := time.NewTicker(leaseRenews)
	defer ticker.Stop()
	for renewed := time.Now(); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		err := lease.Renew(ctx)
		switch {
		case err == nil:
			renewed = time.Now()
		case errors.Is(err, database.ErrLost) || time.Since(renewed) >= leaseLasts:
			return errors.Join(errFollowed, err)
		case ctx.Err() == nil:
			log.Warn().Err(err).Msg("the right to sign for the account could not be renewed; it is tried again")
		}
	}
}

// fenced sends as long as a lease lasts, which is asked right before.
type fenced struct {
	*delivery.OnChain
	lease *database.Lease
}

// MaySend asks the lease.
func (f fenced) MaySend(ctx context.Context) error {
	if err := f.lease.Check(ctx); err != nil {
		return errors.Join(delivery.ErrUnsent, err)
	}
	return nil
}

// Send sends signed bytes.
func (f fenced) Send(ctx context.Context, tx journal.Transaction) error {
	if err := f.MaySend(ctx); err != nil {
		return err
	}
	return f.OnChain.Send(ctx, tx)
}

// stopWork ends what this process works on.
func stopWork(end *ending, hands *crew.Crew) error {
	ctx, cancel := end.by(workEnds)
	defer cancel()
	if err := hands.Stop(ctx); err != nil {
		return fmt.Errorf("end what is worked on: %w", err)
	}
	return nil
}
