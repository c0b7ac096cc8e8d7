package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// stored is an entry as it is written. What is long stands in rows of its own, under its digest.
type stored struct {
	*Delivery
	Order   string `json:"orderSha256,omitempty"`
	Output  string `json:"outputSha256,omitempty"`
	Opening string `json:"openingSha256,omitempty"`
	Witness string `json:"witnessSha256,omitempty"`
}

// encode is what is written of an entry: its row, but for the count of the change, and what is long, by digest.
func encode(d *Delivery) (row rows.Delivery, blobs map[string][]byte, err error) {
	s := stored{Delivery: d}
	blobs = map[string][]byte{}
	for _, blob := range []struct {
		content []byte
		name    *string
	}{{d.Order, &s.Order}, {d.Output, &s.Output}, {d.Opening, &s.Opening}, {d.Witness, &s.Witness}} {
		if blob.content != nil {
			*blob.name = digest(blob.content)
			blobs[*blob.name] = blob.content
		}
	}
	entry, err := json.Marshal(s)
	if err != nil {
		return row, nil, fmt.Errorf("encode the entry: %w", err)
	}
	sum := sha256.Sum256(entry)
	return rows.Delivery{Forward: d.Forward[:], Entry: entry, Sha256: sum[:]}, blobs, nil
}

// write puts an entry in the place of the one before, and deletes what that one alone named: secrets that are not needed any
// more should not lie about.
func write(ctx context.Context, q *rows.Queries, row rows.Delivery, blobs map[string][]byte) error {
	if err := q.PutDelivery(ctx, rows.PutDeliveryParams(row)); err != nil {
		return fmt.Errorf("write the entry: %w", err)
	}
	kept, err := q.ListBlobs(ctx, row.Forward)
	if err != nil {
		return fmt.Errorf("look what is kept beside the entry: %w", err)
	}
	for _, sum := range kept {
		if _, named := blobs[hex.EncodeToString(sum)]; named {
			continue
		}
		if err := q.DeleteBlob(ctx, rows.DeleteBlobParams{Forward: row.Forward, Sha256: sum}); err != nil {
			return fmt.Errorf("delete what the entry no longer names: %w", err)
		}
	}
	for _, content := range blobs {
		sum := sha256.Sum256(content)
		if slices.ContainsFunc(kept, func(there []byte) bool { return bytes.Equal(there, sum[:]) }) {
			continue
		}
		if err := q.PutBlob(ctx, rows.PutBlobParams{Forward: row.Forward, Sha256: sum[:], Content: content}); err != nil {
			return fmt.Errorf("write what the entry names: %w", err)
		}
	}
	return nil
}

// decode reads an entry, and what it names; brief leaves that away where the delivery is finished. Whatever is not as it was written makes a CorruptError.
func decode(ctx context.Context, q *rows.Queries, row rows.Delivery, brief bool) (*Delivery, error) {
	forward := common.BytesToHash(row.Forward)
	corrupt := func(format string, args ...any) error {
		return &CorruptError{Forward: forward, Reason: fmt.Sprintf(format, args...)}
	}
	if sum := sha256.Sum256(row.Entry); !bytes.Equal(sum[:], row.Sha256) {
		return nil, corrupt("its content does not have the sha256 it was written with")
	}
	s := stored{Delivery: new(Delivery)}
	decoder := json.NewDecoder(bytes.NewReader(row.Entry))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return nil, corrupt("it was written by another version (%v)", err)
	}
	if !s.Stage.known() {
		return nil, corrupt("it was written by another version (its stage is %q)", s.Stage)
	}
	if s.Forward != forward || len(row.Forward) != common.HashLength {
		return nil, corrupt("it is the entry of forward %s", s.Forward)
	}
	for _, blob := range []struct {
		kind, sum string
		content   *[]byte
	}{
		{"order", s.Order, &s.Delivery.Order},
		{"output", s.Output, &s.Delivery.Output},
		{"opening", s.Opening, &s.Delivery.Opening},
		{"witness", s.Witness, &s.Delivery.Witness},
	} {
		if blob.sum == "" || brief && s.Stage.Finished() {
			continue
		}
		sum, err := hex.DecodeString(blob.sum)
		if err != nil {
			return nil, corrupt("the digest of its %s is %q", blob.kind, blob.sum)
		}
		content, err := q.GetBlob(ctx, rows.GetBlobParams{Forward: row.Forward, Sha256: sum})
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return nil, corrupt("its %s is missing", blob.kind)
		case err != nil:
			return nil, fmt.Errorf("read its %s: %w", blob.kind, err)
		case digest(content) != blob.sum:
			return nil, corrupt("its %s does not have the sha256 that it names", blob.kind)
		}
		*blob.content = append([]byte{}, content...) // never nil: an output of no bytes is one
	}
	return s.Delivery, nil
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
