package journal

import (
	"context"
	"math/big"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

func TestMain(m *testing.M) { databasetest.Main(m) }

func announced() *Delivery {
	return &Delivery{
		Forward:      common.HexToHash("0x01"),
		ChainID:      1337,
		Escrow:       common.HexToAddress("0x02"),
		Stage:        Proved,
		Attempts:     2,
		Executed:     3,
		Proving:      4,
		ProvingKey:   common.HexToHash("0x11"),
		Missed:       time.Date(2026, 11, 22, 12, 0, 0, 5, time.UTC),
		Findings:     []Finding{{Rule: "rhyme", Line: 4, Message: "truth does not rhyme with proof"}},
		Recipient:    common.HexToAddress("0x03"),
		Step:         Step{From: 0, To: 1, Amount: big.NewInt(7)},
		Payload:      []common.Hash{common.HexToHash("0x04"), common.HexToHash("0x05")},
		H:            common.HexToHash("0x06"),
		KeyHash:      common.HexToHash("0x07"),
		Proof:        []byte{8, 9},
		Announcement: []Transaction{{Hash: common.HexToHash("0x0a"), Nonce: 3, Raw: []byte{1, 2, 3}, Cost: new(big.Int).Lsh(big.NewInt(3), 80)}},
		Commitment:   common.HexToHash("0x0b"),
		Beacon:       common.HexToHash("0x0c"),
		Commit:       []Transaction{{Hash: common.HexToHash("0x0d"), Nonce: 1, Raw: []byte{4}, Tried: true}},
		Draw:         []Transaction{{Hash: common.HexToHash("0x0e"), Nonce: 2, Raw: []byte{5}}},
		Accept:       []Transaction{{Hash: common.HexToHash("0x10"), Nonce: 0, Raw: []byte{7}, Tried: true}},
		Order:        []byte("what to do"),
		Void:         []Transaction{{Hash: common.HexToHash("0x0f"), Nonce: 4, Raw: []byte{6}, Tried: true}},
		Output:       []byte("the poem"),
		Opening:      []byte("how it was committed to"),
		Witness:      []byte("the blinding"),
	}
}

// each runs a test on a journal in each kind of database.
func each(t *testing.T, test func(t *testing.T, j *Journal, where database.Where)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		test(t, New(databasetest.Open(t, where)), where)
	})
}

// execute changes the database as somebody might who has nothing to do with the journal.
func execute(t *testing.T, j *Journal, statement string, args ...any) {
	t.Helper()
	result, err := j.db.SQL().ExecContext(t.Context(), statement, args...)
	require.NoError(t, err)
	changed, err := result.RowsAffected()
	require.NoError(t, err)
	require.EqualValues(t, 1, changed)
}

func TestSaveAndLoad(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, where database.Where) {
		want := announced()
		_, err := j.Load(want.Forward)
		require.ErrorIs(t, err, ErrNotFound)
		require.NoError(t, j.Save(want))
		require.NoError(t, j.db.Close())

		got, err := New(databasetest.Open(t, where)).Load(want.Forward)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func TestAnOutputOfNoBytesIsOne(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		want := announced()
		want.Output, want.Witness, want.Opening, want.Order = []byte{}, nil, nil, nil
		require.NoError(t, j.Save(want))
		got, err := j.Load(want.Forward)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func TestSaveDropsSecretsThatAreNoLongerNamed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		d, other := announced(), announced()
		other.Forward = common.HexToHash("0x02")
		require.NoError(t, j.Save(d))
		require.NoError(t, j.Save(other))
		d.Stage, d.Witness, d.Opening, d.Order = Confirmed, nil, nil, nil
		require.NoError(t, j.Save(d))

		var left int
		require.NoError(t, j.db.SQL().QueryRowContext(t.Context(), "SELECT count(*) FROM blobs WHERE forward = $1", d.Forward[:]).Scan(&left))
		require.Equal(t, 1, left, "the output")
		for _, want := range []*Delivery{d, other} {
			got, err := j.Load(want.Forward)
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	})
}

func TestListNamesDamagedEntriesBesideTheOthers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		whole, damaged := announced(), announced()
		damaged.Forward = common.HexToHash("0xff")
		require.NoError(t, j.Save(whole))
		require.NoError(t, j.Save(damaged))
		execute(t, j, "UPDATE deliveries SET entry = $2 WHERE forward = $1", damaged.Forward[:], []byte(`{"forward":"0x01"}`))

		got, unreadable, err := j.List()
		require.NoError(t, err)
		require.Equal(t, []*Delivery{whole}, got)
		require.Len(t, unreadable, 1)
		var corrupt *CorruptError
		require.ErrorAs(t, unreadable[damaged.Forward], &corrupt)
		require.Equal(t, damaged.Forward, corrupt.Forward)
	})
}

