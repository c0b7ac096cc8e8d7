package cmd

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// go-ethereum sets the library's global looks for geth when it is imported; these are ours.
func init() {
	cli.FlagStringer = describeFlag
	cli.HelpFlag = &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: "show help", DisableDefaultText: true}
}

const appHelp = `{{.Name}}: {{.Usage}}

{{.Description}}

USAGE:
   {{.HelpName}} COMMAND [--help]

COMMANDS:{{template "visibleCommandTemplate" .}}
`

// exitHelp is what the help says of exit statuses.
func exitHelp() string {
	text := "\nEXIT STATUS:\n"
	for _, s := range exitStatuses {
		text += fmt.Sprintf("   %d  %s\n      of what judges: %s\n", s.status, s.means, s.ofChecks)
	}
	return text
}

// describeFlag tells a flag in two columns: how it is given, and what for.
func describeFlag(flag cli.Flag) string {
	documented, ok := flag.(cli.DocGenerationFlag)
	if !ok {
		return "--" + flag.Names()[0]
	}
	usage := documented.GetUsage()
	given := "--" + strings.Join(flag.Names(), ", -")
	if documented.TakesValue() {
		placeholder := "VALUE"
		if before, rest, found := strings.Cut(usage, "`"); found {
			if name, after, closed := strings.Cut(rest, "`"); closed {
				placeholder, usage = name, before+name+after
			}
		}
		given += " " + placeholder
		if text := documented.GetDefaultText(); text != "" && text != `""` {
			usage += fmt.Sprintf(" (default: %s)", text)
		}
	}
	if variables := documented.GetEnvVars(); len(variables) > 0 {
		usage += " [$" + strings.Join(variables, ", $") + "]"
	}
	return given + "\t" + usage
}
