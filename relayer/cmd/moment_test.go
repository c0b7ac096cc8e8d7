package cmd

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestParseMoment(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"2027-05-22T12:00:00Z":      time.Date(2027, 5, 22, 12, 0, 0, 0, time.UTC),
		"2027-05-22T14:00:00+02:00": time.Date(2027, 5, 22, 12, 0, 0, 0, time.UTC),
		"2027-05-22":                time.Date(2027, 5, 22, 0, 0, 0, 0, time.UTC),
		"+36h":                      now.Add(36 * time.Hour),
		"+182d":                     now.AddDate(0, 0, 182),
		"+1d12h30m":                 now.Add(36*time.Hour + 30*time.Minute),
		"+0s":                       now,
	} {
		got, err := parseMoment(text, now)
		require.NoError(t, err, text)
		require.True(t, want.Equal(got), "%s: %s", text, got)
	}
	for _, text := range []string{"", "+", "tomorrow", "+-1h", "-1h", "+1h1d", "+99999d", "+40000d", "+1000000h", "2027-13-01", "+1d-2h"} {
		_, err := parseMoment(text, now)
		require.Error(t, err, text)
	}
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text     string
		decimals uint8
		units    int64
		told     string
	}{
		{"0.0015", 8, 150_000, "0.0015"},
		{"1", 8, 100_000_000, "1"},
		{"1.", 8, 100_000_000, "1"},
		{".5", 8, 50_000_000, "0.5"},
		{"0.00000001", 8, 1, "0.00000001"},
		{"0.500000000000", 8, 50_000_000, "0.5"},
		{"7", 0, 7, "7"},
		{"0", 18, 0, "0"},
	} {
		units, err := parseAmount(c.text, c.decimals)
		require.NoError(t, err, c.text)
		require.Equal(t, big.NewInt(c.units).String(), units.String(), c.text)
		require.Equal(t, c.told, formatAmount(units, c.decimals))
	}
	for _, text := range []string{"", ".", "-1", "+1", "1e3", "1,5", "0x10", "1.2.3", "0.000000001", " 1", "１"} {
		_, err := parseAmount(text, 8)
		require.Error(t, err, text)
	}
}

func TestTimesAreToldWhereTheReaderIs(t *testing.T) {
	t.Parallel()
	require.Equal(t, "2027-01-15 08:00:00 UTC", tellIn(1_800_000_000, time.UTC))
	require.Equal(t, "2027-01-15 08:00:00 UTC (2027-01-15 13:30 IST)", tellIn(1_800_000_000, time.FixedZone("IST", 5*3600+1800)))
	for unix, want := range map[instant]string{
		1_800_000_000: `"2027-01-15T08:00:00Z"`, lastInstant: `"9999-12-31T23:59:59Z"`, lastInstant + 1: `"253402300800"`, math.MaxUint64: `"18446744073709551615"`,
	} {
		text, err := json.Marshal(unix)
		require.NoError(t, err)
		require.Equal(t, want, string(text), "what --json prints")
	}
}

func TestGPUHoursAreToldAsHours(t *testing.T) {
	t.Parallel()
	for seconds, want := range map[int64]string{
		0: "0 GPU-hours", 3600: "1 GPU-hours", 43200: "12 GPU-hours", 5400: "1.5 GPU-hours", 1: "0.0003 GPU-hours (1 GPU-seconds)", 3601: "1.0003 GPU-hours (3601 GPU-seconds)",
	} {
		require.Equal(t, want, gpuHours(big.NewInt(seconds)))
	}
	hours, units := measure{gpu: true}, measure{}
	require.Equal(t, "11 of 12 GPU-hours", hours.part(big.NewInt(39600), big.NewInt(43200)))
	require.Equal(t, "8 of 20 units", units.part(big.NewInt(8), big.NewInt(20)))
}