func TestEveryFlippedByteIsFound(t *testing.T) {
	t.Parallel()
	d := announced()
	row, blobs, err := encode(d)
	require.NoError(t, err)
	j := New(databasetest.Open(t, databasetest.Folder(t)))
	damaged := 0
	refused := func(what string, content []byte, put func(bad []byte)) {
		for i := range content {
			bad := append([]byte(nil), content...)
			bad[i] ^= 0x01
			put(bad)
			_, err := j.Load(d.Forward)
			var corrupt *CorruptError
			require.ErrorAs(t, err, &corrupt, "%s, byte %d", what, i)
			damaged++
		}
		put(content)
	}
	require.NoError(t, j.Save(d))
	refused("entry", row.Entry, func(bad []byte) {
		execute(t, j, "UPDATE deliveries SET entry = $2 WHERE forward = $1", d.Forward[:], bad)
	})
	refused("sum", row.Sha256, func(bad []byte) {
		execute(t, j, "UPDATE deliveries SET sha256 = $2 WHERE forward = $1", d.Forward[:], bad)
	})
	for sum, content := range blobs {
		refused("blob "+sum, content, func(bad []byte) {
			execute(t, j, "UPDATE blobs SET content = $3 WHERE forward = $1 AND sha256 = $2", d.Forward[:], common.FromHex(sum), bad)
		})
	}
	execute(t, j, "UPDATE deliveries SET sha256 = $2 WHERE forward = $1", d.Forward[:], []byte("damaged"))
	var corrupt *CorruptError
	require.ErrorAs(t, j.Save(d), &corrupt, "what is damaged is not written over")
	require.Greater(t, damaged, 1000)
}

func TestAnEntryMovedToAnotherForwardIsRefused(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		d := announced()
		d.Order, d.Output, d.Opening, d.Witness = nil, nil, nil, nil
		require.NoError(t, j.Save(d))
		other := common.HexToHash("0x99")
		execute(t, j, "UPDATE deliveries SET forward = $2 WHERE forward = $1", d.Forward[:], other[:])
		_, err := j.Load(other)
		require.ErrorContains(t, err, "it is the entry of forward "+d.Forward.Hex())
	})
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		d := announced()
		require.NoError(t, j.Save(d))
		execute(t, j, "DELETE FROM blobs WHERE forward = $1 AND sha256 = $2", d.Forward[:], common.FromHex(digest(d.Witness)))
		_, err := j.Load(d.Forward)
		require.ErrorContains(t, err, "its witness is missing")
	})
}

// A save that cannot be whole is none: the entry before it stands, with everything that it names.
func TestASaveThatFailsLeavesTheEntryBefore(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		old, next := announced(), announced()
		require.NoError(t, j.Save(old))
		next.Output, next.Witness, next.Proof = []byte("another poem"), []byte("another blinding"), []byte{7}
		row, blobs, err := encode(next)
		require.NoError(t, err)
		for cut := range 2 { // before the last statement, and after it
			require.ErrorIs(t, j.db.Write(t.Context(), func(q *rows.Queries, _ database.Tx, change int64) error {
				row.Change = change
				if cut == 1 {
					require.NoError(t, write(t.Context(), q, row, blobs))
				} else {
					require.NoError(t, q.PutDelivery(t.Context(), rows.PutDeliveryParams(row)))
				}
				return os.ErrDeadlineExceeded
			}), os.ErrDeadlineExceeded)
			got, err := j.Load(old.Forward)
			require.NoError(t, err)
			require.Equal(t, old, got)
		}
	})
}

// A newer relayer wrote it, with fields or stages that mean something to it alone.
func TestAnEntryOfAnotherVersionIsNamed(t *testing.T) {
	t.Parallel()
	forward := common.HexToHash("0x01")
	for name, inner := range map[string]string{
		"a field": `{"forward":"` + forward.Hex() + `","stage":"proved","sealedTo":1}`,
		"a stage": `{"forward":"` + forward.Hex() + `","stage":"accepted"}`,
	} {
		j := New(databasetest.Open(t, databasetest.Folder(t)))
		require.NoError(t, j.Save(announced()))
		execute(t, j, "UPDATE deliveries SET entry = $2, sha256 = $3 WHERE forward = $1",
			forward[:], []byte(inner), common.FromHex(digest([]byte(inner))))
		whole, unreadable, err := j.List()
		require.NoError(t, err, name)
		require.Empty(t, whole, name)
		require.ErrorContains(t, unreadable[forward], "written by another version", name)
	}
}

// Two writers change one entry at once, each what the other one made of it.
func TestChangesAreMadeOneAfterTheOther(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		d := announced()
		_, err := j.Change(d.Forward, func(old *Delivery) (*Delivery, error) {
			require.Nil(t, old)
			return d, nil
		})
		require.NoError(t, err)
		var writers sync.WaitGroup
		for range 4 {
			writers.Go(func() {
				for range 10 {
					if _, err := j.Change(d.Forward, func(old *Delivery) (*Delivery, error) {
						next := *old
						next.Attempts++
						return &next, nil
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		writers.Wait()
		got, err := j.Load(d.Forward)
		require.NoError(t, err)
		require.Equal(t, d.Attempts+40, got.Attempts)
	})
}

func TestARefusedChangeChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		d, other := announced(), announced()
		other.Attempts++
		require.NoError(t, j.Save(d))
		_, err := j.Change(d.Forward, func(*Delivery) (*Delivery, error) { return nil, os.ErrPermission })
		require.Equal(t, os.ErrPermission, err)
		fenced := j.Fenced(func(context.Context, *rows.Queries) error { return os.ErrDeadlineExceeded })
		require.ErrorIs(t, fenced.Save(other), os.ErrDeadlineExceeded)
		got, err := j.Load(d.Forward)
		require.NoError(t, err)
		require.Equal(t, d, got)
	})
}

func TestSinceTellsWhatIsNew(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, _ database.Where) {
		first, second := announced(), announced()
		second.Forward = common.HexToHash("0x02")
		require.NoError(t, j.Save(first))
		_, _, last, err := j.Since(0)
		require.NoError(t, err)
		require.NoError(t, j.Save(second))
		for _, want := range [][]*Delivery{{second}, nil} {
			var got []*Delivery
			got, _, last, err = j.Since(last)
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	})
}
