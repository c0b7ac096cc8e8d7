package cmd

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"
)

// withoutJSON says why a command has no --json. Whatever prints a table has it.
var withoutJSON = map[string]string{
	"demo": "a story", "demo gpu": "a story", "run": "a service", "worker": "a service", "gpu serve": "a service",
	"delivery show": "JSON always", "meter address": "JSON always", "gpu calibrate": "JSON always", "predicate prove": "writes a file",
	"ceremony seal": "a sentence", "gpu busy": "a sentence",
	"gpu handle seal": "base64, to pass on", "meter handle": "base64, to pass on",
	"config check": "a sentence", "config show": "a configuration file", "completion": "a shell's script", "version": "a line",
}

// withoutDryRun says why a command that takes an account's key has no --dry-run.
var withoutDryRun = map[string]string{
	"run": "a service", "offer list": "it reads, of the key's account",
	"meter register": "signs a message to meters, which moves no money and which one with a higher --serial replaces", "meter tenant": "likewise",
}

// everyCommand visits the commands that do something themselves, but not those that tercet runs itself as.
func everyCommand(t *testing.T, visit func(path string, command *cli.Command)) {
	t.Helper()
	seen := 0
	walk(newApp(Streams{}, nil).Commands, func(path string, command *cli.Command) {
		if (len(command.Subcommands) == 0 || path == "demo") && !strings.HasPrefix(path, "plugin") {
			seen++
			visit(path, command)
		}
	})
	require.Greater(t, seen, 60)
}

// Every command says what it does, and shows how it is typed, with flags that there are.
func TestEveryCommandHasADescriptionAndAnExample(t *testing.T) {
	flag := regexp.MustCompile(`--([a-z0-9-]+)`)
	everyCommand(t, func(path string, command *cli.Command) {
		_, example, found := strings.Cut(command.Description, "   tercet "+path)
		if path == "completion" {
			_, example, found = strings.Cut(command.Description, "(tercet completion bash")
		}
		require.True(t, found, "tercet %s has no example: put one into examples.go", path)
		words, _, _ := strings.Cut(command.Description, "\n\n   ")
		require.NotEmpty(t, strings.TrimSpace(words), "tercet %s has no description", path)
		require.NotContains(t, words, "   tercet", "tercet %s has an example and no description", path)
		flags := map[string]bool{}
		for _, known := range command.Flags {
			for _, name := range known.Names() {
				flags[name] = true
			}
		}
		for _, match := range flag.FindAllStringSubmatch(example, -1) {
			require.True(t, flags[match[1]], "tercet %s has no flag --%s, which its example gives", path, match[1])
		}
	})
	for path := range examples {
		_, command := resolve(newApp(Streams{}, nil), append([]string{"tercet"}, strings.Fields(path)...))
		require.NotNil(t, command, path)
	}
}

func TestWhatPrintsATableCanPrintJSON(t *testing.T) {
	holdFlag(t, "json", withoutJSON, func(*cli.Command) bool { return true })
}

// What signs with an account's key says first what would happen.
func TestWhatSignsCanSayWhatItWouldDo(t *testing.T) {
	holdFlag(t, "dry-run", withoutDryRun, func(command *cli.Command) bool { return hasFlag(command, "key-file") })
}

// holdFlag wants a flag of every command that is concerned, or a reason.
func holdFlag(t *testing.T, flag string, without map[string]string, concerned func(*cli.Command) bool) {
	t.Helper()
	excused := map[string]bool{}
	everyCommand(t, func(path string, command *cli.Command) {
		if !concerned(command) {
			return
		}
		excused[path] = without[path] != ""
		require.NotEqual(t, excused[path], hasFlag(command, flag), "tercet %s: either it has --%s, or the test says why not", path, flag)
	})
	for path := range without {
		require.True(t, excused[path], "there is no tercet %s", path)
	}
}

func hasFlag(command *cli.Command, name string) bool {
	for _, flag := range command.Flags {
		for _, known := range flag.Names() {
			if known == name {
				return true
			}
		}
	}
	return false
}
