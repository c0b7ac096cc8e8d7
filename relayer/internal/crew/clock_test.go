package crew_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// Pauses go by the one clock that all have who share a database: none of their own is asked, wherever one of them is a day ahead.
func TestPausesGoByTheDatabasesClock(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db := databasetest.Open(t, where)
		m := &member{t: t, began: make(chan crew.Work, 1), ends: make(chan error, 1)}
		var err error
		m.Crew, err = crew.New(t.Context(), zerolog.New(zerolog.NewTestWriter(t)), db,
			crew.Options{Name: "a", Slots: map[crew.Queue]int{crew.Execute: 1}}, m.work)
		require.NoError(t, err)
		require.NoError(t, m.Start(t.Context()))
		t.Cleanup(m.stop)

		interrupted := func(again time.Duration) crew.State {
			require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
			<-m.began
			m.ends <- sdk.NotYet(again, errOdd)
			require.NoError(t, m.Idle(t.Context()))
			state, there := m.state(one)
			require.True(t, there)
			return state
		}
		before, err := db.Now(t.Context())
		require.NoError(t, err)
		state := interrupted(time.Hour)
		after, err := db.Now(t.Context())
		require.NoError(t, err)
		require.True(t, state.Pauses)
		require.WithinRange(t, state.NotBefore, time.UnixMilli(before).Add(time.Hour), time.UnixMilli(after).Add(time.Hour))

		state = interrupted(time.Millisecond)
		for state.Pauses { // until the database's clock is there
			state, _ = m.state(one)
		}
		now, err := db.Now(t.Context())
		require.NoError(t, err)
		require.LessOrEqual(t, state.NotBefore.UnixMilli(), now)
	})
}
