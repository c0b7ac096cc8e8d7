package cmd

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

// completing is the last argument with which a shell asks what could come next. The library has it.
const completing = "--generate-bash-completion"

// completions have shells ask tercet itself.
var completions = map[string]string{
	"bash": `_tercet() {
  local word=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]:0:COMP_CWORD}")
  case $word in -*) words+=("$word") ;; esac
  mapfile -t COMPREPLY < <(compgen -W "$("${words[@]}" ` + completing + ` 2>/dev/null)" -- "$word")
}
complete -o default -o bashdefault -F _tercet tercet
`,
	"zsh": `#compdef tercet
_tercet() {
  local word=${words[CURRENT]} list=(${words[1,CURRENT-1]})
  case $word in -*) list+=("$word") ;; esac
  list=(${(f)"$("${list[@]}" ` + completing + ` 2>/dev/null)"})
  if (( $#list )); then compadd -a list; else _files; fi
}
compdef _tercet tercet
`,
	"fish": `complete -c tercet -a '(set -l words (commandline -opc); set -l word (commandline -ct)
  string match -q -- "-*" $word; and set -a words $word
  $words ` + completing + ` 2>/dev/null)'
`,
}

func completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print what makes a shell complete tercet's commands and flags",
		ArgsUsage: "SHELL",
		Description: "For bash, zsh and fish.\n\n" +
			"   source <(tercet completion bash)\n" +
			"   source <(tercet completion zsh)\n" +
			"   tercet completion fish | source",
		Action: func(c *cli.Context) error {
			shell, err := oneArgument(c, "SHELL")
			if err != nil {
				return err
			}
			script, known := completions[shell]
			if !known {
				return usageError(fmt.Errorf("there is nothing for shell %q: say bash, zsh or fish", shell))
			}
			_, err = fmt.Fprint(c.App.Writer, script)
			return err
		},
	}
}
