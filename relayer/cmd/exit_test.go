package cmd

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The table of exit statuses is what the code ends with, and what help and README say.
func TestExitStatusesAreThoseOfTheTable(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	for i, s := range exitStatuses {
		require.Equal(t, i, s.status)
		require.Contains(t, string(readme), fmt.Sprintf("\n| %d | %s | %s |\n", s.status, s.means, s.ofChecks))
	}
	told := scriptHelp(t)
	for _, s := range exitStatuses {
		require.Contains(t, told, s.means)
		require.Contains(t, told, s.ofChecks)
	}

	// No error has a status but one of the constants, which are those of the table.
	constants := map[string]bool{}
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var used []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(parsed, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.ValueSpec:
				for _, name := range n.Names {
					if strings.HasPrefix(name.Name, "exit") && n.Type == nil && len(n.Values) == 1 {
						if _, isNumber := n.Values[0].(*ast.BasicLit); isNumber {
							constants[name.Name] = true
						}
					}
				}
			case *ast.CompositeLit:
				if name, isName := n.Type.(*ast.Ident); isName && name.Name == "exitError" {
					used = append(used, statusOf(t, file, n))
				}
			}
			return true
		})
	}
	require.Len(t, constants, len(exitStatuses))
	require.NotEmpty(t, used)
	for _, name := range used {
		require.True(t, constants[name], "an error ends with %s, which is none of the table", name)
	}
}

// statusOf is the constant that an exitError is made with.
func statusOf(t *testing.T, file string, made *ast.CompositeLit) string {
	t.Helper()
	require.NotEmpty(t, made.Elts, file)
	value := made.Elts[0]
	if named, isNamed := value.(*ast.KeyValueExpr); isNamed {
		value = named.Value
	}
	constant, isConstant := value.(*ast.Ident)
	require.True(t, isConstant, "%s: an exit status is written as a number", file)
	return constant.Name
}

func scriptHelp(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	require.Zero(t, run(t.Context(), []string{"tercet", "help"}, Streams{Out: &out, Err: &out}, nil))
	return out.String()
}
