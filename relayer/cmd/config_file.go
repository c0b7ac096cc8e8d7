package cmd

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/urfave/cli/v2"
)

// services are the commands that a configuration file may tell what it would take many flags to say, each in the table of its
// name: [run], [meter.run].
func services() []service {
	return []service{
		{path: []string{"run"}, check: func(c *cli.Context) error {
			_, err := readConfig(c)
			return err
		}},
		{path: []string{"worker"}, check: func(c *cli.Context) error {
			_, err := readWorkerConfig(c)
			return err
		}},
		{path: []string{"meter", "run"}, check: func(c *cli.Context) error {
			_, _, err := readMeterConfig(c)
			_, _, errChain := whereabouts(c)
			return errors.Join(err, errChain)
		}},
		{path: []string{"gpu", "serve"}, check: func(c *cli.Context) error {
			_, err := agentConfig(c)
			return err
		}},
		{path: []string{"serve"}, check: func(c *cli.Context) error {
			_, err := readServeConfig(c)
			_, _, errChain := whereabouts(c)
			return errors.Join(err, errChain)
		}},
	}
}

type service struct {
	path  []string
	check func(c *cli.Context) error // every fault of its flags, but of nothing that they name elsewhere
}

func (s service) table() string { return "[" + strings.Join(s.path, ".") + "]" }

func (s service) String() string { return "tercet " + strings.Join(s.path, " ") }

func configFlag() *cli.StringFlag {
	return &cli.StringFlag{
		Name: "config", EnvVars: env("config"), TakesFile: true,
		Usage: "TOML `FILE` with what is given neither as flag nor as environment variable (`tercet config show` prints one)",
	}
}

// configurable has the commands of services read their configuration files before they begin.
func configurable(commands []*cli.Command) {
	for _, s := range services() {
		command := s.in(commands)
		command.Flags = append(command.Flags, configFlag())
		command.Before = func(c *cli.Context) error {
			file := c.String("config")
			if file == "" {
				return nil
			}
			tables, err := readTables(file)
			if err == nil {
				err = s.fill(c, file, tables)
			}
			if err != nil {
				return usageError(err)
			}
			return nil
		}
	}
}

// in finds the service's command.
func (s service) in(commands []*cli.Command) (found *cli.Command) {
	for _, name := range s.path {
		found = named(commands, name)
		commands = found.Subcommands
	}
	return found
}

// fill sets the flags that are not set yet and that the service's table of a file names.
func (s service) fill(c *cli.Context, file string, tables map[string]map[string]any) error {
	var faults []error
	table := tables[s.table()]
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if err := setOption(c, key, table[key]); err != nil {
			faults = append(faults, fmt.Errorf("%s: %s %s: %w", file, s.table(), key, err))
		}
	}
	return errors.Join(faults...)
}

// readTables reads a configuration file: the options of each service, by the name of its table.
func readTables(file string) (map[string]map[string]any, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	var document map[string]any
	if _, err := toml.Decode(string(text), &document); err != nil {
		syntax := toml.ParseError{} // says what stands there, which may be a secret
		_ = errors.As(err, &syntax)
		return nil, fmt.Errorf("%s, line %d: it is no TOML: texts stand in quotes, lists in brackets, each key once", file, syntax.Position.Line)
	}
	tables := map[string]map[string]any{}
	for _, s := range services() {
		inner := document
		for _, name := range s.path[:len(s.path)-1] {
			inner, _ = inner[name].(map[string]any)
		}
		last := s.path[len(s.path)-1]
		if table, is := inner[last].(map[string]any); is {
			tables[s.table()] = table
			delete(inner, last)
		}
	}
	if unknown := leaves(document); len(unknown) > 0 {
		return nil, fmt.Errorf("%s: %s: nothing is read there; there are the tables %s", file, strings.Join(unknown, ", "), tableNames())
	}
	return tables, nil
}

// leaves are the names of what a document has left, but for empty tables.
func leaves(document map[string]any) (names []string) {
	for _, key := range slices.Sorted(maps.Keys(document)) {
		inner, is := document[key].(map[string]any)
		if !is {
			names = append(names, key)
		}
		for _, name := range leaves(inner) {
			names = append(names, key+"."+name)
		}
	}
	return names
}

func tableNames() string {
	var names []string
	for _, s := range services() {
		names = append(names, s.table())
	}
	return strings.Join(names, ", ")
}

// setOption sets the flag of that name to what a file says, unless it is set already. Errors repeat no text, which may be a secret.
func setOption(c *cli.Context, name string, value any) error {
	at := slices.IndexFunc(c.Command.Flags, func(flag cli.Flag) bool { return flag.Names()[0] == name })
	if at < 0 || name == configFlag().Name || name == cli.HelpFlag.Names()[0] {
		return fmt.Errorf("there is no such option; `%s --help` lists them", c.Command.HelpName)
	}
	flag := c.Command.Flags[at]
	texts, err := textsOf(value)
	if settings, is := value.(map[string]any); is {
		if name != settingFlag {
			return errors.New("it is no table")
		}
		texts, err = settingsOf(settings)
	}
	if err != nil || c.IsSet(name) {
		return err
	}
	switch flag.(type) {
	case *cli.StringSliceFlag:
		return c.Set(name, cli.NewStringSlice(texts...).Serialize())
	case *cli.Uint64SliceFlag:
	default:
		if _, list := value.([]any); list {
			return errors.New("it takes one value, not a list")
		}
	}
	for _, text := range texts {
		if c.Set(name, text) != nil {
			return fmt.Errorf("it cannot be read; `%s --help` says what it takes", c.Command.HelpName)
		}
	}
	return nil
}

// settingsOf writes a table as KEY=VALUE.
func settingsOf(table map[string]any) (texts []string, err error) {
	for _, key := range slices.Sorted(maps.Keys(table)) {
		inner, err := textsOf(table[key])
		if _, list := table[key].([]any); list || err != nil || key == "" || strings.Contains(key, "=") {
			return nil, errors.New("each setting has a name without =, and a text, a whole number, true or false")
		}
		texts = append(texts, key+"="+inner[0])
	}
	return texts, nil
}

// textsOf writes a value of a file as flags are given: those of a list one by one.
func textsOf(value any) (texts []string, err error) {
	switch value := value.(type) {
	case string, int64, bool:
		return []string{fmt.Sprint(value)}, nil
	case []any:
		for _, item := range value {
			inner, err := textsOf(item)
			if err != nil || len(inner) != 1 {
				return nil, errors.Join(err, errors.New("a list holds texts or whole numbers"))
			}
			texts = append(texts, inner[0])
		}
		return texts, nil
	}
	return nil, errors.New("it takes a text, a whole number, true or false: write times as in \"5m\"")
}
