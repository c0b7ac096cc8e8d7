package trees

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryBranchHasItsTest(t *testing.T) {
	t.Parallel()
	var found int
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".tree" {
			return err
		}
		found++
		tree, err := os.ReadFile(path)
		require.NoError(t, err)
		conditions, err := parse(string(tree))
		require.NoError(t, err, path)
		require.NotEmpty(t, conditions, "%s has no branches", path)
		require.ElementsMatch(t, conditions, tests(t, filepath.Dir(path)), "branches of %s and tests beside it", path)
		return nil
	})
	require.NoError(t, err)
	require.GreaterOrEqual(t, found, 11, "trees")
}

func TestParseNamesTestsAfterConditions(t *testing.T) {
	t.Parallel()
	names, err := parse("open\n├── when the price is zero\n│   └── it reverts\n└── given it's open\n    ├── it pays\n    └── it reverts later\n")
	require.NoError(t, err)
	require.Equal(t, []string{"test_RevertWhen_ThePriceIsZero", "test_Given_ItsOpen"}, names)
}

func TestParseRefusesConditionsWithoutLeaf(t *testing.T) {
	t.Parallel()
	_, err := parse("open\n├── when the price is zero\n└── when it is not\n    └── it pays\n")
	require.ErrorContains(t, err, "line 3")
	_, err = parse("open\n└── when the price is zero\n")
	require.ErrorContains(t, err, "leaf")
	_, err = parse("open\n└── perhaps\n")
	require.ErrorContains(t, err, "line 2")
}

var (
	branch   = regexp.MustCompile(`^[│├└─ ]*(when|given|it) (.+)$`)
	function = regexp.MustCompile(`(?m)^\s*function (test_\w+)\(`)
)

// parse gives the name of the test that each condition of a tree must have.
func parse(tree string) ([]string, error) {
	var names []string
	var kind, condition string // of the condition that still waits for its first leaf
	lines := strings.Split(strings.TrimSpace(tree), "\n")
	for i, line := range lines[1:] {
		match := branch.FindStringSubmatch(line)
		switch {
		case match == nil:
			return nil, fmt.Errorf("line %d is neither a condition nor a leaf: %q", i+2, line)
		case match[1] != "it" && condition != "":
			return nil, fmt.Errorf("line %d: the condition before it has no leaf", i+2)
		case match[1] != "it":
			kind, condition = match[1], match[2]
		case condition != "":
			names = append(names, testName(kind, condition, match[2]))
			condition = ""
		}
	}
	if condition != "" {
		return nil, fmt.Errorf("the last condition has no leaf: %q", condition)
	}
	return names, nil
}

func testName(kind, condition, leaf string) string {
	name := "test_"
	if strings.HasPrefix(leaf, "reverts") {
		name += "Revert"
	}
	name += capital(kind) + "_"
	for word := range strings.FieldsSeq(condition) {
		name += capital(strings.ReplaceAll(word, "'", ""))
	}
	return name
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// tests are the functions named test_ of the one test file in a folder.
func tests(t *testing.T, dir string) []string {
	files, err := filepath.Glob(filepath.Join(dir, "*.t.sol"))
	require.NoError(t, err)
	require.Len(t, files, 1, "test files beside the tree in %s", dir)
	source, err := os.ReadFile(files[0])
	require.NoError(t, err)
	var names []string
	for _, match := range function.FindAllStringSubmatch(string(source), -1) {
		names = append(names, match[1])
	}
	return names
}
