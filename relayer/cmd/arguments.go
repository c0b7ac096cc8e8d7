package cmd

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command line before its other arguments, so that `check NAME --file F` means what it
// says: the library stops looking for flags at the first argument that is none. What follows a -- stays as it is.
func flagsFirst(app *cli.App, args []string) []string {
	path, command := resolve(app, args)
	if command == nil || args[len(args)-1] == completing {
		return args
	}
	takesValue := map[string]bool{}
	for _, flag := range command.Flags {
		documented, ok := flag.(cli.DocGenerationFlag)
		for _, name := range flag.Names() {
			takesValue[name] = ok && documented.TakesValue()
		}
	}
	var flags, others []string
	for i := path; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			others = append(append([]string{"--"}, others...), args[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			others = append(others, arg)
			continue
		}
		flags = append(flags, arg)
		name, _, valued := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if takesValue[name] && !valued && i+1 < len(args) {
			i++
			flags = append(flags, args[i])
		}
	}
	return append(append(append([]string{}, args[:path]...), flags...), others...)
}

// resolve finds the command that the arguments begin with, and how many of them name it.
func resolve(app *cli.App, args []string) (int, *cli.Command) {
	var found *cli.Command
	at, commands := 1, app.Commands
	for at < len(args) {
		next := named(commands, args[at])
		if next == nil {
			break
		}
		found, commands, at = next, next.Subcommands, at+1
	}
	return at, found
}

func named(commands []*cli.Command, name string) *cli.Command {
	for _, command := range commands {
		if command.HasName(name) {
			return command
		}
	}
	return nil
}
