package simulation_test

import (
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/curve/simulation"
)

// A hundred thousand events, with and without filters, both curves of every instrument: two seconds on two cores at most.
func BenchmarkReportOf100000Events(b *testing.B) {
	history := simulation.Run(1, simulation.Size{Forwards: 31_000}).History
	require.GreaterOrEqual(b, len(history.Events), 100_000)
	history.Events = history.Events[:100_000]
	before := processorTime(b)
	for b.Loop() {
		report, err := curve.Compute(history, curve.Options{})
		require.NoError(b, err)
		require.Equal(b, 100_000, report.Events)
	}
	const allowed = 2 // seconds
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/allowed, "of-the-time-allowed")
	b.ReportMetric((processorTime(b)-before).Seconds()/float64(b.N), "processor-s/op")
}

// processorTime is what this process has used of all processors, which others on the machine do not change.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
