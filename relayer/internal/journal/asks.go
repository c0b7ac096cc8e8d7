package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// Ask is what was kept last of an ask by its name: ErrNotFound if nothing was.
func (j *Journal) Ask(name string) (signed []byte, err error) {
	err = j.look(func(ctx context.Context, q *rows.Queries) error {
		signed, err = q.GetAsk(ctx, name)
		if errors.Is(err, sql.ErrNoRows) {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what is kept of ask %s: %w", name, err)
	}
	return signed, nil
}

// KeepAsk keeps a signed ask, durably, in the place of the one of that name before.
func (j *Journal) KeepAsk(name string, signed []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err := j.write(ctx, func(q *rows.Queries) error { return q.PutAsk(ctx, rows.PutAskParams{Name: name, Signed: signed}) })
	if err != nil {
		return fmt.Errorf("keep ask %s: %w", name, err)
	}
	return nil
}
