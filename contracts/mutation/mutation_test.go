package mutation

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What no test of the project can notice, and something that a test does.
const (
	equivalent = "src/Purse.sol Purse.atLeastNine: > to >= in whole > 9"
	another    = "src/Purse.sol Purse.atLeastNine: 9 to 9 - 1 in whole > 9"
	noticed    = "src/Purse.sol Purse.put: += to -= in kept += amount"
	gone       = "src/Purse.sol Purse.spend: += to -= in kept += amount"
)

// The sources that no test looks at: three mutants, all of which live.
var unwatched = []string{
	"src/Coin.sol Coin.add: += to -= in sum += amount",
	"src/Coin.sol Coin.add: += to = in sum += amount",
	"src/Coin.sol Coin.add: removed in sum += amount",
}

type survivor struct {
	Mutant string `json:"mutant"`
	Reason string `json:"reason"`
}

func TestEveryKindOfEditIsMade(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile("testdata/mutants.txt")
	require.NoError(t, err)
	said, err := mutate(t, project(t), "--list")
	require.NoError(t, err, said)
	require.Equal(t, string(want), said, "testdata/mutants.txt")
}

func TestTheSameSeedDrawsTheSameMutants(t *testing.T) {
	t.Parallel()
	root := project(t)
	draw := func(seed string) string {
		said, err := mutate(t, root, "--list", "--sample", "5", "--seed", seed)
		require.NoError(t, err, said)
		require.Equal(t, 5, strings.Count(said, "\n"))
		return said
	}
	seven := draw("7")
	require.Equal(t, seven, draw("7"))
	require.NotEqual(t, seven, draw("8"))
}

func TestListedSurvivorsPass(t *testing.T) {
	t.Parallel()
	root := project(t, equivalent, another)
	said, err := mutate(t, root, "--file", "Purse", "--record")
	require.NoError(t, err, said)

	record, err := os.ReadFile(filepath.Join(root, "mutation", "records", "whole.json"))
	require.NoError(t, err)
	var rows []struct {
		File                      string
		Mutants, Killed, Survived int
	}
	require.NoError(t, json.Unmarshal(record, &rows))
	require.Len(t, rows, 1)
	require.Equal(t, "src/Purse.sol", rows[0].File)
	require.Equal(t, 2, rows[0].Survived)
	require.Equal(t, rows[0].Mutants-2, rows[0].Killed)
}

func TestAnUnlistedSurvivorFails(t *testing.T) {
	t.Parallel()
	said, err := mutate(t, project(t), "--match", equivalent)
	require.Error(t, err)
	require.Contains(t, said, "survived, and is not listed: "+equivalent)
}

func TestAListedMutantThatIsKilledFails(t *testing.T) {
	t.Parallel()
	said, err := mutate(t, project(t, noticed), "--match", noticed)
	require.Error(t, err)
	require.Contains(t, said, "listed as survivor, but killed: "+noticed)
}

func TestAListedMutantThatIsGoneFails(t *testing.T) {
	t.Parallel()
	said, err := mutate(t, project(t, gone), "--match", noticed)
	require.Error(t, err)
	require.Contains(t, said, "there is no such mutant any more: "+gone)
}

func TestTooFewKilledFails(t *testing.T) {
	t.Parallel()
	said, err := mutate(t, project(t, unwatched...), "--file", "Coin")
	require.Error(t, err)
	require.Contains(t, said, "0.0 % killed, at least 95 % wanted")
	require.NotContains(t, said, "not listed")
}

func TestTestsThatFailWithoutAMutantAreAnError(t *testing.T) {
	t.Parallel()
	root := project(t)
	broken := "pragma solidity 0.8.37;\ncontract Broken_Test {\n    function test_Broken() external pure { assert(false); }\n}\n"
	require.NoError(t, os.WriteFile(filepath.Join(root, "test", "Broken.t.sol"), []byte(broken), 0o600))
	said, err := mutate(t, root, "--match", noticed)
	require.Error(t, err)
	require.Contains(t, said, "the tests fail without any mutant")
}

// TestSurvivorsAreGivenReasons holds the list of this repository to its form; scripts/mutate holds it to the contracts.
func TestSurvivorsAreGivenReasons(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("survivors.json")
	require.NoError(t, err)
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	var listed []survivor
	require.NoError(t, decoder.Decode(&listed))
	for _, entry := range listed {
		require.Regexp(t, `^contracts/src/\S+\.sol \S+: .+ in .+`, entry.Mutant)
		require.Greater(t, len(entry.Reason), 20, "a reason for %s", entry.Mutant)
	}
}

// Every source that can be broken was run as a whole, with as many mutants as it has, and of all of them enough were killed.
func TestEverySourceIsRecorded(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("records/whole.json")
	require.NoError(t, err)
	var rows []struct {
		File                                                       string
		Mutants, Killed, TimedOut, Survived, SameCode, NotCompiled int
	}
	require.NoError(t, json.Unmarshal(text, &rows))
	recorded := map[string]int{}
	var killed, survived int
	for _, row := range rows {
		require.NotContains(t, recorded, row.File, "recorded twice")
		require.Equal(t, row.Mutants, row.Killed+row.TimedOut+row.Survived+row.SameCode+row.NotCompiled, row.File)
		recorded[row.File] = row.Mutants
		killed, survived = killed+row.Killed+row.TimedOut, survived+row.Survived
	}
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	said, err := mutate(t, root, "--list")
	require.NoError(t, err, said)
	there := map[string]int{}
	for name := range strings.Lines(said) {
		file, _, _ := strings.Cut(name, " ")
		there[file]++
	}
	require.Equal(t, there, recorded, "mutants of each file: run those that differ with --record")
	require.Greater(t, float64(killed)/float64(killed+survived), 0.95)
}

// project copies testdata/purse with what it borrows from the repository, and lists survivors.
func project(t *testing.T, listed ...string) string {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.CopyFS(root, os.DirFS("testdata/purse")))
	for _, name := range []string{"node_modules", "solc"} {
		target, err := filepath.Abs(filepath.Join("..", name))
		require.NoError(t, err)
		require.NoError(t, os.Symlink(target, filepath.Join(root, name)))
	}
	survivors := []survivor{}
	for _, name := range listed {
		survivors = append(survivors, survivor{name, "listed by the test"})
	}
	text, err := json.Marshal(survivors)
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(root, "mutation"), 0o750))
	require.NoError(t, os.WriteFile(filepath.Join(root, "mutation", "survivors.json"), text, 0o600))
	return root
}

func mutate(t *testing.T, root string, args ...string) (string, error) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "../../scripts/mutate", append([]string{"--root", root}, args...)...)
	said, err := command.CombinedOutput()
	return string(said), err
}
