package telemetry

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const gib = 1 << 30

func good() Sample {
	return Sample{
		UUID: "GPU-8e4a6d2c-0000-4000-8000-000000000001", Name: "NVIDIA H100 80GB HBM3", Driver: "570.86.15",
		MemoryTotal: 80 * gib, MemoryUsed: 11 * gib, Utilisation: 97, Processes: []Process{{PID: 7, Memory: 10 * gib, Known: true}},
		Accounting: true, Confidential: true,
	}
}

func expected() Expectations {
	return Expectations{UUID: good().UUID, Memory: 79 * gib, Reserve: gib, Confidential: true}
}

func TestNothingSpeaksAgainstAGoodSample(t *testing.T) {
	t.Parallel()
	before := good()
	before.Utilisation, before.Processes, before.MemoryUsed = 0, nil, gib
	require.Empty(t, Judge(good(), nil, expected()))
	require.Empty(t, Judge(good(), &before, expected()))
	require.Empty(t, Judge(before, nil, expected()))
}

// What somebody may do with a device that was rented out: each is found by one rule, and by no other.
func TestWhatSpeaksAgainstAnHour(t *testing.T) {
	t.Parallel()
	for name, attack := range map[string]struct {
		rule   string
		change func(s, before *Sample, e *Expectations)
	}{
		"another device from the start":     {RuleDevice, func(s, before *Sample, _ *Expectations) { s.UUID = "GPU-2"; before.UUID = s.UUID }},
		"another device from now on":        {RuleChanged, func(s, _ *Sample, e *Expectations) { s.UUID = "GPU-2"; e.UUID = s.UUID }},
		"another model under the same name": {RuleChanged, func(s, _ *Sample, _ *Expectations) { s.Name = "NVIDIA L4" }},
		"memory is taken away":              {RuleChanged, func(s, _ *Sample, e *Expectations) { s.MemoryTotal -= gib; e.Memory = s.MemoryTotal }},
		"less memory than promised":         {RuleMemory, func(_, _ *Sample, e *Expectations) { e.Memory = 81 * gib }},
		"a slice":                           {RuleSlice, func(s, _ *Sample, _ *Expectations) { s.MIG = true }},
		"somebody else's process":           {RuleForeign, func(s, _ *Sample, _ *Expectations) { s.Processes = append(s.Processes, Process{PID: 8}) }},
		"somebody else's memory":            {RuleUnaccounted, func(s, _ *Sample, _ *Expectations) { s.MemoryUsed++ }},
		"confidential mode is turned off":   {RuleConfidential, func(s, _ *Sample, _ *Expectations) { s.Confidential = false }},
	} {
		sample, before, expectations := good(), good(), expected()
		attack.change(&sample, &before, &expectations)
		require.NoError(t, sample.Check(), name)
		findings := Judge(sample, &before, expectations)
		require.NotEmpty(t, findings, name)
		for _, finding := range findings {
			require.Equal(t, attack.rule, finding.Rule, name)
			require.NotEmpty(t, finding.Message)
		}
		require.Empty(t, judge{without: attack.rule}.judge(sample, &before, expectations), name)
	}
}

func TestSamplesThatAreNone(t *testing.T) {
	t.Parallel()
	for want, spoil := range map[string]func(*Sample){
		"device id":                   func(s *Sample) { s.UUID = "../1" },
		"name: want one":              func(s *Sample) { s.Name = "" },
		"driver: want one":            func(s *Sample) { s.Driver = "\x1b[2J" },
		"at most 256 bytes":           func(s *Sample) { s.Name = strings.Repeat("x", 300) },
		"memory: 0 bytes":             func(s *Sample) { s.MemoryTotal = 0 },
		"memory: 1152921504606846976": func(s *Sample) { s.MemoryTotal = 1 << 60 },
		"bytes are used":              func(s *Sample) { s.MemoryUsed = s.MemoryTotal + 1 },
		"utilisation: 101 per cent":   func(s *Sample) { s.Utilisation = 101 },
		"processes: 1025":             func(s *Sample) { s.Processes = make([]Process, 1025) },
		"process 1: it uses":          func(s *Sample) { s.Processes[0].Memory = s.MemoryTotal + 1 },
		"process 2: 7 is there twice": func(s *Sample) { s.Processes = append(s.Processes, s.Processes[0]) },
	} {
		sample := good()
		spoil(&sample)
		_, err := sample.Marshal()
		require.ErrorContains(t, err, want)
	}
	text, err := good().Marshal()
	require.NoError(t, err)
	for want, bad := range map[string]string{
		"offset 0": "", "cannot unmarshal array": "[]", "there is more behind it": string(text) + "{}", "unknown field": `{"trust": "me"}`, "it has 262145 bytes": strings.Repeat(" ", MaxSample+1),
		"more behind": string(text) + "]",
	} {
		_, err := Parse([]byte(bad))
		require.ErrorContains(t, err, want, bad)
	}
	read, err := Parse(append(text, "\n "...))
	require.NoError(t, err)
	require.Equal(t, good(), read)
}

// At random, a sample has findings exactly where an independent count says so.
func TestJudgeAtRandom(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	refused, accepted := 0, 0
	for range 2000 {
		s := good()
		foreign := random.IntN(8) == 0
		s.Processes = nil
		var sum uint64
		for pid := range random.IntN(4) {
			memory := uint64(random.IntN(4 * gib))
			sum += memory
			s.Processes = append(s.Processes, Process{PID: uint(pid), Memory: memory, Known: !foreign || pid > 0})
		}
		s.MemoryUsed = sum + uint64(random.IntN(gib+gib/4))
		s.MIG = random.IntN(8) == 0
		s.MemoryTotal = uint64(78*gib + random.IntN(8*gib))
		against := s.MIG || foreign && len(s.Processes) > 0 || s.MemoryUsed-sum > gib || s.MemoryTotal < 79*gib
		require.Equal(t, against, len(Judge(s, nil, expected())) > 0)
		if against {
			refused++
		} else {
			accepted++
		}
	}
	t.Logf("%d accepted, %d refused", accepted, refused)
	require.Greater(t, accepted, 500)
	require.Greater(t, refused, 500)
}

func FuzzParse(f *testing.F) {
	text, err := good().Marshal()
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{}`))
	f.Add([]byte(``))
	f.Fuzz(func(t *testing.T, text []byte) {
		sample, err := Parse(text)
		if err != nil {
			require.ErrorContains(t, err, "read a sample: ")
			return
		}
		again, err := sample.Marshal()
		require.NoError(t, err)
		same, err := Parse(again)
		require.NoError(t, err)
		require.Equal(t, sample, same)
	})
}
