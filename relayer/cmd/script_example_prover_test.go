//go:build prover

package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// example copies plugins/example to a folder, as somebody who has it and not this repository, but for the line in go.mod that
// says where Tercet is: `example FOLDER`.
func example(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: example FOLDER")
	}
	root, err := filepath.Abs("../..")
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(filepath.Join(root, "plugins", "example"))))
	edit := exec.Command("go", "mod", "edit", "-replace", "github.com/tercet-protocol/tercet="+root)
	edit.Dir = ts.MkAbs(args[0])
	ts.Check(edit.Run())
}

// goTool is the go command: `go build -o bin/search ./search`.
func goTool(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("unsupported: ! go")
	}
	ts.Check(ts.Exec("go", args...))
}

// setGo gives a script what the go command keeps in the user's home.
func setGo(env *testscript.Env) error {
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS", "GOTOOLCHAIN", "GONOSUMDB", "GOSUMDB"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return err
		}
		env.Setenv(name, strings.TrimSpace(string(value)))
	}
	env.Setenv("CGO_ENABLED", "0")
	return nil
}

func init() { scriptCommands["example"], scriptCommands["go"] = example, goTool }

// What the guide for authors says to type is what the script runs, word by word.
func TestTheGuideIsTheScript(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile("testdata/prover/example.txtar")
	require.NoError(t, err)
	var run []string
	background := regexp.MustCompile(` &\w*&$`)
	for line := range strings.Lines(string(script)) {
		line = strings.TrimPrefix(strings.TrimSpace(line), "exec ")
		line = strings.Replace(line, "env ", "export ", 1)
		run = append(run, background.ReplaceAllString(line, ""))
	}
	guide, err := os.ReadFile("../../plugins/sdk/README.md")
	require.NoError(t, err)
	typed, inside := 0, false
	for line := range strings.Lines(string(guide)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```sh"
		case inside:
			typed++
			require.True(t, slices.Contains(run, line), "the script does not run: %s", line)
		}
	}
	require.Greater(t, typed, 15)
}
