package model

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The two forwards share nothing but the escrow's balance, so the reorganisation, which squares the number of states,
// is searched for each of them alone: together they have more states than memory holds.
var searches = []struct {
	name    string
	options []string
}{
	{"both forwards", []string{"-DHAS_REORG=false"}},
	{"the open forward and a reorg", []string{"-DHAS_ASSIGNED=false"}},
	{"the assigned forward and a reorg", []string{"-DHAS_OPEN=false"}},
}

// faults names what forward.pml can get wrong on purpose, with what Spin must then say.
var faults = []struct {
	name string
	says string
}{
	{"FAULT_ONCE", "assertion violated"},
	{"FAULT_EARLY", "assertion violated"},
	{"FAULT_OWNER", "assertion violated"},
	{"FAULT_AMOUNT", "assertion violated"},
	{"FAULT_BOND", "assertion violated"},
	{"FAULT_ROUNDING", "assertion violated"},
	{"FAULT_SIGNED", "assertion violated"},
	{"FAULT_LAPSED", "assertion violated"},
	{"FAULT_SHARE", "assertion violated"},
	{"FAULT_LOOP", "non-progress cycle"},
}

type transition struct {
	Kind, From, To, By string
}

type table struct {
	Statuses, Cold []string
	Transitions    []transition
}

func readTable(t *testing.T) (read table) {
	t.Helper()
	text, err := os.ReadFile("transitions.json")
	require.NoError(t, err)
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&read))
	return read
}

// TestTheModelIsSafe searches every state: assertions, and states from which nothing can follow.
func TestTheModelIsSafe(t *testing.T) {
	t.Parallel()
	seen := map[transition]bool{}
	var unreached []string
	for i, search := range searches {
		said := pan(t, search.options, "-DSAFETY")
		requireComplete(t, said)
		for _, moved := range transitionsIn(said) {
			seen[moved] = true
		}
		if left := unreachedIn(said); i == 0 {
			unreached = left
		} else {
			unreached = slices.DeleteFunc(unreached, func(state string) bool { return !slices.Contains(left, state) })
		}
	}
	require.Empty(t, unreached, "nothing in the model is there in vain")

	found := make([]transition, 0, len(seen))
	for moved := range seen {
		found = append(found, moved)
	}
	require.ElementsMatch(t, readTable(t).Transitions, found, "transitions.json and the model have the same transitions")
}

// TestEverythingEnds shows that no run goes on for ever. With the end states that the other test looks at, everybody
// gets to the end of theirs whatever the others do.
func TestEverythingEnds(t *testing.T) {
	t.Parallel()
	for _, search := range searches {
		requireComplete(t, pan(t, search.options, "-DNP", "-l"))
	}
}

func TestPlantedFaultsAreFound(t *testing.T) {
	t.Parallel()
	for _, fault := range faults {
		t.Run(fault.name, func(t *testing.T) {
			t.Parallel()
			options, mode := []string{"-DHAS_REORG=false", "-D" + fault.name}, []string{"-DSAFETY"}
			if fault.says == "non-progress cycle" {
				mode = []string{"-DNP", "-l"}
			}
			said := pan(t, options, mode...)
			require.Contains(t, said, fault.says)
			require.NotContains(t, said, "errors: 0")
		})
	}
	text, err := os.ReadFile("forward.pml")
	require.NoError(t, err)
	planted := regexp.MustCompile(`#ifdef (FAULT_\w+)`).FindAllStringSubmatch(string(text), -1)
	for _, name := range planted {
		require.True(t, slices.ContainsFunc(faults, func(f struct{ name, says string }) bool { return f.name == name[1] }), name[1])
	}
}

// TestTheTableIsSound holds the table to what its words mean.
func TestTheTableIsSound(t *testing.T) {
	t.Parallel()
	read := readTable(t)
	require.Subset(t, read.Statuses, read.Cold)
	reached := map[string]bool{"None": true}
	for i, moved := range read.Transitions {
		require.NotContains(t, read.Transitions[:i], moved, "twice")
		require.Contains(t, []string{"open", "assigned"}, moved.Kind)
		require.Contains(t, read.Statuses, moved.From)
		require.Contains(t, read.Statuses, moved.To)
		require.True(t, moved.From == "None" || !slices.Contains(read.Cold, moved.From), "%s is cold", moved.From)
		require.Equal(t, moved.From == "None", moved.By == "open")
		reached[moved.To] = true
	}
	require.Len(t, reached, len(read.Statuses), "every status is reached")
}

// TestTheStatusesAreTheContracts holds the table's statuses to the contract's enum, in order: the invariant tests compare
// by number.
func TestTheStatusesAreTheContracts(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../src/types/Forward.sol")
	require.NoError(t, err)
	enum := regexp.MustCompile(`(?s)enum Status \{(.*?)\n\}`).FindStringSubmatch(string(text))
	require.NotNil(t, enum)
	var names []string
	for _, line := range regexp.MustCompile(`(?m)^\s*(\w+)`).FindAllStringSubmatch(enum[1], -1) {
		names = append(names, line[1])
	}
	require.Equal(t, names, readTable(t).Statuses)
}

// pan lets Spin make the verifier of forward.pml and runs it: the first of how is for the compiler, the rest for the
// verifier itself.
func pan(t *testing.T, options []string, how ...string) string {
	t.Helper()
	model, err := filepath.Abs("forward.pml")
	require.NoError(t, err)
	folder := t.TempDir()
	run := func(name string, args ...string) string {
		command := exec.CommandContext(t.Context(), name, args...)
		command.Dir = folder
		said, err := command.CombinedOutput()
		require.NoError(t, err, "%s %s (scripts/tools installs spin and gcc):\n%s", name, strings.Join(args, " "), said)
		return string(said)
	}
	run("spin", append(slices.Clone(options), "-a", model)...)
	run("gcc", "-O2", "-w", how[0], "-o", "pan", "pan.c")
	return run("./pan", append([]string{"-m20000", "-w24"}, how[1:]...)...)
}

func requireComplete(t *testing.T, said string) {
	t.Helper()
	require.Contains(t, said, "errors: 0", said)
	require.NotContains(t, said, "Search not completed")
	require.NotContains(t, said, "max search depth too small")
	require.NotContains(t, said, "error:")
}

func transitionsIn(said string) (found []transition) {
	for line := range strings.Lines(said) {
		if words := strings.Fields(line); len(words) == 5 && words[0] == "transition" {
			found = append(found, transition{words[1], words[2], words[3], words[4]})
		}
	}
	return found
}

var unreachedState = regexp.MustCompile(`forward\.pml:\d+, state (\d+, ".*")`)

// unreachedIn lists the model's states that a search never came to, by number.
func unreachedIn(said string) (states []string) {
	for _, match := range unreachedState.FindAllStringSubmatch(said, -1) {
		states = append(states, match[1])
	}
	return states
}
