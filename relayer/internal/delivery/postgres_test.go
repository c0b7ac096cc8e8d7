package delivery

import (
	"strings"
	"testing"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

func TestMain(m *testing.M) { databasetest.Main(m) }

// onPostgreSQL is the test whose parts have their journals and their work in PostgreSQL. The others have theirs in SQLite.
const onPostgreSQL = "TestOnPostgreSQL"

// newWhere is a new database, of the kind that a test is about.
func newWhere(t *testing.T) database.Where {
	t.Helper()
	if strings.HasPrefix(t.Name(), onPostgreSQL+"/") {
		return databasetest.Postgres(t)
	}
	return databasetest.Ready(t)
}

// What is killed, or may cost a bond, on the database that a fleet shares.
func TestOnPostgreSQL(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]func(*testing.T){
		"killed anywhere it goes on":                         TestKilledAnywhereItGoesOn,
		"killed between announcement and settlement":         TestKilledBetweenAnnouncementAndSettlement,
		"what was not sent is not taken for sent":            TestWhatWasNotSentIsNotTakenForSent,
		"who may not send leaves nothing taken for sent":     TestWhoMayNotSendLeavesNothingTakenForSent,
		"an output that kills the relayer":                   TestAnOutputThatKillsTheRelayerDoesNotDoSoForever,
		"killed anywhere it accepts once":                    TestKilledAnywhereItAcceptsOnce,
		"an acceptance that nobody saw":                      TestAnAcceptanceThatNobodySawIsSentOnlyIfItWouldBeSigned,
		"bonds at stake are bounded together":                TestBondsAtStakeAreBoundedTogether,
		"killed anywhere it reclaims once":                   TestKilledAnywhereItReclaimsOnce,
		"a reclaim that a reorganisation takes away":         TestAReclaimThatAReorganisationTakesAwayIsSentAgain,
		"a reclaim waits while a window is about to be over": TestAReclaimWaitsWhileAWindowIsAboutToBeOver,
	} {
		t.Run(name, test)
	}
}
