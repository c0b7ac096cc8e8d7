package cmd

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/urfave/cli/v2"
)

func configCommand() *cli.Command {
	return &cli.Command{
		Name:  "config",
		Usage: "check and show what is configured",
		Subcommands: []*cli.Command{
			{
				Name:  "check",
				Usage: "say whether the services that a file configures could begin with it",
				Description: "Reads it as they do, with the environment in the place of what it says, and tells every fault at once. Exits with 2 if\n" +
					"there is one. Neither chain nor plugins are asked.",
				Flags:  []cli.Flag{configFlag()},
				Action: checkConfig,
			},
			{
				Name:  "show",
				Usage: "print every option, what it is for, its value, and where that comes from",
				Description: "What it prints is a configuration file: with neither --config nor environment, one of all defaults to begin with.\n" +
					"Flags go before environment variables, those before the file, and that before defaults. Paths are taken from the\n" +
					"folder that a service is started in. Values that may hold secrets are hidden.",
				Flags:  []cli.Flag{configFlag()},
				Action: showConfig,
			},
		},
	}
}

// withService runs the command of a service up to where it would begin, with an action in its place.
func withService(c *cli.Context, s service, tables map[string]map[string]any, action cli.ActionFunc) error {
	command := *s.in(c.App.Commands)
	command.HelpName = s.String()
	command.Action = action
	command.Before = func(inner *cli.Context) error { return s.fill(inner, c.String("config"), tables) }
	inner := cli.NewContext(c.App, nil, c)
	inner.Command = &command
	return command.Run(inner, command.Name)
}

func checkConfig(c *cli.Context) error {
	file := c.String("config")
	if file == "" || c.Args().Present() {
		return usageError(errors.New("name the file: --config FILE"))
	}
	tables, err := readTables(file)
	if err != nil {
		return usageError(err)
	}
	if len(tables) == 0 {
		return usageError(fmt.Errorf("%s configures nothing; there are the tables %s", file, tableNames()))
	}
	var faults []error
	for _, s := range services() {
		if tables[s.table()] == nil {
			continue
		}
		err := withService(c, s, tables, func(c *cli.Context) error {
			if err := s.check(c); err != nil {
				return fmt.Errorf("%s: %s:\n%w", file, s.table(), err)
			}
			return nil
		})
		if err == nil {
			fmt.Fprintf(c.App.Writer, "%s can begin\n", s)
		}
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return usageError(err)
	}
	return nil
}

func showConfig(c *cli.Context) error {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag; `tercet config show` takes nothing else", c.Args().First()))
	}
	var in map[string]map[string]any
	file := c.String("config")
	if file != "" {
		var err error
		if in, err = readTables(file); err != nil {
			return usageError(err)
		}
	}
	for i, s := range services() {
		if i > 0 {
			fmt.Fprintln(c.App.Writer)
		}
		if err := withService(c, s, in, func(c *cli.Context) error { return showService(c, s, file, in[s.table()]) }); err != nil {
			return usageError(err)
		}
	}
	return nil
}

func showService(c *cli.Context, s service, file string, inFile map[string]any) error {
	fmt.Fprintf(c.App.Writer, "# %s\n%s\n", s.in(c.App.Commands).Usage, s.table())
	for _, flag := range c.Command.Flags {
		name := flag.Names()[0]
		documented, ok := flag.(cli.DocGenerationFlag)
		if !ok || name == configFlag().Name || name == cli.HelpFlag.Names()[0] {
			continue
		}
		value, hidden := shown(name, c.Value(name))
		text, err := toml.Marshal(map[string]any{name: value})
		if err != nil {
			return fmt.Errorf("show %s: %w", name, err)
		}
		fmt.Fprintf(c.App.Writer, "\n# %s\n", strings.ReplaceAll(documented.GetUsage(), "`", ""))
		_, fromFile := inFile[name]
		before, line := "", strings.TrimSpace(string(text))
		switch from := setIn(documented.GetEnvVars()); {
		case from != "":
			fmt.Fprintf(c.App.Writer, "# from the environment: %s\n", from)
		case fromFile:
			fmt.Fprintf(c.App.Writer, "# from %s\n", file)
		default:
			before = "# " // by default
		}
		if hidden {
			before = "# hidden in part: "
		}
		fmt.Fprintln(c.App.Writer, before+line)
	}
	return nil
}

// setIn is the first of some environment variables that is set.
func setIn(names []string) string {
	for _, name := range names {
		if _, set := os.LookupEnv(name); set {
			return name
		}
	}
	return ""
}

// shown is what may be shown of an option's value, as a file says it, and whether that is less than all.
func shown(name string, value any) (visible any, hidden bool) {
	switch value := value.(type) {
	case cli.StringSlice:
		if name == "rpc" {
			return shownURLs(value.Value())
		}
		return shownSettings(name, value.Value())
	case cli.Uint64Slice:
		return append([]uint64{}, value.Value()...), false
	case time.Duration:
		return value.String(), false
	case string:
		if name == "signer" && strings.HasPrefix(value, "/") { // the path of a socket is no secret
			return value, false
		}
		if value != "" && (name == "database" || name == "signer") {
			return shownURL(value)
		}
	}
	return value, false
}

// namesSetting is what may be shown of a setting: a word before an =.
var namesSetting = regexp.MustCompile(`^[a-z][a-z0-9-]*=`)

// shownSettings keeps the values of an executor's settings to itself: one may be the key of a service.
func shownSettings(name string, values []string) (visible any, hidden bool) {
	texts := append([]string{}, values...)
	if name != settingFlag {
		return texts, false
	}
	for i, setting := range texts {
		texts[i] = namesSetting.FindString(setting) + "…"
	}
	return texts, len(texts) > 0
}

// shownURLs keeps all but the hosts of endpoints to itself: providers of endpoints put keys into paths and names.
func shownURLs(texts []string) (visible any, hidden bool) {
	list := []string{}
	for _, text := range texts {
		for address := range strings.SplitSeq(text, ",") {
			host, part := shownURL(strings.TrimSpace(address))
			list, hidden = append(list, host), hidden || part
		}
	}
	return list, hidden
}

func shownURL(text string) (visible string, hidden bool) {
	parsed, err := url.Parse(text)
	if err != nil {
		return "…", true
	}
	if host := (&url.URL{Scheme: parsed.Scheme, Host: parsed.Host}).String(); strings.TrimSuffix(text, "/") != host {
		return host + "/…", true
	}
	return text, false
}
